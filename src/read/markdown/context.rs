//! What the reading of one file keeps in mind.
//!
//! The file's reference definitions, what was refused so far, and the findings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::refuse;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::NoteText;
use crate::source::{Source, Span, Spanned};

/// Longest label of a reference definition (CommonMark 0.31 §4.7), in bytes.
const LONGEST_LABEL: usize = 999;

/// State of the reading of one file.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) found: Vec<Diagnostic>,
    /// Whether the leaf that is read is a cell of a pipe table.
    pub(super) in_cell: bool,
    /// Excerpts in excerpts.
    pub(super) depth: usize,
    /// Blocks of YAML inside the file.
    pub(super) metadata: Vec<Range<usize>>,
    /// Notes given inside a table's cell.
    pub(super) notes: Vec<(String, NoteText)>,
    references: BTreeMap<String, Reference>,
    /// The ids of headings by their words: `[The camps]` leads to one.
    headings: BTreeMap<String, String>,
    /// Tags and environments whose opening half was refused, and how often: their closing half is silent.
    refused: BTreeMap<String, usize>,
    deep: bool,
}

/// `[label]: address`
struct Reference {
    address: Spanned<String>,
    span: Span,
    used: bool,
}

impl<'a> Context<'a> {
    pub(super) const fn new(source: &'a Source) -> Self {
        Self {
            source,
            found: Vec::new(),
            in_cell: false,
            depth: 0,
            metadata: Vec::new(),
            notes: Vec::new(),
            references: BTreeMap::new(),
            headings: BTreeMap::new(),
            refused: BTreeMap::new(),
            deep: false,
        }
    }

    /// Takes over what an outer reading knows.
    pub(super) fn lend(&mut self, outer: &mut Context<'_>) {
        self.references = std::mem::take(&mut outer.references);
        self.headings = std::mem::take(&mut outer.headings);
        self.refused = std::mem::take(&mut outer.refused);
        self.deep = outer.deep;
    }

    /// Takes back what was lent, and the findings with their places led back.
    pub(super) fn take_back(&mut self, inner: &mut Context<'_>, place: &dyn Fn(Span) -> Span) {
        self.references = std::mem::take(&mut inner.references);
        self.headings = std::mem::take(&mut inner.headings);
        self.refused = std::mem::take(&mut inner.refused);
        self.deep = inner.deep;
        for mut found in std::mem::take(&mut inner.found) {
            found.labels.iter_mut().for_each(|label| label.span = place(label.span));
            self.found.push(found);
        }
        self.notes.append(&mut inner.notes);
    }

    /// Remembers a reference definition.
    pub(super) fn define(&mut self, label: &str, address: Spanned<String>, span: Span) {
        self.references.entry(normal(label)).or_insert(Reference { address, span, used: false });
    }

    /// Remembers a heading; of several with the same words the first.
    pub(super) fn define_heading(&mut self, words: &str, id: String) {
        self.headings.entry(normal(words)).or_insert(id);
    }

    /// The address of a label at `place`: the file's definition, or a heading of the same words.
    pub(super) fn reference(&mut self, label: &str, place: Span) -> Option<Spanned<String>> {
        if label.len() > LONGEST_LABEL || (self.references.is_empty() && self.headings.is_empty()) {
            return None;
        }
        let label = normal(label);
        if let Some(reference) = self.references.get_mut(&label) {
            reference.used = true;
            return Some(reference.address.clone());
        }
        let id = self.headings.get(&label).filter(|_| !label.is_empty())?;
        Some(Spanned::new(format!("#{id}"), place))
    }

    /// Warns of definitions that nothing calls for: they might have been meant as text.
    pub(super) fn report_unused_references(&mut self) {
        for (label, reference) in &self.references {
            if !reference.used {
                let message = format!("the reference `[{label}]: …` is never used, and its line is not printed");
                self.found.push(
                    Diagnostic::new(Code::UnusedReference, reference.span, message)
                        .hint("write `\\[` at the start of the line if it is text"),
                );
            }
        }
    }

    /// Reports, once a file, that something is nested too deep.
    pub(super) fn too_deep(&mut self, span: Span) {
        if !self.deep {
            self.deep = true;
            let message = format!("nested more than {} deep", super::limits::DEPTH);
            self.found.push(Diagnostic::new(Code::TooDeep, span, message).hint("look for signs that were left open by a program"));
        }
    }

    /// Whether that has been reported.
    pub(super) const fn is_deep(&self) -> bool {
        self.deep
    }

    /// Refuses a tag of HTML, its closing half only where the opening one was not refused.
    pub(super) fn refuse_tag(&mut self, name: &str, closing: bool, span: Span) {
        if self.first_half(&format!("<{name}"), closing) {
            self.found.push(refuse::tag(span, name));
        }
    }

    /// Refuses a command of LaTeX.
    pub(super) fn refuse_command(&mut self, command: &str, argument: &str, span: Span) {
        let half = match command {
            "begin" => self.first_half(&format!("\\{argument}"), false),
            "end" => self.first_half(&format!("\\{argument}"), true),
            _ => true,
        };
        if half {
            self.found.push(refuse::command(span, command, argument));
        }
    }

    fn first_half(&mut self, key: &str, closing: bool) -> bool {
        let open = self.refused.entry(key.to_owned()).or_default();
        if !closing {
            *open += 1;
            return true;
        }
        let silent = *open > 0;
        *open = open.saturating_sub(1);
        !silent
    }
}

/// A label with its white space collapsed, in small letters.
fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
