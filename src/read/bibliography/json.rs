//! CSL-JSON: a list of items, or an object with `items`.
//!
//! In: a .json file as Zotero, Better BibTeX or pandoc write it. Out: a record an item. Dates come as parts, as words or as one
//! text; what is no variable of CSL, or has a value that the variable can't have, is named at its item.

use std::ops::Range;

use serde_json::{Map, Value};

use super::entry::Entry;
use super::variables::{self, Kind};
use super::{Record, broken, dates, names};
use crate::diag::{Code, Diagnostics};
use crate::read::faults;
use crate::source::{Source, Span};

/// Keys of reference managers that no style prints.
const SILENT: &[&str] = &["id", "type", "custom", "categories", "schema", "itemKey", "uris", "systemId", "attachments"];

/// Reads the file's items.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    let whole: Value = match serde_json::from_str(&source.text) {
        Ok(whole) => whole,
        Err(fault) => {
            let (cause, place) = faults::json(&source.text, &fault);
            found.push(broken(Span::new(source.id, place), "CSL-JSON", cause));
            return Vec::new();
        }
    };
    let (items, depth) = match whole {
        Value::Array(items) => (items, 1),
        Value::Object(mut object) => match object.remove("items").or_else(|| object.remove("references")) {
            Some(Value::Array(items)) => (items, 2),
            _ => (vec![Value::Object(object)], 0),
        },
        _ => (Vec::new(), 1),
    };
    let places = ranges(&source.text, depth);
    let mut places = places.into_iter();
    let mut place = |item: &Value| if item.is_object() { places.next() } else { None }.unwrap_or(0..source.text.len());
    items.iter().filter_map(|item| record(source, item, place(item), found)).collect()
}

/// Where the objects of a depth of brackets stand.
fn ranges(text: &str, wanted: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut depth, mut start, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for (at, c) in text.bytes().enumerate() {
        match c {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                if depth == wanted {
                    start = at;
                }
                depth += 1;
            }
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == wanted && c == b'}' {
                    ranges.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    ranges
}

fn record(source: &Source, item: &Value, range: Range<usize>, found: &mut Diagnostics) -> Option<Record> {
    let head = || Span::new(source.id, range.start..(range.start + 1).min(source.text.len()));
    let Value::Object(fields) = item else {
        found.push(broken(head(), "CSL-JSON", "an item is no object"));
        return None;
    };
    let key = match fields.get("id").or_else(|| fields.get("citation-key")) {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => {
            found.push(broken(head(), "CSL-JSON", "an item has no `id`"));
            return None;
        }
    };
    let span = super::word_in(source, range.clone(), &key);
    let mut entry = Entry::new(source, range, &key, span, found);
    let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    entry.fill("type", if kind.is_empty() { "document" } else { kind.as_str() });
    if !kind.is_empty() && !variables::is_type(&kind) {
        let place = entry.place(&kind);
        let hint = "write CSL's own name of the type, such as `book`, `chapter`, `article-journal`, `manuscript`";
        entry.report(Code::UnknownSourceType, place, format!("`{kind}` is no type of source"), hint);
        entry.item.insert("type".into(), "document".into());
    }
    for (name, value) in fields.iter().filter(|(name, _)| !SILENT.contains(&name.as_str())) {
        field(&mut entry, name, value);
    }
    let custom = fields.get("custom").and_then(|custom| custom.get("holding")).and_then(Value::as_object);
    for (part, value) in custom.into_iter().flatten() {
        if super::holding::known().any(|known| known == part) {
            entry.holding.push((part.clone(), text(value).unwrap_or_default()));
        } else {
            let place = entry.place(part);
            entry.unused(part, place);
        }
    }
    Some(entry.finish(kind))
}

fn field(entry: &mut Entry<'_>, name: &str, value: &Value) {
    let place = entry.place(name);
    let read = match variables::variable(name) {
        _ if value.is_null() => return,
        None => None,
        Some((variable, Kind::Text)) => text(value).map(|text| (variable, text.into())),
        Some((variable, Kind::Names)) => people(value).map(|people| (variable, people)),
        Some((variable, Kind::Date)) => match written(value) {
            Some(words) => return entry.date(variable, &words, place),
            None => date(value).map(|date| (variable, date)),
        },
    };
    match read {
        Some((variable, value)) => entry.set(variable, value, place),
        None => entry.unused(name, place),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) => None,
        Value::Array(all) => Some(all.iter().map(text).collect::<Option<Vec<_>>>()?.join(", ")),
        Value::Null | Value::Object(_) => None,
    }
}

fn people(value: &Value) -> Option<Value> {
    let one = |person: &Value| match person {
        Value::String(name) => Some(names::plain(name)),
        Value::Object(parts) => {
            let told = |part: &str| parts.get(part).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
            let blank = |value: &Value| value.as_str().is_some_and(str::is_empty);
            let kept: Map<String, Value> = parts.iter().filter(|(_, v)| !blank(v)).map(|(k, v)| (k.clone(), v.clone())).collect();
            ["family", "given", "literal"].into_iter().any(told).then_some(Value::Object(kept))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    };
    match value {
        Value::Array(all) => all.iter().map(one).collect::<Option<Vec<_>>>().map(Value::Array),
        other => one(other).map(|person| Value::Array(vec![person])),
    }
}

/// A date that is one text.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(year) => Some(year.to_string()),
        Value::Object(parts) => match parts.get("date-parts") {
            None => parts.get("raw").or_else(|| parts.get("edtf")).and_then(Value::as_str).map(str::to_owned),
            Some(_) => None,
        },
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// A date of parts, numbers or texts of digits; or of words.
fn date(value: &Value) -> Option<Value> {
    let mut date = value.as_object()?.clone();
    if let Some(Value::Array(ends)) = date.get("date-parts") {
        let ends: Vec<Value> = ends.iter().map(numbers).filter(|numbers| !numbers.is_empty()).map(Value::from).collect();
        if ends.is_empty() {
            date.shift_remove("date-parts");
        } else {
            date.insert("date-parts".into(), Value::Array(ends));
        }
    }
    let told = ["date-parts", "literal", "season"].iter().any(|part| date.contains_key(*part));
    match date.get("literal").and_then(Value::as_str) {
        Some(words) if !date.contains_key("date-parts") => Some(dates::literal(words)),
        _ => told.then_some(Value::Object(date)),
    }
}

/// The numbers of a date, up to the first that is none.
fn numbers(end: &Value) -> Vec<i64> {
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    end.as_array().into_iter().flatten().map_while(number).take(3).collect()
}
