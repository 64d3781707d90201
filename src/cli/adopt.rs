//! `recto new DIR --from FILE…`: a book.toml for Markdown files that are there.
//!
//! In: the files. Out: book.toml with their order, titles, language, bibliographies; what recto was not sure of stands
//! behind `# ?`, for the author to look at. The files themselves stay as they are.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Exit;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Block, BlockKind, Inline, InlineKind, TextFile, words};
use crate::project::{Adopted, AdoptedText};
use crate::read::text_file;
use crate::source::{BookPath, FileId, Source};

/// Names of files that stand before the chapters.
const FRONT: [&str; 10] =
    ["cover", "dedication", "foreword", "preface", "prefata", "cuvant-inainte", "introducere-editor", "predislovie", "index", "readme"];
/// Names of files that stand behind them.
const BACK: [&str; 9] =
    ["afterword", "epilogue", "appendix", "anexa", "acknowledgements", "acknowledgments", "sources", "glossary", "references"];

/// A text and what it says of itself.
struct Text {
    path: String,
    title: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    cites: bool,
    missing: Vec<String>,
    number: Option<u64>,
}

/// Runs the command.
pub(super) fn run(folder: &Path, named: &[PathBuf], terminal: &mut Terminal) -> Exit {
    let refuse = |why: String| {
        let finding = Diagnostic::nowhere(Code::NoNewBook, format!("no book was laid out in `{}` ({why})", folder.display()));
        finding.hint("name the folder that the book shall stand in, and Markdown files after `--from`")
    };
    let adopted = match Adopted::gather(folder, named) {
        Ok(adopted) => adopted,
        Err(why) => return terminal.refuse(refuse(why)),
    };
    let mut letters = Letters::default();
    let mut texts: Vec<Text> = adopted.texts.iter().map(|text| survey(&adopted, text, &mut letters)).collect();
    texts.sort_by_key(|text| (text.number.is_none(), text.number, text.path.clone()));
    let manifest = manifest(&adopted, &texts, &letters);
    if let Err(why) = adopted.write(&manifest) {
        return terminal.refuse(refuse(why));
    }
    terminal.say(&folder.join("book.toml").display().to_string());
    terminal.remark(&format!(
        "A book of {} {}. Look at what stands behind `# ?` there, then: recto check --book {}",
        texts.len(),
        if texts.len() == 1 { "file" } else { "files" },
        folder.display()
    ));
    Exit::Done
}

fn survey(adopted: &Adopted, text: &AdoptedText, letters: &mut Letters) -> Text {
    let path = BookPath::new(&text.path).unwrap_or_else(|_| BookPath::manifest());
    let (file, _) = text_file(&Source::new(FileId(1), path, Arc::from(text.text.as_str())));
    letters.count(&text.text);
    let mut seen = Seen::default();
    file.blocks.iter().for_each(|block| seen.block(block));
    file.notes.values().flat_map(|note| &note.blocks).for_each(|block| seen.block(block));
    let missing = seen.pictures.into_iter().filter(|typed| !adopted.picture(text, typed)).collect();
    let front = &file.front_matter;
    Text {
        path: text.path.clone(),
        title: front.title.as_ref().map(|title| words(&title.value)).or_else(|| heading(&file)),
        language: front.language.as_ref().map(|language| language.value.clone()),
        authors: front.authors.iter().map(|author| author.value.clone()).collect(),
        cites: seen.cites,
        missing,
        number: number(stem(&text.path)),
    }
}

fn heading(file: &TextFile) -> Option<String> {
    file.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { level: 1, content } => Some(words(content)),
        _ => None,
    })
}

/// Citations and pictures of a text.
#[derive(Default)]
struct Seen {
    cites: bool,
    pictures: Vec<String>,
}

impl Seen {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content),
            BlockKind::Quote(inner) | BlockKind::Div(inner) => inner.iter().for_each(|block| self.block(block)),
            BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block)),
            BlockKind::Lines(lines) => lines.iter().for_each(|line| self.inlines(line)),
            BlockKind::Definitions(all) => all.iter().flat_map(|d| &d.meanings).flatten().for_each(|block| self.block(block)),
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|caption| self.inlines(&caption.content));
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Figure { pictures, caption } => {
                self.pictures.extend(pictures.iter().map(|picture| picture.path.value.clone()));
                self.inlines(caption);
            }
            BlockKind::DataTable { caption, .. } => self.inlines(caption),
            BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::Include(_) | BlockKind::PageBreak => {}
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Citation(_) => self.cites = true,
                InlineKind::Picture(picture) => self.pictures.push(picture.path.value.clone()),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::InlineNote(inner)
                | InlineKind::Link { content: inner, .. }
                | InlineKind::Span { content: inner, .. } => self.inlines(inner),
                InlineKind::Text(_)
                | InlineKind::Literal(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Code(_)
                | InlineKind::NoteReference(_)
                | InlineKind::Value(_) => {}
            }
        }
    }
}

/// Letters that tell a language.
#[derive(Default)]
struct Letters {
    cyrillic: usize,
    latin: usize,
    romanian: usize,
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{400}'..='\u{52f}' => self.cyrillic += 1,
                'ă' | 'Ă' | 'ș' | 'Ș' | 'ț' | 'Ț' | 'ş' | 'ţ' | 'î' | 'Î' => self.romanian += 1,
                _ if c.is_ascii_alphabetic() => self.latin += 1,
                _ => {}
            }
        }
    }

    fn language(&self) -> &'static str {
        if self.cyrillic > self.latin {
            "ru"
        } else if self.romanian * 100 > self.latin {
            "ro"
        } else {
            "en"
        }
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// The number that a file's name begins with, or that stands behind `chapter` and the like.
fn number(stem: &str) -> Option<u64> {
    let digits = stem.find(|c: char| c.is_ascii_digit()).map(|at| &stem[at..])?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

fn named(text: &Text, names: &[&str]) -> bool {
    let stem = stem(&text.path).to_lowercase().replace('_', "-");
    let bare = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    names.iter().any(|name| bare == *name || bare.starts_with(&format!("{name}-")))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn manifest(adopted: &Adopted, texts: &[Text], letters: &Letters) -> String {
    let mut out = String::from("# Written by `recto new --from`. What recto was not sure of stands behind `# ?`.\n\n[book]\n");
    let _ = writeln!(out, "title = {} # ? the folder's name", quoted(&adopted.name()));
    language(&mut out, texts, letters);
    let mut authors: Vec<&String> = Vec::new();
    texts.iter().flat_map(|text| &text.authors).for_each(|author| {
        if !authors.contains(&author) {
            authors.push(author)
        }
    });
    if !authors.is_empty() {
        let all: Vec<String> = authors.iter().map(|author| format!("{{ name = {}, role = \"author\" }}", quoted(author))).collect();
        let _ = writeln!(out, "contributors = [{}] # ? from the chapters' front matter", all.join(", "));
    }
    let front: Vec<&Text> = texts.iter().filter(|text| named(text, &FRONT)).collect();
    let back: Vec<&Text> = texts.iter().filter(|text| !named(text, &FRONT) && named(text, &BACK)).collect();
    let body: Vec<&Text> = texts.iter().filter(|text| !named(text, &FRONT) && !named(text, &BACK)).collect();
    out.push_str("\n[contents]\n");
    let cites = texts.iter().any(|text| text.cites);
    list(&mut out, "front", &["title-page", "contents"], &front, true, &[]);
    list(&mut out, "body", &[], &body, false, &[]);
    list(&mut out, "back", &[], &back, true, if cites { &["bibliography"] } else { &[] });
    if !adopted.bibliographies.is_empty() {
        let files: Vec<String> = adopted.bibliographies.iter().map(|path| quoted(path)).collect();
        let _ = writeln!(out, "\n[bibliography]\nfiles = [{}]\nstyle = \"chicago-notes\" # ? or \"chicago-author-date\"", files.join(", "));
    } else if cites {
        out.push_str("\n# ? The text cites sources, and no `.bib` file was found:\n# [bibliography]\n# files = [\"sources.bib\"]\n");
    }
    let missing: Vec<String> =
        texts.iter().flat_map(|text| text.missing.iter().map(move |picture| format!("# {}: {picture}\n", text.path))).collect();
    if !missing.is_empty() {
        let _ = write!(out, "\n# ? Pictures that were not found in the folder:\n{}", missing.concat());
    }
    out
}

fn language(out: &mut String, texts: &[Text], letters: &Letters) {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().filter_map(|text| text.language.as_deref()).for_each(|language| *said.entry(language).or_default() += 1);
    let most = said.iter().max_by_key(|(_, count)| **count).map(|(language, _)| *language);
    let _ = match (most, said.len()) {
        (Some(language), 1) => writeln!(out, "language = {}", quoted(language)),
        (Some(language), _) => writeln!(out, "language = {} # ? the chapters say several", quoted(language)),
        (None, _) => writeln!(out, "language = {} # ? guessed from the letters", quoted(letters.language())),
    };
}

/// A list of the contents: pages that recto makes, files with their titles, pages again.
fn list(out: &mut String, name: &str, before: &[&str], texts: &[&Text], guessed: bool, behind: &[&str]) {
    if before.is_empty() && texts.is_empty() && behind.is_empty() {
        return;
    }
    let _ = writeln!(out, "{name} = [");
    before.iter().for_each(|page| {
        let _ = writeln!(out, "    {},", quoted(page));
    });
    for text in texts {
        let title = text.title.as_deref().map(|title| title.replace(['\n', '\r'], " "));
        let unsure = match (&title, guessed, text.number) {
            (None, ..) => " # ? it has no title".to_owned(),
            (Some(title), true, _) => format!(" # ? {title}: placed by its name"),
            (Some(title), false, None) => format!(" # ? {title}: its name has no number"),
            (Some(title), false, Some(_)) => format!(" # {title}"),
        };
        let _ = writeln!(out, "    {},{unsure}", quoted(&text.path));
    }
    behind.iter().for_each(|page| {
        let _ = writeln!(out, "    {},", quoted(page));
    });
    out.push_str("]\n");
}
