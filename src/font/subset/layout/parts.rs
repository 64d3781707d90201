//! The parts of lookups by their type: substitutions and positions.

use super::{Link, Table};

impl Table<'_> {
    /// A part of a substitution.
    pub(super) fn substitution(&mut self, kind: u16, at: usize, link: Link) -> Option<()> {
        match (kind, self.word(at)?) {
            (1, 1) => self.by_distance(at, link),
            (1, 2) => {
                let keep = self.covered(at, 2)?;
                self.glyphs(at + 4, &keep)
            }
            (2 | 3, 1) => {
                let keep = self.covered(at, 2)?;
                let lists = self.offsets(at, at + 4, &keep)?;
                lists.into_iter().try_for_each(|list| self.renumber(list + 2, usize::from(self.word(list)?)))
            }
            (4, 1) => {
                let keep = self.covered(at, 2)?;
                let sets = self.offsets(at, at + 4, &keep)?;
                sets.into_iter().try_for_each(|set| self.ligatures(set))
            }
            (5, format) => self.context(format, at),
            (6, format) => self.chained(format, at),
            (8, 1) => {
                let keep = self.covered(at, 2)?;
                let after = self.coverages(at, at + 4)?;
                let substitutes = self.coverages(at, after)?;
                self.glyphs(substitutes, &keep)
            }
            (_, _) => None,
        }
    }

    /// A single substitution by a fixed distance: it becomes a list where the new distances differ.
    fn by_distance(&mut self, at: usize, link: Link) -> Option<()> {
        let distance = self.word(at + 4)?;
        let glyphs = self.listed(self.offset(at, 2)??)?;
        let pair = |glyph: &u16| Some((self.numbers.of(*glyph)?, self.numbers.of(glyph.wrapping_add(distance))?));
        let kept = glyphs.iter().filter(|glyph| self.numbers.of(**glyph).is_some());
        let pairs: Vec<(u16, u16)> = kept.map(pair).collect::<Option<_>>()?;
        let count = u16::try_from(pairs.len()).ok()?;
        let head = [2, 6 + 2 * count, count];
        let inputs = pairs.iter().map(|pair| pair.0);
        let words: Vec<u16> = head.into_iter().chain(pairs.iter().map(|pair| pair.1)).chain([1, count]).chain(inputs).collect();
        self.append(link, &words)
    }

    /// The glyphs of a coverage, under their old numbers.
    fn listed(&self, at: usize) -> Option<Vec<u16>> {
        let count = usize::from(self.word(at + 2)?);
        if self.word(at)? == 1 {
            return (0..count).map(|n| self.word(at + 4 + 2 * n)).collect();
        }
        let mut all = Vec::new();
        for range in 0..count {
            all.extend(self.word(at + 4 + 6 * range)?..=self.word(at + 6 + 6 * range)?);
        }
        Some(all)
    }

    /// Ligatures that begin with one glyph: those with a part that is gone can't come about.
    fn ligatures(&mut self, set: usize) -> Option<()> {
        let mut keep = Vec::new();
        for n in 0..usize::from(self.word(set)?) {
            let ligature = set + usize::from(self.word(set + 2 + 2 * n)?);
            let parts = usize::from(self.word(ligature + 2)?).checked_sub(1)?;
            let kept = self.all_kept(ligature + 4, parts)?;
            if kept {
                self.renumber(ligature, 1)?;
                self.renumber(ligature + 4, parts)?;
            }
            keep.push(kept);
        }
        self.counted(set, 2, &keep)
    }

    /// A part of a positioning.
    pub(super) fn position(&mut self, kind: u16, at: usize, _link: Link) -> Option<()> {
        match (kind, self.word(at)?) {
            (1, 1) => self.covered(at, 2).map(drop),
            (1, 2) => {
                let keep = self.covered(at, 2)?;
                self.counted(at + 6, self.value(at + 4)?, &keep)
            }
            (2, 1) => {
                let keep = self.covered(at, 2)?;
                let size = 2 + self.value(at + 4)? + self.value(at + 6)?;
                let sets = self.offsets(at, at + 8, &keep)?;
                sets.into_iter().try_for_each(|set| self.pairs(set, size))
            }
            (2, 2) => {
                self.covered(at, 2)?;
                for classes in [8, 10] {
                    self.classes(self.offset(at, classes)??)?;
                }
                Some(())
            }
            (3, 1) => {
                let keep = self.covered(at, 2)?;
                self.counted(at + 4, 4, &keep)
            }
            (4..=6, 1) => {
                let (marks, bases) = (self.covered(at, 2)?, self.covered(at, 4)?);
                // Each ligature has one offset; a base or mark one for each class of marks.
                let row = if kind == 5 { 2 } else { 2 * usize::from(self.word(at + 6)?) };
                self.counted(self.offset(at, 8)??, 4, &marks)?;
                self.counted(self.offset(at, 10)??, row, &bases)
            }
            (7, format) => self.context(format, at),
            (8, format) => self.chained(format, at),
            (_, _) => None,
        }
    }

    /// How long a value of the format that stands here is: two bytes for each bit (OpenType, ValueRecord).
    fn value(&self, at: usize) -> Option<usize> {
        Some(2 * self.word(at)?.count_ones() as usize)
    }

    /// Pairs that begin with one glyph.
    fn pairs(&mut self, set: usize, size: usize) -> Option<()> {
        let count = usize::from(self.word(set)?);
        let mut keep = Vec::new();
        for n in 0..count {
            keep.push(self.numbers.of(self.word(set + 2 + size * n)?).is_some());
        }
        self.counted(set, size, &keep)?;
        let mut next = set + 2;
        for (n, _) in keep.iter().enumerate().filter(|(_, keep)| **keep) {
            self.put(next, self.numbers.of(self.word(set + 2 + size * n)?)?)?;
            next += size;
        }
        Some(())
    }
}
