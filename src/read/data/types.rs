//! Cells against the types of their columns.
//!
//! In: a cell and its column. Out: a finding where it does not fit, with the readings that it could have had. An
//! empty cell is a missing value and fits every type.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{DataCell, DataColumn, FieldType};

pub(super) fn check(cell: &DataCell, column: &DataColumn, found: &mut Diagnostics) {
    if cell.text.is_empty() {
        return;
    }
    let fault = match column.kind {
        FieldType::String => None,
        FieldType::Integer => integer(&cell.text),
        FieldType::Number => number(&cell.text),
    };
    if let Some(fault) = fault {
        let message = format!("`{}` is no {} (column `{}`)", cell.text, fault.needed, column.name.value);
        found.push(Diagnostic::new(Code::WrongCell, cell.span, message).hint(fault.hint));
    }
}

struct Fault {
    needed: &'static str,
    hint: String,
}

fn integer(text: &str) -> Option<Fault> {
    if is_digits(unsigned(text)) {
        return None;
    }
    let hint = match grouped(unsigned(text)) {
        Some(whole) => format!("write `{whole}`: group marks stand in the book, not in the file"),
        None if is_decimal(unsigned(text)) => "declare the column's type as `number`, or write a whole number".to_owned(),
        None => why(text),
    };
    Some(Fault { needed: "whole number", hint })
}

fn number(text: &str) -> Option<Fault> {
    let bare = unsigned(text);
    if let Some(whole) = grouped(bare) {
        let mark = bare.chars().find(|c| !c.is_ascii_digit()).unwrap_or('.');
        if bare.matches(mark).count() > 1 || !matches!(mark, '.' | ',') {
            return Some(Fault { needed: "number", hint: format!("write `{whole}`: group marks stand in the book, not in the file") });
        }
        let decimal = bare.replace(mark, ".");
        let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
        let hint =
            format!("write `{whole}` if `{mark}` groups the thousands, `{decimal}` if it marks the decimals: the file does not say which");
        return Some(Fault { needed: "number of one reading", hint });
    }
    if is_digits(bare) || is_decimal(bare) {
        return None;
    }
    let comma = bare.replacen(',', ".", 1);
    let hint = if is_decimal(&comma) { format!("write the decimals after a full stop: `{comma}`") } else { why(text) };
    Some(Fault { needed: "number", hint })
}

/// What is known of a cell that is no number at all.
fn why(text: &str) -> String {
    if text.starts_with(['\u{2212}', '\u{2013}']) {
        return "write the minus as a hyphen: `-`".to_owned();
    }
    if text.chars().any(|c| c.is_ascii_digit()) {
        return "write the number alone: units, signs and remarks belong into other columns".to_owned();
    }
    "write a number, leave the cell empty, or declare the column's type as `string`".to_owned()
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, part)| is_digits(whole) && is_digits(part))
}

/// `12.300`, `1,234,567`, `1 234`: the digits alone, where the marks could be those of thousands.
fn grouped(text: &str) -> Option<String> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '.' | ',' | ' ' | '\'' | '\u{2019}' | '\u{A0}' | '\u{2009}' | '\u{202F}') {
        return None;
    }
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && is_digits(first) && first != "0" && groups.all(|g| g.len() == 3 && is_digits(g));
    fits.then(|| text.replace(mark, ""))
}
