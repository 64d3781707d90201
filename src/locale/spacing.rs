//! What stays together on a line: the words before and after a number, initials, days and months, rulers.
//!
//! In: two words with a space between them. Out: whether that space is a no-break space. The tables hold English, Romanian
//! and Russian together, since each language quotes the others' shelfmarks and none of the abbreviations clash.

use super::Words;

/// Abbreviations that a number follows, in lower case.
const BEFORE_NUMBER: [&str; 92] = [
    "§",
    "§§",
    "№",
    "№№",
    "p.",
    "pp.",
    "no.",
    "nos.",
    "vol.",
    "vols.",
    "fol.",
    "fols.",
    "f.",
    "ff.",
    "ch.",
    "chs.",
    "chap.",
    "fig.",
    "figs.",
    "l.",
    "ll.",
    "n.",
    "nn.",
    "col.",
    "cols.",
    "sec.",
    "art.",
    "arts.",
    "pt.",
    "para.",
    "c.",
    "ca.",
    "doc.",
    "docs.",
    "r.",
    "v.",
    "bk.",
    "bd.",
    "s.",
    "t.",
    "nr.",
    "cap.",
    "tab.",
    "alin.",
    "lit.",
    "pct.",
    "cca.",
    "dos.",
    "d.",
    "inv.",
    "op.",
    "str.",
    "ed.",
    "pag.",
    "pl.",
    "sect.",
    "с.",
    "сс.",
    "стр.",
    "т.",
    "тт.",
    "л.",
    "лл.",
    "гл.",
    "рис.",
    "табл.",
    "ст.",
    "п.",
    "пп.",
    "д.",
    "дд.",
    "оп.",
    "ф.",
    "кн.",
    "вып.",
    "ч.",
    "кол.",
    "прим.",
    "ок.",
    "а.",
    "к.",
    "илл.",
    "изд.",
    "кат.",
    "разд.",
    "док.",
    "см.",
    "папка",
    "fond",
    "fila",
    "dosar",
    "dosarul",
];

/// Units and the like that follow a number, as they are written.
const AFTER_NUMBER: [&str; 92] = [
    "%", "‰", "°", "°C", "°F", "′", "″", "km", "m", "cm", "mm", "µm", "nm", "km²", "m²", "cm²", "mm²", "km³", "m³", "cm³", "km/h", "m/s",
    "kg", "g", "mg", "t", "q", "l", "ml", "dl", "hl", "ha", "h", "min", "s", "W", "kW", "MW", "kWh", "V", "A", "Hz", "Pa", "hPa", "J",
    "kJ", "kcal", "pt", "dpi", "€", "$", "£", "₽", "ft", "lb", "oz", "million", "billion", "thousand", "a.m.", "p.m.", "AD", "BC", "CE",
    "BCE", "lei", "mii", "milioane", "milion", "miliarde", "e.n.", "î.e.n.", "d.Hr.", "î.Hr.", "км", "м", "см", "мм", "кг", "г", "т", "л",
    "га", "ч", "г.", "гг.", "тыс.", "млн", "млрд", "руб.", "коп.", "чел.",
];

/// What follows a century's number in Russian.
const AFTER_ROMAN: [&str; 5] = ["в.", "вв.", "век", "века", "веке"];

/// Initials of two letters that names begin with.
const LONG_INITIALS: [&str; 11] = ["Yu.", "Ya.", "Zh.", "Kh.", "Ch.", "Sh.", "Th.", "Gh.", "Șt.", "Al.", "Ts."];

/// Capitalised words after which a single `I` is the pronoun, not a ruler's number.
const BEFORE_PRONOUN: [&str; 44] = [
    "After",
    "Also",
    "Although",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "Could",
    "Did",
    "Do",
    "For",
    "Had",
    "Have",
    "Here",
    "How",
    "If",
    "In",
    "May",
    "Might",
    "Must",
    "No",
    "Nor",
    "Now",
    "On",
    "Once",
    "Or",
    "Perhaps",
    "Shall",
    "Should",
    "Since",
    "So",
    "Still",
    "That",
    "Then",
    "There",
    "Though",
    "Today",
    "What",
    "When",
    "Where",
    "While",
    "Yesterday",
];

/// Whether the two words stay on one line.
#[must_use]
pub fn bound(left: &str, right: &str) -> bool {
    let left = left.trim_start_matches(opens);
    let right = right.trim_end_matches(closes);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    // The cheap questions first: this is asked at every space of a book.
    ((starts_with_digit(right) || is_roman(right)) && BEFORE_NUMBER.contains(&left.to_lowercase().as_str()))
        || (is_number(left) && is_unit(right, &AFTER_NUMBER))
        || (is_roman(left) && is_unit(right, &AFTER_ROMAN))
        || (is_initials(left) && right.starts_with(char::is_uppercase))
        || (is_day(left) && is_month(right))
        || (is_day(right) && is_month(left))
        || is_ruler(left, right)
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '‘' | '“' | '„' | '‚' | '«' | '‹' | '"' | '\'' | '~' | '≈' | '±' | '\u{2212}')
}

fn closes(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '’' | '”' | '“' | '»' | '›' | '"' | '\'')
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A unit, also where a full stop ends the sentence after it.
fn is_unit(word: &str, units: &[&str]) -> bool {
    units.contains(&word) || word.strip_suffix('.').is_some_and(|word| units.contains(&word))
}

/// Digits with marks and dashes between them.
fn is_number(word: &str) -> bool {
    let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{202f}' | '–' | '\u{2060}');
    starts_with_digit(word) && word.ends_with(|c: char| c.is_ascii_digit()) && word.chars().all(inside)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 8 && word.bytes().all(|b| b"IVXLC".contains(&b))
}

/// `A.`, `А.С.`, `Gh.`
fn is_initials(word: &str) -> bool {
    if LONG_INITIALS.contains(&word) {
        return true;
    }
    let mut letters = word.chars();
    let mut some = false;
    while let Some(letter) = letters.next() {
        if !letter.is_uppercase() || letters.next() != Some('.') {
            return false;
        }
        some = true;
    }
    some
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_month(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    [Words::EnglishBritish, Words::Romanian, Words::Russian].iter().any(|words| words.months().contains(&word))
}

/// A name and its number: `Michael I`.
fn is_ruler(name: &str, number: &str) -> bool {
    let number = number.strip_suffix('.').unwrap_or(number);
    if !is_roman(number) || matches!(number, "C" | "L") || (number == "I" && BEFORE_PRONOUN.contains(&name)) {
        return false;
    }
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase) && letters.all(char::is_alphabetic)
}
