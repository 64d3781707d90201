//! Soft hyphens in long words, for languages that readers' devices don't break themselves.
//!
//! In: words and their language. Out: the places of soft hyphens. Languages that devices know are left to them.

use std::borrow::Cow;
use std::ops::Range;

use crate::locale::Language;

/// Letters of the shortest word that is broken, and of its first part.
const LONG: usize = 7;
const BEFORE: usize = 3;

/// The bytes at which words may be broken.
pub(super) fn breaks(words: &str, language: &Language) -> Vec<usize> {
    if language.primary() != "ro" {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for word in words.split(|c: char| !c.is_alphabetic()) {
        if word.chars().count() >= LONG {
            let inside = hypher::romanian::breaks(word).into_iter();
            found.extend(inside.filter(|end| word[..*end].chars().count() >= BEFORE).map(|end| at + end));
        }
        at += word.len();
        at += words[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// A part of the words with its soft hyphens; one at its very beginning belongs to it.
pub(super) fn hyphened<'a>(words: &'a str, part: Range<usize>, breaks: &[usize]) -> Cow<'a, str> {
    let mut text = String::new();
    let mut done = part.start;
    for at in breaks.iter().copied().filter(|at| part.contains(at)) {
        text.push_str(&words[done..at]);
        text.push('\u{AD}');
        done = at;
    }
    if text.is_empty() {
        return Cow::Borrowed(&words[part]);
    }
    text.push_str(&words[done..part.end]);
    Cow::Owned(text)
}
