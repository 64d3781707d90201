//! Hayagriva's YAML, and the type `archival` beside its own: an entry a key, its fields as Hayagriva names them.
//!
//! Own reading, since Hayagriva's loses shelfmarks and date ranges. For documents in archives: `type: archival` with
//! `author`, `recipient`, `title`, `date`, `archive`, `archive-place`, `archive-location` and `call-number`.

use serde_json::{Map, Value};

use super::{Record, broken, dates, line_at, person, word_in};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// Fields that are a CSL variable's text.
const TEXTS: &[(&str, &str)] = &[
    ("issue", "issue"),
    ("volume", "volume"),
    ("volume-total", "number-of-volumes"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("page-range", "page"),
    ("page-total", "number-of-pages"),
    ("language", "language"),
    ("note", "note"),
    ("genre", "genre"),
    ("archive", "archive"),
    ("archive-location", "archive_location"),
    ("archive-place", "archive-place"),
    ("call-number", "call-number"),
    ("runtime", "dimensions"),
    ("time-range", "dimensions"),
];
const NAMES: &[(&str, &str)] = &[("author", "author"), ("editor", "editor"), ("recipient", "recipient")];
const OTHERS: &[&str] =
    &["type", "title", "date", "parent", "url", "publisher", "location", "organization", "serial-number", "affiliated", "abstract"];

/// Reads the file's entries.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    if source.text.trim().is_empty() {
        return Vec::new();
    }
    let whole: Map<String, Value> = match serde_saphyr::from_str(&source.text) {
        Ok(whole) => whole,
        Err(fault) => {
            let place = fault.location().map_or(Span::whole(source.id), |at| {
                let lines = usize::try_from(at.line()).unwrap_or(1);
                let line = source.text.split_inclusive('\n').take(lines.saturating_sub(1)).map(str::len).sum::<usize>();
                line_at(source, line)
            });
            found.push(broken(place, "Hayagriva YAML", &fault.to_string()));
            return Vec::new();
        }
    };
    let places: Vec<Option<usize>> = whole.keys().map(|key| key_line(source, key)).collect();
    let mut records = Vec::new();
    for (index, (key, value)) in whole.iter().enumerate() {
        let start = places[index].unwrap_or(0);
        let end = places[index + 1..].iter().flatten().next().copied().filter(|end| *end > start).unwrap_or(source.text.len());
        let span = word_in(source, start..end, key);
        let mut entry = Entry { source, range: start..end, key, item: Map::new(), found };
        let kind = entry.read(value, span);
        let mut item = entry.item;
        item.insert("id".into(), key.clone().into());
        records.push(Record { key: key.clone(), span, kind, item, holding: None });
    }
    records
}

/// Where an entry's key begins its line.
fn key_line(source: &Source, key: &str) -> Option<usize> {
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let bare = line.strip_prefix(['"', '\'']).unwrap_or(line);
        if bare.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':')) {
            return Some(start);
        }
        start += line.len();
    }
    None
}

struct Entry<'a> {
    source: &'a Source,
    range: std::ops::Range<usize>,
    key: &'a str,
    item: Map<String, Value>,
    found: &'a mut Diagnostics,
}

impl Entry<'_> {
    /// Reads the fields; the entry's type as it was written.
    fn read(&mut self, value: &Value, span: Span) -> String {
        let Value::Object(fields) = value else {
            self.found.push(broken(span, "Hayagriva YAML", "an entry has no fields"));
            return String::new();
        };
        let kind = fields.get("type").map(text).unwrap_or_default().to_lowercase();
        let parent = fields.get("parent").and_then(|p| match p {
            Value::Array(all) => all.first(),
            other => Some(other),
        });
        let csl = csl_type(&kind, parent.and_then(|p| p.get("type")).map(text).unwrap_or_default().to_lowercase().as_str());
        self.item.insert("type".into(), csl.into());
        if csl == "document" && !["misc", "document", "archival", "manuscript"].contains(&kind.as_str()) {
            let finding = Diagnostic::new(Code::UnknownSourceType, self.place(&kind), format!("`{kind}` is no type of source"));
            self.found.push(finding.hint("write one of `book`, `chapter`, `article`, `report`, `thesis`, `web`, `archival`, `misc`"));
        }
        for (name, value) in fields {
            self.field(name, value, false);
        }
        if let Some(Value::Object(fields)) = parent {
            for (name, value) in fields {
                self.field(name, value, true);
            }
        }
        kind
    }

    fn place(&self, word: &str) -> Span {
        word_in(self.source, self.range.clone(), word)
    }

    fn set(&mut self, variable: &str, value: impl Into<Value>) {
        self.item.entry(variable).or_insert_with(|| value.into());
    }

    fn field(&mut self, name: &str, value: &Value, of_parent: bool) {
        if let Some((_, variable)) = TEXTS.iter().find(|(known, _)| *known == name) {
            return self.set(variable, text(value));
        }
        if let Some((_, variable)) = NAMES.iter().find(|(known, _)| *known == name) {
            let variable = if of_parent && *variable == "author" { "container-author" } else { variable };
            return self.set(variable, people(value));
        }
        match name {
            "title" => {
                self.set(if of_parent { "container-title" } else { "title" }, text(value));
                if let Some(short) = value.get("short").filter(|_| !of_parent) {
                    self.set("title-short", text(short));
                }
            }
            "date" => self.date("issued", &text(value)),
            "url" => {
                self.set("URL", text(value));
                if let Some(date) = value.get("date") {
                    self.date("accessed", &text(date));
                }
            }
            "publisher" => {
                self.set("publisher", value.get("name").map_or_else(|| text(value), text));
                if let Some(place) = value.get("location") {
                    self.set("publisher-place", text(place));
                }
            }
            "location" => self.set("publisher-place", text(value)),
            "organization" => self.set("publisher", text(value)),
            "serial-number" => self.serial(value),
            "affiliated" => self.affiliated(value),
            "type" | "parent" | "abstract" => {}
            _ => self.unknown(name),
        }
    }

    fn unknown(&mut self, name: &str) {
        let known = TEXTS.iter().chain(NAMES).map(|(known, _)| *known).chain(OTHERS.iter().copied());
        let finding =
            Diagnostic::new(Code::UnknownKey, self.place(name), format!("`{}` has a field `{name}` that recto does not know", self.key));
        self.found.push(finding.nearest(name, known).hint("put what has no field of its own into `note`"));
    }

    fn date(&mut self, variable: &str, written: &str) {
        let date = dates::parse(written).unwrap_or_else(|| {
            let finding = Diagnostic::new(Code::OddDate, self.place(written), format!("`{written}` is no date; it is printed as written"));
            self.found.push(finding.hint("write `1946`, `1946-04`, `1946-04-30`, or a range such as `1941/1945`"));
            dates::literal(written)
        });
        self.set(variable, date);
    }

    fn serial(&mut self, value: &Value) {
        let Value::Object(numbers) = value else { return self.set("number", text(value)) };
        for (name, number) in numbers {
            match name.as_str() {
                "doi" => self.set("DOI", text(number)),
                "isbn" => self.set("ISBN", text(number)),
                "issn" => self.set("ISSN", text(number)),
                "pmid" => self.set("PMID", text(number)),
                _ => self.set("number", text(number)),
            }
        }
    }

    fn affiliated(&mut self, value: &Value) {
        let Value::Array(groups) = value else { return };
        for group in groups {
            let role = group.get("role").map(text).unwrap_or_default();
            let names = group.get("names").map_or(Value::Array(Vec::new()), people);
            match role.as_str() {
                "translator" | "director" | "illustrator" | "composer" | "compiler" => self.set(&role, names),
                "collaborator" => self.set("contributor", names),
                _ => self.unknown(&role),
            }
        }
    }
}

/// A value's words; of `{ value = … }` the value.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(map) => map.get("value").map(text).unwrap_or_default(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// "Family, Given", an institution without a comma, or `{ name, given-name }`; one or a list.
fn people(value: &Value) -> Value {
    let one = |value: &Value| match value {
        Value::Object(map) => {
            let part = |name: &str| map.get(name).map(text).unwrap_or_default();
            person(&part("name"), &part("given-name"))
        }
        other => {
            let whole = text(other);
            let (family, given) = whole.split_once(',').map_or((whole.as_str(), ""), |(f, g)| (f.trim(), g.trim()));
            person(family, given)
        }
    };
    match value {
        Value::Array(all) => Value::Array(all.iter().map(one).collect()),
        other => Value::Array(vec![one(other)]),
    }
}

fn csl_type(kind: &str, parent: &str) -> &'static str {
    match (kind, parent) {
        ("article", "newspaper") => "article-newspaper",
        ("article", "magazine" | "blog") => "article-magazine",
        ("article", _) => "article-journal",
        ("chapter" | "anthos", _) => "chapter",
        ("entry", _) => "entry-encyclopedia",
        ("book" | "anthology" | "reference" | "proceedings", _) => "book",
        ("report", _) => "report",
        ("thesis", _) => "thesis",
        ("web" | "blog" | "thread" | "post", _) => "webpage",
        ("archival" | "manuscript", _) => "document",
        ("letter", _) => "personal_communication",
        ("newspaper" | "periodical", _) => "periodical",
        ("legislation", _) => "legislation",
        ("case", _) => "legal_case",
        ("patent", _) => "patent",
        ("video", _) => "motion_picture",
        ("audio", _) => "song",
        ("artwork" | "exhibition", _) => "graphic",
        ("conference", _) => "speech",
        ("repository", _) => "software",
        _ => "document",
    }
}
