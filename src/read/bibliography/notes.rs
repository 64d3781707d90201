//! Fields inside `note`: lines such as `archive-place: Moscow`, as Zotero's users write what it has no field for.
//!
//! In: an item whose note may hold such lines. Out: the item with the variables in their places and the rest of the note.
//! A real field is stronger: what contradicts it is named.

use serde_json::{Map, Value};

use super::holding;
use super::variables::{self, Kind};
use super::{dates, names};

/// Takes the fields out of the note; the variables that stand there and in a field of their own, with other words. `parts` are
/// those of a holding.
pub(super) fn fields(item: &mut Map<String, Value>, parts: &mut Vec<(String, String)>) -> Vec<&'static str> {
    let Some(note) = item.get("note").and_then(Value::as_str).map(str::to_owned) else { return Vec::new() };
    let mut conflicts = Vec::new();
    let mut rest = Vec::new();
    for line in note.lines() {
        let line = line.trim();
        if let Some((name, value)) = holding::line(line) {
            parts.push((name, value));
            continue;
        }
        let Some((variable, value)) = field(line) else {
            rest.push(line);
            continue;
        };
        if variable == "type" {
            item.insert("type".into(), value);
        } else if let Some(real) = item.get(variable).filter(|_| variable != "note") {
            if *real != value {
                conflicts.push(variable);
            }
        } else {
            item.insert(variable.into(), value);
        }
    }
    rest.retain(|line| !line.is_empty());
    if rest.is_empty() {
        item.shift_remove("note");
    } else {
        item.insert("note".into(), rest.join(" ").into());
    }
    conflicts
}

/// A line that is a field.
fn field(line: &str) -> Option<(&'static str, Value)> {
    let (label, value) = line.trim_start_matches("{:").trim_end_matches('}').split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    if value.is_empty() || label.len() > 40 {
        return None;
    }
    if label.eq_ignore_ascii_case("type") {
        return variables::is_type(value).then(|| ("type", value.into()));
    }
    let (variable, kind) = variables::variable(label)?;
    let value = match kind {
        Kind::Text if variable == "note" => return None,
        Kind::Text => value.into(),
        Kind::Date => dates::parse(value).unwrap_or_else(|| dates::literal(value)),
        Kind::Names => Value::Array(value.split(';').map(person).collect()),
    };
    Some((variable, value))
}

/// "Family || Given", as citeproc-js has it, or "Family, Given".
fn person(text: &str) -> Value {
    match text.split_once("||") {
        Some((family, given)) => names::person(family.trim(), given.trim()),
        None => names::plain(text.trim()),
    }
}
