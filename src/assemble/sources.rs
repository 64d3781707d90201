//! What there is to say of the sources themselves, whatever the text cites of them.
//!
//! In: the records, which of them are in the bibliography. Out: findings: works that are there twice, numbers with a wrong check
//! digit, addresses without the day they were read, fields that a citation of the type needs, sources never cited. Words nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::isbn;
use crate::cite::record::{Record, Records};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::FileId;

/// How many keys a finding names.
const NAMED: usize = 5;

/// Looks through the records. `cited` are the keys that citations and `nocite` name, where all of the text could be read.
pub(super) fn check(records: &Records, cited: Option<&BTreeSet<&str>>, found: &mut Diagnostics) {
    twice(records, found);
    for record in records.by_key.values() {
        numbers(record, found);
        if cited.is_none_or(|cited| cited.contains(record.key.as_str())) {
            address(record, found);
            missing(record, found);
        }
    }
    if let Some(cited) = cited {
        never_cited(records, cited, found);
    }
}

fn text<'r>(record: &'r Record, variable: &str) -> &'r str {
    record.item.get(variable).and_then(|value| value.as_str()).unwrap_or_default().trim()
}

/// Letters and digits in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A DOI without the address of its resolver.
fn doi(record: &Record) -> &str {
    let text = text(record, "DOI");
    text.find("10.").map_or(text, |at| &text[at..])
}

/// The same DOI, the same ISBN of a whole book, or the same author, title and year.
fn twice(records: &Records, found: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, String), &Record> = BTreeMap::new();
    for record in records.by_key.values() {
        let mut marks = vec![("DOI", doi(record).to_lowercase())];
        if text(record, "type") == "book" {
            let isbn = bare(text(record, "ISBN").split([' ', ',', ';']).next().unwrap_or_default());
            marks.push(("ISBN", format!("{isbn}{}", if isbn.is_empty() { "" } else { text(record, "volume") })));
        }
        marks.push(("author, title and year", work(record).unwrap_or_default()));
        let marks = marks.into_iter().filter(|(_, mark)| !mark.is_empty());
        let mut told = false;
        for mark in marks {
            let what = mark.0;
            match seen.get(&mark) {
                None => drop(seen.insert(mark, record)),
                Some(_) if told => {}
                Some(first) => {
                    told = true;
                    let message = format!("`{}` and `{}` have the same {what}", record.key, first.key);
                    let finding = Diagnostic::new(Code::DuplicateWork, record.span, message).label(first.span, "the other one");
                    found.push(finding.hint("cite one of them everywhere and delete the other; else readers take them for two works"));
                }
            }
        }
    }
}

/// Who, what, when: none where a part is not known.
fn work(record: &Record) -> Option<String> {
    let author = record.item.get("author").or_else(|| record.item.get("editor"))?.get(0)?;
    let name = author.get("family").or_else(|| author.get("literal"))?.as_str()?;
    let title = bare(text(record, "title"));
    let issued = record.item.get("issued")?.get("date-parts")?.get(0)?;
    let volume = text(record, "volume");
    (!title.is_empty()).then(|| format!("{} {title} {issued} {volume}", bare(name)))
}

/// ISBNs by their check digits, DOIs by their form.
fn numbers(record: &Record, found: &mut Diagnostics) {
    let typed = text(record, "ISBN");
    let alone = |part: &&str| part.chars().any(|c| c.is_ascii_digit());
    let parts: Vec<&str> = if bare(typed).len() > 13 { typed.split([' ', ',', ';']).filter(alone).collect() } else { vec![typed] };
    for isbn in parts.into_iter().filter(|isbn| !isbn.is_empty()) {
        let old = bare(isbn).len() == 10;
        let fault =
            if old { (!isbn::ten(isbn)).then(|| "its check digit is wrong".to_owned()) } else { isbn::verify(isbn).err().map(|f| f.cause) };
        if let Some(cause) = fault {
            let finding =
                Diagnostic::new(Code::WrongIdentifier, record.span, format!("the ISBN `{isbn}` of `{}` is none ({cause})", record.key));
            found.push(finding.hint("compare every digit with the title page's verso"));
        }
    }
    let typed = text(record, "DOI");
    if !typed.is_empty() && !is_doi(doi(record)) {
        let finding = Diagnostic::new(Code::WrongIdentifier, record.span, format!("the DOI `{typed}` of `{}` is none", record.key));
        found.push(finding.hint("write it as `10.1000/182`: a number that begins with 10, a slash, and what the publisher chose"));
    }
}

/// `10.` with four digits or more, a slash and something (ISO 26324).
fn is_doi(doi: &str) -> bool {
    let Some((prefix, suffix)) = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    let registrant = prefix.split('.').next().unwrap_or_default();
    registrant.len() >= 4
        && prefix.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !suffix.is_empty()
        && !suffix.contains(char::is_whitespace)
}

/// A page of the web changes; a DOI's does not, nor does one that bears the month or day of its version.
fn address(record: &Record, found: &mut Diagnostics) {
    let parts = record.item.get("issued").and_then(|date| date.get("date-parts")?.get(0)?.as_array());
    let dated = parts.is_some_and(|parts| parts.len() > 1);
    if record.item.contains_key("URL") && text(record, "DOI").is_empty() && !dated && !record.item.contains_key("accessed") {
        let message = format!("`{}` has an address and no day on which it was read", record.key);
        let finding = Diagnostic::new(Code::MissingAccessDate, record.span, message);
        found.push(finding.hint("add it: `url: { value: …, date: 2026-11-25 }` in YAML, `urldate` in BibLaTeX, `accessed` in CSL-JSON"));
    }
}

/// What citations of a type cannot do without: a style prints a gap, or a name that stands for nothing.
fn missing(record: &Record, found: &mut Diagnostics) {
    let needed: &[&[&str]] = match text(record, "type") {
        "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary" => &[&["title"], &["container-title"]],
        "article-journal" => &[&["title"], &["container-title"]],
        "article-newspaper" | "article-magazine" => &[&["container-title"]],
        "personal_communication" => &[&["author", "recipient"]],
        "book" | "report" | "thesis" => &[&["title"]],
        _ => &[&["title", "genre", "archive", "author"]],
    };
    let missing: Vec<&str> =
        needed.iter().filter(|any| !any.iter().any(|name| record.item.contains_key(*name))).map(|any| any[0]).collect();
    if !missing.is_empty() {
        let message =
            format!("`{}` says nothing of its {}", record.key, missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", "));
        let finding = Diagnostic::new(Code::MissingField, record.span, message);
        found.push(finding.hint("add what is known; what can't be known may stay out"));
    }
}

/// One finding a file: a library of sources may serve many books.
fn never_cited(records: &Records, cited: &BTreeSet<&str>, found: &mut Diagnostics) {
    let mut files: BTreeMap<FileId, Vec<&Record>> = BTreeMap::new();
    for record in records.by_key.values().filter(|record| !cited.contains(record.key.as_str())) {
        files.entry(record.span.file).or_default().push(record);
    }
    for records in files.values_mut() {
        records.sort_by_key(|record| record.span);
        let named: Vec<String> = records.iter().take(NAMED).map(|record| format!("`{}`", record.key)).collect();
        let more = if records.len() > NAMED { format!(" and {} more", records.len() - NAMED) } else { String::new() };
        let message = format!("never cited: {}{more}", named.join(", "));
        let finding = Diagnostic::new(Code::UncitedSource, records[0].span, message);
        found.push(finding.hint("nothing need be done; what belongs into the bibliography all the same is named under `nocite`"));
    }
}
