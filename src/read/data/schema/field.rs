//! A field of a schema: what a column's cells are.

use super::super::tree::{Kind, Node};
use super::walk::{ByLanguage, Entries, Walk, get};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{FieldType, Precision, Remarks};
use crate::source::Spanned;

/// A column whose words say how exact another is, and what they mean.
type PrecisionFrom = (Spanned<String>, Vec<(String, Precision)>);

/// What is declared of a column.
#[derive(Debug)]
pub(in crate::read::data) struct Field {
    pub(in crate::read::data) name: Spanned<String>,
    pub(in crate::read::data) kind: FieldType,
    pub(in crate::read::data) headings: ByLanguage,
    pub(in crate::read::data) under: ByLanguage,
    pub(in crate::read::data) unit: ByLanguage,
    pub(in crate::read::data) decimals: Option<u8>,
    pub(in crate::read::data) remarks: Remarks,
    /// Another column whose words say how exact a cell is.
    pub(in crate::read::data) precision_from: Option<PrecisionFrom>,
    /// Another column that names a cell's source.
    pub(in crate::read::data) source_from: Option<Spanned<String>>,
    pub(in crate::read::data) signs: Signs,
    pub(in crate::read::data) missing: Option<Vec<String>>,
    pub(in crate::read::data) truths: (Vec<String>, Vec<String>),
    pub(in crate::read::data) constraints: Constraints,
}

/// How numbers and dates are written in the file.
#[derive(Debug, Clone)]
pub(in crate::read::data) struct Signs {
    /// Before decimals; a full stop where nothing is said.
    pub(in crate::read::data) decimal: Option<char>,
    /// Between groups of digits; none where nothing is said.
    pub(in crate::read::data) group: Option<char>,
    /// The order of a day, where dates are no ISO dates: `%d.%m.%Y`.
    pub(in crate::read::data) date: Option<Spanned<String>>,
    /// Signs before a number say how exact it is: `~50000`, `>1100`, `<=8`.
    pub(in crate::read::data) precise: bool,
}

/// What Frictionless calls constraints.
#[derive(Debug, Default)]
pub(in crate::read::data) struct Constraints {
    pub(in crate::read::data) required: bool,
    pub(in crate::read::data) unique: bool,
    pub(in crate::read::data) length: (Option<u32>, Option<u32>),
    /// Bounds: the limit, whether it is a lower one, and whether it is left out itself.
    pub(in crate::read::data) bounds: Vec<(Spanned<String>, bool, bool)>,
    pub(in crate::read::data) choice: Vec<Spanned<String>>,
}

/// What the schema says of all its fields.
pub(in crate::read::data) struct Defaults {
    decimal: Option<char>,
    group: Option<char>,
    date: Option<Spanned<String>>,
}

impl Defaults {
    pub(super) fn read(walk: &mut Walk<'_>, entries: Entries<'_>) -> Self {
        Self { decimal: walk.sign(entries, "decimalChar"), group: walk.sign(entries, "groupChar"), date: walk.word(entries, "dates") }
    }
}

const FIELD: [&str; 19] = [
    "name",
    "type",
    "format",
    "title",
    "description",
    "example",
    "rdfType",
    "constraints",
    "missingValues",
    "decimalChar",
    "groupChar",
    "trueValues",
    "falseValues",
    "unit",
    "decimals",
    "under",
    "source",
    "note",
    "precision",
];
const FIELD_LATER: [&str; 5] = ["bareNumber", "categories", "categoriesOrdered", "itemType", "delimiter"];
const TYPES: [(&str, FieldType); 14] = [
    ("string", FieldType::String),
    ("integer", FieldType::Integer),
    ("number", FieldType::Number),
    ("percent", FieldType::Percent),
    ("boolean", FieldType::Boolean),
    ("date", FieldType::Date),
    ("markdown", FieldType::Markdown),
    ("citation", FieldType::Citation),
    ("text", FieldType::String),
    ("decimal", FieldType::Number),
    ("year", FieldType::Date),
    ("yearmonth", FieldType::Date),
    ("edtf", FieldType::Date),
    ("any", FieldType::String),
];
const TYPES_LATER: [&str; 8] = ["object", "array", "list", "time", "datetime", "duration", "geopoint", "geojson"];

/// Reads a field; none without a name.
pub(in crate::read::data) fn field(walk: &mut Walk<'_>, node: &Node, defaults: &Defaults) -> Option<Field> {
    let known: Vec<&str> = FIELD.into_iter().chain(["conflicts-with"]).collect();
    let entries = walk.table("fields", node, &known, &FIELD_LATER);
    let name = walk.word(entries, "name");
    if get(entries, "name").is_none() {
        let finding = Diagnostic::new(Code::MissingKey, node.span, "a field lacks `name`");
        walk.report(finding.hint("add `name = \"…\"`, the head of its column"));
    }
    let kind = kind(walk, entries);
    let words = |words: Option<Vec<Spanned<String>>>| words.map(|words| words.into_iter().map(|w| w.value).collect::<Vec<_>>());
    let (yes, no) = (words(walk.words(entries, "trueValues")), words(walk.words(entries, "falseValues")));
    let either = |typed: Option<Vec<String>>, usual: [&str; 4]| typed.unwrap_or_else(|| usual.map(str::to_owned).to_vec());
    let missing = words(walk.words(entries, "missingValues"));
    Some(Field {
        name: name?,
        kind,
        headings: walk.by_language(entries, "title"),
        under: walk.by_language(entries, "under"),
        unit: walk.by_language(entries, "unit"),
        decimals: walk.count(entries, "decimals", 12).and_then(|n| u8::try_from(n).ok()),
        precision_from: precision_from(walk, entries),
        source_from: column_of(walk, entries, "source"),
        signs: signs(walk, entries, kind, defaults),
        remarks: walk.remarks(entries),
        missing,
        truths: (either(yes, ["true", "True", "TRUE", "1"]), either(no, ["false", "False", "FALSE", "0"])),
        constraints: constraints(walk, entries),
    })
}

fn kind(walk: &mut Walk<'_>, entries: Entries<'_>) -> FieldType {
    let Some(typed) = walk.word(entries, "type") else { return FieldType::String };
    if let Some((_, kind)) = TYPES.iter().find(|(name, _)| *name == typed.value) {
        return *kind;
    }
    if TYPES_LATER.contains(&typed.value.as_str()) {
        let message = format!("the type `{}` is not made by this version yet", typed.value);
        walk.report(Diagnostic::new(Code::NotYet, typed.span, message).hint("leave it out for now"));
    } else {
        let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("there is no type `{}`", typed.value));
        let all = TYPES.iter().map(|(name, _)| *name);
        walk.report(
            finding
                .nearest(&typed.value, all)
                .hint("write `string`, `integer`, `number`, `percent`, `date`, `boolean`, `markdown` or `citation`"),
        );
    }
    FieldType::String
}

fn signs(walk: &mut Walk<'_>, entries: Entries<'_>, kind: FieldType, defaults: &Defaults) -> Signs {
    let format = walk.word(entries, "format");
    let date = (kind == FieldType::Date).then(|| format.clone().or_else(|| defaults.date.clone())).flatten();
    let date = date.filter(|form| form.value != "default" && form.value != "any");
    if let Some(form) = &date
        && !["%d", "%m", "%Y"].iter().all(|part| form.value.contains(part))
    {
        let finding = Diagnostic::new(Code::WrongValue, form.span, format!("`{}` is no form of dates", form.value));
        walk.report(finding.hint("write day, month and year as `%d`, `%m`, `%Y`, such as `\"%d.%m.%Y\"`; ISO dates need no form"));
    }
    if let Some(form) = format.filter(|form| kind != FieldType::Date && form.value != "default") {
        let message = format!("the format `{}` of this type is not heeded by this version yet", form.value);
        walk.report(Diagnostic::new(Code::NotYet, form.span, message).hint("leave it out for now"));
    }
    let precise = matches!(get(entries, "precision"), Some(Node { kind: Kind::Table(inner), .. }) if get(inner, "signs").is_some());
    Signs {
        decimal: walk.sign(entries, "decimalChar").or(defaults.decimal),
        group: walk.sign(entries, "groupChar").or(defaults.group),
        date,
        precise,
    }
}

/// `{ column = "…" }`
fn column_of(walk: &mut Walk<'_>, entries: Entries<'_>, key: &str) -> Option<Spanned<String>> {
    let node = get(entries, key).filter(|node| matches!(node.kind, Kind::Table(_)))?;
    let inner = walk.table(key, node, &["column"], &[]);
    walk.word(inner, "column")
}

/// `precision = { column = "reading", words = { over = "at-least" } }`; `{ signs = true }` reads signs before the numbers.
fn precision_from(walk: &mut Walk<'_>, entries: Entries<'_>) -> Option<PrecisionFrom> {
    let node = get(entries, "precision").filter(|node| matches!(node.kind, Kind::Table(_)))?;
    let inner = walk.table("precision", node, &["column", "words", "signs"], &[]);
    walk.flag(inner, "signs");
    let column = walk.word(inner, "column")?;
    let mut words: Vec<(String, Precision)> = Precision::ALL.iter().map(|(name, p)| ((*name).to_owned(), *p)).collect();
    if let Some(node) = get(inner, "words") {
        for (word, node) in walk.entries("words", node) {
            let typed = walk.text("words", node).and_then(|typed| walk.precision(&typed));
            words.extend(typed.map(|precision| (word.value.clone(), precision.value)));
        }
    }
    Some((column, words))
}

fn constraints(walk: &mut Walk<'_>, entries: Entries<'_>) -> Constraints {
    let Some(node) = get(entries, "constraints") else { return Constraints::default() };
    let known = ["required", "unique", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"];
    let inner = walk.table("constraints", node, &known, &["pattern", "jsonSchema"]);
    let mut bounds = Vec::new();
    for (key, lower, open) in
        [("minimum", true, false), ("maximum", false, false), ("exclusiveMinimum", true, true), ("exclusiveMaximum", false, true)]
    {
        let limit = get(inner, key).and_then(|node| Some(Spanned::new(node.scalar()?, node.span)));
        bounds.extend(limit.map(|limit| (limit, lower, open)));
    }
    Constraints {
        required: walk.flag(inner, "required").unwrap_or(false),
        unique: walk.flag(inner, "unique").unwrap_or(false),
        length: (walk.count(inner, "minLength", 100_000), walk.count(inner, "maxLength", 1_000_000)),
        bounds,
        choice: walk.words(inner, "enum").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::remarks::KEYS;

    #[test]
    fn a_field_takes_every_remark() {
        assert!(KEYS.iter().all(|key| super::FIELD.contains(key) || *key == "conflicts-with"));
    }
}
