//! Values in the prose: a cell `{{file.row.column}}` or a declared value `{{name}}`, `{{file.name}}` → its words.
//!
//! In: a key as typed, and forms. Out: a datum that knows where it comes from, or a finding at the very part of the key that
//! names nothing. `as cited` adds the value's source, as if its citation had been typed behind it.

use super::forms::{Form, Printed, forms};
use super::reckon::{Reckoner, unknown_value};
use super::setter::Setter;
use crate::book::{self, InlineKind as Set};
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
}

impl<'a> Setter<'a, '_> {
    /// Sets a value. Returns how many bytes of the next text its citation took.
    pub(super) fn value(&mut self, value: &'a Value, span: Span, next: Option<&'a Inline>, set: &mut Vec<book::Inline>) -> usize {
        let Some((datum, form)) = self.datum(value, span) else { return 0 };
        let Some(words) = self.worded(&datum, &form, span) else { return 0 };
        set.push(book::Inline { origin: Some(span), kind: Set::Datum { key: datum.key, content: vec![book::Inline::text(words)] } });
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
        let key = found.0.map_or_else(|| quoted(found.1), |file| format!("{}.{}", quoted(file), quoted(found.1)));
        let mut sources: Vec<&Spanned<Citation>> = derived.source.iter().collect();
        if sources.is_empty() {
            for part in &reckoned.parts {
                let source = find(part, &mut self.shared.reckoner).and_then(|(data, row, at)| data.source(row, at));
                sources.extend(source.filter(|source| sources.iter().all(|known| known.value != source.value)));
            }
        }
        let printed = Printed::reckoned(&reckoned, derived);
        Some(Datum { key, printed, sources })
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
        Some(Datum { key: key(&name.value, data, row, at), printed, sources: data.source(row, at).into_iter().collect() })
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
    [file, data.row_key(row), &data.columns[column].name.value].map(quoted).join(".")
}

/// The cell of a key.
pub(super) fn find<'a>(key: &str, reckoner: &mut Reckoner<'a>) -> Option<(&'a DataFile, usize, usize)> {
    let parts = parts(key);
    let [file, row, column] = parts.as_slice() else { return None };
    let (_, data) = reckoner.file(file)?;
    let row = *reckoner.rows(file, row).first()?;
    let at = data.columns.iter().position(|c| c.name.value == *column)?;
    Some((data, row, at))
}

/// The parts of a key, their quotes taken off.
pub(super) fn parts(key: &str) -> Vec<String> {
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

fn quoted(part: &str) -> String {
    let bare = !part.is_empty() && !part.contains(|c: char| c == '.' || c == '"' || c == '}' || c.is_whitespace());
    if bare { part.to_owned() } else { format!("\"{part}\"") }
}

/// How exact a value is, where it is not simply exact.
pub(super) const fn hedged(precision: Precision) -> bool {
    !matches!(precision, Precision::Exact)
}
