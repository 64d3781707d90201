//! Pictures that can't be set or exported, found before anything is laid out.
//!
//! In: the book. Out: a finding at each place that names such a picture. The typesetter decodes a picture once, here or when it
//! is set. An e-book would carry a broken file to its readers, so this is asked for both outputs.

use std::collections::BTreeMap;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::lower::walk;
use super::world::Shared;
use crate::book::{BlockKind, Book, Illustration, InlineKind, PictureFile, PictureFormat, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::BookPath;

/// Reports every picture that can't be used, at each place.
pub fn check(book: &Book, found: &mut Diagnostics) {
    let faults: BTreeMap<&BookPath, String> = book.pictures.iter().filter_map(|(path, picture)| Some((path, fault(picture)?))).collect();
    if faults.is_empty() {
        return;
    }
    each(book, &mut |picture| {
        let Some(cause) = faults.get(&picture.path) else { return };
        let message = format!("`{}` is no picture that recto can use ({cause})", picture.path);
        let finding = match picture.origin {
            Some(span) => Diagnostic::new(Code::BadPicture, span, message),
            None => Diagnostic::nowhere(Code::BadPicture, message),
        };
        found.push(finding.hint("open it in a picture editor and save it anew, in RGB or in greys"));
    });
}

/// What is wrong with a picture beyond its header.
fn fault(picture: &PictureFile) -> Option<String> {
    let bytes = || Bytes::new(Shared(picture.bytes.clone()));
    let broken = |why: &str| format!("its content is broken: {}", why.split_whitespace().collect::<Vec<_>>().join(" "));
    let raster = |format| RasterImage::plain(bytes(), format).err().map(|why| broken(&why));
    match picture.format {
        PictureFormat::Png => raster(ExchangeFormat::Png),
        PictureFormat::Jpeg if components(&picture.bytes) == Some(4) => {
            Some("it is a JPEG in CMYK, which needs a profile of its press".to_owned())
        }
        PictureFormat::Jpeg => raster(ExchangeFormat::Jpg),
        PictureFormat::Gif => raster(ExchangeFormat::Gif),
        PictureFormat::Webp => raster(ExchangeFormat::Webp),
        PictureFormat::Svg => SvgImage::new(bytes()).err().map(|_| "the drawing is broken, or has too many parts".to_owned()),
    }
}

/// The colour components of a JPEG, from its frame header (ITU-T T.81, B.2.2).
fn components(jpeg: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *jpeg.get(at..at + 4)? else { return None };
        let frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if frame {
            return jpeg.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// Every picture in its place.
fn each<'a>(book: &'a Book, f: &mut impl FnMut(&'a Illustration)) {
    for section in &book.sections {
        let notes = section.notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&section.blocks).chain(notes) {
            visit::blocks(blocks, &mut |block| {
                if let BlockKind::Figure(figure) = &block.kind {
                    figure.pictures.iter().for_each(&mut *f);
                }
            });
        }
        walk::section(section, &mut |inline| {
            if let InlineKind::Picture(picture) = &inline.kind {
                f(picture);
            }
        });
    }
}
