//! The plain typographic cover, as a picture for the e-book.

use std::fmt::Write as _;

use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::out::quoted;
use super::world::Desk;
use crate::book::{Book, Design};
use crate::font::FontSet;

/// Pixels for a point; the page is 400 × 640 points.
const SCALE: f64 = 4.0;

const LOOK: &str = include_str!("template/cover.typ");

/// Sets and draws the cover: 1,600 × 2,560 pixels, PNG.
pub(super) fn draw(book: &Book, fonts: &FontSet) -> Option<Vec<u8>> {
    let mut desk = Desk::new(fonts, "main.typ")?;
    desk.load(&[("cover.typ".to_owned(), LOOK), ("main.typ".to_owned(), &markup(book, &book.design, fonts))], &[]);
    let document = typst::compile::<PagedDocument>(&desk).output.ok()?;
    let options = RenderOptions { pixel_per_pt: SCALE.into(), render_bleed: false };
    typst_render::render(document.pages().first()?, &options).encode_png().ok()
}

fn markup(book: &Book, design: &Design, fonts: &FontSet) -> String {
    let meta = &book.metadata;
    let families = fonts.families(&design.font, false).into_iter().fold(String::new(), |all, f| all + &quoted(f) + ", ");
    let people =
        meta.contributors.iter().filter(|c| c.relator == "aut").map(|c| quoted(&c.name)).fold(String::new(), |all, p| all + &p + ", ");
    let mut text = String::from("#import \"cover.typ\": cover\n");
    let optional = |value: Option<&String>| value.map_or_else(|| "none".to_owned(), |v| quoted(v));
    let written = writeln!(
        text,
        "#cover(fonts: ({families}), lang: {}, title: {}, subtitle: {}, people: ({people}), edition: {})",
        quoted(meta.language.primary()),
        quoted(&meta.title),
        optional(meta.subtitle.as_ref()),
        quoted(&meta.language.edition_line(meta.edition, meta.printing)),
    );
    debug_assert!(written.is_ok());
    text
}
