//! How the items of a list are counted.

use crate::locale;

/// The signs before the items of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numbering {
    /// The first item's number.
    pub start: u64,
    /// The signs.
    pub style: NumberStyle,
    /// What stands round them.
    pub delimiter: Delimiter,
}

/// The signs of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberStyle {
    /// 1, 2, 3
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

/// What stands round a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delimiter {
    /// `1.`
    Period,
    /// `1)`
    Paren,
    /// `(1)`
    Parens,
}

impl Numbering {
    /// The sign of the item with this number, `iv)`.
    #[must_use]
    pub fn label(self, number: u64) -> String {
        let sign = match self.style {
            NumberStyle::Decimal => number.to_string(),
            NumberStyle::LowerAlpha => letters(number),
            NumberStyle::UpperAlpha => letters(number).to_uppercase(),
            NumberStyle::LowerRoman => roman(number),
            NumberStyle::UpperRoman => roman(number).to_uppercase(),
        };
        match self.delimiter {
            Delimiter::Period => format!("{sign}."),
            Delimiter::Paren => format!("{sign})"),
            Delimiter::Parens => format!("({sign})"),
        }
    }

    /// Whether it is `1.`
    #[must_use]
    pub fn plain(self) -> bool {
        self.style == NumberStyle::Decimal && self.delimiter == Delimiter::Period
    }
}

/// a … z, aa, ab …
fn letters(number: u64) -> String {
    let mut rest = number;
    let mut signs = Vec::new();
    while rest > 0 {
        rest -= 1;
        signs.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    signs.iter().rev().collect()
}

/// i … mmmcmxcix; other numbers in digits.
fn roman(number: u64) -> String {
    locale::roman(number).unwrap_or_else(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numbers_have_their_signs() {
        assert_eq!([letters(1), letters(26), letters(27), letters(703)], ["a", "z", "aa", "aaa"]);
        assert_eq!([roman(4), roman(1946)], ["iv", "mcmxlvi"]);
    }
}
