//! Which room may use which: every `crate::` path under src against the table of ARCHITECTURE.md.

use std::path::{Path, PathBuf};

use crate::harness::{files, repository};

/// A room and the rooms that it may use besides itself.
const TABLE: [(&str, &[&str]); 18] = [
    ("hyphenation", &[]),
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

/// Where words may not stand.
enum Place {
    /// In these rooms.
    In(&'static [&'static str]),
    /// Anywhere but in these rooms.
    Outside(&'static [&'static str]),
}

use Place::{In, Outside};

/// Words that a source file may not hold, where, and why.
const FORBIDDEN: [(&[&str], Place, &str); 4] = [
    (
        &["std::fs", "std::net", "std::process", "std::os"],
        Outside(&["project", "cli", "main.rs", "hyphenation/build.rs"]),
        "only project touches the disk",
    ),
    (
        &["std::env", "SystemTime", "Instant::now"],
        Outside(&["cli", "main.rs", "hyphenation/build.rs"]),
        "a book comes out the same anywhere, at any time",
    ),
    (&["typst::", "typst_"], Outside(&["write/print"]), "all calls of the typesetter are behind write::print"),
    (&["serde", "typst", "xhtml", "css"], In(&["book"]), "the book knows no format"),
];

#[test]
fn rooms_use_only_what_they_may() {
    let mut faults = Vec::new();
    for (inside, text) in sources() {
        let Some((room, may)) = room(&inside) else {
            if ![Path::new("main.rs"), Path::new("write/mod.rs")].contains(&inside.as_path()) {
                faults.push(format!("{} is in no room of the table", inside.display()));
            }
            continue;
        };
        for (at, used) in used(&text) {
            if !allowed(&used, room, may) {
                let line = text[..at].lines().count();
                faults.push(format!("{}:{line}: `{room}` may not use `{used}`", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rooms_hold_to_their_trade() {
    let mut faults = Vec::new();
    for (inside, text) in sources() {
        for (words, elsewhere, why) in FORBIDDEN {
            let applies = match elsewhere {
                In(rooms) => rooms.iter().any(|room| inside.starts_with(room)),
                Outside(rooms) => !rooms.iter().any(|room| inside.starts_with(room)),
            };
            for word in words.iter().filter(|word| applies && text.contains(**word)) {
                faults.push(format!("{} says `{word}`: {why}", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every source file by its path in src.
fn sources() -> Vec<(PathBuf, String)> {
    let src = repository("src");
    let rust = files(&src).into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a source file");
        (file.strip_prefix(&src).expect("a file of src").to_owned(), text)
    };
    rust.map(read).collect()
}

fn room(file: &Path) -> Option<(&'static str, &'static [&'static str])> {
    TABLE.iter().find(|(room, _)| file.starts_with(room)).copied()
}

/// The paths that begin with `crate::`, two names deep, each with its place; a group in braces gives the head of each of
/// its members.
fn used(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices("crate::") {
        let rest = &text[at + sign.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(members(group).into_iter().map(|member| (at + sign.len(), head(member)))),
            None => found.push((at + sign.len(), head(rest))),
        }
    }
    found.retain(|(_, path)| !path.is_empty());
    found
}

/// The members of a group, from behind its opening brace to its closing one.
fn members(group: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                found.push(group[start..at].trim());
                break;
            }
            ',' if depth == 0 => {
                found.push(group[start..at].trim());
                start = at + 1;
            }
            _ => {}
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
