//! Dates: § Date, § Date-part, § Date Ranges, § AD and BC, § Seasons.
//!
//! In: a date variable and a `cs:date`. Out: its words, with the year marked for suffixes and collapsing.

use super::item::{Day, Moment};
use super::letters;
use super::plan::*;
use super::render::{Eval, Omit};
use super::span::{Event, Open, Origin, Part, Spans, blank, join, text, wrap};

impl Eval<'_> {
    /// Words a `cs:date`.
    pub(super) fn date(&mut self, element: &DateElement) -> Spans {
        self.called += 1;
        let item = self.scene.item;
        let known = if self.quashed(&element.variable) { None } else { item.dates.get(&element.variable) };
        let Some(moment) = known else { return Spans::new() };
        if self.facing && element.variable == "accessed" {
            return Spans::new();
        }
        if self.sorting.is_some() {
            let key = sort_key(moment, self.precision(element));
            self.full += usize::from(!key.is_empty());
            return text(key, Origin::Field);
        }
        let local = element.form.and_then(|form| self.scene.sheet.date(form));
        let parts = match local {
            Some(local) => localized(local, element),
            None => element.parts.clone(),
        };
        let delimiter = local.map_or(element.delimiter.as_str(), |local| local.delimiter.as_str());
        let words = if moment.literal.is_empty() { self.moment(moment, &parts, delimiter) } else { self.literal(moment) };
        if blank(&words) {
            // A year that a group of cites shares is left out, and yet it is there.
            self.full += usize::from(self.scene.omit == Omit::NamesAndYear && self.year_done);
            return Spans::new();
        }
        self.full += 1;
        let mut dress = element.dress.clone();
        if let Some(local) = local {
            dress.format = super::points::over(dress.format, local.dress.format);
            dress.case = dress.case.or(local.dress.case);
        }
        self.dressed(words, &dress)
    }

    fn precision(&self, element: &DateElement) -> usize {
        if element.form.is_some() {
            return element.precision;
        }
        if element.parts.is_empty() {
            return 3;
        }
        element.parts.iter().map(|part| part.name as usize + 1).max().unwrap_or(3)
    }

    fn literal(&mut self, moment: &Moment) -> Spans {
        let words = super::inline::parse(&moment.literal, Origin::Field);
        self.year(words)
    }

    /// Marks a year, with its suffix after the first.
    fn year(&mut self, mut words: Spans) -> Spans {
        if self.scene.omit == Omit::NamesAndYear && !self.year_done {
            words.clear();
        }
        if !self.scene.plan.places_suffix {
            words.extend(self.suffix());
        }
        self.year_done = true;
        wrap(Open::Part(Part::Year), words)
    }

    /// The letter of the year, once.
    pub(super) fn suffix(&mut self) -> Spans {
        match &self.scene.cite.suffix {
            Some(suffix) if !self.suffix_done => {
                self.suffix_done = true;
                wrap(Open::Part(Part::Suffix), text(suffix.clone(), Origin::Field))
            }
            _ => Spans::new(),
        }
    }

    fn moment(&mut self, moment: &Moment, parts: &[DatePart], delimiter: &str) -> Spans {
        let Some(to) = moment.to.filter(|to| *to != moment.from) else {
            let mut pieces = self.day(moment, moment.from, parts, (false, moment.open));
            if moment.open
                && let Some(last) = pieces.iter_mut().rev().find(|piece| !blank(piece))
            {
                last.extend(text("–", Origin::Field));
            }
            return join(pieces, delimiter);
        };
        let from = moment.from;
        let present = |day: &Day, name: PartName| match name {
            PartName::Year => day.year.is_some(),
            PartName::Month => day.month.is_some(),
            PartName::Day => day.day.is_some(),
        };
        let shown: Vec<DatePart> = parts.iter().filter(|part| present(&from, part.name) || present(&to, part.name)).cloned().collect();
        if shown.is_empty() {
            return Spans::new();
        }
        let named = |name: PartName| shown.iter().any(|part| part.name == name);
        let widest = if from.year != to.year {
            PartName::Year
        } else if from.month != to.month && named(PartName::Month) {
            PartName::Month
        } else if from.day != to.day && named(PartName::Day) {
            PartName::Day
        } else {
            let pieces = self.day(moment, from, &shown, (false, false));
            return join(pieces, delimiter);
        };
        let differs = |part: &DatePart| part.name >= widest;
        let first = shown.iter().position(differs).unwrap_or(0);
        let last = shown.iter().rposition(differs).unwrap_or(first);
        let joint = shown.iter().find(|part| part.name == widest).and_then(|part| part.range_delimiter.clone());
        let joint = joint.unwrap_or_else(|| "–".to_owned());
        let mut pieces = self.day(moment, from, &shown[..first], (false, false));
        let one = self.day(moment, from, &shown[first..=last], (false, true));
        let other = self.day(&Moment::default(), to, &shown[first..=last], (true, false));
        let mut range = join(one, delimiter);
        range.extend(text(joint, Origin::Field));
        range.extend(join(other, delimiter));
        pieces.push(range);
        pieces.extend(self.day(moment, to, &shown[last + 1..], (false, false)));
        join(pieces, delimiter)
    }

    /// The parts of a day; at a joint of a range the outermost affixes go.
    fn day(&mut self, moment: &Moment, day: Day, parts: &[DatePart], (open_start, open_end): (bool, bool)) -> Vec<Spans> {
        let mut pieces = Vec::new();
        let worded: Vec<Option<Spans>> = parts.iter().map(|part| self.part(moment, day, part)).collect();
        let first = worded.iter().position(Option::is_some);
        let last = worded.iter().rposition(Option::is_some);
        for (at, (part, words)) in parts.iter().zip(worded).enumerate() {
            let Some(mut words) = words else { continue };
            let mut dress = part.dress.clone();
            if open_start && Some(at) == first {
                dress.prefix.clear();
            }
            if open_end && Some(at) == last {
                dress.suffix.clear();
            }
            if part.name == PartName::Year {
                words = self.year(words);
            }
            pieces.push(self.dressed(words, &dress));
        }
        pieces
    }

    fn part(&self, moment: &Moment, day: Day, part: &DatePart) -> Option<Spans> {
        let words = match part.name {
            PartName::Year => self.year_words(day.year?, part),
            PartName::Month => match day.month {
                None if moment.season.is_empty() => return None,
                None => moment.season.clone(),
                Some(month) => self.month_words(month, part),
            },
            PartName::Day => self.day_words(day.day?, part),
        };
        let words = text(words, Origin::Field);
        (!words.is_empty()).then_some(words)
    }

    fn year_words(&self, year: i64, part: &DatePart) -> String {
        let sheet = self.scene.sheet;
        let count = year.unsigned_abs();
        if year < 0 {
            return format!("{count}{}", sheet.term("bc", TermForm::Long, false).unwrap_or("BC"));
        }
        if part.form == Some(PartForm::Short) {
            return format!("{:02}", count % 100);
        }
        if (1..1000).contains(&count) {
            return format!("{count}{}", sheet.term("ad", TermForm::Long, false).unwrap_or("AD"));
        }
        if count == 0 { String::new() } else { count.to_string() }
    }

    fn month_words(&self, month: u8, part: &DatePart) -> String {
        let sheet = self.scene.sheet;
        let form = if part.form == Some(PartForm::Short) { TermForm::Short } else { TermForm::Long };
        if month > 12 {
            return sheet.term(&format!("season-{:02}", month - 12), form, false).unwrap_or_default().to_owned();
        }
        match part.form {
            Some(PartForm::Numeric) => month.to_string(),
            Some(PartForm::LeadingZeros) => format!("{month:02}"),
            _ => sheet.term(&format!("month-{month:02}"), form, false).map_or_else(|| month.to_string(), str::to_owned),
        }
    }

    fn day_words(&self, day: u8, part: &DatePart) -> String {
        let sheet = self.scene.sheet;
        match part.form {
            Some(PartForm::LeadingZeros) => format!("{day:02}"),
            Some(PartForm::Ordinal) if day == 1 || !sheet.limit_ordinals => {
                let month = self.scene.item.dates.values().find_map(|m| m.from.month).unwrap_or(1);
                let gender = sheet.gender(&format!("month-{month:02}"));
                format!("{day}{}", sheet.ordinal(day.into(), gender))
            }
            _ => day.to_string(),
        }
    }
}

/// A language's form with what the style's element says over it.
fn localized(local: &DateElement, element: &DateElement) -> Vec<DatePart> {
    let wanted = local.parts.iter().filter(|part| (part.name as usize) < element.precision);
    let over = |part: &DatePart| {
        let mut part = part.clone();
        if let Some(own) = element.parts.iter().find(|own| own.name == part.name) {
            part.form = own.form.or(part.form);
            part.range_delimiter = own.range_delimiter.clone().or(part.range_delimiter);
            part.dress.format = super::points::over(own.dress.format, part.dress.format);
            part.dress.case = own.dress.case.or(part.dress.case);
            part.dress.strip_periods |= own.dress.strip_periods;
        }
        part
    };
    wanted.map(over).collect()
}

/// A date as a key for sorting: § Sorting, "dates in YYYYMMDD format"; years before Christ come first.
pub(super) fn sort_key(moment: &Moment, precision: usize) -> String {
    let one = |day: &Day| {
        let Some(year) = day.year else { return String::new() };
        let shifted = year.saturating_add(100_000_000).clamp(0, 999_999_999);
        let month = if precision > 1 { day.month.unwrap_or(0) } else { 0 };
        let date = if precision > 2 { day.day.unwrap_or(0) } else { 0 };
        format!("{shifted:09}{month:02}{date:02}")
    };
    let from = one(&moment.from);
    let to = moment.to.as_ref().map(one).unwrap_or_default();
    if from.is_empty() { moment.literal.clone() } else { format!("{from}{to}") }
}

/// Whether an element's language takes English title case.
pub(super) fn english(language: &str) -> bool {
    language.is_empty() || language.split(['-', '_']).next().is_some_and(|l| l.eq_ignore_ascii_case("en"))
}

/// Puts words into a case: a source's words by its own language, the style's by the language that they are printed in.
pub(super) fn cased(words: &mut Spans, case: Case, item: Option<&str>, style: &str, sheet: &str) {
    let own = words.iter().any(|event| matches!(event, Event::Text(text) if matches!(text.origin, Origin::Field | Origin::Number)));
    let language = if own { item.filter(|l| !l.is_empty()).unwrap_or(style) } else { sheet };
    letters::set(case, words, english(language), language);
}
