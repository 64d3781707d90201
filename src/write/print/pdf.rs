//! Pages → PDF.
//!
//! In: a layout, the book's metadata. Out: PDF/A-2a and PDF/UA-1 in one file, or a plain file for paper. The typesetter writes black in a grey
//! profile that printers spread over four plates; here it becomes DeviceGray, which is the black plate alone.

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Sections, fault, pack};
use crate::book::{Date, Metadata};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// What went wrong: the typesetter's findings, or the words of the library that rewrites the file.
pub(super) enum Fault {
    Typesetter(typst::ecow::EcoVec<typst::diag::SourceDiagnostic>),
    Rewriting(String),
}

impl Fault {
    /// Reports it; `what` is what could not be written.
    pub(super) fn tell(self, what: &str, sections: &Sections, found: &mut Diagnostics) {
        match self {
            Self::Typesetter(errors) => errors.iter().for_each(|e| found.push(fault::error(e, &|_| None, sections))),
            Self::Rewriting(why) => {
                let message = format!("{what} could not be written ({why})");
                found.push(Diagnostic::nowhere(Code::TypesetterFault, message).hint(fault::OURS));
            }
        }
    }
}

/// The book's pages, with their tags.
pub(super) fn export(document: &PagedDocument, metadata: &Metadata) -> Result<Vec<u8>, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| Fault::Rewriting(format!("{e:?}")))?;
    write(document, &PdfOptions { standards, ..options(metadata, &metadata.title) })
}

/// Pages for paper: without tags, and of no standard.
pub(super) fn plain(document: &PagedDocument, metadata: &Metadata, title: &str) -> Result<Vec<u8>, Fault> {
    write(document, &PdfOptions { tagged: false, ..options(metadata, title) })
}

fn write(document: &PagedDocument, options: &PdfOptions) -> Result<Vec<u8>, Fault> {
    let pdf = typst_pdf::pdf(document, options).map_err(Fault::Typesetter)?;
    pack::pack(&pdf).ok_or_else(|| Fault::Rewriting("the exporter writes files in another way".to_owned()))
}

/// What every PDF of a book says of itself.
fn options(metadata: &Metadata, title: &str) -> PdfOptions {
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
