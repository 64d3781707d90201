//! What word processors leave behind: numbers typed before headings and captions, rows of stars, bold lines that were
//! meant as headings.
//!
//! In: a set section. Out: warnings with the cure. Changes nothing: it may be meant.

use crate::book::{Block, BlockKind, Heading, Inline, InlineKind, Origin, Section, visit};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// The most characters of a bold line that is taken for a heading.
const LONGEST_HEADING: usize = 80;

/// Words before a typed number, in the languages that recto knows.
const NUMBERED: [&str; 15] = [
    "chapter",
    "capitolul",
    "глава",
    "part",
    "partea",
    "часть",
    "table",
    "tabelul",
    "tabel",
    "таблица",
    "figure",
    "fig.",
    "figura",
    "рисунок",
    "рис.",
];

/// Looks through a section.
pub(super) fn section(section: &Section, found: &mut Diagnostics) {
    if let Some(heading) = &section.title.heading {
        self::heading(heading, found);
    }
    for block in &section.blocks {
        self::block(block, found);
    }
}

fn block(block: &Block, found: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Paragraph(content) => paragraph(content, block.origin, found),
        BlockKind::Heading(heading) => self::heading(heading, found),
        BlockKind::Table(table) => table.caption.iter().for_each(|c| typed_number(&c.content, block.origin, "the caption", found)),
        BlockKind::Figure(figure) => figure.caption.iter().for_each(|c| typed_number(&c.content, block.origin, "the caption", found)),
        BlockKind::Quote(_)
        | BlockKind::Group { .. }
        | BlockKind::Code { .. }
        | BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Ornament
        | BlockKind::PageBreak
        | BlockKind::Bibliography(_) => {}
    }
}

fn heading(heading: &Heading, found: &mut Diagnostics) {
    typed_number(&heading.content, heading.origin, "the heading", found);
}

fn paragraph(content: &[Inline], origin: Origin, found: &mut Diagnostics) {
    let Some(span) = origin else { return };
    let words = visit::words(content);
    let stars = words.chars().filter(|c| !c.is_whitespace()).count();
    if (3..=9).contains(&stars) && words.chars().all(|c| c.is_whitespace() || "*⁂#~".contains(c)) {
        let finding = Diagnostic::new(Code::TypedOrnament, span, "a row of signs stands for a break between passages");
        found.push(finding.hint("write `***` on a line of its own: it becomes an ornament"));
    }
    if let [Inline { kind: InlineKind::Strong(_), .. }] = content
        && words.chars().count() <= LONGEST_HEADING
        && !words.trim_end().ends_with(['.', ':', ';', ',', '!', '?', '…'])
    {
        let finding = Diagnostic::new(Code::BoldHeading, span, "a bold line alone looks like a heading and is none");
        found.push(finding.hint("write `## …` in place of `**…**`, so that readers and the table of contents find it"));
    }
}

fn typed_number(content: &[Inline], origin: Origin, what: &str, found: &mut Diagnostics) {
    let (Some(span), Some(Inline { kind: InlineKind::Text(first), .. })) = (origin, content.first()) else { return };
    let Some(number) = leading_number(first) else { return };
    let finding = Diagnostic::new(Code::TypedNumber, span, format!("{what} begins with a typed number (`{number}`)"));
    found.push(finding.hint("delete it: recto numbers chapters, tables and figures itself"));
}

/// "Chapter 3", "2.1", "4." or "5)" before further words.
pub(super) fn leading_number(words: &str) -> Option<&str> {
    let words = words.trim_start();
    let named = NUMBERED.iter().find_map(|name| {
        let head = words.get(..name.len()).filter(|head| head.to_lowercase() == *name)?;
        words[head.len()..].starts_with([' ', '\u{A0}']).then_some(head.len() + words[head.len()..].chars().next()?.len_utf8())
    });
    let start = named.unwrap_or(0);
    let rest = &words[start..];
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let number = &rest[..digits];
    let after = &rest[digits..];
    let closed = after.starts_with([')', ':']) || number.trim_end_matches('.').contains('.') || number.ends_with('.');
    let counts = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 8;
    let follows = after.trim_start_matches([')', ':']).starts_with([' ', '\u{A0}']);
    let bracket = usize::from(named.is_none() && after.starts_with(')'));
    (counts && (named.is_some() || closed && follows)).then(|| &words[..start + digits + bracket])
}

#[cfg(test)]
mod tests {
    use super::leading_number;

    #[test]
    fn typed_numbers_are_seen() {
        assert_eq!(leading_number("Chapter 3: The camps"), Some("Chapter 3"));
        assert_eq!(leading_number("2.1 The camps"), Some("2.1"));
        assert_eq!(leading_number("Таблица\u{A0}4. Лагеря"), Some("Таблица\u{A0}4."));
        assert_eq!(leading_number("5) Lists"), Some("5)"));
        for meant in ["1941 in the camps", "Figure skating", "Tables", "3.5", "1941–1945", ""] {
            assert_eq!(leading_number(meant), None, "{meant}");
        }
    }
}
