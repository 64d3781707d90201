//! Every line of the page map leads to the very words in the book that stand printed there.
//!
//! In: a book and its page map. Out: lines whose words stand elsewhere in the book than their places say, lines that have
//! words of no place, and pages that don't begin where their first line of text does.

use std::collections::BTreeMap;

use recto::book::{Block, BlockKind, Book, Line, LineKind, NodeId, Page, PageMap, visit};

use super::outcome::Outcome;

/// What leads elsewhere.
pub(crate) fn check(outcome: &Outcome) -> Vec<String> {
    match (&outcome.built.book, &outcome.built.pages) {
        (Some(book), Some(pages)) => misplaced(book, pages),
        (_, None) | (None, _) => Vec::new(),
    }
}

/// What leads elsewhere in the map of a book.
pub(crate) fn misplaced(book: &Book, pages: &PageMap) -> Vec<String> {
    let words = words(book);
    let mut faults = Vec::new();
    for page in &pages.pages {
        let lines = page.lines.iter().filter(|line| line.kind != LineKind::List);
        faults.extend(lines.filter_map(|line| elsewhere(line, &words)).map(|fault| format!("page {}: {fault}", page.label)));
        faults.extend(begins_elsewhere(page, &words));
    }
    faults
}

/// A page begins where its first line of running text does, or with a picture.
fn begins_elsewhere(page: &Page, words: &BTreeMap<NodeId, String>) -> Option<String> {
    let first = page.lines.iter().find(|line| line.kind == LineKind::Text && line.place().is_some());
    let Some(begins) = page.begins else {
        return first.map(|line| format!("page {} begins nowhere, and has the line `{}`", page.label, line.text));
    };
    let picture = words.get(&begins.node).is_some_and(|words| words.chars().nth(begins.offset as usize) == Some(visit::OBJECT));
    let same = picture || first.is_some_and(|line| line.place() == Some(begins));
    (!same).then(|| format!("page {} begins at {begins:?}, its first line does not", page.label))
}

fn elsewhere(line: &Line, words: &BTreeMap<NodeId, String>) -> Option<String> {
    let text: Vec<char> = line.text.chars().collect();
    let mut bare: Vec<char> = text.clone();
    for stretch in &line.stretches {
        let within = stretch.within.start as usize..stretch.within.end as usize;
        let Some(printed) = text.get(within.clone()) else {
            return Some(format!("`{}` is shorter than its stretch {within:?}", line.text));
        };
        bare[within].fill(' ');
        let Some(words) = words.get(&stretch.place.node) else {
            return Some(format!("`{}` is of {:?}, which has no words", line.text, stretch.place.node));
        };
        let stands: Vec<char> = words.chars().skip(stretch.place.offset as usize).collect();
        let object = stands.first() == Some(&visit::OBJECT);
        if stretch.pages != object && !printed.is_empty() {
            return Some(format!("`{}` are pages, or not", printed.iter().collect::<String>()));
        }
        if !object && !shown(&stands).starts_with(&shown(printed)) {
            let stands: String = stands.iter().take(printed.len()).collect();
            return Some(format!("`{}` leads to `{stands}`", printed.iter().collect::<String>()));
        }
    }
    // Numbers and marks of lists, the stop after a head that opens its paragraph, "(continued)".
    let rest = shown(&bare);
    let of_no_node = |c: char| c.is_ascii_digit() || matches!(c, '.' | '–');
    let of_list = |rest: &str| {
        let sign = rest.trim_start_matches('(').trim_end_matches([')', '.']);
        sign.len() < rest.len() && sign.len() < 8 && sign.chars().all(|c| c.is_ascii_alphabetic() || c.is_ascii_digit())
    };
    (line.kind != LineKind::Repeated && !rest.chars().all(of_no_node) && !of_list(&rest))
        .then(|| format!("`{rest}` in `{}` is of no node", line.text))
}

/// Characters less what no page shows: white space, joiners, signs of direction, and the soft hyphens at which lines end.
fn shown(words: &[char]) -> String {
    words.iter().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2060}' | '\u{ad}' | '\u{202a}'..='\u{202c}')).collect()
}

/// The words of every node, as offsets count them.
fn words(book: &Book) -> BTreeMap<NodeId, String> {
    let mut words = BTreeMap::new();
    for section in &book.sections {
        if let Some(heading) = &section.title.heading {
            words.insert(heading.id, visit::title(&section.title));
        }
        blocks(&section.blocks, &mut words);
        section.notes.iter().for_each(|note| blocks(&note.blocks, &mut words));
    }
    words
}

fn blocks(all: &[Block], words: &mut BTreeMap<NodeId, String>) {
    visit::blocks(all, &mut |block| match &block.kind {
        BlockKind::Paragraph(content) => _ = words.insert(block.id, visit::counted(content)),
        BlockKind::Heading(heading) => _ = words.insert(heading.id, visit::counted(&heading.content)),
        BlockKind::Code { text, .. } => _ = words.insert(block.id, text.clone()),
        BlockKind::Definitions(all) => words.extend(all.iter().map(|term| (term.id, visit::counted(&term.term)))),
        BlockKind::Table(table) => {
            words.extend(table.caption.iter().map(|caption| (caption.id, visit::caption(caption))));
            words.extend(table.notes.iter().chain(&table.source).map(|(node, line)| (*node, visit::counted(line))));
        }
        BlockKind::Figure(figure) => {
            words.insert(block.id, visit::OBJECT.to_string());
            words.extend(figure.caption.iter().map(|caption| (caption.id, visit::caption(caption))));
        }
        BlockKind::Bibliography(groups) => {
            for group in groups {
                words.extend(group.heading.iter().map(|heading| (heading.id, visit::counted(&heading.content))));
                words.extend(group.entries.iter().map(|entry| (entry.id, visit::counted(&entry.content))));
            }
        }
        BlockKind::Quote(_) | BlockKind::Group { .. } | BlockKind::List { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
    });
}
