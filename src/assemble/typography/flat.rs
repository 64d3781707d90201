//! A run of inlines laid out flat, and put back.
//!
//! In: inlines. Out: a glyph for every character, which knows the text it belongs to, its language's rules and whether it
//! may be changed. What has no characters of its own to change stands as one neutral sign.

use crate::book::{Inline, InlineKind, Target};
use crate::locale::{Language, Quotes, Words};

/// Stands for code, a picture, a page number: a thing in the line, like a word.
pub(super) const THING: char = '\u{fffc}';

/// A character of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The character.
    pub(super) c: char,
    /// The text that it belongs to, counted through the run; things and breaks belong to none.
    text: u32,
    /// It may be changed.
    pub(super) free: bool,
    /// Its language: an index into the run's rules.
    pub(super) language: u16,
}

impl Glyph {
    /// Another character in its place.
    pub(super) const fn with(self, c: char) -> Self {
        Self { c, ..self }
    }
}

/// What a language does with signs.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// Its quotation marks.
    pub(super) quotes: Quotes,
    /// Its dash in a sentence.
    pub(super) dash: char,
    /// Its words.
    pub(super) words: Words,
    /// Whether a hyphen inside a word is no place to break (Romanian).
    pub(super) firm_hyphens: bool,
    /// Whether a dash opens speech (Romanian, Russian).
    pub(super) dash_speaks: bool,
}

impl Rules {
    fn new(language: &Language) -> Self {
        let words = language.words();
        let romanian = words == Words::Romanian;
        let dash_speaks = romanian || words == Words::Russian;
        Self { quotes: language.quotes(), dash: language.dash(), words, firm_hyphens: romanian, dash_speaks }
    }
}

/// A run, flat.
pub(super) struct Flat {
    glyphs: Vec<Glyph>,
    languages: Vec<Language>,
    rules: Vec<Rules>,
    texts: u32,
    plain: bool,
}

impl Flat {
    /// Lays a run out.
    pub(super) fn new(content: &[Inline], language: &Language) -> Self {
        let rules = vec![Rules::new(language)];
        let mut flat = Self { glyphs: Vec::new(), languages: vec![language.clone()], rules, texts: 0, plain: true };
        flat.inlines(content, 0, true);
        flat
    }

    /// Whether nothing in the run could ask for a change: letters and digits alone.
    pub(super) const fn is_plain(&self) -> bool {
        self.plain
    }

    /// The glyphs; they are handed over, not kept.
    pub(super) fn take(&mut self) -> Vec<Glyph> {
        std::mem::take(&mut self.glyphs)
    }

    /// The rules that glyphs refer to.
    pub(super) fn rules(&self) -> &[Rules] {
        &self.rules
    }

    /// Puts changed glyphs back into the run that was laid out.
    pub(super) fn put_back(&self, content: &mut [Inline], glyphs: &[Glyph]) {
        let mut texts = vec![String::new(); self.texts as usize];
        for glyph in glyphs {
            if let Some(text) = texts.get_mut(glyph.text as usize) {
                text.push(glyph.c);
            }
        }
        refill(content, &mut texts.into_iter());
    }

    fn inlines(&mut self, content: &[Inline], language: u16, free: bool) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, language, free && inline.origin.is_some()),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Struck(inner)
                | InlineKind::Superscript(inner)
                | InlineKind::Subscript(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Anchored { content: inner, .. } => self.inlines(inner, language, free),
                InlineKind::Datum { content: inner, .. } => self.inlines(inner, language, false),
                InlineKind::Link { target, content: inner } => self.inlines(inner, language, free && !is_address(target, inner)),
                InlineKind::Foreign { language, content: inner } => {
                    let language = self.language(language);
                    self.inlines(inner, language, free);
                }
                InlineKind::Break => self.thing('\n', language),
                InlineKind::Code(_) | InlineKind::Picture(_) | InlineKind::PageOf(_) => self.thing(THING, language),
                InlineKind::Note(_) => {}
            }
        }
    }

    fn text(&mut self, text: &str, language: u16, free: bool) {
        self.plain &= !free || text.bytes().all(|b| b.is_ascii_alphanumeric());
        let glyph = |c| Glyph { c, text: self.texts, free, language };
        let first = self.glyphs.len();
        self.glyphs.extend(text.chars().map(glyph));
        if free && text.contains("://") {
            fix_addresses(&mut self.glyphs[first..]);
        }
        self.texts += 1;
    }

    fn thing(&mut self, c: char, language: u16) {
        self.glyphs.push(Glyph { c, text: u32::MAX, free: false, language });
    }

    fn language(&mut self, language: &Language) -> u16 {
        let at = self.languages.iter().position(|known| known == language).unwrap_or_else(|| {
            self.languages.push(language.clone());
            self.rules.push(Rules::new(language));
            self.languages.len() - 1
        });
        u16::try_from(at).unwrap_or(0)
    }
}

/// Whether a link's words are its own address.
fn is_address(target: &Target, content: &[Inline]) -> bool {
    let Target::Url(url) = target else { return false };
    let words = crate::book::visit::words(content);
    words.contains("://") || words.starts_with("www.") || *url == words || url.strip_prefix("mailto:") == Some(&words)
}

/// Forbids changes in the URLs of a text, from their scheme to the end of the word, without the sentence's own signs there.
fn fix_addresses(glyphs: &mut [Glyph]) {
    for word in glyphs.split_mut(|glyph| glyph.c.is_whitespace()) {
        let Some(at) = word.windows(3).position(|three| three[0].c == ':' && three[1].c == '/' && three[2].c == '/') else { continue };
        let start = word[..at].iter().rposition(|glyph| !glyph.c.is_ascii_alphanumeric()).map_or(0, |before| before + 1);
        let end = word
            .iter()
            .rposition(|glyph| !matches!(glyph.c, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | ')'))
            .map_or(0, |last| last + 1);
        word[start..end.max(start)].iter_mut().for_each(|glyph| glyph.free = false);
    }
}

fn refill(content: &mut [Inline], texts: &mut impl Iterator<Item = String>) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if let Some(set) = texts.next() {
                    *text = set;
                }
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Struck(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Anchored { content: inner, .. }
            | InlineKind::Datum { content: inner, .. }
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Foreign { content: inner, .. } => refill(inner, texts),
            InlineKind::Break | InlineKind::Code(_) | InlineKind::Picture(_) | InlineKind::PageOf(_) | InlineKind::Note(_) => {}
        }
    }
}
