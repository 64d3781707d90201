//! Commands on real folders: pages of `tests/commands/` that read like a session at a terminal.
//!
//! In: files to write and `console` blocks: a line that begins with `$` is run in a fresh folder, what follows is what it
//! prints (standard output, then standard error, then the exit status where it is not 0). `BLESS=1` writes down what came
//! out. Besides `recto` a few set-up commands are understood: `mkdir`, `ln -s`, `mkfifo`, `rm`, `cp`, `cat`, `ls`, `enlarge`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::harness::book::from_hex;
use crate::harness::case::{Case, Kind};
use crate::harness::run::{blessing, difference};
use crate::harness::{files, repository};

#[test]
fn commands() {
    let mut faults = Vec::new();
    for page in files(&repository("tests/commands")) {
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        faults.extend(run(&page).err().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn run(page: &Path) -> Result<(), String> {
    let text = fs::read_to_string(page).map_err(|fault| fault.to_string())?;
    let mut case = Case::parse(&text)?;
    let folder = tempfile::tempdir().map_err(|fault| fault.to_string())?;
    let mut faults = Vec::new();
    for block in case.blocks_mut() {
        if block.info == "console" {
            let found = session(folder.path(), &block.text)?;
            if found != block.text {
                faults.push(difference("console", &block.text, &found));
                block.text = found;
            }
        } else {
            write(folder.path(), block.kind()?, &block.text)?;
        }
    }
    if blessing() && !faults.is_empty() {
        return fs::write(page, case.text()).map_err(|fault| fault.to_string());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn write(folder: &Path, kind: Kind<'_>, text: &str) -> Result<(), String> {
    let Kind::Input { path, hex } = kind else { return Err("only files and `console` stand in these pages".to_owned()) };
    let place = folder.join(path);
    fs::create_dir_all(place.parent().unwrap_or(folder)).map_err(|fault| fault.to_string())?;
    let bytes = if hex { from_hex(text)? } else { text.as_bytes().to_vec() };
    fs::write(place, bytes).map_err(|fault| fault.to_string())
}

/// Runs the commands of a block; the block as it should read.
fn session(folder: &Path, block: &str) -> Result<String, String> {
    let mut found = String::new();
    for line in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        found.push_str(&format!("$ {line}\n"));
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.split_first() {
            Some((&"recto", arguments)) => found.push_str(&recto(folder, arguments)?),
            Some((command, arguments)) => {
                found.push_str(&set_up(folder, command, arguments).map_err(|fault| format!("`{line}`: {fault}"))?);
            }
            None => {}
        }
    }
    Ok(found)
}

fn recto(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    let ended = command.args(arguments).current_dir(folder).env("COLUMNS", "100").output().map_err(|fault| fault.to_string())?;
    let mut found = String::new();
    for stream in [&ended.stdout, &ended.stderr] {
        for line in String::from_utf8_lossy(stream).lines() {
            found.push_str(&steady(line));
            found.push('\n');
        }
    }
    match ended.status.code() {
        Some(0) => {}
        Some(status) => found.push_str(&format!("exit {status}\n")),
        None => found.push_str("killed\n"),
    }
    Ok(found)
}

/// A line without what differs from run to run: sizes and times of outputs.
fn steady(line: &str) -> String {
    if !line.starts_with("out/") && !line.starts_with("editions/") {
        return line.trim_end().to_owned();
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let unit = |at: usize| words.get(at + 1).is_some_and(|unit| ["s", "B", "kB", "MB"].contains(unit));
    let word = |(at, word): (usize, &&str)| if unit(at) { "N".to_owned() } else { (*word).to_owned() };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

fn set_up(folder: &Path, command: &str, arguments: &[&str]) -> Result<String, String> {
    let at = |index: usize| arguments.get(index).map(|path| folder.join(path)).ok_or("a path is missing");
    let done = match command {
        "mkdir" => fs::create_dir_all(at(0)?),
        "rm" => fs::remove_file(at(0)?),
        "cp" => fs::copy(at(0)?, at(1)?).map(|_| ()),
        "ln" => symlink(arguments.get(1).ok_or("a target is missing")?, at(2)?),
        "mkfifo" => Command::new("mkfifo").arg(at(0)?).status().map(|_| ()),
        "enlarge" => fs::File::create(at(0)?).and_then(|file| file.set_len((64 << 20) + 1)),
        "cat" => return fs::read_to_string(at(0)?).map_err(|fault| fault.to_string()),
        "ls" => {
            let below = at(0)?;
            let names =
                files(&below).into_iter().filter_map(|file| file.strip_prefix(&below).ok().map(|name| format!("{}\n", name.display())));
            return Ok(names.collect());
        }
        _ => return Err("there is no such command here".to_owned()),
    };
    done.map(|()| String::new()).map_err(|fault| fault.to_string())
}
