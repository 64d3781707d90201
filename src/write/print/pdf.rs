//! Pages → PDF.
//!
//! In: a layout, the book's metadata. Out: PDF/A-2a and PDF/UA-1 in one file. The typesetter writes black in a grey
//! profile that printers spread over four plates; here it becomes DeviceGray, which is the black plate alone.

use lopdf::{Document, Object};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::pack;
use crate::book::{Date, Metadata};

/// What went wrong: the typesetter's findings, or the words of the library that rewrites the file.
pub(super) enum Fault {
    Typesetter(typst::ecow::EcoVec<typst::diag::SourceDiagnostic>),
    Rewriting(String),
}

/// Exports the pages.
pub(super) fn export(document: &PagedDocument, metadata: &Metadata) -> Result<Vec<u8>, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| Fault::Rewriting(format!("{e:?}")))?;
    let options = PdfOptions { standards, ..options(metadata, &metadata.title) };
    let pdf = typst_pdf::pdf(document, &options).map_err(Fault::Typesetter)?;
    pack::pack(&pdf).ok_or_else(|| Fault::Rewriting("the exporter writes files in another way".to_owned()))
}

/// What every PDF of a book says of itself.
pub(super) fn options(metadata: &Metadata, title: &str) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(format!("recto {} {title} {}.{}", metadata.name, metadata.edition, metadata.printing)),
        creator: Smart::Custom(Some(format!("recto {}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(metadata.date),
        ..PdfOptions::default()
    }
}

/// Midnight of the edition's day; of the first of January 1970 where the book gives none.
fn timestamp(date: Option<Date>) -> Option<Timestamp> {
    let (year, month, day) = date.map_or((1970, 1, 1), |d| (i32::from(d.year), d.month, d.day));
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc)
}

/// Replaces the one-component profile by DeviceGray (ISO 32000-1, 8.6.4.2).
pub(super) fn black(file: &mut Document) {
    let grey: Vec<_> = file
        .objects
        .iter()
        .filter(|(_, object)| object.as_stream().is_ok_and(|s| s.dict.get(b"N").and_then(Object::as_i64).is_ok_and(|n| n == 1)))
        .map(|(id, _)| *id)
        .collect();
    for object in file.objects.values_mut() {
        replace(object, &grey);
    }
}

fn replace(object: &mut Object, grey: &[lopdf::ObjectId]) {
    let is_grey = |array: &[Object]| match array {
        [Object::Name(name), Object::Reference(profile)] => name == b"ICCBased" && grey.contains(profile),
        _ => false,
    };
    match object {
        Object::Array(array) if is_grey(array) => *object = Object::Name(b"DeviceGray".to_vec()),
        Object::Array(array) => array.iter_mut().for_each(|inner| replace(inner, grey)),
        Object::Dictionary(inner) => inner.iter_mut().for_each(|(_, value)| replace(value, grey)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| replace(value, grey)),
        _ => {}
    }
}
