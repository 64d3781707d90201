//! The command line: one file a command, one place that prints.
//!
//! In: arguments. Out: an exit status: 0 done, 1 the book has faults, 2 arguments or environment. What the commands do
//! with a book is the library's affair.

mod adopt;
mod args;
mod build;
mod check;
mod diff;
mod errata;
mod explain;
mod fonts;
mod new;
mod release;
mod settings;
mod sheets;
mod terminal;
mod uses;
mod verify;

use std::ffi::OsString;

use clap::Parser;

use crate::Built;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::{self, Snapshot};
use crate::project::{Lock, NoBook, Project};
use crate::source::{Files, Sources};
use args::{Args, Command};
use settings::Settings;
use terminal::Terminal;

pub use terminal::confess_panics;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// The author's book has faults.
    Faults,
    /// Arguments or environment are at fault.
    Environment,
}

impl Exit {
    /// The exit status.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faults => 1,
            Self::Environment => 2,
        }
    }

    /// What findings come to.
    fn of(found: &Diagnostics) -> Self {
        let errors = || found.iter().filter(|d| d.severity == Severity::Error);
        if errors().any(|d| d.environment) {
            Self::Environment
        } else if errors().next().is_some() {
            Self::Faults
        } else {
            Self::Done
        }
    }
}

/// Runs one command.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(fault) => return no_command(&fault, &arguments),
    };
    let settings = Settings::of(&args);
    let mut terminal = Terminal::new(&settings);
    match args.command {
        Command::New { folder, from } if from.is_empty() => new::run(&folder, &mut terminal),
        Command::New { folder, from } => adopt::run(&folder, &from, &mut terminal),
        Command::Build { outputs, no_pages, test_sheet } => build::run(&outputs, no_pages, test_sheet, &settings, &mut terminal),
        Command::Check { printer: None } => check::run(&settings, &mut terminal),
        Command::Check { printer: Some(_) } => later("recto check --for", &mut terminal),
        Command::Explain { code } => explain::run(code.as_deref(), &mut terminal),
        Command::Fonts => fonts::run(&settings, &mut terminal),
        Command::Release => release::run(&settings, &mut terminal),
        Command::Errata { from, to, substantive, toml, edit } => {
            let asked = errata::Asked { from: from.as_deref(), to: to.as_deref(), substantive, toml, edit };
            errata::run(&asked, &settings, &mut terminal)
        }
        Command::Diff { edition } => diff::run(edition.as_deref(), &settings, &mut terminal),
        Command::Sheets { edition, hold_pages } => sheets::run(edition.as_deref(), hold_pages, &settings, &mut terminal),
        Command::Verify { edition } => verify::run(&edition, &settings, &mut terminal),
        Command::Where { key } => uses::run(&key, &settings, &mut terminal),
    }
}

/// Help, the version, or arguments that make no command.
fn no_command(fault: &clap::Error, arguments: &[OsString]) -> Exit {
    if !fault.use_stderr() {
        // Nobody is left to tell where standard output is closed.
        let _ = fault.print();
        return Exit::Done;
    }
    let asks_json = |words: &[OsString]| {
        words[0] == "--message-format=json" || (words[0] == "--message-format" && words.get(1).is_some_and(|form| form == "json"))
    };
    if (0..arguments.len()).any(|at| asks_json(&arguments[at..])) {
        let text = fault.to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let finding = Diagnostic::nowhere(Code::WrongArguments, message).hint("see `recto --help`");
        return Terminal::for_programs().refuse(finding);
    }
    let _ = fault.print();
    Exit::Environment
}

/// A command that this version knows by name alone.
fn later(command: &str, terminal: &mut Terminal) -> Exit {
    terminal.refuse(Diagnostic::nowhere(Code::NotYet, format!("`{command}` is not made by this version yet")))
}

/// What a book that was built is compared by.
fn standing(built: &Built) -> Option<Snapshot> {
    let (book, pages, laid) = (built.book.as_ref()?, built.pages.as_ref()?, built.laid.as_ref()?);
    let sheets = built.plan.as_ref().map(|plan| edition::pages_on_sheets(&plan.order));
    Some(Snapshot::of(book, pages, &laid.looks(), sheets))
}

/// The released edition that is named, or the newest: its number and snapshot.
fn released(typed: Option<&str>, files: &dyn Files, found: &mut Diagnostics) -> Option<(String, Snapshot)> {
    let releases = edition::releases(files, found);
    let newest = releases.last().map_or_else(|| "1".to_owned(), |newest| newest.number.to_string());
    let chosen = edition::find(&releases, typed.unwrap_or(&newest));
    if found.failed() {
        return None;
    }
    let read = chosen.and_then(|release| Ok((release.number.to_string(), release.snapshot(files)?)));
    read.map_err(|finding| found.push(finding)).ok()
}

/// The right to write into `out/`.
fn lock(project: &Project, terminal: &mut Terminal) -> Result<Lock, Exit> {
    match project.lock() {
        Ok(Ok(lock)) => Ok(lock),
        Ok(Err(waiting)) => {
            terminal.remark("waiting for another build of this book to end");
            Ok(waiting.wait())
        }
        Err(finding) => Err(terminal.refuse(finding)),
    }
}

/// The book that the settings name, or a word on why there is none.
fn find(settings: &Settings, terminal: &mut Terminal) -> Result<Project, Exit> {
    Project::find(&settings.book).map_err(|fault| {
        let folder = settings.book.display();
        let finding = match fault {
            NoBook::NoFolder(why) => Diagnostic::nowhere(Code::NoBook, format!("`{folder}` is no folder of a book ({why})"))
                .hint("name a folder with a `book.toml` after `--book`"),
            NoBook::NoManifest(above) => {
                let finding = Diagnostic::nowhere(Code::NoBook, format!("there is no `book.toml` in `{folder}`"));
                match above {
                    Some(above) => finding.hint(format!("run it in the book's folder, or write `--book {}`", above.display())),
                    None => finding.hint("run it in a book's folder, or lay out a new book with `recto new DIR`"),
                }
            }
        };
        terminal.refuse(finding)
    })
}

/// Shows findings that need no text to point into.
fn no_sources() -> Sources {
    Sources::default()
}
