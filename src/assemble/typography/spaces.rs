//! Spaces at which no line may end.
//!
//! In: the glyphs of a run, quotes and dashes set. Out: the same with no-break spaces before a spaced dash, after a dash
//! that opens speech, between words that stay together, and (in Russian) narrow ones between groups of digits.

use super::flat::{Glyph, Rules};
use crate::locale::{self, LONG, RANGE, Words};

/// The longest word that is looked at beside a space, so that time stays linear.
const LONGEST: usize = 24;

pub(super) fn set(mut glyphs: Vec<Glyph>, rules: &[Rules]) -> Vec<Glyph> {
    for at in 0..glyphs.len() {
        if glyphs[at].c == ' ' && glyphs[at].free {
            let rules = &rules[usize::from(glyphs[at].language)];
            if let Some(space) = firm(&glyphs, at, rules) {
                glyphs[at].c = space;
            }
        }
    }
    glyphs
}

/// The space that is set instead of a plain one, where no line may end at it.
fn firm(glyphs: &[Glyph], at: usize, rules: &Rules) -> Option<char> {
    let is_dash = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| matches!(glyph.c, RANGE | LONG));
    let is_blank = |glyph: Option<&Glyph>| glyph.is_none_or(|glyph| glyph.c.is_whitespace());
    let starts = at == 0 || glyphs[at - 1].c == '\n';
    if !starts && is_dash(glyphs.get(at + 1)) && is_blank(glyphs.get(at + 2)) {
        return Some('\u{a0}');
    }
    if rules.dash_speaks && at > 0 && is_dash(glyphs.get(at - 1)) && (at == 1 || glyphs[at - 2].c == '\n') {
        return Some('\u{a0}');
    }
    if !asks(glyphs.get(at.wrapping_sub(1))?.c, glyphs.get(at + 1)?.c) {
        return None;
    }
    let left: Vec<char> = before(glyphs, at)?;
    let right: Vec<char> = after(glyphs, at)?;
    if rules.words == Words::Russian && groups(&left, &right) {
        return Some('\u{202f}');
    }
    let left: String = left.into_iter().collect();
    let right: String = right.into_iter().collect();
    locale::bound(&left, &right).then_some('\u{a0}')
}

/// Whether the characters beside a space can belong to words that stay together: figures, numerals, abbreviations. Most
/// spaces of a book are done with here.
fn asks(before: char, after: char) -> bool {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C');
    figure(before) || figure(after) || matches!(before, '.' | '§' | '№')
}

/// The word before a space; none where there is no word, or a very long one.
fn before(glyphs: &[Glyph], at: usize) -> Option<Vec<char>> {
    let word = glyphs[..at].iter().rev().take(LONGEST + 1).map(|glyph| glyph.c).take_while(|c| !c.is_whitespace() || *c == '\u{202f}');
    let mut word: Vec<char> = word.collect();
    word.reverse();
    (1..=LONGEST).contains(&word.len()).then_some(word)
}

fn after(glyphs: &[Glyph], at: usize) -> Option<Vec<char>> {
    let word: Vec<char> = glyphs[at + 1..].iter().take(LONGEST + 1).map(|glyph| glyph.c).take_while(|c| !c.is_whitespace()).collect();
    (1..=LONGEST).contains(&word.len()).then_some(word)
}

/// Whether the space parts groups of digits: `61 662`.
fn groups(left: &[char], right: &[char]) -> bool {
    let digits = |chars: &[char]| chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let last = left.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let first_group = (1..=3).contains(&last) && (left.len() == last || left[left.len() - last - 1] != ',');
    first_group && digits(right) == 3
}
