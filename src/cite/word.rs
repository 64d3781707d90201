//! The door of the engine: a book's requests → its words.
//!
//! In: records, style, the citations in their order. Out: runs. Makes the engine's input from records and requests, and runs
//! from its events; where a note begins and ends is settled here.

use std::collections::BTreeMap;

use super::book::{Citing, Cluster, Input, run};
use super::item::Item;
use super::record::Records;
use super::sheet::Sheet;
use super::span::{Event, Open, Origin, Spans};
use super::{Link, LocatorKind, Look, Request, RequestItem, Run, Style, Worded, WordedCitation, WordedEntry};
use super::{points, span};
use crate::locale::Language;

/// Words all citations of a book in their order, and its bibliography. `also` are the keys of `nocite`.
#[must_use]
pub fn word(records: &Records, style: &Style, language: &Language, requests: &[Request], also: &[String]) -> Worded {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut items = Vec::new();
    let cited = requests.iter().flat_map(|r| r.items.iter().map(|item| item.key.as_str()));
    for key in cited.chain(also.iter().map(String::as_str)) {
        if let (false, Some(record)) = (numbers.contains_key(key), records.by_key.get(key)) {
            numbers.insert(key, items.len());
            items.push(Item::of(record));
        }
    }
    let plan = style.plan();
    let mut tags = vec![language.tag()];
    let clusters: Vec<Cluster> = requests.iter().map(|request| cluster(request, &numbers, &mut tags)).collect();
    let sheets: Vec<Sheet> = tags.iter().map(|tag| Sheet::new(&plan.locales, spelling(tag))).collect();
    let output = run(&Input { plan, sheets: &sheets, items: &items, clusters: &clusters, whole: true });
    let citations = requests.iter().zip(output.citations).map(|(request, worded)| WordedCitation {
        author: runs(&worded.author),
        content: content(request, plan.notes, runs(&worded.content)),
    });
    let entries = output.entries.into_iter().map(|(item, words)| WordedEntry { key: items[item].id.clone(), content: runs(&words) });
    Worded { citations: citations.collect(), entries: entries.filter(|entry| !entry.content.is_empty()).collect() }
}

fn cluster<'a>(request: &'a Request, numbers: &BTreeMap<&str, usize>, tags: &mut Vec<&'a str>) -> Cluster {
    let tag = request.language.tag();
    let sheet = tags.iter().position(|known| *known == tag).unwrap_or_else(|| {
        tags.push(tag);
        tags.len() - 1
    });
    let cites = request.items.iter().filter_map(|item| Some(citing(*numbers.get(item.key.as_str())?, item)));
    Cluster { cites: cites.collect(), note: request.note, chapter: request.chapter, sheet, author: request.in_sentence }
}

fn citing(item: usize, asked: &RequestItem) -> Citing {
    Citing {
        item,
        locator: asked.locator.as_ref().map(|locator| (label(locator.kind).to_owned(), locator.value.clone())),
        prefix: span::runs(&asked.prefix, Origin::User),
        suffix: span::runs(&asked.suffix, Origin::User),
        suppress_author: asked.suppress_author,
        ..Citing::default()
    }
}

/// Events as runs.
fn runs(spans: &Spans) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut look, mut link) = (Look::default(), None);
    let mut open = Vec::new();
    for event in spans {
        match event {
            Event::Open(what) => {
                open.push((look, link.clone()));
                match what {
                    Open::Look(format) | Open::Markup(format) => look = points::look(*format, look),
                    Open::Address(url) => link = Some(Link::Url(url.clone())),
                    Open::Entry(key) => link = Some(Link::Entry(key.clone())),
                    Open::Display(_) => part(&mut runs),
                    Open::Quote | Open::NoCase | Open::Plain | Open::Part(_) => {}
                }
            }
            Event::Close => (look, link) = open.pop().unwrap_or_default(),
            Event::Text(text) if text.words.is_empty() => {}
            Event::Text(text) => match runs.last_mut() {
                Some(last) if last.look == look && last.link == link => last.text.push_str(&text.words),
                _ => runs.push(Run { text: text.words.clone(), look, link: link.clone() }),
            },
        }
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// A space between the blocks of an entry, which stand in one line here.
fn part(runs: &mut [Run]) {
    if let Some(last) = runs.last_mut().filter(|run| !run.text.ends_with(char::is_whitespace)) {
        last.text.push(' ');
    }
}

/// A note of its own begins with a capital and ends with a full stop; in a note's prose the sentence is its author's to end.
fn content(request: &Request, notes: bool, mut runs: Vec<Run>) -> Vec<Run> {
    if !notes {
        return runs;
    }
    if request.alone {
        close(&mut runs);
        if let Some(first) = runs.first_mut().filter(|run| !matches!(run.link, Some(Link::Url(_)))) {
            first.text = crate::locale::capital(&first.text);
        }
    } else {
        strip_stop(&mut runs);
    }
    runs
}

fn close(runs: &mut Vec<Run>) {
    let ended = runs.last().is_none_or(|run| run.text.trim_end_matches(['”', '’', '»', '“', ')']).ends_with(['.', '?', '!']));
    if !ended {
        runs.push(Run { text: ".".into(), ..Run::default() });
    }
}

fn strip_stop(runs: &mut Vec<Run>) {
    let abbreviated = |text: &str| text.ends_with("ed.") || text.ends_with("al.") || text.ends_with("d.");
    if let Some(last) = runs.last_mut()
        && last.text.ends_with('.')
        && !abbreviated(&last.text)
    {
        last.text.pop();
    }
    runs.retain(|run| !run.text.is_empty());
}

/// English without a region is that of Britain, as everywhere in recto.
fn spelling(tag: &str) -> &str {
    match tag.split_once('-') {
        Some(("en", "US" | "GB")) => tag,
        _ if tag == "en" || tag.starts_with("en-") => "en-GB",
        _ => tag,
    }
}

/// The term of a locator.
const fn label(kind: LocatorKind) -> &'static str {
    match kind {
        LocatorKind::Book => "book",
        LocatorKind::Chapter => "chapter",
        LocatorKind::Column => "column",
        LocatorKind::Figure => "figure",
        LocatorKind::Folio => "folio",
        LocatorKind::Line => "line",
        LocatorKind::Note => "note",
        LocatorKind::Issue => "issue",
        LocatorKind::Page => "page",
        LocatorKind::Paragraph => "paragraph",
        LocatorKind::Part => "part",
        LocatorKind::Section => "section",
        LocatorKind::SubVerbo => "sub-verbo",
        LocatorKind::Verse => "verse",
        LocatorKind::Volume => "volume",
    }
}
