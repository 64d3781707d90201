//! What a schema demands of a column's cells beside their type.
//!
//! In: columns and rows in plain form. Out: findings at the cells that break a constraint.

use std::collections::BTreeMap;

use super::schema::{Field, Schema};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Edtf;
use crate::manuscript::{Amount, DataCell, DataColumn, DataRow, FieldType};
use crate::source::{Span, Spanned};

/// Checks every constraint.
pub(super) fn check(columns: &[DataColumn], rows: &[DataRow], schema: &Schema, found: &mut Diagnostics) {
    for field in &schema.fields {
        let Some(at) = columns.iter().position(|c| c.name.value == field.name.value) else { continue };
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for cell in rows.iter().filter_map(|row| row.cells.get(at)) {
            single(cell, field, found);
            if field.constraints.unique
                && !cell.text.is_empty()
                && let Some(before) = first.insert(&cell.text, cell.span)
            {
                let message = format!("`{}` stands twice in the column `{}`, whose cells are unique", cell.text, field.name.value);
                found.push(broken(cell, message).label(before, "first here"));
            }
        }
    }
    for names in &schema.unique {
        unique(names, columns, rows, found);
    }
}

fn broken(cell: &DataCell, message: String) -> Diagnostic {
    Diagnostic::new(Code::BrokenConstraint, cell.span, message).hint("correct the cell, or what the schema demands of it")
}

fn single(cell: &DataCell, field: &Field, found: &mut Diagnostics) {
    let (constraints, name) = (&field.constraints, &field.name.value);
    if cell.text.is_empty() {
        if constraints.required {
            found.push(broken(cell, format!("the cell is empty, and the column `{name}` is required")));
        }
        return;
    }
    let length = u32::try_from(cell.text.chars().count()).unwrap_or(u32::MAX);
    if constraints.length.0.is_some_and(|least| length < least) || constraints.length.1.is_some_and(|most| length > most) {
        found.push(broken(cell, format!("`{}` has {length} characters, which the column `{name}` does not allow", cell.text)));
    }
    if !constraints.choice.is_empty() && !constraints.choice.iter().any(|word| word.value == cell.text) {
        let known = constraints.choice.iter().map(|word| word.value.as_str());
        found.push(broken(cell, format!("`{}` is none of the values of the column `{name}`", cell.text)).nearest(&cell.text, known));
    }
    for (limit, lower, open) in &constraints.bounds {
        if !within(&cell.text, &limit.value, field.kind, *lower, *open) {
            let side = match (lower, open) {
                (true, false) => "at least",
                (true, true) => "more than",
                (false, false) => "at most",
                (false, true) => "less than",
            };
            found.push(
                broken(cell, format!("`{}` is not {side} {} (column `{name}`)", cell.text, limit.value)).label(limit.span, "the limit"),
            );
        }
    }
}

fn within(text: &str, limit: &str, kind: FieldType, lower: bool, open: bool) -> bool {
    let order = match kind {
        FieldType::Date => Edtf::parse(text).map(Edtf::key).zip(Edtf::parse(limit).map(Edtf::key)).map(|(a, b)| a.cmp(&b)),
        FieldType::Integer
        | FieldType::Number
        | FieldType::Percent
        | FieldType::String
        | FieldType::Boolean
        | FieldType::Markdown
        | FieldType::Citation => Amount::parse(text).zip(Amount::parse(limit)).map(|(a, b)| a.cmp(&b)),
    };
    order.is_none_or(|order| if order.is_eq() { !open } else { order.is_gt() == lower })
}

/// Rows that no combination of these columns tells apart.
fn unique(names: &[Spanned<String>], columns: &[DataColumn], rows: &[DataRow], found: &mut Diagnostics) {
    let mut places = Vec::new();
    for name in names {
        match columns.iter().position(|c| c.name.value == name.value) {
            Some(at) => places.push(at),
            None => {
                let finding =
                    Diagnostic::new(Code::UnknownColumn, name.span, format!("`uniqueKeys` names `{}`, which is no column", name.value));
                found.push(finding.nearest(&name.value, columns.iter().map(|c| c.name.value.as_str())));
                return;
            }
        }
    }
    let mut first: BTreeMap<Vec<&str>, Span> = BTreeMap::new();
    for row in rows {
        let values: Vec<&str> = places.iter().filter_map(|at| row.cells.get(*at)).map(|cell| cell.text.as_str()).collect();
        if let Some(before) = first.insert(values, row.span) {
            let all = names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("`, `");
            let finding = Diagnostic::new(Code::BrokenConstraint, row.span, format!("two rows are alike in `{all}`"));
            found.push(finding.label(before, "first here").hint("correct one of them, or what the schema demands"));
        }
    }
}
