//! Dates in a language's form.
//!
//! In: year, month, day. Out: "23 November 2026". Day and month are joined by a no-break space. Source: CLDR 48,
//! `dateFormatLength type="long"`, months in their `format` (genitive) form.

use super::Words;

const ENGLISH: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const ROMANIAN: [&str; 12] =
    ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"];

const RUSSIAN: [&str; 12] =
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];

impl Words {
    /// The names of the months as they stand beside a day, January first.
    #[must_use]
    pub const fn months(self) -> &'static [&'static str; 12] {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican => &ENGLISH,
            Self::Romanian => &ROMANIAN,
            Self::Russian => &RUSSIAN,
        }
    }

    /// A day of the Gregorian calendar. A month that does not exist is written as its number.
    #[must_use]
    pub fn date(self, year: u16, month: u8, day: u8) -> String {
        let Some(name) = usize::from(month).checked_sub(1).and_then(|at| self.months().get(at)) else {
            return format!("{year:04}-{month:02}-{day:02}");
        };
        match self {
            Self::EnglishBritish | Self::Romanian => format!("{day}\u{a0}{name} {year}"),
            Self::EnglishAmerican => format!("{name}\u{a0}{day}, {year}"),
            Self::Russian => format!("{day}\u{a0}{name} {year}\u{a0}г."),
        }
    }
}
