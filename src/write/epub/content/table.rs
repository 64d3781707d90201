//! Tables: real ones, with caption, scoped heads, and a form for narrow screens.
//!
//! Up to three columns fit a phone as they are. With four or more each row becomes a block there, its cells led by their
//! column's name; since the style sheet's `display` would take the table's meaning away, rows and cells say their roles.
//! Numbers are aligned on the decimal mark by room at the cell's end, in digits of the reader's own font; no word changes.

use std::collections::BTreeMap;

use super::Lower;
use super::inline::id_of;
use crate::book::{Alignment, Block, BlockKind, Cell, Row, RowKind, Table, visit};
use crate::write::xhtml::{Element, Node, Tag};

/// From so many columns on, rows become blocks on a narrow screen.
const WIDE: usize = 4;

/// More missing decimals than these are not made up for.
const MOST_DECIMALS: u8 = 6;

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
    Foot,
}

/// What the cells of a table need to know of it.
struct Grid {
    wide: bool,
    alignments: Vec<Alignment>,
    /// The names of the columns, from the head rows.
    names: Vec<String>,
    /// The most decimals of each column, and whether any of its numbers has a decimal mark.
    decimals: Vec<Option<u8>>,
    /// No row and no cell is a head: the first cells of the rows are taken for heads.
    headless: bool,
}

impl<'a> Lower<'a> {
    /// A table; with the line under it, both are one figure.
    pub(super) fn table(&mut self, table: &'a Table, block: &Block, out: &mut Vec<Node>) -> Element {
        let grid = Grid::new(table);
        self.marks_before(table, out);
        let mut element = Element::new(Tag::Table);
        match &table.caption {
            Some(caption) => element.push(Element::new(Tag::Caption).children(self.caption(caption))),
            None => element.set("aria-label", grid.label(self.language)),
        }
        if grid.wide {
            element = element.with("class", "wide").with("role", "table");
        }
        let widths: Option<Vec<u16>> = table.columns.iter().map(|column| column.width).collect();
        if let Some(widths) = widths.filter(|widths| !widths.is_empty()) {
            let column = |width: &u16| Element::new(Tag::Col).with("style", format!("width: {}%", (*width).max(10) / 10));
            element.push(Element::new(Tag::Colgroup).children(widths.iter().map(column).collect::<Vec<_>>()));
        }
        let parts = [(Tag::Thead, &table.head, Part::Head), (Tag::Tbody, &table.body, Part::Body), (Tag::Tfoot, &table.foot, Part::Foot)];
        for (tag, rows, part) in parts {
            // Each group of rows is a body of its own, which its head names.
            for rows in rows.chunk_by(|_, next| next.kind != RowKind::Group) {
                let rows = self.rows(rows, &grid, part);
                element.push(role(Element::new(tag), &grid, "rowgroup").children(rows));
            }
        }
        let holder = match self.under(table) {
            None => Element::new(Tag::Div).with("class", "table").child(element),
            Some(under) => Element::new(Tag::Figure).with("class", "table").child(element).child(under),
        };
        match &table.caption {
            Some(caption) if block.anchor.is_none() => holder.with("id", id_of(&caption.anchor)),
            Some(_) | None => holder,
        }
    }

    /// The lines under a table: its notes, each in a paragraph, and its source.
    fn under(&mut self, table: &'a Table) -> Option<Element> {
        let mut lines = Vec::new();
        for (node, content) in table.notes.iter().chain(&table.source) {
            let mut words = Vec::new();
            self.run(*node, content, &mut words);
            lines.push(words);
        }
        let under = Element::new(Tag::Figcaption).with("class", "source");
        match lines.len() {
            0 => None,
            1 => Some(under.children(lines.pop().unwrap_or_default())),
            _ => Some(under.children(lines.into_iter().map(|words| Element::new(Tag::P).children(words)))),
        }
    }

    /// Marks due at the table's first words stand before it: its head is not shown on narrow screens.
    fn marks_before(&mut self, table: &Table, out: &mut Vec<Node>) {
        let first = table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells).find_map(|cell| cell.blocks.first());
        let first = table.caption.as_ref().map(|caption| caption.id).or_else(|| Some(first?.id));
        if let Some(first) = first {
            let at = self.at;
            self.start(first, out);
            self.at = at;
        }
    }

    fn rows(&mut self, rows: &'a [Row], grid: &Grid, part: Part) -> Vec<Element> {
        let mut taken = Spans::default();
        let mut elements = Vec::new();
        for row in rows {
            let mut element = role(Element::new(Tag::Tr), grid, "row");
            match row.kind {
                RowKind::Plain => {}
                RowKind::Group => element.set("class", "group"),
                RowKind::Subtotal => element.set("class", "subtotal"),
            }
            for cell in &row.cells {
                let column = taken.place(cell);
                let made = self.cell(cell, column, grid, part);
                element.push(if row.kind == RowKind::Group { made.with("scope", "rowgroup") } else { made });
            }
            taken.next_row();
            elements.push(element);
        }
        elements
    }

    fn cell(&mut self, cell: &'a Cell, column: usize, grid: &Grid, part: Part) -> Element {
        let mut content = Vec::new();
        match cell.blocks.as_slice() {
            [Block { id, anchor: None, language: None, kind: BlockKind::Paragraph(words), .. }] => self.run(*id, words, &mut content),
            blocks => self.blocks(blocks, &mut content),
        }
        // An empty head is no head: it would name nothing.
        let row_head = cell.row_head || (grid.headless && column == 0);
        let head = !content.is_empty() && (part == Part::Head || row_head);
        let mut element = Element::new(if head { Tag::Th } else { Tag::Td });
        if head {
            element.set("scope", scope(cell, part));
        }
        if cell.columns > 1 {
            element.set("colspan", cell.columns.to_string());
        }
        if cell.rows > 1 {
            element.set("rowspan", cell.rows.to_string());
        }
        if let Some(class) = grid.class(cell, column, content.is_empty()) {
            element.set("class", class);
        }
        element = role(element, grid, cell_role(head, part));
        if grid.wide && !head && part != Part::Head && !content.is_empty() {
            let name = grid.names.get(column).filter(|name| !name.is_empty());
            element = element.with_some("data-label", name.map(String::as_str));
        }
        element.children(content)
    }
}

impl Grid {
    fn new(table: &Table) -> Self {
        let cells = |rows: &'_ [Row]| -> Vec<(usize, Option<u8>)> {
            let mut taken = Spans::default();
            let mut found = Vec::new();
            for row in rows {
                found.extend(row.cells.iter().map(|cell| (taken.place(cell), cell.decimals)));
                taken.next_row();
            }
            found
        };
        let mut decimals = vec![None; table.columns.len()];
        for (column, count) in cells(&table.body).into_iter().chain(cells(&table.foot)) {
            if let Some(most) = decimals.get_mut(column) {
                *most = (*most).max(count);
            }
        }
        let any_head = !table.head.is_empty() || table.body.iter().chain(&table.foot).flat_map(|row| &row.cells).any(|cell| cell.row_head);
        Self {
            wide: table.columns.len() >= WIDE,
            alignments: table.columns.iter().map(|column| column.alignment).collect(),
            names: names(table),
            decimals,
            headless: !any_head,
        }
    }

    /// What a table without caption is called: its columns' names.
    fn label(&self, language: &crate::locale::Language) -> String {
        let names: Vec<&str> = self.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        if names.is_empty() { language.ebook(crate::locale::EbookTerm::Table).to_owned() } else { names.join(", ") }
    }

    fn class(&self, cell: &Cell, column: usize, empty: bool) -> Option<String> {
        let mut classes = Vec::new();
        match self.alignments.get(column) {
            Some(Alignment::Start) | None => {}
            Some(Alignment::Centre) => classes.push("centre".to_owned()),
            Some(Alignment::End) => classes.push("end".to_owned()),
            Some(Alignment::Decimal) => {
                classes.push("end".to_owned());
                classes.push("number".to_owned());
                classes.extend(self.missing(cell, column));
            }
        }
        if empty {
            classes.push("empty".to_owned());
        }
        (!classes.is_empty()).then(|| classes.join(" "))
    }

    /// The class that makes room for the decimals that a number lacks: `d2`, or `m2` where it lacks the mark too.
    fn missing(&self, cell: &Cell, column: usize) -> Option<String> {
        let most = self.decimals.get(column).copied().flatten()?;
        match cell.decimals {
            Some(own) if own >= most => None,
            Some(own) => Some(format!("d{}", (most - own).min(MOST_DECIMALS))),
            None => Some(format!("m{}", most.min(MOST_DECIMALS))),
        }
    }
}

/// Each column's name: the words of the head cells above it, from the top.
fn names(table: &Table) -> Vec<String> {
    let mut names = vec![String::new(); table.columns.len()];
    let mut taken = Spans::default();
    for row in &table.head {
        for cell in &row.cells {
            let column = taken.place(cell);
            let words = plain(&cell.blocks);
            for name in names.iter_mut().skip(column).take(usize::from(cell.columns.max(1))) {
                if !name.is_empty() && !words.is_empty() {
                    name.push_str(", ");
                }
                name.push_str(&words);
            }
        }
        taken.next_row();
    }
    names
}

fn plain(blocks: &[Block]) -> String {
    let mut words: Vec<String> = Vec::new();
    visit::blocks(blocks, &mut |block| {
        if let BlockKind::Paragraph(content) = &block.kind {
            words.push(visit::words(content).replace('\n', " "));
        }
    });
    words.join(" ")
}

fn role(element: Element, grid: &Grid, role: &'static str) -> Element {
    if grid.wide { element.with("role", role) } else { element }
}

const fn cell_role(head: bool, part: Part) -> &'static str {
    match (head, part) {
        (true, Part::Head) => "columnheader",
        (true, Part::Body | Part::Foot) => "rowheader",
        (false, Part::Head | Part::Body | Part::Foot) => "cell",
    }
}

const fn scope(cell: &Cell, part: Part) -> &'static str {
    match part {
        Part::Head if cell.columns > 1 => "colgroup",
        Part::Head => "col",
        Part::Body | Part::Foot if cell.rows > 1 => "rowgroup",
        Part::Body | Part::Foot => "row",
    }
}

/// Which columns are taken by cells of rows above.
#[derive(Default)]
struct Spans {
    next: usize,
    /// Rows, from this one on, that a column is still taken for.
    taken: BTreeMap<usize, u16>,
}

impl Spans {
    /// The column that a cell begins in.
    fn place(&mut self, cell: &Cell) -> usize {
        while self.taken.get(&self.next).is_some_and(|rows| *rows > 0) {
            self.next += 1;
        }
        let column = self.next;
        for _ in 0..cell.columns.max(1) {
            // Counted from this row, so that `next_row` leaves the rows below.
            self.taken.insert(self.next, cell.rows.max(1));
            self.next += 1;
        }
        column
    }

    fn next_row(&mut self) {
        self.next = 0;
        self.taken.values_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
}
