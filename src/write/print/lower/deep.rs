//! Blocks that are nested deep → markup that is not nested any more.
//!
//! The typesetter bears some sixty elements in each other, and a quotation or an item takes several of them; the manuscript may
//! nest a hundred. So the first few containers are written in each other, with their looks; what is deeper follows one after the
//! other inside the last of them, each block at its own indent. No words and no marks of items are lost.

use super::Lower;
use super::language;
use crate::book::{Block, BlockKind, Item, Numbering, Role};
use crate::locale::Language;

/// Containers that are written in each other.
const NESTED: usize = 6;

/// Where blocks stand that are not nested in the markup.
#[derive(Debug, Clone, Default)]
pub(super) struct Deep {
    /// Containers in the markup around them.
    pub(super) held: usize,
    /// Levels below the last of these.
    below: usize,
    /// Their language, where a container below says one.
    language: Option<Language>,
}

impl Lower<'_> {
    /// Whether blocks here are nested so deep that they are written one after the other. Half the line at least is left to them.
    pub(super) fn too_deep(&self) -> bool {
        let indents = usize::try_from(self.set.book.width / (3 * self.set.book.size).max(1)).unwrap_or(NESTED);
        self.deep.held >= indents.clamp(1, NESTED)
    }

    /// Blocks one after the other.
    pub(super) fn flat(&mut self, all: &[Block]) {
        for block in all {
            self.out.origin(block.origin);
            let outer = self.deep.language.clone();
            if block.language.is_some() {
                self.deep.language.clone_from(&block.language);
            }
            self.flat_block(block);
            self.deep.language = outer;
        }
    }

    fn flat_block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Quote(inner) => {
                self.anchor_of(block);
                self.below(inner);
            }
            BlockKind::Group { role, blocks } => self.flat_group(block, *role, blocks),
            BlockKind::List { numbering, items, .. } => {
                self.anchor_of(block);
                for (index, item) in (0..).zip(items) {
                    let numbering = numbering.map(|n| Numbering { start: n.start.saturating_add(index), ..n });
                    self.flat_item(numbering, item);
                }
            }
            BlockKind::Definitions(all) => {
                self.anchor_of(block);
                for definition in all {
                    self.at_indent(|lower| lower.term(definition));
                    definition.meanings.iter().for_each(|meaning| self.below(meaning));
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => self.at_indent(|lower| lower.bare(block)),
        }
    }

    fn flat_group(&mut self, block: &Block, role: Role, inner: &[Block]) {
        match role {
            Role::EpubOnly => {}
            Role::Verse if inner.iter().all(|stanza| matches!(stanza.kind, BlockKind::Paragraph(_))) => {
                self.at_indent(|lower| lower.bare(block));
            }
            Role::Verse | Role::Epigraph | Role::Letter | Role::Document | Role::Aside | Role::Dedication | Role::Landscape => {
                self.anchor_of(block);
                self.below(inner);
            }
            Role::PrintOnly
            | Role::HalfTitle
            | Role::BookTitle
            | Role::BookSubtitle
            | Role::BookContributors
            | Role::Imprint
            | Role::Copyright
            | Role::Colophon
            | Role::Index => {
                self.anchor_of(block);
                self.flat(inner);
            }
        }
    }

    /// An item with its first paragraph; what else is in it follows one level below.
    fn flat_item(&mut self, numbering: Option<Numbering>, item: &Item) {
        let (first, rest) = match item.blocks.split_first() {
            Some((first @ Block { kind: BlockKind::Paragraph(_), .. }, rest)) => (Some(first), rest),
            Some(_) | None => (None, &item.blocks[..]),
        };
        self.at_indent(|lower| {
            lower.list_call(numbering, false, 1);
            lower.out.raw(", [");
            first.into_iter().for_each(|block| lower.bare(block));
            lower.out.close("])");
        });
        self.below(rest);
    }

    fn below(&mut self, inner: &[Block]) {
        self.deep.below += 1;
        self.nesting += 1;
        self.flat(inner);
        self.nesting -= 1;
        self.deep.below -= 1;
    }

    /// Something at the indent of its level, in its language. What may be nested in it begins its own levels.
    fn at_indent(&mut self, write: impl FnOnce(&mut Self)) {
        let deep = self.deep.clone();
        let tongue = deep.language.as_ref().map(|tag| format!(", lang: {}", language(tag))).unwrap_or_default();
        self.out.raw(&format!("#deep({}{tongue})[", deep.below));
        self.deep = Deep { held: deep.held, ..Deep::default() };
        write(self);
        self.deep = deep;
        self.out.close("]");
        self.out.raw("\n\n");
    }
}
