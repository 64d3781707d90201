//! The door for CSL's test suite: its cases go through the same run as a book's citations.
//!
//! In: a style, CSL items and citations as the suite has them. Out: the HTML that it expects. Prescribed positions are
//! honoured; nothing else differs from [`super::word`].

use serde_json::{Map, Value};

use super::book::{Citing, Cluster, Input, run};
use super::inline;
use super::item::Item;
use super::plan::Position;
use super::sheet::Sheet;
use super::span::{Origin, blank};
use super::style::StyleFault;
use super::{html, lower};

/// What the suite prints for a cite or an entry without words.
const NOTHING: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// A citation of the suite.
#[derive(Debug, Clone, Default)]
pub struct Citation {
    /// `citationItems`
    pub items: Vec<Map<String, Value>>,
    /// The note's number; none for 0, the running text.
    pub note: Option<u32>,
}

/// What the suite expects of a case.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    /// A line for each citation.
    pub citations: Vec<String>,
    /// The bibliography.
    pub bibliography: String,
}

/// Runs a case. `items` are all that are registered, in their order.
///
/// # Errors
/// The style's fault.
pub fn case(style: &str, items: &[Map<String, Value>], citations: &[Citation]) -> Result<Printed, StyleFault> {
    let plan = lower::style(style)?;
    let sheets = [Sheet::new(&plan.locales, plan.locale.as_deref().unwrap_or("en-US"))];
    let name = |value: Option<&Value>| value.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).unwrap_or_default();
    let items: Vec<Item> = items.iter().map(|item| Item::read(&name(item.get("id")), item)).collect();
    let clusters: Vec<Cluster> = citations
        .iter()
        .map(|citation| {
            let cites = citation.items.iter().filter_map(|cite| {
                let id = name(cite.get("id"));
                let item = items.iter().position(|item| item.id == id)?;
                Some(citing(item, cite, &name))
            });
            Cluster { cites: cites.collect(), note: citation.note, ..Cluster::default() }
        })
        .collect();
    let input = Input { plan: &plan, sheets: &sheets, items: &items, clusters: &clusters, whole: false };
    let output = run(&input);
    let citations =
        output.citations.iter().map(|worded| if blank(&worded.content) { NOTHING.to_owned() } else { html::citation(&worded.content) });
    let numeric = output.entries.iter().all(|(_, spans)| blank(spans));
    let entries = output.entries.iter().filter(|(_, spans)| !blank(spans) || numeric);
    let entries: String = entries.map(|(_, spans)| html::entry(spans)).collect();
    Ok(Printed { citations: citations.collect(), bibliography: format!("<div class=\"csl-bib-body\">\n{entries}</div>") })
}

fn citing(item: usize, cite: &Map<String, Value>, name: &dyn Fn(Option<&Value>) -> String) -> Citing {
    let locator = name(cite.get("locator"));
    let label = cite.get("label").and_then(Value::as_str).unwrap_or("page").to_owned();
    let typed = |key: &str| inline::parse(cite.get(key).and_then(Value::as_str).unwrap_or_default(), Origin::User);
    let forced = cite.get("position").and_then(Value::as_i64).map(|position| match position {
        0 => Position::First,
        1 => Position::Subsequent,
        2 => Position::Ibid,
        _ => Position::IbidWithLocator,
    });
    Citing {
        item,
        locator: (!locator.trim().is_empty()).then(|| (label, locator.trim().to_owned())),
        prefix: typed("prefix"),
        suffix: typed("suffix"),
        suppress_author: cite.get("suppress-author").is_some_and(|v| v.as_bool() == Some(true)),
        forced,
        near: cite.get("near-note").and_then(Value::as_bool),
        first_note: cite
            .get("first-reference-note-number")
            .and_then(|v| v.as_str().map_or_else(|| v.as_u64(), |s| s.parse().ok()))
            .and_then(|n| u32::try_from(n).ok()),
    }
}
