//! Files of the book, read once a build and remembered.
//!
//! In: paths inside the book. Out: bytes, or why there are none. Links are resolved before anything is read, so that
//! nothing outside the book's folder is served; pipes and devices are never opened. Everything asked for is kept:
//! it is what a build depends on, files that were not there included.
#![expect(clippy::disallowed_methods, reason = "this is the room that touches files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::source::{BookPath, Bytes, FileFault, Files};

/// The largest file that is read: 64 MiB.
const LARGEST: u64 = 64 << 20;
/// Folders inside `fonts/` that are searched.
const DEPTH: usize = 8;

/// The book's files.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    asked: Mutex<Asked>,
}

#[derive(Debug, Default)]
struct Asked {
    files: BTreeMap<BookPath, Result<Bytes, FileFault>>,
    fonts: Option<Vec<BookPath>>,
    names: BTreeMap<String, Vec<String>>,
}

/// Fingerprints of everything that a build asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Path and fingerprint, or the fault that stood in its place.
    files: BTreeMap<String, String>,
    /// The list of the book's fonts, where it was asked for.
    fonts: Option<Vec<String>>,
    /// The names in folders that were asked for.
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
}

impl Disk {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, asked: Mutex::default() }
    }

    /// What was asked for so far.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let files = asked.files.iter().map(|(path, found)| (path.to_string(), fingerprint(found))).collect();
        let fonts = asked.fonts.as_ref().map(|fonts| fonts.iter().map(BookPath::to_string).collect());
        Inputs { files, fonts, names: asked.names.clone() }
    }

    /// Every file that was served, by path.
    #[must_use]
    pub fn served(&self) -> Vec<(String, Bytes)> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.files.iter().filter_map(|(path, found)| Some((path.to_string(), found.clone().ok()?))).collect()
    }

    /// Whether everything that a build asked for is as it was.
    #[must_use]
    pub fn still(&self, inputs: &Inputs) -> bool {
        let same = |(path, was): (&String, &String)| BookPath::new(path).is_ok_and(|path| fingerprint(&self.bytes(&path)) == *was);
        let fonts = || self.fonts().iter().map(BookPath::to_string).collect::<Vec<_>>();
        let listed = |(folder, was): (&String, &Vec<String>)| self.names(folder.clone()) == *was;
        inputs.files.iter().all(same) && inputs.fonts.as_ref().is_none_or(|was| fonts() == *was) && inputs.names.iter().all(listed)
    }

    fn read(&self, path: &BookPath) -> Result<Bytes, FileFault> {
        let place = self.locate(path);
        let real = match fs::canonicalize(&place) {
            Ok(real) => real,
            Err(fault) if fault.kind() == ErrorKind::PermissionDenied => return Err(FileFault::Forbidden),
            Err(_) => return Err(FileFault::Missing),
        };
        if !real.starts_with(&self.root) {
            return Err(FileFault::Outside);
        }
        let about = fs::metadata(&real).map_err(|fault| fault_of(&fault))?;
        if !about.is_file() {
            return Err(FileFault::NotAFile);
        }
        if about.len() > LARGEST {
            return Err(FileFault::TooLarge);
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(&real).map_err(|fault| fault_of(&fault))?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|fault| fault_of(&fault))?;
        if bytes.len() as u64 > LARGEST {
            return Err(FileFault::TooLarge);
        }
        Ok(bytes.into())
    }

    /// The place of a path. File systems that keep names in other normal forms than NFC are searched by name.
    fn locate(&self, path: &BookPath) -> PathBuf {
        let plain = self.root.join(path.as_str());
        if path.as_str().is_ascii() || stands(&plain) {
            return plain;
        }
        let mut place = self.root.clone();
        for part in path.as_str().split('/') {
            let direct = place.join(part);
            let same = |name: &String| name.nfc().eq(part.chars());
            place = if stands(&direct) { direct } else { place.join(names(&place).into_iter().find(same).unwrap_or(part.to_owned())) };
        }
        place
    }

    fn fonts_below(&self, folder: &str, depth: usize, found: &mut BTreeSet<BookPath>) {
        for name in names(&self.root.join(folder)) {
            let inside = format!("{folder}/{name}");
            let place = self.root.join(&inside);
            if is_folder(&place) {
                let within = real(&place).is_ok_and(|real| real.starts_with(&self.root));
                if within && depth < DEPTH {
                    self.fonts_below(&inside, depth + 1, found);
                }
            } else if let Ok(path) = BookPath::new(&inside)
                && ["otf", "ttf", "ttc"].contains(&path.extension().as_str())
            {
                found.insert(path);
            }
        }
    }
}

impl Files for Disk {
    fn bytes(&self, path: &BookPath) -> Result<Bytes, FileFault> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked.files.get(path) {
            return known.clone();
        }
        let found = self.read(path);
        asked.files.insert(path.clone(), found.clone());
        found
    }

    fn fonts(&self) -> Vec<BookPath> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let search = || {
            let mut found = BTreeSet::new();
            self.fonts_below("fonts", 0, &mut found);
            found.into_iter().collect()
        };
        asked.fonts.get_or_insert_with(search).clone()
    }

    fn names(&self, folder: String) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let search = || {
            let inside = real(&self.root.join(&folder)).is_ok_and(|real| real.starts_with(&self.root));
            if inside { names(&self.root.join(&folder)) } else { Vec::new() }
        };
        asked.names.entry(folder.clone()).or_insert_with(search).clone()
    }
}

fn fault_of(fault: &std::io::Error) -> FileFault {
    match fault.kind() {
        ErrorKind::PermissionDenied => FileFault::Forbidden,
        ErrorKind::NotFound => FileFault::Missing,
        ErrorKind::IsADirectory => FileFault::NotAFile,
        _ => FileFault::Other(fault.to_string()),
    }
}

fn fingerprint(found: &Result<Bytes, FileFault>) -> String {
    match found {
        Ok(bytes) => hash(bytes),
        Err(FileFault::Missing) => "missing".to_owned(),
        Err(FileFault::NotAFile) => "not a file".to_owned(),
        Err(FileFault::Outside) => "outside".to_owned(),
        Err(FileFault::TooLarge) => "too large".to_owned(),
        Err(FileFault::Forbidden) => "forbidden".to_owned(),
        Err(FileFault::Other(why)) => format!("unreadable: {why}"),
    }
}

/// The fingerprint of bytes.
pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The place with all links resolved.
pub(super) fn real(place: &Path) -> std::io::Result<PathBuf> {
    fs::canonicalize(place)
}

/// Whether anything stands at a place, a link that leads nowhere included.
pub(super) fn stands(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}

/// Whether a place is a folder, or a link to one.
pub(super) fn is_folder(place: &Path) -> bool {
    fs::metadata(place).is_ok_and(|about| about.is_dir())
}

/// The names in a folder, sorted; none where it can't be read.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
