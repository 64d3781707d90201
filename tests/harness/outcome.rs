//! What became of a book, as text.
//!
//! In: a book in memory. Out: what was built, and any expected block's text of it.

use std::io::{Cursor, Read};

use recto::book::{Page, Place, Section, SectionKind, dump};
use recto::diag::{Diagnostic, Severity};
use recto::read::asks_for_booklet;
use recto::source::{BookPath, Files, Sources};
use recto::{Built, Session, Wanted};

/// A book, built.
pub(crate) struct Outcome {
    /// What the pipeline gave.
    pub(crate) built: Built,
    /// The e-book's files by path, in the container's order.
    pub(crate) epub: Vec<(String, Vec<u8>)>,
}

/// Builds a book as a process does that was just started.
pub(crate) fn build(book: &dyn Files) -> Outcome {
    let booklet = asks_for_booklet(book);
    let wanted = Wanted { pdf: true, epub: true, booklet, typst: true, ..Wanted::default() };
    let built = Session::default().build(book, wanted, &mut |_| {});
    let epub = built.epub.as_deref().map(unzip).unwrap_or_default();
    Outcome { built, epub }
}

/// The files of a container by path, in its order.
pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the EPUB is a container");
    let count = archive.len();
    let file = |at| {
        let mut file = archive.by_index(at).expect("a file of the container");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a file of the container can be read");
        (file.name().expect("a name in UTF-8").into_owned(), bytes)
    };
    (0..count).map(file).collect()
}

impl Outcome {
    /// The text of an expected block; none where the book did not come so far, or has no such part.
    pub(crate) fn text(&self, info: &str) -> Option<String> {
        let (kind, what) = info.split_once(' ').map_or((info, None), |(kind, what)| (kind, Some(what.trim())));
        let text = match kind {
            "diagnostics" => self.diagnostics(),
            "manuscript" => self.manuscript(what.unwrap_or(super::book::CHAPTER)),
            "book" if what == Some("whole") => self.built.book.as_ref().map(dump::dump),
            "book" => self.section(what).map(dump::section),
            "typst" => self.typst(what),
            "xhtml" => self.xhtml(what),
            "epub" => self.epub.iter().find(|(path, _)| Some(path.as_str()) == what).map(|(_, bytes)| lossy(bytes)),
            "pages" => self.pages(),
            "instructions" => self.built.instructions.clone(),
            _ => None,
        }?;
        Some(if text.ends_with('\n') { text } else { text + "\n" })
    }

    /// The section with this slug; the first chapter where none is named.
    fn section(&self, slug: Option<&str>) -> Option<&Section> {
        let sections = &self.built.book.as_ref()?.sections;
        let wanted = |section: &Section| slug.map_or(section.kind == SectionKind::Chapter, |slug| section.slug == slug);
        sections.iter().find(|section| wanted(section)).map(|section| &**section)
    }

    /// A Markdown file as it is read.
    fn manuscript(&self, path: &str) -> Option<String> {
        let source = self.built.sources.find(&BookPath::new(path).ok()?)?;
        let (file, _) = recto::read::text_file(source);
        Some(recto::manuscript::dump::dump(&file))
    }

    fn typst(&self, slug: Option<&str>) -> Option<String> {
        let slug = if slug == Some("main") { "main" } else { &self.section(slug)?.slug };
        let file = self.built.typst.iter().find(|(path, _)| path.rsplit('/').next() == Some(&format!("{slug}.typ")))?;
        Some(lossy(&file.1))
    }

    /// What stands between the tags of a section's body.
    fn xhtml(&self, slug: Option<&str>) -> Option<String> {
        let name = format!("{}.xhtml", self.section(slug)?.slug);
        let (_, bytes) = self.epub.iter().find(|(path, _)| path.rsplit('/').next() == Some(&name))?;
        let text = lossy(bytes);
        let open = text.find("<body")?;
        let start = open + text[open..].find('>')? + 1;
        let end = text.rfind("</body>")?;
        Some(text[start..end].trim().to_owned())
    }

    fn pages(&self) -> Option<String> {
        let pages = &self.built.pages.as_ref()?.pages;
        let place = |place: &Place| format!("{}.{}+{}", place.node.section.0, place.node.index, place.offset);
        let head = |page: &Page| match &page.begins {
            Some(begins) => format!("page {} begins at {}\n", page.label, place(begins)),
            None => format!("page {}\n", page.label),
        };
        let mut text = String::new();
        for page in pages {
            text.push_str(&head(page));
            for line in &page.lines {
                text.push_str(&format!("  {:?} {}\n", line.kind, line.text));
            }
        }
        Some(text)
    }

    fn diagnostics(&self) -> Option<String> {
        let found = self.built.found.sorted();
        let text: String = found.iter().map(|finding| short(finding, &self.built.sources)).collect();
        (!found.is_empty()).then_some(text)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `error unknown-key book.toml:3:1: message`, then further places and hints, indented.
fn short(finding: &Diagnostic, sources: &Sources) -> String {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let place = |label: &recto::diag::Label| {
        let source = sources.get(label.span.file)?;
        let at = source.position(label.span.start as usize);
        Some(format!("{}:{}:{}", source.path, at.line, at.column))
    };
    let place = |label| place(label).unwrap_or_else(|| "nowhere".to_owned());
    let mut text = format!("{severity} {}", finding.code.name());
    let mut labels = finding.labels.iter();
    if let Some(first) = labels.next() {
        text.push_str(&format!(" {}", place(first)));
    }
    text.push_str(&format!(": {}\n", finding.message));
    for label in labels {
        text.push_str(&format!("  also {}: {}\n", place(label), label.text));
    }
    for hint in &finding.hints {
        text.push_str(&format!("  hint: {hint}\n"));
    }
    text
}
