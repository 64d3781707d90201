//! CSL-JSON: a list of items, or an object with `items`.

use serde_json::Value;

use super::{Record, broken, line_at, word_in};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// Reads the file's items.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    let whole: Value = match serde_json::from_str(&source.text) {
        Ok(whole) => whole,
        Err(fault) => {
            let line = source.text.split_inclusive('\n').take(fault.line().saturating_sub(1)).map(str::len).sum::<usize>();
            found.push(broken(line_at(source, line + fault.column().saturating_sub(1)), "CSL-JSON", &fault.to_string()));
            return Vec::new();
        }
    };
    let items = match whole {
        Value::Array(items) => items,
        Value::Object(mut object) => match object.remove("items") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(object)],
        },
        _ => Vec::new(),
    };
    items.into_iter().filter_map(|item| record(source, item, found)).collect()
}

fn record(source: &Source, item: Value, found: &mut Diagnostics) -> Option<Record> {
    let Value::Object(mut item) = item else {
        found.push(broken(Span::whole(source.id), "CSL-JSON", "an item is no object"));
        return None;
    };
    let key = match item.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => {
            found.push(broken(Span::whole(source.id), "CSL-JSON", "an item has no `id`"));
            return None;
        }
    };
    let span = word_in(source, 0..source.text.len(), &key);
    item.insert("id".into(), key.clone().into());
    let unread: Vec<String> = item
        .iter()
        .filter(|(_, value)| serde_json::from_value::<citationberg::json::Value>((*value).clone()).is_err())
        .map(|(name, _)| name.clone())
        .collect();
    for name in unread {
        item.remove(&name);
        if !["custom", "categories", "keyword", "abstract"].contains(&name.as_str()) {
            found.push(
                Diagnostic::new(Code::UnusedField, span, format!("`{name}` of `{key}` can't be used"))
                    .hint("write it as CSL-JSON has it, or delete it"),
            );
        }
    }
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("document").to_owned();
    item.entry("type").or_insert_with(|| "document".into());
    Some(Record { key, span, kind, item, holding: None })
}
