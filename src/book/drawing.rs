//! Drawings: charts as shapes, drawn once and set by each writer in its own way.

/// A drawing. All lengths are hundredths of a point, from its upper left corner, to the right and downwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The size of its letters.
    pub size: i32,
    /// Its shapes, from the back to the front; words in the order in which they are read.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An upright rectangle.
    Bar {
        /// Its left edge.
        x: i32,
        /// Its upper edge.
        y: i32,
        /// Its width.
        width: i32,
        /// Its height.
        height: i32,
        /// How it is filled.
        ink: Ink,
    },
    /// A disc.
    Dot {
        /// Its centre.
        x: i32,
        /// Its centre.
        y: i32,
        /// How it is filled.
        ink: Ink,
    },
    /// Straight lines from point to point.
    Line {
        /// The points.
        points: Vec<(i32, i32)>,
        /// How thick it is.
        weight: i32,
        /// How it is broken.
        dash: Dash,
    },
    /// Words in one line.
    Words {
        /// Where they begin, end, or have their middle.
        x: i32,
        /// Their baseline.
        y: i32,
        /// Which of them.
        hold: Hold,
        /// The words.
        words: String,
    },
}

/// How a shape is filled: told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Dark grey: what is exact, the first series.
    Dark,
    /// Middle grey.
    Middle,
    /// Light grey.
    Light,
    /// Very light, with an outline.
    Pale,
    /// An outline alone: what is rounded or a bound.
    Open,
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// In dashes.
    Dashed,
    /// In dots.
    Dotted,
    /// In dashes and dots.
    Mixed,
}

/// What of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

/// The radius of a dot.
pub const RADIUS: i32 = 260;
