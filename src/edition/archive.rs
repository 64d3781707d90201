//! Files ↔ one compressed file.
//!
//! In: paths and bytes. Out: a zip archive with one fixed date, so that the same files give the same bytes; and back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most that an archive may hold when it is unpacked: as much as any book.
const LARGEST: u64 = 4 << 30;

/// Packs files.
///
/// # Errors
/// In the words of the library.
pub(super) fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, String> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in files {
        writer.start_file(path, options).map_err(|fault| fault.to_string())?;
        writer.write_all(bytes).map_err(|fault| fault.to_string())?;
    }
    writer.finish().map(Cursor::into_inner).map_err(|fault| fault.to_string())
}

/// Unpacks files.
///
/// # Errors
/// In words: the archive is damaged.
pub(super) fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| fault.to_string())?;
    let mut files = BTreeMap::new();
    let mut room = LARGEST;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|fault| fault.to_string())?;
        let name = entry.name().map_err(|fault| fault.to_string())?.into_owned();
        let mut inside = Vec::new();
        entry.take(room).read_to_end(&mut inside).map_err(|fault| fault.to_string())?;
        room -= inside.len() as u64;
        files.insert(name, inside);
    }
    Ok(files)
}
