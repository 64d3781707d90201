//! What changed → the list of errata.
//!
//! In: two snapshots. Out: errata in the order of the old edition's pages, each with the old page and line, what to read for what,
//! its kind, and the datum that caused it where one did. A note that came or went with its mark's sentence is part of that
//! sentence's erratum, the cells of a row that came or went are one, so is a whole table.

use serde::Serialize;

use super::changes::{Change, Changes, Shape, Spot, changes};
use super::passages::{Passage, PassageKind};
use super::snapshot::Snapshot;
use super::wording;

/// What kind of correction it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A figure.
    Figure,
    /// Words.
    Word,
    /// A citation, or an entry of the bibliography.
    Citation,
    /// A picture, or its description.
    Picture,
    /// Something was added.
    Added,
    /// Something was taken out.
    Removed,
    /// Something stands elsewhere.
    Moved,
    /// A paragraph was divided, or two were joined.
    Paragraph,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Erratum {
    /// What kind of correction it is.
    pub kind: Kind,
    /// The old edition's page, as its reader calls it; none where it stood in the e-book alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The line there, counted from 1 at the top of the text block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The note that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
    /// The table that it stands in, "Table 1".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The section, by its file's name in the e-book.
    pub section: String,
    /// What stood there; empty where nothing did.
    #[serde(rename = "for", skip_serializing_if = "String::is_empty")]
    pub was: String,
    /// What stands there now; empty where nothing does.
    #[serde(rename = "read", skip_serializing_if = "String::is_empty")]
    pub now: String,
    /// The words behind which something was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The words before which something was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// It changes what is said, not only signs, spaces, capitals, the division or the order of paragraphs.
    pub substantive: bool,
    /// The datum that caused it, `file.row.column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum: Option<String>,
    /// Where the datum comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The author's reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What changed, as places in both editions.
    #[serde(skip)]
    pub change: Change,
    /// The old page, counted from 0.
    #[serde(skip)]
    pub old_page: Option<u32>,
    /// A note's number where the whole note came or went.
    #[serde(skip)]
    pub whole_note: Option<u32>,
}

/// The errata of a new edition to an old one.
#[must_use]
pub fn errata(old: &Snapshot, new: &Snapshot) -> Vec<Erratum> {
    let found = changes(old, new);
    let (rest, notes) = apart(&found, old, new);
    let mut list: Vec<Erratum> = Vec::new();
    for change in rest {
        let next = erratum(old, new, change);
        match list.last_mut() {
            Some(last) if one_table(old, new, last, &next) => take_in(last, &next, old, new),
            Some(_) | None => list.push(next),
        }
    }
    for change in notes {
        note(old, new, change, &found, &mut list);
    }
    list.sort_by_key(|erratum| (erratum.old_page, erratum.change.old, erratum.change.new));
    totals(&mut list, old);
    list
}

/// A figure that no datum gives, as a total's, changed through the one datum that changed in its column.
fn totals(list: &mut [Erratum], old: &Snapshot) {
    let column = |erratum: &Erratum| Some((erratum.table.clone()?, old.passages[erratum.change.old.passage].cell?.1));
    for at in 0..list.len() {
        if list[at].kind != Kind::Figure || list[at].datum.is_some() || column(&list[at]).is_none() {
            continue;
        }
        let causes = list.iter().filter(|other| other.datum.is_some() && column(other) == column(&list[at]));
        let causes: Vec<(Option<String>, Option<String>)> = causes.map(|other| (other.datum.clone(), other.source.clone())).collect();
        if let [(datum, source)] = &causes[..] {
            (list[at].datum, list[at].source) = (datum.clone(), source.clone());
        }
    }
}

/// Whole paragraphs of notes that came or went, apart from the rest.
fn apart(found: &Changes, old: &Snapshot, new: &Snapshot) -> (Vec<Change>, Vec<Change>) {
    let of_note = |change: &Change| {
        let side = if change.old.from == change.old.to { &new.passages[change.new.passage] } else { &old.passages[change.old.passage] };
        change.shape == Shape::Whole && side.note.is_some()
    };
    found.all.iter().cloned().partition(|change| !of_note(change))
}

fn erratum(old: &Snapshot, new: &Snapshot, change: Change) -> Erratum {
    let whole_added = change.old.from == change.old.to;
    let (was, now) = (old.words(&change.old), new.words(&change.new));
    let home = if whole_added { &new.passages[change.new.passage] } else { &old.passages[change.old.passage] };
    let kind = kind(old, new, &change, home);
    let spot = place(&change);
    let old_home = old.passages.get(change.old.passage);
    let line = old.line(spot.passage, spot.from);
    let data = [(new, &change.new), (old, &change.old)];
    let datum = data.into_iter().find_map(|(side, spot)| datum(&side.passages[spot.passage], spot)).filter(|_| kind == Kind::Figure);
    let source = datum.as_ref().and_then(|key| new.data.get(key).or_else(|| old.data.get(key))).and_then(|datum| datum.source.clone());
    Erratum {
        kind,
        page: line.map(|(page, _)| old.label(page).to_owned()),
        line: line.map(|(_, line)| line).filter(|line| *line > 0),
        note: old_home.and_then(|passage| passage.note),
        table: home.table.clone(),
        section: home.section.clone(),
        after: (was.is_empty() && !change.before).then(|| wording::tail(old, &change.old)).filter(|words| !words.is_empty()),
        before: (was.is_empty() && change.before).then(|| wording::head(old, &change.old)).filter(|words| !words.is_empty()),
        substantive: substantive(kind, &was, &now),
        was,
        now,
        datum,
        source,
        because: None,
        old_page: line.map(|(page, _)| page),
        change,
        whole_note: None,
    }
}

/// The place that is named: of words that were added behind others, that of the last letter before them.
fn place(change: &Change) -> Spot {
    let spot = change.old;
    let behind = spot.from == spot.to && !change.before;
    Spot { from: if behind { spot.from.saturating_sub(1) } else { spot.from }, ..spot }
}

fn kind(old: &Snapshot, new: &Snapshot, change: &Change, home: &Passage) -> Kind {
    match change.shape {
        Shape::Moved => return Kind::Moved,
        Shape::Divided | Shape::Joined => return Kind::Paragraph,
        Shape::Words | Shape::Whole => {}
    }
    if home.kind == PassageKind::Picture {
        return Kind::Picture;
    }
    let (was, now) = (&change.old, &change.new);
    let (added, removed) = (was.from == was.to, now.from == now.to);
    let cited = |side: &Snapshot, spot: &Spot| {
        let passage = &side.passages[spot.passage];
        spot.from < spot.to && (passage.kind == PassageKind::Entry || passage.citations.iter().any(|range| within(*range, spot)))
    };
    if cited(old, was) || cited(new, now) {
        return Kind::Citation;
    }
    match (added, removed) {
        (true, _) => Kind::Added,
        (_, true) => Kind::Removed,
        (false, false) => {
            let printed = datum(&new.passages[now.passage], now).is_some() || datum(&old.passages[was.passage], was).is_some();
            let figures = |words: String| words.chars().any(char::is_numeric) && words.split_whitespace().count() <= FIGURE_WORDS;
            if printed || (figures(old.words(was)) && figures(new.words(now))) { Kind::Figure } else { Kind::Word }
        }
    }
}

/// A figure may stand with its unit or with "about".
const FIGURE_WORDS: usize = 3;

/// Whether words stand in a part of a passage.
fn within(range: (u32, u32), spot: &Spot) -> bool {
    range.0 <= spot.from && spot.to <= range.1
}

/// The datum that words overlap.
fn datum(passage: &Passage, spot: &Spot) -> Option<String> {
    let overlaps = |range: &(u32, u32)| range.0 < spot.to && spot.from < range.1;
    passage.data.iter().find(|(_, range)| overlaps(range)).map(|(key, _)| key.clone())
}

/// Whether what is said changes: signs, spaces and capitals alone say nothing else.
fn substantive(kind: Kind, was: &str, now: &str) -> bool {
    let bare = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    match kind {
        Kind::Moved | Kind::Paragraph => false,
        Kind::Picture => true,
        Kind::Figure | Kind::Word | Kind::Citation | Kind::Added | Kind::Removed => bare(was) != bare(now),
    }
}

/// Whether two whole parts of a table or figure that came or went stand next to each other.
fn one_table(old: &Snapshot, new: &Snapshot, last: &Erratum, next: &Erratum) -> bool {
    if last.change.shape != Shape::Whole || next.change.shape != Shape::Whole || last.kind != next.kind {
        return false;
    }
    let added = next.kind == Kind::Added;
    let side = if added { new } else { old };
    let spot = |erratum: &Erratum| if added { erratum.change.new } else { erratum.change.old };
    let part = |at: usize| match side.passages[at].kind {
        PassageKind::Cell | PassageKind::Caption | PassageKind::Source => true,
        PassageKind::Heading | PassageKind::Text | PassageKind::Entry | PassageKind::Picture => false,
    };
    let (a, b) = (spot(last).passage, spot(next).passage);
    b > a && (a..=b).all(part) && b - a <= last.now.matches(wording::CELL).count().max(last.was.matches(wording::CELL).count()) + 1
}

fn take_in(last: &mut Erratum, next: &Erratum, old: &Snapshot, new: &Snapshot) {
    let added = next.kind == Kind::Added;
    let row = |erratum: &Erratum| {
        let (side, spot) = if added { (new, erratum.change.new) } else { (old, erratum.change.old) };
        side.passages[spot.passage].cell.map(|cell| cell.0)
    };
    let between = if row(last).is_some() && row(last) == row(next) { wording::CELL } else { wording::ROW };
    for (words, more) in [(&mut last.was, &next.was), (&mut last.now, &next.now)] {
        if !more.is_empty() {
            words.push_str(between);
            words.push_str(more);
        }
    }
}

/// A paragraph of a note that came or went: part of the erratum that holds its mark, or an erratum of its own at the mark.
fn note(old: &Snapshot, new: &Snapshot, change: Change, found: &Changes, list: &mut Vec<Erratum>) {
    let added = change.old.from == change.old.to;
    let (side, spot) = if added { (new, change.new) } else { (old, change.old) };
    let passage = &side.passages[spot.passage];
    let number = passage.note.unwrap_or_default();
    let Some((marked, at)) = mark(side, passage) else { return list.push(erratum(old, new, change)) };
    let words = side.words(&spot);
    let same_mark = |erratum: &&mut Erratum| {
        let there = if added { erratum.change.new } else { erratum.change.old };
        there.passage == marked && there.from <= at && at <= there.to && there.from < there.to && erratum.change.shape != Shape::Moved
    };
    if let Some(erratum) = list.iter_mut().find(same_mark) {
        let text = if added { &mut erratum.now } else { &mut erratum.was };
        text.push_str(&format!(" [{number} {words}]"));
        return;
    }
    let mut own = erratum(old, new, change);
    let home = if added {
        found.in_old((marked, at)).map(|(passage, from)| Spot { passage, from, to: from })
    } else {
        Some(Spot { passage: marked, from: at, to: at })
    };
    let line = home.and_then(|home| old.line(home.passage, home.from.saturating_sub(1)));
    (own.page, own.line, own.old_page) =
        (line.map(|(page, _)| old.label(page).to_owned()), line.map(|(_, line)| line), line.map(|(page, _)| page));
    (own.note, own.after, own.before, own.whole_note) = (None, None, None, Some(number));
    if let Some(home) = home {
        own.change.old = if added { home } else { own.change.old };
        own.after = Some(wording::tail(old, &home)).filter(|words| added && !words.is_empty());
    }
    list.push(own);
}

/// The passage that marks a note, and the characters before the mark.
fn mark(side: &Snapshot, note: &Passage) -> Option<(usize, u32)> {
    let of_section = |passage: &&Passage| passage.section == note.section;
    let marked = |passage: &Passage| passage.marks.iter().find(|(_, number)| Some(*number) == note.note).map(|(at, _)| *at);
    let at = side.passages.iter().position(|passage| of_section(&passage) && marked(passage).is_some())?;
    marked(&side.passages[at]).map(|mark| (at, mark))
}
