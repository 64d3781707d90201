//! Data files as written.
//!
//! Cells as they stand in the file, with their places, and what a schema beside the file declares about them.

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
    /// The rows in the file's order.
    pub rows: Vec<DataRow>,
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
}

/// The types of Frictionless Table Schema that recto reads so far. Without a schema every column is `String`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Printed as it stands.
    String,
    /// A whole number, printed in the language's form.
    Integer,
    /// A decimal number (full stop in the file), printed in the language's form.
    Number,
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
    /// Its text, outer white space taken off; empty where missing.
    pub text: String,
}
