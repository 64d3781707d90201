//! Where words may be broken at a line's end.
//!
//! Romanian goes by rules, against a list of words divided by hand; other languages by patterns.

use hypher::{Lang, hyphenate, romanian};
use proptest::prelude::*;

const DIVIDED: &str = include_str!("hyphenation/romanian.txt");

fn divided(word: &str, code: [u8; 2]) -> String {
    let lang = Lang::from_iso(code).expect("the language is known");
    hyphenate(word, lang).collect::<Vec<_>>().join("-")
}

#[test]
fn romanian_words_are_divided_as_by_hand() {
    let words = DIVIDED.lines().filter(|line| !line.starts_with('#'));
    let wrong: Vec<String> = words
        .filter_map(|line| {
            let found = divided(&line.replace('-', ""), *b"ro");
            (found != line).then(|| format!("{line}: {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_common_romanian_word_stays_whole() {
    for word in ["", "a", "Iași", "NKVD", "McDonald", "Weimar", "Köln", "Spassky"] {
        assert_eq!(romanian::breaks(word), Vec::<usize>::new(), "{word}");
    }
}

#[test]
fn both_forms_of_the_letters_are_divided_alike() {
    for (comma, cedilla) in [("țările", "ţările"), ("înșeală", "înşeală"), ("mareșalul", "mareşalul")] {
        assert_eq!(divided(comma, *b"ro").split('-').count(), divided(cedilla, *b"ro").split('-').count(), "{comma}");
    }
    assert_eq!(divided("t\u{326}a\u{306}rile", *b"ro"), "t\u{326}a\u{306}-rile");
}

#[test]
fn other_languages_go_by_patterns() {
    assert_eq!(divided("imprisonment", *b"en"), "im-pris-on-ment");
    assert_eq!(divided("военнопленный", *b"ru"), "во-ен-но-плен-ный");
    assert_eq!(divided("Kriegsgefangene", *b"de"), "Kriegs-ge-fan-ge-ne");
    assert_eq!(Lang::from_iso(*b"zz"), None);
}

proptest! {
    #[test]
    fn the_parts_of_any_word_are_the_word(word in "\\PC{0,60}", code in prop_oneof![Just(*b"ro"), Just(*b"en"), Just(*b"ru"), Just(*b"tr")]) {
        let parts: Vec<&str> = hyphenate(&word, Lang::from_iso(code).expect("known")).collect();
        prop_assert_eq!(parts.concat(), word);
    }

    #[test]
    fn romanian_breaks_leave_two_letters_before_and_three_after(word in "[a-zăâîșțşţ]{1,40}") {
        for at in romanian::breaks(&word) {
            prop_assert!(word[..at].chars().count() >= romanian::BEFORE && word[at..].chars().count() >= romanian::AFTER);
        }
    }
}
