//! `]`: what the brackets before it are.
//!
//! In the order of trying: a note, a picture, words with attributes, a link, a citation or its place (`@key [p. 3]`),
//! a reference link; else they are plain signs.

use super::super::attributes::{attributes, meant};
use super::citation::Shape;
use super::target::{self, Target};
use super::{Opener, OpenerKind, Piece, Scanner};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Attributes, Citation, CitationMode, CiteItem, Inline, InlineKind, Picture};

impl Scanner<'_, '_> {
    /// Closes the nearest bracket.
    pub(super) fn close(&mut self) {
        let is_bracket = self.openers.last().is_some_and(|opener| !matches!(opener.kind, OpenerKind::Tag(_)));
        let Some(opener) = self.openers.pop_if(|_| is_bracket) else {
            self.at += 1;
            return;
        };
        self.flush();
        self.run = self.at;
        let closed = match opener.kind {
            OpenerKind::Note => self.close_note(&opener),
            OpenerKind::Picture => self.close_picture(&opener) || self.close_after_exclamation(&opener),
            OpenerKind::Bracket { may_link } => {
                self.close_span(&opener)
                    || (may_link && self.close_link(&opener))
                    || self.close_citation(&opener)
                    || (may_link && self.close_reference(&opener))
            }
            OpenerKind::Tag(_) => false,
        };
        if !closed {
            self.at += 1;
        }
    }

    /// The inlines behind an opener, whose own sign is taken away; and how deep they are nested.
    pub(super) fn content(&mut self, opener: &Opener) -> (Vec<Inline>, usize) {
        let children = self.children(opener);
        self.lower(children)
    }

    /// The pieces behind an opener, whose own sign is taken away.
    pub(super) fn children(&mut self, opener: &Opener) -> Vec<Piece> {
        while self.keys.pop_if(|key| *key > opener.piece).is_some() {}
        let children = self.pieces.split_off(opener.piece + 1);
        self.pieces.pop();
        children
    }

    /// Puts what stood from an opener to `end`.
    pub(super) fn put_closed(&mut self, opener: &Opener, end: usize, kind: InlineKind, depth: usize) {
        let span = self.place(opener.range.start..end);
        self.put_nested(Inline { kind, span }, depth);
        self.at = end;
        self.run = end;
    }

    fn close_note(&mut self, opener: &Opener) -> bool {
        let (content, depth) = self.content(opener);
        let end = self.at + 1;
        self.put_closed(opener, end, InlineKind::InlineNote(content), depth);
        true
    }

    fn close_picture(&mut self, opener: &Opener) -> bool {
        let Some(target) = self.target(opener) else { return false };
        let (content, depth) = self.content(opener);
        let (attributes, end) = self.attributes_at(target.end);
        let span = self.place(opener.range.start..end);
        let picture = Picture { span, path: target.address, content, attributes: attributes.unwrap_or_default() };
        self.put_closed(opener, end, InlineKind::Picture(picture), depth);
        true
    }

    /// `Words![@key]`: an exclamation mark, and a bracket of another kind.
    fn close_after_exclamation(&mut self, opener: &Opener) -> bool {
        let sign = opener.range.start..opener.range.start + 1;
        self.pieces[opener.piece] = Piece::Text(sign.clone());
        self.pieces.insert(opener.piece + 1, Piece::Text(sign.end..opener.range.end));
        self.keys.iter_mut().filter(|key| **key > opener.piece).for_each(|key| *key += 1);
        let bracket = Opener { kind: OpenerKind::Bracket { may_link: false }, piece: opener.piece + 1, range: sign.end..opener.range.end };
        self.close_span(&bracket) || self.close_citation(&bracket)
    }

    /// `[words]{…}`; `[@sec-x]{.page}` is a citation with attributes.
    fn close_span(&mut self, opener: &Opener) -> bool {
        let behind = self.at + 1;
        if !self.text[behind..].starts_with('{') || self.text[behind..].starts_with("{{") {
            return false;
        }
        let (Some(attributes), end) = self.attributes_at(behind) else { return false };
        if let [Piece::Key(_)] = self.pieces[opener.piece + 1..] {
            let items = self.items_of(opener);
            let citation = Citation { mode: CitationMode::Bracketed, items, attributes };
            self.put_closed(opener, end, InlineKind::Citation(citation), 0);
            return true;
        }
        let (content, depth) = self.content(opener);
        self.put_closed(opener, end, InlineKind::Span { attributes, content }, depth);
        true
    }

    fn close_link(&mut self, opener: &Opener) -> bool {
        let behind = &self.text[self.at + 1..];
        if !behind.starts_with(['(', '[']) || behind.starts_with("[^") {
            return false;
        }
        let Some(target) = self.target(opener) else { return false };
        self.put_link(opener, target);
        true
    }

    /// `[label][]` and `[label]`
    fn close_reference(&mut self, opener: &Opener) -> bool {
        let Some(target) = self.target(opener) else { return false };
        self.put_link(opener, target);
        true
    }

    fn put_link(&mut self, opener: &Opener, target: Target) {
        let (content, depth) = self.content(opener);
        let span = self.place(opener.range.start..target.end);
        let link = InlineKind::Link { target: target.address, content };
        for outer in self.openers.iter_mut().rev() {
            match &mut outer.kind {
                OpenerKind::Bracket { may_link } if *may_link => *may_link = false,
                OpenerKind::Bracket { .. } => break,
                OpenerKind::Picture | OpenerKind::Note | OpenerKind::Tag(_) => {}
            }
        }
        match self.attributes_at(target.end) {
            (Some(attributes), end) => {
                let content = vec![Inline { kind: link, span }];
                self.put_closed(opener, end, InlineKind::Span { attributes, content }, depth + 1);
            }
            (None, end) => self.put_closed(opener, end, link, depth),
        }
    }

    /// Where a link or picture leads, whose closing bracket stands here.
    fn target(&mut self, opener: &Opener) -> Option<Target> {
        let leaf = self.leaf;
        let behind = self.at + 1;
        if let Some(target) = target::inline(self.text, behind, &|range| leaf.place(range)) {
            if let Some(title) = &target.title {
                self.report(target::title_lost(title.span));
            }
            return Some(target);
        }
        let words = opener.range.end..self.at;
        let (label, end) = match target::label(self.text, behind) {
            Some(label) if label.is_empty() => (words, behind + 2),
            Some(label) => {
                let end = label.end + 1;
                (label, end)
            }
            None => (words, behind),
        };
        let place = self.place(label.clone());
        let address = self.context.reference(&self.text[label], place)?;
        Some(Target { address, title: None, end })
    }

    /// `[see @a, p. 3; @b]`, or the place behind `@key `.
    fn close_citation(&mut self, opener: &Opener) -> bool {
        let shape = self.shape(opener);
        let end = self.at + 1;
        match shape {
            Shape::None => self.close_locator(opener),
            Shape::LocatorFirst => self.close_locator(opener) || self.key_missing(opener),
            Shape::KeyMissing => self.key_missing(opener),
            Shape::Citation if self.close_locator(opener) => true,
            Shape::Citation => {
                let items = self.items_of(opener);
                let citation = Citation { mode: CitationMode::Bracketed, items, attributes: Attributes::default() };
                self.put_closed(opener, end, InlineKind::Citation(citation), 0);
                true
            }
            Shape::TwoKeys => {
                self.malformed(opener, "two keys stand in one part of a citation", "separate the sources with `;`: `[@a; @b]`")
            }
        }
    }

    /// `@key [p. 3]` and `@key [@other]`: the bracket belongs to the key before it.
    fn close_locator(&mut self, opener: &Opener) -> bool {
        let Some(at) = self.key_before(opener) else { return false };
        let end = self.at + 1;
        let mut items = self.items_of(opener);
        while self.keys.pop_if(|index| *index >= at).is_some() {}
        let Some(Piece::Key(key)) = self.pieces.drain(at..).next() else { return false };
        match items.first_mut().filter(|first| first.key.value.is_empty()) {
            Some(first) => {
                first.key = key.key;
                first.suppress_author = key.suppress_author;
            }
            None => {
                let first = CiteItem { key: key.key, suppress_author: key.suppress_author, prefix: Vec::new(), suffix: Vec::new() };
                items.insert(0, first);
            }
        }
        let citation = Citation { mode: CitationMode::InSentence, items, attributes: Attributes::default() };
        let start = Opener { kind: opener.kind, piece: at, range: key.range };
        self.put_closed(&start, end, InlineKind::Citation(citation), 0);
        true
    }

    fn key_missing(&mut self, opener: &Opener) -> bool {
        let hint = "give every part between `;` a key, or write `\\@` if the sign is meant";
        self.malformed(opener, "a part of this citation has no key", hint)
    }

    /// Reports a bracket that is no citation and takes it out: what it holds cannot be told.
    fn malformed(&mut self, opener: &Opener, message: &str, hint: &str) -> bool {
        let span = self.place(opener.range.start..self.at + 1);
        self.report(Diagnostic::new(Code::MalformedCitation, span, message).hint(hint));
        self.children(opener);
        self.skip(1);
        true
    }

    /// Attributes that may stand at `at`, and the offset behind them.
    pub(super) fn attributes_at(&mut self, at: usize) -> (Option<Attributes>, usize) {
        let rest = &self.text[at..];
        if !rest.starts_with('{') || rest.starts_with("{{") || rest.starts_with("{=") {
            return (None, at);
        }
        let leaf = self.leaf;
        match attributes(self.text, at, &|range| leaf.place(range)) {
            Some((attributes, end)) => (Some(attributes), end),
            None => {
                if meant(self.text, at) {
                    let end = at + rest.find('}').map_or(1, |n| n + 1);
                    let found = super::super::refuse::malformed_attributes(self.place(at..end));
                    self.report(found);
                }
                (None, at)
            }
        }
    }
}
