//! Errata → words.
//!
//! In: an erratum. Out: a line of the list, "p. 14, l. 7: for 6,730 read 6,740", in any of recto's languages. What would be found
//! twice in its printed line is given with the words before it; what is long is cut in its middle.

use super::changes::Spot;
use super::errata::{Erratum, Kind};
use super::snapshot::Snapshot;
use crate::locale::{Correction, Language};

/// Between the words of two cells of a row.
pub(super) const CELL: &str = " | ";
/// Between two rows, or a caption and a row.
pub(super) const ROW: &str = " / ";
/// Words of a long passage that are given, at its beginning and its end.
const HEAD: usize = 12;
const TAIL: usize = 6;
/// Words by which a place is named.
const NAMED: usize = 3;

/// The last words before a place of a passage.
pub(super) fn tail(side: &Snapshot, spot: &Spot) -> String {
    let Some(passage) = side.passages.get(spot.passage) else { return String::new() };
    let before: String = passage.words.chars().take(spot.from as usize).collect();
    let words: Vec<&str> = before.split_whitespace().collect();
    words[words.len().saturating_sub(NAMED)..].join(" ")
}

/// The first words behind a place of a passage.
pub(super) fn head(side: &Snapshot, spot: &Spot) -> String {
    let Some(passage) = side.passages.get(spot.passage) else { return String::new() };
    let after: String = passage.words.chars().skip(spot.from as usize).collect();
    after.split_whitespace().take(NAMED).collect::<Vec<_>>().join(" ")
}

/// A line of the list.
#[must_use]
pub fn line(erratum: &Erratum, language: &Language) -> String {
    format!("{}: {}", place(erratum, language), phrase(erratum, language))
}

/// Where it stands: "p. 14, l. 7".
#[must_use]
pub fn place(erratum: &Erratum, language: &Language) -> String {
    match &erratum.page {
        Some(page) => language.line_of(page, erratum.line, erratum.note),
        None => language.in_ebook().to_owned(),
    }
}

/// What is to be read: "for 6,730 read 6,740", with the author's reason.
#[must_use]
pub fn phrase(erratum: &Erratum, language: &Language) -> String {
    let (was, now) = (quoted(&erratum.was, language), quoted(&erratum.now, language));
    let place = |words: &Option<String>| words.as_ref().map(|words| quoted(words, language));
    let (after, before) = (place(&erratum.after), place(&erratum.before));
    let correction = match (erratum.kind, erratum.was.is_empty(), erratum.now.is_empty()) {
        (Kind::Moved, ..) => Correction::Move(&was),
        (Kind::Picture, false, false) => Correction::Picture(erratum.was.split(' ').next().unwrap_or_default()),
        (Kind::Paragraph, ..) if erratum.change.shape == super::Shape::Joined => Correction::Join(&was),
        (Kind::Paragraph, ..) => Correction::Divide(&now),
        (_, _, true) => erratum.whole_note.map_or(Correction::Delete(&was), |note| Correction::DeleteNote(note, &was)),
        (_, true, false) => match (erratum.whole_note, &after, &before) {
            (Some(note), ..) => Correction::AddNote(note, &now),
            (None, Some(after), _) => Correction::AddAfter(after, &now),
            (None, None, Some(before)) => Correction::AddBefore(before, &now),
            (None, None, None) => Correction::Add(&now),
        },
        (_, false, false) => Correction::Read(&was, &now),
    };
    let phrase = language.correction(correction);
    erratum.because.as_ref().map_or_else(|| phrase.clone(), |because| format!("{phrase} ({because})"))
}

/// Words as they are named in a phrase: bare where they are one word or figure, else in quotation marks.
fn quoted(words: &str, language: &Language) -> String {
    let words = words.replace(['\n', '\u{FFFC}'], " ");
    let all: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let bare = all.len() == 1 && words.chars().any(char::is_alphanumeric) && !words.ends_with(|c: char| c.is_ascii_punctuation());
    if bare {
        return all.concat();
    }
    let short = if all.len() > HEAD + TAIL + 4 {
        format!("{} … {}", all[..HEAD].join(" "), all[all.len() - TAIL..].join(" "))
    } else {
        all.join(" ")
    };
    // Double marks, whatever the language's house: single ones look like apostrophes round a word or two.
    let quotes = language.quotes();
    let (open, close) = if quotes.outer.0 == "‘" { quotes.inner } else { quotes.outer };
    format!("{open}{short}{close}")
}
