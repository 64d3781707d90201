//! A language by its BCP 47 tag.

use std::fmt;

/// A language tag, checked for its form (RFC 5646 §2.1) and put in its usual case: `ro`, `en-GB`, `sr-Latn`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    tag: String,
}

/// The languages whose words and rules recto knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// English as printed in Britain: single quotes outside. Also what other languages take.
    EnglishBritish,
    /// English as printed in America: double quotes outside.
    EnglishAmerican,
    /// Romanian.
    Romanian,
    /// Russian.
    Russian,
}

impl Language {
    /// A tag of letters and digits between hyphens: language of 2 or 3 letters, then subtags of 1 to 8.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut whole = first.to_ascii_lowercase();
        for part in parts {
            if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            whole.push('-');
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            match part.len() {
                2 if letters => whole.push_str(&part.to_ascii_uppercase()),
                4 if letters => {
                    whole.push_str(&part[..1].to_ascii_uppercase());
                    whole.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => whole.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self { tag: whole })
    }

    /// The whole tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The primary language: `ro`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }

    /// The region, where the tag names one: `GB`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.tag.split('-').skip(1).find(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_uppercase()))
    }

    /// The words and rules that serve.
    #[must_use]
    pub fn words(&self) -> Words {
        match (self.primary(), self.region()) {
            ("ro" | "mo", _) => Words::Romanian,
            ("ru", _) => Words::Russian,
            ("en", Some("US" | "CA" | "PH")) => Words::EnglishAmerican,
            _ => Words::EnglishBritish,
        }
    }

    /// Whether recto knows this language's own words and rules.
    #[must_use]
    pub fn complete(&self) -> bool {
        matches!(self.primary(), "en" | "ro" | "ru")
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}
