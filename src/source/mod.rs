//! Text with positions.
//!
//! In: the files of a book, by their paths inside it. Out: `Source` (text and line index), `Span` (a
//! byte range in one file), `BookPath` (a path that cannot leave the book) and the trait [`Files`], the
//! only window through which the stages see the world. Does no I/O itself: `project` implements it.

mod entity;
mod files;
mod path;
mod text;

pub use entity::entity;
pub use files::{Bytes, FileFault, Files, Memory};
pub use path::{BookPath, OutsideBook};
pub use text::{FileId, Position, Sheet, Source, Sources, Span, Spanned, column_name};
