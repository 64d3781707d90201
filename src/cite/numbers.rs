//! Numbers: § Number, § Page Ranges, and the plural of labels (§ Label).
//!
//! In: a variable's text. Out: it worded as ordinals, roman numerals, ranges. Knows no style but the format it is told.

use super::plan::{Gender, NumberForm, PageFormat};
use super::sheet::Sheet;
use crate::locale::roman;

/// Whether a text counts as numeric (`is-numeric`): numbers with letters round them, joined by comma, hyphen or ampersand.
pub(super) fn numeric(text: &str) -> bool {
    let pieces = text.split([',', '&', '-', '–']).map(str::trim);
    let number = |piece: &str| {
        piece.chars().any(|c| c.is_ascii_digit())
            && piece.chars().all(char::is_alphanumeric)
            && piece.chars().filter(|c| c.is_alphabetic()).count() <= 4
    };
    !text.trim().is_empty() && pieces.into_iter().all(number)
}

/// A number variable in a form: each pure number of it, joined as the text joins them.
pub(super) fn worded(text: &str, form: NumberForm, sheet: &Sheet, gender: Option<Gender>) -> String {
    let mut whole = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Word(word) => whole.push_str(&one(word, form, sheet, gender)),
            Piece::Joint(joint) => whole.push_str(match joint.trim() {
                "-" | "–" | "--" => "–",
                "," => ", ",
                "&" => " & ",
                _ => joint,
            }),
        }
    }
    whole
}

enum Piece<'a> {
    Word(&'a str),
    Joint(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let joint = |c: char| ",&-–;".contains(c);
        let end = rest.find(joint).unwrap_or(rest.len());
        let word = rest[..end].trim_end();
        if !word.is_empty() {
            pieces.push(Piece::Word(word));
        }
        let after = &rest[word.len()..];
        let length = after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || joint(c)).len();
        if length > 0 {
            pieces.push(Piece::Joint(&after[..length]));
        }
        rest = &after[length..];
        if length == 0 && word.is_empty() {
            break;
        }
    }
    pieces
}

fn one(word: &str, form: NumberForm, sheet: &Sheet, gender: Option<Gender>) -> String {
    let Some(number) = word.parse::<u64>().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit())) else { return word.to_owned() };
    match form {
        NumberForm::Numeric => word.to_owned(),
        NumberForm::Roman => roman(number).unwrap_or_else(|| word.to_owned()),
        NumberForm::Ordinal => format!("{number}{}", sheet.ordinal(number, gender)),
        NumberForm::LongOrdinal => {
            let long = if number <= 10 { sheet.long_ordinal(number, gender) } else { None };
            long.map_or_else(|| format!("{number}{}", sheet.ordinal(number, gender)), str::to_owned)
        }
    }
}

/// Whether a label's noun is plural for a text: two numbers, or a number and letters, with a separator between.
pub(super) fn plural(text: &str, and: &str) -> bool {
    let counts = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().any(|c| c.is_ascii_digit()) || !bare.is_empty() && bare.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
    };
    let text = text.replace("\\-", "\u{F8F0}");
    text.split(|c: char| ",&-–;".contains(c)).filter(|piece| piece.split_whitespace().any(counts)).count() > 1
        || ["and", and].iter().any(|and| text.split(&format!(" {and} ")).filter(|piece| counts(piece)).count() > 1)
}

/// Pages and locators: ranges with a dash, in the style's format.
pub(super) fn pages(text: &str, format: Option<PageFormat>, dash: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    loop {
        let end = rest.find([',', '&', ';']).unwrap_or(rest.len());
        whole.push_str(&range(&rest[..end], format, dash));
        let Some(joint) = rest[end..].chars().next() else { return whole };
        let after = &rest[end + 1..];
        match joint {
            '&' if !whole.ends_with(' ') => whole.push_str(" & "),
            '&' => whole.push_str("& "),
            _ => {
                whole.truncate(whole.trim_end().len());
                whole.push(joint);
                whole.push(' ');
            }
        }
        rest = after.trim_start();
    }
}

fn range(text: &str, format: Option<PageFormat>, dash: &str) -> String {
    let literal = text.replace("\\-", "\u{F8F0}");
    let trimmed = literal.trim();
    let pad = &literal[literal.trim_end().len()..];
    let done = |words: String| format!("{}{pad}", words.replace('\u{F8F0}', "-"));
    let mut ends = trimmed.split(['-', '–', '—']).map(str::trim).filter(|part| !part.is_empty());
    let (Some(from), Some(to), None) = (ends.next(), ends.next(), ends.next()) else { return done(trimmed.replace("--", dash)) };
    if !trimmed.contains(['-', '–', '—']) || trimmed.starts_with(['-', '–']) || trimmed.ends_with(['-', '–']) {
        return done(trimmed.to_owned());
    }
    let (Some((lead, first)), Some((tail, last))) = (parts(from), parts(to)) else {
        let letters = |s: &str| s.chars().all(char::is_alphabetic);
        let joint = if letters(from) && letters(to) || numeric(from) && numeric(to) { dash } else { "-" };
        return done(format!("{from}{joint}{to}"));
    };
    if lead != tail && !(tail.is_empty() && lead.is_empty()) {
        return done(format!("{from}-{to}"));
    }
    let Some(format) = format else { return done(format!("{from}{dash}{to}")) };
    done(format!("{from}{dash}{}", shortened(lead, first, last, format)))
}

/// Letters before the digits at the end, and these.
fn parts(text: &str) -> Option<(&str, &str)> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let lead = &text[..text.len() - digits];
    (digits > 0 && lead.chars().all(char::is_alphanumeric)).then(|| (lead, &text[text.len() - digits..]))
}

/// The second number of a range, § Page Ranges (appendix V).
fn shortened(lead: &str, first: &str, last: &str, format: PageFormat) -> String {
    // "321-8" stands for 328.
    let full = if last.len() < first.len() { format!("{}{last}", &first[..first.len() - last.len()]) } else { last.to_owned() };
    let common = if full.len() == first.len() { full.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count() } else { 0 };
    let keep = |least: usize| full[common.min(full.len().saturating_sub(least))..].to_owned();
    if full.len() != first.len() {
        return format!("{lead}{full}");
    }
    match format {
        PageFormat::Expanded => format!("{lead}{full}"),
        PageFormat::Minimal => keep(1),
        PageFormat::MinimalTwo => keep(2),
        PageFormat::Chicago15 | PageFormat::Chicago16 => {
            let number: u64 = first.parse().unwrap_or(0);
            let changed = full.len() - common;
            if first.len() < 3 || number.is_multiple_of(100) {
                format!("{lead}{full}")
            } else if number % 100 < 10 {
                keep(1)
            } else if format == PageFormat::Chicago15 && first.len() == 4 && changed >= 3 {
                full
            } else {
                keep(2)
            }
        }
    }
}
