//! `recto sheets`.
//!
//! Lays the book out and says which sheets of its booklet must be printed again, so that copies of a released edition become copies
//! of the book as it stands; writes these sheets as a PDF.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, lock, no_sources, standing};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::edition::{self, Changes, Snapshot};
use crate::project::Project;
use crate::read::asks_for_booklet;
use crate::write::print;
use crate::{Built, Session, Wanted};

pub(super) fn run(typed: Option<&str>, hold_pages: bool, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let shelf = project.files();
    let mut found = Diagnostics::default();
    let old = super::released(typed, &shelf, &mut found);
    let Some((number, old)) = old else {
        terminal.findings(&found.sorted(), &no_sources());
        return Exit::of(&found);
    };
    let files = project.files();
    let wanted = Wanted { booklet: asks_for_booklet(&files), laid: true, ..Wanted::default() };
    let built = Session::default().build(&files, wanted, &mut |stage| terminal.stage(stage));
    found.extend(built.found.iter().cloned());
    let new = standing(&built);
    let changes = new.as_ref().map(|new| edition::changes(&old, new)).unwrap_or_default();
    if let Some(new) = new.as_ref().filter(|_| hold_pages || built.book.as_ref().is_some_and(|book| book.holds_pages)) {
        held(&old, new, &changes, &mut found);
    }
    let exit = Exit::of(&found);
    terminal.findings(&found.sorted(), &built.sources);
    match new {
        Some(new) if exit == Exit::Done => report(&project, &number, (&old, &new, &changes), &built, settings, terminal),
        Some(_) | None => exit,
    }
}

/// Reports corrections to the newest release that run on past their page; nothing where there is none yet.
pub(super) fn hold(project: &Project, built: &Built, found: &mut Diagnostics) {
    let shelf = project.files();
    if edition::releases(&shelf, found).is_empty() {
        return;
    }
    let old = super::released(None, &shelf, found);
    if let (Some((_, old)), Some(new)) = (old, standing(built)) {
        held(&old, &new, &edition::changes(&old, &new), found);
    }
}

/// Reports corrections that run on past their page.
pub(super) fn held(old: &Snapshot, new: &Snapshot, changes: &Changes, found: &mut Diagnostics) {
    for overrun in edition::overruns(old, new, changes) {
        let page = old.label(overrun.page);
        let finding = Diagnostic::nowhere(Code::HeldPages, overrun.sentence(old));
        let count = overrun.lines.unsigned_abs();
        let lines = if count == 1 { "a line".to_owned() } else { format!("{count} lines") };
        let way = if overrun.lines < 0 { "fill" } else { "cut" };
        found.push(finding.hint(format!("{way} {lines} on p. {page}, or let pages move: take `hold-pages` out")));
    }
}

fn report(
    project: &Project,
    number: &str,
    (old, new, changes): (&Snapshot, &Snapshot, &Changes),
    built: &Built,
    settings: &Settings,
    terminal: &mut Terminal,
) -> Exit {
    let reprint = edition::reprint(old, new);
    terminal.remark(&format!("compared with edition {number}:"));
    reprint.sentences(old, new).iter().for_each(|sentence| terminal.say(sentence));
    edition::overruns(old, new, changes).iter().for_each(|overrun| terminal.say(&overrun.sentence(old)));
    for (was, is) in edition::page_table(old, new, changes) {
        terminal.say(&format!("old p. {was} is new p. {is}"));
    }
    let only = reprint.all_sheets();
    let (Some(book), Some(laid), Some(plan), false) = (&built.book, &built.laid, &built.plan, only.is_empty()) else { return Exit::Done };
    let mut found = Diagnostics::default();
    let Some(pdf) = print::sheets(book, laid, plan, Some(&only), &mut found) else {
        terminal.findings(&found.sorted(), &built.sources);
        return Exit::of(&found);
    };
    let name = format!("{}-sheets.pdf", book.metadata.name);
    let written = lock(project, terminal).and_then(|lock| lock.write(&[(&name, &pdf)]).map_err(|finding| terminal.refuse(finding)));
    match written {
        Ok(()) => {
            terminal.say(&format!("{}  {}", super::build::shown(settings, &name), super::build::size(pdf.len())));
            Exit::Done
        }
        Err(exit) => exit,
    }
}
