//! Notes: numbered in each chapter from 1, in the order of their marks.
//!
//! In: marks of named notes, inline notes, citations that make a note. Out: the section's notes; a named note that is
//! marked twice is one note. A mark inside a note is a fault.

use std::collections::BTreeSet;

use super::gaps::Gaps;
use super::setter::Setter;
use crate::book::{self, BlockKind, NoteId};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Inline, TextFile};
use crate::source::{FileId, Span};

impl<'a> Setter<'a, '_> {
    /// The note of a mark `[^name]`.
    pub(super) fn named_note(&mut self, name: &'a str, span: Span) -> Option<NoteId> {
        let file = self.file?;
        self.shared.marked.insert((file.file, name));
        let Some(text) = file.notes.get(name) else {
            if self.shared.gaps.note(file.file, name, true) {
                return None;
            }
            let finding = Diagnostic::new(Code::UnknownNote, span, format!("the note `[^{name}]` has no text"));
            let finding = finding.nearest(name, file.notes.keys().map(String::as_str));
            self.report(finding.hint(format!("write `[^{name}]: …` on a line of its own in this file")));
            return None;
        };
        if self.inside_note(span) {
            return None;
        }
        if let Some(known) = self.named.get(&(file.file, name)) {
            return Some(*known);
        }
        let id = self.open_note(span);
        self.named.insert((file.file, name), id);
        self.in_note = Some(id.index + 1);
        let blocks = self.blocks(&text.blocks);
        self.in_note = None;
        if blocks.is_empty() && !self.shared.gaps.file(file.file) {
            self.report(empty(text.span));
        }
        self.close_note(id, blocks, text.span);
        Some(id)
    }

    /// The note of `^[text]`.
    pub(super) fn inline_note(&mut self, span: Span, content: &'a [Inline]) -> Option<NoteId> {
        if self.inside_note(span) {
            return None;
        }
        let id = self.open_note(span);
        self.in_note = Some(id.index + 1);
        let words = self.inlines(content);
        self.in_note = None;
        if words.is_empty() && !self.shared.gaps.within(span) {
            self.report(empty(span));
        }
        let blocks = vec![self.block(span, BlockKind::Paragraph(words))];
        self.close_note(id, blocks, span);
        Some(id)
    }

    /// A note that a citation makes; `words` are given its number.
    pub(super) fn made_note(&mut self, span: Span, words: impl FnOnce(&mut Self, u32) -> Vec<book::Inline>) -> NoteId {
        let id = self.open_note(span);
        let words = words(self, id.index + 1);
        let blocks = vec![book::Block { origin: Some(span), ..self.block(span, BlockKind::Paragraph(words)) }];
        self.close_note(id, blocks, span);
        id
    }

    fn inside_note(&mut self, span: Span) -> bool {
        if self.in_note.is_some() {
            let finding = Diagnostic::new(Code::NoteInNote, span, "a note inside a note can't be set");
            self.report(finding.hint("say it in the first note, or move the mark into the text"));
        }
        self.in_note.is_some()
    }

    /// Takes the next number, before the note's words are set: they may cite.
    fn open_note(&mut self, span: Span) -> NoteId {
        let index = u32::try_from(self.notes.len()).unwrap_or(u32::MAX);
        let id = NoteId { section: self.id, index };
        self.notes.push(book::Note { id, node: self.node(), number: index + 1, blocks: Vec::new(), origin: Some(span) });
        id
    }

    fn close_note(&mut self, id: NoteId, mut blocks: Vec<book::Block>, span: Span) {
        if blocks.is_empty() {
            blocks.push(self.block(span, BlockKind::Paragraph(Vec::new())));
        }
        if let Some(note) = self.notes.get_mut(id.index as usize) {
            note.blocks = blocks;
            note.origin = Some(span);
        }
    }
}

fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyNote, span, "the note has no text").hint("write its text, or take the mark out")
}

/// Reports named notes that no mark of their file names.
pub(super) fn unused(file: &TextFile, marked: &BTreeSet<(FileId, &str)>, gaps: &Gaps<'_>, found: &mut Diagnostics) {
    for (name, text) in &file.notes {
        if !marked.contains(&(file.file, name.as_str())) && !gaps.note(file.file, name, false) {
            let finding = Diagnostic::new(Code::UnusedNote, text.span, format!("the note `[^{name}]` has no mark, so it would be lost"));
            found.push(finding.hint(format!("write `[^{name}]` where it belongs, or take the text out")));
        }
    }
}
