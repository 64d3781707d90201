//! JSON → tree.
//!
//! serde_json says whether the text is JSON at all and where it is not; then this walk finds the place of each value, which
//! that crate does not tell. It may trust the text: it is well formed.

use serde::de::IgnoredAny;

use super::{DEEPEST, Kind, Node, enter, too_deep};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::read::faults;
use crate::source::{Source, Span, Spanned};

pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Option<Node> {
    if let Err(fault) = serde_json::from_str::<IgnoredAny>(&source.text) {
        let (cause, place) = faults::json(&source.text, &fault);
        let message = format!("`{}` cannot be read as JSON ({cause})", source.path);
        let finding = Diagnostic::new(Code::MalformedData, Span::new(source.id, place), message);
        found.push(finding.hint("look at this place for a comma, quote or bracket too many or too few"));
        return None;
    }
    let mut walk = Walk { source, text: &source.text, at: 0, found };
    Some(walk.value(0))
}

struct Walk<'a> {
    source: &'a Source,
    text: &'a str,
    at: usize,
    found: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn next(&mut self) -> u8 {
        self.space();
        self.text.as_bytes().get(self.at).copied().unwrap_or(b'n')
    }

    /// Steps over a sign if it comes next.
    fn step(&mut self, sign: u8) -> bool {
        let there = self.next() == sign;
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Node {
        let first = self.next();
        let start = self.at;
        let kind = match first {
            b'{' => self.table(depth),
            b'[' => self.list(depth),
            b'"' => Kind::Text(self.string()),
            _ => self.word(),
        };
        let span = Span::new(self.source.id, start..self.at);
        if depth > DEEPEST {
            self.found.push(too_deep(span));
            return Node { span, kind: Kind::Null };
        }
        Node { span, kind }
    }

    fn table(&mut self, depth: usize) -> Kind {
        let mut entries = Vec::new();
        self.at += 1;
        while !self.step(b'}') && self.at < self.text.len() {
            self.space();
            let start = self.at;
            let name = self.string();
            let key = Spanned::new(name, Span::new(self.source.id, start..self.at));
            self.step(b':');
            let value = self.value(depth + 1);
            enter(&mut entries, key, value, self.found);
            self.step(b',');
        }
        Kind::Table(entries)
    }

    fn list(&mut self, depth: usize) -> Kind {
        let mut items = Vec::new();
        self.at += 1;
        while !self.step(b']') && self.at < self.text.len() {
            items.push(self.value(depth + 1));
            self.step(b',');
        }
        Kind::List(items)
    }

    /// A string with its quotes, decoded.
    fn string(&mut self) -> String {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while self.at < bytes.len() && bytes[self.at] != b'"' {
            self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(bytes.len());
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }

    fn word(&mut self) -> Kind {
        let rest = &self.text[self.at..];
        let length = rest.find([',', ']', '}', ' ', '\t', '\n', '\r']).unwrap_or(rest.len()).max(1).min(rest.len());
        self.at += length;
        match &rest[..length] {
            "null" | "" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            number => Kind::Number(number.to_owned()),
        }
    }
}
