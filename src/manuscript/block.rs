//! Blocks as written.
//!
//! Everything that stands on lines of its own. A block keeps its span and the attributes that were typed on it.

use super::{Attributes, Inline, Picture};
use crate::source::{Span, Spanned};

/// A block with its place and the attributes typed on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// `{#id .class key=value}`; empty where none were typed.
    pub attributes: Attributes,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// Code, fenced or indented; printed as it stands.
    Code {
        /// The info string's first word.
        language: Option<Spanned<String>>,
        /// The text, without a final line break.
        text: String,
    },
    /// A list.
    List {
        /// None: bullets.
        numbering: Option<Numbering>,
        /// No paragraphs were parted by blank lines.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// `| ` before each line: verse, an address; the lines with their indents.
    Lines(Vec<Vec<Inline>>),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table typed in the text.
    Table(Table),
    /// A table made from a data file: `::: {#tbl-x data=camps …}`.
    DataTable {
        /// The file's name in book.toml's `[data]`.
        data: Spanned<String>,
        /// The other pairs (`columns`, `sort` …) are in the block's attributes. The div's text is the caption.
        caption: Vec<Inline>,
    },
    /// One or more pictures alone in their paragraph.
    Figure {
        /// The pictures, in order.
        pictures: Vec<Picture>,
        /// The caption: the brackets of a single picture.
        caption: Vec<Inline>,
    },
    /// `***`: an ornament between sections.
    Ornament,
    /// `::: {.role}`; the role is in the attributes' classes.
    Div(Vec<Block>),
    /// `{{< include other.md >}}`: the path as typed. It stands only where no other block is round it.
    Include(Spanned<String>),
    /// `\newpage`, `{{< pagebreak >}}`, an empty `::: {.page-break}`.
    PageBreak,
}

/// How an ordered list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numbering {
    /// The first item's number; of examples, which are numbered through the book, 1.
    pub start: u64,
    /// Its signs.
    pub style: NumberStyle,
    /// What stands round them.
    pub delimiter: Delimiter,
}

/// The signs of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberStyle {
    /// `#.`: the book's own way.
    Unsaid,
    /// `1.`
    Decimal,
    /// `a.`
    LowerAlpha,
    /// `A.`
    UpperAlpha,
    /// `i.`
    LowerRoman,
    /// `I.`
    UpperRoman,
    /// `(@label)`: examples.
    Example,
}

/// What stands round the sign of an ordered list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delimiter {
    /// `#.`: the book's own way.
    Unsaid,
    /// `1.`
    Period,
    /// `1)`
    Paren,
    /// `(1)`
    Parens,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its place.
    pub span: Span,
    /// The label of an example, `(@label)`.
    pub label: Option<Spanned<String>>,
    /// `[x]` or `[ ]` before its words: whether a task is done.
    pub task: Option<bool>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Definition {
    /// The term's place.
    pub span: Span,
    /// The term.
    pub term: Vec<Inline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// A table typed in the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Table {
    /// `: Caption {#tbl-x}`; its attributes are the block's.
    pub caption: Option<Caption>,
    /// The alignment of each column.
    pub columns: Vec<Alignment>,
    /// The share of the measure that each column takes, in thousandths; none: as wide as its words.
    pub widths: Vec<u16>,
    /// Head rows.
    pub head: Vec<Row>,
    /// Body rows.
    pub body: Vec<Row>,
    /// Rows under a double rule: totals.
    pub foot: Vec<Row>,
}

/// A caption.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Caption {
    /// Its place.
    pub span: Span,
    /// Its words.
    pub content: Vec<Inline>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its place.
    pub span: Span,
    /// Its cells from left to right; a cell that spans stands once.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Its place.
    pub span: Span,
    /// Its blocks: for a pipe table at most one paragraph.
    pub blocks: Vec<Block>,
    /// Rows that it spans, at least 1.
    pub rows: u16,
    /// Columns that it spans, at least 1.
    pub columns: u16,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alignment {
    /// Nothing was said.
    Unsaid,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}
