//! What the e-book says of its accessibility: derived from what it holds, never asserted.
//!
//! In: the book. Out: `schema:` properties (EPUB Accessibility 1.1 §2.2, Schema.org Accessibility Properties for
//! Discoverability). Conformance is not claimed: that is the publisher's word, not a program's.

use super::Shared;
use crate::book::{Block, BlockKind, Book, Illustration, InlineKind, visit};
use crate::locale::AccessFact;

/// What was found in the book.
#[derive(Debug, Default, Clone, Copy)]
struct Holds {
    /// A picture of the text that carries meaning.
    pictures: bool,
    /// Such a picture without words of its own.
    undescribed: bool,
    tables: bool,
}

/// Properties and values in their order.
pub(super) fn properties(shared: &Shared<'_>) -> Vec<(&'static str, String)> {
    let holds = Holds::of(shared.book);
    let mut all: Vec<(&'static str, String)> = Vec::new();
    let mut say = |property, value: &str| all.push((property, value.to_owned()));
    say("schema:accessMode", "textual");
    // The cover is a picture, and it is described.
    say("schema:accessMode", "visual");
    if !holds.undescribed {
        say("schema:accessModeSufficient", "textual");
    }
    say("schema:accessModeSufficient", "textual,visual");
    let features = [
        (true, "ARIA"),
        (!holds.undescribed, "alternativeText"),
        (true, "displayTransformability"),
        (!shared.marks.list.is_empty(), "pageBreakMarkers"),
        (!shared.marks.list.is_empty(), "pageNavigation"),
        (true, "readingOrder"),
        (true, "structuralNavigation"),
        (true, "tableOfContents"),
    ];
    features.iter().filter(|(has, _)| *has).for_each(|(_, feature)| say("schema:accessibilityFeature", feature));
    say("schema:accessibilityHazard", "none");
    let facts = [
        (true, AccessFact::Structure),
        (holds.pictures && !holds.undescribed, AccessFact::PicturesDescribed),
        (holds.undescribed, AccessFact::PicturesNotAll),
        (holds.tables, AccessFact::Tables),
        (!shared.marks.list.is_empty(), AccessFact::Pages),
    ];
    let language = shared.book.language();
    let sentences: Vec<&str> = facts.iter().filter(|(has, _)| *has).map(|(_, fact)| language.access(*fact)).collect();
    say("schema:accessibilitySummary", &sentences.join(" "));
    all
}

impl Holds {
    fn of(book: &Book) -> Self {
        let mut holds = Self::default();
        for section in &book.sections {
            holds.blocks(&section.blocks);
            section.notes.iter().for_each(|note| holds.blocks(&note.blocks));
        }
        holds
    }

    fn blocks(&mut self, blocks: &[Block]) {
        visit::blocks(blocks, &mut |block| match &block.kind {
            BlockKind::Figure(figure) => {
                // A chart is described by its numbers.
                self.pictures |= figure.chart.is_some();
                figure.pictures.iter().for_each(|picture| self.picture(picture));
            }
            BlockKind::Paragraph(content) => visit::inlines(content, &mut |inline| {
                if let InlineKind::Picture(picture) = &inline.kind {
                    self.picture(picture);
                }
            }),
            BlockKind::Table(_) => self.tables = true,
            BlockKind::Heading(_)
            | BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Definitions(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        });
    }

    fn picture(&mut self, picture: &Illustration) {
        self.pictures |= picture.description.is_some();
        self.undescribed |= !picture.described;
    }
}
