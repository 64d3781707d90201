//! The one place that prints.
//!
//! In: lines and findings. Out: success on standard output, findings on standard error. A stream that is closed, as by
//! `recto fonts | head -1`, is no fault. Progress shows on a terminal alone and leaves no trace.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::MessageFormat;
use super::settings::Settings;
use super::{Exit, no_sources};
use crate::diag::{Diagnostic, render};
use crate::source::Sources;

/// Findings that are shown with their lines; of more the rest is counted.
const SHOWN: usize = 100;

/// Where recto speaks.
pub(super) struct Terminal {
    format: MessageFormat,
    colour: bool,
    progress: Option<ProgressBar>,
    may_progress: bool,
}

impl Terminal {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { format: settings.format, colour: settings.colour, progress: None, may_progress: settings.progress }
    }

    /// For findings that come before the settings are known.
    pub(super) fn for_programs() -> Self {
        Self { format: MessageFormat::Json, colour: false, progress: None, may_progress: false }
    }

    /// A line on standard output.
    pub(super) fn say(&mut self, line: &str) {
        self.quiet();
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    /// A line on standard error, for people alone.
    pub(super) fn remark(&mut self, line: &str) {
        self.quiet();
        match self.format {
            MessageFormat::Human | MessageFormat::Short => {
                let _ = writeln!(std::io::stderr().lock(), "{line}");
            }
            MessageFormat::Json => {}
        }
    }

    /// Findings in the order of their places, and how many there are.
    pub(super) fn findings(&mut self, found: &[Diagnostic], sources: &Sources) {
        self.quiet();
        let mut text = String::new();
        for finding in found.iter().take(if self.format == MessageFormat::Human { SHOWN } else { usize::MAX }) {
            let rendered = match self.format {
                MessageFormat::Human => render::human(finding, sources, self.colour) + "\n",
                MessageFormat::Short => render::short(finding, sources),
                MessageFormat::Json => render::json(finding, sources),
            };
            text.push_str(&rendered);
            text.push('\n');
        }
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
        if self.format == MessageFormat::Human && found.len() > SHOWN {
            self.remark(&format!("… and {} more: `--message-format short` lists them all\n", found.len() - SHOWN));
        }
        if let Some(summary) = render::summary(found) {
            self.remark(&summary);
        }
    }

    /// One finding that ends a command before it began: arguments or environment are at fault.
    pub(super) fn refuse(&mut self, finding: Diagnostic) -> Exit {
        self.findings(&[finding], &no_sources());
        Exit::Environment
    }

    /// Long work has come to a stage.
    pub(super) fn stage(&mut self, name: &'static str) {
        if !self.may_progress {
            return;
        }
        let bar = self.progress.get_or_insert_with(|| {
            let bar = ProgressBar::new_spinner();
            let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        bar.set_message(name);
    }

    /// Takes the progress off the screen.
    fn quiet(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }
}

/// Adds to the message of a panic whose fault it is.
pub fn confess_panics() {
    let say_where = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        say_where(panic);
        let words = "this is a fault of recto, not of your book; please report it with the lines above";
        let _ = writeln!(std::io::stderr().lock(), "{words}");
    }));
}
