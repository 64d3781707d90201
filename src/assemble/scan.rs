//! Sections → labels: one walk before the text is set.
//!
//! In: the planned sections. Out: [`Labels`] with numbers of chapters, tables and figures in the order of the text.
//! Two things of one chapter with the same typed id are reported here, at both places.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Label, LabelKind, Labels};
use super::matter::{Chapter, Content, Draft};
use super::plain;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::manuscript::{Attributes, Block, BlockKind, Inline, InlineKind, Item, NumberStyle, Picture, heading_id};
use crate::source::{FileId, Span, Spanned};

/// Finds every label.
pub(super) fn labels(drafts: &[Draft<'_>], found: &mut Diagnostics) -> Labels {
    let mut scan = Scan { labels: Labels::default(), found, at: None, tables: 0, figures: 0, examples: 0, seen: BTreeMap::new() };
    let mut noted = BTreeSet::new();
    for draft in drafts {
        if let Content::Chapter(chapter) = &draft.content {
            scan.chapter(draft, chapter, &mut noted);
        }
    }
    scan.labels
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct At<'a> {
    draft: &'a Draft<'a>,
    file: FileId,
    language: &'a Language,
}

struct Scan<'a, 'b> {
    labels: Labels,
    found: &'b mut Diagnostics,
    at: Option<At<'a>>,
    tables: u32,
    figures: u32,
    examples: u32,
    /// How often each made id stood in a file.
    seen: BTreeMap<(FileId, String), u32>,
}

impl<'a> Scan<'a, '_> {
    fn chapter(&mut self, draft: &'a Draft<'a>, chapter: &'a Chapter<'a>, noted: &mut BTreeSet<FileId>) {
        for (i, piece) in chapter.pieces.iter().enumerate() {
            self.labels.file(&piece.file.path, draft.id);
            let language = piece.language.as_ref().unwrap_or(&draft.language);
            self.at = Some(At { draft, file: piece.file.file, language });
            if i == 0 {
                self.title(draft, chapter);
            }
            self.blocks(piece.blocks);
            if noted.insert(piece.file.file) {
                piece.file.notes.values().for_each(|note| self.blocks(&note.blocks));
            }
        }
    }

    fn title(&mut self, draft: &Draft<'_>, chapter: &'a Chapter<'a>) {
        let Some(title) = chapter.title else { return };
        let heading = plain::words(title.content);
        let words = chapter.number.map_or_else(|| heading.clone(), |n| draft.language.chapter_label(n));
        let typed = title.attributes.and_then(|a| a.id.as_ref());
        let made = self.made(&heading);
        let wished = typed.map_or(draft.slug.as_str(), |id| id.value.as_str());
        self.add(title.span, LabelKind::Chapter, typed, wished, words, chapter.number, &made);
        self.inlines(title.content);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        let id = block.attributes.id.as_ref();
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                let words = plain::words(content);
                let made = self.made(&words);
                let wished = id.map_or_else(|| made.first().map_or("", String::as_str).to_owned(), |id| id.value.clone());
                self.add(block.span, LabelKind::Heading, id, &wished, words, None, &made);
                self.inlines(content);
            }
            BlockKind::Table(table) => {
                let caption = table.caption.as_ref().map(|c| c.content.as_slice());
                self.table(block, caption);
                let cells = table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells);
                cells.for_each(|cell| self.blocks(&cell.blocks));
            }
            BlockKind::DataTable { caption, .. } if block.attributes.get("chart").is_some() => self.figure(block, &[], caption),
            BlockKind::DataTable { caption, .. } => self.table(block, (!caption.is_empty()).then_some(caption.as_slice())),
            BlockKind::Figure { pictures, caption } => self.figure(block, pictures, caption),
            BlockKind::Paragraph(content) => {
                self.place(&block.attributes, block.span, content);
                self.inlines(content);
            }
            BlockKind::Quote(inner) | BlockKind::Div(inner) => {
                self.place(&block.attributes, block.span, &[]);
                self.blocks(inner);
            }
            BlockKind::List { items, numbering, .. } => {
                self.place(&block.attributes, block.span, &[]);
                let examples = numbering.is_some_and(|n| n.style == NumberStyle::Example);
                for item in items {
                    if examples {
                        self.example(item);
                    }
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Lines(lines) => {
                self.place(&block.attributes, block.span, &[]);
                lines.iter().for_each(|line| self.inlines(line));
            }
            BlockKind::Definitions(definitions) => {
                self.place(&block.attributes, block.span, &[]);
                for definition in definitions {
                    self.inlines(&definition.term);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Include(_) => {}
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak => self.place(&block.attributes, block.span, &[]),
        }
    }

    fn table(&mut self, block: &'a Block, caption: Option<&'a [Inline]>) {
        let id = block.attributes.id.as_ref();
        if let (Some(at), true) = (self.at, caption.is_some() || id.is_some()) {
            self.tables += 1;
            let words = at.language.table_label(self.tables);
            let wished = wished(id, "tbl", caption.unwrap_or_default());
            self.add(block.span, LabelKind::Table, id, &wished, words, Some(self.tables), &[]);
        }
        self.inlines(caption.unwrap_or_default());
    }

    fn figure(&mut self, block: &'a Block, pictures: &'a [Picture], caption: &'a [Inline]) {
        let ids = block.attributes.id.iter().chain(pictures.iter().filter_map(|p| p.attributes.id.as_ref()));
        let mut ids: Vec<&Spanned<String>> = ids.collect();
        ids.dedup_by(|a, b| a.value == b.value);
        let worded = !caption.is_empty() || pictures.iter().any(|p| !p.content.is_empty());
        if let (Some(at), true) = (self.at, worded || !ids.is_empty()) {
            self.figures += 1;
            let words = at.language.figure_label(self.figures);
            let first = if caption.is_empty() { pictures.first().map_or(&[][..], |p| p.content.as_slice()) } else { caption };
            let wished = wished(ids.first().copied(), "fig", first);
            self.add(block.span, LabelKind::Figure, ids.first().copied(), &wished, words, Some(self.figures), &[]);
            for id in ids.iter().skip(1) {
                self.repeated(id);
                self.labels.also(&id.value);
            }
        }
        self.inlines(caption);
    }

    /// A numbered example, `(@label)`: its number runs through the book.
    fn example(&mut self, item: &Item) {
        self.examples += 1;
        let made = format!("example-{}", self.examples);
        let wished = item.label.as_ref().map_or(made.as_str(), |label| label.value.as_str());
        self.add(item.span, LabelKind::Place, item.label.as_ref(), wished, self.examples.to_string(), Some(self.examples), &[]);
    }

    /// A thing that has an id and no number.
    fn place(&mut self, attributes: &'a Attributes, span: Span, content: &[Inline]) {
        if let Some(id) = &attributes.id {
            self.add(span, LabelKind::Place, Some(id), &id.value, plain::words(content), None, &[]);
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::InlineNote(inner)
                | InlineKind::Link { content: inner, .. } => self.inlines(inner),
                InlineKind::Span { attributes, content } => {
                    self.place(attributes, inline.span, content);
                    self.inlines(content);
                }
                InlineKind::Picture(picture) => self.place(&picture.attributes, picture.span, &picture.content),
                InlineKind::Text(_)
                | InlineKind::Literal(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Code(_)
                | InlineKind::NoteReference(_)
                | InlineKind::Citation(_)
                | InlineKind::Value(_) => {}
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a label")]
    fn add(
        &mut self,
        on: Span,
        kind: LabelKind,
        typed: Option<&Spanned<String>>,
        wished: &str,
        words: String,
        number: Option<u32>,
        made: &[String],
    ) {
        let Some(At { draft, file, .. }) = self.at else { return };
        if let Some(id) = typed {
            self.repeated(id);
        }
        let anchor = self.labels.unique(wished, &draft.slug);
        let span = typed.map_or(on, |id| id.span);
        let label = Label { anchor, section: draft.id, file, kind, words, number, span };
        self.labels.add(on, label, typed.map(|id| id.value.as_str()), made);
    }

    fn repeated(&mut self, id: &Spanned<String>) {
        let first = self.at.and_then(|at| self.labels.typed_in(&id.value, at.draft.id));
        if let Some(first) = first.filter(|first| *first != id.span) {
            let message = format!("the label `{}` stands twice in this chapter", id.value);
            let finding = Diagnostic::new(Code::DuplicateLabel, id.span, message).label(first, "first here");
            self.found.push(finding.hint("rename one of them"));
        }
    }

    /// The ids that a heading has of itself: pandoc's and GitHub's, numbered where they repeat in the file.
    fn made(&mut self, words: &str) -> Vec<String> {
        let Some(At { file, .. }) = self.at else { return Vec::new() };
        let mut ids = vec![heading_id(words), github_id(words)];
        ids.dedup();
        for id in &mut ids {
            let seen = self.seen.entry((file, id.clone())).or_default();
            if *seen > 0 {
                *id = format!("{id}-{seen}");
            }
            *seen += 1;
        }
        ids
    }
}

fn wished(id: Option<&Spanned<String>>, prefix: &str, caption: &[Inline]) -> String {
    id.map_or_else(
        || {
            let words = plain::words(caption);
            let first: Vec<&str> = words.split(' ').take(5).collect();
            super::slug::slug(&format!("{prefix} {}", first.join(" ")))
        },
        |id| id.value.clone(),
    )
}

/// The id that GitHub gives a heading.
fn github_id(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric() || "_- ".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::github_id;

    #[test]
    fn headings_have_the_ids_of_github() {
        assert_eq!(github_id("3. The camps: a list"), "3-the-camps-a-list");
        assert_eq!(github_id("1941"), "1941");
    }
}
