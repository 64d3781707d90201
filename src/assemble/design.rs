//! `[print]` → the printed page's values.
//!
//! In: trim, margins, size and leading as typed. Out: a [`Design`] whose text block fits on its page. What isn't
//! said is the house's A5: 11 on 14 point, margins by the theme's canon.

use super::length::{UNITS, length, pair};
use crate::book::{Design, Length, Margins};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::{MarginSide, PrintTable};
use crate::source::Spanned;

/// Trim sizes by name, width and height in hundredths of a millimetre.
pub(super) const TRIMS: [(&str, i64, i64); 14] = [
    ("a4", 21_000, 29_700),
    ("a5", 14_800, 21_000),
    ("a6", 10_500, 14_800),
    ("b5", 17_600, 25_000),
    ("b6", 12_500, 17_600),
    ("letter", 21_590, 27_940),
    ("half-letter", 13_970, 21_590),
    ("digest", 13_970, 21_590),
    ("us-trade", 15_240, 22_860),
    ("pocket", 10_795, 17_463),
    ("a-format", 11_000, 17_800),
    ("b-format", 12_900, 19_800),
    ("demy", 13_800, 21_600),
    ("royal", 15_600, 23_400),
];

/// The printed page's values.
pub(super) fn design(print: &PrintTable, found: &mut Diagnostics) -> Design {
    let (width, height) = trim(print.trim.as_ref(), found);
    let size = bounded(print.size.as_ref(), "the text's size", 11.0, (5.0, 40.0), found);
    let mut leading = bounded(print.leading.as_ref(), "the leading", 14.0, (5.0, 80.0), found);
    if print.leading.is_none() && print.size.is_some() {
        leading = Length(size.0 * 14 / 11);
    } else if let Some(typed) = print.leading.as_ref().filter(|_| leading < size) {
        let message = format!("lines {} apart would overlap at a size of {} pt", typed.value, size.points());
        found.push(Diagnostic::new(Code::BadLength, typed.span, message).hint("give a leading of 1.2 to 1.4 times the size"));
    }
    let margins = margins(print, (width, height), found);
    let font = print.font.as_ref().map_or_else(|| "Libertinus Serif".to_owned(), |f| f.value.clone());
    Design { width, height, margins, size, leading, font }
}

fn trim(typed: Option<&Spanned<String>>, found: &mut Diagnostics) -> (Length, Length) {
    let house = (Length::mm(148.0), Length::mm(210.0));
    let Some(typed) = typed else { return house };
    let name = typed.value.trim().to_lowercase();
    if let Some((_, width, height)) = TRIMS.iter().find(|(known, ..)| *known == name) {
        return (hundredths(*width), hundredths(*height));
    }
    let Some((width, height)) = pair(&name) else {
        let finding = Diagnostic::new(Code::BadTrim, typed.span, format!("`{}` is no trim size that recto knows", typed.value));
        let finding = finding.nearest(&name, TRIMS.iter().map(|t| t.0));
        found.push(finding.hint("write a name such as `a5`, or width and height with a unit such as `120x190mm`"));
        return house;
    };
    let limits = Length::mm(50.0)..=Length::mm(1200.0);
    if limits.contains(&width) && limits.contains(&height) {
        return (width, height);
    }
    let message = format!("a page of {} can't be made (each side has 50 mm to 1,200 mm)", typed.value);
    found.push(Diagnostic::new(Code::BadTrim, typed.span, message).hint("write the width first, then the height"));
    house
}

#[expect(clippy::cast_precision_loss, reason = "sizes of paper are small")]
pub(super) fn hundredths(n: i64) -> Length {
    Length::mm(n as f64 / 100.0)
}

fn bounded(typed: Option<&Spanned<String>>, what: &str, house: f64, limits: (f64, f64), found: &mut Diagnostics) -> Length {
    let Some(typed) = typed else { return Length::pt(house) };
    match length(&typed.value) {
        Some(value) if (limits.0..=limits.1).contains(&value.points()) => return value,
        Some(_) => {
            let message = format!("{what} of {} is out of bounds ({} pt to {} pt)", typed.value, limits.0, limits.1);
            found.push(Diagnostic::new(Code::BadLength, typed.span, message).hint(format!("write `\"{house}pt\"`, as the house does")));
        }
        None => found.push(no_length(typed)),
    }
    Length::pt(house)
}

pub(super) fn no_length(typed: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::BadLength, typed.span, format!("`{}` is no length", typed.value))
        .hint(format!("write a number with a unit, {UNITS}, such as `\"12mm\"`"))
}

/// The margins, where any was set: what isn't said follows the theme's canon of twelfths.
fn margins(print: &PrintTable, page: (Length, Length), found: &mut Diagnostics) -> Option<Margins> {
    let first = print.margins.first()?;
    let mut margins =
        Margins { inside: Length(page.0.0 / 12), outside: Length(page.0.0 / 6), top: Length(page.1.0 / 12), bottom: Length(page.1.0 / 6) };
    for (side, typed) in &print.margins {
        let Some(value) = length(&typed.value) else {
            found.push(no_length(typed));
            continue;
        };
        match side {
            MarginSide::All => margins = Margins { inside: value, outside: value, top: value, bottom: value },
            MarginSide::Inside => margins.inside = value,
            MarginSide::Outside => margins.outside = value,
            MarginSide::Top => margins.top = value,
            MarginSide::Bottom => margins.bottom = value,
        }
    }
    let measure = page.0.0 - margins.inside.0 - margins.outside.0;
    let depth = page.1.0 - margins.top.0 - margins.bottom.0;
    if measure >= Length::mm(25.0).0 && depth >= Length::mm(25.0).0 {
        return Some(margins);
    }
    let message = "these margins leave less than 25 mm for the text";
    found.push(Diagnostic::new(Code::BadLength, first.1.span, message).hint("make the margins smaller or the trim larger"));
    None
}
