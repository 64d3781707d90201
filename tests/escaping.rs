//! Any string comes out of both outputs as it went in.
//!
//! Strings of the signs that mean something to Typst, to XML or to both, between letters of several scripts, are set as
//! paragraphs, headings, code and cells of a book made by hand; then they are read back from the laid-out pages and from the XHTML.

use std::sync::Arc;

use comemo::Track;
use proptest::prelude::*;
use proptest::test_runner::Config;
use recto::book::{Block, BlockKind, Book, Inline, InlineKind, NodeId, PageMap, SectionId};
use recto::diag::Diagnostics;
use recto::font::{self, FontSet};
use recto::source::{Files, Memory};
use recto::write::print::Press;

use crate::harness::outcome::unzip;
use crate::harness::{made, places};

const PIECES: [&str; 72] = [
    "#",
    "$",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "\\",
    "\\\\",
    "<",
    ">",
    "@",
    "@a",
    "=",
    "==",
    "-",
    "--",
    "---",
    "-?",
    "+",
    "/",
    "//",
    "/*",
    "*/",
    "~",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "1.",
    "2)",
    ":",
    ";",
    "http://a.b/c",
    "https://",
    "&",
    "&amp;",
    "&#65;",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "<a>",
    "</p>",
    "...",
    "…",
    "#let x = 1",
    "#\"a\"",
    "\\u{41}",
    "<label>",
    "%",
    "^",
    "|",
    ",",
    ".",
    "!",
    " ",
    " ",
    "a",
    "Z",
    "ș",
    "Ж",
    "ё",
    "Ω",
    "9",
    "\u{a0}",
    "\u{2060}",
];

fn string() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..10).prop_map(|pieces| format!("x{}x", pieces.concat()))
}

/// A string as a block of each kind, in the order in which [`electronic`] and [`printed`] find them again.
fn blocks(strings: &[String]) -> Vec<Block> {
    let text = |words: &str| vec![Inline::text(words)];
    let emphasis = |words: &str| vec![Inline { origin: None, kind: InlineKind::Emphasis(text(words)) }];
    let code = |words: &str| vec![Inline { origin: None, kind: InlineKind::Code(words.to_owned()) }];
    let kinds = strings.iter().enumerate().map(|(at, words)| match at % 4 {
        0 => BlockKind::Paragraph(text(words)),
        1 => BlockKind::Paragraph(emphasis(words)),
        2 => BlockKind::Paragraph(code(words)),
        _ => BlockKind::Code { language: None, text: words.clone() },
    });
    let block = |(index, kind)| Block { id: NodeId { section: SectionId(0), index }, origin: None, language: None, anchor: None, kind };
    (1..).zip(kinds).map(block).collect()
}

/// A picture of one pixel.
const COVER: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xaeB`\x82";

fn fonts() -> Arc<FontSet> {
    let memory = Memory::default();
    let files: &dyn Files = &memory;
    font::load(files.track(), &mut Diagnostics::default())
}

/// The words of each block as the pages have them: its lines, from the place where it begins to where the next one does.
fn printed(book: &Book, pages: &PageMap) -> Vec<String> {
    let mut words = vec![String::new(); book.sections[0].blocks.len()];
    let mut at = None;
    for line in pages.pages.iter().flat_map(|page| &page.lines) {
        at = line.place().map(|place| place.node.index).or(at);
        if let Some(words) = at.and_then(|index| words.get_mut(index.checked_sub(1)? as usize)) {
            words.push_str(&line.text);
        }
    }
    words
}

/// The words of each block as the e-book has them.
fn electronic(epub: &[u8]) -> Vec<String> {
    let files = unzip(epub);
    let (_, bytes) = files.iter().find(|(path, _)| path.ends_with("/chapter.xhtml")).expect("the chapter's file");
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).expect("XML");
    let blocks = document.descendants().filter(|node| ["p", "pre"].contains(&node.tag_name().name()));
    blocks.map(|node| node.descendants().filter(|inner| inner.is_text()).filter_map(|inner| inner.text()).collect()).collect()
}

/// A string less what no page shows: white space, joiners, and the soft hyphens at which lines end.
fn shown(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2060}' | '\u{ad}')).collect()
}

/// Strings that take several lines, so that lines begin at any sign.
fn long_strings() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::collection::vec(string(), 10..40).prop_map(|strings| strings.join(" ")), 12)
}

proptest! {
    #![proptest_config(Config { cases: 8, failure_persistence: None, ..Config::default() })]

    #[test]
    fn strings_come_out_of_the_pages_as_they_went_in(strings in prop::collection::vec(string(), 60)) {
        let book = made::book(blocks(&strings));
        let mut found = Diagnostics::default();
        let laid = Press::new(fonts()).lay_out(&book, &mut found);
        prop_assert!(laid.is_some(), "{found:?}");
        let laid = laid.expect("was just asked");
        for (string, words) in strings.iter().zip(printed(&book, &laid.pages)) {
            prop_assert_eq!(shown(&words), shown(string));
        }
        prop_assert_eq!(places::misplaced(&book, &laid.pages), Vec::<String>::new());
    }

    #[test]
    fn every_line_knows_its_place(strings in long_strings()) {
        let book = made::book(blocks(&strings));
        let laid = Press::new(fonts()).lay_out(&book, &mut Diagnostics::default());
        prop_assert!(laid.is_some());
        prop_assert_eq!(places::misplaced(&book, &laid.expect("was just asked").pages), Vec::<String>::new());
    }

    #[test]
    fn strings_come_out_of_the_e_book_as_they_went_in(strings in prop::collection::vec(string(), 60)) {
        let book = made::book(blocks(&strings));
        let mut found = Diagnostics::default();
        let epub = recto::write::epub::write(&book, None, &fonts(), COVER, &mut found);
        prop_assert!(epub.is_some(), "{found:?}");
        let words = electronic(&epub.expect("was just asked"));
        prop_assert_eq!(words.len(), strings.len());
        for (string, words) in strings.iter().zip(words) {
            prop_assert_eq!(&words, string);
        }
    }
}
