//! A face and what it can set.
//!
//! In: a font file's bytes. Out: its faces with family, style and the characters they have. Outlines are the
//! typesetter's affair.

use std::ops::RangeInclusive;

use skrifa::attribute::Style as Slope;
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use crate::source::Bytes;

/// A face: one style of a family.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Face {
    /// The file's path: `fonts/…` in the book, or the bundled file's name.
    pub file: String,
    /// The file's bytes.
    pub bytes: Bytes,
    /// Its index in a collection.
    pub index: u32,
    /// The family's name ("Libertinus Serif").
    pub family: String,
    /// Italic or oblique.
    pub italic: bool,
    /// CSS weight: 400 regular, 600 semibold, 700 bold.
    pub weight: u16,
    /// CSS width in per cent: 100 is neither condensed nor expanded.
    pub width: u16,
    /// From the book's own `fonts/`.
    pub from_book: bool,
    /// The characters that it has.
    pub coverage: Coverage,
}

impl Face {
    /// Whether it has a glyph for this very character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.coverage.has(c)
    }
}

/// A set of characters: ranges in order, with a gap between any two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Coverage {
    ranges: Vec<RangeInclusive<u32>>,
}

impl Coverage {
    fn new(mut characters: Vec<u32>) -> Self {
        characters.sort_unstable();
        let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
        for c in characters {
            match ranges.last_mut() {
                Some(last) if c <= last.end().saturating_add(1) => *last = *last.start()..=c,
                _ => ranges.push(c..=c),
            }
        }
        Self { ranges }
    }

    /// Whether the set holds this character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        let after = self.ranges.partition_point(|range| *range.start() <= c as u32);
        after > 0 && self.ranges[after - 1].contains(&(c as u32))
    }
}

/// The faces of a font file: one, or those of a collection.
///
/// # Errors
/// What the file lacks, in words.
pub(super) fn read(file: &str, bytes: Bytes, from_book: bool) -> Result<Vec<Face>, String> {
    let parsed = FileRef::new(&bytes).map_err(|fault| fault.to_string())?;
    let mut faces = Vec::new();
    for (index, font) in (0..).zip(parsed.fonts()) {
        let font = font.map_err(|fault| fault.to_string())?;
        faces.push(face(file, &bytes, index, &font, from_book)?);
    }
    Ok(faces)
}

fn face(file: &str, bytes: &Bytes, index: u32, font: &FontRef<'_>, from_book: bool) -> Result<Face, String> {
    let named = |id| font.localized_strings(id).english_or_first().map(|name| name.to_string()).filter(|name| !name.trim().is_empty());
    let family = named(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| named(StringId::FAMILY_NAME)).ok_or("it names no family")?;
    let charmap = font.charmap();
    if !charmap.has_map() {
        return Err("it maps no characters to its glyphs".to_owned());
    }
    let attributes = font.attributes();
    // Some italics lack the bit that says so (Libertinus' semibold italic), but never the word in their full name.
    let full = named(StringId::FULL_NAME).unwrap_or_default().to_lowercase();
    let slanted = ["italic", "oblique", "slanted"].iter().any(|word| full.contains(word));
    Ok(Face {
        file: file.to_owned(),
        bytes: bytes.clone(),
        index,
        family: family.trim().to_owned(),
        italic: slanted || !matches!(attributes.style, Slope::Normal),
        weight: whole(attributes.weight.value(), 1, 1000),
        width: whole(attributes.stretch.percentage(), 1, 1000),
        from_book,
        coverage: Coverage::new(charmap.mappings().filter(|(_, glyph)| glyph.to_u32() != 0).map(|(c, _)| c).collect()),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn whole(value: f32, least: u16, most: u16) -> u16 {
    value.clamp(f32::from(least), f32::from(most)).round() as u16
}
