//! `recto verify`.
//!
//! Builds a released edition again from its sealed inputs, in memory, and compares it with what was sealed.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, no_sources, standing};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::edition::{self, Release, Snapshot};
use crate::project::{Disk, version};
use crate::source::{BookPath, Memory};
use crate::{Built, Session, Wanted};

pub(super) fn run(typed: &str, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let shelf = project.files();
    let mut found = Diagnostics::default();
    let verified = verify(typed, &shelf, &mut found, terminal);
    terminal.findings(&found.sorted(), &no_sources());
    let exit = Exit::of(&found);
    match verified {
        Some(words) if exit == Exit::Done => terminal.say(&words),
        Some(_) | None => {}
    }
    exit
}

/// Verifies a release; the last words where nothing is found.
fn verify(typed: &str, shelf: &Disk, found: &mut Diagnostics, terminal: &mut Terminal) -> Option<String> {
    let releases = edition::releases(shelf, found);
    if found.failed() {
        return None;
    }
    let release = edition::find(&releases, typed).map_err(|finding| found.push(finding)).ok()?;
    found.extend(release.damage(shelf));
    if found.failed() {
        return None;
    }
    let was = release.snapshot(shelf).map_err(|finding| found.push(finding)).ok()?;
    let inputs = inputs(release, shelf, found)?;
    let named = |ending: &str| release.seal.outputs.keys().any(|name| name.ends_with(ending));
    let wanted = Wanted { pdf: true, epub: named(".epub"), booklet: named("-booklet.pdf"), laid: true, ..Wanted::default() };
    let built = Session::default().build(&inputs, wanted, &mut |stage| terminal.stage(stage));
    let Some(is) = standing(&built) else {
        let first = built.found.sorted().first().map(|finding| finding.message.clone()).unwrap_or_default();
        found.push(differs(&format!("edition {} can't be built again: {first}", release.number), release));
        return None;
    };
    compare(release, shelf, (&was, &is), &built, found, terminal)
}

/// The inputs as they were sealed; fonts that recto carries come from there.
fn inputs(release: &Release, shelf: &Disk, found: &mut Diagnostics) -> Option<Memory> {
    let sealed = release.inputs(shelf).map_err(|finding| found.push(finding)).ok()?;
    let mut memory = Memory::default();
    for (name, mark) in &release.seal.inputs {
        let carried = || crate::font::carried().find(|bytes| edition::fingerprint(bytes) == *mark).map(<[u8]>::to_vec);
        match (BookPath::new(name), sealed.get(name).cloned().or_else(carried)) {
            (Ok(path), Some(bytes)) => memory.put(path, bytes),
            (Err(_), _) | (_, None) => {
                let message =
                    format!("`{name}`, an input of edition {}, is neither sealed with it nor carried by this recto", release.number);
                found.push(differs(&message, release));
            }
        }
    }
    (!found.failed()).then_some(memory)
}

fn compare(
    release: &Release,
    shelf: &Disk,
    (was, is): (&Snapshot, &Snapshot),
    built: &Built,
    found: &mut Diagnostics,
    terminal: &mut Terminal,
) -> Option<String> {
    let mut differing = Vec::new();
    for name in release.seal.outputs.keys() {
        let sealed = release.sealed(shelf, name).map_err(|finding| found.push(finding)).ok()?;
        let again = output(built, name).unwrap_or_default();
        match edition::first_difference(name, &sealed, again, was, is) {
            None => terminal.say(&format!("{name:<28}  every byte agrees")),
            Some(place) => {
                terminal.say(&format!("{name:<28}  differs, first at {place}"));
                differing.push(name.as_str());
            }
        }
    }
    if differing.is_empty() {
        return Some(format!("edition {} is built again as it was sealed", release.number));
    }
    if release.seal.recto == version() {
        found.push(differs(
            &format!("edition {} is not built again as it was sealed: {} differs", release.number, differing.join(", ")),
            release,
        ));
        return None;
    }
    let message =
        format!("this recto ({}) is another than the one that sealed edition {} ({})", version(), release.number, release.seal.recto);
    terminal.say(&format!("{message}: words, pages and data are compared, not bytes"));
    let language = &built.book.as_ref()?.metadata.language;
    let differences = edition::differences(was, is, language);
    if differences.is_empty() {
        return Some("the words, the pages and lines, the data agree".to_owned());
    }
    for difference in differences {
        found.push(differs(&difference, release));
    }
    None
}

fn output<'a>(built: &'a Built, name: &str) -> Option<&'a [u8]> {
    let made = if name.ends_with(".epub") {
        &built.epub
    } else if name.ends_with("-booklet.pdf") {
        &built.booklet
    } else {
        &built.pdf
    };
    made.as_deref()
}

fn differs(message: &str, release: &Release) -> Diagnostic {
    let finding = Diagnostic::nowhere(Code::EditionDiffers, message);
    if release.seal.recto == version() {
        finding
    } else {
        finding.hint(format!("verify it with the recto that sealed it: {}", release.seal.recto))
    }
}
