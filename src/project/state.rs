//! What the last good build read and made.
//!
//! In: fingerprints. Out: whether an output is still what a build would make now. Time stamps are never looked at:
//! the same contents are the same book.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::disk::hash;
use super::{Disk, Inputs, Project};

/// `out/.recto/state.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// What was made, by the name of its kind: `pdf`, `epub`, `typst`.
    pub made: BTreeMap<String, Made>,
}

/// An output, and what it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The recto that made it.
    recto: String,
    /// What the command asked for beside the book: `no-pages`.
    settings: String,
    /// What was read.
    inputs: Inputs,
    /// Its files below `out/`, with their fingerprints.
    files: BTreeMap<String, String>,
    /// Pages, for a PDF.
    pub pages: Option<usize>,
    /// What a person does with the sheets, for a booklet.
    #[serde(default)]
    pub instructions: Option<String>,
    /// Bytes of all its files.
    pub size: usize,
    /// Warnings that the build gave.
    pub warnings: usize,
}

impl Made {
    /// A record of files just made.
    #[must_use]
    pub fn new(settings: &str, inputs: Inputs, files: &[(String, Vec<u8>)]) -> Self {
        Self {
            recto: version().to_owned(),
            settings: settings.to_owned(),
            inputs,
            files: files.iter().map(|(name, bytes)| (name.clone(), hash(bytes))).collect(),
            pages: None,
            instructions: None,
            size: files.iter().map(|(_, bytes)| bytes.len()).sum(),
            warnings: 0,
        }
    }

    /// The names of its files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Files of an earlier record that this one no longer has, with their fingerprints.
    pub fn gone<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let gone = |(name, _): &(&String, &String)| !self.files.contains_key(*name);
        before.files.iter().filter(gone).map(|(name, hash)| (name.as_str(), hash.as_str()))
    }
}

impl Project {
    /// Whether building it again from these files would change nothing.
    #[must_use]
    pub fn is_fresh(&self, made: &Made, settings: &str, files: &Disk) -> bool {
        made.recto == version()
            && made.settings == settings
            && made.files.iter().all(|(name, hash)| self.has_output(name, hash))
            && files.still(&made.inputs)
    }
}

/// This recto: its version and a fingerprint of its own sources.
#[must_use]
pub fn version() -> &'static str {
    env!("RECTO_BUILD")
}
