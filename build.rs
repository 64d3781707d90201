//! Names this build of recto: `RECTO_BUILD`, a fingerprint of everything that shapes its outputs.
//!
//! A book is set again when the recto that set it was another one, decided by content as for the book's own files.
#![expect(clippy::disallowed_methods, reason = "the sources are read before there is a recto")]

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for part in ["src", "fonts", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={part}");
        add(&root.join(part), &mut hasher);
    }
    println!("cargo:rustc-env=RECTO_BUILD={}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish());
}

/// Adds a file, or the files below a folder in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.iter().for_each(|path| add(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        hasher.write(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&bytes);
    }
}
