//! A schema's values against what they must be.
//!
//! In: nodes of a tree. Out: texts, words, counts, tables of known keys; a finding at the place of whatever is something else.

use super::super::tree::{Kind, Node};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::source::{Source, Spanned};

/// Keys and values of a table, in the order of the text.
pub(in crate::read::data) type Entries<'n> = &'n [(Spanned<String>, Node)];

/// A walk through one schema.
pub(in crate::read::data) struct Walk<'a> {
    pub(super) source: &'a Source,
    pub(super) found: &'a mut Diagnostics,
}

/// A text by language; the empty tag serves where no other fits.
pub(super) type ByLanguage = Vec<(String, Spanned<String>)>;

/// The value of a key.
pub(in crate::read::data) fn get<'n>(entries: Entries<'n>, key: &str) -> Option<&'n Node> {
    entries.iter().find(|(known, _)| known.value == key).map(|(_, node)| node)
}

impl<'a> Walk<'a> {
    /// Begins a walk.
    pub(in crate::read::data) fn new(source: &'a Source, found: &'a mut Diagnostics) -> Self {
        Self { source, found }
    }

    /// A finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// A value that must be something else.
    pub(super) fn wrong(&mut self, name: &str, node: &Node, needed: &str) {
        let message = format!("`{name}` is {}", node.what());
        self.report(Diagnostic::new(Code::WrongType, node.span, message).hint(format!("write {needed}")));
    }

    /// A value of the right kind that can't be.
    pub(super) fn never(&mut self, typed: &Spanned<String>, what: &str, known: &[&str]) {
        let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`{}` is no {what}", typed.value));
        let all = known.join("`, `");
        self.report(finding.nearest(&typed.value, known.iter().copied()).hint(format!("write one of `{all}`")));
    }

    /// A table with any keys.
    pub(super) fn entries<'n>(&mut self, name: &str, node: &'n Node) -> Entries<'n> {
        match &node.kind {
            Kind::Table(entries) => entries,
            _ => {
                self.wrong(name, node, "a table (`{ key = … }` in TOML, `{\"key\": …}` in JSON)");
                &[]
            }
        }
    }

    /// A table whose keys must be among `known`; those of `later` are refused by name.
    pub(super) fn table<'n>(&mut self, name: &str, node: &'n Node, known: &[&str], later: &[&str]) -> Entries<'n> {
        let entries = self.entries(name, node);
        for (key, _) in entries {
            if later.contains(&key.value.as_str()) {
                let message = format!("what `{}` declares is not heeded by this version yet", key.value);
                self.report(Diagnostic::new(Code::NotYet, key.span, message).hint("leave it out for now"));
            } else if !known.contains(&key.value.as_str()) {
                let place = if name.is_empty() { format!("`{}`", self.source.path) } else { format!("`{name}`") };
                let message = format!("{place} has no key `{}`", key.value);
                self.report(Diagnostic::new(Code::UnknownKey, key.span, message).nearest(&key.value, known.iter().copied()));
            }
        }
        entries
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        match &node.kind {
            Kind::Text(text) if text.trim().is_empty() => {
                let finding = Diagnostic::new(Code::EmptySetting, node.span, format!("`{name}` is empty"));
                self.report(finding.hint("leave it out, or fill it"));
                None
            }
            Kind::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
            _ => {
                self.wrong(name, node, "a text in quotes (`\"…\"`)");
                None
            }
        }
    }

    /// The text of a key.
    pub(super) fn word(&mut self, entries: Entries<'_>, key: &str) -> Option<Spanned<String>> {
        self.text(key, get(entries, key)?)
    }

    /// A list of texts, or one text; they may be empty.
    pub(super) fn words(&mut self, entries: Entries<'_>, key: &str) -> Option<Vec<Spanned<String>>> {
        let node = get(entries, key)?;
        let items = match &node.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut words = Vec::new();
        for item in items {
            match item.scalar() {
                Some(word) => words.push(Spanned::new(word, item.span)),
                None => self.wrong(key, item, "a list of texts (`[\"…\", \"…\"]`)"),
            }
        }
        Some(words)
    }

    /// The items of a list; none where the key is not there.
    pub(super) fn items<'n>(&mut self, entries: Entries<'n>, key: &str) -> &'n [Node] {
        match get(entries, key) {
            None => &[],
            Some(Node { kind: Kind::List(items), .. }) => items,
            Some(node) => {
                self.wrong(key, node, "a list (`[…, …]`)");
                &[]
            }
        }
    }

    /// A whole number from 0 to `most`.
    pub(super) fn count(&mut self, entries: Entries<'_>, key: &str, most: u32) -> Option<u32> {
        let node = get(entries, key)?;
        let number = match &node.kind {
            Kind::Number(digits) => digits.parse().ok().filter(|n| *n <= most),
            _ => None,
        };
        if number.is_none() {
            self.wrong(key, node, &format!("a whole number from 0 to {most}, without quotes"));
        }
        number
    }

    /// True or false.
    pub(super) fn flag(&mut self, entries: Entries<'_>, key: &str) -> Option<bool> {
        let node = get(entries, key)?;
        if let Kind::Bool(yes) = node.kind {
            return Some(yes);
        }
        self.wrong(key, node, "`true` or `false`, without quotes");
        None
    }

    /// A single character.
    pub(super) fn sign(&mut self, entries: Entries<'_>, key: &str) -> Option<char> {
        let node = get(entries, key)?;
        let mut letters = match &node.kind {
            Kind::Text(text) => text.chars(),
            _ => "".chars(),
        };
        if let (Some(sign), None) = (letters.next(), letters.next()) {
            return Some(sign);
        }
        let finding = Diagnostic::new(Code::WrongValue, node.span, format!("`{key}` is no single character"));
        self.report(finding.hint("write one character in quotes, such as `\",\"`"));
        None
    }

    /// `"…"`, or `{ en = "…", ro = "…" }`.
    pub(super) fn by_language(&mut self, entries: Entries<'_>, key: &str) -> ByLanguage {
        let Some(node) = get(entries, key) else { return Vec::new() };
        let Kind::Table(by_tag) = &node.kind else {
            return self.text(key, node).map(|text| (String::new(), text)).into_iter().collect();
        };
        let mut texts = Vec::new();
        for (tag, value) in by_tag {
            if Language::parse(&tag.value).is_none() {
                let finding = Diagnostic::new(Code::UnknownKey, tag.span, format!("`{}` is no language tag", tag.value));
                self.report(finding.hint("write a tag such as `en`, `ro` or `ru`"));
            }
            texts.extend(self.text(key, value).map(|text| (tag.value.clone(), text)));
        }
        texts
    }
}
