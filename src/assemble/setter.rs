//! What the setting of a book's text keeps at hand.
//!
//! `Shared` goes through the whole book; a `Setter` sets one section. The passes are its methods, each in the file
//! of its name. Nodes get their numbers at the end ([`super::number`]); until then every node is 0.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use comemo::Tracked;

use super::Parts;
use super::gaps::Gaps;
use super::labels::Labels;
use super::matter::{Chapter, Content, Draft, Piece};
use super::reckon::Reckoner;
use super::roles::Roles;
use crate::book::{self, Anchor, NodeId, NoteId, PictureFile, SectionId, SectionTitle};
use crate::cite::Request;
use crate::cite::record::Records;
use crate::diag::{Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::manuscript::{Inline, Manuscript, TextFile};
use crate::source::{BookPath, FileId, Files, Sources, Span, Spanned};

/// What goes through the whole book.
pub(super) struct Shared<'a> {
    pub(super) manuscript: &'a Manuscript,
    pub(super) sources: &'a Sources,
    pub(super) records: &'a Records,
    pub(super) roles: &'a Roles,
    pub(super) labels: Labels,
    pub(super) files: Tracked<'a, dyn Files + 'a>,
    /// How the printed book looks.
    pub(super) design: &'a book::Design,
    /// Citations stand in notes.
    pub(super) notes_style: bool,
    /// What could not be read.
    pub(super) gaps: &'a Gaps<'a>,
    pub(super) found: &'a mut Diagnostics,
    pub(super) pictures: BTreeMap<BookPath, Arc<PictureFile>>,
    /// The citations in the order of the text.
    pub(super) requests: Vec<Request>,
    /// The empty spots that wait for the wording of a citation.
    pub(super) spots: HashMap<Anchor, (usize, Part)>,
    /// Where each source is cited, in order.
    pub(super) cited: BTreeMap<String, Vec<Anchor>>,
    /// Named notes that have a mark.
    pub(super) marked: BTreeSet<(FileId, &'a str)>,
    /// Numbers of the data, and what is made of them.
    pub(super) reckoner: Reckoner<'a>,
    /// Anchors that stand in the book: a text that is set twice has its anchors once.
    pub(super) placed: HashSet<Anchor>,
    /// What the index is made of, in the order of the text.
    pub(super) marks: Vec<super::index::Mark>,
    /// Chapters counted for the citations' positions.
    pub(super) section: u32,
    /// Lines of sources set apart from the notes.
    pub(super) apart: u32,
}

impl<'a> Shared<'a> {
    /// Nothing set yet.
    pub(super) fn new(
        parts: &Parts<'a>,
        roles: &'a Roles,
        labels: Labels,
        (design, notes_style): (&'a book::Design, bool),
        files: Tracked<'a, dyn Files + 'a>,
        gaps: &'a Gaps<'a>,
        found: &'a mut Diagnostics,
    ) -> Self {
        Self {
            manuscript: parts.manuscript,
            sources: parts.sources,
            records: parts.records,
            roles,
            labels,
            design,
            files,
            notes_style,
            gaps,
            found,
            pictures: BTreeMap::new(),
            requests: Vec::new(),
            spots: HashMap::new(),
            cited: BTreeMap::new(),
            marked: BTreeSet::new(),
            reckoner: Reckoner::new(parts.manuscript),
            placed: HashSet::new(),
            marks: Vec::new(),
            section: 0,
            apart: 0,
        }
    }
}

/// Which words of a worded citation a spot takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The author's name, in the sentence.
    Author,
    /// What stands in the note, or in the text with its brackets.
    Content,
    /// The author's name, a space, and the content.
    Both,
}

/// Sets one section.
pub(super) struct Setter<'a, 'b> {
    pub(super) shared: &'b mut Shared<'a>,
    pub(super) id: SectionId,
    pub(super) slug: &'b str,
    /// The language of the words being set.
    pub(super) language: Language,
    /// The file being set, whose notes its marks mean.
    pub(super) file: Option<&'a TextFile>,
    pub(super) notes: Vec<book::Note>,
    /// Named notes that have a number.
    pub(super) named: BTreeMap<(FileId, &'a str), NoteId>,
    /// The number of the note being set.
    pub(super) in_note: Option<u32>,
    /// How often each source was cited in this section, for the anchors' names.
    pub(super) times: BTreeMap<String, u32>,
    /// The level of the last heading.
    pub(super) level: u8,
}

impl<'a> Setter<'a, '_> {
    /// A finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.shared.found.push(finding);
    }

    /// A node that has no number yet.
    pub(super) const fn node(&self) -> NodeId {
        NodeId { section: self.id, index: 0 }
    }

    /// A block of this section.
    pub(super) const fn block(&self, span: Span, kind: book::BlockKind) -> book::Block {
        book::Block { id: self.node(), origin: Some(span), language: None, anchor: None, kind }
    }

    /// The anchor of the label that stands on a place, once.
    pub(super) fn anchor(&mut self, on: Span) -> Option<Anchor> {
        let anchor = self.shared.labels.on(on)?.anchor.clone();
        self.shared.placed.insert(anchor.clone()).then_some(anchor)
    }

    /// Sets words in another language, where one is named.
    pub(super) fn in_language<T>(&mut self, language: Option<&Language>, set: impl FnOnce(&mut Self) -> T) -> T {
        let Some(language) = language else { return set(self) };
        let outer = std::mem::replace(&mut self.language, language.clone());
        let made = set(self);
        self.language = outer;
        made
    }

    /// The language that a `lang` attribute names, where it is not the one around.
    pub(super) fn typed_language(&mut self, typed: Option<&Spanned<String>>) -> Option<Language> {
        let language = super::metadata::language(typed?, self.shared.found)?;
        (language != self.language).then_some(language)
    }
}

/// Sets a chapter.
pub(super) fn chapter<'a>(shared: &mut Shared<'a>, draft: &Draft<'a>, chapter: &Chapter<'a>) -> book::Section {
    let mut setter = Setter {
        id: draft.id,
        slug: &draft.slug,
        language: draft.language.clone(),
        file: chapter.pieces.first().map(|piece| piece.file),
        notes: Vec::new(),
        named: BTreeMap::new(),
        in_note: None,
        times: BTreeMap::new(),
        level: 1,
        shared,
    };
    let title = setter.title(draft, chapter);
    let blocks = chapter.pieces.iter().flat_map(|piece| setter.piece(piece)).collect();
    let notes = setter.notes;
    shared.section += 1;
    section(draft, title, blocks, notes)
}

/// A section with these parts.
pub(super) fn section(draft: &Draft<'_>, title: SectionTitle, blocks: Vec<book::Block>, notes: Vec<book::Note>) -> book::Section {
    book::Section {
        id: draft.id,
        matter: draft.matter,
        kind: draft.kind,
        part: draft.part,
        slug: draft.slug.clone(),
        language: draft.language.clone(),
        title,
        blocks,
        notes,
        origin: match draft.content {
            Content::Generated => None,
            Content::Part(_) | Content::Chapter(_) => Some(draft.span),
        },
    }
}

impl<'a> Setter<'a, '_> {
    fn piece(&mut self, piece: &Piece<'a>) -> Vec<book::Block> {
        self.file = Some(piece.file);
        let mut blocks = self.in_language(piece.language.as_ref(), |s| s.blocks(piece.blocks));
        if piece.language.is_some() {
            blocks.iter_mut().filter(|b| b.language.is_none()).for_each(|b| b.language.clone_from(&piece.language));
        }
        blocks
    }

    fn title(&mut self, draft: &Draft<'a>, chapter: &Chapter<'a>) -> SectionTitle {
        let subtitle = chapter.subtitle.map(|typed| self.inlines(&typed.value));
        let mut byline: Vec<&Spanned<String>> = chapter.authors.iter().collect();
        let Some(title) = chapter.title else {
            return SectionTitle { name: String::new(), heading: None, short: None, subtitle, byline: self.byline(&byline) };
        };
        let mut content = self.inlines(title.content);
        let mut short = None;
        if let Some(attributes) = title.attributes {
            self.known(attributes, &["unnumbered"], &["short", "author", "lang"], "the chapter");
            byline.extend(attributes.pairs.iter().filter(|(key, _)| key.value == "author").map(|(_, value)| value));
            short = attributes.get("short").map(|s| s.value.trim().to_owned()).filter(|s| !s.is_empty());
            content = self.foreign(attributes.get("lang"), title.span, content);
        }
        self.shared.labels.on(title.span).map(|label| label.anchor.clone()).into_iter().for_each(|anchor| {
            self.shared.placed.insert(anchor);
        });
        let heading = book::Heading {
            level: 1,
            id: self.node(),
            label: chapter.number.map(|n| draft.language.chapter_label(n)),
            number: chapter.number.map(|n| n.to_string()),
            content,
            origin: Some(title.span),
        };
        SectionTitle { name: String::new(), heading: Some(heading), short, subtitle, byline: self.byline(&byline) }
    }

    fn byline(&self, authors: &[&Spanned<String>]) -> Option<Vec<book::Inline>> {
        let first = authors.first()?;
        let names: Vec<&str> = authors.iter().map(|a| a.value.trim()).collect();
        Some(vec![book::Inline { origin: Some(first.span), kind: book::InlineKind::Text(names.join(", ")) }])
    }

    /// Words wrapped in their language, where one is named.
    pub(super) fn foreign(&mut self, typed: Option<&Spanned<String>>, span: Span, content: Vec<book::Inline>) -> Vec<book::Inline> {
        match self.typed_language(typed) {
            Some(language) => vec![book::Inline { origin: Some(span), kind: book::InlineKind::Foreign { language, content } }],
            None => content,
        }
    }

    /// Inlines in a language, set with it.
    pub(super) fn inlines_in(&mut self, language: Option<&Language>, content: &'a [Inline]) -> Vec<book::Inline> {
        self.in_language(language, |s| s.inlines(content))
    }
}
