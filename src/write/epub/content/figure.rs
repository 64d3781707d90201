//! Pictures: in figures with captions, and inside a line.

use super::Lower;
use super::inline::id_of;
use crate::book::{Block, Caption, Figure, Illustration, Width};
use crate::write::xhtml::{Element, Node, Tag};

impl<'a> Lower<'a> {
    /// A figure; without a caption it is a plain group of pictures.
    pub(super) fn figure(&mut self, figure: &'a Figure, block: &Block) -> Element {
        let mut pictures: Vec<Node> = figure.pictures.iter().filter_map(|picture| self.picture(picture)).collect();
        pictures.extend(figure.chart.iter().map(|chart| super::chart::chart(chart).into()));
        let Some(caption) = &figure.caption else { return Element::new(Tag::Div).with("class", "pictures").children(pictures) };
        let words = Element::new(Tag::Figcaption).children(self.caption(caption));
        let figure = Element::new(Tag::Figure).children(pictures).child(words);
        if block.anchor.is_some() { figure } else { figure.with("id", id_of(&caption.anchor)) }
    }

    /// A caption's label and words.
    pub(super) fn caption(&mut self, caption: &'a Caption) -> Vec<Node> {
        let mut out = Vec::new();
        self.start(caption.id, &mut out);
        out.push(self.label(&caption.label).into());
        if !caption.content.is_empty() {
            out.push(" ".into());
            self.inlines(&caption.content, &mut out);
        }
        out
    }

    fn picture(&self, picture: &Illustration) -> Option<Node> {
        let image = self.image(picture)?;
        let share = match picture.width {
            None => None,
            Some(Width::Measure(thousandths)) => Some(f64::from(thousandths) / 10.0),
            Some(Width::Length(length)) => Some(length.points() / self.shared.book.design.measure() * 100.0),
        };
        let style = share.map(|share| format!("width: {}%", share.round().clamp(1.0, 100.0)));
        Some(image.with_some("style", style).into())
    }

    /// A picture inside a line: never taller than the words round it can bear.
    pub(super) fn inline_picture(&self, picture: &Illustration) -> Option<Node> {
        if self.bare {
            return picture.description.as_deref().map(Into::into);
        }
        Some(self.image(picture)?.with("class", "inline").into())
    }

    fn image(&self, picture: &Illustration) -> Option<Element> {
        let image = Element::new(Tag::Img).with("src", self.shared.places.picture(&picture.path)?);
        Some(match picture.description.as_deref().filter(|words| !words.trim().is_empty()) {
            Some(words) => image.with("alt", words),
            None => image.with("alt", "").with("role", "presentation"),
        })
    }
}
