//! What the book is known by, over all rebuilds.

use crate::book::Book;

/// The e-book's identifier: its ISBN, else a name-based UUID of what stays the same over rebuilds and printings.
pub(super) fn of(book: &Book) -> String {
    match &book.metadata.isbn_epub {
        Some(isbn) => isbn_urn(isbn),
        None => format!("urn:uuid:{}", uuid(book)),
    }
}

/// `urn:isbn:` with the bare digits (RFC 3187).
pub(super) fn isbn_urn(isbn: &str) -> String {
    let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("urn:isbn:{digits}")
}

/// A UUID of version 8 (RFC 9562 §5.8): name-based, by BLAKE3, over title, language, contributors, the printed ISBN
/// and the edition, where it is not the first.
fn uuid(book: &Book) -> String {
    let metadata = &book.metadata;
    let mut hasher = blake3::Hasher::new_derive_key("recto e-book identifier");
    let mut feed = |words: &str| {
        hasher.update(&(words.len() as u64).to_le_bytes());
        hasher.update(words.as_bytes());
    };
    feed(&metadata.title);
    feed(metadata.subtitle.as_deref().unwrap_or_default());
    feed(metadata.language.tag());
    feed(metadata.isbn_print.as_deref().unwrap_or_default());
    if metadata.edition > 1 {
        feed(&metadata.edition.to_string());
    }
    for contributor in &metadata.contributors {
        feed(&contributor.name);
        feed(&contributor.relator);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0F) | 0x80;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}
