//! How the printed book looks, as values.

use crate::source::Span;

/// A length in thousandths of a point (1 pt = 1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub i64);

impl Length {
    /// From millimetres.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "lengths are under 1,200 mm")]
    pub fn mm(mm: f64) -> Self {
        Self((mm * 72_000.0 / 25.4).round() as i64)
    }

    /// From points.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "lengths are under 1,200 mm")]
    pub fn pt(pt: f64) -> Self {
        Self((pt * 1000.0).round() as i64)
    }

    /// In points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "lengths are under 1,200 mm")]
    pub fn points(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

/// The values that `[print]` sets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Design {
    /// The page's width after trimming.
    pub width: Length,
    /// The page's height after trimming.
    pub height: Length,
    /// The margins that were set; none: by the theme's canon for the page.
    pub margins: Option<Margins>,
    /// The text's size.
    pub size: Length,
    /// From baseline to baseline.
    pub leading: Length,
    /// The text's font family.
    pub font: String,
}

impl Design {
    /// The printed measure in points; where margins follow the theme's canon, three quarters of the page's width.
    #[must_use]
    pub fn measure(&self) -> f64 {
        let width = self.width.points();
        match &self.margins {
            Some(margins) => (width - margins.inside.points() - margins.outside.points()).max(1.0),
            None => (width * 0.75).max(1.0),
        }
    }
}

/// The margins of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Margins {
    /// At the fold.
    pub inside: Length,
    /// At the edge.
    pub outside: Length,
    /// Above.
    pub top: Length,
    /// Below.
    pub bottom: Length,
}

/// How the booklet's sheets are printed, folded and bound.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Booklet {
    /// The paper's short and long side.
    pub sheet: (Length, Length),
    /// The paper as people call it: `A4`.
    pub paper: String,
    /// Folded sheets in a section; none: saddle stitch, all sheets in one another.
    pub section: Option<u32>,
    /// It is bound at the right edge.
    pub right: bool,
    /// Four pages on a side, in two rows that are cut apart; else two.
    pub four_up: bool,
    /// The printer turns the sheet over its long edge; else over its short one.
    pub long_flip: bool,
    /// The paper's thickness.
    pub thickness: Length,
    /// Pages that the book may have, and where that is said.
    pub fit: Option<(u32, Span)>,
    /// Labels of pages after which blanks go first, each with its place.
    pub blanks_after: Vec<(String, Span)>,
}
