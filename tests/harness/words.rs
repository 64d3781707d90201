//! Both editions say the same words.
//!
//! In: the lines of the page map and the e-book's XHTML. Out: the sections whose letters differ, with the words in
//! question. Letters are compared, not words, since a line's end divides words; tables of contents and lists are left out,
//! and so are the numbers of notes, which each edition sets in its own way.

use std::collections::{BTreeMap, BTreeSet};

use recto::book::{Delimiter, LineKind, NumberStyle, Numbering, Section, SectionKind};
use roxmltree::{Document, Node, ParsingOptions};

use super::outcome::Outcome;

/// The sections that don't have the same words in both editions.
pub(crate) fn compare(outcome: &Outcome) -> Vec<String> {
    let Some(book) = &outcome.built.book else { return Vec::new() };
    if outcome.built.pages.is_none() || outcome.epub.is_empty() {
        return Vec::new();
    }
    book.sections.iter().filter_map(|section| differ(outcome, section)).collect()
}

fn differ(outcome: &Outcome, section: &Section) -> Option<String> {
    match section.kind {
        SectionKind::Contents | SectionKind::ListOfTables | SectionKind::ListOfFigures => return None,
        SectionKind::HalfTitle
        | SectionKind::TitlePage
        | SectionKind::Copyright
        | SectionKind::Part
        | SectionKind::Chapter
        | SectionKind::Bibliography
        | SectionKind::Errata
        | SectionKind::Index
        | SectionKind::Colophon => {}
    }
    let printed = printed(outcome, section);
    let Some(electronic) = electronic(outcome, section) else { return Some(format!("the EPUB has no file of `{}`", section.slug)) };
    if letters(&printed) == letters(&electronic) {
        return None;
    }
    let only = |words: &str, other: &str| -> String {
        let other = bare(other);
        let words: BTreeSet<&str> = words.split_whitespace().filter(|word| !other.contains(&bare(word))).collect();
        words.into_iter().collect::<Vec<_>>().join(" ")
    };
    let (in_print, in_epub) = (only(&printed, &electronic), only(&electronic, &printed));
    Some(format!(
        "`{}` has other words in print than in the EPUB\n  only in print: {in_print}\n  only in the EPUB: {in_epub}",
        section.slug
    ))
}

/// The words of a section's pages, a line each.
fn printed(outcome: &Outcome, section: &Section) -> String {
    let pages = outcome.built.pages.iter().flat_map(|map| &map.pages).filter(|page| page.section == section.id);
    let lines = pages.flat_map(|page| &page.lines).filter(|line| line.kind != LineKind::Repeated);
    lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The words of a section's file; none where there is no such file.
fn electronic(outcome: &Outcome, section: &Section) -> Option<String> {
    let name = format!("{}.xhtml", section.slug);
    let (_, bytes) = outcome.epub.iter().find(|(path, _)| path.rsplit('/').next() == Some(&name))?;
    let options = ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = Document::parse_with_options(std::str::from_utf8(bytes).ok()?, options).ok()?;
    let body = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "body")))?;
    let mut words = String::new();
    collect(body, &mut words);
    Some(words)
}

fn collect(node: Node<'_, '_>, words: &mut String) {
    const NUMBERS: [&str; 3] = ["doc-noteref", "doc-backlink", "doc-pagebreak"];
    let of_chart = node.has_tag_name(("http://www.w3.org/2000/svg", "svg"));
    if of_chart || node.attribute("role").is_some_and(|role| NUMBERS.contains(&role)) {
        return;
    }
    if let (true, Some(text)) = (node.is_text(), node.text()) {
        words.push_str(text);
    }
    words.push_str(&sign(node));
    node.children().for_each(|child| collect(child, words));
    const INLINE: [&str; 12] = ["a", "b", "i", "em", "strong", "span", "sup", "sub", "cite", "code", "s", "small"];
    if node.is_element() && !INLINE.contains(&node.tag_name().name()) {
        words.push('\n');
    }
}

/// The letters before an item of a list that counts in letters: reading systems make them, print sets them.
fn sign(node: Node<'_, '_>) -> String {
    let list = node.parent().filter(|_| node.has_tag_name(("http://www.w3.org/1999/xhtml", "li")));
    let style = match list.and_then(|list| list.attribute("type")) {
        Some("a") => NumberStyle::LowerAlpha,
        Some("A") => NumberStyle::UpperAlpha,
        Some("i") => NumberStyle::LowerRoman,
        Some("I") => NumberStyle::UpperRoman,
        Some(_) | None => return String::new(),
    };
    let start = list.and_then(|list| list.attribute("start")).and_then(|start| start.parse().ok()).unwrap_or(1);
    let before = node.prev_siblings().skip(1).filter(Node::is_element).count() as u64;
    Numbering { start, style, delimiter: Delimiter::Period }.label(start + before)
}

/// How often each letter stands in the text.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
