//! The words that only an e-book says: names of its navigation, labels of links for those who don't see them, and the
//! summary of its accessibility.
//!
//! In: what the book has. Out: its words in English, Romanian or Russian; other languages take English.

use super::{Language, Words};

/// A name or label of the e-book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EbookTerm {
    /// The cover's name, and what its picture shows, before the title.
    Cover,
    /// The name of the list of printed pages.
    PageList,
    /// The name of the list of the book's main parts.
    Landmarks,
    /// The name of a chapter's notes.
    Notes,
    /// What a table is called that has neither caption nor named columns.
    Table,
    /// The label of a link from a note to its mark; the note's number follows.
    BackToMark,
    /// The label of a link from a source to a citation; the citation's number follows.
    BackToCitation,
    /// The printed book, where it has no ISBN to name it by; the title stands before it.
    PrintedEdition,
}

/// What the summary of a book's accessibility can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessFact {
    /// Always: structure, navigation, the reader's own settings.
    Structure,
    /// It has pictures and each is described.
    PicturesDescribed,
    /// It has pictures, and some are not described.
    PicturesNotAll,
    /// It has tables.
    Tables,
    /// It says where the printed pages begin.
    Pages,
}

impl Language {
    /// A name or label of the e-book.
    #[must_use]
    pub fn ebook(&self, term: EbookTerm) -> &'static str {
        let (en, ro, ru) = match term {
            EbookTerm::Cover => ("Cover", "Coperta", "Обложка"),
            EbookTerm::PageList => ("Pages of the printed book", "Paginile cărții tipărite", "Страницы печатного издания"),
            EbookTerm::Landmarks => ("Landmarks", "Repere", "Ориентиры"),
            EbookTerm::Notes => ("Notes", "Note", "Примечания"),
            EbookTerm::Table => ("Table", "Tabel", "Таблица"),
            EbookTerm::BackToMark => ("Back to note mark", "Înapoi la trimiterea", "Назад к знаку сноски"),
            EbookTerm::BackToCitation => ("Back to citation", "Înapoi la citarea", "Назад к ссылке"),
            EbookTerm::PrintedEdition => ("printed edition", "ediția tipărită", "печатное издание"),
        };
        self.choose(en, ro, ru)
    }

    /// A sentence of the summary of the book's accessibility.
    #[must_use]
    pub fn access(&self, fact: AccessFact) -> &'static str {
        let (en, ro, ru) = match fact {
            AccessFact::Structure => (
                "The text has headings, a table of contents and a logical reading order; its look can be changed freely by the reader.",
                "Textul are titluri, cuprins și o ordine logică de citire; aspectul poate fi schimbat liber de cititor.",
                "Текст снабжён заголовками, оглавлением и логическим порядком чтения; его вид читатель может свободно менять.",
            ),
            AccessFact::PicturesDescribed => (
                "Every picture that carries meaning has a description.",
                "Fiecare imagine care are un înțeles este descrisă.",
                "Каждое значимое изображение снабжено описанием.",
            ),
            AccessFact::PicturesNotAll => {
                ("Not every picture has a description.", "Nu toate imaginile sunt descrise.", "Не все изображения снабжены описанием.")
            }
            AccessFact::Tables => (
                "Tables have marked row and column heads.",
                "Tabelele au capete de rând și de coloană marcate.",
                "В таблицах размечены заголовки строк и столбцов.",
            ),
            AccessFact::Pages => (
                "The beginnings of the pages of the printed book are marked; pages without text have their mark before the next page.",
                "Sunt marcate începuturile paginilor cărții tipărite; paginile fără text au marcajul înaintea paginii următoare.",
                "Отмечены начала страниц печатного издания; страницы без текста отмечены перед следующей страницей.",
            ),
        };
        self.choose(en, ro, ru)
    }

    fn choose(&self, en: &'static str, ro: &'static str, ru: &'static str) -> &'static str {
        match self.words() {
            Words::EnglishBritish | Words::EnglishAmerican => en,
            Words::Romanian => ro,
            Words::Russian => ru,
        }
    }
}
