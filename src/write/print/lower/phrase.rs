//! Which words of a text are set otherwise: a chapter's first phrase, abbreviations in capitals, lines of code that turn
//! over.
//!
//! In: text. Out: byte ranges, or content in two parts. The words themselves never change.

use std::ops::Range;

use crate::book::visit;
use crate::book::{Inline, InlineKind};

/// Content in two parts, the second from this character of its node on. None where that is no word's beginning, or stands inside
/// words with a look of their own.
pub(super) fn split(content: &[Inline], at: u32) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let at = usize::try_from(at).ok().filter(|at| *at > 0)?;
    let mut begun = 0;
    for (index, inline) in content.iter().enumerate() {
        let words = visit::counted(std::slice::from_ref(inline));
        let count = words.chars().count();
        if begun + count <= at {
            begun += count;
            continue;
        }
        let inside = words.char_indices().nth(at - begun)?.0;
        let (InlineKind::Text(text), true) = (&inline.kind, words[..inside].ends_with(' ')) else { return None };
        let part = |text: &str| Inline { origin: inline.origin, kind: InlineKind::Text(text.to_owned()) };
        let before = content[..index].iter().cloned().chain([part(&text[..inside])]).collect();
        let after = std::iter::once(part(&text[inside..])).chain(content[index + 1..].iter().cloned()).collect();
        return Some((before, after));
    }
    None
}

/// Every letter is of the Latin script, which the small capitals have.
pub(super) fn latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| matches!(u32::from(c), 0..=0x24F | 0x1E00..=0x1EFF))
}

/// The bytes of a chapter's first phrase: up to four words or 28 letters, never past punctuation. Empty where the text
/// is not of the Latin script or begins with nothing that could be set so.
pub(super) fn opening(text: &str) -> usize {
    let mut end = 0;
    for (count, word) in words(text).enumerate() {
        let bare = text[word.clone()].trim_end_matches(|c: char| !c.is_alphanumeric());
        let stop = word.start + bare.len();
        let letters = text[..stop].chars().filter(|c| !c.is_whitespace()).count();
        if count == 4 || (letters > 28 && count > 0) || bare.is_empty() || !latin(bare) {
            break;
        }
        end = stop;
        if stop < word.end {
            break;
        }
    }
    end
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.split_whitespace();
    starts.map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

/// Abbreviations of three capitals or more (GARF, SSR), Latin only.
pub(super) fn abbreviations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let capital = c.is_uppercase() && latin(c.encode_utf8(&mut [0; 4]));
        match start {
            None if capital && !before.is_some_and(char::is_alphanumeric) => start = Some(at),
            Some(from) if !capital => {
                if !c.is_alphanumeric() && text[from..at].chars().count() >= 3 {
                    found.push(from..at);
                }
                start = None;
            }
            None | Some(_) => {}
        }
        before = Some(c);
    }
    found
}

/// A line of code in parts that fit: the first `room` letters wide, those after it two fewer. A part ends after a space
/// or a sign where one stands in its second half.
pub(super) fn turned(line: &str, room: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let room = if parts.is_empty() { room } else { room.saturating_sub(2) }.max(2);
        let (head, tail) = rest.split_at(fitting(rest, room));
        parts.push(head);
        rest = tail;
    }
    parts
}

/// The bytes of a line that go on `room` letters; a letter of East Asia is two wide.
fn fitting(line: &str, room: usize) -> usize {
    let (mut wide, mut good) = (0, None);
    for (at, c) in line.char_indices() {
        wide += if matches!(u32::from(c), 0x1100..=0x11FF | 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFF00..=0xFF60) { 2 } else { 1 };
        if wide > room && at > 0 {
            return good.unwrap_or(at);
        }
        if wide * 2 > room && (c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '&' | ')' | ']' | '}')) {
            good = Some(at + c.len_utf8());
        }
    }
    line.len()
}
