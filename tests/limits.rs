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
