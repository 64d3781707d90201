//! Layout tables (OpenType, `GSUB`, `GPOS`, `GDEF`), their glyphs renumbered where they stand.
//!
//! Glyphs are left out and the rest keep their order, so that every list only grows shorter, a range stays a range, and no
//! table moves: only a substitution by a fixed distance may need a list, which goes to the table's end. What is read is
//! always the old table, so a part that two others share is written twice alike. None where a table is not sound.

mod context;
mod parts;

use super::numbers::Numbers;

/// `GSUB` renumbered.
pub(super) fn substitutions(old: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    Table::new(old, numbers).lookups(7, &mut Table::substitution)
}

/// `GPOS` renumbered.
pub(super) fn positions(old: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    Table::new(old, numbers).lookups(9, &mut Table::position)
}

/// `GDEF` renumbered.
pub(super) fn definitions(old: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    let mut table = Table::new(old, numbers);
    for at in [4, 10] {
        if let Some(classes) = table.offset(0, at)? {
            table.classes(classes)?;
        }
    }
    for at in [6, 8] {
        if let Some(list) = table.offset(0, at)? {
            let keep = table.covered(list, 0)?;
            table.counted(list + 2, 2, &keep)?;
        }
    }
    if table.word(2)? >= 2
        && let Some(sets) = table.offset(0, 12)?
    {
        for set in 0..usize::from(table.word(sets + 2)?) {
            let at = sets + 4 + 4 * set;
            let to = usize::try_from(u32::from_be_bytes(table.old.get(at..at + 4)?.try_into().ok()?)).ok()?;
            table.coverage(sets + to)?;
        }
    }
    Some(table.new)
}

/// A table that is being renumbered.
struct Table<'a> {
    old: &'a [u8],
    new: Vec<u8>,
    numbers: &'a Numbers,
}

/// Where the offset of a lookup's part stands, and what it counts from.
#[derive(Clone, Copy)]
struct Link {
    at: usize,
    from: usize,
    long: bool,
}

type Part<'a> = dyn FnMut(&mut Table<'a>, u16, usize, Link) -> Option<()>;

impl<'a> Table<'a> {
    fn new(old: &'a [u8], numbers: &'a Numbers) -> Self {
        Self { old, new: old.to_vec(), numbers }
    }

    /// Every part of every lookup; `extended`: the type that holds another with a longer offset.
    fn lookups(mut self, extended: u16, part: &mut Part<'a>) -> Option<Vec<u8>> {
        let list = usize::from(self.word(8)?);
        for lookup in 0..usize::from(self.word(list)?) {
            let lookup = list + usize::from(self.word(list + 2 + 2 * lookup)?);
            let kind = self.word(lookup)?;
            for at in 0..usize::from(self.word(lookup + 4)?) {
                let at = lookup + 6 + 2 * at;
                let place = lookup + usize::from(self.word(at)?);
                if kind == extended {
                    let far = u32::from_be_bytes(self.old.get(place + 4..place + 8)?.try_into().ok()?);
                    let link = Link { at: place + 4, from: place, long: true };
                    let inner = self.word(place + 2)?;
                    part(&mut self, inner, place + usize::try_from(far).ok()?, link)?;
                } else {
                    part(&mut self, kind, place, Link { at, from: lookup, long: false })?;
                }
            }
        }
        Some(self.new)
    }

    fn word(&self, at: usize) -> Option<u16> {
        Some(u16::from_be_bytes(self.old.get(at..at.checked_add(2)?)?.try_into().ok()?))
    }

    fn put(&mut self, at: usize, word: u16) -> Option<()> {
        self.new.get_mut(at..at + 2)?.copy_from_slice(&word.to_be_bytes());
        Some(())
    }

    /// Where an offset leads; `Some(None)`: nowhere.
    #[expect(clippy::option_option, reason = "an unsound table and an offset of nothing are two things")]
    fn offset(&self, from: usize, at: usize) -> Option<Option<usize>> {
        let far = usize::from(self.word(from + at)?);
        Some((far != 0).then_some(from + far))
    }

    /// The coverage that the offset at `at` of a part leads to.
    fn covered(&mut self, part: usize, at: usize) -> Option<Vec<bool>> {
        let to = self.offset(part, at)??;
        self.coverage(to)
    }

    /// A list of glyphs; which of them are kept.
    fn coverage(&mut self, at: usize) -> Option<Vec<bool>> {
        let count = usize::from(self.word(at + 2)?);
        let mut keep = Vec::new();
        if self.word(at)? == 1 {
            for glyph in 0..count {
                keep.push(self.numbers.of(self.word(at + 4 + 2 * glyph)?).is_some());
            }
            self.glyphs(at + 2, &keep)?;
            return Some(keep);
        }
        let mut ranges = Vec::new();
        let mut index = 0;
        for range in 0..count {
            let at = at + 4 + 6 * range;
            let (first, last) = (self.word(at)?, self.word(at + 2)?);
            keep.extend((first..=last).map(|glyph| self.numbers.of(glyph).is_some()));
            if let Some((new_first, new_last)) = self.numbers.range(first, last) {
                ranges.push([new_first, new_last, index]);
                index += new_last - new_first + 1;
            }
        }
        self.ranges(at + 2, count, &ranges)?;
        Some(keep)
    }

    fn ranges(&mut self, at: usize, count: usize, ranges: &[[u16; 3]]) -> Option<()> {
        self.new.get_mut(at + 2..at + 2 + 6 * count)?.fill(0);
        self.put(at, u16::try_from(ranges.len()).ok()?)?;
        ranges.as_flattened().iter().zip(0..).try_for_each(|(word, n)| self.put(at + 2 + 2 * n, *word))
    }

    /// Glyphs by class.
    fn classes(&mut self, at: usize) -> Option<()> {
        if self.word(at)? == 1 {
            let (first, count) = (self.word(at + 2)?, self.word(at + 4)?);
            let keep: Vec<bool> = (0..count).map(|n| first.checked_add(n).is_some_and(|glyph| self.numbers.of(glyph).is_some())).collect();
            let start = keep.iter().zip(first..).find(|(kept, _)| **kept).and_then(|(_, glyph)| self.numbers.of(glyph));
            self.put(at + 2, start.unwrap_or(0))?;
            return self.counted(at + 4, 2, &keep);
        }
        let count = usize::from(self.word(at + 2)?);
        let mut ranges = Vec::new();
        for range in 0..count {
            let at = at + 4 + 6 * range;
            if let Some((first, last)) = self.numbers.range(self.word(at)?, self.word(at + 2)?) {
                ranges.push([first, last, self.word(at + 4)?]);
            }
        }
        self.ranges(at + 2, count, &ranges)
    }

    /// A count and as many entries of a size: those that are kept close ranks.
    fn counted(&mut self, at: usize, size: usize, keep: &[bool]) -> Option<()> {
        let count = usize::from(self.word(at)?);
        let entries = self.old.get(at + 2..at + 2 + count * size)?;
        // Entries beyond the coverage can't be reached.
        let kept = entries.chunks(size.max(1)).zip(keep).filter(|(_, keep)| **keep);
        let kept: Vec<u8> = kept.flat_map(|(entry, _)| entry).copied().collect();
        self.put(at, u16::try_from(kept.len() / size.max(1)).ok()?)?;
        let space = self.new.get_mut(at + 2..at + 2 + count * size)?;
        space.fill(0);
        space.get_mut(..kept.len())?.copy_from_slice(&kept);
        Some(())
    }

    /// A count and as many glyphs: those that are kept close ranks under their new numbers.
    fn glyphs(&mut self, at: usize, keep: &[bool]) -> Option<()> {
        self.counted(at, 2, keep)?;
        let mut next = at + 2;
        for (n, _) in keep.iter().enumerate().take(usize::from(self.word(at)?)).filter(|(_, keep)| **keep) {
            self.put(next, self.numbers.of(self.word(at + 2 + 2 * n)?)?)?;
            next += 2;
        }
        Some(())
    }

    /// Glyphs in their places, all kept; none of them is left out.
    fn renumber(&mut self, at: usize, count: usize) -> Option<()> {
        (0..count).try_for_each(|n| self.put(at + 2 * n, self.numbers.of(self.word(at + 2 * n)?)?))
    }

    /// Whether all these glyphs are kept.
    fn all_kept(&self, at: usize, count: usize) -> Option<bool> {
        let mut all = true;
        for n in 0..count {
            all &= self.numbers.of(self.word(at + 2 * n)?).is_some();
        }
        Some(all)
    }

    /// A count and as many offsets from `from`, those of a coverage: what the kept ones lead to.
    fn offsets(&mut self, from: usize, at: usize, keep: &[bool]) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        for (n, _) in keep.iter().enumerate().take(usize::from(self.word(at)?)).filter(|(_, keep)| **keep) {
            places.extend(self.offset(from, at + 2 + 2 * n - from)?);
        }
        self.counted(at, 2, keep)?;
        Some(places)
    }

    /// Puts a part at the table's end, and leads the link there.
    fn append(&mut self, link: Link, words: &[u16]) -> Option<()> {
        self.new.resize(self.new.len().next_multiple_of(2), 0);
        let far = self.new.len() - link.from;
        self.new.extend(words.iter().flat_map(|word| word.to_be_bytes()));
        if link.long {
            self.new.get_mut(link.at..link.at + 4)?.copy_from_slice(&u32::try_from(far).ok()?.to_be_bytes());
            return Some(());
        }
        self.put(link.at, u16::try_from(far).ok()?)
    }
}
