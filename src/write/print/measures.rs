//! The measures of a page, by the theme's canon or by the margins that were set.
//!
//! In: the book's design and its text face. Out: lengths in points for the template, and how much text goes on a line,
//! for choices that are made before anything is laid out.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::book::{Design, Margins};
use crate::font::FontSet;

/// What the margins leave no room for.
pub(super) enum Lack {
    /// Lines of text.
    Text,
    /// Running heads above the text and folios below it, which take so many points.
    Heads { top: f64, bottom: f64 },
}

/// The measures of a book, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    pub(super) width: f64,
    pub(super) height: f64,
    inside: f64,
    outside: f64,
    top: f64,
    /// The text's size.
    pub(super) size: f64,
    /// From baseline to baseline.
    pub(super) unit: f64,
    /// Lines on a full page.
    pub(super) lines: u32,
    /// The families of text and of code.
    families: [Vec<String>; 2],
    digit: f64,
    mark: f64,
    /// How wide the text face's letters are.
    pub(super) advances: Advances,
}

/// How wide the letters of a face are, in thousandths of an em.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Advances(Arc<Vec<u16>>);

/// The last letter whose width is kept: Latin, Greek and Cyrillic are.
const LAST_LETTER: u32 = 0x52F;

impl Advances {
    fn of(family: &str, fonts: &FontSet) -> Self {
        use skrifa::MetadataProvider;
        let face = fonts.faces.iter().find(|f| f.family == family && !f.italic && f.weight == 400);
        let font = face.and_then(|face| skrifa::FontRef::from_index(&face.bytes, face.index).ok());
        let advances = (0..=LAST_LETTER).map(|code| {
            let found = font.as_ref().and_then(|font| {
                let metrics = font.glyph_metrics(skrifa::instance::Size::new(1000.0), skrifa::instance::LocationRef::default());
                metrics.advance_width(font.charmap().map(code)?)
            });
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an advance is a few hundred")]
            found.map_or(500, |advance| advance.round() as u16)
        });
        Self(Arc::new(advances.collect()))
    }

    /// The width of words in thousandths of an em; letters far from Latin are taken for a whole em.
    pub(super) fn width(&self, words: &str) -> i64 {
        words.chars().map(|c| i64::from(self.0.get(c as usize).copied().unwrap_or(1000))).sum()
    }
}

impl Measures {
    /// The measures for a design, or what the margins leave no room for.
    pub(super) fn new(design: &Design, fonts: &FontSet) -> Result<Self, Lack> {
        let (width, height) = (design.width.points(), design.height.points());
        let (size, unit) = (design.size.points(), design.leading.points().max(design.size.points()));
        let (inside, outside, top, bottom) = match design.margins {
            Some(Margins { inside, outside, top, bottom }) => (inside.points(), outside.points(), top.points(), bottom.points()),
            None => canon(width, height, edges(unit, size)),
        };
        let gap = unit - size;
        let lines = ((height - top - bottom + gap) / unit).floor();
        if lines < 4.0 || width - inside - outside < 6.0 * size || size <= 0.0 {
            return Err(Lack::Text);
        }
        let (head, foot) = edges(unit, size);
        if top < head || bottom < foot {
            return Err(Lack::Heads { top: head, bottom: foot });
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 4 and a few thousand")]
        let lines = lines as u32;
        let (digit, mark) = digits(&design.font, fonts);
        let families = [false, true].map(|code| fonts.families(&design.font, code).into_iter().map(str::to_owned).collect());
        let advances = Advances::of(&design.font, fonts);
        Ok(Self { width, height, inside, outside, top, size, unit, lines, families, digit, mark, advances })
    }

    /// The width of the text.
    pub(super) fn text_width(&self) -> f64 {
        self.width - self.inside - self.outside
    }

    /// The height of the text.
    pub(super) fn text_height(&self) -> f64 {
        f64::from(self.lines) * self.unit - (self.unit - self.size)
    }

    /// Letters on a line of this width at a size named for a text of 11 points: a letter is about 0.42 em wide.
    pub(super) fn letters(&self, width: f64, size: f64) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
        let letters = (width / (0.42 * size / 11.0 * self.size)).max(8.0) as usize;
        letters
    }

    /// The file that the template takes its measures from.
    pub(super) fn markup(&self) -> String {
        let mut text = String::from("// Every measure of this book, worked out from its trim, size and leading.\n");
        let bottom = self.height - self.top - self.text_height() - 0.01;
        let (inside, outside, top) = (pt(self.inside), pt(self.outside), pt(self.top));
        let families = |i: usize| self.families[i].iter().map(|family| super::out::quoted(family) + ", ").collect::<String>();
        let written = write!(
            text,
            "#let trim = (width: {}, height: {})\n\
             #let margins = (inside: {inside}, outside: {outside}, top: {top}, bottom: {})\n\
             #let size = {}\n#let unit = {}\n#let lines = {}\n\
             #let text-fonts = ({})\n#let code-fonts = ({})\n\
             #let digit = {:.3}em\n#let mark = {:.3}em\n",
            pt(self.width),
            pt(self.height),
            pt(bottom),
            pt(self.size),
            pt(self.unit),
            self.lines,
            families(0),
            families(1),
            self.digit,
            self.mark,
        );
        debug_assert!(written.is_ok());
        text
    }
}

/// The page in twelfths (Rosarivo), a little room for the fold taken from the outside. The top margin puts the
/// first line's head where the canon has it.
fn canon(width: f64, height: f64, (head, foot): (f64, f64)) -> (f64, f64, f64, f64) {
    let (inside, outside) = (width * 13.0 / 148.0, width * 24.0 / 148.0);
    let top = height * 50.0 / 595.276;
    (inside, outside, top.max(head), (height / 4.0 - top).max(foot))
}

/// The least room above and below the text: a running head stands two lines above it, a folio two lines below.
fn edges(unit: f64, size: f64) -> (f64, f64) {
    (2.0 * unit, 2.0 * unit + size / 2.0)
}

/// A length as Typst writes it.
fn pt(points: f64) -> String {
    format!("{points:.3}pt")
}

/// The advance of a digit and of a decimal mark, in em. Faces without lining figures of one width are rare; the
/// usual values serve where the face is not found.
fn digits(family: &str, fonts: &FontSet) -> (f64, f64) {
    use skrifa::MetadataProvider;
    let face = fonts.faces.iter().find(|f| f.family == family && !f.italic && f.weight == 400);
    let found = face.and_then(|face| {
        let font = skrifa::FontRef::from_index(&face.bytes, face.index).ok()?;
        let metrics = font.glyph_metrics(skrifa::instance::Size::new(1.0), skrifa::instance::LocationRef::default());
        let advance = |c: char| metrics.advance_width(font.charmap().map(c)?).map(f64::from);
        Some((advance('0')?, advance(',')?))
    });
    found.unwrap_or((0.465, 0.22))
}
