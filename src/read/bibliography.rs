//! Bibliography files → records.

use crate::cite::record::Records;
use crate::diag::Diagnostics;
use crate::source::Source;

/// Adds the sources of a file.
pub(super) fn records(_source: &Source, _records: &mut Records, _found: &mut Diagnostics) {}
