//! Data files → `DataFile`.
//!
//! In: a CSV, TSV, JSON, TOML or YAML text or a spreadsheet, and what a schema beside it or a data package declares. Out: cells
//! with their places, in plain form, checked against types and constraints. Nothing is guessed: without a schema a cell stays
//! the text that it is.

mod cells;
mod constraints;
mod encoding;
mod formula;
mod records;
mod schema;
mod sheets;
mod tree;
mod types;

use std::collections::BTreeMap;

use super::LONGEST_TEXT;
use super::load::Desk;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{DataColumn, DataEntry, DataFile, DataRow, Derived, FieldType, Inline, InlineKind, Precision, Reference};
use crate::source::{BookPath, Files, Source, Span, Spanned};
use schema::{Dialect, Field, Schema, Totals};

/// The endings of data files.
const ENDINGS: [&str; 9] = ["csv", "tsv", "tab", "json", "toml", "yaml", "yml", "xlsx", "ods"];

/// Reads the data file that an entry of book.toml names.
pub(super) fn data_file(desk: &mut Desk<'_>, entry: &DataEntry) -> Option<DataFile> {
    let (path, named_at) = (&entry.path.value, entry.path.span);
    if !ENDINGS.contains(&path.extension().as_str()) {
        let message = format!("`{path}` is not a data file");
        let finding = Diagnostic::new(Code::UnknownFormat, named_at, message);
        desk.found.push(finding.hint("name a file that ends in `.csv`, `.tsv`, `.json`, `.toml`, `.yaml`, `.xlsx` or `.ods`"));
        return None;
    }
    let schema = schema_of(desk, entry);
    let mut dialect = schema.as_ref().map(|(_, schema)| schema.dialect.clone()).unwrap_or_default();
    dialect.sheet = entry.sheet.clone().or(dialect.sheet);
    dialect.range = entry.range.clone().or(dialect.range);
    let (source, rows) = rows(desk, path, named_at, &dialect)?;
    let head_rows = dialect.head_rows.unwrap_or(1).max(1);
    let schema = schema.as_ref().map(|(source, schema)| (source, schema));
    table(&source, rows, head_rows, schema, desk.found)
}

/// The book-wide derived values of book.toml.
pub(super) fn values(source: &Source, found: &mut Diagnostics) -> Vec<(Spanned<String>, Derived)> {
    // book.toml was read before: its faults are known.
    let Some(tree) = tree::read(source, &mut Diagnostics::default()) else { return Vec::new() };
    match &tree.kind {
        tree::Kind::Table(entries) => schema::values(&mut schema::Walk::new(source, found), entries),
        _ => Vec::new(),
    }
}

/// The rows of a file, the head first.
fn rows(desk: &mut Desk<'_>, path: &BookPath, named_at: Span, dialect: &Dialect) -> Option<(Source, Vec<DataRow>)> {
    match path.extension().as_str() {
        "xlsx" | "ods" => {
            let bytes = match desk.files.bytes(path) {
                Ok(bytes) => bytes,
                // As a text it is missing in the same words.
                Err(_) => return desk.text(path, named_at).and(None),
            };
            let wanted = sheets::Wanted { path, named_at, sheet: dialect.sheet.as_ref(), range: dialect.range.as_ref() };
            sheets::rows(&bytes, &wanted, desk.sources, desk.found)
        }
        "json" | "toml" | "yaml" | "yml" => {
            let source = desk.data_text(path, named_at, dialect.encoding.as_ref())?;
            let tree = tree::read(&source, desk.found)?;
            let rows = records::rows(&tree, dialect.sheet.as_ref(), desk.found)?;
            Some((source, rows))
        }
        _ => {
            let source = desk.data_text(path, named_at, dialect.encoding.as_ref())?;
            let rows = cells::rows(&source, dialect, desk.found)?;
            Some((source, rows))
        }
    }
}

/// The schema that book.toml names, the one beside the file, or what a data package says of it.
fn schema_of(desk: &mut Desk<'_>, entry: &DataEntry) -> Option<(Source, Schema)> {
    let (path, named_at) = (&entry.path.value, entry.path.span);
    if let Some(named) = &entry.schema {
        let source = desk.text(&named.value, named.span)?;
        return schema::schema(&source, desk.found).map(|schema| (source, schema));
    }
    for ending in ["toml", "json"] {
        let Ok(beside) = path.beside(&format!("{}.schema.{ending}", path.stem())) else { continue };
        if let Some(source) = desk.text_if_there(&beside, named_at) {
            return schema::schema(&source, desk.found).map(|schema| (source, schema));
        }
    }
    let package = path.beside("datapackage.json").ok()?;
    let source = desk.text_if_there(&package, named_at)?;
    schema::package(&source, path.name(), desk.found).map(|schema| (source, schema))
}

/// What a schema says, with the text that it stands in.
type Described<'a> = Option<(&'a Source, &'a Schema)>;

/// Rows and columns of a file.
fn table(source: &Source, mut rows: Vec<DataRow>, head_rows: usize, described: Described<'_>, found: &mut Diagnostics) -> Option<DataFile> {
    let schema = described.map(|(_, schema)| schema);
    if rows.len() < head_rows {
        let message = format!("`{}` is empty", source.path);
        found.push(Diagnostic::new(Code::EmptyData, Span::whole(source.id), message).hint("begin it with a line that names the columns"));
        return None;
    }
    let body = rows.split_off(head_rows);
    let head = head(rows);
    let columns = columns(&head, schema, found)?;
    let mut rows: Vec<DataRow> = body.into_iter().filter(|row| whole(row, &head, found)).collect();
    let fields: Vec<Option<&Field>> = columns.iter().map(|column| field_of(schema, &column.name.value)).collect();
    for row in &mut rows {
        for (at, cell) in row.cells.iter_mut().enumerate() {
            types::settle(cell, &columns[at], fields[at], schema, found);
        }
    }
    for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.text.len() > LONGEST_TEXT) {
        let finding = Diagnostic::new(Code::TooLong, cell.span, "a cell of more than 200 kB");
        found.push(finding.hint("look for a quote that is not closed, or put the text into a chapter"));
    }
    let key = key(&columns, schema);
    let totals = schema.and_then(|schema| totals(schema, &mut rows, key, found));
    let mut file = DataFile {
        file: source.id,
        path: source.path.clone(),
        columns,
        key,
        rows,
        totals,
        row_remarks: BTreeMap::new(),
        cell_remarks: BTreeMap::new(),
        words: BTreeMap::new(),
        values: Vec::new(),
        checks: Vec::new(),
        references: Vec::new(),
        aside: Vec::new(),
        described: schema.is_some_and(|schema| !schema.fields.is_empty()),
    };
    for name in schema.iter().flat_map(|s| &s.fields).filter_map(|f| f.source_from.as_ref()) {
        file.aside.extend(column_at(&file, name, &mut Diagnostics::default()));
    }
    if let Some(schema) = schema {
        declared(&mut file, schema, found);
        from_columns(&mut file, source, schema, found);
    }
    words(&mut file, source, found);
    Some(file)
}

/// One head of several rows: the words over a column, joined.
fn head(mut rows: Vec<DataRow>) -> DataRow {
    let mut head = rows.pop().unwrap_or(DataRow { span: Span::whole(crate::source::FileId::MANIFEST), cells: Vec::new() });
    for row in rows.iter().rev() {
        for (cell, above) in head.cells.iter_mut().zip(&row.cells) {
            if !above.text.is_empty() && !cell.text.is_empty() {
                cell.text.insert(0, ' ');
            }
            cell.text.insert_str(0, &above.text);
        }
    }
    head
}

fn field_of<'s>(schema: Option<&'s Schema>, name: &str) -> Option<&'s Field> {
    schema.and_then(|schema| schema.fields.iter().find(|field| field.name.value == name))
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
        let field = field_of(schema, &cell.text);
        DataColumn {
            name: Spanned::new(cell.text.clone(), cell.span),
            kind: field.map_or(FieldType::String, |f| f.kind),
            headings: field.map(|f| f.headings.clone()).unwrap_or_default(),
            under: field.map(|f| f.under.clone()).unwrap_or_default(),
            unit: field.map(|f| f.unit.clone()).unwrap_or_default(),
            decimals: field.and_then(|f| f.decimals),
            precision_in: None,
            source_in: None,
            remarks: field.map(|f| f.remarks.clone()).unwrap_or_default(),
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

/// Takes the totals row out of the rows.
fn totals(schema: &Schema, rows: &mut Vec<DataRow>, key: usize, found: &mut Diagnostics) -> Option<DataRow> {
    match schema.totals.as_ref()? {
        Totals::Last => rows.pop(),
        Totals::Row(name) => {
            let at = rows.iter().position(|row| row.cells.get(key).is_some_and(|cell| cell.text == name.value));
            if at.is_none() {
                let finding = Diagnostic::new(Code::UnknownRow, name.span, format!("the file has no totals row `{}`", name.value));
                let known = rows.iter().filter_map(|row| row.cells.get(key)).map(|cell| cell.text.as_str());
                found.push(finding.nearest(&name.value, known));
            }
            at.map(|at| rows.remove(at))
        }
    }
}

/// Takes over what the schema declares of rows and cells, and checks keys and constraints.
fn declared(file: &mut DataFile, schema: &Schema, found: &mut Diagnostics) {
    if schema.key.is_some() {
        check_keys(&file.rows, file.key, &file.columns[file.key].name.value, found);
    }
    constraints::check(&file.columns, &file.rows, schema, found);
    let known = |file: &DataFile, row: &Spanned<String>, found: &mut Diagnostics| {
        let mut keys = file.rows.iter().filter_map(|r| r.cells.get(file.key)).map(|cell| cell.text.as_str());
        let there = keys.clone().any(|key| key == row.value);
        if !there {
            let finding = Diagnostic::new(Code::UnknownRow, row.span, format!("the data file has no row `{}`", row.value));
            found.push(finding.nearest(&row.value, keys.by_ref()));
        }
        there
    };
    for (row, remarks) in &schema.rows {
        if known(file, row, found) {
            file.row_remarks.insert(row.value.clone(), remarks.clone());
        }
    }
    for (row, column, remarks) in &schema.cells {
        let at = column_at(file, column, found);
        if let (true, Some(at)) = (known(file, row, found), at) {
            file.cell_remarks.insert((row.value.clone(), at), remarks.clone());
        }
    }
    for foreign in &schema.foreign {
        if let Some(column) = column_at(file, &foreign.field, found) {
            file.references.push(Reference { column, file: foreign.file.clone(), field: foreign.other.clone() });
        }
    }
    file.values.clone_from(&schema.values);
    file.checks.clone_from(&schema.checks);
}

fn column_at(file: &DataFile, name: &Spanned<String>, found: &mut Diagnostics) -> Option<usize> {
    let at = file.columns.iter().position(|c| c.name.value == name.value);
    if at.is_none() {
        let finding = Diagnostic::new(Code::UnknownColumn, name.span, format!("the data file has no column `{}`", name.value));
        found.push(finding.nearest(&name.value, file.columns.iter().map(|c| c.name.value.as_str())));
    }
    at
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

/// Precision and source that other columns give.
fn from_columns(file: &mut DataFile, source: &Source, schema: &Schema, found: &mut Diagnostics) {
    for field in &schema.fields {
        let Some(at) = file.columns.iter().position(|c| c.name.value == field.name.value) else { continue };
        if let Some((name, words)) = &field.precision_from
            && let Some(from) = column_at(file, name, found)
        {
            precisions(&mut file.rows, at, from, words, found);
            file.columns[at].precision_in = Some(from);
        }
        if let Some(name) = &field.source_from
            && let Some(from) = column_at(file, name, found)
        {
            file.columns[at].source_in = Some(from);
            for row in 0..file.rows.len() {
                let cell = &file.rows[row].cells[from];
                if cell.text.is_empty() {
                    continue;
                }
                let typed = Spanned::new(cell.text.clone(), cell.span);
                let (items, _) = schema::sources(source, &typed);
                let remarks = file.cell_remarks.entry((file.rows[row].cells[file.key].text.clone(), at)).or_default();
                if remarks.source.is_none() {
                    remarks.source = schema::citation(items, typed.span);
                }
            }
        }
    }
}

fn precisions(rows: &mut [DataRow], at: usize, from: usize, words: &[(String, Precision)], found: &mut Diagnostics) {
    for row in rows {
        let word = &row.cells[from];
        let known = words.iter().rev().find(|(known, _)| *known == word.text).map(|(_, precision)| *precision);
        if known.is_none() && !word.text.is_empty() {
            let finding =
                Diagnostic::new(Code::WrongCell, word.span, format!("`{}` says nothing that recto knows of precision", word.text));
            found
                .push(finding.hint(format!("declare it: `precision = {{ column = \"…\", words = {{ \"{}\" = \"about\" }} }}`", word.text)));
        }
        row.cells[at].precision = row.cells[at].precision.or(known);
    }
}

/// Reads the cells that hold Markdown or sources.
fn words(file: &mut DataFile, source: &Source, found: &mut Diagnostics) {
    for (at, column) in file.columns.iter().enumerate() {
        if !matches!(column.kind, FieldType::Markdown | FieldType::Citation) {
            continue;
        }
        for (index, row) in file.rows.iter().enumerate() {
            let cell = &row.cells[at];
            if cell.text.is_empty() {
                continue;
            }
            let typed = Spanned::new(cell.text.clone(), cell.span);
            let words = if column.kind == FieldType::Markdown {
                let (words, findings) = schema::markdown(source, &typed);
                found.extend(findings);
                words
            } else {
                citation(source, &typed, &column.name.value, found)
            };
            file.words.insert((index, at), words);
        }
    }
}

fn citation(source: &Source, typed: &Spanned<String>, column: &str, found: &mut Diagnostics) -> Vec<Inline> {
    let (items, fault) = schema::sources(source, typed);
    if let Some(place) = fault {
        let finding = Diagnostic::new(Code::WrongCell, place, format!("`{}` is no source (column `{column}`)", typed.value));
        found.push(finding.hint("write a source's key, and the place in it after a comma: `report1946, fol. 3`"));
        return Vec::new();
    }
    schema::citation(items, typed.span).map(|c| Inline { kind: InlineKind::Citation(c.value), span: c.span }).into_iter().collect()
}
