//! The book of a case.
//!
//! In: a case's input blocks. Out: the book in memory. Where a case has no book.toml, one is made that names what the
//! case holds: its Markdown files as chapters, its sources, its data.

use std::collections::BTreeMap;

use recto::source::{BookPath, Bytes, FileFault, Files, Memory};

use super::case::{Case, Kind};

/// The file that a `markdown` block without a path is.
pub(crate) const CHAPTER: &str = "chapter.md";

/// A book in memory, some of whose files can't be had.
#[derive(Default)]
pub(crate) struct Shelf {
    memory: Memory,
    faults: BTreeMap<BookPath, FileFault>,
}

impl Files for Shelf {
    fn bytes(&self, path: &BookPath) -> Result<Bytes, FileFault> {
        self.faults.get(path).map_or_else(|| self.memory.bytes(path), |fault| Err(fault.clone()))
    }

    fn fonts(&self) -> Vec<BookPath> {
        let broken = self.faults.keys().filter(|path| path.as_str().starts_with("fonts/")).cloned();
        let mut fonts: Vec<BookPath> = self.memory.fonts().into_iter().chain(broken).collect();
        fonts.sort();
        fonts
    }

    fn names(&self, folder: String) -> Vec<String> {
        self.memory.names(folder)
    }
}

fn path(typed: &str) -> Result<BookPath, String> {
    BookPath::new(typed).map_err(|_| format!("`{typed}` leads out of the book"))
}

/// The book of a case.
///
/// # Errors
/// Where a block means nothing, or two are the same file.
pub(crate) fn of(case: &Case) -> Result<Shelf, String> {
    let mut book = Shelf::default();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut language = "en";
    for block in case.blocks() {
        let (path, bytes) = match block.kind()? {
            Kind::Chapter { language: typed } => {
                language = typed.unwrap_or(language);
                (CHAPTER, block.text.clone().into_bytes())
            }
            Kind::Fault { path: typed } => {
                book.faults.insert(path(typed)?, fault(block.text.trim()));
                continue;
            }
            Kind::Repeated { path } => (path, repeated(&block.text)?),
            Kind::Input { path, hex: true } => (path, from_hex(&block.text)?),
            Kind::Input { path, hex: false } => (path, block.text.clone().into_bytes()),
            Kind::Expected | Kind::Sample => continue,
        };
        if files.iter().any(|(known, _)| known == path) {
            return Err(format!("two blocks are the file `{path}`"));
        }
        files.push((path.to_owned(), bytes));
    }
    if !files.iter().any(|(path, _)| path == "book.toml") {
        files.push(("book.toml".to_owned(), manifest(&files, language).into_bytes()));
    }
    for (typed, bytes) in files {
        book.memory.put(path(&typed)?, bytes);
    }
    Ok(book)
}

fn manifest(files: &[(String, Vec<u8>)], language: &str) -> String {
    let named = |endings: &[&str]| -> Vec<&str> {
        files.iter().map(|(path, _)| path.as_str()).filter(|path| endings.iter().any(|ending| path.ends_with(ending))).collect()
    };
    let chapters = named(&[".md"]);
    let sources: Vec<&str> = named(&[".bib", ".yaml", ".json"]).into_iter().filter(|path| path.starts_with("bibliography/")).collect();
    let data: Vec<&str> = named(&[".csv", ".tsv"]);
    let mut text = format!("[book]\ntitle = \"A book\"\nlanguage = \"{language}\"\n\n[edition]\ndate = 2026-11-23\n\n");
    let back = if sources.is_empty() { "" } else { "\"bibliography\"" };
    text.push_str(&format!("[contents]\nbody = {chapters:?}\nback = [{back}]\n"));
    if !sources.is_empty() {
        text.push_str(&format!("\n[bibliography]\nfiles = {sources:?}\n"));
    }
    if !data.is_empty() {
        text.push_str("\n[data]\n");
    }
    for path in data {
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or(path);
        text.push_str(&format!("{stem} = {path:?}\n"));
    }
    text
}

fn fault(words: &str) -> FileFault {
    match words {
        "missing" => FileFault::Missing,
        "not a file" => FileFault::NotAFile,
        "outside" => FileFault::Outside,
        "too large" => FileFault::TooLarge,
        "forbidden" => FileFault::Forbidden,
        other => FileFault::Other(other.to_owned()),
    }
}

/// How often stands on the first line; between two lines of `8<` stands what is repeated where that is not all.
fn repeated(text: &str) -> Result<Vec<u8>, String> {
    let (count, lines) = text.split_once('\n').unwrap_or((text, ""));
    let count: usize = count.trim().parse().map_err(|_| format!("`{count}` is no number of times"))?;
    let parts: Vec<&str> = lines.split("8<\n").collect();
    match parts[..] {
        [all] => Ok(all.repeat(count).into_bytes()),
        [head, middle, tail] => Ok(format!("{head}{}{tail}", middle.repeat(count)).into_bytes()),
        _ => Err("one line of `8<`, or more than two".to_owned()),
    }
}

/// The bytes that hexadecimal digits stand for.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).ok_or(format!("`{c}` is no hexadecimal digit")))
        .collect::<Result<_, _>>()?;
    if digits.len() % 2 == 1 {
        return Err("an odd number of hexadecimal digits".to_owned());
    }
    Ok(digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect())
}
