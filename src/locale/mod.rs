//! Languages: their words and rules as data.
//!
//! In: a BCP 47 tag. Out: the words that recto prints itself, quotes, numbers, dates. English, Romanian and
//! Russian are complete; other languages take English words and their own tag.

mod archive;
mod collation;
mod dashes;
mod date;
mod ebook;
mod edtf;
mod errata;
mod language;
mod number;
mod ordinal;
mod quotes;
mod sorting;
mod spacing;
mod spell;
mod terms;

pub use archive::ArchiveTerm;
pub use collation::Collation;
pub use dashes::{LONG, RANGE};
pub use ebook::{AccessFact, EbookTerm};
pub use edtf::{Edtf, EdtfPoint};
pub use errata::Correction;
pub use language::{Language, Words};
pub use number::{Hedge, MINUS, NumberMarks, roman};
pub use quotes::Quotes;
pub use spacing::bound;
pub use spell::Gender;
pub use terms::{ChartTerm, Term, capital};
