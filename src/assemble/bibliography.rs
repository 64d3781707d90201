//! The bibliography: worded entries in their groups, each with the passages that cite it.
//!
//! In: the worded entries in the style's order, book.toml's groups. Out: a block of entries with anchors `ref-KEY`.
//! Sorts nothing: the style did.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::Labels;
use super::runs;
use super::setter::Shared;
use crate::book::{self, Anchor, BlockKind, NodeId, SectionId};
use crate::cite::{Worded, WordedEntry};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::BibliographyGroup;

/// The anchor of every entry.
pub(super) fn anchors(worded: &Worded, labels: &mut Labels) -> BTreeMap<String, Anchor> {
    worded.entries.iter().map(|entry| (entry.key.clone(), labels.own("ref", &entry.key, ""))).collect()
}

/// The block of entries.
pub(super) fn block(section: SectionId, worded: &Worded, anchors: &BTreeMap<String, Anchor>, shared: &mut Shared<'_>) -> book::Block {
    let id = NodeId { section, index: 0 };
    let groups = &shared.manuscript.manifest.groups;
    let mut entries: Vec<Option<&WordedEntry>> = worded.entries.iter().map(Some).collect();
    let mut made: Vec<book::EntryGroup> = Vec::new();
    let named: BTreeSet<&str> = groups.iter().flat_map(|g| &g.types).map(|t| t.value.as_str()).collect();
    for group in groups {
        let taken = |entry: &WordedEntry| takes(group, &named, kind(shared, &entry.key));
        let own: Vec<&WordedEntry> = entries.iter_mut().filter(|entry| entry.is_some_and(taken)).filter_map(Option::take).collect();
        if !own.is_empty() {
            let entries = own.iter().map(|e| set(id, e, anchors, shared)).collect();
            made.push(book::EntryGroup { heading: Some(heading(id, group)), entries });
        }
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

fn takes(group: &BibliographyGroup, named: &BTreeSet<&str>, kind: &str) -> bool {
    if group.types.is_empty() { !named.contains(kind) } else { group.types.iter().any(|t| t.value == kind) }
}

fn kind<'s>(shared: &'s Shared<'_>, key: &str) -> &'s str {
    shared.records.by_key.get(key).map_or("", |record| record.kind.as_str())
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
