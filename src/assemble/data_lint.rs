//! What an editor would mark between the data and the text.
//!
//! In: the data files and the set sections. Out: findings: a column that nothing uses, a printed number without a source in a
//! file that names sources, a number typed in the prose that equals a datum's value and is not bound to it. Quotations are left
//! alone: their numbers belong to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::values::{data_key, key};
use crate::book::{Block, BlockKind, Inline, InlineKind, Role, Section, SectionKind, Table, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::manuscript::{Amount, DataFile, Formula, FormulaKind, Manuscript, Remarks};
use crate::source::Span;

/// A typed number of fewer digits says too little to be taken for a datum.
const FEWEST: usize = 3;

/// Looks through the book.
pub(super) fn check(manuscript: &Manuscript, sections: &[Section], found: &mut Diagnostics) {
    if manuscript.data.is_empty() {
        return;
    }
    let mut used = Used::default();
    for section in sections {
        let notes = section.notes.iter().map(|note| note.blocks.as_slice());
        for blocks in std::iter::once(section.blocks.as_slice()).chain(notes) {
            visit::blocks(blocks, &mut |block| used.block(block));
        }
        section.title.heading.iter().for_each(|heading| used.inlines(&heading.content));
    }
    for (name, data) in manuscript.data.iter().filter(|(_, data)| data.described) {
        unused(name, data, manuscript, &used, found);
        unsourced(name, data, &used, found);
    }
    let known = numbers(manuscript);
    for section in sections.iter().filter(|section| section.kind == SectionKind::Chapter) {
        let notes = section.notes.iter().map(|note| note.blocks.as_slice());
        for blocks in std::iter::once(section.blocks.as_slice()).chain(notes) {
            unbound(blocks, &section.language, &known, found);
        }
    }
}

/// The cells and columns that the book uses.
#[derive(Default)]
struct Used {
    /// Cells that are printed: file, row, column.
    printed: BTreeSet<(String, String, String)>,
    columns: BTreeSet<(String, String)>,
}

impl Used {
    fn key(&mut self, key: &str, printed: bool) {
        let Ok([file, row, column]) = <[String; 3]>::try_from(data_key(key)) else { return };
        self.columns.insert((file.clone(), column.clone()));
        if printed {
            self.printed.insert((file, row, column));
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::Definitions(all) => all.iter().for_each(|definition| self.inlines(&definition.term)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                figure.caption.iter().for_each(|caption| self.inlines(&caption.content));
                if let Some(chart) = &figure.chart {
                    chart.made_of.iter().for_each(|key| self.key(key, true));
                    self.columns.extend(chart.view.deciding.iter().map(|column| (chart.view.file.clone(), column.clone())));
                }
            }
            BlockKind::Quote(_)
            | BlockKind::Group { .. }
            | BlockKind::Code { .. }
            | BlockKind::List { .. }
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        }
    }

    fn table(&mut self, table: &Table) {
        table.caption.iter().for_each(|caption| self.inlines(&caption.content));
        for cell in table.body.iter().chain(&table.foot).flat_map(|row| &row.cells) {
            cell.datum.iter().for_each(|key| self.key(key, true));
            cell.made_of.iter().for_each(|key| self.key(key, false));
        }
        if let Some(view) = &table.view {
            self.columns.extend(view.deciding.iter().map(|column| (view.file.clone(), column.clone())));
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        visit::inlines(content, &mut |inline| {
            if let InlineKind::Datum { key, made_of, .. } = &inline.kind {
                self.key(key, true);
                made_of.iter().for_each(|key| self.key(key, false));
            }
        });
    }
}

/// Columns that neither the book nor another declaration uses.
fn unused(name: &str, data: &DataFile, manuscript: &Manuscript, used: &Used, found: &mut Diagnostics) {
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for (file, other) in &manuscript.data {
        for formula in other.checks.iter().flat_map(|check| [&check.left, &check.right]).chain(other.values.iter().map(|(_, v)| &v.formula))
        {
            names(formula, file, name, &mut needed);
        }
        let here = other.references.iter().filter(|reference| reference.file.as_ref().map_or(file.as_str(), |file| &file.value) == name);
        needed.extend(here.map(|reference| reference.field.value.as_str()));
    }
    manuscript.manifest.values.iter().for_each(|(_, value)| names(&value.formula, "", name, &mut needed));
    let own = data.references.iter().map(|reference| reference.column);
    let beside = data.columns.iter().flat_map(|column| [column.precision_in, column.source_in]).flatten();
    let kept: BTreeSet<usize> = own.chain(beside).chain(data.aside.iter().copied()).chain([data.key]).collect();
    for (at, column) in data.columns.iter().enumerate() {
        let known = (name.to_owned(), column.name.value.clone());
        if !kept.contains(&at) && !used.columns.contains(&known) && !needed.contains(column.name.value.as_str()) {
            let finding = Diagnostic::new(Code::UnusedColumn, column.name.span, format!("nothing uses the column `{}`", column.name.value));
            found.push(finding.hint("print it in a table or a sentence, or take it out of the file"));
        }
    }
}

/// The columns of a file that a formula names, which stands in the schema of another (or the same).
fn names<'a>(formula: &'a Formula, stands_in: &str, file: &str, needed: &mut BTreeSet<&'a str>) {
    match &formula.kind {
        FormulaKind::Number(_) => {}
        FormulaKind::Name(parts) => {
            let of = if let [of, _, _] = parts.as_slice() { of.value.as_str() } else { stands_in };
            needed.extend(parts.last().filter(|_| of == file).map(|part| part.value.as_str()));
        }
        FormulaKind::Call(_, arguments) => arguments.iter().for_each(|argument| names(argument, stands_in, file, needed)),
        FormulaKind::Pair(left, _, right) => [left, right].into_iter().for_each(|side| names(side, stands_in, file, needed)),
    }
}

/// Numbers that are printed without a source, in a file that names sources: each column once.
fn unsourced(name: &str, data: &DataFile, used: &Used, found: &mut Diagnostics) {
    let said = |remarks: &Remarks| remarks.source.is_some();
    let sources = data.columns.iter().any(|column| said(&column.remarks) || column.source_in.is_some())
        || data.row_remarks.values().any(said)
        || data.cell_remarks.values().any(said);
    if !sources {
        return;
    }
    let rows: HashMap<&str, usize> = (0..data.rows.len()).map(|row| (data.row_key(row), row)).collect();
    let mut told = BTreeSet::new();
    for (_, row, column) in used.printed.iter().filter(|(file, ..)| file == name) {
        let at = data.columns.iter().position(|c| c.name.value == *column && c.kind.is_number());
        let (Some(at), Some(row)) = (at, rows.get(row.as_str())) else { continue };
        if data.source(*row, at).is_none() && !data.rows[*row].cells[at].text.is_empty() && told.insert(at) {
            let message = format!("`{}` is printed, and nothing says where it comes from", key(name, data, *row, at));
            let finding = Diagnostic::new(Code::UnsourcedFigure, data.rows[*row].cells[at].span, message);
            found.push(finding.hint("give it a `source` in the schema: of its column, its row or its cell"));
        }
    }
}

/// The numbers of the data by their digits, with a key that has each.
fn numbers(manuscript: &Manuscript) -> BTreeMap<Amount, String> {
    let mut known = BTreeMap::new();
    for (name, data) in manuscript.data.iter().filter(|(_, data)| data.described) {
        for at in (0..data.columns.len()).filter(|at| data.columns[*at].kind.is_number()) {
            for (row, cells) in data.rows.iter().enumerate().filter(|(_, row)| row.cells[at].text.len() >= FEWEST) {
                if let Some(amount) = Amount::parse(&cells.cells[at].text) {
                    known.entry(amount).or_insert_with(|| key(name, data, row, at));
                }
            }
        }
    }
    known
}

/// Numbers typed in the prose. What is quoted, in a block or between quotation marks, is left alone.
fn unbound(blocks: &[Block], language: &Language, known: &BTreeMap<Amount, String>, found: &mut Diagnostics) {
    for block in blocks {
        let language = block.language.as_ref().unwrap_or(language);
        match &block.kind {
            BlockKind::Paragraph(content) => typed(content, language, known, found),
            BlockKind::List { items, .. } => items.iter().for_each(|item| unbound(&item.blocks, language, known, found)),
            BlockKind::Definitions(all) => all.iter().flat_map(|d| &d.meanings).for_each(|m| unbound(m, language, known, found)),
            BlockKind::Group { role: Role::Aside | Role::Landscape | Role::PrintOnly | Role::EpubOnly, blocks } => {
                unbound(blocks, language, known, found);
            }
            BlockKind::Group { .. }
            | BlockKind::Heading(_)
            | BlockKind::Quote(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Ornament
            | BlockKind::PageBreak
            | BlockKind::Bibliography(_) => {}
        }
    }
}

fn typed(content: &[Inline], language: &Language, known: &BTreeMap<Amount, String>, found: &mut Diagnostics) {
    let mut open = 0_u32;
    let mut texts: Vec<(&str, Span)> = Vec::new();
    prose(content, &mut texts);
    for (text, span) in texts {
        let mut before = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            match first {
                '“' | '„' | '«' | '‘' => open += 1,
                '”' | '»' | '’' => open = open.saturating_sub(1),
                _ => {}
            }
            let length = if first.is_ascii_digit() { number_length(rest, language) } else { first.len_utf8() };
            let (token, after) = rest.split_at(length);
            if first.is_ascii_digit()
                && open == 0
                && let Some(key) = plain(token, language).and_then(|amount| known.get(&amount))
                && !is_label(&before)
                && !after.starts_with(char::is_alphabetic)
            {
                let finding = Diagnostic::new(Code::UnboundNumber, span, format!("`{token}` is typed, and the data have it as `{key}`"));
                found.push(
                    finding
                        .hint(format!("bind it, `{{{{{key}}}}}`, so that it changes with its datum; leave it where it is another number")),
                );
            }
            before.push_str(token);
            rest = after;
        }
    }
}

/// The texts that an author typed, in order; what is in another language or a datum is left out.
fn prose<'a>(content: &'a [Inline], texts: &mut Vec<(&'a str, Span)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => texts.extend(inline.origin.map(|span| (text.as_str(), span))),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => prose(inner, texts),
            InlineKind::Break
            | InlineKind::Struck(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Code(_)
            | InlineKind::Foreign { .. }
            | InlineKind::Link { .. }
            | InlineKind::Anchored { .. }
            | InlineKind::Note(_)
            | InlineKind::Picture(_)
            | InlineKind::PageOf(_)
            | InlineKind::Datum { .. } => {}
        }
    }
}

/// How many bytes a number takes: digits, with the language's marks between them.
fn number_length(text: &str, language: &Language) -> usize {
    let marks = language.words().number_marks();
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let mark = letter == marks.group || letter == marks.decimal || matches!(letter, '\u{a0}' | '\u{202f}');
        if !(letter.is_ascii_digit() || mark && next) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// The number that digits mean in a language; none where it may be a year, or says too little.
fn plain(token: &str, language: &Language) -> Option<Amount> {
    let marks = language.words().number_marks();
    let bare: String = token.chars().filter(|c| *c != marks.group && !matches!(c, '\u{a0}' | '\u{202f}')).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let year = token.len() == 4 && digits == 4;
    let amount = Amount::parse(&bare.replace(marks.decimal, "."))?;
    (digits >= FEWEST && !year).then_some(amount)
}

/// Whether the words before a number make it one of a page, a camp, a file: `no. 108`.
fn is_label(before: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{a0}').rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[', '“', '„']);
    matches!(word, "§" | "№" | "#") || word.len() <= 6 && word.ends_with('.') && word.chars().next().is_some_and(char::is_alphabetic)
}
