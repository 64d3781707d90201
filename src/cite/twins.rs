//! Disambiguation: § Disambiguation.
//!
//! In: the sources and how they are cited. Out: how many names and given names each shows, which has a letter at its year, and
//! for which `disambiguate="true"` holds.

use std::collections::BTreeMap;

use super::book::{self, Input, Placed};
use super::plan::{GivenRule, Position};
use super::render::{self, Area, Cite, Level, Named, Tell};

/// What disambiguation found.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// For each source.
    pub(super) tells: Vec<Tell>,
    pub(super) suffixes: Vec<Option<String>>,
    /// Given names that the whole book shows, by the person's key.
    pub(super) book: BTreeMap<String, Level>,
}

impl Told {
    /// Nothing told, for a number of sources.
    pub(super) fn none(count: usize) -> Self {
        Self { tells: vec![Tell::default(); count], suffixes: vec![None; count], book: BTreeMap::new() }
    }
}

/// A source as it is cited first, or later; its words and who is named in it.
#[derive(Debug, Clone)]
struct Face {
    item: usize,
    position: Position,
    words: String,
    named: Vec<Named>,
}

/// Faces that read alike, with what each showed when they parted from others.
struct Group {
    faces: Vec<usize>,
    tells: Vec<Tell>,
}

/// The work on a book.
struct Twins<'a> {
    input: &'a Input<'a>,
    told: Told,
    faces: Vec<Face>,
}

/// Tells sources apart.
pub(super) fn tell(input: &Input<'_>, placed: &[Vec<Placed>], ranks: &[usize]) -> Told {
    let citation = &input.plan.citation;
    let mut twins = Twins { input, told: Told::none(input.items.len()), faces: faces(input, placed) };
    let works = citation.add_given || citation.add_names || citation.add_suffix || input.plan.asks;
    if !works {
        return twins.told;
    }
    twins.render(&(0..twins.faces.len()).collect::<Vec<_>>());
    let by_cite = citation.given_rule == GivenRule::ByCite;
    if citation.add_given && !by_cite {
        twins.everywhere();
        twins.render(&(0..twins.faces.len()).collect::<Vec<_>>());
    }
    if citation.add_names || citation.add_given && by_cite {
        for bucket in twins.buckets() {
            twins.split(bucket);
        }
    }
    if citation.add_suffix {
        twins.suffixes(ranks);
    } else {
        for face in twins.buckets().into_iter().flatten() {
            let item = twins.faces[face].item;
            twins.told.tells[item].condition = true;
        }
    }
    twins.told
}

/// The forms in which sources are cited; one that is not cited counts as cited first.
fn faces(input: &Input<'_>, placed: &[Vec<Placed>]) -> Vec<Face> {
    let mut forms = vec![(false, false); input.items.len()];
    for placed in placed.iter().flatten() {
        let form = &mut forms[placed.citing.item];
        match placed.cite.position {
            Some(Position::Subsequent | Position::NearNote) => form.1 = true,
            Some(Position::First) | None => form.0 = true,
            Some(Position::Ibid | Position::IbidWithLocator) => {}
        }
    }
    let face = |item, position| Face { item, position, words: String::new(), named: Vec::new() };
    let of = |(item, (first, later)): (usize, (bool, bool))| {
        let first = (first || !later).then(|| face(item, Position::First));
        first.into_iter().chain(later.then(|| face(item, Position::Subsequent)))
    };
    forms.into_iter().enumerate().flat_map(of).collect()
}

impl Twins<'_> {
    /// Words some of the faces anew.
    fn render(&mut self, which: &[usize]) {
        for at in which {
            let face = &self.faces[*at];
            let cite = Cite { position: Some(face.position), ..Cite::default() };
            let (words, named) = render::face(book::scene(self.input, &self.told, face.item, &cite, Area::Citation, 0));
            let face = &mut self.faces[*at];
            (face.words, face.named) = (words, named);
        }
    }

    /// Faces of several sources that read the same, in the order of the sources.
    fn buckets(&self) -> Vec<Vec<usize>> {
        self.alike(&(0..self.faces.len()).collect::<Vec<_>>())
    }

    fn alike(&self, which: &[usize]) -> Vec<Vec<usize>> {
        let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in which {
            by_words.entry(&self.faces[*at].words).or_default().push(*at);
        }
        let several = |bucket: &Vec<usize>| bucket.iter().any(|at| self.faces[*at].item != self.faces[bucket[0]].item);
        let mut buckets: Vec<Vec<usize>> =
            by_words.into_iter().filter(|(words, _)| !words.is_empty()).map(|(_, b)| b).filter(several).collect();
        buckets.sort();
        buckets
    }

    /// Given names of all people that would read like another: `all-names`, `primary-name`.
    fn everywhere(&mut self) {
        let rule = self.input.plan.citation.given_rule;
        let primary = matches!(rule, GivenRule::Primary | GivenRule::PrimaryInitials);
        let initials_only = matches!(rule, GivenRule::AllInitials | GivenRule::PrimaryInitials);
        let mut people: BTreeMap<&str, BTreeMap<&str, &Named>> = BTreeMap::new();
        for named in self.faces.iter().flat_map(|face| &face.named).filter(|named| named.first || !primary) {
            people.entry(&named.usual).or_default().insert(&named.key, named);
        }
        let mut book = BTreeMap::new();
        for group in people.values().filter(|group| group.len() > 1) {
            let count = |said: fn(&Named) -> &str| {
                let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                for named in group.values() {
                    *counts.entry(said(named).to_owned()).or_default() += 1;
                }
                counts
            };
            let (initials, whole) = (count(|named| &named.initials), count(|named| &named.whole));
            for named in group.values() {
                if named.initials != named.usual && initials.get(&named.initials) == Some(&1) {
                    book.insert(named.key.clone(), Level::Initials);
                } else if !initials_only && named.whole != named.usual && whole.get(&named.whole) == Some(&1) {
                    book.insert(named.key.clone(), Level::Full);
                }
            }
        }
        self.told.book = book;
    }

    /// Shows more names, and more of them, until the faces of a bucket differ as far as they can.
    fn split(&mut self, bucket: Vec<usize>) {
        let citation = &self.input.plan.citation;
        let by_cite = citation.add_given && citation.given_rule == GivenRule::ByCite;
        let people = |at: &usize| self.input.items[self.faces[*at].item].names.values().map(Vec::len).max().unwrap_or(0);
        let most = if citation.add_names { bucket.iter().map(people).max().unwrap_or(0) } else { 0 };
        let mut rest = vec![self.group(bucket)];
        if by_cite {
            rest = rest.into_iter().flat_map(|group| self.given(group)).collect();
        }
        for shown in 2..=most {
            let mut next = Vec::new();
            for mut group in std::mem::take(&mut rest) {
                for at in &group.faces {
                    self.told.tells[self.faces[*at].item].shown = shown;
                }
                self.render(&group.faces);
                let alike = self.alike(&group.faces);
                if alike.len() == 1 && alike[0].len() == group.faces.len() {
                    group.faces.clone_from(&alike[0]);
                    next.extend(if by_cite { self.given(group) } else { vec![group] });
                } else {
                    let groups: Vec<Group> = alike.into_iter().map(|faces| self.group(faces)).collect();
                    next.extend(groups.into_iter().flat_map(|group| if by_cite { self.given(group) } else { vec![group] }));
                }
            }
            rest = next;
        }
        // What could not be told apart shows what split it off others last.
        for group in rest {
            for (at, tell) in group.faces.iter().zip(group.tells) {
                self.told.tells[self.faces[*at].item] = tell;
            }
            self.render(&group.faces);
        }
    }

    /// Faces with what they show now.
    fn group(&self, faces: Vec<usize>) -> Group {
        let tells = faces.iter().map(|at| self.told.tells[self.faces[*at].item].clone()).collect();
        Group { faces, tells }
    }

    /// Given names by cite: initials, then the whole, of one name after the other. Returns what is still alike.
    fn given(&mut self, group: Group) -> Vec<Group> {
        let shown = |at: &usize| self.faces[*at].named.iter().filter(|named| named.shown).count();
        let most = group.faces.iter().map(shown).max().unwrap_or(0);
        let mut rest = vec![group];
        for place in 0..most {
            rest = rest.into_iter().flat_map(|group| self.given_at(group, place)).collect();
        }
        rest
    }

    fn given_at(&mut self, group: Group, place: usize) -> Vec<Group> {
        let key = |at: &usize| Some(self.faces[*at].named.iter().filter(|named| named.shown).nth(place)?.key.clone());
        let keys: Vec<Option<String>> = group.faces.iter().map(key).collect();
        if keys.iter().all(|key| *key == keys[0]) {
            return vec![group];
        }
        let now = self.group(group.faces.clone());
        for level in [Level::Initials, Level::Full] {
            for (at, key) in group.faces.iter().zip(&keys) {
                if let Some(key) = key {
                    self.told.tells[self.faces[*at].item].levels.insert(key.clone(), level);
                }
            }
            self.render(&group.faces);
            let rest = self.alike(&group.faces);
            if rest.len() != 1 || rest[0].len() < group.faces.len() {
                return rest.into_iter().map(|faces| self.group(faces)).collect();
            }
        }
        for (at, tell) in now.faces.iter().zip(now.tells) {
            self.told.tells[self.faces[*at].item] = tell;
        }
        self.render(&group.faces);
        vec![group]
    }

    /// Letters in the order of the bibliography.
    fn suffixes(&mut self, ranks: &[usize]) {
        let mut places = vec![0; self.input.items.len()];
        for (place, item) in ranks.iter().enumerate() {
            places[*item] = place;
        }
        for bucket in self.buckets() {
            let mut items: Vec<usize> = bucket.iter().map(|at| self.faces[*at].item).filter(|i| self.told.suffixes[*i].is_none()).collect();
            items.sort_by_key(|item| places[*item]);
            items.dedup();
            for (number, item) in items.into_iter().enumerate() {
                self.told.suffixes[item] = Some(letters(number));
            }
        }
    }
}

/// The letters of a number: a, b … z, aa.
pub(super) fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    loop {
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// The number of letters.
pub(super) fn number(letters: &str) -> Option<usize> {
    let value = |c: char| c.is_ascii_lowercase().then(|| c as usize - 'a' as usize + 1);
    letters.chars().try_fold(0_usize, |sum, c| Some(sum.checked_mul(26)? + value(c)?)).filter(|n| *n > 0)
}
