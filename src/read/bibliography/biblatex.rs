//! BibLaTeX and BibTeX, as Zotero, Better BibTeX and JabRef write them: the file's frame.
//!
//! In: a .bib file. Out: a record an entry. Abbreviations (`@string`) are filled in, `crossref` and `xdata` bring what their
//! parents say; what the fields mean is `fields`' affair. The syntax is read by the biblatex crate, LaTeX by `latex`.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::{RawBibliography, RawChunk};

use super::fields;
use super::{Record, broken, line_at};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// How deep abbreviations may stand in one another.
const DEEPEST: usize = 20;

/// An entry as it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) key: String,
    pub(super) span: Span,
    /// Its type in small letters, with its place.
    pub(super) kind: String,
    pub(super) kind_span: Span,
    /// The fields by their names in small letters: raw LaTeX, with the place of the name.
    pub(super) fields: BTreeMap<String, Field>,
}

/// A field's raw LaTeX and where its name stands.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) raw: String,
    pub(super) span: Span,
}

impl Raw {
    /// A field's raw text that is not blank.
    pub(super) fn raw(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(|field| field.raw.as_str()).filter(|raw| !raw.trim().is_empty())
    }
}

/// Reads the file's entries.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Vec<Record> {
    let whole = match RawBibliography::parse(&source.text) {
        Ok(whole) => whole,
        Err(fault) => {
            found.push(broken(line_at(source, fault.span.start), "BibLaTeX", &fault.kind.to_string()));
            return Vec::new();
        }
    };
    let raw = entries(source, &whole, found);
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, entry) in raw.iter().enumerate() {
        by_key.entry(entry.key.as_str()).or_insert(index);
    }
    let parents = Parents { raw: &raw, by_key };
    raw.iter().map(|entry| fields::record(source, &parents.inherited(entry, found), found)).collect()
}

fn entries(source: &Source, whole: &RawBibliography<'_>, found: &mut Diagnostics) -> Vec<Raw> {
    let span = |range: &std::ops::Range<usize>| Span::new(source.id, range.clone());
    let named: BTreeMap<String, &biblatex::Field<'_>> =
        whole.abbreviations.iter().map(|pair| (pair.key.v.to_lowercase(), &pair.value.v)).collect();
    let mut raw = Vec::new();
    for entry in &whole.entries {
        let mut fields: BTreeMap<String, Field> = BTreeMap::new();
        for pair in &entry.v.fields {
            let mut text = String::new();
            let place = span(&pair.key.span);
            if let Some(unknown) = fill(&pair.value.v, &named, 0, &mut text) {
                let message = format!("no `@string` of the file is called `{unknown}`");
                let finding = Diagnostic::new(Code::BrokenBibliography, place, message).nearest(&unknown, named.keys().map(String::as_str));
                found.push(finding.hint("put the value into braces, or define the abbreviation"));
            }
            let field = Field { raw: text, span: place };
            let name = pair.key.v.to_lowercase();
            match fields.get(&name) {
                None => drop(fields.insert(name, field)),
                Some(first) if first.raw == field.raw => {}
                Some(first) => {
                    let message = format!("`{}` has the field `{name}` twice; these words are not used", entry.v.key.v);
                    let finding = Diagnostic::new(Code::ConflictingField, place, message).label(first.span, "these are");
                    found.push(finding.hint("delete one of the two"));
                }
            }
        }
        let kind = entry.v.kind.v.to_lowercase();
        let key = entry.v.key.v.to_owned();
        raw.push(Raw { key, span: span(&entry.v.key.span), kind, kind_span: span(&entry.v.kind.span), fields });
    }
    raw
}

/// A value with its abbreviations filled in; the name of one that is not there.
fn fill(value: &biblatex::Field<'_>, named: &BTreeMap<String, &biblatex::Field<'_>>, depth: usize, out: &mut String) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut missing = None;
    for chunk in value {
        match chunk.v {
            RawChunk::Normal(text) => out.push_str(text),
            RawChunk::Abbreviation(name) => {
                let lower = name.to_lowercase();
                let unknown = match named.get(&lower) {
                    Some(value) if depth < DEEPEST => fill(value, named, depth + 1, out),
                    _ => match MONTHS.iter().position(|month| *month == lower) {
                        Some(month) => {
                            out.push_str(&(month + 1).to_string());
                            None
                        }
                        None => Some(name.to_owned()),
                    },
                };
                missing = missing.or(unknown);
            }
        }
    }
    missing
}

/// The file's entries as parents of one another.
struct Parents<'r> {
    raw: &'r [Raw],
    by_key: BTreeMap<&'r str, usize>,
}

impl Parents<'_> {
    /// An entry with what its parents say and it does not.
    fn inherited(&self, entry: &Raw, found: &mut Diagnostics) -> Raw {
        let mut whole = entry.clone();
        let mut seen = BTreeSet::from([entry.key.clone()]);
        self.inherit(entry, &mut whole, &mut seen, found);
        whole
    }

    fn inherit(&self, from: &Raw, whole: &mut Raw, seen: &mut BTreeSet<String>, found: &mut Diagnostics) {
        let mut asked: Vec<(&str, &str)> =
            from.raw("xdata").into_iter().flat_map(|all| all.split(',')).map(|key| ("xdata", key.trim())).collect();
        asked.extend(from.raw("crossref").map(|key| ("crossref", key.trim())));
        for (field, key) in asked {
            let place = from.fields.get(field).map_or(from.span, |field| field.span);
            let Some(parent) = self.by_key.get(key).map(|index| &self.raw[*index]) else {
                let finding =
                    Diagnostic::new(Code::DanglingCrossref, place, format!("the `{field}` of `{}` leads to no entry `{key}`", from.key));
                found.push(finding.nearest(key, self.by_key.keys().copied()).hint("add the entry to this file, or delete the field"));
                continue;
            };
            if seen.contains(&parent.key) {
                if parent.key == whole.key {
                    let finding =
                        Diagnostic::new(Code::CyclicCrossref, place, format!("`{}` is its own parent through `{field}`", whole.key));
                    found.push(finding.label(parent.span, "it begins here").hint("delete the field in one of the entries"));
                }
                continue;
            }
            seen.insert(parent.key.clone());
            for (name, value) in &parent.fields {
                let name = if field == "crossref" { inherited_name(name, &whole.kind, &parent.kind) } else { Some(name.as_str()) };
                let Some(name) = name.filter(|name| !KEPT.contains(name)) else { continue };
                whole.fields.entry(name.to_owned()).or_insert_with(|| value.clone());
            }
            self.inherit(parent, whole, seen, found);
        }
    }
}

/// What no child inherits (BibLaTeX manual, appendix B).
const KEPT: &[&str] =
    &["ids", "crossref", "xref", "xdata", "entryset", "label", "options", "presort", "related", "shorthand", "sortkey", "keywords", "file"];

/// The name under which a parent's field comes to its child (BibLaTeX manual, appendix B).
fn inherited_name<'n>(name: &'n str, child: &str, parent: &str) -> Option<&'n str> {
    let part = ["inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings", "conference"];
    let many = parent.starts_with("mv");
    Some(match name {
        "title" | "subtitle" | "titleaddon" if part.contains(&child) || many => match (name, many) {
            ("title", false) => "booktitle",
            ("subtitle", false) => "booksubtitle",
            (_, false) => "booktitleaddon",
            ("title", true) => "maintitle",
            ("subtitle", true) => "mainsubtitle",
            (_, true) => "maintitleaddon",
        },
        "title" if parent == "periodical" => "journaltitle",
        "subtitle" if parent == "periodical" => "journalsubtitle",
        "author" if ["inbook", "bookinbook", "suppbook"].contains(&child) && parent.ends_with("book") => "bookauthor",
        "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle" => return None,
        other => other,
    })
}
