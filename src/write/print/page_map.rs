//! Laid-out pages → the page map.
//!
//! In: the frames of the pages, where every glyph names its place in the markup, and the trails that lead from there to
//! the book. Out: what stands on each page, line by line. Markers in the text are not needed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use typst::foundations::{Content, NativeElement};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::model::{FootnoteElem, FootnoteEntry, Numbering, OutlineElem, TableCell};
use typst::pdf::ArtifactElem;
use typst::syntax::{FileId, Span};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::lower::Lowered;
use super::world::Desk;
use crate::book::{Line, LineKind, NodeId, Page, PageMap, Place, SectionId};

/// The soft hyphen that the typesetter sets where it breaks a word.
const HYPHEN: &str = "\u{ad}";
/// Space between two runs of a line that parts words, in parts of the size.
const PARTING: f64 = 0.18;

/// What the frames tell.
pub(super) struct Read {
    pub(super) map: PageMap,
    /// Notes that begin on a page before their mark, by the node of their words.
    pub(super) early: Vec<NodeId>,
}

/// Reads the pages. `sections` has each section's markup by file, in the book's order.
pub(super) fn read(document: &PagedDocument, desk: &Desk, sections: &HashMap<FileId, (SectionId, Arc<Lowered>)>) -> Read {
    let mut reader = Reader {
        desk,
        sections,
        stack: Vec::new(),
        unfinished: HashMap::new(),
        cells: HashSet::new(),
        marks: HashMap::new(),
        entry: None,
        number: false,
        notes: Vec::new(),
        spans: HashMap::new(),
        runs: Vec::new(),
        nodes: BTreeMap::new(),
        page: 0,
    };
    let mut map = PageMap::default();
    let mut section = SectionId(0);
    for (index, page) in document.pages().iter().enumerate() {
        reader.page = u32::try_from(index).unwrap_or(u32::MAX);
        reader.frame(&page.frame, Transform::identity());
        let runs = std::mem::take(&mut reader.runs);
        section = runs.iter().find_map(|run| run.section).unwrap_or(section);
        let begins = runs.iter().filter(|run| run.kind == LineKind::Text).find_map(|run| run.place);
        map.pages.push(Page { label: label(page.numbering.as_ref(), page.number), section, begins, lines: lines(runs) });
    }
    map.nodes = reader.nodes;
    let marks = reader.marks;
    let early = reader.notes.into_iter().filter(|(mark, _, page)| marks.get(mark).is_some_and(|marked| page < marked));
    Read { map, early: early.map(|(_, node, _)| node).collect() }
}

/// What a reader calls a page.
fn label(numbering: Option<&Numbering>, number: u64) -> String {
    match numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[number]).map_or_else(|_| number.to_string(), |label| label.to_string()),
        Some(Numbering::Func(_)) | None => number.to_string(),
    }
}

/// What an element on the stack makes of the words in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Running heads and feet, repeated table heads, note marks: no words of the page.
    Nothing,
    Kind(LineKind),
}

/// Words of one look on one line.
struct Run {
    kind: LineKind,
    place: Option<Place>,
    section: Option<SectionId>,
    x: f64,
    end: f64,
    size: f64,
    baseline: i64,
    text: String,
}

struct Reader<'a> {
    desk: &'a Desk,
    sections: &'a HashMap<FileId, (SectionId, Arc<Lowered>)>,
    /// Elements that began and did not end, also on pages before.
    stack: Vec<(Location, Inside)>,
    /// Elements that began in a frame apart, by what it belongs to, and go on in its next.
    unfinished: HashMap<Location, Vec<(Location, Inside)>>,
    /// Cells that began.
    cells: HashSet<Location>,
    /// The page of each note's mark.
    marks: HashMap<Location, u32>,
    /// The mark of the note that begins here and has no words yet.
    entry: Option<Location>,
    /// The next words are the number of the note that begins here.
    number: bool,
    /// The mark of each note, the node of its first words and their page.
    notes: Vec<(Location, NodeId, u32)>,
    /// Where each node of the markup begins.
    spans: HashMap<Span, Option<usize>>,
    runs: Vec<Run>,
    nodes: BTreeMap<NodeId, u32>,
    page: u32,
}

impl Reader<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let moved = transform.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    match group.parent {
                        Some(parent) => self.apart(parent.location, &group.frame, moved),
                        None => self.frame(&group.frame, moved),
                    }
                }
                FrameItem::Text(text) => self.text(text, at.transform(transform)),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    self.begin(element);
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if let Some(at) = self.stack.iter().rposition(|(begun, _)| begun == location) {
                        self.stack.remove(at);
                    }
                }
                FrameItem::Image(_, _, span) => {
                    if let Some((place, _)) = self.place(*span, 0) {
                        self.nodes.entry(place.node).or_insert(self.page);
                    }
                }
                FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn begin(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        if element.elem() == TableCell::ELEM {
            self.cells.insert(location);
        } else if element.elem() == FootnoteElem::ELEM {
            self.marks.entry(location).or_insert(self.page);
        } else if let Some(entry) = element.to_packed::<FootnoteEntry>() {
            self.entry = entry.note.location();
            self.number = true;
        }
        if let Some(inside) = inside(element) {
            self.stack.push((location, inside));
        }
    }

    /// What belongs to an element elsewhere: a cell that goes on from a page before, a note, or a block that floated (a
    /// note's entry says itself what it is). What begins in it and does not end goes on in the next frame of the same
    /// parent, never in the text between.
    fn apart(&mut self, parent: Location, frame: &Frame, transform: Transform) {
        let outside = self.stack.len();
        if !self.cells.contains(&parent) {
            self.stack.push((parent, Inside::Kind(LineKind::Float)));
        }
        let inside = self.stack.len();
        self.stack.extend(self.unfinished.remove(&parent).unwrap_or_default());
        self.frame(frame, transform);
        let open = self.stack.split_off(inside.min(self.stack.len()));
        if !open.is_empty() {
            self.unfinished.insert(parent, open);
        }
        self.stack.truncate(outside);
    }

    /// What the words here are: nothing, or the gravest kind that is around them.
    fn kind(&self) -> Option<LineKind> {
        let mut kind = LineKind::Text;
        for (_, inside) in &self.stack {
            match inside {
                Inside::Nothing => return None,
                Inside::Kind(found) => kind = if kind == LineKind::Note { kind } else { *found },
            }
        }
        Some(kind)
    }

    fn text(&mut self, item: &TextItem, at: Point) {
        let Some(kind) = self.kind() else { return };
        if item.text == HYPHEN {
            if let Some(last) = self.runs.last_mut() {
                last.text.push_str(HYPHEN);
            }
            return;
        }
        // The number that stands before a note's words: none of any node.
        if kind == LineKind::Note && std::mem::take(&mut self.number) && item.text.chars().all(|c| c.is_ascii_digit()) {
            return;
        }
        let mut first = None;
        for glyph in &item.glyphs {
            if let Some((place, section)) = self.place(glyph.span.0, glyph.span.1) {
                self.nodes.entry(place.node).or_insert(self.page);
                first.get_or_insert((place, section));
            }
        }
        if let (Some((place, _)), Some(mark)) = (first, self.entry)
            && kind == LineKind::Note
        {
            self.notes.push((mark, place.node, self.page));
            self.entry = None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
        let baseline = (at.y.to_pt() * 10.0).round() as i64 * 100;
        let x = at.x.to_pt();
        self.runs.push(Run {
            kind,
            place: first.map(|(place, _)| place),
            section: first.map(|(_, section)| section),
            x,
            end: x + item.width().to_pt(),
            size: item.size.to_pt(),
            baseline,
            text: item.text.to_string(),
        });
    }

    /// The place in the book of a place in the markup.
    fn place(&mut self, span: Span, offset: u16) -> Option<(Place, SectionId)> {
        let id = span.id()?;
        let (section, lowered) = self.sections.get(&id)?;
        let desk = self.desk;
        let start = *self.spans.entry(span).or_insert_with(|| Some(desk.range_of(span.into())?.start));
        let place = lowered.trail.place(&lowered.text, start? + usize::from(offset))?;
        Some((place, *section))
    }
}

fn inside(element: &Content) -> Option<Inside> {
    if let Some(cell) = element.to_packed::<TableCell>() {
        let repeated = cell.is_repeated.get(typst::foundations::StyleChain::default());
        return repeated.then_some(Inside::Nothing);
    }
    if element.elem() == ArtifactElem::ELEM || element.elem() == FootnoteElem::ELEM {
        Some(Inside::Nothing)
    } else if element.elem() == OutlineElem::ELEM {
        Some(Inside::Kind(LineKind::List))
    } else if element.elem() == FootnoteEntry::ELEM {
        Some(Inside::Kind(LineKind::Note))
    } else {
        None
    }
}

/// Runs → lines from top to bottom: those of one kind and one baseline.
fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut by_baseline: BTreeMap<(i64, LineKind), Vec<Run>> = BTreeMap::new();
    for run in runs {
        by_baseline.entry((run.baseline, run.kind)).or_default().push(run);
    }
    let mut lines = Vec::with_capacity(by_baseline.len());
    for ((baseline, kind), mut runs) in by_baseline {
        runs.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut text = String::new();
        let mut end: Option<f64> = None;
        for run in &runs {
            if end.is_some_and(|end| run.x - end > PARTING * run.size) && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(&run.text);
            end = Some(run.end);
        }
        let place = runs.iter().find_map(|run| run.place);
        lines.push(Line { kind, place, baseline, text });
    }
    lines
}
