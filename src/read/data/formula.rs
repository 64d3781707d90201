//! Formulas: `sum(*.men) + report.total.men`, and checks: `total = men + women`.
//!
//! In: a text and its place. Out: a formula, or the place and cause of what can't be read. Names are looked up later.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::manuscript::{Check, Formula, FormulaKind, Function, Operation, Relation};
use crate::source::{Span, Spanned};

/// The deepest nesting of brackets.
const DEEPEST: usize = 20;

/// Why a formula can't be read.
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) cause: String,
}

/// Reads a formula; `start` is where its text begins in the file, none where it does not stand there as it is.
pub(super) fn formula(typed: &Spanned<String>, start: Option<usize>) -> Result<Formula, Fault> {
    let mut reader = Reader::new(typed, start);
    let formula = reader.sum(0)?;
    reader.end()?;
    Ok(formula)
}

/// Reads a check: two formulas with `=`, `!=`, `<`, `<=`, `>` or `>=` between them.
pub(super) fn check(typed: &Spanned<String>, start: Option<usize>) -> Result<Check, Fault> {
    let mut reader = Reader::new(typed, start);
    let left = reader.sum(0)?;
    let relation = reader.relation()?;
    let right = reader.sum(0)?;
    reader.end()?;
    Ok(Check { text: typed.clone(), left, relation, right })
}

struct Reader<'t> {
    typed: &'t Spanned<String>,
    start: Option<usize>,
    letters: Peekable<CharIndices<'t>>,
}

impl<'t> Reader<'t> {
    fn new(typed: &'t Spanned<String>, start: Option<usize>) -> Self {
        Self { typed, start, letters: typed.value.char_indices().peekable() }
    }

    fn at(&mut self) -> usize {
        self.letters.peek().map_or(self.typed.value.len(), |(at, _)| *at)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.start.map_or(self.typed.span, |start| Span::new(self.typed.span.file, start + from..start + to))
    }

    fn fault(&mut self, cause: &str) -> Fault {
        let at = self.at();
        let width = self.letters.peek().map_or(0, |(_, c)| c.len_utf8());
        Fault { span: self.span(at, at + width), cause: cause.to_owned() }
    }

    fn next(&mut self) -> Option<char> {
        while self.letters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        self.letters.peek().map(|(_, c)| *c)
    }

    fn step(&mut self, sign: char) -> bool {
        self.next() == Some(sign) && self.letters.next().is_some()
    }

    fn end(&mut self) -> Result<(), Fault> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.fault("what follows does not belong to the formula")),
        }
    }

    fn relation(&mut self) -> Result<Relation, Fault> {
        match self.next() {
            Some('=') => {
                self.letters.next();
                self.step('=');
                Ok(Relation::Equal)
            }
            Some('!') => {
                self.letters.next();
                if self.step('=') { Ok(Relation::Unequal) } else { Err(self.fault("after `!` stands `=`")) }
            }
            Some('<') => {
                self.letters.next();
                Ok(if self.step('=') { Relation::AtMost } else { Relation::Less })
            }
            Some('>') => {
                self.letters.next();
                Ok(if self.step('=') { Relation::AtLeast } else { Relation::More })
            }
            _ => Err(self.fault("a check compares two sides by `=`, `!=`, `<`, `<=`, `>` or `>=`")),
        }
    }

    fn sum(&mut self, depth: usize) -> Result<Formula, Fault> {
        let mut left = self.product(depth)?;
        loop {
            let operation = match self.next() {
                Some('+') => Operation::Plus,
                Some('-' | '−') => Operation::Minus,
                _ => return Ok(left),
            };
            self.letters.next();
            let right = self.product(depth)?;
            left = pair(left, operation, right);
        }
    }

    fn product(&mut self, depth: usize) -> Result<Formula, Fault> {
        let mut left = self.factor(depth)?;
        loop {
            let operation = match self.next() {
                Some('*' | '×') => Operation::Times,
                Some('/' | '÷') => Operation::Over,
                _ => return Ok(left),
            };
            self.letters.next();
            let right = self.factor(depth)?;
            left = pair(left, operation, right);
        }
    }

    fn factor(&mut self, depth: usize) -> Result<Formula, Fault> {
        if depth > DEEPEST {
            return Err(self.fault("brackets are nested too deep"));
        }
        match self.next() {
            Some('(') => {
                self.letters.next();
                let inner = self.sum(depth + 1)?;
                if self.step(')') { Ok(inner) } else { Err(self.fault("a bracket is not closed")) }
            }
            Some('-' | '−') => {
                let from = self.at();
                self.letters.next();
                let inner = self.factor(depth + 1)?;
                let zero = Formula { span: self.span(from, from + 1), kind: FormulaKind::Number("0".to_owned()) };
                Ok(pair(zero, Operation::Minus, inner))
            }
            Some(c) if c.is_ascii_digit() => self.number_or_name(depth),
            Some(c) if c == '*' || c == '"' || c.is_alphabetic() => self.name(depth),
            _ => Err(self.fault("a number or a name is missing here")),
        }
    }

    /// `12.5`, or a name that begins with a digit: `99.men`.
    fn number_or_name(&mut self, depth: usize) -> Result<Formula, Fault> {
        let from = self.at();
        let rest = &self.typed.value[from..];
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let digits = &rest[..length];
        let number = digits.matches('.').count() <= 1 && !digits.ends_with('.');
        if number && !rest[length..].starts_with(|c: char| is_letter(c)) {
            for _ in 0..length {
                self.letters.next();
            }
            return Ok(Formula { span: self.span(from, from + length), kind: FormulaKind::Number(digits.to_owned()) });
        }
        self.name(depth)
    }

    fn name(&mut self, depth: usize) -> Result<Formula, Fault> {
        let from = self.at();
        let mut parts = vec![self.part()?];
        while self.letters.next_if(|(_, c)| *c == '.').is_some() {
            parts.push(self.part()?);
        }
        let to = self.at();
        if let [only] = parts.as_slice()
            && self.next() == Some('(')
        {
            let Some((_, function)) = Function::ALL.iter().find(|(name, _)| *name == only.value) else {
                let all = Function::ALL.map(|(name, _)| name).join("`, `");
                return Err(Fault { span: only.span, cause: format!("there is no function `{}` (there are `{all}`)", only.value) });
            };
            return self.call(*function, from, depth);
        }
        Ok(Formula { span: self.span(from, to), kind: FormulaKind::Name(parts) })
    }

    fn call(&mut self, function: Function, from: usize, depth: usize) -> Result<Formula, Fault> {
        self.letters.next();
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.sum(depth + 1)?);
            if self.step(')') {
                break;
            }
            if !self.step(',') {
                return Err(self.fault("a comma or `)` is missing here"));
            }
        }
        let to = self.at();
        Ok(Formula { span: self.span(from, to), kind: FormulaKind::Call(function, arguments) })
    }

    /// A part of a name: a word, one in double quotes, or `*`.
    fn part(&mut self) -> Result<Spanned<String>, Fault> {
        let from = self.at();
        let rest = &self.typed.value[from..];
        let (inner, length) = if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"').ok_or_else(|| self.fault("a quote is not closed"))?;
            (1..end + 1, end + 2)
        } else if rest.starts_with('*') {
            (0..1, 1)
        } else {
            let length = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
            let length = rest[..length].trim_end_matches('-').len();
            (0..length, length)
        };
        if inner.is_empty() {
            return Err(self.fault("a part of the name is missing here"));
        }
        let word = rest[inner.clone()].to_owned();
        while self.at() < from + length {
            self.letters.next();
        }
        Ok(Spanned::new(word, self.span(from + inner.start, from + inner.end)))
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn pair(left: Formula, operation: Operation, right: Formula) -> Formula {
    Formula { span: left.span.join(right.span), kind: FormulaKind::Pair(Box::new(left), operation, Box::new(right)) }
}
