//! TOML → tree.

use ::toml::de::{DeTable, DeValue};

use super::{DEEPEST, Kind, Node, too_deep};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::read::faults;
use crate::source::{Source, Span, Spanned};

pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Option<Node> {
    let (tree, faults) = DeTable::parse_recoverable(&source.text);
    for fault in &faults {
        let span = Span::new(source.id, fault.span().unwrap_or(0..0));
        let message = format!("`{}` cannot be read as TOML ({})", source.path, faults::toml(fault.message()));
        let finding = Diagnostic::new(Code::MalformedToml, span, message);
        found.push(finding.hint("close every quote and bracket; text stands in double quotes, dates without"));
    }
    if !faults.is_empty() {
        return None;
    }
    let span = Span::new(source.id, tree.span());
    Some(Node { span, kind: table(source, tree.get_ref(), 0, found) })
}

fn table(source: &Source, typed: &DeTable<'_>, depth: usize, found: &mut Diagnostics) -> Kind {
    let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
    for (key, value) in typed {
        let key = Spanned::new(key.get_ref().to_string(), Span::new(source.id, key.span()));
        entries.push((key, node(source, value, depth + 1, found)));
    }
    entries.sort_by_key(|(key, _)| key.span);
    Kind::Table(entries)
}

fn node(source: &Source, typed: &::toml::Spanned<DeValue<'_>>, depth: usize, found: &mut Diagnostics) -> Node {
    let span = Span::new(source.id, typed.span());
    if depth > DEEPEST {
        found.push(too_deep(span));
        return Node { span, kind: Kind::Null };
    }
    let letters = || source.slice(span).to_owned();
    let kind = match typed.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(_) | DeValue::Float(_) => Kind::Number(letters().replace('_', "")),
        DeValue::Boolean(yes) => Kind::Bool(*yes),
        DeValue::Datetime(_) => Kind::Date(letters()),
        DeValue::Array(items) => Kind::List(items.iter().map(|item| node(source, item, depth + 1, found)).collect()),
        DeValue::Table(inner) => table(source, inner, depth, found),
    };
    Node { span, kind }
}
