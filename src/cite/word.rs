//! The wording itself.

use super::record::Records;
use super::{Request, Style, Worded};
use crate::diag::Diagnostics;
use crate::locale::Language;

/// Words all citations of a book in their order, and its bibliography. `also` are the keys of `nocite`.
#[must_use]
pub fn word(
    _records: &Records,
    _style: &Style,
    _language: &Language,
    requests: &[Request],
    _also: &[String],
    _found: &mut Diagnostics,
) -> Worded {
    Worded { citations: vec![Default::default(); requests.len()], entries: Vec::new() }
}
