//! Data files as written.
//!
//! Cells as they stand in the file, with their places, and what a schema declares about them. Nothing is computed here.

use std::collections::BTreeMap;

use super::{Citation, Formula, Inline, Precision};
use crate::source::{BookPath, FileId, Span, Spanned};

/// A table of data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataFile {
    /// The file.
    pub file: FileId,
    /// Its path.
    pub path: BookPath,
    /// The columns in the file's order.
    pub columns: Vec<DataColumn>,
    /// Index of the column whose cells name the rows: the schema's primary key, else the first.
    pub key: usize,
    /// The rows in the file's order, a totals row left out.
    pub rows: Vec<DataRow>,
    /// The totals row, where the schema says that the file has one. It is checked, and never added.
    pub totals: Option<DataRow>,
    /// What is said of whole rows, by the row's key.
    pub row_remarks: BTreeMap<String, Remarks>,
    /// What is said of single cells, by the row's key and the column's index.
    pub cell_remarks: BTreeMap<(String, usize), Remarks>,
    /// The words of Markdown and citation cells, by row and column.
    pub words: BTreeMap<(usize, usize), Vec<Inline>>,
    /// Values made from others, by name.
    pub values: Vec<(Spanned<String>, Derived)>,
    /// What must hold.
    pub checks: Vec<Check>,
    /// Columns whose cells must be keys of another file.
    pub references: Vec<Reference>,
    /// Columns that say where others come from.
    pub aside: Vec<usize>,
    /// There is a schema: columns without a use are worth a word, empty cells are missing ones.
    pub described: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataColumn {
    /// Its name: the head's cell.
    pub name: Spanned<String>,
    /// What the cells are.
    pub kind: FieldType,
    /// Headings by language (BCP 47); the empty tag serves where no other fits.
    pub headings: Vec<(String, Spanned<String>)>,
    /// The heading that spans this column and its neighbours of the same one.
    pub under: Vec<(String, Spanned<String>)>,
    /// The unit, by language.
    pub unit: Vec<(String, Spanned<String>)>,
    /// Decimals that a number is printed with; never fewer than it has.
    pub decimals: Option<u8>,
    /// The column whose words say how exact its cells are.
    pub precision_in: Option<usize>,
    /// The column whose words say where its cells come from.
    pub source_in: Option<usize>,
    /// What is said of all its cells.
    pub remarks: Remarks,
}

/// What a schema says of a column, row or cell beside the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Remarks {
    /// Where it comes from.
    pub source: Option<Spanned<Citation>>,
    /// A note to it, as Markdown.
    pub note: Option<Spanned<Vec<Inline>>>,
    /// How exact it is.
    pub precision: Option<Spanned<Precision>>,
    /// A datum that says otherwise, and that the author knows of.
    pub conflicts: Option<Spanned<String>>,
}

/// The types of columns: Frictionless Table Schema's, and recto's own. Without a schema every column is `String`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Printed as it stands.
    String,
    /// A whole number, printed in the language's form.
    Integer,
    /// A decimal number, printed in the language's form.
    Number,
    /// A number of per cent: `12.5` is printed with the sign.
    Percent,
    /// True or false: printed as it stands.
    Boolean,
    /// A date of EDTF (ISO 8601-2), level 1.
    Date,
    /// Inline Markdown.
    Markdown,
    /// Keys of sources, with locators.
    Citation,
}

impl FieldType {
    /// Whether its cells can be counted with.
    #[must_use]
    pub const fn is_number(self) -> bool {
        match self {
            Self::Integer | Self::Number | Self::Percent => true,
            Self::String | Self::Boolean | Self::Date | Self::Markdown | Self::Citation => false,
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataRow {
    /// Its place.
    pub span: Span,
    /// As many cells as there are columns.
    pub cells: Vec<DataCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataCell {
    /// Its place.
    pub span: Span,
    /// Its text, outer white space taken off; empty where missing. A number's is plain: a hyphen for minus, digits, a full
    /// stop before decimals.
    pub text: String,
    /// Whether there is a value.
    pub state: CellState,
    /// How exact it is, where the cell itself or another column says so.
    pub precision: Option<Precision>,
}

/// Whether a cell has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellState {
    /// It has, or is simply empty where nothing is declared.
    Given,
    /// There is a value, and it is not known.
    Missing,
    /// There is none to be had.
    NotApplicable,
}

/// A value made from others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Derived {
    /// How it is made.
    pub formula: Formula,
    /// How exact the author says it is.
    pub precision: Option<Spanned<Precision>>,
    /// Decimals that it is rounded to.
    pub decimals: Option<u8>,
    /// Its unit, by language.
    pub unit: Vec<(String, Spanned<String>)>,
    /// Where it comes from, where that is more than its parts.
    pub source: Option<Spanned<Citation>>,
}

/// Something that must hold: `total = sum(parts)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Check {
    /// As typed.
    pub text: Spanned<String>,
    /// The left side.
    pub left: Formula,
    /// What must hold between the sides.
    pub relation: Relation,
    /// The right side.
    pub right: Formula,
}

/// What holds between two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A foreign key: the cells of a column are keys of another file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The column.
    pub column: usize,
    /// The other file's name in book.toml; none: this very file.
    pub file: Option<Spanned<String>>,
    /// The other file's column.
    pub field: Spanned<String>,
}

impl DataFile {
    /// The key of a row.
    #[must_use]
    pub fn row_key(&self, row: usize) -> &str {
        self.rows.get(row).and_then(|r| r.cells.get(self.key)).map_or("", |cell| cell.text.as_str())
    }

    /// What is said of a cell: of itself, its row, its column, the nearest first.
    pub fn remarks(&self, row: usize, column: usize) -> impl Iterator<Item = &Remarks> {
        let key = self.row_key(row);
        let own = if self.cell_remarks.is_empty() { None } else { self.cell_remarks.get(&(key.to_owned(), column)) };
        own.into_iter().chain(self.row_remarks.get(key)).chain(self.columns.get(column).map(|c| &c.remarks))
    }

    /// How exact a cell is.
    #[must_use]
    pub fn precision(&self, row: usize, column: usize) -> Precision {
        let own = self.rows.get(row).and_then(|r| r.cells.get(column)).and_then(|cell| cell.precision);
        let own = own.or_else(|| self.remarks(row, column).find_map(|remarks| remarks.precision.as_ref().map(|p| p.value)));
        own.unwrap_or(Precision::Exact)
    }

    /// Where a cell comes from.
    #[must_use]
    pub fn source(&self, row: usize, column: usize) -> Option<&Spanned<Citation>> {
        self.remarks(row, column).find_map(|remarks| remarks.source.as_ref())
    }
}
