//! Diagnostics → text: for people, for editors, for programs.
//!
//! In: findings and the texts they point into. Out: strings; nothing is printed here. The only user of
//! annotate-snippets, which cuts lines longer than a screen round the place.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Map, Value, json};

use super::{Diagnostic, Label, Severity};
use crate::source::{Position, Source, Sources, Span};

/// Lines of a file that one snippet shows at the most; a place that goes on longer shows its first line.
const LINES: usize = 6;

/// The look of a compiler's message: what, where, the line itself, what to do.
#[must_use]
pub fn human(finding: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = in_cell(finding, sources);
    let mut group = Group::with_title(level.primary_title(message).id(finding.code.name()));
    for (index, label) in finding.labels.iter().enumerate() {
        let Some(source) = sources.get(label.span.file) else { continue };
        group = if label.span.range() == (0..0) {
            group.element(Origin::path(source.path.as_str()).line(1).char_column(1))
        } else {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let shown = Shown::of(source, label.span);
            let words = one_line(&label.text);
            let annotation = kind.span(shown.mark).label((!words.is_empty()).then_some(words));
            group.element(Snippet::source(shown.text.into_owned()).line_start(shown.line).path(source.path.as_str()).annotation(annotation))
        };
    }
    for hint in &finding.hints {
        group = group.element(Level::HELP.message(one_line(hint)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// `file:line:column: severity[code]: message`, as editors read it.
#[must_use]
pub fn short(finding: &Diagnostic, sources: &Sources) -> String {
    let place = finding.labels.first().and_then(|label| place(label.span, sources));
    let place = place.map(|(source, at)| format!("{}:{}:{}: ", source.path, at.line, at.column)).unwrap_or_default();
    format!("{place}{}[{}]: {}", severity(finding.severity), finding.code.name(), in_cell(finding, sources))
}

/// One object on one line.
#[must_use]
pub fn json(finding: &Diagnostic, sources: &Sources) -> String {
    let mut object = Map::new();
    object.insert("severity".to_owned(), severity(finding.severity).into());
    object.insert("code".to_owned(), finding.code.name().into());
    object.insert("message".to_owned(), finding.message.as_str().into());
    let main = finding.labels.first().and_then(|label| place(label.span, sources));
    object.insert("file".to_owned(), main.map_or(Value::Null, |(source, _)| source.path.as_str().into()));
    object.insert("line".to_owned(), main.map_or(Value::Null, |(_, at)| at.line.into()));
    object.insert("column".to_owned(), main.map_or(Value::Null, |(_, at)| at.column.into()));
    let cell = finding.labels.first().and_then(|label| sources.get(label.span.file)?.cell(label.span.start as usize));
    if let Some(cell) = cell {
        object.insert("cell".to_owned(), cell.into());
    }
    let labels = finding.labels.iter().filter_map(|label| json_label(label, sources));
    object.insert("labels".to_owned(), labels.collect());
    object.insert("hints".to_owned(), finding.hints.iter().map(String::as_str).collect());
    Value::Object(object).to_string()
}

/// "3 errors, 1 warning"; none where there is neither.
#[must_use]
pub fn summary<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Option<String> {
    let (mut errors, mut warnings) = (0, 0);
    for finding in findings {
        match finding.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Note => {}
        }
    }
    let words = |n: usize, word| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => None,
        (0, n) => Some(words(n, "warning")),
        (n, 0) => Some(words(n, "error")),
        (e, w) => Some(format!("{}, {}", words(e, "error"), words(w, "warning"))),
    }
}

/// The message; of a spreadsheet, with the sheet and cell that it is about.
fn in_cell(finding: &Diagnostic, sources: &Sources) -> String {
    let message = one_line(&finding.message);
    let place = finding.labels.first().map(|label| label.span);
    let cell = place.and_then(|span| sources.get(span.file)?.cell(span.start as usize));
    cell.map_or_else(|| message.clone(), |cell| format!("{message} (cell `{}`)", one_line(&cell)))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn place(span: Span, sources: &Sources) -> Option<(&Source, Position)> {
    let source = sources.get(span.file)?;
    Some((source, source.position(span.start as usize)))
}

fn json_label(label: &Label, sources: &Sources) -> Option<Value> {
    let (source, start) = place(label.span, sources)?;
    let end = source.position(label.span.end as usize);
    Some(json!({
        "file": source.path.as_str(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": label.text,
    }))
}

/// Messages may quote a book's words, line breaks and signs that would steer a terminal.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(|c: char| c.is_control() || steers(c), "\u{FFFD}")
}

/// Signs that turn the direction of the words behind them, or that a terminal takes for the end of a line.
const fn steers(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A line as it is shown: each sign that would steer the terminal gives way to one that is seen, of as many bytes, so that every
/// place stays where it is; and a line ends as this system's lines do.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c == '\r' || steers(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        shown.push(match c {
            '\r' if chars.peek() != Some(&'\n') => '\n',
            _ if steers(c) && c.len_utf8() == 2 => '\u{A4}',
            _ if steers(c) => '\u{FFFD}',
            _ => c,
        });
    }
    Cow::Owned(shown)
}

/// The lines that are shown, and the place in them.
struct Shown<'a> {
    text: Cow<'a, str>,
    line: usize,
    mark: Range<usize>,
}

impl<'a> Shown<'a> {
    fn of(source: &'a Source, span: Span) -> Self {
        let text = &*source.text;
        let floor = |at: usize| text.floor_char_boundary(at.min(text.len()));
        let (start, end) = (floor(span.start as usize), floor(span.end as usize));
        let first = source.lines_of(start..start);
        let last = source.position(end).line;
        let line = source.position(start).line;
        let end = if last < line + LINES { end } else { first.end };
        let lines = first.start..source.lines_of(end..end).end.max(end);
        Self { text: visible(&text[lines]), line, mark: start - first.start..end - first.start }
    }
}
