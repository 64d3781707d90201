//! Fonts: the faces that recto carries and those of a book's `fonts/` folder.
//!
//! In: font files. Out: a `FontSet` of faces with family, style and coverage. Both writers set from it, and
//! nothing else: system fonts are never seen.

mod bundled;
pub mod coverage;
mod face;
pub mod subset;

use std::sync::Arc;

use comemo::Tracked;

pub use bundled::{carried, has as carries, licence};
pub use face::{Coverage, Face};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{BookPath, FileFault, Files};

/// The family of the text where a book names none.
pub const TEXT_FAMILY: &str = "Libertinus Serif";

/// The family of code.
pub const CODE_FAMILY: &str = "DejaVu Sans Mono";

/// The weight of strong words in both outputs: semibold, since bold stands out of a page of Libertinus.
pub const STRONG_WEIGHT: u16 = 600;

/// The faces at hand, recto's own first, then the book's in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FontSet {
    /// The faces.
    pub faces: Vec<Arc<Face>>,
}

/// How a character is set, as far as it chooses the face.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// In italics.
    pub italic: bool,
    /// Strongly stressed.
    pub strong: bool,
    /// As code.
    pub code: bool,
}

impl Style {
    /// The CSS weight asked for.
    #[must_use]
    pub const fn weight(self) -> u16 {
        if self.strong { STRONG_WEIGHT } else { 400 }
    }
}

impl FontSet {
    /// The families to name, in the order in which a character looks for a glyph: for text the text's family, then the
    /// book's own fonts, then what recto carries; for code the code's family first and the text's after the book's.
    #[must_use]
    pub fn families<'a>(&'a self, text: &'a str, code: bool) -> Vec<&'a str> {
        let own = self.faces.iter().filter(|face| face.from_book).map(|face| face.family.as_str());
        let (first, then) = if code { (CODE_FAMILY, text) } else { (text, TEXT_FAMILY) };
        let mut families = Vec::new();
        for family in std::iter::once(first).chain(own).chain([then, TEXT_FAMILY, CODE_FAMILY]) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        families
    }

    /// The face of a family that is nearest to a style: slope first, then width, then weight; the earlier of equals. None
    /// where there is no such family.
    #[must_use]
    pub fn select(&self, family: &str, style: Style) -> Option<&Arc<Face>> {
        let distance = |face: &Face| (face.italic != style.italic, face.width.abs_diff(100), face.weight.abs_diff(style.weight()));
        self.faces.iter().filter(|face| face.family == family).min_by_key(|face| distance(face))
    }

    /// One face for each family at hand of [`Self::families`], in the same order.
    #[must_use]
    pub fn chain(&self, text: &str, style: Style) -> Vec<&Arc<Face>> {
        self.families(text, style.code).into_iter().filter_map(|family| self.select(family, style)).collect()
    }

    /// The face that sets this character, where one has it.
    #[must_use]
    pub fn face_of(&self, text: &str, style: Style, c: char) -> Option<&Arc<Face>> {
        self.chain(text, style).into_iter().find(|face| face.has(c))
    }
}

/// The faces that serve a book. The same set, by pointer, for the same fonts: memoised.
pub fn load(files: Tracked<'_, dyn Files + '_>, found: &mut Diagnostics) -> Arc<FontSet> {
    let (fonts, faults) = load_once(files);
    found.extend(faults.iter().cloned());
    fonts
}

#[comemo::memoize]
fn load_once(files: Tracked<'_, dyn Files + '_>) -> (Arc<FontSet>, Arc<[Diagnostic]>) {
    let mut faces = bundled::faces().to_vec();
    let mut faults = Vec::new();
    for path in files.fonts() {
        match own(files, &path) {
            Ok(more) => faces.extend(more.into_iter().map(Arc::new)),
            Err(fault) => faults.push(fault),
        }
    }
    (Arc::new(FontSet { faces }), faults.into())
}

/// The faces of a file of the book; none where recto carries the very file.
fn own(files: Tracked<'_, dyn Files + '_>, path: &BookPath) -> Result<Vec<Face>, Diagnostic> {
    let bytes = files.bytes(path).map_err(|fault| unread(path, &fault))?;
    if bundled::has(&bytes) {
        return Ok(Vec::new());
    }
    face::read(path.as_str(), bytes, true).map_err(|why| {
        Diagnostic::nowhere(Code::UnreadableFont, format!("`{path}` is no font that recto can read ({why})"))
            .hint("put an .otf, .ttf or .ttc file there, or take it out of the fonts folder")
    })
}

fn unread(path: &BookPath, fault: &FileFault) -> Diagnostic {
    let new = |code, why: &str| Diagnostic::nowhere(code, format!("the font `{path}` cannot be read ({why})"));
    match fault {
        FileFault::Missing => new(Code::MissingFile, "there is no such file"),
        FileFault::NotAFile => new(Code::NotAFile, "it is no file"),
        FileFault::Outside => new(Code::PathOutsideBook, "a link leads out of the book"),
        FileFault::TooLarge => new(Code::FileTooLarge, "it is larger than 64 MiB"),
        FileFault::Forbidden => new(Code::FileUnreadable, "it may not be read").environment(),
        FileFault::Other(words) => new(Code::FileUnreadable, words).environment(),
    }
    .hint("put the file there, or take it out of the fonts folder")
}
