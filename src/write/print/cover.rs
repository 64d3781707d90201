//! The plain typographic cover, as a picture for the e-book.
//!
//! In: the book's metadata and fonts. Out: a PNG with a palette where its colours are few: packing four channels takes
//! longer than setting five pages.

use std::collections::BTreeMap;
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

/// The cover drawn last: the next book of the same words on it has the same.
#[derive(Default)]
pub(super) struct Drawn {
    markup: String,
    picture: Vec<u8>,
}

impl Drawn {
    /// Sets and draws the cover: 1,600 × 2,560 pixels, PNG.
    pub(super) fn draw(&mut self, book: &Book, fonts: &FontSet) -> Option<Vec<u8>> {
        let markup = markup(book, &book.design, fonts);
        if self.markup != markup {
            self.picture = draw(&markup, fonts)?;
            self.markup = markup;
        }
        Some(self.picture.clone())
    }
}

fn draw(markup: &str, fonts: &FontSet) -> Option<Vec<u8>> {
    let mut desk = Desk::new(fonts, "main.typ")?;
    desk.load(0, &[("cover.typ".to_owned(), LOOK), ("main.typ".to_owned(), markup)], &[]);
    let document = typst::compile::<PagedDocument>(&desk).output.ok()?;
    let options = RenderOptions { pixel_per_pt: SCALE.into(), render_bleed: false };
    let picture = typst_render::render(document.pages().first()?, &options);
    match Indexed::of(picture.data()) {
        Some(indexed) => indexed.encode(picture.width(), picture.height()).ok(),
        None => picture.encode_png().ok(),
    }
}

/// A picture as numbers of its colours: letters of one colour on paper of another have few between them.
struct Indexed {
    /// Red, green and blue of each colour, in the order in which they are met.
    palette: Vec<u8>,
    pixels: Vec<u8>,
}

impl Indexed {
    /// None where there are more than 256 colours, or any that can be seen through.
    fn of(rgba: &[u8]) -> Option<Self> {
        let mut indexed = Self { palette: Vec::new(), pixels: Vec::with_capacity(rgba.len() / 4) };
        let mut numbers: BTreeMap<&[u8], u8> = BTreeMap::new();
        let mut last: (&[u8], u8) = (&[], 0);
        for pixel in rgba.chunks_exact(4) {
            if pixel != last.0 {
                let next = u8::try_from(numbers.len());
                let number = match numbers.get(pixel) {
                    Some(number) => *number,
                    None => *numbers.entry(pixel).or_insert(next.ok()?),
                };
                last = (pixel, number);
            }
            indexed.pixels.push(last.1);
        }
        let mut colours: Vec<(&[u8], u8)> = numbers.into_iter().collect();
        colours.sort_by_key(|(_, number)| *number);
        for (colour, _) in colours {
            let [colour @ .., u8::MAX] = colour else { return None };
            indexed.palette.extend(colour);
        }
        Some(indexed)
    }

    fn encode(self, width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.palette);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
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
