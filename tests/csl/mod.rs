//! CSL's public test suite through recto's own engine.
//!
//! The suite is data of another project and no part of the repository: `RECTO_CSL_SUITE` names its folder. passes.txt lists the
//! cases that pass and may only grow; reasons.txt says of each other case why not.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use recto::cite::conformance::{self, Citation};
use serde_json::{Map, Value};

/// A case as the suite writes it.
struct Case {
    name: String,
    sections: Vec<(String, String)>,
}

impl Case {
    fn section(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str())
    }
}

/// All cases of a folder.
fn cases(folder: &Path) -> Vec<Case> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("the suite's folder").filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).ok()?;
        let sections = sections(&text);
        let name = path.file_stem()?.to_str()?.to_owned();
        ["MODE", "RESULT", "CSL", "INPUT"]
            .iter()
            .all(|wanted| sections.iter().any(|(own, _)| own == wanted))
            .then_some(Case { name, sections })
    };
    paths.iter().filter_map(read).collect()
}

/// The blocks between `>>==… NAME …==>>` and `<<==… NAME …==<<`.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        let bare = line.trim();
        if bare.starts_with(">>=") && bare.ends_with("=>>") {
            open = Some((bare.trim_matches(['>', '=', ' ']).to_owned(), String::new()));
        } else if bare.starts_with("<<=") && bare.ends_with("=<<") {
            sections.extend(open.take());
        } else if let Some((_, body)) = &mut open {
            body.push_str(line);
            body.push('\n');
        }
    }
    sections
}

fn maps(value: &Value) -> Vec<Map<String, Value>> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_object().cloned()).collect()
}

fn id(value: Option<&Value>) -> String {
    value.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).unwrap_or_default()
}

/// What a case prints through recto.
fn printed(case: &Case) -> Result<String, String> {
    let json = |name| case.section(name).map(|text| serde_json::from_str::<Value>(text).map_err(|e| e.to_string())).transpose();
    let mut items = maps(&json("INPUT")?.unwrap_or_default());
    let style = case.section("CSL").unwrap_or_default();
    let citations = if let Some(Value::Array(lists)) = json("CITATION-ITEMS")? {
        lists.iter().map(|list| Citation { items: maps(list), note: None }).collect()
    } else if let Some(Value::Array(entries)) = json("CITATIONS")? {
        let citations = last_state(&entries);
        let order: Vec<String> = citations.iter().flat_map(|c| c.items.iter().map(|item| id(item.get("id")))).collect();
        let cited: BTreeSet<&String> = order.iter().collect();
        items.retain(|item| cited.contains(&id(item.get("id"))));
        items.sort_by_key(|item| order.iter().position(|cited| *cited == id(item.get("id"))));
        citations
    } else {
        vec![Citation { items: items.clone(), note: None }]
    };
    let made = conformance::case(style, &items, &citations).map_err(|fault| format!("{fault:?}"))?;
    let bibliography = case.section("MODE").is_some_and(|mode| mode.trim() == "bibliography");
    Ok(if bibliography { made.bibliography } else { made.citations.join("\n") })
}

/// The citations as the last entry leaves them: their order and notes are its lists', their words the latest of each id.
fn last_state(entries: &[Value]) -> Vec<Citation> {
    let of = |entry: &Value| id(entry.get(0).and_then(|c| c.get("citationID")));
    let latest = |wanted: &str| entries.iter().rev().find(|entry| of(entry) == wanted).and_then(|entry| entry.get(0));
    let Some(last) = entries.last() else { return Vec::new() };
    let own = last.get(0).and_then(|c| c.get("properties")?.get("noteIndex")?.as_u64()).unwrap_or(0);
    let list = |at: usize| last.get(at).and_then(Value::as_array).cloned().unwrap_or_default();
    let pair = |pair: &Value| (id(pair.get(0)), pair.get(1).and_then(Value::as_u64).unwrap_or(0));
    let order = list(1).iter().map(pair).chain([(of(last), own)]).chain(list(2).iter().map(pair)).collect::<Vec<_>>();
    let citation = |(name, note): (String, u64)| {
        let items = latest(&name).and_then(|c| c.get("citationItems")).map(maps).unwrap_or_default();
        Citation { items, note: u32::try_from(note).ok().filter(|n| *n > 0) }
    };
    order.into_iter().map(citation).collect()
}

/// What a case expects; the marks before the lines of a run over several citations go.
fn expected(case: &Case) -> String {
    let text = case.section("RESULT").unwrap_or_default().trim();
    if case.section("CITATIONS").is_none() {
        return text.to_owned();
    }
    let bare = |line: &str| match (line.starts_with(">>[") || line.starts_with("..["), line.find("] ")) {
        (true, Some(end)) => line[end + 2..].to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// The suite's folder; none where it is not at hand, which is said.
fn suite() -> Option<PathBuf> {
    let folder = std::env::var_os("RECTO_CSL_SUITE").map(PathBuf::from);
    if folder.is_none() {
        let _ = writeln!(std::io::stderr(), "CSL's test suite: ABSENT, nothing was run; RECTO_CSL_SUITE names its folder");
    }
    folder
}

#[test]
fn the_suite_passes_as_far_as_ever() {
    let Some(folder) = suite() else { return };
    let all = cases(&folder);
    assert!(all.len() >= 845, "{} holds {} cases, not the whole suite", folder.display(), all.len());
    let listed: BTreeSet<&str> = include_str!("passes.txt").lines().collect();
    let passes: BTreeSet<&str> = all.iter().filter(|case| passes(case)).map(|case| case.name.as_str()).collect();
    let _ = writeln!(std::io::stderr(), "CSL's test suite: {} of {} cases", passes.len(), all.len());
    let lost: Vec<&&str> = listed.difference(&passes).collect();
    assert!(lost.is_empty(), "these cases passed before: {lost:?}");
    let new: Vec<&&str> = passes.difference(&listed).collect();
    assert!(new.is_empty(), "add these to tests/csl/passes.txt: {new:?}");
    let told: BTreeSet<&str> = include_str!("reasons.txt").lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let untold: Vec<&str> =
        all.iter().map(|case| case.name.as_str()).filter(|name| !listed.contains(name) && !told.contains(name)).collect();
    assert!(untold.is_empty(), "say in tests/csl/reasons.txt why these fail: {untold:?}");
}

fn passes(case: &Case) -> bool {
    printed(case).is_ok_and(|printed| printed.trim() == expected(case).trim())
}
