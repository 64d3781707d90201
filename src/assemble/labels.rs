//! Labels: what can be referred to, found before anything is set.
//!
//! In: the planned sections. Out: every heading, captioned table or figure and typed `#id` with its anchor, its number
//! and the words that name it; looked up by id (typed, pandoc's or GitHub's form) from a place in the book. The same
//! id in two chapters is no fault here: [`Labels::find`] says where it is one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::slug::{is_anchor, slug};
use crate::book::{Anchor, SectionId};
use crate::source::{BookPath, FileId, Span};

/// Beginnings of names that authors' ids may not have in an output.
const RESERVED: [&str; 6] = ["ref-", "cite-", "page-", "note-", "noteref-", "recto-"];

/// What can be referred to.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// The name that links lead to.
    pub(super) anchor: Anchor,
    /// The section that it stands in.
    pub(super) section: SectionId,
    /// Its file.
    pub(super) file: FileId,
    /// What it is.
    pub(super) kind: LabelKind,
    /// "Table 2", "Chapter 1", or a heading's words.
    pub(super) words: String,
    /// The number, where it has one.
    pub(super) number: Option<u32>,
    /// Where its id was typed, else its own place.
    pub(super) span: Span,
}

/// What a label stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelKind {
    /// A chapter as a whole.
    Chapter,
    /// A heading inside a chapter.
    Heading,
    /// A table.
    Table,
    /// A figure.
    Figure,
    /// Anything else with an id.
    Place,
}

/// Why an id leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lost {
    /// Nothing has it.
    Unknown,
    /// Several have it, none nearer than another.
    Ambiguous(Vec<Span>),
}

/// Every label of a book.
#[derive(Debug, Default)]
pub(super) struct Labels {
    all: Vec<Label>,
    /// Labels by what they stand on: a block, a picture, a span of words.
    by_span: HashMap<Span, usize>,
    typed: BTreeMap<String, Vec<usize>>,
    made: BTreeMap<String, Vec<usize>>,
    /// Anchors given away.
    taken: HashSet<String>,
    /// The sections of each file, in order.
    files: BTreeMap<BookPath, Vec<SectionId>>,
    /// The anchor of each section as a whole.
    sections: BTreeMap<SectionId, Anchor>,
}

impl Labels {
    /// An anchor like an author's id or words that nothing else has. Names that recto and its writers make
    /// themselves begin otherwise.
    pub(super) fn unique(&mut self, wished: &str, section: &str) -> Anchor {
        let base = if is_anchor(wished) { wished.to_owned() } else { slug(wished) };
        let reserved = RESERVED.iter().any(|prefix| base.starts_with(prefix));
        if base.is_empty() || reserved || !is_anchor(&base) {
            return self.take(format!("at-{base}"), section);
        }
        self.take(base, section)
    }

    /// An anchor that recto makes itself: `ref-KEY`, `cite-…`.
    pub(super) fn own(&mut self, prefix: &str, name: &str, section: &str) -> Anchor {
        let name = if is_anchor(&format!("a{name}")) { name.to_owned() } else { slug(name) };
        self.take(format!("{prefix}-{name}"), section)
    }

    fn take(&mut self, base: String, section: &str) -> Anchor {
        let base = if self.taken.contains(&base) && !section.is_empty() { format!("{base}.{section}") } else { base };
        let mut anchor = base.clone();
        let mut n = 1;
        while !self.taken.insert(anchor.clone()) {
            n += 1;
            anchor = format!("{base}.{n}");
        }
        Anchor(anchor)
    }

    /// Registers a label. `ids` are the typed id and the ids that a heading has of itself.
    pub(super) fn add(&mut self, on: Span, label: Label, typed: Option<&str>, made: &[String]) {
        let index = self.all.len();
        if let Some(id) = typed {
            self.typed.entry(id.to_owned()).or_default().push(index);
        }
        for id in made {
            self.made.entry(id.clone()).or_default().push(index);
        }
        if label.kind == LabelKind::Chapter {
            self.sections.insert(label.section, label.anchor.clone());
        }
        self.by_span.insert(on, index);
        self.all.push(label);
    }

    /// Registers a further id of what the last label stands on.
    pub(super) fn also(&mut self, typed: &str) {
        if let Some(last) = self.all.len().checked_sub(1) {
            self.typed.entry(typed.to_owned()).or_default().push(last);
        }
    }

    /// Registers that a file's text stands in a section.
    pub(super) fn file(&mut self, path: &BookPath, section: SectionId) {
        let sections = self.files.entry(path.clone()).or_default();
        if sections.last() != Some(&section) {
            sections.push(section);
        }
    }

    /// The label that stands on a block, a picture or a span of words.
    pub(super) fn on(&self, span: Span) -> Option<&Label> {
        self.by_span.get(&span).map(|index| &self.all[*index])
    }

    /// Whether an id was typed anywhere: such a key is a reference.
    pub(super) fn is_typed(&self, id: &str) -> bool {
        self.typed.contains_key(id)
    }

    /// Whether an id was typed in this section already; its place.
    pub(super) fn typed_in(&self, id: &str, section: SectionId) -> Option<Span> {
        let all = self.typed.get(id)?;
        all.iter().map(|i| &self.all[*i]).find(|label| label.section == section).map(|label| label.span)
    }

    /// What an id means in a section and file: the nearest of those that have it, typed ids before made ones.
    pub(super) fn find(&self, id: &str, section: SectionId, file: FileId) -> Result<&Label, Lost> {
        let near = |all: &Vec<usize>, by: &dyn Fn(&Label) -> bool| all.iter().map(|i| &self.all[*i]).find(|label| by(label));
        for ids in [&self.typed, &self.made] {
            if let Some(all) = ids.get(id)
                && let Some(label) = near(all, &|l| l.section == section).or_else(|| near(all, &|l| l.file == file))
            {
                return Ok(label);
            }
        }
        for ids in [&self.typed, &self.made] {
            match ids.get(id).map(Vec::as_slice) {
                None | Some([]) => {}
                Some([only]) => return Ok(&self.all[*only]),
                Some(many) => return Err(Lost::Ambiguous(many.iter().map(|i| self.all[*i].span).collect())),
            }
        }
        Err(Lost::Unknown)
    }

    /// What an id means in a named file; without an id, the file's first section.
    pub(super) fn find_in(&self, path: &BookPath, id: Option<&str>) -> Option<Result<&Label, SectionId>> {
        let sections = self.files.get(path)?;
        let Some(id) = id else { return sections.first().map(|first| Err(*first)) };
        let all = [&self.typed, &self.made].into_iter().filter_map(|ids| ids.get(id)).flatten();
        let mut there = all.map(|i| &self.all[*i]).filter(|label| sections.contains(&label.section));
        there.next().map(Ok)
    }

    /// Whether a file is part of the book's text.
    pub(super) fn has_file(&self, path: &BookPath) -> bool {
        self.files.contains_key(path)
    }

    /// The files of the book's text.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(BookPath::as_str)
    }

    /// Every id, typed ones first.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.typed.keys().chain(self.made.keys()).map(String::as_str)
    }

    /// The typed ids.
    pub(super) fn typed_ids(&self) -> impl Iterator<Item = &str> {
        self.typed.keys().map(String::as_str)
    }

    /// The anchors that stand for sections as a whole.
    pub(super) fn section_anchors(&self) -> &BTreeMap<SectionId, Anchor> {
        &self.sections
    }
}
