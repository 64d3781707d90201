//! The window to the world.
//!
//! In: paths inside the book. Out: bytes, or why there are none. The trait is tracked by comemo, so that a
//! memoised stage is done again only where a file that it asked for has changed. `Memory` serves tests and the bench.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::BookPath;

/// Bytes that are shared, never copied.
pub type Bytes = Arc<[u8]>;

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FileFault {
    /// There is none, or a link that leads nowhere.
    Missing,
    /// A folder, pipe or device stands there.
    NotAFile,
    /// A symbolic link leads out of the book.
    Outside,
    /// Larger than 64 MiB.
    TooLarge,
    /// Not permitted to be read: an environment fault (exit 2).
    Forbidden,
    /// Another fault of the system, in its words.
    Other(String),
}

/// What the stages need of the world. Nothing outside the book's folder is ever served.
#[comemo::track]
pub trait Files {
    /// The bytes of a file of the book.
    fn bytes(&self, path: &BookPath) -> Result<Bytes, FileFault>;

    /// The font files in the book's `fonts/` folder, sorted by path.
    fn fonts(&self) -> Vec<BookPath>;

    /// The names in a folder of the book (empty: the book's own), sorted: what a mistyped path may have meant.
    fn names(&self, folder: String) -> Vec<String>;
}

/// A book held in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<BookPath, Bytes>,
}

impl Memory {
    /// Adds or replaces a file.
    pub fn put(&mut self, path: BookPath, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path, bytes.into().into());
    }
}

impl Files for Memory {
    fn bytes(&self, path: &BookPath) -> Result<Bytes, FileFault> {
        self.files.get(path).cloned().ok_or(FileFault::Missing)
    }

    fn fonts(&self) -> Vec<BookPath> {
        let is_font = |p: &&BookPath| p.as_str().starts_with("fonts/") && ["otf", "ttf", "ttc"].contains(&p.extension().as_str());
        self.files.keys().filter(is_font).cloned().collect()
    }

    fn names(&self, folder: String) -> Vec<String> {
        let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let name = |path: &BookPath| Some(path.as_str().strip_prefix(&below)?.split('/').next()?.to_owned());
        let names: std::collections::BTreeSet<String> = self.files.keys().filter_map(name).collect();
        names.into_iter().collect()
    }
}
