//! Names for files and anchors: ASCII, whatever the words are.
//!
//! In: words in any script. Out: lower-case ASCII letters, digits and hyphens. Latin letters lose their marks,
//! Cyrillic ones are written with Latin letters, others by their code point. Unicity is the caller's affair.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most bytes of a slug.
const LONGEST: usize = 60;

/// A slug; may be empty.
pub(super) fn slug(words: &str) -> String {
    let mut made = String::new();
    let mut gap = false;
    for c in words.chars().flat_map(char::to_lowercase) {
        if made.len() > LONGEST {
            break;
        }
        let piece = letters(c);
        if piece.is_empty() {
            gap |= !is_combining_mark(c) && !matches!(c, 'ъ' | 'ь' | '\'' | '’' | '\u{AD}' | '\u{2060}');
            continue;
        }
        if gap && !made.is_empty() {
            made.push('-');
        }
        gap = false;
        made.push_str(&piece);
    }
    made.truncate(LONGEST);
    made.trim_end_matches('-').to_owned()
}

/// Whether an id serves as an anchor as it stands.
pub(super) fn is_anchor(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

fn letters(c: char) -> String {
    if c.is_ascii_alphanumeric() {
        return c.to_string();
    }
    if let Some(latin) = cyrillic(c) {
        return latin.to_owned();
    }
    let plain: String = std::iter::once(c).nfkd().filter(char::is_ascii_alphanumeric).collect();
    match c {
        _ if !plain.is_empty() => plain,
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'ø' => "o".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'ł' => "l".to_owned(),
        'þ' => "th".to_owned(),
        'ı' => "i".to_owned(),
        c if c.is_alphanumeric() => format!("{:x}", u32::from(c)),
        _ => String::new(),
    }
}

const fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'ѣ' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ѵ' => "i",
        'ї' => "yi",
        'й' => "j",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' | 'ѳ' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_anchor, slug};

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(slug("The camps: 1941–1945"), "the-camps-1941-1945");
        assert_eq!(slug("Întoarcerea în țară"), "intoarcerea-in-tara");
        assert_eq!(slug("Военнопленные"), "voennoplennye");
        assert_eq!(slug("don’t"), "dont");
        assert_eq!(slug("捕虜"), "6355865c");
        assert_eq!(slug("***"), "");
        assert!(slug(&"ж".repeat(500)).len() <= 60);
    }

    #[test]
    fn ids_that_are_anchors_stay() {
        assert!(is_anchor("sec-Camps_1.2"));
        assert!(!is_anchor("1st") && !is_anchor("a b") && !is_anchor("să"));
    }
}
