//! What copyright page and colophon say of editions: the releases before, and a fingerprint of the book's files.
//!
//! In: the book, the releases there are, every text that was read. Out: lines at the end of both pages. They and the errata are the
//! only pages that change where the text does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::releases::{Release, releases};
use super::seal::Number;
use crate::book::{Block, BlockKind, Book, Inline, NodeId, Role, Section, SectionKind, visit};
use crate::diag::Diagnostics;
use crate::source::{Files, Sources};

/// Digits of the fingerprint that are printed.
const DIGITS: usize = 12;

/// Adds the lines.
pub fn imprint(book: &mut Book, files: &dyn Files, sources: &Sources, found: &mut Diagnostics) {
    let has = |book: &Book, kind: SectionKind| book.sections.iter().any(|section| section.kind == kind);
    if has(book, SectionKind::Copyright) {
        let mut damage = Diagnostics::default();
        let all = releases(files, &mut damage);
        if damage.failed() {
            return found.extend(damage);
        }
        let lines = history(book, &all);
        add(book, SectionKind::Copyright, Role::Copyright, &lines);
    }
    if has(book, SectionKind::Colophon) {
        let line = book.language().source_fingerprint(&fingerprint(book, sources));
        add(book, SectionKind::Colophon, Role::Colophon, &[line]);
    }
}

/// A line for each release before this edition and printing.
fn history(book: &Book, all: &[Release]) -> Vec<String> {
    let metadata = &book.metadata;
    let number = Number { edition: metadata.edition, printing: metadata.printing };
    let line = |release: &Release| {
        let line = metadata.language.edition_line(release.number.edition, release.number.printing);
        let parts: Vec<u16> = release.seal.date.iter().flat_map(|date| date.split('-')).filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year, month, day] => {
                let (month, day) = (u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1));
                format!("{line}, {}", metadata.language.words().date(year, month, day))
            }
            _ => line,
        }
    };
    all.iter().filter(|release| release.number < number).map(line).collect()
}

/// The fingerprint of everything that the book's words and pictures come from.
fn fingerprint(book: &Book, sources: &Sources) -> String {
    let mut files: BTreeMap<&str, &[u8]> = sources.iter().map(|source| (source.path.as_str(), source.text.as_bytes())).collect();
    files.extend(book.pictures.iter().map(|(path, picture)| (path.as_str(), &*picture.bytes)));
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files {
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

/// Adds lines to the group of a page.
fn add(book: &mut Book, kind: SectionKind, role: Role, lines: &[String]) {
    let section = book.sections.iter_mut().find(|section| section.kind == kind && !lines.is_empty());
    let Some(section) = section.map(Arc::make_mut) else { return };
    let mut next = last_node(section);
    let id = section.id;
    let line = |words: &String| {
        next += 1;
        let id = NodeId { section: id, index: next };
        Block { id, origin: None, language: None, anchor: None, kind: BlockKind::Paragraph(vec![Inline::text(words.clone())]) }
    };
    let more: Vec<Block> = lines.iter().map(line).collect();
    for block in &mut section.blocks {
        if let BlockKind::Group { role: found, blocks } = &mut block.kind
            && *found == role
        {
            return blocks.extend(more);
        }
    }
}

/// The greatest number of a section's nodes. Such pages have paragraphs alone.
fn last_node(section: &Section) -> u32 {
    let mut last = 0;
    visit::blocks(&section.blocks, &mut |block| last = last.max(block.id.index));
    last
}
