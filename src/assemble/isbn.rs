//! ISBNs: their form and check digits (ISO 2108:2017, annex C).
//!
//! In: a number as typed, hyphens or spaces in it. Out: nothing where it is right, else what is wrong and what to
//! write. The hyphens' places are not checked: they follow tables that change.

/// What is wrong with an ISBN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Why it is none.
    pub(super) cause: String,
    /// What to write.
    pub(super) hint: String,
}

/// Verifies a number as typed.
pub(super) fn verify(typed: &str) -> Result<(), Fault> {
    let bare: String = typed.chars().filter(|c| !matches!(c, '-' | ' ' | '‐' | '‑')).collect();
    let digits: Vec<u32> = bare.chars().filter_map(|c| c.to_digit(10)).collect();
    match (bare.chars().count(), digits.len()) {
        (13, 13) => thirteen(&digits),
        (10, 9 | 10) => {
            let nine: Vec<u32> = [9, 7, 8].into_iter().chain(digits.iter().copied().take(9)).collect();
            let whole: String = nine.iter().chain([&check(&nine)]).map(u32::to_string).collect();
            let cause = "it has ten digits, as before 2007".to_owned();
            Err(Fault { cause, hint: format!("write the same number with thirteen: `{whole}`") })
        }
        (length, _) => {
            let cause = format!("it has {length} signs and not 13 digits");
            Err(Fault { cause, hint: "copy it from the agency's letter, without the word ISBN".to_owned() })
        }
    }
}

/// Whether a number of ten signs, as before 2007, has the right check digit.
pub(super) fn ten(typed: &str) -> bool {
    let value = |(at, c): (usize, char)| if c.eq_ignore_ascii_case(&'x') && at == 9 { Some(10) } else { c.to_digit(10) };
    let digits: Option<Vec<u32>> = typed.chars().filter(|c| c.is_alphanumeric()).enumerate().map(value).collect();
    digits
        .is_some_and(|digits| digits.len() == 10 && digits.iter().zip((1..=10).rev()).map(|(d, weight)| d * weight).sum::<u32>() % 11 == 0)
}

fn thirteen(digits: &[u32]) -> Result<(), Fault> {
    if digits[..3] != [9, 7, 8] && digits[..3] != [9, 7, 9] {
        let cause = "it begins neither with 978 nor with 979".to_owned();
        return Err(Fault { cause, hint: "copy it from the agency's letter".to_owned() });
    }
    let right = check(&digits[..12]);
    if digits[12] == right {
        return Ok(());
    }
    let cause = format!("its check digit is {} and should be {right}", digits[12]);
    Err(Fault { cause, hint: "compare every digit with the agency's letter: one of them is mistyped".to_owned() })
}

fn check(twelve: &[u32]) -> u32 {
    let sum: u32 = twelve.iter().enumerate().map(|(i, d)| if i % 2 == 0 { *d } else { 3 * d }).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::{ten, verify};

    #[test]
    fn check_digits_are_verified() {
        assert_eq!(verify("978-3-16-148410-0"), Ok(()));
        assert_eq!(verify("979 10 90636 07 1"), Ok(()));
        assert!(verify("978-3-16-148410-1").is_err());
        assert!(verify("977-3-16-148410-0").is_err());
        assert!(verify("ISBN 978-3-16-148410-0").is_err());
        assert!(ten("3-16-148410-X") && ten("0-8044-2957-X") && !ten("3-16-148410-0") && !ten("0-8044-2957-0"));
        assert_eq!(verify("3-16-148410-X").unwrap_err().hint, "write the same number with thirteen: `9783161484100`");
    }
}
