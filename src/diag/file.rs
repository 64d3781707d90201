//! Findings about files that cannot be had.
//!
//! In: a fault of [`Files`](crate::source::Files), the file, the place that names it. Out: the finding, worded the same
//! way wherever a file is named: in book.toml, in a chapter, in a style.

use super::{Code, Diagnostic};
use crate::source::{BookPath, FileFault, Span};

impl Diagnostic {
    /// A file that cannot be had, at the place that names it.
    #[must_use]
    pub fn file(fault: &FileFault, path: &BookPath, named_at: Span) -> Self {
        let at = |code, message: String| Self::new(code, named_at, message);
        match fault {
            FileFault::Missing => at(Code::MissingFile, format!("there is no file `{path}`")),
            FileFault::NotAFile => {
                at(Code::NotAFile, format!("`{path}` is not a file")).hint("name a file: a folder, pipe or device cannot be read")
            }
            FileFault::Outside => at(Code::PathOutsideBook, format!("`{path}` is a link that leads out of the book's folder"))
                .hint("copy the file into the book's folder"),
            FileFault::TooLarge => at(Code::FileTooLarge, format!("`{path}` is larger than 64 MiB")),
            FileFault::Forbidden => at(Code::FileUnreadable, format!("`{path}` may not be read (permission denied)"))
                .hint("give yourself the right to read the file")
                .environment(),
            FileFault::Other(why) => at(Code::FileUnreadable, format!("`{path}` cannot be read ({why})")).environment(),
        }
    }
}
