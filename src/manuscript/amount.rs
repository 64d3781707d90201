//! Numbers in data: an exact decimal and how exact it claims to be.
//!
//! In: plain digits. Out: sums, differences, products and comparisons that are exact or not at all: where a result would need
//! more than 28 digits there is none. A division is rounded once, to the decimals that were asked for, half away from zero.

use rust_decimal::{Decimal, RoundingStrategy};

/// How exact a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Counted.
    Exact,
    /// Rounded by whoever gave it.
    Rounded,
    /// Near it, on either side.
    About,
    /// Reckoned, not counted.
    Estimated,
    /// A lower bound: "over", "at least".
    AtLeast,
    /// An upper bound: "up to", "almost".
    AtMost,
}

impl Precision {
    /// The names that schemas write.
    pub const ALL: [(&'static str, Self); 6] = [
        ("exact", Self::Exact),
        ("rounded", Self::Rounded),
        ("about", Self::About),
        ("estimated", Self::Estimated),
        ("at-least", Self::AtLeast),
        ("at-most", Self::AtMost),
    ];

    /// The name that schemas write.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("exact", |(name, _)| name)
    }

    /// How exact a sum is; none where a lower and an upper bound, or a bound and an approximation, meet: such a sum says nothing.
    #[must_use]
    pub const fn plus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Exact, any) | (any, Self::Exact) => Some(any),
            (Self::AtLeast, Self::AtLeast) => Some(Self::AtLeast),
            (Self::AtMost, Self::AtMost) => Some(Self::AtMost),
            (Self::AtLeast | Self::AtMost, _) | (_, Self::AtLeast | Self::AtMost) => None,
            (Self::Estimated, _) | (_, Self::Estimated) => Some(Self::Estimated),
            (Self::Rounded | Self::About, Self::Rounded | Self::About) => Some(Self::About),
        }
    }

    /// How exact the negative is: a bound changes its side.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::Exact | Self::Rounded | Self::About | Self::Estimated => self,
        }
    }
}

/// A number of at most 28 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// A number of a hyphen, digits, and a full stop with digits; none where it has more than 28 digits.
    #[must_use]
    pub fn parse(plain: &str) -> Option<Self> {
        let digits = plain.bytes().filter(u8::is_ascii_digit).count();
        let form = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
        if !form || digits == 0 || digits > 28 {
            return None;
        }
        Decimal::from_str_exact(plain).ok().map(Self)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: usize) -> Self {
        Self(Decimal::from(number as u64))
    }

    /// The sum; none where it can't be exact.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0)?;
        (sum.scale() >= self.0.scale().max(other.0.scale())).then_some(Self(sum))
    }

    /// The difference; none where it can't be exact.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self(-other.0))
    }

    /// The product; none where it can't be exact.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.0.is_zero() || other.0.is_zero() {
            return Some(Self::ZERO);
        }
        let product = self.0.checked_mul(other.0)?;
        (product.scale() == self.0.scale() + other.0.scale()).then_some(Self(product))
    }

    /// The quotient, rounded to so many decimals; none where the divisor is zero. It is found in whole numbers, so that it is
    /// rounded once.
    #[must_use]
    pub fn over(self, other: Self, decimals: u8) -> Option<Self> {
        if other.0.is_zero() || decimals > 12 {
            return None;
        }
        let scale = self.0.scale().max(other.0.scale());
        let at = |d: Decimal| d.mantissa().checked_mul(10_i128.checked_pow(scale - d.scale())?);
        let (above, below) = (at(self.0)?.checked_mul(10_i128.pow(u32::from(decimals)))?, at(other.0)?);
        let (quotient, rest) = (above / below, above % below);
        let away = if (above < 0) == (below < 0) { 1 } else { -1 };
        let rounded = if rest.unsigned_abs().checked_mul(2)? >= below.unsigned_abs() { quotient + away } else { quotient };
        Decimal::try_from_i128_with_scale(rounded, u32::from(decimals)).ok().map(Self)
    }

    /// Rounded to so many decimals, half away from zero; negative: to tens, hundreds …
    #[must_use]
    pub fn rounded(self, decimals: i8) -> Option<Self> {
        if let Ok(decimals) = u32::try_from(decimals) {
            let mut rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            if rounded.scale() < decimals {
                rounded.rescale(decimals.min(28));
            }
            return Some(Self(rounded));
        }
        let unit = Self(Decimal::from(10_u64.checked_pow(u32::from(decimals.unsigned_abs()))?));
        self.over(unit, 0)?.times(unit)
    }

    /// The number without its sign.
    #[must_use]
    pub fn absolute(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Its plain digits, with the decimals that it has.
    #[must_use]
    pub fn plain(self) -> String {
        self.0.to_string()
    }

    /// Its plain digits without noughts that only keep a decimal's place.
    #[must_use]
    pub fn shortest(self) -> String {
        self.0.normalize().to_string()
    }

    /// How many of so many parts of a whole this is, for lengths of bars; never for a number that is printed.
    #[must_use]
    pub fn parts_of(self, whole: Self, parts: i64) -> i64 {
        let part = self.times(Self(Decimal::from(parts))).and_then(|part| part.over(whole, 0));
        part.and_then(|part| i64::try_from(part.0.trunc().mantissa()).ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).expect("a number")
    }

    #[test]
    fn nothing_is_rounded_in_silence() {
        let huge = amount("9999999999999999999999999999");
        assert_eq!(huge.plus(amount("0.1")), None);
        assert_eq!(huge.times(amount("1.5")), None);
        assert_eq!(amount("0.1").plus(amount("0.2")), Some(amount("0.3")));
        assert_eq!(Amount::parse("1e400"), None);
        assert_eq!(Amount::parse("NaN"), None);
        assert_eq!(Amount::parse("12345678901234567890123456789"), None);
    }

    #[test]
    fn quotients_are_rounded_once() {
        assert_eq!(amount("1").over(amount("8"), 2).map(Amount::plain).as_deref(), Some("0.13"));
        assert_eq!(amount("-1").over(amount("8"), 2).map(Amount::plain).as_deref(), Some("-0.13"));
        assert_eq!(amount("2").over(amount("3"), 3).map(Amount::plain).as_deref(), Some("0.667"));
        assert_eq!(amount("132073").rounded(-3).map(Amount::plain).as_deref(), Some("132000"));
        assert_eq!(amount("1").over(Amount::ZERO, 2), None);
    }
}
