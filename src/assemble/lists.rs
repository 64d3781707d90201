//! Lists: their numbers and their items.
//!
//! In: a list as typed. Out: the same with its numbering; examples take their numbers from the labels, which count through
//! the book; a task's box is a word of its item, in both outputs.

use super::setter::Setter;
use crate::book::{self, BlockKind as Set};
use crate::manuscript::{Delimiter, Item, NumberStyle, Numbering};

impl<'a> Setter<'a, '_> {
    /// Sets a list.
    pub(super) fn list(&mut self, numbering: Option<Numbering>, tight: bool, items: &'a [Item]) -> Set {
        let numbering = numbering.map(|typed| self.numbering(typed, items));
        let items = items.iter().map(|item| self.list_item(item)).collect();
        Set::List { numbering, tight, items }
    }

    fn numbering(&self, typed: Numbering, items: &[Item]) -> book::Numbering {
        let style = match typed.style {
            NumberStyle::Unsaid | NumberStyle::Decimal | NumberStyle::Example => book::NumberStyle::Decimal,
            NumberStyle::LowerAlpha => book::NumberStyle::LowerAlpha,
            NumberStyle::UpperAlpha => book::NumberStyle::UpperAlpha,
            NumberStyle::LowerRoman => book::NumberStyle::LowerRoman,
            NumberStyle::UpperRoman => book::NumberStyle::UpperRoman,
        };
        let delimiter = match typed.delimiter {
            Delimiter::Unsaid | Delimiter::Period => book::Delimiter::Period,
            Delimiter::Paren => book::Delimiter::Paren,
            Delimiter::Parens => book::Delimiter::Parens,
        };
        let example = items.first().filter(|_| typed.style == NumberStyle::Example);
        let number = example.and_then(|item| self.shared.labels.on(item.span)).and_then(|label| label.number);
        book::Numbering { start: number.map_or(typed.start, u64::from), style, delimiter }
    }

    fn list_item(&mut self, item: &'a Item) -> book::Item {
        let mut blocks = self.blocks(&item.blocks);
        if item.label.is_some() {
            self.place(item.span, &mut blocks);
        }
        if let Some(done) = item.task {
            let sign = book::Inline::text(if done { "☒\u{a0}" } else { "☐\u{a0}" });
            match blocks.first_mut() {
                Some(book::Block { kind: Set::Paragraph(content), .. }) => content.insert(0, sign),
                Some(_) | None => blocks.insert(0, self.block(item.span, Set::Paragraph(vec![sign]))),
            }
        }
        book::Item { blocks }
    }
}
