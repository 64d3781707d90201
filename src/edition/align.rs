//! Passages of two editions → which of them are the same.
//!
//! In: both editions' passages as tokens. Out: links, in the order of the new edition: passages that stayed, were edited, moved,
//! divided, joined, added, removed. Passages that stayed as they were are found first; between them, those that share most of
//! their pairs of neighbouring words are taken for one another.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::passages::{Passage, PassageKind};
use super::tokens::Token;

/// Tokens from which on a passage is known again wherever it stands.
const KNOWN: usize = 5;
/// Hundredths of shared pairs from which on a passage is an edited one and no other.
const EDITED: usize = 35;
/// Hundredths of shared pairs from which on a passage that stands elsewhere is an edited one.
const MOVED: usize = 60;
/// Passages on either side of the straight way between which others are looked for.
const BAND: usize = 80;
/// Steps through a gap that are weighed at once; a larger one is halved first.
const LARGEST: usize = 2_000_000;
/// Passages that are looked for all over the book.
const SEARCHED: usize = 2000;

/// Passages of the old edition and those of the new that they became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// One or two; none: added.
    pub(super) old: Vec<usize>,
    /// One or two; none: removed.
    pub(super) new: Vec<usize>,
    /// It stands elsewhere among the others.
    pub(super) moved: bool,
    /// Not a word differs.
    pub(super) same: bool,
}

/// An edition's passages as they are compared.
pub(super) struct Side<'a> {
    pub(super) passages: &'a [&'a Passage],
    pub(super) tokens: &'a [Vec<Token>],
}

impl Side<'_> {
    /// What two passages that are the same share.
    fn key(&self, at: usize) -> (Class, Vec<u32>) {
        (class(self.passages[at]), self.tokens[at].iter().map(|token| token.word).collect())
    }

    /// Pairs of neighbouring words, its two ends included, in order.
    fn pairs(&self, at: usize) -> Vec<(u32, u32)> {
        let words = self.tokens[at].iter().map(|token| token.word);
        let before = std::iter::once(u32::MAX).chain(words.clone());
        let mut pairs: Vec<(u32, u32)> = before.zip(words.chain([u32::MAX])).collect();
        pairs.sort_unstable();
        pairs
    }
}

/// Passages of different classes are never the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    Text,
    Note,
    Cell,
    Caption,
    Entry,
    Picture,
}

fn class(passage: &Passage) -> Class {
    match (passage.note, passage.kind) {
        (Some(_), _) => Class::Note,
        (None, PassageKind::Heading | PassageKind::Text) => Class::Text,
        (None, PassageKind::Cell) => Class::Cell,
        (None, PassageKind::Caption | PassageKind::Source) => Class::Caption,
        (None, PassageKind::Entry) => Class::Entry,
        (None, PassageKind::Picture) => Class::Picture,
    }
}

/// Links the passages of two editions.
pub(super) fn align(old: &Side<'_>, new: &Side<'_>) -> Vec<Link> {
    let mut numbers = std::collections::HashMap::new();
    let mut keys = |side: &Side<'_>| -> Vec<usize> {
        let key = |at| {
            let next = numbers.len();
            *numbers.entry(side.key(at)).or_insert(next)
        };
        (0..side.passages.len()).map(key).collect()
    };
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut links = Vec::new();
    let mut gaps: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_keys, &new_keys) {
        let (was, is) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            links.extend(was.zip(is).map(|(i, j)| Link { old: vec![i], new: vec![j], moved: false, same: true }));
            gaps.push((Vec::new(), Vec::new()));
        } else {
            if gaps.is_empty() {
                gaps.push((Vec::new(), Vec::new()));
            }
            let last = gaps.len() - 1;
            gaps[last].0.extend(was);
            gaps[last].1.extend(is);
        }
    }
    links.extend(elsewhere(&mut gaps, &old_keys, &new_keys, old, new));
    let mut waiting: Vec<(&[usize], &[usize])> = gaps.iter().map(|(was, is)| (was.as_slice(), is.as_slice())).collect();
    while let Some((was, is)) = waiting.pop() {
        if was.len().saturating_mul(is.len()) > LARGEST {
            let ((a, b), (c, d)) = (was.split_at(was.len() / 2), is.split_at(is.len() / 2));
            waiting.extend([(a, c), (b, d)]);
        } else {
            links.extend(Gap::new(was, is, old, new).links());
        }
    }
    edited_elsewhere(&mut links, old, new);
    links.sort_by_key(order);
    links
}

/// The order of a list of links: that of the new edition, what was removed where it stood.
fn order(link: &Link) -> (usize, usize) {
    (link.new.first().copied().unwrap_or(usize::MAX), link.old.first().copied().unwrap_or(usize::MAX))
}

/// Passages that stand elsewhere, and are the same; they are taken out of the gaps.
fn elsewhere(gaps: &mut [(Vec<usize>, Vec<usize>)], old_keys: &[usize], new_keys: &[usize], old: &Side<'_>, new: &Side<'_>) -> Vec<Link> {
    let mut waiting: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for at in gaps.iter().flat_map(|(was, _)| was).filter(|at| old.tokens[**at].len() >= KNOWN) {
        waiting.entry(old_keys[*at]).or_default().push(*at);
    }
    let mut links = Vec::new();
    for (_, is) in gaps.iter_mut() {
        is.retain(|at| {
            let known = waiting.get_mut(&new_keys[*at]).filter(|all| !all.is_empty() && new.tokens[*at].len() >= KNOWN);
            let found = known.map(|all| all.remove(0));
            links.extend(found.map(|was| Link { old: vec![was], new: vec![*at], moved: true, same: true }));
            found.is_none()
        });
    }
    let taken: std::collections::BTreeSet<usize> = links.iter().flat_map(|link| link.old.clone()).collect();
    gaps.iter_mut().for_each(|(was, _)| was.retain(|at| !taken.contains(at)));
    links
}

/// Passages that stand elsewhere and were edited as well.
fn edited_elsewhere(links: &mut Vec<Link>, old: &Side<'_>, new: &Side<'_>) {
    let long = |tokens: &[Vec<Token>], at: usize| tokens[at].len() > KNOWN;
    let removed = links.iter().filter(|link| link.new.is_empty()).flat_map(|link| link.old.clone());
    let removed: Vec<usize> = removed.filter(|at| long(old.tokens, *at)).take(SEARCHED).collect();
    let added = links.iter().filter(|link| link.old.is_empty()).flat_map(|link| link.new.clone());
    let added: Vec<usize> = added.filter(|at| long(new.tokens, *at)).take(SEARCHED).collect();
    if removed.is_empty() || added.is_empty() {
        return;
    }
    let new_pairs: Vec<Vec<(u32, u32)>> = added.iter().map(|at| new.pairs(*at)).collect();
    let mut free: Vec<bool> = vec![true; added.len()];
    for was in removed {
        let pairs = old.pairs(was);
        let likeness = |n: &usize| percent(shared(&pairs, &new_pairs[*n]), pairs.len(), new_pairs[*n].len());
        let same_class = |n: &usize| free[*n] && class(old.passages[was]) == class(new.passages[added[*n]]);
        let best = (0..added.len()).filter(same_class).max_by_key(|n| (likeness(n), std::cmp::Reverse(*n)));
        if let Some(best) = best.filter(|best| likeness(best) >= MOVED) {
            free[best] = false;
            links.retain(|link| !(link.new.is_empty() && link.old == [was] || link.old.is_empty() && link.new == [added[best]]));
            links.push(Link { old: vec![was], new: vec![added[best]], moved: true, same: false });
        }
    }
}

/// Passages between two that stayed: the old ones and the new ones.
struct Gap<'a> {
    was: &'a [usize],
    is: &'a [usize],
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    old_pairs: Vec<Vec<(u32, u32)>>,
    new_pairs: Vec<Vec<(u32, u32)>>,
}

/// How a step through the gap links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Removed,
    Added,
    Edited,
    Divided,
    Joined,
}

impl<'a> Gap<'a> {
    fn new(was: &'a [usize], is: &'a [usize], old: &'a Side<'a>, new: &'a Side<'a>) -> Self {
        let (old_pairs, new_pairs) = (was.iter().map(|at| old.pairs(*at)).collect(), is.iter().map(|at| new.pairs(*at)).collect());
        Self { was, is, old, new, old_pairs, new_pairs }
    }

    /// What two passages are worth as one another; none where they are not.
    fn worth(&self, i: usize, j: usize) -> Option<usize> {
        let (was, is) = (self.old.passages[self.was[i]], self.new.passages[self.is[j]]);
        if class(was) != class(is) {
            return None;
        }
        let common = shared(&self.old_pairs[i], &self.new_pairs[j]);
        let like = percent(common, self.old_pairs[i].len(), self.new_pairs[j].len()) >= EDITED;
        let alone = self.was.len() == 1 && self.is.len() == 1;
        let short = self.old_pairs[i].len().max(self.new_pairs[j].len()) <= KNOWN;
        match class(was) {
            Class::Cell => (was.cell.map(|cell| cell.1) == is.cell.map(|cell| cell.1)).then_some(10 * common + 4),
            Class::Caption | Class::Picture => (was.kind == is.kind).then_some(10 * common + 4),
            Class::Entry | Class::Text | Class::Note if was.kind != is.kind => None,
            Class::Entry | Class::Text | Class::Note if like => Some(10 * common + 5),
            Class::Entry | Class::Text | Class::Note => (alone || short).then_some(10 * common + 2),
        }
    }

    /// What a passage is worth as two others: each of these must be mostly of it.
    fn whole(&self, one: &[(u32, u32)], first: &[(u32, u32)], second: &[(u32, u32)]) -> Option<usize> {
        let (a, b) = (shared(one, first), shared(one, second));
        (2 * a > first.len() && 2 * b > second.len()).then_some(10 * (a + b).min(one.len()) + 5)
    }

    fn divided(&self, i: usize, j: usize) -> Option<usize> {
        let fits = in_one_text(self.new.passages[self.is[j]], self.new.passages[self.is[j + 1]])
            && class(self.old.passages[self.was[i]]) == class(self.new.passages[self.is[j]]);
        fits.then(|| self.whole(&self.old_pairs[i], &self.new_pairs[j], &self.new_pairs[j + 1])).flatten()
    }

    fn joined(&self, i: usize, j: usize) -> Option<usize> {
        let fits = in_one_text(self.old.passages[self.was[i]], self.old.passages[self.was[i + 1]])
            && class(self.old.passages[self.was[i]]) == class(self.new.passages[self.is[j]]);
        fits.then(|| self.whole(&self.new_pairs[j], &self.old_pairs[i], &self.old_pairs[i + 1])).flatten()
    }

    /// The way through the gap that is worth most. Far from the straight way none is looked for.
    fn links(&self) -> Vec<Link> {
        let (n, m) = (self.was.len(), self.is.len());
        let width = m + 1;
        let mut worth = vec![0_usize; (n + 1) * width];
        let mut steps = vec![Step::Start; (n + 1) * width];
        for i in 0..=n {
            for j in 0..=m {
                let mut best = (0, Step::Start);
                let mut take = |value: usize, step: Step| {
                    if best.1 == Step::Start || value > best.0 {
                        best = (value, step);
                    }
                };
                let at = |di: usize, dj: usize| worth[(i - di) * width + j - dj];
                let near = (i * m).abs_diff(j * n) <= BAND * n.max(m);
                if i > 0 && j > 0 && near {
                    self.worth(i - 1, j - 1).into_iter().for_each(|w| take(at(1, 1) + w, Step::Edited));
                }
                if i > 0 && j > 1 && near {
                    self.divided(i - 1, j - 2).into_iter().for_each(|w| take(at(1, 2) + w, Step::Divided));
                }
                if i > 1 && j > 0 && near {
                    self.joined(i - 2, j - 1).into_iter().for_each(|w| take(at(2, 1) + w, Step::Joined));
                }
                if j > 0 {
                    take(at(0, 1), Step::Added);
                }
                if i > 0 {
                    take(at(1, 0), Step::Removed);
                }
                worth[i * width + j] = best.0;
                steps[i * width + j] = best.1;
            }
        }
        self.walked_back(&steps, width)
    }

    fn walked_back(&self, steps: &[Step], width: usize) -> Vec<Link> {
        let (mut i, mut j) = (self.was.len(), self.is.len());
        let mut links = Vec::new();
        loop {
            let (di, dj) = match steps[i * width + j] {
                Step::Start => break,
                Step::Removed => (1, 0),
                Step::Added => (0, 1),
                Step::Edited => (1, 1),
                Step::Divided => (1, 2),
                Step::Joined => (2, 1),
            };
            (i, j) = (i - di, j - dj);
            links.push(Link { old: self.was[i..i + di].to_vec(), new: self.is[j..j + dj].to_vec(), moved: false, same: false });
        }
        links
    }
}

/// Whether two passages may be parts of one paragraph: of the running text, or of one note.
fn in_one_text(a: &Passage, b: &Passage) -> bool {
    matches!(class(a), Class::Text | Class::Note) && class(a) == class(b) && a.note == b.note
}

/// How many pairs two passages share.
fn shared(a: &[(u32, u32)], b: &[(u32, u32)]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
        }
    }
    common
}

fn percent(common: usize, a: usize, b: usize) -> usize {
    (200 * common).checked_div(a + b).unwrap_or(0)
}
