//! Quotes, dashes, ellipses and spaces, line by line, and what holds for any text.
//!
//! In the lines `~` is a no-break space, `≀` a narrow one, `⁀` a word joiner; `*…*` is emphasised, `` `…` `` code, `^` a note's
//! mark, `{…}` words without an origin, `[xx:…]` words in the language xx, `|` a line break.

use proptest::prelude::*;
use proptest::test_runner::Config;
use recto::assemble::typography;
use recto::book::{Block, BlockKind, Inline, InlineKind, Matter, NodeId, NoteId, Section, SectionId, SectionKind, SectionTitle};
use recto::locale::Language;
use recto::source::{FileId, Span};

/// Language, as typed, as set.
const LINES: &[(&str, &str, &str)] = &[
    // Quotation marks by language and depth.
    ("en-GB", r#"He said "yes" twice."#, "He said ‘yes’ twice."),
    ("en-GB", r#""He said 'yes' twice.""#, "‘He said “yes” twice.’"),
    ("en-GB", r#"'He said "yes" twice.'"#, "‘He said “yes” twice.’"),
    ("en-US", r#""He said 'yes' twice.""#, "“He said ‘yes’ twice.”"),
    ("ro", r#"A spus "da, "sigur" da" apoi."#, "A spus „da, «sigur» da” apoi."),
    ("ro", r#""Un 'alt' citat""#, "„Un «alt» citat”"),
    ("ru", r#"Он сказал "да, 'конечно' да"."#, "Он сказал «да, „конечно“ да»."),
    ("de", r#"Er sagte "ja, 'sicher'"."#, "Er sagte „ja, ‚sicher‘“."),
    ("fr", r#"Il dit "oui"."#, "Il dit «≀oui≀»."),
    ("en-GB", r#"("Yes," he said.)"#, "(‘Yes,’ he said.)"),
    ("en-GB", r#"A dash—"then this"—ends."#, "A dash—‘then this’—ends."),
    ("en-GB", r#""Cut off—" he said"#, "‘Cut off—’ he said"),
    ("en-GB", r#""'Twas so," he said."#, "‘’Twas so,’ he said."),
    ("en-GB", r#""'In' and 'out'""#, "‘“In” and “out”’"),
    // Across markup, notes, code and breaks.
    ("en-GB", r#"*"Yes"* and "*no*"."#, "*‘Yes’* and ‘*no*’."),
    ("en-GB", r#"He said "yes"^ and "no^" too."#, "He said ‘yes’^ and ‘no^’ too."),
    ("en-GB", r#"The "`code` here" and "here `code`"."#, "The ‘`code` here’ and ‘here `code`’."),
    ("en-GB", r#""A line|and another""#, "‘A line|and another’"),
    ("en-GB", r#"In `"code"` nothing."#, r#"In `"code"` nothing."#),
    // Other languages inside.
    ("en-GB", r#"He wrote [ru:"да"] and "no"."#, "He wrote [ru:«да»] and ‘no’."),
    ("en-GB", r#"He said "[ro:a spus "da"]"."#, "He said ‘[ro:a spus «da»]’."),
    // Apostrophes.
    ("en-GB", "don't, l'été, O'Brien's, the boys' toys", "don’t, l’été, O’Brien’s, the boys’ toys"),
    ("en-GB", "the '90s and '45, rock 'n' roll, 'tis, get 'em", "the ’90s and ’45, rock ’n’ roll, ’tis, get ’em"),
    ("en-GB", r#"'The boys' "big" toys' he said"#, "‘The boys’ “big” toys’ he said"),
    ("ro", "Las' că vine, dom' profesor", "Las’ că vine, dom’ profesor"),
    ("en-GB", "*L*'*Histoire*", "*L*’*Histoire*"),
    // Primes.
    ("en-GB", r#"He is 5'10" tall."#, "He is 5′10″ tall."),
    ("en-GB", r#"It was "in 1945" and 6" wide."#, "It was ‘in 1945’ and 6″ wide."),
    ("en-GB", r#""It is 5'10" tall," he said."#, "‘It is 5′10″ tall,’ he said."),
    // Typed marks are kept, and close what was opened.
    ("ro", "„citat\" și altul", "„citat” și altul"),
    ("ro", "„unu \"doi\" trei”", "„unu «doi» trei”"),
    ("ru", "«раз \"два\" три»", "«раз „два“ три»"),
    ("de", "„eins“ \"zwei\"", "„eins“ „zwei“"),
    ("en-GB", "“He said 'yes'.”", "“He said ‘yes’.”"),
    ("en-GB", "It’s ‘it’s’ and \"it’s\".", "It’s ‘it’s’ and ‘it’s’."),
    // Words without an origin stand as they are, and count as neighbours.
    ("en-GB", r#"A "{word}" and {"}x{"}."#, r#"A ‘{word}’ and {"}x{"}."#),
    ("en-GB", "{don't} --{--}", "{don't} –{--}"),
    ("en-GB", r#"See "http://a.b/c--d'e"."#, "See ‘http://a.b/c--d'e’."),
    // Dashes.
    ("en-GB", "one -- two --- three", "one~– two~– three"),
    ("ro", "unu -- doi", "unu~– doi"),
    ("ru", "раз -- два --- три", "раз~— два~— три"),
    ("en-GB", "one---two, 1941--1945, pp. 3–5, A–Z", "one—two, 1941–⁀1945, pp.~3–⁀5, A–Z"),
    ("ru", "-- Да, -- сказал он.", "—~Да,~— сказал он."),
    ("ro", "– Da, spuse el.|– Nu.", "–~Da, spuse el.|–~Nu."),
    ("en-GB", "a - b, -5, ----, x-y", "a - b, -5, ----, x-y"),
    ("ro", "trecutu-ți, într-un", "trecutu⁀-⁀ți, într⁀-⁀un"),
    // Ellipses and ligatures.
    ("en-GB", "Well... so.... Or..", "Well… so…. Or.."),
    ("en-GB", "ﬁnd the oﬃce", "find the office"),
    // No-break spaces.
    (
        "en-GB",
        "p. 5, pp. 6, fol. 47, no. 99, No. 99, (vol. II), Camp no. 99",
        "p.~5, pp.~6, fol.~47, no.~99, No.~99, (vol.~II), Camp no.~99",
    ),
    ("ro", "nr. 5 și f. 47", "nr.~5 și f.~47"),
    ("ru", "№ 99, л. 47, 1946 г., XX в., 61 662 чел.", "№~99, л.~47, 1946~г., XX~в., 61≀662~чел."),
    ("en-GB", "20 km, 46.7 %, 3 million; 20 men", "20~km, 46.7~%, 3~million; 20 men"),
    ("en-GB", "on 23 November 2026, April 5, April 1946", "on 23~November 2026, April~5, April 1946"),
    ("ro", "23 noiembrie 1946", "23~noiembrie 1946"),
    ("ru", "23 ноября 1946", "23~ноября 1946"),
    ("en-GB", "J. R. R. Tolkien, V.M. Molotov", "J.~R.~R.~Tolkien, V.M.~Molotov"),
    ("en-GB", "King Michael I of Romania, Carol II; Then I went.", "King Michael~I of Romania, Carol~II; Then I went."),
];

#[test]
fn lines() {
    let mut faults = Vec::new();
    for (language, typed, expected) in LINES {
        let set = show(&set(language, read(typed)));
        if set != *expected {
            faults.push(format!("{language}: {typed}\n  - {expected}\n  + {set}"));
        }
    }
    assert!(faults.is_empty(), "{} lines differ (- expected, + came out)\n{}", faults.len(), faults.join("\n"));
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn letters_and_digits_stand(language in language(), typed in text()) {
        let content = read(&typed);
        let set = set(&language, content.clone());
        let letters = |content: &[Inline]| -> String { show(content).chars().filter(|c| c.is_alphanumeric()).collect() };
        prop_assert_eq!(letters(&content), letters(&set));
    }

    #[test]
    fn a_second_pass_changes_nothing(language in language(), typed in text()) {
        let once = set(&language, read(&typed));
        prop_assert_eq!(show(&set(&language, once.clone())), show(&once));
    }
}

fn language() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["en-GB", "en-US", "ro", "ru", "de", "fr", "hu", "sv"]).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "\"", "'", "„", "“", "”", "‘", "’", "«", "»", "-", "--", "---", ".", "...", " ", " ", "a", "s", "n", "Б", "ț", "5", "90", "I",
        "no.", "г.", "(", ")", "*", "`", "^", "|", "{x}", "{\"}", "[ru:", "]", "http://", ",", "!", "km",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

fn set(language: &str, content: Vec<Inline>) -> Vec<Inline> {
    let id = NodeId { section: SectionId(0), index: 0 };
    let block = Block { id, origin: None, language: None, anchor: None, kind: BlockKind::Paragraph(content) };
    let title = SectionTitle { name: String::new(), heading: None, short: None, subtitle: None, byline: None };
    let mut section = Section {
        id: SectionId(0),
        matter: Matter::Body,
        kind: SectionKind::Chapter,
        part: None,
        slug: String::new(),
        language: Language::parse(language).expect("a language"),
        title,
        blocks: vec![block],
        notes: Vec::new(),
        origin: None,
    };
    typography::section(&mut section);
    match section.blocks.remove(0).kind {
        BlockKind::Paragraph(content) => content,
        other => panic!("a paragraph became {other:?}"),
    }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { origin: Some(Span::whole(FileId::MANIFEST)), kind }
}

/// Reads the small markup of the lines; what is not closed ends with the line.
fn read(line: &str) -> Vec<Inline> {
    let mut rest = line;
    let mut content = Vec::new();
    while let Some(at) = rest.find(['*', '`', '^', '|', '{', '[']) {
        if at > 0 {
            content.push(inline(InlineKind::Text(rest[..at].to_owned())));
        }
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        let mut until = |end: char| {
            let (inner, after) = rest.split_once(end).unwrap_or((rest, ""));
            rest = after;
            inner
        };
        content.push(match sign {
            "*" => inline(InlineKind::Emphasis(read(until('*')))),
            "`" => inline(InlineKind::Code(until('`').to_owned())),
            "^" => inline(InlineKind::Note(NoteId { section: SectionId(0), index: 0 })),
            "|" => inline(InlineKind::Break),
            "{" => Inline::text(until('}')),
            _ => {
                let inner = until(']');
                let (tag, inner) = inner.split_once(':').unwrap_or(("ru", inner));
                inline(InlineKind::Foreign { language: Language::parse(tag).expect("a language"), content: read(inner) })
            }
        });
    }
    if !rest.is_empty() {
        content.push(inline(InlineKind::Text(rest.to_owned())));
    }
    content
}

/// Writes it again.
fn show(content: &[Inline]) -> String {
    content.iter().map(show_one).collect()
}

fn show_one(inline: &Inline) -> String {
    match &inline.kind {
        InlineKind::Text(text) => {
            let text = text.replace('\u{a0}', "~").replace('\u{202f}', "≀").replace('\u{2060}', "⁀");
            if inline.origin.is_some() { text } else { format!("{{{text}}}") }
        }
        InlineKind::Emphasis(inner) => format!("*{}*", show(inner)),
        InlineKind::Code(text) => format!("`{text}`"),
        InlineKind::Note(_) => "^".to_owned(),
        InlineKind::Break => "|".to_owned(),
        InlineKind::Foreign { language, content } => format!("[{language}:{}]", show(content)),
        other => panic!("no such inline in a line: {other:?}"),
    }
}
