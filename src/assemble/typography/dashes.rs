//! Hyphens typed for dashes, dots for an ellipsis, ligatures typed as one character.
//!
//! In: the glyphs of a run. Out: `--` as an en dash, `---` as an em dash, either as the language's dash where it stands
//! spaced; three dots as an ellipsis; `ﬁ` as `fi`, which the fonts join themselves. A range's dash and a Romanian hyphen
//! are kept from breaking by a word joiner (U+2060).

use super::flat::{Glyph, Rules};
use crate::locale::{LONG, RANGE};

/// Word joiner: no break here.
const JOINER: char = '\u{2060}';

pub(super) fn set(glyphs: Vec<Glyph>, rules: &[Rules]) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len() + 8);
    let mut at = 0;
    while let Some(&glyph) = glyphs.get(at) {
        let run = match glyph.c {
            '-' | '.' if glyph.free => glyphs[at..].iter().take_while(|other| other.free && other.c == glyph.c).count(),
            _ => 1,
        };
        let before = out.last().map(|glyph| glyph.c);
        let after = glyphs.get(at + run).map(|glyph| glyph.c);
        let rules = &rules[usize::from(glyph.language)];
        match (glyph.c, run) {
            ('-', 1) => hyphen(&mut out, glyph, before, after, rules),
            ('-', 2 | 3) => {
                let typed = if run == 2 { RANGE } else { LONG };
                let spaced = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
                out.push(glyph.with(if spaced { rules.dash } else { typed }));
                join_range(&mut out, glyph, before, after);
            }
            ('.', 3 | 4) => {
                out.push(glyph.with('…'));
                out.extend((3..run).map(|_| glyph));
            }
            (RANGE, _) => {
                out.push(glyph);
                join_range(&mut out, glyph, before, after);
            }
            ('\u{fb00}'..='\u{fb06}', _) if glyph.free => out.extend(letters(glyph.c).chars().map(|c| glyph.with(c))),
            _ => out.extend(std::iter::repeat_n(glyph, run)),
        }
        at += run;
    }
    out
}

/// A hyphen inside a word: firm in Romanian (`trecutu-ți`, `într-un`).
fn hyphen(out: &mut Vec<Glyph>, glyph: Glyph, before: Option<char>, after: Option<char>, rules: &Rules) {
    let inside = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
    if glyph.free && inside && rules.firm_hyphens {
        out.extend([glyph.with(JOINER), glyph, glyph.with(JOINER)]);
    } else {
        out.push(glyph);
    }
}

/// The joiner after the dash of a range of numbers; a dash has no break before it.
fn join_range(out: &mut Vec<Glyph>, dash: Glyph, before: Option<char>, after: Option<char>) {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if dash.free && digit(before) && digit(after) {
        out.push(dash.with(JOINER));
    }
}

/// The letters of a Latin ligature (Unicode's compatibility decomposition of U+FB00–FB06).
const fn letters(c: char) -> &'static str {
    match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => "st",
    }
}
