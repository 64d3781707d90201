//! Laid-out pages → a fingerprint of what each looks like.
//!
//! In: the frames of a page. Out: BLAKE3 over everything that is drawn: glyphs with their faces, sizes and places, lines,
//! pictures. Where the words stand in the manuscript, links and tags leave no ink, so they don't count: two pages of one
//! fingerprint are the same picture. Places are taken to a thousandth of a point.

use std::collections::HashMap;

use typst::layout::{Abs, Em, Frame, FrameItem, Point, Transform};
use typst::text::{FontInstance, TextItem};
use typst::visualize::{Curve, CurveItem, FixedStroke, Geometry, Image, ImageKind, Paint, Shape};
use typst_layout::PagedDocument;

/// The fingerprint of every page, in hexadecimal digits.
#[expect(clippy::mutable_key_type, reason = "a face is the same by its bytes, which never change")]
pub(super) fn looks(document: &PagedDocument) -> Vec<String> {
    let mut fonts = HashMap::new();
    let mut look = |page: &typst_layout::Page| {
        let mut ink = Ink { bytes: Vec::new(), fonts: &mut fonts };
        let size = page.frame.size();
        ink.lengths(&[size.x, size.y]);
        if let Some(fill) = page.fill_or_transparent() {
            ink.paint(&fill);
        }
        ink.frame(&page.frame, Transform::identity());
        blake3::hash(&ink.bytes).to_hex()[..DIGITS].to_owned()
    };
    document.pages().iter().map(&mut look).collect()
}

/// Digits of a fingerprint: half of BLAKE3's, which no two pages of a book share by chance.
const DIGITS: usize = 32;

/// What is drawn on a page, as bytes.
struct Ink<'a> {
    bytes: Vec<u8>,
    /// Fingerprints of the faces met so far.
    fonts: &'a mut HashMap<FontInstance, blake3::Hash>,
}

impl Ink<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let moved = transform.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    if let Some(clip) = &group.clip {
                        self.mark(b'c');
                        self.transform(moved);
                        self.curve(clip);
                    }
                    self.frame(&group.frame, moved);
                    if group.clip.is_some() {
                        self.mark(b'u');
                    }
                }
                FrameItem::Text(text) => self.text(text, *at, transform),
                FrameItem::Shape(shape, _) => {
                    self.place(b's', *at, transform);
                    self.shape(shape);
                }
                FrameItem::Image(image, size, _) => {
                    self.place(b'i', *at, transform);
                    self.lengths(&[size.x, size.y]);
                    self.image(image);
                }
                FrameItem::Link(..) | FrameItem::Tag(..) => {}
            }
        }
    }

    fn mark(&mut self, kind: u8) {
        self.bytes.push(kind);
    }

    fn place(&mut self, kind: u8, at: Point, transform: Transform) {
        self.mark(kind);
        self.transform(transform.pre_concat(Transform::translate(at.x, at.y)));
    }

    fn transform(&mut self, transform: Transform) {
        for part in [transform.sx, transform.kx, transform.ky, transform.sy] {
            self.number(part.get() * 1000.0);
        }
        self.lengths(&[transform.tx, transform.ty]);
    }

    fn lengths(&mut self, lengths: &[Abs]) {
        lengths.iter().for_each(|length| self.number(length.to_pt()));
    }

    /// A number to a thousandth.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
    fn number(&mut self, number: f64) {
        self.bytes.extend(((number * 1000.0).round() as i64).to_le_bytes());
    }

    fn text(&mut self, text: &TextItem, at: Point, transform: Transform) {
        self.place(b't', at, transform);
        let face = *self.fonts.entry(text.font.clone()).or_insert_with(|| face(&text.font));
        self.bytes.extend(face.as_bytes());
        self.lengths(&[text.size]);
        self.paint(&text.fill);
        if let Some(stroke) = &text.stroke {
            self.stroke(stroke);
        }
        let mut pen = Em::zero();
        for glyph in &text.glyphs {
            self.bytes.extend(glyph.id.to_le_bytes());
            self.number((pen + glyph.x_offset).at(text.size).to_pt());
            self.number(glyph.y_offset.at(text.size).to_pt());
            pen += glyph.x_advance;
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match &shape.geometry {
            Geometry::Line(to) => self.lengths(&[to.x, to.y]),
            Geometry::Rect(size) => self.lengths(&[size.x, size.y]),
            Geometry::Curve(curve) => self.curve(curve),
        }
        self.words(&format!("{:?}", shape.fill_rule));
        shape.fill.iter().for_each(|fill| self.paint(fill));
        shape.stroke.iter().for_each(|stroke| self.stroke(stroke));
    }

    fn curve(&mut self, curve: &Curve) {
        for item in &curve.0 {
            match item {
                CurveItem::Move(to) | CurveItem::Line(to) => self.lengths(&[to.x, to.y]),
                CurveItem::Cubic(a, b, to) => self.lengths(&[a.x, a.y, b.x, b.y, to.x, to.y]),
                CurveItem::Close => self.mark(b'z'),
            }
        }
    }

    fn stroke(&mut self, stroke: &FixedStroke) {
        self.paint(&stroke.paint);
        self.lengths(&[stroke.thickness]);
        self.words(&format!("{:?}{:?}{:?}", stroke.cap, stroke.join, stroke.dash));
    }

    fn paint(&mut self, paint: &Paint) {
        self.words(&format!("{paint:?}"));
    }

    fn image(&mut self, image: &Image) {
        let bytes = match image.kind() {
            ImageKind::Raster(raster) => raster.data(),
            ImageKind::Svg(svg) => svg.data(),
            // recto's books have no pictures in PDF.
            ImageKind::Pdf(_) => return,
        };
        self.bytes.extend(blake3::hash(bytes).as_bytes());
    }

    fn words(&mut self, words: &str) {
        self.bytes.extend(words.as_bytes());
        self.mark(0);
    }
}

/// A face's fingerprint: its file's, its number there, its axes.
fn face(font: &FontInstance) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(font.font().data());
    hasher.update(&font.font().index().to_le_bytes());
    hasher.update(format!("{:?}", font.variations()).as_bytes());
    hasher.finalize()
}
