//! Which room may use which: every `crate::` path under src against the table of ARCHITECTURE.md.

use std::path::Path;

use crate::harness::{files, repository};

/// A room and the rooms that it may use besides itself.
const TABLE: [(&str, &[&str]); 17] = [
    ("source", &[]),
    ("locale", &[]),
    ("diag", &["source"]),
    ("manuscript", &["source"]),
    ("book", &["source", "locale"]),
    ("font", &["source", "diag", "book"]),
    ("cite", &["source", "diag", "locale"]),
    ("impose", &["source", "diag", "locale"]),
    ("read", &["source", "diag", "locale", "manuscript", "cite::record"]),
    ("assemble", &["source", "diag", "locale", "manuscript", "book", "cite", "font"]),
    ("write/print", &["source", "diag", "locale", "book", "impose", "font"]),
    ("write/epub", &["source", "diag", "locale", "book", "impose", "font", "write::xhtml"]),
    ("write/xhtml", &["source", "diag", "locale", "book", "impose", "font"]),
    ("edition", &["source", "diag", "locale", "book", "impose"]),
    ("project", &["*"]),
    ("cli", &["*"]),
    ("lib.rs", &["*"]),
];

/// Rooms that do no I/O and read no clock.
const PURE: [&str; 11] = ["source", "locale", "diag", "manuscript", "book", "font", "cite", "impose", "read", "assemble", "write"];

#[test]
fn rooms_use_only_what_they_may() {
    let src = repository("src");
    let mut faults = Vec::new();
    for file in files(&src) {
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let inside = file.strip_prefix(&src).expect("a file of src");
        let text = std::fs::read_to_string(&file).expect("a source file");
        let Some((room, may)) = room(inside) else {
            if inside != Path::new("main.rs") && inside != Path::new("write/mod.rs") {
                faults.push(format!("{} is in no room of the table", inside.display()));
            }
            continue;
        };
        for (at, line) in text.lines().enumerate() {
            for used in used(line) {
                if !allowed(&used, room, may) {
                    faults.push(format!("{}:{}: `{room}` may not use `{used}`", inside.display(), at + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pure_rooms_touch_no_world() {
    let src = repository("src");
    let mut faults = Vec::new();
    for file in files(&src) {
        let inside = file.strip_prefix(&src).expect("a file of src").to_owned();
        if !PURE.iter().any(|room| inside.starts_with(room)) || inside.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a source file");
        for word in ["std::fs", "std::env", "std::process", "std::net", "SystemTime", "Instant::now"] {
            if text.contains(word) {
                faults.push(format!("{} uses {word}", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn room(file: &Path) -> Option<(&'static str, &'static [&'static str])> {
    TABLE.iter().find(|(room, _)| file.starts_with(room)).copied()
}

/// The paths of a line that begin with `crate::`, two names deep; a group in braces gives each of its heads.
fn used(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let inner = group.split('}').next().unwrap_or(group);
                found.extend(inner.split(',').map(|path| head(path.trim())).filter(|path| !path.is_empty()));
            }
            None => found.push(head(rest)),
        }
    }
    found
}

fn head(path: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let names = path.split("::").take(2).map(|part| part.split(|c| !is_name(c)).next().unwrap_or_default());
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("::")
}

fn allowed(used: &str, room: &str, may: &[&str]) -> bool {
    let under = |path: &str| used == path || used.strip_prefix(path).is_some_and(|rest| rest.starts_with("::"));
    may.iter().any(|path| *path == "*" || under(path)) || under(&room.replace('/', "::")) || (room == "lib.rs")
}
