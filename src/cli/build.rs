//! `recto build`.
//!
//! Makes what is asked for and not fresh, under the book's lock. Outputs are written together after all of them were
//! made; where the book has faults nothing is touched.
#![expect(clippy::disallowed_methods, reason = "the time that a build took is measured here")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::args::Output;
use super::settings::Settings;
use super::terminal::Terminal;
use super::{Exit, find, lock, no_sources};
use crate::diag::{Code, Diagnostic, Severity};
use crate::project::{Inputs, Lock, Made, Project, State};
use crate::read::asks_for_booklet;
use crate::{Built, Session, Wanted};

pub(super) fn run(outputs: &[Output], no_pages: bool, test_sheet: bool, settings: &Settings, terminal: &mut Terminal) -> Exit {
    let mut asked: BTreeSet<Output> = outputs.iter().copied().collect();
    if asked.contains(&Output::Cover) {
        let finding = Diagnostic::nowhere(Code::NotYet, "`recto build cover` is not made by this version yet");
        return terminal.refuse(finding.hint("build `pdf`, `epub`, `booklet` or `typst`"));
    }
    let project = match find(settings, terminal) {
        Ok(project) => project,
        Err(exit) => return exit,
    };
    if test_sheet {
        asked.insert(Output::TestSheet);
    }
    if asked.is_empty() {
        asked.extend([Output::Pdf, Output::Epub]);
        asked.extend(asks_for_booklet(&project.files()).then_some(Output::Booklet));
    }
    let lock = match lock(&project, terminal) {
        Ok(lock) => lock,
        Err(exit) => return exit,
    };
    Job { project: &project, lock: &lock, settings, no_pages }.run(&asked, terminal)
}

struct Job<'a> {
    project: &'a Project,
    lock: &'a Lock,
    settings: &'a Settings,
    no_pages: bool,
}

/// The files of one output: names below `out/` and bytes.
type Files = Vec<(String, Vec<u8>)>;

impl Job<'_> {
    fn run(&self, asked: &BTreeSet<Output>, terminal: &mut Terminal) -> Exit {
        let mut state = self.project.state();
        let now = self.project.files();
        let is_fresh = |output: &&Output| {
            let made = state.made.get(kind(**output));
            made.is_some_and(|made| self.project.is_fresh(made, self.asked_of(**output), &now))
        };
        let fresh: BTreeSet<Output> = asked.iter().filter(is_fresh).copied().collect();
        let stale: BTreeSet<Output> = asked.difference(&fresh).copied().collect();
        if stale.is_empty() {
            self.nothing_changed(&fresh, &state, terminal);
            return Exit::Done;
        }
        let mut watch = Watch::start();
        let files = self.project.files();
        let wanted = Wanted {
            pdf: stale.contains(&Output::Pdf),
            epub: stale.contains(&Output::Epub),
            booklet: stale.contains(&Output::Booklet),
            test_sheet: stale.contains(&Output::TestSheet),
            typst: stale.contains(&Output::Typst),
            no_pages: self.no_pages,
            laid: false,
        };
        let mut built = Session::default().build(&files, wanted, &mut |stage| {
            watch.stage(stage);
            terminal.stage(stage);
        });
        watch.stop();
        let exit = Exit::of(&built.found);
        terminal.findings(&built.found.sorted(), &built.sources);
        if exit != Exit::Done {
            return exit;
        }
        match self.keep(&mut built, files.inputs(), &stale, &mut state) {
            Ok(()) => {
                for output in asked {
                    let time = stale.contains(output).then(|| watch.time_of(*output));
                    self.report(*output, &state, time, terminal);
                }
                self.instructions(asked, &state, terminal);
                Exit::Done
            }
            Err(finding) => {
                terminal.findings(&[finding], &no_sources());
                Exit::Environment
            }
        }
    }

    /// What beside the book's files decides on an output.
    fn asked_of(&self, output: Output) -> &'static str {
        match output {
            Output::Epub if self.no_pages => "no-pages",
            Output::Pdf | Output::Epub | Output::Typst | Output::Booklet | Output::TestSheet | Output::Cover => "",
        }
    }

    /// Writes what was made, and what it was made from.
    fn keep(&self, built: &mut Built, inputs: Inputs, stale: &BTreeSet<Output>, state: &mut State) -> Result<(), Diagnostic> {
        let mut made: BTreeMap<Output, Files> = BTreeMap::new();
        for output in stale {
            made.insert(*output, take(built, *output)?);
        }
        let all: Vec<(&str, &[u8])> = made.values().flatten().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        self.lock.write(&all)?;
        for (output, files) in made {
            let mut record = Made::new(self.asked_of(output), inputs.clone(), &files);
            record.warnings = built.found.iter().filter(|d| d.severity == Severity::Warning).count();
            record.pages = built.pages.as_ref().map(|pages| pages.pages.len()).filter(|_| output == Output::Pdf);
            record.instructions = built.instructions.clone().filter(|_| matches!(output, Output::Booklet | Output::TestSheet));
            if let Some(before) = state.made.get(kind(output)) {
                record.gone(before).for_each(|(name, hash)| self.lock.remove(name, hash));
            }
            state.made.insert(kind(output).to_owned(), record);
        }
        self.lock.keep(state)
    }

    fn nothing_changed(&self, fresh: &BTreeSet<Output>, state: &State, terminal: &mut Terminal) {
        for output in fresh {
            self.report(*output, state, None, terminal);
        }
        self.instructions(fresh, state, terminal);
        let warnings = fresh.iter().filter_map(|output| state.made.get(kind(*output))).map(|made| made.warnings).max();
        match warnings.unwrap_or_default() {
            0 => terminal.remark("nothing has changed"),
            n => {
                let word = if n == 1 { "warning" } else { "warnings" };
                terminal.remark(&format!("nothing has changed; {n} {word}, which `recto check` shows"));
            }
        }
    }

    /// What a person does with the sheets.
    fn instructions(&self, asked: &BTreeSet<Output>, state: &State, terminal: &mut Terminal) {
        let records = asked.iter().filter_map(|output| state.made.get(kind(*output)));
        if let Some(words) = records.filter_map(|made| made.instructions.as_deref()).next() {
            terminal.say(words);
        }
    }

    /// A line for an output: path, pages, size, time.
    fn report(&self, output: Output, state: &State, time: Option<Duration>, terminal: &mut Terminal) {
        let Some(made) = state.made.get(kind(output)) else { return };
        let first = if output == Output::Typst { "typst/main.typ" } else { made.names().next().unwrap_or_default() };
        let place = shown(self.settings, first);
        let pages = match made.pages {
            Some(1) => "1 page".to_owned(),
            Some(pages) => format!("{pages} pages"),
            None => String::new(),
        };
        let time = time.map_or_else(|| "unchanged".to_owned(), |time| format!("{:.1} s", time.as_secs_f64()));
        terminal.say(format!("{place:<24}  {pages:>9}  {:>8}  {time}", size(made.size)).trim_end());
    }
}

/// The files of an output that was built.
fn take(built: &mut Built, output: Output) -> Result<Files, Diagnostic> {
    let name = built.book.as_ref().map_or("book", |book| book.metadata.name.as_str());
    let one = |bytes: Option<Vec<u8>>, ending: &str| bytes.map(|bytes| vec![(format!("{name}.{ending}"), bytes)]);
    let files = match output {
        Output::Pdf => one(built.pdf.take(), "pdf"),
        Output::Epub => one(built.epub.take(), "epub"),
        Output::Typst => Some(std::mem::take(&mut built.typst).into_iter().map(|(path, bytes)| (format!("typst/{path}"), bytes)).collect()),
        Output::Booklet => built.booklet.take().map(|bytes| vec![(format!("{name}-booklet.pdf"), bytes)]),
        Output::TestSheet => built.test_sheet.take().map(|bytes| vec![(format!("{name}-test-sheet.pdf"), bytes)]),
        Output::Cover => None,
    };
    let what = kind(output);
    files.ok_or_else(|| {
        let message = format!("recto has found no fault, and yet has made no {what}: this is a fault of recto's own");
        Diagnostic::nowhere(Code::OutputNotWritten, message).hint("report it with the book, or with the chapter that brings it about")
    })
}

/// The name under which the state keeps an output.
fn kind(output: Output) -> &'static str {
    match output {
        Output::Pdf => "pdf",
        Output::Epub => "epub",
        Output::Typst => "typst",
        Output::Booklet => "booklet",
        Output::TestSheet => "test-sheet",
        Output::Cover => "cover",
    }
}

/// An output's place as people name it.
pub(super) fn shown(settings: &Settings, name: &str) -> String {
    let place = settings.book.join("out").join(name);
    place.strip_prefix(".").unwrap_or(&place).display().to_string()
}

/// A size as people read it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// How long each stage took.
struct Watch {
    begun: Instant,
    stages: Vec<(&'static str, Duration)>,
    end: Duration,
}

impl Watch {
    fn start() -> Self {
        Self { begun: Instant::now(), stages: Vec::new(), end: Duration::ZERO }
    }

    fn stage(&mut self, name: &'static str) {
        self.stages.push((name, self.begun.elapsed()));
    }

    fn stop(&mut self) {
        self.end = self.begun.elapsed();
    }

    /// What an output cost: the stages that all share, and its own.
    fn time_of(&self, output: Output) -> Duration {
        let others = match output {
            Output::Pdf => ["EPUB", "booklet"],
            Output::Epub => ["PDF", "booklet"],
            Output::Booklet | Output::TestSheet => ["EPUB", "PDF"],
            Output::Typst | Output::Cover => ["writing", "imposing"],
        };
        let ends = self.stages.iter().skip(1).map(|(_, begun)| *begun).chain([self.end]);
        let spans = self.stages.iter().zip(ends).map(|((name, begun), end)| (*name, end.saturating_sub(*begun)));
        spans.filter(|(name, _)| !others.iter().any(|other| name.contains(other))).map(|(_, time)| time).sum()
    }
}
