//! `recto check`.
//!
//! The book is built in memory and thrown away: so `check` finds whatever `build` would find.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find};
use crate::read::asks_for_booklet;
use crate::{Session, Wanted};

pub(super) fn run(settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let files = project.files();
    let wanted = Wanted { pdf: true, epub: true, booklet: asks_for_booklet(&files), ..Wanted::default() };
    let built = Session::default().build(&files, wanted, &mut |stage| terminal.stage(stage));
    let exit = Exit::of(&built.found);
    terminal.findings(&built.found.sorted(), &built.sources);
    if exit == Exit::Done {
        let pages = built.pages.map_or(0, |pages| pages.pages.len());
        terminal.say(&format!("no faults: {pages} pages"));
    }
    exit
}
