//! What LaTeX and its relatives write in a line: commands, maths, bookdown's references.
//!
//! Commands are refused with the form to write. Maths is `not-yet`; what pandoc does not take for maths
//! (`US$5,000 to US$6,000`) stays text.

use super::Scanner;
use crate::diag::{Code, Diagnostic};

impl Scanner<'_, '_> {
    /// `\command`, with its arguments.
    pub(super) fn latex(&mut self) {
        let rest = &self.text[self.at..];
        let name = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let command = rest[1..=name].to_owned();
        let mut length = 1 + name + usize::from(rest[1 + name..].starts_with('*'));
        while let Some(argument) = argument(&rest[length..]) {
            if rest[length..].starts_with('[') && !rest[length + argument..].starts_with('{') {
                break;
            }
            length += argument;
        }
        let span = self.place(self.at..self.at + length);
        let argument = rest[1 + name..length].trim_matches(['{', '}', '*']).to_owned();
        self.context.refuse_command(&command, &argument, span);
        self.flush();
        self.skip(length);
    }

    /// `\@ref(fig:x)`
    pub(super) fn bookdown_reference(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take(200).position(|b| b == b')').map_or("\\@ref(".len(), |n| n + 1);
        let label = rest[..length].trim_start_matches("\\@ref(").trim_end_matches(')').replace(':', "-");
        let span = self.place(self.at..self.at + length);
        let found = Diagnostic::new(Code::RawLatex, span, "a reference in bookdown's form").hint(format!("write `@{label}`"));
        self.report(found);
        self.flush();
        self.skip(length);
    }

    /// `(\#fig:x)`
    pub(super) fn bookdown_label(&mut self) -> bool {
        let rest = &self.text[self.at + 2..];
        let kind = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let length =
            rest.bytes().take(200).position(|b| b == b')').filter(|length| kind > 0 && *length > kind && rest[kind..].starts_with(':'));
        let Some(length) = length else { return false };
        let label = rest[..length].replace("tab:", "tbl-").replace(':', "-");
        let span = self.place(self.at..self.at + 2 + length);
        let found =
            Diagnostic::new(Code::RawLatex, span, "a label in bookdown's form").hint(format!("write `{{#{label}}}` behind the words"));
        self.report(found);
        self.flush();
        self.skip(2 + length);
        true
    }

    /// `$…$` and `$$…$$`
    pub(super) fn maths(&mut self) {
        let Some(length) = display(&self.text[self.at..]).or_else(|| inline(&self.text[self.at..])) else {
            self.at += self.text[self.at..].bytes().take_while(|b| *b == b'$').count().min(2);
            return;
        };
        let span = self.place(self.at..self.at + length);
        let found = Diagnostic::new(Code::NotYet, span, "a formula")
            .hint("write `\\$` where the sign is meant")
            .hint("set the formula in words or as a picture until a version of recto makes maths");
        self.report(found);
        self.flush();
        self.skip(length);
    }
}

/// The length of `{…}` or `[…]` at the start of a text.
fn argument(text: &str) -> Option<usize> {
    let (open, close) = match text.bytes().next()? {
        b'{' => (b'{', b'}'),
        b'[' => (b'[', b']'),
        _ => return None,
    };
    let mut depth = 0;
    for (at, byte) in text.bytes().take(2_000).enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

/// The length of `$$…$$`.
fn display(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("$$")?;
    let end = inner.find("$$")?;
    (!inner[..end].trim().is_empty()).then_some(end + 4)
}

/// The length of `$…$`: no space inside the signs, no digit behind them.
fn inline(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('$')?;
    if inner.starts_with(|c: char| c.is_whitespace() || c == '$') {
        return None;
    }
    let bytes = inner.as_bytes();
    let mut at = 0;
    while *bytes.get(at)? != b'$' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    let spaced = inner[..at].ends_with(char::is_whitespace);
    let digit = inner[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    (!spaced && !digit).then_some(at + 2)
}
