//! Lookups that hold in a context: by glyphs, by classes, by coverages.

use super::Table;

impl Table<'_> {
    /// A context.
    pub(super) fn context(&mut self, format: u16, at: usize) -> Option<()> {
        match format {
            1 => self.rules(at, false),
            2 => {
                self.covered(at, 2)?;
                self.classes(self.offset(at, 4)??)
            }
            3 => (0..usize::from(self.word(at + 2)?)).try_for_each(|n| self.covered(at, 6 + 2 * n).map(drop)),
            _ => None,
        }
    }

    /// A context with what goes before and comes after.
    pub(super) fn chained(&mut self, format: u16, at: usize) -> Option<()> {
        match format {
            1 => self.rules(at, true),
            2 => {
                self.covered(at, 2)?;
                for classes in [4, 6, 8] {
                    if let Some(classes) = self.offset(at, classes)? {
                        self.classes(classes)?;
                    }
                }
                Some(())
            }
            3 => {
                let input = self.coverages(at, at + 2)?;
                let after = self.coverages(at, input)?;
                self.coverages(at, after).map(drop)
            }
            _ => None,
        }
    }

    /// A count and as many offsets of coverages; where they end.
    pub(super) fn coverages(&mut self, part: usize, at: usize) -> Option<usize> {
        let count = usize::from(self.word(at)?);
        for n in 0..count {
            self.covered(part, at + 2 + 2 * n - part)?;
        }
        Some(at + 2 + 2 * count)
    }

    /// Rules by glyphs, in a set for each glyph that they begin with: one with a glyph that is gone can't hold.
    fn rules(&mut self, at: usize, chained: bool) -> Option<()> {
        let keep = self.covered(at, 2)?;
        for set in self.offsets(at, at + 4, &keep)? {
            let mut keep = Vec::new();
            for n in 0..usize::from(self.word(set)?) {
                let rule = set + usize::from(self.word(set + 2 + 2 * n)?);
                let runs = if chained { self.chained_runs(rule)? } else { vec![(rule + 4, usize::from(self.word(rule)?).checked_sub(1)?)] };
                let mut kept = true;
                for (at, count) in &runs {
                    kept &= self.all_kept(*at, *count)?;
                }
                if kept {
                    runs.into_iter().try_for_each(|(at, count)| self.renumber(at, count))?;
                }
                keep.push(kept);
            }
            self.counted(set, 2, &keep)?;
        }
        Some(())
    }

    /// Where the glyphs of a chained rule stand: before, input without its first, after.
    fn chained_runs(&self, rule: usize) -> Option<Vec<(usize, usize)>> {
        let mut runs = Vec::new();
        let mut at = rule;
        for first in [0, 1, 0] {
            let count = usize::from(self.word(at)?).checked_sub(first)?;
            runs.push((at + 2, count));
            at += 2 + 2 * count;
        }
        Some(runs)
    }
}
