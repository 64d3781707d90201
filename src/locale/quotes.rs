//! Quotation marks by language.
//!
//! In: a language. Out: its marks for a quotation and for one inside it. Sources: CLDR 48, `delimiters`; for English the
//! British and American house rules (single outside, double outside), which CLDR does not part; for Romanian the
//! Academy's rules.

use super::Language;

/// The marks of a language. Where it sets a space inside them, the marks hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// Before and after a quotation.
    pub outer: (&'static str, &'static str),
    /// Before and after a quotation inside a quotation.
    pub inner: (&'static str, &'static str),
}

impl Quotes {
    /// The marks at a depth: 0 is a quotation, 1 one inside it, 2 the outer marks again.
    #[must_use]
    pub const fn at(&self, depth: usize) -> (&'static str, &'static str) {
        if depth.is_multiple_of(2) { self.outer } else { self.inner }
    }
}

const fn marks(outer: (&'static str, &'static str), inner: (&'static str, &'static str)) -> Quotes {
    Quotes { outer, inner }
}

const SINGLE_FIRST: Quotes = marks(("‘", "’"), ("“", "”"));
const DOUBLE_FIRST: Quotes = marks(("“", "”"), ("‘", "’"));

impl Language {
    /// Its quotation marks; British ones where recto does not know the language's own.
    #[must_use]
    pub fn quotes(&self) -> Quotes {
        match (self.primary(), self.region()) {
            ("ro" | "mo", _) => marks(("„", "”"), ("«", "»")),
            ("ru" | "be" | "uk", _) => marks(("«", "»"), ("„", "“")),
            ("en", Some("US" | "CA" | "PH")) => DOUBLE_FIRST,
            ("bg" | "cs" | "sk" | "sl" | "de", _) => marks(("„", "“"), ("‚", "‘")),
            ("hu", _) => marks(("„", "”"), ("»", "«")),
            ("pl", _) => marks(("„", "”"), ("«", "»")),
            ("fr", _) => marks(("«\u{202f}", "\u{202f}»"), ("“", "”")),
            ("it" | "es" | "el" | "ca", _) | ("pt", Some("PT")) => marks(("«", "»"), ("“", "”")),
            ("fi" | "sv", _) => marks(("”", "”"), ("’", "’")),
            ("pt" | "tr" | "zh" | "ja" | "ko" | "he" | "ar", _) => DOUBLE_FIRST,
            _ => SINGLE_FIRST,
        }
    }
}
