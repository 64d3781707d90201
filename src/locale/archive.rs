//! The words of archives: fonds, inventory, file, leaf.
//!
//! In: what is to be said. Out: its word, and how the steps of a shelfmark are joined. Sources: the Chicago Manual, 14.222 ff.
//! (English); the norms of the Romanian National Archives; GOST R 7.0.5-2008, 9 (Russian). Values are never inflected.

use super::Language;

/// A word in a shelfmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArchiveTerm {
    /// Before a record group's number.
    RecordGroup,
    /// Before a fonds.
    Fonds,
    /// Before an inventory.
    Inventory,
    /// Before a series.
    Series,
    /// Before a microfilm's reel.
    Reel,
    /// Before a box.
    Box,
    /// Before a file.
    File,
    /// Before a folder.
    Folder,
    /// Before a document's number.
    Item,
    /// Before one leaf.
    Folio,
    /// Before several leaves.
    Folios,
    /// Behind the shelfmark of an original.
    Original,
    /// Behind the shelfmark of a copy.
    Copy,
    /// Before the work that a document has been printed in.
    PublishedIn,
    /// Before the place of a translation.
    TranslationAt,
    /// Before the address of a picture.
    ScanAt,
}

impl Language {
    /// A word in a shelfmark.
    #[must_use]
    pub fn archive_term(&self, term: ArchiveTerm) -> &'static str {
        let (en, ro, ru) = match term {
            ArchiveTerm::RecordGroup => ("RG", "RG", "RG"),
            ArchiveTerm::Fonds => ("f.", "fond", "Ф."),
            ArchiveTerm::Inventory => ("op.", "inventar", "Оп."),
            ArchiveTerm::Series => ("ser.", "seria", "Сер."),
            ArchiveTerm::Reel => ("reel", "rola", "Рул."),
            ArchiveTerm::Box => ("box", "cutia", "Кор."),
            ArchiveTerm::File => ("d.", "dosar", "Д."),
            ArchiveTerm::Folder => ("folder", "mapa", "Пап."),
            ArchiveTerm::Item => ("no.", "nr.", "№"),
            ArchiveTerm::Folio => ("l.", "fila", "Л."),
            ArchiveTerm::Folios => ("ll.", "filele", "Л."),
            ArchiveTerm::Original => ("original", "original", "подлинник"),
            ArchiveTerm::Copy => ("copy", "copie", "копия"),
            ArchiveTerm::PublishedIn => ("published in", "publicat în", "опубл.:"),
            ArchiveTerm::TranslationAt => ("translation:", "traducere:", "перевод:"),
            ArchiveTerm::ScanAt => ("scan:", "imagine:", "скан:"),
        };
        Self::pick(self.words(), en, ro, ru)
    }

    /// What stands between two steps of a shelfmark: full stops in Russian, where each step begins with a capital.
    #[must_use]
    pub fn archive_joint(&self) -> &'static str {
        Self::pick(self.words(), ", ", ", ", ". ")
    }
}
