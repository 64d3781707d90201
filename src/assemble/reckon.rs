//! Reckoning with data: cells as numbers, derived values, checks.
//!
//! In: formulas as written. Out: exact decimals that say how exact they are and which data they are made of. A bound or a
//! rounded value never enters a sum in silence: the author says what the result is, or the value is refused. Every fault is
//! reported once, at the part of the formula or the cell that it is about.

use std::collections::{BTreeMap, HashMap};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Amount, CellState, DataFile, Derived, Formula, FormulaKind, Function, Manuscript, Operation, Precision};
use crate::source::{Span, Spanned};

/// Decimals that a quotient is given with before it is rounded to those that are printed.
const DECIMALS: u8 = 8;

/// A number that was reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reckoned {
    pub(super) amount: Amount,
    /// How exact; none where the parts are such that their result says nothing by itself.
    pub(super) precision: Option<Precision>,
    /// The data that it is made of: `file.row.column`.
    pub(super) parts: Vec<String>,
    /// It is a number of per cent.
    pub(super) percent: bool,
}

/// Where a formula stands, for names that are not whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope<'a> {
    /// The data file's name whose schema it stands in.
    pub(super) file: Option<&'a str>,
    /// The row that bare columns mean.
    pub(super) row: Option<usize>,
}

/// The name of a derived value: the file whose schema declares it, or none, and its own.
type Name<'a> = (Option<&'a str>, &'a str);

/// Reckons, and remembers what it has reckoned.
pub(super) struct Reckoner<'a> {
    manuscript: &'a Manuscript,
    known: BTreeMap<Name<'a>, Option<Reckoned>>,
    /// The derived values that are being reckoned.
    open: Vec<Name<'a>>,
    /// The rows of data files by their keys, made when first asked for.
    rows: BTreeMap<&'a str, HashMap<&'a str, Vec<usize>>>,
}

/// A fault that is reported already.
pub(super) struct Reported;

type Outcome<T> = Result<T, Reported>;

impl<'a> Reckoner<'a> {
    pub(super) const fn new(manuscript: &'a Manuscript) -> Self {
        Self { manuscript, known: BTreeMap::new(), open: Vec::new(), rows: BTreeMap::new() }
    }

    /// The data file of a name.
    pub(super) fn file(&self, name: &str) -> Option<(&'a str, &'a DataFile)> {
        self.manuscript.data.get_key_value(name).map(|(name, file)| (name.as_str(), file.as_ref()))
    }

    /// The rows that have a key; none where there is no such file.
    pub(super) fn rows(&mut self, file: &str, key: &str) -> &[usize] {
        let Some((name, data)) = self.file(file) else { return &[] };
        self.rows.entry(name).or_insert_with(|| by_key(data)).get(key).map_or(&[], Vec::as_slice)
    }

    /// A declared value: of a file's schema, or of the book.
    pub(super) fn declared(&self, file: Option<&str>, name: &str) -> Option<(Name<'a>, &'a Derived)> {
        let (file, values) = match file {
            Some(file) => self.file(file).map(|(file, data)| (Some(file), &data.values))?,
            None => (None, &self.manuscript.manifest.values),
        };
        let (name, derived) = values.iter().find(|(known, _)| known.value == name)?;
        Some(((file, &name.value), derived))
    }

    /// The value of a declared name.
    pub(super) fn derived(&mut self, name: Name<'a>, derived: &'a Derived, asked: Span, found: &mut Diagnostics) -> Option<Reckoned> {
        if let Some(known) = self.known.get(&name) {
            return known.clone();
        }
        if self.open.contains(&name) {
            let finding = Diagnostic::new(Code::CircularValue, asked, format!("`{}` is made of itself", name.1));
            let chain: Vec<&str> = self.open.iter().map(|(_, name)| *name).collect();
            found.push(finding.hint(format!("break the circle: `{}` → `{}`", chain.join("` → `"), name.1)));
            self.known.insert(name, None);
            return None;
        }
        self.open.push(name);
        let scope = Scope { file: name.0, row: None };
        let value = self.scalar(&derived.formula, scope, found).ok().and_then(|value| finish(value, derived, found));
        self.open.pop();
        let value = value.map(|mut value| {
            value.parts.push(super::values::value_key(name));
            value
        });
        // A circle has put a fault here already.
        self.known.entry(name).or_insert_with(|| value.clone());
        self.known.get(&name).cloned().flatten()
    }

    /// A formula that comes to one number.
    pub(super) fn scalar(&mut self, formula: &'a Formula, scope: Scope<'a>, found: &mut Diagnostics) -> Outcome<Reckoned> {
        match &formula.kind {
            FormulaKind::Number(digits) => {
                let amount = Amount::parse(digits).ok_or_else(|| too_long(formula.span, found))?;
                Ok(Reckoned { amount, precision: Some(Precision::Exact), parts: Vec::new(), percent: false })
            }
            FormulaKind::Name(parts) => {
                let mut values = self.named(parts, formula.span, scope, found)?;
                if parts.iter().any(|part| part.value == "*") || values.len() != 1 {
                    let finding = Diagnostic::new(Code::BadFormula, formula.span, "`*` stands for many numbers where one is needed");
                    found.push(finding.hint("write `sum(…)`, `count(…)`, `min(…)` or `max(…)` round it"));
                    return Err(Reported);
                }
                values.pop().flatten().ok_or_else(|| empty(formula.span, None, found))
            }
            FormulaKind::Call(function, arguments) => self.call(*function, arguments, formula.span, scope, found),
            FormulaKind::Pair(left, operation, right) => {
                let left = self.scalar(left, scope, found)?;
                let right = self.scalar(right, scope, found)?;
                pair(&left, *operation, &right, formula.span, found)
            }
        }
    }

    /// What a name stands for: one value, or one a row; none for a cell that has no value.
    fn named(
        &mut self,
        parts: &'a [Spanned<String>],
        span: Span,
        scope: Scope<'a>,
        found: &mut Diagnostics,
    ) -> Outcome<Vec<Option<Reckoned>>> {
        match (parts, scope.file) {
            ([column], Some(file)) if scope.row.is_some() => self.cells(file, None, column, scope, found),
            ([name], _) => self.value(None, name, scope, span, found).map(|value| vec![Some(value)]),
            ([row, column], Some(file)) => match self.declared(Some(&row.value), &column.value) {
                Some((name, derived)) => self.derived(name, derived, span, found).map(|v| vec![Some(v)]).ok_or(Reported),
                None => self.cells(file, Some(row), column, scope, found),
            },
            ([file, name], None) => self.value(Some(file), name, scope, span, found).map(|value| vec![Some(value)]),
            ([file, row, column], _) => match self.file(&file.value) {
                Some((file, _)) => self.cells(file, Some(row), column, scope, found),
                None => Err(self.no_file(file, found)),
            },
            _ => {
                let finding = Diagnostic::new(Code::BadFormula, span, format!("a name has at most three parts, this one {}", parts.len()));
                found.push(finding.hint("write `file.row.column`; a part with dots or spaces stands in double quotes"));
                Err(Reported)
            }
        }
    }

    /// A declared value, asked for by name.
    fn value(
        &mut self,
        file: Option<&'a Spanned<String>>,
        name: &'a Spanned<String>,
        scope: Scope<'a>,
        span: Span,
        found: &mut Diagnostics,
    ) -> Outcome<Reckoned> {
        let own = if file.is_none() { scope.file } else { None };
        let declared = own.and_then(|own| self.declared(Some(own), &name.value));
        let declared = declared.or_else(|| self.declared(file.map(|f| f.value.as_str()), &name.value));
        if let Some((name, derived)) = declared {
            return self.derived(name, derived, span, found).ok_or(Reported);
        }
        match file {
            Some(file) if self.file(&file.value).is_none() => Err(self.no_file(file, found)),
            _ => {
                let known = self.names(file.map(|f| f.value.as_str()).or(scope.file));
                found.push(unknown_value(name, known));
                Err(Reported)
            }
        }
    }

    /// The names of declared values: of a file, and of the book.
    pub(super) fn names(&self, file: Option<&str>) -> impl Iterator<Item = &'a str> {
        let own = file.and_then(|file| self.file(file)).into_iter().flat_map(|(_, data)| &data.values);
        own.chain(&self.manuscript.manifest.values).map(|(name, _)| name.value.as_str())
    }

    fn no_file(&self, name: &Spanned<String>, found: &mut Diagnostics) -> Reported {
        let declared = self.manuscript.manifest.data.iter().map(|(name, _)| name.value.as_str());
        if !declared.clone().any(|known| known == name.value) {
            let finding = Diagnostic::new(Code::UnknownData, name.span, format!("no data file is called `{}`", name.value));
            found.push(finding.nearest(&name.value, declared));
        }
        Reported
    }

    /// Cells of a column: of one row, of the scope's, or of all.
    fn cells(
        &mut self,
        file: &'a str,
        row: Option<&Spanned<String>>,
        column: &Spanned<String>,
        scope: Scope<'a>,
        found: &mut Diagnostics,
    ) -> Outcome<Vec<Option<Reckoned>>> {
        let (file, data) = self.file(file).ok_or(Reported)?;
        let at = super::values::column_at(data, column).map_err(|finding| {
            found.push(*finding);
            Reported
        })?;
        if !data.columns[at].kind.is_number() {
            let finding = Diagnostic::new(Code::BadFormula, column.span, format!("the column `{}` holds no numbers", column.value));
            found.push(finding.hint("declare its type in the schema: `integer`, `number` or `percent`"));
            return Err(Reported);
        }
        let rows: Vec<usize> = match row {
            None => scope.row.into_iter().collect(),
            Some(row) if row.value == "*" => (0..data.rows.len()).collect(),
            Some(row) => match self.rows(file, &row.value) {
                [first, ..] => vec![*first],
                [] => {
                    let known = (0..data.rows.len()).map(|index| data.row_key(index));
                    let finding = Diagnostic::new(Code::UnknownRow, row.span, format!("`{file}` has no row called `{}`", row.value));
                    found.push(finding.nearest(&row.value, known));
                    return Err(Reported);
                }
            },
        };
        let mut cells: Vec<Option<Reckoned>> =
            rows.into_iter().map(|row| cell(data, row, at, column.span, found)).collect::<Outcome<_>>()?;
        // A whole column is one part: its cells would be too many.
        match row {
            Some(row) if row.value == "*" => {}
            Some(_) | None => {
                let only = row.and_then(|row| self.rows(file, &row.value).first().copied()).or(scope.row);
                cells.iter_mut().flatten().for_each(|cell| cell.parts.extend(only.map(|row| super::values::key(file, data, row, at))));
            }
        }
        Ok(cells)
    }

    /// What a function makes of its arguments; the columns that it went through are among its parts.
    fn call(
        &mut self,
        function: Function,
        arguments: &'a [Formula],
        span: Span,
        scope: Scope<'a>,
        found: &mut Diagnostics,
    ) -> Outcome<Reckoned> {
        let mut value = self.called(function, arguments, span, scope, found)?;
        for argument in arguments {
            match &argument.kind {
                FormulaKind::Name(parts) => value.parts.extend(whole_column(parts, scope)),
                FormulaKind::Number(_) | FormulaKind::Call(..) | FormulaKind::Pair(..) => {}
            }
        }
        Ok(value)
    }

    fn called(
        &mut self,
        function: Function,
        arguments: &'a [Formula],
        span: Span,
        scope: Scope<'a>,
        found: &mut Diagnostics,
    ) -> Outcome<Reckoned> {
        let mut values: Vec<Option<Reckoned>> = Vec::new();
        for argument in arguments {
            match &argument.kind {
                FormulaKind::Name(parts) => values.extend(self.named(parts, argument.span, scope, found)?),
                FormulaKind::Number(_) | FormulaKind::Call(..) | FormulaKind::Pair(..) => {
                    values.push(Some(self.scalar(argument, scope, found)?));
                }
            }
        }
        if function == Function::Count {
            let given: Vec<Reckoned> = values.into_iter().flatten().collect();
            let parts = given.iter().flat_map(|value| value.parts.clone()).collect();
            return Ok(Reckoned { amount: Amount::whole(given.len()), precision: Some(Precision::Exact), parts, percent: false });
        }
        let values: Vec<Reckoned> = values.into_iter().flatten().collect();
        let two = |found: &mut Diagnostics| match values.as_slice() {
            [first, second] => Ok((first, second)),
            _ => {
                found.push(Diagnostic::new(Code::BadFormula, span, "this function takes two numbers").hint("write `share(part, whole)`"));
                Err(Reported)
            }
        };
        match function {
            Function::Sum => sum(&values, span, found),
            Function::Min => extreme(&values, false, span, found),
            Function::Max => extreme(&values, true, span, found),
            Function::Count => Err(Reported),
            Function::Difference => {
                let (first, second) = two(found)?;
                pair(first, Operation::Minus, second, span, found)
            }
            Function::Share | Function::PerMille => {
                let (part, whole) = two(found)?;
                let times = if function == Function::Share { "100" } else { "1000" };
                share(part, whole, times, span, found).map(|value| Reckoned { percent: function == Function::Share, ..value })
            }
            Function::Round => {
                let (value, decimals) = two(found)?;
                let places = decimals.amount.shortest().parse().ok().filter(|n| (-18..=12).contains(n));
                let amount = places.and_then(|places| value.amount.rounded(places)).ok_or_else(|| too_long(span, found))?;
                let same = amount == value.amount;
                let precision = value.precision.map(|p| if p == Precision::Exact && !same { Precision::Rounded } else { p });
                Ok(Reckoned { amount, precision, ..value.clone() })
            }
        }
    }
}

/// `file.*.column`, where a name means a whole column.
fn whole_column(parts: &[Spanned<String>], scope: Scope<'_>) -> Option<String> {
    let (file, row, column) = match (parts, scope.file) {
        ([row, column], Some(file)) => (file, row, column),
        ([file, row, column], _) => (file.value.as_str(), row, column),
        _ => return None,
    };
    (row.value == "*").then(|| super::values::column_key(file, &column.value))
}

fn by_key(data: &DataFile) -> HashMap<&str, Vec<usize>> {
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, row) in data.rows.iter().enumerate() {
        if let Some(cell) = row.cells.get(data.key) {
            rows.entry(cell.text.as_str()).or_default().push(index);
        }
    }
    rows
}

/// A cell as a number; none where it has no value to be had.
fn cell(data: &DataFile, row: usize, at: usize, asked: Span, found: &mut Diagnostics) -> Outcome<Option<Reckoned>> {
    let typed = &data.rows[row].cells[at];
    match (typed.state, typed.text.is_empty()) {
        (CellState::NotApplicable, _) => return Ok(None),
        (CellState::Missing, _) | (CellState::Given, true) => return Err(empty(asked, Some(typed.span), found)),
        (CellState::Given, false) => {}
    }
    let Some(amount) = Amount::parse(&typed.text) else { return Err(Reported) };
    let percent = data.columns[at].kind == crate::manuscript::FieldType::Percent;
    Ok(Some(Reckoned { amount, precision: Some(data.precision(row, at)), parts: Vec::new(), percent }))
}

fn empty(asked: Span, cell: Option<Span>, found: &mut Diagnostics) -> Reported {
    let finding = Diagnostic::new(Code::EmptyDatum, asked, "a cell that is counted with has no value");
    let finding = cell.into_iter().fold(finding, |finding, cell| finding.label(cell, "this cell"));
    found.push(finding.hint("fill the cell; where nothing is to be had there, declare its word in `not-applicable` of the schema"));
    Reported
}

fn too_long(span: Span, found: &mut Diagnostics) -> Reported {
    let finding = Diagnostic::new(Code::BadFormula, span, "the result can't be given exactly in 28 digits");
    found.push(finding.hint("round the parts first: `round(…, 2)`; nothing can be divided by nought"));
    Reported
}

fn together<'v>(values: impl IntoIterator<Item = &'v Reckoned>) -> (Option<Precision>, Vec<String>) {
    let mut precision = Some(Precision::Exact);
    let mut parts: Vec<String> = Vec::new();
    for value in values {
        precision = precision.zip(value.precision).and_then(|(a, b)| a.plus(b));
        parts.extend(value.parts.iter().cloned());
    }
    (precision, parts)
}

fn sum(values: &[Reckoned], span: Span, found: &mut Diagnostics) -> Outcome<Reckoned> {
    let mut amount = Amount::ZERO;
    for value in values {
        amount = amount.plus(value.amount).ok_or_else(|| too_long(span, found))?;
    }
    let (precision, parts) = together(values);
    Ok(Reckoned { amount, precision, parts, percent: values.iter().any(|v| v.percent) })
}

fn extreme(values: &[Reckoned], largest: bool, span: Span, found: &mut Diagnostics) -> Outcome<Reckoned> {
    let order = |value: &&Reckoned| value.amount;
    let chosen = if largest { values.iter().max_by_key(order) } else { values.iter().min_by_key(order) };
    let chosen = chosen.ok_or_else(|| empty(span, None, found))?;
    let (precision, parts) = together(values);
    Ok(Reckoned { precision, parts, ..chosen.clone() })
}

fn pair(left: &Reckoned, operation: Operation, right: &Reckoned, span: Span, found: &mut Diagnostics) -> Outcome<Reckoned> {
    let (_, parts) = together([left, right]);
    let precisions = left.precision.zip(right.precision);
    // A bound times or over a number below nought would change its side.
    let turned = left.amount.is_negative() || right.amount.is_negative();
    let precisions_over = precisions.filter(|(a, b)| !turned || !(is_bound(*a) || is_bound(*b)));
    let (amount, precision) = match operation {
        Operation::Plus => (left.amount.plus(right.amount), precisions.and_then(|(a, b)| a.plus(b))),
        Operation::Minus => (left.amount.minus(right.amount), precisions.and_then(|(a, b)| a.plus(b.negated()))),
        Operation::Times => (left.amount.times(right.amount), precisions_over.and_then(|(a, b)| a.plus(b))),
        Operation::Over => (left.amount.over(right.amount, DECIMALS), precisions_over.and_then(|(a, b)| quotient(a, b))),
    };
    let amount = amount.ok_or_else(|| too_long(span, found))?;
    Ok(Reckoned { amount, precision, parts, percent: left.percent || right.percent })
}

const fn is_bound(precision: Precision) -> bool {
    matches!(precision, Precision::AtLeast | Precision::AtMost)
}

/// A quotient of what is exact is exact; of bounds it says nothing, except that a bound over an exact number stays one.
const fn quotient(a: Precision, b: Precision) -> Option<Precision> {
    match b {
        Precision::Exact => Some(a),
        Precision::AtLeast | Precision::AtMost => {
            if matches!(a, Precision::Exact) {
                Some(b.negated())
            } else {
                None
            }
        }
        Precision::Rounded | Precision::About | Precision::Estimated => a.plus(b),
    }
}

/// A part in hundredths or thousandths of a whole, with twelve decimals at the most.
fn share(part: &Reckoned, whole: &Reckoned, times: &str, span: Span, found: &mut Diagnostics) -> Outcome<Reckoned> {
    let times = Amount::parse(times).unwrap_or(Amount::ONE);
    let amount = part.amount.times(times).and_then(|above| above.over(whole.amount, DECIMALS)).ok_or_else(|| too_long(span, found))?;
    let (_, parts) = together([part, whole]);
    let precision = part.precision.zip(whole.precision).and_then(|(a, b)| quotient(a, b));
    Ok(Reckoned { amount, precision, parts, percent: false })
}

/// What a declaration makes of its number: rounded to its decimals, and as exact as the author says where that may be said.
fn finish(value: Reckoned, derived: &Derived, found: &mut Diagnostics) -> Option<Reckoned> {
    let span = derived.formula.span;
    let amount = match derived.decimals {
        Some(decimals) => value.amount.rounded(i8::try_from(decimals).unwrap_or(12))?,
        None if value.percent => value.amount.rounded(1)?,
        None => value.amount,
    };
    let said = derived.precision.as_ref().map(|p| p.value);
    let precision = match (value.precision, said) {
        (Some(Precision::Exact), said) => said.unwrap_or(Precision::Exact),
        (_, Some(said @ (Precision::About | Precision::Estimated))) => said,
        (Some(own), Some(said)) if own == said => said,
        (own, said) => {
            found.push(inexact(own, said, span));
            return None;
        }
    };
    Some(Reckoned { amount, precision: Some(precision), ..value })
}

fn inexact(own: Option<Precision>, said: Option<Precision>, span: Span) -> Diagnostic {
    let made = own.map_or("bounds and rounded numbers whose sum says nothing by itself", |own| match own {
        Precision::Exact => "exact numbers",
        Precision::Rounded | Precision::About => "rounded numbers",
        Precision::Estimated => "estimates",
        Precision::AtLeast => "lower bounds",
        Precision::AtMost => "upper bounds",
    });
    let claim = said.map_or_else(|| "it would be printed as exact".to_owned(), |said| format!("it is declared as `{}`", said.name()));
    let wished = own.map_or("about", |own| if own == Precision::Rounded { "about" } else { own.name() });
    Diagnostic::new(Code::InexactSum, span, format!("the value is made of {made}, and {claim}"))
        .hint(format!("say what it is: `{{ formula = \"…\", precision = \"{wished}\" }}`, or leave it out"))
}

/// A declared value that there is none of.
pub(super) fn unknown_value<'n>(name: &Spanned<String>, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownValue, name.span, format!("no value is called `{}`", name.value))
        .nearest(&name.value, known)
        .hint("declare it under `[values]` in book.toml or in the file's schema, or write `file.row.column`")
}
