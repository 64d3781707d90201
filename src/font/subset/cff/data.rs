//! The building blocks of a CFF table: indexes and dictionaries (Technical Note 5176 §4, §5).

use std::ops::Range;

/// Operators of dictionaries (§9, §15); those of two bytes with 12 in the upper one.
pub(super) mod op {
    pub(in super::super) const FULL_NAME: u16 = 2;
    pub(in super::super) const FAMILY_NAME: u16 = 3;
    pub(in super::super) const UNIQUE_ID: u16 = 13;
    pub(in super::super) const XUID: u16 = 14;
    pub(in super::super) const CHARSET: u16 = 15;
    pub(in super::super) const ENCODING: u16 = 16;
    pub(in super::super) const CHAR_STRINGS: u16 = 17;
    pub(in super::super) const PRIVATE: u16 = 18;
    pub(in super::super) const SUBRS: u16 = 19;
    pub(in super::super) const FD_ARRAY: u16 = 12 << 8 | 36;
    pub(in super::super) const FD_SELECT: u16 = 12 << 8 | 37;
}

/// A whole number in five bytes, whatever its value (§4, table 3).
pub(super) fn number(number: usize) -> Option<[u8; 5]> {
    let [a, b, c, d] = i32::try_from(number).ok()?.to_be_bytes();
    Some([29, a, b, c, d])
}

/// An operator with its operands.
pub(super) struct Entry<'a> {
    pub(super) operator: u16,
    /// The operands as they are written.
    pub(super) operands: &'a [u8],
    /// The operands as whole numbers; a real number stands as 0.
    pub(super) numbers: Vec<i64>,
}

impl Entry<'_> {
    /// The operator as it is written.
    pub(super) fn written(&self) -> Vec<u8> {
        match self.operator.to_be_bytes() {
            [0, plain] => vec![plain],
            long => long.to_vec(),
        }
    }
}

/// A dictionary's entries (§4).
pub(super) fn dictionary(data: &[u8]) -> Option<Vec<Entry<'_>>> {
    let (mut entries, mut numbers) = (Vec::new(), Vec::new());
    let (mut at, mut from) = (0, 0);
    while let Some(first) = data.get(at).copied() {
        let byte = |n: usize| data.get(at + n).copied().map(i64::from);
        let lead = i64::from(first);
        at += match first {
            0..=21 => {
                let (operator, length) = if first == 12 { (12 << 8 | u16::try_from(byte(1)?).ok()?, 2) } else { (u16::from(first), 1) };
                entries.push(Entry { operator, operands: &data[from..at], numbers: std::mem::take(&mut numbers) });
                from = at + length;
                length
            }
            28 => {
                numbers.push(i64::from(i16::from_be_bytes(data.get(at + 1..at + 3)?.try_into().ok()?)));
                3
            }
            29 => {
                numbers.push(i64::from(i32::from_be_bytes(data.get(at + 1..at + 5)?.try_into().ok()?)));
                5
            }
            30 => {
                numbers.push(0);
                // A real number ends with a half byte of ones.
                2 + data.get(at + 1..)?.iter().position(|byte| byte & 0xF == 0xF || byte >> 4 == 0xF)?
            }
            32..=246 => {
                numbers.push(lead - 139);
                1
            }
            247..=250 => {
                numbers.push((lead - 247) * 256 + byte(1)? + 108);
                2
            }
            251..=254 => {
                numbers.push(-(lead - 251) * 256 - byte(1)? - 108);
                2
            }
            22..=27 | 31 | 255 => return None,
        };
    }
    Some(entries)
}

/// An index: a counted list of byte strings (§5).
pub(super) struct Index<'a> {
    pub(super) range: Range<usize>,
    pub(super) items: Vec<&'a [u8]>,
}

impl<'a> Index<'a> {
    /// The index at this place.
    pub(super) fn read(data: &'a [u8], at: usize) -> Option<Self> {
        let count = usize::from(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?));
        if count == 0 {
            return Some(Self { range: at..at + 2, items: Vec::new() });
        }
        let width = usize::from(*data.get(at + 2)?).clamp(1, 4);
        let offsets = data.get(at + 3..at + 3 + (count + 1) * width)?;
        // Offsets count from the byte before the first string.
        let base = at + 2 + offsets.len();
        let place = |bytes: &[u8]| base + bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let places: Vec<usize> = offsets.chunks(width).map(place).collect();
        let items = places.windows(2).map(|pair| data.get(pair[0]..pair[1])).collect::<Option<Vec<_>>>()?;
        Some(Self { range: at..*places.last()?, items })
    }
}

/// An index of these byte strings.
pub(super) fn index(items: &[&[u8]]) -> Option<Vec<u8>> {
    let mut out = u16::try_from(items.len()).ok()?.to_be_bytes().to_vec();
    if items.is_empty() {
        return Some(out);
    }
    let size: usize = 1 + items.iter().map(|item| item.len()).sum::<usize>();
    let width: usize = match size {
        ..0x100 => 1,
        0x100..0x1_0000 => 2,
        0x1_0000..0x100_0000 => 3,
        0x100_0000.. => 4,
    };
    out.push(u8::try_from(width).ok()?);
    let mut at = 1_u32;
    for length in std::iter::once(0).chain(items.iter().map(|item| item.len())) {
        at += u32::try_from(length).ok()?;
        out.extend(&at.to_be_bytes()[4 - width..]);
    }
    items.iter().for_each(|item| out.extend_from_slice(item));
    Some(out)
}
