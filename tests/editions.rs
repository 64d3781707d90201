//! Editions compared: random corrections to a small book are each found once, at the place where they stand in print.
//!
//! The first edition is laid out once. Each correction is made in the manuscript, the book assembled again, and the list of errata
//! asked: it names the correction and nothing else. The places are proved against the page map.

use recto::book::{LineKind, PageMap};
use recto::edition::{Erratum, Kind, Snapshot, errata, reprint};
use recto::source::{BookPath, Memory};
use recto::{Built, Session, Wanted};

/// Corrections that are tried.
const CORRECTIONS: usize = 200;
/// Of these, corrections for which the new edition is laid out as well.
const LAID_OUT: usize = 8;

/// A generator of numbers: the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("a small number")
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "re", "to", "mi", "lun", "sor", "ca", "des", "van", "per", "gil", "no", "tra", "fe", "qui", "zol"];
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn sentence(&mut self) -> String {
        let mut words: Vec<String> = (0..6 + self.below(10)).map(|_| self.word()).collect();
        let at = 1 + self.below(words.len() - 1);
        words[at] = (1000 + self.below(9000)).to_string();
        let first = words[0].clone();
        words[0] = first[..1].to_uppercase() + &first[1..];
        words.join(" ") + "."
    }
}

/// A manuscript: chapters of paragraphs of sentences; some sentences end with a note.
#[derive(Clone)]
struct Manuscript(Vec<Vec<Vec<String>>>);

impl Manuscript {
    fn new(draw: &mut Draw) -> Self {
        let mut paragraph = |sentences: usize| (0..sentences).map(|_| draw.sentence()).collect::<Vec<_>>();
        let mut chapters: Vec<Vec<Vec<String>>> = (0..4).map(|_| (0..9).map(|n| paragraph(3 + n % 3)).collect()).collect();
        for chapter in &mut chapters {
            for (n, paragraph) in chapter.iter_mut().enumerate().filter(|(n, _)| n % 2 == 0) {
                paragraph[1].push_str(&format!("[^{n}]"));
            }
        }
        Self(chapters)
    }

    fn files(&self) -> Memory {
        let mut files = Memory::default();
        let mut put = |path: &str, text: String| files.put(BookPath::new(path).expect("a path"), text);
        let names: Vec<String> = (0..self.0.len()).map(|n| format!("\"{n}.md\"")).collect();
        put(
            "book.toml",
            format!(
                "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n[edition]\ndate = 2026-11-23\n[contents]\nfront = [\"title-page\", \"copyright\"]\n\
                 body = [{}]\nback = [\"bibliography\"]\n[bibliography]\nfiles = [\"s.yaml\"]\n[booklet]\n",
                names.join(", ")
            ),
        );
        put("s.yaml", "var:\n  type: book\n  title: Sources of the war\n  author: Var, Ana\n  date: 1999\n".to_owned());
        for (n, chapter) in self.0.iter().enumerate() {
            let paragraphs: Vec<String> = chapter.iter().map(|sentences| sentences.join(" ")).collect();
            let marked = (0..chapter.len()).filter(|mark| paragraphs.iter().any(|text| text.contains(&format!("[^{mark}]"))));
            let notes: Vec<String> = marked.map(|mark| format!("[^{mark}]: [@var, p. {}].", 10 + mark)).collect();
            put(
                &format!("{n}.md"),
                format!(
                    "# Chapter {}\n\n{}\n\n{}\n",
                    "abcd".chars().nth(n).expect("a letter"),
                    paragraphs.join("\n\n"),
                    notes.join("\n\n")
                ),
            );
        }
        files
    }
}

/// A correction: what is expected of its erratum.
struct Correction {
    kind: Kind,
    was: String,
    now: String,
}

/// Makes a correction in the manuscript; another text where it can't be made in Markdown alone.
fn correct(book: &mut Manuscript, draw: &mut Draw) -> Correction {
    let chapter = draw.below(book.0.len());
    let at = draw.below(book.0[chapter].len());
    let paragraph = &mut book.0[chapter][at];
    let sentence = draw.below(paragraph.len());
    let bare = |text: &str| text.split("[^").next().unwrap_or_default().to_owned();
    match draw.below(6) {
        0 => {
            let old =
                paragraph[sentence].split(' ').find(|word| word.starts_with(|c: char| c.is_ascii_digit())).expect("a figure").to_owned();
            let old = bare(&old).trim_end_matches('.').to_owned();
            let new = (10_000 + draw.below(9000)).to_string();
            paragraph[sentence] = paragraph[sentence].replacen(&old, &new, 1);
            Correction { kind: Kind::Figure, was: old, now: new }
        }
        1 => {
            let mut words: Vec<String> = paragraph[sentence].split(' ').map(str::to_owned).collect();
            let n = 1 + draw.below(words.len() - 2);
            let new = format!("{}xx", draw.word());
            let old = std::mem::replace(&mut words[n], new.clone());
            paragraph[sentence] = words.join(" ");
            Correction { kind: Kind::Word, was: old, now: new }
        }
        2 => {
            let new = draw.sentence();
            paragraph.insert(sentence + 1, new.clone());
            Correction { kind: Kind::Added, was: String::new(), now: new }
        }
        3 => {
            // A sentence without a note, so that the note's text stays marked.
            let sentence = if paragraph[sentence].contains("[^") { 0 } else { sentence };
            let old = paragraph.remove(sentence);
            Correction { kind: Kind::Removed, was: old, now: String::new() }
        }
        4 => {
            // A paragraph without a note: where notes change places, their citations are worded anew.
            let (last, at) = (book.0[chapter].len() - 1, at % 4 * 2 + 1);
            let to = if at > last / 2 { 0 } else { last };
            let moved = book.0[chapter].remove(at);
            let was = bare(&moved.join(" "));
            book.0[chapter].insert(to, moved);
            Correction { kind: Kind::Moved, was, now: String::new() }
        }
        _ => {
            let new = draw.sentence();
            paragraph[sentence] = format!("{}^[{new}]", paragraph[sentence]);
            Correction { kind: Kind::Added, was: String::new(), now: new }
        }
    }
}

fn build(book: &Manuscript, laid: bool) -> Built {
    let wanted = Wanted { laid, booklet: laid, ..Wanted::default() };
    let built = Session::default().build(&book.files(), wanted, &mut |_| {});
    let faults: Vec<&str> = built.found.iter().filter(|d| d.severity == recto::diag::Severity::Error).map(|d| d.message.as_str()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    built
}

fn snapshot(built: &Built) -> Snapshot {
    let (book, map) = (built.book.as_ref().expect("a book"), built.pages.as_ref().expect("pages"));
    let plan = built.plan.as_ref().expect("a booklet");
    Snapshot::of(book, map, &built.laid.as_ref().expect("pages").looks(), Some(recto::edition::pages_on_sheets(&plan.order)))
}

/// The words of a printed line, as a reader counts them from the top of the text.
fn printed<'a>(map: &'a PageMap, erratum: &Erratum) -> Option<String> {
    let page = map.pages.iter().find(|page| Some(&page.label) == erratum.page.as_ref())?;
    let mut baselines: Vec<i64> = page.lines.iter().filter(|line| line.kind != LineKind::Note).map(|line| line.baseline).collect();
    baselines.dedup();
    let at = baselines.get(erratum.line? as usize - 1)?;
    let words: Vec<&'a str> =
        page.lines.iter().filter(|line| line.baseline == *at && line.kind != LineKind::Note).map(|line| line.text.as_str()).collect();
    Some(words.join(" "))
}

/// Whether a word stands in a line, or begins at its end.
fn begins_in(line: &str, word: &str) -> bool {
    let end = line.trim_end_matches(['\u{ad}', '-', ' ']);
    let prefix = |n: usize| word.is_char_boundary(n) && end.ends_with(&word[..n]);
    line.contains(word) || (1..word.len()).any(prefix)
}

#[test]
fn every_correction_is_found_once_where_it_stands() {
    let mut draw = Draw(2026);
    let first = Manuscript::new(&mut draw);
    let built = build(&first, true);
    let (old, map) = (snapshot(&built), built.pages.as_ref().expect("pages"));
    assert!(errata(&old, &Snapshot::of_words(built.book.as_ref().expect("a book"))).is_empty(), "the book differs from itself");
    let mut faults = Vec::new();
    for number in 0..CORRECTIONS {
        let mut second = first.clone();
        let made = correct(&mut second, &mut draw);
        let laid = number < LAID_OUT;
        let built = build(&second, laid);
        let list = errata(&old, &Snapshot::of_words(built.book.as_ref().expect("a book")));
        let shown: Vec<String> =
            list.iter().map(|e| format!("{:?} p. {:?} l. {:?}: for `{}` read `{}`", e.kind, e.page, e.line, e.was, e.now)).collect();
        let mut fault = |why: &str| {
            faults.push(format!("{number}: {why}: {:?} for `{}` read `{}`: {}", made.kind, made.was, made.now, shown.join("; ")))
        };
        let [only] = &list[..] else {
            fault("not one erratum");
            continue;
        };
        let bare = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let says = |what: &str, said: &str| bare(said) == bare(what) || (made.kind != Kind::Figure && bare(said).contains(&bare(what)));
        if only.kind != made.kind && !(made.kind == Kind::Word && only.kind == Kind::Figure) {
            fault("another kind");
        } else if !(says(&made.was, &only.was) && says(&made.now, &only.now)) && made.kind != Kind::Moved {
            fault("other words");
        }
        let line = printed(map, only).unwrap_or_default();
        let named =
            if only.was.is_empty() { only.after.clone().or_else(|| only.before.clone()).unwrap_or_default() } else { only.was.clone() };
        let word =
            if only.was.is_empty() && only.after.is_some() { named.split_whitespace().last() } else { named.split_whitespace().next() };
        let word = word.unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if !(begins_in(&line, &word) || only.was.is_empty() && ends_in(&line, &word)) {
            fault(&format!("`{word}` is not in line `{line}`"));
        }
        if laid {
            faults.extend(sheets(&old, &snapshot(&built)).map(|why| format!("{number}: {why}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Whether a word ends in a line.
fn ends_in(line: &str, word: &str) -> bool {
    (1..word.len()).any(|n| word.is_char_boundary(n) && line.starts_with(&word[n..]))
}

/// Every page that looks otherwise is on a sheet that is named, and each of these has one, where the pages are as many as before.
fn sheets(old: &Snapshot, new: &Snapshot) -> Option<String> {
    if old.pages.len() != new.pages.len() {
        return None;
    }
    let named = reprint(old, new).all_sheets();
    let differs = |page: usize| old.pages[page].look != new.pages[page].look;
    let all = new.sheets.as_ref().expect("sheets");
    let wanted: Vec<usize> = (0..all.len()).filter(|at| all[*at].iter().flatten().any(|page| differs(*page as usize))).collect();
    (named != wanted).then(|| format!("sheets {named:?} are named, {wanted:?} hold what changed"))
}
