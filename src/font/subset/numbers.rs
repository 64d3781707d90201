//! Glyphs' old and new numbers: in the same order, without gaps.

use std::collections::BTreeSet;

/// The glyphs that are kept.
pub(super) struct Numbers {
    kept: Vec<u16>,
}

impl Numbers {
    /// New numbers for these glyphs; none where a number is too large for a font.
    pub(super) fn new(glyphs: &BTreeSet<u32>) -> Option<Self> {
        let kept = glyphs.iter().map(|glyph| u16::try_from(*glyph).ok()).collect::<Option<_>>()?;
        Some(Self { kept })
    }

    /// The kept glyphs' old numbers, in order.
    pub(super) fn kept(&self) -> impl Iterator<Item = u16> {
        self.kept.iter().copied()
    }

    /// How many are kept.
    pub(super) fn count(&self) -> u16 {
        u16::try_from(self.kept.len()).unwrap_or(u16::MAX)
    }

    /// A glyph's new number.
    pub(super) fn of(&self, old: u16) -> Option<u16> {
        self.kept.binary_search(&old).ok().and_then(|at| u16::try_from(at).ok())
    }

    /// The new numbers of what is kept between two old ones, both taken in.
    pub(super) fn range(&self, first: u16, last: u16) -> Option<(u16, u16)> {
        let from = self.kept.partition_point(|glyph| *glyph < first);
        let to = self.kept.partition_point(|glyph| *glyph <= last);
        (from < to).then(|| Some((u16::try_from(from).ok()?, u16::try_from(to - 1).ok()?))).flatten()
    }
}
