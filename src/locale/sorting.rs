//! The order of an index in a language's alphabet.
//!
//! In: words. Out: a key that sorts as a reader looks them up: word by word, capitals and accents as their letters, numbers by their
//! value, signs left out. Romanian counts ă, â, î, ș and ț as letters of their own; Cyrillic stands after Latin.

use unicode_normalization::UnicodeNormalization;

use super::{Language, Words};

/// Room between two letters of Latin for those that a language puts there.
const STEP: u32 = 4;

impl Language {
    /// What words sort by.
    #[must_use]
    pub fn sort_key(&self, words: &str) -> Vec<u32> {
        let romanian = matches!(self.words(), Words::Romanian);
        let mut key = Vec::new();
        let mut digits = String::new();
        for c in words.nfc().flat_map(char::to_lowercase).chain([' ']) {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            if !digits.is_empty() {
                key.extend([u32::from('0') * STEP, digits.parse().unwrap_or(u32::MAX)]);
                digits.clear();
            }
            match c {
                _ if c.is_whitespace() || matches!(c, '-' | '–') => key.push(1),
                _ if !c.is_alphanumeric() => {}
                _ => key.push(letter(c, romanian)),
            }
        }
        while key.last() == Some(&1) {
            key.pop();
        }
        key
    }
}

fn letter(c: char, romanian: bool) -> u32 {
    let (base, after) = match c {
        'ă' if romanian => ('a', 1),
        'â' if romanian => ('a', 2),
        'î' if romanian => ('i', 1),
        'ș' | 'ş' if romanian => ('s', 1),
        'ț' | 'ţ' if romanian => ('t', 1),
        // A letter of its own, unlike the accents.
        'й' => ('й', 0),
        _ => (std::iter::once(c).nfd().next().unwrap_or(c), 0),
    };
    u32::from(base) * STEP + after
}
