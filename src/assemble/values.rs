//! Values in the prose: a cell `{{file.row.column}}` or a declared value `{{name}}`, `{{file.name}}` → its words.
//!
//! In: a key as typed, and forms. Out: a datum that knows where it comes from, or a finding at the very part of the key that
//! names nothing. `as cited` adds the value's source, as if its citation had been typed behind it.

use std::collections::BTreeSet;

use super::forms::{Form, Printed, forms};
use super::reckon::{Reckoner, unknown_value};
use super::setter::Setter;
use crate::book::{self, InlineKind as Set, key_part};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Citation, DataFile, Inline, Precision, Value};
use crate::source::{Span, Spanned};

/// A value that was found.
pub(super) struct Datum<'a> {
    /// `file.row.column`, or a declared value's name.
    pub(super) key: String,
    pub(super) printed: Printed<'a>,
    /// Where it comes from.
    pub(super) sources: Vec<&'a Spanned<Citation>>,
    /// The cells that it is made of.
    parts: Vec<String>,
}

impl<'a> Setter<'a, '_> {
    /// Sets a value. Returns how many bytes of the next text its citation took.
    pub(super) fn value(&mut self, value: &'a Value, span: Span, next: Option<&'a Inline>, set: &mut Vec<book::Inline>) -> usize {
        let Some((datum, form)) = self.datum(value, span) else { return 0 };
        let Some(words) = self.worded(&datum, &form, span) else { return 0 };
        let made_of = self.made_of(&datum, &form);
        let content = vec![book::Inline::text(words)];
        set.push(book::Inline { origin: Some(span), kind: Set::Datum { key: datum.key.clone(), made_of, content } });
        if !form.cited {
            return 0;
        }
        let mut taken = 0;
        for (i, source) in datum.sources.iter().enumerate() {
            let last = i + 1 == datum.sources.len();
            taken = self.citation(&source.value, source.span, next.filter(|_| last), set);
        }
        if datum.sources.is_empty() {
            let finding = Diagnostic::new(Code::UnsourcedFigure, span, "the value is to be cited, and nothing says where it comes from");
            self.report(finding.hint("give it a `source` in the schema: of its column, its row or its cell"));
        }
        taken
    }

    /// The words of a value alone, for descriptions.
    pub(super) fn value_words(&mut self, value: &'a Value, span: Span) -> Option<String> {
        let (datum, form) = self.datum(value, span)?;
        let words = self.worded(&datum, &form, span)?;
        Some(words)
    }

    fn worded(&mut self, datum: &Datum<'a>, form: &Form, span: Span) -> Option<String> {
        match datum.printed.words(form, &self.language) {
            Ok(words) => Some(words),
            Err(why) => {
                self.report(Diagnostic::new(Code::BadValue, span, why).hint("write `as figures`, or nothing"));
                None
            }
        }
    }

    /// What a value's words are made of: cells, those that say how exact they are and where they come from, sources.
    fn made_of(&mut self, datum: &Datum<'a>, form: &Form) -> Vec<String> {
        let mut made_of: BTreeSet<String> = datum.parts.iter().filter(|part| **part != datum.key).cloned().collect();
        for part in &datum.parts {
            let Some((file, data, at)) = column_of(part, &mut self.shared.reckoner) else { continue };
            match find(part, &mut self.shared.reckoner) {
                Some((_, row, _)) => made_of.extend(beside(file, data, (row, at), form.stated(), form.cited)),
                None => {
                    let column = &data.columns[at];
                    let others = column.precision_in.filter(|_| form.stated()).into_iter().chain(column.source_in.filter(|_| form.cited));
                    made_of.extend(others.map(|other| column_key(file, &data.columns[other].name.value)));
                }
            }
        }
        let keys = datum.sources.iter().flat_map(|source| &source.value.items).map(|item| format!("@{}", item.key.value));
        made_of.extend(keys);
        made_of.into_iter().collect()
    }

    /// What a key means.
    fn datum(&mut self, value: &'a Value, span: Span) -> Option<(Datum<'a>, Form)> {
        let form = forms(&value.forms).map_err(|finding| self.report(*finding));
        let datum = match value.path.as_slice() {
            [name] => self.declared(None, name, span),
            [file, name] => self.declared(Some(file), name, span),
            [file, row, column] => self.cell_of(file, row, column, span),
            path => {
                let finding =
                    Diagnostic::new(Code::BadValue, span, format!("a value's key has at most three parts, this one {}", path.len()));
                self.report(finding.hint("write `{{file.row.column}}`; a part with dots or spaces stands in double quotes"));
                None
            }
        };
        Some((datum?, form.ok()?))
    }

    fn declared(&mut self, file: Option<&'a Spanned<String>>, name: &'a Spanned<String>, span: Span) -> Option<Datum<'a>> {
        if let Some(file) = file {
            self.data(file)?;
        }
        let owner = file.map(|file| file.value.as_str());
        let Some((found, derived)) = self.shared.reckoner.declared(owner, &name.value) else {
            let finding = unknown_value(name, self.shared.reckoner.names(owner));
            self.report(finding);
            return None;
        };
        let reckoned = self.shared.reckoner.derived(found, derived, span, self.shared.found)?;
        let key = value_key(found);
        let mut sources: Vec<&Spanned<Citation>> = derived.source.iter().collect();
        if sources.is_empty() {
            for (data, row, at) in cells(&reckoned.parts, &mut self.shared.reckoner) {
                sources.extend(data.source(row, at).filter(|source| sources.iter().all(|known| known.value != source.value)));
            }
        }
        let printed = Printed::reckoned(&reckoned, derived);
        Some(Datum { key, printed, sources, parts: reckoned.parts })
    }

    fn cell_of(
        &mut self,
        name: &'a Spanned<String>,
        row: &'a Spanned<String>,
        column: &'a Spanned<String>,
        span: Span,
    ) -> Option<Datum<'a>> {
        let data = self.data(name)?;
        let at = column_at(data, column).map_err(|finding| self.report(*finding));
        let row = self.row(name, data, row)?;
        let at = at.ok()?;
        let cell = &data.rows[row].cells.get(at)?;
        if cell.text.is_empty() {
            let finding = Diagnostic::new(Code::EmptyDatum, span, "the cell is empty").label(cell.span, "this cell");
            self.report(finding.hint("fill the cell, or write the sentence without it"));
            return None;
        }
        let printed = Printed::cell(data, row, at);
        let key = key(&name.value, data, row, at);
        let (sources, parts) = (data.source(row, at).into_iter().collect(), vec![key.clone()]);
        Some(Datum { key, printed, sources, parts })
    }

    /// The data file of a name.
    pub(super) fn data(&mut self, name: &Spanned<String>) -> Option<&'a DataFile> {
        let manuscript = self.shared.manuscript;
        if let Some(data) = manuscript.data.get(&name.value) {
            return Some(data);
        }
        let declared = manuscript.manifest.data.iter().map(|(name, _)| name.value.as_str());
        // A file that was declared and not read has its finding already.
        if !declared.clone().any(|known| known == name.value) {
            let finding = Diagnostic::new(Code::UnknownData, name.span, format!("no data file is called `{}`", name.value));
            let finding = finding.nearest(&name.value, declared);
            self.report(finding.hint(format!("write `{} = \"path/to/file.csv\"` under `[data]` in book.toml", name.value)));
        }
        None
    }

    /// The one row that has a key.
    pub(super) fn row(&mut self, name: &Spanned<String>, data: &'a DataFile, row: &Spanned<String>) -> Option<usize> {
        let finding = match self.shared.reckoner.rows(&name.value, &row.value) {
            [only] => return Some(*only),
            [] => {
                let known = (0..data.rows.len()).map(|index| data.row_key(index));
                let column = data.columns.get(data.key).map_or("", |c| c.name.value.as_str());
                let message = format!("`{}` has no row called `{}` (in its column `{column}`)", name.value, row.value);
                let finding = Diagnostic::new(Code::UnknownRow, row.span, message).nearest(&row.value, known);
                finding.hint("compare the key with the file")
            }
            many => {
                let places = many.iter().take(6).map(|i| data.rows[*i].span);
                let message = format!("`{}` has {} rows called `{}`", name.value, many.len(), row.value);
                let finding = places.fold(Diagnostic::new(Code::AmbiguousRow, row.span, message), |f, place| f.label(place, "one of them"));
                finding.hint("give each row a key of its own")
            }
        };
        self.report(finding);
        None
    }
}

/// The column of a name, or the finding at its place.
pub(super) fn column_at(data: &DataFile, typed: &Spanned<String>) -> Result<usize, Box<Diagnostic>> {
    data.columns.iter().position(|column| column.name.value == typed.value).ok_or_else(|| {
        let names = data.columns.iter().map(|column| column.name.value.as_str());
        let all = names.clone().take(12).collect::<Vec<_>>().join("`, `");
        let message = format!("`{}` has no column `{}`", data.path, typed.value);
        Box::new(
            Diagnostic::new(Code::UnknownColumn, typed.span, message).nearest(&typed.value, names).hint(format!("write one of `{all}`")),
        )
    })
}

/// `file.row.column`, parts with dots or spaces in double quotes.
pub(super) fn key(file: &str, data: &DataFile, row: usize, column: usize) -> String {
    [file, data.row_key(row), &data.columns[column].name.value].map(key_part).join(".")
}

/// The cells beside one that say how exact it is, where that is printed, and where it comes from.
pub(super) fn beside(file: &str, data: &DataFile, (row, at): (usize, usize), stated: bool, cited: bool) -> Vec<String> {
    let column = &data.columns[at];
    let cells = column.precision_in.filter(|_| stated).into_iter().chain(column.source_in.filter(|_| cited));
    cells.map(|other| key(file, data, row, other)).collect()
}

/// The file and column of a cell's key, or of a whole column's.
fn column_of<'a>(key: &str, reckoner: &mut Reckoner<'a>) -> Option<(&'a str, &'a DataFile, usize)> {
    let parts = data_key(key);
    let [file, _, column] = parts.as_slice() else { return None };
    let (file, data) = reckoner.file(file)?;
    Some((file, data, data.columns.iter().position(|c| c.name.value == *column)?))
}

/// The cells whose remarks speak for the parts of a reckoned value: one, or those of a whole column.
pub(super) fn cells<'a>(parts: &[String], reckoner: &mut Reckoner<'a>) -> Vec<(&'a DataFile, usize, usize)> {
    let mut all = Vec::new();
    for part in parts {
        if let Some(cell) = find(part, reckoner) {
            all.push(cell);
        } else if let Some((_, data, at)) = column_of(part, reckoner) {
            // Where nothing is said of rows or cells, one row speaks for all.
            let said = !data.row_remarks.is_empty() || !data.cell_remarks.is_empty();
            let rows = if said { data.rows.len() } else { data.rows.len().min(1) };
            all.extend((0..rows).map(|row| (data, row, at)));
        }
    }
    all
}

/// `name`, or `file.name` of a declared value.
pub(super) fn value_key((file, name): (Option<&str>, &str)) -> String {
    file.map_or_else(|| key_part(name), |file| format!("{}.{}", key_part(file), key_part(name)))
}

/// `file.*.column`: every cell of a column.
pub(super) fn column_key(file: &str, column: &str) -> String {
    format!("{}.*.{}", key_part(file), key_part(column))
}

/// The cell of a key.
pub(super) fn find<'a>(key: &str, reckoner: &mut Reckoner<'a>) -> Option<(&'a DataFile, usize, usize)> {
    let parts = data_key(key);
    let [file, row, column] = parts.as_slice() else { return None };
    let (_, data) = reckoner.file(file)?;
    let row = *reckoner.rows(file, row).first()?;
    let at = data.columns.iter().position(|c| c.name.value == *column)?;
    Some((data, row, at))
}

/// The parts of a datum's key, their quotes taken off.
#[must_use]
pub fn data_key(key: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut inside = false;
    for letter in key.chars() {
        match (letter, parts.last_mut()) {
            ('"', _) => inside = !inside,
            ('.', _) if !inside => parts.push(String::new()),
            (letter, Some(part)) => part.push(letter),
            (_, None) => {}
        }
    }
    parts
}

/// How exact a value is, where it is not simply exact.
pub(super) const fn hedged(precision: Precision) -> bool {
    !matches!(precision, Precision::Exact)
}
