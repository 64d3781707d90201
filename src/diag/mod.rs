//! What recto says of a book: findings with a place.
//!
//! In: findings of every stage. Out: `Diagnostic`s in the order found, in `Diagnostics`, the collecting sink.
//! Rendering is in `render`; the table of codes in `code`. Nothing here decides an exit status.

mod code;
mod file;
mod flood;
pub mod render;

pub use code::Code;

use crate::source::Span;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The book is made; its author should look.
    Warning,
    /// The book is not made.
    Error,
}

/// A place with a word on it. The first label of a diagnostic is its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// Its name in the table of codes.
    pub code: Code,
    /// Lower case, no full stop, names in backticks.
    pub message: String,
    /// Places; the first is the main one.
    pub labels: Vec<Label>,
    /// What to do: each begins with a verb or "did you mean".
    pub hints: Vec<String>,
    /// The environment is at fault, not the book (exit 2): no permission, a full disk.
    pub environment: bool,
}

impl Diagnostic {
    /// A finding with the severity that its code has by default, at a place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { severity: code.severity(), code, message: message.into(), labels, hints: Vec::new(), environment: false }
    }

    /// A character that no output can hold.
    #[must_use]
    pub fn control_character(c: char, place: Span) -> Self {
        let message = format!("the text has the control character U+{:04X}", u32::from(c));
        Self::new(Code::ControlCharacter, place, message).hint("delete it; most editors can show it")
    }

    /// A finding that has no place in any file.
    #[must_use]
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self { severity: code.severity(), code, message: message.into(), labels: Vec::new(), hints: Vec::new(), environment: false }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds "did you mean" where a known name is near enough.
    #[must_use]
    pub fn nearest<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(typed, known) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what is to be seen at the main place.
    #[must_use]
    pub fn at(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Marks the environment as being at fault.
    #[must_use]
    pub const fn environment(mut self) -> Self {
        self.environment = true;
        self
    }
}

/// The first character of a text that no output can hold: a control, or one that is none (XML 1.0 §2.2 refuses most of them).
pub fn unprintable(text: &str) -> Option<char> {
    text.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// The known name nearest to a typed one: at most a third of its letters differ.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (typed.chars().count() / 3).max(1);
    let distance = |name: &str| strsim::damerau_levenshtein(&typed.to_lowercase(), &name.to_lowercase());
    known.into_iter().map(|name| (distance(name), name)).filter(|(d, _)| *d <= most).min().map(|(_, name)| name)
}

/// The collecting sink: stages push and go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding. The same finding at the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds the findings of another stage.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(others);
    }

    /// Whether any finding is an error.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// Findings in the order of files and places, the same finding once; those without a place come last. Of a flood of one kind
    /// in one file the first are there, and one that says how many more there are.
    #[must_use]
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut all = self.found.clone();
        all.sort_by_key(|d| d.labels.first().map_or((1, None), |l| (0, Some(l.span))));
        all.dedup();
        flood::cut(all)
    }

    /// Findings in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self { found: found.into_iter().collect() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}
