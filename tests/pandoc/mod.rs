//! The words of citations and entries against pandoc's, with the same styles and the same data.
//!
//! `RECTO_PANDOC` names a pandoc 3; without it nothing is compared, and that is said. differences.txt lists what may differ
//! and who is right; every other difference is a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use recto::cite::record::{Record, Records};
use recto::cite::{self, Request, RequestItem, Run, Style, split_locator};
use recto::locale::Language;
use recto::source::{FileId, Span};
use serde_json::Value;

/// The styles, by their files under src/cite/styles.
const STYLES: &[&str] = &[
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "chicago-notes-bibliography-archive-place-first",
    "chicago-notes-bibliography-subsequent-ibid",
    "chicago-shortened-notes-bibliography",
    "gost-r-7-0-5-2008",
    "ieee",
    "iso690-author-date-en",
    "iso690-full-note-en",
    "iso690-full-note-with-ibid-ro",
    "mhra-notes",
    "modern-language-association",
];

/// What both say of one citation or entry: its name, recto's words, pandoc's words.
struct Pair {
    name: String,
    ours: String,
    theirs: String,
}

/// Compares in one style.
fn pairs(pandoc: &Path, folder: &Path, style: &str) -> Vec<Pair> {
    let text = std::fs::read_to_string(folder.join("../../src/cite/styles").join(format!("{style}.csl"))).expect("the style");
    let own = Style::parse(&text).expect("a style");
    let typed = document(pandoc, folder, None);
    let worded = document(pandoc, folder, Some(style));
    let language = Language::parse("en-US").expect("a language");
    let records = records(folder);
    let mut requests: Vec<Request> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for block in blocks(&typed).iter().filter(|block| kind(block) == "Para") {
        let mut place = Vec::new();
        for cite in block["c"].as_array().into_iter().flatten().filter(|inline| kind(inline) == "Cite") {
            place.push(requests.len());
            let note = own.notes().then(|| u32::try_from(requests.len() + 1).expect("a note's number"));
            requests.push(request(&cite["c"][0], note, &language));
        }
        places.push(place);
    }
    let also: Vec<String> = records.by_key.keys().cloned().collect();
    let also: Vec<String> = order(folder).into_iter().filter(|key| also.contains(key)).collect();
    let ours = cite::word(&records, &own, &language, &requests, &also);
    let mut pairs = Vec::new();
    let paragraphs: Vec<&Value> = blocks(&worded).iter().filter(|block| kind(block) == "Para").collect();
    for ((number, place), paragraph) in places.iter().enumerate().zip(paragraphs) {
        let mut cites = paragraph["c"].as_array().into_iter().flatten().filter(|inline| kind(inline) == "Cite");
        for request in place {
            let Some(cite) = cites.next() else { continue };
            let citation = &ours.citations[*request];
            let author = plain(&citation.author);
            let content = plain(&citation.content);
            let whole = if author.is_empty() || content.is_empty() { format!("{author}{content}") } else { format!("{author} {content}") };
            let theirs = stringify(&cite["c"][1]);
            pairs.push(Pair { name: format!("{} [{}]", number + 1, request + 1), ours: whole, theirs });
        }
    }
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    for block in blocks(&worded).iter().filter(|block| kind(block) == "Div" && block["c"][0][0] == "refs") {
        for entry in block["c"][1].as_array().into_iter().flatten() {
            let key = entry["c"][0][0].as_str().unwrap_or_default().trim_start_matches("ref-").to_owned();
            entries.insert(key, stringify(&entry["c"][1]).trim().to_owned());
        }
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for entry in &ours.entries {
        told.insert(&entry.key);
        let theirs = entries.get(&entry.key).cloned().unwrap_or_default();
        pairs.push(Pair { name: entry.key.clone(), ours: plain(&entry.content), theirs });
    }
    for (key, theirs) in entries.iter().filter(|(key, _)| !told.contains(key.as_str())) {
        pairs.push(Pair { name: key.clone(), ours: String::new(), theirs: theirs.clone() });
    }
    pairs
}

fn order(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("sources.json")).expect("the sources");
    let items: Vec<Value> = serde_json::from_str(&text).expect("CSL-JSON");
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

fn records(folder: &Path) -> Records {
    let text = std::fs::read_to_string(folder.join("sources.json")).expect("the sources");
    let items: Vec<Value> = serde_json::from_str(&text).expect("CSL-JSON");
    let record = |item: Value| {
        let key = item["id"].as_str().unwrap_or_default().to_owned();
        let kind = item["type"].as_str().unwrap_or_default().to_owned();
        let item = item.as_object().cloned().unwrap_or_default();
        (key.clone(), Record { key, span: Span::whole(FileId::MANIFEST), kind, item, holding: None })
    };
    Records { by_key: items.into_iter().map(record).collect() }
}

/// The citations as pandoc reads them, or with its own words in a style.
fn document(pandoc: &Path, folder: &Path, style: Option<&str>) -> Value {
    let text = std::fs::read_to_string(folder.join("citations.md")).expect("the citations");
    let text = text.lines().collect::<Vec<_>>().join("\n\n");
    let mut command = Command::new(pandoc);
    command.args(["-f", "markdown", "-t", "json"]);
    if let Some(style) = style {
        command.arg("--citeproc").arg("--bibliography").arg(folder.join("sources.json"));
        command.arg("--csl").arg(folder.join("../../src/cite/styles").join(format!("{style}.csl")));
        command.args(["-M", "lang=en-US"]);
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("pandoc starts");
    let head = if style.is_some() { "---\nnocite: '@*'\n---\n\n" } else { "" };
    child.stdin.take().expect("its input").write_all(format!("{head}{text}").as_bytes()).expect("pandoc reads");
    let output = child.wait_with_output().expect("pandoc ends");
    serde_json::from_slice(&output.stdout).expect("pandoc's document")
}

fn blocks(document: &Value) -> &[Value] {
    document["blocks"].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn kind(value: &Value) -> &str {
    value["t"].as_str().unwrap_or_default()
}

fn request(cites: &Value, note: Option<u32>, language: &Language) -> Request {
    let mut in_sentence = false;
    let item = |cite: &Value| {
        let mode = kind(&cite["citationMode"]);
        in_sentence |= mode == "AuthorInText";
        let runs = |inlines: &Value| {
            let text = stringify(inlines);
            if text.is_empty() { Vec::new() } else { vec![Run { text, ..Run::default() }] }
        };
        let (locator, suffix) = split_locator(runs(&cite["citationSuffix"]), language);
        RequestItem {
            key: cite["citationId"].as_str().unwrap_or_default().to_owned(),
            locator,
            prefix: runs(&cite["citationPrefix"]),
            suffix,
            suppress_author: mode == "SuppressAuthor",
        }
    };
    let items = cites.as_array().into_iter().flatten().map(item).collect();
    Request { items, in_sentence, alone: note.is_some(), note, chapter: 0, language: language.clone() }
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The words of a pandoc value; a note's are those of its paragraphs.
fn stringify(value: &Value) -> String {
    match value {
        Value::Array(values) => values.iter().map(stringify).collect(),
        Value::Object(_) => match kind(value) {
            "Str" => value["c"].as_str().unwrap_or_default().to_owned(),
            "Space" | "SoftBreak" | "LineBreak" => " ".to_owned(),
            "Quoted" => {
                let (open, close) = if kind(&value["c"][0]) == "SingleQuote" { ('‘', '’') } else { ('“', '”') };
                format!("{open}{}{close}", stringify(&value["c"][1]))
            }
            "Cite" | "Link" | "Span" | "Div" => stringify(&value["c"][1]),
            "Para" | "Plain" | "Emph" | "Strong" | "SmallCaps" | "Superscript" | "Subscript" | "Underline" | "Strikeout" => {
                stringify(&value["c"])
            }
            "Note" => format!(" {}", stringify(&value["c"])),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Pandoc; none where it is not at hand, which is said.
fn pandoc() -> Option<std::path::PathBuf> {
    let pandoc = std::env::var_os("RECTO_PANDOC").map(std::path::PathBuf::from);
    if pandoc.is_none() {
        let _ = writeln!(std::io::stderr(), "pandoc: ABSENT, nothing was compared; RECTO_PANDOC names it");
    }
    pandoc
}

/// The words without what ends a note, which is recto's own affair, and with one kind of space.
fn compared(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

#[test]
fn every_difference_is_accounted_for() {
    let Some(pandoc) = pandoc() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pandoc");
    let rules: Vec<Vec<&str>> = include_str!("differences.txt").lines().map(|line| line.split(" | ").collect()).collect();
    let (mut all, mut same) = (0, 0);
    let mut faults = Vec::new();
    for style in STYLES {
        for pair in pairs(&pandoc, &folder, style) {
            all += 1;
            let (ours, theirs) = (compared(&pair.ours), compared(&pair.theirs));
            if ours == theirs {
                same += 1;
            } else if !excused(&rules, &ours, &theirs) {
                faults.push(format!("{style} {}\n  recto  {ours}\n  pandoc {theirs}", pair.name));
            }
        }
    }
    let _ = writeln!(std::io::stderr(), "pandoc: {same} of {all} the same, {} not accounted for", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether the rules make the words of the one those of the other: `who is right | recto's words | pandoc's | why`.
fn excused(rules: &[Vec<&str>], ours: &str, theirs: &str) -> bool {
    // A source that the style leaves out of its bibliography stands there in recto all the same: nothing cited is lost.
    if theirs.is_empty() {
        return true;
    }
    let mut whole = theirs.to_owned();
    for rule in rules {
        let [_, own, other, _] = rule[..] else { continue };
        if ours.contains(own) {
            whole = whole.replace(other, own);
        }
    }
    whole == ours || unnumbered(&whole) == unnumbered(ours)
}

/// An entry without its number, where it begins with one: the two sort sources without authors to different ends.
fn unnumbered(entry: &str) -> &str {
    match entry.split_once(". ") {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => entry,
    }
}
