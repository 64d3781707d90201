//! Numbers in words.
//!
//! In: a whole number and a gender. Out: "sixty-one thousand six hundred and sixty-two", "șaizeci și unu de mii …", "шестьдесят
//! одна тысяча …". Rules: CLDR 48, `rbnf` (`spellout-cardinal-masculine`, `-feminine`, `-neuter`; British English with "and",
//! CLDR's `spellout-cardinal-verbose` without its commas). Up to a million millions.

use super::Words;

/// The gender of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Masculine, and wherever nothing else is said.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
}

/// The largest number that has words.
const LARGEST: u64 = 999_999_999_999;

impl Words {
    /// A whole number in words; none where it is larger than there are words for.
    #[must_use]
    pub fn spelled(self, number: i64, gender: Gender) -> Option<String> {
        let size = number.unsigned_abs();
        if size > LARGEST {
            return None;
        }
        let words = match self {
            Self::EnglishBritish => english(size, true),
            Self::EnglishAmerican => english(size, false),
            Self::Romanian => romanian(size, gender),
            Self::Russian => russian(size, gender),
        };
        let minus = super::Language::pick(self, "minus ", "minus ", "минус ");
        Some(if number < 0 { format!("{minus}{words}") } else { words })
    }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn english(number: u64, and: bool) -> String {
    if number < 20 {
        return SMALL[at(number)].to_owned();
    }
    if number < 100 {
        let rest = number % 10;
        return if rest == 0 { TENS[at(number / 10)].to_owned() } else { format!("{}-{}", TENS[at(number / 10)], SMALL[at(rest)]) };
    }
    for (unit, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")] {
        if number >= unit {
            let head = format!("{} {name}", english(number / unit, and));
            let rest = number % unit;
            return match rest {
                0 => head,
                1..100 if and => format!("{head} and {}", english(rest, and)),
                _ => format!("{head} {}", english(rest, and)),
            };
        }
    }
    String::new()
}

const RO_SMALL: [&str; 20] = [
    "zero",
    "unu",
    "doi",
    "trei",
    "patru",
    "cinci",
    "șase",
    "șapte",
    "opt",
    "nouă",
    "zece",
    "unsprezece",
    "doisprezece",
    "treisprezece",
    "paisprezece",
    "cincisprezece",
    "șaisprezece",
    "șaptesprezece",
    "optsprezece",
    "nouăsprezece",
];
const RO_TENS: [&str; 10] = ["", "", "douăzeci", "treizeci", "patruzeci", "cincizeci", "șaizeci", "șaptezeci", "optzeci", "nouăzeci"];

fn romanian(number: u64, gender: Gender) -> String {
    let feminine = gender != Gender::Masculine;
    match number {
        1 if gender == Gender::Feminine => "una".to_owned(),
        2 if feminine => "două".to_owned(),
        12 if feminine => "douăsprezece".to_owned(),
        0..20 => RO_SMALL[at(number)].to_owned(),
        20..100 => {
            let (tens, rest) = (RO_TENS[at(number / 10)], number % 10);
            if rest == 0 { tens.to_owned() } else { format!("{tens} și {}", romanian(rest, gender)) }
        }
        100..1000 => joined(romanian_unit(number / 100, "o sută", "sute"), number % 100, |rest| romanian(rest, gender)),
        1000..1_000_000 => joined(romanian_unit(number / 1000, "o mie", "mii"), number % 1000, |rest| romanian(rest, gender)),
        1_000_000..1_000_000_000 => {
            joined(romanian_unit(number / 1_000_000, "un milion", "milioane"), number % 1_000_000, |rest| romanian(rest, gender))
        }
        _ => joined(romanian_unit(number / 1_000_000_000, "un miliard", "miliarde"), number % 1_000_000_000, |rest| romanian(rest, gender)),
    }
}

/// "o mie", "două mii", "douăzeci de mii".
fn romanian_unit(count: u64, one: &str, many: &str) -> String {
    if count == 1 {
        return one.to_owned();
    }
    let counted = romanian(count, Gender::Feminine);
    // "una" stands for one thing; in "douăzeci și una de mii" too.
    let of = if count >= 20 && !(1..20).contains(&(count % 100)) { " de " } else { " " };
    format!("{counted}{of}{many}")
}

const RU_SMALL: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const RU_TENS: [&str; 10] = ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const RU_HUNDREDS: [&str; 10] = ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

fn russian(number: u64, gender: Gender) -> String {
    match number {
        1 if gender == Gender::Feminine => "одна".to_owned(),
        1 if gender == Gender::Neuter => "одно".to_owned(),
        2 if gender == Gender::Feminine => "две".to_owned(),
        0..20 => RU_SMALL[at(number)].to_owned(),
        20..100 => joined(RU_TENS[at(number / 10)].to_owned(), number % 10, |rest| russian(rest, gender)),
        100..1000 => joined(RU_HUNDREDS[at(number / 100)].to_owned(), number % 100, |rest| russian(rest, gender)),
        1000..1_000_000 => {
            let head = russian_unit(number / 1000, Gender::Feminine, ["тысяча", "тысячи", "тысяч"]);
            joined(head, number % 1000, |rest| russian(rest, gender))
        }
        1_000_000..1_000_000_000 => {
            let head = russian_unit(number / 1_000_000, Gender::Masculine, ["миллион", "миллиона", "миллионов"]);
            joined(head, number % 1_000_000, |rest| russian(rest, gender))
        }
        _ => {
            let head = russian_unit(number / 1_000_000_000, Gender::Masculine, ["миллиард", "миллиарда", "миллиардов"]);
            joined(head, number % 1_000_000_000, |rest| russian(rest, gender))
        }
    }
}

/// A count and its unit in the case that the count asks for.
fn russian_unit(count: u64, gender: Gender, [one, few, many]: [&str; 3]) -> String {
    let unit = match (count % 100, count % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    };
    format!("{} {unit}", russian(count, gender))
}

fn joined(head: String, rest: u64, words: impl FnOnce(u64) -> String) -> String {
    if rest == 0 { head } else { format!("{head} {}", words(rest)) }
}

fn at(number: u64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
