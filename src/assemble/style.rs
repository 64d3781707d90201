//! The citation style, and the one call that words the whole book.
//!
//! In: the style's name or file, the requests of every section, `nocite`. Out: the worded citations and entries, with
//! what is to be said of a bibliography that is missing or empty. Style and wording are kept by comemo: they are made
//! again only where the style, a source or a citation is another one.

use std::sync::Arc;

use super::Parts;
use super::setter::Shared;
use crate::cite::record::Records;
use crate::cite::{self, Request, Style, StyleFault, Worded};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::source::{FileId, Span};

/// The style where book.toml names none.
const HOUSE: &str = "chicago-notes";

/// Where a style comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// The text of a `.csl` file of the book.
    Text(Arc<str>),
    /// The name of a bundled style.
    Bundled(String),
}

/// A style that was found.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    origin: Origin,
    style: Arc<Style>,
}

impl Chosen {
    /// Whether its citations stand in notes.
    pub(super) fn notes(&self) -> bool {
        self.style.notes()
    }
}

/// The book's style; none where it can't be had, which is reported.
pub(super) fn style(parts: &Parts<'_>, found: &mut Diagnostics) -> Option<Chosen> {
    let typed = parts.manuscript.manifest.style.as_ref();
    let origin = match parts.style {
        Some(source) => Origin::Text(source.text.clone()),
        None => Origin::Bundled(typed.map_or(HOUSE, |typed| &typed.value).to_owned()),
    };
    let (fault, typed) = match parsed(&origin) {
        Ok(style) => return Some(Chosen { origin, style }),
        Err(fault) => (fault, typed?),
    };
    let finding = match fault {
        StyleFault::Unknown => Diagnostic::new(Code::UnknownStyle, typed.span, format!("no bundled style is called `{}`", typed.value))
            .hint("write the name of a bundled style, such as `chicago-notes`, or the path of a `.csl` file in the book"),
        StyleFault::Malformed(cause) => {
            Diagnostic::new(Code::UnknownStyle, typed.span, format!("`{}` is no CSL style ({cause})", typed.value))
                .hint("fetch the style again: it must be a complete CSL 1.0.2 file")
        }
        StyleFault::Dependent(parent) => {
            Diagnostic::new(Code::UnknownStyle, typed.span, format!("`{}` only points to the style `{parent}`", typed.value))
                .hint("put the file of that style into the book instead")
        }
    };
    found.push(finding);
    None
}

#[comemo::memoize]
fn parsed(origin: &Origin) -> Result<Arc<Style>, StyleFault> {
    let style = match origin {
        Origin::Text(text) => Style::parse(text),
        Origin::Bundled(name) => Style::bundled(name),
    };
    style.map(Arc::new)
}

/// Words every citation of the book.
pub(super) fn word(style: Option<&Chosen>, language: &Language, shared: &mut Shared<'_>) -> Arc<Worded> {
    let also = nocite(shared);
    let Some(style) = style else { return Arc::default() };
    worded(shared.records, &style.origin, language, &shared.requests, &also)
}

#[comemo::memoize]
fn worded(records: &Records, style: &Origin, language: &Language, requests: &[Request], also: &[String]) -> Arc<Worded> {
    let worded = parsed(style).map(|style| cite::word(records, &style, language, requests, also));
    Arc::new(worded.unwrap_or_default())
}

/// The keys that front matter adds to the bibliography, in the order of the files; `*` means all.
fn nocite(shared: &mut Shared<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    for typed in shared.manuscript.files.values().flat_map(|file| &file.front_matter.nocite) {
        let key = typed.value.trim_start_matches('@');
        if key == "*" {
            keys.extend(shared.records.by_key.keys().cloned());
        } else if shared.records.by_key.contains_key(key) {
            keys.push(key.to_owned());
        } else {
            let finding = Diagnostic::new(Code::UnknownCitation, typed.span, format!("no source has the key `{key}`"));
            let finding = finding.nearest(key, shared.records.by_key.keys().map(String::as_str));
            shared.found.push(finding.hint("add the source to a file of `[bibliography] files`"));
        }
    }
    keys
}

/// What is to be said of the bibliography's page, which book.toml names at `page`.
pub(super) fn report(page: Option<Span>, worded: &Worded, shared: &mut Shared<'_>) {
    if let Some(place) = page.filter(|_| worded.entries.is_empty() && !shared.found.failed()) {
        let finding = Diagnostic::new(Code::NothingCited, place, "the contents ask for a bibliography and nothing is cited");
        shared.found.push(finding.hint("cite with `[@key]`, or take `\"bibliography\"` out of the contents"));
    }
    let place = shared.manuscript.manifest.style.as_ref().map_or(Span::whole(FileId::MANIFEST), |style| style.span);
    if page.is_none() && !shared.notes_style && !shared.requests.is_empty() {
        let finding =
            Diagnostic::new(Code::MissingBibliography, place, "sources are cited by author and year, and the book has no bibliography");
        shared.found.push(finding.hint("write `\"bibliography\"` under `back` in the contents"));
    }
}
