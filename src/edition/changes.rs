//! Two editions → what changed, word by word.
//!
//! In: two snapshots. Out: changes, in the order of the old edition. Passages are linked first (`align`), then the words of those
//! that were edited are compared; changes that stand so near to each other that nobody would read them apart are one. What tells
//! of the edition itself is left out.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::{Link, Side, align};
use super::passages::Passage;
use super::snapshot::Snapshot;
use super::tokens::{Lexicon, Token, TokenKind};

/// A place in the words of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The passage: an index.
    pub passage: usize,
    /// Characters before the first of its words.
    pub from: u32,
    /// Characters up to the end of the last; the same where there are none.
    pub to: u32,
}

/// How passages changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Words of a passage.
    Words,
    /// The whole passage is there in one edition alone.
    Whole,
    /// It stands elsewhere.
    Moved,
    /// A paragraph became two: a new one begins here.
    Divided,
    /// Two paragraphs became one: none begins here any more.
    Joined,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// How.
    pub shape: Shape,
    /// Words of the old edition; where it had none, the place before which or behind which they were added.
    pub old: Spot,
    /// Words of the new edition; where it has none, the place where they were.
    pub new: Spot,
    /// The new words stand before `old`, not behind it; said where there are no old words.
    pub before: bool,
}

/// Two editions compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What changed, in the order of the old edition.
    pub all: Vec<Change>,
    /// Words that both have: passage and offset in the old edition, the same in the new.
    anchors: Vec<(Place, Place)>,
}

/// A passage, and characters of it.
pub type Place = (usize, u32);

impl Changes {
    /// Where a place of the new edition stood in the old: at or behind the last words before it that both have in one passage.
    #[must_use]
    pub fn in_old(&self, place: Place) -> Option<Place> {
        let before = self.anchors.iter().filter(|(_, new)| new.0 == place.0 && new.1 <= place.1).max_by_key(|(_, new)| *new);
        before.map(|(old, new)| (old.0, old.1 + (place.1 - new.1)))
    }

    /// Where a place of the old edition stands in the new.
    #[must_use]
    pub fn in_new(&self, place: Place) -> Option<Place> {
        let to = self.anchors.partition_point(|(old, _)| *old <= place);
        let (old, new) = self.anchors.get(to.checked_sub(1)?).filter(|(old, _)| old.0 == place.0)?;
        Some((new.0, new.1 + (place.1 - old.1)))
    }
}

/// What changed from one edition to another.
#[must_use]
pub fn changes(old: &Snapshot, new: &Snapshot) -> Changes {
    let (old_at, was) = text(old);
    let (new_at, is) = text(new);
    let mut lexicon = Lexicon::default();
    let old_tokens: Vec<Vec<Token>> = was.iter().map(|passage| lexicon.tokens(&passage.words)).collect();
    let new_tokens: Vec<Vec<Token>> = is.iter().map(|passage| lexicon.tokens(&passage.words)).collect();
    let (old, new) = (Side { passages: &was, tokens: &old_tokens }, Side { passages: &is, tokens: &new_tokens });
    let links = align(&old, &new);
    let mut compared = Comparison { old: &old, new: &new, kept: kept(&links), found: Changes::default() };
    let mut last = None;
    for link in &links {
        compared.link(link, last);
        if !link.moved {
            last = link.old.last().copied().or(last);
        }
    }
    let Changes { mut all, mut anchors } = compared.found;
    let number = |at: usize, numbers: &[usize]| numbers.get(at).copied().unwrap_or_default();
    for change in &mut all {
        change.old.passage = number(change.old.passage, &old_at);
        change.new.passage = number(change.new.passage, &new_at);
    }
    for (was, is) in &mut anchors {
        (was.0, is.0) = (number(was.0, &old_at), number(is.0, &new_at));
    }
    all.sort_by_key(|change| (change.old, change.new));
    anchors.sort_unstable();
    Changes { all, anchors }
}

/// Passages that stayed in their order: old and new.
fn kept(links: &[Link]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> =
        links.iter().filter(|link| !link.moved).filter_map(|link| Some((*link.old.last()?, *link.new.last()?))).collect();
    kept.sort_unstable();
    kept
}

/// The passages that are compared, with their indices.
fn text(snapshot: &Snapshot) -> (Vec<usize>, Vec<&Passage>) {
    snapshot.passages.iter().enumerate().filter(|(_, passage)| !passage.of_edition).unzip()
}

struct Comparison<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    /// Passages that stayed in their order: old and new.
    kept: Vec<(usize, usize)>,
    found: Changes,
}

/// A passage's token, or where a passage ends.
type Stream = Vec<(usize, Token)>;

impl Comparison<'_> {
    /// Compares what is linked. `last` is the old passage that stands before it in the new edition.
    fn link(&mut self, link: &Link, last: Option<usize>) {
        match (&link.old[..], &link.new[..]) {
            ([], new) => new.iter().for_each(|at| self.added(*at, last)),
            (old, []) => old.iter().for_each(|at| self.removed(*at)),
            (old, new) => {
                if link.moved && self.old.passages[old[0]].note.is_none() {
                    self.push(Shape::Moved, whole(self.old, old[0]), whole(self.new, new[0]));
                }
                if link.same {
                    self.found.anchors.push(((old[0], 0), (new[0], 0)));
                } else {
                    self.words(old, new);
                }
            }
        }
    }

    fn push(&mut self, shape: Shape, old: Spot, new: Spot) {
        self.found.all.push(Change { shape, old, new, before: false });
    }

    fn added(&mut self, at: usize, last: Option<usize>) {
        let new = whole(self.new, at);
        let (passage, before) = (last.unwrap_or(0), last.is_none());
        let end = self.old.tokens.get(passage).and_then(|tokens| tokens.last()).map_or(0, |token| token.to);
        let place = if before { 0 } else { end };
        self.found.all.push(Change { shape: Shape::Whole, old: Spot { passage, from: place, to: place }, new, before });
    }

    fn removed(&mut self, at: usize) {
        let after = self.kept.partition_point(|(old, _)| *old < at).checked_sub(1).and_then(|n| self.kept.get(n));
        let passage = after.map_or(0, |(_, new)| *new);
        let end = after.and_then(|_| self.new.tokens.get(passage)?.last()).map_or(0, |token| token.to);
        self.push(Shape::Whole, whole(self.old, at), Spot { passage, from: end, to: end });
    }

    /// Compares the words of passages that are the same but for their words, and for where they are divided.
    fn words(&mut self, old: &[usize], new: &[usize]) {
        let (was, is) = (stream(self.old, old), stream(self.new, new));
        let word = |(_, token): &(usize, Token)| token.word;
        let (a, b): (Vec<u32>, Vec<u32>) = (was.iter().map(word).collect(), is.iter().map(word).collect());
        let mut hunks: Vec<Hunk> = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
            if let DiffOp::Equal { .. } = op {
                continue;
            }
            let next = Hunk { old: op.old_range(), new: op.new_range() };
            match hunks.last_mut() {
                Some(last) if last.old.end == next.old.start && last.new.end == next.new.start => {
                    last.old.end = next.old.end;
                    last.new.end = next.new.end;
                }
                Some(_) | None => hunks.push(next),
            }
        }
        let hunks = joined(slid(hunks, &was, &is), &was, &is);
        self.anchors(&was, &is, &hunks);
        for hunk in &hunks {
            let (old_spot, before) = spot(&was, &hunk.old, old[0]);
            let (new_spot, _) = spot(&is, &hunk.new, new[0]);
            self.found.all.push(Change { shape: Shape::Words, old: old_spot, new: new_spot, before });
        }
        self.divisions(&was, &is, &hunks, (old, new));
    }

    /// Every word between the hunks stands in both editions.
    fn anchors(&mut self, was: &Stream, is: &Stream, hunks: &[Hunk]) {
        let (mut i, mut j) = (0, 0);
        for (old, new) in hunks.iter().map(|hunk| (hunk.old.clone(), hunk.new.clone())).chain([(was.len()..0, is.len()..0)]) {
            for ((passage, token), (other, same)) in was[i..old.start].iter().zip(&is[j..new.start]) {
                self.found.anchors.push(((*passage, token.from), (*other, same.from)));
            }
            (i, j) = (old.end, new.end);
        }
    }

    /// Where a paragraph was divided or two were joined.
    fn divisions(&mut self, was: &Stream, is: &Stream, hunks: &[Hunk], (old, new): (&[usize], &[usize])) {
        let begins = |stream: &Stream, passages: &[usize]| {
            let second = passages.get(1)?;
            stream.iter().position(|(passage, _)| passage == second)
        };
        if let Some(at) = begins(is, new) {
            let old_at = carried(at, hunks, |hunk| (&hunk.new, &hunk.old));
            let (old_spot, _) = spot(was, &(old_at..(old_at + 1).min(was.len())), old[0]);
            self.push(Shape::Divided, old_spot, spot(is, &(at..at + 1), new[0]).0);
        }
        if let Some(at) = begins(was, old) {
            let new_at = carried(at, hunks, |hunk| (&hunk.old, &hunk.new));
            let (new_spot, _) = spot(is, &(new_at..(new_at + 1).min(is.len())), new[0]);
            self.push(Shape::Joined, spot(was, &(at..at + 1), old[0]).0, new_spot);
        }
    }
}

/// A stretch of tokens that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// The place on one side of a token that stands on the other, outside of what differs.
fn carried(at: usize, hunks: &[Hunk], sides: impl Fn(&Hunk) -> (&std::ops::Range<usize>, &std::ops::Range<usize>)) -> usize {
    let mut shift = (0, 0);
    for hunk in hunks {
        let (here, there) = sides(hunk);
        if here.start > at {
            break;
        }
        if here.end > at {
            return there.start;
        }
        shift = (here.end, there.end);
    }
    at - shift.0 + shift.1
}

fn whole(side: &Side<'_>, at: usize) -> Spot {
    let (first, last) = (side.tokens[at].first(), side.tokens[at].last());
    Spot { passage: at, from: first.map_or(0, |token| token.from), to: last.map_or(0, |token| token.to) }
}

fn stream(side: &Side<'_>, passages: &[usize]) -> Stream {
    passages.iter().flat_map(|at| side.tokens[*at].iter().map(|token| (*at, *token))).collect()
}

/// The place of tokens; of none, the end of the token before them, else the beginning of the one after, which is said. What runs on
/// into a second passage ends with the first.
fn spot(stream: &Stream, tokens: &std::ops::Range<usize>, passage: usize) -> (Spot, bool) {
    match stream.get(tokens.clone()).unwrap_or_default() {
        [] => match (tokens.start.checked_sub(1).and_then(|at| stream.get(at)), stream.get(tokens.start)) {
            (Some((passage, token)), _) => (Spot { passage: *passage, from: token.to, to: token.to }, false),
            (None, Some((passage, token))) => (Spot { passage: *passage, from: token.from, to: token.from }, true),
            (None, None) => (Spot { passage, from: 0, to: 0 }, false),
        },
        [(passage, first), rest @ ..] => {
            let last = rest.iter().rfind(|(other, _)| other == passage).map_or(first, |(_, token)| token);
            (Spot { passage: *passage, from: first.from, to: last.to }, false)
        }
    }
}

/// Where words were only added or only taken out, the same words may stand on either side: a sentence is moved along so that it
/// begins where a sentence begins.
fn slid(mut hunks: Vec<Hunk>, was: &Stream, is: &Stream) -> Vec<Hunk> {
    let mut floor = (0, 0);
    for hunk in &mut hunks {
        let added = hunk.old.is_empty();
        let (stream, range) = if added { (is, hunk.new.clone()) } else { (was, hunk.old.clone()) };
        let room = (hunk.old.start - floor.0).min(hunk.new.start - floor.1);
        if hunk.new.is_empty() || added {
            let same = |by: usize| (0..by).all(|n| stream[range.start - 1 - n].1.word == stream[range.end - 1 - n].1.word);
            let opens = |by: usize| opens_sentence(stream, range.start - by);
            let by = (0..=room).take_while(|by| same(*by)).find(|by| opens(*by)).unwrap_or(0);
            hunk.old = hunk.old.start - by..hunk.old.end - by;
            hunk.new = hunk.new.start - by..hunk.new.end - by;
        }
        floor = (hunk.old.end, hunk.new.end);
    }
    hunks
}

/// Whether a sentence begins with this token: it is a passage's first, or a sign that ends a sentence stands before it.
fn opens_sentence(stream: &Stream, at: usize) -> bool {
    let Some((passage, token)) = stream.get(at) else { return true };
    match at.checked_sub(1).and_then(|before| stream.get(before)) {
        None => true,
        Some((other, last)) => other != passage || (last.kind == TokenKind::Sign && last.to < token.from && token.kind != TokenKind::Sign),
    }
}

/// Changes that nobody would read apart become one: those with less between them than they have themselves on either side.
/// A figure that took another's place stands for itself.
fn joined(hunks: Vec<Hunk>, was: &Stream, is: &Stream) -> Vec<Hunk> {
    let letters = |stream: &Stream, range: std::ops::Range<usize>| {
        stream.get(range).unwrap_or_default().iter().map(|(_, token)| token.to - token.from).sum::<u32>()
    };
    let weight = |hunk: &Hunk| letters(was, hunk.old.clone()).max(letters(is, hunk.new.clone()));
    let is_figure = |hunk: &Hunk| {
        let one = |stream: &Stream, range: &std::ops::Range<usize>| range.len() == 1 && stream[range.start].1.kind == TokenKind::Figure;
        one(was, &hunk.old) && one(is, &hunk.new)
    };
    let mut out: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        if let Some(last) = out.last_mut() {
            let between = letters(was, last.old.end..hunk.old.start);
            let near = between <= weight(last) && between <= weight(&hunk);
            let one_passage = was.get(last.old.start).map(|t| t.0) == was.get(hunk.old.end.saturating_sub(1)).map(|t| t.0);
            if near && one_passage && !is_figure(last) && !is_figure(&hunk) {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
                continue;
            }
        }
        out.push(hunk);
    }
    out
}

impl Snapshot {
    /// Words of an edition.
    #[must_use]
    pub fn words(&self, spot: &Spot) -> String {
        let Some(passage) = self.passages.get(spot.passage) else { return String::new() };
        let length = spot.to.saturating_sub(spot.from) as usize;
        passage.words.chars().skip(spot.from as usize).take(length).collect()
    }

    /// Page (an index) and line on which the words of a passage stand; none where they are not printed.
    #[must_use]
    pub fn line(&self, passage: usize, offset: u32) -> Option<(u32, u32)> {
        let starts = &self.passages.get(passage)?.starts;
        let at = starts.partition_point(|start| start.0 <= offset).saturating_sub(1);
        starts.get(at).map(|start| (start.1, start.2))
    }
}
