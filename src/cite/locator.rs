//! Locators: the place in a source that a citation names.

use super::Run;
use crate::locale::Language;

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// Page, folio …
    pub kind: LocatorKind,
    /// The number or range as typed, without its word.
    pub value: String,
}

/// The kinds of locators of CSL 1.0.2, appendix IV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocatorKind {
    /// A book.
    Book,
    /// A chapter.
    Chapter,
    /// A column.
    Column,
    /// A figure.
    Figure,
    /// A folio.
    Folio,
    /// A line.
    Line,
    /// A note.
    Note,
    /// A number or issue.
    Issue,
    /// A page.
    Page,
    /// A paragraph.
    Paragraph,
    /// A part.
    Part,
    /// A section.
    Section,
    /// Under a word.
    SubVerbo,
    /// A verse.
    Verse,
    /// A volume.
    Volume,
}

/// The words for locators in English, Romanian and Russian, longest first where one begins another.
const WORDS: &[(&str, LocatorKind)] = &[
    ("pages", LocatorKind::Page),
    ("page", LocatorKind::Page),
    ("pp", LocatorKind::Page),
    ("pag", LocatorKind::Page),
    ("p", LocatorKind::Page),
    ("с", LocatorKind::Page),
    ("стр", LocatorKind::Page),
    ("fols", LocatorKind::Folio),
    ("fol", LocatorKind::Folio),
    ("folio", LocatorKind::Folio),
    ("ff", LocatorKind::Folio),
    ("f", LocatorKind::Folio),
    ("fila", LocatorKind::Folio),
    ("filele", LocatorKind::Folio),
    ("л", LocatorKind::Folio),
    ("лл", LocatorKind::Folio),
    ("chapters", LocatorKind::Chapter),
    ("chapter", LocatorKind::Chapter),
    ("chaps", LocatorKind::Chapter),
    ("chap", LocatorKind::Chapter),
    ("ch", LocatorKind::Chapter),
    ("cap", LocatorKind::Chapter),
    ("гл", LocatorKind::Chapter),
    ("columns", LocatorKind::Column),
    ("column", LocatorKind::Column),
    ("cols", LocatorKind::Column),
    ("col", LocatorKind::Column),
    ("стб", LocatorKind::Column),
    ("figures", LocatorKind::Figure),
    ("figure", LocatorKind::Figure),
    ("figs", LocatorKind::Figure),
    ("fig", LocatorKind::Figure),
    ("рис", LocatorKind::Figure),
    ("lines", LocatorKind::Line),
    ("line", LocatorKind::Line),
    ("notes", LocatorKind::Note),
    ("note", LocatorKind::Note),
    ("nn", LocatorKind::Note),
    ("n", LocatorKind::Note),
    ("прим", LocatorKind::Note),
    ("nos", LocatorKind::Issue),
    ("no", LocatorKind::Issue),
    ("nr", LocatorKind::Issue),
    ("№", LocatorKind::Issue),
    ("paragraphs", LocatorKind::Paragraph),
    ("paragraph", LocatorKind::Paragraph),
    ("paras", LocatorKind::Paragraph),
    ("para", LocatorKind::Paragraph),
    ("¶¶", LocatorKind::Paragraph),
    ("¶", LocatorKind::Paragraph),
    ("абз", LocatorKind::Paragraph),
    ("parts", LocatorKind::Part),
    ("part", LocatorKind::Part),
    ("pts", LocatorKind::Part),
    ("pt", LocatorKind::Part),
    ("ч", LocatorKind::Part),
    ("sections", LocatorKind::Section),
    ("section", LocatorKind::Section),
    ("secs", LocatorKind::Section),
    ("sec", LocatorKind::Section),
    ("§§", LocatorKind::Section),
    ("§", LocatorKind::Section),
    ("s.v", LocatorKind::SubVerbo),
    ("s. v", LocatorKind::SubVerbo),
    ("verses", LocatorKind::Verse),
    ("verse", LocatorKind::Verse),
    ("vv", LocatorKind::Verse),
    ("volumes", LocatorKind::Volume),
    ("volume", LocatorKind::Volume),
    ("vols", LocatorKind::Volume),
    ("vol", LocatorKind::Volume),
    ("т", LocatorKind::Volume),
    ("book", LocatorKind::Book),
    ("bks", LocatorKind::Book),
    ("bk", LocatorKind::Book),
    ("кн", LocatorKind::Book),
];

/// Takes the locator off the head of a suffix, by pandoc's rules: `, pp. 3–5 and passim` → pages 3–5 and ` and passim`;
/// `{ch. 3}` in braces wherever numbers alone don't tell; a bare number is a page.
#[must_use]
pub fn split_locator(suffix: Vec<Run>, _language: &Language) -> (Option<Locator>, Vec<Run>) {
    let Some(first) = suffix.first().filter(|run| run.look == super::Look::default()) else { return (None, suffix) };
    let Some((locator, taken)) = head(&first.text) else { return (None, suffix) };
    let mut rest = suffix;
    rest[0].text.replace_range(..taken, "");
    if rest[0].text.is_empty() {
        rest.remove(0);
    }
    (Some(locator), rest)
}

/// The locator at the head of a text, and the bytes that it takes.
fn head(text: &str) -> Option<(Locator, usize)> {
    let start = text.len() - text.trim_start_matches(|c: char| c == ',' || c.is_whitespace()).len();
    let rest = &text[start..];
    if let Some(inner) = rest.strip_prefix('{') {
        let end = inner.find('}')?;
        let (kind, skip) = word(inner).unwrap_or((LocatorKind::Page, 0));
        let value = inner[skip..end].trim();
        return (!value.is_empty()).then(|| (Locator { kind, value: value.to_owned() }, start + end + 2));
    }
    let (kind, skip) = word(rest).unwrap_or((LocatorKind::Page, 0));
    let length = value(&rest[skip..]);
    let words = rest[skip..skip + length].trim();
    (!words.is_empty()).then(|| (Locator { kind, value: words.to_owned() }, start + skip + length))
}

/// A locator's word at the head of a text, with its full stop and the space after it.
fn word(text: &str) -> Option<(LocatorKind, usize)> {
    let found = WORDS.iter().filter_map(|(word, kind)| {
        let head = text.get(..word.len()).filter(|head| head.to_lowercase() == *word)?;
        let after = &text[head.len()..];
        let stop = after.strip_prefix('.').unwrap_or(after);
        let bare = stop.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        let begins = bare.starts_with(|c: char| c.is_ascii_digit() || c == '[') || bare.starts_with(roman);
        let parted = bare.len() < after.len() || !word.ends_with(char::is_alphabetic);
        (begins && parted || *kind == LocatorKind::SubVerbo && bare.len() < after.len()).then(|| (*kind, text.len() - bare.len()))
    });
    found.max_by_key(|(_, taken)| *taken)
}

fn roman(c: char) -> bool {
    "ivxlcdmIVXLCDM".contains(c)
}

/// The bytes of a number, range or list of them: words of digits or roman numerals, joined by dashes, commas, colons.
fn value(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let word: usize = text[at..].chars().take_while(|c| c.is_alphanumeric() || "[]ʳᵛ*".contains(*c)).map(char::len_utf8).sum();
        let token = &text[at..at + word];
        let bare = token.trim_matches(['[', ']']);
        let counts = bare.chars().next().is_some_and(|c| c.is_ascii_digit())
            || bare.chars().last().is_some_and(|c| c.is_ascii_digit())
            || (!bare.is_empty() && bare.chars().all(roman));
        if !counts {
            return end;
        }
        end = at + word;
        let joint: usize = text[end..].chars().take_while(|c| ",–—-:/&. \u{A0}".contains(*c)).map(char::len_utf8).sum();
        if joint == 0 || text[end..end + joint].starts_with(['.', ' ', '\u{A0}']) && !text[end..end + joint].contains(['–', '-', '&']) {
            return end;
        }
        at = end + joint;
    }
}
