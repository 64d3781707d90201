//! Releases on the disk: whole or absent.
//!
//! In: a release's files. Out: its folder in `editions/`. All bytes are on the disk, in a folder of another name, before that
//! folder takes its own by one renaming. A folder that is there is never touched.
#![expect(clippy::disallowed_methods, reason = "this is the room that touches files")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::outputs::{builder, not_written, own_folder, sync_folder};
use super::{Lock, Project};
use crate::diag::Diagnostic;

/// Where a release is put together: what a killed one left there goes.
const WORKSHOP: &str = ".sealing";

impl Project {
    /// Writes a release: the name of its folder in `editions/`, names and bytes of its files. The lock keeps others away.
    ///
    /// # Errors
    /// A finding of the environment.
    pub fn seal(&self, _lock: &Lock, name: &str, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
        let editions = self.root.join("editions");
        let made = own_folder(&editions, &self.root).and_then(|()| write(&editions, name, files));
        made.map_err(|fault| not_written(&format!("editions/{name}"), &fault))
    }

    /// Adds lines to `editions/reasons.toml`, which is made where it is not there. It is replaced whole.
    ///
    /// # Errors
    /// A finding of the environment.
    pub fn add_to_reasons(&self, _lock: &Lock, more: &str) -> Result<(), Diagnostic> {
        let editions = self.root.join("editions");
        let place = editions.join("reasons.toml");
        let add = || -> io::Result<()> {
            own_folder(&editions, &self.root)?;
            let mut text = match fs::read_to_string(&place) {
                Ok(text) => text,
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => String::new(),
                Err(fault) => return Err(fault),
            };
            text.push_str(if text.is_empty() { more.trim_start() } else { more });
            let mut file = builder().tempfile_in(&editions)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&place).map_err(|fault| fault.error)?;
            sync_folder(&editions);
            Ok(())
        };
        add().map_err(|fault| not_written("editions/reasons.toml", &fault))
    }
}

fn write(editions: &Path, name: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let (workshop, place) = (editions.join(WORKSHOP), editions.join(name));
    if fs::symlink_metadata(&place).is_ok() {
        return Err(io::Error::other("something stands in its place"));
    }
    if fs::symlink_metadata(&workshop).is_ok() {
        fs::remove_dir_all(&workshop)?;
    }
    fs::create_dir(&workshop)?;
    for (name, bytes) in files {
        let mut file = fs::File::options().write(true).create_new(true).open(workshop.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    sync_folder(&workshop);
    fs::rename(&workshop, &place)?;
    sync_folder(editions);
    Ok(())
}
