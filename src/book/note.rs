//! Notes.

use super::{Block, NodeId, Origin, SectionId};

/// A note of a section: its index in [`super::Section::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId {
    /// The section that holds it.
    pub section: SectionId,
    /// Its index there.
    pub index: u32,
}

/// A note: what stands at the page's foot, or at the chapter's end in the e-book.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// Its number among the section's notes.
    pub id: NoteId,
    /// The node that places inside it are counted from: its first block's.
    pub node: NodeId,
    /// The number as printed.
    pub number: u32,
    /// Its text; at least one paragraph.
    pub blocks: Vec<Block>,
    /// Where it comes from.
    pub origin: Origin,
}
