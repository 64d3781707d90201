//! Blocks as written → blocks of the book.
//!
//! In: blocks of a chapter or of a note. Out: the same blocks, their words set, roles known, anchors placed. Every
//! combination that can't be set yet is a finding; nothing falls out.

use super::callout;
use super::roles::Roles;
use super::setter::Setter;
use crate::book::{self, BlockKind as Set, Role};
use crate::diag::{Code, Diagnostic};
use crate::locale::Language;
use crate::manuscript::{Attributes, Block, BlockKind, Definition, Inline};
use crate::source::{Span, Spanned};

/// The most notes of a paragraph.
const MOST_NOTES: usize = 5000;

impl<'a> Setter<'a, '_> {
    /// Sets blocks.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Vec<book::Block> {
        blocks.iter().flat_map(|block| self.set(block)).collect()
    }

    fn set(&mut self, block: &'a Block) -> Vec<book::Block> {
        let attributes = &block.attributes;
        let language = self.typed_language(attributes.get("lang"));
        let kind = match &block.kind {
            BlockKind::Div(inner) => return self.div(block, inner),
            BlockKind::Paragraph(content) => {
                self.known(attributes, &[], &["lang"], "the paragraph");
                let content = self.in_language(language.as_ref(), |s| s.paragraph(block.span, content));
                if content.is_empty() && attributes.id.is_none() {
                    return Vec::new();
                }
                Set::Paragraph(content)
            }
            BlockKind::Heading { level, content } => {
                self.known(attributes, &["unnumbered"], &["lang"], "the heading");
                self.heading(block, *level, language.as_ref(), content)
            }
            BlockKind::Quote(inner) => {
                self.known(attributes, &[], &["lang"], "the quotation");
                Set::Quote(self.in_language(language.as_ref(), |s| s.blocks(inner)))
            }
            BlockKind::Code { language, text } => {
                self.known(attributes, &[], &["lang"], "the code");
                Set::Code { language: language.as_ref().map(|l| l.value.to_lowercase()), text: text.clone() }
            }
            BlockKind::List { numbering, tight, items } => {
                self.known(attributes, &[], &["lang"], "the list");
                self.in_language(language.as_ref(), |s| s.list(*numbering, *tight, items))
            }
            BlockKind::Lines(lines) => {
                self.known(attributes, &[], &["lang"], "the lines");
                let blocks = self.in_language(language.as_ref(), |s| s.stanzas(block.span, lines));
                Set::Group { role: Role::Verse, blocks }
            }
            BlockKind::Definitions(definitions) => {
                self.known(attributes, &[], &["lang"], "the list");
                let set = |s: &mut Self| definitions.iter().map(|d| s.definition(d)).collect();
                Set::Definitions(self.in_language(language.as_ref(), set))
            }
            BlockKind::Table(_) | BlockKind::DataTable { .. } | BlockKind::Figure { .. } => return self.display(block, language),
            BlockKind::Ornament => Set::Ornament,
            BlockKind::PageBreak => Set::PageBreak,
            BlockKind::Include(path) => {
                let finding = Diagnostic::new(Code::NotYet, path.span, "a file can't be included inside another block");
                self.report(finding.hint("close the block before it"));
                return Vec::new();
            }
        };
        let anchor = self.anchor(block.span);
        vec![book::Block { language, anchor, ..self.block(block.span, kind) }]
    }

    /// Tables and figures: what may have a caption, and roles of its own.
    fn display(&mut self, block: &'a Block, language: Option<Language>) -> Vec<book::Block> {
        let mut roles = self.roles(&block.attributes);
        if let BlockKind::Figure { pictures, .. } = &block.kind {
            roles.extend(pictures.iter().flat_map(|picture| self.roles(&picture.attributes)).collect::<Vec<_>>());
            roles.dedup();
        }
        let kinds = self.in_language(language.as_ref(), |s| match &block.kind {
            BlockKind::Table(table) => vec![Set::Table(s.table(block, table))],
            BlockKind::DataTable { data, caption } if block.attributes.get("chart").is_some() => {
                s.chart(block, data, caption).unwrap_or_default()
            }
            BlockKind::DataTable { data, caption } => s.data_table(block, data, caption).map(Set::Table).into_iter().collect(),
            BlockKind::Figure { pictures, caption } => s.figure(block, pictures, caption).map(Set::Figure).into_iter().collect(),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Quote(_)
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Lines(_)
            | BlockKind::Definitions(_)
            | BlockKind::Ornament
            | BlockKind::Div(_)
            | BlockKind::Include(_)
            | BlockKind::PageBreak => Vec::new(),
        });
        let mut set = Vec::new();
        for (index, kind) in kinds.into_iter().enumerate() {
            let captioned =
                matches!(&kind, Set::Table(book::Table { caption: Some(_), .. }) | Set::Figure(book::Figure { caption: Some(_), .. }));
            let anchor = if captioned || index > 0 { None } else { self.anchor(block.span) };
            set.push(book::Block { language: language.clone(), anchor, ..self.block(block.span, kind) });
        }
        if set.is_empty() { Vec::new() } else { self.grouped(roles, block.span, None, set) }
    }

    /// Blocks in the groups of their roles, the first outermost; but a turned page holds the others, since no page begins
    /// inside a block.
    fn grouped(&self, mut roles: Vec<Role>, span: Span, language: Option<&Language>, mut blocks: Vec<book::Block>) -> Vec<book::Block> {
        roles.sort_by_key(|role| *role != Role::Landscape);
        for (i, role) in roles.into_iter().enumerate().rev() {
            let language = language.filter(|_| i == 0).cloned();
            blocks = vec![book::Block { language, ..self.block(span, Set::Group { role, blocks }) }];
        }
        blocks
    }

    fn paragraph(&mut self, span: Span, content: &'a [Inline]) -> Vec<book::Inline> {
        let before = self.notes.len();
        let set = self.inlines(content);
        let notes = self.notes.len() - before;
        if notes > MOST_NOTES {
            let finding = Diagnostic::new(Code::TooManyNotes, span, format!("the paragraph has {notes} notes, more than {MOST_NOTES}"));
            self.report(finding.hint("divide the paragraph"));
        }
        set
    }

    fn heading(&mut self, block: &'a Block, level: u8, language: Option<&Language>, content: &'a [Inline]) -> Set {
        if level == 1 {
            self.report(super::chapter::nested(block.span));
        } else if self.in_note.is_none() {
            if level > self.level + 1 {
                let message = format!("a heading of level {level} follows one of level {}", self.level);
                let hint = format!("write it with `{}`", "#".repeat(usize::from(self.level) + 1));
                self.report(Diagnostic::new(Code::SkippedLevel, block.span, message).hint(hint));
            }
            self.level = level;
        }
        let content = self.inlines_in(language, content);
        Set::Heading(book::Heading { level, id: self.node(), label: None, number: None, content, origin: Some(block.span) })
    }

    fn definition(&mut self, definition: &'a Definition) -> book::Definition {
        let term = self.inlines(&definition.term);
        let meanings = definition.meanings.iter().map(|meaning| self.blocks(meaning)).collect();
        book::Definition { id: self.node(), term, meanings }
    }

    /// A div: its roles as groups, the first outermost; without a role its blocks alone.
    fn div(&mut self, block: &'a Block, inner: &'a [Block]) -> Vec<book::Block> {
        let attributes = &block.attributes;
        if let Some(id) = attributes.id.as_ref().filter(|id| id.value.starts_with("fig-") || id.value.starts_with("tbl-")) {
            let finding = Diagnostic::new(Code::NotYet, id.span, "a block round figures or tables can't be numbered yet");
            self.report(finding.hint("write the label on the picture, or after the table's caption"));
        }
        let roles = self.roles(attributes);
        let callout = attributes.classes.iter().any(|class| Roles::callout(&class.value));
        self.pairs(attributes, if callout { &callout::PAIRS } else { &["lang", "custom-style"] }, "a block");
        let language = self.typed_language(attributes.get("lang"));
        let verse = roles.contains(&Role::Verse);
        let mut blocks = self.in_language(language.as_ref(), |s| match (callout, verse) {
            (true, _) => s.callout(attributes, inner),
            (false, true) => s.verse(inner),
            (false, false) => s.blocks(inner),
        });
        if let Some(language) = language.as_ref().filter(|_| roles.is_empty()) {
            blocks.iter_mut().filter(|b| b.language.is_none()).for_each(|b| b.language = Some(language.clone()));
        }
        if attributes.has("page-break") {
            blocks.insert(0, self.block(block.span, Set::PageBreak));
        }
        blocks = self.grouped(roles, block.span, language.as_ref(), blocks);
        self.place(block.span, &mut blocks);
        blocks
    }

    /// Blocks of verse: line blocks are stanzas there, not verse in verse.
    fn verse(&mut self, inner: &'a [Block]) -> Vec<book::Block> {
        let stanzas = |s: &mut Self, block: &'a Block| {
            if let BlockKind::Lines(lines) = &block.kind { s.stanzas(block.span, lines) } else { s.set(block) }
        };
        inner.iter().flat_map(|block| stanzas(self, block)).collect()
    }

    /// The stanzas of a line block: an empty line parts them.
    fn stanzas(&mut self, span: Span, lines: &'a [Vec<Inline>]) -> Vec<book::Block> {
        let mut stanzas = Vec::new();
        for stanza in lines.split(Vec::is_empty).filter(|stanza| !stanza.is_empty()) {
            let mut content = Vec::new();
            for (i, line) in stanza.iter().enumerate() {
                if i > 0 {
                    content.push(book::Inline { origin: None, kind: book::InlineKind::Break });
                }
                content.extend(self.inlines(line));
            }
            let origin = stanza.first().and_then(|line| line.first()).map_or(span, |first| first.span);
            stanzas.push(self.block(origin, Set::Paragraph(content)));
        }
        stanzas
    }

    /// Puts the anchor of a div or an item on its first block; where that has one of its own, on an empty paragraph before it.
    pub(super) fn place(&mut self, on: Span, blocks: &mut Vec<book::Block>) {
        let Some(anchor) = self.anchor(on) else { return };
        match blocks.first_mut().filter(|first| first.anchor.is_none() && !matches!(first.kind, Set::Table(_) | Set::Figure(_))) {
            Some(first) => first.anchor = Some(anchor),
            None => {
                let empty = self.block(on, Set::Paragraph(Vec::new()));
                blocks.insert(0, book::Block { anchor: Some(anchor), ..empty });
            }
        }
    }

    /// The roles that a block's classes and Word style name.
    fn roles(&mut self, attributes: &'a Attributes) -> Vec<Role> {
        let classes = attributes.classes.iter().filter(|class| !["page-break", "decorative"].contains(&class.value.as_str()));
        let mut roles = Vec::new();
        for class in classes.chain(attributes.get("custom-style")) {
            match self.shared.roles.block(&class.value) {
                Some(role) => roles.push(role),
                None => {
                    let finding = self.shared.roles.unknown(class, "its content");
                    self.report(finding);
                }
            }
        }
        roles
    }

    /// Reports classes and attributes that mean nothing here.
    pub(super) fn known(&mut self, attributes: &Attributes, classes: &[&str], pairs: &[&str], what: &str) {
        for class in &attributes.classes {
            if !classes.contains(&class.value.as_str()) {
                let finding = self.shared.roles.unknown(class, what);
                self.report(finding);
            }
        }
        self.pairs(attributes, pairs, what);
    }

    /// Reports attributes that mean nothing here.
    pub(super) fn pairs(&mut self, attributes: &Attributes, known: &[&str], what: &str) {
        for (key, _) in &attributes.pairs {
            if !known.contains(&key.value.as_str()) {
                self.report(unknown_attribute(key, known, what));
            }
        }
    }
}

fn unknown_attribute(key: &Spanned<String>, known: &[&str], what: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownAttribute, key.span, format!("recto doesn't know the attribute `{}` on {what}", key.value))
        .nearest(&key.value, known.iter().copied())
        .hint("take it out; it has no effect")
}
