//! Manuscript → book.
//!
//! The one module that knows both. A pass a file. First what stands by itself: metadata, design, roles; then matter
//! (which sections there are) and labels (what can be referred to); then every section is set in one walk, which numbers
//! notes, asks for citations, words references, fills tables and values, finds pictures; then citations are worded, once
//! for the book, and put in their places; then come typography, numbers of nodes, and lint. Nothing of the manuscript
//! falls out without a finding.

mod bibliography;
mod booklet;
mod bounds;
mod callout;
mod chapter;
mod chart;
mod checks;
mod citations;
mod data_lint;
mod data_table;
mod design;
mod editions;
mod figures;
mod forms;
mod gaps;
mod generated;
mod index;
mod inline;
mod isbn;
mod labels;
mod leftover;
mod length;
mod lint;
mod lists;
mod matter;
mod metadata;
mod notes;
mod number;
mod pictures;
mod plain;
mod reckon;
mod references;
mod relators;
mod roles;
mod runs;
mod scan;
mod script;
mod setter;
mod slug;
mod sources;
mod style;
mod svg;
mod tables;
mod text;
pub mod typography;
mod url;
mod values;
mod view;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use comemo::Tracked;

use crate::book::{Anchor, Book, Landing, Section, SectionId, SectionKind};
use crate::cite::Worded;
use crate::cite::record::Records;
use crate::diag::Diagnostics;
use crate::manuscript::Manuscript;
use crate::source::{BookPath, Files, Source, Sources, Spanned};
use gaps::Gaps;
use generated::Facts;
use matter::{Content, Draft};
use setter::Shared;

pub use values::data_key;

/// What is assembled.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The manuscript.
    pub manuscript: &'a Manuscript,
    /// The sources that may be cited.
    pub records: &'a Records,
    /// The text of the style's file, where `[bibliography] style` names a file.
    pub style: Option<&'a Source>,
    /// Every text read.
    pub sources: &'a Sources,
}

/// Assembles a book. None where so much is missing that there is nothing to set; else the book is whole for what
/// was found, and `found` says whether it may be published.
pub fn assemble(parts: Parts<'_>, files: Tracked<'_, dyn Files + '_>, found: &mut Diagnostics) -> Option<Book> {
    let manifest = &*parts.manuscript.manifest;
    let gaps = Gaps::new(found, parts.sources);
    let mut metadata = metadata::metadata(manifest, parts.sources, found);
    let design = design::design(&manifest.print, found);
    let booklet = manifest.booklet.as_ref().map(|table| booklet::booklet(table, &design, &metadata.language, found));
    let roles = roles::Roles::new(&manifest.roles, found);
    let style = style::style(&parts, found);
    let drafts = matter::plan(parts.manuscript, &metadata, &gaps, found);
    let labels = scan::labels(&drafts, found);
    let notes_style = style.as_ref().is_none_or(style::Chosen::notes);
    let mut shared = Shared::new(&parts, &roles, labels, (&design, notes_style), files, &gaps, found);
    checks::check(parts.manuscript, &mut shared.reckoner, shared.found);
    let facts = Facts { manifest, metadata: &metadata, design: &design };
    let mut sections = set(&drafts, &facts, &mut shared);
    parts.manuscript.files.values().for_each(|file| notes::unused(file, &shared.marked, &gaps, shared.found));
    let worded = style::word(style.as_ref(), &metadata.language, &mut shared);
    let page = drafts.iter().find(|draft| draft.kind == SectionKind::Bibliography).map(|draft| draft.span);
    style::report(page, &worded, &mut shared);
    let cited = worded.entries.iter().map(|entry| entry.key.as_str()).chain(shared.cited.keys().map(String::as_str)).collect();
    sources::check(parts.records, (!gaps.any()).then_some(&cited), shared.found);
    cite(&mut sections, &worded, &mut shared);
    index::fill(&mut sections, &drafts, &metadata.language, &mut shared);
    let cover = cover(manifest.epub.cover.as_ref(), &mut shared);
    let pictures = std::mem::take(&mut shared.pictures);
    let anchors = finish(&mut sections, parts.sources, &mut shared);
    data_lint::check(parts.manuscript, &sections, shared.found);
    metadata.title = typography::plain(&metadata.title, &metadata.language);
    metadata.subtitle = metadata.subtitle.map(|subtitle| typography::plain(&subtitle, &metadata.language));
    let sections = sections.into_iter().map(Arc::new).collect();
    let embeds_fonts = manifest.epub.fonts.as_ref().is_none_or(|fonts| fonts.value);
    let holds_pages = manifest.edition.hold_pages.as_ref().is_some_and(|hold| hold.value);
    let cited = std::mem::take(&mut shared.cited);
    (!drafts.is_empty()).then_some(Book { metadata, design, booklet, sections, cited, anchors, pictures, cover, embeds_fonts, holds_pages })
}

/// The passes over text that is whole: typography, numbers of nodes, names, lint. Returns where the anchors stand.
fn finish(sections: &mut [Section], sources: &Sources, shared: &mut Shared<'_>) -> BTreeMap<Anchor, Landing> {
    let whole = |(section, anchor): (&SectionId, &Anchor)| (anchor.clone(), Landing { section: *section, place: None });
    let mut anchors = shared.labels.section_anchors().iter().map(whole).collect();
    for section in &mut *sections {
        script::section(section, shared.found);
        typography::section(section);
        number::nodes(section, &mut anchors);
        if section.title.name.is_empty() {
            section.title.name = number::name(section);
        }
        lint::section(section, sources, shared.gaps, shared.found);
        leftover::section(section, shared.found);
        bounds::section(section, shared.found);
    }
    number::pages(sections, &anchors);
    editions::check(sections, &anchors, shared.found);
    anchors
}

/// Sets every section in the order of the book.
fn set<'a>(drafts: &'a [Draft<'a>], facts: &Facts<'_>, shared: &mut Shared<'a>) -> Vec<Section> {
    let section = |draft: &'a Draft<'a>| match &draft.content {
        Content::Generated => generated::page(draft, facts),
        Content::Part(title) => generated::part(draft, title, facts),
        Content::Chapter(chapter) => setter::chapter(shared, draft, chapter),
    };
    drafts.iter().map(section).collect()
}

/// Puts the worded citations into their places and the entries on their page.
fn cite(sections: &mut [Section], worded: &Worded, shared: &mut Shared<'_>) {
    let page = sections.iter().position(|section| section.kind == SectionKind::Bibliography);
    let entries = if page.is_some() { bibliography::anchors(worded, &mut shared.labels) } else { BTreeMap::new() };
    citations::fill(sections, shared, worded, &entries);
    if let Some(at) = page {
        let block = bibliography::block(sections[at].id, worded, &entries, shared);
        sections[at].blocks.push(block);
    }
}

/// The e-book's cover, where the book brings one.
fn cover(typed: Option<&Spanned<BookPath>>, shared: &mut Shared<'_>) -> Option<BookPath> {
    let typed = typed?;
    match pictures::picture(shared.files, &typed.value, typed.span) {
        Ok(file) => {
            shared.pictures.insert(typed.value.clone(), file);
            Some(typed.value.clone())
        }
        Err(finding) => {
            shared.found.push(*finding);
            None
        }
    }
}
