//! The index: marks in the text → entries in the alphabet's order.
//!
//! In: `[words]{.index}` with `entry`, `in`, `see`, `see-also`, `sort`, as the sections are set. Out: the blocks of the index, an entry
//! a paragraph, entries below another in a group after it. Which pages an entry names is left open: the writers know them.

use std::collections::BTreeMap;

use super::matter::Draft;
use super::plain;
use super::setter::{Setter, Shared};
use crate::book::{self, Anchor, BlockKind, InlineKind as Set, NodeId, PageOf, Place, Role, Section, SectionKind, Target};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Language, Term};
use crate::manuscript::{Attributes, Inline};
use crate::source::{Span, Spanned};

/// Parts an entry from those below it.
const BELOW: char = '!';

/// A mark in the text.
pub(super) struct Mark {
    span: Span,
    /// The head of the index that it belongs to; none: the first, which has none.
    list: Option<Spanned<String>>,
    /// The entry and those below it that lead to it: words and name.
    path: Vec<(Vec<book::Inline>, String)>,
    /// What it sorts by, where that is not its name.
    sort: Option<String>,
    /// Where it stands; none where it sends the reader elsewhere.
    anchor: Option<Anchor>,
    see: Option<Spanned<String>>,
    also: Option<Spanned<String>>,
}

impl<'a> Setter<'a, '_> {
    /// Takes a mark up; the name of its place, where pages are to be named.
    pub(super) fn index(&mut self, attributes: &'a Attributes, span: Span, content: &[Inline], words: &[book::Inline]) -> Option<Anchor> {
        // A heading's words are set twice.
        if self.shared.marks.iter().rev().any(|mark| mark.span == span) {
            return None;
        }
        let own = |key: &str| attributes.get(key).filter(|value| !value.value.trim().is_empty()).cloned();
        let path: Vec<(Vec<book::Inline>, String)> = match own("entry") {
            Some(typed) => {
                let parts = typed.value.split(BELOW).map(str::trim).filter(|part| !part.is_empty());
                let step =
                    |part: &str| (vec![book::Inline { origin: Some(typed.span), kind: Set::Text(part.to_owned()) }], part.to_owned());
                parts.map(step).collect()
            }
            None => vec![(bare(words), plain::words(content))],
        };
        if path.is_empty() || path.iter().any(|(_, name)| name.is_empty()) {
            let finding = Diagnostic::new(Code::UnnamedEntry, span, "the mark for the index has no words");
            self.report(finding.hint("write `[words]{.index}`, or name the entry: `{.index entry=\"Words\"}`"));
            return None;
        }
        let see = own("see");
        let anchor = see.is_none().then(|| self.shared.labels.own("index", &name(&path), ""));
        let sort = own("sort").map(|typed| typed.value);
        self.shared.marks.push(Mark { span, list: own("in"), path, sort, anchor: anchor.clone(), see, also: own("see-also") });
        anchor
    }
}

/// `Camps!Spassky`
fn name(path: &[(Vec<book::Inline>, String)]) -> String {
    path.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(&BELOW.to_string())
}

/// Words for a second place: without notes, pictures, pages and places.
fn bare(words: &[book::Inline]) -> Vec<book::Inline> {
    let mut all = Vec::new();
    for inline in words {
        let inner = |content: &[book::Inline]| bare(content);
        let kind = match &inline.kind {
            Set::Text(_) | Set::Code(_) => inline.kind.clone(),
            Set::Break => Set::Text(" ".to_owned()),
            Set::Emphasis(content) => Set::Emphasis(inner(content)),
            Set::Superscript(content) => Set::Superscript(inner(content)),
            Set::Subscript(content) => Set::Subscript(inner(content)),
            Set::SmallCaps(content) => Set::SmallCaps(inner(content)),
            Set::Foreign { language, content } => Set::Foreign { language: language.clone(), content: inner(content) },
            Set::Strong(content)
            | Set::Struck(content)
            | Set::Link { content, .. }
            | Set::Anchored { content, .. }
            | Set::Datum { content, .. } => {
                all.extend(inner(content));
                continue;
            }
            Set::Note(_) | Set::Picture(_) | Set::PageOf(_) => continue,
        };
        all.push(book::Inline { origin: inline.origin, kind });
    }
    all
}

/// An entry with what stands below it.
#[derive(Default)]
struct Entry {
    words: Vec<book::Inline>,
    anchor: Option<Anchor>,
    spots: Vec<Anchor>,
    see: Vec<Spanned<String>>,
    also: Vec<Spanned<String>>,
    below: Entries,
}

/// Entries by what they sort by, and their names.
type Entries = BTreeMap<(Vec<u32>, String), Entry>;

/// Fills the page of the index, where the book has one.
pub(super) fn fill(sections: &mut [Section], drafts: &[Draft<'_>], language: &Language, shared: &mut Shared<'_>) {
    let marks = std::mem::take(&mut shared.marks);
    let page = sections.iter().position(|section| section.kind == SectionKind::Index);
    let (Some(at), Some(first)) = (page, marks.first()) else {
        let draft = drafts.iter().find(|draft| draft.kind == SectionKind::Index);
        return shared.found.extend(draft.map(|draft| nothing(draft.span)).or_else(|| marks.first().map(|mark| missing(mark.span))));
    };
    debug_assert!(!first.path.is_empty(), "a mark has a name");
    let mut lists: Vec<(Option<Spanned<String>>, Entries)> = vec![(None, Entries::new())];
    for mark in &marks {
        let same = |list: &Option<Spanned<String>>| list.as_ref().map(|l| &l.value) == mark.list.as_ref().map(|l| &l.value);
        let at = lists.iter().position(|(list, _)| same(list)).unwrap_or_else(|| {
            lists.push((mark.list.clone(), Entries::new()));
            lists.len() - 1
        });
        enter(&mut lists[at].1, mark, language);
    }
    let mut names = BTreeMap::new();
    lists.iter_mut().for_each(|(_, entries)| call(entries, "", &mut names, shared));
    let mut maker = Maker { node: NodeId { section: sections[at].id, index: 0 }, language, names: &names, shared };
    for (list, entries) in lists.iter().filter(|(_, entries)| !entries.is_empty()) {
        sections[at].blocks.extend(list.as_ref().map(|head| maker.heading(head)));
        let group = maker.group(entries);
        sections[at].blocks.push(group);
    }
}

fn nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NothingIndexed, span, "no words of the book are marked for the index")
        .hint("mark words: `[Spassky camp]{.index}`, or take the page out")
}

fn missing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingIndex, span, "words are marked for an index, and the contents name none")
        .hint("add `\"index\"` to `back` under `[contents]`")
}

/// Enters a mark under its name.
fn enter(entries: &mut Entries, mark: &Mark, language: &Language) {
    let mut here = entries;
    for (at, (words, name)) in mark.path.iter().enumerate() {
        let last = at + 1 == mark.path.len();
        let known = here.keys().find(|(_, known)| known == name).cloned();
        let sort = mark.sort.as_ref().filter(|_| last).unwrap_or(name);
        let entry = here.entry(known.unwrap_or_else(|| (language.sort_key(sort), name.clone()))).or_default();
        if entry.words.is_empty() {
            entry.words.clone_from(words);
        }
        if last {
            entry.spots.extend(mark.anchor.clone());
            let new = |list: &Vec<Spanned<String>>, to: &Spanned<String>| !list.iter().any(|known| known.value == to.value);
            entry.see.extend(mark.see.clone().filter(|to| new(&entry.see, to)));
            entry.also.extend(mark.also.clone().filter(|to| new(&entry.also, to)));
        }
        here = &mut entry.below;
    }
}

/// Gives every entry its place, which others send the reader to.
fn call(entries: &mut Entries, outer: &str, names: &mut BTreeMap<String, Anchor>, shared: &mut Shared<'_>) {
    for ((_, name), entry) in entries {
        let whole = if outer.is_empty() { name.clone() } else { format!("{outer}{BELOW}{name}") };
        let anchor = shared.labels.own("entry", &whole, "");
        entry.anchor = Some(anchor.clone());
        call(&mut entry.below, &whole, names, shared);
        names.entry(whole).or_insert(anchor);
    }
}

struct Maker<'a, 'b, 'c> {
    node: NodeId,
    language: &'a Language,
    names: &'a BTreeMap<String, Anchor>,
    shared: &'b mut Shared<'c>,
}

impl Maker<'_, '_, '_> {
    fn block(&self, anchor: Option<Anchor>, kind: BlockKind) -> book::Block {
        book::Block { id: self.node, origin: None, language: None, anchor, kind }
    }

    fn heading(&self, head: &Spanned<String>) -> book::Block {
        let content = vec![book::Inline { origin: Some(head.span), kind: Set::Text(head.value.clone()) }];
        let heading = book::Heading { level: 2, id: self.node, label: None, number: None, content, origin: Some(head.span) };
        self.block(None, BlockKind::Heading(heading))
    }

    fn group(&mut self, entries: &Entries) -> book::Block {
        let mut blocks = Vec::new();
        for entry in entries.values() {
            let words = self.entry(entry);
            blocks.push(self.block(entry.anchor.clone(), BlockKind::Paragraph(words)));
            if !entry.below.is_empty() {
                blocks.push(self.group(&entry.below));
            }
        }
        self.block(None, BlockKind::Group { role: Role::Index, blocks })
    }

    /// "Spassky camp, 9, 12–14; see also Karlag"
    fn entry(&mut self, entry: &Entry) -> Vec<book::Inline> {
        let mut words = entry.words.clone();
        if !entry.spots.is_empty() {
            words.push(book::Inline::text(", "));
            // Where pages are not known, the first place is led to by a sign.
            let start = Place { node: self.node, offset: 0 };
            let places = entry.spots.iter().map(|spot| (spot.clone(), start)).collect();
            let pages = PageOf { places, one: String::new(), many: String::new(), otherwise: "•".to_owned() };
            words.push(book::Inline { origin: None, kind: Set::PageOf(pages) });
        }
        self.elsewhere(Term::See, if entry.spots.is_empty() { ", " } else { "; " }, &entry.see, &mut words);
        self.elsewhere(Term::SeeAlso, "; ", &entry.also, &mut words);
        words
    }

    /// "see Camp no. 99; Karlag"
    fn elsewhere(&mut self, term: Term, before: &str, entries: &[Spanned<String>], words: &mut Vec<book::Inline>) {
        for (at, to) in entries.iter().enumerate() {
            words.push(book::Inline::text(if at == 0 { before } else { "; " }));
            if at == 0 {
                let term = vec![book::Inline::text(self.language.term(term))];
                words.extend([book::Inline { origin: None, kind: Set::Emphasis(term) }, book::Inline::text(" ")]);
            }
            let name = to.value.split(BELOW).map(str::trim).collect::<Vec<_>>();
            let shown = vec![book::Inline { origin: Some(to.span), kind: Set::Text(name.join(", ")) }];
            match self.names.get(&name.join(&BELOW.to_string())) {
                Some(anchor) => {
                    let target = Target::Anchor(anchor.clone());
                    words.push(book::Inline { origin: Some(to.span), kind: Set::Link { target, content: shown } });
                }
                None => {
                    let finding = Diagnostic::new(Code::UnknownEntry, to.span, format!("the index has no entry `{}`", to.value));
                    self.shared.found.push(finding.nearest(&to.value, self.names.keys().map(String::as_str)));
                    words.extend(shown);
                }
            }
        }
    }
}
