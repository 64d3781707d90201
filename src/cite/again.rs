//! The same author again in a bibliography: § Reference Grouping, `subsequent-author-substitute`.
//!
//! In: an entry's words and those of the entry before. Out: the words with names that repeat replaced.

use super::plan::SubstituteRule;
use super::span::{Event, Open, Origin, Part, Spans, closing, find, plain, text};

/// Replaces the first names where they repeat those of the entry before, by the rule.
pub(super) fn substitute(words: Spans, before: &Spans, by: &str, rule: SubstituteRule) -> Spans {
    let (Some(own), Some(other)) = (find(&words, Part::Names), find(before, Part::Names)) else { return words };
    let (mine, theirs) = (names(&words[own.clone()]), names(&before[other.clone()]));
    let said = |spans: &[Event], range: &std::ops::Range<usize>| plain(&spans[range.clone()]);
    let list = &words[own.clone()];
    let past = &before[other];
    if mine.is_empty() || theirs.is_empty() {
        let same = mine.is_empty() && theirs.is_empty() && plain(list) == plain(past);
        return if same { replaced(&words, std::slice::from_ref(&own), by) } else { words };
    }
    let alike = mine.iter().zip(&theirs).take_while(|(a, b)| said(list, a) == said(past, b)).count();
    let whole = alike == mine.len() && alike == theirs.len();
    let placed: Vec<_> = mine.iter().map(|range| own.start + range.start..own.start + range.end).collect();
    match rule {
        SubstituteRule::CompleteAll if whole => {
            let lists = lists(&words[own.clone()]);
            let (Some(first), Some(last)) = (lists.first(), lists.last()) else { return words };
            let range = own.start + first.start..own.start + last.end;
            replaced(&words, std::slice::from_ref(&range), by)
        }
        SubstituteRule::CompleteEach if whole => replaced(&words, &placed, by),
        SubstituteRule::PartialEach => replaced(&words, &placed[..alike], by),
        SubstituteRule::PartialFirst if alike > 0 => replaced(&words, &placed[..1], by),
        SubstituteRule::CompleteAll | SubstituteRule::CompleteEach | SubstituteRule::PartialFirst => words,
    }
}

fn parts(spans: &[Event], part: Part) -> Vec<std::ops::Range<usize>> {
    let opens = spans.iter().enumerate().filter(|(_, event)| **event == Event::Open(Open::Part(part)));
    opens.map(|(at, _)| at + 1..closing(spans, at)).collect()
}

fn names(spans: &[Event]) -> Vec<std::ops::Range<usize>> {
    parts(spans, Part::Name)
}

fn lists(spans: &[Event]) -> Vec<std::ops::Range<usize>> {
    parts(spans, Part::List)
}

fn replaced(words: &Spans, ranges: &[std::ops::Range<usize>], by: &str) -> Spans {
    let mut whole = Spans::new();
    let mut at = 0;
    for range in ranges {
        whole.extend_from_slice(&words[at..range.start]);
        whole.extend(text(by, Origin::Field));
        at = range.end;
    }
    whole.extend_from_slice(&words[at..]);
    whole
}
