//! Tables typed in the text; captions and limits of all tables.
//!
//! In: a table as typed. Out: the table with its caption. Tables from data files are made in [`super::data_table`].

use super::leftover;
use super::setter::Setter;
use crate::book::{self, CaptionKind, InlineKind as Set};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Alignment, Block, Inline, Row, Table};
use crate::source::Span;

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
        book::Table { caption, columns, head, body, foot, notes: Vec::new(), source: None, view: None }
    }

    fn typed_row(&mut self, row: &'a Row) -> book::Row {
        let cells = row.cells.iter().map(|cell| book::Cell {
            blocks: self.blocks(&cell.blocks),
            rows: cell.rows,
            columns: cell.columns,
            row_head: false,
            decimals: None,
            datum: None,
            made_of: Vec::new(),
            origin: Some(cell.span),
        });
        book::Row { cells: cells.collect(), kind: book::RowKind::Plain }
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

    /// Reports a table that is too large to be printed.
    pub(super) fn limits(&mut self, span: Span, rows: usize, columns: usize) {
        if rows > MOST.0 || columns > MOST.1 {
            let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
            let (rows, columns) = (count(rows, "row"), count(columns, "column"));
            let message = format!("the table has {rows} and {columns} (at most {} and {})", MOST.0, MOST.1);
            self.report(
                Diagnostic::new(Code::TableTooLarge, span, message).hint("print a part of it, and say where the whole is to be had"),
            );
        }
    }
}

const fn alignment(typed: Alignment) -> book::Alignment {
    match typed {
        Alignment::Unsaid | Alignment::Left => book::Alignment::Start,
        Alignment::Centre => book::Alignment::Centre,
        Alignment::Right => book::Alignment::End,
    }
}
