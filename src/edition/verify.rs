//! A release against what is built again from its inputs.
//!
//! In: the sealed outputs and snapshot, the outputs and the snapshot of the second build. Out: in words, what differs first.

use super::archive;
use super::changes::changes;
use super::errata::errata;
use super::snapshot::Snapshot;
use super::wording;
use crate::locale::Language;

/// Where two outputs of one name differ first; none where every byte agrees.
#[must_use]
pub fn first_difference(name: &str, was: &[u8], is: &[u8], old: &Snapshot, new: &Snapshot) -> Option<String> {
    if was == is {
        return None;
    }
    let inside = if name.ends_with(".epub") { entry(was, is) } else { page(old, new) };
    let byte = was.iter().zip(is).position(|(a, b)| a != b).unwrap_or(was.len().min(is.len()));
    Some(inside.unwrap_or_else(|| format!("byte {} of {}", byte + 1, was.len())))
}

/// The first file of an EPUB that differs.
fn entry(was: &[u8], is: &[u8]) -> Option<String> {
    let (was, is) = (archive::unpack(was).ok()?, archive::unpack(is).ok()?);
    let names: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let first = names.into_iter().find(|name| was.get(*name) != is.get(*name))?;
    Some(match (was.contains_key(first), is.contains_key(first)) {
        (true, false) => format!("`{first}` is missing in it"),
        (false, true) => format!("`{first}` is new in it"),
        _ => format!("`{first}` in it"),
    })
}

/// The first page that looks otherwise.
fn page(old: &Snapshot, new: &Snapshot) -> Option<String> {
    let pages = old.pages.iter().zip(&new.pages);
    let first = pages.clone().find(|(was, is)| was.look != is.look).map(|(was, _)| format!("p. {}", was.label));
    let count = || (old.pages.len() != new.pages.len()).then(|| format!("it has {} pages, it had {}", new.pages.len(), old.pages.len()));
    first.or_else(count)
}

/// What differs between a release and its second build beside the bytes: words, pages, data. Each in a line; none where they agree.
#[must_use]
pub fn differences(old: &Snapshot, new: &Snapshot, language: &Language) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if !changes(old, new).all.is_empty() {
        let list = errata(old, new);
        let first = list.first().map(|erratum| wording::line(erratum, language)).unwrap_or_default();
        lines.push(format!("the words differ in {} places, first {first}", list.len()));
    }
    let place =
        |snapshot: &Snapshot| -> Vec<(String, u32)> { snapshot.pages.iter().map(|page| (page.label.clone(), page.lines)).collect() };
    if let Some(at) = differ_at(&place(old), &place(new)) {
        lines.push(format!("the pages differ from p. {} on", old.label(u32::try_from(at).unwrap_or(u32::MAX))));
    }
    let keys: std::collections::BTreeSet<&String> = old.data.keys().chain(new.data.keys()).collect();
    let value = |snapshot: &Snapshot, key: &str| snapshot.data.get(key).map_or_else(|| "nothing".to_owned(), |datum| datum.value.clone());
    if let Some(key) = keys.into_iter().find(|key| value(old, key) != value(new, key)) {
        lines.push(format!("the data differ, first `{key}`: it was {}, it is {}", value(old, key), value(new, key)));
    }
    lines
}

fn differ_at<T: PartialEq>(was: &[T], is: &[T]) -> Option<usize> {
    let same = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    (same < was.len() || same < is.len()).then_some(same)
}
