//! Sorting texts as a language does.
//!
//! In: two texts. Out: their order by the Unicode Collation Algorithm with CLDR's tailoring of the language, numbers in them by
//! their value ("No. 9" before "No. 10"); texts that a reader sees as equal by their letters.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use super::Language;

/// The order of a language.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of a language; the root order where CLDR has none of its own.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        let locale: Locale = language.tag().parse().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// The order of two texts.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b)).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::{Collation, Language};

    #[test]
    fn languages_sort_by_their_own_rules() {
        let sorted = |tag: &str, mut words: Vec<&str>| {
            let collation = Collation::of(&Language::parse(tag).expect("a tag"));
            words.sort_by(|a, b| collation.compare(a, b));
            words.join(" ")
        };
        assert_eq!(sorted("ro", vec!["țară", "tură", "tza", "șal", "sură", "ăla", "azi"]), "azi ăla sură șal tură tza țară");
        assert_eq!(sorted("en", vec!["No. 10", "No. 9", "a", "B"]), "a B No. 9 No. 10");
        assert_eq!(sorted("ru", vec!["Ёлка", "Емеля", "Жук"]), "Ёлка Емеля Жук");
    }
}
