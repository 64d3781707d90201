//! XLSX and ODS → rows.
//!
//! In: the bytes of a spreadsheet, a sheet's name and a range of cells. Out: rows of cells that know their place (`1943!B7`),
//! by way of a text made of the cells, a line a row. calamine reads the file; before it does, the archive is unpacked into
//! nothing to see that it is no bomb. Spreadsheets hold binary numbers: what is read is the shortest decimal of at most 15
//! digits that stands for one, as the program that made it shows it.

use std::io::{Cursor, Read};

use calamine::{Data, Dimensions, Ods, Reader, Xlsx};

use super::cells::cell;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::manuscript::DataRow;
use crate::source::{BookPath, Sheet, Source, Sources, Span, Spanned, column_name};

/// The most bytes that the parts of a spreadsheet may unpack to.
const LARGEST: u64 = 512 * 1024 * 1024;
/// The most cells of a sheet that are read.
const MOST_CELLS: usize = 20_000_000;

/// What is asked of a spreadsheet.
pub(super) struct Wanted<'a> {
    pub(super) path: &'a BookPath,
    pub(super) named_at: Span,
    pub(super) sheet: Option<&'a Spanned<String>>,
    pub(super) range: Option<&'a Spanned<String>>,
}

/// A cell as it is found: row and column from 0.
type Found = (u32, u32, Data);

/// What is read of a sheet: its name, its cells, the cells that are merged.
struct Grid {
    name: String,
    cells: Vec<Found>,
    merged: Vec<Dimensions>,
}

/// The rows of the range, and the text that shows the sheet.
pub(super) fn rows(bytes: &[u8], wanted: &Wanted<'_>, sources: &mut Sources, found: &mut Diagnostics) -> Option<(Source, Vec<DataRow>)> {
    let range = match wanted.range.map(|typed| (typed, read_range(&typed.value))) {
        None => None,
        Some((_, Some(range))) => Some(range),
        Some((typed, None)) => {
            let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`{}` is no range of cells", typed.value));
            found.push(finding.hint("write the first and the last cell: `\"A3:D20\"`"));
            return None;
        }
    };
    let grid = match grid(bytes, wanted) {
        Ok(grid) => grid,
        Err(finding) => {
            found.push(*finding);
            return None;
        }
    };
    let inside = |row: u32, column: u32| {
        range.is_none_or(|range| (range.0.0..=range.1.0).contains(&row) && (range.0.1..=range.1.1).contains(&column))
    };
    let (source, rows) = lay_out(&grid, wanted.path, inside, sources);
    let good = sound(&grid, &source, inside, found);
    good.then_some((source, rows))
}

fn broken(wanted: &Wanted<'_>, cause: &str) -> Box<Diagnostic> {
    let message = format!("`{}` cannot be read as a spreadsheet ({cause})", wanted.path);
    Box::new(
        Diagnostic::new(Code::MalformedData, wanted.named_at, message).hint("save it again as .xlsx or .ods without a password, or as CSV"),
    )
}

fn grid(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Grid, Box<Diagnostic>> {
    harmless(bytes).map_err(|cause| broken(wanted, &cause))?;
    if wanted.path.extension() == "ods" {
        let mut book = Ods::new(Cursor::new(bytes)).map_err(|fault| broken(wanted, &fault.to_string()))?;
        let name = choose(book.sheet_names(), wanted)?;
        let merged = covered(bytes, &name).map_err(|cause| broken(wanted, &cause))?;
        let range = book.worksheet_range(&name).map_err(|fault| broken(wanted, &fault.to_string()))?;
        let (top, left) = range.start().unwrap_or_default();
        let place = |(row, column, data): (usize, usize, &Data)| (top + count(row), left + count(column), data.clone());
        return Ok(Grid { name, cells: range.used_cells().map(place).collect(), merged });
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|fault| broken(wanted, &fault.to_string()))?;
    let name = choose(book.sheet_names(), wanted)?;
    let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    let mut cells = Vec::new();
    let mut reader = book.worksheet_cells_reader(&name).map_err(|fault| broken(wanted, &fault.to_string()))?;
    while let Some(next) = reader.next_cell().map_err(|fault| broken(wanted, &fault.to_string()))? {
        let (row, column) = next.get_position();
        match Data::from(next.get_value().clone()) {
            Data::Empty => {}
            data => cells.push((row, column, data)),
        }
        if cells.len() > MOST_CELLS {
            return Err(broken(wanted, "the sheet has more than 20 million cells"));
        }
    }
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    Ok(Grid { name, cells, merged })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Unpacks every part into nothing.
fn harmless(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|fault| fault.to_string())?;
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|fault| fault.to_string())?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|fault| fault.to_string())?;
        left = left.checked_sub(read).ok_or_else(|| "it unpacks to more than 512 MiB".to_owned())?;
    }
    Ok(())
}

/// The sheet that is meant: the one named, else the only one.
fn choose(names: Vec<String>, wanted: &Wanted<'_>) -> Result<String, Box<Diagnostic>> {
    let Some(typed) = wanted.sheet else {
        return match names.as_slice() {
            [only] => Ok(only.clone()),
            _ => {
                let all = names.iter().take(12).cloned().collect::<Vec<_>>().join("`, `");
                let finding = Diagnostic::new(Code::MissingKey, wanted.named_at, format!("`{}` has several sheets", wanted.path));
                Err(Box::new(finding.hint(format!("name one in the schema, `sheet = \"…\"`: `{all}`"))))
            }
        };
    };
    if names.contains(&typed.value) {
        return Ok(typed.value.clone());
    }
    let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`{}` has no sheet `{}`", wanted.path, typed.value));
    Err(Box::new(finding.nearest(&typed.value, names.iter().map(String::as_str))))
}

/// The merged cells of an ODS sheet, which calamine does not tell; also refuses cells repeated without measure.
fn covered(bytes: &[u8], sheet: &str) -> Result<Vec<Dimensions>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|fault| fault.to_string())?;
    let mut text = String::new();
    let mut part = archive.by_name("content.xml").map_err(|fault| fault.to_string())?;
    part.read_to_string(&mut text).map_err(|fault| fault.to_string())?;
    let document = roxmltree::Document::parse(&text).map_err(|fault| fault.to_string())?;
    let attribute = |node: &roxmltree::Node<'_, '_>, name: &str| {
        node.attributes().find(|a| a.name() == name).and_then(|a| a.value().parse::<u32>().ok()).unwrap_or(1).max(1)
    };
    let named = |node: &roxmltree::Node<'_, '_>| node.attributes().any(|a| a.name() == "name" && a.value() == sheet);
    let mut merged = Vec::new();
    let mut cells = 0_usize;
    for table in document.descendants().filter(|node| node.has_tag_name_local("table") && named(node)) {
        let mut row = 0_u32;
        for line in table.descendants().filter(|node| node.has_tag_name_local("table-row")) {
            let mut column = 0_u32;
            let repeats = attribute(&line, "number-rows-repeated");
            for cell in line.children().filter(roxmltree::Node::is_element) {
                let (wide, high) = (attribute(&cell, "number-columns-spanned"), attribute(&cell, "number-rows-spanned"));
                if wide > 1 || high > 1 {
                    merged.push(Dimensions { start: (row, column), end: (row + high - 1, column + wide - 1) });
                }
                let across = attribute(&cell, "number-columns-repeated");
                if cell.has_children() {
                    cells = cells.saturating_add(across as usize * repeats as usize);
                }
                column = column.saturating_add(across);
            }
            row = row.saturating_add(repeats);
        }
    }
    if cells > MOST_CELLS { Err("the sheet has more than 20 million cells".to_owned()) } else { Ok(merged) }
}

/// Names without their namespaces, which ODS gives every element.
trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// `A3:D20`: rows and columns from 0.
fn read_range(typed: &str) -> Option<((u32, u32), (u32, u32))> {
    let corner = |text: &str| {
        let text = text.trim().replace('$', "");
        let letters = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|n| (1..=3).contains(n))?;
        let column = text[..letters].bytes().fold(0_u32, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
        let row: u32 = text[letters..].parse().ok().filter(|row| *row > 0)?;
        Some((row - 1, column - 1))
    };
    let (first, last) = typed.split_once(':')?;
    let (first, last) = (corner(first)?, corner(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

/// Where a line of a shown sheet begins, and its cells: where their words stand there, and the words.
type Line = (usize, Vec<(std::ops::Range<usize>, String)>);

/// Makes the text that shows the sheet, and rows whose cells point into it. Rows without any cell are left out.
fn lay_out(grid: &Grid, path: &BookPath, inside: impl Fn(u32, u32) -> bool, sources: &mut Sources) -> (Source, Vec<DataRow>) {
    let within = || grid.cells.iter().filter(|(row, column, _)| inside(*row, *column));
    let left = within().map(|(_, column, _)| *column).min().unwrap_or(0);
    let right = within().map(|(_, column, _)| *column).max().unwrap_or(0);
    let mut text = String::new();
    let mut places = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut cells = within().peekable();
    while let Some(row) = cells.peek().map(|(row, ..)| *row) {
        let mut line = Vec::new();
        let begins = text.len();
        for column in left..=right {
            let data = cells.next_if(|(r, c, _)| *r == row && *c == column).map(|(_, _, data)| words(data)).unwrap_or_default();
            places.push((count(text.len()), row + 1, column + 1));
            let start = text.len();
            text.push_str(&data.split_whitespace().collect::<Vec<_>>().join(" "));
            line.push((start..text.len(), data));
            text.push('\t');
        }
        text.push('\n');
        lines.push((begins, line));
    }
    let source = sources.add_sheet(path.clone(), text.into(), Sheet { name: grid.name.clone(), cells: places }).clone();
    let row = |(begins, line): Line| {
        let ends = line.last().map_or(begins, |(range, _)| range.end);
        let cells = line.into_iter().map(|(range, words)| cell(Span::new(source.id, range), words.trim())).collect();
        DataRow { span: Span::new(source.id, begins..ends), cells }
    };
    let rows = lines.into_iter().map(row).collect();
    (source, rows)
}

/// Reports what can't be printed: formulas that failed, merged cells, numbers that are none.
fn sound(grid: &Grid, source: &Source, inside: impl Fn(u32, u32) -> bool, found: &mut Diagnostics) -> bool {
    let place = |row: u32, column: u32| source.cell_span(row + 1, column + 1);
    let mut good = true;
    let mut report = |row, column, message: String, hint: &str| {
        found.push(Diagnostic::new(Code::WrongCell, place(row, column), message).hint(hint));
        good = false;
    };
    for (row, column, data) in grid.cells.iter().filter(|(row, column, _)| inside(*row, *column)) {
        match data {
            Data::Error(error) => {
                report(*row, *column, format!("the cell's formula failed: `{error}`"), "mend the formula, or write the value");
            }
            Data::Float(number) if !number.is_finite() || number.abs() >= 1e28 => {
                report(*row, *column, "the cell's number can't be printed".to_owned(), "write a number of at most 15 digits");
            }
            Data::DurationIso(_) => {
                report(*row, *column, "the cell holds a length of time".to_owned(), "write it as a text or a number");
            }
            Data::Int(_) | Data::Float(_) | Data::String(_) | Data::Bool(_) | Data::DateTime(_) | Data::DateTimeIso(_) | Data::Empty => {}
        }
    }
    for merged in &grid.merged {
        let (row, column) = merged.start;
        if inside(row, column) {
            let last = format!("{}{}", column_name(merged.end.1 + 1), merged.end.0 + 1);
            report(
                row,
                column,
                format!("the cell is merged with others, up to {last}"),
                "part them, and write into each cell what it says",
            );
        }
    }
    good
}

/// A cell's words: numbers in plain digits, dates as ISO writes them.
fn words(data: &Data) -> String {
    match data {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::String(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day}T{hour:02}:{minute:02}:{second:02}") }
        }
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// The decimal that stands for a binary number: the shortest that reads back as the same, of at most 15 digits.
fn decimal(number: f64) -> String {
    let shortest = number.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).skip_while(|b| *b == b'0').count();
    if digits <= 15 || !shortest.contains('.') {
        return shortest;
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::{decimal, read_range};

    #[test]
    fn numbers_are_those_that_are_shown() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(61662.0), "61662");
        assert_eq!(decimal(1234.56), "1234.56");
        assert_eq!(decimal(-0.125), "-0.125");
    }

    #[test]
    fn ranges_are_read() {
        assert_eq!(read_range("A3:D20"), Some(((2, 0), (19, 3))));
        assert_eq!(read_range("$AA$1:$AB$2"), Some(((0, 26), (1, 27))));
        assert_eq!(read_range("D20:A3"), None);
    }
}
