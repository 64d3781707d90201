//! `[book]` and `[edition]` → what catalogues and title pages say.
//!
//! In: book.toml as typed. Out: [`Metadata`] with a checked language, relator codes, verified ISBNs and a date that
//! the calendar has. A fault is reported where it was typed, and the nearest sound value stands in its place.

use super::relators::{RELATORS, relator};
use super::{bounds, isbn};
use crate::book::{Contributor, Date, Metadata};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::font::coverage;
use crate::locale::Language;
use crate::manuscript::{self, BookTable, EditionTable, Manifest};
use crate::source::{FileId, Sources, Span, Spanned};

/// What catalogues and title pages say.
pub(super) fn metadata(manifest: &Manifest, sources: &Sources, found: &mut Diagnostics) -> Metadata {
    let book = &manifest.book;
    let (edition, printing, date) = edition(&manifest.edition, found);
    bounds::metadata(book, sources, found);
    if coverage::blank(&book.title.value) {
        found.push(Diagnostic::new(Code::EmptyTitle, book.title.span, "the book's title is empty").hint("write the title"));
    }
    let isbn_print = isbn(book.isbn_print.as_ref(), found);
    let isbn_epub = isbn(book.isbn_epub.as_ref(), found);
    same_isbn(book, found);
    Metadata {
        title: line(&book.title),
        subtitle: book.subtitle.as_ref().map(line).filter(|s| !s.is_empty()),
        language: own_language(&book.language, found),
        contributors: contributors(book, found),
        description: book.description.as_ref().map(line),
        subjects: book.subjects.iter().map(line).collect(),
        publisher: book.publisher.as_ref().map(line),
        rights: book.rights.as_ref().map(line),
        isbn_print,
        isbn_epub,
        edition,
        printing,
        date,
        name: name(book.name.as_ref(), found),
    }
}

/// The book's language; English where the tag is none.
fn own_language(typed: &Spanned<String>, found: &mut Diagnostics) -> Language {
    let Some(language) = language(typed, found) else { return english() };
    if !language.complete() {
        let finding = Diagnostic::new(Code::IncompleteLanguage, typed.span, format!("recto has no words of its own in `{language}`"));
        found.push(finding.hint("read the pages that recto makes: their heads are English"));
    }
    language
}

/// A language tag, checked.
pub(super) fn language(typed: &Spanned<String>, found: &mut Diagnostics) -> Option<Language> {
    let parsed = Language::parse(&typed.value);
    if parsed.is_none() {
        let finding = Diagnostic::new(Code::BadLanguage, typed.span, format!("`{}` is no language tag", typed.value));
        found.push(finding.hint("write a tag after BCP 47, such as `en`, `en-US`, `ro` or `ru`"));
    }
    parsed
}

/// What stands in where a language is none.
fn english() -> Language {
    Language::parse("en").expect("`en` is a language tag")
}

/// A string of book.toml on one line: line breaks of a multi-line string are spaces.
fn line(typed: &Spanned<String>) -> String {
    typed.value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn contributors(book: &BookTable, found: &mut Diagnostics) -> Vec<Contributor> {
    let mut all: Vec<Contributor> = Vec::new();
    for typed in &book.contributors {
        if let Some(role) = typed.role.as_ref().filter(|role| relator(&role.value).is_none()) {
            let finding = Diagnostic::new(Code::UnknownRelator, role.span, format!("`{}` is no role that recto knows", role.value));
            let finding = finding.nearest(&role.value, RELATORS.iter().map(|(name, _)| *name));
            found.push(finding.hint("write a relator of the MARC list, such as `author`, `editor`, `translator`, `illustrator`"));
        }
        if coverage::blank(&typed.name.value) {
            let finding = Diagnostic::new(Code::EmptyTitle, typed.name.span, "a contributor has no name");
            found.push(finding.hint("write the name, or take the entry out"));
            continue;
        }
        let sort_as = typed.sort_as.as_ref().map(line);
        all.push(Contributor { name: line(&typed.name), sort_as, relator: relator_of(typed).to_owned() });
    }
    all.sort_by_key(|c| c.relator != "aut");
    all
}

/// The code of what a contributor did: author where nothing is said, contributor where it is unknown.
pub(super) fn relator_of(contributor: &manuscript::Contributor) -> &'static str {
    contributor.role.as_ref().map_or("aut", |role| relator(&role.value).unwrap_or("ctb"))
}

fn isbn(typed: Option<&Spanned<String>>, found: &mut Diagnostics) -> Option<String> {
    let typed = typed?;
    if let Err(fault) = isbn::verify(&typed.value) {
        let message = format!("`{}` is no ISBN ({})", typed.value, fault.cause);
        found.push(Diagnostic::new(Code::BadIsbn, typed.span, message).hint(fault.hint));
    }
    Some(line(typed))
}

fn same_isbn(book: &BookTable, found: &mut Diagnostics) {
    let (Some(print), Some(epub)) = (&book.isbn_print, &book.isbn_epub) else { return };
    let digits = |typed: &str| -> String { typed.chars().filter(char::is_ascii_digit).collect() };
    if digits(&print.value) == digits(&epub.value) {
        let mut finding = Diagnostic::new(Code::BadIsbn, epub.span, "the e-book has the printed book's ISBN");
        finding.severity = Severity::Warning;
        found.push(finding.label(print.span, "the printed book's").hint("give each form its own number, as the agencies demand"));
    }
}

fn edition(table: &EditionTable, found: &mut Diagnostics) -> (u32, u32, Option<Date>) {
    let mut count = |typed: Option<Spanned<u32>>, what: &str| match typed {
        Some(Spanned { value: 0, span }) => {
            let finding = Diagnostic::new(Code::BadEdition, span, format!("the {what} is 0"));
            found.push(finding.hint("count from 1"));
            1
        }
        Some(typed) => typed.value,
        None => 1,
    };
    let (number, printing) = (count(table.number.clone(), "edition's number"), count(table.printing.clone(), "printing's number"));
    (number, printing, date(table.date.as_ref(), found))
}

fn date(typed: Option<&Spanned<(u16, u8, u8)>>, found: &mut Diagnostics) -> Option<Date> {
    let Some(Spanned { value: (year, month, day), span }) = typed else {
        let finding = Diagnostic::new(Code::UndatedEdition, Span::whole(FileId::MANIFEST), "the edition has no date");
        found.push(finding.hint("write `date = 2026-11-23` under `[edition]`: recto reads no clock, so that every build is the same"));
        return None;
    };
    if *year >= 1 && (1..=12).contains(month) && (1..=days(*year, *month)).contains(day) {
        return Some(Date { year: *year, month: *month, day: *day });
    }
    let message = format!("{year:04}-{month:02}-{day:02} is no day of the calendar");
    found.push(Diagnostic::new(Code::BadDate, *span, message).hint("write year, month and day: `2026-11-23`"));
    None
}

/// The days of a month of the Gregorian calendar.
const fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Device names that Windows keeps for itself, whatever the extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn name(typed: Option<&Spanned<String>>, found: &mut Diagnostics) -> String {
    let Some(typed) = typed else { return "book".to_owned() };
    let name = typed.value.trim();
    let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let bad = name.is_empty()
        || name.len() > 120
        || name.starts_with(['.', '-'])
        || name.ends_with('.')
        || name.contains(forbidden)
        || DEVICES.contains(&name.to_lowercase().as_str());
    if !bad {
        return name.to_owned();
    }
    let finding = Diagnostic::new(Code::BadName, typed.span, format!("`{name}` can't be a file's name on every system"));
    found.push(finding.hint("write letters, digits and hyphens, without a folder or an extension"));
    "book".to_owned()
}
