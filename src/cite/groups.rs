//! Grouping and collapsing of cites: § Cite Grouping, § Cite Collapsing.
//!
//! In: a citation's cites in their order and a way to word each. Out: them joined.

use super::book::Placed;
use super::plan::*;
use super::render::Omit;
use super::span::{Origin, Part, Spans, blank, find, plain, text};

/// Words of a cite with what is left out.
type Wording<'a> = dyn Fn(&Placed, Omit) -> Spans + 'a;

/// A cite while it is joined.
struct Piece<'a> {
    placed: &'a Placed,
    words: Spans,
    names: String,
    year: String,
    suffix: String,
    number: Option<usize>,
    /// What separates it from the one before, where not the layout's delimiter.
    before: Option<String>,
    /// It closes a group that has collapsed.
    collapsed: bool,
}

/// Joins cites. The first's author is left out where it stands in the sentence.
pub(super) fn join_cites(plan: &Plan, cites: &[Placed], in_sentence: bool, wording: &Wording<'_>) -> Spans {
    let omit =
        |at: usize, placed: &Placed| if placed.citing.suppress_author || in_sentence && at == 0 { Omit::Names } else { Omit::Nothing };
    let mut pieces: Vec<Piece<'_>> = cites.iter().enumerate().map(|(at, placed)| piece(placed, omit(at, placed), wording)).collect();
    let style = &plan.citation;
    let years = matches!(style.collapse, Some(Collapse::Year | Collapse::Suffix | Collapse::SuffixRanged));
    if style.group_delimiter.is_some() || years {
        pieces = grouped(pieces);
        collapse_years(&mut pieces, plan, wording);
    }
    if style.collapse == Some(Collapse::Number) {
        pieces = collapse_numbers(pieces);
    }
    joined(pieces, style)
}

fn piece<'a>(placed: &'a Placed, omit: Omit, wording: &Wording<'_>) -> Piece<'a> {
    let words = wording(placed, omit);
    let said = |part| find(&words, part).map(|range| plain(&words[range])).unwrap_or_default();
    let suffix = said(Part::Suffix);
    let year = said(Part::Year);
    Piece {
        placed,
        names: said(Part::Names),
        year: year.strip_suffix(suffix.as_str()).unwrap_or(&year).to_owned(),
        suffix,
        number: find(&words, Part::Number).map(|_| placed.cite.number),
        words,
        before: None,
        collapsed: false,
    }
}

fn free(piece: &Piece<'_>) -> bool {
    blank(&piece.placed.citing.prefix) && blank(&piece.placed.citing.suffix)
}

/// Later cites of the same names come to the first; a cite with words of its own stays where it is.
fn grouped(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut groups: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut wall = 0;
    for piece in pieces {
        let same = |group: &Vec<Piece<'_>>| group.last().is_some_and(|p| p.names == piece.names && !p.names.is_empty());
        let before = blank(&piece.placed.citing.prefix);
        let found = if before { groups.iter().skip(wall).position(same).map(|at| at + wall) } else { None };
        let after = blank(&piece.placed.citing.suffix);
        match found {
            Some(at) => groups[at].push(piece),
            None => groups.push(vec![piece]),
        }
        if !before {
            wall = groups.len() - 1;
        }
        if !after {
            wall = groups.len();
        }
    }
    groups.into_iter().flatten().collect()
}

/// Names, and years that repeat, fall away in a group. Where the style names no delimiter, one in the text has a comma.
fn collapse_years(pieces: &mut [Piece<'_>], plan: &Plan, wording: &Wording<'_>) {
    let style = &plan.citation;
    let fallback = if plan.notes || style.collapse.is_none() { style.layout.delimiter.as_str() } else { ", " };
    let delimiter = style.group_delimiter.as_deref().unwrap_or(fallback);
    let letters = style.suffix_delimiter.as_ref().or(style.group_delimiter.as_ref()).unwrap_or(&style.layout.delimiter);
    let mut collapsed = false;
    for at in 1..pieces.len() {
        let (head, tail) = pieces.split_at_mut(at);
        let (Some(before), Some(piece)) = (head.last_mut(), tail.first_mut()) else { continue };
        let same = !piece.names.is_empty() && piece.names == before.names && blank(&piece.placed.citing.prefix);
        let located = [&before.words, &piece.words].iter().any(|words| find(words, Part::Locator).is_some());
        if !same || piece.placed.citing.suppress_author {
            let after = style.collapse.is_some() && (collapsed || located || style.collapse == Some(Collapse::Year));
            piece.before = style.after_collapse.clone().filter(|_| after);
            collapsed = false;
            continue;
        }
        collapsed = true;
        let after = || style.after_collapse.as_ref().unwrap_or(&style.layout.delimiter);
        piece.before = Some(if located { after().clone() } else { delimiter.to_owned() });
        if style.collapse.is_some() {
            shorten(before, piece, style, letters, wording);
        }
    }
    if style.collapse == Some(Collapse::SuffixRanged) {
        range_letters(pieces, letters);
    }
}

/// Takes the names off a cite of a group, and a year that repeats.
fn shorten(before: &Piece<'_>, piece: &mut Piece<'_>, style: &Citation, letters: &str, wording: &Wording<'_>) {
    let suffixed = matches!(style.collapse, Some(Collapse::Suffix | Collapse::SuffixRanged));
    let same_year = piece.year == before.year && !piece.suffix.is_empty() && !before.suffix.is_empty();
    let letter = suffixed && same_year && before.placed.cite.locator.is_none() && blank(&before.placed.citing.suffix);
    piece.words = wording(piece.placed, if letter { Omit::NamesAndYear } else { Omit::Names });
    if letter {
        piece.before = Some(letters.to_owned());
    }
}

/// `year-suffix-ranged`: three letters in a row or more become a range.
fn range_letters(pieces: &mut [Piece<'_>], letters: &str) {
    let mut at = 0;
    while at < pieces.len() {
        let mut end = at;
        while end + 1 < pieces.len() && follows(&pieces[end], &pieces[end + 1], letters) {
            end += 1;
        }
        if end >= at + 2 {
            for piece in &mut pieces[at + 1..end] {
                piece.words.clear();
            }
            pieces[end].before = Some("–".to_owned());
        }
        at = end + 1;
    }
}

fn follows(one: &Piece<'_>, next: &Piece<'_>, letters: &str) -> bool {
    let letter = |piece: &Piece<'_>| super::twins::number(&piece.suffix);
    next.before.as_deref() == Some(letters)
        && letter(one).zip(letter(next)).is_some_and(|(a, b)| a + 1 == b)
        && one.placed.cite.locator.is_none()
        && next.placed.cite.locator.is_none()
}

/// Rising numbers in a row become a range.
fn collapse_numbers(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut whole: Vec<Piece<'_>> = Vec::new();
    let mut run: Vec<Piece<'_>> = Vec::new();
    let after = |run: &[Piece<'_>], piece: &Piece<'_>| {
        let located = |p: &Piece<'_>| find(&p.words, Part::Locator).is_some();
        run.last().is_some_and(|last| {
            last.number.zip(piece.number).is_some_and(|(a, b)| a + 1 == b) && free(last) && free(piece) && !located(last) && !located(piece)
        })
    };
    for piece in pieces {
        if !after(&run, &piece) {
            whole.extend(ranged(std::mem::take(&mut run)));
        }
        run.push(piece);
    }
    whole.extend(ranged(run));
    whole
}

fn ranged(mut run: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    if run.len() < 3 {
        return run;
    }
    let last = run.pop();
    run.truncate(1);
    if let Some(mut last) = last {
        last.before = Some("–".to_owned());
        last.collapsed = true;
        run.push(last);
    }
    run
}

fn joined(pieces: Vec<Piece<'_>>, style: &Citation) -> Spans {
    let mut whole = Spans::new();
    // A cite that its author closed with a comma needs no delimiter.
    let (mut collapsed, mut closed) = (false, false);
    for piece in pieces {
        if blank(&piece.words) && free(&piece) {
            continue;
        }
        let cite = around(&piece);
        if !whole.is_empty() {
            let delimiter = match piece.before {
                Some(delimiter) => delimiter,
                None if collapsed => style.after_collapse.clone().unwrap_or_else(|| style.layout.delimiter.clone()),
                None => style.layout.delimiter.clone(),
            };
            let marked = plain(&piece.placed.citing.prefix).trim_start().starts_with([',', ';', '.']);
            if !marked {
                whole.extend(text(if closed { " " } else { &delimiter }, Origin::Delimiter));
            }
        }
        whole.extend(cite);
        closed = plain(&piece.placed.citing.suffix).trim_end().ends_with([',', ';']);
        collapsed = piece.collapsed;
    }
    whole
}

/// A cite between the author's own words.
fn around(piece: &Piece<'_>) -> Spans {
    let citing = &piece.placed.citing;
    let mut whole = citing.prefix.clone();
    let said = plain(&whole);
    if !said.is_empty() && said.ends_with(|c: char| c.is_alphanumeric() || ".,;:!?)]”’".contains(c)) {
        whole.extend(text(" ", Origin::User));
    }
    whole.extend(piece.words.iter().cloned());
    let after = plain(&citing.suffix);
    if after.starts_with(|c: char| c.is_alphanumeric() || "([“‘".contains(c)) && !piece.words.is_empty() {
        whole.extend(text(" ", Origin::User));
    }
    whole.extend(citing.suffix.iter().cloned());
    whole
}
