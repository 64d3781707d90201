//! Quadratic outlines (OpenType, `glyf` and `loca`): the parts of composed glyphs, and tables without unused outlines.

use std::collections::BTreeSet;

use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, Tag};

use super::numbers::Numbers;

/// Adds the glyphs that composed ones are made of, and their parts in turn.
pub(super) fn parts(font: &FontRef<'_>, glyphs: &mut BTreeSet<u32>) {
    let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else { return };
    let mut waiting: Vec<u32> = glyphs.iter().copied().collect();
    while let Some(glyph) = waiting.pop() {
        if let Ok(Some(Glyph::Composite(composed))) = loca.get_glyf(GlyphId::new(glyph), &glyf) {
            let parts = composed.components().map(|part| part.glyph.to_u32());
            waiting.extend(parts.filter(|part| glyphs.insert(*part)));
        }
    }
}

/// `glyf` and `loca` with these outlines alone; none where the tables don't fit together.
pub(super) fn emptied(font: &FontRef<'_>, numbers: &Numbers) -> Option<(Vec<u8>, Vec<u8>)> {
    let outlines = font.data_for_tag(Tag::new(b"glyf"))?.as_bytes();
    let long = font.head().ok()?.index_to_loc_format() != 0;
    let loca = font.loca(long).ok()?;
    let (mut glyf, mut places) = (Vec::new(), Vec::new());
    let mut place = |at: usize| {
        if long {
            places.extend(u32::try_from(at).ok()?.to_be_bytes());
        } else {
            places.extend(u16::try_from(at / 2).ok()?.to_be_bytes());
        }
        Some(())
    };
    for glyph in numbers.kept().map(usize::from) {
        place(glyf.len())?;
        let (from, to) = (usize::try_from(loca.get_raw(glyph)?).ok()?, usize::try_from(loca.get_raw(glyph + 1)?).ok()?);
        let mut outline = outlines.get(from..to)?.to_vec();
        renumber(&mut outline, numbers)?;
        glyf.extend(outline);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
    }
    place(glyf.len())?;
    // A table of no bytes counts as missing.
    glyf.resize(glyf.len().max(4), 0);
    Some((glyf, places))
}

/// The new numbers of a composed glyph's parts, in their places (OpenType, composite glyph description).
fn renumber(outline: &mut [u8], numbers: &Numbers) -> Option<()> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const TWO_SCALES: u16 = 0x40;
    const MATRIX: u16 = 0x80;
    if outline.first().is_none_or(|sign| sign & 0x80 == 0) {
        return Some(());
    }
    let mut at = 10;
    loop {
        let word = |at: usize| Some(u16::from_be_bytes(outline.get(at..at + 2)?.try_into().ok()?));
        let (flags, part) = (word(at)?, numbers.of(word(at + 2)?)?);
        outline[at + 2..at + 4].copy_from_slice(&part.to_be_bytes());
        if flags & MORE == 0 {
            return Some(());
        }
        let scales =
            [(SCALE, 2), (TWO_SCALES, 4), (MATRIX, 8)].iter().filter(|(flag, _)| flags & flag != 0).map(|(_, size)| size).sum::<usize>();
        at += 4 + if flags & WORDS == 0 { 2 } else { 4 } + scales;
    }
}
