//! Where the engine would lose or break a record's field, and what is done about it.
//!
//! In: a record's CSL item. Out: the item as the engine takes it, and what to put back into its words:
//! - a range of dates or a date without year stops the engine, and a literal date prints nothing: a year that the record
//!   has nowhere stands in for it, and is replaced by the date's own words in what comes out;
//! - "ibid." knows neither chapters nor notes: where it must not stand, a source without words is cited in between;
//! - `archive-place` and `archive_collection` are asked for under other names than CSL's;
//! - names with particles are dropped: the particle goes before the family name;
//! - of documents the styles at hand print neither date nor archive: what a first citation or an entry does not say is added at
//!   its end;
//! - markup is printed as typed: its words stay;
//! - `'` is printed as typed: between letters it becomes the apostrophe.

use citationberg::json::Item;
use serde_json::{Map, Value, json};

use super::Request;
use crate::locale::Language;

/// The first of the years that stand in for dates.
const STAND_IN: u16 = 9001;

/// A record as the engine takes it.
pub(super) struct Prepared {
    /// The item.
    pub(super) item: Item,
    /// Words that came out, and what is meant.
    pub(super) put_back: Vec<(String, String)>,
    /// The record's own item.
    pub(super) record: Map<String, Value>,
}

/// Prepares a record.
pub(super) fn prepare(item: &Map<String, Value>) -> Prepared {
    let mut put_back = Vec::new();
    let mut prepared = Map::new();
    let told = serde_json::to_string(item).unwrap_or_default();
    let mut years = (STAND_IN..).filter(|year| !told.contains(&year.to_string()));
    for (variable, value) in item {
        let value = match value {
            Value::Object(date) => match date_value(date, &mut years, &mut put_back) {
                Some(date) => date,
                None => continue,
            },
            Value::Array(names) => Value::Array(names.iter().map(name).collect()),
            Value::String(text) if variable != "id" && variable != "URL" && variable != "DOI" => Value::String(apostrophes(text)),
            other => other.clone(),
        };
        match variable.as_str() {
            "archive-place" => drop(prepared.insert("archive_place".into(), value.clone())),
            "archive_collection" => drop(prepared.insert("archive-collection".into(), value.clone())),
            _ => {}
        }
        prepared.insert(variable.clone(), value);
    }
    let readable = |(variable, value): (String, Value)| serde_json::from_value(value).ok().map(|value| (variable, value));
    Prepared { item: Item(prepared.into_iter().filter_map(readable).collect()), put_back, record: item.clone() }
}

/// A date as the engine takes it; none where it says nothing.
fn date_value(date: &Map<String, Value>, years: &mut impl Iterator<Item = u16>, put_back: &mut Vec<(String, String)>) -> Option<Value> {
    let parts = date.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let parts: Vec<Vec<i64>> = parts.iter().map(numbers).filter(|numbers| !numbers.is_empty()).collect();
    let words = match (&parts[..], date.get("literal").or_else(|| date.get("raw")).and_then(Value::as_str)) {
        ([one], _) if known(one) => return Some(json!({ "date-parts": [one] })),
        ([], None) => return None,
        ([], Some(literal)) => literal.to_owned(),
        ([one], _) => written(one),
        ([from, to, ..], _) => format!("{}–{}", written(from), written(to)),
    };
    let year = years.next()?;
    put_back.push((year.to_string(), words));
    Some(json!({ "date-parts": [[year]] }))
}

/// The numbers of a date: numbers or strings of digits, up to the first that is neither.
fn numbers(parts: &Value) -> Vec<i64> {
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    parts.as_array().into_iter().flatten().map_while(number).take(3).collect()
}

/// Whether the engine can print a date: years of four digits at the most, months and days that there are.
fn known(parts: &[i64]) -> bool {
    let ranges = [1..=STAND_IN.into(), 1..=12, 1..=31];
    parts.iter().zip(ranges).all(|(part, range)| range.contains(part))
}

/// Year, month and day between hyphens, as EDTF has them.
fn written(parts: &[i64]) -> String {
    parts.iter().map(|n| format!("{n:02}")).collect::<Vec<_>>().join("-")
}

fn name(name: &Value) -> Value {
    let Value::Object(parts) = name else { return name.clone() };
    let part = |key: &str| parts.get(key).and_then(Value::as_str).unwrap_or_default();
    if part("family").is_empty() {
        return name.clone();
    }
    let whole = |particle: &str, family: &str| if particle.is_empty() { family.to_owned() } else { format!("{particle} {family}") };
    let family = whole(part("dropping-particle"), &whole(part("non-dropping-particle"), part("family")));
    let mut plain = json!({ "family": apostrophes(&family), "given": apostrophes(part("given")) });
    if !part("suffix").is_empty() {
        plain["suffix"] = part("suffix").into();
    }
    plain
}

fn apostrophes(text: &str) -> String {
    const MARKUP: [&str; 11] = [
        "<span class=\"nocase\">",
        "<span style=\"font-variant:small-caps;\">",
        "</span>",
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<sub>",
        "</sub>",
    ];
    let text = MARKUP.iter().fold(text.to_owned(), |text, tag| text.replace(tag, ""));
    let mut typeset = String::with_capacity(text.len());
    for c in text.chars() {
        let inside = typeset.ends_with(char::is_alphanumeric);
        typeset.push(if c == '\'' && inside { '’' } else { c });
    }
    typeset
}

/// Where a document is kept, from the widest to the narrowest.
const HOLDING: [&str; 5] = ["archive-place", "archive", "archive_collection", "archive_location", "call-number"];

/// What the words of a first citation or an entry leave out of a document: its date, where it is kept.
pub(super) fn left_out(item: &Map<String, Value>, words: &str, language: &Language) -> Vec<String> {
    if item.get("type").and_then(Value::as_str) != Some("document") {
        return Vec::new();
    }
    let date = item.get("issued").and_then(|date| date.get("date-parts")?.get(0)?.as_array());
    let date = date.map(|parts| day(&parts.iter().filter_map(|n| u16::try_from(n.as_u64()?).ok()).collect::<Vec<_>>(), language));
    let date = date.filter(|date| !words.contains(date.rsplit(' ').next().unwrap_or(date)));
    let holding = HOLDING.iter().filter_map(|variable| item.get(*variable)?.as_str().map(str::to_owned));
    let told = words.to_lowercase();
    let holding = holding.filter(|text| !told.contains(&apostrophes(text).to_lowercase()));
    date.into_iter().chain(holding).filter(|text| !text.is_empty()).collect()
}

/// The title of a record, where an entry's words do not have it: some styles lose that of a source without author.
pub(super) fn lost_title(item: &Map<String, Value>, words: &str) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let title = item.get("title").and_then(Value::as_str).filter(|title| !letters(title).is_empty())?;
    let short = title.split(':').next().unwrap_or(title);
    let told = letters(words);
    (!told.contains(&letters(title)) && !told.contains(&letters(short))).then(|| apostrophes(title))
}

/// "1946", "April 1946", "30 April 1946" in the language's form.
fn day(parts: &[u16], language: &Language) -> String {
    let small = |n: u16| u8::try_from(n).unwrap_or(1);
    match *parts {
        [year, month] if language.primary() == "ru" => format!("{month:02}.{year}"),
        [year, month] => {
            let whole = language.words().date(year, small(month), 1);
            whole.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).to_owned()
        }
        [year, month, day] => language.words().date(year, small(month), small(day)),
        [year, ..] => year.to_string(),
        [] => String::new(),
    }
}

/// A source without words. It is in no bibliography, since no record has its key.
pub(super) fn nothing() -> Item {
    let text = |text: &str| citationberg::json::Value::String(text.into());
    Item([("id".to_owned(), text("")), ("type".to_owned(), text("document"))].into_iter().collect())
}

/// Which citations may not be "ibid." to the one before, whatever it cites: the one before stands in another chapter, in a
/// note that is not the last, or among several sources of its note.
pub(super) fn apart(requests: &[Request]) -> Vec<bool> {
    let mut cited = std::collections::BTreeMap::new();
    for request in requests {
        *cited.entry((request.chapter, request.note)).or_insert(0) += request.items.len();
    }
    let pair = |before: &Request, after: &Request| {
        let same = before.note == after.note;
        let next = before.note.zip(after.note).is_some_and(|(before, after)| before + 1 == after);
        let several = if same { before.items.len() > 1 } else { cited.get(&(before.chapter, before.note)).is_some_and(|n| *n > 1) };
        before.chapter != after.chapter || !(same || next) || several
    };
    std::iter::once(false).chain(requests.windows(2).map(|two| pair(&two[0], &two[1]))).take(requests.len()).collect()
}
