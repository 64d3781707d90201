//! References and links: to labels, chapters, pages, and out of the book.
//!
//! In: `@tbl-x`, `[@sec-x]{.page}`, `[words](#id)`, `[words](chapter.md#id)`, URLs. Out: links to anchors, sections and
//! addresses. What leads nowhere is reported with the nearest known name.

use super::labels::{Label, LabelKind, Lost};
use super::setter::Setter;
use super::url;
use crate::book::{self, InlineKind as Set, NodeId, PageOf, Place, Target};
use crate::diag::{Code, Diagnostic, unprintable};
use crate::locale::Term;
use crate::manuscript::{Citation, CiteItem, Inline};
use crate::source::{FileId, Span, Spanned};

impl<'a> Setter<'a, '_> {
    /// Sets a citation whose keys are labels. False where it is a citation of sources.
    pub(super) fn reference(&mut self, citation: &'a Citation, span: Span, set: &mut Vec<book::Inline>) -> bool {
        let named: Vec<&CiteItem> = citation.items.iter().filter(|item| self.shared.labels.is_typed(&item.key.value)).collect();
        let labels = named.len();
        if labels == 0 {
            return false;
        }
        for item in named {
            if let Some(record) = self.shared.records.by_key.get(&item.key.value) {
                let message = format!("`{}` is a label and a source", item.key.value);
                let finding = Diagnostic::new(Code::AmbiguousKey, item.key.span, message).label(record.span, "the source");
                self.report(finding.hint("rename the label"));
            }
        }
        if labels < citation.items.len() {
            let finding = Diagnostic::new(Code::BadCitation, span, "a reference and a source stand in one pair of brackets");
            self.report(finding.hint("write them in brackets of their own"));
            return true;
        }
        for (i, item) in citation.items.iter().enumerate() {
            if i > 0 {
                set.push(book::Inline::text("; "));
            }
            let before = self.inlines(&item.prefix);
            if !before.is_empty() {
                set.extend(before);
                set.push(book::Inline::text(" "));
            }
            self.label(item, citation.attributes.has("page"), set);
            set.extend(self.inlines(&item.suffix));
        }
        true
    }

    fn label(&mut self, item: &CiteItem, page: bool, set: &mut Vec<book::Inline>) {
        let (key, span) = (&item.key.value, item.key.span);
        let Some(label) = self.find(key, span, Code::UnknownLabel) else { return };
        let kind = if page {
            Set::PageOf(PageOf {
                // Where it stands is known when all nodes have numbers.
                places: vec![(label.anchor.clone(), Place { node: NodeId { section: self.id, index: 0 }, offset: 0 })],
                one: self.language.term(Term::Page).to_owned(),
                many: self.language.term(Term::Pages).to_owned(),
                otherwise: named(&label, key),
            })
        } else {
            let number = label.number.filter(|_| item.suppress_author).map(|n| n.to_string());
            let words = number.unwrap_or_else(|| named(&label, key));
            // A heading's words are the author's; a number's label is recto's.
            let origin = label.number.is_none().then_some(span);
            let content = vec![book::Inline { origin, kind: Set::Text(words) }];
            Set::Link { target: target(&label), content }
        };
        set.push(book::Inline { origin: Some(span), kind });
    }

    /// The label that an id means here; reported where there is none or more than one.
    fn find(&mut self, id: &str, span: Span, code: Code) -> Option<Label> {
        let file = self.file.map_or(FileId::MANIFEST, |f| f.file);
        match self.shared.labels.find(id, self.id, file) {
            Ok(label) => Some(label.clone()),
            Err(Lost::Unknown) if self.shared.gaps.label(id) => None,
            Err(Lost::Unknown) => {
                let finding = Diagnostic::new(code, span, format!("the book has no label `{id}`"));
                let finding = finding.nearest(id, self.shared.labels.ids());
                self.report(finding.hint(format!("write `{{#{id}}}` on what is meant")));
                None
            }
            Err(Lost::Ambiguous(places)) => {
                let mut finding = Diagnostic::new(Code::AmbiguousLabel, span, format!("`{id}` stands in several chapters"));
                for place in places {
                    finding = finding.label(place, "here");
                }
                self.report(finding.hint("name the chapter's file before it, `chapter.md#id`, or rename one of them"));
                None
            }
        }
    }

    /// Sets a link.
    pub(super) fn link(&mut self, typed: &'a Spanned<String>, span: Span, content: &'a [Inline], set: &mut Vec<book::Inline>) {
        let mut words = self.inlines(content);
        let Some((target, name)) = self.target(typed) else { return set.append(&mut words) };
        if words.is_empty() {
            words = vec![book::Inline::text(name)];
        } else if let [book::Inline { origin, kind: Set::Text(text) }] = words.as_mut_slice() {
            // An address as its own words is no prose.
            if typed.value.trim_start_matches("mailto:") == text.trim_start_matches("mailto:") {
                *origin = None;
            }
        }
        set.push(book::Inline { origin: Some(span), kind: Set::Link { target, content: words } });
    }

    /// Where a target leads, and the name of what is there.
    fn target(&mut self, typed: &Spanned<String>) -> Option<(Target, String)> {
        let address = typed.value.trim();
        if let Some(c) = unprintable(&typed.value) {
            let place = self.shared.sources.get(typed.span.file).and_then(|source| source.place_of(typed.span, c)).unwrap_or(typed.span);
            self.report(Diagnostic::control_character(c, place));
            return None;
        }
        if let Some(cause) = url::fault(address) {
            self.report(bad_address(address, cause, typed.span));
            return None;
        }
        if let Some(url) = url::absolute(address) {
            return Some((Target::Url(url), address.to_owned()));
        }
        if url::scheme(address).is_none() && address.contains('@') && !address.contains(['/', '#']) {
            return url::absolute(&format!("mailto:{address}")).map(|url| (Target::Url(url), address.to_owned()));
        }
        if address.is_empty() || address == "#" || address.starts_with("//") || url::scheme(address).is_some() {
            let message =
                if address.is_empty() { "the link leads nowhere".to_owned() } else { format!("a book can't lead to `{address}`") };
            let finding = Diagnostic::new(Code::BadLink, typed.span, message);
            self.report(finding.hint("write an address that begins with `https://`, a label `#id`, or a chapter's file"));
            return None;
        }
        match address.split_once('#') {
            Some(("", id)) => {
                let id = url::decode(id);
                let label = self.find(&id, typed.span, Code::DanglingLink)?;
                Some((target(&label), named(&label, &id)))
            }
            Some((path, id)) => self.in_file(path, Some(&url::decode(id)), typed.span),
            None => self.in_file(address, None, typed.span),
        }
    }

    fn in_file(&mut self, path: &str, id: Option<&str>, span: Span) -> Option<(Target, String)> {
        let typed = url::decode(path);
        let Ok(path) = self.file?.path.beside(&typed) else {
            let finding = Diagnostic::new(Code::PathOutsideBook, span, format!("`{typed}` leads out of the book's folder"));
            self.report(finding.hint("lead to a chapter of this book, or to an address that begins with `https://`"));
            return None;
        };
        if path.as_str().is_empty() {
            let finding = Diagnostic::new(Code::DanglingLink, span, format!("`{typed}` is the book's folder, and no chapter"));
            self.report(finding.hint("lead to a file that `[contents]` names, or to an address that begins with `https://`"));
            return None;
        }
        match self.shared.labels.find_in(&path, id) {
            Some(Ok(label)) => Some((target(label), named(label, id.unwrap_or_default()))),
            Some(Err(section)) => Some((Target::Section(section), path.stem().to_owned())),
            None if self.shared.labels.has_file(&path) => {
                let id = id.unwrap_or_default();
                if self.shared.gaps.label(id) {
                    return None;
                }
                let finding = Diagnostic::new(Code::DanglingLink, span, format!("`{path}` has no label `{id}`"));
                let finding = finding.nearest(id, self.shared.labels.ids());
                self.report(finding.hint("check the id: a heading's is its words in lower case with hyphens between"));
                None
            }
            None => {
                let finding = Diagnostic::new(Code::DanglingLink, span, format!("`{path}` is no chapter of the book"));
                let finding = finding.nearest(path.as_str(), self.shared.labels.files());
                self.report(finding.hint("lead to a file that `[contents]` names, or to an address that begins with `https://`"));
                None
            }
        }
    }
}

/// An address that is none.
pub(super) fn bad_address(address: &str, cause: &str, place: Span) -> Diagnostic {
    let shown: String = address.chars().take(80).collect();
    let shown = if shown.len() < address.len() { format!("{shown}…") } else { shown };
    Diagnostic::new(Code::BadLink, place, format!("`{shown}` is no address ({cause})")).hint("compare it with the page that it leads to")
}

fn target(label: &Label) -> Target {
    match label.kind {
        LabelKind::Chapter => Target::Section(label.section),
        LabelKind::Heading | LabelKind::Table | LabelKind::Figure | LabelKind::Place => Target::Anchor(label.anchor.clone()),
    }
}

fn named(label: &Label, id: &str) -> String {
    if label.words.is_empty() { id.to_owned() } else { label.words.clone() }
}
