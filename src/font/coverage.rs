//! Which characters of a book no face has, and which faces that set some may not be embedded: before anything is laid out.
//!
//! In: the book, its faces, the sources. Out: a `missing-glyph` for every character and style at the first place where
//! it stands, with the number of places; a `font-restricted` for every face. What has no ink (spaces, joiners, soft hyphens) is never missing, nor is a letter
//! that can be set from its parts, or a mark that joins the letter before it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

use super::subset::{Leave, leave};
use super::{CODE_FAMILY, Face, FontSet, Style, TEXT_FAMILY};
use crate::book::{
    Block, BlockKind, Book, Caption, Heading, Illustration, Inline, InlineKind, Origin, PictureFile, PictureFormat, Row, Section, Shape,
    Table,
};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{BookPath, FileId, Source, Sources, Span};

/// Reports every character of the book that no face has in the style that it is set in. What is returned holds for a PDF alone:
/// an error for every face that sets characters and may not be embedded there.
pub fn check(book: &Book, fonts: &FontSet, sources: &Sources, found: &mut Diagnostics) -> Vec<Diagnostic> {
    if fonts.select(&book.design.font, Style::default()).is_none() {
        found.push(unknown_family(&book.design.font, fonts, sources));
    }
    let restricted = fonts.faces.iter().filter(|face| leave(face) == Leave::None).map(|face| (face.file.as_str(), None)).collect();
    let (family, pictures, chains, missing) = (&book.design.font, &book.pictures, BTreeMap::new(), BTreeMap::new());
    let mut ctx = Ctx { family, fonts, pictures, sources, chains, missing, restricted };
    for section in &book.sections {
        ctx.section(section);
    }
    let missing = std::mem::take(&mut ctx.missing);
    found.extend(missing.into_iter().map(|((c, style), seen)| report(c, style, &seen)));
    ctx.restricted.iter().filter_map(|(file, first)| Some(forbidden(file, (*first)?))).collect()
}

struct Ctx<'a> {
    family: &'a str,
    fonts: &'a FontSet,
    pictures: &'a BTreeMap<BookPath, Arc<PictureFile>>,
    sources: &'a Sources,
    chains: BTreeMap<Style, Chain<'a>>,
    missing: BTreeMap<(char, Style), Seen>,
    /// Faces that may not be embedded, by their files; where one first sets a character, and the place of that.
    restricted: BTreeMap<&'a str, Option<(char, Option<Span>)>>,
}

/// The faces that a style looks in, in order.
type Chain<'a> = Rc<[&'a Arc<Face>]>;

/// Where a missing character stands first, and how often in all.
struct Seen {
    span: Option<Span>,
    count: usize,
}

const ROMAN: Style = Style { italic: false, strong: false, code: false };
const ITALIC: Style = Style { italic: true, ..ROMAN };
const CODE: Style = Style { code: true, ..ROMAN };

impl<'a> Ctx<'a> {
    fn section(&mut self, section: &'a Section) {
        let title = &section.title;
        // The running head sets the title in italics.
        self.text(title.short.as_ref().unwrap_or(&title.name), ITALIC, section.origin);
        if let Some(heading) = &title.heading {
            self.heading(heading);
        }
        for line in title.subtitle.iter().chain(&title.byline) {
            self.inlines(line, ITALIC, section.origin);
        }
        self.blocks(&section.blocks, ROMAN);
        for note in &section.notes {
            self.blocks(&note.blocks, ROMAN);
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        self.text(heading.label.as_deref().unwrap_or_default(), ITALIC, heading.origin);
        let style = if heading.level == 1 { ROMAN } else { ITALIC };
        self.inlines(&heading.content, style, heading.origin);
    }

    fn blocks(&mut self, blocks: &'a [Block], style: Style) {
        for block in blocks {
            self.block(block, style);
        }
    }

    fn block(&mut self, block: &'a Block, style: Style) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content, style, block.origin),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => self.blocks(inner, style),
            BlockKind::Code { text, .. } => self.text(text, CODE, block.origin),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks, style)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term, ITALIC, block.origin);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning, style));
                }
            }
            BlockKind::Table(table) => self.table(table, block.origin),
            BlockKind::Figure(figure) => {
                figure.pictures.iter().for_each(|picture| self.drawing(picture));
                for shape in figure.chart.iter().flat_map(|chart| &chart.page.shapes) {
                    if let Shape::Words { words, .. } = shape {
                        self.text(words, ROMAN, block.origin);
                    }
                }
                self.caption(figure.caption.as_ref(), block.origin);
            }
            BlockKind::Ornament | BlockKind::PageBreak => {}
            BlockKind::Bibliography(groups) => {
                for group in groups {
                    group.heading.iter().for_each(|heading| self.heading(heading));
                    group.entries.iter().for_each(|entry| self.inlines(&entry.content, style, None));
                }
            }
        }
    }

    fn table(&mut self, table: &'a Table, origin: Origin) {
        self.caption(table.caption.as_ref(), origin);
        self.rows(&table.head, ITALIC);
        self.rows(&table.body, ROMAN);
        self.rows(&table.foot, ROMAN);
        for (_, source) in table.notes.iter().chain(&table.source) {
            self.inlines(source, ROMAN, origin);
        }
    }

    fn rows(&mut self, rows: &'a [Row], style: Style) {
        rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.blocks, style));
    }

    fn caption(&mut self, caption: Option<&'a Caption>, origin: Origin) {
        if let Some(caption) = caption {
            self.text(&caption.label, Style { strong: true, ..ROMAN }, None);
            self.inlines(&caption.content, ROMAN, origin);
        }
    }

    fn inlines(&mut self, content: &'a [Inline], style: Style, outer: Origin) {
        for inline in content {
            let origin = inline.origin.or(outer);
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, style, origin),
                InlineKind::Code(text) => self.text(text, Style { code: true, ..style }, origin),
                InlineKind::Emphasis(inner) => self.inlines(inner, Style { italic: !style.italic, ..style }, origin),
                InlineKind::Strong(inner) => self.inlines(inner, Style { strong: true, ..style }, origin),
                InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Foreign { content: inner, .. }
                | InlineKind::Link { content: inner, .. }
                | InlineKind::Anchored { content: inner, .. }
                | InlineKind::Datum { content: inner, .. } => self.inlines(inner, style, origin),
                InlineKind::PageOf(of) => self.text(&of.otherwise, style, origin),
                InlineKind::Picture(picture) => self.drawing(picture),
                InlineKind::Break | InlineKind::Note(_) => {}
            }
        }
    }

    /// The words of a drawing: any face may set them.
    fn drawing(&mut self, picture: &Illustration) {
        let Some(file) = self.pictures.get(&picture.path).filter(|file| file.format == PictureFormat::Svg) else { return };
        let Ok(text) = std::str::from_utf8(&file.bytes) else { return };
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let Ok(drawing) = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{FEFF}'), options) else { return };
        let words = drawing.descendants().filter(|node| node.is_text() && node.ancestors().any(|outer| outer.has_tag_name("text")));
        for c in words.filter_map(|node| node.text()).flat_map(str::chars) {
            if !inkless(c) && !self.fonts.faces.iter().any(|face| face.has(c)) {
                self.missing.entry((c, ROMAN)).or_insert(Seen { span: picture.origin, count: 0 }).count += 1;
            }
        }
    }

    fn text(&mut self, text: &str, style: Style, origin: Origin) {
        if self.restricted.is_empty() && text.bytes().all(|b| (b' '..0x7f).contains(&b)) {
            return;
        }
        let (fonts, family) = (self.fonts, self.family);
        let chain = self.chains.entry(style).or_insert_with(|| fonts.chain(family, style).into()).clone();
        let mut before = None;
        for (at, c) in text.char_indices() {
            if !sets(&chain, before, c) {
                self.miss(text, at, c, style, origin);
            }
            let face = chain.iter().find(|face| !inkless(c) && face.has(c));
            if let Some(first @ None) = face.and_then(|face| self.restricted.get_mut(face.file.as_str())) {
                *first = Some((c, place(text, at, c, origin, self.sources)));
            }
            before = Some(c);
        }
    }

    fn miss(&mut self, text: &str, at: usize, c: char, style: Style, origin: Origin) {
        let sources = self.sources;
        let seen = self.missing.entry((c, style)).or_insert_with(|| Seen { span: place(text, at, c, origin, sources), count: 0 });
        seen.count += 1;
    }
}

/// Whether a face has the character, or can set it from its parts or together with the one before.
fn sets(chain: &[&Arc<Face>], before: Option<char>, c: char) -> bool {
    if (' '..'\x7f').contains(&c) || inkless(c) || chain.iter().any(|face| face.has(c)) {
        return true;
    }
    let joined = before.filter(|_| canonical_combining_class(c) != 0).and_then(|before| compose(before, c));
    if joined.is_some_and(|whole| chain.iter().any(|face| face.has(whole))) {
        return true;
    }
    let mut parts = Vec::new();
    decompose_canonical(c, |part| parts.push(part));
    parts != [c] && chain.iter().any(|face| parts.iter().all(|part| face.has(*part)))
}

/// Characters that leave no ink, so that it does not matter whether a face has them: white space, and those that Unicode
/// calls default ignorable (soft hyphen, joiners, variation selectors, marks of direction). Controls are another's
/// finding (`control-character`).
fn inkless(c: char) -> bool {
    match c {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' => true,
        '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        // What is no character is refused like a control.
        '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_whitespace() || c.is_control(),
    }
}

/// Whether a text leaves no ink at all.
pub fn blank(text: &str) -> bool {
    text.chars().all(inkless)
}

/// The character's own place: in the span that its text comes from, else wherever a source has it first.
fn place(text: &str, at: usize, c: char, origin: Origin, sources: &Sources) -> Option<Span> {
    let Some(span) = origin else { return anywhere(c, sources) };
    let Some(source) = sources.get(span.file) else { return Some(span) };
    let slice = source.slice(span);
    let here = |offset: usize| {
        let start = span.start as usize + offset;
        Span::new(span.file, start..start + c.len_utf8())
    };
    if slice.get(at..).is_some_and(|rest| slice.len() == text.len() && rest.starts_with(c)) {
        return Some(here(at));
    }
    let before = text[..at].matches(c).count();
    let nth = slice.match_indices(c).nth(before).or_else(|| slice.match_indices(c).next());
    nth.map(|(offset, _)| here(offset)).or_else(|| source.place_of(span, c)).or_else(|| anywhere(c, sources)).or(Some(span))
}

fn anywhere(c: char, sources: &Sources) -> Option<Span> {
    let find = |source: &Source| source.text.find(c).map(|at| Span::new(source.id, at..at + c.len_utf8()));
    sources.iter().find_map(find)
}

fn report(c: char, style: Style, seen: &Seen) -> Diagnostic {
    let name = name(c);
    let times = if seen.count == 1 { String::new() } else { format!(", {} times in the book", seen.count) };
    let message = format!("no font has {name} {}{times}", words(style));
    let finding = match seen.span {
        Some(span) => Diagnostic::new(Code::MissingGlyph, span, message).at("here first"),
        None => Diagnostic::nowhere(Code::MissingGlyph, message),
    };
    finding.hint("put a font that has it into the book's fonts folder, or write it otherwise")
}

/// A face that may not be embedded, with the first character that it sets.
fn forbidden(file: &str, (c, span): (char, Option<Span>)) -> Diagnostic {
    let message = format!("`{file}` may not be embedded in a PDF, its maker says (`OS/2` fsType); it sets {}", name(c));
    let finding = match span {
        Some(span) => Diagnostic::new(Code::FontRestricted, span, message).at("here first"),
        None => Diagnostic::nowhere(Code::FontRestricted, message),
    };
    finding.hint("choose a font with an open licence, or take this one out of the book's fonts folder")
}

fn words(style: Style) -> &'static str {
    match (style.code, style.strong, style.italic) {
        (true, ..) => "for code",
        (false, false, false) => "in roman type",
        (false, false, true) => "in italics",
        (false, true, false) => "in semibold",
        (false, true, true) => "in semibold italics",
    }
}

/// `U+A66E` with its look; a combining mark is shown on a circle.
fn name(c: char) -> String {
    let number = format!("U+{:04X}", c as u32);
    if canonical_combining_class(c) != 0 { format!("{number} (\u{25cc}{c})") } else { format!("{number} ({c})") }
}

fn unknown_family(family: &str, fonts: &FontSet, sources: &Sources) -> Diagnostic {
    let message = format!("there is no font family `{family}`");
    let place = sources.get(FileId::MANIFEST).and_then(|source| {
        let quoted = source.text.find(&format!("\"{family}\""))?;
        Some(Span::new(source.id, quoted + 1..quoted + 1 + family.len()))
    });
    let finding = match place {
        Some(span) => Diagnostic::new(Code::UnknownFont, span, message),
        None => Diagnostic::nowhere(Code::UnknownFont, message),
    };
    let known = fonts.faces.iter().map(|face| face.family.as_str());
    finding
        .nearest(family, known)
        .hint(format!("put its files into the book's fonts folder, or leave the key out for {TEXT_FAMILY} and {CODE_FAMILY}"))
}
