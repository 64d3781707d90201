//! The releases of a book, as they stand in its folder `editions/`.
//!
//! In: the book's files. Out: the releases in their order, and of one of them its snapshot, its inputs, its outputs, each proved
//! against the seal. What is damaged, altered or of another form is a finding that names it.

use std::collections::BTreeMap;

use super::archive;
use super::seal::{Broken, Number, Seal, counted, fingerprint, of_text};
use super::snapshot::Snapshot;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{BookPath, Bytes, FileFault, Files};

/// The folder of releases.
pub const FOLDER: &str = "editions";
/// A release's seal.
pub const SEAL: &str = "seal.toml";
/// A release's snapshot, compressed.
pub const SNAPSHOT: &str = "snapshot.zip";
/// A release's inputs, compressed.
pub const INPUTS: &str = "inputs.zip";
/// The name of the snapshot in its archive.
const INSIDE: &str = "snapshot.json";

/// A released edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its number.
    pub number: Number,
    /// Its seal.
    pub seal: Seal,
    /// The fingerprint of its seal.
    pub mark: String,
}

/// The releases in their order.
pub fn releases(files: &dyn Files, found: &mut Diagnostics) -> Vec<Release> {
    let mut all: BTreeMap<Number, (String, Release)> = BTreeMap::new();
    // What begins with a dot is a release that was never finished, or the system's own.
    for name in files.names(FOLDER.to_owned()).into_iter().filter(|name| !name.starts_with('.')) {
        let path = format!("{FOLDER}/{name}/{SEAL}");
        let bytes = match bytes(files, &path) {
            Ok(bytes) => bytes,
            Err(FileFault::Missing | FileFault::NotAFile) if Number::parse(&name).is_none() => continue,
            Err(_) => {
                found.push(damaged(&format!("`{FOLDER}/{name}` has no seal")));
                continue;
            }
        };
        match read(&path, &bytes) {
            Ok(release) => {
                if let Some((other, _)) = all.get(&release.number) {
                    found.push(twice(release.number, other, &name));
                } else if name != release.number.to_string() {
                    found.push(misnamed(&name, release.number));
                } else {
                    all.insert(release.number, (name, release));
                }
            }
            Err(finding) => found.push(finding),
        }
    }
    let all: Vec<Release> = all.into_values().map(|(_, release)| release).collect();
    found.extend(broken_links(&all));
    all
}

fn read(path: &str, bytes: &[u8]) -> Result<Release, Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|_| damaged(&format!("`{path}` is no text")))?;
    match Seal::read(text) {
        Ok(seal) => Ok(Release { number: seal.number(), seal, mark: of_text(text) }),
        Err(Broken::Format(format)) => {
            let message = format!("`{path}` is of format {format}, which this recto does not read");
            Err(Diagnostic::nowhere(Code::EditionFormat, message).hint("use the recto that made it, or a newer one"))
        }
        Err(Broken::Altered) => Err(damaged(&format!("`{path}` was altered after it was sealed"))),
        Err(Broken::Damaged(why)) => Err(damaged(&format!("`{path}` is no seal ({why})"))),
    }
}

/// Seals that do not name the one before them as it is.
fn broken_links(all: &[Release]) -> Vec<Diagnostic> {
    let by_number = |number: &str| all.iter().find(|release| release.number.to_string() == number);
    let mut found = Vec::new();
    for release in all {
        let Some(before) = &release.seal.before else { continue };
        match by_number(&before.release) {
            Some(earlier) if earlier.mark == before.seal => {}
            Some(earlier) => found.push(damaged(&format!(
                "`{FOLDER}/{}/{SEAL}` is another than the one that edition {} followed",
                earlier.number, release.number
            ))),
            None => found.push(damaged(&format!("edition {} is gone, which edition {} followed", before.release, release.number))),
        }
    }
    found
}

/// The release that somebody names: `2.1`, or `2` for its last printing.
///
/// # Errors
/// A finding that lists the releases there are.
pub fn find<'a>(all: &'a [Release], typed: &str) -> Result<&'a Release, Diagnostic> {
    let wanted = |release: &&Release| match (Number::parse(typed), counted(typed)) {
        (Some(number), _) => release.number == number,
        (None, Some(edition)) => release.number.edition == edition,
        (None, None) => false,
    };
    all.iter().rfind(wanted).ok_or_else(|| {
        let finding = Diagnostic::nowhere(Code::UnknownEdition, format!("there is no released edition `{typed}`"));
        if all.is_empty() {
            return finding.hint("release the book as it stands with `recto release`: nothing has been released yet");
        }
        let names: Vec<String> = all.iter().map(|release| format!("`{}`", release.number)).collect();
        finding.hint(format!("name one of these: {}", names.join(", ")))
    })
}

impl Release {
    /// A path in the release's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        format!("{FOLDER}/{}/{name}", self.number)
    }

    /// Its snapshot.
    ///
    /// # Errors
    /// A finding, where it is not what was sealed.
    pub fn snapshot(&self, files: &dyn Files) -> Result<Snapshot, Diagnostic> {
        let path = self.path(SNAPSHOT);
        let bytes = self.sealed(files, SNAPSHOT)?;
        let unpacked = archive::unpack(&bytes).map_err(|why| damaged(&format!("`{path}` can't be unpacked ({why})")))?;
        let text = unpacked.get(INSIDE).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        Snapshot::read(text).map_err(|why| damaged(&format!("`{path}` holds no snapshot ({why})")))
    }

    /// Its inputs by path.
    ///
    /// # Errors
    /// A finding, where they are not what was sealed.
    pub fn inputs(&self, files: &dyn Files) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
        let path = self.path(INPUTS);
        let bytes = self.sealed(files, INPUTS)?;
        let inputs = archive::unpack(&bytes).map_err(|why| damaged(&format!("`{path}` can't be unpacked ({why})")))?;
        let altered = inputs.iter().find(|(name, bytes)| self.seal.inputs.get(*name) != Some(&fingerprint(bytes)));
        match altered {
            Some((name, _)) => Err(damaged(&format!("`{name}` in `{path}` is not what was sealed"))),
            None => Ok(inputs),
        }
    }

    /// A file of the release as it was sealed.
    ///
    /// # Errors
    /// A finding, where it is not.
    pub fn sealed(&self, files: &dyn Files, name: &str) -> Result<Bytes, Diagnostic> {
        let path = self.path(name);
        let found = bytes(files, &path).map_err(|_| damaged(&format!("`{path}` is missing, or can't be read")))?;
        let was = self.seal.files.get(name).or_else(|| self.seal.outputs.get(name));
        if was == Some(&fingerprint(&found)) { Ok(found) } else { Err(damaged(&format!("`{path}` is not what was sealed"))) }
    }

    /// Everything in the release that is not what was sealed.
    #[must_use]
    pub fn damage(&self, files: &dyn Files) -> Vec<Diagnostic> {
        let names = self.seal.outputs.keys().chain(self.seal.files.keys());
        names.filter_map(|name| self.sealed(files, name).err()).collect()
    }
}

/// What is sealed: the seal and the files beside it, by name, the seal last.
///
/// # Errors
/// In the words of the library that packs.
pub fn seal(
    mut seal: Seal,
    snapshot: &Snapshot,
    inputs: &[(String, Bytes)],
    outputs: Vec<(String, Vec<u8>)>,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut files = outputs;
    seal.outputs = files.iter().map(|(name, bytes)| (name.clone(), fingerprint(bytes))).collect();
    let snapshot = archive::pack([(INSIDE, snapshot.write().as_bytes())])?;
    let inputs = archive::pack(inputs.iter().map(|(path, bytes)| (path.as_str(), &**bytes)))?;
    for (name, bytes) in [(SNAPSHOT, snapshot), (INPUTS, inputs)] {
        seal.files.insert(name.to_owned(), fingerprint(&bytes));
        files.push((name.to_owned(), bytes));
    }
    files.push((SEAL.to_owned(), seal.write().into_bytes()));
    Ok(files)
}

fn bytes(files: &dyn Files, path: &str) -> Result<Bytes, FileFault> {
    BookPath::new(path).map_err(|_| FileFault::Outside).and_then(|path| files.bytes(&path))
}

fn damaged(message: &str) -> Diagnostic {
    Diagnostic::nowhere(Code::DamagedEdition, message)
        .hint("bring the folder back from a copy or from version control: a release is never changed")
}

fn twice(number: Number, one: &str, other: &str) -> Diagnostic {
    let message = format!("`{FOLDER}/{one}` and `{FOLDER}/{other}` are both edition {number}");
    Diagnostic::nowhere(Code::DuplicateEdition, message).hint(format!("keep the one that was released, as `{FOLDER}/{number}`"))
}

fn misnamed(name: &str, number: Number) -> Diagnostic {
    let message = format!("`{FOLDER}/{name}` holds edition {number}");
    Diagnostic::nowhere(Code::DuplicateEdition, message).hint(format!("rename the folder to `{number}`, or take it out of `{FOLDER}/`"))
}
