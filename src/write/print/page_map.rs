//! Laid-out pages → the page map.
//!
//! In: the frames of the pages, where every glyph names its place in the markup, and the trails that lead from there to
//! the book. Out: what stands on each page, line by line. Markers in the text are not needed. [`super::lines`] puts the lines
//! together.

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

use super::lines::{Run, Runs};
use super::lower::Lowered;
use super::out::{Found, Last};
use super::world::Desk;
use crate::book::{LineKind, NodeId, Page, PageMap, SectionId};

/// The soft hyphen that the typesetter sets where it breaks a word.
const HYPHEN: &str = "\u{ad}";

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
        token: None,
        last: None,
        runs: Runs::default(),
        nodes: BTreeMap::new(),
        page: 0,
    };
    let mut map = PageMap::default();
    let mut section = SectionId(0);
    for (index, page) in document.pages().iter().enumerate() {
        reader.page = u32::try_from(index).unwrap_or(u32::MAX);
        reader.frame(&page.frame, Transform::identity());
        let runs = std::mem::take(&mut reader.runs);
        section = runs.section().unwrap_or(section);
        let (lines, begins) = runs.lines();
        map.pages.push(Page { label: label(page.numbering.as_ref(), page.number), section, begins, lines });
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
    /// Running heads and feet, note marks: no words of the page.
    Nothing,
    Kind(LineKind),
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
    /// Where each node of the markup begins, by the file that was asked for.
    spans: HashMap<FileId, HashMap<Span, usize>>,
    /// The node of the markup that the glyph before was of, where it begins, and its section: glyphs of one follow each other.
    token: Option<(Span, usize, &'a Lowered)>,
    /// The file and place of the glyph before.
    last: Option<(FileId, Option<Last>)>,
    runs: Runs,
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
                FrameItem::Text(text) => self.text(text, *at, transform),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    self.begin(element);
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if let Some(at) = self.stack.iter().rposition(|(begun, _)| begun == location) {
                        self.stack.remove(at);
                    }
                }
                FrameItem::Image(_, size, span) => {
                    if let Some(Found { place, .. }) = self.place(*span, 0, None) {
                        self.nodes.entry(place.node).or_insert(self.page);
                        let foot = Point::new(at.x, at.y + size.y);
                        let picture = self.kind().map(|kind| Run::new(kind, foot, transform, size.x, "").picture(place));
                        self.runs.extend(picture);
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

    fn text(&mut self, item: &TextItem, at: Point, transform: Transform) {
        let Some(kind) = self.kind() else { return };
        if item.text == HYPHEN {
            return self.runs.hyphen(HYPHEN);
        }
        // The number that stands before a note's words: none of any node.
        if kind == LineKind::Note && std::mem::take(&mut self.number) && item.text.chars().all(|c| c.is_ascii_digit()) {
            return;
        }
        let mut run = Run::new(kind, at, transform, item.width(), &item.text);
        run.size = item.size.to_pt();
        // Glyphs stand in the order of the eye, which is not the order of the words where a script runs to the left.
        let mut glyphs = Vec::with_capacity(item.glyphs.len());
        for glyph in &item.glyphs {
            let shown = item.text.get(glyph.range()).and_then(|shown| shown.chars().next());
            glyphs.push((glyph.range(), self.place(glyph.span.0, glyph.span.1, shown)));
        }
        glyphs.sort_by_key(|(range, _)| range.start);
        for (range, found) in glyphs {
            run.glyph(range, found);
        }
        if kind != LineKind::Repeated {
            for stretch in &run.stretches {
                self.nodes.entry(stretch.place.node).or_insert(self.page);
            }
        }
        if let (Some(stretch), Some(mark), LineKind::Note) = (run.stretches.first(), self.entry, kind) {
            self.notes.push((mark, stretch.place.node, self.page));
            self.entry = None;
        }
        self.runs.extend(Some(run));
    }

    /// The place in the book of a place in the markup where this letter is shown.
    fn place(&mut self, span: Span, offset: u16, shown: Option<char>) -> Option<Found> {
        let id = span.id()?;
        let (start, lowered) = match self.token {
            Some((same, start, lowered)) if same == span => (start, lowered),
            Some(_) | None => {
                let (_, lowered) = self.sections.get(&id)?;
                let desk = self.desk;
                let start = *self.spans.entry(id).or_insert_with(|| desk.starts(id)).get(&span)?;
                self.token = Some((span, start, lowered));
                (start, &**lowered)
            }
        };
        let last = match &mut self.last {
            Some((file, last)) if *file == id => last,
            other => &mut other.insert((id, None)).1,
        };
        lowered.trail.place(&lowered.text, start + within(lowered.text.get(start..)?, usize::from(offset), shown), last)
    }
}

/// The offset of a letter in a text. The typesetter counts the sign of direction that it puts before words that run the other
/// way.
fn within(text: &str, offset: usize, shown: Option<char>) -> usize {
    const SIGN: usize = '\u{202B}'.len_utf8();
    let stands = |at: usize| shown.is_some_and(|shown| text.get(at..).is_some_and(|rest| rest.starts_with(shown)));
    match offset.checked_sub(SIGN) {
        Some(before) if !stands(offset) && stands(before) => before,
        Some(_) | None => offset,
    }
}

fn inside(element: &Content) -> Option<Inside> {
    if let Some(cell) = element.to_packed::<TableCell>() {
        let repeated = cell.is_repeated.get(typst::foundations::StyleChain::default());
        return repeated.then_some(Inside::Kind(LineKind::Repeated));
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
