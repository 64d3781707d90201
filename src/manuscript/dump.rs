//! A text file as read, as text: for tests and for people who look for a fault.
//!
//! In: a [`TextFile`]. Out: a line for every block, indented by its depth; inlines in braces (`{em …}`, `{cite …}`);
//! `⏎` a line break in the source, `⍽` a no-break space, `‹…›` what typography leaves alone. Not made to be read back.

use std::fmt::Write;

use super::{
    Alignment, Attributes, Block, BlockKind, Citation, CitationMode, CiteItem, Delimiter, FrontMatter, Inline, InlineKind, Item,
    NumberStyle, Numbering, Picture, Row, Table, TextFile, Value,
};
use crate::source::Spanned;

/// A whole file.
#[must_use]
pub fn dump(file: &TextFile) -> String {
    let mut out = Dump::default();
    out.front_matter(&file.front_matter);
    out.blocks(&file.blocks);
    for (name, note) in &file.notes {
        out.line(&format!("note {name}"));
        out.deeper(|out| out.blocks(&note.blocks));
    }
    out.text
}

/// Inlines on one line.
#[must_use]
pub fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
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

    fn front_matter(&mut self, front: &FrontMatter) {
        if let Some(title) = &front.title {
            self.line(&format!("title: {}", inlines(&title.value)));
        }
        if let Some(subtitle) = &front.subtitle {
            self.line(&format!("subtitle: {}", inlines(&subtitle.value)));
        }
        let texts = |name: &str, values: &[Spanned<String>]| values.iter().map(|v| format!("{name}: {}", v.value)).collect::<Vec<_>>();
        let language: Vec<_> = front.language.iter().cloned().collect();
        let lines = [texts("author", &front.authors), texts("lang", &language), texts("nocite", &front.nocite)];
        lines.iter().flatten().for_each(|line| self.line(line));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let marks = attributes(&block.attributes);
        match &block.kind {
            BlockKind::Paragraph(content) => self.line(&format!("p{marks} {}", inlines(content))),
            BlockKind::Heading { level, content } => self.line(&format!("h{level}{marks} {}", inlines(content))),
            BlockKind::Quote(blocks) => self.container(&format!("quote{marks}"), blocks),
            BlockKind::Code { language, text } => {
                let language = language.as_ref().map_or("", |language| language.value.as_str());
                self.line(&format!("code {language}{marks}"));
                self.deeper(|out| text.lines().for_each(|line| out.line(&format!("|{line}"))));
            }
            BlockKind::List { numbering, tight, items } => {
                let kind = numbering.map_or_else(|| "bullets".to_owned(), numbers);
                self.line(&format!("{kind}{}{marks}", if *tight { "" } else { ", loose" }));
                self.deeper(|out| items.iter().for_each(|item| out.container(&item_head(item), &item.blocks)));
            }
            BlockKind::Lines(lines) => {
                self.line(&format!("lines{marks}"));
                self.deeper(|out| lines.iter().for_each(|line| out.line(&format!("| {}", inlines(line)))));
            }
            BlockKind::Definitions(definitions) => {
                self.line(&format!("definitions{marks}"));
                self.deeper(|out| {
                    for definition in definitions {
                        out.line(&format!("term {}", inlines(&definition.term)));
                        definition.meanings.iter().for_each(|meaning| out.container("meaning", meaning));
                    }
                });
            }
            BlockKind::Table(table) => self.table(table, &marks),
            BlockKind::DataTable { data, caption } => self.line(&format!("data table {}{marks} {}", data.value, inlines(caption))),
            BlockKind::Figure { pictures, caption } => {
                let pictures: String = pictures.iter().map(|p| format!(" {}", picture(p))).collect();
                self.line(&format!("figure{marks} {}{pictures}", inlines(caption)));
            }
            BlockKind::Ornament => self.line(&format!("ornament{marks}")),
            BlockKind::Div(blocks) => self.container(&format!("div{marks}"), blocks),
            BlockKind::Include(path) => self.line(&format!("include {}", path.value)),
            BlockKind::PageBreak => self.line(&format!("page break{marks}")),
        }
    }

    fn container(&mut self, name: &str, blocks: &[Block]) {
        self.line(name);
        self.deeper(|out| out.blocks(blocks));
    }

    fn table(&mut self, table: &Table, marks: &str) {
        let columns: Vec<&str> = table.columns.iter().map(|column| alignment(*column)).collect();
        let caption = table.caption.as_ref().map(|caption| inlines(&caption.content)).unwrap_or_default();
        let widths = if table.widths.is_empty() { String::new() } else { format!(" {:?}", table.widths) };
        self.line(&format!("table{marks} ({}){widths} {caption}", columns.join(" ")));
        self.deeper(|out| {
            table.head.iter().for_each(|row| out.row("head", row));
            table.body.iter().for_each(|row| out.row("row", row));
            table.foot.iter().for_each(|row| out.row("foot", row));
        });
    }

    fn row(&mut self, name: &str, row: &Row) {
        let cells = row.cells.iter().map(|cell| {
            let mut inner = Self::default();
            match &cell.blocks[..] {
                [Block { kind: BlockKind::Paragraph(content), .. }] => inner.text.push_str(&inlines(content)),
                blocks => inner.blocks(blocks),
            }
            let lines: Vec<&str> = inner.text.lines().map(str::trim).collect();
            let spans = if cell.rows * cell.columns > 1 { format!("[{}×{}]", cell.rows, cell.columns) } else { String::new() };
            format!("{spans}{}", lines.join(" ¶ "))
        });
        self.line(&format!("{name} {}", cells.collect::<Vec<_>>().join(" | ")));
    }
}

fn numbers(numbering: Numbering) -> String {
    let style = match numbering.style {
        NumberStyle::Unsaid => "#",
        NumberStyle::Decimal => "1",
        NumberStyle::LowerAlpha => "a",
        NumberStyle::UpperAlpha => "A",
        NumberStyle::LowerRoman => "i",
        NumberStyle::UpperRoman => "I",
        NumberStyle::Example => "@",
    };
    let signs = match numbering.delimiter {
        Delimiter::Unsaid | Delimiter::Period => format!("{style}."),
        Delimiter::Paren => format!("{style})"),
        Delimiter::Parens => format!("({style})"),
    };
    match signs.as_str() {
        "1." => format!("numbers from {}", numbering.start),
        _ => format!("numbers {signs} from {}", numbering.start),
    }
}

fn item_head(item: &Item) -> String {
    let label = item.label.as_ref().map_or_else(String::new, |label| format!(" @{}", label.value));
    let task = item.task.map_or("", |done| if done { " done" } else { " to do" });
    format!("item{label}{task}")
}

const fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Unsaid => "unsaid",
        Alignment::Left => "left",
        Alignment::Centre => "centre",
        Alignment::Right => "right",
    }
}

fn attributes(attributes: &Attributes) -> String {
    let id = attributes.id.iter().map(|id| format!("#{}", id.value));
    let classes = attributes.classes.iter().map(|class| format!(".{}", class.value));
    let pairs = attributes.pairs.iter().map(|(key, value)| format!("{}={:?}", key.value, value.value));
    let all: Vec<String> = id.chain(classes).chain(pairs).collect();
    if all.is_empty() { String::new() } else { format!("[{}]", all.join(" ")) }
}

fn inline(inline: &Inline) -> String {
    let around = |name: &str, content: &[Inline]| format!("{{{name} {}}}", inlines(content));
    match &inline.kind {
        InlineKind::Text(text) => text.replace('\u{a0}', "⍽"),
        InlineKind::Literal(text) => format!("‹{}›", text.replace('\u{a0}', "⍽")),
        InlineKind::SoftBreak => "⏎".to_owned(),
        InlineKind::HardBreak => "{br}".to_owned(),
        InlineKind::Emphasis(content) => around("em", content),
        InlineKind::Strong(content) => around("strong", content),
        InlineKind::Struck(content) => around("struck", content),
        InlineKind::Superscript(content) => around("sup", content),
        InlineKind::Subscript(content) => around("sub", content),
        InlineKind::Code(text) => format!("{{code {text}}}"),
        InlineKind::Link { target, content } => around(&format!("link <{}>", target.value), content),
        InlineKind::Picture(inner) => picture(inner),
        InlineKind::NoteReference(name) => format!("{{note {name}}}"),
        InlineKind::InlineNote(content) => around("note:", content),
        InlineKind::Citation(inner) => citation(inner),
        InlineKind::Value(inner) => value(inner),
        InlineKind::Span { attributes: marks, content } => around(&format!("span{}", attributes(marks)), content),
    }
}

fn picture(picture: &Picture) -> String {
    format!("{{picture{} <{}> {}}}", attributes(&picture.attributes), picture.path.value, inlines(&picture.content))
}

fn citation(citation: &Citation) -> String {
    let mode = match citation.mode {
        CitationMode::Bracketed => "cite",
        CitationMode::InSentence => "in-sentence",
    };
    let items: Vec<String> = citation.items.iter().map(item).collect();
    format!("{{{mode}{} {}}}", attributes(&citation.attributes), items.join("; "))
}

fn item(item: &CiteItem) -> String {
    let part = |words: &[Inline]| if words.is_empty() { String::new() } else { format!("({})", inlines(words)) };
    let sign = if item.suppress_author { "-@" } else { "@" };
    format!("{}{sign}{}{}", part(&item.prefix), item.key.value, part(&item.suffix))
}

fn value(value: &Value) -> String {
    let path: Vec<&str> = value.path.iter().map(|part| part.value.as_str()).collect();
    let forms: Vec<&str> = value.forms.iter().map(|form| form.value.as_str()).collect();
    let forms = if forms.is_empty() { String::new() } else { format!(" as {}", forms.join(", ")) };
    format!("{{value {}{forms}}}", path.join("."))
}
