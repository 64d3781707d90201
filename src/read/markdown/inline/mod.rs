//! A leaf's text → inlines.
//!
//! In: a [`Leaf`] and the [`Context`] of its file. Out: inlines with exact places. One walk from left to right
//! cuts the text into pieces (`scan`); brackets and tags close over the pieces behind them (`brackets`, `html`);
//! runs of `*`, `_`, `~`, `^` find each other when the pieces are lowered (`emphasis`). Linear in the text's length.

mod brackets;
mod citation;
mod code;
mod deep;
mod emphasis;
mod html;
mod latex;
mod scan;
mod target;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::Context;
use super::leaf::Leaf;
use super::limits;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Inline, InlineKind};
use crate::source::{Span, Spanned};

/// Reads a leaf.
pub(super) fn inlines(context: &mut Context<'_>, leaf: &Leaf<'_>) -> Vec<Inline> {
    if leaf.text.len() > limits::LEAF {
        let found = Diagnostic::new(Code::TooLong, leaf.place(0..0), "a paragraph, cell or title of more than 200 kB")
            .hint("divide it by blank lines");
        context.found.push(found);
        return Vec::new();
    }
    let mut scanner = Scanner {
        context,
        leaf,
        text: &leaf.text,
        at: 0,
        run: 0,
        pieces: Vec::new(),
        openers: Vec::new(),
        keys: Vec::new(),
        ticks: None,
        spaces: 0,
        last_comment_end: leaf.text.rfind("-->"),
        raised: None,
    };
    scanner.scan();
    scanner.finish()
}

/// The tag or declaration that a block of HTML begins with: its name, whether it closes, its length.
pub(super) fn tag_at(text: &str) -> (String, bool, usize) {
    match html::tag(text) {
        Some(typed) => (typed.name.to_ascii_lowercase(), typed.closing, typed.length),
        None => {
            let rest = text.trim_start_matches(['<', '/']);
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = if length == 0 { "!" } else { &rest[..length] };
            (name.to_ascii_lowercase(), text.starts_with("</"), text.lines().next().unwrap_or_default().len())
        }
    }
}

/// A stretch of a leaf, on the way to being an inline.
enum Piece {
    /// Plain text, also the sign of an opener that was never closed.
    Text(Range<usize>),
    /// A finished inline, with the depth of what it holds.
    Done { inline: Inline, depth: usize },
    /// A run of `*`, `_`, `~` or `^`.
    Run(emphasis::Run),
    /// `@key`, not yet given to a citation.
    Key(Key),
}

/// `@key` or `-@key`.
#[derive(Clone)]
struct Key {
    key: Spanned<String>,
    suppress_author: bool,
    range: Range<usize>,
}

/// What waits for its closing sign; its own sign is the piece `piece`.
struct Opener {
    kind: OpenerKind,
    piece: usize,
    range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenerKind {
    /// `[`; a link that holds a link is none, so the outer bracket is put out.
    Bracket { may_link: bool },
    /// `![`
    Picture,
    /// `^[`
    Note,
    /// `<sup>` and the like.
    Tag(html::Tag),
}

struct Scanner<'c, 'a> {
    context: &'c mut Context<'a>,
    leaf: &'c Leaf<'c>,
    text: &'c str,
    /// Where the walk stands.
    at: usize,
    /// Where the plain text that is being collected began.
    run: usize,
    pieces: Vec<Piece>,
    openers: Vec<Opener>,
    /// The pieces that are keys not yet given to a citation.
    keys: Vec<usize>,
    /// Runs of backticks by their length, made when the first is met.
    ticks: Option<BTreeMap<usize, Vec<usize>>>,
    /// White space met so far outside of brackets: `^a b^` is no superscript.
    spaces: usize,
    last_comment_end: Option<usize>,
    /// A `^` is open, since so much white space.
    raised: Option<usize>,
}

impl Scanner<'_, '_> {
    fn place(&self, range: Range<usize>) -> Span {
        self.leaf.place(range)
    }

    fn report(&mut self, found: Diagnostic) {
        self.context.found.push(found);
    }

    /// Ends the plain text before `at`.
    fn flush(&mut self) {
        if self.run < self.at {
            self.pieces.push(Piece::Text(self.run..self.at));
        }
    }

    /// Ends the plain text, puts a finished inline for the next `length` bytes, and goes on behind them.
    fn put(&mut self, length: usize, kind: InlineKind) {
        self.flush();
        let span = self.place(self.at..self.at + length);
        self.pieces.push(Piece::Done { inline: Inline { kind, span }, depth: 0 });
        self.skip(length);
    }

    /// Goes on behind the next `length` bytes, which are no text.
    fn skip(&mut self, length: usize) {
        self.at += length;
        self.run = self.at;
    }

    /// Puts an inline that holds others.
    fn put_nested(&mut self, inline: Inline, depth: usize) {
        if depth >= limits::DEPTH {
            self.too_deep(&inline, self.openers.len());
            return;
        }
        self.pieces.push(Piece::Done { inline, depth: depth + 1 });
    }

    /// Reports an inline that holds too many in each other, `around` more of which are still open around it: at the place where
    /// the first that lies too deep begins.
    fn too_deep(&mut self, inline: &Inline, around: usize) {
        if self.context.is_deep() {
            return;
        }
        let place = match self.openers.get(limits::DEPTH) {
            Some(opener) => self.place(opener.range.clone()),
            None => deep::place(inline, limits::DEPTH.saturating_sub(around)),
        };
        self.context.too_deep(place);
    }

    fn finish(mut self) -> Vec<Inline> {
        for opener in std::mem::take(&mut self.openers) {
            let span = self.place(opener.range);
            match opener.kind {
                OpenerKind::Bracket { .. } | OpenerKind::Picture => {}
                OpenerKind::Note => self.report(
                    Diagnostic::new(Code::UnclosedNote, span, "a note `^[` is opened here and never closed")
                        .hint("close it with `]` in the same paragraph, or write `\\^[` for the signs"),
                ),
                OpenerKind::Tag(tag) => {
                    let name = tag.name();
                    self.report(
                        Diagnostic::new(Code::UnclosedTag, span, format!("`<{name}>` is opened here and never closed"))
                            .hint(format!("close it with `</{name}>` in the same paragraph")),
                    );
                }
            }
        }
        let pieces = std::mem::take(&mut self.pieces);
        let (mut inlines, _) = self.lower(pieces);
        while inlines.last().is_some_and(|last| last.kind == InlineKind::SoftBreak) {
            inlines.pop();
        }
        let leading = inlines.iter().take_while(|inline| inline.kind == InlineKind::SoftBreak).count();
        inlines.drain(..leading);
        inlines
    }
}
