//! Pictures: files checked by their headers.
//!
//! In: a path inside the book. Out: the file with its format and size, or the finding. What a picture holds beyond
//! its header is the writers' affair; a vector picture is read whole. Memoised: a file is looked at once.

use std::sync::Arc;

use comemo::Tracked;
use imagesize::ImageType;

use super::svg;
use crate::book::{PictureFile, PictureFormat};
use crate::diag::{Code, Diagnostic};
use crate::source::{BookPath, Bytes, FileFault, Files, Span};

/// The most pixels that a picture may have.
const MOST_PIXELS: u64 = 100_000_000;

/// Why a picture can't be had.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Fault {
    File(FileFault),
    NoPicture(String),
    TooLarge(u32, u32),
}

/// A picture of the book, or the finding at the place that names it.
pub(super) fn picture(files: Tracked<'_, dyn Files + '_>, path: &BookPath, span: Span) -> Result<Arc<PictureFile>, Box<Diagnostic>> {
    load(files, path.clone()).map_err(|fault| Box::new(finding(fault, path, span)))
}

#[comemo::memoize]
fn load(files: Tracked<'_, dyn Files + '_>, path: BookPath) -> Result<Arc<PictureFile>, Fault> {
    let bytes = files.bytes(&path).map_err(Fault::File)?;
    let (format, size) = inspect(&bytes)?;
    named(&path, format)?;
    if format != PictureFormat::Svg && u64::from(size.0) * u64::from(size.1) > MOST_PIXELS {
        return Err(Fault::TooLarge(size.0, size.1));
    }
    Ok(Arc::new(PictureFile { path, format, bytes, size }))
}

fn inspect(bytes: &Bytes) -> Result<(PictureFormat, (u32, u32)), Fault> {
    let head = bytes.iter().position(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
    if head.is_some_and(|at| bytes[at] == b'<') {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::NoPicture("it begins like an SVG and is not UTF-8".to_owned()))?;
        let size = svg::check(text.trim_start_matches('\u{FEFF}')).map_err(Fault::NoPicture)?;
        return Ok((PictureFormat::Svg, size));
    }
    let format = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => PictureFormat::Png,
        Ok(ImageType::Jpeg) => PictureFormat::Jpeg,
        Ok(ImageType::Gif) => PictureFormat::Gif,
        Ok(ImageType::Webp) => PictureFormat::Webp,
        Ok(other) => return Err(Fault::NoPicture(format!("it is of the format {other:?}, which e-books can't carry"))),
        Err(_) => return Err(Fault::NoPicture("its first bytes are of no format that recto knows".to_owned())),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| Fault::NoPicture("its header is broken".to_owned()))?;
    let fit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match (fit(size.width), fit(size.height)) {
        (0, _) | (_, 0) => Err(Fault::NoPicture("it has no width or no height".to_owned())),
        size => Ok((format, size)),
    }
}

/// That a file's name says what it is: readers of e-books and the typesetter go by it.
fn named(path: &BookPath, format: PictureFormat) -> Result<(), Fault> {
    let (is, endings): (&str, &[&str]) = match format {
        PictureFormat::Png => ("a PNG", &["png"]),
        PictureFormat::Jpeg => ("a JPEG", &["jpg", "jpeg"]),
        PictureFormat::Gif => ("a GIF", &["gif"]),
        PictureFormat::Webp => ("a WebP", &["webp"]),
        PictureFormat::Svg => ("an SVG", &["svg"]),
    };
    let name = path.to_string();
    match name.rsplit_once('.') {
        Some((_, ending)) if endings.iter().any(|right| ending.eq_ignore_ascii_case(right)) => Ok(()),
        Some(_) | None => Err(Fault::NoPicture(format!("it is {is}: its name must end in `.{}`", endings[0]))),
    }
}

fn finding(fault: Fault, path: &BookPath, span: Span) -> Diagnostic {
    match fault {
        Fault::NoPicture(cause) => Diagnostic::new(Code::BadPicture, span, format!("`{path}` is no picture that recto can use ({cause})"))
            .hint("give a PNG, JPEG, GIF, WebP, or an SVG without scripts and without links outside"),
        Fault::TooLarge(width, height) => {
            let message = format!("`{path}` has {width} × {height} pixels, more than 100 million");
            Diagnostic::new(Code::PictureTooLarge, span, message).hint("make it smaller: 300 pixels to the inch are enough in print")
        }
        Fault::File(fault) => Diagnostic::file(&fault, path, span),
    }
}
