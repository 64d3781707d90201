//! Where words may be broken at the end of a line.
//!
//! In: a word and its language. Out: its syllables, as far as a line may end between them. Romanian goes by the rules in
//! [`romanian`], every other language by the patterns of hyph-utf8 (Knuth and Liang). The typesetter asks a crate of
//! this name by these functions; nothing of the book is known here.

pub mod romanian;

use std::sync::OnceLock;

use hyphenation::{Hyphenator, Language, Load, Standard};

/// A language's code, the name of its patterns, the letters that stay before and after a break, the patterns.
type Patterns = ([u8; 2], Language, (usize, usize), &'static [u8]);

const PATTERNS: &[Patterns] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The patterns that were asked for, read.
static READ: [OnceLock<Option<Standard>>; PATTERNS.len()] = [const { OnceLock::new() }; PATTERNS.len()];

/// A language whose words may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// By rules.
    Romanian,
    /// By the patterns of this number.
    Other(u8),
}

impl Lang {
    /// The language of an ISO 639-1 code.
    #[must_use]
    pub fn from_iso(code: [u8; 2]) -> Option<Self> {
        if code == *b"ro" {
            return Some(Self::Romanian);
        }
        let at = PATTERNS.iter().position(|(own, ..)| *own == code)?;
        u8::try_from(at).ok().map(Self::Other)
    }

    /// The letters that stay before a break and after it.
    #[must_use]
    pub fn bounds(self) -> (usize, usize) {
        match self {
            Self::Romanian => (romanian::BEFORE, romanian::AFTER),
            Self::Other(at) => PATTERNS.get(usize::from(at)).map_or((2, 2), |(_, _, bounds, _)| *bounds),
        }
    }
}

/// The parts of a word between which a line may end.
#[must_use]
pub fn hyphenate(word: &str, lang: Lang) -> Syllables<'_> {
    let breaks = match lang {
        Lang::Romanian => romanian::breaks(word),
        Lang::Other(at) => by_patterns(word, usize::from(at)),
    };
    Syllables { rest: word, taken: 0, breaks: breaks.into_iter() }
}

fn by_patterns(word: &str, at: usize) -> Vec<usize> {
    let (Some((_, language, (left, right), bytes)), Some(read)) = (PATTERNS.get(at), READ.get(at)) else { return Vec::new() };
    let Some(patterns) = read.get_or_init(|| Standard::from_reader(*language, &mut &bytes[..]).ok()) else { return Vec::new() };
    let small = word.to_lowercase();
    if small.len() != word.len() {
        return patterns.hyphenate(word).breaks;
    }
    let first = small.char_indices().nth(*left).map(|(at, _)| at);
    let last = small.char_indices().rev().nth(right.saturating_sub(1)).map(|(at, _)| at);
    match (first, last) {
        (Some(first), Some(last)) if first <= last => {
            let exception = patterns.exception_within(&small, (first, last));
            exception.unwrap_or_else(|| patterns.opportunities_within(&small, (first, last)))
        }
        (Some(_), Some(_)) | (None, _) | (_, None) => Vec::new(),
    }
}

/// The parts of a word in order; together they are the word.
#[derive(Debug, Clone)]
pub struct Syllables<'a> {
    rest: &'a str,
    /// Bytes of the word before the rest.
    taken: usize,
    breaks: std::vec::IntoIter<usize>,
}

impl<'a> Iterator for Syllables<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let end = self.breaks.next().map_or(self.rest.len(), |at| at.saturating_sub(self.taken));
        let (part, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.taken += part.len();
        (!part.is_empty()).then_some(part)
    }
}
