//! What the tests share: case files, the books they hold, what becomes of them.

pub(crate) mod book;
pub(crate) mod case;
pub(crate) mod invariants;
pub(crate) mod made;
pub(crate) mod outcome;
pub(crate) mod places;
pub(crate) mod run;
pub(crate) mod words;

use std::path::{Path, PathBuf};

/// A path in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
