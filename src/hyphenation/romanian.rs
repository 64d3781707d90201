//! Where a Romanian word may be broken at the end of a line.
//!
//! In: a word. Out: the bytes at which it may be broken, by the rules of DOOM (introductory study, "Despărțirea la capăt de
//! rând"): by sound, and never where sound and parts disagree, since one of both readers would be offended. At least two
//! letters stay before a break and three after. A word with letters that Romanian does not have is foreign and stays whole.

mod spellings;

/// Letters before a break.
pub const BEFORE: usize = 2;
/// Letters after it.
pub const AFTER: usize = 3;
/// Letters of the shortest word that is broken.
const SHORTEST: usize = 6;
/// Letters of the shortest one with a capital: names stay whole, and cannot be told from a sentence's first word.
const SHORTEST_NAME: usize = 8;

/// The bytes at which a word may be broken at the end of a line. None for short words, names, abbreviations.
#[must_use]
pub fn breaks(word: &str) -> Vec<usize> {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let first = word.starts_with(char::is_uppercase);
    let least = if first { SHORTEST_NAME } else { SHORTEST };
    if capitals > usize::from(first) || word.len() < least {
        return Vec::new();
    }
    let Some(letters) = letters(word) else { return Vec::new() };
    if letters.len() < least {
        return Vec::new();
    }
    let plain: Vec<char> = letters.iter().map(|(_, c)| *c).collect();
    divide(&plain).into_iter().map(|at| letters[at].0).collect()
}

/// The letters of a word, small, with the byte where each begins; none where one is no Romanian letter.
fn letters(word: &str) -> Option<Vec<(usize, char)>> {
    let mut letters: Vec<(usize, char)> = Vec::new();
    for (at, c) in word.char_indices() {
        let mut small = c.to_lowercase();
        let c = match (small.next()?, small.next()) {
            ('ş', None) => 'ș',
            ('ţ', None) => 'ț',
            (c, None) => c,
            (_, Some(_)) => return None,
        };
        // A letter and its mark apart are the letter that has it.
        let joined = letters.last().and_then(|(_, before)| match (before, c) {
            ('a', '\u{306}') => Some('ă'),
            ('a', '\u{302}') => Some('â'),
            ('i', '\u{302}') => Some('î'),
            ('s', '\u{326}' | '\u{327}') => Some('ș'),
            ('t', '\u{326}' | '\u{327}') => Some('ț'),
            _ => None,
        });
        match joined {
            Some(joined) => letters.last_mut()?.1 = joined,
            None if vowel(c) || consonant(c) => letters.push((at, c)),
            None => return None,
        }
    }
    Some(letters)
}

const fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'i' | 'î' | 'o' | 'u')
}

const fn consonant(c: char) -> bool {
    matches!(c, 'b'..='d' | 'f'..='h' | 'j'..='n' | 'p' | 'r'..='t' | 'ș' | 'ț' | 'v' | 'x' | 'z')
}

/// A consonant that makes one group with the `l` or `r` after it.
const fn mute(c: char) -> bool {
    matches!(c, 'b' | 'c' | 'd' | 'f' | 'g' | 'h' | 'k' | 'p' | 't' | 'v')
}

const fn liquid(c: char) -> bool {
    matches!(c, 'l' | 'r')
}

/// The letters before which a word of small letters may be broken.
fn divide(word: &[char]) -> Vec<usize> {
    let mut marks = vec![false; word.len()];
    let runs = runs(word);
    for run in &runs {
        inside(word, run.clone(), &mut marks);
    }
    for pair in runs.windows(2) {
        marks[between(word, pair[0].end, pair[1].start)] = true;
    }
    spellings::apply(word, &mut marks);
    (BEFORE..(word.len() + 1).saturating_sub(AFTER)).filter(|at| marks[*at] && sounds(word, *at)).collect()
}

/// The runs of vowels.
fn runs(word: &[char]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in word.iter().enumerate().filter(|(_, c)| vowel(**c)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether both sides of a break have a vowel that is heard. A last `i` after a consonant is whispered, but not after
/// a group with `l` or `r`.
fn sounds(word: &[char], at: usize) -> bool {
    let last = word.len() - 1;
    let whispered = word[last] == 'i' && last > 0 && consonant(word[last - 1]) && !(last > 1 && mute(word[last - 2]) && liquid(word[last - 1]));
    let heard = |i: usize| vowel(word[i]) && !(whispered && i == last);
    (0..at).any(heard) && (at..word.len()).any(heard)
}

/// Consonants between two runs of vowels: the letter before which they part.
fn between(word: &[char], from: usize, to: usize) -> usize {
    // Where each consonant begins; `ch`, `gh`, `th`, `ph` and `sh` are one.
    let mut starts = Vec::new();
    let mut at = from;
    while at < to {
        starts.push(at);
        let prefixed = at == 2 && word[0] == 'd' && matches!(word[1], 'e' | 'i') && word[at] == 's';
        let double = matches!(word[at], 'c' | 'g' | 't' | 'p' | 's') && at + 1 < to && word[at + 1] == 'h' && !prefixed;
        at += if double { 2 } else { 1 };
    }
    let unit = |i: usize| &word[starts[i]..starts.get(i + 1).copied().unwrap_or(to)];
    let count = starts.len();
    if count < 2 {
        return from;
    }
    if count == 2 {
        return if group(unit(0), unit(1)) { from } else { starts[1] };
    }
    let longest = (1..=3.min(count - 1)).rev().find(|length| {
        let first = count - length;
        match length {
            3 => matches!(unit(first), ['s' | 'ș' | 'z']) && group(unit(first + 1), unit(first + 2)),
            2 => group(unit(first), unit(first + 1)) || opens(unit(first), unit(first + 1)),
            _ => true,
        }
    });
    starts[count - longest.unwrap_or(1)]
}

/// A mute and a liquid, which never part.
fn group(first: &[char], second: &[char]) -> bool {
    let mutes = match first {
        [c] => mute(*c),
        [c, 'h'] => matches!(c, 'c' | 'g' | 't' | 'p'),
        _ => false,
    };
    mutes && matches!(second, [c] if liquid(*c))
}

/// Other pairs that can open a syllable.
fn opens(first: &[char], second: &[char]) -> bool {
    match (first, second) {
        (['s'], ['c', 'h']) => true,
        (['s'], [c]) => matches!(c, 'c' | 'p' | 't' | 'f' | 'm' | 'n' | 'l' | 'v'),
        (['ș'], [c]) => matches!(c, 't' | 'c' | 'p' | 'l' | 'm' | 'n'),
        (['z'], [c]) => matches!(c, 'b' | 'd' | 'g' | 'm' | 'v'),
        (['c'], ['v']) => true,
        _ => false,
    }
}

/// Vowels beside each other part only in these cases; where they may be one sound they stay together.
fn inside(word: &[char], run: std::ops::Range<usize>, marks: &mut [bool]) {
    for at in run.start + 1..run.end {
        let first = at - 1 == run.start;
        let next = (at + 1 < run.end).then(|| word[at + 1]);
        marks[at] = hiatus(word, at, first, next);
    }
}

fn hiatus(word: &[char], at: usize, first: bool, next: Option<char>) -> bool {
    let before = |n: usize| at.checked_sub(1 + n).map(|i| word[i]);
    let after_soft = matches!(before(1), Some('c' | 'g' | 'h'));
    let (x, y) = (word[at - 1], word[at]);
    match (x, y) {
        (_, 'î') => true,
        ('a' | 'ă' | 'â' | 'e' | 'o' | 'u', 'i') => next.is_some_and(|z| z != 'i' && z != 'î'),
        ('a' | 'o' | 'e', 'u') => matches!(next, Some('ă' | 'a')),
        ('e', 'e') if next == Some('a') => true,
        ('a' | 'o', 'o' | 'e') | ('e', 'e') => next != Some('a'),
        ('a', 'a') => true,
        ('e', 'o') => next != Some('a') && !["deo", "vreo", "geor", "treo"].iter().any(|start| begins(word, start)),
        ('i', 'o') if first && next == Some('a') && !after_soft => true,
        ('i', 'i') => {
            let rest: String = word[at..].iter().collect();
            rest == "ile" || rest == "ilor" || rest.starts_with("ind")
        }
        ('i', _) => first && after_group(before(1), before(2)),
        ('u', 'a' | 'ă' | 'e' | 'o') => first && before(1).is_some_and(consonant) && !after_soft,
        _ => false,
    }
}

/// After a consonant and `l` or `r`, where the two are heard as one.
fn after_group(last: Option<char>, first: Option<char>) -> bool {
    last.is_some_and(liquid) && first.is_some_and(|c| mute(c) || matches!(c, 's' | 'ș' | 'z'))
}

fn begins(word: &[char], start: &str) -> bool {
    start.chars().count() <= word.len() && start.chars().zip(word).all(|(a, b)| a == *b)
}
