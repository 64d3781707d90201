//! Markdown files that are to become a book.
//!
//! In: the book's folder and the files that its author named. Out: their texts with the paths they have in the book, and the
//! bibliographies beside them. Files outside the folder are copied into it, since a book reads nothing outside; nothing
//! is written over.
#![expect(clippy::disallowed_methods, reason = "this is the room that touches files")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Endings of files that are Markdown.
const ENDINGS: [&str; 5] = ["md", "markdown", "qmd", "Rmd", "txt"];
/// Folders in folders that are searched for bibliographies.
const DEPTH: usize = 3;

/// What was gathered for a book.
#[derive(Debug)]
pub struct Adopted {
    /// The book's folder.
    root: PathBuf,
    /// The files outside the book's folder have this folder in common; none where all stand inside.
    outside: Option<PathBuf>,
    /// The texts in the order in which they were named.
    pub texts: Vec<AdoptedText>,
    /// Bibliography files, by their paths in the book.
    pub bibliographies: Vec<String>,
}

/// A text for the book.
#[derive(Debug)]
pub struct AdoptedText {
    /// Its path in the book.
    pub path: String,
    /// What it says.
    pub text: String,
    /// Where it stands on the disk.
    place: PathBuf,
}

impl Adopted {
    /// Gathers the files that an author named; of a folder, the Markdown files in it.
    ///
    /// # Errors
    /// In words: the folder is a book already, a file can't be read, no file is Markdown.
    pub fn gather(folder: &Path, named: &[PathBuf]) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|fault| fault.to_string())?;
        let root = fs::canonicalize(folder).map_err(|fault| fault.to_string())?;
        if root.join("book.toml").exists() {
            return Err("it has a book.toml already".to_owned());
        }
        let mut places = Vec::new();
        for name in named {
            let place = fs::canonicalize(name).map_err(|fault| format!("`{}`: {fault}", name.display()))?;
            if place.is_dir() { places.extend(markdown_in(&place)?) } else { places.push(place) }
        }
        let mut seen = std::collections::BTreeSet::new();
        places.retain(|place| seen.insert(place.clone()));
        if places.is_empty() {
            return Err("no Markdown file was named".to_owned());
        }
        let inside = places.iter().all(|place| place.starts_with(&root));
        let outside = if inside { None } else { Some(common(&places)) };
        let mut adopted = Self { root, outside, texts: Vec::new(), bibliographies: Vec::new() };
        for place in places {
            let bytes = fs::read(&place).map_err(|fault| format!("`{}`: {fault}", place.display()))?;
            let text = String::from_utf8(bytes).map_err(|_| format!("`{}` is not UTF-8", place.display()))?;
            let path = adopted.bring(&place, "manuscript")?;
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            adopted.texts.push(AdoptedText { path, text, place });
        }
        let searched = adopted.outside.clone().unwrap_or_else(|| adopted.root.clone());
        let mut found = Vec::new();
        bibliographies(&searched, DEPTH, &mut found);
        found.sort();
        adopted.bibliographies = found.iter().map(|place| adopted.bring(place, "manuscript")).collect::<Result<_, _>>()?;
        Ok(adopted)
    }

    /// Whether a picture that a text names is there; where the text came from outside, the picture is brought too.
    pub fn picture(&self, text: &AdoptedText, typed: &str) -> bool {
        let Some(place) = text.place.parent().and_then(|folder| fs::canonicalize(folder.join(typed)).ok()) else { return false };
        let within = self.outside.as_ref().unwrap_or(&self.root);
        place.is_file() && place.starts_with(within) && self.bring(&place, "manuscript").is_ok()
    }

    /// Writes book.toml.
    ///
    /// # Errors
    /// The system's words.
    pub fn write(&self, manifest: &str) -> Result<(), String> {
        let mut file =
            fs::File::options().write(true).create_new(true).open(self.root.join("book.toml")).map_err(|fault| fault.to_string())?;
        file.write_all(manifest.as_bytes()).map_err(|fault| fault.to_string())
    }

    /// The name of the book's folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.root.file_name().map_or_else(|| "book".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The path in the book of a file, which is copied where it stands outside.
    fn bring(&self, place: &Path, into: &str) -> Result<String, String> {
        let Some(base) = self.outside.as_ref().filter(|_| !place.starts_with(&self.root)) else {
            return Ok(slashed(place.strip_prefix(&self.root).unwrap_or(place)));
        };
        let within = Path::new(into).join(place.strip_prefix(base).unwrap_or(place));
        let target = self.root.join(&within);
        if !target.exists() {
            fs::create_dir_all(target.parent().unwrap_or(&self.root)).map_err(|fault| fault.to_string())?;
            fs::copy(place, &target).map_err(|fault| format!("`{}`: {fault}", place.display()))?;
        }
        Ok(slashed(&within))
    }
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

fn ends_with(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn markdown_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|fault| format!("`{}`: {fault}", folder.display()))?;
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file() && ends_with(path, &ENDINGS[..4])).collect();
    found.sort();
    Ok(found)
}

/// The folder that files have in common.
fn common(places: &[PathBuf]) -> PathBuf {
    let mut base = places.first().and_then(|place| place.parent()).map(Path::to_path_buf).unwrap_or_default();
    while !places.iter().all(|place| place.starts_with(&base)) && base.pop() {}
    base
}

fn bibliographies(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth > 0 && !hidden && entry.file_name() != "out" && entry.file_name() != "node_modules" {
            bibliographies(&path, depth - 1, found);
        } else if kind.is_file() && ends_with(&path, &["bib"]) {
            found.push(path);
        }
    }
}
