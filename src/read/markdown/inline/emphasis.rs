//! Runs of `*`, `_`, `~` and `^`: which of them open and close what.
//!
//! In: pieces. Out: inlines. `*` and `_` by CommonMark's rules of thirds, where
//! for `*` white space alone decides, as in pandoc, and for `_` flanking does; `~~` strikes out; `~` and `^`
//! lower and raise what holds no white space, as pandoc has it.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::super::limits;
use super::{Piece, Scanner};
use crate::manuscript::{Citation, CitationMode, CiteItem, Inline, InlineKind};

/// White space that parts words: a no-break space does not.
const fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// A run of one sign.
pub(super) struct Run {
    sign: u8,
    range: Range<usize>,
    opens: bool,
    closes: bool,
    /// White space met before it.
    spaces: usize,
    /// Signs taken from its left as closers and from its right as openers, in the order of taking.
    closed: Vec<usize>,
    opened: Vec<usize>,
}

impl Run {
    fn rest(&self) -> usize {
        self.range.len() - self.closed.iter().sum::<usize>() - self.opened.iter().sum::<usize>()
    }

    /// Whether the two may belong together.
    fn fits(&self, closer: &Self) -> bool {
        if self.sign != closer.sign {
            return false;
        }
        let (a, b) = (self.range.len(), closer.range.len());
        match self.sign {
            b'*' | b'_' => !((self.closes || closer.opens) && (a + b).is_multiple_of(3) && !(a.is_multiple_of(3) && b.is_multiple_of(3))),
            _ => a == b && (a == 2 || self.spaces == closer.spaces),
        }
    }

    /// How far down the search for an opener has been in vain, by what the search depends on.
    fn class(&self) -> (u8, bool, usize) {
        match self.sign {
            b'*' | b'_' => (self.sign, self.opens, self.range.len() % 3),
            _ => (self.sign, false, self.range.len()),
        }
    }
}

impl Scanner<'_, '_> {
    /// Puts a run of signs.
    pub(super) fn delimiters(&mut self, sign: u8) {
        self.flush();
        let length = self.text[self.at..].bytes().take_while(|b| *b == sign).count();
        if sign == b'^' && length == 2 {
            // Nothing, raised: what Word leaves where a note's mark was deleted.
            return self.skip(length);
        }
        let before = self.text[..self.at].chars().next_back();
        let after = self.text[self.at + length..].chars().next();
        let (left, right) = flanking(before, after);
        let (opens, closes) = match sign {
            b'*' => (!after.is_none_or(blank), !before.is_none_or(blank)),
            b'_' => (left && (!right || before.is_some_and(punctuation)), right && (!left || after.is_some_and(punctuation))),
            b'~' if length <= 2 => (!after.is_none_or(blank), !before.is_none_or(blank)),
            b'^' if length == 1 => (!after.is_none_or(blank), !before.is_none_or(blank)),
            _ => (false, false),
        };
        if sign == b'^' && length == 1 {
            let closes = closes && self.raised == Some(self.spaces);
            self.raised = if closes || !opens { None } else { Some(self.spaces) };
        }
        let range = self.at..self.at + length;
        let spaces = self.spaces;
        self.pieces.push(Piece::Run(Run { sign, range, opens, closes, spaces, closed: Vec::new(), opened: Vec::new() }));
        self.skip(length);
    }

    /// Makes inlines of pieces; also says how deep they are nested.
    pub(super) fn lower(&mut self, mut pieces: Vec<Piece>) -> (Vec<Inline>, usize) {
        pair(&mut pieces);
        let mut tree = Tree { stack: Vec::new(), level: Level::default() };
        for piece in pieces {
            match piece {
                Piece::Text(range) => self.text_inline(&mut tree.level, range),
                Piece::Done { inline, depth } => tree.level.push(inline, depth),
                Piece::Key(key) => {
                    let span = self.place(key.range);
                    let item = CiteItem { key: key.key, suppress_author: key.suppress_author, prefix: Vec::new(), suffix: Vec::new() };
                    let citation = Citation { mode: CitationMode::InSentence, items: vec![item], attributes: Default::default() };
                    tree.level.push(Inline { kind: InlineKind::Citation(citation), span }, 0);
                }
                Piece::Run(run) => self.run_inlines(&mut tree, &run),
            }
        }
        (tree.level.inlines, tree.level.depth)
    }

    fn text_inline(&self, level: &mut Level, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if let (Some(start), Some(last)) = (level.text_from(range.start), level.inlines.last_mut()) {
            last.kind = InlineKind::Text(self.text[start..range.end].to_owned());
            last.span = self.place(start..range.end);
            level.text = Some(start..range.end);
            return;
        }
        let inline = Inline { kind: InlineKind::Text(self.text[range.clone()].to_owned()), span: self.place(range.clone()) };
        level.push(inline, 0);
        level.text = Some(range);
    }

    fn run_inlines(&mut self, tree: &mut Tree, run: &Run) {
        let mut at = run.range.start;
        for length in &run.closed {
            at += length;
            self.close_run(tree, run.sign, at);
        }
        let rest = run.rest();
        self.text_inline(&mut tree.level, at..at + rest);
        at += rest;
        for length in run.opened.iter().rev() {
            let outer = std::mem::take(&mut tree.level);
            tree.stack.push((outer, *length, at));
            at += length;
        }
    }

    fn close_run(&mut self, tree: &mut Tree, sign: u8, end: usize) {
        let Some((outer, length, start)) = tree.stack.pop() else { return };
        let inner = std::mem::replace(&mut tree.level, outer);
        let span = self.place(start..end);
        let (content, depth) = (inner.inlines, inner.depth);
        let kind = match (sign, length) {
            (b'*' | b'_', 2) => InlineKind::Strong(content),
            (b'*' | b'_', _) => InlineKind::Emphasis(content),
            (b'~', 2) => InlineKind::Struck(content),
            (b'~', _) => InlineKind::Subscript(content),
            (_, _) => InlineKind::Superscript(content),
        };
        let inline = Inline { kind, span };
        if depth >= limits::DEPTH {
            self.too_deep(&inline, self.openers.len() + tree.stack.len());
            return;
        }
        tree.level.push(inline, depth + 1);
    }
}

/// The inlines being built, and those around them: for each the signs that opened it and where.
struct Tree {
    stack: Vec<(Level, usize, usize)>,
    level: Level,
}

#[derive(Default)]
struct Level {
    inlines: Vec<Inline>,
    depth: usize,
    /// Where the last inline is text: its local range.
    text: Option<Range<usize>>,
}

impl Level {
    fn push(&mut self, inline: Inline, depth: usize) {
        self.inlines.push(inline);
        self.depth = self.depth.max(depth);
        self.text = None;
    }

    /// Where the text that ends at `end` began.
    fn text_from(&self, end: usize) -> Option<usize> {
        self.text.as_ref().filter(|text| text.end == end).map(|text| text.start)
    }
}

/// Finds the opener of every closer.
fn pair(pieces: &mut [Piece]) {
    let mut open: Vec<usize> = Vec::new();
    let mut in_vain: BTreeMap<(u8, bool, usize), usize> = BTreeMap::new();
    for at in 0..pieces.len() {
        let (before, here) = pieces.split_at_mut(at);
        let Some(Piece::Run(closer)) = here.first_mut() else { continue };
        while closer.closes && closer.rest() > 0 {
            let bottom = in_vain.get(&closer.class()).copied().unwrap_or(0);
            let candidates =
                open.iter().rposition(|index| *index < bottom || matches!(&before[*index], Piece::Run(opener) if opener.fits(closer)));
            let found = candidates.filter(|position| open[*position] >= bottom);
            let Some(position) = found else {
                in_vain.insert(closer.class(), at);
                break;
            };
            open.truncate(position + 1);
            let Piece::Run(opener) = &mut before[open[position]] else { break };
            let most = if matches!(closer.sign, b'*' | b'_') { 2 } else { closer.range.len() };
            let length = if opener.rest() >= 2 && closer.rest() >= 2 { most } else { 1 };
            opener.opened.push(length);
            closer.closed.push(length);
            if opener.rest() == 0 {
                open.pop();
            }
        }
        if closer.opens && closer.rest() > 0 {
            open.push(at);
        }
    }
}

/// CommonMark 0.31 §6.2: left- and right-flanking.
fn flanking(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let (space_before, space_after) = (before.is_none_or(char::is_whitespace), after.is_none_or(char::is_whitespace));
    let (sign_before, sign_after) = (before.is_some_and(punctuation), after.is_some_and(punctuation));
    let left = !space_after && (!sign_after || space_before || sign_before);
    let right = !space_before && (!sign_before || space_after || sign_after);
    (left, right)
}

/// A sign that is neither a letter, a digit, a space nor an accent.
fn punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_combining_mark(c)
}
