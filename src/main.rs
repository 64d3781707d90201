//! The command `recto`: parses arguments, runs one command, sets the exit status.

use std::process::ExitCode;

use recto::cli;

/// Enough for the deepest book that is taken: a hundred levels in every stage.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    cli::confess_panics();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| cli::run(std::env::args_os()));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(exit)) => exit.status().into(),
        Ok(Err(_)) => ExitCode::from(101),
        Err(_) => cli::run(std::env::args_os()).status().into(),
    }
}
