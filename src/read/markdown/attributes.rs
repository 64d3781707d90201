//! `{#id .class key=value}` → [`Attributes`].
//!
//! In: a text and the offset of its `{`. Out: the attributes and the offset behind `}`; or nothing where the
//! braces hold something else. In a value a backslash takes a sign as it stands, and in quotes entities are read, as in pandoc.
//! `{-}` is the class `unnumbered`; `{=html}` is not read here.

use std::ops::Range;

use crate::manuscript::Attributes;
use crate::source::{Span, Spanned, entity};

/// Reads attributes that begin at `at`. `place` leads from offsets to the file.
pub(super) fn attributes(text: &str, at: usize, place: &dyn Fn(Range<usize>) -> Span) -> Option<(Attributes, usize)> {
    let mut reader = Reader { text, at, place };
    reader.take('{').then_some(())?;
    let mut attributes = Attributes::default();
    loop {
        reader.space();
        match reader.peek()? {
            '}' => return Some((attributes, reader.at + 1)),
            '#' => attributes.id = Some(reader.named()?),
            '.' => attributes.classes.push(reader.named()?),
            '-' => {
                let span = place(reader.at..reader.at + 1);
                reader.at += 1;
                reader.ended()?;
                attributes.classes.push(Spanned::new("unnumbered".to_owned(), span));
            }
            _ => attributes.pairs.push(reader.pair()?),
        }
    }
}

/// How far braces are looked through for a sign that attributes were meant.
const MEANT_WITHIN: usize = 1000;

/// Whether braces at `at` look as if attributes were meant.
pub(super) fn meant(text: &str, at: usize) -> bool {
    let Some(rest) = text[at..].strip_prefix('{') else { return false };
    let end = rest.bytes().take(MEANT_WITHIN).position(|b| matches!(b, b'}' | b'\n'));
    let Some(inner) = end.filter(|end| rest[*end..].starts_with('}')).map(|end| &rest[..end]) else { return false };
    inner.trim_start().starts_with(['#', '.']) || inner.contains('=')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    place: &'a dyn Fn(Range<usize>) -> Span,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// A part must be followed by a space or by the closing brace.
    fn ended(&self) -> Option<()> {
        self.peek().is_some_and(|c| c == '}' || c.is_whitespace()).then_some(())
    }

    /// `#id` or `.class`
    fn named(&mut self) -> Option<Spanned<String>> {
        self.at += 1;
        let word = self.word(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"' | '\'' | '=' | '#' | '<' | '>' | '`'))?;
        self.ended()?;
        Some(word)
    }

    fn pair(&mut self) -> Option<(Spanned<String>, Spanned<String>)> {
        let key = self.word(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))?;
        self.take('=').then_some(())?;
        let value = match self.peek()? {
            quote @ ('"' | '\'') => self.quoted(quote)?,
            _ => {
                let typed = self.word(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"' | '`'))?;
                typed.map(|value| if value.contains('\\') { plain(&value) } else { value })
            }
        };
        self.ended()?;
        Some((key, value))
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> Option<Spanned<String>> {
        let rest = &self.text[self.at..];
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        (length > 0).then(|| Spanned::new(rest[..length].to_owned(), (self.place)(start..start + length)))
    }

    fn quoted(&mut self, quote: char) -> Option<Spanned<String>> {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let c = self.peek()?;
            let at = self.at;
            self.at += c.len_utf8();
            match c {
                '\\' if self.peek().is_some_and(|next| next.is_ascii_punctuation()) => {
                    let escaped = self.peek()?;
                    self.at += escaped.len_utf8();
                    value.push(escaped);
                }
                '&' if entity(&self.text[at..]).is_some_and(|(_, length)| !self.text[at..at + length].contains(quote)) => {
                    let (decoded, length) = entity(&self.text[at..])?;
                    self.at = at + length;
                    value.push_str(&decoded);
                }
                '\n' => value.push(' '),
                _ if c == quote => return Some(Spanned::new(value, (self.place)(start..at))),
                _ => value.push(c),
            }
        }
    }
}

/// A value without the backslashes before its signs.
fn plain(typed: &str) -> String {
    let mut value = String::with_capacity(typed.len());
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        value.push(if c == '\\' { chars.next_if(char::is_ascii_punctuation).unwrap_or(c) } else { c });
    }
    value
}
