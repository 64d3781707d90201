//! Inlines as written ↔ the runs of words that citations are made of.
//!
//! In: prefix and suffix of a citation, or its worded runs. Out: runs for the wording, or inlines of the book. What
//! can't stand in a citation is a finding.

use std::collections::BTreeMap;

use super::setter::Setter;
use super::{typography, url};
use crate::book::{self, Anchor, InlineKind as Set, Target};
use crate::cite::{Link, Look, Run, Shift};
use crate::diag::{Code, Diagnostic};
use crate::locale::Language;
use crate::manuscript::{Inline, InlineKind};
use crate::source::Span;

impl<'a> Setter<'a, '_> {
    /// The runs of a prefix or suffix.
    pub(super) fn runs(&mut self, content: &'a [Inline]) -> Vec<Run> {
        let mut runs = Vec::new();
        self.push_runs(content, Look::default(), None, &mut runs);
        runs
    }

    fn push_runs(&mut self, content: &'a [Inline], look: Look, link: Option<&Link>, runs: &mut Vec<Run>) {
        for inline in content {
            let mut push = |text: &str| push_run(runs, Run { text: text.to_owned(), look, link: link.cloned() });
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Literal(text) | InlineKind::Code(text) => push(text),
                InlineKind::SoftBreak | InlineKind::HardBreak => push(" "),
                InlineKind::Emphasis(inner) => self.push_runs(inner, Look { italic: !look.italic, ..look }, link, runs),
                InlineKind::Strong(inner) => self.push_runs(inner, Look { bold: true, ..look }, link, runs),
                InlineKind::Superscript(inner) => self.push_runs(inner, Look { shift: Shift::Superscript, ..look }, link, runs),
                InlineKind::Subscript(inner) => self.push_runs(inner, Look { shift: Shift::Subscript, ..look }, link, runs),
                InlineKind::Link { target, content } => match url::absolute(&target.value) {
                    Some(url) => self.push_runs(content, look, Some(&Link::Url(url)), runs),
                    None => match url::fault(&target.value) {
                        Some(cause) => self.report(super::references::bad_address(target.value.trim(), cause, target.span)),
                        None => self.not_in_citation(inline, "a link inside the book"),
                    },
                },
                InlineKind::Span { attributes, content } => {
                    let small =
                        attributes.classes.iter().any(|c| self.shared.roles.words(&c.value) == Some(super::roles::WordRole::SmallCaps));
                    self.push_runs(content, Look { small_caps: small || look.small_caps, ..look }, link, runs);
                }
                InlineKind::Value(value) => {
                    if let Some(text) = self.value_words(value, inline.span) {
                        push(&text);
                    }
                }
                InlineKind::Struck(_) => self.not_in_citation(inline, "a struck word"),
                InlineKind::Picture(_) => self.not_in_citation(inline, "a picture"),
                InlineKind::NoteReference(_) | InlineKind::InlineNote(_) => self.not_in_citation(inline, "a note"),
                InlineKind::Citation(_) => self.not_in_citation(inline, "another citation"),
            }
        }
    }

    fn not_in_citation(&mut self, inline: &Inline, what: &str) {
        let finding = Diagnostic::new(Code::BadCitation, inline.span, format!("{what} can't stand inside a citation's brackets"));
        self.report(finding.hint("write it outside the brackets; divide sources with `;`"));
    }
}

fn push_run(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut().filter(|last| last.look == run.look && last.link == run.link) {
        Some(last) => last.text.push_str(&run.text),
        None => runs.push(run),
    }
}

/// Runs with quotes, dashes and spaces in the language's form. After the locator is taken off, which is read as typed.
pub(super) fn typeset(mut runs: Vec<Run>, place: Span, language: &Language) -> Vec<Run> {
    let mut words: Vec<book::Inline> =
        runs.iter_mut().map(|run| book::Inline { origin: Some(place), kind: Set::Text(std::mem::take(&mut run.text)) }).collect();
    typography::run(&mut words, language);
    for (run, inline) in runs.iter_mut().zip(words) {
        if let Set::Text(text) = inline.kind {
            run.text = text;
        }
    }
    runs
}

/// The inlines of worded runs. A link to an entry that the book has not is left out; its words stay.
pub(super) fn inlines(runs: &[Run], entries: &BTreeMap<String, Anchor>) -> Vec<book::Inline> {
    let mut made: Vec<book::Inline> = Vec::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|run| run.link == first.link).count();
        let words = rest[..same].iter().filter(|run| !run.text.is_empty()).map(look);
        let target = match &first.link {
            Some(Link::Entry(key)) => entries.get(key).cloned().map(Target::Anchor),
            Some(Link::Url(url)) => url::absolute(url).map(Target::Url),
            None => None,
        };
        match target {
            Some(target) => made.push(book::Inline { origin: None, kind: Set::Link { target, content: words.collect() } }),
            None => made.extend(words),
        }
        rest = &rest[same..];
    }
    made
}

fn look(run: &Run) -> book::Inline {
    let mut words = book::Inline::text(run.text.clone());
    let wrap = |kind| book::Inline { origin: None, kind };
    if run.look.small_caps {
        words = wrap(Set::SmallCaps(vec![words]));
    }
    match run.look.shift {
        Shift::None => {}
        Shift::Superscript => words = wrap(Set::Superscript(vec![words])),
        Shift::Subscript => words = wrap(Set::Subscript(vec![words])),
    }
    if run.look.italic {
        words = wrap(Set::Emphasis(vec![words]));
    }
    if run.look.bold {
        words = wrap(Set::Strong(vec![words]));
    }
    words
}
