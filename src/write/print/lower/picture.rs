//! Pictures: their size on the page, their description.

use super::super::out::quoted;
use super::Lower;
use crate::book::{Chart, Figure, Illustration, NodeId, PictureFormat, Width};

/// A picture of pixels is printed with at least so many to the inch where no width is wished.
const PIXELS: f64 = 150.0;
/// The part of the text's height that a picture may take.
const HIGHEST: f64 = 0.72;

impl Lower<'_> {
    /// A figure: pictures with their caption below. One that the text can name floats, any other stands where it was
    /// written.
    pub(super) fn figure(&mut self, id: NodeId, figure: &Figure) {
        self.out.raw("#pictures(");
        if let Some(caption) = &figure.caption {
            self.out.raw(&format!("name: {}, ", quoted(&caption.anchor.0)));
            self.caption(caption);
        }
        let long = figure.caption.as_ref().is_some_and(|caption| self.long_caption(caption));
        if long {
            self.out.raw("breaks: true, ");
        } else if figure.caption.is_some() && self.may_float(id) {
            self.out.raw("floating: top, ");
        }
        let cursor = self.out.begin(id);
        for picture in &figure.pictures {
            self.out.raw("\n  ");
            self.out.origin(picture.origin);
            let (width, height) = self.size(picture, figure.pictures.len());
            self.image(picture, &format!("width: {width:.2}pt, height: {height:.2}pt"));
            self.out.raw(",");
        }
        if let Some(chart) = &figure.chart {
            self.chart(chart);
        }
        self.out.resume(cursor);
        self.out.close(")");
        self.out.raw("\n\n");
    }

    fn chart(&mut self, chart: &Chart) {
        let svg = super::drawing::svg(&chart.page, &self.set.book.font);
        self.out.raw("\n  ");
        self.out.mark();
        let (width, height) = (f64::from(chart.page.width) / 100.0, f64::from(chart.page.height) / 100.0);
        let highest = self.points(self.set.book.height) * HIGHEST;
        let scale = (highest / height.max(1.0)).min(1.0);
        let size = format!("width: {:.2}pt, height: {:.2}pt", width * scale, height * scale);
        self.out.raw(&format!("image(bytes({}), format: \"svg\", {size}, alt: {}),", quoted(&svg), quoted(&chart.description)));
    }

    /// A picture in a line: no higher than the line's letters, so that the line keeps its place.
    pub(super) fn picture_in_line(&mut self, picture: &Illustration) {
        let (_, height) = self.natural(picture);
        let highest = self.points(self.set.book.size) * 0.75;
        self.out.raw("#box(");
        self.image(picture, &format!("height: {:.2}pt", height.min(highest)));
        self.out.close(")");
        self.out.skip(1);
    }

    /// The call of the image; a picture without description is an artifact.
    fn image(&mut self, picture: &Illustration, size: &str) {
        let path = quoted(&format!("../pictures/{}", picture.path));
        match &picture.description {
            Some(description) => {
                self.out.mark();
                self.out.raw(&format!("image({path}, {size}, alt: {})", quoted(description)));
            }
            None => {
                self.out.raw("pdf.artifact(");
                self.out.mark();
                self.out.raw(&format!("image({path}, {size}))"));
            }
        }
    }

    /// Width and height in points: as wished, never wider than the text, never so high that the page has no room
    /// for caption and text.
    fn size(&self, picture: &Illustration, together: usize) -> (f64, f64) {
        let measure = self.points(self.set.book.width);
        let (width, height) = self.natural(picture);
        let wished = match picture.width {
            Some(Width::Measure(part)) => measure * f64::from(part.min(1000)) / 1000.0,
            Some(Width::Length(length)) => length.points().min(measure),
            None => width.min(measure),
        };
        let together = u32::try_from(together).map_or(1.0, f64::from);
        let highest = self.points(self.set.book.height) * HIGHEST / together.max(1.0);
        let scale = (wished / width).min(highest / height);
        (width * scale, height * scale)
    }

    fn natural(&self, picture: &Illustration) -> (f64, f64) {
        let Some((format, (width, height))) = self.set.book.pictures.get(&picture.path) else { return (72.0, 72.0) };
        let unit = match format {
            PictureFormat::Svg => 0.75,
            PictureFormat::Png | PictureFormat::Jpeg | PictureFormat::Gif | PictureFormat::Webp => 72.0 / PIXELS,
        };
        (f64::from((*width).max(1)) * unit, f64::from((*height).max(1)) * unit)
    }

    #[expect(clippy::cast_precision_loss, reason = "lengths on a page")]
    fn points(&self, thousandths: i64) -> f64 {
        thousandths as f64 / 1000.0
    }
}
