//! `NAME.schema.toml`, a part of Frictionless Table Schema.
//!
//! In: the text. Out: names, types and headings of fields, and the primary key. Words of the standard that this
//! version does not heed are refused by name, others as unknown.

use toml::de::DeValue;

use super::super::keyed::{Table, Value, Walk};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::FieldType;
use crate::source::{Source, Spanned};

/// What a schema declares.
#[derive(Debug, Default)]
pub(in crate::read) struct Schema {
    pub(super) fields: Vec<Field>,
    pub(super) key: Option<Spanned<String>>,
}

/// What it declares of a column.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: Spanned<String>,
    pub(super) kind: FieldType,
    pub(super) headings: Vec<(String, Spanned<String>)>,
}

const ROOT: [&str; 4] = ["fields", "primaryKey", "title", "description"];
const ROOT_LATER: [&str; 8] = ["missingValues", "foreignKeys", "uniqueKeys", "fieldsMatch", "$schema", "checks", "totals", "source"];
const FIELD: [&str; 5] = ["name", "type", "title", "description", "example"];
const FIELD_LATER: [&str; 15] = [
    "format",
    "constraints",
    "unit",
    "decimals",
    "source",
    "missingValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "trueValues",
    "falseValues",
    "categories",
    "categoriesOrdered",
    "itemType",
    "rdfType",
];
const TYPES: [(&str, FieldType); 3] = [("string", FieldType::String), ("integer", FieldType::Integer), ("number", FieldType::Number)];
const TYPES_LATER: [&str; 14] = [
    "boolean",
    "object",
    "array",
    "list",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
    "decimal",
];

/// Reads a schema; none where it is not TOML.
pub(in crate::read) fn schema(source: &Source, found: &mut Diagnostics) -> Option<Schema> {
    let mut walk = Walk::new(source, found);
    let tree = walk.parse(&source.text)?;
    let root = walk.table("", &tree, &known(&ROOT, &ROOT_LATER))?;
    later(&mut walk, &root, &ROOT_LATER);
    let mut fields: Vec<Field> = Vec::new();
    for value in walk.list(&root, "fields") {
        let Some(field) = field(&mut walk, value) else { continue };
        if let Some(before) = fields.iter().find(|f| f.name.value == field.name.value) {
            let finding = Diagnostic::new(Code::DuplicateColumn, field.name.span, format!("the field `{}` stands twice", field.name.value));
            walk.report(finding.label(before.name.span, "first here"));
        }
        fields.push(field);
    }
    let key = key(&mut walk, &root, &fields);
    Some(Schema { fields, key })
}

fn known(now: &[&'static str], later: &[&'static str]) -> Vec<&'static str> {
    now.iter().chain(later).copied().collect()
}

fn later(walk: &mut Walk<'_>, table: &Table<'_>, keys: &[&str]) {
    for (key, _) in table.entries.iter().filter(|(key, _)| keys.contains(&key.value.as_str())) {
        walk.not_yet(key.span, &format!("what `{}` declares", key.value));
    }
}

fn field(walk: &mut Walk<'_>, value: &Value<'_>) -> Option<Field> {
    let table = walk.table("fields", value, &known(&FIELD, &FIELD_LATER))?;
    later(walk, &table, &FIELD_LATER);
    let name = walk.required(&table, "name", "\"…\"");
    let kind = kind(walk, &table);
    let headings = headings(walk, &table);
    Some(Field { name: name?, kind, headings })
}

fn kind(walk: &mut Walk<'_>, table: &Table<'_>) -> FieldType {
    let Some(typed) = walk.string(table, "type") else { return FieldType::String };
    if let Some((_, kind)) = TYPES.iter().find(|(name, _)| *name == typed.value) {
        return *kind;
    }
    if TYPES_LATER.contains(&typed.value.as_str()) {
        walk.not_yet(typed.span, &format!("the type `{}`", typed.value));
    } else {
        let all = TYPES.iter().map(|(name, _)| *name);
        let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("there is no type `{}`", typed.value));
        walk.report(finding.nearest(&typed.value, all).hint("write `string`, `integer` or `number`"));
    }
    FieldType::String
}

/// `title = "…"`, or `title = { en = "…", ro = "…" }`.
fn headings(walk: &mut Walk<'_>, table: &Table<'_>) -> Vec<(String, Spanned<String>)> {
    match table.get("title") {
        None => Vec::new(),
        Some(value) if matches!(value.get_ref(), DeValue::Table(_)) => {
            let Some(by_language) = walk.any_table("fields title", value) else { return Vec::new() };
            let heading = |(tag, value): (Spanned<String>, &Value<'_>)| {
                if crate::locale::Language::parse(&tag.value).is_none() {
                    let finding = Diagnostic::new(Code::UnknownKey, tag.span, format!("`{}` is no language tag", tag.value));
                    walk.report(finding.hint("write a tag such as `en`, `ro` or `ru`"));
                }
                walk.text("fields title", value).map(|text| (tag.value, text))
            };
            by_language.entries.into_iter().filter_map(heading).collect()
        }
        Some(value) => walk.text("fields title", value).map(|text| (String::new(), text)).into_iter().collect(),
    }
}

fn key(walk: &mut Walk<'_>, root: &Table<'_>, fields: &[Field]) -> Option<Spanned<String>> {
    let value = root.get("primaryKey")?;
    let mut keys = match value.get_ref() {
        DeValue::Array(_) => walk.strings(root, "primaryKey"),
        _ => walk.string(root, "primaryKey").into_iter().collect(),
    };
    if keys.len() > 1 {
        walk.not_yet(walk.span(value), "a primary key of several columns");
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
