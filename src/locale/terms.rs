//! The words that recto prints itself: heads of its own pages, labels, credits, the lines of copyright page and
//! colophon.
//!
//! In: what is to be said. Out: its words in English, Romanian or Russian; other languages take English. Names are
//! never inflected: a credit is a phrase that any name can follow.

use super::{Language, Words};

/// A word or head that stands by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// The head of the table of contents.
    Contents,
    /// The head of the list of tables.
    ListOfTables,
    /// The head of the list of figures.
    ListOfFigures,
    /// The head of the bibliography.
    Bibliography,
    /// The half-title's name in navigation.
    HalfTitle,
    /// The title page's name in navigation.
    TitlePage,
    /// The copyright page's name in navigation.
    Copyright,
    /// The head of the errata.
    Errata,
    /// The colophon's name in navigation.
    Colophon,
    /// A dedication's name in navigation.
    Dedication,
    /// An epigraph's name in navigation.
    Epigraph,
    /// The printed form of a book, beside its ISBN.
    Printed,
    /// Before a single page's number.
    Page,
    /// Before several pages' numbers.
    Pages,
    /// Over a table that goes on from the page before.
    Continued,
    /// Before the one source of a table.
    Source,
    /// Before the sources of a table.
    Sources,
    /// The head of a row of sums.
    Total,
    /// The head of a group's row of sums.
    Subtotal,
    /// What a dash in a table's cell means.
    NotKnown,
    /// The head of the index.
    Index,
    /// In the index, before the entry where the pages stand.
    See,
    /// In the index, before another entry that says more.
    SeeAlso,
}

/// What a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartTerm {
    /// Bars.
    Bars,
    /// Bars in parts.
    Stacked,
    /// Lines.
    Lines,
    /// Dots.
    Dots,
}

impl Language {
    /// What a chart is called in its description.
    #[must_use]
    pub fn chart_term(&self, term: ChartTerm) -> &'static str {
        let (en, ro, ru) = match term {
            ChartTerm::Bars => ("Bar chart", "Diagramă cu bare", "Линейчатая диаграмма"),
            ChartTerm::Stacked => ("Stacked bar chart", "Diagramă cu bare stivuite", "Линейчатая диаграмма с накоплением"),
            ChartTerm::Lines => ("Line chart", "Diagramă liniară", "График"),
            ChartTerm::Dots => ("Dot chart", "Diagramă cu puncte", "Точечная диаграмма"),
        };
        Self::pick(self.words(), en, ro, ru)
    }

    /// One of three wordings: English, Romanian, Russian.
    pub(super) const fn pick<'a>(words: Words, en: &'a str, ro: &'a str, ru: &'a str) -> &'a str {
        match words {
            Words::EnglishBritish | Words::EnglishAmerican => en,
            Words::Romanian => ro,
            Words::Russian => ru,
        }
    }

    /// A word or head that stands by itself.
    #[must_use]
    pub fn term(&self, term: Term) -> &'static str {
        let (en, ro, ru) = match term {
            Term::Contents => ("Contents", "Cuprins", "Содержание"),
            Term::ListOfTables => ("Tables", "Lista tabelelor", "Список таблиц"),
            Term::ListOfFigures => ("Figures", "Lista figurilor", "Список иллюстраций"),
            Term::Bibliography => ("Bibliography", "Bibliografie", "Библиография"),
            Term::HalfTitle => ("Half-title", "Falstitlu", "Авантитул"),
            Term::TitlePage => ("Title page", "Pagina de titlu", "Титульный лист"),
            Term::Copyright => ("Copyright page", "Pagina de copyright", "Выходные сведения"),
            Term::Errata => ("Errata", "Erată", "Опечатки и исправления"),
            Term::Colophon => ("Colophon", "Colofon", "Колофон"),
            Term::Dedication => ("Dedication", "Dedicație", "Посвящение"),
            Term::Epigraph => ("Epigraph", "Motto", "Эпиграф"),
            Term::Printed => ("print", "tipărit", "печатное издание"),
            Term::Page => ("p.\u{A0}", "p.\u{A0}", "с.\u{A0}"),
            Term::Pages => ("pp.\u{A0}", "p.\u{A0}", "с.\u{A0}"),
            Term::Source => ("Source:", "Sursa:", "Источник:"),
            Term::Sources => ("Sources:", "Surse:", "Источники:"),
            Term::Total => ("Total", "Total", "Всего"),
            Term::Subtotal => ("Subtotal", "Subtotal", "Итого"),
            Term::NotKnown => ("not known", "necunoscut", "нет сведений"),
            Term::Continued => ("(continued)", "(continuare)", "(продолжение)"),
            Term::Index => ("Index", "Indice", "Указатель"),
            Term::See => ("see", "vezi", "см."),
            Term::SeeAlso => ("see also", "vezi și", "см. также"),
        };
        Self::pick(self.words(), en, ro, ru)
    }

    /// "Chapter 1", with a no-break space.
    #[must_use]
    pub fn chapter_label(&self, number: u32) -> String {
        format!("{}\u{A0}{number}", Self::pick(self.words(), "Chapter", "Capitolul", "Глава"))
    }

    /// "Table 1", with a no-break space.
    #[must_use]
    pub fn table_label(&self, number: u32) -> String {
        format!("{}\u{A0}{number}", Self::pick(self.words(), "Table", "Tabelul", "Таблица"))
    }

    /// "Figure 1", with a no-break space.
    #[must_use]
    pub fn figure_label(&self, number: u32) -> String {
        format!("{}\u{A0}{number}", Self::pick(self.words(), "Figure", "Figura", "Рисунок"))
    }

    /// Edition and printing: "Second edition. First printing".
    #[must_use]
    pub fn edition_line(&self, edition: u32, printing: u32) -> String {
        let words = self.words();
        format!("{}. {}", capital(&words.edition(edition)), capital(&words.printing(printing)))
    }

    /// The words before the names of those who did this (a MARC relator's code), with the space that follows; none
    /// for authors, whose names stand alone, and for roles without words of their own.
    #[must_use]
    pub fn credit(&self, relator: &str) -> Option<&'static str> {
        let (_, en, ro, ru) = CREDITS.iter().find(|(code, ..)| *code == relator)?;
        Some(Self::pick(self.words(), en, ro, ru))
    }

    /// The colophon's first sentence: the face and the programs that a book was made with.
    #[must_use]
    pub fn made_with(&self, face: &str) -> String {
        match self.words() {
            Words::EnglishBritish | Words::EnglishAmerican => format!("Set in {face}; made with recto and Typst."),
            Words::Romanian => format!("Cules cu litera {face}; realizat cu programele recto și Typst."),
            Words::Russian => format!("Набрано гарнитурой {face}; подготовлено в программах recto и Typst."),
        }
    }
}

/// Relator codes with the words before the names.
const CREDITS: [(&str, &str, &str, &str); 35] = [
    ("abr", "abridged by ", "text prescurtat de ", "сокращение: "),
    ("adp", "adapted by ", "adaptare de ", "адаптация: "),
    ("aft", "afterword by ", "postfață de ", "послесловие: "),
    ("ann", "annotated by ", "adnotări de ", "примечания: "),
    ("art", "artist: ", "artist: ", "художник: "),
    ("aui", "foreword by ", "cuvânt-înainte de ", "предисловие: "),
    ("bkd", "book design by ", "concepție grafică de ", "макет: "),
    ("clb", "with ", "în colaborare cu ", "при участии: "),
    ("cmm", "commentary by ", "comentarii de ", "комментарии: "),
    ("com", "compiled by ", "alcătuit de ", "составление: "),
    ("cov", "cover by ", "copertă de ", "обложка: "),
    ("cph", "copyright holder: ", "titularul drepturilor: ", "правообладатель: "),
    ("crr", "corrected by ", "corectură de ", "корректура: "),
    ("csl", "consultant: ", "consultant: ", "консультант: "),
    ("ctb", "with contributions by ", "cu contribuții de ", "при участии: "),
    ("ctg", "maps by ", "hărți de ", "карты: "),
    ("dsr", "design by ", "grafică de ", "дизайн: "),
    ("edd", "editorial director: ", "director editorial: ", "главный редактор: "),
    ("edt", "edited by ", "ediție îngrijită de ", "редакция: "),
    ("egr", "engravings by ", "gravuri de ", "гравюры: "),
    ("ill", "illustrated by ", "ilustrații de ", "иллюстрации: "),
    ("ive", "interviews with ", "interviuri cu ", "собеседники: "),
    ("ivr", "interviews by ", "interviuri de ", "интервью: "),
    ("nrt", "narrated by ", "narator: ", "рассказчик: "),
    ("oth", "with ", "cu ", "при участии: "),
    ("pbl", "published by ", "editor: ", "издатель: "),
    ("pfr", "proofread by ", "corectură de ", "вычитка: "),
    ("pht", "photographs by ", "fotografii de ", "фотографии: "),
    ("prt", "printed by ", "tipărit de ", "печать: "),
    ("res", "research by ", "documentare de ", "изыскания: "),
    ("rev", "reviewed by ", "referent: ", "рецензент: "),
    ("sad", "scientific adviser: ", "consultant științific: ", "научный консультант: "),
    ("trc", "transcribed by ", "transcriere de ", "расшифровка: "),
    ("trl", "translated by ", "traducere de ", "перевод: "),
    ("tyg", "typeset by ", "culegere de ", "набор: "),
];

/// The phrase with a capital first letter.
#[must_use]
pub fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
