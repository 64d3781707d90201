//! Hayagriva's YAML: the file's frame.
//!
//! In: an entry a key. Out: a record each. A key that stands twice is read twice, so that both can be compared and named. Own
//! reading, since Hayagriva's loses shelfmarks and ranges of dates; what the fields mean is `yaml_fields`' affair.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Record, broken, word_in, yaml_fields};
use crate::diag::Diagnostics;
use crate::read::faults;
use crate::source::{Source, Span};

/// Reads the file's entries.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    let lines = keys(&source.text);
    let mut again = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in &lines {
        if !seen.insert(line.key.clone()) {
            again.push(line.clone());
        }
    }
    // An entry whose key has been there is blanked out, and read by itself.
    let mut text = source.text.to_string();
    for line in &again {
        text.replace_range(line.range.clone(), &" ".repeat(line.range.len()));
    }
    let mut records = Vec::new();
    for (text, start, end) in std::iter::once((text.as_str(), 0, source.text.len()))
        .chain(again.iter().map(|line| (&source.text[line.range.clone()], line.range.start, line.range.end)))
    {
        let Some(whole) = map(source, text, start, found) else { continue };
        for (key, value) in &whole {
            let line = lines.iter().find(|line| line.key == *key && (start == 0 || line.range.start == start));
            let range = line.map_or(start..end, |line| line.range.clone());
            let span = word_in(source, range.clone(), key);
            records.extend(yaml_fields::record(source, range, key, span, value, found));
        }
    }
    records
}

fn map(source: &Source, text: &str, start: usize, found: &mut Diagnostics) -> Option<Map<String, Value>> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#') || line.trim() == "---") {
        return None;
    }
    match serde_saphyr::from_str(text) {
        Ok(whole) => Some(whole),
        Err(fault) => {
            let (cause, place) = faults::yaml(text, &fault);
            found.push(broken(Span::new(source.id, start + place.start..start + place.end), "Hayagriva YAML", &cause));
            None
        }
    }
}

/// A key at the head of its line, and the lines of its entry.
#[derive(Clone)]
struct Line {
    key: String,
    range: Range<usize>,
}

/// The keys that begin their lines.
fn keys(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(key) = key(line) {
            if let Some(last) = lines.last_mut() {
                last.range.end = start;
            }
            lines.push(Line { key, range: start..text.len() });
        }
        start += line.len();
    }
    lines
}

/// The key of a line that begins with one, without its quotes.
fn key(line: &str) -> Option<String> {
    let quote = line.chars().next()?;
    if quote.is_whitespace() || quote == '#' || line.starts_with("---") || quote == '-' || quote == '{' {
        return None;
    }
    if quote == '"' || quote == '\'' {
        let (key, rest) = line[1..].split_once(quote)?;
        return rest.trim_start().starts_with(':').then(|| key.to_owned());
    }
    let line = line.trim_end();
    let end = line.match_indices(':').map(|(at, _)| at).find(|at| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']))?;
    Some(line[..end].trim_end().to_owned())
}
