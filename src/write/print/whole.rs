//! A book → the files of its markup.
//!
//! In: the book, the fonts' measures, the pages of a layout before this one. Out: every file by path, sections with their
//! trail. Only the sections' own text depends on pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use comemo::Track;

use super::cure::Cures;
use super::lower::{self, Listed, Lowered, Pages, Setting, Shared};
use super::measures::Measures;
use super::out::quoted;
use crate::book::{
    Anchor, Block, BlockKind, Book, CaptionKind, Inline, InlineKind, Matter, PageMap, PageOf, PageRun, Role, Section, SectionKind,
};

/// The template's files, which hold the look.
const TEMPLATE: [(&str, &str); 7] = [
    ("template/book.typ", include_str!("template/book.typ")),
    ("template/text.typ", include_str!("template/text.typ")),
    ("template/page.typ", include_str!("template/page.typ")),
    ("template/heads.typ", include_str!("template/heads.typ")),
    ("template/blocks.typ", include_str!("template/blocks.typ")),
    ("template/tables.typ", include_str!("template/tables.typ")),
    ("template/front.typ", include_str!("template/front.typ")),
];

/// The markup of a book.
pub(super) struct Whole {
    /// `main.typ` and the template.
    pub(super) fixed: Vec<(String, String)>,
    /// The sections in order.
    pub(super) sections: Vec<(String, Arc<Lowered>)>,
}

impl Whole {
    /// Every file by path.
    pub(super) fn files(&self) -> Vec<(String, &str)> {
        let fixed = self.fixed.iter().map(|(path, text)| (path.clone(), text.as_str()));
        fixed.chain(self.sections.iter().map(|(path, lowered)| (path.clone(), lowered.text.as_str()))).collect()
    }
}

/// Pages of a layout, or room for them.
struct Known<'a>(Option<&'a PageMap>);

#[comemo::track]
impl<'a> Pages for Known<'a> {
    fn runs(&self, of: &PageOf) -> Option<Vec<PageRun>> {
        let room = |(anchor, _): &(Anchor, _)| PageRun { label: "00".to_owned(), target: anchor.clone() };
        match self.0 {
            Some(map) => map.runs(of),
            None => Some(of.places.iter().map(room).collect()),
        }
    }
}

/// Whether the printed words depend on pages at all.
pub(super) fn names_pages(book: &Book) -> bool {
    let mut found = false;
    for section in &book.sections {
        lower::walk::section(section, &mut |inline| found |= matches!(inline.kind, InlineKind::PageOf(_)));
    }
    found
}

/// Writes the markup of a book. `cures` are what is set otherwise for the sake of its pages.
pub(super) fn write(book: &Book, measures: &Measures, pages: Option<&PageMap>, cures: &Cures) -> Whole {
    let anchors = Anchors::of(book);
    let shared = Arc::new(shared(book, measures, anchors.unprinted));
    let known = Known(pages);
    let pages: &dyn Pages = &known;
    let mut before = None;
    let mut sections = Vec::new();
    for section in &book.sections {
        let numbering = numbering(section.matter);
        let mine = cures.of(section);
        let setting = Setting {
            title: book.metadata.title.clone(),
            before: before.map_or(numbering, |(_, n)| n),
            numbering,
            restart: section.matter == Matter::Body && before.is_none_or(|(matter, _)| matter == Matter::Front),
            depth: u8::from(section.part.is_some()),
            listed: listed(book, section),
            anchors: anchors.whole.get(&section.id).cloned().unwrap_or_default(),
            loose: mine.loose,
            turns: mine.turns,
            floats: mine.floats,
            book: shared.clone(),
        };
        before = Some((section.matter, numbering));
        sections.push((format!("chapters/{}.typ", section.slug), lower::section(section, &setting, pages.track())));
    }
    let mut fixed: Vec<(String, String)> = TEMPLATE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    fixed.push(("template/measures.typ".to_owned(), measures.markup()));
    fixed.push(("main.typ".to_owned(), main(book)));
    Whole { fixed, sections }
}

/// Front pages have roman numbers; the back goes on with the body's.
const fn numbering(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "i",
        Matter::Body | Matter::Back => "1",
    }
}

fn main(book: &Book) -> String {
    let meta = &book.metadata;
    let list = |items: &mut dyn Iterator<Item = &String>| items.fold(String::new(), |all, item| all + &quoted(item) + ", ");
    let authors = list(&mut meta.contributors.iter().filter(|c| c.relator == "aut").map(|c| &c.name));
    let keywords = list(&mut meta.subjects.iter());
    let region = meta.language.region().map_or_else(|| "none".to_owned(), quoted);
    let mut text = format!(
        "#import \"template/book.typ\": *\n#show: book.with(\n  title: {},\n  authors: ({authors}),\n  keywords: ({keywords}),\n  lang: {}, region: {region},\n)\n",
        quoted(&meta.title),
        quoted(meta.language.primary()),
    );
    for section in &book.sections {
        text.push_str(&format!("#include {}\n", quoted(&format!("chapters/{}.typ", section.slug))));
    }
    text
}

fn shared(book: &Book, measures: &Measures, unprinted: BTreeSet<Anchor>) -> Shared {
    #[expect(clippy::cast_possible_truncation, reason = "lengths on a page")]
    let thousandths = |points: f64| (points * 1000.0).round() as i64;
    Shared {
        unprinted,
        pictures: book.pictures.iter().map(|(path, file)| (path.clone(), (file.format, file.size))).collect(),
        letters: measures.letters(measures.text_width(), 11.0),
        lines: measures.lines as usize,
        width: thousandths(measures.text_width()),
        height: thousandths(measures.text_height()),
        size: thousandths(measures.size),
        unit: thousandths(measures.unit),
        font: book.design.font.clone(),
        advances: measures.advances.clone(),
    }
}

/// What a list of heads or captions lists.
fn listed(book: &Book, section: &Section) -> Vec<Listed> {
    match section.kind {
        SectionKind::Contents => heads(book),
        SectionKind::ListOfTables => captions(book, CaptionKind::Table),
        SectionKind::ListOfFigures => captions(book, CaptionKind::Figure),
        SectionKind::HalfTitle
        | SectionKind::TitlePage
        | SectionKind::Copyright
        | SectionKind::Part
        | SectionKind::Chapter
        | SectionKind::Bibliography
        | SectionKind::Errata
        | SectionKind::Index
        | SectionKind::Colophon => Vec::new(),
    }
}

fn captions(book: &Book, kind: CaptionKind) -> Vec<Listed> {
    let entry = |caption: &crate::book::Caption| Listed {
        key: caption.anchor.0.clone(),
        number: caption.number.clone(),
        words: caption.content.clone(),
        apart: false,
    };
    book.captions(kind).into_iter().map(entry).collect()
}

/// Parts and chapters; a blank line parts the matters, and stands before a part.
fn heads(book: &Book) -> Vec<Listed> {
    let mut matter = None;
    let mut listed = Vec::new();
    for entry in book.outline().into_iter().filter(|e| e.depth <= 1) {
        let Some(heading) = entry.heading else { continue };
        let part = entry.section.kind == SectionKind::Part;
        let apart = matter.is_some_and(|m| m != entry.section.matter || part);
        matter = Some(entry.section.matter);
        let words = match &heading.content {
            words if words.is_empty() => vec![Inline::text(entry.section.title.name.clone())],
            words => words.clone(),
        };
        listed.push(Listed { key: format!("h:{}", entry.section.id.0), number: heading.number.clone().unwrap_or_default(), words, apart });
    }
    listed
}

/// Where anchors stand: in printed words, in none, or with a section as a whole.
struct Anchors {
    unprinted: BTreeSet<Anchor>,
    whole: BTreeMap<crate::book::SectionId, Vec<Anchor>>,
}

impl Anchors {
    fn of(book: &Book) -> Self {
        let (mut printed, mut hidden) = (BTreeSet::new(), BTreeSet::new());
        for section in &book.sections {
            lower::walk::section(section, &mut |inline| {
                if let InlineKind::Anchored { anchor, .. } = &inline.kind {
                    printed.insert(anchor.clone());
                }
            });
            blocks(&section.blocks, true, &mut printed, &mut hidden);
            section.notes.iter().for_each(|note| blocks(&note.blocks, true, &mut printed, &mut hidden));
        }
        let mut whole: BTreeMap<_, Vec<Anchor>> = BTreeMap::new();
        for (anchor, landing) in &book.anchors {
            if !printed.contains(anchor) && !hidden.contains(anchor) {
                whole.entry(landing.section).or_default().push(anchor.clone());
            }
        }
        Self { unprinted: &hidden - &printed, whole }
    }
}

fn blocks(all: &[Block], seen: bool, printed: &mut BTreeSet<Anchor>, hidden: &mut BTreeSet<Anchor>) {
    for block in all {
        let seen = seen && !matches!(block.kind, BlockKind::Group { role: Role::EpubOnly, .. });
        let here = if seen { &mut *printed } else { &mut *hidden };
        here.extend(block.anchor.clone());
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => {
                if !seen {
                    lower::walk::within(inner, &mut |inline| {
                        if let InlineKind::Anchored { anchor, .. } = &inline.kind {
                            hidden.insert(anchor.clone());
                            printed.remove(anchor);
                        }
                    });
                }
                blocks(inner, seen, printed, hidden);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, seen, printed, hidden)),
            BlockKind::Definitions(all) => all.iter().flat_map(|d| &d.meanings).for_each(|m| blocks(m, seen, printed, hidden)),
            BlockKind::Table(table) => {
                here.extend(table.caption.as_ref().map(|c| c.anchor.clone()));
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                rows.flat_map(|row| &row.cells).for_each(|cell| blocks(&cell.blocks, seen, printed, hidden));
            }
            BlockKind::Figure(figure) => here.extend(figure.caption.as_ref().map(|c| c.anchor.clone())),
            BlockKind::Bibliography(groups) => here.extend(groups.iter().flat_map(|g| &g.entries).map(|e| e.anchor.clone())),
            BlockKind::Paragraph(_) | BlockKind::Heading(_) | BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => {}
        }
    }
}
