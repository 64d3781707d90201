//! The faces at hand: recto's own, and a book's beside them.

use std::sync::Arc;

use comemo::Track;
use recto::diag::Diagnostics;
use recto::font::subset::subset;
use recto::font::{self, CODE_FAMILY, Face, FontSet, Style, TEXT_FAMILY};
use recto::source::{BookPath, Files, Memory};

use crate::harness::repository;

fn load(book: &Memory) -> Arc<FontSet> {
    let mut found = Diagnostics::default();
    let files: &dyn Files = book;
    let fonts = font::load(files.track(), &mut found);
    assert!(!found.failed(), "{found:?}");
    fonts
}

fn bundled(name: &str) -> Vec<u8> {
    std::fs::read(repository("fonts").join(name)).expect("a bundled font")
}

fn put(book: &mut Memory, name: &str, bytes: Vec<u8>) {
    book.put(BookPath::new(&format!("fonts/{name}")).expect("a path"), bytes);
}

const STYLES: [Style; 4] = [
    Style { italic: false, strong: false, code: false },
    Style { italic: true, strong: false, code: false },
    Style { italic: false, strong: true, code: false },
    Style { italic: true, strong: true, code: false },
];

#[test]
fn the_same_fonts_are_the_same_set() {
    assert!(Arc::ptr_eq(&load(&Memory::default()), &load(&Memory::default())));
}

#[test]
fn a_bundled_file_in_the_book_counts_once() {
    let mut book = Memory::default();
    put(&mut book, "LibertinusSerif-Regular.otf", bundled("LibertinusSerif-Regular.otf"));
    assert_eq!(load(&book).faces.len(), load(&Memory::default()).faces.len());
}

#[test]
fn the_books_own_fonts_come_between_text_and_code() {
    let mut book = Memory::default();
    let mut own = bundled("DejaVuSansMono-Bold.ttf");
    let at = own.windows(11).position(|bytes| bytes == b"DejaVu Sans").expect("the family's name in Latin letters");
    own[at] = b'T';
    put(&mut book, "own.ttf", own);
    let fonts = load(&book);
    assert_eq!(fonts.faces.iter().filter(|face| face.from_book).count(), 1);
    assert_eq!(fonts.families(TEXT_FAMILY, false).first(), Some(&TEXT_FAMILY));
    assert_eq!(fonts.families(TEXT_FAMILY, true).first(), Some(&CODE_FAMILY));
    assert_eq!(fonts.families("Another", false)[0], "Another");
}

#[test]
fn every_style_has_a_face_of_its_own() {
    let fonts = load(&Memory::default());
    for style in STYLES {
        let face = fonts.select(TEXT_FAMILY, style).expect("the text's family");
        assert_eq!((face.italic, face.weight), (style.italic, style.weight()), "{}", face.file);
    }
}

#[test]
fn the_text_face_has_three_scripts_and_their_signs() {
    let fonts = load(&Memory::default());
    let signs = "ăâîșțĂÂÎȘȚ„”«»АЯаяЁё№ѣѳѵѢѲѴἀΩ—–…’“‘′″€§°½−×\u{a0}\u{202f}\u{2011}";
    for style in STYLES {
        let face = fonts.select(TEXT_FAMILY, style).expect("the text's family");
        let lacking: String = signs.chars().filter(|c| !face.has(*c)).collect();
        assert!(lacking.is_empty(), "{} lacks {lacking}", face.file);
    }
}

#[test]
fn code_is_set_from_the_code_face_and_falls_back_to_the_text_face() {
    let fonts = load(&Memory::default());
    let code = Style { code: true, ..STYLES[0] };
    assert_eq!(fonts.face_of(TEXT_FAMILY, code, 'a').map(|face| face.family.as_str()), Some(CODE_FAMILY));
    assert_eq!(fonts.face_of(TEXT_FAMILY, STYLES[0], '₽').map(|face| face.family.as_str()), Some(CODE_FAMILY));
    assert!(fonts.face_of(TEXT_FAMILY, STYLES[0], '\u{a66e}').is_none());
}

fn letters(face: &Face, words: &str) -> Vec<u8> {
    let cut = subset(face, &words.chars().collect(), "Ours").expect("a subset");
    assert!(!cut.whole, "{} is given whole", face.file);
    cut.bytes.to_vec()
}

/// The subset read back, as a book's own font.
fn read_back(bytes: Vec<u8>) -> Arc<Face> {
    let mut book = Memory::default();
    put(&mut book, "subset.otf", bytes);
    load(&book).faces.iter().find(|face| face.from_book).expect("the subset").clone()
}

#[test]
fn a_subset_has_the_characters_asked_for_under_a_name_of_ours() {
    for face in &load(&Memory::default()).faces {
        let cut = read_back(letters(face, "aăâbcé 123"));
        assert_eq!(cut.family, "Ours", "{}", face.file);
        assert!("aăâbcé 123".chars().all(|c| cut.has(c)), "{}", face.file);
        assert!("dzЖ9".chars().all(|c| !cut.has(c)), "{}", face.file);
    }
}

#[test]
fn a_subset_keeps_all_layout_features() {
    use skrifa::raw::TableProvider;
    let features = |bytes: &[u8]| {
        let font = skrifa::FontRef::new(bytes).expect("a font");
        let list = font.gsub().and_then(|gsub| gsub.feature_list()).expect("features");
        list.feature_records().iter().map(|record| record.feature_tag()).collect::<Vec<_>>()
    };
    let fonts = load(&Memory::default());
    let face = fonts.select(TEXT_FAMILY, Style::default()).expect("the text's face");
    let cut = letters(face, "abc 123");
    assert_eq!(features(&cut), features(&face.bytes));
    for feature in [b"smcp", b"c2sc", b"onum", b"lnum", b"pnum", b"tnum", b"sups", b"liga"] {
        assert!(features(&cut).contains(&skrifa::Tag::new(feature)), "{feature:?}");
    }
    // The small capitals and the other figures are there, and that is all.
    let glyphs = skrifa::FontRef::new(&cut).and_then(|font| Ok(font.maxp()?.num_glyphs())).expect("a count");
    assert!((30..120).contains(&glyphs), "{glyphs}");
}

#[test]
fn the_same_characters_give_the_same_bytes() {
    for face in &load(&Memory::default()).faces {
        assert_eq!(letters(face, "Bucureşti, 1946"), letters(face, "1946 ,itşerucuB"));
    }
}
