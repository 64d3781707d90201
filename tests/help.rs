//! The help of every command, as a newcomer sees it: `tests/help/<command>.txt`.

use std::path::PathBuf;
use std::process::Command;

use crate::harness::{files, repository, run};

/// The commands; the program itself without one.
const COMMANDS: [&str; 7] = ["recto", "new", "build", "check", "explain", "fonts", "where"];

#[test]
fn help_is_as_it_was() {
    let mut faults = Vec::new();
    for command in COMMANDS {
        let path = golden(command);
        let help = help(command);
        let first = help.lines().next().unwrap_or_default();
        if first.is_empty() || first.chars().count() > 60 {
            faults.push(format!("the help of `{command}` begins with a line of {} characters: {first}", first.chars().count()));
        }
        if run::blessing() {
            std::fs::write(&path, &help).expect("the golden can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if expected != help {
            faults.push(run::difference(command, &expected, &help));
        }
    }
    for path in files(&repository("tests/help")) {
        if !COMMANDS.iter().any(|command| golden(command) == path) {
            faults.push(format!("{} is no command's help", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn golden(command: &str) -> PathBuf {
    repository("tests/help").join(format!("{command}.txt"))
}

/// What `-h` prints on a terminal of 100 columns.
fn help(command: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_recto"));
    if command != "recto" {
        program.arg(command);
    }
    let output = program.arg("-h").env("COLUMNS", "100").env("NO_COLOR", "1").output().expect("recto runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
