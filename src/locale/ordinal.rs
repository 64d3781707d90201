//! Editions and printings, counted in words.
//!
//! In: numbers from 1. Out: "first edition", "ediția întâi", "первое издание"; from 21 on in figures.

use super::Words;

const ENGLISH: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

// Feminine (ediția) and masculine (tirajul).
const ROMANIAN: [(&str, &str); 20] = [
    ("întâi", "întâi"),
    ("a doua", "al doilea"),
    ("a treia", "al treilea"),
    ("a patra", "al patrulea"),
    ("a cincea", "al cincilea"),
    ("a șasea", "al șaselea"),
    ("a șaptea", "al șaptelea"),
    ("a opta", "al optulea"),
    ("a noua", "al nouălea"),
    ("a zecea", "al zecelea"),
    ("a unsprezecea", "al unsprezecelea"),
    ("a douăsprezecea", "al doisprezecelea"),
    ("a treisprezecea", "al treisprezecelea"),
    ("a paisprezecea", "al paisprezecelea"),
    ("a cincisprezecea", "al cincisprezecelea"),
    ("a șaisprezecea", "al șaisprezecelea"),
    ("a șaptesprezecea", "al șaptesprezecelea"),
    ("a optsprezecea", "al optsprezecelea"),
    ("a nouăsprezecea", "al nouăsprezecelea"),
    ("a douăzecea", "al douăzecilea"),
];

// Neuter (издание) and masculine (тираж).
const RUSSIAN: [(&str, &str); 20] = [
    ("первое", "первый"),
    ("второе", "второй"),
    ("третье", "третий"),
    ("четвёртое", "четвёртый"),
    ("пятое", "пятый"),
    ("шестое", "шестой"),
    ("седьмое", "седьмой"),
    ("восьмое", "восьмой"),
    ("девятое", "девятый"),
    ("десятое", "десятый"),
    ("одиннадцатое", "одиннадцатый"),
    ("двенадцатое", "двенадцатый"),
    ("тринадцатое", "тринадцатый"),
    ("четырнадцатое", "четырнадцатый"),
    ("пятнадцатое", "пятнадцатый"),
    ("шестнадцатое", "шестнадцатый"),
    ("семнадцатое", "семнадцатый"),
    ("восемнадцатое", "восемнадцатый"),
    ("девятнадцатое", "девятнадцатый"),
    ("двадцатое", "двадцатый"),
];

impl Words {
    /// "first edition": a new text.
    #[must_use]
    pub fn edition(self, number: u32) -> String {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => format!("{} edition", english(number)),
            Self::Romanian => match in_words(&ROMANIAN, number) {
                Some((feminine, _)) => format!("ediția {feminine}"),
                None => format!("ediția a {number}-a"),
            },
            Self::Russian => match in_words(&RUSSIAN, number) {
                Some((neuter, _)) => format!("{neuter} издание"),
                None => format!("{number}-е издание"),
            },
        }
    }

    /// "first printing": the same text, printed again.
    #[must_use]
    pub fn printing(self, number: u32) -> String {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => format!("{} printing", english(number)),
            Self::Romanian => match in_words(&ROMANIAN, number) {
                Some((_, masculine)) => format!("tirajul {masculine}"),
                None => format!("tirajul al {number}-lea"),
            },
            Self::Russian => match in_words(&RUSSIAN, number) {
                Some((_, masculine)) => format!("{masculine} тираж"),
                None => format!("{number}-й тираж"),
            },
        }
    }
}

fn in_words<T>(table: &[T; 20], number: u32) -> Option<&T> {
    usize::try_from(number).ok()?.checked_sub(1).and_then(|at| table.get(at))
}

fn english(number: u32) -> String {
    if let Some(word) = in_words(&ENGLISH, number) {
        return (*word).to_owned();
    }
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
