//! Editions: what was released, and what has changed since.
//!
//! In: a book, its page map, what its pages look like; releases made before. Out: a [`Snapshot`] with every passage's words and
//! the printed page and line of each, the differences of two snapshots as a list of errata, the pages whose look changed and the
//! sheets that hold them. It reads through [`crate::source::Files`] and writes nothing: `project` does.

mod align;
mod archive;
mod changes;
mod errata;
mod imprint;
mod page;
mod passages;
mod reasons;
mod releases;
mod rules;
mod seal;
mod sheets;
mod snapshot;
mod tokens;
mod verify;
mod wording;

pub use changes::{Change, Changes, Place, Shape, Spot, changes};
pub use errata::{Erratum, Kind, errata};
pub use imprint::imprint;
pub use page::{fill, slip};
pub use passages::{Passage, PassageKind, Passages, Start, passages};
pub use reasons::{REASONS, Reason, explain, reasons, to_be_explained};
pub use releases::{FOLDER, INPUTS, Release, SEAL, SNAPSHOT, find, releases, seal};
pub use rules::may_be_released;
pub use seal::{Before, Broken, Number, Seal, fingerprint};
pub use sheets::{Overrun, Reprint, overruns, page_table, pages_on_sheets, reprint};
pub use snapshot::{Datum, FORMAT, PageRecord, Snapshot};
pub use verify::{differences, first_difference};
pub use wording::{line, phrase, place};
