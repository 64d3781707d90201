//! Tables: typed in the text, or made from a data file.
//!
//! In: a table as typed, or a block that names data, columns and order. Out: a filled table with its caption; numbers
//! from typed columns in the language's form, aligned on the decimal mark.

use super::leftover;
use super::setter::Setter;
use super::values::{column_at, key, printed};
use crate::book::{self, BlockKind, CaptionKind, InlineKind as Set};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Alignment, Block, DataCell, DataColumn, DataFile, FieldType, Inline, Row, Table};
use crate::source::{Span, Spanned};

/// The most rows and columns of a printed table.
const MOST: (usize, usize) = (10_000, 100);

impl<'a> Setter<'a, '_> {
    /// Sets a table typed in the text.
    pub(super) fn table(&mut self, block: &'a Block, table: &'a Table) -> book::Table {
        self.pairs(&block.attributes, &["lang"], "the table");
        self.limits(block.span, table.head.len() + table.body.len() + table.foot.len(), table.columns.len());
        let caption = self.caption(block.span, CaptionKind::Table, table.caption.as_ref().map_or(&[], |c| c.content.as_slice()));
        let width = |i: usize| table.widths.get(i).copied();
        let columns =
            table.columns.iter().enumerate().map(|(i, typed)| book::Column { alignment: alignment(*typed), width: width(i) }).collect();
        let head = table.head.iter().map(|row| self.typed_row(row)).collect();
        let body = table.body.iter().map(|row| self.typed_row(row)).collect();
        let foot = table.foot.iter().map(|row| self.typed_row(row)).collect();
        book::Table { caption, columns, head, body, foot, source: None }
    }

    fn typed_row(&mut self, row: &'a Row) -> book::Row {
        let cells = row.cells.iter().map(|cell| book::Cell {
            blocks: self.blocks(&cell.blocks),
            rows: cell.rows,
            columns: cell.columns,
            row_head: false,
            decimals: None,
            datum: None,
            origin: Some(cell.span),
        });
        book::Row { cells: cells.collect() }
    }

    /// The caption of what stands here, where it has a number.
    pub(super) fn caption(&mut self, on: Span, kind: CaptionKind, words: &'a [Inline]) -> Option<book::Caption> {
        let label = self.shared.labels.on(on)?.clone();
        let anchor = if self.shared.placed.insert(label.anchor.clone()) {
            label.anchor
        } else {
            self.shared.labels.unique(&label.anchor.0, self.slug)
        };
        let number = label.number.map_or_else(String::new, |n| n.to_string());
        let mut content = self.inlines(words);
        self.take_off_number(&mut content);
        Some(book::Caption { kind, label: label.words, number, id: self.node(), content, anchor })
    }

    /// Takes the number off that a word processor typed before a caption, `Table 1: …`: recto sets its own.
    fn take_off_number(&mut self, content: &mut [book::Inline]) {
        let Some(book::Inline { origin: Some(span), kind: Set::Text(text) }) = content.first_mut() else { return };
        let number = leftover::leading_number(text).filter(|number| number.starts_with(char::is_alphabetic));
        let Some(number) = number.filter(|_| span.range().len() == text.len()).map(str::to_owned) else { return };
        let rest = text[number.len()..].trim_start_matches(|c: char| c.is_whitespace() || ":.–—-".contains(c)).to_owned();
        if rest.is_empty() {
            return;
        }
        let place = Span::new(span.file, span.range().start..span.range().start + number.len());
        *span = Span::new(span.file, span.range().end - rest.len()..span.range().end);
        *text = rest;
        let finding =
            Diagnostic::new(Code::TypedNumber, place, format!("the caption begins with a typed number (`{number}`), which is left out"));
        self.report(finding.hint("delete it: recto numbers chapters, tables and figures itself"));
    }

    /// Sets a table made from a data file.
    pub(super) fn data_table(&mut self, block: &'a Block, name: &'a Spanned<String>, caption: &'a [Inline]) -> Option<book::Table> {
        let attributes = &block.attributes;
        self.pairs(attributes, &["data", "columns", "sort", "lang", "rows", "total", "chart", "where", "group"], "the table");
        for later in ["rows", "total", "chart", "where", "group"] {
            if let Some(typed) = attributes.get(later) {
                let finding = Diagnostic::new(Code::NotYet, typed.span, format!("`{later}` can't be made from data yet"));
                self.report(finding.hint("take it out for now; `columns` and `sort` work"));
            }
        }
        let caption = self.caption(block.span, CaptionKind::Table, caption);
        let data = self.data(name)?;
        let columns = self.columns(data, attributes.get("columns"))?;
        let rows = self.sorted(data, attributes.get("sort"))?;
        self.limits(block.span, rows.len(), columns.len());
        let numeric = |at: &usize| matches!(data.columns[*at].kind, FieldType::Integer | FieldType::Number);
        let alignments = columns.iter().map(|at| if numeric(at) { book::Alignment::Decimal } else { figures(data, *at) });
        let head = columns.iter().map(|at| self.head_cell(&data.columns[*at])).collect();
        let body = rows.iter().map(|row| {
            let cells = columns.iter().filter_map(|at| Some((*at, data.rows[*row].cells.get(*at)?)));
            book::Row { cells: cells.map(|(at, cell)| self.data_cell(data, cell, key(&name.value, data, *row, at), at)).collect() }
        });
        let body = body.collect();
        let columns = alignments.map(|alignment| book::Column { alignment, width: None }).collect();
        Some(book::Table { caption, columns, head: vec![book::Row { cells: head }], body, foot: Vec::new(), source: None })
    }

    fn head_cell(&self, column: &DataColumn) -> book::Cell {
        let (tag, primary) = (self.language.tag(), self.language.primary());
        let heading = [tag, primary, ""].iter().find_map(|wanted| column.headings.iter().find(|(known, _)| known == wanted));
        let (words, span) = heading.map_or((&column.name.value, column.name.span), |(_, typed)| (&typed.value, typed.span));
        let content = vec![book::Inline { origin: Some(span), kind: Set::Text(words.clone()) }];
        self.cell(span, content)
    }

    fn data_cell(&self, data: &DataFile, cell: &DataCell, key: String, at: usize) -> book::Cell {
        let kind = data.columns[at].kind;
        let content = if cell.text.is_empty() { Vec::new() } else { vec![book::Inline::text(printed(kind, &cell.text, &self.language))] };
        let decimals = match kind {
            FieldType::String => None,
            FieldType::Integer | FieldType::Number => decimals(&cell.text),
        };
        book::Cell { row_head: at == data.key, decimals, datum: Some(key), ..self.cell(cell.span, content) }
    }

    fn cell(&self, span: Span, content: Vec<book::Inline>) -> book::Cell {
        let blocks = if content.is_empty() { Vec::new() } else { vec![self.block(span, BlockKind::Paragraph(content))] };
        book::Cell { blocks, rows: 1, columns: 1, row_head: false, decimals: None, datum: None, origin: Some(span) }
    }

    /// The columns that `columns="…"` names, else all.
    fn columns(&mut self, data: &DataFile, typed: Option<&Spanned<String>>) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some((0..data.columns.len()).collect()) };
        let named = words(typed).into_iter().map(|word| column_at(data, &word).map_err(|finding| self.report(*finding)));
        let named: Vec<Result<usize, ()>> = named.collect();
        let all: Vec<usize> = named.into_iter().collect::<Result<_, _>>().ok()?;
        if all.is_empty() {
            let finding = Diagnostic::new(Code::UnknownColumn, typed.span, "`columns` names no column");
            self.report(finding.hint("name the columns with spaces between, or take it out for all of them"));
            return None;
        }
        Some(all)
    }

    /// The rows in the order that `sort="…"` asks for: columns in turn, `-` before one for falling order.
    fn sorted(&mut self, data: &DataFile, typed: Option<&Spanned<String>>) -> Option<Vec<usize>> {
        let mut rows: Vec<usize> = (0..data.rows.len()).collect();
        let Some(typed) = typed else { return Some(rows) };
        for word in words(typed).into_iter().rev() {
            let falling = word.value.starts_with('-');
            let name = Spanned::new(word.value.trim_start_matches('-').to_owned(), word.span);
            let at = column_at(data, &name).map_err(|finding| self.report(*finding)).ok()?;
            let kind = data.columns[at].kind;
            let text = |row: &usize| data.rows[*row].cells.get(at).map_or("", |cell| cell.text.as_str());
            rows.sort_by(|a, b| {
                let (a, b) = (text(a), text(b));
                // A missing cell comes last in either order.
                let missing = a.is_empty().cmp(&b.is_empty());
                let order = compare(kind, a, b);
                missing.then(if falling && !a.is_empty() { order.reverse() } else { order })
            });
        }
        Some(rows)
    }

    fn limits(&mut self, span: Span, rows: usize, columns: usize) {
        if rows > MOST.0 || columns > MOST.1 {
            let message = format!("the table has {rows} rows and {columns} columns (at most {} and {})", MOST.0, MOST.1);
            self.report(
                Diagnostic::new(Code::TableTooLarge, span, message).hint("print a part of it, and say where the whole is to be had"),
            );
        }
    }
}

/// The words of an attribute's value with their places: each its own where the value stands as typed.
fn words(typed: &Spanned<String>) -> Vec<Spanned<String>> {
    let width = typed.span.range().len();
    // The place may hold the value's quotes or not.
    let before = match width.checked_sub(typed.value.len()) {
        Some(0) => Some(0),
        Some(2) => Some(1),
        _ => None,
    };
    let parts = typed.value.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
    let place = |part: &str| {
        let offset = part.as_ptr() as usize - typed.value.as_ptr() as usize;
        before.map_or(typed.span, |before| {
            let start = typed.span.range().start + before + offset;
            Span::new(typed.span.file, start..start + part.len())
        })
    };
    parts.map(|part| Spanned::new(part.to_owned(), place(part))).collect()
}

const fn alignment(typed: Alignment) -> book::Alignment {
    match typed {
        Alignment::Unsaid | Alignment::Left => book::Alignment::Start,
        Alignment::Centre => book::Alignment::Centre,
        Alignment::Right => book::Alignment::End,
    }
}

/// Untyped columns: at the end where every cell begins with a digit, as numbers do.
fn figures(data: &DataFile, at: usize) -> book::Alignment {
    let mut texts = data.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "., \u{A0}\u{202F}+-−%".contains(c));
    let some = texts.clone().next().is_some();
    if some && at != data.key && texts.all(number) { book::Alignment::End } else { book::Alignment::Start }
}

/// The digits after the mark of a number as data files write it.
fn decimals(text: &str) -> Option<u8> {
    if text.is_empty() {
        return None;
    }
    let after = text.split_once('.').map_or(0, |(_, after)| after.chars().filter(char::is_ascii_digit).count());
    u8::try_from(after).ok()
}

fn compare(kind: FieldType, a: &str, b: &str) -> std::cmp::Ordering {
    match kind {
        FieldType::String => natural(a, b),
        FieldType::Integer | FieldType::Number => {
            let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
            number(a).total_cmp(&number(b)).then_with(|| a.cmp(b))
        }
    }
}

/// Texts as people sort them: letters without case and marks first, runs of digits by their value.
fn natural(a: &str, b: &str) -> std::cmp::Ordering {
    pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b))
}

fn pieces(text: &str) -> Vec<(u8, u128, String)> {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut pieces: Vec<(u8, u128, String)> = Vec::new();
    for c in plain.chars() {
        match (c.to_digit(10), pieces.last_mut()) {
            (Some(digit), Some((0, number, _))) => *number = number.saturating_mul(10).saturating_add(u128::from(digit)),
            (Some(digit), _) => pieces.push((0, u128::from(digit), String::new())),
            (None, Some((1, _, letters))) => letters.push(c),
            (None, _) => pieces.push((1, 0, c.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::natural;
    use std::cmp::Ordering;

    #[test]
    fn texts_are_sorted_as_people_do() {
        assert_eq!(natural("No. 9", "No. 10"), Ordering::Less);
        assert_eq!(natural("Țara", "tare"), Ordering::Less);
        assert_eq!(natural("a", "B"), Ordering::Less);
    }
}
