//! A source as the engine reads it: CSL-JSON's variables sorted into texts, names and dates, their quirks put right.
//!
//! In: a record's CSL item. Out: an [`Item`]. Particles are taken off names here (§ Names), markup is read once.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::inline;
use super::record::{Holding, Record};
use super::span::{Origin, Spans, plain};

/// A source.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub(super) id: String,
    /// CSL's type, `type`.
    pub(super) kind: String,
    pub(super) language: Option<String>,
    pub(super) texts: BTreeMap<String, Field>,
    pub(super) names: BTreeMap<String, Vec<Person>>,
    pub(super) dates: BTreeMap<String, Moment>,
    /// Where a document is kept.
    pub(super) holding: Option<Holding>,
}

/// A text variable.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub(super) plain: String,
    pub(super) spans: Spans,
}

/// A person or an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Person {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) dropping: String,
    pub(super) particle: String,
    pub(super) suffix: String,
    pub(super) comma_suffix: bool,
    /// Always family name first, as in Hungarian or Chinese.
    pub(super) fixed_order: bool,
    /// An institution, or a name that is not to be taken apart.
    pub(super) literal: String,
}

/// A date variable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) from: Day,
    pub(super) to: Option<Day>,
    /// It has begun and not ended.
    pub(super) open: bool,
    pub(super) circa: bool,
    /// A season in words.
    pub(super) season: String,
    pub(super) literal: String,
}

/// A day, a month or a year: unknown parts are none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: Option<i64>,
    /// 1–12, or 13–16 for the seasons from spring.
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl Item {
    /// Reads a record.
    pub(super) fn of(record: &Record) -> Self {
        let item = Self::read(&record.key, &record.item);
        let holding = record.holding.as_ref().map(|holding| super::shelved::complete(holding, &item.texts));
        Self { holding, ..item }
    }

    /// Reads a CSL item.
    pub(super) fn read(id: &str, variables: &Map<String, Value>) -> Self {
        let mut item = Self { id: id.to_owned(), ..Self::default() };
        for (variable, value) in variables {
            match value {
                Value::Array(names) => {
                    let people: Vec<Person> = names.iter().filter_map(person).collect();
                    if !people.is_empty() {
                        item.names.insert(variable.clone(), people);
                    }
                }
                Value::Object(date) => {
                    if let Some(moment) = moment(date) {
                        item.dates.insert(variable.clone(), moment);
                    }
                }
                Value::String(text) => item.text(variable, text),
                Value::Number(number) => item.text(variable, &number.to_string()),
                Value::Bool(_) | Value::Null => {}
            }
        }
        item.derive();
        item
    }

    fn text(&mut self, variable: &str, text: &str) {
        match variable {
            "id" => {}
            "type" => self.kind = text.to_owned(),
            "language" => {
                self.language = Some(text.to_owned());
                self.put(variable, text);
            }
            "shortTitle" => self.put("title-short", text),
            "journalAbbreviation" if !self.texts.contains_key("container-title-short") => self.put("container-title-short", text),
            _ => self.put(variable, text),
        }
    }

    fn put(&mut self, variable: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let bare = matches!(variable, "URL" | "DOI" | "PMID" | "PMCID" | "ISBN" | "ISSN");
        let spans = if bare { super::span::text(text, Origin::Field) } else { inline::parse(text, Origin::Field) };
        self.texts.insert(variable.to_owned(), Field { plain: plain(&spans), spans });
    }

    /// Variables that follow from others.
    fn derive(&mut self) {
        if let Some(page) = self.texts.get("page").filter(|_| !self.texts.contains_key("page-first")) {
            let first = page.plain.split(['-', '–', ',', '&']).next().unwrap_or_default().trim().to_owned();
            self.put("page-first", &first);
        }
        if let Some(event) = self.texts.get("event").filter(|_| !self.texts.contains_key("event-title")).cloned() {
            self.texts.insert("event-title".to_owned(), event);
        } else if let Some(event) = self.texts.get("event-title").filter(|_| !self.texts.contains_key("event")).cloned() {
            self.texts.insert("event".to_owned(), event);
        }
    }
}

fn person(name: &Value) -> Option<Person> {
    let Value::Object(parts) = name else { return None };
    let part = |key: &str| inline::apostrophes(parts.get(key).and_then(Value::as_str).unwrap_or_default().trim());
    let yes = |key: &str| {
        parts.get(key).is_some_and(|v| v.as_bool() == Some(true) || matches!(v.as_str(), Some("true" | "1")) || v.as_i64() == Some(1))
    };
    let mut person = Person {
        family: part("family"),
        given: part("given"),
        dropping: part("dropping-particle"),
        particle: part("non-dropping-particle"),
        suffix: part("suffix"),
        comma_suffix: yes("comma-suffix"),
        fixed_order: yes("static-ordering"),
        literal: part("literal"),
    };
    if person.literal.is_empty() && person.family.is_empty() && person.given.is_empty() {
        return None;
    }
    if yes("isInstitution") && person.literal.is_empty() {
        person.literal = std::mem::take(&mut person.family);
    }
    if person.literal.is_empty() {
        person.take_apart();
    }
    Some(person)
}

impl Person {
    /// Takes particles and suffix off the names.
    fn take_apart(&mut self) {
        if let Some(quoted) = self.family.strip_prefix('"').and_then(|f| f.strip_suffix('"')) {
            self.family = quoted.to_owned();
            return;
        }
        if self.particle.is_empty() {
            let at = leading(&self.family);
            self.particle = self.family[..at].trim_end().to_owned();
            self.family = self.family[at..].to_owned();
        }
        if self.suffix.is_empty()
            && let Some((given, suffix)) = self.given.clone().split_once(',')
        {
            let suffix = suffix.trim();
            self.comma_suffix = suffix.starts_with('!') || self.comma_suffix;
            self.suffix = suffix.trim_start_matches('!').trim().to_owned();
            self.given = given.trim().to_owned();
        }
        if self.dropping.is_empty() {
            let at = trailing(&self.given);
            self.dropping = self.given[at..].trim().to_owned();
            self.given = self.given[..at].trim_end().to_owned();
        }
    }

    /// All that tells one person from another.
    pub(super) fn key(&self) -> String {
        let given = self.given.replace(' ', "");
        [&self.literal, &self.family, &self.particle, &given, &self.dropping, &self.suffix].map(String::as_str).join("\u{1}")
    }
}

/// The bytes of the particles at the head of a family name: words in lower case, also bound by an apostrophe or hyphen.
fn leading(family: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &family[at..];
        let word = rest.split(' ').next().unwrap_or_default();
        if !word.trim_start_matches(['’', '‘']).chars().next().is_some_and(char::is_lowercase) {
            return at;
        }
        if word.len() < rest.len() {
            if word.chars().any(char::is_uppercase) {
                return at + bound(word).unwrap_or(0);
            }
            at += word.len() + rest[word.len()..].chars().take_while(|c| *c == ' ').count();
            continue;
        }
        // The last word is the family name itself, unless a particle is bound to it.
        return at + bound(word).unwrap_or(0);
    }
}

/// `d’` of `d’Alembert`, `al-` of `al-Razi`.
fn bound(word: &str) -> Option<usize> {
    let (at, joint) = word.char_indices().find(|(_, c)| "’‘-–".contains(*c))?;
    let end = at + joint.len_utf8();
    let capital = word[end..].chars().next().is_some_and(char::is_uppercase);
    (capital && word[..at].chars().all(char::is_lowercase)).then_some(end)
}

/// Where the particles at the end of a given name begin.
fn trailing(given: &str) -> usize {
    let mut at = given.len();
    while let Some(space) = given[..at].trim_end().rfind(' ') {
        let word = given[space + 1..at].trim();
        if !word.chars().next().is_some_and(char::is_lowercase) || word.contains('.') {
            break;
        }
        at = space + 1;
    }
    at
}

fn moment(date: &Map<String, Value>) -> Option<Moment> {
    let parts = date.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let from = parts.first().map(day).unwrap_or_default();
    let to = parts.get(1).map(day);
    let open = parts.get(1).is_some() && to.is_some_and(|day| day.year.is_none_or(|year| year == 0));
    let season = date.get("season").map(|s| s.as_str().map_or_else(|| s.to_string(), str::to_owned)).unwrap_or_default();
    let literal = date.get("literal").and_then(Value::as_str).unwrap_or_default();
    let circa = date
        .get("circa")
        .is_some_and(|c| !matches!(c, Value::Bool(false) | Value::Null) && c.as_str() != Some("false") && c.as_i64() != Some(0));
    let mut moment = Moment { from, to: to.filter(|_| !open), open, circa, season: String::new(), literal: inline::apostrophes(literal) };
    match season.trim().parse::<u8>() {
        Ok(number) if moment.from.month.is_none() => moment.from.month = month(number.saturating_add(12).into()),
        Ok(_) => {}
        Err(_) => moment.season = season,
    }
    let empty = moment.from == Day::default() && moment.literal.is_empty() && moment.season.is_empty();
    if empty {
        let raw = date.get("raw").and_then(Value::as_str).unwrap_or_default();
        return raw_date(raw.trim(), moment);
    }
    Some(moment)
}

/// A date in words: numbers between hyphens or slashes, else as written.
fn raw_date(raw: &str, mut moment: Moment) -> Option<Moment> {
    let numbers = |text: &str| text.split('-').map(|part| part.trim().parse::<i64>().ok()).collect::<Option<Vec<i64>>>();
    let days: Option<Vec<Vec<i64>>> = raw.split('/').map(numbers).collect();
    match days.as_deref() {
        _ if raw.is_empty() => return None,
        Some([from, rest @ ..]) if rest.len() < 2 => {
            moment.from = day_of(from);
            moment.to = rest.first().map(|to| day_of(to));
        }
        _ => moment.literal = inline::apostrophes(raw),
    }
    Some(moment)
}

fn day(parts: &Value) -> Day {
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    let numbers: Vec<i64> = parts.as_array().into_iter().flatten().map_while(number).take(3).collect();
    day_of(&numbers)
}

fn day_of(numbers: &[i64]) -> Day {
    let day = |n: i64| u8::try_from(n).ok().filter(|n| (1..=31).contains(n));
    let (year, month) = (numbers.first().copied(), numbers.get(1).and_then(|n| month(*n)));
    Day { year, month, day: numbers.get(2).and_then(|n| day(*n)).filter(|_| month.is_some_and(|m| m <= 12)) }
}

/// A month, or a season: EDTF counts them from 21, citeproc-js from 13 and 17.
fn month(number: i64) -> Option<u8> {
    match number {
        1..=12 => u8::try_from(number).ok(),
        13..=24 => u8::try_from((number - 13) % 4 + 13).ok(),
        _ => None,
    }
}
