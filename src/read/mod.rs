//! Text → manuscript. Never fails, always reports.
//!
//! In: the files of a book. Out: the [`Manuscript`], the sources' records, the style's text where the book brings
//! one, and every file read, with diagnostics. Nothing is resolved: a key that no source has is still a key here.

mod bibliography;
mod data;
mod faults;
mod keyed;
mod load;
mod manifest;
mod markdown;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use comemo::Tracked;

use crate::cite::record::Records;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Block, BlockKind, ContentsEntry, DataFile, Manifest, Manuscript, TextFile};
use crate::source::{BookPath, FileId, Files, Source, Sources, Span, Spanned};
use load::Desk;

pub use markdown::{inline, text_file};

/// Bytes of a text that is set in one piece: a paragraph, a cell, a field of a source.
const LONGEST_TEXT: usize = 200_000;

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The sources.
    pub records: Records,
    /// The `.csl` file that `[bibliography] style` names, where it names a file.
    pub style: Option<Source>,
}

/// Reads a whole book; `sources` holds every text read. None where a part of it could not be read, so that all that
/// refers to it would seem to be wrong too; what could be read is read and reported none the less.
pub fn book(files: Tracked<'_, dyn Files + '_>, sources: &mut Sources, found: &mut Diagnostics) -> Option<Reading> {
    let path = BookPath::manifest();
    let mut desk = Desk { files, sources, found, gap: false };
    let Some(source) = desk.text(&path, Span::whole(FileId::MANIFEST)) else {
        if desk.sources.find(&path).is_none() {
            desk.sources.add(path, "".into());
        }
        return None;
    };
    let mut manifest = manifest::manifest(&source, desk.found)?;
    manifest.values = data::values(&source, desk.found);
    desk.gap = desk.found.failed();
    let texts = texts(&mut desk, &manifest);
    let data = data(&mut desk, &manifest);
    let records = records(&mut desk, &manifest);
    let style = style(&mut desk, &manifest);
    if desk.gap {
        return None;
    }
    Some(Reading { manuscript: Manuscript { manifest: Arc::new(manifest), files: texts, data }, records, style })
}

/// Whether book.toml asks for a booklet, as far as it can be read.
#[must_use]
pub fn asks_for_booklet(files: &dyn Files) -> bool {
    let Ok(bytes) = files.bytes(&BookPath::manifest()) else { return false };
    let Ok(text) = std::str::from_utf8(&bytes) else { return false };
    toml::de::DeTable::parse_recoverable(text).0.get_ref().contains_key("booklet")
}

fn texts(desk: &mut Desk<'_>, manifest: &Manifest) -> BTreeMap<BookPath, Arc<TextFile>> {
    let contents = &manifest.contents;
    let mut named = Vec::new();
    for entry in [&contents.front, &contents.body, &contents.back].into_iter().flatten() {
        named_files(entry, &mut named);
    }
    let mut texts = BTreeMap::new();
    let mut waiting: VecDeque<Spanned<BookPath>> = named.into_iter().cloned().collect();
    while let Some(path) = waiting.pop_front() {
        if texts.contains_key(&path.value) {
            continue;
        }
        let Some(source) = desk.text(&path.value, path.span) else { continue };
        let (text, findings) = text_file(&source);
        desk.found.extend(findings.iter().cloned());
        waiting.extend(text.blocks.iter().filter_map(|block| included(desk, &path.value, block)));
        texts.insert(path.value.clone(), text);
    }
    texts
}

/// The file that a block includes.
fn included(desk: &mut Desk<'_>, from: &BookPath, block: &Block) -> Option<Spanned<BookPath>> {
    let BlockKind::Include(typed) = &block.kind else { return None };
    match from.beside(&typed.value) {
        Ok(path) if path.as_str().is_empty() => {
            desk.gap = true;
            let message = format!("`{}` is the book's folder, and no file", typed.value);
            desk.found.push(Diagnostic::new(Code::NotAFile, typed.span, message).hint("name a file in it"));
            None
        }
        Ok(path) => Some(Spanned::new(path, typed.span)),
        Err(_) => {
            desk.gap = true;
            let message = format!("`{}` leads out of the book's folder", typed.value);
            desk.found.push(Diagnostic::new(Code::PathOutsideBook, typed.span, message).hint("copy the file into the book's folder"));
            None
        }
    }
}

fn named_files<'m>(entry: &'m ContentsEntry, named: &mut Vec<&'m Spanned<BookPath>>) {
    match entry {
        ContentsEntry::Generated(_) => {}
        ContentsEntry::File(path) => named.push(path),
        ContentsEntry::Part { chapters, .. } => chapters.iter().for_each(|chapter| named_files(chapter, named)),
        ContentsEntry::Chapter { files, .. } => named.extend(files),
    }
}

fn data(desk: &mut Desk<'_>, manifest: &Manifest) -> BTreeMap<String, Arc<DataFile>> {
    let mut data = BTreeMap::new();
    for (name, entry) in &manifest.data {
        match data::data_file(desk, entry) {
            Some(file) => {
                data.insert(name.value.clone(), Arc::new(file));
            }
            None => desk.gap = true,
        }
    }
    data
}

fn records(desk: &mut Desk<'_>, manifest: &Manifest) -> Records {
    let mut records = Records::default();
    for path in &manifest.bibliography_files {
        let Some(source) = desk.text(&path.value, path.span) else { continue };
        let mut found = Diagnostics::default();
        bibliography::records(&source, &mut records, &mut found);
        desk.gap |= found.failed();
        desk.found.extend(found);
    }
    records
}

/// The style's file; a bundled style has none.
fn style(desk: &mut Desk<'_>, manifest: &Manifest) -> Option<Source> {
    let named = manifest.style.as_ref().filter(|name| name.value.ends_with(".csl"))?;
    match BookPath::new(&named.value) {
        Ok(path) => desk.text(&path, named.span),
        Err(_) => {
            desk.gap = true;
            let message = format!("`{}` leads out of the book's folder", named.value);
            desk.found.push(Diagnostic::new(Code::PathOutsideBook, named.span, message).hint("copy the style into the book's folder"));
            None
        }
    }
}
