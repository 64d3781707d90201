//! Pages whose look changed → sheets of the booklet, and how far a correction moves what follows it.
//!
//! In: two snapshots of laid-out books. Out: the pages, the sheets that hold them, those of the pages that state the edition apart;
//! the sentence that says what to print. A sheet whose pages all look as they did, each in its place, stands.

use super::changes::Changes;
use super::snapshot::Snapshot;
use crate::impose::Order;

/// The pages on each sheet, in the order of their places: front, then back.
#[must_use]
pub fn pages_on_sheets(order: &Order) -> Vec<Vec<Option<u32>>> {
    let page = |place: &crate::impose::Place| place.page.and_then(|page| u32::try_from(page).ok());
    order.sheets.iter().map(|sheet| sheet.front.iter().chain(&sheet.back).map(page).collect()).collect()
}

/// What must be printed again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reprint {
    /// Pages that look otherwise, counted from 0.
    pub pages: Vec<u32>,
    /// Pages that state the edition, and look otherwise.
    pub edition_pages: Vec<u32>,
    /// Sheets that hold the first, counted from 0; none where the book has no booklet.
    pub sheets: Vec<usize>,
    /// Sheets that hold the others alone.
    pub edition_sheets: Vec<usize>,
    /// All sheets of the booklet.
    pub count: usize,
}

/// What must be printed again so that a copy of the old edition becomes one of the new.
#[must_use]
pub fn reprint(old: &Snapshot, new: &Snapshot) -> Reprint {
    let mut reprint = Reprint::default();
    for (page, number) in new.pages.iter().zip(0..) {
        if old.pages.get(number as usize).is_none_or(|was| was.look != page.look) {
            if page.of_edition { reprint.edition_pages.push(number) } else { reprint.pages.push(number) }
        }
    }
    let sheets = new.sheets.as_deref().unwrap_or_default();
    reprint.count = sheets.len();
    let look = |side: &Snapshot, page: Option<u32>| page.and_then(|page| side.pages.get(page as usize)).map(|page| page.look.clone());
    for (number, places) in sheets.iter().enumerate() {
        let before = old.sheets.as_ref().filter(|all| all.len() == sheets.len()).and_then(|all| all.get(number));
        let was = |at: usize| before.and_then(|before| before.get(at)).map(|page| look(old, *page));
        let changed = |at: &usize| was(*at) != Some(look(new, places[*at]));
        let of_edition = |at: usize| places[at].is_some_and(|page| new.pages.get(page as usize).is_some_and(|page| page.of_edition));
        let all: Vec<usize> = (0..places.len()).filter(changed).collect();
        if all.iter().any(|at| !of_edition(*at)) {
            reprint.sheets.push(number);
        } else if !all.is_empty() {
            reprint.edition_sheets.push(number);
        }
    }
    reprint
}

impl Reprint {
    /// Every sheet that must be printed, counted from 0.
    #[must_use]
    pub fn all_sheets(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.sheets.iter().chain(&self.edition_sheets).copied().collect();
        all.sort_unstable();
        all
    }

    /// What to print, in a sentence or two.
    #[must_use]
    pub fn sentences(&self, old: &Snapshot, new: &Snapshot) -> Vec<String> {
        let mut said = Vec::new();
        if self.pages.is_empty() && self.edition_pages.is_empty() && self.sheets.is_empty() {
            return vec!["no sheet need be printed again: every page looks as it did".to_owned()];
        }
        let pages = |pages: &[u32]| named("p.", "pp.", &pages.iter().map(|page| new.label(*page).to_owned()).collect::<Vec<_>>());
        if self.count == 0 {
            said.extend(
                (!self.pages.is_empty())
                    .then(|| format!("{} changed; the book has no booklet, so there are no sheets", pages(&self.pages))),
            );
        } else if old.pages.len() != new.pages.len() && self.sheets.len() == self.count {
            said.push(format!("print all {} sheets again: the book had {} pages and has {}", self.count, old.pages.len(), new.pages.len()));
        } else if self.sheets.is_empty() {
            said.push("no sheet need be printed again for the text".to_owned());
        } else {
            said.push(format!("print {} of {} again, both sides: {} changed", numbers(&self.sheets), self.count, pages(&self.pages)));
        }
        if !self.edition_pages.is_empty() {
            let states = if self.edition_pages.len() == 1 { "states" } else { "state" };
            let where_to = match (self.count, self.edition_sheets.is_empty()) {
                (0, _) => "changed".to_owned(),
                (_, true) => "changed, on the same sheets".to_owned(),
                (_, false) => format!("changed, on {} besides", numbers(&self.edition_sheets)),
            };
            said.push(format!("{}, which {states} the edition, {where_to}", pages(&self.edition_pages)));
        }
        said
    }
}

/// "sheet 4", "sheets 2, 4 and 7".
fn numbers(sheets: &[usize]) -> String {
    named("sheet", "sheets", &sheets.iter().map(|sheet| (sheet + 1).to_string()).collect::<Vec<_>>())
}

fn named(one: &str, many: &str, names: &[String]) -> String {
    match names {
        [only] => format!("{one} {only}"),
        [all @ .., last] => format!("{many} {} and {last}", all.join(", ")),
        [] => format!("no {one}"),
    }
}

/// A correction that moves what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overrun {
    /// The page that it stands on, counted from 0.
    pub page: u32,
    /// Lines that run over to the next page; fewer than none: lines that come from there.
    pub lines: i64,
    /// The last page that begins with other words than it did.
    pub until: u32,
}

/// Where pages begin with other words than they did, through corrections on pages before them.
#[must_use]
pub fn overruns(old: &Snapshot, new: &Snapshot, changes: &Changes) -> Vec<Overrun> {
    let mut found: Vec<Overrun> = Vec::new();
    let mut open = false;
    for page in 1..u32::try_from(old.pages.len()).unwrap_or(u32::MAX) {
        let Some(was) = old.pages[page as usize].begins else { continue };
        let Some(now) = new.pages.get(page as usize).and_then(|page| page.begins) else { continue };
        let line = |place: (usize, u32)| new.line(place.0, place.1);
        let Some((at, first)) = changes.in_new((was.0 as usize, was.1)).and_then(line).zip(line((now.0 as usize, now.1))) else { continue };
        if at == first {
            open = false;
        } else if open {
            if let Some(last) = found.last_mut() {
                last.until = page;
            }
        } else {
            let lines = lines_between(new, first, at);
            found.push(Overrun { page: page - 1, lines, until: page });
            open = true;
        }
    }
    found
}

/// Lines from one place of an edition to another.
fn lines_between(new: &Snapshot, from: (u32, u32), to: (u32, u32)) -> i64 {
    let before = |(page, line): (u32, u32)| {
        let pages = new.pages.get(..page as usize).unwrap_or_default();
        pages.iter().map(|page| i64::from(page.lines)).sum::<i64>() + i64::from(line)
    };
    before(to) - before(from)
}

impl Overrun {
    /// What it moves, in a sentence.
    #[must_use]
    pub fn sentence(&self, old: &Snapshot) -> String {
        let count = self.lines.unsigned_abs();
        let lines = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
        let (page, until) = (old.label(self.page), old.label(self.until));
        let next = self.until as usize + 1;
        let rest = old.pages.get(next).map_or_else(String::new, |next| format!("; p. {} onwards stand", next.label));
        if self.lines < 0 {
            format!("p. {page} is {lines} shorter: the text moves up as far as p. {until}{rest}")
        } else {
            format!("p. {page} is {lines} longer: it runs on as far as p. {until}{rest}")
        }
    }
}

/// Where old pages begin in the new edition, where that is another page: runs of old pages with the new ones, as labels.
#[must_use]
pub fn page_table(old: &Snapshot, new: &Snapshot, changes: &Changes) -> Vec<(String, String)> {
    let mut runs: Vec<(Vec<u32>, i64)> = Vec::new();
    for (page, number) in old.pages.iter().zip(0_u32..) {
        let Some((passage, offset)) = page.begins else { continue };
        let Some((at, _)) = changes.in_new((passage as usize, offset)).and_then(|(passage, offset)| new.line(passage, offset)) else {
            continue;
        };
        let shift = i64::from(at) - i64::from(number);
        match runs.last_mut() {
            Some((pages, same)) if *same == shift => pages.push(number),
            Some(_) | None => runs.push((vec![number], shift)),
        }
    }
    let moved = runs.into_iter().filter(|(_, shift)| *shift != 0);
    let label = |side: &Snapshot, pages: &[u32], shift: i64| {
        let name = |page: &u32| side.label(u32::try_from(i64::from(*page) + shift).unwrap_or(u32::MAX)).to_owned();
        match pages {
            [only] => name(only),
            [first, .., last] => format!("{}–{}", name(first), name(last)),
            [] => String::new(),
        }
    };
    moved.map(|(pages, shift)| (label(old, &pages, 0), label(new, &pages, shift))).collect()
}
