//! `recto where`.
//!
//! In: a key. Out: a line for each use: its place in the manuscript, the printed page, what it is, its words. The book is laid
//! out for the pages; nothing is written.

use comemo::Track;

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find};
use crate::assemble::data_key;
use crate::book::uses::{Sought, Use, UseKind, uses};
use crate::book::{Anchor, Book, PageMap, key_part};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::Manuscript;
use crate::source::{Files, Sources};
use crate::{Session, Wanted, read};

pub(super) fn run(key: &str, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let files = project.files();
    let built = Session::default().build(&files, Wanted { laid: true, ..Wanted::default() }, &mut |stage| terminal.stage(stage));
    let exit = Exit::of(&built.found);
    let (Some(book), Exit::Done) = (&built.book, exit) else {
        terminal.findings(&built.found.sorted(), &built.sources);
        return exit;
    };
    let files: &dyn Files = &files;
    let Some(reading) = read::book(files.track(), &mut Sources::default(), &mut Diagnostics::default()) else { return exit };
    let all = sought(key.trim(), &reading.manuscript, book, |key| reading.records.by_key.contains_key(key));
    if all.is_empty() {
        let known = known(&reading.manuscript, book).chain(reading.records.by_key.keys().cloned()).collect::<Vec<_>>();
        let finding = Diagnostic::nowhere(Code::WrongArguments, format!("the book has no datum, value, source or label `{key}`"));
        let finding = finding.nearest(key, known.iter().map(String::as_str));
        return terminal.refuse(finding.hint("write a cell as `file.row.column`; the others by their names"));
    }
    let found: Vec<Use> = all.iter().flat_map(|sought| uses(book, sought)).collect();
    for used in &found {
        terminal.say(&line(used, built.pages.as_ref(), &built.sources));
    }
    if found.is_empty() {
        terminal.remark(&format!("`{key}` is not used"));
    }
    Exit::Done
}

/// What a key may mean.
fn sought(key: &str, manuscript: &Manuscript, book: &Book, is_source: impl Fn(&str) -> bool) -> Vec<Sought> {
    let parts = data_key(key);
    if let [file, row, column] = parts.as_slice()
        && let Some(data) = manuscript.data.get(file)
        && let Some(at) = data.columns.iter().position(|c| c.name.value == *column)
        && (0..data.rows.len()).any(|index| data.row_key(index) == row)
    {
        let row = (at == data.key).then(|| row.clone());
        let key = parts.iter().map(|part| key_part(part)).collect::<Vec<_>>().join(".");
        return vec![Sought::Cell { key, file: file.clone(), column: column.clone(), row }];
    }
    let of_book = manuscript.manifest.values.iter().any(|(name, _)| name.value == key);
    let of_file = matches!(parts.as_slice(), [file, name] if manuscript.data.get(file).is_some_and(|data| data.values.iter().any(|(n, _)| n.value == *name)));
    if of_book || of_file {
        return vec![Sought::Value(key.to_owned())];
    }
    let mut all = Vec::new();
    let key = key.trim_start_matches(['@', '#']);
    if is_source(key) {
        all.push(Sought::Source(key.to_owned()));
    }
    // The same label in several chapters has the chapter's name behind a stop.
    let labels =
        book.anchors.keys().filter(|anchor| anchor.0 == key || anchor.0.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')));
    all.extend(labels.map(|anchor| Sought::Label(Anchor(anchor.0.clone()))));
    all
}

/// Every name that could have been meant.
fn known(manuscript: &Manuscript, book: &Book) -> impl Iterator<Item = String> {
    let mut names: Vec<String> = book.anchors.keys().map(|anchor| anchor.0.clone()).collect();
    names.extend(manuscript.manifest.values.iter().map(|(name, _)| name.value.clone()));
    for (file, data) in &manuscript.data {
        names.extend(data.values.iter().map(|(name, _)| format!("{file}.{}", name.value)));
        for row in (0..data.rows.len()).take(1_000) {
            names.extend(data.columns.iter().map(|column| format!("{file}.{}.{}", data.row_key(row), column.name.value)));
        }
    }
    names.into_iter()
}

fn line(used: &Use, pages: Option<&PageMap>, sources: &Sources) -> String {
    let place = used.origin.and_then(|span| Some((sources.get(span.file)?, span))).map_or_else(String::new, |(source, span)| {
        let at = source.position(span.range().start);
        format!("{}:{}:{}", source.path, at.line, at.column)
    });
    let page = pages.and_then(|pages| pages.page_at(used.place)).map_or_else(String::new, |page| format!("p. {}", page.label));
    let what = match used.kind {
        UseKind::Sentence => "sentence",
        UseKind::Title => "title",
        UseKind::Caption => "caption",
        UseKind::Cell => "cell",
        UseKind::Table => "table",
        UseKind::Chart => "chart",
        UseKind::TableLine => "under a table",
        UseKind::Entry => "bibliography",
        UseKind::Place => "here",
    };
    format!("{place:<32}  {page:<8}  {what:<13}  {}", used.words).trim_end().to_owned()
}
