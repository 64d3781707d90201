//! Values with their places: what TOML, JSON and YAML have in common.
//!
//! In: a text. Out: a tree whose every value and key knows its bytes; none where the text is not of its format. Numbers keep
//! their letters, so that `1.10` stays `1.10`; equal keys are findings, never overwritten in silence. Depth is limited.

mod json;
mod toml;
mod yaml;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span, Spanned};

/// The deepest nesting that data and schemas have any use for.
const DEEPEST: usize = 32;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    /// A number, letter by letter.
    Number(String),
    Text(String),
    /// A date of TOML, letter by letter.
    Date(String),
    List(Vec<Node>),
    Table(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// What it is, in words.
    pub(super) const fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing (`null`)",
            Kind::Bool(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::Date(_) => "a date",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// The words of a value that holds no others.
    pub(super) fn scalar(&self) -> Option<String> {
        match &self.kind {
            Kind::Null => Some(String::new()),
            Kind::Bool(yes) => Some(yes.to_string()),
            Kind::Number(text) | Kind::Text(text) | Kind::Date(text) => Some(text.clone()),
            Kind::List(_) | Kind::Table(_) => None,
        }
    }
}

/// Reads a text by its file's ending.
pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Option<Node> {
    match source.path.extension().as_str() {
        "json" => json::read(source, found),
        "yaml" | "yml" => yaml::read(source, found),
        _ => toml::read(source, found),
    }
}

/// Puts an entry into a table, or reports that its key stands there already.
fn enter(table: &mut Vec<(Spanned<String>, Node)>, key: Spanned<String>, value: Node, found: &mut Diagnostics) {
    match table.iter().find(|(known, _)| known.value == key.value) {
        None => table.push((key, value)),
        Some((first, _)) => {
            let finding = Diagnostic::new(Code::MalformedData, key.span, format!("the key `{}` stands twice", key.value));
            found.push(finding.label(first.span, "first here").hint("take one of them out: only one could count"));
        }
    }
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MalformedData, span, format!("values are nested more than {DEEPEST} deep"))
        .hint("give a list of rows, each with a name for every cell")
}
