//! Values in the prose: `{{file.row.column}}` → the cell's words in the language's form.
//!
//! In: a key as typed. Out: a datum that knows where it comes from, or a finding at the very part of the key that names
//! nothing. Text is printed as it stands in the file, numbers in the language's form.

use std::collections::HashMap;

use super::setter::Setter;
use crate::book::{self, InlineKind as Set};
use crate::diag::{Code, Diagnostic};
use crate::locale::Language;
use crate::manuscript::{DataFile, FieldType, Value};
use crate::source::{Span, Spanned};

impl<'a> Setter<'a, '_> {
    /// Sets a value.
    pub(super) fn value(&mut self, value: &'a Value, span: Span, set: &mut Vec<book::Inline>) {
        if let Some((key, text)) = self.datum(value, span) {
            set.push(book::Inline { origin: Some(span), kind: Set::Datum { key, content: vec![book::Inline::text(text)] } });
        }
    }

    /// The key and the words of a value.
    pub(super) fn datum(&mut self, value: &'a Value, span: Span) -> Option<(String, String)> {
        for form in value.forms.iter().filter(|form| form.value != "figures") {
            let finding = Diagnostic::new(Code::NotYet, form.span, format!("the form `{}` of a value can't be made yet", form.value));
            self.report(finding.hint("write `as figures`, or nothing"));
        }
        let [name, row, column] = value.path.as_slice() else {
            let message = format!("a value's key has three parts, this one {}", value.path.len());
            let finding = Diagnostic::new(Code::BadValue, span, message);
            self.report(finding.hint("write `{{file.row.column}}`; a part with dots or spaces stands in double quotes"));
            return None;
        };
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
        let text = printed(data.columns[at].kind, &cell.text, &self.language);
        Some((key(&name.value, data, row, at), text))
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

    fn row(&mut self, name: &Spanned<String>, data: &'a DataFile, row: &Spanned<String>) -> Option<usize> {
        let (known, _) = self.shared.manuscript.data.get_key_value(&name.value)?;
        let rows = self.shared.rows.entry(known).or_insert_with(|| by_key(data));
        match rows.get(row.value.as_str()).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            Some(many @ [_, ..]) => {
                let places = many.iter().map(|i| data.rows[*i].span);
                let message = format!("`{}` has {} rows called `{}`", name.value, many.len(), row.value);
                let finding = places.fold(Diagnostic::new(Code::AmbiguousRow, row.span, message), |f, place| f.label(place, "one of them"));
                self.report(finding.hint("give each row a key of its own"));
                None
            }
            Some([]) | None => {
                let known = data.rows.iter().filter_map(|r| r.cells.get(data.key)).map(|c| c.text.as_str());
                let column = data.columns.get(data.key).map_or("", |c| c.name.value.as_str());
                let message = format!("`{}` has no row called `{}` (in its column `{column}`)", name.value, row.value);
                let finding = Diagnostic::new(Code::UnknownRow, row.span, message).nearest(&row.value, known);
                self.report(finding.hint("compare the key with the file"));
                None
            }
        }
    }
}

fn by_key(data: &DataFile) -> HashMap<&str, Vec<usize>> {
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, row) in data.rows.iter().enumerate() {
        if let Some(cell) = row.cells.get(data.key) {
            rows.entry(cell.text.as_str()).or_default().push(i);
        }
    }
    rows
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

/// The words of a cell.
pub(super) fn printed(kind: FieldType, text: &str, language: &Language) -> String {
    match kind {
        FieldType::String => text.to_owned(),
        FieldType::Integer | FieldType::Number => language.words().number(text).unwrap_or_else(|| text.to_owned()),
    }
}

/// `file.row.column`, parts with dots or spaces in double quotes.
pub(super) fn key(file: &str, data: &DataFile, row: usize, column: usize) -> String {
    let name = data.rows[row].cells.get(data.key).map_or("", |cell| cell.text.as_str());
    [file, name, &data.columns[column].name.value].map(quoted).join(".")
}

fn quoted(part: &str) -> String {
    let bare = !part.is_empty() && !part.contains(|c: char| c == '.' || c == '"' || c == '}' || c.is_whitespace());
    if bare { part.to_owned() } else { format!("\"{part}\"") }
}
