//! Where on the paper.
//!
//! In: the sheet's and the page's size, the paper's thickness, an order. Out: each page's corner and what of it may
//! show, and the marks. Lengths are thousandths of a point, from the sheet's lower left corner. Nothing is scaled.

use super::order::{Order, Place, order, turns_upright};
use super::{Scheme, Up};

/// A sheet and the pages on it, as values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The sheet's width as it lies: side by side pages decide.
    pub width: i64,
    /// The sheet's height.
    pub height: i64,
    /// A page's width after trimming.
    pub page_width: i64,
    /// A page's height after trimming.
    pub page_height: i64,
    /// The paper's thickness: each folded sheet stands this much nearer to the fold than the one around it.
    pub thickness: i64,
    /// How it is folded and printed.
    pub scheme: Scheme,
}

/// A page on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Placed {
    /// The page, counted from 0.
    pub page: usize,
    /// The page's lower left corner, or, where it is turned, its upper right one.
    pub x: i64,
    /// See `x`.
    pub y: i64,
    /// It stands on its head.
    pub turned: bool,
    /// What may show: left, bottom, right, top. Nothing shows beyond the fold.
    pub clip: [i64; 4],
}

/// A line to cut or fold by, from one point to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Where it begins.
    pub from: (i64, i64),
    /// Where it ends.
    pub to: (i64, i64),
    /// It is folded, not cut.
    pub fold: bool,
}

/// Between the page and its marks: 3 mm.
const GAP: i64 = 8_504;
/// A mark's length: 5 mm; shorter where the sheet ends.
const LENGTH: i64 = 14_173;
/// A mark shorter than 2 mm is none.
const SHORTEST: i64 = 5_669;

impl Layout {
    /// A layout on a sheet of this size, laid the way round on which the pages fit. None where they fit neither way.
    #[must_use]
    pub fn new(sheet: (i64, i64), page: (i64, i64), thickness: i64, scheme: Scheme) -> Option<Self> {
        let needed = (2 * page.0, i64::try_from(scheme.up.rows()).ok()? * page.1);
        let ways = if needed.0 >= needed.1 {
            [(long(sheet), short(sheet)), (short(sheet), long(sheet))]
        } else {
            [(short(sheet), long(sheet)), (long(sheet), short(sheet))]
        };
        let (width, height) = ways.into_iter().find(|way| fits(needed.0, way.0) && fits(needed.1, way.1))?;
        Some(Self { width, height, page_width: page.0, page_height: page.1, thickness, scheme })
    }

    /// The order of so many pages on these sheets.
    #[must_use]
    pub fn order(&self, pages: usize, blanks_after: &[usize]) -> Order {
        order(self.scheme, pages, blanks_after, turns_upright(self.width, self.height, self.scheme.flip))
    }

    /// The strip of paper that a row of pages is cut from: its lower edge and its height.
    fn strip(&self, row: usize) -> (i64, i64) {
        match self.scheme.up {
            Up::Two => (0, self.height),
            Up::Four if row == 0 => (self.height / 2, self.height / 2),
            Up::Four => (0, self.height / 2),
        }
    }
}

/// Sizes in millimetres and inches are rounded: a tenth of a millimetre is none.
const fn fits(needed: i64, there: i64) -> bool {
    needed <= there + 283
}

fn long(sheet: (i64, i64)) -> i64 {
    sheet.0.max(sheet.1)
}

fn short(sheet: (i64, i64)) -> i64 {
    sheet.0.min(sheet.1)
}

/// The pages of one side where they stand.
#[must_use]
pub fn lay(layout: &Layout, places: &[Place]) -> Vec<Placed> {
    places.iter().filter_map(|place| placed(layout, place)).collect()
}

fn placed(layout: &Layout, place: &Place) -> Option<Placed> {
    let page = place.page?;
    let fold = layout.width / 2;
    let shift = layout.thickness * i64::try_from(place.depth).ok()?;
    let (left, bottom) = corner(layout, place.column, place.row);
    let left = if place.column == 0 { left + shift } else { left - shift };
    let (right, top) = (left + layout.page_width, bottom + layout.page_height);
    let clip = if place.column == 0 { [left, bottom, right.min(fold), top] } else { [left.max(fold), bottom, right, top] };
    let (x, y) = if place.turned { (right, top) } else { (left, bottom) };
    Some(Placed { page, x, y, turned: place.turned, clip })
}

/// The lower left corner of a place on the outermost sheet.
fn corner(layout: &Layout, column: usize, row: usize) -> (i64, i64) {
    let fold = layout.width / 2;
    let left = if column == 0 { fold - layout.page_width } else { fold };
    let (base, height) = layout.strip(row);
    (left, base + (height - layout.page_height) / 2)
}

impl Layout {
    /// Where to fold and where to trim, drawn outside the pages; none where the sheet has no room for them.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let fold = self.width / 2;
        let (left, right) = (fold - self.page_width, fold + self.page_width);
        let mut marks = Vec::new();
        for row in 0..self.scheme.up.rows() {
            let (_, bottom) = corner(self, 0, row);
            let top = bottom + self.page_height;
            let (base, height) = self.strip(row);
            for (x, is_fold) in [(left, false), (fold, true), (right, false)] {
                marks.extend(upright(x, bottom, base, is_fold));
                marks.extend(upright(x, top, base + height, is_fold));
            }
            for y in [bottom, top] {
                marks.extend(level(y, left, 0));
                marks.extend(level(y, right, self.width));
            }
        }
        marks
    }
}

/// A mark on the way from a page's edge to the sheet's, with room between: where it begins and ends on that line.
fn stretch(edge: i64, end: i64) -> Option<(i64, i64)> {
    let room = (end - edge).abs() - GAP;
    let way = (end - edge).signum();
    (room >= SHORTEST).then(|| (edge + way * GAP, edge + way * (GAP + LENGTH.min(room))))
}

fn upright(x: i64, edge: i64, end: i64, fold: bool) -> Option<Mark> {
    stretch(edge, end).map(|(from, to)| Mark { from: (x, from), to: (x, to), fold })
}

fn level(y: i64, edge: i64, end: i64) -> Option<Mark> {
    stretch(edge, end).map(|(from, to)| Mark { from: (from, y), to: (to, y), fold: false })
}
