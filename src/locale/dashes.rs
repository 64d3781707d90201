//! Dashes by language.
//!
//! In: a language. Out: the dash that parts a sentence (with a space on either side), and the one of ranges.

use super::{Language, Words};

/// Between numbers and places: 1941–1945. The same in every language here.
pub const RANGE: char = '–';

/// The longer dash that three hyphens ask for where they stand without spaces.
pub const LONG: char = '—';

impl Language {
    /// The dash in a sentence, spaced: an en dash in English (Hart's rules) and Romanian (DOOM 3), an em dash in Russian
    /// (the rules of 1956, §164 ff.), which also opens a speech.
    #[must_use]
    pub fn dash(&self) -> char {
        match self.words() {
            Words::EnglishBritish | Words::EnglishAmerican | Words::Romanian => RANGE,
            Words::Russian => LONG,
        }
    }
}
