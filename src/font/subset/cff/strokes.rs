//! Which subroutines outlines call (Adobe Technical Note 5177, Type 2 charstrings).
//!
//! An outline is run as far as that needs: its numbers are counted, since hint masks are as long as there are hints, and the
//! last one before a call says which subroutine it is.

use super::Old;

/// The subroutines that are called: of the whole font, and of each part.
pub(super) struct Used {
    pub(super) common: Vec<bool>,
    pub(super) own: Vec<Vec<bool>>,
}

/// Runs all these outlines, each in its part; none where one can't be followed.
pub(super) fn used(outlines: &[&[u8]], homes: &[usize], old: &Old<'_>) -> Option<Used> {
    let own: Vec<&[&[u8]]> =
        old.privates.iter().map(|private| private.subroutines.as_ref().map_or(&[][..], |index| &index.items)).collect();
    let common = old.subroutines.items.as_slice();
    let mut used = Used { common: vec![false; common.len()], own: own.iter().map(|items| vec![false; items.len()]).collect() };
    for (outline, home) in outlines.iter().zip(homes) {
        let mut run = Run { common, own: own.get(*home)?, home: *home, used: &mut used, numbers: Vec::new(), hints: 0 };
        run.follow(outline, 0)?;
    }
    Some(used)
}

struct Run<'a> {
    common: &'a [&'a [u8]],
    own: &'a [&'a [u8]],
    home: usize,
    used: &'a mut Used,
    numbers: Vec<i32>,
    hints: usize,
}

/// Whether the outline ended with this part.
type Ended = bool;

impl Run<'_> {
    fn follow(&mut self, code: &[u8], depth: u8) -> Option<Ended> {
        // Ten calls may lie within each other (Appendix B).
        if depth > 10 {
            return None;
        }
        let mut at = 0;
        while let Some(first) = code.get(at).copied() {
            let next = |n: usize| code.get(at + n).copied();
            at += match first {
                28 => self.push(i32::from(i16::from_be_bytes([next(1)?, next(2)?])), 3),
                32..=246 => self.push(i32::from(first) - 139, 1),
                247..=250 => self.push((i32::from(first) - 247) * 256 + i32::from(next(1)?) + 108, 2),
                251..=254 => self.push(-(i32::from(first) - 251) * 256 - i32::from(next(1)?) - 108, 2),
                255 => self.push(i32::from(i16::from_be_bytes([next(1)?, next(2)?])), 5),
                10 | 29 => {
                    if self.call(first == 29, depth)? {
                        return Some(true);
                    }
                    1
                }
                11 => return Some(false),
                14 => return Some(true),
                1 | 3 | 18 | 23 => self.stems(1),
                19 | 20 => {
                    self.stems(1);
                    1 + self.hints.div_ceil(8)
                }
                // Arithmetic, which would have to be done to know the numbers; nobody writes it.
                12 if !matches!(next(1)?, 34..=37) => return None,
                12 => self.clear(2),
                0..=31 => self.clear(1),
            };
        }
        Some(false)
    }

    fn push(&mut self, number: i32, length: usize) -> usize {
        self.numbers.push(number);
        length
    }

    fn clear(&mut self, length: usize) -> usize {
        self.numbers.clear();
        length
    }

    /// Two numbers a hint; an odd one is the width.
    fn stems(&mut self, length: usize) -> usize {
        self.hints += self.numbers.len() / 2;
        self.clear(length)
    }

    fn call(&mut self, common: bool, depth: u8) -> Option<Ended> {
        let (all, used) = if common { (self.common, &mut self.used.common) } else { (self.own, self.used.own.get_mut(self.home)?) };
        // The bias of subroutine numbers (§4.7).
        let bias = match all.len() {
            ..1240 => 107,
            1240..33900 => 1131,
            33900.. => 32768,
        };
        let number = usize::try_from(self.numbers.pop()?.checked_add(bias)?).ok()?;
        *used.get_mut(number)? = true;
        self.follow(all.get(number)?, depth + 1)
    }
}
