//! What `recto where` names is what a changed cell changes: no more, no less.
//!
//! Every cell of the sample and of a made book is changed, one at a time. What differs then in the book must have been named
//! before, and what prints the very cell must differ. For a number of the sample both outputs are compared letter by letter.

use std::collections::{BTreeMap, BTreeSet};

use comemo::Track;
use recto::book::uses::{Sought, UseKind, uses};
use recto::book::{Block, BlockKind, Book, InlineKind, NodeId, Table, key_part, visit};
use recto::manuscript::{DataFile, FieldType, Manuscript};
use recto::source::{BookPath, Files, Memory, Sources};
use recto::{assemble, diag::Diagnostics, read};

use crate::harness::outcome::{Outcome, build};
use crate::harness::{files, repository};

/// A book, read and assembled; none where it has faults.
fn assembled(files: &Memory) -> (Option<Book>, Option<Manuscript>) {
    let files: &dyn Files = files;
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let Some(reading) = read::book(files.track(), &mut sources, &mut found) else { return (None, None) };
    let parts =
        assemble::Parts { manuscript: &reading.manuscript, records: &reading.records, style: reading.style.as_ref(), sources: &sources };
    let book = assemble::assemble(parts, files.track(), &mut found);
    (book.filter(|_| !found.failed()), Some(reading.manuscript))
}

/// The sample as it stands in the repository.
fn sample() -> BTreeMap<String, Vec<u8>> {
    let root = repository("");
    let mut all = BTreeMap::new();
    for part in ["book.toml", "manuscript", "bibliography"] {
        let path = root.join(part);
        let inside = if path.is_dir() { files(&path) } else { vec![path] };
        for file in inside {
            let name = file.strip_prefix(&root).expect("below it").to_str().expect("a name").to_owned();
            all.insert(name, std::fs::read(&file).expect("a file"));
        }
    }
    all
}

/// A book with a table in groups, totals, charts and two hundred values, some made of others.
fn made() -> BTreeMap<String, Vec<u8>> {
    let mut csv = "id,place,kind,men,women,year\n".to_owned();
    let mut chapter = "# One\n\n".to_owned();
    for row in 0..40 {
        let kind = ["mine", "works", "farm"][row % 3];
        csv.push_str(&format!("r{row},Place {row},{kind},{},{},{}\n", 1000 + row * 37, 20 + row, 1930 + row));
        chapter.push_str(&format!(
            "In {{{{d.r{row}.place}}}} there were {{{{d.r{row}.men}}}} men and {{{{d.r{row}.women as words}}}} women.\n\n"
        ));
        chapter.push_str(&format!("It was {{{{d.r{row}.year}}}} then; all in all {{{{d.all-{row}}}}}.\n\n"));
    }
    chapter
        .push_str("::: {#tbl-a data=d columns=\"place men women\" group=kind sort=-men total=\"men women\" subtotal=men}\nAll.\n:::\n\n");
    chapter.push_str("::: {#tbl-b data=d columns=\"place year\" where=\"men > 1500\"}\nSome, {{d.r1.men}}.\n:::\n\n");
    chapter.push_str("::: {#fig-a data=d chart=bar columns=\"place men women\" rows=\"r1 r2 r3\"}\nBars.\n:::\n\n");
    chapter.push_str("::: {#fig-b data=d chart=line columns=\"year women\" where=\"men < 1500\"}\nA line.\n:::\n\n");
    let mut schema = "primaryKey = \"id\"\nfields = [{ name = \"id\" }, { name = \"place\" }, { name = \"kind\" }, { name = \"men\", type = \"integer\" }, \
                      { name = \"women\", type = \"integer\" }, { name = \"year\", type = \"date\" }]\n[values]\n"
        .to_owned();
    for row in 0..40 {
        schema.push_str(&format!("all-{row} = \"r{row}.men + r{row}.women\"\n"));
    }
    schema.push_str("sum = \"sum(*.men)\"\nmost = \"max(*.women)\"\n");
    chapter.push_str("Together {{d.sum}}; at most {{d.most}}.\n");
    let book = "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n[edition]\ndate = 2026-11-23\n[contents]\nbody = [\"a.md\"]\n[data]\nd = \"d.csv\"\n";
    let all = [("book.toml", book.to_owned()), ("a.md", chapter), ("d.csv", csv), ("d.schema.toml", schema)];
    all.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

fn memory(all: &BTreeMap<String, Vec<u8>>) -> Memory {
    let mut memory = Memory::default();
    for (name, bytes) in all {
        memory.put(BookPath::new(name).expect("a path"), bytes.clone());
    }
    memory
}

/// What a cell becomes.
fn changed(text: &str, kind: FieldType) -> String {
    match kind {
        FieldType::Integer | FieldType::Number | FieldType::Percent => {
            let last = text.len() - 1;
            let digit = text.as_bytes()[last] - b'0';
            format!("{}{}", &text[..last], (digit + 1) % 10)
        }
        FieldType::Date => format!(
            "{}{}",
            &text[..3],
            if text.as_bytes()[3] == b'9' { "8".to_owned() } else { format!("{}{}", text.as_bytes()[3] - b'0' + 1, &text[4..]) }
        ),
        FieldType::String | FieldType::Boolean | FieldType::Markdown | FieldType::Citation => match text {
            "exact" => "about".to_owned(),
            "about" => "exact".to_owned(),
            "over" => "about".to_owned(),
            _ => format!("{text} x"),
        },
    }
}

/// The words of every node, and those of charts.
fn words(book: &Book) -> BTreeMap<NodeId, String> {
    let mut words = BTreeMap::new();
    for section in &book.sections {
        if let Some(heading) = &section.title.heading {
            words.insert(heading.id, visit::title(&section.title));
        }
        let notes = section.notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&section.blocks).chain(notes) {
            visit::blocks(blocks, &mut |block| of_block(block, &mut words));
        }
    }
    words
}

fn of_block(block: &Block, words: &mut BTreeMap<NodeId, String>) {
    match &block.kind {
        BlockKind::Paragraph(content) => _ = words.insert(block.id, visit::counted(content)),
        BlockKind::Heading(heading) => _ = words.insert(heading.id, visit::counted(&heading.content)),
        BlockKind::Table(table) => {
            words.extend(table.caption.iter().map(|caption| (caption.id, visit::caption(caption))));
            words.extend(table.notes.iter().chain(&table.source).map(|(node, line)| (*node, visit::counted(line))));
        }
        BlockKind::Figure(figure) => {
            words.extend(figure.caption.iter().map(|caption| (caption.id, visit::caption(caption))));
            words.extend(figure.chart.iter().map(|chart| (block.id, format!("{} {:?} {:?}", chart.description, chart.page, chart.narrow))));
        }
        BlockKind::Bibliography(groups) => {
            words.extend(groups.iter().flat_map(|g| &g.entries).map(|entry| (entry.id, visit::counted(&entry.content))));
        }
        BlockKind::Code { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::List { .. }
        | BlockKind::Ornament
        | BlockKind::PageBreak => {}
    }
}

/// The nodes of tables by the node of their caption, and the nodes that print the very datum.
fn tables_and_direct(book: &Book, key: &str) -> (BTreeMap<NodeId, BTreeSet<NodeId>>, BTreeSet<NodeId>) {
    let (mut tables, mut direct) = (BTreeMap::new(), BTreeSet::new());
    for section in &book.sections {
        visit::blocks(&section.blocks, &mut |block| match &block.kind {
            BlockKind::Table(table) => {
                tables.insert(table.caption.as_ref().map_or(block.id, |caption| caption.id), cells(table));
                let rows = table.body.iter().flat_map(|row| &row.cells).filter(|cell| cell.datum.as_deref() == Some(key));
                direct.extend(rows.filter_map(|cell| cell.blocks.first().map(|block| block.id)));
            }
            BlockKind::Paragraph(content) => visit::inlines(content, &mut |inline| {
                if matches!(&inline.kind, InlineKind::Datum { key: own, .. } if own == key) {
                    direct.insert(block.id);
                }
            }),
            _ => {}
        });
    }
    (tables, direct)
}

fn cells(table: &Table) -> BTreeSet<NodeId> {
    let rows = table.head.iter().chain(&table.body).chain(&table.foot);
    let cells = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).map(|block| block.id);
    cells.chain(table.notes.iter().chain(&table.source).map(|(node, _)| *node)).collect()
}

/// What is wrong with a cell: changed and not named, or printed and not changed. None where the change is refused.
fn fault(all: &BTreeMap<String, Vec<u8>>, before: &Book, name: &str, data: &DataFile, row: usize, at: usize) -> Option<Result<(), String>> {
    let (cell, column) = (&data.rows[row].cells[at], &data.columns[at]);
    if cell.text.is_empty() {
        return None;
    }
    let new = changed(&cell.text, column.kind);
    let mut other = all.clone();
    let bytes = other.get_mut(data.path.as_str()).expect("a data file");
    let mut text = String::from_utf8(std::mem::take(bytes)).expect("text");
    let range = cell.span.range();
    let typed = text[range.clone()].replace(&cell.text, &new);
    text.replace_range(range, &typed);
    *bytes = text.into_bytes();
    let (Some(after), _) = assembled(&memory(&other)) else { return None };
    let key = [name, data.row_key(row), &column.name.value].map(key_part).join(".");
    let row_key = (at == data.key).then(|| data.row_key(row).to_owned());
    let sought = Sought::Cell { key: key.clone(), file: name.to_owned(), column: column.name.value.clone(), row: row_key };
    let named = uses(before, &sought);
    let (tables, direct) = tables_and_direct(before, &key);
    let mut allowed: BTreeSet<NodeId> = named.iter().map(|used| used.place.node).collect();
    let mut whole = BTreeSet::new();
    for used in named.iter().filter(|used| used.kind == UseKind::Table) {
        whole.insert(used.place.node.section);
        allowed.extend(tables.get(&used.place.node).into_iter().flatten());
    }
    let (old, new) = (words(before), words(&after));
    // Where rows come or go, the nodes behind them in the section have other numbers: only the count of them is known.
    let same_shape = old.keys().eq(new.keys());
    if !same_shape && whole.is_empty() {
        return Some(Err(format!("{key}: the book has other nodes, and no table was named")));
    }
    let differ: Vec<NodeId> = old.iter().filter(|(node, words)| new.get(node) != Some(*words)).map(|(node, _)| *node).collect();
    let unnamed = differ.iter().find(|node| !allowed.contains(node) && (same_shape || !whole.contains(&node.section)));
    if let Some(node) = unnamed {
        return Some(Err(format!("{key}: `{}` becomes `{:?}` and was not named", old[node], new.get(node))));
    }
    let kept = direct.iter().find(|node| same_shape && !differ.contains(node));
    Some(kept.map_or(Ok(()), |node| Err(format!("{key}: `{}` prints it and stays", old[node]))))
}

fn every_cell(all: &BTreeMap<String, Vec<u8>>, least: usize) {
    let (Some(before), Some(manuscript)) = assembled(&memory(all)) else { panic!("the book has faults") };
    let mut work = Vec::new();
    for (name, data) in &manuscript.data {
        for row in 0..data.rows.len() {
            work.extend((0..data.columns.len()).map(|at| (name, data, row, at)));
        }
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(|| {
                while let Some((name, data, row, at)) = work.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let result = fault(all, &before, name, data, *row, *at);
                    results.lock().expect("no thread panics").extend(result);
                }
            });
        }
    });
    let results = results.into_inner().expect("no thread panics");
    let faults: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(results.len() >= least, "only {} of {} changes were built", results.len(), work.len());
}

#[test]
fn a_changed_cell_of_the_sample_changes_what_was_named() {
    every_cell(&sample(), 60);
}

#[test]
fn a_changed_cell_of_a_made_book_changes_what_was_named() {
    every_cell(&made(), 190);
}

/// 6,730 stands for one datum: with another figure of as many digits in its place, both outputs differ in that figure alone, and in
/// the fingerprint of the sources that the imprint states.
#[test]
fn both_outputs_differ_in_the_figure_alone() {
    let before = sample();
    let mut after = before.clone();
    let csv = after.get_mut("manuscript/data/spassky.csv").expect("the sample's data");
    *csv = String::from_utf8(csv.clone()).expect("text").replace("6730", "6740").into_bytes();
    let (before, after) = (build(&memory(&before)), build(&memory(&after)));
    let pages = |outcome: &Outcome| -> Vec<String> {
        let pages = outcome.built.pages.as_ref().expect("pages");
        pages.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.clone()).collect()
    };
    let fingerprint = |outcome: &Outcome| -> String {
        let lines = pages(outcome);
        let line = lines.iter().find(|line| line.starts_with("Fingerprint")).expect("the imprint's last line");
        line.split_whitespace().last().expect("words").to_owned()
    };
    let (was, is) = (fingerprint(&before), fingerprint(&after));
    assert_ne!(was, is);
    let put = |text: &String| text.replace("6,730", "6,740").replace(&was, &is);
    assert_eq!(pages(&before).iter().map(put).collect::<Vec<_>>(), pages(&after));
    assert!(pages(&before) != pages(&after));
    let documents = |outcome: &Outcome| -> BTreeMap<String, String> {
        let texts = outcome.epub.iter().filter(|(path, _)| path.ends_with(".xhtml"));
        texts.map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
    };
    let put: BTreeMap<String, String> = documents(&before).into_iter().map(|(path, text)| (path, put(&text))).collect();
    assert_eq!(put, documents(&after));
}
