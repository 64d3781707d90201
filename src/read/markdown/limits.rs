//! How much of anything a text file may hold.
//!
//! Real books stay far below; past these bounds a text is a fault of some program, and is named as such.

/// Containers in containers: quotations, items, divs; and likewise inlines in inlines.
pub(super) const DEPTH: usize = 100;

/// Bytes of a paragraph, a heading, a cell, a caption.
pub(super) const LEAF: usize = crate::read::LONGEST_TEXT;

/// Tables in cells of tables.
pub(super) const EXCERPTS: usize = 20;
