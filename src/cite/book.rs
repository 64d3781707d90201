//! The run over a book: sources and citations in their order → every citation and every entry worded.
//!
//! In: a lowered style, the languages' tables, the sources, the citations. Out: settled events. The order is that of the
//! specification's processor: bibliography sorted and numbered, positions, sorting within citations, disambiguation,
//! grouping and collapsing, entries, borders. Knows no record and no run of the seam.

use super::groups;
use super::item::Item;
use super::order::{self, Collation, Key};
use super::plan::*;
use super::points;
use super::positions::positions;
use super::render::{Area, Cite, Omit, Scene, layout};
use super::sheet::Sheet;
use super::span::{Event, Open, Origin, Spans, Text, blank, join, text, wrap};
use super::twins::{self, Told};

/// A citation.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    pub(super) cites: Vec<Citing>,
    /// The note that it stands in; none in the running text.
    pub(super) note: Option<u32>,
    pub(super) chapter: u32,
    /// Which of the languages' tables words it.
    pub(super) sheet: usize,
    /// The first source's author is asked for apart.
    pub(super) author: bool,
}

/// A source of a citation.
#[derive(Debug, Clone, Default)]
pub(super) struct Citing {
    /// Which of the sources.
    pub(super) item: usize,
    pub(super) locator: Option<(String, String)>,
    pub(super) prefix: Spans,
    pub(super) suffix: Spans,
    pub(super) suppress_author: bool,
    /// A position that the conformance suite prescribes.
    pub(super) forced: Option<Position>,
    pub(super) near: Option<bool>,
    pub(super) first_note: Option<u32>,
}

/// What the run needs.
pub(super) struct Input<'a> {
    pub(super) plan: &'a Plan,
    /// The languages' tables; the first is the book's.
    pub(super) sheets: &'a [Sheet],
    pub(super) items: &'a [Item],
    pub(super) clusters: &'a [Cluster],
    /// A source that the style leaves out of its bibliography stands there as a first note tells it.
    pub(super) whole: bool,
}

/// All that was worded.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) citations: Vec<Worded>,
    /// The entries in their order, each with its source.
    pub(super) entries: Vec<(usize, Spans)>,
}

/// A citation, worded.
#[derive(Debug, Default, Clone)]
pub(super) struct Worded {
    pub(super) author: Spans,
    pub(super) content: Spans,
}

/// A citation's source with what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) citing: Citing,
    pub(super) cite: Cite,
}

/// Words a book's citations and bibliography.
pub(super) fn run(input: &Input<'_>) -> Output {
    let collation = Collation::new(&input.sheets[0].language);
    let ranks = ranks(input, &collation);
    let mut numbers = vec![0; input.items.len()];
    for (place, item) in ranks.iter().enumerate() {
        numbers[*item] = place + 1;
    }
    let mut placed = place(input, &numbers);
    sort_cites(input, &mut placed, &collation);
    let told = twins::tell(input, &placed, &ranks);
    for cite in placed.iter_mut().flatten() {
        cite.cite.suffix = told.suffixes[cite.citing.item].clone();
    }
    let citations = placed.iter().zip(input.clusters).map(|(cites, cluster)| citation(input, &told, cites, cluster)).collect();
    Output { citations, entries: entries(input, &told, &ranks, &numbers) }
}

pub(super) fn scene<'a>(input: &Input<'a>, told: &'a Told, item: usize, cite: &'a Cite, area: Area, sheet: usize) -> Scene<'a> {
    Scene {
        plan: input.plan,
        sheet: &input.sheets[sheet],
        item: &input.items[item],
        area,
        cite,
        tell: &told.tells[item],
        book: &told.book,
        omit: Omit::Nothing,
        language: &input.sheets[0].language,
    }
}

/// The sources in the bibliography's order.
fn ranks(input: &Input<'_>, collation: &Collation) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..input.items.len()).collect();
    let Some(bibliography) = &input.plan.bibliography else { return ranks };
    if bibliography.sort.is_empty() {
        return ranks;
    }
    let none = Told::none(input.items.len());
    let keys: Vec<Vec<Option<Key>>> = (0..input.items.len())
        .map(|item| {
            let cite = Cite { number: item + 1, ..Cite::default() };
            order::keys(scene(input, &none, item, &cite, Area::Bibliography, 0), &bibliography.sort)
        })
        .collect();
    ranks.sort_by(|left, right| order::compare(&keys[*left], &keys[*right], &bibliography.sort, collation));
    ranks
}

fn place(input: &Input<'_>, numbers: &[usize]) -> Vec<Vec<Placed>> {
    let positions = positions(input.clusters, input.plan.citation.near);
    let placed = input.clusters.iter().zip(positions).map(|(cluster, cites)| {
        let cites = cluster
            .cites
            .iter()
            .zip(cites)
            .map(|(citing, cite)| Placed { citing: citing.clone(), cite: Cite { number: numbers[citing.item], ..cite } });
        cites.collect()
    });
    placed.collect()
}

/// § Sorting within citations.
fn sort_cites(input: &Input<'_>, placed: &mut [Vec<Placed>], collation: &Collation) {
    let sort = &input.plan.citation.sort;
    if sort.is_empty() {
        return;
    }
    let none = Told::none(input.items.len());
    for cites in placed.iter_mut().filter(|cites| cites.len() > 1) {
        let keys = |p: &Placed| order::keys(scene(input, &none, p.citing.item, &p.cite, Area::Citation, 0), sort);
        // A cite with words of its author's before or after stays where it is: the others move between such.
        let mut wall = 0;
        let mut keyed: Vec<(usize, Vec<Option<Key>>, Placed)> = Vec::with_capacity(cites.len());
        for placed in cites.drain(..) {
            let fixed = !blank(&placed.citing.prefix) || !blank(&placed.citing.suffix);
            wall += usize::from(fixed);
            keyed.push((wall, keys(&placed), placed));
            wall += usize::from(fixed);
        }
        keyed.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| order::compare(&left.1, &right.1, sort, collation)));
        cites.extend(keyed.into_iter().map(|(_, _, placed)| placed));
    }
}

/// Words a citation.
fn citation(input: &Input<'_>, told: &Told, cites: &[Placed], cluster: &Cluster) -> Worded {
    let sheet = &input.sheets[cluster.sheet];
    let words = |placed: &Placed, omit: Omit| {
        let scene = Scene { omit, ..scene(input, told, placed.citing.item, &placed.cite, Area::Citation, cluster.sheet) };
        wrap(Open::Entry(input.items[placed.citing.item].id.clone()), join(layout(scene), ""))
    };
    let author = match cites.first() {
        Some(first) if cluster.author => author(first, &words),
        _ => Spans::new(),
    };
    let content = groups::join_cites(input.plan, cites, cluster.author, &words);
    if blank(&content) {
        return Worded { author: points::settle(author, sheet), content };
    }
    let dress = &input.plan.citation.layout.dress;
    let mut whole = text(dress.prefix.clone(), Origin::Affix);
    whole.extend(content);
    whole.extend(text(dress.suffix.clone(), Origin::Affix));
    if dress.format != Format::default() {
        whole = wrap(Open::Look(dress.format), whole);
    }
    if input.plan.notes {
        capital(&mut whole);
    }
    Worded { author: points::settle(author, sheet), content: points::settle(whole, sheet) }
}

/// The author for the sentence: as the cite has it, else ("ibid.") as a later or the first cite has.
fn author(placed: &Placed, words: &dyn Fn(&Placed, Omit) -> Spans) -> Spans {
    let positions = [placed.cite.position, Some(Position::Subsequent), Some(Position::First)];
    let named = positions.into_iter().map(|position| {
        let placed = Placed { cite: Cite { position, ..placed.cite.clone() }, ..placed.clone() };
        super::author::alone(&words(&placed, Omit::Nothing))
    });
    named.into_iter().find(|author| !blank(author)).unwrap_or_default()
}

/// A note begins with a capital where its first word is a term; so does a cite after a sentence of its author's.
fn capital(spans: &mut Spans) {
    // The author's words directly before; none where the style's own words stand there.
    let mut before = Some(String::new());
    for event in spans {
        let Event::Text(Text { words, origin, .. }) = event else { continue };
        match origin {
            Origin::User | Origin::Affix if before.as_ref().is_some_and(String::is_empty) && !words.contains(char::is_alphanumeric) => {}
            Origin::User => before.get_or_insert_default().push_str(words),
            Origin::Term => {
                let opens = |before: String| {
                    let bare = before.trim_end_matches([' ', '”', '’', '»', '"']);
                    before.is_empty() || bare.ends_with('.') && before.trim().contains(' ')
                };
                if before.take().is_some_and(opens) {
                    *words = crate::locale::capital(words);
                }
            }
            Origin::Field | Origin::Affix | Origin::Delimiter | Origin::Number | Origin::Value => before = None,
        }
    }
}

/// Words the entries.
fn entries(input: &Input<'_>, told: &Told, ranks: &[usize], numbers: &[usize]) -> Vec<(usize, Spans)> {
    let Some(bibliography) = &input.plan.bibliography else { return Vec::new() };
    let mut made = Vec::new();
    let mut before = None;
    for item in ranks.iter().copied() {
        let cite = Cite { number: numbers[item], suffix: told.suffixes[item].clone(), ..Cite::default() };
        let pieces = layout(scene(input, told, item, &cite, Area::Bibliography, 0));
        let mut words = align(pieces, bibliography);
        if blank(&words) && input.whole && input.plan.notes {
            words = join(layout(scene(input, told, item, &cite, Area::Citation, 0)), "");
        }
        if let Some(substitute) = &bibliography.substitute {
            let own = words.clone();
            if let Some(before) = &before {
                words = super::again::substitute(words, before, substitute, bibliography.substitute_rule);
            }
            before = Some(own);
        }
        let words = dressed_entry(words, &bibliography.layout.dress);
        made.push((item, points::settle(words, &input.sheets[0])));
    }
    made
}

/// The layout's affixes round an entry; the suffix goes into its last block.
fn dressed_entry(words: Spans, dress: &Dress) -> Spans {
    if blank(&words) {
        return Spans::new();
    }
    let mut whole = text(dress.prefix.clone(), Origin::Affix);
    whole.extend(words);
    let suffix = text(dress.suffix.clone(), Origin::Affix);
    let in_block = matches!(whole.last(), Some(Event::Close)) && last_is_block(&whole);
    let at = if in_block { whole.len() - 1 } else { whole.len() };
    whole.splice(at..at, suffix);
    if dress.format == Format::default() { whole } else { wrap(Open::Look(dress.format), whole) }
}

fn last_is_block(spans: &[Event]) -> bool {
    let mut open = Vec::new();
    let mut last = None;
    for event in spans {
        match event {
            Event::Open(what) => open.push(matches!(what, Open::Display(_))),
            Event::Close => last = open.pop(),
            Event::Text(_) => last = None,
        }
    }
    last == Some(true)
}

/// `second-field-align`: the first piece stands in the margin.
fn align(pieces: Vec<Spans>, bibliography: &Bibliography) -> Spans {
    if !bibliography.second_field {
        return join(pieces, "");
    }
    let mut pieces = pieces.into_iter().filter(|piece| !blank(piece));
    let mut whole = wrap(Open::Display(Display::LeftMargin), pieces.next().unwrap_or_default());
    whole.extend(wrap(Open::Display(Display::RightInline), join(pieces, "")));
    whole
}
