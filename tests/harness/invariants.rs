//! What holds for every book that is built, whatever is expected of it.
//!
//! In: a book and what became of it. Out: what does not hold, in words.

use recto::source::Files;

use super::outcome::{self, Outcome};
use super::{places, words};

/// Everything that does not hold.
pub(crate) fn check(book: &dyn Files, outcome: &Outcome) -> Vec<String> {
    if outcome.built.found.failed() {
        return outputs_of_a_failure(outcome);
    }
    let mut faults = missing(outcome);
    faults.extend(outcome.epub.iter().filter_map(|(path, bytes)| malformed(path, bytes)));
    faults.extend(words::compare(outcome));
    faults.extend(places::check(outcome));
    faults.extend(same_bytes(outcome, &outcome::build(book)));
    faults
}

fn outputs_of_a_failure(outcome: &Outcome) -> Vec<String> {
    let built = &outcome.built;
    let none = built.pdf.is_none() && built.epub.is_none() && built.typst.is_empty();
    if none { Vec::new() } else { vec!["has outputs in spite of an error".to_owned()] }
}

fn missing(outcome: &Outcome) -> Vec<String> {
    let built = &outcome.built;
    let made = [("PDF", built.pdf.is_some()), ("EPUB", built.epub.is_some()), ("Typst", !built.typst.is_empty())];
    made.iter().filter(|(_, made)| !made).map(|(name, _)| format!("has no error, and no {name} came out")).collect()
}

/// A file of the e-book that is XML by its name, and is not well formed.
fn malformed(path: &str, bytes: &[u8]) -> Option<String> {
    if ![".xhtml", ".opf", ".ncx", ".xml", ".svg"].iter().any(|ending| path.ends_with(ending)) {
        return None;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(format!("`{path}` in the EPUB is not UTF-8")) };
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).err().map(|fault| format!("`{path}` in the EPUB is malformed: {fault}"))
}

fn same_bytes(first: &Outcome, second: &Outcome) -> Vec<String> {
    let pairs = [
        ("PDF", first.built.pdf == second.built.pdf),
        ("EPUB", first.built.epub == second.built.epub),
        ("Typst", first.built.typst == second.built.typst),
        ("page map", first.built.pages == second.built.pages),
    ];
    pairs.iter().filter(|(_, same)| !same).map(|(name, _)| format!("gives another {name} when it is built again")).collect()
}
