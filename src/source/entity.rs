//! Entities: `&amp;`, `&#8212;`, `&#x2014;`.
//!
//! In: a text that begins with one. Out: what it stands for, and its length. The names are those of HTML (CommonMark 0.31 §2.5); the
//! Markdown parser has their table.

use pulldown_cmark::{Event, Parser};

/// Bytes of the longest name, with `&`.
const LONGEST: usize = 33;

/// What the entity at the start of a text stands for, and its length in bytes; none where there is none.
#[must_use]
pub fn entity(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    let length = 1 + rest.bytes().take(LONGEST).position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))?;
    if length < 2 || text.as_bytes()[length] != b';' {
        return None;
    }
    let typed = &text[..=length];
    let decoded = Parser::new(typed).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (decoded != typed).then_some((decoded, length + 1))
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn entities_are_read_and_other_signs_are_not() {
        assert_eq!(entity("&amp; b"), Some(("&".to_owned(), 5)));
        assert_eq!(entity("&#x2014;b"), Some(("—".to_owned(), 8)));
        for none in ["& b", "&b", "&;", "&nothing;", "a", ""] {
            assert_eq!(entity(none), None, "{none}");
        }
    }
}
