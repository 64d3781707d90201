//! Vector pictures: their size, and that they stand by themselves.
//!
//! In: an SVG's text. Out: its size in user units, or why it is refused: scripts, event handlers, pages inside the
//! picture, and anything that would be fetched from elsewhere. A printed picture has no use for them, and a reading
//! system must not run them.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

/// Reads an SVG's size and checks that it stands by itself.
pub(super) fn check(text: &str) -> Result<(u32, u32), String> {
    if text.contains("<!ENTITY") {
        return Err("it declares entities".to_owned());
    }
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).and_then(|(head, _)| head.split_once("encoding"));
    if let Some((_, encoding)) = declared {
        let encoding = encoding.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'']).next().unwrap_or_default();
        if !["utf-8", "utf8", "us-ascii"].iter().any(|right| encoding.eq_ignore_ascii_case(right)) {
            return Err(format!("it says that it is in {encoding}, and must be in UTF-8"));
        }
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|e| format!("it is no well-formed XML: {e}"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(format!("its root element is `{}` and not `svg`", root.tag_name().name()));
    }
    document.root().descendants().try_for_each(|node| alone(&node))?;
    names(&document)?;
    size(&root).ok_or_else(|| "it has neither a `viewBox` nor a `width` and `height` in numbers".to_owned())
}

/// That every `id` is a name (XML 1.0, 3.3.1) and stands once.
fn names(document: &Document<'_>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for id in document.root().descendants().filter_map(|node| node.attribute("id")) {
        let begins = id.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if !begins || id.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}'))) {
            return Err(format!("its `id` `{}` is no name", shortened(id)));
        }
        if !seen.insert(id) {
            return Err(format!("its `id` `{}` stands twice", shortened(id)));
        }
    }
    Ok(())
}

/// That a node runs nothing and fetches nothing.
fn alone(node: &Node<'_, '_>) -> Result<(), String> {
    if node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
        return Err("it takes its look from another file (`xml-stylesheet`)".to_owned());
    }
    let name = node.tag_name().name();
    if matches!(name, "script" | "foreignObject" | "iframe" | "object" | "embed" | "audio" | "video" | "handler" | "listener") {
        return Err(format!("it has an element `{name}`"));
    }
    if name == "style" {
        let css: String = node.children().filter_map(|child| child.text()).collect();
        outside_css(&css)?;
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        if name.len() > 2 && name.starts_with("on") {
            return Err(format!("it has an event handler `{name}`"));
        }
        if name == "attributeName" && (value.starts_with("on") || value.ends_with("href")) {
            return Err(format!("it changes `{value}` by animation"));
        }
        if matches!(name, "href" | "src") && !inside(value) {
            return Err(format!("it refers to `{}`", shortened(value)));
        }
        outside_css(value)?;
    }
    Ok(())
}

/// Whether a reference stays in the picture: a place in it, or a raster picture that it carries.
fn inside(reference: &str) -> bool {
    let reference = reference.trim();
    let carried = ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| {
        let rest = reference.strip_prefix("data:image/");
        rest.and_then(|r| r.strip_prefix(kind)).is_some_and(|r| r.starts_with([';', ',']))
    });
    reference.is_empty() || reference.starts_with('#') || carried
}

/// That `url(…)` and `@import` in a style lead nowhere outside.
fn outside_css(css: &str) -> Result<(), String> {
    if css.contains("@import") {
        return Err("its style imports another".to_owned());
    }
    for rest in css.split("url(").skip(1) {
        let target = rest.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        if !inside(target) {
            return Err(format!("its style refers to `{}`", shortened(target)));
        }
    }
    Ok(())
}

fn shortened(reference: &str) -> String {
    let head: String = reference.chars().take(60).collect();
    if head.len() < reference.len() { head + "…" } else { head }
}

fn size(root: &Node<'_, '_>) -> Option<(u32, u32)> {
    let both = root.attribute("width").and_then(units).zip(root.attribute("height").and_then(units));
    let (width, height) = both.or_else(|| {
        let numbers = root.attribute("viewBox")?.split([' ', ',', '\t', '\n', '\r']).filter(|n| !n.is_empty());
        let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
        let [_, _, width, height] = numbers[..] else { return None };
        Some((width, height))
    })?;
    Some((rounded(width)?, rounded(height)?))
}

/// A length of SVG in user units (96 to the inch); none for shares and for units that depend on a font.
fn units(typed: &str) -> Option<f64> {
    let typed = typed.trim();
    let end = typed.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(typed.len());
    let number: f64 = typed[..end].trim().parse().ok()?;
    match &typed[end..] {
        "" | "px" => Some(number),
        "pt" => Some(number * 96.0 / 72.0),
        "pc" => Some(number * 16.0),
        "in" => Some(number * 96.0),
        "cm" => Some(number * 96.0 / 2.54),
        "mm" => Some(number * 96.0 / 25.4),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded on both sides")]
fn rounded(n: f64) -> Option<u32> {
    (n > 0.0 && n <= 1e6).then(|| (n.round() as u32).max(1))
}
