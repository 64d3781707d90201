//! Sections: their opening, the pages that recto makes, lists of heads and captions.

use super::super::out::quoted;
use super::{Lower, language};
use crate::book::{Block, BlockKind, Inline, Role, SectionKind};

/// A line of a table of contents or of a list of captions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in super::super) struct Listed {
    /// The label of what is listed.
    pub(in super::super) key: String,
    /// Its number; may be empty.
    pub(in super::super) number: String,
    /// Its words.
    pub(in super::super) words: Vec<Inline>,
    /// A blank line stands before it.
    pub(in super::super) apart: bool,
}

impl Lower<'_> {
    /// The whole section.
    pub(super) fn section(&mut self) {
        self.out.raw("#import \"../template/book.typ\": *\n");
        self.rules();
        let set = self.set;
        for anchor in &set.anchors {
            if self.once(anchor) {
                self.out.close(&format!("#anchor({})", quoted(&anchor.0)));
            }
        }
        self.out.raw("\n");
        match self.section.kind {
            SectionKind::HalfTitle => self.page_of_lines("#half-title["),
            SectionKind::Copyright => self.page_of_lines("#copyright["),
            SectionKind::Colophon => self.page_of_lines("#colophon["),
            SectionKind::TitlePage => self.title_page(),
            SectionKind::Contents => self.listing("#contents(("),
            SectionKind::ListOfTables => self.listing("#captions(\"table\", ("),
            SectionKind::ListOfFigures => self.listing("#captions(\"figure\", ("),
            SectionKind::Part | SectionKind::Chapter | SectionKind::Bibliography | SectionKind::Errata | SectionKind::Index => {
                let taken = self.opening();
                let section = self.section;
                self.blocks(&section.blocks[taken..]);
            }
        }
    }

    /// `#show: section.with(…)`
    fn rules(&mut self) {
        let section = self.section;
        let (own, before) = (self.set.numbering, self.set.before);
        let kind = section.kind;
        let quiet = matches!(kind, SectionKind::HalfTitle | SectionKind::TitlePage | SectionKind::Copyright);
        let recto = !matches!(kind, SectionKind::Copyright | SectionKind::Colophon);
        let tag = language(&section.language);
        self.out.raw(&format!("#show: section.with(name: \"s:{}\", lang: {tag}, recto: {recto}, numbering: \"{own}\"", section.id.0));
        if before != own {
            self.out.raw(&format!(", before: \"{before}\""));
        }
        if self.set.restart {
            self.out.raw(", restart: true");
        }
        if quiet {
            self.out.raw(", folios: false");
        } else if !matches!(kind, SectionKind::Colophon | SectionKind::Part) {
            let name = section.title.short.clone().unwrap_or_else(|| section.title.name.clone());
            self.out.raw(&format!(", heads: ({}, {})", quoted(&name), quoted(&self.set.title)));
        }
        self.out.raw(")\n");
    }

    fn page_of_lines(&mut self, call: &str) {
        self.out.raw(call);
        let section = self.section;
        self.blocks(&section.blocks);
        self.out.close("]");
        self.out.raw("\n");
    }

    fn title_page(&mut self) {
        self.out.raw("#title-page(");
        for (role, name) in [
            (Role::BookTitle, "title"),
            (Role::BookSubtitle, "subtitle"),
            (Role::BookContributors, "contributors"),
            (Role::Imprint, "imprint"),
        ] {
            let section = self.section;
            for block in &section.blocks {
                if let BlockKind::Group { role: found, blocks } = &block.kind
                    && *found == role
                {
                    self.out.raw(&format!("\n  {name}: ["));
                    self.blocks(blocks);
                    self.out.raw("],");
                }
            }
        }
        self.out.close(")");
        self.out.raw("\n");
        let rest = |b: &&Block| {
            !matches!(&b.kind, BlockKind::Group { role: Role::BookTitle | Role::BookSubtitle | Role::BookContributors | Role::Imprint, .. })
        };
        let others: Vec<Block> = self.section.blocks.iter().filter(rest).cloned().collect();
        self.blocks(&others);
    }

    /// The head of a section, with an epigraph where the text begins with one. How many blocks that took.
    fn opening(&mut self) -> usize {
        let section = self.section;
        let Some(heading) = &section.title.heading else { return 0 };
        let top = u8::from(section.kind != SectionKind::Part) * self.set.depth + 1;
        self.level = top;
        let listed = !matches!(section.kind, SectionKind::Contents);
        self.out.raw(&format!("#chapter(name: \":{}\", level: {top}, listed: {listed}, ", section.id.0));
        let cursor = self.out.begin(heading.id);
        if let Some(label) = &heading.label {
            self.out.raw("number: ");
            self.placed_label(label);
            self.out.raw(", ");
        }
        self.out.origin(heading.origin);
        self.named("title", &heading.content);
        for (name, line) in [("subtitle", &section.title.subtitle), ("byline", &section.title.byline)] {
            if let Some(line) = line {
                self.out.skip(1);
                self.named(name, line);
            }
        }
        self.out.resume(cursor);
        let epigraph = match section.blocks.first() {
            Some(block @ Block { kind: BlockKind::Group { role: Role::Epigraph, blocks }, language: None, .. }) => {
                self.out.raw("epigraph: ");
                self.epigraph_call(block, blocks, "");
                1
            }
            _ => 0,
        };
        self.out.close(")");
        self.out.raw("\n\n");
        epigraph
    }

    fn listing(&mut self, call: &str) {
        self.opening();
        self.out.raw(call);
        self.out.raw("\n");
        let set = self.set;
        for entry in &set.listed {
            self.out.raw(&format!("  {}: (number: ", quoted(&entry.key)));
            self.label(&entry.number);
            self.out.raw(", words: ");
            let (plain, fine) = (std::mem::replace(&mut self.plain, true), std::mem::replace(&mut self.fine, false));
            self.content(&entry.words);
            (self.plain, self.fine) = (plain, fine);
            self.out.raw(&format!(", apart: {}),\n", entry.apart));
        }
        self.out.close("))");
        self.out.raw("\n");
        let section = self.section;
        self.blocks(&section.blocks);
    }
}
