//! Addresses: what leads out of the book, and how it is escaped.
//!
//! In: a link's target as typed. Out: an absolute URL of ASCII characters (RFC 3986), or nothing where it is none or
//! of a kind that a book can't carry.

use std::fmt::Write;

/// The schemes that a book may lead to.
const SCHEMES: [&str; 6] = ["https", "http", "mailto", "tel", "doi", "urn"];

/// An absolute URL, escaped.
pub(super) fn absolute(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let scheme = scheme(typed)?;
    SCHEMES.contains(&scheme.as_str()).then(|| escape(typed))
}

/// The scheme of a target, in lower case, where it has one.
pub(super) fn scheme(typed: &str) -> Option<String> {
    let (scheme, _) = typed.split_once(':')?;
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.len() > 1;
    (named && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))).then(|| scheme.to_ascii_lowercase())
}

/// Every character that a URL may not have, as `%XX`; a `%` that escapes nothing too.
fn escape(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    let bytes = url.as_bytes();
    for (i, b) in bytes.iter().enumerate() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let plain = b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(b) || (*b == b'%' && hex(i + 1) && hex(i + 2));
        if plain {
            escaped.push(char::from(*b));
        } else {
            let _ = write!(escaped, "%{b:02X}");
        }
    }
    escaped
}

/// A path or fragment with its `%XX` read; as it stands where they make no UTF-8.
pub(super) fn decode(typed: &str) -> String {
    let bytes = typed.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let code = typed.get(i + 1..i + 3).filter(|_| bytes[i] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(code.unwrap_or(bytes[i]));
        i += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{absolute, decode};

    #[test]
    fn urls_are_escaped_once() {
        assert_eq!(absolute("https://a.org/x y?q=ș%20%").as_deref(), Some("https://a.org/x%20y?q=%C8%99%20%25"));
        assert_eq!(absolute("javascript:alert(1)"), None);
        assert_eq!(absolute("C:/file"), None);
        assert_eq!(absolute("chapter.md"), None);
    }

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decode("a%20b%C8%99.md"), "a bș.md");
        assert_eq!(decode("50%"), "50%");
        assert_eq!(decode("%FF"), "%FF");
    }
}
