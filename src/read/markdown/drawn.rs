//! Where the drawn tables of a file stand: simple, multiline and grid tables.
//!
//! In: lines. Out: the lines that each table takes and its form, tried in pandoc's order. A simple table has a line of
//! dashes under its head or round its rows; a multiline table stands between two such lines, blank lines between its rows; a
//! grid is drawn with `+`, `-` and `|`. Every search is one look into tables of next lines, so that a file of nothing
//! but dashes is read in linear time.

use std::ops::Range;

use super::lines::{Line, behind_markers};

/// A drawn table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) form: Form,
    /// The indices of its lines.
    pub(super) lines: Range<usize>,
}

/// The forms of drawn tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The line of dashes that parts the columns, as an index into the table's lines; the lines above it are the head.
    Simple { dashes: usize },
    /// Likewise; blank lines part the rows.
    Multiline { dashes: usize },
    /// The first line is a rule of the grid.
    Grid,
    /// A line of dashes right above text, and another one further down: one column in pandoc, hardly what was meant.
    Unclear,
}

/// Finds the drawn tables. `usable` says whether a line may belong to one.
pub(super) fn find(source: &str, lines: &[Line], usable: &dyn Fn(&Line) -> bool) -> Vec<Drawn> {
    let signs: Vec<Sign> = lines.iter().map(|line| Sign::of(source, line, usable)).collect();
    let mut found = Vec::new();
    if !signs.iter().any(|sign| matches!(sign, Sign::Dashes(_) | Sign::Grid)) {
        return found;
    }
    let next = Next::new(&signs);
    let mut at = 0;
    let mut free = 0;
    while at < lines.len() {
        let drawn = match signs[at] {
            Sign::Dashes(groups) => next.dashed(at, free, groups),
            Sign::Grid => Some(grid(source, lines, &signs, at)),
            Sign::Blank | Sign::Text | Sign::Other => None,
        };
        match drawn {
            Some(drawn) => {
                at = drawn.lines.end;
                free = at;
                found.push(drawn);
            }
            None => at += 1,
        }
    }
    found
}

/// What a line is for this search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Blank,
    /// Groups of dashes, at least one of several signs.
    Dashes(usize),
    /// `+---+---+`
    Grid,
    /// Code, a fence, a heading: it ends what stands before it.
    Other,
    Text,
}

impl Sign {
    fn of(source: &str, line: &Line, usable: &dyn Fn(&Line) -> bool) -> Self {
        if !usable(line) {
            return Self::Other;
        }
        let words = line.words(source);
        let Some(first) = words.bytes().next() else { return Self::Blank };
        if first == b'-' && words.bytes().all(|b| matches!(b, b'-' | b' ' | b'\t')) && words.len() > 2 && words.contains("--") {
            return Self::Dashes(words.split_whitespace().count());
        }
        if (first == b'#' && words.trim_start_matches('#').starts_with(' ')) || words.starts_with(":::") {
            return Self::Other;
        }
        let grid = first == b'+' || (matches!(first, b'-' | b'*') && words[1..].trim_start().starts_with('+'));
        if grid && is_rule(&source[behind_markers(source, line)..line.range.end]) { Self::Grid } else { Self::Text }
    }
}

/// `+---+:--:+`
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
        && line.contains(['-', '='])
}

/// For each line, the next line of a kind.
struct Next<'a> {
    signs: &'a [Sign],
    blank: Vec<usize>,
    dashes: Vec<usize>,
    other: Vec<usize>,
    /// Dashes with nothing or a blank line behind them.
    foot: Vec<usize>,
}

impl<'a> Next<'a> {
    fn new(signs: &'a [Sign]) -> Self {
        let dashes = |index: usize| matches!(signs[index], Sign::Dashes(_));
        Self {
            signs,
            blank: next(signs.len(), &|index| signs[index] == Sign::Blank),
            dashes: next(signs.len(), &dashes),
            other: next(signs.len(), &|index| signs[index] == Sign::Other),
            foot: next(signs.len(), &|index| dashes(index) && signs.get(index + 1).is_none_or(|sign| *sign == Sign::Blank)),
        }
    }

    /// Whether a block may begin on a line.
    fn fresh(&self, at: usize, free: usize) -> bool {
        at == free || matches!(self.signs[at - 1], Sign::Blank | Sign::Other)
    }

    fn is(&self, at: usize, wanted: impl Fn(Sign) -> bool) -> bool {
        self.signs.get(at).copied().is_some_and(wanted)
    }

    /// The table that the dashes on a line belong to. Lines before `free` belong to another.
    fn dashed(&self, at: usize, free: usize, groups: usize) -> Option<Drawn> {
        let text = |sign: Sign| matches!(sign, Sign::Text | Sign::Grid);
        let end = self.signs.len();
        if at > free && groups > 1 && text(self.signs[at - 1]) && self.fresh(at - 1, free) {
            return self.rows(at, at - 1, 1);
        }
        if !self.fresh(at, free) || !self.is(at + 1, text) {
            return None;
        }
        let second = self.dashes[at + 1];
        let foot = |from: usize| Some(self.foot[from.min(end)]).filter(|foot| *foot < end && self.other[at] > *foot);
        let whole = self.blank[at] > second && second < end;
        let parted = self.is(second, |sign| matches!(sign, Sign::Dashes(groups) if groups > 1));
        if (whole || parted)
            && self.is(second + 1, text)
            && let Some(foot) = foot(second + 1)
        {
            return Some(Drawn { form: Form::Multiline { dashes: second - at }, lines: at..foot + 1 });
        }
        if whole && foot(at + 1) == Some(second) {
            return Some(Drawn { form: Form::Simple { dashes: 0 }, lines: at..second + 1 });
        }
        let foot = foot(at + 1)?;
        if groups == 1 {
            return Some(Drawn { form: Form::Unclear, lines: at..at + 1 });
        }
        Some(Drawn { form: Form::Multiline { dashes: 0 }, lines: at..foot + 1 })
    }

    /// A simple table with a head: rows up to a blank line.
    fn rows(&self, at: usize, first: usize, dashes: usize) -> Option<Drawn> {
        let end = self.signs.len();
        let stop = self.blank[at + 1].min(self.other[at + 1]).min(end);
        let foot = self.foot[at + 1];
        let last = if foot < stop { foot + 1 } else { stop };
        (stop > at + 1 && foot != at + 1).then_some(Drawn { form: Form::Simple { dashes }, lines: first..last })
    }
}

/// For each index, the first one from it on that is wanted; the length where there is none.
fn next(length: usize, wanted: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut found = vec![length; length + 2];
    for index in (0..length).rev() {
        found[index] = if wanted(index) { index } else { found[index + 1] };
    }
    found
}

/// A grid from its first rule to the last line that begins with `+` or `|`.
fn grid(source: &str, lines: &[Line], signs: &[Sign], first: usize) -> Drawn {
    let part = |index: &usize| matches!(signs[*index], Sign::Grid | Sign::Text) && lines[*index].words(source).starts_with(['+', '|']);
    let end = (first + 1..lines.len()).take_while(part).last().map_or(first, |last| last) + 1;
    Drawn { form: Form::Grid, lines: first..end }
}
