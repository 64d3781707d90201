//! Which page stands where.
//!
//! In: a scheme, the number of pages, pages after which blanks go. Out: the sheets. Folding them as the scheme says
//! gives the pages in order: tests/folding.rs folds every count.

use super::{Binding, Edge, Flip, Scheme};

/// A page's place on one side of a sheet, as one looks at that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The page, counted from 0; none: blank.
    pub page: Option<usize>,
    /// 0 left of the fold, 1 right of it.
    pub column: usize,
    /// 0 the upper row.
    pub row: usize,
    /// The page stands on its head.
    pub turned: bool,
    /// Folded sheets of its section around it: 0 for the outermost.
    pub depth: usize,
}

/// A sheet of paper, printed on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// The side that is printed first; folded, it is the outside.
    pub front: Vec<Place>,
    /// The other side.
    pub back: Vec<Place>,
}

/// All sheets of a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Order {
    /// The sheets in the order of printing.
    pub sheets: Vec<Sheet>,
    /// Folded sheets in each section: one section for saddle stitch.
    pub sections: Vec<usize>,
    /// Pages without anything on them that were added.
    pub blanks: usize,
}

/// The sheets of `pages` pages. Each entry of `blanks_after` is a page (from 0) after which one blank goes, as long as
/// blanks are needed to fill the sheets; the rest go to the end.
///
/// `upright` says that the sheet is turned about its upright axis between its two sides.
#[must_use]
pub fn order(scheme: Scheme, pages: usize, blanks_after: &[usize], upright: bool) -> Order {
    let rows = scheme.up.rows();
    let halves = pages.div_ceil(4).next_multiple_of(rows);
    let sequence = sequence(pages, halves * 4, blanks_after);
    let sections = sections(scheme.binding, halves);
    let folded = folded(&sections, scheme.edge);
    let count = halves / rows;
    let sheet = |number: usize| {
        let mut sheet = Sheet { front: Vec::new(), back: Vec::new() };
        for row in 0..rows {
            let half = &folded[row * count + number];
            let place = |page: usize, column, row, turned| Place { page: sequence[page], column, row, turned, depth: half.depth };
            for column in 0..2 {
                sheet.front.push(place(half.front[column], column, row, false));
                sheet.back.push(match upright {
                    true => place(half.back[column], column, row, false),
                    false => place(half.back[column], 1 - column, rows - 1 - row, true),
                });
            }
        }
        sheet
    };
    Order { sheets: (0..count).map(sheet).collect(), sections, blanks: halves * 4 - pages }
}

/// Whether a sheet of this size is turned about its upright axis when it is flipped over this edge.
#[must_use]
pub(super) const fn turns_upright(width: i64, height: i64, flip: Flip) -> bool {
    (width >= height) == matches!(flip, Flip::Short)
}

/// The pages with their blanks, as the finished book is leafed through.
fn sequence(pages: usize, places: usize, blanks_after: &[usize]) -> Vec<Option<usize>> {
    let mut left = places - pages;
    let mut sequence = Vec::with_capacity(places);
    for page in 0..pages {
        sequence.push(Some(page));
        let wanted = blanks_after.iter().filter(|after| **after == page).count().min(left);
        sequence.extend(std::iter::repeat_n(None, wanted));
        left -= wanted;
    }
    sequence.resize(places, None);
    sequence
}

/// Folded sheets in each section.
fn sections(binding: Binding, halves: usize) -> Vec<usize> {
    match binding {
        Binding::Saddle if halves == 0 => Vec::new(),
        Binding::Saddle => vec![halves],
        Binding::Sections(sheets) => {
            let size = sheets.max(1);
            (0..halves).step_by(size).map(|start| size.min(halves - start)).collect()
        }
    }
}

/// A piece of paper that is folded once: its four pages, left and right of the fold as one looks at each side.
struct Folded {
    front: [usize; 2],
    back: [usize; 2],
    depth: usize,
}

fn folded(sections: &[usize], edge: Edge) -> Vec<Folded> {
    let mut all = Vec::new();
    let mut first = 0;
    for size in sections {
        let last = first + 4 * size - 1;
        for depth in 0..*size {
            let (low, high) = (first + 2 * depth, last - 2 * depth);
            let (mut front, mut back) = ([high, low], [low + 1, high - 1]);
            if edge == Edge::Right {
                front.reverse();
                back.reverse();
            }
            all.push(Folded { front, back, depth });
        }
        first = last + 1;
    }
    all
}
