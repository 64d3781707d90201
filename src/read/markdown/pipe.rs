//! Rows and cells of pipe tables; captions of all tables.
//!
//! In: the ranges that the events give, and the captions that the mask found. Out: rows of the innermost table, and
//! captions on the tables that they belong to; a caption without a table is reported.

use std::ops::Range;

use pulldown_cmark::Alignment as Aligned;

use super::blocks::{Builder, Frame, Kind};
use super::drawn::Form;
use super::leaf::Leaf;
use super::{grid, heading, inline, paragraph, ruled};
use crate::manuscript::{Alignment, Attributes, Block, BlockKind, Caption, Cell, Row, Table};

impl Builder<'_, '_> {
    pub(super) fn cell(&mut self, range: Range<usize>) {
        let leaf = Leaf::new(&self.context.source.text, self.context.source.id, range.clone(), self.quotes);
        self.context.in_cell = true;
        let words = inline::inlines(self.context, &leaf);
        self.context.in_cell = false;
        let inner = leaf.place(0..leaf.text.len());
        let paragraph = Block { kind: BlockKind::Paragraph(words), span: inner, attributes: Attributes::default() };
        let blocks = if matches!(&paragraph.kind, BlockKind::Paragraph(words) if words.is_empty()) { Vec::new() } else { vec![paragraph] };
        let span = self.span(range);
        self.row.push(Cell { span, blocks, rows: 1, columns: 1 });
    }

    pub(super) fn end_row(&mut self, head: bool) {
        let cells = std::mem::take(&mut self.row);
        let Some(span) = cells.first().zip(cells.last()).map(|(first, last)| first.span.join(last.span)) else { return };
        let span = paragraph::row(self.context, span);
        let Some(Frame { kind: Kind::Table(table), .. }) = self.frames.last_mut() else { return };
        let rows = if head { &mut table.head } else { &mut table.body };
        let empty = head && cells.iter().all(|cell| cell.blocks.is_empty());
        if !empty {
            rows.push(Row { span, cells });
        }
    }

    /// A drawn table, whose drawing begins at `start`.
    pub(super) fn drawn(&mut self, start: usize, form: Form, lines: &[Range<usize>]) {
        let whole = lines.first().map_or(start, |line| line.start)..lines.last().map_or(start, |line| line.end);
        let text = &self.context.source.text[whole.clone()];
        let margin = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
        let span = self.span((whole.start + margin).min(start)..whole.end);
        let table = match form {
            Form::Simple { .. } | Form::Multiline { .. } => Some(ruled::table(self.context, lines, form)),
            Form::Grid => grid::table(self.context, lines, start),
            Form::Unclear => {
                self.context.found.push(paragraph::unclear_table(span));
                None
            }
        };
        let Some(table) = table else {
            self.caption = None;
            return;
        };
        let mut attributes = Attributes::default();
        let caption = self.caption.take().map(|(line, words)| self.read_caption(line, words, &mut attributes));
        self.push(Some(Block { kind: BlockKind::Table(Table { caption, ..table }), span, attributes }));
    }

    pub(super) fn caption(&mut self, line: Range<usize>, words: Range<usize>, before: bool) {
        if before {
            self.caption = Some((line, words));
            return;
        }
        let mut attributes = Attributes::default();
        let caption = self.read_caption(line.clone(), words, &mut attributes);
        match self.frames.last_mut().and_then(|frame| frame.blocks.last_mut()) {
            Some(Block { kind: BlockKind::Table(table), attributes: own, .. }) if table.caption.is_none() => {
                table.caption = Some(caption);
                *own = attributes;
            }
            _ => self.stray_caption(line),
        }
    }

    pub(super) fn read_caption(&mut self, line: Range<usize>, words: Range<usize>, attributes: &mut Attributes) -> Caption {
        let (words, read) = heading::trailing_attributes(self.context, words);
        *attributes = read;
        let leaf = Leaf::new(&self.context.source.text, self.context.source.id, words.clone(), self.quotes);
        let content = inline::inlines(self.context, &leaf);
        Caption { span: self.span(line.start..words.end), content }
    }

    /// A caption before a table that did not follow.
    pub(super) fn lost_caption(&mut self) {
        if let Some((line, _)) = self.caption.take() {
            self.stray_caption(line);
        }
    }

    fn stray_caption(&mut self, line: Range<usize>) {
        let span = self.span(line);
        self.context.found.push(paragraph::stray_caption(span));
    }
}

/// How a column is aligned.
pub(super) const fn alignment(aligned: Aligned) -> Alignment {
    match aligned {
        Aligned::None => Alignment::Unsaid,
        Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Centre,
        Aligned::Right => Alignment::Right,
    }
}
