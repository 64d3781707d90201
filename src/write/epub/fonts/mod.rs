//! Fonts for the e-book: the faces that it really sets, cut down to the characters that it really has.
//!
//! In: the characters by style, the faces at hand. Out: font files with their licences, and the rules that name them. The
//! same order of families as in print chooses the face of each character. Nothing is obfuscated (EPUB 3.3 §4.4: a reader
//! may do without); a face whose maker forbids embedding is left out with a finding.

mod ink;
mod theme;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

pub(super) use ink::Ink;
pub(super) use theme::THEME;

use super::File;
use crate::book::Book;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::subset::{Leave, Subset, leave, subset};
use crate::font::{CODE_FAMILY, Face, FontSet, TEXT_FAMILY, licence};

/// The fonts, and the rules that name them.
#[derive(Default)]
pub(super) struct Embedded {
    /// The font files, and the licences of those that recto brings.
    pub(super) files: Vec<File>,
    /// `@font-face` rules, and the families of text and code.
    pub(super) stylesheet: String,
}

/// The fonts to embed; none where the book wants none.
pub(super) fn embed(book: &Book, fonts: &FontSet, ink: &Ink, found: &mut Diagnostics) -> Embedded {
    let mut embedded = Embedded::default();
    if !book.embeds_fonts {
        return embedded;
    }
    let families = families(book, fonts);
    let mut used = BTreeSet::new();
    let mut licences = BTreeMap::new();
    for (at, characters) in shares(&book.design.font, fonts, ink) {
        let face = &fonts.faces[at];
        let name = &families[face.family.as_str()];
        if leave(face) == Leave::None {
            found.push(forbidden(face));
            continue;
        }
        let file = match cut(face, &characters, name.file) {
            Ok(file) => file,
            Err(why) => {
                let message = format!("`{}` is no font that recto can read ({why})", face.file);
                found.push(
                    Diagnostic::nowhere(Code::UnreadableFont, message).hint("put a sound file there, or take it out of the fonts folder"),
                );
                continue;
            }
        };
        used.insert(face.family.as_str());
        licences.extend(licence(face));
        let path = format!("fonts/{}-{}{}.{}", name.css, face.weight, if face.italic { "-italic" } else { "" }, extension(&file));
        embedded.rule(face, &name.css, &path);
        let media = if file.cubic { "font/otf" } else { "font/ttf" };
        embedded.files.push(File { path, media, bytes: file.bytes.to_vec() });
    }
    for (selector, code, last) in [("html", false, "serif"), ("code", true, "monospace")] {
        let named = fonts.families(&book.design.font, code).into_iter().filter(|family| used.contains(family));
        let list: String = named.map(|family| format!("\"{}\", ", families[family].css)).collect();
        let _ = writeln!(embedded.stylesheet, "\n{selector} {{\n  font-family: {list}{last};\n}}");
    }
    let licence = |(name, words): (&str, &[u8])| File { path: format!("fonts/{name}"), media: "text/plain", bytes: words.to_vec() };
    embedded.files.extend(licences.into_iter().map(licence));
    embedded
}

impl Embedded {
    fn rule(&mut self, face: &Face, family: &str, path: &str) {
        let style = if face.italic { "italic" } else { "normal" };
        let _ = writeln!(
            self.stylesheet,
            "\n@font-face {{\n  font-family: \"{family}\";\n  font-style: {style};\n  font-weight: {};\n  src: url(\"{path}\");\n}}",
            face.weight
        );
    }
}

/// A family's names in the e-book: its own may be reserved to the whole font (SIL OFL 1.1 §3).
struct Name {
    /// In the stylesheet and in file names.
    css: String,
    /// In the font file.
    file: &'static str,
}

fn families<'a>(book: &'a Book, fonts: &'a FontSet) -> BTreeMap<&'a str, Name> {
    let mut names = BTreeMap::new();
    let text = book.design.font.as_str();
    for (number, family) in (2..).zip(fonts.faces.iter().map(|face| face.family.as_str())) {
        let name = match family {
            family if family == text => Name { css: "book".to_owned(), file: "Book" },
            CODE_FAMILY => Name { css: "book-code".to_owned(), file: "Book Code" },
            TEXT_FAMILY => Name { css: "book-more".to_owned(), file: "Book More" },
            _ => Name { css: format!("book-{number}"), file: "Book Own" },
        };
        names.entry(family).or_insert(name);
    }
    names
}

/// For each face, by its number, the characters that it sets: of those that have a character, the first in print's order.
fn shares(text: &str, fonts: &FontSet, ink: &Ink) -> BTreeMap<usize, BTreeSet<char>> {
    let mut shares: BTreeMap<usize, BTreeSet<char>> = BTreeMap::new();
    for (style, characters) in ink.styles() {
        let chain = fonts.chain(text, style);
        for c in characters {
            let face = chain.iter().find(|face| face.has(c));
            let at = face.and_then(|face| fonts.faces.iter().position(|other| Arc::ptr_eq(other, face)));
            if let Some(at) = at {
                shares.entry(at).or_default().insert(c);
            }
        }
    }
    shares
}

#[comemo::memoize]
fn cut(face: &Arc<Face>, characters: &BTreeSet<char>, family: &str) -> Result<Subset, String> {
    subset(face, characters, family)
}

const fn extension(file: &Subset) -> &'static str {
    if file.cubic { "otf" } else { "ttf" }
}

fn forbidden(face: &Face) -> Diagnostic {
    let message = format!("`{}` may not be embedded in an e-book, its maker says (`OS/2` fsType)", face.file);
    Diagnostic::nowhere(Code::FontNotEmbedded, message)
        .hint("choose a font with an open licence, or write `fonts = false` under `[epub]` to leave the choice to the reader")
}
