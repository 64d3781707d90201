//! Languages: their words and rules as data.
//!
//! In: a BCP 47 tag. Out: the words that recto prints itself, quotes, numbers, dates. English, Romanian and
//! Russian are complete; other languages take English words and their own tag.

mod language;
mod terms;

pub use language::{Language, Words};
pub use terms::{Term, capital};
