//! The words and rules of a language for a style: § Locale Fallback, § Terms, § Localized Dates.
//!
//! In: the style's own `cs:locale` parts and the locale files. Out: one table, the widest first and the nearest over it.

use std::collections::BTreeMap;

use super::files;
use super::plan::*;
use crate::locale::Language;

/// Words and rules of a language.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// The language's tag.
    pub(super) language: String,
    /// The same for words that are recto's own.
    pub(super) own: Option<Language>,
    terms: BTreeMap<(String, TermForm), Term>,
    ordinals: Vec<Term>,
    dates: BTreeMap<DateForm, DateElement>,
    pub(super) limit_ordinals: bool,
    pub(super) in_quote: bool,
}

impl Sheet {
    /// The table for a style in a language.
    pub(super) fn new(own: &[LocalePart], language: &str) -> Self {
        let mut sheet = Self { language: language.to_owned(), own: Language::parse(language), ..Self::default() };
        let language = if language.is_empty() { "en-US" } else { language };
        let primary = language.split('-').next().unwrap_or_default();
        let file = files::nearest(language);
        for name in ["en-US"].into_iter().chain(files::primary(primary)).chain(file) {
            if let Some(part) = files::locale(name) {
                sheet.lay(&part);
            }
        }
        let said = |part: &&LocalePart, tag: Option<&str>| part.language.as_deref().map(str::to_ascii_lowercase).as_deref() == tag;
        let (lower, base) = (language.to_ascii_lowercase(), primary.to_ascii_lowercase());
        let nearest = files::nearest(language).map(str::to_ascii_lowercase);
        for part in own.iter().filter(|part| said(part, None)) {
            sheet.lay(part);
        }
        for part in own.iter().filter(|part| said(part, Some(&base))) {
            sheet.lay(part);
        }
        let exact = |part: &&LocalePart| base != lower && said(part, Some(&lower)) || lower == base && said(part, nearest.as_deref());
        for part in own.iter().filter(exact) {
            sheet.lay(part);
        }
        sheet
    }

    fn lay(&mut self, part: &LocalePart) {
        let ordinal = |term: &&Term| term.name == "ordinal" || term.name.starts_with("ordinal-");
        if part.terms.iter().any(|term| ordinal(&term)) {
            self.ordinals = part.terms.iter().filter(ordinal).cloned().collect();
        }
        for term in part.terms.iter().filter(|term| !ordinal(term)) {
            let gender = match term.gender_form {
                None => "",
                Some(Gender::Masculine) => "/m",
                Some(Gender::Feminine) => "/f",
            };
            self.terms.insert((format!("{}{gender}", term.name), term.form), term.clone());
        }
        for date in &part.dates {
            if let Some(form) = date.form {
                self.dates.insert(form, date.clone());
            }
        }
        self.limit_ordinals = part.limit_ordinals.unwrap_or(self.limit_ordinals);
        self.in_quote = part.in_quote.unwrap_or(self.in_quote);
    }

    /// A term's entry in a form or the nearest that there is: verb-short → verb → long, symbol → short → long.
    fn entry(&self, name: &str, form: TermForm) -> Option<&Term> {
        let mut form = Some(form);
        while let Some(here) = form {
            if let Some(term) = self.terms.get(&(name.to_owned(), here)) {
                return Some(term);
            }
            form = match here {
                TermForm::Long => None,
                TermForm::Short | TermForm::Verb => Some(TermForm::Long),
                TermForm::VerbShort => Some(TermForm::Verb),
                TermForm::Symbol => Some(TermForm::Short),
            };
        }
        None
    }

    /// A term's words; none where the language has no such term.
    pub(super) fn term(&self, name: &str, form: TermForm, plural: bool) -> Option<&str> {
        let alias = match name {
            "sub verbo" => "sub-verbo",
            "sub-verbo" => "sub verbo",
            "et al" => "et-al",
            "and-others" => "and others",
            "no-date" => "no date",
            _ => "",
        };
        let term = self.entry(name, form).or_else(|| self.entry(alias, form))?;
        Some(if plural { &term.multiple } else { &term.single })
    }

    /// The gender of a term's noun.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        self.entry(name, TermForm::Long).and_then(|term| term.gender)
    }

    /// A date's form in this language.
    pub(super) fn date(&self, form: DateForm) -> Option<&DateElement> {
        self.dates.get(&form)
    }

    /// What follows a number: § Ordinal suffixes.
    pub(super) fn ordinal(&self, number: u64, gender: Option<Gender>) -> &str {
        let fits = |term: &&Term| {
            let Some(n) = term.name.strip_prefix("ordinal-").and_then(|n| n.parse::<u64>().ok()) else { return false };
            let rule = term.matching.unwrap_or(if n < 10 { OrdinalMatch::LastDigit } else { OrdinalMatch::LastTwoDigits });
            match rule {
                OrdinalMatch::LastDigit => number % 10 == n,
                OrdinalMatch::LastTwoDigits => number % 100 == n,
                OrdinalMatch::WholeNumber => number == n,
            }
        };
        let wide = |term: &&Term| term.name.strip_prefix("ordinal-").and_then(|n| n.parse::<u64>().ok()).is_some_and(|n| n >= 10);
        let agrees = |term: &&Term| term.gender_form == gender;
        let plain = |term: &&Term| term.gender_form.is_none();
        let matching: Vec<&Term> = self.ordinals.iter().filter(fits).collect();
        let first = |rule: &dyn Fn(&&Term) -> bool| matching.iter().find(|term| rule(term)).copied();
        let found = first(&|t| wide(t) && agrees(t)).or_else(|| first(&|t| wide(t) && plain(t)));
        let found = found.or_else(|| first(&agrees)).or_else(|| first(&plain));
        let general = || self.ordinals.iter().filter(|term| term.name == "ordinal");
        let usual = || general().find(agrees).or_else(|| general().find(plain));
        found.or_else(usual).map_or("", |term| term.single.as_str())
    }

    /// "first" to "tenth".
    pub(super) fn long_ordinal(&self, number: u64, gender: Option<Gender>) -> Option<&str> {
        let name = format!("long-ordinal-{number:02}");
        let suffix = match gender {
            Some(Gender::Masculine) => "/m",
            Some(Gender::Feminine) => "/f",
            None => "",
        };
        let term = self.entry(&format!("{name}{suffix}"), TermForm::Long).or_else(|| self.entry(&name, TermForm::Long))?;
        Some(&term.single).filter(|words| !words.is_empty()).map(String::as_str)
    }
}
