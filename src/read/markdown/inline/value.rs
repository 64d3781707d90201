//! Double braces: values and shortcodes.
//!
//! `{{file.row.column as form, form}}` becomes a value. `{{< … >}}` is Quarto's; only its page break is read, and only
//! where it stands alone, so that inside a line every shortcode is refused, and so is Liquid's `{% … %}`.

use std::ops::Range;

use super::Scanner;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{InlineKind, Value};
use crate::read::markdown::refuse;
use crate::source::Spanned;

/// How far the end of a `{%` tag is looked for, in bytes.
const LONGEST_TAG: usize = 1000;

impl Scanner<'_, '_> {
    /// Reads what `{{` opens.
    pub(super) fn double_braces(&mut self) {
        let inner = self.at + 2;
        let rest = &self.text[inner..];
        let pair = rest.as_bytes().windows(2).position(|pair| pair == b"{{" || pair == b"}}");
        let end = pair.filter(|end| rest[*end..].starts_with('}'));
        let Some(length) = end else {
            let span = self.place(self.at..inner);
            let found = Diagnostic::new(Code::MalformedValue, span, "`{{` is opened here and never closed")
                .hint("close it with `}}`, or write `\\{{` if the signs are meant");
            self.report(found);
            self.at = inner;
            return;
        };
        let whole = self.at..inner + length + 2;
        if rest.starts_with(['<', '%', '#']) {
            let span = self.place(whole.clone());
            self.report(refuse::shortcode(span, &rest[..length]));
            self.flush();
            self.skip(whole.len());
            return;
        }
        match self.value(inner..inner + length) {
            Some(value) => self.put(whole.len(), InlineKind::Value(value)),
            None => {
                let span = self.place(whole.clone());
                let found = Diagnostic::new(Code::MalformedValue, span, "the braces hold no value's name")
                    .hint("write `{{file.row.column}}` or `{{file.row.column as words}}`; a part with spaces or dots goes in double quotes")
                    .hint("write `\\{{` if the signs are meant");
                self.report(found);
                self.flush();
                self.skip(whole.len());
            }
        }
    }

    /// `{% … %}`, which a site's generator would fill in.
    pub(super) fn liquid_tag(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some(end) = rest.as_bytes()[..rest.len().min(LONGEST_TAG)].windows(2).position(|pair| pair == b"%}") else { return false };
        let span = self.place(self.at..self.at + end + 2);
        self.report(refuse::shortcode(span, &rest[1..end]));
        self.flush();
        self.skip(end + 2);
        true
    }

    fn value(&self, range: Range<usize>) -> Option<Value> {
        let mut at = range.start;
        let mut path = vec![self.part(&mut at, range.end)?];
        while self.text[at..range.end].starts_with('.') {
            at += 1;
            path.push(self.part(&mut at, range.end)?);
        }
        let rest = &self.text[at..range.end];
        if rest.trim().is_empty() {
            return Some(Value { path, forms: Vec::new() });
        }
        let forms = rest
            .trim_start()
            .strip_prefix("as")
            .filter(|forms| rest.starts_with(char::is_whitespace) && forms.starts_with(char::is_whitespace))?;
        let mut start = range.end - forms.len();
        let mut read = Vec::new();
        for form in forms.split(',') {
            let begin = start + (form.len() - form.trim_start().len());
            let form_range = begin..begin + form.trim().len();
            if form_range.is_empty() {
                return None;
            }
            read.push(Spanned::new(form.trim().to_owned(), self.place(form_range)));
            start += form.len() + 1;
        }
        Some(Value { path, forms: read })
    }

    /// A part of a value's name: quoted, or without spaces and dots.
    fn part(&self, at: &mut usize, end: usize) -> Option<Spanned<String>> {
        let rest = &self.text[*at..end];
        *at += rest.len() - rest.trim_start().len();
        let rest = &self.text[*at..end];
        let (inner, behind) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let length = quoted.find('"')?;
                (*at + 1..*at + 1 + length, *at + length + 2)
            }
            None => {
                let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '.' | '"' | '{' | '}' | ',')).unwrap_or(rest.len());
                (*at..*at + length, *at + length)
            }
        };
        *at = behind;
        (!inner.is_empty()).then(|| Spanned::new(self.text[inner.clone()].to_owned(), self.place(inner)))
    }
}
