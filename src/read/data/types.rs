//! Cells against the types of their columns.
//!
//! In: a cell, its column and what the schema declares. Out: the cell in plain form (digits with a full stop, dates as ISO
//! writes them), or a finding with the readings that it could have had. Nothing is guessed. An empty cell is a missing value
//! and fits every type.

use super::schema::{Field, Schema};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Edtf;
use crate::manuscript::{Amount, CellState, DataCell, DataColumn, FieldType, Precision};

/// Why a cell does not fit.
struct Fault {
    needed: &'static str,
    hint: String,
}

fn fault(needed: &'static str, hint: impl Into<String>) -> Fault {
    Fault { needed, hint: hint.into() }
}

/// Puts a cell into plain form.
pub(super) fn settle(cell: &mut DataCell, column: &DataColumn, field: Option<&Field>, schema: Option<&Schema>, found: &mut Diagnostics) {
    if let Some(schema) = schema {
        let missing = field.and_then(|f| f.missing.as_ref()).unwrap_or(&schema.missing);
        if schema.not_applicable.contains(&cell.text) {
            (cell.state, cell.text) = (CellState::NotApplicable, String::new());
        } else if missing.contains(&cell.text) {
            (cell.state, cell.text) = (CellState::Missing, String::new());
        }
    }
    if cell.text.is_empty() {
        return;
    }
    let result = match (column.kind, field) {
        (FieldType::String | FieldType::Markdown | FieldType::Citation, _) | (_, None) => Ok(()),
        (FieldType::Integer | FieldType::Number | FieldType::Percent, Some(field)) => number(cell, column.kind, field),
        (FieldType::Boolean, Some(field)) => boolean(cell, field),
        (FieldType::Date, Some(field)) => date(cell, field),
    };
    if let Err(fault) = result {
        let message = format!("`{}` is no {} (column `{}`)", cell.text, fault.needed, column.name.value);
        found.push(Diagnostic::new(Code::WrongCell, cell.span, message).hint(fault.hint));
        // What can't be read is not counted with; its finding ends the build.
        (cell.state, cell.text) = (CellState::Missing, String::new());
    }
}

fn boolean(cell: &DataCell, field: &Field) -> Result<(), Fault> {
    let (yes, no) = &field.truths;
    if yes.contains(&cell.text) || no.contains(&cell.text) {
        return Ok(());
    }
    Err(fault("true or false", format!("write `{}` or `{}`", yes.join("`, `"), no.join("`, `"))))
}

fn number(cell: &mut DataCell, kind: FieldType, field: &Field) -> Result<(), Fault> {
    let mut text = cell.text.clone();
    if field.signs.precise
        && let Some((precision, rest)) = precision(&text)
    {
        cell.precision = Some(precision);
        text = rest.to_owned();
    }
    if kind == FieldType::Percent {
        text = text.trim_end_matches('%').trim_end().to_owned();
    }
    let plain = if field.signs.decimal.is_some() || field.signs.group.is_some() { declared(&text, field)? } else { text };
    let checked = match kind {
        FieldType::Integer => integer(&plain),
        _ => decimal(&plain),
    };
    if let Some(fault) = checked {
        return Err(fault);
    }
    let plain = plain.strip_prefix('+').unwrap_or(&plain).to_owned();
    if Amount::parse(&plain).is_none() {
        return Err(fault("number that can be counted with", "write at most 28 digits"));
    }
    cell.text = plain;
    Ok(())
}

/// A sign before a number that says how exact it is.
fn precision(text: &str) -> Option<(Precision, &str)> {
    let signs = [
        ("~", Precision::About),
        ("≈", Precision::About),
        (">=", Precision::AtLeast),
        ("≥", Precision::AtLeast),
        (">", Precision::AtLeast),
        ("<=", Precision::AtMost),
        ("≤", Precision::AtMost),
        ("<", Precision::AtMost),
    ];
    signs.iter().find_map(|(sign, precision)| text.strip_prefix(sign).map(|rest| (*precision, rest.trim_start())))
}

/// A number with the declared signs, in plain form.
fn declared(text: &str, field: &Field) -> Result<String, Fault> {
    let group = field.signs.group;
    let decimal = field.signs.decimal.unwrap_or(if group == Some('.') { ',' } else { '.' });
    let spaces = ['\u{a0}', '\u{202f}', '\u{2009}'];
    let group = |c: char| Some(c) == group || (group.is_some_and(|g| g == ' ' || spaces.contains(&g)) && (c == ' ' || spaces.contains(&c)));
    let (whole, part) = text.split_once(decimal).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = unsigned(whole);
    let groups: Vec<&str> = digits.split(group).collect();
    let even = groups.len() == 1 || (groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len()));
    if !even || !groups.iter().all(|g| is_digits(g)) || part.is_some_and(|part| !is_digits(part)) {
        if text.chars().any(|c| !c.is_ascii_digit() && !group(c) && c != decimal && !"-+".contains(c)) && !digits.is_empty() {
            let odd: Vec<char> = text.chars().filter(|c| ".,'’ ".contains(*c) && !group(*c) && *c != decimal).collect();
            if let Some(sign) = odd.first() {
                let hint = format!("declare what `{sign}` is, as `groupChar` or `decimalChar`, or take it out");
                return Err(fault("number in the declared form", hint));
            }
            return Err(fault("number", why(text)));
        }
        return Err(fault("number in the declared form", format!("write `{decimal}` before decimals, and groups of three digits")));
    }
    let sign = &whole[..whole.len() - digits.len()];
    let whole = groups.concat();
    Ok(part.map_or_else(|| format!("{sign}{whole}"), |part| format!("{sign}{whole}.{part}")))
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
    Some(fault("whole number", hint))
}

fn decimal(text: &str) -> Option<Fault> {
    let bare = unsigned(text);
    if let Some(whole) = grouped(bare) {
        let mark = bare.chars().find(|c| !c.is_ascii_digit()).unwrap_or('.');
        if bare.matches(mark).count() > 1 || !matches!(mark, '.' | ',') {
            return Some(fault("number", format!("write `{whole}`: group marks stand in the book, not in the file")));
        }
        let decimal = bare.replace(mark, ".");
        let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
        let hint = format!(
            "write `{whole}` if `{mark}` groups the thousands, `{decimal}` if it marks the decimals: the file does not say which; or declare \
             `groupChar` and `decimalChar` in the schema"
        );
        return Some(fault("number of one reading", hint));
    }
    if is_digits(bare) || is_decimal(bare) {
        return None;
    }
    let comma = bare.replacen(',', ".", 1);
    let hint = if is_decimal(&comma) {
        format!("write the decimals after a full stop: `{comma}`, or declare `decimalChar = \",\"` in the schema")
    } else {
        why(text)
    };
    Some(fault("number", hint))
}

/// What is known of a cell that is no number at all.
fn why(text: &str) -> String {
    if text.starts_with(['\u{2212}', '\u{2013}']) {
        return "write the minus as a hyphen: `-`".to_owned();
    }
    let digits = text.trim_start_matches(['-', '+']).trim_end_matches(|c: char| !c.is_ascii_digit());
    let exponent = text.to_ascii_lowercase();
    if exponent.split_once('e').is_some_and(|(a, b)| is_digits(&unsigned(a).replace('.', "")) && is_digits(unsigned(b))) {
        return "write all the digits, without an exponent".to_owned();
    }
    if !digits.is_empty() && is_footnote(text) {
        return "take the note's mark out of the cell: a note belongs into the schema, `[cells.ROW.COLUMN]` with `note = \"…\"`".to_owned();
    }
    if text.starts_with(['~', '≈', '<', '>', '≤', '≥']) {
        return "declare that signs say how exact a number is: `precision = { signs = true }` in the schema".to_owned();
    }
    if text.chars().any(|c| c.is_ascii_digit()) {
        return "write the number alone: units, signs and remarks belong into other columns".to_owned();
    }
    "write a number, leave the cell empty, or declare the word in `missingValues` of the schema".to_owned()
}

/// `1100*`, `1100¹`, `1100[1]`, `1100 a)`: a number with a note's mark.
fn is_footnote(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-')).unwrap_or(text.len());
    let mark = text[end..].trim();
    let raised = |c: char| "*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ".contains(c);
    let bracketed = mark.strip_prefix(['[', '(']).and_then(|m| m.strip_suffix([']', ')'])).is_some_and(|m| m.len() <= 2);
    let letter = mark.strip_suffix(')').is_some_and(|m| m.len() == 1);
    end > 0 && !mark.is_empty() && (mark.chars().all(raised) || bracketed || letter)
}

fn date(cell: &mut DataCell, field: &Field) -> Result<(), Fault> {
    if let Some(form) = &field.signs.date {
        let iso = by_form(&cell.text, &form.value).filter(|iso| Edtf::parse(iso).is_some());
        cell.text = iso.ok_or_else(|| fault("date of the declared form", format!("write it as the schema says, `{}`", form.value)))?;
        return Ok(());
    }
    if Edtf::parse(&cell.text).is_some() {
        return Ok(());
    }
    let parts: Vec<&str> = cell.text.split(['.', '/', '-']).map(str::trim).collect();
    let hint = match parts.as_slice() {
        [a, b, year] if year.len() == 4 && [a, b].iter().all(|p| is_digits(p) && p.len() <= 2) => {
            let ways = [(a, b), (b, a)].map(|(day, month)| format!("{year}-{month:0>2}-{day:0>2}"));
            let ways: Vec<String> = ways.into_iter().filter(|way| Edtf::parse(way).is_some()).collect();
            let way = ways.join("` or `");
            format!("write `{way}`, or declare the form of all its dates in the schema: `format = \"%d.%m.%Y\"`")
        }
        _ => "write year, month and day as `1944-08-23`, `1946-04`, `1941/1945`, `1944?` or `1944~`".to_owned(),
    };
    Err(fault("date", hint))
}

/// A date whose parts stand in the order of a form such as `%d.%m.%Y`, as ISO writes it.
fn by_form(text: &str, form: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    let mut rest = text;
    let mut letters = form.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            rest = rest.strip_prefix(letter)?;
            continue;
        }
        let part = letters.next()?;
        let most = if part == 'Y' { 4 } else { 2 };
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()).min(most);
        let (digits, after) = rest.split_at(length);
        rest = after;
        *(match part {
            'd' => &mut day,
            'm' => &mut month,
            'Y' => &mut year,
            _ => return None,
        }) = Some(digits);
    }
    let (day, month, year) = (day?, month?, year?);
    (rest.is_empty() && year.len() == 4).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
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
