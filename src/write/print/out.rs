//! Typst markup being written, with the place in the book of every letter in it.
//!
//! In: words, calls, origins, in their order. Out: the text of one file and its [`Trail`]. The only place that escapes:
//! whatever the words are, they come out of the typesetter as they went in.

use std::fmt::Write as _;

use super::seams;
use crate::book::{NodeId, Origin, Place};
use crate::source::Span;

/// A token of text must stay far below 64 kB, since places in it are counted in 16 bits.
const LONGEST_TOKEN: usize = 24_000;

/// Where the letters of a file come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Trail {
    pieces: Vec<Piece>,
    origins: Vec<(u32, Span)>,
}

/// What the file's characters are from `start` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Piece {
    start: u32,
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    /// Those of the node from here on.
    Words(Place),
    /// Together they stand for one thing in the node.
    Thing(Place),
    /// Of no node.
    None,
}

/// A place that a letter of the file leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) place: Place,
    /// The letter is of several that count as one character there.
    pub(super) thing: bool,
}

/// Where a place was last asked for, so that the next need not be counted from the piece's start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last {
    piece: usize,
    offset: usize,
    place: Place,
}

impl Trail {
    /// The place in the book of a byte of the file, which must be inside a text. `last` is the place before it in this file.
    pub(super) fn place(&self, text: &str, offset: usize, last: &mut Option<Last>) -> Option<Found> {
        let piece = match *last {
            Some(last) if last.offset <= offset && self.ends(last.piece) > offset => last.piece,
            Some(_) | None => self.pieces.partition_point(|p| p.start as usize <= offset).checked_sub(1)?,
        };
        let Piece { start, of } = self.pieces[piece];
        let first = match of {
            Of::Words(place) => place,
            Of::Thing(place) => return Some(Found { place, thing: true }),
            Of::None => return None,
        };
        let known = last.filter(|last| last.piece == piece && last.offset <= offset);
        let (from, begun) = known.map_or((start as usize, first), |last| (last.offset, last.place));
        let between = text.get(from..offset)?.chars().count();
        let place = Place { offset: begun.offset + u32::try_from(between).ok()?, ..begun };
        *last = Some(Last { piece, offset, place });
        Some(Found { place, thing: false })
    }

    /// Where the piece after this one begins.
    fn ends(&self, piece: usize) -> usize {
        self.pieces.get(piece + 1).map_or(usize::MAX, |next| next.start as usize)
    }

    /// The author's place of a byte of the file: of what begins last before it.
    pub(super) fn origin(&self, offset: usize) -> Option<Span> {
        let index = self.origins.partition_point(|(start, _)| *start as usize <= offset).checked_sub(1)?;
        Some(self.origins[index].1)
    }
}

/// A file being written.
#[derive(Debug, Default)]
pub(super) struct Out {
    text: String,
    trail: Trail,
    /// The node whose words are being written, and the characters of it that are.
    cursor: Option<(NodeId, u32)>,
    /// The words being written stand for one thing in the node.
    thing: bool,
    /// The last thing written is a call, which some characters would carry on.
    after_call: bool,
    /// Where the line began, as the typesetter sees it: markers of lists and heads count only there.
    line_start: usize,
    /// Where the current token of text began.
    token_start: usize,
    /// A word whose end was not written yet.
    open: seams::Open,
}

impl Out {
    /// The file and its trail.
    pub(super) fn finish(self) -> (String, Trail) {
        (self.text, self.trail)
    }

    /// Bytes written so far.
    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Markup as it stands.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
        self.after_call = false;
        self.open = seams::Open::default();
        self.token_start = self.text.len();
        if markup.ends_with(['[', '\n']) {
            self.line_start = self.text.len();
        }
    }

    /// The end of a call: what follows must not carry it on.
    pub(super) fn close(&mut self, markup: &str) {
        self.raw(markup);
        self.after_call = true;
    }

    /// Remembers where the author wrote what comes next.
    pub(super) fn origin(&mut self, origin: Origin) {
        if let Some(span) = origin {
            let here = self.here();
            self.trail.origins.push((here, span));
        }
    }

    /// What is written next are the words of this node, from its first on.
    pub(super) fn begin(&mut self, node: NodeId) -> Option<(NodeId, u32)> {
        self.cursor.replace((node, 0))
    }

    /// The node whose words are being written.
    pub(super) fn cursor(&self) -> Option<(NodeId, u32)> {
        self.cursor
    }

    /// Goes back to the node that was interrupted.
    pub(super) fn resume(&mut self, cursor: Option<(NodeId, u32)>) {
        self.cursor = cursor;
    }

    /// What is written next is a thing without letters that stands here in the node.
    pub(super) fn mark(&mut self) {
        self.thing = true;
        self.piece();
        self.thing = false;
    }

    /// Counts characters of the node that are not written as letters.
    pub(super) fn skip(&mut self, count: u32) {
        if let (Some((_, at)), false) = (&mut self.cursor, self.thing) {
            *at += count;
        }
    }

    /// Words, escaped.
    pub(super) fn words(&mut self, words: &str) {
        self.piece();
        let (mut done, open) = (0, self.open.after(words));
        for seam in seams::seams(words, self.open) {
            self.letters(&words[done..seam], words[seam..].chars().next());
            self.raw("#seam;");
            self.piece();
            done = seam;
        }
        self.letters(&words[done..], None);
        self.open = open;
    }

    /// Letters, and what follows them.
    fn letters(&mut self, letters: &str, after: Option<char>) {
        let mut rest = letters;
        while let Some(c) = rest.chars().next() {
            if let Some(length) = signs(rest) {
                self.string(&rest[..length]);
                rest = &rest[length..];
            } else {
                rest = &rest[c.len_utf8()..];
                self.letter(c, rest.chars().next().or(after));
            }
        }
    }

    /// What is written from here on counts together as one character of the node.
    pub(super) fn begin_one(&mut self) {
        self.thing = true;
    }

    /// It is written.
    pub(super) fn end_one(&mut self) {
        self.thing = false;
        self.skip(1);
    }

    /// Letters that are printed but are no words of any node.
    pub(super) fn unplaced(&mut self, words: &str) {
        let cursor = self.cursor.take();
        self.words(words);
        self.cursor = cursor;
    }

    /// Text that the typesetter takes as it stands (inside a raw element), known to hold nothing that ends it.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.piece();
        self.text.push_str(text);
        self.skip(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        self.token_start = self.text.len();
    }

    fn piece(&mut self) {
        let start = self.here();
        let of = match self.cursor.map(|(node, offset)| Place { node, offset }) {
            Some(place) if self.thing => Of::Thing(place),
            Some(place) => Of::Words(place),
            None => Of::None,
        };
        self.trail.pieces.push(Piece { start, of });
    }

    fn letter(&mut self, c: char, next: Option<char>) {
        if self.after_call && matches!(c, ';' | '.' | '(' | '[') {
            self.text.push(';');
            self.token_start = self.text.len();
            self.piece();
        }
        self.after_call = false;
        let before = self.text[self.line_start..].chars().next_back();
        if odd_space(c, before) {
            self.literal(c);
        } else if self.needs_escape(c, before, next) {
            self.piece();
            self.text.push('\\');
            self.text.push(c);
            self.skip(1);
            self.token_start = self.text.len();
            self.piece();
        } else {
            self.text.push(c);
            self.skip(1);
            self.keep_short();
        }
    }

    fn needs_escape(&self, c: char, before: Option<char>, next: Option<char>) -> bool {
        match c {
            '\\' | '[' | ']' | '#' | '$' | '`' | '~' | '\'' | '"' | '<' | '>' | '@' | '*' | '_' => true,
            '/' => before.is_none() || before == Some('/'),
            '=' | '+' => before.is_none(),
            '-' => !before.is_some_and(char::is_alphanumeric) || next.is_none_or(|n| matches!(n, '-' | '?')),
            '?' => before == Some('-'),
            '.' => before == Some('.') || self.text[self.line_start..].bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        }
    }

    /// A character that markup would lose or change, as a string.
    fn literal(&mut self, c: char) {
        self.text.push('#');
        self.piece();
        let written = match c {
            '\n' => write!(self.text, "\"\\n\";"),
            '\t' => write!(self.text, "\"\\t\";"),
            ' ' => write!(self.text, "\" \";"),
            _ => write!(self.text, "\"\\u{{{:x}}}\";", u32::from(c)),
        };
        debug_assert!(written.is_ok());
        self.skip(1);
        self.token_start = self.text.len();
        self.piece();
    }

    /// Signs of ASCII as one string: the typesetter looks each glyph up among all tokens of its paragraph, and an escape is a token.
    fn string(&mut self, signs: &str) {
        self.text.push('#');
        self.piece();
        let written = write!(self.text, "\"{signs}\";");
        debug_assert!(written.is_ok());
        self.skip(u32::try_from(signs.len()).unwrap_or(u32::MAX));
        self.after_call = false;
        self.token_start = self.text.len();
        self.piece();
    }

    fn keep_short(&mut self) {
        if self.text.len() - self.token_start > LONGEST_TOKEN {
            self.text.push_str("#\"\";");
            self.token_start = self.text.len();
            self.piece();
        }
    }
}

/// The length of a stretch of signs so dense, at the start of the words, that it is written as a string.
fn signs(words: &str) -> Option<usize> {
    const STRETCH: usize = 64;
    const DENSE: usize = 16;
    let sign = |b: &u8| b"[]#$`~'<>@*_".contains(b);
    words.bytes().next().filter(sign)?;
    let plain = |b: &u8| (b' '..=b'~').contains(b) && !matches!(b, b'"' | b'\\');
    let stretch = &words.as_bytes()[..words.bytes().take(STRETCH).take_while(plain).count()];
    (stretch.iter().filter(|b| sign(b)).count() >= DENSE).then_some(stretch.len())
}

/// Spaces that markup would swallow, and characters that it takes for the end of a line.
fn odd_space(c: char, before: Option<char>) -> bool {
    match c {
        ' ' => before.is_none_or(|b| b == ' '),
        _ => c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
    }
}

/// A string of the typesetter's language, for what is never printed.
pub(super) fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            _ if c.is_control() => {
                let written = write!(quoted, "\\u{{{:x}}}", u32::from(c));
                debug_assert!(written.is_ok());
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
