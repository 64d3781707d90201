//! An entry on its way to a record: what the three inputs have in common.
//!
//! In: variables one by one, with the place that says them. Out: a [`Record`]. A variable is set once; other words for it are
//! named, a date that is none is kept as it is written and named.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Record, dates, holding, notes, word_in};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// An entry that is being read.
pub(super) struct Entry<'a> {
    pub(super) source: &'a Source,
    /// Its lines.
    pub(super) range: Range<usize>,
    pub(super) key: &'a str,
    /// The place of its key.
    pub(super) span: Span,
    pub(super) item: Map<String, Value>,
    /// The parts of its holding.
    pub(super) holding: Vec<(String, String)>,
    pub(super) found: &'a mut Diagnostics,
}

impl<'a> Entry<'a> {
    pub(super) fn new(source: &'a Source, range: Range<usize>, key: &'a str, span: Span, found: &'a mut Diagnostics) -> Self {
        Self { source, range, key, span, item: Map::new(), holding: Vec::new(), found }
    }

    /// Where a word of the entry stands.
    pub(super) fn place(&self, word: &str) -> Span {
        word_in(self.source, self.range.clone(), word)
    }

    pub(super) fn report(&mut self, code: Code, place: Span, message: String, hint: impl Into<String>) {
        self.found.push(Diagnostic::new(code, place, message).hint(hint));
    }

    /// Sets a variable. Where it has other words already, those stay and both are named.
    pub(super) fn set(&mut self, variable: &str, value: impl Into<Value>, place: Span) {
        let value = value.into();
        match self.item.get(variable) {
            _ if value.as_str().is_some_and(str::is_empty) => {}
            None => drop(self.item.insert(variable.to_owned(), value)),
            Some(first) if *first == value => {}
            Some(_) => self.conflict(variable, place),
        }
    }

    /// Sets a variable where nothing has said it: what stands further off is weaker.
    pub(super) fn fill(&mut self, variable: &str, value: impl Into<Value>) {
        let value = value.into();
        if value.as_str() != Some("") {
            self.item.entry(variable).or_insert(value);
        }
    }

    fn conflict(&mut self, variable: &str, place: Span) {
        let message = format!("`{}` says its `{variable}` twice, in different words; these are not used", self.key);
        self.report(Code::ConflictingField, place, message, "delete one of the two");
    }

    pub(super) fn date(&mut self, variable: &str, written: &str, place: Span) {
        let date = dates::parse(written).unwrap_or_else(|| {
            let message = format!("`{}` is no date; it is printed as written", written.trim());
            self.report(Code::OddDate, place, message, "write `1946`, `1946-04`, `1946-04-30`, or a range such as `1941/1945`");
            dates::literal(written)
        });
        self.set(variable, date, place);
    }

    /// A field that no citation style has a place for.
    pub(super) fn unused(&mut self, field: &str, place: Span) {
        let message = format!("the field `{field}` of `{}` can't be used", self.key);
        self.report(Code::UnusedField, place, message, "put what a reader should see into `note`, or delete the field");
    }

    /// The record: fields inside the note are taken out of it, the holding is put together.
    pub(super) fn finish(mut self, kind: String) -> Record {
        for variable in notes::fields(&mut self.item, &mut self.holding) {
            let place = self.place("note");
            self.conflict(variable, place);
        }
        let (holding, wrong) = holding::holding(&self.holding);
        if let Some(state) = wrong {
            let place = self.place(&state);
            self.report(Code::WrongValue, place, format!("`{state}` is no state of a document"), "write `original` or `copy`");
        }
        if let Some(holding) = &holding {
            holding::variables(holding, &mut self.item);
        }
        self.item.insert("id".into(), self.key.into());
        Record { key: self.key.to_owned(), span: self.span, kind, item: self.item, holding }
    }
}
