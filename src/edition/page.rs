//! Errata → a page of the book, and a slip to be laid into copies.
//!
//! In: the list of errata, in the book's language. Out: blocks: a sentence that says which edition's pages are named, and a list of
//! places with what is to be read there. Both outputs set them as any other text.

use std::sync::Arc;

use super::errata::Erratum;
use super::reasons::{explain, reasons};
use super::releases::releases;
use super::snapshot::Snapshot;
use super::{errata, wording};
use crate::book::{Block, BlockKind, Book, Definition, Heading, Inline, Matter, NodeId, Section, SectionId, SectionKind, SectionTitle};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::locale::Term;
use crate::source::{Files, Sources};

/// Fills the book's page of errata, where it has one: those to the last release of an edition before it.
pub fn fill(book: &mut Book, files: &dyn Files, sources: &mut Sources, found: &mut Diagnostics) {
    let Some(at) = book.sections.iter().position(|section| section.kind == SectionKind::Errata) else { return };
    let mut damage = Diagnostics::default();
    let all = releases(files, &mut damage);
    if damage.failed() {
        return found.extend(damage);
    }
    let Some(before) = all.iter().rfind(|release| release.number.edition < book.metadata.edition) else {
        return found.push(no_earlier(book, at));
    };
    let old = match before.snapshot(files) {
        Ok(old) => old,
        Err(finding) => return found.push(finding),
    };
    let mut list = errata(&old, &Snapshot::of_words(book));
    let mut unused = Diagnostics::default();
    explain(&mut list, &reasons(files, sources, found), before.number.edition, &mut unused);
    let blocks = blocks(&list, before.number.edition, book, SectionId(u16::try_from(at).unwrap_or(u16::MAX)));
    Arc::make_mut(&mut book.sections[at]).blocks = blocks;
}

fn no_earlier(book: &Book, at: usize) -> Diagnostic {
    let message = format!("the contents name `errata`, and no edition before edition {} was released", book.metadata.edition);
    let finding = match book.sections[at].origin {
        Some(span) => Diagnostic::new(Code::NoEarlierEdition, span, message),
        None => Diagnostic::nowhere(Code::NoEarlierEdition, message),
    };
    let finding = finding.hint("release the earlier edition with `recto release`, or take `errata` out of the contents");
    Diagnostic { severity: Severity::Error, ..finding }
}

/// A slip of errata: a book of one section, on the pages of the book that it belongs to.
#[must_use]
pub fn slip(book: &Book, list: &[Erratum], edition: u32) -> Book {
    let id = SectionId(0);
    let language = book.language().clone();
    let name = language.term(Term::Errata).to_owned();
    let node = NodeId { section: id, index: 0 };
    let title = vec![Inline::text(name.clone())];
    let heading = Heading { level: 1, id: node, label: None, number: None, content: title, origin: None };
    let section = Section {
        id,
        matter: Matter::Body,
        kind: SectionKind::Errata,
        part: None,
        slug: "errata".to_owned(),
        language,
        title: SectionTitle { name, heading: Some(heading), short: None, subtitle: None, byline: None },
        blocks: blocks(list, edition, book, id),
        notes: Vec::new(),
        origin: None,
    };
    Book {
        metadata: book.metadata.clone(),
        design: book.design.clone(),
        booklet: None,
        sections: vec![Arc::new(section)],
        cited: std::collections::BTreeMap::new(),
        anchors: std::collections::BTreeMap::new(),
        pictures: std::collections::BTreeMap::new(),
        cover: None,
        embeds_fonts: book.embeds_fonts,
        holds_pages: false,
    }
}

/// The blocks of a section of errata; its head is node 0.
fn blocks(list: &[Erratum], edition: u32, book: &Book, section: SectionId) -> Vec<Block> {
    let language = book.language();
    let mut next = 0;
    let mut node = || {
        next += 1;
        NodeId { section, index: next }
    };
    let block = |id, kind| Block { id, origin: None, language: None, anchor: None, kind };
    let sentence = if list.is_empty() { language.no_errata().to_owned() } else { language.errata_of(edition) };
    let mut blocks = vec![block(node(), BlockKind::Paragraph(vec![Inline::text(sentence)]))];
    if list.is_empty() {
        return blocks;
    }
    let id = node();
    let definition = |erratum: &Erratum| {
        let term = (node(), vec![Inline::text(wording::place(erratum, language))]);
        let phrase = BlockKind::Paragraph(vec![Inline::text(wording::phrase(erratum, language))]);
        Definition { id: term.0, term: term.1, meanings: vec![vec![block(node(), phrase)]] }
    };
    let definitions = list.iter().map(definition).collect();
    blocks.push(block(id, BlockKind::Definitions(definitions)));
    blocks
}
