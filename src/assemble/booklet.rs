//! `[booklet]` → how sheets are printed, folded and bound.
//!
//! In: words and numbers as typed, the page's size. Out: a [`Booklet`] whose pages stand on its sheet. What isn't said
//! is what an office has: A4, two pages side by side, turned over the short edge, folded in one pile.

use super::design::{hundredths, no_length};
use super::length::{length, pair};
use crate::book::{Booklet, Design, Length};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::manuscript::BookletTable;
use crate::source::Spanned;

/// Papers by name, short and long side in hundredths of a millimetre (ISO 216; ANSI/ASME Y14.1; SRA: ISO 217).
const PAPERS: [(&str, &str, i64, i64); 10] = [
    ("a5", "A5", 14_800, 21_000),
    ("a4", "A4", 21_000, 29_700),
    ("a3", "A3", 29_700, 42_000),
    ("a2", "A2", 42_000, 59_400),
    ("sra4", "SRA4", 22_500, 32_000),
    ("sra3", "SRA3", 32_000, 45_000),
    ("letter", "Letter", 21_590, 27_940),
    ("legal", "Legal", 21_590, 35_560),
    ("tabloid", "Tabloid", 27_940, 43_180),
    ("b4", "B4", 25_000, 35_300),
];

/// Paper of 80 g/m² is about this thick.
const THICKNESS: f64 = 0.1;
/// The thickest board that is folded.
const THICKEST: f64 = 1.0;

/// How the booklet is made.
pub(super) fn booklet(table: &BookletTable, design: &Design, language: &Language, found: &mut Diagnostics) -> Booklet {
    let (sheet, paper) = sheet(table, found);
    let binding = word(table.binding.as_ref(), "binding", &["saddle", "sections"], found);
    let edge = word(table.edge.as_ref(), "edge", &["left", "right"], found);
    let flip = word(table.flip.as_ref(), "flip", &["short", "long"], found);
    let per_section = table.sheets_per_section.as_ref().map(|n| n.value);
    if let (Some(typed), Some(0) | None) = (&table.sheets_per_section, binding) {
        let message = "`[booklet] sheets-per-section` is of no use in a booklet that is stitched as one";
        found
            .push(Diagnostic::new(Code::WrongValue, typed.span, message).hint("write `binding = \"sections\"` beside it, or leave it out"));
    }
    let four_up = match &table.up {
        Some(up) if up.value == 3 => {
            let finding = Diagnostic::new(Code::WrongValue, up.span, "`[booklet] up` cannot be 3");
            found.push(finding.hint("write 2 for two pages side by side, 4 for two rows of them"));
            false
        }
        up => up.as_ref().is_some_and(|up| up.value == 4),
    };
    let booklet = Booklet {
        sheet,
        paper,
        section: (binding == Some(1)).then(|| per_section.unwrap_or(4)),
        right: edge.map_or_else(|| language.right_to_left(), |edge| edge == 1),
        four_up,
        long_flip: flip == Some(1),
        thickness: thickness(table, found),
        fit: table.fit.as_ref().map(|fit| (fit.value, fit.span)),
        blanks_after: table.blanks_after.iter().map(|label| (label.value.clone(), label.span)).collect(),
    };
    room(table, &booklet, design, found);
    booklet
}

/// Which of the known words was typed.
fn word(typed: Option<&Spanned<String>>, key: &str, known: &[&str; 2], found: &mut Diagnostics) -> Option<usize> {
    let typed = typed?;
    let at = known.iter().position(|word| *word == typed.value);
    if at.is_none() {
        let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`[booklet] {key}` cannot be `{}`", typed.value));
        let finding = finding.nearest(&typed.value, known.iter().copied());
        found.push(finding.hint(format!("write `{key} = \"{}\"` or `{key} = \"{}\"`", known[0], known[1])));
    }
    at
}

fn sheet(table: &BookletTable, found: &mut Diagnostics) -> ((Length, Length), String) {
    let house = ((Length::mm(210.0), Length::mm(297.0)), "A4".to_owned());
    let Some(typed) = &table.sheet else { return house };
    let name = typed.value.to_lowercase();
    if let Some((_, paper, short, long)) = PAPERS.iter().find(|(known, ..)| *known == name) {
        return ((hundredths(*short), hundredths(*long)), (*paper).to_owned());
    }
    let limits = Length::mm(50.0)..=Length::mm(1200.0);
    match pair(&name) {
        Some((a, b)) if limits.contains(&a) && limits.contains(&b) => ((a.min(b), a.max(b)), typed.value.clone()),
        Some(_) => {
            let message = format!("a sheet of {} can't be had (each side has 50 mm to 1,200 mm)", typed.value);
            found.push(Diagnostic::new(Code::BadTrim, typed.span, message).hint("give the sheet's two sides as they are sold"));
            house
        }
        None => {
            let finding = Diagnostic::new(Code::BadTrim, typed.span, format!("`{}` is no paper that recto knows", typed.value));
            let finding = finding.nearest(&name, PAPERS.iter().map(|paper| paper.0));
            found.push(finding.hint("write a name such as `a4`, or two lengths such as `320x450mm`"));
            house
        }
    }
}

fn thickness(table: &BookletTable, found: &mut Diagnostics) -> Length {
    let Some(typed) = &table.paper_thickness else { return Length::mm(THICKNESS) };
    match length(&typed.value) {
        Some(value) if value <= Length::mm(THICKEST) => return value,
        Some(_) => {
            let message = format!("paper of {} can't be folded", typed.value);
            found
                .push(Diagnostic::new(Code::BadLength, typed.span, message).hint("office paper is `0.1mm` thick, art paper up to `0.2mm`"));
        }
        None => found.push(no_length(typed)),
    }
    Length::mm(THICKNESS)
}

/// Whether the pages stand on the sheet, one way round or the other.
fn room(table: &BookletTable, booklet: &Booklet, design: &Design, found: &mut Diagnostics) {
    let rows = if booklet.four_up { 2 } else { 1 };
    let (width, height) = (2 * design.width.0, rows * design.height.0);
    let (short, long) = (width.min(height), width.max(height));
    // Sizes in inches and millimetres are rounded: a tenth of a millimetre is none.
    let slack = Length::mm(0.1).0;
    if short <= booklet.sheet.0.0 + slack && long <= booklet.sheet.1.0 + slack {
        return;
    }
    let span = table.sheet.as_ref().map_or(table.span, |sheet| sheet.span);
    let pages = if booklet.four_up { "four" } else { "two" };
    let fits = |paper: &&(&str, &str, i64, i64)| short <= hundredths(paper.2).0 + slack && long <= hundredths(paper.3).0 + slack;
    let area = |paper: &&(&str, &str, i64, i64)| paper.2 * paper.3;
    let message = format!("{pages} pages of {} do not stand on a sheet of {}", size(design.width, design.height), booklet.paper);
    let finding = Diagnostic::new(Code::SheetTooSmall, span, message);
    found.push(match PAPERS.iter().filter(fits).min_by_key(area) {
        Some(paper) => finding.hint(format!("write `sheet = \"{}\"`, or choose a smaller `[print] trim`", paper.0)),
        None => finding.hint("choose a smaller `[print] trim`; pages are never scaled"),
    });
}

/// Width and height as people write them.
fn size(width: Length, height: Length) -> String {
    let mm = |length: Length| {
        let text = format!("{:.1}", length.points() * 25.4 / 72.0);
        text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
    };
    format!("{} × {} mm", mm(width), mm(height))
}
