//! Numbers, dates and editions in each language's form.

use recto::locale::Language;

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

#[test]
fn numbers() {
    let lines = [
        ("en", "6740", Some("6,740")),
        ("en", "61662", Some("61,662")),
        ("ro", "61662", Some("61.662")),
        ("ru", "61662", Some("61\u{202f}662")),
        ("en", "46.7", Some("46.7")),
        ("ro", "1234.50", Some("1.234,50")),
        ("ru", "-1234567.5", Some("\u{2212}1\u{202f}234\u{202f}567,5")),
        ("en", "123", Some("123")),
        ("en", "000123", Some("000,123")),
        ("en", "12.", None),
        ("en", "", None),
        ("en", "1,000", None),
        ("en", "1e5", None),
        ("en", "٣", None),
    ];
    for (tag, plain, formed) in lines {
        assert_eq!(language(tag).words().number(plain).as_deref(), formed, "{tag} {plain}");
    }
}

#[test]
fn dates() {
    let lines = [
        ("en", "23\u{a0}November 2026"),
        ("en-US", "November\u{a0}23, 2026"),
        ("ro", "23\u{a0}noiembrie 2026"),
        ("ru", "23\u{a0}ноября 2026\u{a0}г."),
    ];
    for (tag, formed) in lines {
        assert_eq!(language(tag).words().date(2026, 11, 23), formed, "{tag}");
    }
    assert_eq!(language("en").words().date(2026, 13, 1), "2026-13-01");
}

#[test]
fn editions() {
    let lines = [
        ("en", 1, "first edition", "first printing"),
        ("en", 22, "22nd edition", "22nd printing"),
        ("en", 112, "112th edition", "112th printing"),
        ("ro", 1, "ediția întâi", "tirajul întâi"),
        ("ro", 2, "ediția a doua", "tirajul al doilea"),
        ("ro", 21, "ediția a 21-a", "tirajul al 21-lea"),
        ("ru", 3, "третье издание", "третий тираж"),
        ("ru", 21, "21-е издание", "21-й тираж"),
    ];
    for (tag, number, edition, printing) in lines {
        let words = language(tag).words();
        assert_eq!((words.edition(number).as_str(), words.printing(number).as_str()), (edition, printing), "{tag} {number}");
    }
}

#[test]
fn words_that_stay_together() {
    let together =
        [("p.", "5"), ("(pp.", "3–5,"), ("№", "99"), ("20", "km."), ("J.", "Smith"), ("Ю.", "Гагарин"), ("9", "May"), ("May", "9,")];
    for (left, right) in together {
        assert!(recto::locale::bound(left, right), "{left} {right}");
    }
    let apart = [("the", "camp"), ("20", "men"), ("then", "I"), ("Then", "I"), ("32", "May"), ("no.", "one"), ("", "5"), ("p.", "")];
    for (left, right) in apart {
        assert!(!recto::locale::bound(left, right), "{left} {right}");
    }
}
