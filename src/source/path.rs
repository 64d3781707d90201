//! Paths inside a book.
//!
//! In: a path as an author typed it and the file it was typed in. Out: a `BookPath`, relative to the
//! book's folder, with `/` between its parts, without `.` and `..`, in NFC; or the finding that it leads
//! outside. Symbolic links are `project`'s affair.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A path inside the book: relative to `book.toml`'s folder, `/` between parts, never leading outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookPath(String);

/// The path leads out of the book's folder: absolute, with a drive or scheme, or with too many `..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideBook;

impl BookPath {
    /// `book.toml` itself.
    #[must_use]
    pub fn manifest() -> Self {
        Self("book.toml".to_owned())
    }

    /// A path relative to `book.toml`.
    ///
    /// # Errors
    /// [`OutsideBook`] where it leads out of the folder.
    pub fn new(typed: &str) -> Result<Self, OutsideBook> {
        Self::walk(Vec::new(), typed)
    }

    /// A path typed in this file: relative to the file's folder.
    ///
    /// # Errors
    /// [`OutsideBook`] where it leads out of the book's folder.
    pub fn beside(&self, typed: &str) -> Result<Self, OutsideBook> {
        let folder = self.folder().map_or_else(Vec::new, |f| f.split('/').map(str::to_owned).collect());
        Self::walk(folder, typed)
    }

    fn walk(mut parts: Vec<String>, typed: &str) -> Result<Self, OutsideBook> {
        let typed: String = typed.replace('\\', "/").nfc().collect();
        if typed.starts_with('/') || typed.split('/').next().is_some_and(|first| first.contains(':')) {
            return Err(OutsideBook);
        }
        for part in typed.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(OutsideBook)?;
                }
                _ => parts.push(part.to_owned()),
            }
        }
        Ok(Self(parts.join("/")))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, where it is not the book's own.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }

    /// The last part, with its extension.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The name without its extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension in lower case, without its dot; empty where there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, ext)| ext.to_lowercase()).unwrap_or_default()
    }
}

impl fmt::Display for BookPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
