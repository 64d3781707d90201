//! Records: sources as a reader of any of the three formats leaves them.
//!
//! In: nothing; these are the types. Out: what `read` fills, `cite` words and `assemble` sorts into groups.

use std::collections::BTreeMap;

use crate::locale::{ArchiveTerm, Language, RANGE};
use crate::source::Span;

/// All sources of a book by key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Records {
    /// The records.
    pub by_key: BTreeMap<String, Record>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// Its key.
    pub key: String,
    /// Where it is written.
    pub span: Span,
    /// The source's type: the input's own word (`archival`, `book`, `article` …), for `groups`.
    pub kind: String,
    /// The CSL item, as CSL-JSON names its variables (CSL 1.0.2, appendix III and IV). What a holding says stands here
    /// too (`archive`, `archive-place`, `archive_collection`, `archive_location`), for conditions of styles and for styles
    /// without a place of their own for archives.
    pub item: serde_json::Map<String, serde_json::Value>,
    /// Where a document is kept, where the file says so part by part. It is worded by [`super::shelfmark`] in the place of
    /// whatever the style makes of the archive's variables. None: the style words the variables as it finds them.
    pub holding: Option<Holding>,
}

/// Where an archival document is kept. Unknown parts are absent, never blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Holding {
    /// The house that keeps it.
    pub archive: Option<Archive>,
    /// The way to it inside the archive, from the widest unit to the narrowest.
    pub units: Vec<Unit>,
    /// Whether the document cited is the original.
    pub state: Option<DocumentState>,
    /// Where the document has been printed.
    pub published: Option<String>,
    /// Where a translation can be read.
    pub translated: Option<String>,
    /// The address of a picture of the document.
    pub scan: Option<String>,
}

/// A house that keeps documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Archive {
    /// Its name.
    pub name: String,
    /// What stands for the name once it has been told: `GARF`.
    pub abbreviation: Option<String>,
    /// The town.
    pub place: Option<String>,
}

/// A step on the way to a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// What kind of step.
    pub kind: UnitKind,
    /// Its number or name as written: `9401`, `1/p`, `47–52`.
    pub value: String,
}

impl Unit {
    /// The unit with its word: `op.⍽2`.
    #[must_use]
    pub fn worded(&self, language: &Language) -> String {
        let value = self.value.trim();
        let several = value.contains([RANGE, '-', ',', ';', '—']);
        let term = match self.kind {
            UnitKind::Collection | UnitKind::Shelfmark => return value.to_owned(),
            UnitKind::RecordGroup => ArchiveTerm::RecordGroup,
            UnitKind::Fonds => ArchiveTerm::Fonds,
            UnitKind::Inventory => ArchiveTerm::Inventory,
            UnitKind::Series => ArchiveTerm::Series,
            UnitKind::Reel => ArchiveTerm::Reel,
            UnitKind::Box => ArchiveTerm::Box,
            UnitKind::File => ArchiveTerm::File,
            UnitKind::Folder => ArchiveTerm::Folder,
            UnitKind::Item => ArchiveTerm::Item,
            UnitKind::Folios if several => ArchiveTerm::Folios,
            UnitKind::Folios => ArchiveTerm::Folio,
        };
        // A hyphen between leaves is a range; in the number of a fonds (`1-p`) it is part of the number.
        let value = if self.kind == UnitKind::Folios { value.replace('-', &RANGE.to_string()) } else { value.to_owned() };
        format!("{}\u{A0}{value}", language.archive_term(term))
    }
}

/// The units into which archives divide what they keep, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// A named collection or a person's papers; its name stands without a word before it.
    Collection,
    /// A record group (RG) of American archives.
    RecordGroup,
    /// A fonds: the records of one office or person (фонд, fond).
    Fonds,
    /// An inventory of a fonds (опись, inventar).
    Inventory,
    /// A series.
    Series,
    /// A microfilm's reel.
    Reel,
    /// A box.
    Box,
    /// A file (дело, dosar).
    File,
    /// A folder.
    Folder,
    /// A shelfmark that is one string: `FO 371/48536`; it stands without a word before it.
    Shelfmark,
    /// A document in a file.
    Item,
    /// Leaves (лист, fila), or one leaf.
    Folios,
}

/// What the document is a witness of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentState {
    /// The document itself.
    Original,
    /// A copy of it.
    Copy,
}
