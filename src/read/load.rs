//! Bytes → text.
//!
//! In: a path, and the place that names it. Out: the text, registered among the sources, without its byte order
//! mark; or a finding. Encodings are not guessed.

use comemo::Tracked;

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{BookPath, FileFault, Files, Source, Sources, Span};

/// Where texts come from and where findings go.
pub(super) struct Desk<'a> {
    pub(super) files: Tracked<'a, dyn Files + 'a>,
    pub(super) sources: &'a mut Sources,
    pub(super) found: &'a mut Diagnostics,
    /// Something that others refer to could not be read: what they say of it would only repeat this.
    pub(super) gap: bool,
}

impl Desk<'_> {
    /// A text file that `named_at` names.
    pub(super) fn text(&mut self, path: &BookPath, named_at: Span) -> Option<Source> {
        let text = self.try_text(path, named_at);
        self.gap |= text.is_none();
        text
    }

    fn try_text(&mut self, path: &BookPath, named_at: Span) -> Option<Source> {
        match self.files.bytes(path) {
            Ok(bytes) => self.decode(path, &bytes),
            Err(fault) => {
                let finding = Diagnostic::file(&fault, path, named_at);
                self.found.push(if fault == FileFault::Missing { self.with_neighbour(finding, path) } else { finding });
                None
            }
        }
    }

    /// A text file that may be absent.
    pub(super) fn text_if_there(&mut self, path: &BookPath, named_at: Span) -> Option<Source> {
        if self.files.bytes(path) == Err(FileFault::Missing) { None } else { self.text(path, named_at) }
    }

    /// Registers a text; where it is not UTF-8, what can be read of it, so that the place can be shown.
    fn decode(&mut self, path: &BookPath, bytes: &[u8]) -> Option<Source> {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(body) {
            Ok(text) => Some(self.sources.add(path.clone(), text.into()).clone()),
            Err(fault) => {
                let source = self.sources.add(path.clone(), String::from_utf8_lossy(body).as_ref().into());
                let at = fault.valid_up_to();
                let span = Span::new(source.id, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
                self.found.push(not_utf8(body, span, path));
                None
            }
        }
    }

    fn with_neighbour(&self, finding: Diagnostic, path: &BookPath) -> Diagnostic {
        let folder = path.folder().unwrap_or_default();
        let names = self.files.names(folder.to_owned());
        if names.iter().any(|name| name == path.name()) {
            return finding.hint("mend the link of this name: it leads nowhere");
        }
        match nearest(path.name(), names.iter().map(String::as_str)) {
            Some(name) if folder.is_empty() => finding.hint(format!("did you mean `{name}`?")),
            Some(name) => finding.hint(format!("did you mean `{folder}/{name}`?")),
            None => finding,
        }
    }
}

fn not_utf8(body: &[u8], span: Span, path: &BookPath) -> Diagnostic {
    let finding = Diagnostic::new(Code::NotUtf8, span, format!("`{path}` is not UTF-8 text")).at("these bytes are no character");
    if body.starts_with(b"\xFF\xFE") || body.starts_with(b"\xFE\xFF") {
        return finding.hint("save the file as UTF-8: it is UTF-16 now (\"Unicode\" in some programs)");
    }
    if body.contains(&0) {
        return finding.hint("name a text file: this one holds something else");
    }
    finding.hint("save the file as UTF-8 in your editor")
}
