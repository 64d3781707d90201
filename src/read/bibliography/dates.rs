//! Dates as written → dates of CSL.
//!
//! In: EDTF (ISO 8601-2), levels 0 and 1, and what is as plain: `1946`, `1946-04-30`, `1941/1945`, `1944-08/1946-04`, `1946~`
//! (about), `1946?` (uncertain), `1946/..` and `../1946` (open), `1946-21` (spring), `194X`. Out: `date-parts`, with the seasons
//! as the months 21 to 24 and an open end as `[0]`. Words no date.

use serde_json::{Value, json};

/// A date; none where the text is none.
pub(super) fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    let mut about = false;
    let mut ends = Vec::new();
    for end in halves(text) {
        let bare = end.trim();
        if bare.is_empty() || bare == ".." {
            ends.push(None);
            continue;
        }
        let plain: String = bare.chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
        about |= plain.len() < bare.len();
        ends.push(Some(one(&plain)?));
    }
    let parts = match ends[..] {
        [Some((from, to))] if from == to => json!([from.numbers()]),
        [Some((from, to))] => {
            about = true;
            json!([from.numbers(), to.numbers()])
        }
        [Some((from, _)), Some((_, to))] if from <= to => json!([from.numbers(), to.numbers()]),
        [Some((from, _)), None] => json!([from.numbers(), [0]]),
        [None, Some((_, to))] => return Some(json!({ "literal": format!("–{}", to.written()) })),
        _ => return None,
    };
    Some(if about { json!({ "date-parts": parts, "circa": true }) } else { json!({ "date-parts": parts }) })
}

/// A date that is printed as it is written.
pub(super) fn literal(text: &str) -> Value {
    json!({ "literal": text.trim() })
}

/// The two ends of a range, or the whole. Two years may have a dash between them.
fn halves(text: &str) -> Vec<&str> {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let dashed = ["–", "--", "-", "—"].iter().find_map(|dash| text.split_once(dash));
    match dashed.filter(|(from, to)| year(from.trim()) && year(to.trim())) {
        Some((from, to)) => vec![from, to],
        None => text.split('/').collect(),
    }
}

/// A year with what is known of its parts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: i32,
    month: u8,
    day: u8,
}

impl Day {
    fn numbers(self) -> Value {
        match self {
            Self { year, month: 0, .. } => json!([year]),
            Self { year, month, day: 0 } => json!([year, month]),
            Self { year, month, day } => json!([year, month, day]),
        }
    }

    fn written(self) -> String {
        match self {
            Self { year, month: 0, .. } => year.to_string(),
            Self { year, month, day: 0 } => format!("{year}-{month:02}"),
            Self { year, month, day } => format!("{year}-{month:02}-{day:02}"),
        }
    }
}

/// The first and the last that a text can mean: they differ where digits are not known (`194X`).
fn one(text: &str) -> Option<(Day, Day)> {
    let text = text.split('T').next()?;
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = rest.split('-');
    let year = parts.next()?;
    let (from, to) = year_of(year)?;
    let (from, to) = if sign < 0 { (-to, -from) } else { (from, to) };
    let month = known(parts.next(), 24)?;
    let day = known(parts.next(), 31)?;
    let fits = parts.next().is_none() && (month <= 12 || month >= 21 && day == 0) && (month > 0 || day == 0) && day <= longest(month, from);
    fits.then_some((Day { year: from, month, day }, Day { year: to, month, day }))
}

/// A year of three or four digits; the last may be X.
fn year_of(text: &str) -> Option<(i32, i32)> {
    let long = text.strip_prefix('Y');
    let digits = long.unwrap_or(text);
    let known = digits.trim_end_matches(['X', 'x', 'u']);
    let open = digits.len() - known.len();
    let fits = (long.is_some() && digits.len() < 8 || (3..=4).contains(&digits.len())) && open <= 2;
    if !fits || known.is_empty() || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let end = |digit: &str| format!("{known}{}", digit.repeat(open)).parse().ok();
    Some((end("0")?, end("9")?))
}

/// A month or day; 0 where it is not said or not known.
fn known(part: Option<&str>, most: u8) -> Option<u8> {
    match part {
        None | Some("XX" | "xx" | "uu") => Some(0),
        Some(part) => part.parse().ok().filter(|n| part.len() <= 2 && (1..=most).contains(n)),
    }
}

/// How many days a month has.
fn longest(month: u8, year: i32) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
