//! Bibliography files → records.
//!
//! In: Hayagriva YAML, BibLaTeX or CSL-JSON. Out: records that keep every field CSL has a variable for, with the place of each
//! entry; what cannot be used is named at its line. Nothing is worded here.

mod biblatex;
mod bibtypes;
mod dates;
mod entry;
mod fields;
mod holding;
mod json;
mod latex;
mod names;
mod notes;
mod sound;
mod variables;
mod yaml;
mod yaml_fields;

use std::collections::BTreeMap;

use crate::cite::record::{Record, Records};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Source, Span};

/// Adds the sources of a file.
pub(super) fn records(source: &Source, records: &mut Records, found: &mut Diagnostics) {
    let read = match source.path.extension().as_str() {
        "bib" => biblatex::read(source, found),
        "json" => json::read(source, found),
        _ => yaml::read(source, found),
    };
    let mut cases: BTreeMap<String, (String, Span)> =
        records.by_key.values().map(|record| (record.key.to_lowercase(), (record.key.clone(), record.span))).collect();
    for record in read {
        if record.key.trim().is_empty() {
            let place = if record.span.range().is_empty() { line_at(source, record.span.range().start) } else { record.span };
            let finding = Diagnostic::new(Code::BrokenBibliography, place, "a source without a key, so that nothing can cite it");
            found.push(
                finding.hint("write a key right behind the opening brace, `@book{key, …}`; in YAML before the colon, in JSON as `id`"),
            );
            continue;
        }
        sound::check(source, &record, found);
        similar(&record, &mut cases, found);
        add(record, records, found);
    }
}

/// Keys that differ by case alone are two sources, and easily taken for one.
fn similar(record: &Record, cases: &mut BTreeMap<String, (String, Span)>, found: &mut Diagnostics) {
    let Some((key, span)) = cases.get(&record.key.to_lowercase()) else {
        cases.insert(record.key.to_lowercase(), (record.key.clone(), record.span));
        return;
    };
    if *key != record.key {
        let message = format!("the keys `{}` and `{key}` differ by the case of letters alone", record.key);
        let finding = Diagnostic::new(Code::SimilarKeys, record.span, message).label(*span, "the other one");
        found.push(finding.hint("give one of the two another key: a slip in the text would cite the wrong source"));
    }
}

/// A key twice is a warning where both say the same, else an error at both places.
fn add(record: Record, records: &mut Records, found: &mut Diagnostics) {
    let Some(first) = records.by_key.get(&record.key) else {
        records.by_key.insert(record.key.clone(), record);
        return;
    };
    let same = first.item == record.item && first.holding == record.holding;
    let message = format!("the source `{}` is given twice", record.key);
    let mut finding = Diagnostic::new(Code::DuplicateSource, record.span, message).label(first.span, "here it is given first");
    if same {
        finding.severity = Severity::Warning;
    }
    found.push(finding.hint(if same { "delete one of the two" } else { "give one of the two another key" }));
}

/// A file that cannot be read as what its name says.
fn broken(span: Span, what: &str, cause: &str) -> Diagnostic {
    let cause = cause.lines().next().unwrap_or_default().trim_end_matches('.');
    Diagnostic::new(Code::BrokenBibliography, span, format!("the file is no {what} ({cause})"))
        .hint("mend this place: no source of the file can be used before it is read to its end")
}

/// The place of a byte offset, to the end of its line.
fn line_at(source: &Source, offset: usize) -> Span {
    let mut start = offset.min(source.text.len());
    while !source.text.is_char_boundary(start) {
        start -= 1;
    }
    let end = source.text[start..].find('\n').map_or(source.text.len(), |n| start + n);
    Span::new(source.id, start..end)
}

/// Where a word stands alone in a range of the text, else the range's first line.
fn word_in(source: &Source, range: std::ops::Range<usize>, word: &str) -> Span {
    let text = &source.text[range.clone()];
    let sign = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let alone = |at: usize| !text[..at].chars().next_back().is_some_and(sign) && !text[at + word.len()..].chars().next().is_some_and(sign);
    match text.match_indices(word).map(|(at, _)| at).find(|at| !word.is_empty() && alone(*at)) {
        Some(at) => Span::new(source.id, range.start + at..range.start + at + word.len()),
        None => line_at(source, range.start),
    }
}
