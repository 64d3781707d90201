//! Dates that may be uncertain: EDTF (ISO 8601-2:2019), level 1, and their words.
//!
//! In: `1944-08-23`, `1946-04`, `1941/1945`, `1944?`, `1944~`, `194X`, `1943/..`. Out: the date, its words in a language, and a
//! key to sort by. Names of months and the order of parts: CLDR 48; ranges are joined by an unspaced dash where both sides are
//! single words.

use super::{Language, Words};

/// A date or a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// A day, month, year, decade or century.
    Point(EdtfPoint),
    /// From one to another; none: open or not known.
    Span(Option<EdtfPoint>, Option<EdtfPoint>),
}

/// A day, month, year, decade or century.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdtfPoint {
    /// The year; its first where digits are not specified.
    pub year: i32,
    /// Digits of the year that are not specified, from the last: `194X` has one.
    pub unspecified: u8,
    /// 1 to 12; 21 to 24 are spring to winter.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// `?` or `%`
    pub uncertain: bool,
    /// `~` or `%`
    pub approximate: bool,
}

const SEASONS: [(&str, &str, &str); 4] =
    [("spring", "primăvara", "весна"), ("summer", "vara", "лето"), ("autumn", "toamna", "осень"), ("winter", "iarna", "зима")];

const RUSSIAN_ALONE: [&str; 12] =
    ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

impl Edtf {
    /// Reads a date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((first, last)) = text.split_once('/') else { return point(text).map(Self::Point) };
        let side = |text: &str| if matches!(text, ".." | "") { Some(None) } else { point(text).map(Some) };
        match (side(first)?, side(last)?) {
            (None, None) => None,
            (Some(first), Some(last)) if first.key() > last.key() => None,
            (first, last) => Some(Self::Span(first, last)),
        }
    }

    /// What dates are sorted by: the beginning.
    #[must_use]
    pub fn key(self) -> (i32, u8, u8) {
        match self {
            Self::Point(point) | Self::Span(Some(point), _) => point.key(),
            Self::Span(None, Some(last)) => last.key(),
            Self::Span(None, None) => (i32::MAX, 0, 0),
        }
    }
}

impl EdtfPoint {
    const fn key(self) -> (i32, u8, u8) {
        let month = match self.month {
            Some(month) => month,
            None => 0,
        };
        let day = match self.day {
            Some(day) => day,
            None => 0,
        };
        (self.year, month, day)
    }
}

fn point(text: &str) -> Option<EdtfPoint> {
    let bare = text.trim_end_matches(['?', '~', '%']);
    let marks = &text[bare.len()..];
    if marks.len() > 1 {
        return None;
    }
    let (negative, bare) = bare.strip_prefix('-').map_or((false, bare), |rest| (true, rest));
    let mut parts = bare.split('-');
    let (year, unspecified) = year(parts.next()?)?;
    let number = |part: Option<&str>| match part {
        None => Some(None),
        Some(part) if part.len() == 2 => part.parse::<u8>().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (number(parts.next())?, number(parts.next())?);
    if parts.next().is_some() || (unspecified > 0 && month.is_some()) {
        return None;
    }
    let year = if negative { -year } else { year };
    let good = match (month, day) {
        (None, None) => true,
        (Some(month), None) => (1..=12).contains(&month) || (21..=24).contains(&month),
        (Some(month), Some(day)) => (1..=12).contains(&month) && (1..=days(year, month)).contains(&day),
        (None, Some(_)) => false,
    };
    let marked = |signs: &[char]| marks.starts_with(signs);
    good.then(|| EdtfPoint { year, unspecified, month, day, uncertain: marked(&['?', '%']), approximate: marked(&['~', '%']) })
}

/// Four digits, the last ones of which may be `X`.
fn year(text: &str) -> Option<(i32, u8)> {
    let digits = text.trim_end_matches('X');
    let unspecified = text.len() - digits.len();
    if text.len() != 4 || unspecified > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i32 = digits.parse().ok()?;
    Some((year * 10_i32.pow(u32::try_from(unspecified).ok()?), u8::try_from(unspecified).ok()?))
}

/// The days of a month of the Gregorian calendar.
const fn days(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Language {
    /// A date in words.
    #[must_use]
    pub fn edtf(&self, date: Edtf) -> String {
        let words = self.words();
        match date {
            Edtf::Point(point) => words.point(point),
            Edtf::Span(Some(first), Some(last)) => words.span(first, last),
            Edtf::Span(Some(first), None) => format!("{} {}", Self::pick(words, "from", "din", "с"), words.point(first)),
            Edtf::Span(None, Some(last)) => format!("{} {}", Self::pick(words, "until", "până în", "до"), words.point(last)),
            Edtf::Span(None, None) => String::new(),
        }
    }
}

impl Words {
    fn point(self, point: EdtfPoint) -> String {
        let about = if point.approximate { Language::pick(self, "c.\u{a0}", "cca\u{a0}", "ок.\u{a0}") } else { "" };
        let doubt = if point.uncertain { "\u{a0}(?)" } else { "" };
        format!("{about}{}{doubt}", self.certain(point))
    }

    fn certain(self, point: EdtfPoint) -> String {
        let year = point.year;
        match (point.month, point.day) {
            (Some(month), Some(day)) => u16::try_from(year).map_or_else(|_| year.to_string(), |year| self.date(year, month, day)),
            (Some(month), None) => format!("{} {}", self.month_alone(month), self.year(year)),
            (None, _) => match (point.unspecified, self) {
                (0, _) => year.to_string(),
                (1, Self::EnglishBritish | Self::EnglishAmerican) => format!("{year}s"),
                (1, Self::Romanian) => format!("anii {year}"),
                (1, Self::Russian) => format!("{year}-е\u{a0}годы"),
                (_, Self::EnglishBritish | Self::EnglishAmerican) => format!("{year}s"),
                (_, Self::Romanian) => format!("secolul {}", roman(year / 100 + 1)),
                (_, Self::Russian) => format!("{}\u{a0}век", roman(year / 100 + 1)),
            },
        }
    }

    /// A year beside a month: Russian adds its sign.
    fn year(self, year: i32) -> String {
        match self {
            Self::EnglishBritish | Self::EnglishAmerican | Self::Romanian => year.to_string(),
            Self::Russian => format!("{year}\u{a0}г."),
        }
    }

    /// A month without a day.
    fn month_alone(self, month: u8) -> &'static str {
        let at = usize::from(month).saturating_sub(1);
        if let Some((en, ro, ru)) = usize::from(month).checked_sub(21).and_then(|at| SEASONS.get(at)) {
            return Language::pick(self, en, ro, ru);
        }
        let names = match self {
            Self::EnglishBritish | Self::EnglishAmerican | Self::Romanian => self.months(),
            Self::Russian => &RUSSIAN_ALONE,
        };
        names.get(at).copied().unwrap_or_default()
    }

    fn span(self, first: EdtfPoint, last: EdtfPoint) -> String {
        let plain = |p: EdtfPoint| !p.uncertain && !p.approximate && p.unspecified == 0;
        if !plain(first) || !plain(last) {
            return format!("{} – {}", self.point(first), self.point(last));
        }
        match (first.month, first.day, last.month, last.day) {
            (None, None, None, None) => match self {
                Self::Russian => format!("{}–{}\u{a0}гг.", first.year, last.year),
                Self::EnglishBritish | Self::EnglishAmerican | Self::Romanian => format!("{}–{}", first.year, last.year),
            },
            (Some(a), None, Some(b), None) if first.year == last.year => {
                format!("{}–{} {}", self.month_alone(a), self.month_alone(b), self.year(first.year))
            }
            (Some(a), Some(from), Some(b), Some(to)) if first.year == last.year && a == b => {
                let whole = self.certain(last);
                match self {
                    Self::EnglishAmerican => whole.replacen(&format!("\u{a0}{to},"), &format!("\u{a0}{from}–{to},"), 1),
                    Self::EnglishBritish | Self::Romanian | Self::Russian => format!("{from}–{whole}"),
                }
            }
            _ => format!("{} – {}", self.certain(first), self.certain(last)),
        }
    }
}

fn roman(mut number: i32) -> String {
    let mut text = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Edtf, Language};

    fn words(tag: &str, date: &str) -> String {
        Language::parse(tag).expect("a tag").edtf(Edtf::parse(date).expect("a date")).replace('\u{a0}', "~")
    }

    #[test]
    fn dates_have_their_words() {
        assert_eq!(words("en-GB", "1944-08-23"), "23~August 1944");
        assert_eq!(words("en-US", "1941-09-08/1941-09-10"), "September~8–10, 1941");
        assert_eq!(words("ro", "1946-04"), "aprilie 1946");
        assert_eq!(words("ru", "1946-04"), "апрель 1946~г.");
        assert_eq!(words("ru", "1941/1945"), "1941–1945~гг.");
        assert_eq!(words("en-GB", "1944?"), "1944~(?)");
        assert_eq!(words("ro", "1944~"), "cca~1944");
        assert_eq!(words("en-GB", "194X"), "1940s");
        assert_eq!(words("ru", "19XX"), "XX~век");
        assert_eq!(words("en-GB", "1943/.."), "from 1943");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["1944-02-30", "44", "23.08.1944", "1945/1941", "1944-8", "XXXX", "1944??", "../.."] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }
}
