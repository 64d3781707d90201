//! Inlines as written.
//!
//! Everything inside a paragraph, a heading, a cell, a caption. Text is as typed, entities and escapes resolved,
//! quotes and dashes untouched.

use crate::source::{Span, Spanned};

/// An inline with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of inlines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum InlineKind {
    /// Words. Where the span is as long as the text, they are byte for byte the source's.
    Text(String),
    /// Words that typography leaves alone: a character typed with a backslash or as an entity.
    Literal(String),
    /// A line break in the source that means a space.
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Struck(Vec<Inline>),
    /// `^…^`
    Superscript(Vec<Inline>),
    /// `~…~`
    Subscript(Vec<Inline>),
    /// `` `…` ``
    Code(String),
    /// `[words](target "title")`, `<https://…>` and reference links; the target as typed.
    Link {
        /// A URL, `#id`, or a path with or without `#id`.
        target: Spanned<String>,
        /// The words; the target itself for an autolink.
        content: Vec<Inline>,
    },
    /// A picture inside a line.
    Picture(Picture),
    /// `[^name]`
    NoteReference(String),
    /// `^[text]`
    InlineNote(Vec<Inline>),
    /// `[@key]`, `@key`: a citation, or a reference where the key is a label.
    Citation(Citation),
    /// `{{file.row.column}}`
    Value(Value),
    /// `[words]{.role lang=ru}`
    Span {
        /// What was typed in the braces.
        attributes: Attributes,
        /// The words.
        content: Vec<Inline>,
    },
}

/// `{#id .class key=value}` as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Attributes {
    /// `#id`, without its sign.
    pub id: Option<Spanned<String>>,
    /// `.class`, without its dot, in order. `{-}` is the class `unnumbered`.
    pub classes: Vec<Spanned<String>>,
    /// `key=value`, in order; a value's quotes are taken off.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Attributes {
    /// Whether a class was typed.
    #[must_use]
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|c| c.value == class)
    }

    /// The value of a key, where it was typed.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Spanned<String>> {
        self.pairs.iter().find(|(k, _)| k.value == key).map(|(_, v)| v)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.pairs.is_empty()
    }
}

/// A picture as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Its place, attributes included.
    pub span: Span,
    /// The path as typed.
    pub path: Spanned<String>,
    /// The words in the brackets: caption of a figure, description inside a line.
    pub content: Vec<Inline>,
    /// `{#fig-x alt="…" width=80%}`
    pub attributes: Attributes,
}

/// A group of citations, or a reference to a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// How it was typed.
    pub mode: CitationMode,
    /// Its items; at least one.
    pub items: Vec<CiteItem>,
    /// `[@sec-x]{.page}`
    pub attributes: Attributes,
}

/// How a citation was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationMode {
    /// `[see @key, p. 3; @other]`
    Bracketed,
    /// `@key [p. 3]`: the author's name is part of the sentence.
    InSentence,
}

/// One source of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CiteItem {
    /// The key without `@` and braces.
    pub key: Spanned<String>,
    /// `-@key`
    pub suppress_author: bool,
    /// The words before.
    pub prefix: Vec<Inline>,
    /// The words after, locator first: `, pp. 3–5 and passim` as typed, without the part's `;`.
    pub suffix: Vec<Inline>,
}

/// A value from a data file: `{{file.row.column as form, form}}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Value {
    /// The parts of the key between its dots; a part in double quotes may hold dots and spaces.
    pub path: Vec<Spanned<String>>,
    /// The forms after `as`.
    pub forms: Vec<Spanned<String>>,
}

/// The words of inlines without their marks; notes, citations, pictures and values are left out, a line's end is a space.
#[must_use]
pub fn words(content: &[Inline]) -> String {
    let mut words = String::new();
    push(content, &mut words);
    words
}

fn push(content: &[Inline], words: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Literal(text) | InlineKind::Code(text) => words.push_str(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => words.push(' '),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Struck(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Span { content: inner, .. } => push(inner, words),
            InlineKind::Picture(_)
            | InlineKind::NoteReference(_)
            | InlineKind::InlineNote(_)
            | InlineKind::Citation(_)
            | InlineKind::Value(_) => {}
        }
    }
}
