//! `recto diff`.
//!
//! Lays the book out and marks on its pages what changed since a released edition; lists it as `recto errata` does.

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, lock, no_sources, released, standing};
use crate::book::{Book, NodeId, PageMap};
use crate::diag::Diagnostics;
use crate::edition::{self, Changes};
use crate::write::print::Changed;
use crate::{Session, Wanted};

pub(super) fn run(typed: Option<&str>, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    let mut found = Diagnostics::default();
    let Some((number, old)) = released(typed, &project.files(), &mut found) else {
        terminal.findings(&found.sorted(), &no_sources());
        return Exit::of(&found);
    };
    let mut session = Session::default();
    let files = project.files();
    let built = session.build(&files, Wanted { laid: true, ..Wanted::default() }, &mut |stage| terminal.stage(stage));
    found.extend(built.found.iter().cloned());
    let (Some(new), Some(book), Some(pages)) = (standing(&built), &built.book, &built.pages) else {
        terminal.findings(&found.sorted(), &built.sources);
        return Exit::of(&found);
    };
    let pdf = session.marked(&built, &marks(book, pages, &edition::changes(&old, &new)), &mut found);
    let exit = Exit::of(&found);
    terminal.findings(&found.sorted(), &built.sources);
    let Some(pdf) = pdf.filter(|_| exit == Exit::Done) else { return exit };
    let list = edition::errata(&old, &new);
    list.iter().for_each(|erratum| terminal.say(&edition::line(erratum, &book.metadata.language)));
    if list.is_empty() {
        terminal.remark(&format!("the words are those of edition {number}"));
    }
    let name = format!("{}-diff.pdf", book.metadata.name);
    match lock(&project, terminal).and_then(|lock| lock.write(&[(&name, &pdf)]).map_err(|finding| terminal.refuse(finding))) {
        Ok(()) => {
            terminal.say(&format!("{}  {}", super::build::shown(settings, &name), super::build::size(pdf.len())));
            Exit::Done
        }
        Err(exit) => exit,
    }
}

/// What changed, as places of the book.
fn marks(book: &Book, pages: &PageMap, changes: &Changes) -> Vec<Changed> {
    let passages = edition::passages(book, Some(pages));
    let nodes: Vec<(u32, NodeId)> = passages.of.iter().map(|(node, passage)| (*passage, *node)).collect();
    let node = |passage: usize| nodes.iter().find(|(at, _)| *at as usize == passage).map(|(_, node)| *node);
    let spot = |change: &edition::Change| Some(Changed { node: node(change.new.passage)?, from: change.new.from, to: change.new.to });
    changes.all.iter().filter_map(spot).collect()
}
