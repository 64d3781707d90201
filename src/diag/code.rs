//! The one table of codes.
//!
//! In: nothing. Out: each code's name, default severity and explanation (`recto explain CODE`). A code names
//! the thing found. Every code has a case of its own name under `tests/cases/diagnostics/`.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $explanation:literal)*) => {
        /// The name of a kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that messages print.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity where the finder does not say otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means and what to do, in a paragraph or two.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

// The groups follow the stages; a new code goes to the end of its stage's group.
codes! {
    // Any stage.
    NotYet "not-yet" Error
        "recto knows this form, but this version does not make it yet. It is refused rather than set wrongly: nothing that you wrote is dropped in silence."
    MissingFile "missing-file" Error
        "A file that book.toml or a chapter names is not there. Paths in book.toml are relative to its folder, paths in a chapter to that chapter."
    PathOutsideBook "path-outside-book" Error
        "The path leads out of the book's folder, by `..`, by being absolute, or through a symbolic link. recto reads nothing outside the folder: copy the file into it."
    NotUtf8 "not-utf-8" Error
        "The file is not UTF-8 text. Save it as UTF-8 in your editor; recto does not guess encodings of text."
    FileTooLarge "file-too-large" Error
        "A file may have 64 MiB at the most."

    // read::markdown
    UnclosedDiv "unclosed-div" Error
        "A `:::` block is opened here and never closed. Close it with a line of `:::`."

    // read::manifest and read::data
    UnknownKey "unknown-key" Error
        "book.toml has a key that recto does not know. The hint names the nearest known one."

    // read::bibliography and cite
    UnknownStyle "unknown-style" Error
        "`[bibliography] style` names neither a bundled style nor a .csl file of the book."

    // assemble
    UnknownCitation "unknown-citation" Error
        "The text cites a key that no bibliography file has and that is no label of the book."

    // font and write
    MissingGlyph "missing-glyph" Error
        "No font at hand has this character, so it would be left out or printed as a box. Put a font that has it into the book's fonts folder."
    UnknownFont "unknown-font" Error
        "book.toml asks for a font family that recto does not carry and that no file in the book's fonts folder has. Put the family's .otf or .ttf files into `fonts/`, or name one that is there; fonts of the system are never used, so that the book comes out the same everywhere."
    UnreadableFont "unreadable-font" Error
        "A file in the book's fonts folder is not a font, or is damaged. recto reads OpenType and TrueType files and collections of them (.otf, .ttf, .ttc): put a sound file there or take this one away."

    // project and cli
    OutputNotWritten "output-not-written" Error
        "An output could not be written. The last good one is still in its place."
}

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }
}
