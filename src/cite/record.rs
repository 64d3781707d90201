//! Records: sources as a reader of any of the three formats leaves them.

use std::collections::BTreeMap;

use crate::source::Span;

/// All sources of a book by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// The records.
    pub by_key: BTreeMap<String, Record>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its key.
    pub key: String,
    /// Where it is written.
    pub span: Span,
    /// The source's type: the input's own word (`archival`, `book`, `article` …), for `groups`.
    pub kind: String,
    /// The CSL item, as CSL-JSON names its variables (CSL 1.0.2, appendix III and IV).
    pub item: serde_json::Map<String, serde_json::Value>,
}
