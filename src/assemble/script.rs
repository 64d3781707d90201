//! Words in another script than their language's.
//!
//! In: a set section. Out: a warning for Cyrillic or Greek words that no language was said of, once a section for each
//! script: hyphenation and a screen reader's voice would take them for the language around.

use crate::book::{Block, BlockKind, Inline, InlineKind, Section};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;
use crate::source::Span;

/// Letters in a row that are a word and no sign in a formula.
const SHORTEST_WORD: usize = 3;

/// A script that recto has letters for besides the Latin one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Greek,
}

/// Looks through a section.
pub(super) fn section(section: &Section, found: &mut Diagnostics) {
    let mut seen = Seen { first: Vec::new() };
    if let Some(heading) = &section.title.heading {
        seen.inlines(&heading.content, &section.language);
    }
    seen.blocks(&section.blocks, &section.language);
    section.notes.iter().for_each(|note| seen.blocks(&note.blocks, &section.language));
    for (script, span, count) in seen.first {
        let (name, example) = match script {
            Script::Cyrillic => ("Cyrillic", "ru"),
            Script::Greek => ("Greek", "el"),
        };
        let more = if count > 1 { format!("; {count} such places in this chapter") } else { String::new() };
        let message = format!("{name} words without a language are read as {}{more}", section.language);
        let finding = Diagnostic::new(Code::UntaggedScript, span, message);
        found.push(finding.hint(format!("say which language they are: `[words]{{lang={example}}}`")));
    }
}

struct Seen {
    /// Each script with its first place and how many there are.
    first: Vec<(Script, Span, usize)>,
}

impl Seen {
    fn blocks(&mut self, blocks: &[Block], around: &Language) {
        for block in blocks {
            let language = block.language.as_ref().unwrap_or(around);
            match &block.kind {
                BlockKind::Paragraph(content) => self.inlines(content, language),
                BlockKind::Heading(heading) => self.inlines(&heading.content, language),
                BlockKind::Quote(inner) | BlockKind::Group { blocks: inner, .. } => self.blocks(inner, language),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks, language)),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.inlines(&definition.term, language);
                        definition.meanings.iter().for_each(|meaning| self.blocks(meaning, language));
                    }
                }
                BlockKind::Table(table) => {
                    table.caption.iter().for_each(|caption| self.inlines(&caption.content, language));
                    let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                    rows.flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.blocks, language));
                }
                BlockKind::Figure(figure) => figure.caption.iter().for_each(|caption| self.inlines(&caption.content, language)),
                BlockKind::Code { .. } | BlockKind::Ornament | BlockKind::PageBreak | BlockKind::Bibliography(_) => {}
            }
        }
    }

    fn inlines(&mut self, content: &[Inline], language: &Language) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => {
                    if let (Some(span), Some((script, at))) = (inline.origin, foreign(text, language)) {
                        let span = if span.range().len() == text.len() { word(text, span, at) } else { span };
                        match self.first.iter_mut().find(|(known, ..)| *known == script) {
                            Some((_, _, count)) => *count += 1,
                            None => self.first.push((script, span, 1)),
                        }
                    }
                }
                InlineKind::Foreign { language, content } => self.inlines(content, language),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Link { content: inner, .. }
                | InlineKind::Anchored { content: inner, .. } => self.inlines(inner, language),
                InlineKind::Break
                | InlineKind::Code(_)
                | InlineKind::Note(_)
                | InlineKind::Picture(_)
                | InlineKind::PageOf(_)
                | InlineKind::Datum { .. } => {}
            }
        }
    }
}

/// The place of the word that stands at a byte of a text.
fn word(text: &str, span: Span, at: usize) -> Span {
    let start = text[..at]
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |before| before + text[before..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |end| at + end);
    Span::new(span.file, span.range().start + start..span.range().start + end)
}

/// The script of a word that the language is not written in, and a byte of the word.
fn foreign(text: &str, language: &Language) -> Option<(Script, usize)> {
    let own = match language.primary() {
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "tg" | "mn" | "tt" | "ba" | "cv" | "cu" | "ab" | "os" => {
            Some(Script::Cyrillic)
        }
        "el" | "grc" => Some(Script::Greek),
        _ => None,
    };
    let of = |c: char| match c {
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        _ => None,
    };
    let mut run = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let script = of(c).filter(|script| Some(*script) != own);
        run = if script.is_some() && script == before { run + 1 } else { usize::from(script.is_some()) };
        before = script;
        if run >= SHORTEST_WORD {
            return script.map(|script| (script, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::foreign;
    use crate::locale::Language;

    #[test]
    fn words_of_another_script_are_seen() {
        let language = |tag: &str| Language::parse(tag).unwrap_or_else(|| unreachable!("a tag"));
        assert!(foreign("the word лагерь", &language("en")).is_some());
        assert!(foreign("λόγος", &language("ru")).is_some());
        for (text, tag) in [("лагерь", "ru"), ("an α and a π", "en"), ("words", "ru"), ("р. 3", "en")] {
            assert!(foreign(text, &language(tag)).is_none(), "{text}");
        }
    }
}
