//! Charts from data.
//!
//! In: a block that names data and a kind of chart. Out: a figure: the same view of the data drawn for the page and for a narrow
//! screen by one code, and its numbers in words as the description. What is not exact is drawn open. Nothing of it is lost
//! without colour or without sight.

mod bars;
mod letters;
mod lines;

use super::data_table::source_keys;
use super::forms::{Printed, by_language};
use super::setter::Setter;
use super::typography;
use super::values::{beside, hedged, key};
use super::view::{ATTRIBUTES, View};
use crate::book::{self, CaptionKind, Drawing};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::{ChartTerm, Term};
use crate::manuscript::{Amount, Block, CellState, Citation, Inline};
use crate::source::{Span, Spanned};
use letters::Letters;

/// The most categories and series of a chart: more can't be told apart on a page.
const MOST: (usize, usize) = (40, 4);

/// The kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bar,
    Stacked,
    Line,
    Dot,
}

const KINDS: [(&str, Kind); 4] = [("bar", Kind::Bar), ("stacked", Kind::Stacked), ("line", Kind::Line), ("dot", Kind::Dot)];

/// What is drawn.
struct Plot {
    kind: Kind,
    /// The names of the series.
    series: Vec<String>,
    rows: Vec<Category>,
}

/// A category: a bar, a point of a line.
struct Category {
    name: String,
    /// Where it stands in time, where all categories are dates: in months.
    time: Option<i64>,
    /// A value for each series; none where there is none to be had.
    values: Vec<Option<Drawn>>,
}

/// A value.
struct Drawn {
    /// None where it is not known.
    amount: Option<Amount>,
    /// As it is printed.
    words: String,
    /// It is not exact.
    open: bool,
}

/// What a drawing is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A page with a measure of so many hundredths of a point.
    Page(i32),
    /// A screen of a phone's width: names stand above what they name.
    Narrow,
}

impl<'a> Setter<'a, '_> {
    /// Sets a chart; with `numbers=table`, the table of its numbers too.
    pub(super) fn chart(&mut self, block: &'a Block, name: &'a Spanned<String>, caption: &'a [Inline]) -> Option<Vec<book::BlockKind>> {
        let known: Vec<&str> = ["data", "lang", "chart", "numbers", "source"].into_iter().chain(ATTRIBUTES).collect();
        self.pairs(&block.attributes, &known, "the chart");
        let mut caption = self.caption(block.span, CaptionKind::Figure, caption);
        let kind = self.kind(block.attributes.get("chart")?)?;
        let view = self.view(name, &block.attributes)?;
        let (named, series) = self.columns_drawn(&view, block.span)?;
        let plot = self.plot(kind, &view, named, &series);
        if kind == Kind::Stacked && plot.bounds().1.is_negative() {
            let finding = Diagnostic::new(Code::WrongValue, block.span, "stacked bars can't show numbers below nought");
            self.report(finding.hint("write `chart=bar`, or choose other columns"));
            return None;
        }
        let sources = self.sources_drawn(&view, &series);
        if let (Some(line), Some(caption)) = (self.source_line(&sources, block.attributes.get("source")), &mut caption) {
            if !caption.content.is_empty() {
                caption.content.push(book::Inline::text(" "));
            }
            caption.content.extend(line.1);
        }
        let fonts = crate::font::load(self.shared.files, &mut Diagnostics::default());
        let letters = Letters { fonts: &fonts, family: &self.shared.design.font };
        let page = Form::Page(hundredths(self.shared.design.measure()));
        let description = self.described(&plot);
        let made_of = made_of(&view, named, &series);
        let chart = book::Chart {
            page: plot.draw(page, &letters),
            narrow: plot.draw(Form::Narrow, &letters),
            description,
            made_of,
            view: view.kept(),
        };
        let mut blocks = vec![book::BlockKind::Figure(book::Figure { pictures: Vec::new(), chart: Some(chart), caption })];
        if let Some(typed) = block.attributes.get("numbers") {
            if typed.value == "table" {
                blocks.extend(self.filled(block, &view, None).map(book::BlockKind::Table));
            } else {
                let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`numbers` can't be `{}`", typed.value));
                self.report(finding.hint("write `numbers=table` for a table of the numbers under the chart, or leave it out"));
            }
        }
        Some(blocks)
    }

    fn kind(&mut self, typed: &Spanned<String>) -> Option<Kind> {
        let known = KINDS.iter().find(|(name, _)| *name == typed.value).map(|(_, kind)| *kind);
        if known.is_none() {
            let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("there is no chart `{}`", typed.value));
            let finding = finding.nearest(&typed.value, KINDS.iter().map(|(name, _)| *name));
            self.report(finding.hint("write `bar`, `stacked`, `line` or `dot`"));
        }
        known
    }

    /// The column that names the categories, and those of the numbers.
    fn columns_drawn(&mut self, view: &View<'a>, span: Span) -> Option<(usize, Vec<usize>)> {
        let number = |at: &usize| view.data.columns[*at].kind.is_number();
        let named = view.columns.iter().copied().find(|at| !number(at)).or_else(|| view.columns.first().copied())?;
        let series: Vec<usize> = view.columns.iter().copied().filter(|at| *at != named && number(at)).collect();
        if series.is_empty() {
            let finding = Diagnostic::new(Code::UnknownColumn, span, "the chart has no column of numbers");
            self.report(
                finding.hint("name a column of names and one or more of numbers, `columns=\"place men\"`; their types stand in the schema"),
            );
            return None;
        }
        if view.rows.len() > MOST.0 || series.len() > MOST.1 {
            let message = format!(
                "the chart has {} rows and {} columns of numbers (at most {} and {})",
                view.rows.len(),
                series.len(),
                MOST.0,
                MOST.1
            );
            self.report(
                Diagnostic::new(Code::TableTooLarge, span, message).hint("draw a part of it: choose with `rows`, `where` and `columns`"),
            );
            return None;
        }
        Some((named, series))
    }

    fn plot(&mut self, kind: Kind, view: &View<'a>, named: usize, series: &[usize]) -> Plot {
        let language = self.language.clone();
        let heading = |at: &usize| {
            let column = &view.data.columns[*at];
            let mut words = by_language(&column.headings, &language).unwrap_or(&column.name).value.clone();
            if let Some(unit) = by_language(&column.unit, &language) {
                words = format!("{words} ({})", unit.value);
            }
            typography::plain(&words, &language)
        };
        let rows = view.rows.iter().map(|row| {
            let name = Printed::cell(view.data, *row, named).plain(&language);
            let values = series.iter().map(|at| self.drawn(view, *row, *at)).collect();
            Category { name: typography::plain(&name, &language), time: months(&view.data.rows[*row].cells[named].text), values }
        });
        let rows = rows.collect();
        Plot { kind, series: series.iter().map(heading).collect(), rows }
    }

    fn drawn(&self, view: &View<'a>, row: usize, at: usize) -> Option<Drawn> {
        let cell = &view.data.rows[row].cells[at];
        let printed = Printed::cell(view.data, row, at);
        let amount = Amount::parse(&cell.text);
        match cell.state {
            CellState::NotApplicable => None,
            CellState::Missing | CellState::Given if amount.is_none() => Some(Drawn { amount, words: "–".to_owned(), open: false }),
            CellState::Missing | CellState::Given => {
                Some(Drawn { amount, words: printed.hedged(&self.language), open: hedged(printed.precision) })
            }
        }
    }

    fn sources_drawn(&self, view: &View<'a>, series: &[usize]) -> Vec<&'a Spanned<Citation>> {
        let mut sources: Vec<&'a Spanned<Citation>> = Vec::new();
        for row in &view.rows {
            for source in series.iter().filter_map(|at| view.data.source(*row, *at)) {
                if sources.iter().all(|known| known.value != source.value) {
                    sources.push(source);
                }
            }
        }
        sources
    }

    /// The chart in words: its kind, then each category with its numbers.
    fn described(&self, plot: &Plot) -> String {
        let term = match plot.kind {
            Kind::Bar => ChartTerm::Bars,
            Kind::Stacked => ChartTerm::Stacked,
            Kind::Line => ChartTerm::Lines,
            Kind::Dot => ChartTerm::Dots,
        };
        let category = |row: &Category| {
            let value = |(value, series): (&Option<Drawn>, &String)| {
                let value = value.as_ref()?;
                let unknown = || self.language.term(Term::NotKnown).to_owned();
                let words = if value.amount.is_none() { unknown() } else { value.words.clone() };
                Some(if plot.series.len() > 1 { format!("{series} {words}") } else { words })
            };
            let values: Vec<String> = row.values.iter().zip(&plot.series).filter_map(value).collect();
            if values.is_empty() { row.name.clone() } else { format!("{}: {}", row.name, values.join(", ")) }
        };
        let rows: Vec<String> = plot.rows.iter().map(category).collect();
        format!("{}: {}. {}.", self.language.chart_term(term), plot.series.join(", "), rows.join("; "))
    }
}

/// The cells and sources that a chart is made of.
fn made_of(view: &View<'_>, named: usize, series: &[usize]) -> Vec<String> {
    let mut all = Vec::new();
    for row in &view.rows {
        all.push(key(view.name, view.data, *row, named));
        for at in series {
            all.push(key(view.name, view.data, *row, *at));
            all.extend(beside(view.name, view.data, (*row, *at), true, true));
            all.extend(source_keys(view.data, *row, *at));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

impl Plot {
    fn draw(&self, form: Form, letters: &Letters<'_>) -> Drawing {
        match self.kind {
            Kind::Bar | Kind::Stacked | Kind::Dot => bars::draw(self, form, letters),
            Kind::Line => lines::draw(self, form, letters),
        }
    }

    /// The largest and the smallest sum or value that is drawn, nought among them.
    fn bounds(&self) -> (Amount, Amount) {
        let mut most = Amount::ZERO;
        let mut least = Amount::ZERO;
        for row in &self.rows {
            let values = row.values.iter().flatten().filter_map(|value| value.amount);
            if self.kind == Kind::Stacked {
                most = most.max(values.clone().fold(Amount::ZERO, |sum, value| sum.plus(value).unwrap_or(sum)));
            }
            for value in values {
                (most, least) = (most.max(value), least.min(value));
            }
        }
        (most, least)
    }
}

/// Where a value stands on an axis of a length, from its lowest end.
fn along(value: Amount, (most, least): (Amount, Amount), length: i32) -> i32 {
    let (Some(range), Some(from)) = (most.minus(least), value.minus(least)) else { return 0 };
    i32::try_from(from.parts_of(range, i64::from(length))).unwrap_or(0).clamp(0, length)
}

/// Months since year nought of a date whose first part is a year, and its second, where there is one, a month.
fn months(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse::<i64>().ok()?;
    let month = parts.next().and_then(|month| month.get(..2)?.parse::<i64>().ok()).filter(|month| (1..=12).contains(month)).unwrap_or(1);
    Some(year * 12 + month - 1)
}

fn hundredths(points: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a page is far narrower than that")]
    let whole = (points * 100.0).round() as i32;
    whole
}
