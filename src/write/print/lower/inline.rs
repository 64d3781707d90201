//! Inlines → markup.

use super::super::out::quoted;
use super::super::seams::{Open, seams};
use super::{Lower, Pages, language, phrase};
use crate::book::{Anchor, Inline, InlineKind, NoteId, PageOf, Target};

/// Letters of a note that surely fit on six lines of its own page.
const SHORT_NOTE: usize = 440;

/// Marks of words that are written in each other. The typesetter bears no more than some sixty elements in each other; the manuscript
/// may nest a hundred marks, which say no more than a few.
const NESTED: usize = 6;

/// The marks around words.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    /// Those that are written.
    written: usize,
    /// Calls of those below them, each kind once: they are written round each word in turn.
    below: Vec<String>,
}

impl Lower<'_> {
    /// Inlines in their order.
    pub(super) fn inlines(&mut self, all: &[Inline]) {
        for inline in all {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        self.out.origin(inline.origin);
        match &inline.kind {
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Picture(_) | InlineKind::PageOf(_) if !self.looks.below.is_empty() => {
                let below = std::mem::take(&mut self.looks.below);
                below.iter().for_each(|call| self.out.raw(call));
                self.inline(inline);
                below.iter().for_each(|_| self.out.close("]"));
                self.looks.below = below;
            }
            InlineKind::Text(text) => self.text(text),
            InlineKind::Break => {
                self.out.close("#linebreak()");
                self.out.skip(1);
            }
            InlineKind::Emphasis(inner) => self.wrapped("#emph[", inner),
            InlineKind::Strong(inner) => self.coarse("#strong[", inner),
            InlineKind::Struck(inner) => self.wrapped("#strike[", inner),
            InlineKind::Superscript(inner) => self.coarse("#super[", inner),
            InlineKind::Subscript(inner) => self.coarse("#sub[", inner),
            InlineKind::SmallCaps(inner) if phrase::latin(&crate::book::visit::words(inner)) => self.coarse("#caps[", inner),
            InlineKind::SmallCaps(inner) => self.coarse("#tracked[", inner),
            InlineKind::Code(text) => self.code(text),
            InlineKind::Foreign { language: tag, content } => self.wrapped(&format!("#foreign({})[", language(tag)), content),
            InlineKind::Link { target, content } => self.link(target, content),
            InlineKind::Anchored { anchor, content } => {
                if self.once(anchor) {
                    self.out.close(&format!("#anchor({})", quoted(&anchor.0)));
                }
                self.inlines(content);
            }
            InlineKind::Note(id) => self.note(*id),
            InlineKind::Picture(picture) => self.picture_in_line(picture),
            InlineKind::PageOf(of) => self.page_of(of),
            InlineKind::Datum { content, .. } => self.inlines(content),
        }
    }

    fn wrapped(&mut self, call: &str, inner: &[Inline]) {
        if self.looks.written == NESTED {
            return self.further(call, inner);
        }
        self.looks.written += 1;
        self.out.raw(call);
        self.inlines(inner);
        self.out.close("]");
        self.looks.written -= 1;
    }

    /// Words under one mark more, below those that are written. Stress in stress is none; of any other kind the innermost holds.
    fn further(&mut self, call: &str, inner: &[Inline]) {
        let outer = self.looks.below.clone();
        let name = |call: &str| call.find(['(', '[']).map_or(call.len(), |end| end);
        let kind = &call[..name(call)];
        let same = self.looks.below.iter().position(|other| &other[..name(other)] == kind);
        if let Some(at) = same {
            self.looks.below.remove(at);
        }
        if same.is_none() || kind != "#emph" {
            self.looks.below.push(call.to_owned());
        }
        self.inlines(inner);
        self.looks.below = outer;
    }

    /// Wrapped, with abbreviations left as they are.
    fn coarse(&mut self, call: &str, inner: &[Inline]) {
        let fine = std::mem::replace(&mut self.fine, false);
        self.wrapped(call, inner);
        self.fine = fine;
    }

    /// Words; abbreviations in capitals are set in small capitals.
    pub(super) fn text(&mut self, text: &str) {
        if !self.fine {
            return self.out.words(text);
        }
        let mut done = 0;
        for range in phrase::abbreviations(text) {
            self.out.words(&text[done..range.start]);
            self.out.raw("#abbr[");
            self.out.words(&text[range.clone()]);
            self.out.close("]");
            done = range.end;
        }
        self.out.words(&text[done..]);
    }

    /// Code in the line: as it stands where the typesetter can take it so.
    fn code(&mut self, text: &str) {
        if text.is_empty()
            || !seams(text, Open::default()).is_empty()
            || text.contains('`')
            || text.chars().any(char::is_control)
            || text.len() > 20_000
        {
            self.out.raw("#code[");
            self.out.words(text);
            self.out.close("]");
        } else {
            self.out.raw("`");
            self.out.verbatim(text);
            self.out.raw("`");
        }
    }

    fn link(&mut self, target: &Target, content: &[Inline]) {
        if self.plain {
            return self.inlines(content);
        }
        let call = match target {
            Target::Anchor(anchor) if self.set.book.unprinted.contains(anchor) => return self.inlines(content),
            Target::Anchor(anchor) => format!("#link(label({}))[", quoted(&anchor.0)),
            Target::Section(id) => format!("#link(label(\"s:{}\"))[", id.0),
            Target::Url(url) => format!("#link({})[", quoted(url)),
        };
        self.wrapped(&call, content);
    }

    fn note(&mut self, id: NoteId) {
        let Some(note) = self.section.notes.get(id.index as usize).filter(|_| !self.plain) else { return };
        let (times, first) = match self.marks.get_mut(&id) {
            Some((times, written)) => (*times, !std::mem::replace(written, true)),
            None => (1, true),
        };
        let name = format!("n:{}:{}", id.section.0, id.index);
        self.out.raw(if first { "#note(" } else { "#note-again(" });
        self.label(&note.number.to_string());
        if !first {
            return self.out.close(&format!(", {})", quoted(&name)));
        }
        let length = self.length(&note.blocks);
        let half = self.set.book.letters * self.set.book.lines / 2;
        let kept = length <= SHORT_NOTE || (self.set.loose.contains(&note.node) && length <= half);
        self.out.raw(if kept { ")[" } else { ", kept: false)[" });
        let cursor = self.out.cursor();
        let (written, nesting, hangs) = (self.written, self.nesting, std::mem::take(&mut self.hangs));
        let (deep, looks) = (std::mem::take(&mut self.deep), std::mem::take(&mut self.looks));
        self.nesting += 1;
        self.out.origin(note.origin);
        self.blocks(&note.blocks);
        (self.written, self.nesting, self.hangs) = (written, nesting, hangs);
        (self.deep, self.looks) = (deep, looks);
        self.out.resume(cursor);
        self.out.close("]");
        if times > 1 {
            self.out.close(&format!("#label({})", quoted(&name)));
        }
    }

    /// "pp. 7, 12": all of it is one thing in the node, each page a link. A single page is linked with the word before it.
    fn page_of(&mut self, of: &PageOf) {
        self.out.begin_one();
        match self.pages.runs(of).as_deref() {
            None => self.page(of.places.first().map(|(anchor, _)| anchor), &of.otherwise),
            Some([one]) => self.page(Some(&one.target), &format!("{}{}", of.before(1), one.label)),
            Some(runs) => {
                self.out.words(of.before(runs.len()));
                for (i, run) in runs.iter().enumerate() {
                    self.out.words(if i > 0 { ", " } else { "" });
                    self.page(Some(&run.target), &run.label);
                }
            }
        }
        self.out.end_one();
    }

    fn page(&mut self, target: Option<&Anchor>, words: &str) {
        match target.filter(|anchor| !self.plain && !self.set.book.unprinted.contains(anchor)) {
            Some(anchor) => {
                self.out.raw(&format!("#link(label({}))[", quoted(&anchor.0)));
                self.out.words(words);
                self.out.close("]");
            }
            None => self.out.words(words),
        }
    }
}
