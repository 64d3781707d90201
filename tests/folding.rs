//! Sheets are printed, cut, folded and stacked in the mind: the pages must come out in order.
//!
//! The simulation knows paper, not arithmetic: a sheet has two faces, a printer turns it over one edge, a knife cuts it
//! between its rows, a fold lays its left half behind its right one.

use recto::impose::{Binding, Edge, Flip, Layout, Order, Place, Scheme, Up, lay};

const PAGE: (i64, i64) = (419_528, 595_276);
const SHEET: (i64, i64) = (595_276, 841_890);

fn layout(scheme: Scheme) -> Layout {
    let sheet = if scheme.up == Up::Four { (841_890, 1_190_551) } else { SHEET };
    Layout::new(sheet, PAGE, 283, scheme).expect("two pages of A5 stand on A4, four on A3")
}

/// A place by where it lies when one looks at the front through the paper, and which way its head is.
fn through(layout: &Layout, place: &Place) -> (usize, usize, bool) {
    let rows = layout.scheme.up.rows();
    let wide = layout.width >= layout.height;
    let about_upright_axis = wide == (layout.scheme.flip == Flip::Short);
    match about_upright_axis {
        true => (1 - place.column, place.row, place.turned),
        false => (place.column, rows - 1 - place.row, !place.turned),
    }
}

/// A piece of paper after the cut, seen from its front: what stands on each half of either face.
#[derive(Default)]
struct Piece {
    front: [Option<usize>; 2],
    back: [Option<usize>; 2],
}

/// The pile after the cut: the upper halves on the lower ones.
fn pile(layout: &Layout, order: &Order) -> Vec<Piece> {
    let mut pile = Vec::new();
    for row in 0..layout.scheme.up.rows() {
        for sheet in &order.sheets {
            let mut piece = Piece::default();
            for place in sheet.front.iter().filter(|place| place.row == row) {
                assert!(!place.turned, "a front stands on its head");
                piece.front[place.column] = place.page;
            }
            for place in &sheet.back {
                let (column, at, turned) = through(layout, place);
                assert!(!turned, "a back stands on its head behind its front");
                if at == row {
                    piece.back[column] = place.page;
                }
            }
            pile.push(piece);
        }
    }
    pile
}

/// The pages as one leafs through the bound book.
fn leaf(layout: &Layout, pile: &[Piece]) -> Vec<Option<usize>> {
    let size = match layout.scheme.binding {
        Binding::Saddle => pile.len().max(1),
        Binding::Sections(size) => size,
    };
    let (near, far) = match layout.scheme.edge {
        Edge::Left => (1, 0),
        Edge::Right => (0, 1),
    };
    let mut pages = Vec::new();
    for section in pile.chunks(size) {
        pages.extend(section.iter().flat_map(|piece| [piece.front[near], piece.back[near]]));
        pages.extend(section.iter().rev().flat_map(|piece| [piece.back[far], piece.front[far]]));
    }
    pages
}

fn schemes() -> Vec<Scheme> {
    let bindings = std::iter::once(Binding::Saddle).chain((1..=8).map(Binding::Sections));
    let mut all = Vec::new();
    for binding in bindings {
        for (edge, flip) in [(Edge::Left, Flip::Short), (Edge::Left, Flip::Long), (Edge::Right, Flip::Short), (Edge::Right, Flip::Long)] {
            all.extend([Up::Two, Up::Four].map(|up| Scheme { binding, edge, up, flip }));
        }
    }
    all
}

#[test]
fn folding_gives_the_book() {
    for scheme in schemes() {
        let layout = layout(scheme);
        for pages in 1..=200 {
            let order = layout.order(pages, &[]);
            let book = leaf(&layout, &pile(&layout, &order));
            let wanted = (0..pages).map(Some).chain(std::iter::repeat_n(None, order.blanks));
            assert!(book.iter().copied().eq(wanted), "{scheme:?}, {pages} pages: {book:?}");
            assert!(order.blanks < 4 * scheme.up.rows(), "{scheme:?}, {pages} pages: {} blanks", order.blanks);
        }
    }
}

#[test]
fn blanks_stand_where_they_are_asked_for() {
    let scheme = Scheme { binding: Binding::Saddle, edge: Edge::Left, up: Up::Two, flip: Flip::Short };
    let layout = layout(scheme);
    let order = layout.order(9, &[0, 7]);
    let book = leaf(&layout, &pile(&layout, &order));
    let wanted = [Some(0), None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7), None, Some(8), None];
    assert_eq!(book, wanted);
    assert_eq!(layout.order(8, &[0, 7]).blanks, 0, "a full sheet needs none");
}

/// Creep: each sheet's pages stand nearer to the fold by the paper's thickness than those of the sheet around it, and
/// nothing shows beyond the fold.
#[test]
fn creep_moves_pages_towards_the_fold() {
    for scheme in schemes() {
        let layout = layout(scheme);
        let fold = layout.width / 2;
        for sheet in &layout.order(64, &[]).sheets {
            for side in [&sheet.front, &sheet.back] {
                for (place, placed) in side.iter().zip(lay(&layout, side)) {
                    let shift = 283 * i64::try_from(place.depth).expect("few sheets");
                    let left = if placed.turned { placed.x - PAGE.0 } else { placed.x };
                    let wanted = if place.column == 0 { fold - PAGE.0 + shift } else { fold - shift };
                    assert_eq!(left, wanted, "{scheme:?}");
                    let within = if place.column == 0 { placed.clip[2] <= fold } else { placed.clip[0] >= fold };
                    assert!(within, "{scheme:?}: a page shows beyond the fold");
                }
            }
        }
    }
}

#[test]
fn sheets_lie_the_way_round_on_which_pages_fit() {
    let scheme = Scheme { binding: Binding::Saddle, edge: Edge::Left, up: Up::Two, flip: Flip::Short };
    let lies = |sheet, page| Layout::new(sheet, page, 0, scheme).map(|layout| (layout.width, layout.height));
    assert_eq!(lies(SHEET, PAGE), Some((841_890, 595_276)), "A5 on A4");
    assert_eq!(lies(SHEET, (290_000, 290_000)), Some((841_890, 595_276)), "a square page");
    assert_eq!(lies(SHEET, (290_000, 700_000)), Some((595_276, 841_890)), "tall pages");
    assert_eq!(lies(SHEET, SHEET), None, "A4 on A4");
}
