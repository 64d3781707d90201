//! Blocks as written → blocks of the book.
//!
//! In: blocks of a chapter or of a note. Out: the same blocks, their words set, roles known, anchors placed. Every
//! combination that can't be set yet is a finding; nothing falls out.

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
            BlockKind::Quote(inner) => Set::Quote(self.in_language(language.as_ref(), |s| s.blocks(inner))),
            BlockKind::Code { language, text } => {
                Set::Code { language: language.as_ref().map(|l| l.value.to_lowercase()), text: text.clone() }
            }
            BlockKind::List { numbering, tight, items } => {
                let items = items.iter().map(|item| book::Item { blocks: self.blocks(&item.blocks) }).collect();
                Set::List { start: numbering.map(|n| n.start), tight: *tight, items }
            }
            BlockKind::Definitions(definitions) => Set::Definitions(definitions.iter().map(|d| self.definition(d)).collect()),
            BlockKind::Table(table) => Set::Table(self.in_language(language.as_ref(), |s| s.table(block, table))),
            BlockKind::DataTable { data, caption } => match self.in_language(language.as_ref(), |s| s.data_table(block, data, caption)) {
                Some(table) => Set::Table(table),
                None => return Vec::new(),
            },
            BlockKind::Figure { pictures, caption } => match self.in_language(language.as_ref(), |s| s.figure(block, pictures, caption)) {
                Some(figure) => Set::Figure(figure),
                None => return Vec::new(),
            },
            BlockKind::Ornament => Set::Ornament,
            BlockKind::PageBreak => Set::PageBreak,
        };
        let captioned =
            matches!(&kind, Set::Table(book::Table { caption: Some(_), .. }) | Set::Figure(book::Figure { caption: Some(_), .. }));
        let anchor = if captioned { None } else { self.anchor(block.span) };
        vec![book::Block { language, anchor, ..self.block(block.span, kind) }]
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
        let roles = self.div_roles(attributes);
        let language = self.typed_language(attributes.get("lang"));
        let mut blocks = self.in_language(language.as_ref(), |s| s.blocks(inner));
        if let Some(language) = &language {
            blocks.iter_mut().filter(|b| b.language.is_none()).for_each(|b| b.language = Some(language.clone()));
        }
        for role in roles.into_iter().rev() {
            let group = self.block(block.span, Set::Group { role, blocks });
            blocks = vec![book::Block { language: language.clone(), ..group }];
        }
        self.place(block, &mut blocks);
        blocks
    }

    /// Puts a div's anchor on its first block; where that has one of its own, on an empty paragraph before it.
    fn place(&mut self, block: &Block, blocks: &mut Vec<book::Block>) {
        let Some(anchor) = self.anchor(block.span) else { return };
        match blocks.first_mut().filter(|first| first.anchor.is_none() && !matches!(first.kind, Set::Table(_) | Set::Figure(_))) {
            Some(first) => first.anchor = Some(anchor),
            None => {
                let empty = self.block(block.span, Set::Paragraph(Vec::new()));
                blocks.insert(0, book::Block { anchor: Some(anchor), ..empty });
            }
        }
    }

    fn div_roles(&mut self, attributes: &'a Attributes) -> Vec<Role> {
        let style = attributes.get("custom-style");
        let mut roles = Vec::new();
        for class in attributes.classes.iter().chain(style) {
            match self.shared.roles.block(&class.value) {
                Some(role) => roles.push(role),
                None => {
                    let finding = self.shared.roles.unknown(class, "its content");
                    self.report(finding);
                }
            }
        }
        for (key, _) in &attributes.pairs {
            if !["lang", "custom-style"].contains(&key.value.as_str()) {
                self.report(unknown_attribute(key, &["lang"], "a block"));
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
        for (key, _) in &attributes.pairs {
            if !pairs.contains(&key.value.as_str()) {
                self.report(unknown_attribute(key, pairs, what));
            }
        }
    }
}

fn unknown_attribute(key: &Spanned<String>, known: &[&str], what: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownAttribute, key.span, format!("recto doesn't know the attribute `{}` on {what}", key.value))
        .nearest(&key.value, known.iter().copied())
        .hint("take it out; it has no effect")
}
