//! What the fields of Hayagriva's YAML mean: an entry → CSL variables.
//!
//! In: an entry's fields, those of its `parent`, and of `holding` for documents in archives. Out: a record. Beside Hayagriva's
//! own fields every variable of CSL may stand under its name. A field that is neither is an error.

use std::ops::Range;

use serde_json::{Map, Value};

use super::entry::Entry;
use super::variables::{self, Kind};
use super::{Record, broken, holding, names};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// Fields that are a CSL variable's text under another name.
const TEXTS: &[(&str, &str)] = &[
    ("volume-total", "number-of-volumes"),
    ("chapter", "chapter-number"),
    ("page-range", "page"),
    ("page-total", "number-of-pages"),
    ("runtime", "dimensions"),
    ("time-range", "dimensions"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
    ("annotation", "annote"),
    ("keywords", "keyword"),
];
const OTHERS: &[&str] = &["type", "title", "date", "parent", "url", "publisher", "serial-number", "affiliated", "holding"];
/// What the nearest parent's or the next one's field is called.
const PARENTS: [&[(&str, &str)]; 2] = [
    &[("title", "container-title"), ("title-short", "container-title-short"), ("author", "container-author")],
    &[
        ("title", "collection-title"),
        ("title-short", "collection-title-short"),
        ("author", ""),
        ("editor", "collection-editor"),
        ("volume", "collection-number"),
        ("issue", "collection-number"),
    ],
];

/// An entry's record.
pub(super) fn record(
    source: &Source,
    range: Range<usize>,
    key: &str,
    span: Span,
    value: &Value,
    found: &mut Diagnostics,
) -> Option<Record> {
    let Value::Object(fields) = value else {
        found.push(broken(span, "Hayagriva YAML", "an entry has no fields"));
        return None;
    };
    let kind = fields.get("type").map(text).unwrap_or_default().to_lowercase();
    let mut reading = Reading { entry: Entry::new(source, range, key, span, found), level: 0 };
    reading.kind(&kind, fields);
    reading.fields(fields);
    let mut parent = reading.parent(fields);
    while let Some(fields) = parent {
        reading.level += 1;
        reading.fields(fields);
        parent = reading.parent(fields).filter(|_| reading.level < PARENTS.len());
    }
    Some(reading.entry.finish(kind))
}

struct Reading<'a> {
    entry: Entry<'a>,
    /// 0: the source; 1: what it stands in; 2: what that stands in.
    level: usize,
}

impl Reading<'_> {
    fn kind(&mut self, kind: &str, fields: &Map<String, Value>) {
        let parent = match fields.get("parent") {
            Some(Value::Array(all)) => all.first(),
            other => other,
        };
        let parent = parent.and_then(|parent| parent.get("type")).map(text).unwrap_or_default().to_lowercase();
        let csl = csl_type(kind, &parent).or_else(|| variables::is_type(kind).then_some(kind));
        if csl.is_none() {
            let place = self.entry.place(if kind.is_empty() { self.entry.key } else { kind });
            let message =
                if kind.is_empty() { format!("`{}` has no `type`", self.entry.key) } else { format!("`{kind}` is no type of source") };
            let hint = "write one of `book`, `chapter`, `article`, `report`, `thesis`, `web`, `archival`, `misc`";
            self.entry.report(Code::UnknownSourceType, place, message, hint);
        }
        self.entry.fill("type", csl.unwrap_or("document"));
    }

    /// The nearest parent; a second one beside it can't be used.
    fn parent<'v>(&mut self, fields: &'v Map<String, Value>) -> Option<&'v Map<String, Value>> {
        let value = fields.get("parent")?;
        let (first, more) = match value {
            Value::Array(all) => (all.first()?, all.len() > 1),
            other => (other, false),
        };
        if more || self.level == PARENTS.len() {
            let message = format!("`{}` has more parents than a citation names; only the nearest are used", self.entry.key);
            let place = self.entry.place("parent");
            self.entry.report(Code::UnusedField, place, message, "put what a reader should see into `note`");
        }
        first.as_object()
    }

    fn fields(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            if !value.is_null() {
                self.field(name, value);
            }
        }
    }

    /// The variable as it is called on this level; none where it has no place there.
    fn called<'n>(&self, variable: &'n str) -> Option<&'n str> {
        let names = self.level.checked_sub(1).and_then(|level| PARENTS.get(level));
        let other = names.and_then(|names| names.iter().find(|(name, _)| *name == variable));
        match other {
            Some((_, "")) => None,
            Some((_, other)) => Some(other),
            None => Some(variable),
        }
    }

    fn set(&mut self, variable: &str, value: impl Into<Value>, field: &str) {
        let place = self.entry.place(field);
        match self.called(variable) {
            None => self.entry.unused(field, place),
            Some(variable) if self.level == 0 => self.entry.set(variable, value, place),
            Some(variable) => self.entry.fill(variable, value),
        }
    }

    fn date(&mut self, variable: &str, written: &str) {
        if self.level == 0 || !self.entry.item.contains_key(variable) {
            let place = self.entry.place(written);
            self.entry.date(variable, written, place);
        }
    }

    fn field(&mut self, name: &str, value: &Value) {
        if let Some((_, variable)) = TEXTS.iter().find(|(known, _)| *known == name) {
            return self.set(variable, text(value), name);
        }
        match name {
            "type" | "parent" => {}
            "title" => self.title(value),
            "date" => self.date("issued", &text(value)),
            "url" => {
                self.set("URL", text(value), name);
                if let Some(date) = value.get("date") {
                    self.date("accessed", &text(date));
                }
            }
            "publisher" => {
                self.set("publisher", value.get("name").map_or_else(|| text(value), text), name);
                if let Some(place) = value.get("location") {
                    self.set("publisher-place", text(place), "location");
                }
            }
            "serial-number" => self.serial(value),
            "affiliated" => self.affiliated(value),
            "holding" => self.holding(value),
            _ => match variables::variable(name) {
                Some((variable, Kind::Text)) => self.set(variable, text(value), name),
                Some((variable, Kind::Names)) => self.set(variable, people(value), name),
                Some((variable, Kind::Date)) => self.date(variable, &text(value)),
                None => self.unknown(name, OTHERS.iter().copied().chain(TEXTS.iter().map(|(known, _)| *known)).chain(variables::all())),
            },
        }
    }

    /// A title: one text, or its forms.
    fn title(&mut self, value: &Value) {
        let Value::Object(forms) = value else { return self.set("title", text(value), "title") };
        let known = ["value", "short", "transliterated", "translated", "verbatim"];
        for name in forms.keys().filter(|name| !known.contains(&name.as_str())) {
            self.unknown(name, known);
        }
        let form = |name: &str| forms.get(name).map(text).filter(|text| !text.is_empty());
        let (own, transliterated, translated) = (form("value").unwrap_or_default(), form("transliterated"), form("translated"));
        // A reader of the book's script finds the title under the transliteration, a catalogue under the original.
        let mut whole = match transliterated {
            Some(latin) if own.is_empty() => latin,
            Some(latin) => format!("{latin} ({own})"),
            None => own,
        };
        if forms.get("verbatim") == Some(&Value::Bool(true)) {
            whole = format!("<span class=\"nocase\">{whole}</span>");
        }
        if let Some(translated) = translated {
            whole = format!("{whole} <span class=\"nocase\">[{translated}]</span>");
        }
        self.set("title", whole, "title");
        if let Some(short) = form("short") {
            self.set("title-short", short, "short");
        }
    }

    fn unknown<'n>(&mut self, name: &str, known: impl IntoIterator<Item = &'n str>) {
        let message = format!("`{}` has a field `{name}` that recto does not know", self.entry.key);
        let finding = Diagnostic::new(Code::UnknownKey, self.entry.place(name), message).nearest(name, known);
        self.entry.found.push(finding.hint("put what has no field of its own into `note`"));
    }

    fn serial(&mut self, value: &Value) {
        let Value::Object(numbers) = value else { return self.set("number", text(value), "serial-number") };
        for (name, number) in numbers {
            let number = text(number);
            match name.as_str() {
                "doi" => self.set("DOI", number, name),
                "isbn" => self.set("ISBN", number, name),
                "issn" => self.set("ISSN", number, name),
                "pmid" => self.set("PMID", number, name),
                "pmcid" => self.set("PMCID", number, name),
                "arxiv" => self.set("URL", format!("https://arxiv.org/abs/{number}"), name),
                _ => self.set("number", number, name),
            }
        }
    }

    fn affiliated(&mut self, value: &Value) {
        let groups = match value {
            Value::Array(groups) => groups.as_slice(),
            one => std::slice::from_ref(one),
        };
        for group in groups {
            let role = group.get("role").map(text).unwrap_or_default();
            let names = group.get("names").map_or(Value::Array(Vec::new()), people);
            let known = ["collaborator", "holder", "executive-producer", "writer", "cast-member", "cinematography", "production"];
            let variable = match role.as_str() {
                "collaborator" => "contributor",
                "writer" => "script-writer",
                "cast-member" => "performer",
                "production" => "producer",
                role => match variables::variable(role) {
                    Some((variable, Kind::Names)) => variable,
                    Some((_, Kind::Text | Kind::Date)) | None => {
                        self.unknown(role, known.into_iter().chain(variables::all()));
                        continue;
                    }
                },
            };
            self.set(variable, names, &role);
        }
    }

    fn holding(&mut self, value: &Value) {
        let Value::Object(parts) = value else {
            let place = self.entry.place("holding");
            let message = format!("the `holding` of `{}` has no parts", self.entry.key);
            return self.entry.report(Code::WrongType, place, message, "write `archive`, `fonds`, `file` … on lines of their own below it");
        };
        for (part, value) in parts {
            if holding::known().any(|known| known == part) {
                self.entry.holding.push((part.clone(), text(value)));
            } else {
                self.unknown(part, holding::known());
            }
        }
    }
}

/// A value's words; of `{ value = … }` the value.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(map) => map.get("value").map(text).unwrap_or_default(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// "Family, Given", an institution without a comma, or the parts of a name; one or a list.
fn people(value: &Value) -> Value {
    let one = |value: &Value| {
        let Value::Object(parts) = value else { return names::plain(&text(value)) };
        let part = |name: &str| parts.get(name).map(text).unwrap_or_default();
        // What a name is besides goes behind it: the one in its own script, or the one behind a pseudonym.
        let given = match (part("original"), part("alias")) {
            (original, _) if !original.is_empty() => format!("{} ({original})", part("given-name")),
            (_, alias) if !alias.is_empty() => format!("{} [{alias}]", part("given-name")),
            _ => part("given-name"),
        };
        let (family, particle, suffix) = (part("name"), part("prefix"), part("suffix"));
        names::name(&[("family", &family), ("given", given.trim()), ("non-dropping-particle", &particle), ("suffix", &suffix)])
    };
    match value {
        Value::Array(all) => Value::Array(all.iter().map(one).collect()),
        other => Value::Array(vec![one(other)]),
    }
}

fn csl_type(kind: &str, parent: &str) -> Option<&'static str> {
    Some(match (kind, parent) {
        ("article", "newspaper") => "article-newspaper",
        ("article", "magazine" | "blog") => "article-magazine",
        ("article", _) => "article-journal",
        ("chapter" | "anthos", _) => "chapter",
        ("entry", _) => "entry-encyclopedia",
        ("book" | "anthology" | "reference" | "proceedings", _) => "book",
        ("report", _) => "report",
        ("thesis", _) => "thesis",
        ("web" | "thread", _) => "webpage",
        ("blog", _) => "post-weblog",
        ("post", _) => "post",
        ("archival" | "misc", _) => "document",
        ("letter", _) => "personal_communication",
        ("newspaper" | "periodical", _) => "periodical",
        ("case", _) => "legal_case",
        ("video" | "scene", _) => "motion_picture",
        ("audio", _) => "song",
        ("artwork" | "exhibition", _) => "graphic",
        ("conference", _) => "speech",
        ("repository", _) => "software",
        _ => return None,
    })
}
