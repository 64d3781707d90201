//! Formulas as written: how a derived value is made, and the sides of a check.

use crate::source::{Span, Spanned};

/// A formula or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Formula {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: FormulaKind,
}

/// The kinds of formulas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FormulaKind {
    /// A number in plain digits.
    Number(String),
    /// `file.row.column`, `row.column`, `column`, or a derived value's name; `*` stands for every row.
    Name(Vec<Spanned<String>>),
    /// `sum(…)`
    Call(Function, Vec<Formula>),
    /// `a + b`
    Pair(Box<Formula>, Operation, Box<Formula>),
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// What is done with some numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// All added.
    Sum,
    /// How many have a value.
    Count,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The first less the second.
    Difference,
    /// The first in per cent of the second.
    Share,
    /// The first in thousandths of the second.
    PerMille,
    /// The first, rounded to the second's decimals (negative: to tens, hundreds).
    Round,
}

impl Function {
    /// The names that formulas write.
    pub const ALL: [(&'static str, Self); 8] = [
        ("sum", Self::Sum),
        ("count", Self::Count),
        ("min", Self::Min),
        ("max", Self::Max),
        ("difference", Self::Difference),
        ("share", Self::Share),
        ("per-mille", Self::PerMille),
        ("round", Self::Round),
    ];
}
