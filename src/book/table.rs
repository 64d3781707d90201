//! Tables, figures and pictures.

use super::{Anchor, Block, Drawing, Inline, NodeId, Origin};
use crate::source::{BookPath, Bytes};

/// A table, filled and worded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Table {
    /// "Table 1 …", above the table; none for a table without one.
    pub caption: Option<Caption>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Head rows, repeated on each page.
    pub head: Vec<Row>,
    /// The rows.
    pub body: Vec<Row>,
    /// Total rows, under a rule.
    pub foot: Vec<Row>,
    /// Notes a, b, c under the table, each with its mark; what a dash in a cell means.
    pub notes: Vec<SourceLine>,
    /// "Source: …", under the notes.
    pub source: Option<SourceLine>,
    /// The part of a data file that it shows; none for a table that was typed.
    pub view: Option<View>,
}

/// The part of a data file that a table or chart shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    /// The file's name in book.toml.
    pub file: String,
    /// The columns whose cells decide which rows stand in it, in which order and groups.
    pub deciding: Vec<String>,
}

/// A line under a table: its node and its words.
pub type SourceLine = (NodeId, Vec<Inline>);

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Column {
    /// How its cells are aligned.
    pub alignment: Alignment,
    /// The share of the measure that it was given, in thousandths; none: as its words need.
    pub width: Option<u16>,
}

/// How cells are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alignment {
    /// At the line's start: left in left-to-right text.
    Start,
    /// In the middle.
    Centre,
    /// At the line's end.
    End,
    /// Numbers, on the decimal mark: at the end, with room for the missing decimals.
    Decimal,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its cells from the start; a cell that spans stands once.
    pub cells: Vec<Cell>,
    /// What it is among the others.
    pub kind: RowKind,
}

/// What a row is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// A row like any other; head and total rows are known by where they stand.
    Plain,
    /// The head of the rows that follow: one cell that spans them all.
    Group,
    /// The sum of the group above it.
    Subtotal,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Its words: at most one paragraph where the table came from a pipe table or a data file.
    pub blocks: Vec<Block>,
    /// Rows that it spans.
    pub rows: u16,
    /// Columns that it spans.
    pub columns: u16,
    /// It is the head of its row.
    pub row_head: bool,
    /// In a column aligned on the decimal mark: the digits after the mark, and whether there is a mark.
    pub decimals: Option<u8>,
    /// The datum that it prints: `file.row.column`.
    pub datum: Option<String>,
    /// The cells and sources (`@key`) that its words, its sum or its line under the table are made of beside it.
    pub made_of: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A caption with its number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Caption {
    /// Table or figure.
    pub kind: CaptionKind,
    /// "Table 1", with a no-break space.
    pub label: String,
    /// "1"
    pub number: String,
    /// The node of its words: the label's first.
    pub id: NodeId,
    /// Its words; may be empty.
    pub content: Vec<Inline>,
    /// What links lead to.
    pub anchor: Anchor,
}

/// What a caption belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaptionKind {
    /// A table.
    Table,
    /// A figure.
    Figure,
}

/// One or more pictures with a caption.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The pictures.
    pub pictures: Vec<Illustration>,
    /// A chart made from data; then there are no pictures.
    pub chart: Option<Chart>,
    /// "Figure 1 …", below; none for a figure without one.
    pub caption: Option<Caption>,
}

/// A chart: the same numbers drawn for the page and for a narrow screen, and in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chart {
    /// For the page, as wide as its text.
    pub page: Drawing,
    /// For a screen as narrow as a phone's.
    pub narrow: Drawing,
    /// What is to be seen: every category with its numbers.
    pub description: String,
    /// The cells and sources (`@key`) that it is made of.
    pub made_of: Vec<String>,
    /// The part of the data that it shows.
    pub view: View,
}

/// A picture in its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Illustration {
    /// The file, a key of the book's `pictures`.
    pub path: BookPath,
    /// What is to be seen, for those who can't; none: decorative.
    pub description: Option<String>,
    /// Its author described it, or said that it needs no description. Where a single picture was not, a book may not
    /// claim that its pictures are described: a caption that serves as description says less than one.
    pub described: bool,
    /// The width wished for.
    pub width: Option<Width>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A picture's width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// Thousandths of the measure, at most 1000.
    Measure(u16),
    /// A length; never wider than the measure.
    Length(super::Length),
}

/// A picture's file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// Its path in the book.
    pub path: BookPath,
    /// What it is.
    pub format: PictureFormat,
    /// Its bytes.
    pub bytes: Bytes,
    /// Width and height: pixels, or an SVG's user units, rounded.
    pub size: (u32, u32),
}

/// The formats that both outputs take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Scalable Vector Graphics, without scripts and without links outside.
    Svg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
}
