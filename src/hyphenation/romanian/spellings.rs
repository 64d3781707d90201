//! Spellings that the rules of sound get wrong: prefixes that are still heard, and places where a division by sound and
//! one by parts disagree, so that neither is printed.
//!
//! In: a word of small letters and its breaks. Out: the breaks put right.

use std::sync::LazyLock;

/// `|` break here, `~` no break here, `^` only where the word begins, `[…]` the next letter must be one of these.
const SPELLINGS: [&str; 33] = [
    "tran~s|[bcdfgjklmnprsștțvz]",
    "tran~s~[aăâeiîou]",
    "^de~z~[aăâeiîou]",
    "^rede~z~[aăâeiîou]",
    "^înde~z~[aăâeiîou]",
    "^su~b~[aăeîoulr]",
    "^nesu~b~[aăeîoulr]",
    "^insu~b~[aăeîoulr]",
    "^ni~ci|[oucd]",
    "^ne~s~[cfghklmnptv]",
    "^ne~ș~[cfghklmnptv]",
    "re~s~cri",
    "manu~s~cri",
    "o~s~cop",
    "o~s~coap",
    "o~s~fer",
    "e~s~cop",
    "e~s~coap",
    "i~s~cop",
    "i~s~coap",
    "a~g~no",
    "o~g~no[sz]",
    "^câ~ț~iva",
    "^cin~ci",
    "^di~na~",
    "^îna|in",
    "^împre|un",
    "^vi|itor",
    "^drep~t~ungh",
    "|s~prezece",
    "iu~go~s~lav",
    "ca|uz",
    "ști|inț",
];

/// A spelling, taken apart.
struct Spelling {
    anchored: bool,
    letters: Vec<char>,
    /// Before which letter, and whether there is a break.
    marks: Vec<(usize, bool)>,
    next: Vec<char>,
}

static TABLE: LazyLock<Vec<Spelling>> = LazyLock::new(|| SPELLINGS.iter().map(|line| Spelling::new(line)).collect());

impl Spelling {
    fn new(line: &str) -> Self {
        let mut spelling = Self { anchored: false, letters: Vec::new(), marks: Vec::new(), next: Vec::new() };
        let mut set = false;
        for c in line.chars() {
            match c {
                '^' => spelling.anchored = true,
                '|' | '~' => spelling.marks.push((spelling.letters.len(), c == '|')),
                '[' => set = true,
                ']' => set = false,
                _ if set => spelling.next.push(c),
                _ => spelling.letters.push(c),
            }
        }
        spelling
    }

    fn stands(&self, word: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        word.get(at..end) == Some(&self.letters[..]) && (self.next.is_empty() || word.get(end).is_some_and(|c| self.next.contains(c)))
    }
}

/// Puts the breaks of a word right: `marks[i]` is a break before letter `i`.
pub(super) fn apply(word: &[char], marks: &mut [bool]) {
    for spelling in TABLE.iter() {
        let places = if spelling.anchored { 1 } else { (word.len() + 1).saturating_sub(spelling.letters.len()) };
        for at in (0..places).filter(|at| spelling.stands(word, *at)) {
            for (letter, broken) in &spelling.marks {
                if let Some(mark) = marks.get_mut(at + letter) {
                    *mark = *broken;
                }
            }
        }
    }
}
