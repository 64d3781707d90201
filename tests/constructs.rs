//! The manual's list of constructs is true and complete.
//!
//! In: `MANUSCRIPT.md`. Every example is read as a chapter; the sentence over it must say what came of it: read, read
//! with a warning, refused. Every extension of pandoc's Markdown must be named. `BLESS=1` writes the sentences.

use std::collections::BTreeSet;

use recto::diag::Severity;
use recto::source::{BookPath, Memory};
use recto::{Session, Wanted};

use crate::harness::repository;
use crate::harness::run::blessing;

const PAGE: &str = "MANUSCRIPT.md";

const BOOK: &str = "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n\n[edition]\ndate = 2026-11-25\n\n[contents]\nbody = [\"chapter.md\"]\n\n\
    [bibliography]\nfiles = [\"sources.bib\"]\n";

const SOURCES: &str = "@book{smith, title = {A Title}, author = {Smith, Ann}, year = {1999}, publisher = {A Press}}\n";

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"40\" height=\"30\"/></svg>\n";

/// Every extension of pandoc 3.9's `markdown`, on or off.
const EXTENSIONS: [&str; 74] = [
    "abbreviations",
    "alerts",
    "all_symbols_escapable",
    "angle_brackets_escapable",
    "ascii_identifiers",
    "auto_identifiers",
    "autolink_bare_uris",
    "backtick_code_blocks",
    "blank_before_blockquote",
    "blank_before_header",
    "bracketed_spans",
    "citations",
    "definition_lists",
    "east_asian_line_breaks",
    "emoji",
    "escaped_line_breaks",
    "example_lists",
    "fancy_lists",
    "fenced_code_attributes",
    "fenced_code_blocks",
    "fenced_divs",
    "footnotes",
    "four_space_rule",
    "gfm_auto_identifiers",
    "grid_tables",
    "gutenberg",
    "hard_line_breaks",
    "header_attributes",
    "ignore_line_breaks",
    "implicit_figures",
    "implicit_header_references",
    "inline_code_attributes",
    "inline_notes",
    "intraword_underscores",
    "latex_macros",
    "line_blocks",
    "link_attributes",
    "lists_without_preceding_blankline",
    "literate_haskell",
    "mark",
    "markdown_attribute",
    "markdown_in_html_blocks",
    "mmd_header_identifiers",
    "mmd_link_attributes",
    "mmd_title_block",
    "multiline_tables",
    "native_divs",
    "native_spans",
    "old_dashes",
    "pandoc_title_block",
    "pipe_tables",
    "raw_attribute",
    "raw_html",
    "raw_tex",
    "rebase_relative_paths",
    "short_subsuperscripts",
    "shortcut_reference_links",
    "simple_tables",
    "smart",
    "space_in_atx_header",
    "spaced_reference_links",
    "startnum",
    "strikeout",
    "subscript",
    "superscript",
    "table_attributes",
    "table_captions",
    "task_lists",
    "tex_math_dollars",
    "tex_math_double_backslash",
    "tex_math_single_backslash",
    "wikilinks_title_after_pipe",
    "wikilinks_title_before_pipe",
    "yaml_metadata_block",
];

#[test]
fn every_extension_of_pandoc_has_its_line() {
    let page = std::fs::read_to_string(repository(PAGE)).expect("the page of the manual");
    let missing: Vec<&str> = EXTENSIONS.into_iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{PAGE} does not name {}", missing.join(", "));
}

#[test]
fn the_list_of_constructs_is_true() {
    let page = std::fs::read_to_string(repository(PAGE)).expect("the page of the manual");
    let mut faults = Vec::new();
    let mut written = String::new();
    for (index, section) in page.split("\n### ").enumerate() {
        if index == 0 {
            written.push_str(section);
            continue;
        }
        let entry = Entry::of(section);
        let verdict = verdict(entry.example);
        if verdict != entry.verdict {
            faults.push(format!("{}: the page says `{}`, recto `{verdict}`", entry.name, entry.verdict));
        }
        written.push_str(&format!("\n### {}\n\n{verdict}{}\n\n{}", entry.name, entry.remark, entry.rest));
    }
    if blessing() {
        std::fs::write(repository(PAGE), written).expect("the page can be written");
    } else {
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// A construct on the page.
struct Entry<'a> {
    name: &'a str,
    verdict: &'a str,
    /// What is said besides.
    remark: &'a str,
    /// The fence and what follows it.
    rest: &'a str,
    example: &'a str,
}

impl<'a> Entry<'a> {
    fn of(section: &'a str) -> Self {
        let (name, rest) = section.split_once("\n\n").expect("a name");
        let (said, rest) = rest.split_once("\n\n").expect("what recto makes of it");
        let end = if said.starts_with('…') { '…'.len_utf8() } else { said.find('.').map_or(said.len(), |stop| stop + 1) };
        let (verdict, remark) = said.split_at(end);
        let fence = &rest[..rest.find(|c| c != '`').expect("a fence")];
        let inner = &rest[rest.find('\n').expect("an example") + 1..];
        let example = &inner[..inner.find(&format!("\n{fence}\n")).expect("the end of the example") + 1];
        Self { name, verdict, remark, rest, example }
    }
}

/// What becomes of an example, in a sentence.
fn verdict(example: &str) -> String {
    let mut book = Memory::default();
    let whole = ["---\n", "% "].iter().any(|begins| example.starts_with(begins));
    let chapter = if whole { example.to_owned() } else { format!("# A chapter\n\nWords.\n\n{example}") };
    let files =
        [("book.toml", BOOK), ("sources.bib", SOURCES), ("map.svg", PICTURE), ("other.md", "More words.\n"), ("chapter.md", &chapter)];
    for (path, text) in files {
        book.put(BookPath::new(path).expect("a path"), text.as_bytes().to_vec());
    }
    let built = Session::default().build(&book, Wanted::default(), &mut |_| {});
    let codes = |wanted: Severity| -> BTreeSet<String> {
        built.found.iter().filter(|found| found.severity == wanted).map(|found| format!("`{}`", found.code.name())).collect()
    };
    let list = |codes: BTreeSet<String>| codes.into_iter().collect::<Vec<_>>().join(", ");
    match (codes(Severity::Error), codes(Severity::Warning)) {
        (errors, _) if !errors.is_empty() => format!("Refused: {}.", list(errors)),
        (_, warnings) if !warnings.is_empty() => format!("Read, with a warning: {}.", list(warnings)),
        (_, _) => "Read.".to_owned(),
    }
}
