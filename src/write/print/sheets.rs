//! Pages → the booklet's sheets.
//!
//! In: a layout and how the book is printed and bound. Out: a PDF whose pages are the sides of the sheets, composed
//! from the laid-out pages themselves: each is a form XObject (ISO 32000-1, 8.10), fonts stand in the file once, text
//! stays text. Which page goes where is `impose`'s affair. Links and tags stay behind: paper has none.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{Laid, pdf};
use crate::book::{Book, Booklet, PageMap};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::impose::{self, Binding, Edge, Flip, Layout, Mark, Order, Place, Scheme, Up};

/// A mark's width: a quarter of a point.
const HAIRLINE: &str = "0.25 w 0 G\n";

/// Which page stands on which sheet.
pub struct Plan {
    /// Sheet, page and paper.
    pub layout: Layout,
    /// The sheets.
    pub order: Order,
    /// What a person does with them.
    pub sentence: String,
}

/// Plans the booklet of a book that is laid out. None, with a finding, where the book asks for none or has more pages
/// than it may.
pub fn plan(book: &Book, pages: &PageMap, found: &mut Diagnostics) -> Option<Plan> {
    let Some(booklet) = &book.booklet else {
        let finding = Diagnostic::nowhere(Code::MissingKey, "book.toml has no `[booklet]`");
        found.push(finding.hint("add a line `[booklet]`: A4, two pages on a side, folded in one pile where it says no more"));
        return None;
    };
    let scheme = Scheme {
        binding: booklet.section.map_or(Binding::Saddle, |sheets| Binding::Sections(usize::try_from(sheets).unwrap_or(1))),
        edge: if booklet.right { Edge::Right } else { Edge::Left },
        up: if booklet.four_up { Up::Four } else { Up::Two },
        flip: if booklet.long_flip { Flip::Long } else { Flip::Short },
    };
    let sheet = (booklet.sheet.0.0, booklet.sheet.1.0);
    let page = (book.design.width.0, book.design.height.0);
    let layout = Layout::new(sheet, page, booklet.thickness.0, scheme)?;
    fits(book, booklet, pages, found).then_some(())?;
    let order = layout.order(pages.pages.len(), &blanks(booklet, pages, found));
    let sentence = impose::sentence(&layout, &order, &booklet.paper);
    Some(Plan { layout, order, sentence })
}

/// Pages after which blanks go.
fn blanks(booklet: &Booklet, pages: &PageMap, found: &mut Diagnostics) -> Vec<usize> {
    let mut after = Vec::new();
    for (label, span) in &booklet.blanks_after {
        match pages.pages.iter().position(|page| page.label == *label) {
            Some(at) => after.push(at),
            None => {
                let message = format!("no page of the book is called `{label}`");
                let last = pages.pages.last().map_or("", |page| page.label.as_str());
                let finding = Diagnostic::new(Code::WrongValue, *span, message);
                found.push(finding.hint(format!("pages are called as their folios say, the last one is `{last}`")));
            }
        }
    }
    after
}

/// Whether the book has no more pages than `fit` allows; else says how much is too much, and where to cut.
fn fits(book: &Book, booklet: &Booklet, pages: &PageMap, found: &mut Diagnostics) -> bool {
    let Some((most, span)) = booklet.fit else { return true };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let Some(over) = pages.pages.get(most..).filter(|over| !over.is_empty()) else { return true };
    let lines: usize = over.iter().map(|page| page.lines.len()).sum();
    let word = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let message = format!("the book has {}, {} more than `fit = {most}`", word(pages.pages.len(), "page"), over.len());
    let mut finding = Diagnostic::new(Code::BookletOverrun, span, message)
        .hint(format!("{} on the pages too many", if lines == 1 { "1 line stands".to_owned() } else { format!("{lines} lines stand") }));
    for (name, label, lines) in short_ends(book, pages) {
        finding = finding.hint(format!("`{name}` ends on p. {label} with {}: cut so much there to win a page", word(lines, "line")));
    }
    found.push(finding);
    false
}

/// The three sections whose last page has the fewest lines, though they have more than one.
fn short_ends<'a>(book: &'a Book, pages: &'a PageMap) -> Vec<(&'a str, &'a str, usize)> {
    let mut ends = Vec::new();
    for section in &book.sections {
        let own: Vec<_> = pages.pages.iter().filter(|page| page.section == section.id && !page.lines.is_empty()).collect();
        if let [_, .., last] = own[..] {
            ends.push((section.title.name.as_str(), last.label.as_str(), last.lines.len()));
        }
    }
    ends.sort_by_key(|end| end.2);
    ends.truncate(3);
    ends
}

/// The sheets as a PDF: front, back, front, back. `only` names the sheets that are wanted, from 0.
pub fn sheets(book: &Book, laid: &Laid, plan: &Plan, only: Option<&[usize]>, found: &mut Diagnostics) -> Option<Vec<u8>> {
    let title = format!("{} (sheets)", book.metadata.title);
    let composed = pdf::plain(&laid.document, &book.metadata, &title)
        .and_then(|plain| compose(&plain, plan, only).map_err(|why| pdf::Fault::Rewriting(why.to_string())));
    composed.map_err(|fault| fault.tell("the booklet", &laid.sections, found)).ok()
}

fn compose(plain: &[u8], plan: &Plan, only: Option<&[usize]>) -> lopdf::Result<Vec<u8>> {
    let mut file = Document::load_mem(plain)?;
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let forms: Vec<ObjectId> = pages.into_iter().map(|page| form(&mut file, page)).collect::<lopdf::Result<_>>()?;
    let tree = file.new_object_id();
    let marks = strokes(&plan.layout.marks());
    let mut kids = Vec::new();
    for (number, sheet) in plan.order.sheets.iter().enumerate() {
        if only.is_none_or(|only| only.contains(&number)) {
            for places in [&sheet.front, &sheet.back] {
                kids.push(Object::Reference(side(&mut file, plan, places, &forms, &marks, tree)));
            }
        }
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    file.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = file.catalog_mut()?;
    for key in
        [&b"Outlines"[..], b"PageLabels", b"Dests", b"Names", b"PageMode", b"OpenAction", b"StructTreeRoot", b"MarkInfo", b"Metadata"]
    {
        catalog.remove(key);
    }
    catalog.set("Pages", tree);
    file.prune_objects();
    file.renumber_objects();
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes)?;
    Ok(bytes)
}

/// A page's content as a form XObject: its streams stay as they are packed.
fn form(file: &mut Document, page: ObjectId) -> lopdf::Result<ObjectId> {
    let dict = file.get_dictionary(page)?;
    let inherited = |key: &[u8]| dict.get(key).cloned();
    let (media, resources) = (inherited(b"MediaBox")?, inherited(b"Resources").unwrap_or_else(|_| Dictionary::new().into()));
    let group = dict.get(b"Group").ok().cloned();
    let contents = file.get_page_contents(page);
    let id = match contents[..] {
        [one] => one,
        _ => {
            let content = file.get_page_content(page);
            file.add_object(Stream::new(Dictionary::new(), content))
        }
    };
    let stream = file.get_object_mut(id)?.as_stream_mut()?;
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    stream.dict.set("BBox", media);
    stream.dict.set("Resources", resources);
    if let Some(group) = group {
        stream.dict.set("Group", group);
    }
    Ok(id)
}

/// One side of a sheet as a page.
fn side(file: &mut Document, plan: &Plan, places: &[Place], forms: &[ObjectId], marks: &str, tree: ObjectId) -> ObjectId {
    let mut content = String::new();
    let mut pages = Dictionary::new();
    for placed in impose::lay(&plan.layout, places) {
        let name = format!("P{}", placed.page + 1);
        let [left, bottom, right, top] = placed.clip;
        let turn = if placed.turned { "-1 0 0 -1" } else { "1 0 0 1" };
        content.push_str(&format!(
            "q {} {} {} {} re W n {turn} {} {} cm /{name} Do Q\n",
            pt(left),
            pt(bottom),
            pt(right - left),
            pt(top - bottom),
            pt(placed.x),
            pt(placed.y)
        ));
        if let Some(form) = forms.get(placed.page) {
            pages.set(name, *form);
        }
    }
    content.push_str(marks);
    let content = file.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let media = vec![0.into(), 0.into(), number(plan.layout.width), number(plan.layout.height)];
    file.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => media,
        "Resources" => dictionary! { "XObject" => pages },
        "Contents" => content,
    })
}

fn strokes(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    let mut strokes = format!("q {HAIRLINE}");
    for mark in marks {
        let dash = if mark.fold { "[3 2] 0 d" } else { "[] 0 d" };
        strokes.push_str(&format!("{dash} {} {} m {} {} l S\n", pt(mark.from.0), pt(mark.from.1), pt(mark.to.0), pt(mark.to.1)));
    }
    strokes.push_str("Q\n");
    strokes
}

/// Thousandths of a point as a number of PDF, exactly.
fn pt(length: i64) -> String {
    let sign = if length < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", length.abs() / 1000, length.abs() % 1000)
}

#[expect(clippy::cast_precision_loss, reason = "paper is under 1,200 mm")]
fn number(length: i64) -> Object {
    Object::Real(length as f32 / 1000.0)
}
