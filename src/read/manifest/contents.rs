//! `[contents]`.
//!
//! A text with an ending or a folder is a file; a bare name is a page that recto makes. Whether anything stands
//! twice, and whether there is a chapter at all, `assemble` looks to.

use toml::de::DeValue;

use super::super::keyed::{Table, Value, Walk};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Contents, ContentsEntry, GeneratedPage};
use crate::source::{BookPath, Spanned};

/// What an entry may be where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Front or back matter: files, pages, chapters of several files.
    Matter,
    /// The body: these, and parts.
    Body,
    /// Inside a part: files and chapters of several files.
    Part,
}

/// `[contents]`; none where there is none.
pub(super) fn contents(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<Contents> {
    let example = "add `[contents]` with `body = [\"chapter.md\"]`";
    if root.get("contents").is_none() {
        walk.report(Diagnostic::new(Code::MissingKey, root.span, "book.toml has no `[contents]`").hint(example));
    }
    let table = walk.inner(root, "contents", &["front", "body", "back"])?;
    let mut reader = Reader { walk };
    let front = reader.entries(&table, "front", Place::Matter);
    let body = reader.entries(&table, "body", Place::Body);
    let back = reader.entries(&table, "back", Place::Matter);
    Some(Contents { front, body, back })
}

struct Reader<'w, 'a> {
    walk: &'w mut Walk<'a>,
}

impl Reader<'_, '_> {
    fn entries(&mut self, table: &Table<'_>, key: &str, place: Place) -> Vec<ContentsEntry> {
        let items = self.walk.list(table, key);
        items.into_iter().filter_map(|value| self.entry(value, place)).collect()
    }

    fn entry(&mut self, value: &Value<'_>, place: Place) -> Option<ContentsEntry> {
        if matches!(value.get_ref(), DeValue::Table(_)) {
            return self.group(value, place);
        }
        let typed = self.walk.entry("[contents]", value)?;
        if typed.value.contains(['/', '\\', '.']) {
            return self.file(typed).map(ContentsEntry::File);
        }
        self.page(typed, place)
    }

    fn page(&mut self, typed: Spanned<String>, place: Place) -> Option<ContentsEntry> {
        let names = GeneratedPage::ALL.iter().map(|(name, _)| *name);
        let Some((name, page)) = GeneratedPage::ALL.iter().find(|(name, _)| *name == typed.value) else {
            let finding = Diagnostic::new(Code::UnknownPage, typed.span, format!("`{}` is no page that recto makes", typed.value));
            let finding = finding.nearest(&typed.value, names);
            self.walk.report(finding.hint(format!("name a chapter's file with its ending: `{}.md`", typed.value)));
            return None;
        };
        if place == Place::Part {
            let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("`{name}` cannot stand inside a part"));
            self.walk.report(finding.hint("move it to `front` or `back`"));
            return None;
        }
        Some(ContentsEntry::Generated(Spanned::new(*page, typed.span)))
    }

    fn file(&mut self, typed: Spanned<String>) -> Option<Spanned<BookPath>> {
        let path = super::path(self.walk, typed)?;
        if !["md", "markdown"].contains(&path.value.extension().as_str()) {
            let finding = Diagnostic::new(Code::UnknownFormat, path.span, format!("`{}` is not a Markdown file", path.value));
            self.walk.report(match path.value.extension().as_str() {
                "docx" | "odt" | "rtf" => finding.hint("turn it into Markdown first: `pandoc -f docx+citations -t markdown`"),
                _ => finding.hint("name a file that ends in `.md`"),
            });
            return None;
        }
        Some(path)
    }

    fn group(&mut self, value: &Value<'_>, place: Place) -> Option<ContentsEntry> {
        let table = self.walk.table("[contents]", value, &["part", "chapters", "chapter"])?;
        match (table.get("part"), table.get("chapter")) {
            (Some(_), None) => self.part(&table, place),
            (None, Some(files)) if table.get("chapters").is_none() => {
                let items = self.walk.items("[contents] chapter", files);
                if matches!(files.get_ref(), DeValue::Array(list) if list.is_empty()) {
                    let finding = Diagnostic::new(Code::EmptySetting, table.span, "the chapter names no files");
                    self.walk.report(finding.hint("name them, `{ chapter = [\"a.md\", \"b.md\"] }`, or take the entry out"));
                }
                let one = |value| {
                    let typed = self.walk.entry("[contents] chapter", value)?;
                    self.file(typed)
                };
                let files: Vec<_> = items.into_iter().filter_map(one).collect();
                Some(ContentsEntry::Chapter { span: table.span, files })
            }
            (Some(_), Some(_)) | (None, _) => {
                let finding = Diagnostic::new(Code::WrongValue, table.span, "this entry is neither a part nor a chapter");
                self.walk.report(finding.hint("write `{ part = \"…\", chapters = […] }` or `{ chapter = [\"a.md\", \"b.md\"] }`"));
                None
            }
        }
    }

    fn part(&mut self, table: &Table<'_>, place: Place) -> Option<ContentsEntry> {
        if place == Place::Matter {
            let finding = Diagnostic::new(Code::WrongValue, table.span, "a part can stand in `body` alone");
            self.walk.report(finding.hint("move it to `body`"));
            return None;
        }
        let title = self.walk.string(table, "part");
        let chapters = self.entries(table, "chapters", Place::Part);
        if self.walk.list(table, "chapters").is_empty() {
            let finding = Diagnostic::new(Code::EmptySetting, table.span, "the part has no chapters");
            self.walk.report(finding.hint("add `chapters = [\"…\"]`"));
        }
        Some(ContentsEntry::Part { title: title?, chapters })
    }
}
