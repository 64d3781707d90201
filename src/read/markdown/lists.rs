//! Marks of lists, written over so that CommonMark reads pandoc's lists.
//!
//! In: a file's lines one after the other. Out: bytes to write over a line: for every mark of an ordered list one that
//! CommonMark knows, for every bullet the same sign. A mark counts at the beginning of a block or inside a list, never
//! inside a paragraph. What each mark was is read from the file itself (`marker`).

use super::lines::{Line, container};
use super::marker::{marker, masked};

/// Where the walk over the lines stands.
#[derive(Debug)]
pub(super) struct Lists {
    /// A block may begin on this line.
    fresh: bool,
    /// The lines before belong to a list.
    open: bool,
}

impl Lists {
    pub(super) const fn new() -> Self {
        Self { fresh: true, open: false }
    }

    /// A line that is no text: code, a comment.
    pub(super) const fn skip(&mut self) {
        self.fresh = true;
    }

    /// What to write over a line.
    pub(super) fn line(&mut self, source: &str, line: &Line) -> Vec<(usize, Vec<u8>)> {
        let words = line.words(source);
        if words.is_empty() {
            self.fresh = true;
            return Vec::new();
        }
        let marked = container(words) > 0 || marker(words).is_some();
        if marked && (self.fresh || self.open || common(words)) && !is_rule(words) {
            self.fresh = false;
            self.open = true;
            return overwritten(source, line);
        }
        let apart = words.starts_with('#') || words.starts_with(":::");
        if apart || self.fresh {
            let indented = line.start > line.range.start;
            self.open = !apart && self.open && indented;
            self.fresh = apart;
        }
        Vec::new()
    }
}

/// A mark that CommonMark lets interrupt a paragraph.
fn common(words: &str) -> bool {
    words.starts_with(['-', '*', '+']) || words.starts_with("1. ") || words.starts_with("1) ")
}

fn overwritten(source: &str, line: &Line) -> Vec<(usize, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = line.start;
    loop {
        let rest = &source[at..line.range.end];
        if is_rule(rest) {
            return found;
        }
        if let Some(bytes) = marker(rest).and_then(|marker| masked(&marker)) {
            found.push((at, bytes));
        } else if rest.starts_with(['*', '+']) && rest[1..].starts_with([' ', '\t']) && !rest[1..].trim_start().starts_with('-') {
            found.push((at, b"-".to_vec()));
        }
        let length = container(rest);
        if length == 0 {
            return found;
        }
        let behind = &rest[length..];
        at += length + (behind.len() - behind.trim_start_matches([' ', '\t', '>']).len());
    }
}

/// `* * *`, `---`, `___`
fn is_rule(words: &str) -> bool {
    let mut signs = words.bytes().filter(|b| !matches!(b, b' ' | b'\t'));
    let Some(first @ (b'*' | b'-' | b'_')) = signs.next() else { return false };
    let mut count = 1;
    signs.all(|sign| {
        count += 1;
        sign == first
    }) && count > 2
}
