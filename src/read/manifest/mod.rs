//! book.toml → `Manifest`.
//!
//! In: the text. Out: what it says, with every fault at its place. Keys that PRODUCT's first chapter names are all
//! known; what this version does not make is refused by name. Values are checked for their kind, never for what
//! they mean: that is `assemble`'s affair.

mod booklet;
mod contents;
mod print;

use toml::de::DeValue;

use super::keyed::{Table, Value, Walk};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::manuscript::{BibliographyGroup, BookTable, Contributor, CoverTable, DataEntry, EditionTable, EpubTable, Manifest};
use crate::source::{BookPath, Source, Spanned};

const TABLES: [&str; 11] = ["book", "edition", "contents", "bibliography", "data", "values", "roles", "print", "booklet", "cover", "epub"];
const BOOK: [&str; 10] =
    ["title", "subtitle", "language", "description", "subjects", "publisher", "rights", "contributors", "isbn", "name"];

/// Reads book.toml. None where title, language or contents are missing, or where it is not TOML.
pub(super) fn manifest(source: &Source, found: &mut Diagnostics) -> Option<Manifest> {
    let mut walk = Walk::new(source, found);
    let tree = walk.parse(&source.text)?;
    let root = walk.table("", &tree, &TABLES)?;
    let book = book(&mut walk, &root);
    let edition = edition(&mut walk, &root);
    let contents = contents::contents(&mut walk, &root);
    let (bibliography_files, style, groups) = bibliography(&mut walk, &root);
    let data = data(&mut walk, &root);
    let roles = roles(&mut walk, &root);
    let print = print::print(&mut walk, &root);
    let (booklet, cover) = (booklet::booklet(&mut walk, &root), cover(&mut walk, &root));
    let epub = epub(&mut walk, &root);
    let (book, contents) = (book?, contents?);
    Some(Manifest {
        book,
        edition,
        contents,
        bibliography_files,
        style,
        groups,
        data,
        values: Vec::new(),
        roles,
        print,
        booklet,
        cover,
        epub,
    })
}

fn book(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<BookTable> {
    if root.get("book").is_none() {
        let finding = Diagnostic::new(Code::MissingKey, root.span, "book.toml has no `[book]`");
        walk.report(finding.hint("begin with the lines `[book]`, `title = \"…\"`, `language = \"en\"`"));
    }
    let table = walk.inner(root, "book", &BOOK)?;
    let title = walk.required(&table, "title", "\"…\"");
    let language = walk.required(&table, "language", "\"en\"");
    let (isbn_print, isbn_epub) = isbns(walk, &table);
    let rest = (
        walk.string(&table, "subtitle"),
        walk.string(&table, "description"),
        walk.strings(&table, "subjects"),
        walk.string(&table, "publisher"),
        walk.string(&table, "rights"),
        contributors(walk, &table),
        walk.string(&table, "name"),
    );
    let (subtitle, description, subjects, publisher, rights, contributors, name) = rest;
    let (title, language) = (title?, language?);
    Some(BookTable { title, subtitle, language, description, subjects, publisher, rights, contributors, isbn_print, isbn_epub, name })
}

fn isbns(walk: &mut Walk<'_>, book: &Table<'_>) -> (Option<Spanned<String>>, Option<Spanned<String>>) {
    let Some(table) = walk.inner(book, "isbn", &["print", "epub"]) else { return (None, None) };
    (walk.string(&table, "print"), walk.string(&table, "epub"))
}

fn contributors(walk: &mut Walk<'_>, book: &Table<'_>) -> Vec<Contributor> {
    let items = walk.list(book, "contributors");
    let one = |value| {
        let table = walk.table("[book] contributors", value, &["name", "sort-as", "role"])?;
        let name = walk.required(&table, "name", "\"…\"");
        let (sort_as, role) = (walk.string(&table, "sort-as"), walk.string(&table, "role"));
        Some(Contributor { name: name?, sort_as, role })
    };
    items.into_iter().filter_map(one).collect()
}

fn edition(walk: &mut Walk<'_>, root: &Table<'_>) -> EditionTable {
    let Some(table) = walk.inner(root, "edition", &["number", "printing", "date", "hold-pages"]) else { return EditionTable::default() };
    let (number, printing) = (walk.count(&table, "number"), walk.count(&table, "printing"));
    EditionTable { number, printing, date: walk.date(&table, "date"), hold_pages: walk.boolean(&table, "hold-pages") }
}

type Bibliography = (Vec<Spanned<BookPath>>, Option<Spanned<String>>, Vec<BibliographyGroup>);

fn bibliography(walk: &mut Walk<'_>, root: &Table<'_>) -> Bibliography {
    let Some(table) = walk.inner(root, "bibliography", &["files", "style", "groups"]) else { return Bibliography::default() };
    let names = walk.strings(&table, "files");
    let files = names.into_iter().filter_map(|name| path(walk, name)).collect();
    let style = walk.string(&table, "style");
    let items = walk.list(&table, "groups");
    let group = |value| {
        let table = walk.table("[bibliography] groups", value, &["title", "types", "keywords", "languages", "archives", "sort"])?;
        let title = walk.required(&table, "title", "\"…\"");
        let mut list = |key| walk.strings(&table, key);
        let (types, keywords, languages, archives) = (list("types"), list("keywords"), list("languages"), list("archives"));
        let sort = walk.string(&table, "sort");
        if let Some(sort) = sort.as_ref().filter(|sort| !["archive", "style"].contains(&sort.value.as_str())) {
            let finding = Diagnostic::new(Code::WrongValue, sort.span, format!("a group can't be sorted by `{}`", sort.value));
            walk.report(finding.hint("write `\"archive\"` (by archive, then fonds), or leave `sort` out: the style sorts"));
        }
        let by_archive = sort.is_some_and(|sort| sort.value == "archive");
        Some(BibliographyGroup { title: title?, types, keywords, languages, archives, by_archive })
    };
    let groups = items.into_iter().filter_map(group).collect();
    (files, style, groups)
}

fn data(walk: &mut Walk<'_>, root: &Table<'_>) -> Vec<(Spanned<String>, DataEntry)> {
    let Some(table) = root.get("data").and_then(|value| walk.any_table("[data]", value)) else { return Vec::new() };
    let mut files = Vec::new();
    for (name, value) in table.entries {
        if !name.value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            let finding = Diagnostic::new(Code::WrongValue, name.span, format!("`{}` cannot be a data file's name", name.value));
            walk.report(finding.hint("use letters, digits, hyphens and underscores, so that `{{name.row.column}}` can be read"));
            continue;
        }
        let key = format!("[data] {}", name.value);
        files.extend(data_entry(walk, &key, value).map(|entry| (name, entry)));
    }
    files
}

/// `"path"`, or `{ file = "path", sheet = "…", range = "A3:D20", schema = "path" }`.
fn data_entry(walk: &mut Walk<'_>, key: &str, value: &Value<'_>) -> Option<DataEntry> {
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        let path = walk.text(key, value).and_then(|file| path(walk, file))?;
        return Some(DataEntry { path, sheet: None, range: None, schema: None });
    }
    let table = walk.table(key, value, &["file", "sheet", "range", "schema"])?;
    let file = walk.required(&table, "file", "\"…\"").and_then(|file| path(walk, file));
    let (sheet, range) = (walk.string(&table, "sheet"), walk.string(&table, "range"));
    let schema = walk.string(&table, "schema").and_then(|file| path(walk, file));
    Some(DataEntry { path: file?, sheet, range, schema })
}

fn roles(walk: &mut Walk<'_>, root: &Table<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(table) = root.get("roles").and_then(|value| walk.any_table("[roles]", value)) else { return Vec::new() };
    let role = |(class, value): (Spanned<String>, _)| walk.text(&format!("[roles] {}", class.value), value).map(|role| (class, role));
    table.entries.into_iter().filter_map(role).collect()
}

/// `[cover]`: its keys are checked, and a note says that nothing comes of them yet.
fn cover(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<CoverTable> {
    let table = walk.inner(root, "cover", &["paper", "bleed", "price"])?;
    let message = format!("a cover is not made by this version yet: `{}` stays without effect", table.name);
    let finding = Diagnostic::new(Code::NotYet, table.span, message);
    walk.report(Diagnostic { severity: Severity::Note, ..finding });
    Some(CoverTable { span: table.span })
}

fn epub(walk: &mut Walk<'_>, root: &Table<'_>) -> EpubTable {
    let Some(table) = walk.inner(root, "epub", &["cover", "notes", "fonts"]) else { return EpubTable::default() };
    print::choice(walk, &table, "notes", "chapter", &["book"]);
    let cover = walk.string(&table, "cover").and_then(|name| path(walk, name));
    EpubTable { cover, fonts: walk.boolean(&table, "fonts") }
}

/// A path relative to book.toml.
fn path(walk: &mut Walk<'_>, typed: Spanned<String>) -> Option<Spanned<BookPath>> {
    match BookPath::new(&typed.value) {
        Ok(path) if path.as_str().is_empty() => {
            let finding = Diagnostic::new(Code::NotAFile, typed.span, format!("`{}` is the book's folder, and no file", typed.value));
            walk.report(finding.hint("name a file in it"));
            None
        }
        Ok(path) => Some(Spanned::new(path, typed.span)),
        Err(_) => {
            let finding = Diagnostic::new(Code::PathOutsideBook, typed.span, format!("`{}` leads out of the book's folder", typed.value));
            walk.report(finding.hint("copy the file into the book's folder and name it from there"));
            None
        }
    }
}
