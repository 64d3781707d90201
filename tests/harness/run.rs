//! Runs one case.
//!
//! In: a case file. Out: what is wrong with it, in words; with `BLESS=1` in the environment the file is written again with
//! what came out, and only what no expectation could allow is wrong.

use std::path::Path;

use recto::project::{Disk, Project};
use recto::source::Files;

use super::book::Shelf;
use super::case::{Case, EXPECTED, Kind};
use super::outcome::Outcome;
use super::{book, invariants, outcome};

/// Whether expectations are to be written, not compared.
pub(crate) fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// Runs a case; every string is a fault.
pub(crate) fn run(path: &Path) -> Vec<String> {
    if path.extension().is_none_or(|extension| extension != "md") {
        return vec!["is no case: cases end in .md".to_owned()];
    }
    in_words(try_run(path, |case| -> Result<Shelf, String> {
        if case.blocks().all(|block| matches!(block.kind(), Ok(Kind::Expected | Kind::Sample))) {
            return Err("has no input".to_owned());
        }
        book::of(case)
    }))
}

/// Runs a whole book in a folder, whose expectations stand in its `expected.md`.
pub(crate) fn run_folder(folder: &Path) -> Vec<String> {
    let expectations = folder.join("expected.md");
    in_words(try_run(&expectations, |_| on_disk(folder)))
}

/// Builds a book in a folder of which nothing is expected but that it is without a fault.
pub(crate) fn run_faultless(folder: &Path) -> Vec<String> {
    let check = |book: Disk| {
        let outcome = outcome::build(&book);
        let mut faults = invariants::check(&book, &outcome);
        faults.extend(outcome.text("diagnostics").map(|text| format!("has findings:\n{text}")));
        faults
    };
    in_words(on_disk(folder).map(check))
}

fn on_disk(folder: &Path) -> Result<Disk, String> {
    Project::find(folder).map(|project| project.files()).map_err(|fault| format!("{fault:?}"))
}

fn in_words(result: Result<Vec<String>, String>) -> Vec<String> {
    result.unwrap_or_else(|fault| vec![fault])
}

fn try_run<F: Files>(path: &Path, book: impl Fn(&Case) -> Result<F, String>) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|fault| fault.to_string())?;
    let mut case = Case::parse(&text)?;
    let book = book(&case)?;
    let outcome = outcome::build(&book);
    if blessing() {
        bless(&mut case, &outcome);
        let blessed = case.text();
        if blessed != text {
            std::fs::write(path, blessed).map_err(|fault| fault.to_string())?;
        }
    }
    let mut faults = compare(&case, &outcome);
    faults.extend(invariants::check(&book, &outcome));
    Ok(faults)
}

/// Fills the expected blocks. Findings are always expected; a block of anything else that did not come out stays, and is
/// a fault.
fn bless(case: &mut Case, outcome: &Outcome) {
    let mut infos: Vec<String> = case.expected().map(|block| block.info.clone()).collect();
    if !infos.iter().any(|info| info == "diagnostics") {
        infos.push("diagnostics".to_owned());
    }
    for info in infos {
        match outcome.text(&info) {
            Some(text) => case.bless(&info, text),
            None if info == "diagnostics" => case.remove(&info),
            None => {}
        }
    }
}

fn compare(case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut faults = Vec::new();
    if case.expected().next().is_none() {
        faults.push(format!("expects nothing: add a block of one of {}", EXPECTED.join(", ")));
    }
    let mut known: Vec<&str> = Vec::new();
    for block in case.expected() {
        if known.contains(&block.info.as_str()) {
            faults.push(format!("expects `{}` twice", block.info));
        }
        known.push(&block.info);
        match outcome.text(&block.info) {
            None => faults.push(format!("expects `{}`, and nothing of the kind came out", block.info)),
            Some(text) if text == block.text => {}
            Some(text) => faults.push(difference(&block.info, &block.text, &text)),
        }
    }
    if let Some(text) = outcome.text("diagnostics")
        && !known.contains(&"diagnostics")
    {
        faults.push(format!("expects no diagnostics, and these came:\n{text}"));
    }
    faults
}

/// Both texts from the first line that differs.
pub(crate) fn difference(what: &str, expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str, sign: &str| -> String {
        let lines = text.lines().skip(same).take(12);
        lines.map(|line| format!("  {sign} {line}\n")).collect()
    };
    format!("`{what}` differs from line {} on (- expected, + came out):\n{}{}", same + 1, rest(expected, "-"), rest(found, "+"))
}
