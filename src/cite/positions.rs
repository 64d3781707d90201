//! Positions: § Position, and the number of the note that named a source first.
//!
//! In: the citations in the order of the book. Out: for each source cited, where it stands to those before. Notes count from 1
//! in each chapter: "ibid." never goes across chapters or notes in between, nor to a note of several sources, and the note
//! that is pointed back to is one of the same chapter.

use std::collections::BTreeMap;

use super::book::{Citing, Cluster};
use super::plan::Position;
use super::render::Cite;

/// What is known of the citations so far.
#[derive(Default)]
struct Seen<'a> {
    /// The chapter and note of the last citation of a source.
    last: BTreeMap<usize, (u32, u32)>,
    /// The first note of a chapter that cites a source.
    first: BTreeMap<(u32, usize), u32>,
    /// The citation before, in notes or in the running text.
    before: Option<&'a Cluster>,
    before_in_text: Option<&'a Cluster>,
}

/// How each source of each citation stands.
pub(super) fn positions(clusters: &[Cluster], near: u32) -> Vec<Vec<Cite>> {
    let mut seen = Seen::default();
    let alone = alone(clusters);
    let mut all = Vec::with_capacity(clusters.len());
    for (at, cluster) in clusters.iter().enumerate() {
        let cites = cluster.cites.iter().enumerate().map(|(place, citing)| {
            let cite = cite(&mut seen, clusters, (at, place), citing, &alone, near);
            if let Some(note) = cluster.note {
                seen.first.entry((cluster.chapter, citing.item)).or_insert(note);
            }
            seen.last.insert(citing.item, (cluster.chapter, cluster.note.unwrap_or(0)));
            cite
        });
        all.push(cites.collect());
        if !cluster.cites.is_empty() {
            match cluster.note {
                Some(_) => seen.before = Some(cluster),
                None => seen.before_in_text = Some(cluster),
            }
        }
    }
    all
}

/// Whether a citation is the only one of its note and has one source alone.
fn alone(clusters: &[Cluster]) -> BTreeMap<(u32, u32), usize> {
    let mut counts = BTreeMap::new();
    for cluster in clusters {
        if let Some(note) = cluster.note {
            *counts.entry((cluster.chapter, note)).or_insert(0) += cluster.cites.len();
        }
    }
    counts
}

fn cite(
    seen: &mut Seen<'_>,
    clusters: &[Cluster],
    (at, place): (usize, usize),
    citing: &Citing,
    alone: &BTreeMap<(u32, u32), usize>,
    near: u32,
) -> Cite {
    let cluster = &clusters[at];
    let known = seen.last.get(&citing.item).copied();
    let previous = match place.checked_sub(1) {
        Some(before) => cluster.cites.get(before),
        None => before(seen, cluster, alone),
    };
    let position = match (known, previous.filter(|previous| previous.item == citing.item)) {
        (None, _) => Position::First,
        (Some(_), None) => Position::Subsequent,
        (Some(_), Some(previous)) => after(previous.locator.as_ref(), citing.locator.as_ref()),
    };
    let distance =
        known.filter(|(chapter, _)| *chapter == cluster.chapter).zip(cluster.note).map(|((_, last), here)| here.saturating_sub(last));
    let forced = citing.forced;
    let position = forced.unwrap_or(position);
    Cite {
        locator: citing.locator.clone(),
        near: citing.near.unwrap_or(position != Position::First && distance.is_some_and(|distance| distance <= near)),
        first_note: citing
            .first_note
            .or_else(|| seen.first.get(&(cluster.chapter, citing.item)).copied().filter(|_| position != Position::First)),
        position: Some(position),
        ..Cite::default()
    }
}

/// The source that "ibid." at the head of a citation would mean.
fn before<'a>(seen: &Seen<'a>, cluster: &Cluster, alone: &BTreeMap<(u32, u32), usize>) -> Option<&'a Citing> {
    let Some(note) = cluster.note else {
        let before = seen.before_in_text.filter(|before| before.chapter == cluster.chapter)?;
        return single(before);
    };
    let before = seen.before.filter(|before| before.chapter == cluster.chapter)?;
    let last = before.note?;
    if last == note {
        return single(before);
    }
    let next = last + 1 == note && alone.get(&(before.chapter, last)).is_some_and(|count| *count == before.cites.len());
    if next { single(before) } else { None }
}

/// The one source of a citation that names no other.
fn single(cluster: &Cluster) -> Option<&Citing> {
    let last = cluster.cites.last()?;
    cluster.cites.iter().all(|citing| citing.item == last.item).then_some(last)
}

fn after(before: Option<&(String, String)>, here: Option<&(String, String)>) -> Position {
    match (before, here) {
        (Some(_), None) => Position::Subsequent,
        (None, None) => Position::Ibid,
        (Some(before), Some(here)) if before == here => Position::Ibid,
        (_, Some(_)) => Position::IbidWithLocator,
    }
}
