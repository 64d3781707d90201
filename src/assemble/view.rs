//! What a table or chart asks of a data file: columns, rows, order, groups.
//!
//! In: the attributes of a block. Out: indices of columns and rows. What names nothing is a finding at its very word.

use std::cmp::Ordering;

use super::setter::Setter;
use super::values::column_at;
use crate::book;
use crate::diag::{Code, Diagnostic};
use crate::locale::{Collation, Edtf};
use crate::manuscript::{Amount, Attributes, DataFile, FieldType, Relation};
use crate::source::{Span, Spanned};

/// A part of a data file, in an order.
pub(super) struct View<'a> {
    pub(super) name: &'a str,
    pub(super) data: &'a DataFile,
    pub(super) columns: Vec<usize>,
    pub(super) rows: Vec<usize>,
    /// The column whose values head groups of rows.
    pub(super) group: Option<usize>,
    /// The columns whose cells decide which rows stand in it, in which order and groups.
    deciding: Vec<usize>,
}

/// The attributes of a view.
pub(super) const ATTRIBUTES: [&str; 5] = ["columns", "sort", "rows", "where", "group"];

impl<'a> Setter<'a, '_> {
    /// The view that a block's attributes ask for; none where they name what is not there.
    pub(super) fn view(&mut self, name: &'a Spanned<String>, attributes: &'a Attributes) -> Option<View<'a>> {
        let data = self.data(name)?;
        let group = match attributes.get("group") {
            Some(typed) => Some(self.column(data, typed)?),
            None => None,
        };
        let mut columns = self.columns(data, attributes.get("columns"))?;
        columns.retain(|at| Some(*at) != group);
        let rows = self.rows(name, data, attributes.get("rows"))?;
        let mut deciding: Vec<usize> = group.into_iter().collect();
        let rows = self.filtered(data, rows, attributes.get("where"), &mut deciding)?;
        let mut rows = self.sorted(data, rows, attributes.get("sort"), &mut deciding)?;
        if let Some(at) = group {
            let value = |row: &usize| data.rows[*row].cells[at].text.as_str();
            let mut order: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
            for row in &rows {
                let next = order.len();
                order.entry(value(row)).or_insert(next);
            }
            rows.sort_by_key(|row| order.get(value(row)).copied());
        }
        if rows.is_empty() {
            let finding = Diagnostic::new(Code::EmptyView, name.span, "the table has no rows");
            self.report(finding.hint("look at `where` and `rows`: no row of the file fits them"));
        }
        Some(View { name: &name.value, data, columns, rows, group, deciding })
    }

    fn column(&mut self, data: &DataFile, typed: &Spanned<String>) -> Option<usize> {
        column_at(data, typed).map_err(|finding| self.report(*finding)).ok()
    }

    /// The columns that an attribute names.
    pub(super) fn named_columns(&mut self, data: &DataFile, typed: &Spanned<String>) -> Option<Vec<usize>> {
        let named: Vec<Option<usize>> = words(typed).iter().map(|word| self.column(data, word)).collect();
        named.into_iter().collect()
    }

    /// The columns that `columns="…"` names, else all.
    fn columns(&mut self, data: &DataFile, typed: Option<&Spanned<String>>) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some((0..data.columns.len()).collect()) };
        let all = self.named_columns(data, typed)?;
        if all.is_empty() {
            let finding = Diagnostic::new(Code::UnknownColumn, typed.span, "`columns` names no column");
            self.report(finding.hint("name the columns with spaces between, or take it out for all of them"));
            return None;
        }
        Some(all)
    }

    /// The rows that `rows="…"` names by their keys, else all.
    fn rows(&mut self, name: &Spanned<String>, data: &'a DataFile, typed: Option<&Spanned<String>>) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some((0..data.rows.len()).collect()) };
        let rows: Vec<Option<usize>> = words(typed).iter().map(|word| self.row(name, data, word)).collect();
        rows.into_iter().collect()
    }

    /// The rows that fit every condition of `where="men > 1000, place = Asbest"`.
    fn filtered(
        &mut self,
        data: &DataFile,
        mut rows: Vec<usize>,
        typed: Option<&Spanned<String>>,
        deciding: &mut Vec<usize>,
    ) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some(rows) };
        for part in parts(typed) {
            let Some((name, relation, value)) = condition(&part) else {
                let finding = Diagnostic::new(Code::BadFormula, part.span, format!("`{}` is no condition", part.value));
                self.report(finding.hint("write a column, `=`, `!=`, `<`, `<=`, `>` or `>=`, and a value; several with commas between"));
                return None;
            };
            let at = self.column(data, &name)?;
            deciding.push(at);
            let column = &data.columns[at];
            let comparable = match column.kind {
                FieldType::Integer | FieldType::Number | FieldType::Percent => Amount::parse(&value.value).is_some(),
                FieldType::Date => Edtf::parse(&value.value).is_some(),
                FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation => true,
            };
            if !comparable && !value.value.is_empty() {
                let message = format!("`{}` can't be compared with the column `{}`", value.value, column.name.value);
                self.report(Diagnostic::new(Code::BadFormula, value.span, message).hint("write a plain number, or a date as `1944-08-23`"));
                return None;
            }
            let collation = Collation::of(&self.language);
            let kind = column.kind;
            let (amount, date) = (Amount::parse(&value.value), Edtf::parse(&value.value).map(Edtf::key));
            let same = matches!(relation, Relation::Equal | Relation::Unequal);
            let order = |text: &str| match kind {
                FieldType::Integer | FieldType::Number | FieldType::Percent => Amount::parse(text).cmp(&amount),
                FieldType::Date => Edtf::parse(text).map(Edtf::key).cmp(&date),
                FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation if same => text.cmp(&value.value),
                FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation => collation.compare(text, &value.value),
            };
            rows.retain(|row| {
                let text = data.rows[*row].cells.get(at).map_or("", |cell| cell.text.as_str());
                if text.is_empty() || value.value.is_empty() {
                    return match relation {
                        Relation::Equal => text == value.value,
                        Relation::Unequal => text != value.value,
                        Relation::Less | Relation::AtMost | Relation::More | Relation::AtLeast => false,
                    };
                }
                let order = order(text);
                match relation {
                    Relation::Equal => order.is_eq(),
                    Relation::Unequal => order.is_ne(),
                    Relation::Less => order.is_lt(),
                    Relation::AtMost => order.is_le(),
                    Relation::More => order.is_gt(),
                    Relation::AtLeast => order.is_ge(),
                }
            });
        }
        Some(rows)
    }

    /// The rows in the order that `sort="…"` asks for: columns in turn, `-` before one for falling order.
    fn sorted(
        &mut self,
        data: &DataFile,
        mut rows: Vec<usize>,
        typed: Option<&Spanned<String>>,
        deciding: &mut Vec<usize>,
    ) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some(rows) };
        let collation = Collation::of(&self.language);
        for word in words(typed).into_iter().rev() {
            let falling = word.value.starts_with('-');
            let name = Spanned::new(word.value.trim_start_matches('-').to_owned(), word.span);
            let at = self.column(data, &name)?;
            deciding.push(at);
            let kind = data.columns[at].kind;
            let text = |row: &usize| data.rows[*row].cells.get(at).map_or("", |cell| cell.text.as_str());
            rows.sort_by(|a, b| {
                let (a, b) = (text(a), text(b));
                // A missing cell comes last in either order.
                let missing = a.is_empty().cmp(&b.is_empty());
                let order = compare(kind, a, b, &collation);
                missing.then(if falling && !a.is_empty() { order.reverse() } else { order })
            });
        }
        Some(rows)
    }
}

impl View<'_> {
    /// What the book keeps of it.
    pub(super) fn kept(&self) -> book::View {
        let deciding = self.deciding.iter().map(|at| self.data.columns[*at].name.value.clone()).collect();
        book::View { file: self.name.to_owned(), deciding }
    }
}

/// Two cells of a column in their order.
fn compare(kind: FieldType, a: &str, b: &str, collation: &Collation) -> Ordering {
    match kind {
        FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation => collation.compare(a, b),
        FieldType::Integer | FieldType::Number | FieldType::Percent => Amount::parse(a).cmp(&Amount::parse(b)),
        FieldType::Date => Edtf::parse(a).map(Edtf::key).cmp(&Edtf::parse(b).map(Edtf::key)),
    }
}

/// `name op value`
fn condition(part: &Spanned<String>) -> Option<(Spanned<String>, Relation, Spanned<String>)> {
    let signs = [
        ("!=", Relation::Unequal),
        ("<=", Relation::AtMost),
        (">=", Relation::AtLeast),
        ("=", Relation::Equal),
        ("<", Relation::Less),
        (">", Relation::More),
    ];
    let text = &part.value;
    let first = text.find(['!', '<', '>', '='])?;
    let (sign, relation) = signs.into_iter().find(|(sign, _)| text[first..].starts_with(sign))?;
    let value = text[first + sign.len()..].trim().trim_matches('\'');
    let name = text[..first].trim();
    (!name.is_empty()).then(|| (part_of(part, name), relation, part_of(part, value)))
}

/// A part of a text with its place.
fn part_of(whole: &Spanned<String>, part: &str) -> Spanned<String> {
    let offset = (part.as_ptr() as usize).saturating_sub(whole.value.as_ptr() as usize);
    let start = whole.span.range().start + offset;
    let exact = whole.span.range().len() == whole.value.len();
    Spanned::new(part.to_owned(), if exact { Span::new(whole.span.file, start..start + part.len()) } else { whole.span })
}

/// The place of an attribute's value without its quotes, where it stands as typed.
fn bare(typed: &Spanned<String>) -> Spanned<String> {
    let range = typed.span.range();
    match range.len().checked_sub(typed.value.len()) {
        Some(2) => Spanned::new(typed.value.clone(), Span::new(typed.span.file, range.start + 1..range.end - 1)),
        _ => typed.clone(),
    }
}

/// The words of an attribute's value with their places.
pub(super) fn words(typed: &Spanned<String>) -> Vec<Spanned<String>> {
    let typed = bare(typed);
    typed.value.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty()).map(|part| part_of(&typed, part)).collect()
}

/// The parts of an attribute's value between commas.
fn parts(typed: &Spanned<String>) -> Vec<Spanned<String>> {
    let typed = bare(typed);
    typed.value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| part_of(&typed, part)).collect()
}
