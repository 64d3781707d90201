//! `recto new`.

use std::path::Path;

use super::Exit;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic};
use crate::project::create;

/// The book to begin with.
const FILES: [(&str, &str); 7] = [
    ("book.toml", include_str!("new/book.toml")),
    ("chapters/foreword.md", include_str!("new/foreword.md")),
    ("chapters/01-lighthouses.md", include_str!("new/01-lighthouses.md")),
    ("data/lamps.csv", include_str!("new/lamps.csv")),
    ("data/lamps.schema.toml", include_str!("new/lamps.schema.toml")),
    ("bibliography/sources.yaml", include_str!("new/sources.yaml")),
    (".gitignore", "/out/\n"),
];

pub(super) fn run(folder: &Path, terminal: &mut Terminal) -> Exit {
    match create(folder, &FILES) {
        Ok(()) => {
            for (name, _) in FILES {
                terminal.say(&folder.join(name).display().to_string());
            }
            terminal.remark(&format!("A small book stands in `{0}`. Build it: recto build --book {0}", folder.display()));
            Exit::Done
        }
        Err(why) => {
            let finding = Diagnostic::nowhere(Code::NoNewBook, format!("no book was laid out in `{}` ({why})", folder.display()));
            terminal.refuse(finding.hint("name a folder that is new or empty"))
        }
    }
}
