//! Tables → a font file (OpenType, "Organization of an OpenType Font").

use std::borrow::Cow;
use std::collections::BTreeMap;

use skrifa::Tag;

/// The file: directory, tables in the order of their tags, each on a multiple of four bytes, checksums put right.
pub(super) fn write(version: u32, mut tables: BTreeMap<Tag, Cow<'_, [u8]>>) -> Vec<u8> {
    const HEAD: Tag = Tag::new(b"head");
    if let Some(adjustment) = tables.get_mut(&HEAD).and_then(|head| head.to_mut().get_mut(8..12)) {
        adjustment.fill(0);
    }
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let power = count.max(1).ilog2();
    let mut file = version.to_be_bytes().to_vec();
    for number in [count, 16 << power, u16::try_from(power).unwrap_or(0), count.wrapping_mul(16).wrapping_sub(16 << power)] {
        file.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, bytes) in &tables {
        if *tag == HEAD {
            head = Some(at);
        }
        file.extend(tag.to_be_bytes());
        for number in [checksum(bytes), long(at), long(bytes.len())] {
            file.extend(number.to_be_bytes());
        }
        at += bytes.len().next_multiple_of(4);
    }
    for bytes in tables.values() {
        file.extend_from_slice(bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&file));
    if let Some(place) = head.and_then(|at| file.get_mut(at + 8..at + 12)) {
        place.copy_from_slice(&adjustment.to_be_bytes());
    }
    file
}

/// The sum of the bytes as numbers of four bytes each, the last filled up with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    let word = |word: &[u8]| word.iter().zip([24, 16, 8, 0]).fold(0, |sum, (byte, shift)| sum | u32::from(*byte) << shift);
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// Files are under 64 MiB.
fn long(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
