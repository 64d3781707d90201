//! Laid-out pages → the page map.
//!
//! In: the frames of the pages, where every glyph names its place in the markup, and the trails that lead from there to
//! the book. Out: what stands on each page, line by line. Markers in the text are not needed. [`super::lines`] puts the lines
//! together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use typst::foundations::{Content, NativeElement, Selector};
use typst::introspection::{Introspector, Location, Tag};
use typst::layout::{Abs, Em, Frame, FrameItem, Point, Size, Transform};
use typst::model::{FootnoteElem, FootnoteEntry, Numbering, OutlineElem, TableCell};
use typst::pdf::ArtifactElem;
use typst::syntax::{FileId, Span};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::lines::{Run, Runs};
use super::lower::Lowered;
use super::out::{Found, Last};
use super::world::Desk;
use crate::book::{Line, LineKind, NodeId, Page, PageMap, Place, SectionId};
use crate::source as author;

/// The soft hyphen that the typesetter sets where it breaks a word.
const HYPHEN: &str = "\u{ad}";

/// What the frames tell.
pub(super) struct Read {
    pub(super) map: PageMap,
    /// Notes that begin on a page before their mark, by the node of their words.
    pub(super) early: Vec<NodeId>,
    /// Pages on which words or pictures stand outside of the sheet, with the author's place of the first; none where they are of no
    /// author.
    pub(super) outside: Vec<(usize, Option<author::Span>)>,
}

/// The sections' markup by file.
type Sections = HashMap<FileId, (SectionId, Arc<Lowered>)>;

/// Pages as they were read, by the hash of what they show: a page that comes again is not read again.
#[derive(Default)]
pub(super) struct Pages {
    read: HashMap<u128, OnPage>,
    /// Those that the last layouts had.
    used: HashSet<u128>,
}

impl Pages {
    /// Reads the pages. `sections` has each section's markup by file.
    pub(super) fn read(&mut self, document: &PagedDocument, desk: &Desk, sections: &Sections) -> Read {
        let mut reader = Reader::new(document, desk, sections);
        let mut map = PageMap::default();
        let (mut section, mut marks, mut notes, mut outside) = (SectionId(0), HashMap::new(), Vec::new(), Vec::new());
        for (index, page) in document.pages().iter().enumerate() {
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            let on = self.page(&page.frame, &mut reader);
            section = on.section.unwrap_or(section);
            for node in &on.nodes {
                map.nodes.entry(*node).or_insert(number);
            }
            for mark in &on.marks {
                marks.entry(*mark).or_insert(number);
            }
            outside.extend(on.outside.map(|place| (index, place)));
            notes.extend(on.notes.iter().map(|(mark, node)| (*mark, *node, number)));
            map.pages.push(Page {
                label: label(page.numbering.as_ref(), page.number),
                section,
                begins: on.begins,
                lines: on.lines.clone(),
            });
        }
        let early = notes.into_iter().filter(|(mark, _, page)| marks.get(mark).is_some_and(|marked| page < marked));
        Read { map, early: early.map(|(_, node, _)| node).collect(), outside }
    }

    /// Forgets the pages that no layout has had since it was asked to forget.
    pub(super) fn forget(&mut self) {
        let used = std::mem::take(&mut self.used);
        self.read.retain(|page, _| used.contains(page));
    }

    /// What stands on a page, known or read.
    fn page(&mut self, frame: &Frame, reader: &mut Reader) -> &OnPage {
        let hash = typst::utils::hash128(frame);
        self.used.insert(hash);
        let known = self.read.get(&hash).is_some_and(|on| on.before == reader.open && on.files.iter().all(|file| reader.stands(file)));
        if known {
            let on = &self.read[&hash];
            reader.open.clone_from(&on.after);
            return on;
        }
        let on = reader.page(frame);
        self.read.entry(hash).insert_entry(on).into_mut()
    }
}

/// What stands on a page.
struct OnPage {
    /// What was open before it.
    before: Open,
    /// What is open after it.
    after: Open,
    /// The markup that its words are of.
    files: Vec<File>,
    section: Option<SectionId>,
    begins: Option<Place>,
    lines: Vec<Line>,
    /// The nodes that have words on it, or a picture.
    nodes: Vec<NodeId>,
    /// Marks of notes.
    marks: Vec<Location>,
    /// Notes that begin: the mark of each, and the node of its first words.
    notes: Vec<(Location, NodeId)>,
    /// The first of what stands outside of the sheet.
    outside: Option<Option<author::Span>>,
}

/// Markup that words are of.
#[derive(Clone)]
struct File {
    id: FileId,
    /// The state of the markup, for its nodes' numbers.
    number: Option<u64>,
    lowered: Arc<Lowered>,
}

/// What is open where a page ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Open {
    /// Elements that began and did not end, also on pages before.
    stack: Vec<(Location, Inside)>,
    /// Elements that began in a frame apart, by what it belongs to, and go on in its next.
    unfinished: HashMap<Location, Vec<(Location, Inside)>>,
    /// The mark of the note that begins here and has no words yet.
    entry: Option<Location>,
    /// The next words are the number of the note that begins here.
    number: bool,
}

/// What a reader calls a page.
fn label(numbering: Option<&Numbering>, number: u64) -> String {
    match numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[number]).map_or_else(|_| number.to_string(), |label| label.to_string()),
        Some(Numbering::Func(_)) | None => number.to_string(),
    }
}

/// A glyph on a page: its words' place in the book, where it begins and ends on the baseline, its size in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spotted {
    pub(super) place: Place,
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) size: f64,
}

/// Every glyph that is of a node, page by page.
pub(super) fn glyphs(document: &PagedDocument, desk: &Desk, sections: &Sections) -> Vec<Vec<Spotted>> {
    let mut reader = Reader::new(document, desk, sections);
    let mut page = |page: &typst_layout::Page| {
        reader.spotted = Some(Vec::new());
        reader.page(&page.frame);
        reader.spotted.take().unwrap_or_default()
    };
    document.pages().iter().map(&mut page).collect()
}

/// What an element on the stack makes of the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Running heads and feet, note marks: no words of the page.
    Nothing,
    Kind(LineKind),
}

struct Reader<'a> {
    document: &'a PagedDocument,
    desk: &'a Desk,
    sections: &'a Sections,
    open: Open,
    /// Where each node of the markup begins, by the file that was asked for.
    spans: HashMap<FileId, HashMap<Span, usize>>,
    /// The node of the markup that the glyph before was of, where it begins, and its section: glyphs of one follow each other.
    token: Option<(Span, usize, &'a Lowered)>,
    /// The file and place of the glyph before.
    last: Option<(FileId, Option<Last>)>,
    /// What is on the page that is being read.
    runs: Runs,
    files: Vec<File>,
    nodes: Vec<NodeId>,
    marks: Vec<Location>,
    notes: Vec<(Location, NodeId)>,
    /// The sheet, and the first of what stands outside of it.
    sheet: Size,
    outside: Option<Option<author::Span>>,
    /// The glyphs of the page, where they are asked for.
    spotted: Option<Vec<Spotted>>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a PagedDocument, desk: &'a Desk, sections: &'a Sections) -> Self {
        Self {
            document,
            desk,
            sections,
            open: Open::default(),
            spans: HashMap::new(),
            token: None,
            last: None,
            runs: Runs::default(),
            files: Vec::new(),
            nodes: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            sheet: Size::zero(),
            outside: None,
            spotted: None,
        }
    }

    /// Whether a file's markup is what it was.
    fn stands(&self, file: &File) -> bool {
        let same = |(_, lowered): &(SectionId, Arc<Lowered>)| Arc::ptr_eq(lowered, &file.lowered);
        file.number == self.desk.number(file.id) && self.sections.get(&file.id).is_some_and(same)
    }

    /// Reads a page.
    fn page(&mut self, frame: &Frame) -> OnPage {
        let before = self.open.clone();
        (self.token, self.last) = (None, None);
        self.sheet = frame.size();
        self.frame(frame, Transform::identity());
        let runs = std::mem::take(&mut self.runs);
        let section = runs.section();
        let (lines, begins) = runs.lines();
        OnPage {
            before,
            after: self.open.clone(),
            files: std::mem::take(&mut self.files),
            section,
            begins,
            lines,
            nodes: std::mem::take(&mut self.nodes),
            marks: std::mem::take(&mut self.marks),
            notes: std::mem::take(&mut self.notes),
            outside: self.outside.take(),
        }
    }

    /// Notes that a node has words here.
    fn seen(&mut self, node: NodeId) {
        if self.nodes.last() != Some(&node) {
            self.nodes.push(node);
        }
    }

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
                    if let Some(at) = self.open.stack.iter().rposition(|(begun, _)| begun == location) {
                        self.open.stack.remove(at);
                    }
                }
                FrameItem::Image(_, size, span) => {
                    self.within_sheet(*at, *at + size.to_point(), transform, *span);
                    if let Some(Found { place, .. }) = self.place(*span, 0, None) {
                        self.seen(place.node);
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
        if element.elem() == FootnoteElem::ELEM {
            self.marks.push(location);
        } else if let Some(entry) = element.to_packed::<FootnoteEntry>() {
            self.open.entry = entry.note.location();
            self.open.number = true;
        }
        if let Some(inside) = inside(element) {
            self.open.stack.push((location, inside));
        }
    }

    /// What belongs to an element elsewhere: a cell that goes on from a page before, a note, or a block that floated (a
    /// note's entry says itself what it is). What begins in it and does not end goes on in the next frame of the same
    /// parent, never in the text between.
    fn apart(&mut self, parent: Location, frame: &Frame, transform: Transform) {
        let outside = self.open.stack.len();
        let cell = self.document.introspector().query_first(&Selector::Location(parent)).is_some_and(|of| of.elem() == TableCell::ELEM);
        if !cell {
            self.open.stack.push((parent, Inside::Kind(LineKind::Float)));
        }
        let inside = self.open.stack.len();
        self.open.stack.extend(self.open.unfinished.remove(&parent).unwrap_or_default());
        self.frame(frame, transform);
        let open = self.open.stack.split_off(inside.min(self.open.stack.len()));
        if !open.is_empty() {
            self.open.unfinished.insert(parent, open);
        }
        self.open.stack.truncate(outside);
    }

    /// What the words here are: nothing, or the gravest kind that is around them.
    fn kind(&self) -> Option<LineKind> {
        let mut kind = LineKind::Text;
        for (_, inside) in &self.open.stack {
            match inside {
                Inside::Nothing => return None,
                Inside::Kind(found) => kind = if kind == LineKind::Note { kind } else { *found },
            }
        }
        Some(kind)
    }

    /// Notes what does not stand on the sheet: a box by two of its corners.
    fn within_sheet(&mut self, from: Point, to: Point, transform: Transform, span: Span) {
        let slack = Abs::pt(0.5);
        let on = |corner: Point| {
            let Point { x, y } = corner.transform(transform);
            -slack <= x && x <= self.sheet.x + slack && -slack <= y && y <= self.sheet.y + slack
        };
        if self.outside.is_none() && !(on(from) && on(to)) {
            let place = self.place(span, 0, None);
            let start = self.token.filter(|_| place.is_some());
            self.outside = Some(start.and_then(|(_, start, lowered)| lowered.trail.origin(start)));
        }
    }

    fn text(&mut self, item: &TextItem, at: Point, transform: Transform) {
        // The letters stand between their line and, as a rule, two thirds of their size above it.
        if let Some(glyph) = item.glyphs.iter().find(|glyph| !glyph.span.0.is_detached()).or(item.glyphs.first()) {
            let head = Point::new(at.x + item.width(), at.y - item.size * 0.66);
            self.within_sheet(at, head, transform, glyph.span.0);
        }
        let Some(kind) = self.kind() else { return };
        if item.text == HYPHEN {
            return self.runs.hyphen(HYPHEN);
        }
        // The number that stands before a note's words: none of any node.
        if kind == LineKind::Note && std::mem::take(&mut self.open.number) && item.text.chars().all(|c| c.is_ascii_digit()) {
            return;
        }
        let mut run = Run::new(kind, at, transform, item.width(), &item.text);
        run.size = item.size.to_pt();
        // Glyphs stand in the order of the eye, which is not the order of the words where a script runs to the left.
        let mut glyphs = Vec::with_capacity(item.glyphs.len());
        let mut pen = Em::zero();
        for glyph in &item.glyphs {
            let shown = item.text.get(glyph.range()).and_then(|shown| shown.chars().next());
            let found = self.place(glyph.span.0, glyph.span.1, shown);
            let from = pen;
            pen += glyph.x_advance;
            if let (Some(spotted), Some(Found { place, .. })) = (&mut self.spotted, &found) {
                let on_page = |pen: Em| Point::new(at.x + pen.at(item.size), at.y).transform(transform);
                spotted.push(Spotted { place: *place, from: on_page(from), to: on_page(pen), size: item.size.to_pt() });
            }
            glyphs.push((glyph.range(), found));
        }
        glyphs.sort_by_key(|(range, _)| range.start);
        for (range, found) in glyphs {
            run.glyph(range, found);
        }
        if kind != LineKind::Repeated {
            run.stretches.iter().for_each(|stretch| self.seen(stretch.place.node));
        }
        if let (Some(stretch), Some(mark), LineKind::Note) = (run.stretches.first(), self.open.entry, kind) {
            self.notes.push((mark, stretch.place.node));
            self.open.entry = None;
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
                if !self.files.iter().any(|file| file.id == id) {
                    self.files.push(File { id, number: desk.number(id), lowered: lowered.clone() });
                }
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
/// way. In a string they are counted from its quote on.
fn within(text: &str, offset: usize, shown: Option<char>) -> usize {
    if text.starts_with('"') {
        return offset;
    }
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
