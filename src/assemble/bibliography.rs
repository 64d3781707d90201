//! The bibliography: worded entries in their groups, each with the passages that cite it.
//!
//! In: the worded entries in the style's order, book.toml's groups. Out: a block of entries with anchors `ref-KEY`.
//! Sorts nothing: the style did.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::Labels;
use super::runs;
use super::setter::Shared;
use crate::book::{self, Anchor, BlockKind, NodeId, SectionId};
use crate::cite::record::{Record, UnitKind};
use crate::cite::{Worded, WordedEntry};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::BibliographyGroup;
use crate::source::Spanned;

/// The anchor of every entry.
pub(super) fn anchors(worded: &Worded, labels: &mut Labels) -> BTreeMap<String, Anchor> {
    worded.entries.iter().map(|entry| (entry.key.clone(), labels.own("ref", &entry.key, ""))).collect()
}

/// The block of entries.
pub(super) fn block(section: SectionId, worded: &Worded, anchors: &BTreeMap<String, Anchor>, shared: &mut Shared<'_>) -> book::Block {
    let id = NodeId { section, index: 0 };
    let groups = &shared.manuscript.manifest.groups;
    let mut entries: Vec<Option<&WordedEntry>> = worded.entries.iter().map(Some).collect();
    // What a group asks for comes first; a group that asks for nothing takes what is left.
    let mut own: Vec<Vec<&WordedEntry>> = vec![Vec::new(); groups.len()];
    for asking in [true, false] {
        for (group, own) in groups.iter().zip(&mut own).filter(|(group, _)| asks(group) == asking) {
            let taken = |entry: &WordedEntry| shared.records.by_key.get(&entry.key).is_some_and(|record| takes(group, record));
            own.extend(entries.iter_mut().filter(|entry| entry.is_some_and(taken)).filter_map(Option::take));
            if group.by_archive {
                own.sort_by_cached_key(|entry| shared.records.by_key.get(&entry.key).map(kept));
            }
        }
    }
    let mut made: Vec<book::EntryGroup> = Vec::new();
    for (group, own) in groups.iter().zip(own).filter(|(_, own)| !own.is_empty()) {
        let entries = own.iter().map(|e| set(id, e, anchors, shared)).collect();
        made.push(book::EntryGroup { heading: Some(heading(id, group)), entries });
    }
    let rest: Vec<&WordedEntry> = entries.into_iter().flatten().collect();
    if !groups.is_empty() {
        ungrouped(&rest, shared);
    }
    if !rest.is_empty() {
        let entries = rest.iter().map(|e| set(id, e, anchors, shared)).collect();
        made.push(book::EntryGroup { heading: None, entries });
    }
    book::Block { id, origin: None, language: None, anchor: None, kind: BlockKind::Bibliography(made) }
}

/// Whether a group names what it takes.
fn asks(group: &BibliographyGroup) -> bool {
    [&group.types, &group.keywords, &group.languages, &group.archives].iter().any(|list| !list.is_empty())
}

/// Whether a source has one of everything that a group names.
fn takes(group: &BibliographyGroup, record: &Record) -> bool {
    let text = |variable: &str| record.item.get(variable).and_then(|value| value.as_str()).unwrap_or_default();
    let any = |list: &[Spanned<String>], fits: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|wanted| fits(&wanted.value));
    let keywords: Vec<String> = text("keyword").split([',', ';']).map(|word| word.trim().to_lowercase()).collect();
    let language = text("language").to_lowercase();
    let abbreviation = record.holding.as_ref().and_then(|holding| holding.archive.as_ref()?.abbreviation.as_deref());
    any(&group.types, &|wanted| wanted == record.kind || wanted == text("type"))
        && any(&group.keywords, &|wanted| keywords.contains(&wanted.to_lowercase()))
        && any(&group.languages, &|wanted| {
            let wanted = wanted.to_lowercase();
            language == wanted || language.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
        })
        && any(&group.archives, &|wanted| wanted == text("archive") || Some(wanted) == abbreviation)
}

/// Where a source is kept, in the order of a finding aid: the archive, then unit by unit, numbers by their value.
fn kept(record: &Record) -> Vec<(UnitKind, u64, String)> {
    let archive = record.item.get("archive").and_then(|value| value.as_str()).unwrap_or_default();
    let mut way = vec![(UnitKind::Collection, 0, archive.to_lowercase())];
    let units = record.holding.iter().flat_map(|holding| &holding.units);
    way.extend(units.map(|unit| {
        let digits: String = unit.value.chars().take_while(char::is_ascii_digit).collect();
        (unit.kind, digits.parse().unwrap_or(u64::MAX), unit.value.to_lowercase())
    }));
    way
}

fn ungrouped(rest: &[&WordedEntry], shared: &mut Shared<'_>) {
    let mut said = BTreeSet::new();
    for entry in rest {
        let Some(record) = shared.records.by_key.get(&entry.key) else { continue };
        if said.insert(record.kind.as_str()) {
            let message = format!("no group of the bibliography takes sources of the type `{}`", record.kind);
            let finding = Diagnostic::new(Code::UngroupedSource, record.span, message);
            shared.found.push(finding.hint(format!("add `{}` to a group's `types`, or a group without `types` for the rest", record.kind)));
        }
    }
}

fn heading(id: NodeId, group: &BibliographyGroup) -> book::Heading {
    let content = vec![book::Inline { origin: Some(group.title.span), kind: book::InlineKind::Text(group.title.value.clone()) }];
    book::Heading { level: 2, id, label: None, number: None, content, origin: Some(group.title.span) }
}

fn set(id: NodeId, entry: &WordedEntry, anchors: &BTreeMap<String, Anchor>, shared: &Shared<'_>) -> book::Entry {
    let anchor = anchors.get(&entry.key).cloned().unwrap_or_else(|| Anchor(format!("ref-{}", super::slug::slug(&entry.key))));
    let cited = shared.cited.get(&entry.key).cloned().unwrap_or_default();
    book::Entry { anchor, id, content: runs::inlines(&entry.content, anchors), cited }
}
