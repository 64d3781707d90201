//! Sources, spans and the line index.
//!
//! In: texts and byte offsets. Out: lines and columns from 1, columns counted in characters. A `Span`
//! never refers to more than one file.

use std::sync::Arc;

use super::BookPath;

/// The number of a file among the [`Sources`] of one build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// `book.toml`, always the first file that is read.
    pub const MANIFEST: Self = Self(0);
}

/// A range of bytes in one file; `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets, which must fit into 32 bits: files are limited to 64 MiB.
    #[must_use]
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let fit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: fit(range.start), end: fit(range.end.max(range.start)) }
    }

    /// The file as a whole, where no place in it can be named.
    #[must_use]
    pub const fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The byte range.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `other` must be of the same file, else `self` is kept.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The text of one file, UTF-8, as it stands on disk less a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Its number.
    pub id: FileId,
    /// Its path inside the book.
    pub path: BookPath,
    /// Its text.
    pub text: Arc<str>,
    lines: Arc<[u32]>,
}

impl Source {
    /// Indexes the lines of a text.
    #[must_use]
    pub fn new(id: FileId, path: BookPath, text: Arc<str>) -> Self {
        let mut lines = vec![0];
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        lines.extend(starts.map(|(i, _)| u32::try_from(i + 1).unwrap_or(u32::MAX)));
        Self { id, path, text, lines: lines.into() }
    }

    /// Line and column of a byte offset; offsets past the end mean the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines[line - 1] as usize;
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of a span of this file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.floor(span.start as usize)..self.floor(span.end as usize)]
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Every text file that a build has read, in the order of reading.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Registers a text and gives it its number. A path already registered keeps its number, and its text is
    /// replaced.
    pub fn add(&mut self, path: BookPath, text: Arc<str>) -> &Source {
        let at = self.files.iter().position(|s| s.path == path).unwrap_or(self.files.len());
        let source = Source::new(FileId(u32::try_from(at).unwrap_or(u32::MAX)), path, text);
        if at == self.files.len() {
            self.files.push(source);
        } else {
            self.files[at] = source;
        }
        &self.files[at]
    }

    /// The file with this number.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The file with this path.
    #[must_use]
    pub fn find(&self, path: &BookPath) -> Option<&Source> {
        self.files.iter().find(|s| s.path == *path)
    }

    /// All files, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }
}
