//! A seeded generator of books: prose, notes, citations, tables.
//!
//! In: a number of pages wished for. Out: the book's files, and the same text as plain Typst for comparison. The same
//! number gives the same book on every machine.

use std::fmt::Write as _;

/// A book, and its text as plain Typst.
pub(crate) struct Generated {
    /// Path and text of each file of the book.
    pub(crate) files: Vec<(String, String)>,
    /// The same words, notes and tables as one Typst file with nothing of recto's in it.
    pub(crate) plain: String,
}

/// Pages of a chapter.
const CHAPTER_PAGES: usize = 16;
/// Words of running text for a page of the default design, beside notes, tables, heads and blank versos.
const PAGE_WORDS: usize = 240;
/// Pages before the first chapter and after the last.
const OTHER_PAGES: usize = 12;

const WORDS: &[&str] = &[
    "army",
    "autumn",
    "before",
    "between",
    "bridge",
    "camp",
    "captain",
    "carried",
    "coal",
    "column",
    "council",
    "country",
    "division",
    "evening",
    "figure",
    "forest",
    "frontier",
    "from",
    "government",
    "harbour",
    "hospital",
    "house",
    "journey",
    "labour",
    "letter",
    "list",
    "memory",
    "minister",
    "morning",
    "mountain",
    "number",
    "office",
    "officer",
    "orders",
    "peace",
    "prisoner",
    "province",
    "railway",
    "register",
    "report",
    "return",
    "river",
    "road",
    "school",
    "signed",
    "snow",
    "soldier",
    "station",
    "summer",
    "table",
    "teacher",
    "territory",
    "the",
    "a",
    "of",
    "in",
    "and",
    "to",
    "was",
    "had",
    "with",
    "that",
    "after",
    "under",
    "village",
    "volunteer",
    "winter",
    "witness",
    "work",
    "written",
    "year",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence: Vec<&str> = (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        let first = format!("{}{}", sentence[0][..1].to_uppercase(), &sentence[0][1..]);
        sentence[0] = &first;
        format!("{}.", sentence.join(" "))
    }
}

/// Makes a book of so many pages, within a twentieth.
pub(crate) fn book(pages: usize) -> Generated {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let chapters = (pages / CHAPTER_PAGES).max(1);
    let words = pages.saturating_sub(OTHER_PAGES) * PAGE_WORDS / chapters;
    let mut files = Vec::new();
    let mut plain = String::from(
        "#set page(width: 148mm, height: 210mm, numbering: \"1\")\n#set text(font: \"Libertinus Serif\", size: 11pt, lang: \"en\")\n#set par(justify: true)\n",
    );
    let mut names = Vec::new();
    for number in 1..=chapters {
        let name = format!("manuscript/{number:03}.md");
        files.push((name.clone(), chapter(&mut random, number, words, &mut plain)));
        names.push(format!("{name:?}"));
    }
    files.push(("data/places.csv".into(), places(&mut random)));
    files.push(("sources.bib".into(), sources(&mut random)));
    files.push(("book.toml".into(), manifest(&names)));
    Generated { files, plain }
}

fn manifest(chapters: &[String]) -> String {
    format!(
        "[book]\ntitle = \"A generated book\"\nlanguage = \"en-GB\"\n\n[edition]\ndate = 2026-01-01\n\n[contents]\nfront = [\"half-title\", \
         \"title-page\", \"copyright\", \"contents\"]\nbody = [{}]\nback = [\"bibliography\", \"colophon\"]\n\n[bibliography]\nfiles = \
         [\"sources.bib\"]\nstyle = \"chicago-notes\"\n\n[data]\nplaces = \"data/places.csv\"\n",
        chapters.join(", ")
    )
}

fn chapter(random: &mut Random, number: usize, length: usize, plain: &mut String) -> String {
    let mut text = format!("# Chapter of the year {number}\n\n");
    let _ = write!(plain, "#pagebreak(weak: true)\n= Chapter of the year {number}\n\n");
    let (mut words, mut paragraph) = (0_usize, 0_usize);
    while words < length {
        paragraph += 1;
        if paragraph.is_multiple_of(9) {
            let head = random.sentence(3);
            let head = head.trim_end_matches('.');
            let _ = write!(text, "## {head}\n\n");
            let _ = write!(plain, "== {head}\n\n");
        }
        if paragraph.is_multiple_of(25) {
            table(random, number, paragraph, &mut text, plain);
        }
        for sentence in 0..5 {
            let of = 10 + random.below(16);
            words += of;
            let prose = random.sentence(of);
            text.push_str(&prose);
            plain.push_str(&prose);
            if sentence == 2 && paragraph % 2 == 0 {
                let note = random.sentence(14);
                let _ = write!(text, "^[{note}]");
                let _ = write!(plain, "#footnote[{note}]");
            }
            if sentence == 4 && paragraph % 4 == 1 {
                let (source, page) = (random.below(60), 1 + random.below(400));
                let _ = write!(text, "[@source{source}, p. {page}]");
                let _ = write!(plain, "#footnote[Author, _A title of source {source}_, {page}.]");
            }
            text.push(' ');
            plain.push(' ');
        }
        text.push_str("\n\n");
        plain.push_str("\n\n");
    }
    text
}

fn table(random: &mut Random, number: usize, paragraph: usize, text: &mut String, plain: &mut String) {
    if paragraph.is_multiple_of(50) {
        let _ = write!(text, "::: {{#tbl-{number}-{paragraph} data=places columns=\"place work\"}}\nPlaces of the year\n:::\n\n");
    } else {
        let _ = write!(text, "| Place | Persons |\n|:--|--:|\n");
        for _ in 0..6 {
            let _ = writeln!(text, "| {} | {} |", random.sentence(2), random.below(9_000));
        }
        let _ = write!(text, "\n: Persons by place {{#tbl-{number}-{paragraph}}}\n\n");
    }
    plain.push_str("#figure(table(columns: 2, [Place], [Persons]");
    for _ in 0..6 {
        let _ = write!(plain, ", [{}], [{}]", random.sentence(2), random.below(9_000));
    }
    plain.push_str("), caption: [Persons by place])\n\n");
}

fn places(random: &mut Random) -> String {
    let mut csv = String::from("place,work\n");
    for row in 0..12 {
        let _ = writeln!(csv, "Place {row},{}", random.sentence(3));
    }
    csv
}

fn sources(random: &mut Random) -> String {
    let mut bib = String::new();
    for number in 0..60 {
        let year = 1930 + random.below(60);
        let _ = writeln!(
            bib,
            "@book{{source{number},\n  author = {{Author{number}, Given}},\n  title = {{A title of source {number}}},\n  location = {{Place}},\n  \
             publisher = {{House}},\n  date = {{{year}}}\n}}"
        );
    }
    bib
}
