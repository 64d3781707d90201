//! The walk over a leaf's text.
//!
//! Looks at each sign that may begin something, and leaves the rest as text. A sign that begins nothing stays text.

use super::{OpenerKind, Piece, Scanner, html};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::InlineKind;
use crate::source::entity;

impl Scanner<'_, '_> {
    /// Cuts the whole text into pieces.
    pub(super) fn scan(&mut self) {
        while let Some(byte) = self.next_sign() {
            let rest = &self.text[self.at..];
            match byte {
                b'\\' => self.backslash(),
                b'`' => self.code(),
                b'*' | b'_' | b'~' | b'^' if !rest.starts_with("^[") || self.raised == Some(self.spaces) => self.delimiters(byte),
                b'^' => self.open(2, OpenerKind::Note),
                b'[' if rest.starts_with("[^") && self.note_reference() => {}
                b'[' => self.open(1, OpenerKind::Bracket { may_link: true }),
                b'!' if rest.starts_with("![^") => self.at += 1,
                b'!' if rest.starts_with("![") => self.open(2, OpenerKind::Picture),
                b']' => self.close(),
                b'<' => self.angle(),
                b'&' => self.entity(),
                b'@' => self.key(false),
                b'-' if rest.starts_with("-@") => self.key(true),
                b'$' => self.maths(),
                b'{' => self.brace(),
                b'\n' => self.line_break(),
                b' ' | b'\t' => {
                    self.spaces += 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        self.flush();
        self.run = self.at;
    }

    /// The next byte that may begin something.
    fn next_sign(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let sign = |b: &u8| {
            matches!(
                b,
                b'\\'
                    | b'`'
                    | b'*'
                    | b'_'
                    | b'~'
                    | b'^'
                    | b'['
                    | b'!'
                    | b']'
                    | b'<'
                    | b'&'
                    | b'@'
                    | b'-'
                    | b'$'
                    | b'{'
                    | b'\n'
                    | b' '
                    | b'\t'
            )
        };
        match rest.iter().position(sign) {
            Some(distance) => {
                self.at += distance;
                Some(rest[distance])
            }
            None => {
                self.at = self.text.len();
                None
            }
        }
    }

    fn open(&mut self, length: usize, kind: OpenerKind) {
        self.flush();
        let range = self.at..self.at + length;
        self.openers.push(super::Opener { kind, piece: self.pieces.len(), range: range.clone() });
        self.pieces.push(Piece::Text(range));
        self.skip(length);
    }

    /// A line break in the source: a space, or a break where two spaces stand before it.
    fn line_break(&mut self) {
        let plain = &self.text[self.run..self.at];
        let kept = plain.trim_end_matches([' ', '\t']).len();
        let hard = plain.len() - kept >= 2;
        let end = self.at;
        self.at = self.run + kept;
        self.flush();
        if kept == 0 {
            self.trim_last();
        }
        self.at = end;
        self.run = end;
        self.spaces += 1;
        let broken = self.pieces.last().is_some_and(
            |last| matches!(last, Piece::Done { inline, .. } if matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)),
        );
        if broken && !hard {
            self.skip(1);
            return;
        }
        self.put(1, if hard { InlineKind::HardBreak } else { InlineKind::SoftBreak });
    }

    /// `[^name]`
    fn note_reference(&mut self) -> bool {
        let inner = &self.text[self.at + 2..];
        let length = inner.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^')).unwrap_or(0);
        if length == 0 || !inner[length..].starts_with(']') {
            return false;
        }
        let name = inner[..length].to_owned();
        self.put(length + 3, InlineKind::NoteReference(name));
        true
    }

    /// Takes the white space off a text before a dropped comment at the end of a line.
    fn trim_last(&mut self) {
        if let Some(Piece::Text(range)) = self.pieces.last_mut() {
            range.end = range.start + self.text[range.clone()].trim_end_matches([' ', '\t']).len();
        }
    }

    /// `\` before a sign makes it plain, before a line break breaks the line, before a space keeps words together;
    /// before a letter it is LaTeX's.
    fn backslash(&mut self) {
        let rest = &self.text[self.at + 1..];
        match rest.chars().next() {
            Some('\n') => self.put(2, InlineKind::HardBreak),
            // A break at the end of a paragraph breaks nothing.
            None => {
                self.flush();
                self.skip(1);
            }
            Some(' ') => self.put(2, InlineKind::Literal('\u{a0}'.to_string())),
            Some('@') if rest.starts_with("@ref(") => self.bookdown_reference(),
            Some('#') if self.text[..self.at].ends_with('(') && self.bookdown_label() => {}
            Some(c) if c.is_ascii_alphabetic() => self.latex(),
            Some(c) if !c.is_alphanumeric() && !c.is_whitespace() => self.put(1 + c.len_utf8(), InlineKind::Literal(c.to_string())),
            _ => self.at += 1,
        }
    }

    /// `&name;` and `&#number;`
    fn entity(&mut self) {
        match entity(&self.text[self.at..]) {
            Some((text, length)) => self.put(length, InlineKind::Literal(text)),
            None => self.at += 1,
        }
    }

    /// `{`: a value or a shortcode in double braces; attributes that belong to nothing.
    fn brace(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("{{") {
            self.double_braces();
            return;
        }
        if rest.starts_with("{%") && self.liquid_tag() {
            return;
        }
        if rest.starts_with("{#") || rest.starts_with("{.") {
            let leaf = self.leaf;
            let read = super::super::attributes::attributes(self.text, self.at, &|range| leaf.place(range));
            if let Some((_, end)) = read {
                let span = self.place(self.at..end);
                let found = Diagnostic::new(Code::StrayAttributes, span, "attributes that belong to nothing are printed as they stand")
                    .hint("put them right behind brackets: `[words]{.role}`")
                    .hint("write `\\{` if the braces are meant");
                self.report(found);
                self.at = end;
                return;
            }
        }
        self.at += 1;
    }

    /// `<`: a comment, an address, a tag, or the sign itself.
    fn angle(&mut self) {
        if self.text[self.at..].starts_with("<!--") {
            self.comment();
        } else if !self.address() {
            self.tag();
        }
    }

    fn comment(&mut self) {
        let rest = &self.text[self.at..];
        let ends = self.last_comment_end.is_some_and(|last| last + 3 >= self.at + 5);
        let length = match rest {
            _ if rest.starts_with("<!-->") => Some(5),
            _ if rest.starts_with("<!--->") => Some(6),
            _ if ends => rest[4..].find("-->").map(|n| n + 7),
            _ => None,
        };
        let Some(length) = length else {
            let span = self.place(self.at..self.at + 4);
            self.report(super::super::paragraph::unclosed_comment(span));
            self.at += 4;
            return;
        };
        self.flush();
        let after_space = self.at == 0 || self.text[..self.at].ends_with([' ', '\t', '\n']);
        self.skip(length);
        if after_space {
            let rest = &self.text[self.at..];
            self.skip(rest.len() - rest.trim_start_matches([' ', '\t']).len());
        }
    }

    /// `<https://…>` and `<name@host>`
    fn address(&mut self) -> bool {
        let Some((target, length)) = html::address(&self.text[self.at..]) else { return false };
        let span = self.place(self.at + 1..self.at + length - 1);
        let words = self.text[self.at + 1..self.at + length - 1].to_owned();
        let content = vec![crate::manuscript::Inline { kind: InlineKind::Literal(words), span }];
        self.put(length, InlineKind::Link { target: crate::source::Spanned::new(target, span), content });
        true
    }
}
