//! What is kept of a released edition: its words, where they stand, what its pages look like.
//!
//! A snapshot is JSON with a stated version ([`FORMAT`]), a passage and a page a line, so that two of them can be laid side by
//! side. Fingerprints are BLAKE3 in hexadecimal digits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::passages::{Passage, PassageKind, counted_lines, passages, states_edition};
use crate::book::{Book, PageMap, SectionKind};

/// The version of the form that this recto writes, and the only one that it reads.
pub const FORMAT: u32 = 1;

/// A book at one moment: a released edition, or the book as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`FORMAT`]
    pub format: u32,
    /// Every datum that is printed, by `file.row.column`, as it is printed; data of a table with its line of sources.
    pub data: BTreeMap<String, Datum>,
    /// The pages on each sheet of the booklet, by their index, in the order of their places; none where the book has no booklet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheets: Option<Vec<Vec<Option<u32>>>>,
    /// The pages in order.
    pub pages: Vec<PageRecord>,
    /// The passages in order.
    pub passages: Vec<Passage>,
}

/// A datum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datum {
    /// As it is printed.
    pub value: String,
    /// Where it comes from, in the words of the book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A printed page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRecord {
    /// What a reader calls it.
    pub label: String,
    /// Lines of its text block, as a reader counts them.
    pub lines: u32,
    /// A fingerprint of what it looks like.
    pub look: String,
    /// The section that it belongs to, by its slug.
    pub section: String,
    /// It states the edition.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_edition: bool,
    /// Where its running text begins: the passage, and the characters of it on pages before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<(u32, u32)>,
}

impl Snapshot {
    /// What is kept of a book that is laid out. `looks` are the pages' fingerprints, `sheets` the pages on each sheet.
    #[must_use]
    pub fn of(book: &Book, map: &PageMap, looks: &[String], sheets: Option<Vec<Vec<Option<u32>>>>) -> Self {
        let passages = passages(book, Some(map));
        let pages = map.pages.iter().enumerate().map(|(at, page)| {
            let section = book.section(page.section);
            PageRecord {
                label: page.label.clone(),
                lines: u32::try_from(counted_lines(page).len()).unwrap_or(u32::MAX),
                look: looks.get(at).cloned().unwrap_or_default(),
                section: section.slug.clone(),
                of_edition: states_edition(section.kind) || section.kind == SectionKind::TitlePage,
                begins: page.begins.and_then(|place| Some((*passages.of.get(&place.node)?, place.offset))),
            }
        });
        Self { format: FORMAT, sheets, pages: pages.collect(), data: data(&passages.all), passages: passages.all }
    }

    /// The words of a book alone, as it is before any layout.
    #[must_use]
    pub fn of_words(book: &Book) -> Self {
        let passages = passages(book, None).all;
        Self { format: FORMAT, data: data(&passages), passages, ..Self::default() }
    }

    /// Its text.
    #[must_use]
    pub fn write(&self) -> String {
        let sheets = self.sheets.as_ref().map(|sheets| format!("\"sheets\": {},\n", list(sheets))).unwrap_or_default();
        let data: Vec<String> = self.data.iter().map(|(key, datum)| format!("  {}: {}", json(key), json(datum))).collect();
        format!(
            "{{\n\"format\": {},\n\"data\": {{\n{}\n}},\n{sheets}\"pages\": {},\n\"passages\": {}\n}}\n",
            self.format,
            data.join(",\n"),
            list(&self.pages),
            list(&self.passages),
        )
    }

    /// Reads a snapshot; in words, why it can't be.
    ///
    /// # Errors
    /// Where it is no snapshot.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|fault| fault.to_string())
    }

    /// The label of a page.
    #[must_use]
    pub fn label(&self, page: u32) -> &str {
        self.pages.get(page as usize).map_or("?", |page| page.label.as_str())
    }
}

/// Every datum of the passages; data of a table have its line of sources.
fn data(passages: &[Passage]) -> BTreeMap<String, Datum> {
    let mut data: BTreeMap<String, Datum> = BTreeMap::new();
    let mut table: Vec<(String, &Option<String>)> = Vec::new();
    for passage in passages {
        let words: Vec<char> = if passage.data.is_empty() { Vec::new() } else { passage.words.chars().collect() };
        for (key, (from, to)) in &passage.data {
            let value: String = words.get(*from as usize..*to as usize).unwrap_or_default().iter().collect();
            data.entry(key.clone()).or_insert(Datum { value, source: None });
        }
        match passage.kind {
            PassageKind::Cell => table.extend(passage.data.iter().map(|(key, _)| (key.clone(), &passage.table))),
            PassageKind::Source => {
                for (key, _) in table.drain(..).filter(|(_, label)| **label == passage.table) {
                    data.entry(key).and_modify(|datum| datum.source = Some(passage.words.clone()));
                }
            }
            PassageKind::Heading | PassageKind::Text | PassageKind::Entry | PassageKind::Picture => table.clear(),
            // Notes stand between a table and its sources; another caption is another table's.
            PassageKind::Caption => table.retain(|(_, label)| **label == passage.table),
        }
    }
    data
}

/// A value as JSON on one line.
fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A list with an item a line.
fn list<T: Serialize>(items: &[T]) -> String {
    let lines: Vec<String> = items.iter().map(json).collect();
    if lines.is_empty() { "[]".to_owned() } else { format!("[\n  {}\n]", lines.join(",\n  ")) }
}
