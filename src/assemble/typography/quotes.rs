//! Quotation marks, apostrophes and primes.
//!
//! In: the glyphs of a run, dashes set. Out: straight marks as the language's own, by their depth; a typed mark is kept,
//! counts as opened or closed, and closes what a straight one opened and the other way round. A straight single mark is an
//! apostrophe where it stands in a word, at the end of one with nothing to close, or before what English cuts off (’90s,
//! ’tis, rock ’n’ roll); after figures it is a prime, as the double one is (5′10″).

use super::flat::{Glyph, Rules};
use crate::locale::Quotes;

/// Words that English writes with an apostrophe for what was cut off before them.
const CUT: [&str; 10] = ["tis", "twas", "twere", "twill", "twould", "em", "til", "bout", "cause", "cos"];

/// How many open quotations a closing mark is looked for in: those further out stay open.
const REACH: usize = 4;

pub(super) fn set(glyphs: &[Glyph], rules: &[Rules]) -> Vec<Glyph> {
    let straight = |glyph: &Glyph| glyph.free && matches!(glyph.c, '"' | '\'');
    if !glyphs.iter().any(straight) {
        return glyphs.to_vec();
    }
    let mut setter = Setter { glyphs, ahead: Ahead::new(glyphs), open: Vec::new(), out: Vec::with_capacity(glyphs.len() + 8) };
    for (at, glyph) in glyphs.iter().enumerate() {
        let rules = &rules[usize::from(glyph.language)];
        match glyph.c {
            '"' if glyph.free => setter.double(at, rules),
            '\'' if glyph.free => setter.single(at, rules),
            _ => setter.typed(at, &rules.quotes),
        }
    }
    setter.out
}

/// What follows each place, found from behind.
struct Ahead {
    /// The next character that is no straight mark.
    next: Vec<Option<char>>,
    /// Where the next straight single mark stands that could close a quotation.
    closer: Vec<Option<usize>>,
    /// Where the next one stands that could open one.
    opener: Vec<Option<usize>>,
}

impl Ahead {
    fn new(glyphs: &[Glyph]) -> Self {
        let len = glyphs.len();
        let mut ahead = Self { next: vec![None; len], closer: vec![None; len], opener: vec![None; len] };
        let (mut next, mut closer, mut opener) = (None, None, None);
        for at in (0..len).rev() {
            (ahead.next[at], ahead.closer[at], ahead.opener[at]) = (next, closer, opener);
            let c = glyphs[at].c;
            if c == '\'' && glyphs[at].free {
                let before = at.checked_sub(1).map(|before| glyphs[before].c);
                let after = glyphs.get(at + 1).map(|after| after.c);
                if ends_before(before) && !after.is_some_and(char::is_alphanumeric) {
                    closer = Some(at);
                } else if !ends_before(before) {
                    opener = Some(at);
                }
            }
            if !matches!(c, '"' | '\'') {
                next = Some(c);
            }
        }
        ahead
    }
}

/// Whether something ends with this character that a mark could close.
fn ends_before(before: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !opens(c))
}

/// Signs that stand before what they belong to.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '/' | '=' | '–' | '—' | '-' | '¿' | '¡' | '“' | '„' | '‚' | '‘' | '«' | '‹')
}

/// Signs that stand after what they belong to.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '/' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '–' | '—' | '-' | '”' | '’' | '»' | '›')
}

/// A quotation that is open.
struct Open {
    /// Its mark, without the space inside it.
    mark: char,
    /// The mark that closes it.
    close: &'static str,
    /// Opened with a single mark.
    single: bool,
}

struct Setter<'a> {
    glyphs: &'a [Glyph],
    ahead: Ahead,
    open: Vec<Open>,
    out: Vec<Glyph>,
}

impl Setter<'_> {
    fn before(&self) -> Option<char> {
        self.out.last().map(|glyph| glyph.c)
    }

    fn after(&self, at: usize) -> Option<char> {
        self.glyphs.get(at + 1).map(|glyph| glyph.c)
    }

    fn push(&mut self, at: usize, mark: &str) {
        let glyph = self.glyphs[at];
        self.out.extend(mark.chars().map(|c| glyph.with(c)));
    }

    fn double(&mut self, at: usize, rules: &Rules) {
        let before = self.before();
        let after = self.ahead.next[at];
        let inside = self.open.iter().rev().take(REACH).any(|open| !open.single);
        if before.is_some_and(|c| c.is_ascii_digit()) && (!inside || self.after_prime()) {
            return self.push(at, "″");
        }
        let starts = before.is_none_or(|c| c.is_whitespace() || opens(c));
        let ends = after.is_none_or(|c| c.is_whitespace() || closes(c));
        let opening = if starts == ends { !inside } else { starts };
        if opening { self.open(at, rules, false) } else { self.close(at, rules, false) }
    }

    fn single(&mut self, at: usize, rules: &Rules) {
        let (before, after) = (self.before(), self.after(at));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let inside = self.open.iter().rev().take(REACH).any(|open| open.single);
        let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic);
        if in_word {
            self.push(at, "’");
        } else if digit(before) && (digit(after) || !inside) {
            self.push(at, "′");
        } else if ends_before(before) || (inside && before.is_some_and(opens) && after.is_none_or(char::is_whitespace)) {
            if inside && !self.possessive(at) { self.close(at, rules, true) } else { self.push(at, "’") }
        } else if self.cut_off(at) || (self.ahead.closer[at].is_none() && before.is_some()) {
            self.push(at, "’");
        } else {
            self.open(at, rules, true);
        }
    }

    /// Whether figures and a prime stand right before: `5′10`.
    fn after_prime(&self) -> bool {
        let mut figures = self.out.iter().rev().take(REACH).skip_while(|glyph| glyph.c.is_ascii_digit());
        figures.next().is_some_and(|glyph| glyph.c == '′')
    }

    /// `the boys' books'`: a mark after s before a space, with a better closer before the next quotation opens.
    fn possessive(&self, at: usize) -> bool {
        let better = match (self.ahead.closer[at], self.ahead.opener[at]) {
            (Some(closer), Some(opener)) => closer < opener,
            (closer, None) => closer.is_some(),
            (None, Some(_)) => false,
        };
        better && matches!(self.before(), Some('s' | 'S')) && self.after(at) == Some(' ')
    }

    /// Whether the mark stands for letters or figures cut off: `'90s`, `'tis`, the first one of `'n'`.
    fn cut_off(&self, at: usize) -> bool {
        let word: Vec<char> = self.glyphs[at + 1..].iter().map(|glyph| glyph.c).take(7).take_while(|c| c.is_alphanumeric()).collect();
        let end = self.glyphs.get(at + 1 + word.len()).map(|glyph| glyph.c);
        let lower: String = word.iter().flat_map(|c| c.to_lowercase()).collect();
        let figures = word.iter().take_while(|c| c.is_ascii_digit()).count();
        let decade = figures == 2 && (word.len() == 2 || word[2..] == ['s']);
        decade || CUT.contains(&lower.as_str()) || (lower == "n" && matches!(end, Some('\'' | '’')))
    }

    /// Opens a quotation: the language's outer marks, inside those its inner ones, and so on.
    fn open(&mut self, at: usize, rules: &Rules, single: bool) {
        let quotes = &rules.quotes;
        let (open, close) = match self.open.last() {
            None => quotes.outer,
            Some(around) if around.mark == sign(quotes.outer.0) => quotes.inner,
            Some(around) if around.mark == sign(quotes.inner.0) => quotes.outer,
            Some(_) => quotes.at(self.open.len()),
        };
        self.open.push(Open { mark: sign(open), close, single });
        self.push(at, open);
    }

    /// Closes the nearest quotation that was opened with such a mark, and those left open inside it.
    fn close(&mut self, at: usize, rules: &Rules, single: bool) {
        let least = self.open.len().saturating_sub(REACH);
        let mark = match self.open[least..].iter().rposition(|open| open.single == single) {
            Some(found) => {
                let close = self.open[least + found].close;
                self.open.truncate(least + found);
                close
            }
            None => rules.quotes.at(self.open.len()).1,
        };
        self.push(at, mark);
    }

    /// Keeps what was typed, and notes the quotations that it opens or closes.
    fn typed(&mut self, at: usize, quotes: &Quotes) {
        let glyph = self.glyphs[at];
        let before = self.before();
        self.out.push(glyph);
        if !is_mark(glyph.c) {
            return;
        }
        let after = self.ahead.next[at];
        let ends = ends_before(before);
        if glyph.c == '’' && (!ends || after.is_some_and(char::is_alphanumeric)) {
            return;
        }
        let least = self.open.len().saturating_sub(REACH);
        let closes_one = |open: &Open| sign(open.close) == glyph.c;
        if let Some(found) = self.open[least..].iter().rposition(closes_one) {
            self.open.truncate(least + found);
        } else if matches!(glyph.c, '“' | '„' | '‚' | '‘' | '«' | '‹') || (!ends && after.is_some_and(char::is_alphanumeric)) {
            self.open
                .push(Open { mark: glyph.c, close: partner(glyph.c, quotes), single: matches!(glyph.c, '‚' | '‘' | '‹' | '›') });
        } else if self.open.last().is_some_and(|open| !open.single) && matches!(glyph.c, '”' | '»') {
            self.open.pop();
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›')
}

/// A mark without the space that some languages set inside it.
fn sign(mark: &str) -> char {
    mark.chars().find(|c| !c.is_whitespace()).unwrap_or_default()
}

/// What closes a typed mark: as its language has it, else as Romanian, French and English have it.
fn partner(open: char, quotes: &Quotes) -> &'static str {
    if let Some((_, close)) = [quotes.outer, quotes.inner].into_iter().find(|(first, _)| sign(first) == open) {
        return close;
    }
    match open {
        '‘' => "’",
        '‚' => "‘",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '›' => "‹",
        _ => "”",
    }
}
