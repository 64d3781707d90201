//! Lengths as typed → values.
//!
//! In: `12.5mm`, `6in`, `80%`. Out: a [`Length`], or what is wrong with it in words. A decimal comma is read too.

use crate::book::{Length, Width};

/// The units that lengths may have, for hints.
pub(super) const UNITS: &str = "mm, cm, in or pt";

/// A length with its unit; none where it is no such thing. Negative ones are none.
pub(super) fn length(typed: &str) -> Option<Length> {
    let (number, unit) = split(typed)?;
    in_unit(number, unit)
}

/// A picture's width: a share of the measure, or a length (`px` at 96 to the inch).
pub(super) fn width(typed: &str) -> Option<Width> {
    let (number, unit) = split(typed)?;
    match unit {
        "%" if number > 0.0 && number <= 100.0 => Some(Width::Measure(thousandths(number))),
        "%" => None,
        "px" | "" => in_unit(number / 96.0, "in").filter(|l| l.0 > 0).map(Width::Length),
        unit => in_unit(number, unit).filter(|l| l.0 > 0).map(Width::Length),
    }
}

/// Two lengths with `x` between them: `120x190mm`, `6x9in`. The unit may stand once.
pub(super) fn pair(typed: &str) -> Option<(Length, Length)> {
    let (first, second) = typed.split_once(['x', '×', 'X'])?;
    let (height, unit) = split(second)?;
    let (width, own) = split(first)?;
    let width_unit = if own.is_empty() { unit } else { own };
    Some((in_unit(width, width_unit)?, in_unit(height, unit)?))
}

fn split(typed: &str) -> Option<(f64, &str)> {
    let typed = typed.trim();
    let end = typed.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(typed.len());
    let number: f64 = typed[..end].replace(',', ".").parse().ok()?;
    (number.is_finite() && number < 1e6).then(|| (number, typed[end..].trim()))
}

fn in_unit(number: f64, unit: &str) -> Option<Length> {
    match unit {
        "mm" => Some(Length::mm(number)),
        "cm" => Some(Length::mm(number * 10.0)),
        "in" | "\"" => Some(Length::mm(number * 25.4)),
        "pt" => Some(Length::pt(number)),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1,000 by the caller")]
fn thousandths(percent: f64) -> u16 {
    ((percent * 10.0).round() as u16).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_with_their_units() {
        assert_eq!(length("25.4mm"), Some(Length::pt(72.0)));
        assert_eq!(length("1 in"), Some(Length::pt(72.0)));
        assert_eq!(length("2,54cm"), Some(Length::pt(72.0)));
        for typed in ["", "5", "mm", "5 ells", "-3mm", "1.2.3mm", "١mm"] {
            assert_eq!(length(typed), None, "{typed}");
        }
    }

    #[test]
    fn trims_and_widths_are_read() {
        assert_eq!(pair("6x9in"), Some((Length::pt(432.0), Length::pt(648.0))));
        assert_eq!(pair("25.4mm × 1in"), Some((Length::pt(72.0), Length::pt(72.0))));
        assert_eq!(pair("6x"), None);
        assert_eq!(width("80%"), Some(Width::Measure(800)));
        assert_eq!(width("300px"), Some(Width::Length(Length::pt(225.0))));
        assert_eq!(width("120%"), None);
        assert_eq!(width("0cm"), None);
    }
}
