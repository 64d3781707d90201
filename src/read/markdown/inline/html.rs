//! Tags and addresses in angle brackets.
//!
//! `<br>`, `<sup>`, `<sub>`, `<i>`, `<em>`, `<b>`, `<strong>` are read; every other tag, declaration or instruction is
//! refused with the form to write. A `<` that begins nothing of the kind stays text.

use super::{OpenerKind, Scanner};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::InlineKind;

/// The tags that come in pairs and are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Superscript,
    Subscript,
    Italic,
    Emphasis,
    Bold,
    Strong,
}

impl Tag {
    const ALL: [Self; 6] = [Self::Superscript, Self::Subscript, Self::Italic, Self::Emphasis, Self::Bold, Self::Strong];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Superscript => "sup",
            Self::Subscript => "sub",
            Self::Italic => "i",
            Self::Emphasis => "em",
            Self::Bold => "b",
            Self::Strong => "strong",
        }
    }

    const fn around(self, content: Vec<crate::manuscript::Inline>) -> InlineKind {
        match self {
            Self::Superscript => InlineKind::Superscript(content),
            Self::Subscript => InlineKind::Subscript(content),
            Self::Italic | Self::Emphasis => InlineKind::Emphasis(content),
            Self::Bold | Self::Strong => InlineKind::Strong(content),
        }
    }
}

/// A tag as typed.
pub(super) struct Typed<'a> {
    pub(super) name: &'a str,
    pub(super) closing: bool,
    bare: bool,
    pub(super) length: usize,
}

impl Scanner<'_, '_> {
    /// Reads a tag at `<`, or leaves the sign as text.
    pub(super) fn tag(&mut self) {
        let rest = &self.text[self.at..];
        let Some(typed) = tag(rest) else {
            match declaration(rest) {
                Some(length) => self.refuse_tag("!", false, length),
                None => self.at += 1,
            }
            return;
        };
        let name = typed.name.to_ascii_lowercase();
        let known = Tag::ALL.into_iter().find(|tag| tag.name() == name).filter(|_| typed.bare);
        match known {
            _ if name == "br" && !typed.closing && typed.bare => self.put(typed.length, InlineKind::HardBreak),
            Some(tag) if typed.closing => self.close_tag(tag, typed.length),
            Some(tag) => {
                self.flush();
                let range = self.at..self.at + typed.length;
                self.openers.push(super::Opener { kind: OpenerKind::Tag(tag), piece: self.pieces.len(), range });
                self.pieces.push(super::Piece::Text(self.at..self.at));
                self.skip(typed.length);
            }
            None => self.refuse_tag(&name, typed.closing, typed.length),
        }
    }

    fn close_tag(&mut self, tag: Tag, length: usize) {
        let Some(at) = self.openers.iter().rposition(|opener| opener.kind == OpenerKind::Tag(tag)) else {
            let span = self.place(self.at..self.at + length);
            let name = tag.name();
            let found = Diagnostic::new(Code::UnclosedTag, span, format!("`</{name}>` closes nothing"))
                .hint(format!("open it with `<{name}>` in the same paragraph"));
            self.report(found);
            self.flush();
            self.skip(length);
            return;
        };
        self.flush();
        for inner in self.openers.split_off(at + 1) {
            if let OpenerKind::Tag(unclosed) = inner.kind {
                let span = self.place(inner.range);
                let name = unclosed.name();
                let found = Diagnostic::new(Code::UnclosedTag, span, format!("`<{name}>` is opened here and never closed"))
                    .hint(format!("close it with `</{name}>` before `</{}>`", tag.name()));
                self.report(found);
            }
        }
        let Some(opener) = self.openers.pop() else { return };
        let (content, depth) = self.content(&opener);
        let end = self.at + length;
        self.put_closed(&opener, end, tag.around(content), depth);
    }

    fn refuse_tag(&mut self, name: &str, closing: bool, length: usize) {
        let span = self.place(self.at..self.at + length);
        self.context.refuse_tag(name, closing, span);
        self.flush();
        self.skip(length);
    }
}

/// `<https://…>` or `<name@host>` at the start of a text: the target and the length with its brackets.
pub(super) fn address(text: &str) -> Option<(String, usize)> {
    let length = text.bytes().skip(1).position(|b| matches!(b, b'>' | b' ' | b'\n' | b'\t' | b'<')).map(|n| n + 1)?;
    let inner = text[1..length].to_owned();
    if !text[length..].starts_with('>') {
        return None;
    }
    let scheme = inner.split(':').next().unwrap_or_default();
    let is_url = inner.contains(':')
        && (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    if is_url {
        return Some((inner, length + 1));
    }
    let (name, host) = inner.split_once('@')?;
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b);
    let in_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let is_mail = !name.is_empty() && !host.is_empty() && name.bytes().all(in_name) && host.bytes().all(in_host);
    is_mail.then(|| (format!("mailto:{inner}"), length + 1))
}

/// A complete tag at the start of a text (CommonMark 0.31 §6.6).
pub(super) fn tag(text: &str) -> Option<Typed<'_>> {
    let rest = text.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-'))?;
    let name = &rest[..length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut tail = &rest[length..];
    let mut bare = true;
    loop {
        let spaced = tail.trim_start();
        if let Some(behind) = spaced.strip_prefix("/>").or_else(|| spaced.strip_prefix('>')) {
            return Some(Typed { name, closing, bare, length: text.len() - behind.len() });
        }
        if closing || spaced.len() == tail.len() {
            return None;
        }
        tail = attribute(spaced)?;
        bare = false;
    }
}

/// What follows an attribute.
fn attribute(text: &str) -> Option<&str> {
    let length = text.bytes().position(|b| !(b.is_ascii_alphanumeric() || b"_:.-@".contains(&b))).filter(|n| *n > 0)?;
    let rest = &text[length..];
    let Some(value) = rest.trim_start().strip_prefix('=') else { return Some(rest) };
    let value = value.trim_start();
    match value.bytes().next()? {
        quote @ (b'"' | b'\'') => {
            let end = value.bytes().skip(1).position(|b| b == quote)?;
            Some(&value[end + 2..])
        }
        _ => {
            let end = value.bytes().position(|b| b.is_ascii_whitespace() || b"\"'=<>`".contains(&b)).filter(|n| *n > 0)?;
            Some(&value[end..])
        }
    }
}

/// `<!DOCTYPE …>`, `<?php … ?>`: the length.
fn declaration(text: &str) -> Option<usize> {
    let mut signs = text.chars().skip(1);
    let (second, third) = (signs.next()?, signs.next()?);
    let begins = second == '?' || (second == '!' && (third.is_ascii_alphabetic() || third == '['));
    if !begins {
        return None;
    }
    text.bytes().take(10_000).position(|b| b == b'>').map(|n| n + 1)
}
