//! Addresses: what leads out of the book, and how it is escaped.
//!
//! In: a link's target as typed. Out: an absolute URL of ASCII characters (RFC 3986), or nothing where it is none or
//! of a kind that a book can't carry; what is wrong with it, so that no output holds an address that programs refuse.

use std::fmt::Write;

/// The schemes that a book may lead to.
const SCHEMES: [&str; 6] = ["https", "http", "mailto", "tel", "doi", "urn"];

/// Bytes of an address that the PDF's link can hold.
const LONGEST: usize = 8000;

/// Bytes of a part of a host's name (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// An absolute URL, escaped.
pub(super) fn absolute(typed: &str) -> Option<String> {
    address(typed)?.ok()
}

/// What is wrong with an address whose scheme a book may lead to.
pub(super) fn fault(typed: &str) -> Option<&'static str> {
    address(typed)?.err()
}

/// An absolute URL, or why it is none; nothing where the scheme is of no kind that a book can carry.
fn address(typed: &str) -> Option<Result<String, &'static str>> {
    let typed = typed.trim();
    let scheme = scheme(typed).filter(|scheme| SCHEMES.contains(&scheme.as_str()))?;
    let rest = &typed[scheme.len() + 1..];
    let url = match scheme.as_str() {
        "http" | "https" => web(typed, rest),
        "doi" if !rest.trim_matches('/').is_empty() => web("https://doi.org/", &format!("//doi.org/{}", rest.trim_start_matches('/'))),
        _ if rest.is_empty() => Err("nothing stands behind its colon"),
        "urn" if !rest.split_once(':').is_some_and(|(space, name)| !space.is_empty() && !name.is_empty()) => {
            Err("an `urn:` has a name space and a name: `urn:isbn:…`")
        }
        _ => Ok(format!("{scheme}:{}", escape(rest))),
    };
    Some(
        url.and_then(
            |url| if url.len() > LONGEST { Err("it has more than 8,000 bytes, which no link of a PDF can hold") } else { Ok(url) },
        ),
    )
}

/// An address of the web (WHATWG URL §4): `rest` is what stands behind `https:`.
fn web(typed: &str, rest: &str) -> Result<String, &'static str> {
    let scheme = scheme(typed).unwrap_or_default();
    let host_on = rest.strip_prefix("//").ok_or("two slashes and a host are missing behind its colon")?;
    let end = host_on.find(['/', '?', '#']).unwrap_or(host_on.len());
    let (authority, path) = host_on.split_at(end);
    if authority.matches('@').count() > 1 {
        return Err("two `@` stand before its path");
    }
    let url = format!("{scheme}://{}{}", escape_authority(authority), escape(path));
    let parsed = url::Url::parse(&url).map_err(cause)?;
    let host = parsed.host_str().filter(|host| !host.is_empty() && !authority.is_empty()).ok_or("it names no host")?;
    let labels = host.strip_suffix('.').unwrap_or(host);
    if labels.split('.').any(str::is_empty) {
        return Err("a part of its host's name is empty");
    }
    if labels.split('.').any(|label| label.len() > LONGEST_LABEL) && !host.starts_with('[') {
        return Err("a part of its host's name has more than 63 bytes");
    }
    Ok(url)
}

/// Why the address cannot be read.
fn cause(fault: url::ParseError) -> &'static str {
    match fault {
        url::ParseError::EmptyHost => "it names no host",
        url::ParseError::InvalidPort => "its port is no number up to 65535",
        url::ParseError::InvalidIpv4Address | url::ParseError::InvalidIpv6Address => "the number of its host is none",
        url::ParseError::InvalidDomainCharacter | url::ParseError::IdnaError => "its host's name has a sign that no such name has",
        _ => "it cannot be read",
    }
}

/// The scheme of a target, in lower case, where it has one.
pub(super) fn scheme(typed: &str) -> Option<String> {
    let (scheme, _) = typed.split_once(':')?;
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.len() > 1;
    (named && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))).then(|| scheme.to_ascii_lowercase())
}

/// Every character that may not stand behind a URL's host, as `%XX`; a `%` that escapes nothing and a second `#` too.
fn escape(url: &str) -> String {
    let fragment = url.find('#');
    escaped(url, &|at, b| b"-._~:/?@!$&'()*+,;=".contains(&b) || fragment == Some(at))
}

/// The same for what stands before the path, where brackets may hold a number.
fn escape_authority(authority: &str) -> String {
    escaped(authority, &|_, b| b"-._~:@!$&'()*+,;=[]".contains(&b))
}

fn escaped(url: &str, sign: &dyn Fn(usize, u8) -> bool) -> String {
    let mut escaped = String::with_capacity(url.len());
    let bytes = url.as_bytes();
    for (i, b) in bytes.iter().enumerate() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        if b.is_ascii_alphanumeric() || sign(i, *b) || (*b == b'%' && hex(i + 1) && hex(i + 2)) {
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
    use super::{absolute, decode, fault};

    #[test]
    fn urls_are_escaped_once() {
        assert_eq!(absolute("https://a.org/x y?q=ș%20%").as_deref(), Some("https://a.org/x%20y?q=%C8%99%20%25"));
        assert_eq!(absolute("javascript:alert(1)"), None);
        assert_eq!(absolute("C:/file"), None);
        assert_eq!(absolute("chapter.md"), None);
        assert_eq!(absolute("http://a.org/[x]#b#c").as_deref(), Some("http://a.org/%5Bx%5D#b%23c"));
        assert_eq!(absolute("http://é.org/ü").as_deref(), Some("http://%C3%A9.org/%C3%BC"));
        assert_eq!(absolute("http://[::1]:80/").as_deref(), Some("http://[::1]:80/"));
        assert_eq!(absolute("doi:10.1000/182").as_deref(), Some("https://doi.org/10.1000/182"));
        assert_eq!(absolute("mailto:a@b.org").as_deref(), Some("mailto:a@b.org"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "http:",
            "http://",
            "http:/x.org",
            "http:x.org",
            "http:///x",
            "http://?x",
            "http://@/",
            "http://[::1",
            "https://a..b/",
            "https://.a.b/",
            "http://../",
            "http://x.org:99999999",
            "http://x.org:8a/",
            "http://%20.org/",
            "http://a b.org/",
            "http://a%2.org/",
            "http://a@b@c/",
            "mailto:",
            "tel:",
            "doi:",
            "urn:",
            "urn:x",
        ] {
            assert!(fault(typed).is_some(), "{typed}");
            assert_eq!(absolute(typed), None, "{typed}");
        }
        let label = format!("http://{}.org/", "a".repeat(64));
        let long = format!("http://a.org/{}", "a".repeat(8000));
        assert!(fault(&label).is_some() && fault(&long).is_some());
    }

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decode("a%20b%C8%99.md"), "a bș.md");
        assert_eq!(decode("50%"), "50%");
        assert_eq!(decode("%FF"), "%FF");
    }
}
