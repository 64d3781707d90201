//! Any text is read: nothing panics, no word is lost without a finding, every word keeps its place.

use std::sync::Arc;

use proptest::prelude::*;
use recto::diag::{Diagnostic, Severity};
use recto::manuscript::{Block, BlockKind, Inline, InlineKind, TextFile, dump};
use recto::read::text_file;
use recto::source::{BookPath, FileId, Source};

/// Signs that begin or end something; `W` stands for a word that occurs once.
const PIECES: [&str; 82] = [
    "W",
    "W ",
    " W",
    "W",
    "\n",
    "\n\n",
    "    ",
    " ",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "^",
    "^[",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](x)",
    "[^1]",
    "\n[^2]: ",
    "@key",
    "; ",
    "{#id}",
    "{.c}",
    "{a=b}",
    "{{a.b}}",
    "`",
    "``",
    "\n```\n",
    "\\",
    "\\*",
    "\\ ",
    "<",
    "<br>",
    "<sup>",
    "</sup>",
    "&amp;",
    "$",
    "<!-- ",
    " -->",
    "\n::: {.x}\n",
    "\n:::\n",
    ":",
    "\n: W\n",
    "\n| W | W |\n|---|---|\n| W | W |\n",
    "|",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n# W\n",
    "\n---\n",
    "\n***\n",
    "\nTable: W\n",
    "\r\n",
    "\t",
    "\n~ ",
    "[W]{.c}",
    "[W](x)",
    "![W](x)",
    "^^",
    "\n+---+---+\n| W | W |\n+===+===+\n| W     |\n+---+---+\n",
    "\n+---+---+\n",
    "\n\n  W   W\n----- ----\nW W W\n\n",
    "\n----- ----\n",
    "\n----------\n",
    "\n\n----------\nW   W\n---- -----\nW   W\n\nW   W\n----------\n\n",
    "\na) ",
    "\n(i) ",
    "\n(@x) ",
    "\n#. ",
    "\nI.  ",
    "\n| W\n|   W\n",
    "\n\n---\nlang: W\n---\n\n",
    "\n- [ ] W",
    "\n* ",
    "石",
    "\n=====\n",
    "é“\u{301}слово",
];

fn read(text: &str) -> (Source, Arc<TextFile>, Arc<[Diagnostic]>) {
    let path = BookPath::new("chapter.md").expect("a path in the book");
    let source = Source::new(FileId(1), path, text.into());
    let (file, found) = text_file(&source);
    (source, file, found)
}

/// Joins pieces; each `W` becomes a word of its own.
fn text(pieces: &[&str]) -> (String, Vec<String>) {
    let mut words = Vec::new();
    let mut text = String::new();
    for part in pieces.concat().split_inclusive('W') {
        text.push_str(part.trim_end_matches('W'));
        if part.ends_with('W') {
            let word = format!("w{}q", words.len());
            text.push_str(&word);
            words.push(word);
        }
    }
    (text, words)
}

fn places(source: &Source, inlines: &[Inline]) {
    for inline in inlines {
        let words = source.text.get(inline.span.range()).expect("a span parts no character");
        match &inline.kind {
            InlineKind::Text(text) => assert_eq!(text, words),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Struck(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::InlineNote(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Span { content, .. } => places(source, content),
            InlineKind::Picture(picture) => places(source, &picture.content),
            InlineKind::Citation(citation) => citation.items.iter().for_each(|item| {
                assert_eq!(source.slice(item.key.span), item.key.value);
                places(source, &item.prefix);
                places(source, &item.suffix);
            }),
            InlineKind::Literal(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::NoteReference(_)
            | InlineKind::Value(_) => {}
        }
    }
}

fn places_in(source: &Source, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => places(source, content),
            BlockKind::Quote(blocks) | BlockKind::Div(blocks) => places_in(source, blocks),
            BlockKind::List { items, .. } => items.iter().for_each(|item| places_in(source, &item.blocks)),
            BlockKind::Lines(lines) => lines.iter().for_each(|line| places(source, line)),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| {
                places(source, &definition.term);
                definition.meanings.iter().for_each(|meaning| places_in(source, meaning));
            }),
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|caption| places(source, &caption.content));
                let cells = table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells);
                cells.for_each(|cell| places_in(source, &cell.blocks));
            }
            BlockKind::DataTable { caption, .. } => places(source, caption),
            BlockKind::Figure { pictures, caption } => {
                places(source, caption);
                pictures.iter().for_each(|picture| places(source, &picture.content));
            }
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::Include(_) | BlockKind::PageBreak => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn words_keep_their_places(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..40)) {
        let (text, _) = text(&pieces);
        let (source, file, found) = read(&text);
        places_in(&source, &file.blocks);
        file.notes.values().for_each(|note| places_in(&source, &note.blocks));
        for label in found.iter().flat_map(|finding| &finding.labels) {
            prop_assert!(source.text.get(label.span.range()).is_some());
        }
    }

    #[test]
    fn no_word_is_lost(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..30)) {
        prop_assume!(!pieces.contains(&"<!-- "));
        let (text, words) = text(&pieces);
        let (_, file, found) = read(&text);
        let unread = ["code-info", "front-matter-key", "link-title", "unused-reference"];
        prop_assume!(!found.iter().any(|finding| finding.severity == Severity::Error || unread.contains(&finding.code.name())));
        let shown = dump::dump(&file);
        for word in words {
            prop_assert!(shown.contains(&word), "{word} of {text:?} is lost in\n{shown}");
        }
    }
}
