//! Which characters the e-book sets in which face.
//!
//! In: documents as trees. Out: for each look of the theme the characters that stand in it.

use std::collections::{BTreeMap, BTreeSet};

use super::theme::{Look, RULES};
use crate::font::Style;
use crate::write::xhtml::{Element, Node, Tag};

/// Characters by the style that they are set in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::write::epub) struct Ink(BTreeMap<Style, Characters>);

impl Ink {
    /// What a document sets.
    pub(in crate::write::epub) fn of(document: &Element) -> Self {
        let mut walk = Walk { ink: Self::default(), path: Vec::new() };
        walk.element(document, [Look::default(); 2]);
        walk.ink
    }

    /// Adds what another document sets.
    pub(in crate::write::epub) fn add(&mut self, other: &Self) {
        for (style, characters) in &other.0 {
            self.0.entry(*style).or_default().add(characters);
        }
    }

    /// The styles with their characters.
    pub(super) fn styles(&self) -> impl Iterator<Item = (Style, BTreeSet<char>)> {
        self.0.iter().map(|(style, characters)| (*style, characters.iter().collect()))
    }
}

/// A set of characters, a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Characters(Vec<u64>);

impl Characters {
    fn insert(&mut self, c: char) {
        let (word, bit) = (c as usize / 64, c as usize % 64);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(own, more)| *own |= more);
    }

    fn iter(&self) -> impl Iterator<Item = char> {
        let bits = |(at, word): (u32, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| char::from_u32(at * 64 + bit))
        };
        (0..).zip(&self.0).flat_map(bits)
    }
}

struct Walk<'a> {
    ink: Ink,
    /// The elements from the root to here, with their classes.
    path: Vec<(&'a str, &'a str)>,
}

impl<'a> Walk<'a> {
    /// `looks`: on a wide screen, and on a narrow one.
    fn element(&mut self, element: &'a Element, looks: [Look; 2]) {
        if element.tag() == Tag::Head {
            return;
        }
        self.path.push((element.tag().name(), element.attribute("class").unwrap_or_default()));
        let [mut wide, mut narrow] = looks;
        for rule in RULES.iter().filter(|rule| rule.holds(&self.path)) {
            rule.change(&mut narrow);
            if !rule.narrow {
                rule.change(&mut wide);
            }
        }
        if let Some(label) = element.attribute("data-label") {
            // The narrow form of a table puts it before the cell, in italics.
            self.words(label, Look { italic: true, ..narrow });
        }
        for child in element.content() {
            match child {
                Node::Element(child) => self.element(child, [wide, narrow]),
                Node::Text(words) => {
                    self.words(words, wide);
                    if narrow != wide {
                        self.words(words, narrow);
                    }
                }
            }
        }
        self.path.pop();
    }

    fn words(&mut self, words: &str, look: Look) {
        let style = Style { italic: look.italic && !look.code, strong: look.strong, code: look.code };
        let characters = self.ink.0.entry(style).or_default();
        for c in words.chars().filter(|c| !c.is_control()) {
            characters.insert(c);
            if look.capitals {
                c.to_uppercase().for_each(|capital| characters.insert(capital));
            }
        }
    }
}
