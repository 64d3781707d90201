//! YAML → tree.
//!
//! In data nothing is an alias of something else: `*name` is refused, and with it every bomb made of aliases. Plain scalars
//! are read by YAML 1.2's core schema (`no` and `on` are texts); numbers keep their letters.

use granit_parser::{Event, Parser, ScalarStyle};

use super::{DEEPEST, Kind, Node, enter, too_deep};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::read::faults;
use crate::source::{Source, Span, Spanned};

/// What is being filled.
enum Open {
    List(usize, Vec<Node>),
    Table(usize, Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Option<Node> {
    let mut open: Vec<Open> = Vec::new();
    let mut whole = None;
    for event in Parser::new_from_str(&source.text) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(fault) => {
                let at = fault.marker().byte_offset().unwrap_or(0).min(source.text.len());
                let message = format!("`{}` cannot be read as YAML ({})", source.path, faults::scanner(&fault.info()));
                let finding = Diagnostic::new(
                    Code::MalformedData,
                    Span::new(source.id, at..source.text.ceil_char_boundary((at + 1).min(source.text.len()))),
                    message,
                );
                found.push(finding.hint("look at this line's quotes, colons and indent"));
                return None;
            }
        };
        let range = place.byte_range().unwrap_or(0..0);
        let span = Span::new(source.id, range.clone());
        let done = match event {
            Event::Scalar(text, style, ..) => Some(Node { span, kind: scalar(text.as_ref(), style) }),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                found.push(too_deep(span));
                return None;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(range.start, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(range.start, Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|closed| closed.node(source, range.end)),
            Event::Alias(..) => {
                let finding = Diagnostic::new(Code::MalformedData, span, "an alias (`*name`) stands for a value that is given elsewhere");
                found.push(finding.hint("write the value itself: each datum has one place of its own"));
                return None;
            }
            _ => None,
        };
        let Some(node) = done else { continue };
        match open.last_mut() {
            None => whole = whole.or(Some(node)),
            Some(holder) => holder.take(node, found),
        }
    }
    Some(whole.unwrap_or(Node { span: Span::whole(source.id), kind: Kind::Null }))
}

impl Open {
    fn take(&mut self, node: Node, found: &mut Diagnostics) {
        match self {
            Self::List(_, items) => items.push(node),
            Self::Table(_, entries, key) => match key.take() {
                Some(key) => enter(entries, key, node, found),
                None => match node.scalar() {
                    Some(name) => *key = Some(Spanned::new(name, node.span)),
                    None => {
                        let finding =
                            Diagnostic::new(Code::MalformedData, node.span, format!("{} stands where a key belongs", node.what()));
                        found.push(finding.hint("write the key as a word"));
                        *key = Some(Spanned::new(String::new(), node.span));
                    }
                },
            },
        }
    }

    fn node(self, source: &Source, end: usize) -> Node {
        let (start, kind) = match self {
            Self::List(start, items) => (start, Kind::List(items)),
            Self::Table(start, entries, _) => (start, Kind::Table(entries)),
        };
        Node { span: Span::new(source.id, start..end), kind }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Kind {
    if !matches!(style, ScalarStyle::Plain) {
        return Kind::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ if is_number(text) => Kind::Number(text.to_owned()),
        _ => Kind::Text(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = bare.splitn(2, ['e', 'E']);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let mantissa = parts.next().unwrap_or_default();
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = parts.next().is_none_or(|e| digits(e.strip_prefix(['-', '+']).unwrap_or(e)) && !e.is_empty());
    let some = !(whole.is_empty() && decimals.is_empty());
    (some && digits(whole) && digits(decimals) && exponent) || matches!(text, ".inf" | "-.inf" | ".nan" | ".NaN")
}
