//! What is declared of a data file, in Frictionless Table Schema's words and recto's own.
//!
//! In: `NAME.schema.toml`, `NAME.schema.json`, or the file's resource in `datapackage.json`. Out: the [`Schema`]. Words of the
//! standard that this version does not heed are refused by name, others as unknown.

mod field;
mod package;
mod remarks;
mod walk;

use super::formula;
use super::tree::{self, Kind, Node};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{Check, Derived, Remarks};
use crate::source::{Source, Spanned};
use walk::{Entries, get};

pub(super) use field::Field;
pub(super) use package::package;
pub(super) use remarks::{citation, markdown, sources};
pub(super) use walk::Walk;

/// What a schema declares.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) fields: Vec<Field>,
    pub(super) key: Option<Spanned<String>>,
    pub(super) dialect: Dialect,
    pub(super) missing: Vec<String>,
    pub(super) not_applicable: Vec<String>,
    pub(super) totals: Option<Totals>,
    pub(super) rows: Vec<(Spanned<String>, Remarks)>,
    pub(super) cells: Vec<(Spanned<String>, Spanned<String>, Remarks)>,
    pub(super) values: Vec<(Spanned<String>, Derived)>,
    pub(super) checks: Vec<Check>,
    pub(super) foreign: Vec<Foreign>,
    pub(super) unique: Vec<Vec<Spanned<String>>>,
}

/// How a file's text is divided.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialect {
    pub(super) delimiter: Option<char>,
    pub(super) encoding: Option<Spanned<String>>,
    /// Lines before the head.
    pub(super) skip: usize,
    /// Rows of the head; 1 where nothing is said.
    pub(super) head_rows: Option<usize>,
    /// Lines that begin with this sign are no rows.
    pub(super) comment: Option<char>,
    pub(super) sheet: Option<Spanned<String>>,
    pub(super) range: Option<Spanned<String>>,
}

/// Which row is the totals row.
#[derive(Debug, Clone)]
pub(super) enum Totals {
    /// The last one.
    Last,
    /// The one with this key.
    Row(Spanned<String>),
}

/// A foreign key.
#[derive(Debug, Clone)]
pub(super) struct Foreign {
    pub(super) field: Spanned<String>,
    pub(super) file: Option<Spanned<String>>,
    pub(super) other: Spanned<String>,
}

const ROOT: [&str; 26] = [
    "fields",
    "primaryKey",
    "foreignKeys",
    "uniqueKeys",
    "missingValues",
    "fieldsMatch",
    "name",
    "title",
    "description",
    "$schema",
    "decimalChar",
    "groupChar",
    "delimiter",
    "encoding",
    "skip-lines",
    "head-rows",
    "comment",
    "sheet",
    "range",
    "totals",
    "not-applicable",
    "dates",
    "rows",
    "cells",
    "values",
    "checks",
];

/// Reads a schema; none where the text can't be read.
pub(super) fn schema(source: &Source, found: &mut Diagnostics) -> Option<Schema> {
    let tree = tree::read(source, found)?;
    Some(root(&mut Walk::new(source, found), &tree))
}

/// The schema of a table.
fn root(walk: &mut Walk<'_>, node: &Node) -> Schema {
    let entries = walk.table("", node, &ROOT, &[]);
    let defaults = field::Defaults::read(walk, entries);
    let mut fields: Vec<Field> = Vec::new();
    for node in walk.items(entries, "fields") {
        let Some(field) = field::field(walk, node, &defaults) else { continue };
        if let Some(before) = fields.iter().find(|f| f.name.value == field.name.value) {
            let finding = Diagnostic::new(Code::DuplicateColumn, field.name.span, format!("the field `{}` stands twice", field.name.value));
            walk.report(finding.label(before.name.span, "first here").hint("take one of them out"));
        }
        fields.push(field);
    }
    let plain = |words: Option<Vec<Spanned<String>>>| words.map(|words| words.into_iter().map(|word| word.value).collect());
    let missing = plain(walk.words(entries, "missingValues"));
    let not_applicable = plain(walk.words(entries, "not-applicable")).unwrap_or_default();
    let key = key(walk, entries, &fields);
    let (values, checks) = (values(walk, entries), checks(walk, entries));
    Schema {
        key,
        dialect: dialect(walk, entries),
        missing: missing.unwrap_or_else(|| vec![String::new()]),
        not_applicable,
        totals: totals(walk, entries),
        rows: rows(walk, entries),
        cells: cells(walk, entries),
        values,
        checks,
        foreign: foreign(walk, entries),
        unique: walk.items(entries, "uniqueKeys").iter().map(|node| columns(walk, node)).collect(),
        fields,
    }
}

fn dialect(walk: &mut Walk<'_>, entries: Entries<'_>) -> Dialect {
    Dialect {
        delimiter: walk.sign(entries, "delimiter"),
        encoding: walk.word(entries, "encoding"),
        skip: walk.count(entries, "skip-lines", 10_000).unwrap_or(0) as usize,
        head_rows: walk.count(entries, "head-rows", 9).map(|n| n as usize),
        comment: walk.sign(entries, "comment"),
        sheet: walk.word(entries, "sheet"),
        range: walk.word(entries, "range"),
    }
}

fn key(walk: &mut Walk<'_>, entries: Entries<'_>, fields: &[Field]) -> Option<Spanned<String>> {
    let mut keys = walk.words(entries, "primaryKey")?;
    if keys.len() > 1 {
        let finding = Diagnostic::new(Code::NotYet, keys[1].span, "a primary key of several columns can't name rows yet");
        walk.report(finding.hint("name one column whose cells are all different; `uniqueKeys` may name several"));
        return None;
    }
    let key = keys.pop()?;
    if !fields.iter().any(|f| f.name.value == key.value) {
        let finding = Diagnostic::new(Code::UnknownColumn, key.span, format!("`primaryKey` names `{}`, which is no field", key.value));
        walk.report(finding.nearest(&key.value, fields.iter().map(|f| f.name.value.as_str())));
        return None;
    }
    Some(key)
}

/// `totals = "last"`, or `totals = { row = "KEY" }`.
fn totals(walk: &mut Walk<'_>, entries: Entries<'_>) -> Option<Totals> {
    let node = get(entries, "totals")?;
    if let Kind::Table(_) = node.kind {
        let inner = walk.table("totals", node, &["row"], &[]);
        return walk.word(inner, "row").map(Totals::Row);
    }
    let typed = walk.text("totals", node)?;
    if typed.value == "last" {
        return Some(Totals::Last);
    }
    walk.never(&typed, "place of a totals row", &["last"]);
    None
}

fn rows(walk: &mut Walk<'_>, entries: Entries<'_>) -> Vec<(Spanned<String>, Remarks)> {
    let Some(node) = get(entries, "rows") else { return Vec::new() };
    let mut rows = Vec::new();
    for (key, node) in walk.entries("rows", node) {
        let inner = walk.table(&format!("rows.{}", key.value), node, &remarks::KEYS, &[]);
        rows.push((key.clone(), walk.remarks(inner)));
    }
    rows
}

/// `[cells.ROW.COLUMN]`
fn cells(walk: &mut Walk<'_>, entries: Entries<'_>) -> Vec<(Spanned<String>, Spanned<String>, Remarks)> {
    let Some(node) = get(entries, "cells") else { return Vec::new() };
    let mut cells = Vec::new();
    for (row, node) in walk.entries("cells", node) {
        for (column, node) in walk.entries(&format!("cells.{}", row.value), node) {
            let inner = walk.table(&format!("cells.{}.{}", row.value, column.value), node, &remarks::KEYS, &[]);
            cells.push((row.clone(), column.clone(), walk.remarks(inner)));
        }
    }
    cells
}

/// `checks = ["total = men + women"]`
fn checks(walk: &mut Walk<'_>, entries: Entries<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for typed in walk.words(entries, "checks").unwrap_or_default() {
        let start = remarks::inner(walk.source, &typed).map(|place| place.range().start);
        match formula::check(&typed, start) {
            Ok(check) => checks.push(check),
            Err(fault) => walk.report(malformed(&typed.value, fault)),
        }
    }
    checks
}

/// `[values]`: `name = "formula"`, or `name = { formula = "…", precision = "about" }`.
pub(super) fn values(walk: &mut Walk<'_>, entries: Entries<'_>) -> Vec<(Spanned<String>, Derived)> {
    let Some(node) = get(entries, "values") else { return Vec::new() };
    let mut values = Vec::new();
    for (name, node) in walk.entries("values", node) {
        values.extend(value(walk, name, node).map(|derived| (name.clone(), derived)));
    }
    values
}

fn value(walk: &mut Walk<'_>, name: &Spanned<String>, node: &Node) -> Option<Derived> {
    let inside = format!("values.{}", name.value);
    let (typed, inner): (_, Entries<'_>) = match node.kind {
        Kind::Table(_) => {
            let inner = walk.table(&inside, node, &["formula", "precision", "decimals", "unit", "source", "description"], &[]);
            (walk.word(inner, "formula"), inner)
        }
        _ => (walk.text(&inside, node), &[]),
    };
    let Some(typed) = typed else {
        if let Kind::Table(_) = node.kind {
            let finding = Diagnostic::new(Code::MissingKey, name.span, format!("`{inside}` lacks `formula`"));
            walk.report(finding.hint("add `formula = \"…\"`"));
        }
        return None;
    };
    let start = remarks::inner(walk.source, &typed).map(|place| place.range().start);
    let formula = match formula::formula(&typed, start) {
        Ok(formula) => formula,
        Err(fault) => {
            walk.report(malformed(&typed.value, fault));
            return None;
        }
    };
    let remarks = walk.remarks(inner);
    let decimals = walk.count(inner, "decimals", 12).and_then(|n| u8::try_from(n).ok());
    Some(Derived { formula, precision: remarks.precision, decimals, unit: walk.by_language(inner, "unit"), source: remarks.source })
}

fn malformed(typed: &str, fault: formula::Fault) -> Diagnostic {
    Diagnostic::new(Code::BadFormula, fault.span, format!("`{typed}` can't be read as a formula ({})", fault.cause)).hint(
        "write names such as `file.row.column`, numbers, `+ - * /` with spaces round them, and functions such as `sum(file.*.column)`",
    )
}

/// Frictionless' `foreignKeys`, of one field each.
fn foreign(walk: &mut Walk<'_>, entries: Entries<'_>) -> Vec<Foreign> {
    let mut keys = Vec::new();
    for node in walk.items(entries, "foreignKeys") {
        let inner = walk.table("foreignKeys", node, &["fields", "reference"], &[]);
        let own = get(inner, "fields").map(|node| columns(walk, node)).unwrap_or_default();
        let Some(reference) = get(inner, "reference") else {
            let finding = Diagnostic::new(Code::MissingKey, node.span, "a foreign key lacks `reference`");
            walk.report(finding.hint("add `reference = { resource = \"…\", fields = \"…\" }`"));
            continue;
        };
        let inside = walk.table("reference", reference, &["resource", "fields"], &[]);
        let other = get(inside, "fields").map(|node| columns(walk, node)).unwrap_or_default();
        // The standard names the same table by an empty text.
        let resource = get(inside, "resource").filter(|node| node.scalar().is_some_and(|name| !name.is_empty()));
        let file = resource.and_then(|node| walk.text("resource", node));
        match (own.as_slice(), other.as_slice()) {
            ([own], [other]) => keys.push(Foreign { field: own.clone(), file, other: other.clone() }),
            _ => walk.report(
                Diagnostic::new(Code::NotYet, node.span, "a foreign key of several fields is not checked by this version yet")
                    .hint("name one field here and one in `reference`"),
            ),
        }
    }
    keys
}

/// One name or a list of names.
fn columns(walk: &mut Walk<'_>, node: &Node) -> Vec<Spanned<String>> {
    match &node.kind {
        Kind::List(items) => items.iter().filter_map(|item| walk.text("fields", item)).collect(),
        _ => walk.text("fields", node).into_iter().collect(),
    }
}
