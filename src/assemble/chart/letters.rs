//! How wide words are, and where they turn over.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::font::{FontSet, Style};

/// The letters of a drawing.
pub(super) struct Letters<'a> {
    pub(super) fonts: &'a FontSet,
    pub(super) family: &'a str,
}

impl Letters<'_> {
    /// The width of words in a size, in its unit.
    pub(super) fn width(&self, words: &str, size: i32) -> i32 {
        let mut width = 0.0;
        for letter in words.chars() {
            width += self.advance(letter).unwrap_or(0.5);
        }
        super::hundredths(width * f64::from(size) / 100.0)
    }

    /// A letter's width as a part of its size.
    fn advance(&self, letter: char) -> Option<f64> {
        let face = self.fonts.face_of(self.family, Style::default(), letter)?;
        let font = FontRef::from_index(&face.bytes, face.index).ok()?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advance = metrics.advance_width(font.charmap().map(letter)?)?;
        let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(f64::from(advance) / f64::from(em.max(1)))
    }

    /// Words in lines of at most this width; a word that is wider stands on a line of its own.
    pub(super) fn lines(&self, words: &str, size: i32, most: i32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= most => {
                    line.push(' ');
                    line.push_str(word);
                }
                Some(_) | None => lines.push(word.to_owned()),
            }
        }
        if lines.is_empty() { vec![String::new()] } else { lines }
    }
}
