//! Inlines as written → inlines of the book.
//!
//! In: the words of a paragraph, heading, cell or caption. Out: the same with notes numbered, references worded, values
//! filled; citations leave a spot that waits for its wording. Words that typography must leave alone (literals, values,
//! what recto words itself) have no origin: that is the mark [`super::typography`] goes by.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::roles::WordRole;
use super::setter::Setter;
use crate::book::{self, InlineKind as Set};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Inline, InlineKind};
use crate::source::Span;

/// What may stand on words that are marked for the index.
const ON_INDEXED: [&str; 7] = ["lang", "custom-style", "entry", "in", "see", "see-also", "sort"];

impl<'a> Setter<'a, '_> {
    /// Sets inlines.
    pub(super) fn inlines(&mut self, content: &'a [Inline]) -> Vec<book::Inline> {
        let mut set = Vec::with_capacity(content.len());
        // Bytes of the next text that were moved before a citation's mark.
        let mut moved = 0;
        for (i, inline) in content.iter().enumerate() {
            let taken = std::mem::take(&mut moved);
            match &inline.kind {
                InlineKind::Citation(citation) => moved = self.citation(citation, inline.span, content.get(i + 1), &mut set),
                InlineKind::Value(value) => moved = self.value(value, inline.span, content.get(i + 1), &mut set),
                _ => self.inline(inline, taken, &mut set),
            }
        }
        set
    }

    fn inline(&mut self, inline: &'a Inline, taken: usize, set: &mut Vec<book::Inline>) {
        let span = inline.span;
        let kind = match &inline.kind {
            InlineKind::Text(text) => return push_text(set, &text[taken..], rest(span, text, taken)),
            InlineKind::SoftBreak => return push_text(set, " ", span),
            InlineKind::Literal(text) => return set.push(book::Inline::text(composed(text))),
            InlineKind::HardBreak => Set::Break,
            InlineKind::Emphasis(inner) => Set::Emphasis(self.inlines(inner)),
            InlineKind::Strong(inner) => Set::Strong(self.inlines(inner)),
            InlineKind::Struck(inner) => Set::Struck(self.inlines(inner)),
            InlineKind::Superscript(inner) => Set::Superscript(self.inlines(inner)),
            InlineKind::Subscript(inner) => Set::Subscript(self.inlines(inner)),
            InlineKind::Code(text) => Set::Code(text.clone()),
            InlineKind::Link { target, content } => return self.link(target, span, content, set),
            InlineKind::Picture(picture) => match self.inline_picture(picture) {
                Some(illustration) => self.placed(picture.span, Set::Picture(illustration)),
                None => return,
            },
            InlineKind::NoteReference(name) => match self.named_note(name, span) {
                Some(id) => Set::Note(id),
                None => return,
            },
            InlineKind::InlineNote(content) => match self.inline_note(span, content) {
                Some(id) => Set::Note(id),
                None => return,
            },
            InlineKind::Citation(citation) => {
                self.citation(citation, span, None, set);
                return;
            }
            InlineKind::Value(value) => {
                self.value(value, span, None, set);
                return;
            }
            InlineKind::Span { attributes, content } => return self.span(attributes, span, content, set),
        };
        set.push(book::Inline { origin: Some(span), kind });
    }

    /// `[words]{.role lang=ru #id}`: the words, then their look, their language, and the place outermost.
    fn span(&mut self, attributes: &'a Attributes, span: Span, content: &'a [Inline], set: &mut Vec<book::Inline>) {
        let language = self.typed_language(attributes.get("lang"));
        let mut words = self.inlines_in(language.as_ref(), content);
        let wrap = |kind| vec![book::Inline { origin: Some(span), kind }];
        if self.small_caps(attributes) {
            words = wrap(Set::SmallCaps(words));
        }
        if let Some(language) = language {
            words = wrap(Set::Foreign { language, content: words });
        }
        if self.indexed(attributes)
            && let Some(anchor) = self.index(attributes, span, content, &words)
        {
            words = wrap(Set::Anchored { anchor, content: words });
        }
        if let Some(anchor) = self.anchor(span) {
            words = wrap(Set::Anchored { anchor, content: words });
        }
        set.append(&mut words);
    }

    /// A thing in its anchor, where an id was typed on it.
    fn placed(&mut self, span: Span, kind: Set) -> Set {
        match self.anchor(span) {
            Some(anchor) => Set::Anchored { anchor, content: vec![book::Inline { origin: Some(span), kind }] },
            None => kind,
        }
    }

    /// Reads the classes of words; true where they are small capitals.
    fn small_caps(&mut self, attributes: &'a Attributes) -> bool {
        let mut small = false;
        for class in attributes.classes.iter().chain(attributes.get("custom-style")) {
            match self.shared.roles.words(&class.value) {
                Some(WordRole::SmallCaps) => small = true,
                Some(WordRole::Plain | WordRole::Index) => {}
                Some(WordRole::Page) => {
                    let finding = Diagnostic::new(Code::NotYet, class.span, "`.page` can stand on one label alone");
                    self.report(finding.hint("write `[@sec-one]{.page}`, and the words round it outside the brackets"));
                }
                None => {
                    let finding = self.shared.roles.unknown(class, "the text");
                    self.report(finding);
                }
            }
        }
        let known: &[&str] = if self.indexed(attributes) { &ON_INDEXED } else { &["lang", "custom-style"] };
        self.pairs(attributes, known, "words");
        small
    }

    /// Whether words are marked for the index.
    fn indexed(&self, attributes: &Attributes) -> bool {
        attributes.classes.iter().any(|class| self.shared.roles.words(&class.value) == Some(WordRole::Index))
    }
}

/// Adds words; to the words before, where both are the author's and follow each other.
pub(super) fn push_text(set: &mut Vec<book::Inline>, text: &str, span: Span) {
    if text.is_empty() {
        return;
    }
    let text = &*composed(text);
    if let Some(book::Inline { origin: Some(before), kind: Set::Text(words) }) = set.last_mut()
        && before.file == span.file
        && before.end <= span.start
    {
        words.push_str(text);
        before.end = span.end;
        return;
    }
    set.push(book::Inline { origin: Some(span), kind: Set::Text(text.to_owned()) });
}

/// Words in NFC: one character for a letter with its mark, as fonts have them.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || unicode_normalization::is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The place of what is left of a text after its first bytes.
fn rest(span: Span, text: &str, taken: usize) -> Span {
    let whole = span.range().len() == text.len();
    if taken > 0 && whole { Span::new(span.file, span.range().start + taken..span.range().end) } else { span }
}
