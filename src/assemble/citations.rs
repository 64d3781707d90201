//! Citations: asked for in the order of the text, worded once, put back in their places.
//!
//! In: citations as typed. Out: a [`Request`] each, and an empty spot that waits; [`fill`] puts the words in. In a note
//! style a citation outside a note makes a note of its own, and the punctuation after it comes before its mark; inside
//! a note it joins that note. A key that is a label is no citation ([`super::references`]).

use super::runs;
use super::setter::{Part, Setter, Shared};
use super::walk;
use crate::book::{self, Anchor, InlineKind as Set};
use crate::cite::{Request, RequestItem, Worded, split_locator};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Citation, CitationMode, CiteItem, Inline, InlineKind};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

/// What closes a phrase and comes before a note's mark.
const CLOSING: &str = ".,;:!?…)]}\"”’»'";

impl<'a> Setter<'a, '_> {
    /// Sets a citation or a reference. Returns how many bytes of the next text it took.
    pub(super) fn citation(&mut self, citation: &'a Citation, span: Span, next: Option<&'a Inline>, set: &mut Vec<book::Inline>) -> usize {
        self.known(&citation.attributes, &["page"], &[], "the citation");
        if self.reference(citation, span, set) {
            return 0;
        }
        let Some(items) = self.items(&citation.items) else { return 0 };
        if citation.attributes.has("page") {
            let finding =
                Diagnostic::new(Code::UnknownLabel, span, "the page of a source can't be told: `.page` is for labels of the book");
            self.report(finding.hint("write the page after the key: `[@key, p. 12]`"));
        }
        let in_sentence = citation.mode == CitationMode::InSentence;
        if self.in_note.is_some() || !self.shared.notes_style {
            let part = if in_sentence { Part::Both } else { Part::Content };
            let request = self.request(items, in_sentence, false, self.in_note);
            let spot = self.spot(request, part, &citation.items);
            set.push(spot);
            return 0;
        }
        let request = self.shared.requests.len();
        if in_sentence {
            let author = self.spot(request, Part::Author, &citation.items);
            set.push(author);
        } else {
            trim_end(set);
        }
        let taken = closing(set, next);
        if let Some((text, place)) = taken {
            super::inline::push_text(set, text, place);
        }
        let note = self.made_note(span, |setter, number| {
            let request = setter.request(items, in_sentence, true, Some(number));
            vec![if in_sentence { setter.bare_spot(request) } else { setter.spot(request, Part::Content, &citation.items) }]
        });
        set.push(book::Inline { origin: Some(span), kind: Set::Note(note) });
        taken.map_or(0, |(text, _)| text.len())
    }

    /// Several sources in one citation; places in the same source stand together.
    pub(super) fn sources(&mut self, sources: &[&'a Spanned<Citation>], set: &mut Vec<book::Inline>) {
        let mut items: Vec<RequestItem> = Vec::new();
        for source in sources {
            for item in self.items(&source.value.items).unwrap_or_default() {
                if !items.iter_mut().any(|known| joined(known, &item)) {
                    items.push(item);
                }
            }
        }
        if items.is_empty() {
            return;
        }
        let request = self.request(items, false, false, self.in_note);
        let typed: Vec<CiteItem> = sources.iter().flat_map(|source| source.value.items.iter().cloned()).collect();
        let spot = self.spot(request, Part::Content, &typed);
        set.push(spot);
    }

    fn request(&mut self, items: Vec<RequestItem>, in_sentence: bool, alone: bool, note: Option<u32>) -> usize {
        let language = self.language.clone();
        self.shared.requests.push(Request { items, in_sentence, alone, note, chapter: self.shared.section, language });
        self.shared.requests.len() - 1
    }

    /// An empty spot that the sources' entries link back to.
    fn spot(&mut self, request: usize, part: Part, items: &[CiteItem]) -> book::Inline {
        let first = items.first().map_or("", |item| item.key.value.as_str());
        let times = self.times.entry(first.to_owned()).or_default();
        *times += 1;
        let name = if *times == 1 { format!("{}-{first}", self.slug) } else { format!("{}-{first}-{times}", self.slug) };
        let anchor = self.shared.labels.own("cite", &name, "");
        for item in items {
            let cited = self.shared.cited.entry(item.key.value.clone()).or_default();
            if cited.last() != Some(&anchor) {
                cited.push(anchor.clone());
            }
        }
        self.waiting(anchor, request, part)
    }

    /// An empty spot beside the one that entries link back to.
    fn bare_spot(&mut self, request: usize) -> book::Inline {
        let anchor = self.shared.labels.own("cite", &format!("{}-note", self.slug), "");
        self.waiting(anchor, request, Part::Content)
    }

    fn waiting(&mut self, anchor: Anchor, request: usize, part: Part) -> book::Inline {
        self.shared.spots.insert(anchor.clone(), (request, part));
        book::Inline { origin: None, kind: Set::Anchored { anchor, content: Vec::new() } }
    }

    fn items(&mut self, typed: &'a [CiteItem]) -> Option<Vec<RequestItem>> {
        let unknown: Vec<&CiteItem> = typed.iter().filter(|item| !self.shared.records.by_key.contains_key(&item.key.value)).collect();
        // A label that is typed where the file could not be read is none that lacks.
        for item in unknown.iter().filter(|item| !self.shared.gaps.label(&item.key.value)) {
            let finding = unknown_key(self.shared, item);
            self.report(finding);
        }
        if !unknown.is_empty() {
            return None;
        }
        Some(typed.iter().map(|item| self.item(item)).collect())
    }

    fn item(&mut self, item: &'a CiteItem) -> RequestItem {
        let prefix = self.runs(&item.prefix);
        let suffix = self.runs(&item.suffix);
        let (locator, suffix) = split_locator(suffix, &self.language);
        let (prefix, suffix) = (runs::typeset(prefix, item.key.span, &self.language), runs::typeset(suffix, item.key.span, &self.language));
        RequestItem { key: item.key.value.clone(), locator, prefix, suffix, suppress_author: item.suppress_author }
    }
}

/// Adds a place to one in the same source; whether that could be done.
fn joined(known: &mut RequestItem, item: &RequestItem) -> bool {
    let bare = |item: &RequestItem| item.prefix.is_empty() && item.suffix.is_empty();
    if known.key != item.key || !bare(known) || !bare(item) {
        return false;
    }
    match (&mut known.locator, &item.locator) {
        (known, other) if known.as_ref() == other.as_ref() => true,
        (Some(known), Some(other)) if known.kind == other.kind => {
            known.value = format!("{}, {}", known.value, other.value);
            true
        }
        (Some(_) | None, Some(_) | None) => false,
    }
}

/// What to say of a key that is neither a source nor a label.
pub(super) fn unknown_key(shared: &Shared<'_>, item: &CiteItem) -> Diagnostic {
    let key = &item.key.value;
    if ["tbl-", "fig-", "sec-", "eq-"].iter().any(|prefix| key.starts_with(prefix)) {
        return Diagnostic::new(Code::UnknownLabel, item.key.span, format!("the book has no label `{key}`"))
            .nearest(key, shared.labels.typed_ids())
            .hint(format!("write `{{#{key}}}` on what is meant"));
    }
    let known = shared.records.by_key.keys().map(String::as_str).chain(shared.labels.typed_ids());
    Diagnostic::new(Code::UnknownCitation, item.key.span, format!("no source has the key `{key}`"))
        .nearest(key, known)
        .hint("add the source to a file of `[bibliography] files`; for a plain `@`, write `\\@`")
}

/// The space before a citation goes: its mark follows the word.
fn trim_end(set: &mut Vec<book::Inline>) {
    if let Some(book::Inline { origin: Some(_), kind: Set::Text(words) }) = set.last_mut() {
        words.truncate(words.trim_end().len());
        if words.is_empty() {
            set.pop();
        }
    }
}

/// The punctuation right after a citation, which comes before its mark; nothing where the words before end in
/// such a sign already.
fn closing<'a>(set: &[book::Inline], next: Option<&'a Inline>) -> Option<(&'a str, Span)> {
    let Inline { kind: InlineKind::Text(text), span } = next? else { return None };
    let end = text.find(|c| !CLOSING.contains(c)).unwrap_or(text.len());
    let mut taken = &text[..end];
    if text[end..].starts_with(char::is_alphanumeric) {
        taken = taken.trim_end_matches(['\'', '’']);
    }
    if let Some(book::Inline { kind: Set::Text(words), .. }) = set.last()
        && words.ends_with(['.', ',', ';', ':', '!', '?', '…'])
        && taken.starts_with(['.', ',', ';', ':', '!', '?', '…'])
    {
        return None;
    }
    let place =
        if span.range().len() == text.len() { Span::new(span.file, span.range().start..span.range().start + taken.len()) } else { *span };
    (!taken.is_empty()).then_some((taken, place))
}

/// Puts the worded citations into their spots. `entries` are the anchors of the bibliography's entries.
pub(super) fn fill(sections: &mut [book::Section], shared: &Shared<'_>, worded: &Worded, entries: &BTreeMap<String, Anchor>) {
    for section in sections {
        walk::inlines_mut(section, &mut |inline| {
            let Set::Anchored { anchor, content } = &mut inline.kind else { return };
            let Some((request, part)) = shared.spots.get(anchor) else { return };
            let Some(words) = worded.citations.get(*request) else { return };
            let author = runs::inlines(&words.author, entries);
            let rest = runs::inlines(&words.content, entries);
            *content = match part {
                Part::Author => author,
                Part::Content => rest,
                Part::Both if author.is_empty() || rest.is_empty() => author.into_iter().chain(rest).collect(),
                Part::Both => author.into_iter().chain([book::Inline::text(" ")]).chain(rest).collect(),
            };
        });
    }
}
