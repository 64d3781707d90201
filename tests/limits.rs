//! Input of a size or depth that no author writes: a finding at its place, never a crash, and in time.

use recto::diag::Code;
use recto::source::{BookPath, Memory};
use recto::{Session, Wanted};

/// The codes that a chapter gives, each once. The book is built on a small stack, as a thread of a program may have.
fn codes(chapter: String) -> Vec<&'static str> {
    const STACK: usize = 2 << 20;
    let build = move || {
        let mut book = Memory::default();
        let manifest = "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n[edition]\ndate = 2026-11-23\n[contents]\nbody = [\"chapter.md\"]\n";
        book.put(BookPath::new("book.toml").expect("a path"), manifest);
        book.put(BookPath::new("chapter.md").expect("a path"), chapter);
        let wanted = Wanted { epub: true, no_pages: true, ..Wanted::default() };
        let built = Session::default().build(&book, wanted, &mut |_| {});
        let mut codes: Vec<&str> = built.found.iter().map(|finding| finding.code.name()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(build).expect("a thread");
    thread.join().expect("the build does not crash")
}

fn has(code: Code, chapter: String) {
    let codes = codes(chapter);
    assert!(codes.contains(&code.name()), "{} is missing among {codes:?}", code.name());
}

#[test]
fn a_paragraph_of_200_kb_is_too_long() {
    has(Code::TooLong, format!("# A chapter\n\n{}\n", "many words ".repeat(20_000)));
}

#[test]
fn nesting_past_100_is_too_deep() {
    for sign in [">", "- ", "> - ", "::: aside\n", "^[", "*_", "[", "**a ", "`` "] {
        codes(format!("# A chapter\n\n{}words\n", sign.repeat(10_000)));
    }
    has(Code::TooDeep, format!("# A chapter\n\n{} words\n", ">".repeat(10_000)));
}

#[test]
fn signs_without_end_do_no_harm() {
    for sign in
        ["\"", "'", "`", "*", "_", "~", "^", "$", "|", "#", "-", ":", "!", "{", "}", "]", "<", "&", "@", "\\", "\u{feff}", "\0", "\u{202e}"]
    {
        codes(format!("# A chapter\n\nWords {}\n", sign.repeat(5_000)));
        codes(format!("# A chapter\n\n{}\n", format!("{sign}\n").repeat(500)));
        codes(sign.repeat(3));
    }
}

/// What is nested 99 deep is set on pages, whole: every sign that nests, and mixtures of them.
#[test]
fn nesting_up_to_100_is_set() {
    const DEPTH: usize = 99;
    let nested = |open: &str, close: &str| format!("{}words deep{}", open.repeat(DEPTH), close.repeat(DEPTH));
    let items = |mark: &str| (0..DEPTH).map(|depth| format!("{}{mark} words\n", " ".repeat((mark.len() + 1) * depth))).collect::<String>();
    let divs = |class: &str| {
        let fences = |range: &mut dyn Iterator<Item = usize>, class: &str| {
            range.map(|n| format!("{} {class}\n", ":".repeat(n + 3))).collect::<String>()
        };
        fences(&mut (0..DEPTH).rev(), class) + "words deep\n" + &fences(&mut (0..DEPTH), "")
    };
    let table: String = ["| a | b |", "|---|---|", "| *c* | `d` |", "", ": Deep {#tbl-a}"]
        .map(|line| format!("{}{line}\n", "> ".repeat(DEPTH - 2)))
        .concat();
    let chapters = [
        nested("> ", ""),
        format!("{}words deep", "> - ".repeat(DEPTH / 2)),
        format!("{}*_*_*_*_*_words deep_*_*_*_*_*", "> 1. ".repeat(DEPTH / 2)),
        items("-"),
        items("1."),
        divs("{.aside lang=ro}"),
        divs("{.letter}"),
        format!("{}words deep{}", "*_".repeat(DEPTH / 2), "_*".repeat(DEPTH / 2)),
        nested("[", "]{.smallcaps}"),
        nested("[", "]{lang=ru}"),
        table,
    ];
    for chapter in chapters {
        let mut book = Memory::default();
        let manifest = "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n[edition]\ndate = 2026-11-23\n[contents]\nbody = [\"chapter.md\"]\n";
        book.put(BookPath::new("book.toml").expect("a path"), manifest);
        book.put(BookPath::new("chapter.md").expect("a path"), format!("# A chapter\n\n{chapter}\n"));
        let built = Session::default().build(&book, Wanted { pdf: true, ..Wanted::default() }, &mut |_| {});
        let codes: Vec<&str> = built.found.iter().map(|finding| finding.code.name()).collect();
        assert!(built.pdf.is_some(), "{codes:?} in {chapter}");
        let printed: String =
            built.pages.iter().flat_map(|map| &map.pages).flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect();
        let words = |text: &str| text.matches("words").count() + text.matches('d').count();
        assert!(words(&printed) >= words(&chapter.replace("{.aside lang=ro}", "").replace("{.letter}", "")), "{printed} for {chapter}");
    }
}
