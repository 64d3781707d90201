//! `recto check`.
//!
//! The book is built in memory and thrown away: so `check` finds whatever `build` would find. Where pages are held, they are compared
//! with those of the newest release.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find};
use crate::diag::Diagnostics;
use crate::read::asks_for_booklet;
use crate::{Session, Wanted};

pub(super) fn run(settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let files = project.files();
    let wanted = Wanted { pdf: true, epub: true, booklet: asks_for_booklet(&files), laid: true, ..Wanted::default() };
    let built = Session::default().build(&files, wanted, &mut |stage| terminal.stage(stage));
    let mut found: Diagnostics = built.found.iter().cloned().collect();
    if built.book.as_ref().is_some_and(|book| book.holds_pages) {
        super::sheets::hold(&project, &built, &mut found);
    }
    let exit = Exit::of(&found);
    terminal.findings(&found.sorted(), &built.sources);
    if exit == Exit::Done {
        let pages = built.pages.map_or(0, |pages| pages.pages.len());
        terminal.say(&format!("no faults: {pages} pages"));
    }
    exit
}
