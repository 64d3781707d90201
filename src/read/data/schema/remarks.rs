//! What a schema says of a column, row or cell beside its type: source, note, precision, what contradicts it.
//!
//! In: a table of the schema. Out: [`Remarks`]. A source is written as in the text, with or without brackets and `@`:
//! `"article, p. 3"`, `"[@a, fol. 47; @b]"`.

use super::super::tree::{Kind, Node};
use super::walk::{Entries, Walk, get};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Citation, CitationMode, CiteItem, Inline, InlineKind, Precision, Remarks};
use crate::source::{Source, Span, Spanned};

/// The keys of remarks.
pub(super) const KEYS: [&str; 4] = ["source", "note", "precision", "conflicts-with"];

impl Walk<'_> {
    /// The remarks in a table.
    pub(super) fn remarks(&mut self, entries: Entries<'_>) -> Remarks {
        let source = self.word_unless_table(entries, "source");
        let precision = self.word_unless_table(entries, "precision");
        let note = self.word_unless_table(entries, "note");
        Remarks {
            source: source.and_then(|typed| citation(self.sources(&typed), typed.span)),
            note: note.map(|typed| self.note(&typed)),
            precision: precision.and_then(|typed| self.precision(&typed)),
            conflicts: self.word(entries, "conflicts-with"),
        }
    }

    /// A column's remark may be `{ column = "…" }` instead: then it is the field's affair.
    fn word_unless_table(&mut self, entries: Entries<'_>, key: &str) -> Option<Spanned<String>> {
        match get(entries, key)? {
            Node { kind: Kind::Table(_), .. } => None,
            node => self.text(key, node),
        }
    }

    /// How exact something is.
    pub(super) fn precision(&mut self, typed: &Spanned<String>) -> Option<Spanned<Precision>> {
        let known = Precision::ALL.iter().find(|(name, _)| *name == typed.value).map(|(_, precision)| *precision);
        if known.is_none() {
            self.never(typed, "precision", &Precision::ALL.map(|(name, _)| name));
        }
        known.map(|precision| Spanned::new(precision, typed.span))
    }

    /// The sources of a text.
    pub(super) fn sources(&mut self, typed: &Spanned<String>) -> Vec<CiteItem> {
        let (items, fault) = sources(self.source, typed);
        if let Some(place) = fault {
            let finding = Diagnostic::new(Code::WrongValue, place, format!("`{}` names no source", typed.value));
            self.report(finding.hint("write a source's key, and the place in it after a comma: `\"report1946, fol. 3\"`"));
        }
        items
    }

    /// A note, read as Markdown.
    pub(super) fn note(&mut self, typed: &Spanned<String>) -> Spanned<Vec<Inline>> {
        let (words, found) = markdown(self.source, typed);
        self.found.extend(found);
        Spanned::new(words, typed.span)
    }
}

/// A citation of these sources, as brackets would make it.
pub(in crate::read::data) fn citation(items: Vec<CiteItem>, span: Span) -> Option<Spanned<Citation>> {
    let citation = |items| Citation { mode: CitationMode::Bracketed, items, attributes: Attributes::default() };
    (!items.is_empty()).then(|| Spanned::new(citation(items), span))
}

/// The place of the words themselves, where they stand in the file as they are.
pub(in crate::read::data) fn inner(source: &Source, typed: &Spanned<String>) -> Option<Span> {
    let at = source.slice(typed.span).find(&typed.value)?;
    let start = typed.span.range().start + at;
    Some(Span::new(typed.span.file, start..start + typed.value.len()))
}

/// Words read as inline Markdown; where they do not stand in the file as they are (escapes), as plain words.
pub(in crate::read::data) fn markdown(source: &Source, typed: &Spanned<String>) -> (Vec<Inline>, Vec<Diagnostic>) {
    match inner(source, typed) {
        Some(place) => crate::read::inline(source, place.range()),
        None => (vec![Inline { kind: InlineKind::Text(typed.value.clone()), span: typed.span }], Vec::new()),
    }
}

/// The sources that a text names, and the place of the first part that names none.
pub(in crate::read::data) fn sources(source: &Source, typed: &Spanned<String>) -> (Vec<CiteItem>, Option<Span>) {
    let place = inner(source, typed);
    let bare = typed.value.trim_start_matches('[').trim_end_matches(']');
    let mut fault = None;
    let mut items = Vec::new();
    for part in bare.split(';') {
        let (key, rest) = part.split_once(',').map_or((part, None), |(key, rest)| (key, Some(rest)));
        let key = key.trim().trim_start_matches('@').trim_start_matches('{').trim_end_matches('}');
        let span = |text: &str| {
            let offset = text.as_ptr() as usize - typed.value.as_ptr() as usize;
            place.map_or(typed.span, |place| {
                let start = place.range().start + offset;
                Span::new(place.file, start..start + text.len())
            })
        };
        if key.is_empty() || key.contains(char::is_whitespace) {
            fault = fault.or(Some(span(part)));
            continue;
        }
        let words = |rest: &str| Inline { kind: InlineKind::Text(format!(", {}", rest.trim())), span: span(rest) };
        let suffix = rest.map(words).into_iter().collect();
        items.push(CiteItem { key: Spanned::new(key.to_owned(), span(key)), suppress_author: false, prefix: Vec::new(), suffix });
    }
    (items, fault)
}
