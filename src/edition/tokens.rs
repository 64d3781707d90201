//! A passage's words → tokens: what two editions are compared by.
//!
//! In: words. Out: each word, figure and sign with its place; spaces are between tokens and never differ. A figure with its
//! signs is one token (`6,730`, `1941–45`), so is a word with its hyphens and apostrophes.

use std::collections::HashMap;

/// A word, a figure or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its number in the [`Lexicon`]: the same words have the same.
    pub(super) word: u32,
    /// Characters of the passage before it.
    pub(super) from: u32,
    /// Characters of the passage up to its end.
    pub(super) to: u32,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// It has a digit.
    Figure,
    /// It has letters alone.
    Word,
    /// A sign.
    Sign,
}

/// Numbers for words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    known: HashMap<String, u32>,
}

impl Lexicon {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.insert(word.to_owned(), number);
        number
    }

    /// The tokens of some words.
    pub(super) fn tokens(&mut self, words: &str) -> Vec<Token> {
        let chars: Vec<char> = words.chars().collect();
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            if chars[at].is_whitespace() {
                at += 1;
                continue;
            }
            let end = end_of(&chars, at);
            // Spaces inside a figure are no-break ones of any kind; whichever was taken is typography.
            let word: String = chars[at..end].iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect();
            let kind = if chars[at..end].iter().any(|c| c.is_numeric()) {
                TokenKind::Figure
            } else if chars[at].is_alphanumeric() {
                TokenKind::Word
            } else {
                TokenKind::Sign
            };
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            tokens.push(Token { word: self.number(&word), from: place(at), to: place(end), kind });
            at = end;
        }
        tokens
    }
}

/// Where the token that begins here ends.
fn end_of(chars: &[char], start: usize) -> usize {
    let within = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}');
    if !within(chars[start]) {
        return start + 1;
    }
    let mut at = start + 1;
    while at < chars.len() {
        let follows = |n: usize| chars.get(at + n).copied();
        let digits = chars[at - 1].is_numeric() && follows(1).is_some_and(char::is_numeric);
        let letters = chars[at - 1].is_alphanumeric() && follows(1).is_some_and(char::is_alphanumeric);
        let joins = match chars[at] {
            c if within(c) => true,
            '.' | ',' | '–' | '/' | ':' => digits,
            '-' | '\u{2011}' | '\'' | '’' => letters,
            '\u{A0}' | '\u{202F}' | '\u{2009}' => {
                digits && (1..=3).all(|n| follows(n).is_some_and(char::is_numeric)) && !follows(4).is_some_and(char::is_numeric)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_words_keep_their_signs() {
        let words = "There were 6,730 (“about 6\u{202F}740”) in 1941–45; don’t re-count.";
        let chars: Vec<char> = words.chars().collect();
        let tokens = Lexicon::default().tokens(words);
        let shown: Vec<String> = tokens.iter().map(|token| chars[token.from as usize..token.to as usize].iter().collect()).collect();
        let expected =
            ["There", "were", "6,730", "(", "“", "about", "6\u{202F}740", "”", ")", "in", "1941–45", ";", "don’t", "re-count", "."];
        assert_eq!(shown, expected);
    }
}
