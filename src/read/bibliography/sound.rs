//! What no field of a source can hold: signs that no output has, and more than a page bears in one piece.
//!
//! In: a record and the file that it stands in. Out: findings at the sign itself, or at the source's key. Changes nothing.

use serde_json::Value;

use crate::cite::record::Record;
use crate::diag::{Code, Diagnostic, Diagnostics, unprintable};
use crate::read::LONGEST_TEXT;
use crate::source::{Source, Span};

/// Looks through the variables of a record.
pub(super) fn check(source: &Source, record: &Record, found: &mut Diagnostics) {
    for (variable, value) in &record.item {
        texts(value, &mut |text| {
            if let Some(c) = unprintable(text) {
                found.push(Diagnostic::control_character(c, place(source, record, c)));
            }
            if text.len() > LONGEST_TEXT {
                let message = format!("`{variable}` of `{}` has more than 200 kB", record.key);
                let finding = Diagnostic::new(Code::TooLong, record.span, message);
                found.push(finding.hint("look for a brace or a quote that is not closed, or shorten the field"));
            }
        });
    }
}

/// Every text in a variable's value.
fn texts(value: &Value, look: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, look)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Where a sign stands in the file: behind the key, else anywhere; as itself, else as JSON and YAML write it.
fn place(source: &Source, record: &Record, c: char) -> Span {
    let number = u32::from(c);
    let forms =
        [c.to_string(), format!("\\u{number:04x}"), format!("\\u{number:04X}"), format!("\\x{number:02x}"), format!("\\x{number:02X}")];
    let find = |from: usize| {
        let text = source.text.get(from..)?;
        forms.iter().find_map(|form| text.find(form.as_str()).map(|at| Span::new(source.id, from + at..from + at + form.len())))
    };
    find(record.span.range().start).or_else(|| find(0)).unwrap_or(record.span)
}
