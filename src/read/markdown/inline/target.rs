//! Where links and pictures lead: `(path "title")` and `[label]`.
//!
//! In: a text and the offset behind the closing bracket. Out: the address, decoded, with its place. Spaces in a path are
//! allowed, as in pandoc.

use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::source::{Span, Spanned, entity};

/// Parentheses in a path, one in another.
const MOST_PARENTHESES: usize = 32;

/// Bytes of a title.
const LONGEST_TITLE: usize = 2000;

/// The end of a link or picture.
pub(super) struct Target {
    /// The address as typed, escapes and entities resolved.
    pub(super) address: Spanned<String>,
    /// A title, which no output shows.
    pub(super) title: Option<Spanned<String>>,
    /// The offset behind it.
    pub(super) end: usize,
}

/// Reads `(path "title")`.
pub(super) fn inline(text: &str, at: usize, place: &dyn Fn(Range<usize>) -> Span) -> Option<Target> {
    let rest = text[at..].strip_prefix('(')?;
    let start = at + 1 + (rest.len() - rest.trim_start().len());
    let path = if text[start..].starts_with('<') { angled(text, start)? } else { plain(text, start)? };
    let behind = if text[start..].starts_with('<') { path.end + 1 } else { path.end };
    let (title, end) = titled(text, behind)?;
    let title = title.map(|range| Spanned::new(text[range.clone()].to_owned(), place(range)));
    let address = Spanned::new(unescaped(&text[path.clone()]), place(path));
    Some(Target { address, title, end })
}

fn angled(text: &str, start: usize) -> Option<Range<usize>> {
    let length = text[start + 1..].find(['>', '<', '\n'])?;
    text[start + 1 + length..].starts_with('>').then_some(start + 1..start + 1 + length)
}

/// A path up to its closing parenthesis or its title.
fn plain(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0);
    let end = loop {
        match *bytes.get(at)? {
            b'\\' => at += 1,
            b'(' if depth == MOST_PARENTHESES => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break at,
            b')' => depth -= 1,
            b'<' => return None,
            b' ' | b'\t' | b'\n' => {
                let next = text[at..].trim_start();
                if next.starts_with(['"', '\'', ')']) {
                    break at;
                }
                if bytes[at] == b'\n' {
                    return None;
                }
            }
            _ => {}
        }
        at += 1;
    };
    Some(start..end)
}

/// An optional title and the closing parenthesis.
fn titled(text: &str, at: usize) -> Option<(Option<Range<usize>>, usize)> {
    let rest = &text[at..];
    let at = at + (rest.len() - rest.trim_start().len());
    if text[at..].starts_with(')') {
        return Some((None, at + 1));
    }
    let quote = text[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let bytes = text.as_bytes();
    let mut end = at + 1;
    // Quotes inside a title are words of it: the last before the parenthesis ends it.
    while end - at < LONGEST_TITLE {
        match *bytes.get(end)? {
            b'\\' => end += 2,
            sign if sign == quote as u8 => {
                let behind = text.get(end + 1..)?;
                let close = end + 1 + (behind.len() - behind.trim_start().len());
                if text[close..].starts_with(')') {
                    return Some((Some(at + 1..end), close + 1));
                }
                end += 1;
            }
            _ => end += 1,
        }
    }
    None
}

/// The range of the label in `[label]`; empty for `[]`.
pub(super) fn label(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix('[')?;
    let bytes = rest.as_bytes();
    let mut length = 0;
    while length < 1000 {
        match bytes.get(length)? {
            b']' => return Some(at + 1..at + 1 + length),
            b'[' => return None,
            b'\\' => length += 2,
            _ => length += 1,
        }
    }
    None
}

/// Resolves escapes and entities in an address.
pub(super) fn unescaped(typed: &str) -> String {
    if !typed.contains(['\\', '&']) {
        return typed.to_owned();
    }
    let mut out = String::new();
    let mut rest = typed;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match (rest.as_bytes()[0], entity(rest)) {
            (_, Some((text, length))) => {
                out.push_str(&text);
                rest = &rest[length..];
            }
            (b'\\', _) if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.push_str(&rest[1..2]);
                rest = &rest[2..];
            }
            (_, _) => {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A title is shown by no output.
pub(super) fn title_lost(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LinkTitle, span, "the title of a link or picture reaches no output")
        .hint("say it in the text, or as the picture's `alt=\"…\"`")
}
