//! Sorting: § Sorting, by the rules of the book's language.
//!
//! In: a source and the keys of `cs:sort`. Out: its words for each key, and how two sources compare. Empty words come last in
//! both directions.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use super::dates;
use super::item::Person;
use super::plan::*;
use super::render::{Scene, sort_words};

/// A source's words for one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Words(String),
    Number(u64),
    Date(String),
}

/// Compares by a language's rules.
pub(super) struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The rules of a language.
    pub(super) fn new(language: &str) -> Self {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        options.alternate_handling = Some(AlternateHandling::Shifted);
        let locale = language.parse::<icu_locale_core::Locale>().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        Self(Collator::try_new(CollatorPreferences::from(&locale), options).ok())
    }

    /// Word by word, so that "Smith Jones" follows "Smith".
    pub(super) fn words(&self, left: &str, right: &str) -> Ordering {
        let (mut left, mut right) = (left.split_whitespace(), right.split_whitespace());
        loop {
            match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(left), Some(right)) => match self.one(left, right) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                },
            }
        }
    }

    fn one(&self, left: &str, right: &str) -> Ordering {
        let digits = |text: &str| text.parse::<u64>().ok();
        if let (Some(left), Some(right)) = (digits(left), digits(right)) {
            return left.cmp(&right);
        }
        match &self.0 {
            Some(collator) => collator.compare(left, right),
            None => left.to_lowercase().cmp(&right.to_lowercase()),
        }
    }
}

/// A source's words for all keys.
pub(super) fn keys(scene: Scene<'_>, sort: &[SortKey]) -> Vec<Option<Key>> {
    sort.iter().map(|key| one(scene, key)).collect()
}

fn one(scene: Scene<'_>, key: &SortKey) -> Option<Key> {
    let item = scene.item;
    match &key.what {
        SortWhat::Macro(index) => {
            let words = sort_words(scene, *index, &key.names);
            (!words.trim().is_empty()).then_some(Key::Words(words))
        }
        SortWhat::Variable(variable) if variable == "citation-number" => Some(Key::Number(scene.cite.number as u64)),
        SortWhat::Variable(variable) if variable == "citation-label" => {
            Some(Key::Words(super::span::plain(&super::label::words(item)))).filter(|key| *key != Key::Words(String::new()))
        }
        SortWhat::Variable(variable) => {
            if let Some(people) = item.names.get(variable) {
                return Some(Key::Words(people.iter().map(|p| name(p, scene.plan.demote)).collect::<Vec<_>>().join(" ")));
            }
            if let Some(date) = item.dates.get(variable) {
                return Some(Key::Date(dates::sort_key(date, 3))).filter(|k| *k != Key::Date(String::new()));
            }
            item.texts.get(variable).map(|field| Key::Words(field.plain.clone()))
        }
    }
}

/// A name as it is sorted, § Name-part Order.
fn name(person: &Person, demote: Demote) -> String {
    let parts: [&str; 6] = match demote {
        Demote::Never => ["", &person.particle, &person.family, &person.dropping, &person.given, &person.suffix],
        Demote::SortOnly | Demote::DisplayAndSort => {
            [&person.family, "", &person.dropping, &person.particle, &person.given, &person.suffix]
        }
    };
    let parts = std::iter::once(person.literal.as_str()).chain(parts);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How two sources compare by their keys.
pub(super) fn compare(left: &[Option<Key>], right: &[Option<Key>], sort: &[SortKey], collation: &Collation) -> Ordering {
    for ((left, right), key) in left.iter().zip(right).zip(sort) {
        let order = match (left, right) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => return Ordering::Greater,
            (Some(_), None) => return Ordering::Less,
            (Some(left), Some(right)) => pair(left, right, collation),
        };
        let order = if key.descending { order.reverse() } else { order };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn pair(left: &Key, right: &Key, collation: &Collation) -> Ordering {
    match (left, right) {
        (Key::Words(left), Key::Words(right)) => collation.words(left, right),
        (Key::Date(left), Key::Date(right)) => left.cmp(right),
        (Key::Number(left), Key::Number(right)) => left.cmp(right),
        (Key::Words(_), _) => Ordering::Greater,
        (_, Key::Words(_)) => Ordering::Less,
        (Key::Number(_), Key::Date(_)) => Ordering::Less,
        (Key::Date(_), Key::Number(_)) => Ordering::Greater,
    }
}
