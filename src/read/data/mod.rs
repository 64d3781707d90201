//! Data files → `DataFile`.
//!
//! In: a CSV or TSV text, and the schema beside it where there is one. Out: cells with their places, checked
//! against the types that the schema declares. Nothing is guessed and nothing converted: a cell stays the text
//! that it is.

mod cells;
mod schema;
mod types;

use std::collections::BTreeMap;

use super::load::Desk;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::manuscript::{DataColumn, DataFile, DataRow, FieldType};
use crate::source::{BookPath, Files, Source, Span, Spanned};
use schema::Schema;

/// Forms that the issue on data reads.
const LATER: [&str; 7] = ["json", "toml", "yaml", "yml", "xlsx", "xls", "ods"];

/// Reads the data file that `named` names.
pub(super) fn data_file(desk: &mut Desk<'_>, named: &Spanned<BookPath>) -> Option<DataFile> {
    let path = &named.value;
    match path.extension().as_str() {
        "csv" | "tsv" | "tab" => {}
        ending if LATER.contains(&ending) => {
            let message = format!("data in `.{ending}` files is not read by this version yet (`{path}`)");
            desk.found.push(Diagnostic::new(Code::NotYet, named.span, message).hint("save the table as CSV"));
            return None;
        }
        _ => {
            let message = format!("`{path}` is not a data file");
            desk.found.push(Diagnostic::new(Code::UnknownFormat, named.span, message).hint("name a file that ends in `.csv` or `.tsv`"));
            return None;
        }
    }
    let source = desk.text(path, named.span)?;
    let schema = schema_beside(desk, path, named.span);
    package_beside(desk, path, named.span);
    table(&source, schema.as_ref(), desk.found)
}

fn schema_beside(desk: &mut Desk<'_>, path: &BookPath, named_at: Span) -> Option<Schema> {
    let beside = path.beside(&format!("{}.schema.toml", path.stem())).ok()?;
    let source = desk.text_if_there(&beside, named_at)?;
    schema::schema(&source, desk.found)
}

/// A `datapackage.json` may declare types that are not heeded: whoever wrote it should know.
fn package_beside(desk: &mut Desk<'_>, path: &BookPath, named_at: Span) {
    if let Ok(package) = path.beside("datapackage.json")
        && desk.files.bytes(&package).is_ok()
    {
        let finding = Diagnostic::new(Code::NotYet, named_at, format!("what `{package}` declares is not heeded by this version yet"));
        let finding = finding.hint(format!("declare the columns in `{}.schema.toml`", path.stem()));
        desk.found.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
}

/// Rows and columns of a text.
pub(super) fn table(source: &Source, schema: Option<&Schema>, found: &mut Diagnostics) -> Option<DataFile> {
    let mut rows = cells::rows(source, found)?.into_iter();
    let Some(head) = rows.next() else {
        let message = format!("`{}` is empty", source.path);
        found.push(Diagnostic::new(Code::EmptyData, Span::whole(source.id), message).hint("begin it with a line that names the columns"));
        return None;
    };
    let columns = columns(&head, schema, found)?;
    let rows: Vec<DataRow> = rows.filter(|row| whole(row, &head, found)).collect();
    let key = key(&columns, schema);
    if schema.is_some_and(|s| s.key.is_some()) {
        check_keys(&rows, key, &columns[key].name.value, found);
    }
    for (index, column) in columns.iter().enumerate() {
        for row in &rows {
            types::check(&row.cells[index], column, found);
        }
    }
    Some(DataFile { file: source.id, path: source.path.clone(), columns, key, rows })
}

fn columns(head: &DataRow, schema: Option<&Schema>, found: &mut Diagnostics) -> Option<Vec<DataColumn>> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut good = true;
    for (index, cell) in head.cells.iter().enumerate() {
        if cell.text.is_empty() {
            let finding = Diagnostic::new(Code::UnnamedColumn, cell.span, format!("column {} has no name", index + 1));
            found.push(finding.hint("name it in the file's first line"));
            good = false;
        } else if let Some(before) = first.insert(&cell.text, cell.span) {
            let finding = Diagnostic::new(Code::DuplicateColumn, cell.span, format!("two columns are named `{}`", cell.text));
            found.push(finding.label(before, "first here").hint("rename one of them"));
            good = false;
        }
    }
    for field in schema.iter().flat_map(|s| &s.fields) {
        if !first.contains_key(field.name.value.as_str()) {
            let message = format!("the data file has no column `{}`", field.name.value);
            let finding = Diagnostic::new(Code::UnknownColumn, field.name.span, message);
            found.push(finding.nearest(&field.name.value, first.keys().copied()));
        }
    }
    let column = |cell: &crate::manuscript::DataCell| {
        let field = schema.and_then(|s| s.fields.iter().find(|f| f.name.value == cell.text));
        DataColumn {
            name: Spanned::new(cell.text.clone(), cell.span),
            kind: field.map_or(FieldType::String, |f| f.kind),
            headings: field.map(|f| f.headings.clone()).unwrap_or_default(),
        }
    };
    good.then(|| head.cells.iter().map(column).collect())
}

fn whole(row: &DataRow, head: &DataRow, found: &mut Diagnostics) -> bool {
    let (has, needs) = (row.cells.len(), head.cells.len());
    if has == needs {
        return true;
    }
    let count = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let place = row.cells.get(needs).map_or(row.span, |extra| extra.span);
    let finding = Diagnostic::new(Code::RaggedRow, place, format!("the row has {}, the head names {}", count(has), count(needs)));
    found.push(if has < needs {
        let missing: Vec<_> = head.cells[has..].iter().map(|c| format!("`{}`", c.text)).collect();
        finding.hint(format!("fill in {}, or leave the cells empty between delimiters", missing.join(", ")))
    } else {
        finding.at("more than the head names").hint("put a cell that holds the delimiter into double quotes")
    });
    false
}

fn key(columns: &[DataColumn], schema: Option<&Schema>) -> usize {
    let name = schema.and_then(|s| s.key.as_ref());
    name.and_then(|name| columns.iter().position(|c| c.name.value == name.value)).unwrap_or(0)
}

fn check_keys(rows: &[DataRow], key: usize, column: &str, found: &mut Diagnostics) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for cell in rows.iter().map(|row| &row.cells[key]) {
        if cell.text.is_empty() {
            let finding = Diagnostic::new(Code::DuplicateRowKey, cell.span, format!("the row has no key in `{column}`"));
            found.push(finding.hint("fill in the cell, or name another column as `primaryKey`"));
        } else if let Some(before) = first.insert(&cell.text, cell.span) {
            let finding = Diagnostic::new(Code::DuplicateRowKey, cell.span, format!("two rows have the key `{}`", cell.text));
            found.push(finding.label(before, "first here").hint("give each row a key of its own"));
        }
    }
}
