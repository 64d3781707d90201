//! Delimited text → rows of cells with their places (RFC 4180).
//!
//! In: a text and its dialect. Out: its rows, blank lines and comments left out. The delimiter of a `.csv` file is the one that
//! its schema declares, else the one of `,` `;` tab and `|` that its first line has most of. Written here and not taken from a crate, because every cell must know its bytes
//! and every malformed quote its line.

use super::schema::Dialect;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{CellState, DataCell, DataRow};
use crate::source::{Source, Span};

/// All rows; none where a quote is malformed, since nothing after it could be trusted.
pub(super) fn rows(source: &Source, dialect: &Dialect, found: &mut Diagnostics) -> Option<Vec<DataRow>> {
    let text = &*source.text;
    let skipped = text.split_inclusive('\n').take(dialect.skip).map(str::len).sum();
    let delimiter = dialect.delimiter.unwrap_or_else(|| delimiter(source, skipped));
    let mut scan = Scan { source, text, at: skipped, delimiter };
    let mut rows = Vec::new();
    while scan.at < text.len() {
        if dialect.comment.is_some_and(|sign| text[scan.at..].starts_with(sign)) {
            scan.at += text[scan.at..].find('\n').map_or(text.len() - scan.at, |end| end + 1);
            continue;
        }
        match scan.row() {
            Ok(row) if row.cells.len() == 1 && row.cells[0].text.is_empty() => {}
            Ok(row) => rows.push(row),
            Err(finding) => {
                found.push(finding);
                return None;
            }
        }
    }
    Some(rows)
}

fn delimiter(source: &Source, skipped: usize) -> char {
    if source.path.extension() != "csv" {
        return '\t';
    }
    let mut quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0), ('|', 0)];
    for letter in source.text[skipped..].trim_start().chars() {
        match letter {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(d, _)| *d == letter).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
    counts.iter().find(|(_, n)| *n == most).map_or(',', |(d, _)| *d)
}

struct Scan<'a> {
    source: &'a Source,
    text: &'a str,
    at: usize,
    delimiter: char,
}

/// What follows a cell.
enum After {
    Cell,
    Row,
}

impl Scan<'_> {
    fn row(&mut self) -> Result<DataRow, Diagnostic> {
        let start = self.at;
        let mut cells = Vec::new();
        loop {
            let cell = if self.peek() == Some(b'"') { self.quoted()? } else { self.plain() };
            cells.push(cell);
            let end = self.at;
            if let After::Row = self.separator() {
                return Ok(DataRow { span: self.span(start, end), cells });
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn at_delimiter(&self) -> bool {
        self.text[self.at..].starts_with(self.delimiter)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source.id, start..end)
    }

    /// Takes the delimiter or the line's end after a cell.
    fn separator(&mut self) -> After {
        match self.peek() {
            Some(_) if self.at_delimiter() => {
                self.at += self.delimiter.len_utf8();
                After::Cell
            }
            Some(b'\r') => {
                self.at += if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                After::Row
            }
            Some(_) => {
                self.at += 1;
                After::Row
            }
            None => After::Row,
        }
    }

    fn plain(&mut self) -> DataCell {
        let (start, delimiter) = (self.at, self.delimiter);
        let rest = &self.text[start..];
        let length = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
        self.at = start + length;
        let raw = &self.text[start..self.at];
        let text = raw.trim();
        let lead = if text.is_empty() { 0 } else { raw.len() - raw.trim_start().len() };
        cell(self.span(start + lead, start + lead + text.len()), text)
    }

    fn quoted(&mut self) -> Result<DataCell, Diagnostic> {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            let Some(length) = self.text[self.at..].find('"') else {
                let finding = Diagnostic::new(Code::MalformedCsv, self.span(start, start + 1), "this quoted cell is never closed");
                return Err(finding.hint("close it with a second `\"`, or write the quote twice where it belongs to the text"));
            };
            text.push_str(&self.text[self.at..self.at + length]);
            self.at += length + 1;
            if self.peek() != Some(b'"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let span = self.span(start, self.at);
        while self.peek() == Some(b' ') && self.delimiter != ' ' {
            self.at += 1;
        }
        match self.peek() {
            None | Some(b'\n' | b'\r') => {}
            Some(_) if self.at_delimiter() => {}
            Some(_) => {
                let finding = Diagnostic::new(Code::MalformedCsv, self.span(self.at, self.at + 1), "text follows a cell's closing quote");
                return Err(finding.label(span, "the cell").hint("write a quote inside a quoted cell twice: `\"\"`"));
            }
        }
        Ok(cell(span, &lines(text.trim())))
    }
}

/// The text of a cell with plain line breaks, whatever the file ends its lines with.
fn lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A cell as it stands in the file.
pub(super) fn cell(span: Span, text: &str) -> DataCell {
    DataCell { span, text: text.to_owned(), state: CellState::Given, precision: None }
}
