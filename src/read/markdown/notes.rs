//! Notes with names: given once a file.
//!
//! Whether each is called for, and has words, is `assemble`'s affair.

use std::collections::BTreeMap;

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Block, NoteText};
use crate::source::Span;

/// The name in `[^name]: …`.
pub(super) fn name(source: &str) -> String {
    let inner = source.strip_prefix("[^").unwrap_or(source);
    inner.split("]:").next().unwrap_or_default().to_owned()
}

/// Adds a note.
pub(super) fn add(context: &mut Context<'_>, notes: &mut BTreeMap<String, NoteText>, name: String, span: Span, blocks: Vec<Block>) {
    let mark = Span { end: span.start + u32::try_from(name.len() + 4).unwrap_or(0), ..span };
    if let Some(first) = notes.get(&name) {
        let found = Diagnostic::new(Code::DuplicateNote, mark, format!("the note `[^{name}]` is given twice in this file"))
            .label(first.span, "given here first")
            .hint("give each note a name of its own");
        context.found.push(found);
        return;
    }
    notes.insert(name, NoteText { span: mark, blocks });
}
