//! `datapackage.json`: the resource of a data file among others.
//!
//! In: the package beside the file, and the file's name. Out: its schema with the dialect and encoding of the resource; none
//! where the package does not speak of the file. What a package says of itself (licences, authors) is no affair of a table.

use super::super::tree::{self, Kind, Node};
use super::walk::{Entries, Walk, get};
use super::{Dialect, Schema, root};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Source;

const RESOURCE: [&str; 19] = [
    "name",
    "path",
    "type",
    "title",
    "description",
    "format",
    "mediatype",
    "encoding",
    "bytes",
    "hash",
    "sources",
    "licenses",
    "profile",
    "homepage",
    "scheme",
    "schema",
    "dialect",
    "$schema",
    "data",
];

/// The schema that a package declares for the file of this name.
pub(in crate::read::data) fn package(source: &Source, name: &str, found: &mut Diagnostics) -> Option<Schema> {
    let tree = tree::read(source, found)?;
    let mut walk = Walk::new(source, found);
    let entries = walk.entries("", &tree);
    let resources = walk.items(entries, "resources");
    let paths = |node: &Node| -> Vec<String> {
        let Kind::Table(inner) = &node.kind else { return Vec::new() };
        match get(inner, "path") {
            Some(Node { kind: Kind::List(parts), .. }) => parts.iter().filter_map(Node::scalar).collect(),
            Some(node) => node.scalar().into_iter().collect(),
            None => Vec::new(),
        }
    };
    let node = resources.iter().find(|node| paths(node).iter().any(|path| path.trim_start_matches("./") == name))?;
    let inner = walk.table("resources", node, &RESOURCE, &[]);
    if paths(node).len() > 1 {
        let finding = Diagnostic::new(Code::NotYet, node.span, "a resource of several files is not read by this version yet");
        walk.report(finding.hint("join the files, or declare each as a resource of its own"));
    }
    let mut schema = schema(&mut walk, inner)?;
    dialect(&mut walk, inner, &mut schema.dialect);
    Some(schema)
}

fn schema(walk: &mut Walk<'_>, inner: Entries<'_>) -> Option<Schema> {
    match get(inner, "schema") {
        Some(node @ Node { kind: Kind::Table(_), .. }) => Some(root(walk, node)),
        Some(node) => {
            let finding = Diagnostic::new(Code::NotYet, node.span, "a schema in a file of its own, named by a package, is not read yet");
            walk.report(finding.hint("write the schema into the package, or name it like the data file: `NAME.schema.json`"));
            None
        }
        None => {
            let empty = Node { span: crate::source::Span::whole(walk.source.id), kind: Kind::Table(Vec::new()) };
            Some(root(walk, &empty))
        }
    }
}

/// The standard's dialect, in recto's terms.
fn dialect(walk: &mut Walk<'_>, inner: Entries<'_>, dialect: &mut Dialect) {
    if let Some(encoding) = walk.word(inner, "encoding") {
        dialect.encoding = Some(encoding);
    }
    let Some(node) = get(inner, "dialect") else { return };
    // What RFC 4180 and recto's reader do anyway may be said.
    let same = ["lineTerminator", "doubleQuote", "skipInitialSpace", "quoteChar"];
    let known = ["delimiter", "commentChar", "headerRows", "sheetName", "header", "$schema", "type"].into_iter().chain(same);
    let known: Vec<&str> = known.collect();
    let later = ["escapeChar", "nullSequence", "headerJoin", "commentRows", "property", "itemType", "itemKeys", "sheetNumber", "table"];
    let entries = walk.table("dialect", node, &known, &later);
    if let Some(sign) = walk.sign(entries, "quoteChar").filter(|sign| *sign != '"') {
        let finding = Diagnostic::new(Code::NotYet, node.span, format!("cells in `{sign}` quotes are not read by this version yet"));
        walk.report(finding.hint("put cells into double quotes"));
    }
    dialect.delimiter = walk.sign(entries, "delimiter").or(dialect.delimiter);
    dialect.comment = walk.sign(entries, "commentChar").or(dialect.comment);
    dialect.sheet = walk.word(entries, "sheetName").or(dialect.sheet.take());
    if walk.flag(entries, "header") == Some(false) {
        let finding = Diagnostic::new(Code::NotYet, node.span, "a table without a head is not read by this version yet");
        walk.report(finding.hint("add a first line that names the columns"));
    }
    for row in walk.items(entries, "headerRows") {
        let number = row.scalar().and_then(|digits| digits.parse::<usize>().ok());
        match number {
            Some(number @ 1..=10_000) if dialect.head_rows.is_none() => {
                dialect.skip = number - 1;
                dialect.head_rows = Some(1);
            }
            Some(number) if dialect.head_rows.is_some_and(|rows| number == dialect.skip + rows + 1) => {
                dialect.head_rows = dialect.head_rows.map(|rows| rows + 1);
            }
            _ => {
                let finding = Diagnostic::new(Code::WrongValue, row.span, "the rows of a head follow each other, counted from 1");
                walk.report(finding.hint("write `\"headerRows\": [1]`, or `[2, 3]`"));
            }
        }
    }
}
