//! The container: epub-builder's, put right.
//!
//! epub-builder 0.8.3 makes the whole EPUB; then every entry of it is copied as it is, compressed, but three: the package
//! document, the navigation document and the NCX, which are ours. Why:
//! - one author and one language get the same id, which is invalid;
//! - it knows no manifest properties, page-list, accessibility metadata, `linear`, roles or names to sort by;
//! - values of its `metadata` are written without escaping, an empty landmarks list is invalid;
//! - its traits `Zip` and `MetadataRenderer` are not exported, so nothing can be changed from outside.
//!
//! The copy also gives every entry one fixed time. A test holds that the other entries are taken over byte for byte.

use std::io::{Cursor, Write};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::File;
use super::cover::Cover;
use crate::book::Book;

/// What epub-builder packs.
pub(super) struct Files {
    pub(super) stylesheet: String,
    pub(super) documents: Vec<File>,
    pub(super) cover: Cover,
    pub(super) resources: Vec<File>,
}

/// What takes the place of epub-builder's own.
pub(super) struct Ours {
    pub(super) package: String,
    pub(super) navigation: String,
    pub(super) ncx: String,
}

/// The bytes of the container, or why it could not be made.
pub(super) fn pack(book: &Book, files: &Files, ours: &Ours) -> Result<Vec<u8>, String> {
    let generated = generate(book, files).map_err(|fault| fault.to_string())?;
    put_right(generated, ours).map_err(|fault| fault.to_string())
}

fn generate(book: &Book, files: &Files) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("lang", book.language().tag())?;
    builder.stylesheet(files.stylesheet.as_bytes())?;
    let picture = &files.cover.picture;
    builder.add_cover_image(&picture.path, picture.bytes.as_slice(), picture.media)?;
    for document in std::iter::once(&files.cover.page).chain(&files.documents) {
        builder.add_content(EpubContent::new(document.path.as_str(), document.bytes.as_slice()))?;
    }
    for resource in &files.resources {
        builder.add_resource(&resource.path, resource.bytes.as_slice(), resource.media)?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

/// Copies the container, our three documents in the place of its own. `mimetype` stays first and stored.
fn put_right(generated: Vec<u8>, ours: &Ours) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(generated))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let time = DateTime::default();
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(time).unix_permissions(MODE);
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at)?;
        let name = entry.name()?.into_owned();
        let own = match name.as_str() {
            "OEBPS/content.opf" => &ours.package,
            "OEBPS/nav.xhtml" => &ours.navigation,
            "OEBPS/toc.ncx" => &ours.ncx,
            _ => {
                writer.raw_copy_file_touch(entry, time, Some(MODE))?;
                continue;
            }
        };
        drop(entry);
        writer.start_file(name, options)?;
        writer.write_all(own.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Readable by all, writable by the owner.
const MODE: u32 = 0o644;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read;

    use super::*;

    type Raw = BTreeMap<String, (u32, CompressionMethod, Vec<u8>)>;

    fn raw(bytes: Vec<u8>) -> (Vec<String>, Raw) {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a container");
        let (mut order, mut entries) = (Vec::new(), Raw::new());
        for at in 0..archive.len() {
            let mut entry = archive.by_index_raw(at).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("bytes");
            order.push(name.clone());
            entries.insert(name, (entry.crc32(), entry.compression(), bytes));
        }
        (order, entries)
    }

    #[test]
    fn all_but_three_entries_are_taken_over_byte_for_byte() {
        let mut builder = EpubBuilder::new(ZipLibrary::new().expect("a zip")).expect("a builder");
        builder.add_content(EpubContent::new("a.xhtml", "<html/>".as_bytes())).expect("content");
        builder.add_resource("b.png", [1, 2, 3].as_slice(), "image/png").expect("a resource");
        let mut generated = Vec::new();
        builder.generate(&mut generated).expect("generated");
        let ours = Ours { package: "P".to_owned(), navigation: "N".to_owned(), ncx: "X".to_owned() };
        let (order, before) = raw(generated.clone());
        let (same, after) = raw(put_right(generated, &ours).expect("put right"));
        assert_eq!(order, same);
        assert_eq!((order[0].as_str(), after["mimetype"].1), ("mimetype", CompressionMethod::Stored));
        let replaced: Vec<&str> = after.iter().filter(|(name, entry)| before[*name] != **entry).map(|(name, _)| name.as_str()).collect();
        assert_eq!(replaced, ["OEBPS/content.opf", "OEBPS/nav.xhtml", "OEBPS/toc.ncx"]);
    }
}
