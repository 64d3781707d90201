//! Tables → markup.

use super::super::out::quoted;
use super::Lower;
use super::columns::{Shape, Turn};
use crate::book::{Alignment, Block, BlockKind, Caption, Cell, Inline, InlineKind, NodeId, Row, RowKind, SourceLine, Table, visit};

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

    /// Whether a caption has so many lines that it can't stand on a page with what it is of.
    pub(super) fn long_caption(&self, caption: &Caption) -> bool {
        visit::words(&caption.content).chars().count() > self.set.book.letters * self.set.book.lines / 5
    }

    /// A table with its caption and source.
    pub(super) fn table(&mut self, id: NodeId, table: &Table) {
        let Shape { columns, lines, small, turn } = self.shape(table);
        if turn == Turn::TooWide {
            self.too_wide.push(table_origin(table));
        }
        let turns = turn == Turn::Turned;
        self.out.raw(if turns { "#turned[#tabular(" } else { "#tabular(" });
        if let Some(caption) = &table.caption {
            self.out.raw(&format!("name: {}, ", quoted(&caption.anchor.0)));
            self.caption(caption);
        }
        let wordy = table.caption.as_ref().is_some_and(|caption| self.long_caption(caption));
        let long = wordy || lines * FLOATS.1 > self.set.book.lines * FLOATS.0;
        let floats = !turns && !self.turned && !long && table.caption.is_some() && self.may_float(id);
        let place = match (floats, long && !turns && !self.turned) {
            (true, _) => "floating: top",
            (false, true) => "breaks: true",
            (false, false) => "breaks: false",
        };
        let place = if small { format!("{place}, small: true") } else { place.to_owned() };
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
        if !table.notes.is_empty() {
            self.out.raw("  notes: (");
            table.notes.iter().for_each(|line| self.line_under(line));
            self.out.raw("),\n");
        }
        if let Some(line) = &table.source {
            self.out.raw("  source: ");
            self.line_under(line);
            self.out.raw("\n");
        }
        self.out.close(if turns { ")]" } else { ")" });
        self.out.raw("\n\n");
        if !floats && !turns {
            self.written += lines * self.set.book.letters;
        }
    }

    /// A line under the table: a note of its own, or its source.
    fn line_under(&mut self, (node, words): &SourceLine) {
        let cursor = self.out.begin(*node);
        self.content(words);
        self.out.resume(cursor);
        self.out.raw(", ");
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
                let call = match (row.kind, cell.row_head && call == "td") {
                    (RowKind::Group, _) => "th-group",
                    (RowKind::Subtotal, true) => "rh-subtotal",
                    (RowKind::Subtotal, false) => "td-subtotal",
                    (RowKind::Plain, true) => "rh",
                    (RowKind::Plain, false) => call,
                };
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
                let (words, marks) = content.split_at(if cell.decimals.is_some() { words_end(content) } else { content.len() });
                self.inlines(words);
                if !marks.is_empty() {
                    self.out.raw("#hang[");
                    self.inlines(marks);
                    self.out.close("]");
                }
                self.out.resume(cursor);
            }
            blocks => self.blocks(blocks),
        }
        self.out.raw("], ");
    }
}

/// Where a cell's words end and the marks of its notes begin.
fn words_end(content: &[Inline]) -> usize {
    let raised = |inline: &Inline| matches!(&inline.kind, InlineKind::Superscript(_));
    let is_mark = |inline: &Inline| {
        raised(inline) || matches!(&inline.kind, InlineKind::Anchored { content, .. } if content.len() == 1 && content.iter().all(raised))
    };
    content.len() - content.iter().rev().take_while(|inline| is_mark(inline)).count()
}

/// Where a table was written: its caption, else its first cell.
fn table_origin(table: &Table) -> crate::book::Origin {
    let caption = table.caption.as_ref().and_then(|c| c.content.first()).and_then(|words| words.origin);
    let rows = table.head.iter().chain(&table.body).chain(&table.foot);
    caption.or_else(|| rows.flat_map(|row| &row.cells).find_map(|cell| cell.origin))
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
