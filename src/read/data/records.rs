//! Trees of JSON, TOML and YAML → rows.
//!
//! In: a tree. Out: a head and rows of cells with their places. A table of data is a list of records (`[{…}, {…}]`), a list of
//! lists whose first is the head, or a table of records whose keys name the rows (`[camps.99]`). Where the file holds it under
//! a key among others, the schema names that key as `sheet`.

use std::collections::BTreeMap;

use super::cells::cell;
use super::tree::{Kind, Node};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{DataCell, DataRow};
use crate::source::{Span, Spanned};

/// The rows, the head first.
pub(super) fn rows(tree: &Node, under: Option<&Spanned<String>>, found: &mut Diagnostics) -> Option<Vec<DataRow>> {
    let table = table(tree, under, found)?;
    match &table.kind {
        Kind::List(items) if items.iter().any(|item| matches!(item.kind, Kind::List(_))) => lists(items, found),
        Kind::List(items) => {
            let records: Vec<_> = items.iter().map(|item| (None, item)).collect();
            self::records(&records, table.span, found)
        }
        Kind::Table(entries) => {
            let records: Vec<_> = entries.iter().map(|(key, item)| (Some(key), item)).collect();
            self::records(&records, table.span, found)
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Text(_) | Kind::Date(_) => {
            found.push(no_table(table));
            None
        }
    }
}

fn no_table(node: &Node) -> Diagnostic {
    Diagnostic::new(Code::MalformedData, node.span, format!("the file holds {} and no table", node.what()))
        .hint("give a list of records, each with the same names: `[{\"id\": \"a\", \"men\": 1}, …]`")
}

/// The part of the file that is the table.
fn table<'n>(tree: &'n Node, under: Option<&Spanned<String>>, found: &mut Diagnostics) -> Option<&'n Node> {
    let Kind::Table(entries) = &tree.kind else { return Some(tree) };
    if let Some(name) = under {
        let inner = entries.iter().find(|(key, _)| key.value == name.value).map(|(_, node)| node);
        if inner.is_none() {
            let finding = Diagnostic::new(Code::WrongValue, name.span, format!("the data file has no key `{}`", name.value));
            found.push(finding.nearest(&name.value, entries.iter().map(|(key, _)| key.value.as_str())));
        }
        return inner;
    }
    let mut lists = entries.iter().filter(|(_, node)| matches!(node.kind, Kind::List(_)));
    match (lists.next(), lists.next()) {
        (Some((_, only)), None) => Some(only),
        (Some(_), Some((key, _))) => {
            let finding = Diagnostic::new(Code::MalformedData, key.span, "the file holds several lists");
            found.push(finding.hint("say which one is the table: `sheet = \"…\"` in the schema"));
            None
        }
        (None, _) if entries.iter().all(|(_, node)| matches!(node.kind, Kind::Table(_))) => match entries.as_slice() {
            // `[camps.99]`: the one table that holds tables.
            [(_, only)] if holds_tables(only) => Some(only),
            _ => Some(tree),
        },
        (None, _) => {
            found.push(no_table(tree));
            None
        }
    }
}

fn holds_tables(node: &Node) -> bool {
    matches!(&node.kind, Kind::Table(inner) if !inner.is_empty() && inner.iter().all(|(_, node)| matches!(node.kind, Kind::Table(_))))
}

/// Records: their names in the order in which they first appear are the head.
fn records(records: &[(Option<&Spanned<String>>, &Node)], whole: Span, found: &mut Diagnostics) -> Option<Vec<DataRow>> {
    let mut names: Vec<&str> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut head = Vec::new();
    if records.iter().any(|(key, _)| key.is_some()) {
        head.push(cell(Span::new(whole.file, whole.range().start..whole.range().start), "key"));
    }
    let keyed = head.len();
    for (_, record) in records {
        let Kind::Table(entries) = &record.kind else {
            found.push(no_table(record));
            return None;
        };
        for (name, _) in entries {
            if !places.contains_key(name.value.as_str()) {
                places.insert(&name.value, names.len());
                names.push(&name.value);
                head.push(cell(name.span, &name.value));
            }
        }
    }
    if records.is_empty() {
        return Some(Vec::new());
    }
    let mut rows = vec![DataRow { span: head.first().map_or(whole, |first: &DataCell| first.span), cells: head }];
    for (key, record) in records {
        let Kind::Table(entries) = &record.kind else { continue };
        let missing = Span::new(record.span.file, record.span.range().start..record.span.range().start);
        let mut cells = vec![cell(missing, ""); keyed + names.len()];
        if let Some(key) = key {
            cells[0] = cell(key.span, &key.value);
        }
        for (name, node) in entries {
            if let Some(at) = places.get(name.value.as_str()) {
                cells[keyed + at] = scalar(node, found);
            }
        }
        rows.push(DataRow { span: record.span, cells });
    }
    Some(rows)
}

fn lists(items: &[Node], found: &mut Diagnostics) -> Option<Vec<DataRow>> {
    let mut rows = Vec::new();
    for item in items {
        let Kind::List(inner) = &item.kind else {
            found.push(no_table(item));
            return None;
        };
        let cells = inner.iter().map(|node| scalar(node, found)).collect();
        rows.push(DataRow { span: item.span, cells });
    }
    Some(rows)
}

fn scalar(node: &Node, found: &mut Diagnostics) -> DataCell {
    let text = node.scalar().unwrap_or_else(|| {
        let finding = Diagnostic::new(Code::WrongCell, node.span, format!("a cell is {}", node.what()));
        found.push(finding.hint("write one value: a text, a number, a date or `true`"));
        String::new()
    });
    cell(node.span, text.trim())
}
