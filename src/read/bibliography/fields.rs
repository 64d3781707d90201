//! What the fields of BibLaTeX and BibTeX mean: an entry of a .bib file → CSL variables.
//!
//! In: a raw entry with what its parents say. Out: a record. A field whose name is a CSL variable's is that variable; one that
//! has no place in any style is named, except those that only serve programs.

use serde_json::Value;

use super::biblatex::Raw;
use super::entry::Entry;
use super::variables::{self, Kind};
use super::{Record, bibtypes, holding, latex, names};
use crate::diag::{Code, Diagnostics};
use crate::source::{Source, Span};

/// Fields that are a variable's text. Several of one variable with different words: the first is used, the others are named.
const TEXTS: &[(&str, &str)] = &[
    ("shorttitle", "title-short"),
    ("shortjournal", "container-title-short"),
    ("shorthand", "citation-label"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("volumes", "number-of-volumes"),
    ("series", "collection-title"),
    ("shortseries", "collection-title-short"),
    ("edition", "edition"),
    ("pages", "page"),
    ("pagetotal", "number-of-pages"),
    ("chapter", "chapter-number"),
    ("part", "part-number"),
    ("issue", "issue"),
    ("eid", "number"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("isrn", "number"),
    ("version", "version"),
    ("pubstate", "status"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("origlocation", "original-publisher-place"),
    ("origpublisher", "original-publisher"),
    ("origtitle", "original-title"),
    ("reprinttitle", "reviewed-title"),
    ("library", "call-number"),
    ("abstract", "abstract"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("keywords", "keyword"),
    ("lccn", "call-number"),
];
/// Fields taken letter by letter.
const VERBATIM: &[(&str, &str)] = &[("url", "URL"), ("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")];
/// Titles, in which braces keep case.
const TITLES: &[&str] = &["shorttitle", "series", "origtitle", "reprinttitle", "eventtitle"];
/// Who made it, printed it or let it happen: all in one variable.
const PUBLISHERS: &[&str] = &["institution", "school", "organization", "howpublished", "publisher"];
const NOTES: &[&str] = &["note", "addendum"];
const PEOPLE: &[(&str, &str)] = &[("author", "author"), ("translator", "translator"), ("bookauthor", "container-author")];
const DATES: &[(&str, &str)] = &[("date", "issued"), ("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")];
/// Fields read elsewhere in this file, or for programs only: no style prints them.
const SILENT: &[&str] = &[
    "title",
    "subtitle",
    "titleaddon",
    "maintitle",
    "mainsubtitle",
    "maintitleaddon",
    "booktitle",
    "booksubtitle",
    "booktitleaddon",
    "journaltitle",
    "journal",
    "journalsubtitle",
    "issuetitle",
    "issuesubtitle",
    "volume",
    "number",
    "type",
    "year",
    "month",
    "day",
    "editor",
    "editora",
    "editorb",
    "editorc",
    "editortype",
    "editoratype",
    "editorbtype",
    "editorctype",
    "langid",
    "language",
    "hyphenation",
    "eprint",
    "eprinttype",
    "eprintclass",
    "archiveprefix",
    "primaryclass",
    "file",
    "timestamp",
    "owner",
    "groups",
    "crossref",
    "xref",
    "xdata",
    "options",
    "ids",
    "entrysubtype",
    "key",
    "sortkey",
    "sortname",
    "sortshorthand",
    "sorttitle",
    "sortyear",
    "presort",
    "label",
    "indextitle",
    "indexsorttitle",
    "related",
    "relatedtype",
    "relatedstring",
    "relatedoptions",
    "gender",
    "execute",
    "entryset",
    "pagination",
    "bookpagination",
    "shortauthor",
    "shorteditor",
    "authortype",
    "bibsource",
    "biburl",
    "creationdate",
    "modificationdate",
    "__markedentry",
    "qualityassured",
    "ranking",
    "readstatus",
    "priority",
    "printed",
    "relevance",
    "date-added",
    "date-modified",
    "bdsk-url-1",
    "bdsk-url-2",
    "bdsk-file-1",
    "urlyear",
    "origlanguage",
    "date",
    "collaboration",
];

/// An entry's record.
pub(super) fn record(source: &Source, raw: &Raw, found: &mut Diagnostics) -> Record {
    let start = raw.kind_span.range().start;
    let end = source.text[start..].find("\n@").map_or(source.text.len(), |n| start + n);
    let entry = Entry::new(source, start..end, &raw.key, raw.span, found);
    let mut reading = Reading { entry, raw };
    reading.kind();
    reading.titles();
    reading.people();
    reading.texts();
    reading.numbers();
    reading.dates();
    reading.online();
    reading.rest();
    reading.entry.finish(bibtypes::kind(&raw.kind, reading.raw.raw("entrysubtype")))
}

struct Reading<'a> {
    entry: Entry<'a>,
    raw: &'a Raw,
}

impl Reading<'_> {
    fn place(&self, field: &str) -> Span {
        self.raw.fields.get(field).map_or(self.raw.span, |field| field.span)
    }

    /// A field's words.
    fn told(&mut self, field: &str, title: bool) -> Option<String> {
        let words = latex::words(self.raw.raw(field)?, title);
        if let Some(unknown) = words.unknown {
            self.strange(field, &unknown);
        }
        (!words.text.is_empty()).then_some(words.text)
    }

    fn strange(&mut self, field: &str, command: &str) {
        let message = format!("`\\{command}` in `{field}` of `{}` is no command that recto knows", self.raw.key);
        self.entry.report(Code::UnknownLatex, self.place(field), message, "write the sign itself: the file is UTF-8");
    }

    fn kind(&mut self) {
        let subtype = self.raw.raw("entrysubtype").map(|raw| raw.trim().to_lowercase());
        let event = self.raw.raw("eventtitle").is_some() || self.raw.raw("eventdate").is_some();
        let csl = bibtypes::csl_type(&self.raw.kind, subtype.as_deref().unwrap_or_default(), event);
        if csl.is_none() {
            let message = format!("`@{}` is no type of source", self.raw.kind);
            let hint = "write `@book`, `@article`, `@report`, `@unpublished` or `@misc`: it is worded as `@misc`";
            self.entry.report(Code::UnknownSourceType, self.raw.kind_span, message, hint);
        }
        self.entry.fill("type", csl.unwrap_or("document"));
        let genre = bibtypes::genre(&self.raw.kind, self.raw.raw("type").map(str::trim));
        match genre {
            Some(words) => self.entry.fill("genre", words),
            None => self.text("type", "genre"),
        }
    }

    /// A title with what belongs to it: "Title: Subtitle. Addition".
    fn title(&mut self, title: &str, subtitle: &str, addition: &str) -> Option<String> {
        let title = self.told(title, true);
        let subtitle = self.told(subtitle, true);
        let addition = self.told(addition, true);
        let whole = match (title, subtitle) {
            (Some(title), Some(subtitle)) if title.ends_with(['?', '!', '.', ':']) => format!("{title} {subtitle}"),
            (Some(title), Some(subtitle)) => format!("{title}: {subtitle}"),
            (title, subtitle) => title.or(subtitle)?,
        };
        Some(match addition {
            Some(addition) if whole.ends_with(['?', '!', '.']) => format!("{whole} {addition}"),
            Some(addition) => format!("{whole}. {addition}"),
            None => whole,
        })
    }

    fn titles(&mut self) {
        let own = self.title("title", "subtitle", "titleaddon");
        let main = self.title("maintitle", "mainsubtitle", "maintitleaddon");
        let book = self.title("booktitle", "booksubtitle", "booktitleaddon");
        let issue = self.title("issuetitle", "issuesubtitle", "");
        let name = if self.raw.raw("journaltitle").is_some() { "journaltitle" } else { "journal" };
        let journal = self.title(name, "journalsubtitle", "");
        if self.raw.raw("subtitle").is_some() && self.raw.raw("shorttitle").is_none() && main.is_none() {
            let short = self.told("title", true);
            self.entry.fill("title-short", short.unwrap_or_default());
        }
        let within = bibtypes::within(&self.raw.kind);
        let periodical = self.raw.kind == "periodical";
        let (title, container, volume) = match (own, main, book, journal, issue) {
            (own, _, _, None, Some(issue)) if periodical => (Some(issue), own, None),
            (own, None, book, journal, issue) => (own, journal.or(book), issue),
            (own, Some(main), book, None, _) if within => (own, Some(main), book),
            (own, Some(main), book, journal, _) => (Some(main), journal.or(book), own),
        };
        for (variable, text) in [("title", title), ("container-title", container), ("volume-title", volume)] {
            self.entry.fill(variable, text.unwrap_or_default());
        }
    }

    fn people(&mut self) {
        let useprefix = self.raw.raw("options").is_some_and(|options| options.replace(' ', "").contains("useprefix=true"));
        for (field, variable) in PEOPLE {
            self.names(field, variable, useprefix);
        }
        for (field, kind) in [("editor", "editortype"), ("editora", "editoratype"), ("editorb", "editorbtype"), ("editorc", "editorctype")]
        {
            let role = self.raw.raw(kind).map(|raw| raw.trim().to_lowercase()).unwrap_or_default();
            let variable = match role.as_str() {
                "compiler" => "compiler",
                "director" => "director",
                "organizer" => "organizer",
                "collaborator" | "founder" | "continuator" | "redactor" | "reviser" if field != "editor" => "contributor",
                _ => "editor",
            };
            self.names(field, variable, useprefix);
        }
    }

    fn names(&mut self, field: &str, variable: &str, useprefix: bool) {
        let Some(raw) = self.raw.raw(field) else { return };
        let mut unknown = None;
        let names = names::list(raw, useprefix, &mut unknown);
        if let Some(command) = unknown {
            self.strange(field, &command);
        }
        let place = self.place(field);
        match self.entry.item.get_mut(variable) {
            Some(Value::Array(all)) => all.extend(names),
            _ => self.entry.set(variable, Value::Array(names), place),
        }
    }

    fn text(&mut self, field: &str, variable: &str) {
        if let Some(text) = self.told(field, TITLES.contains(&field)) {
            let place = self.place(field);
            self.entry.set(variable, text, place);
        }
    }

    fn texts(&mut self) {
        for (field, variable) in TEXTS {
            self.text(field, variable);
        }
        for (field, variable) in VERBATIM {
            if let Some(raw) = self.raw.raw(field) {
                self.entry.fill(variable, latex::verbatim(raw));
            }
        }
        let mut publishers = Vec::new();
        for field in PUBLISHERS {
            publishers.extend(self.told(field, false).filter(|text| !publishers.contains(text)));
        }
        self.entry.fill("publisher", publishers.join("; "));
        let mut notes = Vec::new();
        for field in NOTES {
            let lines: Vec<&str> = self.raw.raw(field).unwrap_or_default().lines().filter(|line| !line.trim().is_empty()).collect();
            let told: Vec<String> = lines.iter().map(|line| latex::words(line, false).text).collect();
            notes.extend((!told.is_empty()).then(|| told.join("\n")));
            let _ = self.told(field, false);
        }
        self.entry.fill("note", notes.join(if notes.iter().any(|note| note.contains('\n')) { "\n" } else { ". " }));
        self.language();
    }

    fn language(&mut self) {
        let field = ["langid", "language", "hyphenation"].into_iter().find(|field| self.raw.raw(field).is_some());
        let Some(said) = field.and_then(|field| self.told(field, false)) else { return };
        self.entry.fill("language", bibtypes::language(&said).unwrap_or(&said));
    }

    /// A number counts issues of a journal, volumes of a series, or the report itself.
    fn numbers(&mut self) {
        let volume = match (self.told("volume", false), self.raw.kind.as_str()) {
            (Some(volume), "book" | "inbook" | "incollection" | "collection") => match self.told("part", false) {
                Some(part) => {
                    self.entry.item.shift_remove("part-number");
                    format!("{volume}.{part}")
                }
                None => volume,
            },
            (volume, _) => volume.unwrap_or_default(),
        };
        self.entry.fill("volume", volume);
        let Some(number) = self.told("number", false) else { return };
        let variable = match self.entry.item.get("type").and_then(Value::as_str).unwrap_or_default() {
            kind if kind.starts_with("article") || kind == "periodical" || kind.starts_with("review") => "issue",
            _ if self.raw.raw("series").is_some() => "collection-number",
            _ => "number",
        };
        let place = self.place("number");
        self.entry.set(variable, number, place);
    }

    fn dates(&mut self) {
        for (field, variable) in DATES {
            // In a date `~` means "about", not a space.
            if let Some(written) = self.raw.raw(field).map(latex::verbatim) {
                let place = self.place(field);
                self.entry.date(variable, &written, place);
            }
        }
        if self.entry.item.contains_key("issued") {
            return;
        }
        let Some(year) = self.told("year", false) else { return };
        let part = |text: Option<String>| text.and_then(|text| bibtypes::month(&text));
        let month = part(self.told("month", false));
        let day = part(self.told("day", false)).filter(|_| month.is_some());
        let mut written = year.clone();
        for part in [month, day].into_iter().flatten() {
            written.push_str(&format!("-{part:02}"));
        }
        let place = self.place("year");
        self.entry.date("issued", &written, place);
    }

    /// Servers of papers: an address of their own.
    fn online(&mut self) {
        let Some(eprint) = self.raw.raw("eprint").map(latex::verbatim) else { return };
        let kind = self.raw.raw("eprinttype").or_else(|| self.raw.raw("archiveprefix")).unwrap_or_default().trim().to_lowercase();
        let address = match kind.as_str() {
            "arxiv" | "" => format!("https://arxiv.org/abs/{eprint}"),
            "jstor" => format!("https://www.jstor.org/stable/{eprint}"),
            "hdl" | "handle" => format!("https://hdl.handle.net/{eprint}"),
            "googlebooks" => format!("https://books.google.com?id={eprint}"),
            "pubmed" => return self.entry.fill("PMID", eprint),
            _ => {
                let place = self.place("eprint");
                return self.entry.unused("eprint", place);
            }
        };
        self.entry.fill("URL", address);
    }

    /// CSL's own names, parts of holdings, and what can't be used.
    fn rest(&mut self) {
        for name in self.raw.fields.keys() {
            let table = TEXTS.iter().chain(VERBATIM).chain(PEOPLE).chain(DATES).any(|(known, _)| known == name);
            if table || SILENT.contains(&name.as_str()) || PUBLISHERS.contains(&name.as_str()) || NOTES.contains(&name.as_str()) {
                continue;
            }
            if let Some(part) = holding::part(name) {
                let value = self.told(name, false).unwrap_or_default();
                self.entry.holding.push((part.to_owned(), value));
                continue;
            }
            let place = self.place(name);
            match variables::variable(name) {
                Some((variable, Kind::Text)) => self.text(name, variable),
                Some((variable, Kind::Names)) => self.names(name, variable, false),
                Some((variable, Kind::Date)) => {
                    let written = latex::verbatim(self.raw.raw(name).unwrap_or_default());
                    self.entry.date(variable, &written, place);
                }
                None if self.raw.raw(name).is_some() => self.entry.unused(name, place),
                None => {}
            }
        }
    }
}
