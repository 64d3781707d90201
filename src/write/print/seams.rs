//! Where a word that is longer than words of a language are may be parted: addresses, names of files, numbers without end.
//!
//! In: words, and the letters right before them. Out: the bytes before which a line may begin, beside spaces and hyphens. Nothing is printed there; the words stay
//! what they are for whoever copies or searches them.

/// Letters of a word that is left to hyphenation.
const LONG: usize = 25;
/// Letters without a sign between them that no word of a language has.
const UNKNOWN: usize = 40;
/// Letters between two seams where no sign gives one.
const STEP: usize = 8;

/// A word whose end was not written yet.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Open {
    /// Its letters so far.
    letters: usize,
    /// The last of them is a sign after which it may be parted.
    sign: bool,
}

impl Open {
    /// What is open after these words.
    pub(super) fn after(self, words: &str) -> Self {
        let Some(end) = words.chars().next_back() else { return self };
        let last = words.rsplit(apart).next().unwrap_or_default();
        let before = if last.len() == words.len() { self.letters } else { 0 };
        Self { letters: before + last.chars().count(), sign: parts(end) }
    }
}

/// The seams of words that stand right after an open one. Scripts that need none (their lines break anywhere, or by a dictionary)
/// part what is asked.
pub(super) fn seams(words: &str, open: Open) -> Vec<usize> {
    let mut seams = Vec::new();
    if open.letters + words.len() <= LONG {
        return seams;
    }
    let (mut start, mut open) = (0, open);
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        if apart(c) {
            within(&words[start..at], open, start, &mut seams);
            (start, open) = (at + c.len_utf8(), Open::default());
        }
    }
    seams
}

/// A space, or a letter of a script whose lines break without one.
fn apart(c: char) -> bool {
    c.is_whitespace() || u32::from(c) >= 0x590
}

/// The seams of one word, or the rest of one, that begins at this byte.
fn within(word: &str, open: Open, start: usize, seams: &mut Vec<usize>) {
    if open.letters + word.chars().count() <= LONG {
        return;
    }
    let mut piece = 0;
    let mut after = open.sign;
    for (at, c) in word.char_indices() {
        if after && !parts(c) {
            pieces(&word[piece..at], start + piece, seams);
            seams.push(start + at);
            piece = at;
        }
        after = parts(c);
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
