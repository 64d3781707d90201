//! The forms of a value: figures, words, ordinal, rounded, hedged, with its unit; dates.
//!
//! In: a value and the forms typed after `as`. Out: its words in a language. A form that does not fit the value is refused, with
//! the reason.

use super::reckon::Reckoned;
use crate::diag::{Code, Diagnostic};
use crate::locale::{Edtf, Gender, Language};
use crate::manuscript::{Amount, DataFile, Derived, FieldType, Precision};
use crate::source::Spanned;

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    kind: Kind,
    gender: Option<Gender>,
    /// Rounded to the nearest of this: 1000.
    round: Option<Amount>,
    hedge: Hedge,
    unit: bool,
    pub(super) cited: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Figures,
    Words,
    Ordinal,
    Year,
    Month,
    Iso,
}

/// Which word stands before a number that is not exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Hedge {
    /// None: the sentence says it.
    #[default]
    None,
    /// "about".
    About,
    /// What the data say: "over", "up to", "about".
    Stated,
}

const FORMS: [&str; 12] =
    ["figures", "words", "ordinal", "about", "stated", "round 1000", "unit", "cited", "year", "month", "iso", "words feminine"];

/// Reads the forms of a value.
pub(super) fn forms(typed: &[Spanned<String>]) -> Result<Form, Box<Diagnostic>> {
    let mut form = Form::default();
    for word in typed {
        let mut parts = word.value.split_whitespace();
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        let gender = match second {
            Some("masculine") => Some(Gender::Masculine),
            Some("feminine") => Some(Gender::Feminine),
            Some("neuter") => Some(Gender::Neuter),
            _ => None,
        };
        let unit = second.and_then(Amount::parse).filter(|unit| unit.shortest().trim_end_matches('0') == "1");
        match (first, second) {
            ("figures", None) => form.kind = Kind::Figures,
            ("words", None) => form.kind = Kind::Words,
            ("ordinal", None) => form.kind = Kind::Ordinal,
            ("words", Some(_)) if gender.is_some() => (form.kind, form.gender) = (Kind::Words, gender),
            ("ordinal", Some(_)) if gender.is_some() => (form.kind, form.gender) = (Kind::Ordinal, gender),
            ("about", None) => form.hedge = Hedge::About,
            ("stated", None) => form.hedge = Hedge::Stated,
            ("round" | "rounded", Some(_)) if unit.is_some() => form.round = unit,
            ("unit", None) => form.unit = true,
            ("cited", None) => form.cited = true,
            ("year", None) => form.kind = Kind::Year,
            ("month", None) => form.kind = Kind::Month,
            ("iso", None) => form.kind = Kind::Iso,
            _ => {
                let finding = Diagnostic::new(Code::BadValue, word.span, format!("a value has no form `{}`", word.value));
                let all = FORMS.join("`, `");
                return Err(Box::new(finding.nearest(&word.value, FORMS).hint(format!("write one of `{all}`"))));
            }
        }
    }
    Ok(form)
}

impl Form {
    /// Whether the words say how exact the value is.
    pub(super) fn stated(&self) -> bool {
        self.hedge == Hedge::Stated
    }
}

/// A value and what is needed to print it.
#[derive(Debug, Clone)]
pub(super) struct Printed<'a> {
    pub(super) kind: FieldType,
    /// Its plain text.
    pub(super) text: String,
    pub(super) precision: Precision,
    decimals: Option<u8>,
    unit: &'a [(String, Spanned<String>)],
}

impl<'a> Printed<'a> {
    /// A cell's.
    pub(super) fn cell(data: &'a DataFile, row: usize, at: usize) -> Self {
        let (cell, column) = (&data.rows[row].cells[at], &data.columns[at]);
        let precision = data.precision(row, at);
        Self { kind: column.kind, text: cell.text.clone(), precision, decimals: column.decimals, unit: &column.unit }
    }

    /// A declared value's.
    pub(super) fn reckoned(value: &Reckoned, derived: &'a Derived) -> Self {
        let text = if derived.decimals.is_some() { value.amount.plain() } else { value.amount.shortest() };
        let kind = if value.percent { FieldType::Percent } else { FieldType::Number };
        Self { kind, text, precision: value.precision.unwrap_or(Precision::About), decimals: derived.decimals, unit: &derived.unit }
    }

    /// The plain words of a cell: in a table, with the column's decimals.
    pub(super) fn plain(&self, language: &Language) -> String {
        match self.kind {
            FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation => self.text.clone(),
            FieldType::Date => Edtf::parse(&self.text).map_or_else(|| self.text.clone(), |date| language.edtf(date)),
            FieldType::Integer | FieldType::Number => self.figures(language),
            FieldType::Percent => language.words().percent(&self.figures(language)),
        }
    }

    /// The plain words with the one that says how exact a number is.
    pub(super) fn hedged(&self, language: &Language) -> String {
        stated(self.precision, language, &self.plain(language))
    }

    fn figures(&self, language: &Language) -> String {
        language.words().number(&self.digits()).unwrap_or_else(|| self.text.clone())
    }

    /// Its plain digits, with the decimals that it is printed with.
    pub(super) fn digits(&self) -> String {
        let given = self.text.split_once('.').map_or(0, |(_, part)| part.len());
        match self.decimals.map(usize::from).filter(|wanted| *wanted > given) {
            None => self.text.clone(),
            Some(wanted) => {
                let point = if given == 0 { "." } else { "" };
                format!("{}{point}{}", self.text, "0".repeat(wanted - given))
            }
        }
    }

    /// Its words in a form, or why it has none.
    pub(super) fn words(&self, form: &Form, language: &Language) -> Result<String, String> {
        if self.kind == FieldType::Date {
            return self.date(form, language);
        }
        if !self.kind.is_number() {
            let plain = form.kind == Kind::Figures && form.round.is_none() && form.hedge == Hedge::None && !form.unit;
            return if plain { Ok(self.text.clone()) } else { Err("a text has no such form: it is printed as it stands".to_owned()) };
        }
        let mut value = self.clone();
        if let Some(unit) = form.round {
            let amount = Amount::parse(&self.text).and_then(|amount| amount.over(unit, 0)?.times(unit));
            value.text = amount.ok_or("the value can't be rounded so")?.shortest();
            value.decimals = None;
        }
        let whole = Amount::parse(&value.text).filter(|amount| amount.is_whole()).and_then(|amount| amount.shortest().parse::<i64>().ok());
        let words = language.words();
        let gender = form.gender.unwrap_or(Gender::Masculine);
        let mut text = match form.kind {
            Kind::Figures => value.plain(language),
            Kind::Words => {
                let whole = whole.ok_or("only whole numbers have words")?;
                words.spelled(whole, gender).ok_or("the number is too large for words")?
            }
            Kind::Ordinal => {
                let whole = whole.and_then(|n| u64::try_from(n).ok()).ok_or("only whole numbers from nought have an ordinal")?;
                words.ordinal(whole, gender)
            }
            Kind::Year | Kind::Month | Kind::Iso => return Err("a number has no form of dates".to_owned()),
        };
        if form.unit {
            let unit = by_language(self.unit, language).ok_or("the value has no unit: give it one in the schema")?;
            text = format!("{text}\u{a0}{}", unit.value);
        }
        Ok(match form.hedge {
            Hedge::None => text,
            Hedge::About => words.hedge(crate::locale::Hedge::About, &text),
            Hedge::Stated => stated(self.precision, language, &text),
        })
    }

    fn date(&self, form: &Form, language: &Language) -> Result<String, String> {
        if form.round.is_some() || form.hedge != Hedge::None || form.unit {
            return Err("a date has no such form".to_owned());
        }
        let part = |length: usize, what: &str| {
            let plain = self.text.get(..length).filter(|_| !self.text.contains('/'));
            let date = plain.and_then(Edtf::parse).ok_or_else(|| format!("`{}` has no {what} of its own", self.text));
            date.map(|date| language.edtf(date))
        };
        match form.kind {
            Kind::Figures => Ok(self.plain(language)),
            Kind::Iso => Ok(self.text.clone()),
            Kind::Year => part(4, "year"),
            Kind::Month => part(7, "month"),
            Kind::Words | Kind::Ordinal => Err("a date has no such form: write `as year`, `as month` or `as iso`".to_owned()),
        }
    }
}

/// A number with the word that its precision asks for.
pub(super) fn stated(precision: Precision, language: &Language, text: &str) -> String {
    use crate::locale::Hedge as Word;
    let word = match precision {
        Precision::Exact => return text.to_owned(),
        Precision::Rounded | Precision::About => Word::About,
        Precision::Estimated => Word::Estimated,
        Precision::AtLeast => Word::AtLeast,
        Precision::AtMost => Word::AtMost,
    };
    language.words().hedge(word, text)
}

/// The text for a language among several: its tag, its primary language, or what serves where no other fits.
pub(super) fn by_language<'t>(texts: &'t [(String, Spanned<String>)], language: &Language) -> Option<&'t Spanned<String>> {
    let wanted = [language.tag(), language.primary(), ""];
    wanted.iter().find_map(|wanted| texts.iter().find(|(known, _)| known == wanted)).map(|(_, text)| text)
}
