//! Classes and Word styles → roles.
//!
//! In: book.toml's `[roles]` and the classes of a block or of words. Out: what they mean. A class that nobody knows
//! is a warning with the nearest known one; its content is set plainly.

use std::collections::BTreeMap;

use crate::book::Role;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;

/// The roles of blocks by their names.
const BLOCKS: [(&str, Role); 9] = [
    ("aside", Role::Aside),
    ("dedication", Role::Dedication),
    ("document", Role::Document),
    ("epigraph", Role::Epigraph),
    ("epub-only", Role::EpubOnly),
    ("landscape", Role::Landscape),
    ("letter", Role::Letter),
    ("print-only", Role::PrintOnly),
    ("verse", Role::Verse),
];

/// Quarto's callouts: texts beside the text, unless `[roles]` says otherwise.
const CALLOUTS: [&str; 5] = ["callout-caution", "callout-important", "callout-note", "callout-tip", "callout-warning"];

/// What words may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordRole {
    /// Small capitals.
    SmallCaps,
    /// An entry of the index.
    Index,
    /// A printed page: it stands on a label alone, which the reader makes a citation of.
    Page,
    /// A place to link to, of a manuscript that came from Word: the class says nothing.
    Plain,
}

/// The roles of words by their names.
const WORDS: [(&str, WordRole); 7] = [
    ("anchor", WordRole::Plain),
    ("index", WordRole::Index),
    ("indexref", WordRole::Index),
    ("page", WordRole::Page),
    ("sc", WordRole::SmallCaps),
    ("small-caps", WordRole::SmallCaps),
    ("smallcaps", WordRole::SmallCaps),
];

/// A book's classes.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// The book's own, by class or style, in lower case.
    own: BTreeMap<String, &'static str>,
}

impl Roles {
    /// Checks `[roles]`.
    pub(super) fn new(typed: &[(Spanned<String>, Spanned<String>)], found: &mut Diagnostics) -> Self {
        let mut own = BTreeMap::new();
        for (class, role) in typed {
            let name = role.value.trim_start_matches('.').to_lowercase();
            match names().find(|known| *known == name) {
                Some(known) => {
                    own.insert(class.value.trim_start_matches('.').to_lowercase(), known);
                }
                None => {
                    let finding = Diagnostic::new(Code::UnknownRole, role.span, format!("`{}` is no role", role.value));
                    let finding = finding.nearest(&name, names());
                    let blocks = BLOCKS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                    found.push(finding.hint(format!("write one of {blocks}; for words: smallcaps")));
                }
            }
        }
        Self { own }
    }

    /// The role of a block's class or Word style.
    pub(super) fn block(&self, class: &str) -> Option<Role> {
        let name = self.meaning(class);
        if CALLOUTS.contains(&name.as_str()) {
            return Some(Role::Aside);
        }
        BLOCKS.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// The role of words' class or Word style.
    pub(super) fn words(&self, class: &str) -> Option<WordRole> {
        let name = self.meaning(class);
        WORDS.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// Whether a class is one of Quarto's callouts, whose first heading is its title.
    pub(super) fn callout(class: &str) -> bool {
        CALLOUTS.contains(&class.to_lowercase().as_str())
    }

    fn meaning(&self, class: &str) -> String {
        let class = class.to_lowercase();
        self.own.get(&class).map_or(class, |known| (*known).to_owned())
    }

    /// The warning for a class that nobody knows.
    pub(super) fn unknown(&self, class: &Spanned<String>, what: &str) -> Diagnostic {
        let own: Vec<&str> = self.own.keys().map(String::as_str).collect();
        Diagnostic::new(Code::UnknownClass, class.span, format!("recto doesn't know the class `{}`; {what} is set plainly", class.value))
            .nearest(&class.value, names().map(|name| -> &str { name }).chain(own))
            .hint("say under `[roles]` in book.toml what it means, or take it out")
    }
}

/// Every name that a class may have of itself.
fn names() -> impl Iterator<Item = &'static str> {
    BLOCKS.iter().map(|(name, _)| *name).chain(WORDS.iter().map(|(name, _)| *name))
}
