//! Numbers in a language's form.
//!
//! In: a number in plain decimal digits (`-61662.50`). Out: the same digits with the language's group and decimal marks.
//! Digits are never rounded, added or dropped. Sources: CLDR 48, `numbers/symbols` and `minimumGroupingDigits`, which is 1
//! for English, Romanian and Russian: four digits are grouped too.

use super::Words;

/// The marks in a language's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NumberMarks {
    /// Between groups of three digits.
    pub group: char,
    /// Before the decimals.
    pub decimal: char,
}

/// A word before a number that is not exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// Near it.
    About,
    /// Reckoned, not counted.
    Estimated,
    /// A lower bound.
    AtLeast,
    /// An upper bound.
    AtMost,
}

/// The minus sign: U+2212, as wide as the plus sign.
pub const MINUS: char = '\u{2212}';

impl Words {
    /// The marks of its numbers. Russian groups with a narrow no-break space (CLDR has the wide one; books set the
    /// narrow).
    #[must_use]
    pub const fn number_marks(self) -> NumberMarks {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => NumberMarks { group: ',', decimal: '.' },
            Self::Romanian => NumberMarks { group: '.', decimal: ',' },
            Self::Russian => NumberMarks { group: '\u{202f}', decimal: ',' },
        }
    }

    /// A number in its form: `61662.5` is `61,662.5`, `61.662,5`, `61 662,5`. None where `plain` is no number of an
    /// optional sign, digits, and an optional point with digits.
    #[must_use]
    pub fn number(self, plain: &str) -> Option<String> {
        let marks = self.number_marks();
        let (sign, digits) = match plain.strip_prefix(['-', MINUS]) {
            Some(rest) => (Some(MINUS), rest),
            None => (None, plain.strip_prefix('+').unwrap_or(plain)),
        };
        let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || decimals.is_some_and(|decimals| !is_digits(decimals)) {
            return None;
        }
        let mut formed: String = sign.into_iter().collect();
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                formed.push(marks.group);
            }
            formed.push(digit);
        }
        if let Some(decimals) = decimals {
            formed.push(marks.decimal);
            formed.push_str(decimals);
        }
        Some(formed)
    }

    /// A number with the sign of per cent: CLDR sets it apart in Romanian and Russian.
    #[must_use]
    pub fn percent(self, figures: &str) -> String {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => format!("{figures}%"),
            Self::Romanian | Self::Russian => format!("{figures}\u{a0}%"),
        }
    }

    /// A number with the word before it that says how exact it is. Russian figures stand in any case.
    #[must_use]
    pub fn hedge(self, hedge: Hedge, number: &str) -> String {
        let (en, ro, ru) = match hedge {
            Hedge::About => ("about", "circa", "около"),
            Hedge::Estimated => ("an estimated", "estimativ", "по оценкам,"),
            Hedge::AtLeast => ("over", "peste", "свыше"),
            Hedge::AtMost => ("up to", "până la", "до"),
        };
        format!("{}\u{a0}{number}", super::Language::pick(self, en, ro, ru))
    }

    /// An ordinal in figures: "3rd", "al 3-lea", "3-й".
    #[must_use]
    pub fn ordinal(self, number: u64, gender: super::Gender) -> String {
        use super::Gender;
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => {
                let ending = match (number % 100, number % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                format!("{number}{ending}")
            }
            Self::Romanian => match (number, gender) {
                (1, Gender::Masculine) => "primul".to_owned(),
                (1, Gender::Feminine | Gender::Neuter) => "prima".to_owned(),
                (_, Gender::Masculine) => format!("al\u{a0}{number}-lea"),
                (_, Gender::Feminine | Gender::Neuter) => format!("a\u{a0}{number}-a"),
            },
            Self::Russian => {
                let ending = match gender {
                    Gender::Masculine => "й",
                    Gender::Feminine => "я",
                    Gender::Neuter => "е",
                };
                format!("{number}-{ending}")
            }
        }
    }

    /// A whole number in its form.
    #[must_use]
    pub fn whole(self, number: u64) -> String {
        let plain = number.to_string();
        self.number(&plain).unwrap_or(plain)
    }
}

/// Small Roman numerals for 1 to 3999.
#[must_use]
pub fn roman(number: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut rest, mut whole) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            whole.push_str(sign);
            rest -= value;
        }
    }
    Some(whole)
}
