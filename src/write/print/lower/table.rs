//! Tables → markup.

use super::super::out::quoted;
use super::Lower;
use crate::book::{Alignment, Block, BlockKind, Caption, Cell, Row, Table};

/// A table floats where it takes at most this part of a page; longer ones stand in the flow and may break.
const FLOATS: (usize, usize) = (2, 3);

impl Lower<'_> {
    /// `caption: caption-line[Table 1][…], `
    pub(super) fn caption(&mut self, caption: &Caption) {
        self.out.raw("caption: caption-line");
        let cursor = self.out.begin(caption.id);
        self.placed_label(&caption.label);
        self.content(&caption.content);
        self.out.resume(cursor);
        self.out.raw(", ");
    }

    /// A table with its caption and source.
    pub(super) fn table(&mut self, table: &Table) {
        let (columns, lines) = self.shape(table);
        self.out.raw("#tabular(");
        if let Some(caption) = &table.caption {
            self.out.raw(&format!("name: {}, ", quoted(&caption.anchor.0)));
            self.caption(caption);
        }
        let long = lines * FLOATS.1 > self.set.book.lines * FLOATS.0;
        let floats = !long && table.caption.is_some() && self.may_float();
        let place = if floats {
            "floating: auto"
        } else if long {
            "breaks: true"
        } else {
            "breaks: false"
        };
        let aligned: Vec<&str> = table.columns.iter().map(|c| alignment(c.alignment)).collect();
        self.out.raw(&format!("{place},\n  columns: ({}), align: ({}),\n", list(&columns), list(&aligned)));
        if long && table.caption.is_some() && !table.head.is_empty() {
            self.out.raw("  continued: ");
            let words = self.section.language.term(crate::locale::Term::Continued);
            self.label(words);
            self.out.raw(",\n");
        }
        let decimals = decimals(table);
        self.nesting += 1;
        self.deep.held += 2;
        self.rows("head", "th", &table.head, &decimals);
        self.rows("body", "td", &table.body, &decimals);
        self.rows("foot", "td", &table.foot, &decimals);
        self.deep.held -= 2;
        self.nesting -= 1;
        if let Some((node, words)) = &table.source {
            self.out.raw("  source: ");
            let cursor = self.out.begin(*node);
            self.content(words);
            self.out.resume(cursor);
            self.out.raw(",\n");
        }
        self.out.close(")");
        self.out.raw("\n\n");
        if !floats {
            self.written += lines * self.set.book.letters;
        }
    }

    fn rows(&mut self, name: &str, call: &str, rows: &[Row], decimals: &[u8]) {
        if rows.is_empty() {
            return;
        }
        self.out.raw(&format!("  {name}: (\n"));
        for row in rows {
            self.out.raw("    ");
            let mut column = 0;
            for cell in &row.cells {
                self.cell(call, cell, decimals.get(column).copied().unwrap_or(0));
                column += usize::from(cell.columns);
            }
            self.out.raw("\n");
        }
        self.out.raw("  ),\n");
    }

    fn cell(&mut self, call: &str, cell: &Cell, most: u8) {
        self.out.origin(cell.origin);
        let mut arguments = Vec::new();
        if cell.columns > 1 {
            arguments.push(format!("colspan: {}", cell.columns));
        }
        if cell.rows > 1 {
            arguments.push(format!("rowspan: {}", cell.rows));
        }
        if let Some(own) = cell.decimals.filter(|own| *own < most) {
            arguments.push(format!("short: ({}, {})", most - own, own == 0));
        }
        self.out.raw(call);
        if !arguments.is_empty() {
            self.out.raw(&format!("({})", arguments.join(", ")));
        }
        self.out.raw("[");
        match &cell.blocks[..] {
            [Block { kind: BlockKind::Paragraph(content), id, language: None, .. }] => {
                let cursor = self.out.begin(*id);
                self.anchor_of(&cell.blocks[0]);
                self.inlines(content);
                self.out.resume(cursor);
            }
            blocks => self.blocks(blocks),
        }
        self.out.raw("], ");
    }

    /// Columns of given widths, and the lines that the table takes.
    fn given(&self, widths: &[u16], rows: &[&Row], line: usize) -> (Vec<String>, usize) {
        let whole: usize = widths.iter().map(|width| usize::from(*width)).sum();
        let deepest = |row: &&Row| {
            let mut column = 0;
            let mut most = 1;
            for cell in &row.cells {
                let next = (column + usize::from(cell.columns)).min(widths.len());
                let width: usize = widths[column.min(next)..next].iter().map(|width| usize::from(*width)).sum();
                let letters = (line * width / whole.max(1)).max(4);
                most = most.max(self.length(&cell.blocks).div_ceil(letters).max(cell.blocks.len()));
                column = next;
            }
            most
        };
        let columns = widths.iter().map(|width| format!("{}fr", (*width).max(1))).collect();
        (columns, rows.iter().map(deepest).sum::<usize>() + 3)
    }

    /// How wide the columns are, and the lines that the table takes, caption and source with it.
    fn shape(&self, table: &Table) -> (Vec<String>, usize) {
        let count = table.columns.len();
        let (mut longest, mut sum) = (vec![0_usize; count], vec![0_usize; count]);
        let rows: Vec<&Row> = table.head.iter().chain(&table.body).chain(&table.foot).collect();
        for row in &rows {
            let mut column = 0;
            for cell in &row.cells {
                if cell.columns == 1 && column < count {
                    let letters = self.length(&cell.blocks);
                    longest[column] = longest[column].max(letters);
                    sum[column] += letters;
                }
                column += usize::from(cell.columns);
            }
        }
        let line = self.set.book.letters * 11 / 10;
        if let Some(given) = table.columns.iter().map(|column| column.width).collect::<Option<Vec<u16>>>().filter(|_| count > 0) {
            return self.given(&given, &rows, line);
        }
        let room = line.saturating_sub(2 * count.saturating_sub(1)).max(count);
        if longest.iter().sum::<usize>() <= room {
            // The widest column of words takes the room that is left.
            let words = |i: &usize| matches!(table.columns[*i].alignment, Alignment::Start | Alignment::Centre);
            let widest = (0..count).filter(words).max_by_key(|i| (longest[*i], count - i)).unwrap_or(0);
            let widths = (0..count).map(|i| if i == widest { "1fr" } else { "auto" }.to_owned()).collect();
            return (widths, rows.len() + 3);
        }
        // A column that would fit if all were equal is as wide as its longest cell; the others share what is left.
        let fixed = |i: usize| longest[i] * count <= room;
        let taken: usize = (0..count).filter(|i| fixed(*i)).map(|i| longest[i]).sum();
        let weight = |i: usize| (sum[i] / rows.len().max(1)).max(longest[i] / 3).max(4);
        let whole: usize = (0..count).filter(|i| !fixed(*i)).map(weight).sum();
        let width = |i: usize| room.saturating_sub(taken).max(8) * weight(i) / whole.max(1);
        let widths = (0..count).map(|i| if fixed(i) { "auto".to_owned() } else { format!("{}fr", weight(i)) }).collect();
        let deepest = |row: &&Row| {
            let cells = row.cells.iter().enumerate();
            cells
                .map(|(i, cell)| if i < count && !fixed(i) { self.length(&cell.blocks).div_ceil(width(i).max(1)) } else { 1 })
                .max()
                .unwrap_or(1)
        };
        (widths, rows.iter().map(|row| deepest(row).max(1)).sum::<usize>() + 3)
    }
}

fn list<S: AsRef<str>>(items: &[S]) -> String {
    items.iter().map(|item| format!("{}, ", item.as_ref())).collect()
}

const fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Centre => "center",
        Alignment::End | Alignment::Decimal => "end",
    }
}

/// The most decimals of each column that is aligned on its mark.
fn decimals(table: &Table) -> Vec<u8> {
    let mut most = vec![0; table.columns.len()];
    for row in table.body.iter().chain(&table.foot) {
        let mut column = 0;
        for cell in &row.cells {
            if let (Some(own), Some(most)) = (cell.decimals, most.get_mut(column)) {
                *most = own.max(*most);
            }
            column += usize::from(cell.columns);
        }
    }
    most
}
