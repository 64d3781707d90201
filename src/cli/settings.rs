//! The command line as resolved: what was typed, and what the surroundings say of the terminal.
#![expect(clippy::disallowed_methods, reason = "the surroundings are asked here, for the terminal's sake alone")]

use std::io::IsTerminal;
use std::path::PathBuf;

use super::args::{Args, MessageFormat};

/// What holds for every command.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// The book's folder, as typed.
    pub(super) book: PathBuf,
    /// How findings are written.
    pub(super) format: MessageFormat,
    /// Whether findings are coloured.
    pub(super) colour: bool,
    /// Whether long work shows that it goes on.
    pub(super) progress: bool,
}

impl Settings {
    pub(super) fn of(args: &Args) -> Self {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let screen = std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self {
            book: args.book.clone().unwrap_or_else(|| PathBuf::from(".")),
            format: args.message_format,
            colour: screen && !is_set("NO_COLOR"),
            progress: screen && args.message_format == MessageFormat::Human,
        }
    }
}
