//! The book on disk: the only room that touches files.
//!
//! In: the folder that the reader stands in or names. Out: a [`Project`], which serves the book's files to the stages
//! ([`Disk`]), keeps what the last build read and made ([`State`]), and writes outputs whole or not at all. It knows
//! nothing of what is in them.

mod adopt;
mod disk;
mod new;
mod outputs;
mod release;
mod state;

use std::path::{Path, PathBuf};

pub use adopt::{Adopted, AdoptedText};
pub use disk::{Disk, Inputs};
pub use new::create;
pub use outputs::{Lock, Waiting};
pub use state::{Made, State, version};

/// A book's folder.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

/// Why there is no book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoBook {
    /// The folder is not there, or may not be entered; the system's words.
    NoFolder(String),
    /// The folder holds no book.toml. The nearest folder above that does, where one does.
    NoManifest(Option<PathBuf>),
}

impl Project {
    /// The book in a folder.
    ///
    /// # Errors
    /// [`NoBook`] where there is none.
    pub fn find(folder: &Path) -> Result<Self, NoBook> {
        let root = disk::real(folder).map_err(|fault| NoBook::NoFolder(fault.to_string()))?;
        if !disk::is_folder(&root) {
            return Err(NoBook::NoFolder("it is not a folder".to_owned()));
        }
        if disk::stands(&root.join("book.toml")) {
            return Ok(Self { root });
        }
        let above = root.ancestors().skip(1).find(|folder| disk::stands(&folder.join("book.toml")));
        Err(NoBook::NoManifest(above.map(Path::to_path_buf)))
    }

    /// The files of the book as they stand now.
    #[must_use]
    pub fn files(&self) -> Disk {
        Disk::new(self.root.clone())
    }
}
