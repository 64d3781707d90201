//! Figures and pictures in lines: files found, descriptions and widths read.
//!
//! In: pictures as typed. Out: illustrations. The brackets of a figure are its caption, those of a picture in a line
//! its description; where nobody described a picture, that is said, and the caption serves.

use super::setter::Setter;
use super::{length, pictures, plain, url};
use crate::book::{self, CaptionKind, Illustration, Width};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{Block, Inline, Picture};
use crate::source::BookPath;

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a paragraph of its own: its brackets are the caption.
    Alone,
    /// With others or alone under a caption of the whole.
    Under,
    /// Inside a line.
    Line,
}

impl<'a> Setter<'a, '_> {
    /// Sets a figure; none where no picture of it can be had.
    pub(super) fn figure(&mut self, block: &'a Block, typed: &'a [Picture], caption: &'a [Inline]) -> Option<book::Figure> {
        self.pairs(&block.attributes, &["alt", "fig-alt", "width", "lang"], "the figure");
        let alone = typed.len() == 1;
        let caption = if alone && caption.is_empty() { &typed[0].content } else { caption };
        let mut shown = Vec::new();
        for picture in typed {
            let own = &picture.content;
            // Beside a caption of the whole, the brackets of a picture describe it, as in a line.
            let describes = !caption.is_empty() && !own.is_empty() && own != caption;
            let place = if describes { Place::Under } else { Place::Alone };
            let words = if alone && !describes { caption } else { own };
            shown.extend(self.illustration(picture, words, place));
        }
        let mut set = self.caption(block.span, CaptionKind::Figure, caption);
        if let Some(set) = set.as_mut().filter(|set| set.content.is_empty() && !alone) {
            for (i, picture) in typed.iter().filter(|p| !p.content.is_empty()).enumerate() {
                if i > 0 {
                    set.content.push(book::Inline::text("; "));
                }
                set.content.extend(self.inlines(&picture.content));
            }
        }
        (!shown.is_empty()).then_some(book::Figure { pictures: shown, chart: None, caption: set })
    }

    /// Sets a picture inside a line.
    pub(super) fn inline_picture(&mut self, typed: &'a Picture) -> Option<Illustration> {
        self.illustration(typed, &typed.content, Place::Line)
    }

    fn illustration(&mut self, typed: &'a Picture, words: &[Inline], place: Place) -> Option<Illustration> {
        let attributes = &typed.attributes;
        let height = if attributes.get("width").is_some() { "height" } else { "width" };
        let pairs = ["alt", "fig-alt", "width", "lang", height];
        if place == Place::Line {
            self.known(attributes, &["decorative"], &pairs, "the picture");
        } else {
            self.pairs(attributes, &pairs, "the picture");
        }
        let (description, described) = self.description(typed, words, place);
        let width = self.width(typed);
        let path = self.picture_path(typed)?;
        if !self.shared.pictures.contains_key(&path) {
            let file = pictures::picture(self.shared.files, &path, typed.path.span).map_err(|finding| self.report(*finding)).ok()?;
            self.shared.pictures.insert(path.clone(), file);
        }
        Some(Illustration { path, description, described, width, origin: Some(typed.span) })
    }

    fn description(&mut self, typed: &Picture, words: &[Inline], place: Place) -> (Option<String>, bool) {
        if place != Place::Alone {
            self.only_described(typed, words, place);
        }
        let alt = typed.attributes.get("alt").or_else(|| typed.attributes.get("fig-alt"));
        let words = Some(plain::words(words)).filter(|w| !w.is_empty());
        if typed.attributes.has("decorative") {
            return (None, true);
        }
        match alt.map(|alt| alt.value.split_whitespace().collect::<Vec<_>>().join(" ")) {
            Some(alt) if alt.is_empty() => return (None, true),
            Some(alt) => return (Some(alt), true),
            None if place != Place::Alone && words.is_some() => return (words, true),
            None => {}
        }
        let (message, hint) = if words.is_some() {
            ("the picture has a caption and no description; the caption serves", "write what is to be seen: `{alt=\"…\"}`")
        } else {
            ("the picture has no description; it is set as decorative", "write what is to be seen, `{alt=\"…\"}`, or `{.decorative}`")
        };
        self.report(Diagnostic::new(Code::MissingAltText, typed.span, message).hint(hint));
        (words, false)
    }

    /// Brackets that describe reach the eye of nobody: what is more than words there would be lost, and so would the
    /// words themselves beside an `alt`.
    fn only_described(&mut self, typed: &Picture, words: &[Inline], place: Place) {
        if let Some(lost) = plain::beyond_words(words) {
            let finding = Diagnostic::new(Code::NotYet, lost, "the description of a picture can hold words alone");
            self.report(finding.hint("write notes, citations and values into the text or the caption"));
        }
        let described =
            typed.attributes.get("alt").is_some() || typed.attributes.get("fig-alt").is_some() || typed.attributes.has("decorative");
        if place == Place::Under && described {
            let finding = Diagnostic::new(Code::NotYet, typed.span, "a picture under a caption can't have a caption of its own yet");
            self.report(finding.hint("write it into the caption, and leave the picture's brackets empty"));
        }
    }

    fn width(&mut self, typed: &Picture) -> Option<Width> {
        let width = typed.attributes.get("width")?;
        let read = length::width(&width.value);
        if read.is_none() {
            let finding = Diagnostic::new(Code::BadLength, width.span, format!("`{}` is no width of a picture", width.value));
            self.report(finding.hint("write a share of the measure, such as `80%`, or a length, such as `5cm`, `2in` or `300px`"));
        }
        read
    }

    fn picture_path(&mut self, typed: &Picture) -> Option<BookPath> {
        let address = typed.path.value.trim();
        if url::scheme(address).is_some() || address.starts_with("//") {
            let finding = Diagnostic::new(Code::PathOutsideBook, typed.path.span, format!("`{address}` is no file of the book"));
            self.report(finding.hint("save the picture in the book's folder and name its path: recto fetches nothing"));
            return None;
        }
        let chapter = self.file?;
        match chapter.path.beside(&url::decode(address)) {
            Ok(path) if !path.as_str().is_empty() => Some(path),
            Ok(_) => {
                self.report(Diagnostic::new(Code::MissingFile, typed.path.span, "the picture names no file").hint("write its path"));
                None
            }
            Err(_) => {
                let finding =
                    Diagnostic::new(Code::PathOutsideBook, typed.path.span, format!("`{address}` leads out of the book's folder"));
                self.report(finding.hint("copy the picture into the book's folder"));
                None
            }
        }
    }
}
