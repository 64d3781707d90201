//! Code in a line: runs of backticks.

use std::collections::BTreeMap;

use super::{Piece, Scanner};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Inline, InlineKind};
use crate::read::markdown::refuse;

impl Scanner<'_, '_> {
    /// Puts code where the run of backticks here has its equal further on.
    pub(super) fn code(&mut self) {
        let length = ticks_at(self.text, self.at);
        let inner = self.at + length;
        let Some(close) = self.closing_ticks(length, inner) else {
            self.at = inner;
            return;
        };
        self.flush();
        let (start, end) = (self.at, close + length);
        let words = code_text(&self.text[inner..close], self.context.in_cell);
        self.refuse_program(&words, start, end);
        let span = self.place(start..end);
        let code = Inline { kind: InlineKind::Code(words), span };
        self.skip(end - start);
        if self.text[end..].starts_with("{=") {
            self.raw(start, end);
            return;
        }
        match self.attributes_at(end) {
            (Some(attributes), behind) => {
                let kind = InlineKind::Span { attributes, content: vec![code] };
                let span = self.place(start..behind);
                self.put_nested(Inline { kind, span }, 1);
                self.skip(behind - end);
            }
            (None, _) => self.pieces.push(Piece::Done { inline: code, depth: 0 }),
        }
    }

    /// The first run of `length` backticks from `from` on.
    fn closing_ticks(&mut self, length: usize, from: usize) -> Option<usize> {
        let text = self.text;
        let ticks = self.ticks.get_or_insert_with(|| runs(text));
        let starts = ticks.get(&length)?;
        starts.get(starts.partition_point(|start| *start < from)).copied()
    }

    /// `` `…`{=html} ``
    fn raw(&mut self, start: usize, end: usize) {
        let length = self.text[end..].find('}').map_or(0, |n| n + 1);
        let span = self.place(start..end + length);
        let format = self.text[end..end + length].trim_matches(['{', '=', '}']).to_owned();
        self.report(refuse::raw(span, &format));
        self.skip(length);
    }

    /// `` `r mean(x)` `` is a program's.
    fn refuse_program(&mut self, words: &str, start: usize, end: usize) {
        let braced = words.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let program = braced.is_some_and(|(name, code)| refuse::engine(name) && code.starts_with(' '))
            || words.strip_prefix("r ").is_some_and(|code| !code.trim().is_empty());
        if program {
            let span = self.place(start..end);
            let found = Diagnostic::new(Code::CodeChunk, span, "code in the line that a program would run")
                .hint("write its result, or bind the value: `{{data.row.column}}`");
            self.report(found);
        }
    }
}

fn ticks_at(text: &str, at: usize) -> usize {
    text[at..].bytes().take_while(|b| *b == b'`').count()
}

/// Every run of backticks, by length, in order.
fn runs(text: &str) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    while let Some(distance) = text[at..].find('`') {
        let start = at + distance;
        let length = ticks_at(text, start);
        found.entry(length).or_default().push(start);
        at = start + length;
    }
    found
}

/// The words of a code span (CommonMark 0.31 §6.1). In a cell `\|` stands for `|`.
fn code_text(typed: &str, in_cell: bool) -> String {
    let mut words = typed.replace('\n', " ");
    if in_cell {
        words = words.replace("\\|", "|");
    }
    let padded = words.len() > 2 && words.starts_with(' ') && words.ends_with(' ') && !words.trim().is_empty();
    if padded { words[1..words.len() - 1].to_owned() } else { words }
}
