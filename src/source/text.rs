//! Sources, spans and the line index.
//!
//! In: texts and byte offsets. Out: lines and columns from 1, columns counted in characters. A `Span`
//! never refers to more than one file.

use std::sync::Arc;

use super::{BookPath, entity};

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
    /// The sheet that the text shows, where the file is a spreadsheet.
    sheet: Option<Arc<Sheet>>,
}

/// A sheet of a spreadsheet, whose text is made of its cells, a line a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Where the cells begin in the text: offset, row and column, both from 1; in rising order.
    pub cells: Vec<(u32, u32, u32)>,
}

impl Sheet {
    fn cell(&self, offset: usize) -> Option<(u32, u32)> {
        let after = self.cells.partition_point(|(start, ..)| *start as usize <= offset);
        self.cells.get(after.saturating_sub(1)).map(|(_, row, column)| (*row, *column))
    }
}

/// A column's name in a spreadsheet: 1 is `A`, 27 is `AA`.
#[must_use]
pub fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    letters.iter().rev().collect()
}

impl Source {
    /// Indexes the lines of a text.
    #[must_use]
    pub fn new(id: FileId, path: BookPath, text: Arc<str>) -> Self {
        let mut lines = vec![0];
        let bytes = text.as_bytes();
        // A line ends with LF, with CR LF, or, as on old Macintoshes, with CR alone.
        let ends = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        lines.extend((0..bytes.len()).filter(ends).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { id, path, text, lines: lines.into(), sheet: None }
    }

    /// The name of the cell that holds a byte offset, with its sheet: `1943!B7`; none where the file is no spreadsheet.
    #[must_use]
    pub fn cell(&self, offset: usize) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        let (row, column) = sheet.cell(offset)?;
        Some(format!("{}!{}{row}", sheet.name, column_name(column)))
    }

    /// The place of a cell of a spreadsheet, row and column from 1; the beginning where it has none.
    #[must_use]
    pub fn cell_span(&self, row: u32, column: u32) -> Span {
        let Some(sheet) = &self.sheet else { return Span::whole(self.id) };
        let at = sheet.cells.partition_point(|(_, r, c)| (*r, *c) < (row, column));
        let start = sheet.cells.get(at).map_or(0, |(start, ..)| *start as usize);
        let length = self.text[self.floor(start)..].find('\t').unwrap_or(0);
        Span::new(self.id, start..start + length)
    }

    /// Line and column of a byte offset; offsets past the end mean the end. In a spreadsheet they are row and column.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        if let Some((row, column)) = self.sheet.as_ref().and_then(|sheet| sheet.cell(offset)) {
            return Position { line: row as usize, column: column as usize };
        }
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines[line - 1] as usize;
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The bytes of the lines that a range stands on, without the last line's break.
    #[must_use]
    pub fn lines_of(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let line = |offset: usize| self.lines.partition_point(|start| *start as usize <= offset);
        let (first, last) = (line(self.floor(range.start)), line(self.floor(range.end.max(range.start))));
        let end = self.lines.get(last).map_or(self.text.len(), |next| *next as usize);
        let start = self.lines[first - 1] as usize;
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// Where a character stands first in a span: itself, or the entity that stands for it.
    #[must_use]
    pub fn place_of(&self, span: Span, c: char) -> Option<Span> {
        let text = self.slice(span);
        let start = self.floor(span.start as usize);
        let found = |at: usize, length: usize| Span::new(span.file, start + at..start + at + length);
        if let Some(at) = text.find(c) {
            return Some(found(at, c.len_utf8()));
        }
        let stands_for = |at: usize| entity(&text[at..]).filter(|(decoded, _)| decoded.contains(c)).map(|(_, length)| found(at, length));
        text.match_indices('&').find_map(|(at, _)| stands_for(at))
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

    /// Registers a sheet of a spreadsheet: a file may have several.
    pub fn add_sheet(&mut self, path: BookPath, text: Arc<str>, sheet: Sheet) -> &Source {
        let same = |s: &Source| s.path == path && s.sheet.as_ref().is_some_and(|known| known.name == sheet.name);
        let at = self.files.iter().position(same).unwrap_or(self.files.len());
        let mut source = Source::new(FileId(u32::try_from(at).unwrap_or(u32::MAX)), path, text);
        source.sheet = Some(Arc::new(sheet));
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
