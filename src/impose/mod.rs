//! Imposition: page → sheet, side, place.
//!
//! In: how many pages, how they are folded and bound. Out: which page stands where on which sheet, turned which way
//! and how far towards the fold; the sentence that tells a person what to do with the sheets. Pure arithmetic: it
//! knows no PDF, and whole numbers in thousandths of a point serve for lengths.

mod order;
mod paper;
mod sentence;

pub use order::{Order, Place, Sheet, order};
pub use paper::{Layout, Mark, Placed, lay};
pub use sentence::sentence;

/// How sheets become a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// All folded sheets lie in one another and are stapled through the fold.
    Saddle,
    /// Sections (signatures) of so many folded sheets follow one another; the last may have fewer.
    Sections(usize),
}

/// The edge at which the book is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Scripts that run from left to right.
    Left,
    /// Scripts that run from right to left.
    Right,
}

/// The edge over which the printer turns a sheet for its back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flip {
    /// The short one.
    Short,
    /// The long one.
    Long,
}

/// Pages on one side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Up {
    /// Two, side by side.
    Two,
    /// Four, two rows that are cut apart; the pile's upper halves are laid on its lower ones.
    Four,
}

impl Up {
    /// Rows of pages on a side.
    #[must_use]
    pub const fn rows(self) -> usize {
        match self {
            Self::Two => 1,
            Self::Four => 2,
        }
    }
}

/// A way of folding, binding and printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scheme {
    /// How sheets become a book.
    pub binding: Binding,
    /// Where it is bound.
    pub edge: Edge,
    /// Pages on a side.
    pub up: Up,
    /// How the printer turns the sheet.
    pub flip: Flip,
}
