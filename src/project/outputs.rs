//! Outputs: whole or not at all.
//!
//! In: names below `out/` and bytes. Out: files. All bytes are on the disk under `out/.recto/tmp/` before the first
//! output is touched; then each takes its place by renaming, so that at any moment, with a full disk or a killed
//! process too, a reader finds the last good file or the new one. Only files that recto made are ever removed.
#![expect(clippy::disallowed_methods, reason = "this is the room that touches files")]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::disk::{hash, real};
use super::{Project, State};
use crate::diag::{Code, Diagnostic};

/// The right to write into `out/`: one build of a book at a time. The system takes it back when the process ends,
/// however it ends.
#[derive(Debug)]
pub struct Lock {
    /// Held open: closing the file gives the lock back.
    _file: fs::File,
    pub(super) out: PathBuf,
}

/// Another build holds the lock.
#[derive(Debug)]
pub struct Waiting {
    file: fs::File,
    out: PathBuf,
}

impl Project {
    /// Takes the lock, or says that another build holds it.
    ///
    /// # Errors
    /// Where `out/` can't be made or written, or leads out of the book.
    pub fn lock(&self) -> Result<Result<Lock, Waiting>, Diagnostic> {
        let out = self.root.join("out");
        let state = out.join(".recto");
        let open = || -> io::Result<fs::File> {
            own_folder(&out, &self.root)?;
            own_folder(&state, &self.root)?;
            let place = state.join("lock");
            if fs::symlink_metadata(&place).is_ok_and(|about| !about.is_file()) {
                return Err(io::Error::other("something else stands at `out/.recto/lock`"));
            }
            fs::File::options().create(true).truncate(false).write(true).open(place)
        };
        let file = open().map_err(|fault| not_written("out", &fault))?;
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Ok(Err(Waiting { file, out })),
            // File systems without locks: the renaming alone must do.
            Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Ok(Lock { _file: file, out })),
        }
    }

    /// Whether an output has exactly these bytes' fingerprint.
    pub(super) fn has_output(&self, name: &str, fingerprint: &str) -> bool {
        fingerprint_of(&self.root.join("out").join(name)).is_some_and(|now| now == fingerprint)
    }

    /// What the last good build left; nothing where there is none, or where it can't be read.
    #[must_use]
    pub fn state(&self) -> State {
        let text = fs::read(self.root.join("out/.recto/state.json")).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }
}

impl Waiting {
    /// Waits until the other build has ended.
    #[must_use]
    pub fn wait(self) -> Lock {
        // A lock that can't be waited for is one that the file system lost: the renaming alone must do.
        let _ = self.file.lock();
        Lock { _file: self.file, out: self.out }
    }
}

impl Lock {
    /// Writes outputs: names below `out/` and their bytes. None of them is touched before all are safe on the disk.
    ///
    /// # Errors
    /// A finding of the environment that names the output.
    pub fn write(&self, outputs: &[(&str, &[u8])]) -> Result<(), Diagnostic> {
        let tmp = self.out.join(".recto").join("tmp");
        self.empty(&tmp).map_err(|fault| not_written("out/.recto/tmp", &fault))?;
        let mut ready = Vec::new();
        for (name, bytes) in outputs {
            let file = self.prepare(&tmp, name, bytes).map_err(|fault| not_written(&format!("out/{name}"), &fault))?;
            ready.push((name, file));
        }
        for (name, file) in ready {
            let place = self.out.join(name);
            file.persist(&place).map_err(|fault| not_written(&format!("out/{name}"), &fault.error))?;
            sync_folder(place.parent().unwrap_or(&self.out));
        }
        Ok(())
    }

    /// Removes an output of an earlier build that this one no longer makes, if it is still what recto wrote.
    pub fn remove(&self, name: &str, fingerprint: &str) {
        let place = self.out.join(name);
        if fingerprint_of(&place).is_some_and(|now| now == fingerprint) && fs::remove_file(&place).is_ok() {
            // A folder that is empty now was made for that file; one that is not stays.
            let folder = place.parent().filter(|folder| *folder != self.out);
            folder.map(fs::remove_dir);
        }
    }

    /// Keeps what this build read and made.
    ///
    /// # Errors
    /// A finding of the environment.
    pub fn keep(&self, state: &State) -> Result<(), Diagnostic> {
        let text = serde_json::to_vec_pretty(state).unwrap_or_default();
        self.write(&[(".recto/state.json", &text)])
    }

    /// An empty folder for files that are not whole yet: what a killed build left there goes.
    fn empty(&self, tmp: &Path) -> io::Result<()> {
        own_folder(tmp, &self.out)?;
        for entry in fs::read_dir(tmp)? {
            fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    fn prepare(&self, tmp: &Path, name: &str, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let place = self.out.join(name);
        let mut folder = self.out.clone();
        for part in Path::new(name).parent().into_iter().flat_map(Path::components) {
            folder.push(part);
            own_folder(&folder, &self.out)?;
        }
        if fs::symlink_metadata(&place).is_ok_and(|about| about.is_dir()) {
            return Err(io::Error::other("a folder stands in its place"));
        }
        let mut file = builder().tempfile_in(tmp)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    }
}

/// Files with the rights that the user's other files get, not those of secrets.
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "rights are set on Unix alone"))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Makes a folder where there is none. It must be one that lies inside `within`, links resolved.
pub(super) fn own_folder(place: &Path, within: &Path) -> io::Result<()> {
    match fs::create_dir(place) {
        Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
            if !fs::metadata(place)?.is_dir() {
                Err(io::Error::other("something that is no folder stands in its place"))
            } else if !real(place)?.starts_with(real(within)?) {
                Err(io::Error::other("its folder is a link that leads elsewhere"))
            } else {
                Ok(())
            }
        }
        made => made,
    }
}

/// Makes a renaming last. Systems that can't sync a folder have no need of it.
pub(super) fn sync_folder(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

fn fingerprint_of(place: &Path) -> Option<String> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|about| about.is_file());
    is_file.then(|| fs::read(place).ok()).flatten().map(|bytes| hash(&bytes))
}

pub(super) fn not_written(name: &str, fault: &io::Error) -> Diagnostic {
    let finding = Diagnostic::nowhere(Code::OutputNotWritten, format!("`{name}` could not be written ({fault})")).environment();
    match fault.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => finding.hint("make room on the disk and build again"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            finding.hint("give yourself the right to write into the book's folder, or copy the book elsewhere")
        }
        _ => finding,
    }
}
