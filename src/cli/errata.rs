//! `recto errata`.
//!
//! Lists what changed in the words between two released editions, or from the newest release to the book as it stands, and sets a
//! slip of it. The book itself is not laid out for that: the old pages and lines are known.

use serde::Serialize;

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, lock, released};
use crate::book::Book;
use crate::diag::Diagnostics;
use crate::edition::{self, Erratum, Snapshot};
use crate::locale::Language;
use crate::project::Project;
use crate::{Session, Wanted};

/// What is asked of the list.
pub(super) struct Asked<'a> {
    pub(super) from: Option<&'a str>,
    pub(super) to: Option<&'a str>,
    pub(super) substantive: bool,
    pub(super) toml: bool,
    pub(super) edit: bool,
}

pub(super) fn run(asked: &Asked<'_>, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let files = project.files();
    let mut built = Session::default().build(&files, Wanted::default(), &mut |stage| terminal.stage(stage));
    let mut found: Diagnostics = built.found.iter().filter(|finding| finding.severity == crate::diag::Severity::Error).cloned().collect();
    let shelf = project.files();
    let old = released(asked.from, &shelf, &mut found);
    let new = match asked.to {
        Some(edition) => released(Some(edition), &shelf, &mut found),
        None => built.book.as_ref().map(|book| ("as it stands".to_owned(), Snapshot::of_words(book))),
    };
    let reasons = edition::reasons(&shelf, &mut built.sources, &mut found);
    let (Some((number, old)), Some((_, new)), Some(book), false) = (old, new, &built.book, found.failed()) else {
        terminal.findings(&found.sorted(), &built.sources);
        return Exit::of(&found);
    };
    let mut list = edition::errata(&old, &new);
    let corrected = edition::Number::parse(&number).map_or(0, |number| number.edition);
    edition::explain(&mut list, &reasons, corrected, &mut found);
    terminal.findings(&found.sorted(), &built.sources);
    if asked.edit {
        return edit(&project, &list, corrected, terminal);
    }
    list.retain(|erratum| erratum.substantive || !asked.substantive);
    say(&number, &list, asked.toml, &book.metadata.language, terminal);
    if list.is_empty() || asked.toml {
        return Exit::Done;
    }
    slip(&project, (book, &list, corrected), settings, terminal)
}

/// The slip, `out/NAME-errata.pdf`.
fn slip(project: &Project, (book, list, corrected): (&Book, &[Erratum], u32), settings: &Settings, terminal: &mut Terminal) -> Exit {
    let slip = edition::slip(book, list, corrected);
    let mut found = Diagnostics::default();
    let Some(pdf) = Session::default().print(&slip, &project.files(), &mut found) else {
        terminal.findings(&found.sorted(), &super::no_sources());
        return Exit::of(&found);
    };
    let name = format!("{}-errata.pdf", book.metadata.name);
    match lock(project, terminal).and_then(|lock| lock.write(&[(&name, &pdf)]).map_err(|finding| terminal.refuse(finding))) {
        Ok(()) => {
            terminal.remark(&format!("{}  {}", super::build::shown(settings, &name), super::build::size(pdf.len())));
            Exit::Done
        }
        Err(exit) => exit,
    }
}

fn say(number: &str, list: &[Erratum], toml: bool, language: &Language, terminal: &mut Terminal) {
    if toml {
        return terminal.say(as_toml(number, list).trim_end());
    }
    for erratum in list {
        terminal.say(&edition::line(erratum, language));
        let datum = erratum.datum.as_ref().map(|key| format!("  {key}"));
        let source = erratum.source.as_ref().map(|source| format!("  {source}"));
        datum.iter().chain(&source).for_each(|line| terminal.say(line));
    }
    match list.len() {
        0 => terminal.remark(&format!("the words are those of edition {number}")),
        1 => terminal.remark(&format!("1 erratum to edition {number}")),
        n => terminal.remark(&format!("{n} errata to edition {number}")),
    }
}

#[derive(Serialize)]
struct Listed<'a> {
    /// The edition whose pages and lines are named.
    corrects: &'a str,
    erratum: &'a [Erratum],
}

fn as_toml(number: &str, list: &[Erratum]) -> String {
    toml::to_string(&Listed { corrects: number, erratum: list }).unwrap_or_default()
}

/// Puts a line into `editions/reasons.toml` for each erratum that has no reason.
fn edit(project: &Project, list: &[Erratum], corrected: u32, terminal: &mut Terminal) -> Exit {
    let more = edition::to_be_explained(list, corrected);
    if more.is_empty() {
        terminal.say("every erratum has its reason");
        return Exit::Done;
    }
    let count = more.matches("[[reason]]").count();
    match lock(project, terminal).and_then(|lock| project.add_to_reasons(&lock, &more).map_err(|finding| terminal.refuse(finding))) {
        Ok(()) => {
            terminal.say(&format!("{} waits for {count} in `because = \"\"`", edition::REASONS));
            Exit::Done
        }
        Err(exit) => exit,
    }
}
