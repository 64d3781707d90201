//! Dates as written → CSL dates: EDTF level 0 with `~` and `?`, ranges with `/`.

use serde_json::{Value, json};

/// A date; none where the text is none.
pub(super) fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    let circa = text.ends_with(['~', '?', '%']);
    let parts: Option<Vec<Value>> = text.trim_end_matches(['~', '?', '%']).split('/').map(one).collect();
    let parts = parts.filter(|parts| (1..=2).contains(&parts.len()))?;
    Some(if circa { json!({ "date-parts": parts, "circa": true }) } else { json!({ "date-parts": parts }) })
}

/// A date that is printed as it is written.
pub(super) fn literal(text: &str) -> Value {
    json!({ "literal": text.trim() })
}

fn one(text: &str) -> Option<Value> {
    let numbers: Option<Vec<u16>> = text.trim().split('-').map(|part| part.parse().ok()).collect();
    let numbers = numbers?;
    let fits = match numbers[..] {
        [year] => (1..=9999).contains(&year) && text.trim().len() == 4,
        [_, month] => (1..=12).contains(&month),
        [_, month, day] => (1..=12).contains(&month) && (1..=31).contains(&day),
        _ => false,
    };
    fits.then(|| json!(numbers))
}
