//! Cubic outlines (`CFF `, Adobe Technical Note 5176): a table of the kept glyphs alone.
//!
//! Everything is laid out anew: the name is ours, full and family name are left out, since they may be reserved; subroutines
//! that no kept outline calls are emptied. None where the table is of a kind that is not read here.

mod data;
mod strokes;

use data::{Entry, Index, dictionary, index, number, op};

use super::numbers::Numbers;

/// The table with these glyphs alone, under this name.
pub(super) fn emptied(data: &[u8], numbers: &Numbers, name: &str) -> Option<Vec<u8>> {
    let old = Old::read(data)?;
    let outlines = Index::read(data, old.place(op::CHAR_STRINGS)?)?;
    let kept: Vec<&[u8]> = numbers.kept().map(|glyph| outlines.items.get(usize::from(glyph)).copied()).collect::<Option<_>>()?;
    let homes = old.homes(numbers, outlines.items.len())?;
    let used = strokes::used(&kept, &homes, &old)?;

    let front = [data.get(..old.header)?, &index(&[name.as_bytes()])?].concat();
    let subroutines = index(&emptied_items(&old.subroutines.items, &used.common))?;
    let rest = [data.get(old.strings.clone())?, &subroutines].concat();
    let mut places = Places { parts: old.place(op::FD_ARRAY).map(|_| (0, 0)), ..Places::default() };
    let top = index(&[&old.top(&places)?])?.len();
    let mut tail = Vec::new();
    let start = front.len() + top + rest.len();
    places.charset = start;
    tail.extend(old.charset(numbers, outlines.items.len())?);
    if let Some(parts) = &mut places.parts {
        parts.1 = start + tail.len();
        tail.push(0);
        tail.extend(homes.iter().map(|home| u8::try_from(*home).ok()).collect::<Option<Vec<u8>>>()?);
    }
    places.outlines = start + tail.len();
    tail.extend(index(&kept)?);
    let mut privates = Vec::new();
    for (private, used) in old.privates.iter().zip(&used.own) {
        let (dictionary, whole) = private.written(used)?;
        privates.push((dictionary, start + tail.len()));
        tail.extend(whole);
    }
    places.private = privates.first().copied().unwrap_or_default();
    if let Some(parts) = &mut places.parts {
        parts.0 = start + tail.len();
        tail.extend(old.parts(&privates)?);
    }
    Some([front, index(&[&old.top(&places)?])?, rest, tail].concat())
}

/// Subroutines, those that are not called emptied: their numbers stay.
fn emptied_items<'a>(items: &[&'a [u8]], used: &[bool]) -> Vec<&'a [u8]> {
    const RETURN: &[u8] = &[11];
    items.iter().zip(used).map(|(item, used)| if *used { *item } else { RETURN }).collect()
}

/// Where things stand in the new table.
#[derive(Default)]
struct Places {
    charset: usize,
    outlines: usize,
    /// The size of the private dictionary, and its place.
    private: (usize, usize),
    /// The dictionaries of a font in several parts, and which glyph is in which.
    parts: Option<(usize, usize)>,
}

/// A dictionary without its set of characters; as long whatever the places are.
fn moved(entries: &[Entry<'_>], places: &Places) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for entry in entries {
        match (entry.operator, places.parts) {
            (op::FULL_NAME | op::FAMILY_NAME | op::UNIQUE_ID | op::XUID | op::ENCODING | op::CHARSET, _) => continue,
            (op::CHAR_STRINGS, _) => out.extend(number(places.outlines)?),
            (op::PRIVATE, _) => out.extend([number(places.private.0)?, number(places.private.1)?].concat()),
            (op::FD_ARRAY, Some((parts, _))) => out.extend(number(parts)?),
            (op::FD_SELECT, Some((_, homes))) => out.extend(number(homes)?),
            (_, _) => out.extend(entry.operands),
        }
        out.extend(entry.written());
    }
    Some(out)
}

/// A private dictionary with its own subroutines.
pub(super) struct Private<'a> {
    entries: Vec<Entry<'a>>,
    subroutines: Option<Index<'a>>,
}

impl<'a> Private<'a> {
    fn read(data: &'a [u8], entries: &[Entry<'_>]) -> Option<Self> {
        let entry = entries.iter().find(|entry| entry.operator == op::PRIVATE)?;
        let [size, at] = entry.numbers.as_slice() else { return None };
        let (size, at) = (usize::try_from(*size).ok()?, usize::try_from(*at).ok()?);
        let entries = dictionary(data.get(at..at.checked_add(size)?)?)?;
        let far = entries.iter().find(|entry| entry.operator == op::SUBRS).map(|entry| entry.numbers.first().copied());
        let subroutines = match far {
            Some(far) => Some(Index::read(data, at + usize::try_from(far?).ok()?)?),
            None => None,
        };
        Some(Self { entries, subroutines })
    }

    /// The size of the dictionary, and it with its subroutines, which follow it at once.
    fn written(&self, used: &[bool]) -> Option<(usize, Vec<u8>)> {
        let write = |far: usize| {
            let mut out = Vec::new();
            for entry in &self.entries {
                if entry.operator == op::SUBRS {
                    out.extend(number(far)?);
                } else {
                    out.extend(entry.operands);
                }
                out.extend(entry.written());
            }
            Some(out)
        };
        let size = write(0)?.len();
        let mut out = write(size)?;
        if let Some(subroutines) = &self.subroutines {
            out.extend(index(&emptied_items(&subroutines.items, used))?);
        }
        Some((size, out))
    }
}

/// The table as it was.
pub(super) struct Old<'a> {
    data: &'a [u8],
    header: usize,
    top: Vec<Entry<'a>>,
    strings: std::ops::Range<usize>,
    subroutines: Index<'a>,
    /// The dictionaries of a font in several parts.
    part_entries: Vec<Vec<Entry<'a>>>,
    privates: Vec<Private<'a>>,
}

impl<'a> Old<'a> {
    fn read(data: &'a [u8]) -> Option<Self> {
        let header = usize::from(*data.get(2)?);
        let names = Index::read(data, header)?;
        let tops = Index::read(data, names.range.end)?;
        let strings = Index::read(data, tops.range.end)?;
        let subroutines = Index::read(data, strings.range.end)?;
        let [top] = tops.items.as_slice() else { return None };
        let top = dictionary(top)?;
        let mut old = Self { data, header, top, strings: strings.range, subroutines, part_entries: Vec::new(), privates: Vec::new() };
        match old.place(op::FD_ARRAY) {
            Some(at) => {
                old.part_entries = Index::read(data, at)?.items.iter().map(|part| dictionary(part)).collect::<Option<_>>()?;
                old.privates = old.part_entries.iter().map(|part| Private::read(data, part)).collect::<Option<_>>()?;
            }
            None => old.privates.push(Private::read(data, &old.top)?),
        }
        Some(old)
    }

    /// The place that an entry of the top dictionary names.
    fn place(&self, operator: u16) -> Option<usize> {
        let entry = self.top.iter().find(|entry| entry.operator == operator)?;
        usize::try_from(*entry.numbers.first()?).ok()
    }

    fn word(&self, at: usize) -> Option<u16> {
        Some(u16::from_be_bytes(self.data.get(at..at.checked_add(2)?)?.try_into().ok()?))
    }

    /// The top dictionary.
    fn top(&self, places: &Places) -> Option<Vec<u8>> {
        let charset = [&number(places.charset)?[..], &[op::CHARSET.to_be_bytes()[1]]].concat();
        Some([moved(&self.top, places)?, charset].concat())
    }

    /// The part that each kept glyph belongs to (§19): the first, where there is but one.
    fn homes(&self, numbers: &Numbers, count: usize) -> Option<Vec<usize>> {
        let Some(at) = self.place(op::FD_SELECT) else { return Some(numbers.kept().map(|_| 0).collect()) };
        let mut all = Vec::new();
        if *self.data.get(at)? == 0 {
            all.extend_from_slice(self.data.get(at + 1..at + 1 + count)?);
        } else {
            for range in 0..usize::from(self.word(at + 1)?) {
                let at = at + 3 + 3 * range;
                all.resize(usize::from(self.word(at)?).min(count), *all.last().unwrap_or(&0));
                all.resize(usize::from(self.word(at + 3)?).min(count), *self.data.get(at + 2)?);
            }
        }
        let home = |glyph: u16| all.get(usize::from(glyph)).map(|home| usize::from(*home)).filter(|home| *home < self.privates.len());
        numbers.kept().map(home).collect()
    }

    /// The kept glyphs' names, or their numbers in a font in parts (§13, format 0).
    fn charset(&self, numbers: &Numbers, count: usize) -> Option<Vec<u8>> {
        let mut all: Vec<u16> = vec![0];
        match self.place(op::CHARSET).unwrap_or(0) {
            0 => all.extend(1..u16::try_from(count).ok()?),
            1 | 2 => return None,
            at if *self.data.get(at)? == 0 => {
                for glyph in 0..count.saturating_sub(1) {
                    all.push(self.word(at + 1 + 2 * glyph)?);
                }
            }
            at => {
                let wide = *self.data.get(at)? == 2;
                let mut at = at + 1;
                while all.len() < count {
                    let left = if wide { self.word(at + 2)? } else { u16::from(*self.data.get(at + 2)?) };
                    let first = self.word(at)?;
                    all.extend(first..=first.checked_add(left)?);
                    at += if wide { 4 } else { 3 };
                }
            }
        }
        let mut out = vec![0];
        for glyph in numbers.kept().filter(|glyph| *glyph != 0) {
            out.extend(all.get(usize::from(glyph))?.to_be_bytes());
        }
        Some(out)
    }

    /// The dictionaries of the parts, with the places of their private ones.
    fn parts(&self, privates: &[(usize, usize)]) -> Option<Vec<u8>> {
        let part =
            |(entries, private): (&Vec<Entry<'_>>, &(usize, usize))| moved(entries, &Places { private: *private, ..Places::default() });
        let parts: Vec<Vec<u8>> = self.part_entries.iter().zip(privates).map(part).collect::<Option<_>>()?;
        index(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}
