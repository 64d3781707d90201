//! `[print]`.
//!
//! Lengths stay texts here; `assemble` measures them.

use toml::de::DeValue;

use super::super::keyed::{Table, Walk, inner_name};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{MarginSide, PrintTable};
use crate::source::Spanned;

const KEYS: [&str; 10] = ["trim", "margins", "bleed", "size", "leading", "theme", "marks", "colour", "fonts", "notes"];
const SIDES: [(&str, MarginSide); 4] =
    [("inside", MarginSide::Inside), ("outside", MarginSide::Outside), ("top", MarginSide::Top), ("bottom", MarginSide::Bottom)];

/// Roles that a font may have in PRODUCT's words; only the text's can be chosen so far.
const FONT_ROLES: [&str; 4] = ["text", "headings", "code", "charts"];

pub(super) fn print(walk: &mut Walk<'_>, root: &Table<'_>) -> PrintTable {
    let Some(table) = walk.inner(root, "print", &KEYS) else { return PrintTable::default() };
    choice(walk, &table, "theme", "default", &["report", "large-print"]);
    choice(walk, &table, "notes", "page", &["chapter", "book"]);
    for key in ["bleed", "colour"] {
        if let Some(span) = table.key(key) {
            walk.not_yet(span, &format!("`[print] {key}`"));
        }
    }
    marks(walk, &table);
    PrintTable {
        trim: walk.string(&table, "trim"),
        margins: margins(walk, &table),
        size: walk.string(&table, "size"),
        leading: walk.string(&table, "leading"),
        font: font(walk, &table),
    }
}

/// A key that has one value so far: others that are known are refused by name, the rest as wrong.
pub(super) fn choice(walk: &mut Walk<'_>, table: &Table<'_>, key: &str, made: &str, later: &[&str]) {
    let Some(value) = walk.string(table, key) else { return };
    let name = inner_name(table, key);
    if later.contains(&value.value.as_str()) {
        walk.not_yet(value.span, &format!("`{name} = \"{}\"`", value.value));
    } else if value.value != made {
        let finding = Diagnostic::new(Code::WrongValue, value.span, format!("`{name}` cannot be `{}`", value.value));
        let all = std::iter::once(made).chain(later.iter().copied());
        walk.report(finding.nearest(&value.value, all).hint(format!("write `{key} = \"{made}\"`, or leave it out")));
    }
}

fn marks(walk: &mut Walk<'_>, table: &Table<'_>) {
    let Some(value) = table.get("marks") else { return };
    match value.get_ref() {
        DeValue::Boolean(false) => {}
        DeValue::Boolean(true) => walk.not_yet(walk.span(value), "`[print] marks`"),
        _ => walk.wrong_type("[print] marks", value, "`true` or `false`"),
    }
}

fn margins(walk: &mut Walk<'_>, table: &Table<'_>) -> Vec<(MarginSide, Spanned<String>)> {
    match table.get("margins") {
        None => Vec::new(),
        Some(value) if matches!(value.get_ref(), DeValue::Table(_)) => {
            let names: Vec<&str> = SIDES.iter().map(|(name, _)| *name).collect();
            let Some(sides) = walk.inner(table, "margins", &names) else { return Vec::new() };
            SIDES.iter().filter_map(|(name, side)| Some((*side, walk.string(&sides, name)?))).collect()
        }
        Some(value) => walk.text("[print] margins", value).map(|length| (MarginSide::All, length)).into_iter().collect(),
    }
}

fn font(walk: &mut Walk<'_>, table: &Table<'_>) -> Option<Spanned<String>> {
    let value = table.get("fonts")?;
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        return walk.text("[print] fonts", value);
    }
    let roles = walk.inner(table, "fonts", &FONT_ROLES)?;
    for (key, _) in roles.entries.iter().filter(|(key, _)| key.value != "text" && FONT_ROLES.contains(&key.value.as_str())) {
        walk.not_yet(key.span, &format!("a font for `{}`", key.value));
    }
    walk.string(&roles, "text")
}
