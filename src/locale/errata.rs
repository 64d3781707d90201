//! The words of a list of errata.
//!
//! In: a correction's parts, its words quoted already where they need it. Out: the phrase, "for 6,730 read 6,740". Only words of
//! recto's own; nothing is inflected.

use super::{Language, Words};

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Correction<'a> {
    /// One thing stands for another.
    Read(&'a str, &'a str),
    /// Something stands behind these words.
    AddAfter(&'a str, &'a str),
    /// Something stands before these words.
    AddBefore(&'a str, &'a str),
    /// Something stands at this place.
    Add(&'a str),
    /// A note at this number is new: its number and words.
    AddNote(u32, &'a str),
    /// Something is gone.
    Delete(&'a str),
    /// A note is gone: its number and words.
    DeleteNote(u32, &'a str),
    /// A passage that begins so stands elsewhere.
    Move(&'a str),
    /// A paragraph begins with these words.
    Divide(&'a str),
    /// No paragraph begins with these words any more.
    Join(&'a str),
    /// A picture is another: its name.
    Picture(&'a str),
}

impl Language {
    /// The phrase of a correction.
    #[must_use]
    pub fn correction(&self, correction: Correction<'_>) -> String {
        match self.words() {
            Words::EnglishBritish | Words::EnglishAmerican => english(correction),
            Words::Romanian => romanian(correction),
            Words::Russian => russian(correction),
        }
    }

    /// Where a correction stands: "p. 14, l. 7", "p. 14, n. 3"; a page alone where no line is known.
    #[must_use]
    pub fn line_of(&self, page: &str, line: Option<u32>, note: Option<u32>) -> String {
        let pick = |en, ro, ru| Self::pick(self.words(), en, ro, ru);
        let mut place = format!("{}\u{A0}{page}", pick("p.", "p.", "с."));
        if let Some(note) = note {
            place.push_str(&format!(", {}\u{A0}{note}", pick("n.", "n.", "прим.")));
        } else if let Some(line) = line {
            place.push_str(&format!(", {}\u{A0}{line}", pick("l.", "r.", "строка")));
        }
        place
    }

    /// What stands in the e-book alone.
    #[must_use]
    pub fn in_ebook(&self) -> &'static str {
        Self::pick(self.words(), "e-book", "cartea electronică", "электронная книга")
    }

    /// The sentence over a list of errata: which edition's pages and lines it names.
    #[must_use]
    pub fn errata_of(&self, edition: u32) -> String {
        let name = self.words().edition(edition);
        match self.words() {
            Words::EnglishBritish | Words::EnglishAmerican => {
                format!("Corrections to the {name}. Pages and lines are those of that edition; lines are counted from the top of the text.")
            }
            Words::Romanian => {
                format!(
                    "Îndreptări față de: {name}. Paginile și rândurile sunt ale acelei ediții; rândurile se numără de la începutul textului."
                )
            }
            Words::Russian => {
                format!("Исправления к прежнему изданию ({name}). Страницы и строки указаны по нему; строки считаются от начала текста.")
            }
        }
    }

    /// The colophon's line on what the book was made from.
    #[must_use]
    pub fn source_fingerprint(&self, fingerprint: &str) -> String {
        let words = Self::pick(self.words(), "Fingerprint of the sources", "Amprenta surselor", "Отпечаток исходных файлов");
        format!("{words}: {fingerprint}.")
    }

    /// A list of errata that has none.
    #[must_use]
    pub fn no_errata(&self) -> &'static str {
        Self::pick(
            self.words(),
            "Nothing in the text has been corrected.",
            "În text nu a fost îndreptat nimic.",
            "В тексте ничего не исправлено.",
        )
    }
}

fn english(correction: Correction<'_>) -> String {
    match correction {
        Correction::Read(was, now) => format!("for {was} read {now}"),
        Correction::AddAfter(place, now) => format!("after {place} add {now}"),
        Correction::AddBefore(place, now) => format!("before {place} add {now}"),
        Correction::Add(now) => format!("add {now}"),
        Correction::AddNote(note, now) => format!("add note {note}: {now}"),
        Correction::Delete(was) => format!("delete {was}"),
        Correction::DeleteNote(note, was) => format!("delete note {note}: {was}"),
        Correction::Move(was) => format!("{was} stands elsewhere now"),
        Correction::Divide(now) => format!("begin a paragraph with {now}"),
        Correction::Join(was) => format!("begin no paragraph with {was}"),
        Correction::Picture(name) => format!("the picture {name} is another"),
    }
}

fn romanian(correction: Correction<'_>) -> String {
    match correction {
        Correction::Read(was, now) => format!("în loc de {was} se va citi {now}"),
        Correction::AddAfter(place, now) => format!("după {place} se adaugă {now}"),
        Correction::AddBefore(place, now) => format!("înainte de {place} se adaugă {now}"),
        Correction::Add(now) => format!("se adaugă {now}"),
        Correction::AddNote(note, now) => format!("se adaugă nota {note}: {now}"),
        Correction::Delete(was) => format!("se elimină {was}"),
        Correction::DeleteNote(note, was) => format!("se elimină nota {note}: {was}"),
        Correction::Move(was) => format!("{was} se află acum în alt loc"),
        Correction::Divide(now) => format!("alineat nou de la {now}"),
        Correction::Join(was) => format!("fără alineat nou la {was}"),
        Correction::Picture(name) => format!("ilustrația {name} este alta"),
    }
}

fn russian(correction: Correction<'_>) -> String {
    match correction {
        Correction::Read(was, now) => format!("вместо {was} следует читать {now}"),
        Correction::AddAfter(place, now) => format!("после {place} добавить {now}"),
        Correction::AddBefore(place, now) => format!("перед {place} добавить {now}"),
        Correction::Add(now) => format!("добавить {now}"),
        Correction::AddNote(note, now) => format!("добавить примечание {note}: {now}"),
        Correction::Delete(was) => format!("исключить {was}"),
        Correction::DeleteNote(note, was) => format!("исключить примечание {note}: {was}"),
        Correction::Move(was) => format!("{was} теперь стоит в другом месте"),
        Correction::Divide(now) => format!("с абзаца: {now}"),
        Correction::Join(was) => format!("без абзаца: {was}"),
        Correction::Picture(name) => format!("рисунок {name} заменён"),
    }
}
