//! The pages that recto makes itself: their heads and words.
//!
//! In: what metadata and design say. Out: half-title, title page, copyright page, colophon as blocks; contents, lists
//! and bibliography with their heads alone. The same words go into both outputs. Words from book.toml have their place
//! there as origin, so that quotes and dashes are set; recto's own have none.

use super::matter::Draft;
use super::metadata;
use super::setter::section;
use crate::book::{self, Block, BlockKind, Design, Inline, InlineKind, Metadata, NodeId, Role, SectionKind, SectionTitle};
use crate::locale::{Term, capital};
use crate::manuscript::Manifest;
use crate::source::{Span, Spanned};

/// What generated pages are made from.
pub(super) struct Facts<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) metadata: &'a Metadata,
    pub(super) design: &'a Design,
}

/// Sets a generated page.
pub(super) fn page(draft: &Draft<'_>, facts: &Facts<'_>) -> book::Section {
    let maker = Maker { facts, node: NodeId { section: draft.id, index: 0 } };
    let (term, head, blocks) = match draft.kind {
        SectionKind::HalfTitle => (Term::HalfTitle, false, maker.half_title()),
        SectionKind::TitlePage => (Term::TitlePage, false, maker.title_page()),
        SectionKind::Copyright => (Term::Copyright, false, maker.copyright()),
        SectionKind::Errata => (Term::Errata, true, Vec::new()),
        SectionKind::Colophon => (Term::Colophon, false, maker.colophon()),
        SectionKind::Contents => (Term::Contents, true, Vec::new()),
        SectionKind::ListOfTables => (Term::ListOfTables, true, Vec::new()),
        SectionKind::ListOfFigures => (Term::ListOfFigures, true, Vec::new()),
        SectionKind::Index => (Term::Index, true, Vec::new()),
        SectionKind::Bibliography | SectionKind::Part | SectionKind::Chapter => (Term::Bibliography, true, Vec::new()),
    };
    let name = facts.metadata.language.term(term).to_owned();
    let heading = head.then(|| maker.heading(vec![Inline::text(name.clone())], None));
    let title = SectionTitle { name, heading, short: None, subtitle: None, byline: None };
    section(draft, title, blocks, Vec::new())
}

/// Sets the leaf that opens a part.
pub(super) fn part(draft: &Draft<'_>, title: &Spanned<String>, facts: &Facts<'_>) -> book::Section {
    let maker = Maker { facts, node: NodeId { section: draft.id, index: 0 } };
    let heading = Some(maker.heading(vec![typed(title)], Some(title.span)));
    let title = SectionTitle { name: String::new(), heading, short: None, subtitle: None, byline: None };
    section(draft, title, Vec::new(), Vec::new())
}

struct Maker<'a> {
    facts: &'a Facts<'a>,
    node: NodeId,
}

impl Maker<'_> {
    fn heading(&self, content: Vec<Inline>, origin: Option<Span>) -> book::Heading {
        book::Heading { level: 1, id: self.node, label: None, number: None, content, origin }
    }

    fn block(&self, kind: BlockKind) -> Block {
        Block { id: self.node, origin: None, language: None, anchor: None, kind }
    }

    fn group(&self, role: Role, lines: Vec<Vec<Inline>>) -> Option<Block> {
        let lines: Vec<Block> = lines.into_iter().map(|line| self.block(BlockKind::Paragraph(line))).collect();
        (!lines.is_empty()).then(|| self.block(BlockKind::Group { role, blocks: lines }))
    }

    fn half_title(&self) -> Vec<Block> {
        self.group(Role::HalfTitle, vec![vec![typed(&self.facts.manifest.book.title)]]).into_iter().collect()
    }

    fn title_page(&self) -> Vec<Block> {
        let book = &self.facts.manifest.book;
        let title = vec![vec![typed(&book.title)]];
        let subtitle = book.subtitle.iter().map(|subtitle| vec![typed(subtitle)]).collect();
        let year = self.facts.metadata.date.map(|date| vec![Inline::text(date.year.to_string())]);
        let imprint = book.publisher.iter().map(|publisher| vec![typed(publisher)]).chain(year).collect();
        let parts = [
            self.group(Role::BookTitle, title),
            self.group(Role::BookSubtitle, subtitle),
            self.group(Role::BookContributors, self.contributors()),
            self.group(Role::Imprint, imprint),
        ];
        parts.into_iter().flatten().collect()
    }

    /// A line for the authors, and one for each other role, in the order of book.toml.
    fn contributors(&self) -> Vec<Vec<Inline>> {
        let language = &self.facts.metadata.language;
        let typed_names = &self.facts.manifest.book.contributors;
        let mut roles: Vec<&str> = Vec::new();
        for contributor in &self.facts.metadata.contributors {
            if !roles.contains(&contributor.relator.as_str()) {
                roles.push(&contributor.relator);
            }
        }
        let line = |role: &&str| {
            let credit = language.credit(role).map(|credit| Inline::text(capital(credit)));
            let mut line: Vec<Inline> = credit.into_iter().collect();
            for (i, contributor) in typed_names.iter().filter(|c| metadata::relator_of(c) == *role).enumerate() {
                line.extend((i > 0).then(|| Inline::text(", ")));
                line.push(typed(&contributor.name));
            }
            line
        };
        roles.iter().map(line).collect()
    }

    fn copyright(&self) -> Vec<Block> {
        let (book, metadata) = (&self.facts.manifest.book, self.facts.metadata);
        let mut title = vec![typed(&book.title)];
        if let Some(subtitle) = &book.subtitle {
            title.extend([Inline::text(". "), typed(subtitle)]);
        }
        let mut lines = vec![title];
        lines.extend(self.contributors());
        lines.push(vec![Inline::text(self.edition())]);
        lines.extend(book.publisher.iter().map(|publisher| vec![typed(publisher)]));
        lines.extend(book.rights.iter().map(|rights| vec![typed(rights)]));
        let isbn = |number: &Option<String>, form: &str| number.as_ref().map(|n| vec![Inline::text(format!("ISBN\u{A0}{n} ({form})"))]);
        lines.extend(isbn(&metadata.isbn_print, metadata.language.term(Term::Printed)));
        lines.extend(isbn(&metadata.isbn_epub, "EPUB"));
        self.group(Role::Copyright, lines).into_iter().collect()
    }

    /// "Second edition. First printing, 23 November 2026".
    fn edition(&self) -> String {
        let metadata = self.facts.metadata;
        let line = metadata.language.edition_line(metadata.edition, metadata.printing);
        match metadata.date {
            Some(date) => format!("{line}, {}", metadata.language.words().date(date.year, date.month, date.day)),
            None => line,
        }
    }

    fn colophon(&self) -> Vec<Block> {
        let made = self.facts.metadata.language.made_with(&self.facts.design.font);
        let edition = self.edition();
        let stop = if edition.ends_with('.') { "" } else { "." };
        let lines = vec![vec![Inline::text(made)], vec![Inline::text(edition + stop)]];
        self.group(Role::Colophon, lines).into_iter().collect()
    }
}

/// Words from book.toml.
fn typed(words: &Spanned<String>) -> Inline {
    let line = words.value.split_whitespace().collect::<Vec<_>>().join(" ");
    Inline { origin: Some(words.span), kind: InlineKind::Text(line) }
}
