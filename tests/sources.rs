//! Sources: no variable of CSL is dropped in silence by any of the three inputs.

use comemo::Track;
use proptest::prelude::*;
use recto::cite::record::Record;
use recto::diag::Diagnostics;
use recto::source::{BookPath, Files, Memory, Sources};
use serde_json::{Value, json};

/// Every variable of CSL 1.0.2 that a source can have (appendix IV), with its kind.
const TEXTS: &[&str] = &[
    "abstract",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "authority",
    "call-number",
    "chapter-number",
    "citation-key",
    "citation-label",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "edition",
    "event-title",
    "event-place",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "printing-number",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement-number",
    "title",
    "title-short",
    "URL",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];
const DATES: &[&str] = &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];
const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// The one source of a book with this bibliography.
fn only(name: &str, text: &str) -> Record {
    let mut files = Memory::default();
    let manifest =
        format!("[book]\ntitle = \"T\"\nlanguage = \"en\"\n[contents]\nbody = [\"a.md\"]\n[bibliography]\nfiles = [\"{name}\"]\n");
    for (path, text) in [("book.toml", manifest.as_str()), ("a.md", "# A\n\nB.\n"), (name, text)] {
        files.put(BookPath::new(path).expect("a path"), text);
    }
    let mut found = Diagnostics::default();
    let files: &dyn Files = &files;
    let reading = recto::read::book(files.track(), &mut Sources::default(), &mut found);
    let records = reading.unwrap_or_else(|| panic!("{name} can't be read: {found:?}\n{text}")).records;
    assert!(found.iter().next().is_none(), "{found:?}\n{text}");
    records.by_key.into_values().next().expect("a source")
}

/// A source with one variable through each input, and through a line of a note.
fn through_all(variable: &str, in_json: &Value, plain: &str) -> Vec<(&'static str, Record)> {
    let item = json!([{ "id": "k", "type": "book", variable: in_json }]);
    let mut all = vec![
        ("json", only("s.json", &item.to_string())),
        ("bib", only("s.bib", &format!("@book{{k, {variable} = {{{plain}}}}}"))),
        ("yaml", only("s.yaml", &format!("k:\n  type: book\n  {variable}: \"{plain}\"\n"))),
    ];
    if variable != "note" {
        all.push(("note", only("s.bib", &format!("@book{{k, note = {{{variable}: {plain}}}}}"))));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn no_variable_is_dropped(word in "[A-Z][a-z]{4,9}", number in 1_u16..999, year in 1000_u16..2000) {
        for variable in TEXTS {
            let value = format!("{word} {number}");
            for (input, record) in through_all(variable, &json!(value), &value) {
                let told: Vec<Value> = record.item.iter().filter(|(name, _)| *name != "id" && *name != "type").map(|(_, v)| v.clone()).collect();
                prop_assert_eq!(told, vec![json!(value)], "{} of {}", variable, input);
            }
        }
        for variable in DATES {
            let date = json!({ "date-parts": [[year, 4], [year + 1]] });
            for (input, record) in through_all(variable, &date, &format!("{year}-04/{}", year + 1)) {
                prop_assert_eq!(record.item.get(*variable), Some(&date), "{} of {}", variable, input);
            }
        }
        for variable in NAMES {
            let people = json!([{ "family": word, "given": "Anna" }]);
            for (input, record) in through_all(variable, &people, &format!("{word}, Anna")) {
                prop_assert_eq!(record.item.get(*variable), Some(&people), "{} of {}", variable, input);
            }
        }
    }
}
