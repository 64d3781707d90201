//! Grid tables: cells drawn with `+`, `-` and `|`, over several rows and columns where they are drawn so.
//!
//! In: the lines of a grid. Out: the table with its cells, each read as a text of its own; or a finding where the drawing
//! does not close. Cells are traced from their upper left corner: along the first border, down the side, and back.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns::Columns;
use super::context::Context;
use super::{excerpt, ruled};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Alignment, Cell, Row, Table};
use crate::source::Span;

/// Looks at single signs for each sign of the drawing, before the drawing is given up.
const MOST_LOOKS: usize = 60;

/// The most columns and rows of a grid.
const MOST: usize = 10_000;

/// A traced cell: its borders.
#[derive(Clone, Copy)]
struct Traced {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

/// The drawing.
struct Drawing<'a> {
    lines: Vec<Columns<'a>>,
    left: usize,
    right: usize,
    looks: usize,
}

/// Reads a grid from its lines; `start` is where the first rule begins.
pub(super) fn table(context: &mut Context<'_>, lines: &[Range<usize>], start: usize) -> Option<Table> {
    let source = &context.source.text;
    let lines: Vec<Columns<'_>> = lines.iter().map(|line| Columns::new(source, line.clone())).collect();
    let first = lines.first()?;
    let left = first.column(start);
    let right = first.column(line_end(source, first)).checked_sub(1)?;
    let mut drawing = Drawing { lines, left, right, looks: 0 };
    if let Some(line) = drawing.ragged(source) {
        context.found.push(broken(context.source.id, line, "this line of the grid does not begin and end where the first does"));
        return None;
    }
    let traced = match drawing.trace() {
        Ok(traced) => traced,
        Err((row, column)) => {
            let line = &drawing.lines[row];
            let at = line.byte(column);
            let end = line.range.end.min(at + 1).max(at);
            let place = source.floor_char_boundary(at)..source.ceil_char_boundary(end);
            context.found.push(broken(context.source.id, place, "the borders of a cell do not close here"));
            return None;
        }
    };
    Some(drawing.table(context, &traced))
}

fn line_end(source: &str, line: &Columns<'_>) -> usize {
    line.range.start + source[line.range.clone()].trim_end().len()
}

fn broken(file: crate::source::FileId, place: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedTable, Span::new(file, place), message)
        .hint("draw every border whole, `+---+---+` over `|   |   |`, with a `+` at each corner")
}

impl Drawing<'_> {
    /// The first line that does not fit between the outer borders.
    fn ragged(&self, source: &str) -> Option<Range<usize>> {
        let whole = |line: &Columns<'_>| line.range.clone();
        if self.lines.len() < 3 || self.lines.len() > MOST || self.right - self.left > MOST * 10 {
            return self.lines.first().map(whole);
        }
        let fits = |line: &&Columns<'_>| {
            let ends = line.column(line_end(source, line)) == self.right + 1;
            ends && matches!(line.sign(self.left), b'+' | b'|') && matches!(line.sign(self.right), b'+' | b'|')
        };
        self.lines.iter().find(|line| !fits(line)).map(whole)
    }

    fn sign(&mut self, row: usize, column: usize) -> u8 {
        self.looks += 1;
        self.lines[row].sign(column)
    }

    /// Every cell, from the upper left corner on; else a place that belongs to none.
    fn trace(&mut self) -> Result<Vec<Traced>, (usize, usize)> {
        let last = self.lines.len() - 1;
        let most = (MOST_LOOKS * (last + 1)).saturating_mul(self.right - self.left + 1);
        let mut corners = BTreeSet::from([(0, self.left)]);
        // For each column, the last row that is taken.
        let mut done = vec![0; self.right + 1];
        let mut cells = Vec::new();
        while let Some((top, left)) = corners.pop_first() {
            if top == last || left == self.right || top < done[left] {
                continue;
            }
            let Some(cell) = self.cell(top, left).filter(|_| self.looks < most) else { return Err((top + 1, left + 1)) };
            if let Some(column) = (cell.left..cell.right).find(|column| done[*column] != top) {
                return Err((top, column));
            }
            done[cell.left..cell.right].fill(cell.bottom);
            corners.insert((cell.top, cell.right));
            corners.insert((cell.bottom, cell.left));
            cells.push(cell);
        }
        match (self.left..self.right).find(|column| done[*column] != last) {
            Some(column) => Err((done[column] + 1, column)),
            None => Ok(cells),
        }
    }

    fn cell(&mut self, top: usize, left: usize) -> Option<Traced> {
        if self.sign(top, left) != b'+' {
            return None;
        }
        for right in left + 1..=self.right {
            match self.sign(top, right) {
                b'+' => {
                    if let Some(bottom) = self.down(top, left, right) {
                        return Some(Traced { top, left, bottom, right });
                    }
                }
                b'-' | b'=' | b':' => {}
                _ => return None,
            }
        }
        None
    }

    /// The row that closes a cell whose right border may be here.
    fn down(&mut self, top: usize, left: usize, right: usize) -> Option<usize> {
        for row in top + 1..self.lines.len() {
            match self.sign(row, right) {
                b'+' if row > top + 1 && self.closes(top, row, left, right) => return Some(row),
                b'+' | b'|' => {}
                _ => return None,
            }
        }
        None
    }

    fn closes(&mut self, top: usize, row: usize, left: usize, right: usize) -> bool {
        self.sign(row, left) == b'+'
            && (left + 1..right).all(|column| matches!(self.sign(row, column), b'-' | b'=' | b':' | b'+'))
            && (top + 1..row).all(|row| matches!(self.sign(row, left), b'|' | b'+'))
    }

    /// Rows of `=` that part head or foot.
    fn double(&mut self) -> Vec<usize> {
        let whole = self.left..self.right + 1;
        let rows = 1..self.lines.len();
        let mut found = Vec::new();
        for row in rows {
            let line = &self.lines[row];
            if line.sign(self.left) == b'+'
                && line.sign(self.left + 1) != b'-'
                && whole.clone().all(|column| matches!(line.sign(column), b'+' | b'=' | b':'))
            {
                found.push(row);
            }
        }
        found
    }

    fn table(&mut self, context: &mut Context<'_>, cells: &[Traced]) -> Table {
        let last = self.lines.len() - 1;
        let tops: BTreeSet<usize> = cells.iter().map(|cell| cell.top).collect();
        let lefts: BTreeSet<usize> = cells.iter().map(|cell| cell.left).collect();
        let mut double = self.double();
        let footed = double.pop_if(|row| *row == last).is_some();
        let foot = if footed { double.pop() } else { None };
        let head = double.first().copied();
        let aligned = &self.lines[head.unwrap_or(0)];
        let borders: Vec<usize> = lefts.iter().copied().chain([self.right]).collect();
        let columns = borders.windows(2).map(|pair| alignment(aligned, pair[0], pair[1])).collect();
        let lengths: Vec<usize> = borders.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut table =
            Table { caption: None, columns, widths: ruled::shares(&lengths), head: Vec::new(), body: Vec::new(), foot: Vec::new() };
        for top in &tops {
            let row: Vec<&Traced> = cells.iter().filter(|cell| cell.top == *top).collect();
            let cells = row.iter().map(|cell| self.read(context, cell, &tops, &lefts)).collect();
            let lines = &self.lines[*top + 1];
            let row = Row { span: Span::new(context.source.id, lines.slice(self.left..self.right + 1)), cells };
            match (head, foot) {
                (Some(head), _) if *top < head => table.head.push(row),
                (_, Some(foot)) if *top >= foot => table.foot.push(row),
                (_, _) => table.body.push(row),
            }
        }
        table
    }

    fn read(&self, context: &mut Context<'_>, cell: &Traced, tops: &BTreeSet<usize>, lefts: &BTreeSet<usize>) -> Cell {
        let source = &context.source.text;
        let inner = cell.left + 1..cell.right;
        let mut stretches: Vec<Range<usize>> =
            self.lines[cell.top + 1..cell.bottom].iter().map(|line| right_trimmed(source, line.slice(inner.clone()))).collect();
        let empty = |stretch: &Range<usize>| Range::is_empty(stretch);
        let spaced = stretches.iter().all(|stretch| empty(stretch) || source[stretch.clone()].starts_with(' '));
        if spaced {
            stretches.iter_mut().filter(|stretch| !empty(stretch)).for_each(|stretch| stretch.start += 1);
        }
        while stretches.pop_if(|stretch| empty(stretch)).is_some() {}
        let place = match (stretches.iter().find(|stretch| !empty(stretch)), stretches.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => {
                let empty = self.lines[cell.top + 1].byte(cell.left + 1);
                empty..empty
            }
        };
        let span = Span::new(context.source.id, place);
        let blocks = if stretches.is_empty() { Vec::new() } else { excerpt::blocks(context, &stretches) };
        let count = |borders: &BTreeSet<usize>, range: Range<usize>| u16::try_from(borders.range(range).count()).unwrap_or(u16::MAX);
        Cell { span, blocks, rows: count(tops, cell.top..cell.bottom), columns: count(lefts, cell.left..cell.right) }
    }
}

fn right_trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + source[range].trim_end().len()
}

/// How a column is aligned: by colons at the ends of its rule.
fn alignment(line: &Columns<'_>, left: usize, right: usize) -> Alignment {
    match (line.sign(left + 1) == b':', line.sign(right - 1) == b':') {
        (true, true) => Alignment::Centre,
        (true, false) => Alignment::Left,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::Unsaid,
    }
}
