//! Markdown → manuscript.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::manuscript::TextFile;
use crate::source::Source;

/// Reads a Markdown file. A pure function of the text, memoised.
pub fn text_file(source: &Source) -> (Arc<TextFile>, Arc<[Diagnostic]>) {
    let file = TextFile {
        file: source.id,
        path: source.path.clone(),
        front_matter: Default::default(),
        blocks: Vec::new(),
        notes: Default::default(),
    };
    (Arc::new(file), Arc::new([]))
}
