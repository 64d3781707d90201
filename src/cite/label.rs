//! The label of a source, `citation-label`: "Doe65", "DoRo65".
//!
//! In: a source. Out: its label, as given or made from its names and its year.

use super::item::{Item, Person};
use super::span::{Origin, Spans, text};

/// A source's label.
pub(super) fn words(item: &Item) -> Spans {
    if let Some(field) = item.texts.get("citation-label") {
        return field.spans.clone();
    }
    let year = item.dates.get("issued").and_then(|date| date.from.year);
    let year = year.map(|year| format!("{:02}", year.unsigned_abs() % 100)).unwrap_or_default();
    let people = ["author", "editor", "translator"].iter().find_map(|role| item.names.get(*role));
    let names = match people {
        Some(people) => letters(people),
        None => item.texts.get("title").map(|title| head(&title.plain, 4)).unwrap_or_default(),
    };
    text(format!("{names}{year}"), Origin::Field)
}

/// Four letters of one name, two of two, two and one of three, one of each of four.
fn letters(people: &[Person]) -> String {
    let counts: &[usize] = match people.len() {
        0 => &[],
        1 => &[4],
        2 => &[2, 2],
        3 => &[2, 1, 1],
        _ => &[1, 1, 1, 1],
    };
    let name = |person: &Person| if person.literal.is_empty() { person.family.clone() } else { person.literal.clone() };
    people.iter().zip(counts).map(|(person, count)| head(&name(person), *count)).collect()
}

fn head(text: &str, count: usize) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(count).collect()
}
