//! `recto fonts`.

use std::collections::BTreeMap;

use comemo::Track;

use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, no_sources};
use crate::diag::Diagnostics;
use crate::font::{self, Face};
use crate::project::Project;
use crate::source::{Files, Memory};

pub(super) fn run(settings: &Settings, terminal: &mut Terminal) -> Exit {
    let mut found = Diagnostics::default();
    // Outside a book there are still the fonts that recto carries.
    let project = Project::find(&settings.book).ok();
    let files: Box<dyn Files> = match &project {
        Some(project) => Box::new(project.files()),
        None => Box::new(Memory::default()),
    };
    let fonts = font::load((*files).track(), &mut found);
    let mut families: BTreeMap<&str, Vec<&Face>> = BTreeMap::new();
    for face in &fonts.faces {
        families.entry(&face.family).or_default().push(face);
    }
    for (family, faces) in families {
        terminal.say(family);
        for face in faces {
            let slope = if face.italic { " italic" } else { "" };
            let whose = if face.from_book { "of this book" } else { "of recto" };
            terminal.say(&format!("  {}{slope:<8} {} ({whose})", face.weight, face.file));
        }
    }
    let found = found.sorted();
    terminal.findings(&found, &no_sources());
    Exit::of(&found.into_iter().collect())
}
