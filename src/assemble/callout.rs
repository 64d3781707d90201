//! Quarto's callouts: `::: {.callout-note title="…"}`.
//!
//! In: the attributes and blocks of a callout. Out: its blocks; the title, typed as an attribute or as a heading at the
//! beginning, is a bold line, for it is no section of the chapter.

use super::setter::Setter;
use crate::book::{self, BlockKind as Set, InlineKind};
use crate::manuscript::{Attributes, Block, BlockKind};

/// Attributes of a callout; all but the title say how a web page shows it.
pub(super) const PAIRS: [&str; 6] = ["lang", "custom-style", "title", "icon", "collapse", "appearance"];

impl<'a> Setter<'a, '_> {
    /// Sets the blocks of a callout.
    pub(super) fn callout(&mut self, attributes: &'a Attributes, inner: &'a [Block]) -> Vec<book::Block> {
        let bold = |content, origin| vec![book::Inline { origin, kind: InlineKind::Strong(content) }];
        if let Some(title) = attributes.get("title").filter(|title| !title.value.trim().is_empty()) {
            let words = vec![book::Inline { origin: Some(title.span), kind: InlineKind::Text(title.value.clone()) }];
            let mut blocks = vec![self.block(title.span, Set::Paragraph(bold(words, Some(title.span))))];
            blocks.extend(self.blocks(inner));
            return blocks;
        }
        let Some((first @ Block { kind: BlockKind::Heading { content, .. }, .. }, rest)) = inner.split_first() else {
            return self.blocks(inner);
        };
        let words = self.inlines(content);
        let title = self.block(first.span, Set::Paragraph(bold(words, Some(first.span))));
        let mut blocks = vec![book::Block { anchor: self.anchor(first.span), ..title }];
        blocks.extend(self.blocks(rest));
        blocks
    }
}
