//! `[booklet]`.
//!
//! Words and numbers stay as typed; `assemble` knows what they mean.

use toml::de::DeValue;

use super::super::keyed::{Table, Walk, inner_name};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::BookletTable;
use crate::source::Spanned;

const KEYS: [&str; 9] = ["sheet", "binding", "sheets-per-section", "edge", "up", "flip", "paper-thickness", "fit", "blanks-after"];

pub(super) fn booklet(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<BookletTable> {
    let table = walk.inner(root, "booklet", &KEYS)?;
    Some(BookletTable {
        span: table.span,
        sheet: walk.string(&table, "sheet"),
        binding: walk.string(&table, "binding"),
        sheets_per_section: whole(walk, &table, "sheets-per-section", 1..=50),
        edge: walk.string(&table, "edge"),
        up: whole(walk, &table, "up", 2..=4),
        flip: walk.string(&table, "flip"),
        paper_thickness: walk.string(&table, "paper-thickness"),
        fit: whole(walk, &table, "fit", 1..=10_000),
        blanks_after: walk.strings(&table, "blanks-after"),
    })
}

/// A whole number inside its bounds.
fn whole(walk: &mut Walk<'_>, table: &Table<'_>, key: &str, bounds: std::ops::RangeInclusive<u32>) -> Option<Spanned<u32>> {
    let value = table.get(key)?;
    let name = inner_name(table, key);
    let DeValue::Integer(number) = value.get_ref() else {
        walk.wrong_type(&name, value, "a whole number without quotes");
        return None;
    };
    let span = walk.span(value);
    if let Ok(number) = u32::from_str_radix(number.as_str(), number.radix())
        && bounds.contains(&number)
    {
        return Some(Spanned::new(number, span));
    }
    let message = format!("`{name}` cannot be {number}");
    walk.report(Diagnostic::new(Code::WrongValue, span, message).hint(format!(
        "write a number from {} to {}",
        bounds.start(),
        bounds.end()
    )));
    None
}
