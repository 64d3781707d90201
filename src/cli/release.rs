//! `recto release`.
//!
//! Builds the book, asks whether its number may be released, and seals it in `editions/`: whole or not at all.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, lock, standing};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::edition::{self, Before, Number, Release, Seal};
use crate::project::{Lock, Project, version};
use crate::read::asks_for_booklet;
use crate::{Built, Session, Wanted};

pub(super) fn run(settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let lock = match lock(&project, terminal) {
        Ok(lock) => lock,
        Err(exit) => return exit,
    };
    let files = project.files();
    let wanted = Wanted { pdf: true, epub: true, booklet: asks_for_booklet(&files), laid: true, ..Wanted::default() };
    let built = Session::default().build(&files, wanted, &mut |stage| terminal.stage(stage));
    let mut found: Diagnostics = built.found.iter().cloned().collect();
    let sealed = sealed(&project, &files.served(), &built, &mut found);
    let exit = Exit::of(&found);
    terminal.findings(&found.sorted(), &built.sources);
    match sealed {
        Some((number, sealed)) if exit == Exit::Done => keep(&project, &lock, number, &sealed, terminal),
        Some(_) | None => exit,
    }
}

/// A release's files: names and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// The release's files, where nothing stands against them.
fn sealed(project: &Project, inputs: &[(String, crate::source::Bytes)], built: &Built, found: &mut Diagnostics) -> Option<(Number, Files)> {
    let (book, now) = (built.book.as_ref()?, standing(built)?);
    let shelf = project.files();
    let releases = edition::releases(&shelf, found);
    if found.failed() {
        return None;
    }
    let metadata = &book.metadata;
    let number = Number { edition: metadata.edition, printing: metadata.printing };
    let newest = match releases.last() {
        Some(newest) => match newest.snapshot(&shelf) {
            Ok(snapshot) => Some((newest, snapshot)),
            Err(finding) => {
                found.push(finding);
                return None;
            }
        },
        None => None,
    };
    edition::may_be_released(number, newest.as_ref().map(|(release, snapshot)| (*release, snapshot)), &now, &metadata.language, found);
    if let Some((_, was)) = newest.as_ref().filter(|_| book.holds_pages) {
        super::sheets::held(was, &now, &edition::changes(was, &now), found);
    }
    if found.failed() {
        return None;
    }
    let date = metadata.date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let seal = Seal {
        format: edition::FORMAT,
        edition: number.edition,
        printing: number.printing,
        date,
        title: metadata.title.clone(),
        recto: version().to_owned(),
        pages: now.pages.len(),
        before: newest.map(|(release, _)| before(release)),
        inputs: inputs.iter().map(|(path, bytes)| (path.clone(), edition::fingerprint(bytes))).collect(),
        ..Seal::default()
    };
    let packed = edition::seal(seal, &now, &packed_inputs(inputs), outputs(built, &metadata.name));
    let packed = packed.map_err(|why| {
        found.push(Diagnostic::nowhere(Code::OutputNotWritten, format!("`editions/{number}` could not be packed ({why})")).environment());
    });
    Some((number, packed.ok()?))
}

fn before(release: &Release) -> Before {
    Before { release: release.number.to_string(), seal: release.mark.clone() }
}

/// The inputs that are sealed: a font that recto itself carries is not, its fingerprint is enough.
fn packed_inputs(inputs: &[(String, crate::source::Bytes)]) -> Vec<(String, crate::source::Bytes)> {
    inputs.iter().filter(|(path, bytes)| !(path.starts_with("fonts/") && crate::font::carries(bytes))).cloned().collect()
}

fn outputs(built: &Built, name: &str) -> Files {
    let one = |bytes: &Option<Vec<u8>>, ending: &str| bytes.clone().map(|bytes| (format!("{name}{ending}"), bytes));
    [one(&built.pdf, ".pdf"), one(&built.epub, ".epub"), one(&built.booklet, "-booklet.pdf")].into_iter().flatten().collect()
}

fn keep(project: &Project, lock: &Lock, number: Number, files: &Files, terminal: &mut Terminal) -> Exit {
    if let Err(finding) = project.seal(lock, &number.to_string(), files) {
        return terminal.refuse(finding);
    }
    for (name, bytes) in files {
        terminal.say(format!("editions/{number}/{name:<24}  {:>8}", super::build::size(bytes.len())).trim_end());
    }
    terminal.say(&format!("edition {number} is released: keep `editions/{number}` with the book, and change nothing in it"));
    Exit::Done
}
