//! Keys and citations.
//!
//! `@key` and `-@key` in the text become pieces; a bracket that holds keys becomes a citation of as many items as it
//! has parts between `;`. A key is pandoc's: letters, digits and `_`, with single signs `:.#$%&-+?<>~/` between them.

use std::ops::Range;

use super::{Key, Opener, Piece, Scanner};
use crate::manuscript::{CiteItem, InlineKind};
use crate::source::Spanned;

/// What the keys in a bracket make of it.
pub(super) enum Shape {
    /// There are none, and the bracket has one part.
    None,
    /// Every part has its key.
    Citation,
    /// The first part alone has none: it may be the place in a source cited before the bracket.
    LocatorFirst,
    /// Another part has none.
    KeyMissing,
    /// A part has two.
    TwoKeys,
}

impl Scanner<'_, '_> {
    /// Puts a key where `@` begins one: not after a letter or digit, as in an address.
    pub(super) fn key(&mut self, suppress_author: bool) {
        let sign = if suppress_author { 2 } else { 1 };
        let after_word = self.text[..self.at].chars().next_back().is_some_and(char::is_alphanumeric);
        let key = key_range(self.text, self.at + sign);
        let Some((key, end)) = key.filter(|_| !after_word) else {
            self.at += 1;
            return;
        };
        self.flush();
        self.keys.push(self.pieces.len());
        let value = Spanned::new(self.text[key.clone()].to_owned(), self.place(key));
        self.pieces.push(Piece::Key(Key { key: value, suppress_author, range: self.at..end }));
        self.skip(end - self.at);
    }

    /// What the pieces behind an opener are as a citation.
    pub(super) fn shape(&self, opener: &Opener) -> Shape {
        let holds_keys = self.keys.last().is_some_and(|key| *key > opener.piece);
        if !holds_keys && self.key_before(opener).is_none() {
            return Shape::None;
        }
        let mut keys = vec![0];
        for piece in &self.pieces[opener.piece + 1..] {
            match piece {
                Piece::Text(range) => keys.extend(self.text[range.clone()].matches(';').map(|_| 0)),
                Piece::Key(_) => *keys.last_mut().unwrap_or(&mut 0) += 1,
                Piece::Done { .. } | Piece::Run(_) => {}
            }
        }
        if keys.iter().any(|count| *count > 1) {
            Shape::TwoKeys
        } else if !holds_keys && keys.len() == 1 {
            Shape::None
        } else if keys[1..].contains(&0) {
            Shape::KeyMissing
        } else if keys[0] == 0 {
            Shape::LocatorFirst
        } else {
            Shape::Citation
        }
    }

    /// The key right before an opener, with at most white space between.
    pub(super) fn key_before(&self, opener: &Opener) -> Option<usize> {
        let mut at = opener.piece.checked_sub(1)?;
        loop {
            match &self.pieces[at] {
                Piece::Key(_) => return Some(at),
                Piece::Text(range) if self.text[range.clone()].trim().is_empty() => {}
                Piece::Done { inline, .. } if inline.kind == InlineKind::SoftBreak => {}
                Piece::Text(_) | Piece::Done { .. } | Piece::Run(_) => return None,
            }
            at = at.checked_sub(1)?;
            if opener.piece - at > 3 {
                return None;
            }
        }
    }

    /// The items of a bracket. A first part without key has an empty one.
    pub(super) fn items_of(&mut self, opener: &Opener) -> Vec<CiteItem> {
        let children = self.children(opener);
        let mut parts = vec![Vec::new()];
        for piece in children {
            let Piece::Text(range) = &piece else {
                parts.last_mut().expect("has a first part").push(piece);
                continue;
            };
            let mut start = range.start;
            for (found, _) in self.text[range.clone()].match_indices(';') {
                parts.last_mut().expect("has a first part").push(Piece::Text(start..range.start + found));
                start = range.start + found + 1;
                parts.push(Vec::new());
            }
            parts.last_mut().expect("has a first part").push(Piece::Text(start..range.end));
        }
        parts.into_iter().map(|part| self.item(part)).collect()
    }

    fn item(&mut self, mut part: Vec<Piece>) -> CiteItem {
        let at = part.iter().position(|piece| matches!(piece, Piece::Key(_)));
        let (key, mut suffix) = match at {
            Some(at) => {
                let suffix = part.split_off(at + 1);
                match part.pop() {
                    Some(Piece::Key(key)) => (key.key, (suffix, key.suppress_author)),
                    _ => unreachable!("the position is a key's"),
                }
            }
            None => {
                let suffix = std::mem::take(&mut part);
                (Spanned::new(String::new(), self.place(0..0)), (suffix, false))
            }
        };
        self.trim_start(&mut part);
        self.trim_end(&mut part);
        self.trim_end(&mut suffix.0);
        let (prefix, _) = self.lower(part);
        let (words, _) = self.lower(suffix.0);
        CiteItem { key, suppress_author: suffix.1, prefix, suffix: words }
    }

    fn trim_start(&self, part: &mut Vec<Piece>) {
        while let Some(first) = part.first_mut() {
            match first {
                Piece::Text(range) => {
                    range.start = range.end - self.text[range.clone()].trim_start().len();
                    if range.start < range.end {
                        return;
                    }
                }
                Piece::Done { inline, .. } if inline.kind == InlineKind::SoftBreak => {}
                Piece::Done { .. } | Piece::Run(_) | Piece::Key(_) => return,
            }
            part.remove(0);
        }
    }

    fn trim_end(&self, part: &mut Vec<Piece>) {
        while let Some(last) = part.last_mut() {
            match last {
                Piece::Text(range) => {
                    range.end = range.start + self.text[range.clone()].trim_end().len();
                    if range.start < range.end {
                        return;
                    }
                }
                Piece::Done { inline, .. } if inline.kind == InlineKind::SoftBreak => {}
                Piece::Done { .. } | Piece::Run(_) | Piece::Key(_) => return,
            }
            part.pop();
        }
    }
}

/// The range of the key that begins at `at`, without braces, and the offset behind it.
fn key_range(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at..];
    if let Some(braced) = rest.strip_prefix('{') {
        let length = braced.find(['}', '\n', '{'])?;
        let closed = braced[length..].starts_with('}') && length > 0;
        return closed.then_some((at + 1..at + 1 + length, at + length + 2));
    }
    if rest.starts_with('*') {
        return None;
    }
    let regular = |c: char| c.is_alphanumeric() || c == '_';
    if !rest.starts_with(regular) {
        return None;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inner = ":.#$%&-+?<>~/".contains(c) && next.is_some_and(regular);
        let address = matches!(c, ':' | '/') && next == Some('/');
        if !(regular(c) || inner || address) {
            break;
        }
        end = index + c.len_utf8();
    }
    Some((at..at + end, at + end))
}
