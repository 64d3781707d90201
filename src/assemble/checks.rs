//! What must hold between the data of a book: checks, totals rows, keys that refer to other files.
//!
//! In: the manuscript. Out: findings at the cells that break a rule. Two numbers that contradict each other are a fault until one
//! of them says that it knows (`conflicts-with`).

use std::collections::HashSet;

use super::reckon::{Reckoned, Reckoner, Scope};
use super::values;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Amount, Check, DataFile, Formula, FormulaKind, Manuscript, Precision, Relation};
use crate::source::Span;

/// Checks all data files; every declared value is reckoned once, so that its faults are known.
pub(super) fn check<'a>(manuscript: &'a Manuscript, reckoner: &mut Reckoner<'a>, found: &mut Diagnostics) {
    for (name, value) in &manuscript.manifest.values {
        reckoner.derived((None, &name.value), value, value.formula.span, found);
    }
    for (file, data) in &manuscript.data {
        for (name, value) in &data.values {
            reckoner.derived((Some(file), &name.value), value, value.formula.span, found);
        }
        for check in &data.checks {
            of_file(file, data, check, reckoner, found);
        }
        totals(data, found);
        references(manuscript, data, found);
    }
}

/// A check: once, or for every row where it names bare columns.
fn of_file<'a>(file: &'a str, data: &'a DataFile, check: &'a Check, reckoner: &mut Reckoner<'a>, found: &mut Diagnostics) {
    let by_row = bare(&check.left, data) || bare(&check.right, data);
    let rows: Vec<Option<usize>> = if by_row { (0..data.rows.len()).map(Some).collect() } else { vec![None] };
    for row in rows {
        let scope = Scope { file: Some(file), row };
        // A row that lacks one of the numbers proves nothing.
        if row.is_some_and(|row| lacks(&check.left, data, row) || lacks(&check.right, data, row)) {
            continue;
        }
        let left = reckoner.scalar(&check.left, scope, found);
        let right = reckoner.scalar(&check.right, scope, found);
        let (Ok(left), Ok(right)) = (left, right) else { return };
        if !holds(left.amount, check.relation, right.amount) {
            failed(check, data, row, (&left, &right), reckoner, found);
        }
    }
}

/// Whether a formula names columns of the row.
fn bare(formula: &Formula, data: &DataFile) -> bool {
    match &formula.kind {
        FormulaKind::Number(_) => false,
        FormulaKind::Name(parts) => matches!(parts.as_slice(), [one] if data.columns.iter().any(|c| c.name.value == one.value)),
        FormulaKind::Call(_, arguments) => arguments.iter().any(|argument| bare(argument, data)),
        FormulaKind::Pair(left, _, right) => bare(left, data) || bare(right, data),
    }
}

/// Whether a column of the row that a formula names has no value.
fn lacks(formula: &Formula, data: &DataFile, row: usize) -> bool {
    match &formula.kind {
        FormulaKind::Number(_) => false,
        FormulaKind::Name(parts) => match parts.as_slice() {
            [one] => {
                let at = data.columns.iter().position(|c| c.name.value == one.value);
                at.is_some_and(|at| data.rows[row].cells[at].text.is_empty())
            }
            _ => false,
        },
        FormulaKind::Call(_, arguments) => arguments.iter().any(|argument| lacks(argument, data, row)),
        FormulaKind::Pair(left, _, right) => lacks(left, data, row) || lacks(right, data, row),
    }
}

fn holds(left: Amount, relation: Relation, right: Amount) -> bool {
    match relation {
        Relation::Equal => left == right,
        Relation::Unequal => left != right,
        Relation::Less => left < right,
        Relation::AtMost => left <= right,
        Relation::More => left > right,
        Relation::AtLeast => left >= right,
    }
}

const fn broken(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "≠",
        Relation::Unequal => "=",
        Relation::Less => "≥",
        Relation::AtMost => ">",
        Relation::More => "≤",
        Relation::AtLeast => "<",
    }
}

fn failed(
    check: &Check,
    data: &DataFile,
    row: Option<usize>,
    (left, right): (&Reckoned, &Reckoned),
    reckoner: &mut Reckoner<'_>,
    found: &mut Diagnostics,
) {
    if acknowledged(left, right, reckoner) {
        return;
    }
    let numbers = format!("{} {} {}", left.amount.shortest(), broken(check.relation), right.amount.shortest());
    let place = row.map_or(check.text.span, |row| cell_of(&check.left, data, row).unwrap_or(data.rows[row].span));
    let mut finding = Diagnostic::new(Code::FailedCheck, place, format!("the check `{}` fails: {numbers}", check.text.value));
    if row.is_some() {
        finding = finding.label(check.text.span, "the check");
    } else {
        for key in left.parts.iter().chain(&right.parts).take(4) {
            finding = place_of(key, reckoner).into_iter().fold(finding, |finding, place| finding.label(place, "one of the numbers"));
        }
    }
    found.push(finding.hint("correct the number that is wrong; where two sources contradict each other, say so with `conflicts-with`"));
}

/// The cell that a formula of one column names.
fn cell_of(formula: &Formula, data: &DataFile, row: usize) -> Option<Span> {
    let FormulaKind::Name(parts) = &formula.kind else { return None };
    let [column] = parts.as_slice() else { return None };
    let at = data.columns.iter().position(|c| c.name.value == column.value)?;
    data.rows.get(row)?.cells.get(at).map(|cell| cell.span)
}

fn place_of(key: &str, reckoner: &mut Reckoner<'_>) -> Option<Span> {
    let (data, row, column) = values::find(key, reckoner)?;
    Some(data.rows[row].cells[column].span)
}

/// Whether one of the numbers says that it knows of the other.
fn acknowledged(left: &Reckoned, right: &Reckoned, reckoner: &mut Reckoner<'_>) -> bool {
    let mut knows = |one: &Reckoned, other: &Reckoned| {
        one.parts.iter().any(|key| {
            let remarks = values::find(key, reckoner);
            remarks.is_some_and(|(data, row, column)| {
                data.remarks(row, column).filter_map(|r| r.conflicts.as_ref()).any(|named| other.parts.contains(&named.value))
            })
        })
    };
    knows(left, right) || knows(right, left)
}

/// The totals row against the sums of its columns.
fn totals(data: &DataFile, found: &mut Diagnostics) {
    let Some(totals) = &data.totals else { return };
    for (at, column) in data.columns.iter().enumerate().filter(|(at, column)| column.kind.is_number() && *at != data.key) {
        let Some(claimed) = totals.cells.get(at).filter(|cell| !cell.text.is_empty()) else { continue };
        let cells = data.rows.iter().map(|row| &row.cells[at]).filter(|cell| !cell.text.is_empty());
        let exact = (0..data.rows.len()).all(|row| data.rows[row].cells[at].text.is_empty() || data.precision(row, at) == Precision::Exact);
        let sum = cells.map(|cell| Amount::parse(&cell.text)).try_fold(Amount::ZERO, |sum, cell| sum.plus(cell?));
        let (Some(sum), Some(total), true) = (sum, Amount::parse(&claimed.text), exact) else { continue };
        if sum != total {
            let message =
                format!("the totals row says {}, its column `{}` adds up to {}", total.shortest(), column.name.value, sum.shortest());
            let finding = Diagnostic::new(Code::FailedCheck, claimed.span, message);
            found.push(finding.hint("correct the total, or the cell of the column that is wrong"));
        }
    }
}

/// Foreign keys: every cell is a key of the other file.
fn references(manuscript: &Manuscript, data: &DataFile, found: &mut Diagnostics) {
    for reference in &data.references {
        let other = match &reference.file {
            None => data,
            Some(name) => match manuscript.data.get(&name.value) {
                Some(other) => other,
                None => {
                    let finding = Diagnostic::new(Code::UnknownData, name.span, format!("no data file is called `{}`", name.value));
                    found.push(finding.nearest(&name.value, manuscript.data.keys().map(String::as_str)));
                    continue;
                }
            },
        };
        let at = match values::column_at(other, &reference.field) {
            Ok(at) => at,
            Err(finding) => {
                found.push(*finding);
                continue;
            }
        };
        let known: HashSet<&str> = other.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.text.as_str()).collect();
        for cell in data.rows.iter().filter_map(|row| row.cells.get(reference.column)) {
            if !cell.text.is_empty() && !known.contains(cell.text.as_str()) {
                let message = format!("`{}` is no `{}` of `{}`", cell.text, reference.field.value, other.path);
                let finding = Diagnostic::new(Code::BrokenConstraint, cell.span, message);
                found.push(finding.nearest(&cell.text, known.iter().copied()).hint("correct the cell, or add the row that it refers to"));
            }
        }
    }
}
