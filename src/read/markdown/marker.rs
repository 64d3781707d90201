//! The marks of ordered lists, as pandoc knows them: `1.`, `a)`, `(iv)`, `#.`, `(@label)`.
//!
//! In: the beginning of a line. Out: the mark with its number, style and delimiter; and whether a mark continues a list of
//! a given kind. CommonMark knows only digits with `.` or `)`: the mask writes such a mark over every other.

use crate::manuscript::{Delimiter, NumberStyle, Numbering};

/// A mark at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// What stands between the delimiters.
    pub(super) word: &'a str,
    pub(super) delimiter: Delimiter,
    /// Bytes, delimiters included.
    pub(super) length: usize,
}

/// The mark that a line begins with, followed by a space or by nothing. Initials (`A. Smith`) and pages (`p. 3`) are none.
pub(super) fn marker(line: &str) -> Option<Marker<'_>> {
    let (open, rest) = match line.strip_prefix('(') {
        Some(rest) => (1, rest),
        None => (0, line),
    };
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'#' | b'_' | b'-')).count();
    let word = &rest[..length];
    let delimiter = match rest.as_bytes().get(length)? {
        b')' if open == 1 => Delimiter::Parens,
        b')' => Delimiter::Paren,
        b'.' if open == 0 => Delimiter::Period,
        _ => return None,
    };
    let behind = &rest[length + 1..];
    if !(behind.is_empty() || behind.starts_with([' ', '\t', '\n', '\r'])) {
        return None;
    }
    first(word)?;
    let page = word == "p" && behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let initial = delimiter == Delimiter::Period && word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let spaced = behind.is_empty() || behind.starts_with("  ") || behind.starts_with('\t') || behind.starts_with('\n');
    (!(page && delimiter == Delimiter::Period) && (!initial || spaced)).then_some(Marker { word, delimiter, length: open + length + 1 })
}

impl Marker<'_> {
    /// The numbering of a list that begins with this mark.
    pub(super) fn numbering(&self) -> Numbering {
        let (style, start) = first(self.word).unwrap_or((NumberStyle::Decimal, 1));
        let delimiter = match style {
            NumberStyle::Unsaid if self.delimiter == Delimiter::Period => Delimiter::Unsaid,
            _ => self.delimiter,
        };
        Numbering { start, style, delimiter }
    }

    /// Whether it goes on with a list.
    pub(super) fn continues(&self, list: Numbering) -> bool {
        let alike = match list.style {
            NumberStyle::Unsaid | NumberStyle::Decimal => digits(self.word),
            NumberStyle::Example => self.word.starts_with('@'),
            NumberStyle::LowerAlpha => letter(self.word) && lower(self.word),
            NumberStyle::UpperAlpha => letter(self.word) && upper(self.word),
            NumberStyle::LowerRoman => roman(self.word).is_some() && lower(self.word),
            NumberStyle::UpperRoman => roman(self.word).is_some() && upper(self.word),
        };
        (alike || self.word == "#")
            && (self.delimiter == list.delimiter || (list.delimiter == Delimiter::Unsaid && self.delimiter == Delimiter::Period))
    }

    /// Whether CommonMark knows it as well.
    pub(super) fn common(&self) -> bool {
        digits(self.word) && self.delimiter != Delimiter::Parens
    }
}

/// Style and number of a list's first mark. A single `i` is a Roman one; any other single letter a letter.
fn first(word: &str) -> Option<(NumberStyle, u64)> {
    if digits(word) {
        return Some((NumberStyle::Decimal, word.parse().ok()?));
    }
    if word == "#" {
        return Some((NumberStyle::Unsaid, 1));
    }
    if let Some(label) = word.strip_prefix('@') {
        let known = label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        return known.then_some((NumberStyle::Example, 1));
    }
    if letter(word) && !matches!(word, "i" | "I") {
        let number = u64::from(word.as_bytes()[0].to_ascii_lowercase() - b'a') + 1;
        return Some((if lower(word) { NumberStyle::LowerAlpha } else { NumberStyle::UpperAlpha }, number));
    }
    let number = roman(word)?;
    match (lower(word), upper(word)) {
        (true, _) => Some((NumberStyle::LowerRoman, number)),
        (_, true) => Some((NumberStyle::UpperRoman, number)),
        (false, false) => None,
    }
}

fn digits(word: &str) -> bool {
    (1..=9).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

fn letter(word: &str) -> bool {
    word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic()
}

fn lower(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}

fn upper(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
}

/// The value of a Roman number.
fn roman(word: &str) -> Option<u64> {
    const PARTS: [(&str, u64, usize); 13] = [
        ("m", 1000, 4),
        ("cm", 900, 1),
        ("d", 500, 1),
        ("cd", 400, 1),
        ("c", 100, 3),
        ("xc", 90, 1),
        ("l", 50, 1),
        ("xl", 40, 1),
        ("x", 10, 3),
        ("ix", 9, 1),
        ("v", 5, 1),
        ("iv", 4, 1),
        ("i", 1, 3),
    ];
    let small = word.to_ascii_lowercase();
    let mut rest = small.as_str();
    let mut value = 0;
    for (part, worth, most) in PARTS {
        for _ in 0..most {
            let Some(behind) = rest.strip_prefix(part) else { break };
            rest = behind;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// What the mask writes over a mark of `length` bytes: digits and a parenthesis that CommonMark reads as one. None where
/// it already knows the mark, or where the mark is too long for that.
pub(super) fn masked(marker: &Marker<'_>) -> Option<Vec<u8>> {
    const MOST_DIGITS: usize = 9;
    if marker.common() {
        return None;
    }
    let digits = (marker.length - 1).min(MOST_DIGITS);
    let mut bytes = vec![b'0'; digits.saturating_sub(1)];
    bytes.extend(b"1)");
    // A longer mark is words of its item; the reader leaves them out.
    bytes.resize(marker.length.min(MOST_DIGITS + 1), b' ');
    if marker.length > bytes.len() {
        bytes.push(b' ');
        bytes.resize(marker.length, b'x');
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{first, marker, roman};
    use crate::manuscript::NumberStyle;

    #[test]
    fn marks_are_those_of_pandoc() {
        for mark in ["1. a", "a) b", "(iv) c", "#. d", "(@) e", "(@good-one) f", "I)  g", "A.  h", "12) i", "i. j"] {
            assert!(marker(mark).is_some(), "{mark}");
        }
        for none in ["A. Smith", "p. 3", "etc. b", "(see) c", "1.5 d", "I. went", "ab) e", "iiii) f"] {
            assert!(marker(none).is_none(), "{none}");
        }
    }

    #[test]
    fn a_lone_i_is_roman() {
        assert_eq!(first("i"), Some((NumberStyle::LowerRoman, 1)));
        assert_eq!(first("c"), Some((NumberStyle::LowerAlpha, 3)));
        assert_eq!(roman("mcmxlvi"), Some(1946));
    }
}
