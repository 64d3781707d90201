//! Shelfmarks: where an archival document is kept, in words.
//!
//! In: a [`Holding`], the language of the words around it, and which form is wanted. Out: runs, without a full stop at the end.
//! Only what is known is worded. Where it stands in a citation is the style's affair: it takes the place of the style's
//! own group of archive variables.

use super::record::{Archive, DocumentState, Holding, Unit, UnitKind};
use super::{Link, Look, Run};
use crate::locale::{ArchiveTerm, Language};

/// Which form of a shelfmark is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Wording<'a> {
    /// After the first note: the archive by its abbreviation, without its place and without remarks.
    pub short: bool,
    /// The archive last, after the units and the collection, as styles have it that begin with the document.
    pub archive_last: bool,
    /// The town before the archive's name.
    pub place_first: bool,
    /// The leaves that the citation names, instead of those of the whole document; its locator is then told.
    pub folios: Option<&'a str>,
}

/// Words a holding. Empty where nothing of it is known.
#[must_use]
pub fn shelfmark(holding: &Holding, language: &Language, wording: Wording<'_>) -> Vec<Run> {
    let mut steps: Vec<String> = holding.archive.iter().flat_map(|archive| house(archive, wording)).collect();
    let leaves = wording.folios.map(|value| Unit { kind: UnitKind::Folios, value: value.to_owned() });
    let own = holding.units.iter().filter(|unit| leaves.is_none() || unit.kind != UnitKind::Folios);
    let mut units: Vec<&Unit> = own.chain(&leaves).collect();
    if wording.archive_last {
        units.sort_by_key(|unit| unit.kind == UnitKind::Collection);
    }
    let at = if wording.archive_last { 0 } else { steps.len() };
    steps.splice(at..at, units.into_iter().map(|unit| unit.worded(language)));
    let mut text = steps.join(language.archive_joint());
    if wording.short {
        return plain(text).into_iter().collect();
    }
    if let Some(state) = holding.state.filter(|_| !text.is_empty()) {
        let term = match state {
            DocumentState::Original => ArchiveTerm::Original,
            DocumentState::Copy => ArchiveTerm::Copy,
        };
        text.push_str(&format!(" ({})", language.archive_term(term)));
    }
    let mut runs: Vec<Run> = plain(text).into_iter().collect();
    remarks(holding, language, &mut runs);
    runs
}

/// The archive's name with its abbreviation, and its town.
fn house(archive: &Archive, wording: Wording<'_>) -> Vec<String> {
    let short = archive.abbreviation.as_ref().filter(|short| **short != archive.name);
    let name = match short {
        Some(short) if wording.short || archive.name.is_empty() => short.clone(),
        Some(short) => format!("{} ({short})", archive.name),
        None => archive.name.clone(),
    };
    let place = archive.place.clone().filter(|_| !wording.short).unwrap_or_default();
    let mut steps = vec![name, place];
    if wording.place_first {
        steps.reverse();
    }
    steps.retain(|step| !step.is_empty());
    steps
}

/// Where else the document can be read.
fn remarks(holding: &Holding, language: &Language, runs: &mut Vec<Run>) {
    let told = [
        (ArchiveTerm::PublishedIn, &holding.published),
        (ArchiveTerm::TranslationAt, &holding.translated),
        (ArchiveTerm::ScanAt, &holding.scan),
    ];
    for (term, text) in told {
        let Some(text) = text else { continue };
        let joint = if runs.is_empty() { "" } else { "; " };
        push(runs, format!("{joint}{} ", language.archive_term(term)), Look::default(), None);
        if text.starts_with("https://") || text.starts_with("http://") {
            push(runs, text.clone(), Look::default(), Some(Link::Url(text.clone())));
        } else {
            marked(text, runs);
        }
    }
}

/// Words with `<i>` for titles.
fn marked(text: &str, runs: &mut Vec<Run>) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<i>") {
        let Some((title, after)) = after.split_once("</i>") else { break };
        push(runs, before.to_owned(), Look::default(), None);
        push(runs, title.to_owned(), Look { italic: true, ..Look::default() }, None);
        rest = after;
    }
    push(runs, rest.to_owned(), Look::default(), None);
}

fn push(runs: &mut Vec<Run>, text: String, look: Look, link: Option<Link>) {
    match runs.last_mut().filter(|last| last.look == look && last.link == link) {
        Some(last) => last.text.push_str(&text),
        None if text.is_empty() => {}
        None => runs.push(Run { text, look, link }),
    }
}

fn plain(text: String) -> Option<Run> {
    (!text.is_empty()).then(|| Run { text, ..Run::default() })
}
