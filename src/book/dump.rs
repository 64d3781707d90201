//! A book as text, for tests and for people who look for a fault.
//!
//! In: a book, or parts of it. Out: a line for every section, block, note and anchor, blocks indented by their
//! depth and led by their node's number; inlines in braces (`{em …}`, `{note 1}`). Characters that can't be seen
//! are shown: no-break space `⍽`, narrow no-break space `⎵`, word joiner `⁀`, soft hyphen `¬`. Not made to be read back.

use std::fmt::Write;

use super::{
    Alignment, Anchor, Block, BlockKind, Book, Caption, CaptionKind, Cell, Entry, Figure, Heading, Illustration, Inline, InlineKind,
    Length, Matter, Note, PictureFormat, Place, Role, Row, RowKind, Section, SectionKind, Shape, Table, Target, Width,
};
use crate::locale::Language;

/// A whole book.
#[must_use]
pub fn dump(book: &Book) -> String {
    let mut out = Dump::default();
    out.book(book);
    out.text
}

/// One section.
#[must_use]
pub fn section(section: &Section) -> String {
    let mut out = Dump::default();
    out.section(section);
    out.text
}

/// Inlines on one line.
#[must_use]
pub fn inlines(content: &[Inline]) -> String {
    let mut line = String::new();
    for inline in content {
        push_inline(&mut line, inline);
    }
    line
}

#[derive(Default)]
struct Dump {
    text: String,
    depth: usize,
}

impl Dump {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{}", "  ".repeat(self.depth), line.trim_end());
    }

    fn deeper(&mut self, f: impl FnOnce(&mut Self)) {
        self.depth += 1;
        f(self);
        self.depth -= 1;
    }

    fn book(&mut self, book: &Book) {
        let meta = &book.metadata;
        let date = meta.date.map_or_else(|| "undated".to_owned(), |d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day));
        self.line(&format!("book {} [{}] edition {}.{} {date}", visible(&meta.title), meta.language, meta.edition, meta.printing));
        book.sections.iter().for_each(|s| self.section(s));
        for (path, file) in &book.pictures {
            self.line(&format!("picture {path} {} {}x{}", format_name(file.format), file.size.0, file.size.1));
        }
        for (anchor, landing) in &book.anchors {
            let at = landing.place.map_or_else(|| landing.section.0.to_string(), place_name);
            self.line(&format!("anchor #{} {at}", anchor.0));
        }
    }

    fn section(&mut self, section: &Section) {
        let part = section.part.map_or_else(String::new, |p| format!(" in part {}", p.0));
        self.line(&format!(
            "section {} {} {} `{}` [{}]{part} {}",
            section.id.0,
            matter_name(section.matter),
            kind_name(section.kind),
            section.slug,
            section.language,
            visible(&section.title.name)
        ));
        self.deeper(|d| {
            if let Some(heading) = &section.title.heading {
                d.line(&heading_line("title", heading, None));
            }
            if let Some(short) = &section.title.short {
                d.line(&format!("short {}", visible(short)));
            }
            if let Some(subtitle) = &section.title.subtitle {
                d.line(&format!("subtitle {}", inlines(subtitle)));
            }
            if let Some(byline) = &section.title.byline {
                d.line(&format!("byline {}", inlines(byline)));
            }
            d.blocks(&section.blocks);
            section.notes.iter().for_each(|n| d.note(n));
        });
    }

    fn note(&mut self, note: &Note) {
        self.line(&format!("note {} @{}", note.number, note.node.index));
        self.deeper(|d| d.blocks(&note.blocks));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|b| self.block(b));
    }

    fn block(&mut self, block: &Block) {
        let mut head = format!("{} ", block.id.index);
        let tail = tail(block.language.as_ref(), block.anchor.as_ref());
        match &block.kind {
            BlockKind::Paragraph(content) => self.line(&format!("{head}paragraph{tail} {}", inlines(content))),
            BlockKind::Heading(heading) => {
                head = heading_line(&format!("{head}heading"), heading, block.anchor.as_ref());
                self.line(&head);
            }
            BlockKind::Quote(blocks) => self.holder(&format!("{head}quote{tail}"), blocks),
            BlockKind::Group { role, blocks } => self.holder(&format!("{head}{}{tail}", role_name(*role)), blocks),
            BlockKind::Code { language, text } => {
                self.line(&format!("{head}code{tail} {}", language.as_deref().unwrap_or_default()));
                self.deeper(|d| text.lines().for_each(|l| d.line(&format!("|{l}"))));
            }
            BlockKind::List { numbering, tight, items } => {
                let number = numbering.map_or_else(String::new, |n| {
                    if n.plain() { format!(" from {}", n.start) } else { format!(" from {}", n.label(n.start)) }
                });
                self.line(&format!("{head}list{number}{}{tail}", if *tight { " tight" } else { "" }));
                self.deeper(|d| items.iter().for_each(|item| d.holder("item", &item.blocks)));
            }
            BlockKind::Definitions(definitions) => {
                self.line(&format!("{head}definitions{tail}"));
                for definition in definitions {
                    self.deeper(|d| {
                        d.line(&format!("{} term {}", definition.id.index, inlines(&definition.term)));
                        definition.meanings.iter().for_each(|m| d.holder("meaning", m));
                    });
                }
            }
            BlockKind::Table(table) => self.table(&format!("{head}table{tail}"), table),
            BlockKind::Figure(figure) => self.figure(&format!("{head}figure{tail}"), figure),
            BlockKind::Ornament => self.line(&format!("{head}ornament{tail}")),
            BlockKind::PageBreak => self.line(&format!("{head}page-break{tail}")),
            BlockKind::Bibliography(groups) => {
                self.line(&format!("{head}bibliography{tail}"));
                for group in groups {
                    self.deeper(|d| {
                        if let Some(heading) = &group.heading {
                            d.line(&heading_line("group", heading, None));
                        }
                        group.entries.iter().for_each(|e| d.entry(e));
                    });
                }
            }
        }
    }

    fn holder(&mut self, head: &str, blocks: &[Block]) {
        self.line(head);
        self.deeper(|d| d.blocks(blocks));
    }

    fn entry(&mut self, entry: &Entry) {
        self.line(&format!("{} entry #{} {}", entry.id.index, entry.anchor.0, inlines(&entry.content)));
        if !entry.cited.is_empty() {
            let spots: Vec<&str> = entry.cited.iter().map(|a| a.0.as_str()).collect();
            self.deeper(|d| d.line(&format!("cited #{}", spots.join(" #"))));
        }
    }

    fn table(&mut self, head: &str, table: &Table) {
        let columns: Vec<&str> = table.columns.iter().map(|c| alignment_name(c.alignment)).collect();
        self.line(&format!("{head} {}", columns.join(" ")));
        self.deeper(|d| {
            d.caption(table.caption.as_ref());
            table.head.iter().for_each(|r| d.row("head", r));
            table.body.iter().for_each(|r| d.row(row_name(r.kind), r));
            table.foot.iter().for_each(|r| d.row("foot", r));
            for (node, words) in &table.notes {
                d.line(&format!("{} note {}", node.index, inlines(words)));
            }
            if let Some((node, words)) = &table.source {
                d.line(&format!("{} source {}", node.index, inlines(words)));
            }
        });
    }

    fn row(&mut self, name: &str, row: &Row) {
        let plain = row.cells.iter().all(|c| matches!(c.blocks.as_slice(), [] | [Block { kind: BlockKind::Paragraph(_), .. }]));
        if plain {
            let cells: Vec<String> = row.cells.iter().map(cell_line).collect();
            return self.line(&format!("{name} | {} |", cells.join(" | ")));
        }
        self.line(name);
        self.deeper(|d| row.cells.iter().for_each(|c| d.holder(&format!("cell{}", cell_tail(c)), &c.blocks)));
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        if let Some(c) = caption {
            let kind = match c.kind {
                CaptionKind::Table => "table",
                CaptionKind::Figure => "figure",
            };
            self.line(&format!(
                "{} caption {kind} {} #{} [{}] {}",
                c.id.index,
                c.number,
                c.anchor.0,
                visible(&c.label),
                inlines(&c.content)
            ));
        }
    }

    fn figure(&mut self, head: &str, figure: &Figure) {
        self.line(head);
        self.deeper(|d| {
            figure.pictures.iter().for_each(|p| d.line(&picture_line(p)));
            if let Some(chart) = &figure.chart {
                d.line(&format!("chart {{{}}}", visible(&chart.description)));
                chart.page.shapes.iter().for_each(|shape| d.line(&shape_line(shape)));
            }
            d.caption(figure.caption.as_ref());
        });
    }
}

fn shape_line(shape: &Shape) -> String {
    match shape {
        Shape::Bar { x, y, width, height, ink } => format!("bar {x} {y} {width} {height} {ink:?}"),
        Shape::Dot { x, y, ink } => format!("dot {x} {y} {ink:?}"),
        Shape::Line { points, dash, .. } => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            format!("line {} {dash:?}", points.join(" "))
        }
        Shape::Words { x, y, hold, words } => format!("words {x} {y} {hold:?} {}", visible(words)),
    }
}

fn tail(language: Option<&Language>, anchor: Option<&Anchor>) -> String {
    let language = language.map_or_else(String::new, |l| format!(" [{l}]"));
    let anchor = anchor.map_or_else(String::new, |a| format!(" #{}", a.0));
    language + &anchor
}

fn heading_line(name: &str, heading: &Heading, anchor: Option<&Anchor>) -> String {
    let label = heading.label.as_deref().map_or_else(String::new, |l| format!(" [{}]", visible(l)));
    format!("{name} {}{}{label} @{} {}", heading.level, tail(None, anchor), heading.id.index, inlines(&heading.content))
}

const fn row_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Plain => "row",
        RowKind::Group => "group",
        RowKind::Subtotal => "subtotal",
    }
}

fn cell_line(cell: &Cell) -> String {
    let mut words = String::new();
    if let Some(Block { id, kind: BlockKind::Paragraph(content), .. }) = cell.blocks.first() {
        words = format!("{} {}", id.index, inlines(content));
    }
    words + &cell_tail(cell)
}

fn cell_tail(cell: &Cell) -> String {
    let mut tail = String::new();
    if cell.row_head {
        tail.push_str(" {row-head}");
    }
    if cell.rows > 1 || cell.columns > 1 {
        let _ = write!(tail, " {{spans {}x{}}}", cell.rows, cell.columns);
    }
    if let Some(decimals) = cell.decimals {
        let _ = write!(tail, " {{decimals {decimals}}}");
    }
    if let Some(datum) = &cell.datum {
        let _ = write!(tail, " {{datum {}}}", visible(datum));
    }
    tail
}

fn picture_line(picture: &Illustration) -> String {
    let width = match picture.width {
        None => String::new(),
        Some(Width::Measure(thousandths)) => format!(" {thousandths}‰"),
        Some(Width::Length(Length(n))) => format!(" {n} pt/1000"),
    };
    let description = picture.description.as_deref().map_or_else(|| "decorative".to_owned(), |d| format!("({})", visible(d)));
    format!("picture {}{width} {description}", picture.path)
}

/// A place: section, node, and the characters before it where there are any.
fn place_name(place: Place) -> String {
    let Place { node, offset } = place;
    let after = if offset == 0 { String::new() } else { format!("+{offset}") };
    format!("{}:{}{after}", node.section.0, node.index)
}

fn push_inline(line: &mut String, inline: &Inline) {
    let (name, content): (String, &[Inline]) = match &inline.kind {
        InlineKind::Text(text) => return line.push_str(&visible(text)),
        InlineKind::Break => return line.push_str("{br}"),
        InlineKind::Code(text) => return line.push_str(&format!("{{code {}}}", visible(text))),
        InlineKind::Note(id) => return line.push_str(&format!("{{note {}}}", id.index + 1)),
        InlineKind::Picture(picture) => return line.push_str(&format!("{{{}}}", picture_line(picture))),
        InlineKind::PageOf(of) => {
            let places: String = of.places.iter().map(|(anchor, place)| format!(" #{} {}", anchor.0, place_name(*place))).collect();
            let words = [&of.one, &of.many, &of.otherwise].map(|w| visible(w)).join("|");
            return line.push_str(&format!("{{page{places} {words}}}"));
        }
        InlineKind::Emphasis(inner) => ("em".to_owned(), inner),
        InlineKind::Strong(inner) => ("strong".to_owned(), inner),
        InlineKind::Struck(inner) => ("struck".to_owned(), inner),
        InlineKind::Superscript(inner) => ("sup".to_owned(), inner),
        InlineKind::Subscript(inner) => ("sub".to_owned(), inner),
        InlineKind::SmallCaps(inner) => ("sc".to_owned(), inner),
        InlineKind::Foreign { language, content } => (format!("lang {language}"), content),
        InlineKind::Link { target, content } => (format!("link {}", target_name(target)), content),
        InlineKind::Anchored { anchor, content } => (format!("at #{}", anchor.0), content),
        InlineKind::Datum { key, content, .. } => (format!("datum {}", visible(key)), content),
    };
    line.push('{');
    line.push_str(&name);
    if !content.is_empty() {
        line.push(' ');
    }
    content.iter().for_each(|i| push_inline(line, i));
    line.push('}');
}

fn target_name(target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => format!("#{}", anchor.0),
        Target::Section(id) => format!("section-{}", id.0),
        Target::Url(url) => format!("<{url}>"),
    }
}

/// Words with every character to be seen; braces and the backslash, which mean something here, get a backslash.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '\\' => shown.extend(['\\', c]),
            '\u{A0}' => shown.push('⍽'),
            '\u{202F}' => shown.push('⎵'),
            '\u{2060}' => shown.push('⁀'),
            '\u{AD}' => shown.push('¬'),
            c if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{FEFF}') => {
                let _ = write!(shown, "\\u{{{:X}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

const fn matter_name(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "front",
        Matter::Body => "body",
        Matter::Back => "back",
    }
}

const fn kind_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::HalfTitle => "half-title",
        SectionKind::TitlePage => "title-page",
        SectionKind::Copyright => "copyright",
        SectionKind::Contents => "contents",
        SectionKind::ListOfTables => "list-of-tables",
        SectionKind::ListOfFigures => "list-of-figures",
        SectionKind::Part => "part",
        SectionKind::Chapter => "chapter",
        SectionKind::Bibliography => "bibliography",
        SectionKind::Errata => "errata",
        SectionKind::Index => "index",
        SectionKind::Colophon => "colophon",
    }
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Epigraph => "epigraph",
        Role::Verse => "verse",
        Role::Letter => "letter",
        Role::Document => "document",
        Role::Aside => "aside",
        Role::Dedication => "dedication",
        Role::Landscape => "landscape",
        Role::PrintOnly => "print-only",
        Role::EpubOnly => "epub-only",
        Role::HalfTitle => "half-title",
        Role::BookTitle => "book-title",
        Role::BookSubtitle => "book-subtitle",
        Role::BookContributors => "book-contributors",
        Role::Imprint => "imprint",
        Role::Copyright => "copyright",
        Role::Colophon => "colophon",
        Role::Index => "index",
    }
}

const fn alignment_name(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Centre => "centre",
        Alignment::End => "end",
        Alignment::Decimal => "decimal",
    }
}

const fn format_name(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Png => "png",
        PictureFormat::Jpeg => "jpeg",
        PictureFormat::Svg => "svg",
        PictureFormat::Gif => "gif",
        PictureFormat::Webp => "webp",
    }
}
