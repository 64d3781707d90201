//! Initials of given names: § Name, `initialize-with`, `initialize`, `initialize-with-hyphen`.
//!
//! In: given names as written. Out: their initials. What a person's name is made of is not known here.

/// Initials, each followed by `with`. Without `all`, only names that are initials already are put in this form.
pub(super) fn initials(given: &str, with: &str, hyphen: bool, all: bool) -> String {
    let mut whole = String::new();
    for word in given.split([' ', '\u{A0}']).filter(|word| !word.is_empty()) {
        if word.chars().next().is_some_and(char::is_lowercase) && !word.contains(['-', '.']) {
            pad(&mut whole);
            whole.push_str(word);
            whole.push(' ');
            continue;
        }
        if !all && !is_initials(word) {
            pad(&mut whole);
            whole.push_str(word);
            whole.push(' ');
            continue;
        }
        compound(&mut whole, word, with, hyphen);
    }
    whole.trim_end_matches(' ').to_owned()
}

/// A space before a whole word.
fn pad(whole: &mut String) {
    if !whole.is_empty() && !whole.ends_with(char::is_whitespace) {
        whole.push(' ');
    }
}

/// Whether a word is initials as written: "J", "J.", "J.R.R.", "M-E".
fn is_initials(word: &str) -> bool {
    word.contains('.') || word.split('-').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// "Jean-Luc", "J.R.R.", "Guo-ping".
fn compound(whole: &mut String, word: &str, with: &str, hyphen: bool) {
    for (number, piece) in word.split(['-', '‐']).enumerate() {
        let mut place = 0;
        for part in piece.split_inclusive('.') {
            let bare = part.trim_end_matches('.');
            if bare.is_empty() || number > 0 && bare.starts_with(char::is_lowercase) {
                continue;
            }
            if number > 0 && place == 0 && hyphen {
                whole.truncate(whole.trim_end_matches(' ').len());
                whole.push('-');
            }
            whole.push_str(&initial(bare, part.ends_with('.')));
            whole.push_str(with);
            place += 1;
        }
    }
}

/// The initial of a name. An abbreviation as written ("Ph.") is kept; capitals before small letters go together ("TSerendorj").
fn initial(part: &str, abbreviated: bool) -> String {
    if abbreviated && part.chars().count() <= 2 {
        return part.to_owned();
    }
    let capitals = part.chars().take_while(|c| c.is_uppercase()).count();
    let first = part.chars().take(1);
    if capitals == 2 && part.chars().count() > 2 && part.chars().nth(2).is_some_and(char::is_lowercase) {
        return first.chain(part.chars().skip(1).take(1).flat_map(char::to_lowercase)).collect();
    }
    first.collect()
}
