//! Where a word that is longer than words of a language are may be parted: addresses, names of files, numbers without end.
//!
//! In: words. Out: the bytes before which a line may begin, beside spaces and hyphens. Nothing is printed there; the words stay
//! what they are for whoever copies or searches them.

/// Letters of a word that is left to hyphenation.
const LONG: usize = 25;
/// Letters without a sign between them that no word of a language has.
const UNKNOWN: usize = 40;
/// Letters between two seams where no sign gives one.
const STEP: usize = 8;

/// The seams of words. Scripts that need none (their lines break anywhere, or by a dictionary) part what is asked.
pub(super) fn seams(words: &str) -> Vec<usize> {
    let mut seams = Vec::new();
    if words.len() <= LONG {
        return seams;
    }
    let mut start = 0;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        if c.is_whitespace() || u32::from(c) >= 0x590 {
            within(&words[start..at], start, &mut seams);
            start = at + c.len_utf8();
        }
    }
    seams
}

/// The seams of one word that begins at this byte.
fn within(word: &str, start: usize, seams: &mut Vec<usize>) {
    if word.chars().count() <= LONG {
        return;
    }
    let mut piece = 0;
    let mut before = None;
    for (at, c) in word.char_indices() {
        if at > 0 && before.is_some_and(parts) && !parts(c) {
            pieces(&word[piece..at], start + piece, seams);
            seams.push(start + at);
            piece = at;
        }
        before = Some(c);
    }
    pieces(&word[piece..], start + piece, seams);
}

/// Signs after which an address may be parted. A hyphen and a slash are among them: beside digits the typesetter keeps them.
fn parts(c: char) -> bool {
    matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%' | ':' | ',' | ';' | '@' | '+' | '~' | '|' | '\\')
}

/// Seams in a piece without signs.
fn pieces(piece: &str, start: usize, seams: &mut Vec<usize>) {
    if piece.chars().count() > UNKNOWN {
        seams.extend(piece.char_indices().step_by(STEP).skip(1).map(|(at, _)| start + at));
    }
}
