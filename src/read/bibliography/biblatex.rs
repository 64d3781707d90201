//! BibLaTeX, as Zotero, Better BibTeX and JabRef write it.

use biblatex::{Bibliography, ChunksExt, Entry, EntryType, Person};
use serde_json::{Map, Value};

use super::{Record, broken, dates, line_at, person, word_in};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Source;

/// Fields that are a CSL variable's text.
const TEXTS: &[(&str, &str)] = &[
    ("booktitle", "container-title"),
    ("maintitle", "container-title"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("shorttitle", "title-short"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("issue", "issue"),
    ("series", "collection-title"),
    ("edition", "edition"),
    ("pages", "page"),
    ("pagetotal", "number-of-pages"),
    ("chapter", "chapter-number"),
    ("part", "part-number"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("note", "note"),
    ("addendum", "note"),
    ("type", "genre"),
    ("version", "version"),
    ("pubstate", "status"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("origlocation", "original-publisher-place"),
    ("origpublisher", "original-publisher"),
    ("origtitle", "original-title"),
    ("howpublished", "medium"),
    ("library", "archive"),
    ("archive", "archive"),
    ("shelfmark", "call-number"),
];
const DATES: &[(&str, &str)] = &[("date", "issued"), ("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")];
/// Fields that no style prints.
const SILENT: &[&str] = &[
    "abstract",
    "annotation",
    "annote",
    "file",
    "keywords",
    "langid",
    "language",
    "timestamp",
    "owner",
    "groups",
    "year",
    "month",
    "title",
    "subtitle",
    "number",
    "author",
    "editor",
    "translator",
    "bookauthor",
    "crossref",
    "xref",
    "xdata",
    "options",
    "ids",
    "entrysubtype",
    "hyphenation",
    "urlyear",
    "day",
    "key",
];

/// Reads the file's entries.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    let whole = match Bibliography::parse(&source.text) {
        Ok(whole) => whole,
        Err(fault) => {
            found.push(broken(line_at(source, fault.span.start), "BibLaTeX", &fault.kind.to_string()));
            return Vec::new();
        }
    };
    let mut records = Vec::new();
    let mut from = 0;
    for entry in whole.iter() {
        let at = source.text[from..]
            .find(&format!("{{{}", entry.key))
            .or_else(|| source.text[from..].find(&entry.key))
            .map_or(0, |at| from + at);
        let end = source.text[at..].find("\n@").map_or(source.text.len(), |n| at + n);
        let span = word_in(source, at..end, &entry.key);
        let mut reading = Reading { source, range: at..end, item: Map::new(), found };
        reading.read(entry);
        let item = reading.item;
        records.push(Record { key: entry.key.clone(), span, kind: entry.entry_type.to_string(), item, holding: None });
        from = at;
    }
    records
}

struct Reading<'a> {
    source: &'a Source,
    range: std::ops::Range<usize>,
    item: Map<String, Value>,
    found: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn read(&mut self, entry: &Entry) {
        self.set("id", entry.key.clone());
        self.set("type", csl_type(&entry.entry_type));
        if let Some(title) = verbatim(entry, "title") {
            let whole = match verbatim(entry, "subtitle") {
                Some(subtitle) => format!("{title}: {subtitle}"),
                None => title.clone(),
            };
            if whole != title {
                self.set("title-short", title);
            }
            self.set("title", whole);
        }
        for (variable, people) in [
            ("author", entry.author().ok()),
            ("translator", entry.translator().ok()),
            ("container-author", entry.book_author().ok()),
            ("editor", entry.editors().ok().map(|all| all.into_iter().flat_map(|(people, _)| people).collect())),
        ] {
            if let Some(people) = people.filter(|people| !people.is_empty()) {
                self.set(variable, Value::Array(people.iter().map(name).collect()));
            }
        }
        for (field, variable) in TEXTS {
            if let Some(text) = verbatim(entry, field) {
                self.set(variable, text.replace("--", "–"));
            }
        }
        self.number(entry);
        self.dates(entry);
        self.unused(entry);
    }

    fn set(&mut self, variable: &str, value: impl Into<Value>) {
        self.item.entry(variable).or_insert_with(|| value.into());
    }

    /// A number counts issues of a journal, volumes of a series, or the report itself.
    fn number(&mut self, entry: &Entry) {
        let Some(number) = verbatim(entry, "number") else { return };
        let variable = match entry.entry_type {
            EntryType::Article => "issue",
            _ if verbatim(entry, "series").is_some() => "collection-number",
            _ => "number",
        };
        self.set(variable, number);
    }

    fn dates(&mut self, entry: &Entry) {
        for (field, variable) in DATES {
            if let Some(written) = verbatim(entry, field) {
                self.date(variable, &written);
            }
        }
        if let (None, Some(year)) = (self.item.get("issued"), verbatim(entry, "year")) {
            let month = verbatim(entry, "month").and_then(|month| month_number(&month));
            let written = month.map_or_else(|| year.clone(), |month| format!("{year}-{month:02}"));
            self.date("issued", &written);
        }
    }

    fn date(&mut self, variable: &str, written: &str) {
        let date = dates::parse(written).unwrap_or_else(|| {
            let place = word_in(self.source, self.range.clone(), written);
            let finding = Diagnostic::new(Code::OddDate, place, format!("`{written}` is no date; it is printed as written"));
            self.found.push(finding.hint("write `1946`, `1946-04`, `1946-04-30`, or a range such as `1941/1945`"));
            dates::literal(written)
        });
        self.set(variable, date);
    }

    fn unused(&mut self, entry: &Entry) {
        let known = |field: &str| SILENT.contains(&field) || TEXTS.iter().chain(DATES).any(|(known, _)| *known == field);
        for field in entry.fields.keys().filter(|field| !known(field)) {
            let place = word_in(self.source, self.range.clone(), field);
            let finding = Diagnostic::new(Code::UnusedField, place, format!("the field `{field}` of `{}` can't be used", entry.key));
            self.found.push(finding.hint("put what a reader should see into `note`, or delete the field"));
        }
    }
}

/// A field's text without LaTeX.
fn verbatim(entry: &Entry, field: &str) -> Option<String> {
    entry.get(field).map(|chunks| chunks.format_verbatim().trim().to_owned()).filter(|text| !text.is_empty())
}

fn name(person_: &Person) -> Value {
    let mut value = person(&person_.name, &person_.given_name);
    if let Value::Object(map) = &mut value {
        if !person_.prefix.is_empty() {
            map.insert("non-dropping-particle".into(), person_.prefix.clone().into());
        }
        if !person_.suffix.is_empty() {
            map.insert("suffix".into(), person_.suffix.clone().into());
        }
    }
    value
}

fn month_number(month: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = month.to_lowercase();
    lower.parse().ok().or_else(|| MONTHS.iter().position(|m| lower.starts_with(m)).and_then(|i| u8::try_from(i + 1).ok()))
}

fn csl_type(kind: &EntryType) -> &'static str {
    match kind {
        EntryType::Article => "article-journal",
        EntryType::Book
        | EntryType::MvBook
        | EntryType::Collection
        | EntryType::MvCollection
        | EntryType::Proceedings
        | EntryType::Booklet => "book",
        EntryType::InBook | EntryType::InCollection => "chapter",
        EntryType::InProceedings => "paper-conference",
        EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis => "thesis",
        EntryType::Report | EntryType::TechReport => "report",
        EntryType::Online => "webpage",
        EntryType::Unpublished => "manuscript",
        EntryType::Patent => "patent",
        EntryType::Periodical => "periodical",
        EntryType::InReference => "entry-encyclopedia",
        _ => "document",
    }
}
