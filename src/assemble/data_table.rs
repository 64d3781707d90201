//! Tables made from data files.
//!
//! In: a block that names data, and what it asks of them. Out: a filled table: numbers in the language's form, aligned on the
//! decimal mark, group heads, subtotals and totals, notes a, b, c, and the source line that the citations make. A cell that is
//! not known is a dash, which a line under the table explains; one that has no value is empty.

use super::forms::{Printed, by_language};
use super::setter::Setter;
use super::values::{beside, key};
use super::view::{ATTRIBUTES, View};
use crate::book::{self, BlockKind, CaptionKind, InlineKind as Set, RowKind, Target};
use crate::diag::{Code, Diagnostic};
use crate::locale::Term;
use crate::manuscript::{Amount, Block, CellState, Citation, DataColumn, DataFile, FieldType, Inline, Precision};
use crate::source::{Span, Spanned};

/// What is gathered while cells are set.
#[derive(Default)]
struct Gathered<'a> {
    /// Notes in the order of their marks.
    notes: Vec<(&'a Spanned<Vec<Inline>>, book::Anchor, book::Anchor)>,
    /// Sources in the order of the cells that come from them.
    sources: Vec<&'a Spanned<Citation>>,
    /// A cell's value is not known.
    unknown: bool,
}

impl<'a> Setter<'a, '_> {
    /// Sets a table made from a data file.
    pub(super) fn data_table(&mut self, block: &'a Block, name: &'a Spanned<String>, caption: &'a [Inline]) -> Option<book::Table> {
        let known: Vec<&str> = ["data", "lang", "total", "subtotal", "headings", "source"].into_iter().chain(ATTRIBUTES).collect();
        self.pairs(&block.attributes, &known, "the table");
        let caption = self.caption(block.span, CaptionKind::Table, caption);
        let view = self.view(name, &block.attributes)?;
        self.limits(block.span, view.rows.len(), view.columns.len());
        self.filled(block, &view, caption)
    }

    /// A table of a view.
    pub(super) fn filled(&mut self, block: &'a Block, view: &View<'a>, caption: Option<book::Caption>) -> Option<book::Table> {
        let attributes = &block.attributes;
        let mut gathered = Gathered::default();
        let head = self.heads(view, attributes.get("headings"), &mut gathered)?;
        let totals = self.summed(view, attributes.get("total"))?;
        let subtotals = self.summed(view, attributes.get("subtotal"))?;
        let mut body = Vec::new();
        for group in groups(view) {
            if let Some(at) = view.group {
                body.push(self.group_head(view, group[0], at));
            }
            body.extend(group.iter().map(|row| self.data_row(view, *row, &mut gathered)));
            if !subtotals.is_empty() && view.group.is_some() {
                body.push(self.total(view, group, &subtotals, RowKind::Subtotal, attributes.get("subtotal")));
            }
        }
        let foot = if totals.is_empty() {
            Vec::new()
        } else {
            vec![self.total(view, &view.rows, &totals, RowKind::Plain, attributes.get("total"))]
        };
        let columns =
            view.columns.iter().map(|at| book::Column { alignment: alignment(view.data, *at, &view.rows), width: None }).collect();
        let notes = self.table_notes(&gathered);
        let source = self.source_line(&gathered.sources, attributes.get("source"));
        Some(book::Table { caption, columns, head, body, foot, notes, source, view: Some(view.kept()) })
    }

    /// One head row, or two where columns stand under spanning heads.
    fn heads(&mut self, view: &View<'a>, typed: Option<&'a Spanned<String>>, gathered: &mut Gathered<'a>) -> Option<Vec<book::Row>> {
        let renamed: Vec<&str> = typed.map(|typed| typed.value.split('|').map(str::trim).collect()).unwrap_or_default();
        if let Some(typed) = typed.filter(|_| renamed.len() != view.columns.len()) {
            let message = format!("`headings` has {} words, the table {} columns", renamed.len(), view.columns.len());
            self.report(
                Diagnostic::new(Code::UnknownColumn, typed.span, message).hint("write a heading for each column, `|` between them"),
            );
            return None;
        }
        let language = self.language.clone();
        let spanning: Vec<Option<&Spanned<String>>> =
            view.columns.iter().map(|at| by_language(&view.data.columns[*at].under, &language)).collect();
        let double = spanning.iter().any(Option::is_some);
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        for (i, at) in view.columns.iter().enumerate() {
            let column = &view.data.columns[*at];
            let cell = match renamed.get(i) {
                Some(words) => self.cell(typed.map_or(column.name.span, |t| t.span), vec![typed_text(words, typed.map(|t| t.span))]),
                None => self.head_cell(column, gathered),
            };
            match spanning[i] {
                None if double => upper.push(book::Cell { rows: 2, ..cell }),
                None => lower.push(cell),
                Some(over) => {
                    if i == 0 || spanning[i - 1].map(|o| &o.value) != Some(&over.value) {
                        let same = spanning[i..].iter().take_while(|o| o.is_some_and(|o| o.value == over.value)).count();
                        let wide = u16::try_from(same).unwrap_or(1);
                        let words = vec![typed_text(&over.value, Some(over.span))];
                        upper.push(book::Cell { columns: wide, ..self.cell(over.span, words) });
                    }
                    lower.push(cell);
                }
            }
        }
        let row = |cells| book::Row { cells, kind: RowKind::Plain };
        Some(if double { vec![row(upper), row(lower)] } else { vec![row(lower)] })
    }

    fn head_cell(&mut self, column: &'a DataColumn, gathered: &mut Gathered<'a>) -> book::Cell {
        let heading = by_language(&column.headings, &self.language).unwrap_or(&column.name);
        let mut words = heading.value.clone();
        if let Some(unit) = by_language(&column.unit, &self.language) {
            words = format!("{words} ({})", unit.value);
        }
        let mut content = vec![typed_text(&words, Some(heading.span))];
        content.extend(column.remarks.note.as_ref().map(|note| self.mark(note, gathered)));
        self.cell(heading.span, content)
    }

    fn group_head(&mut self, view: &View<'a>, row: usize, at: usize) -> book::Row {
        let cell = &view.data.rows[row].cells[at];
        let words = Printed::cell(view.data, row, at).plain(&self.language);
        let content = if words.is_empty() { Vec::new() } else { vec![book::Inline::text(words)] };
        let wide = u16::try_from(view.columns.len()).unwrap_or(1).max(1);
        let datum = Some(key(view.name, view.data, row, at));
        let cell = book::Cell { columns: wide, row_head: true, datum, ..self.cell(cell.span, content) };
        book::Row { cells: vec![cell], kind: RowKind::Group }
    }

    fn data_row(&mut self, view: &View<'a>, row: usize, gathered: &mut Gathered<'a>) -> book::Row {
        let cells = view.columns.iter().map(|at| self.data_cell(view, row, *at, gathered)).collect();
        book::Row { cells, kind: RowKind::Plain }
    }

    fn data_cell(&mut self, view: &View<'a>, row: usize, at: usize, gathered: &mut Gathered<'a>) -> book::Cell {
        let data = view.data;
        let typed = &data.rows[row].cells[at];
        let printed = Printed::cell(data, row, at);
        let number = printed.kind.is_number() && !typed.text.is_empty();
        let mut content = match (typed.state, data.words.get(&(row, at))) {
            (CellState::Missing, _) => {
                gathered.unknown = true;
                vec![book::Inline::text("–")]
            }
            (CellState::NotApplicable, _) => Vec::new(),
            (CellState::Given, Some(words)) if printed.kind == FieldType::Citation => self.beside_note(|s| s.inlines(words)),
            (CellState::Given, Some(words)) => self.inlines(words),
            (CellState::Given, None) if typed.text.is_empty() => Vec::new(),
            (CellState::Given, None) => vec![book::Inline::text(self.hedged(view, &printed, at))],
        };
        // A row's note stands with its head, a cell's with the cell.
        let head = row_head(view) == Some(at);
        let own = data.cell_remarks.get(&(data.row_key(row).to_owned(), at)).and_then(|remarks| remarks.note.as_ref());
        let of_row = data.row_remarks.get(data.row_key(row)).filter(|_| head).and_then(|remarks| remarks.note.as_ref());
        for note in own.into_iter().chain(of_row) {
            let mark = self.mark(note, gathered);
            content.push(mark);
        }
        if let Some(source) = data.source(row, at).filter(|_| !typed.text.is_empty())
            && gathered.sources.iter().all(|known| known.value != source.value)
        {
            gathered.sources.push(source);
        }
        let digits = printed.digits();
        let decimals = number.then(|| digits.split_once('.').map_or(0, |(_, part)| u8::try_from(part.len()).unwrap_or(0)));
        let told = data.columns[at].precision_in.is_some_and(|by| view.columns.contains(&by));
        let mut made_of = beside(view.name, data, (row, at), !told, true);
        made_of.extend(source_keys(data, row, at));
        book::Cell { row_head: head, decimals, datum: Some(key(view.name, data, row, at)), made_of, ..self.cell(typed.span, content) }
    }

    /// A number that is not exact says so, unless the column that says it stands in the table.
    fn hedged(&self, view: &View<'a>, printed: &Printed<'_>, at: usize) -> String {
        let told = view.data.columns[at].precision_in.is_some_and(|by| view.columns.contains(&by));
        if told { printed.plain(&self.language) } else { printed.hedged(&self.language) }
    }

    /// A note's mark, and the note among those of the table.
    fn mark(&mut self, note: &'a Spanned<Vec<Inline>>, gathered: &mut Gathered<'a>) -> book::Inline {
        let known = gathered.notes.iter().position(|(known, ..)| known.span == note.span);
        let index = known.unwrap_or_else(|| {
            let letter = letter(gathered.notes.len());
            let anchors = [("mark", &letter), ("note", &letter)]
                .map(|(what, letter)| self.shared.labels.own("recto", &format!("table-{what}-{letter}"), self.slug));
            let [back, there] = anchors;
            gathered.notes.push((note, there, back));
            gathered.notes.len() - 1
        });
        let (_, there, back) = &gathered.notes[index];
        let mark = book::Inline::text(letter(index));
        let link = plain(Set::Link { target: Target::Anchor(there.clone()), content: vec![mark] });
        let raised = plain(Set::Superscript(vec![link]));
        if known.is_some() { raised } else { plain(Set::Anchored { anchor: back.clone(), content: vec![raised] }) }
    }

    /// The lines under a table that its marks and dashes ask for.
    fn table_notes(&mut self, gathered: &Gathered<'a>) -> Vec<book::SourceLine> {
        let mut lines = Vec::new();
        if gathered.unknown {
            let words = format!("–\u{a0}{}", self.language.term(Term::NotKnown));
            lines.push((self.node(), vec![book::Inline::text(words)]));
        }
        for (index, (note, there, back)) in gathered.notes.iter().enumerate() {
            let mark = book::Inline::text(letter(index));
            let link = plain(Set::Link { target: Target::Anchor(back.clone()), content: vec![mark] });
            let raised = vec![plain(Set::Superscript(vec![link]))];
            let mut line = vec![plain(Set::Anchored { anchor: there.clone(), content: raised }), book::Inline::text("\u{a0}")];
            let words = self.beside_note(|s| s.inlines(&note.value));
            line.extend(words);
            lines.push((self.node(), line));
        }
        lines
    }

    /// "Source: …", from the citations of what is printed; `source=none` leaves it out.
    pub(super) fn source_line(&mut self, sources: &[&'a Spanned<Citation>], typed: Option<&Spanned<String>>) -> Option<book::SourceLine> {
        if let Some(typed) = typed {
            if typed.value != "none" {
                let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`source` can't be `{}`", typed.value));
                self.report(finding.hint("write `source=none` to leave the line out; sources stand in the schema"));
            }
            return None;
        }
        if sources.is_empty() {
            return None;
        }
        let term = if sources.len() == 1 { Term::Source } else { Term::Sources };
        let head = vec![book::Inline::text(self.language.term(term))];
        let mut line = vec![plain(Set::Emphasis(head)), book::Inline::text(" ")];
        self.beside_note(|s| s.sources(sources, &mut line));
        Some((self.node(), line))
    }

    /// Sets words whose citations are worded in place: no note is made, and none before or after them is "the same".
    fn beside_note<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let note = self.in_note.replace(1);
        let section = std::mem::replace(&mut self.shared.section, u32::MAX - self.shared.apart);
        self.shared.apart += 1;
        let made = set(self);
        self.in_note = note;
        self.shared.section = section;
        made
    }

    /// The columns that an attribute wants added up.
    fn summed(&mut self, view: &View<'a>, typed: Option<&'a Spanned<String>>) -> Option<Vec<usize>> {
        let Some(typed) = typed else { return Some(Vec::new()) };
        let columns = self.named_columns(view.data, typed)?;
        for at in &columns {
            let column = &view.data.columns[*at];
            if !column.kind.is_number() || !view.columns.contains(at) {
                let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`{}` can't be added up here", column.name.value));
                self.report(finding.hint("name columns of numbers that stand in the table"));
                return None;
            }
        }
        Some(columns)
    }

    /// A row of sums.
    fn total(
        &mut self,
        view: &View<'a>,
        rows: &[usize],
        columns: &[usize],
        kind: RowKind,
        typed: Option<&'a Spanned<String>>,
    ) -> book::Row {
        let place = typed.map_or(Span::whole(view.data.file), |typed| typed.span);
        let term = if kind == RowKind::Subtotal { Term::Subtotal } else { Term::Total };
        let label = view.columns.iter().position(|at| !columns.contains(at));
        let cells = view.columns.iter().enumerate().map(|(i, at)| {
            if !columns.contains(at) {
                let words = if Some(i) == label { vec![book::Inline::text(self.language.term(term))] } else { Vec::new() };
                return book::Cell { row_head: Some(i) == label, ..self.cell(place, words) };
            }
            let Some(sum) = self.sum(view, rows, *at, place) else { return self.cell(place, Vec::new()) };
            let most = rows.iter().map(|row| Printed::cell(view.data, *row, *at).digits());
            let most = most.filter_map(|digits| digits.split_once('.').map(|(_, part)| part.len())).max().unwrap_or(0);
            let plain = sum.rounded(i8::try_from(most).unwrap_or(0)).unwrap_or(sum).plain();
            let language = &self.language;
            let figures = language.words().number(&plain).unwrap_or(plain);
            let words = if view.data.columns[*at].kind == FieldType::Percent { language.words().percent(&figures) } else { figures };
            let decimals = Some(u8::try_from(most).unwrap_or(0));
            let made_of = rows.iter().map(|row| key(view.name, view.data, *row, *at)).collect();
            book::Cell { decimals, made_of, ..self.cell(place, vec![book::Inline::text(words)]) }
        });
        let cells = cells.collect();
        book::Row { cells, kind }
    }

    /// The sum of a column; bounds and rounded numbers are not added in silence.
    fn sum(&mut self, view: &View<'a>, rows: &[usize], at: usize, place: Span) -> Option<Amount> {
        let mut sum = Amount::ZERO;
        for row in rows {
            let cell = &view.data.rows[*row].cells[at];
            if cell.state == CellState::NotApplicable {
                continue;
            }
            let precision = view.data.precision(*row, at);
            let fault = match Amount::parse(&cell.text) {
                None => Some((Code::EmptyDatum, "a cell that is added up has no value")),
                Some(_) if precision != Precision::Exact => Some((Code::InexactSum, "a number that is added up is not exact")),
                Some(amount) => match sum.plus(amount) {
                    Some(more) => {
                        sum = more;
                        None
                    }
                    None => Some((Code::InexactSum, "the sum needs more than 28 digits")),
                },
            };
            if let Some((code, message)) = fault {
                let finding = Diagnostic::new(code, place, message).label(cell.span, "this cell");
                self.report(finding.hint("leave the column out of the total, or declare the sum as a value that says how exact it is"));
                return None;
            }
        }
        Some(sum)
    }

    pub(super) fn cell(&self, span: Span, content: Vec<book::Inline>) -> book::Cell {
        let blocks = if content.is_empty() { Vec::new() } else { vec![self.block(span, BlockKind::Paragraph(content))] };
        book::Cell { blocks, rows: 1, columns: 1, row_head: false, decimals: None, datum: None, made_of: Vec::new(), origin: Some(span) }
    }
}

fn plain(kind: Set) -> book::Inline {
    book::Inline { origin: None, kind }
}

/// Words from a schema or an attribute, whose signs are set.
fn typed_text(words: &str, span: Option<Span>) -> book::Inline {
    book::Inline { origin: span, kind: Set::Text(words.to_owned()) }
}

/// The keys of a cell's sources, as parts of what is made of them.
pub(super) fn source_keys(data: &DataFile, row: usize, at: usize) -> impl Iterator<Item = String> {
    data.source(row, at).into_iter().flat_map(|source| &source.value.items).map(|item| format!("@{}", item.key.value))
}

/// a, b, … z, aa, ab …
fn letter(index: usize) -> String {
    crate::source::column_name(u32::try_from(index + 1).unwrap_or(1)).to_lowercase()
}

/// The rows of each group in order; all of them where there are no groups.
fn groups<'v>(view: &'v View<'_>) -> Vec<&'v [usize]> {
    let Some(at) = view.group else { return if view.rows.is_empty() { Vec::new() } else { vec![&view.rows] } };
    let value = |row: usize| view.data.rows[row].cells[at].text.as_str();
    view.rows.chunk_by(|a, b| value(*a) == value(*b)).collect()
}

/// The column whose cells are the heads of their rows: the key's, else the first that holds no numbers and is filled everywhere.
fn row_head(view: &View<'_>) -> Option<usize> {
    if view.columns.contains(&view.data.key) {
        return Some(view.data.key);
    }
    let first = *view.columns.first()?;
    let filled = view.rows.iter().all(|row| !view.data.rows[*row].cells[first].text.is_empty());
    (!view.data.columns[first].kind.is_number() && filled).then_some(first)
}

/// Numbers stand on their mark; untyped columns at the end where every cell is made of digits, as numbers are.
fn alignment(data: &DataFile, at: usize, rows: &[usize]) -> book::Alignment {
    if data.columns[at].kind.is_number() {
        return book::Alignment::Decimal;
    }
    let mut texts = rows.iter().map(|row| data.rows[*row].cells[at].text.as_str()).filter(|text| !text.is_empty());
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "., \u{A0}\u{202F}+-−%".contains(c));
    let some = texts.clone().next().is_some();
    let untyped = data.columns[at].kind == FieldType::String;
    if some && untyped && at != data.key && texts.all(number) { book::Alignment::End } else { book::Alignment::Start }
}
