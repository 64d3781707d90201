//! Notes with names: given once a file.
//!
//! Whether each is called for, and has words, is `assemble`'s affair.

use std::collections::BTreeMap;

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Block, NoteText};
use crate::source::{Source, Span};

/// The name in `[^name]: …`.
pub(super) fn name(source: &str) -> String {
    let inner = source.strip_prefix("[^").unwrap_or(source);
    inner.split("]:").next().unwrap_or_default().to_owned()
}

/// Adds a note.
pub(super) fn add(context: &mut Context<'_>, notes: &mut BTreeMap<String, NoteText>, name: String, span: Span, blocks: Vec<Block>) {
    let mark = Span { end: span.start + u32::try_from(name.len() + 4).unwrap_or(0), ..span };
    if let Some(found) = malformed(context.source, &name, mark) {
        context.found.push(found);
    }
    if let Some(first) = notes.get(&name) {
        let found = Diagnostic::new(Code::DuplicateNote, mark, format!("the note `[^{name}]` is given twice in this file"))
            .label(first.span, "given here first")
            .hint("give each note a name of its own");
        context.found.push(found);
        return;
    }
    notes.insert(name, NoteText { span: mark, blocks });
}

/// A name that no mark can have: one of several words, or with a sign of the marks themselves. pandoc reads no note there.
fn malformed(source: &Source, name: &str, place: Span) -> Option<Diagnostic> {
    if !name.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^')) {
        return None;
    }
    let mark = format!("[^{name}]");
    let marks = source.text.match_indices(&mark).map(|(at, _)| at).filter(|at| !source.text[at + mark.len()..].starts_with(':'));
    let found = Diagnostic::new(Code::MalformedNote, place, format!("`{name}` is no name of a note")).hint(format!(
        "write one word, here and in the mark: `[^{}]`",
        name.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join("-")
    ));
    Some(marks.take(MOST_MARKS).fold(found, |found, at| found.label(Span::new(source.id, at..at + mark.len()), "its mark")))
}

/// How many marks of a note are shown beside it.
const MOST_MARKS: usize = 3;
