//! Text case: § Text-case.
//!
//! In: events and a case. Out: the same events with other letters. Words go on across markup; what stands in `nocase` stays.

use super::plan::{Case, Format};
use super::span::{Event, Open};

/// Words that stay small in an English title, as the schema's specification lists them.
const SMALL: &[&str] = &[
    "a",
    "about",
    "according to",
    "across",
    "afore",
    "after",
    "against",
    "ahead of",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apart from",
    "apropos",
    "around",
    "as",
    "as regards",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "back to",
    "barring",
    "because of",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "close to",
    "d'",
    "de",
    "despite",
    "down",
    "due to",
    "during",
    "et",
    "except",
    "far from",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "instead of",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "outside of",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "regardless of",
    "sans",
    "since",
    "so",
    "such as",
    "than",
    "that of",
    "the",
    "through",
    "throughout",
    "thru",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "van",
    "versus",
    "via",
    "vis-à-vis",
    "von",
    "vs",
    "where as",
    "with",
    "within",
    "without",
    "yet",
];

/// One letter of the events that are cased.
struct Letter {
    event: usize,
    was: char,
    now: Option<String>,
    fixed: bool,
}

/// Puts events into a case. Title case is for English alone; `language` tells Turkish letters.
pub(super) fn set(case: Case, spans: &mut [Event], english: bool, language: &str) {
    let mut letters = letters(spans);
    let turkic = matches!(language.split('-').next(), Some("tr" | "az"));
    match case {
        Case::Lower => each(&mut letters, |c| lower(c, turkic)),
        Case::Upper => each(&mut letters, |c| upper(c, turkic)),
        Case::CapitalFirst => {
            if let Some(word) = words(&letters).into_iter().next() {
                raise(&mut letters, word, turkic);
            }
        }
        Case::CapitalAll => {
            for word in words(&letters) {
                raise(&mut letters, word, turkic);
            }
        }
        Case::Sentence => sentence(&mut letters, turkic),
        Case::Title if english => title(&mut letters),
        Case::Title => {}
    }
    write(spans, letters);
}

fn letters(spans: &[Event]) -> Vec<Letter> {
    let (mut letters, mut open, mut fixed) = (Vec::new(), Vec::new(), 0_usize);
    for (event, at) in spans.iter().zip(0..) {
        match event {
            Event::Open(what) => {
                let small = |format: &Format| format.small_caps.is_some() || format.shift.is_some();
                let fixes = matches!(what, Open::NoCase | Open::Plain) || matches!(what, Open::Markup(format) if small(format));
                fixed += usize::from(fixes);
                open.push(fixes);
            }
            Event::Close => fixed -= usize::from(open.pop().unwrap_or(false)),
            Event::Text(text) => letters.extend(text.words.chars().map(|was| Letter { event: at, was, now: None, fixed: fixed > 0 })),
        }
    }
    letters
}

fn write(spans: &mut [Event], letters: Vec<Letter>) {
    let mut letters = letters.into_iter().peekable();
    for (at, event) in spans.iter_mut().enumerate() {
        let Event::Text(text) = event else { continue };
        let mut words = String::with_capacity(text.words.len());
        while let Some(letter) = letters.next_if(|letter| letter.event == at) {
            match letter.now {
                Some(now) => words.push_str(&now),
                None => words.push(letter.was),
            }
        }
        text.words = words;
    }
}

fn each(letters: &mut [Letter], change: impl Fn(char) -> String) {
    for letter in letters.iter_mut().filter(|letter| !letter.fixed) {
        letter.now = Some(change(letter.was));
    }
}

fn lower(c: char, turkic: bool) -> String {
    match c {
        'I' if turkic => "ı".into(),
        'İ' if turkic => "i".into(),
        _ => c.to_lowercase().collect(),
    }
}

fn upper(c: char, turkic: bool) -> String {
    if turkic && c == 'i' { "İ".into() } else { c.to_uppercase().collect() }
}

/// The ranges of words: letters, digits, and apostrophes and full stops inside.
fn words(letters: &[Letter]) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = None;
    for (at, letter) in letters.iter().enumerate() {
        let inside = letter.was.is_alphanumeric()
            || "'’`.\u{301}\u{327}\u{308}&".contains(letter.was)
                && start.is_some()
                && letters.get(at + 1).is_some_and(|next| next.was.is_alphanumeric());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..letters.len()));
    words
}

fn has_capital(word: &[Letter]) -> bool {
    word.iter().any(|letter| letter.was.is_uppercase())
}

/// A capital on a word that has none.
fn raise(letters: &mut [Letter], word: std::ops::Range<usize>, turkic: bool) {
    let all = &mut letters[word];
    if has_capital(all) {
        return;
    }
    if let Some(first) = all.first_mut().filter(|letter| !letter.fixed) {
        let mut raised = upper(first.was, turkic);
        if raised.chars().count() > 1 {
            raised = raised.chars().take(1).chain(raised.chars().skip(1).flat_map(char::to_lowercase)).collect();
        }
        first.now = Some(raised);
    }
}

/// § Sentence Case Conversion: a string in capitals is lowered, else the capital of each word but the first.
fn sentence(letters: &mut [Letter], turkic: bool) {
    let shouted = letters.iter().any(|l| l.was.is_uppercase()) && !letters.iter().any(|l| l.was.is_lowercase());
    for (number, word) in words(letters).into_iter().enumerate() {
        if number == 0 && !shouted {
            raise(letters, word, turkic);
            continue;
        }
        let first = usize::from(number == 0);
        let all = &mut letters[word];
        let capital_alone = all.first().is_some_and(|l| l.was.is_uppercase()) && !has_capital(&all[1..]) && all.len() > 1;
        if shouted || capital_alone {
            each(&mut all[first..], |c| lower(c, turkic));
        }
    }
}

/// § Title Case Conversion. What is in capitals stays so: it may be a name.
fn title(letters: &mut [Letter]) {
    let words = words(letters);
    let last = words.len().saturating_sub(1);
    let mut followed = vec![false; words.len()];
    for (number, pair) in words.windows(2).enumerate() {
        followed[number + 1] = letters[pair[0].end..pair[1].start].iter().any(|l| ":?!.".contains(l.was));
    }
    for (number, word) in words.iter().enumerate() {
        let before = word.start.checked_sub(1).map(|at| letters[at].was);
        let after = letters.get(word.end).map(|l| l.was);
        let first = number == 0 || followed[number] || before.is_some_and(|c| "“‘\"([".contains(c));
        let spelled: String = letters[word.clone()].iter().flat_map(|l| l.was.to_lowercase()).collect();
        let hyphened = before == Some('-') || after == Some('-');
        let small = SMALL.contains(&spelled.as_str()) && !first && number != last && !(after == Some('-') && before != Some('-'));
        let single = word.len() == 1 && !first && (after == Some('.') || hyphened);
        if !small && !single {
            raise(letters, word.clone(), false);
        }
    }
}
