//! Elements → text.
//!
//! In: a root element. Out: a whole XML document in UTF-8 with line feeds. Text and attribute values are escaped here and
//! nowhere else. A character that XML 1.0 cannot hold becomes U+FFFD: writers report it before they come here.

use super::tag::{Kind, Tag};
use super::{Element, Node};

/// What kind of document is written: they differ in their first lines and in how empty elements end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// XHTML: `<!DOCTYPE html>`; only void elements end in `/>`, so that an HTML parser reads the same tree.
    Xhtml,
    /// Any other XML: every empty element ends in `/>`.
    Xml,
}

/// A whole document.
#[must_use]
pub fn encode(root: &Element, dialect: Dialect) -> String {
    let mut encoder = Encoder { out: String::with_capacity(4096), dialect };
    encoder.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if dialect == Dialect::Xhtml {
        encoder.out.push_str("<!DOCTYPE html>\n");
    }
    encoder.element(root, true);
    encoder.out
}

/// Whether XML 1.0 can hold this character at all (§2.2, production 2).
#[must_use]
pub const fn fits_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

struct Encoder {
    out: String,
    dialect: Dialect,
}

impl Encoder {
    /// Writes an element. `line`: it stands among blocks, where white space means nothing, and ends its line.
    fn element(&mut self, element: &Element, line: bool) {
        let name = element.tag.name();
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in &element.attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            self.escape(value, true);
            self.out.push('"');
        }
        let kind = element.tag.kind();
        if kind == Kind::Void || (element.children.is_empty() && self.dialect == Dialect::Xml) {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.content(element, kind);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        if line {
            self.out.push('\n');
        }
    }

    fn content(&mut self, element: &Element, kind: Kind) {
        let blocks = kind == Kind::Holder || element.children.iter().any(stands_alone);
        let lines = blocks && element.tag != Tag::Pre && !element.children.is_empty();
        let lines = lines && element.children.iter().all(|child| matches!(child, Node::Element(_)));
        if lines {
            self.out.push('\n');
        }
        for child in &element.children {
            match child {
                Node::Element(child) => self.element(child, lines),
                Node::Text(text) => self.escape(text, false),
            }
        }
    }

    fn escape(&mut self, text: &str, attribute: bool) {
        let mut done = 0;
        for (at, c) in text.char_indices() {
            let written = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' if attribute => "&quot;",
                // A parser turns these into spaces in attributes, and a bare carriage return into a line feed everywhere.
                '\t' if attribute => "&#9;",
                '\n' if attribute => "&#10;",
                '\r' => "&#13;",
                c if !fits_xml(c) => "\u{FFFD}",
                _ => continue,
            };
            self.out.push_str(&text[done..at]);
            self.out.push_str(written);
            done = at + c.len_utf8();
        }
        self.out.push_str(&text[done..]);
    }
}

/// Whether a child makes a line of its own.
const fn stands_alone(node: &Node) -> bool {
    match node {
        Node::Text(_) => false,
        Node::Element(element) => matches!(element.tag.kind(), Kind::Holder | Kind::Block),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_document_reads_back() {
        let p = Element::new(Tag::P).with("title", "a<\"b\" & 'c'\n").child("x < y & z ").child(Element::new(Tag::Em).child("é"));
        let text = encode(&Element::new(Tag::Body).child(p).child(Element::new(Tag::Hr)), Dialect::Xhtml);
        let body = text.split_once("<!DOCTYPE html>\n").map(|(_, body)| body);
        let expected = "<body>\n<p title=\"a&lt;&quot;b&quot; &amp; 'c'&#10;\">x &lt; y &amp; z <em>é</em></p>\n<hr/>\n</body>\n";
        assert_eq!(body, Some(expected));
    }

    proptest! {
        #[test]
        fn any_words_come_out_as_they_went_in(words in any::<String>()) {
            let words: String = words.chars().filter(|c| fits_xml(*c)).collect();
            let text = encode(&Element::new(Tag::P).with("title", words.clone()).child(words.clone()), Dialect::Xml);
            let read = roxmltree::Document::parse(&text).expect("well-formed");
            let root = read.root_element();
            prop_assert_eq!(root.text().unwrap_or_default(), &words);
            prop_assert_eq!(root.attribute("title"), Some(words.as_str()));
        }
    }
}
