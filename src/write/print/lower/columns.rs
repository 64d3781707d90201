//! How wide the columns of a table are, how it stands on the page, how many lines it takes.
//!
//! In: a table, the measure, the widths of letters. Out: widths as the typesetter takes them. A column is never narrower
//! than its longest word: where that leaves no room, the table is set smaller, then turned.

use super::super::measures::Advances;
use super::super::seams::{Open, seams};
use super::{Lower, Pages};
use crate::book::{Alignment, Block, InlineKind, Row, Table, visit};

/// Sizes of tables for a text of 11 points, in tenths: the usual one, and the one that comes before turning.
const SIZES: [i64; 2] = [95, 85];
/// Between two columns, in points for a text of 11.
const GUTTER: i64 = 12;

/// How a table is set.
pub(super) struct Shape {
    /// Widths: `auto`, or a share of what is left.
    pub(super) columns: Vec<String>,
    /// Lines, caption and source with them.
    pub(super) lines: usize,
    /// In the smaller size.
    pub(super) small: bool,
    /// How it stands on the page.
    pub(super) turn: Turn,
}

/// How a table stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// As the text does.
    Upright,
    /// Turned a quarter to the left, on a page of its own.
    Turned,
    /// No page is wide enough.
    TooWide,
}

/// What stands in a column, widths in thousandths of an em.
#[derive(Clone, Copy, Default)]
struct Content {
    /// The longest word.
    word: i64,
    /// The longest cell on one line.
    cell: i64,
    /// All cells together.
    sum: i64,
}

impl Lower<'_> {
    /// How a table is set.
    pub(super) fn shape(&self, table: &Table) -> Shape {
        let rows: Vec<&Row> = table.head.iter().chain(&table.body).chain(&table.foot).collect();
        let contents = self.contents(table, &rows);
        let book = &self.set.book;
        let turns = self.nesting == 0 && !self.turned;
        let upright = if self.turned { book.height } else { book.width - (self.indents() * book.unit).min(book.width / 2) };
        let ways = [(upright, Turn::Upright), (book.height, Turn::Turned)];
        for (measure, turn) in ways.into_iter().take(1 + usize::from(turns)) {
            for size in SIZES {
                let gaps = self.gaps(contents.len());
                let least: i64 = contents.iter().map(|c| self.extent_of(c.word, size)).sum();
                let columns = self.widths(table, &contents, measure - gaps, size);
                let lines = self.lines_in(&rows, &contents, &columns, size);
                if least + gaps <= measure && (turn == Turn::Upright || self.fits_turned(lines)) {
                    return Shape { columns: columns.iter().map(Width::written).collect(), lines, small: size != SIZES[0], turn };
                }
            }
        }
        let columns = vec!["auto".to_owned(); contents.len()];
        Shape { columns, lines: rows.len() + 3, small: true, turn: Turn::TooWide }
    }

    /// Units that the blocks around take from the measure.
    fn indents(&self) -> i64 {
        i64::try_from(self.nesting).unwrap_or(i64::MAX / 1_000_000)
    }

    /// A turned table is as long as the text is wide, and can't break.
    fn fits_turned(&self, lines: usize) -> bool {
        let room = self.set.book.width / self.set.book.unit.max(1);
        i64::try_from(lines).is_ok_and(|lines| lines <= room)
    }

    fn gaps(&self, columns: usize) -> i64 {
        i64::try_from(columns.saturating_sub(1)).unwrap_or(0) * GUTTER * self.set.book.size / 11
    }

    /// Thousandths of an em at a size → thousandths of a point, with a little room for italics and marks.
    fn extent_of(&self, width: i64, size: i64) -> i64 {
        width * self.set.book.size / 1000 * size / 110 * 104 / 100
    }

    fn contents(&self, table: &Table, rows: &[&Row]) -> Vec<Content> {
        let mut contents = vec![Content::default(); table.columns.len()];
        for row in rows {
            let mut column = 0;
            for cell in &row.cells {
                if let (1, Some(content)) = (cell.columns, contents.get_mut(column)) {
                    let (word, whole) = self.extent(&cell.blocks);
                    content.word = content.word.max(word);
                    content.cell = content.cell.max(whole);
                    content.sum += whole;
                }
                column += usize::from(cell.columns);
            }
        }
        contents
    }

    /// The widest word of a cell and all of it on one line.
    fn extent(&self, blocks: &[Block]) -> (i64, i64) {
        let advances = &self.set.book.advances;
        let mut text = String::new();
        super::walk::within(blocks, &mut |inline| match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Break => text.push(' '),
            InlineKind::Note(_) => text.push('0'),
            InlineKind::PageOf(of) => text.push_str(&of.words(self.pages.runs(of).as_deref())),
            InlineKind::Picture(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Struck(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Foreign { .. }
            | InlineKind::Link { .. }
            | InlineKind::Anchored { .. }
            | InlineKind::Datum { .. } => {}
        });
        let breaks = |c: char| (c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')) || matches!(c, '\u{AD}' | '\u{200B}');
        let parts = text.split(breaks).flat_map(|word| word.split_inclusive(['-', '–', '—', '/']));
        let word = parts.map(|word| longest(word, advances)).max().unwrap_or(0);
        let mut whole = advances.width(&text);
        visit::blocks(blocks, &mut |block| {
            if matches!(block.kind, crate::book::BlockKind::Table(_) | crate::book::BlockKind::Figure(_)) {
                whole = whole.max(20_000);
            }
        });
        (word, whole)
    }

    /// Widths for this measure without its gaps.
    fn widths(&self, table: &Table, contents: &[Content], room: i64, size: i64) -> Vec<Width> {
        let whole: Vec<i64> = contents.iter().map(|c| self.extent_of(c.cell, size)).collect();
        let count = contents.len();
        // Widths that the author gave, where every column has room for its longest word.
        if let Some(given) = table.columns.iter().map(|column| column.width).collect::<Option<Vec<u16>>>() {
            let all = given.iter().map(|width| i64::from(*width)).sum::<i64>().max(1);
            let shares: Vec<i64> = given.iter().map(|width| room * i64::from(*width) / all).collect();
            if shares.iter().zip(contents).all(|(share, content)| self.extent_of(content.word, size) <= *share) {
                return shares.into_iter().map(Width::Share).collect();
            }
        }
        if whole.iter().sum::<i64>() <= room {
            // The widest column of words takes the room that is left.
            let words = |i: &usize| matches!(table.columns[*i].alignment, Alignment::Start | Alignment::Centre);
            let widest = (0..count).filter(words).max_by_key(|i| (whole[*i], count - i)).unwrap_or(0);
            return (0..count).map(|i| if i == widest { Width::Rest } else { Width::Own }).collect();
        }
        // A column that would fit if all were equal is as wide as its longest cell; the others have room for their
        // longest word and share what is left by how much stands in them.
        let fixed = |i: usize| whole[i] * i64::try_from(count).unwrap_or(1) <= room;
        let least = |i: usize| if fixed(i) { whole[i] } else { self.extent_of(contents[i].word, size) };
        let left = (room - (0..count).map(least).sum::<i64>()).max(0);
        let weight = |i: usize| if fixed(i) { 0 } else { contents[i].sum.max(1) };
        let weights = (0..count).map(weight).sum::<i64>().max(1);
        (0..count).map(|i| if fixed(i) { Width::Own } else { Width::Share(least(i) + left * weight(i) / weights) }).collect()
    }

    /// Lines that the table takes, caption and source with them.
    fn lines_in(&self, rows: &[&Row], contents: &[Content], widths: &[Width], size: i64) -> usize {
        let deep = |row: &&Row| {
            let mut column = 0;
            let mut deepest = 1;
            for cell in &row.cells {
                if let (1, Some(Width::Share(width))) = (cell.columns, widths.get(column)) {
                    let (_, whole) = self.extent(&cell.blocks);
                    let lines = self.extent_of(whole, size) * 11 / 10 / (*width).max(1) + 1;
                    deepest = deepest.max(usize::try_from(lines).unwrap_or(1));
                }
                column += usize::from(cell.columns);
            }
            deepest
        };
        let flat = !contents.is_empty() && widths.iter().all(|w| !matches!(w, Width::Share(_)));
        3 + if flat { rows.len() } else { rows.iter().map(deep).sum() }
    }
}

/// The widest part of a word between its seams.
fn longest(word: &str, advances: &Advances) -> i64 {
    let ends = seams(word, Open::default()).into_iter().chain([word.len()]);
    let mut start = 0;
    let parts = ends.map(|end| {
        let part = advances.width(&word[start..end]);
        start = end;
        part
    });
    parts.max().unwrap_or(0)
}

/// The width of a column.
#[derive(Clone, Copy)]
enum Width {
    /// Its longest cell's.
    Own,
    /// What the others leave.
    Rest,
    /// Its share of what the others leave: this width in thousandths of a point.
    Share(i64),
}

impl Width {
    fn written(&self) -> String {
        match self {
            Self::Own => "auto".to_owned(),
            Self::Rest => "1fr".to_owned(),
            Self::Share(width) => format!("{}fr", (width + 500) / 1000),
        }
    }
}
