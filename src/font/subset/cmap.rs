//! Characters with their glyphs → a character map (OpenType, `cmap`): format 4, and format 12 where it takes more.

use std::collections::BTreeMap;

/// The table; none where there are more runs of characters than format 4 can hold.
pub(super) fn write(characters: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let runs = runs(characters);
    let short = short(&runs)?;
    let beyond = runs.last().is_some_and(|run| run.last > 0xFFFF);
    // Platform 3, Windows: encoding 1 is the basic plane, 10 all of Unicode.
    let tables = if beyond { vec![(1_u16, short), (10, full(&runs))] } else { vec![(1, short)] };
    let mut out = vec![0, 0, 0, u8::try_from(tables.len()).ok()?];
    let mut at = 4 + 8 * u32::try_from(tables.len()).ok()?;
    for (encoding, table) in &tables {
        out.extend([3_u16, *encoding].map(u16::to_be_bytes).concat());
        out.extend(at.to_be_bytes());
        at += u32::try_from(table.len()).ok()?;
    }
    tables.iter().for_each(|(_, table)| out.extend(table));
    Some(out)
}

/// Characters that follow each other and whose glyphs do, too.
struct Run {
    first: u32,
    last: u32,
    glyph: u32,
}

fn runs(characters: &BTreeMap<char, u16>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (c, glyph) in characters {
        let (c, glyph) = (u32::from(*c), u32::from(*glyph));
        match runs.last_mut() {
            // A run does not cross into the next plane.
            Some(run) if run.last + 1 == c && run.glyph + c - run.first == glyph && c != 0x1_0000 => run.last = c,
            Some(_) | None => runs.push(Run { first: c, last: c, glyph }),
        }
    }
    runs
}

fn short(runs: &[Run]) -> Option<Vec<u8>> {
    let word = |number: u32| u16::try_from(number & 0xFFFF).unwrap_or(u16::MAX);
    let mut segments: Vec<[u16; 3]> = Vec::new();
    for run in runs.iter().filter(|run| run.last < 0xFFFF) {
        segments.push([word(run.first), word(run.last), word(run.glyph.wrapping_sub(run.first))]);
    }
    // The map ends with a run of its own that leads to no glyph.
    segments.push([0xFFFF, 0xFFFF, 1]);
    let count = u16::try_from(segments.len()).ok().filter(|count| *count < 0x1F00)?;
    let power = count.ilog2();
    let mut out: Vec<u16> = vec![4, 16 + 8 * count, 0, 2 * count, 2 << power, u16::try_from(power).ok()?, 2 * count - (2 << power)];
    out.extend(segments.iter().map(|[_, last, _]| last));
    out.push(0);
    out.extend(segments.iter().map(|[first, _, _]| first));
    out.extend(segments.iter().map(|[_, _, delta]| delta));
    out.extend(segments.iter().map(|_| 0));
    Some(out.into_iter().flat_map(u16::to_be_bytes).collect())
}

fn full(runs: &[Run]) -> Vec<u8> {
    let count = u32::try_from(runs.len()).unwrap_or(u32::MAX);
    let head = [0x000C_0000, 16 + 12 * count, 0, count];
    let groups = runs.iter().flat_map(|run| [run.first, run.last, run.glyph]);
    head.into_iter().chain(groups).flat_map(u32::to_be_bytes).collect()
}
