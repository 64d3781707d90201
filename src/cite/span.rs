//! The words of a citation or an entry while they are made: a flat list of events.
//!
//! Texts with their origin stand between openings and closings of looks, quotations and parts. A border is two texts with
//! only openings and closings between them, so that every pass is one scan, and no nesting costs stack.

use super::plan::{Display, Format};
use super::{Link, Look, Run, Shift};

/// A list of events, every opening with its closing.
pub(super) type Spans = Vec<Event>;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Event {
    Open(Open),
    Text(Text),
    Close,
}

/// What opens.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Open {
    /// Words of a look that the style asks for.
    Look(Format),
    /// Words that a field's own markup sets off: inside the same look they turn back.
    Markup(Format),
    /// A quotation; its marks depend on how deep it stands.
    Quote,
    /// No text case is applied.
    NoCase,
    /// No formatting of the style is applied.
    Plain,
    /// A block of an entry.
    Display(Display),
    /// What a style's element printed.
    Part(Part),
    /// A link to an address.
    Address(String),
    /// A link to the entry of a source.
    Entry(String),
}

/// What a range of events is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// All that one `cs:names` printed, or what stands in for it.
    Names,
    /// The names of one role.
    List,
    /// One person.
    Name,
    /// A year with its suffix.
    Year,
    /// The letter that tells two years apart.
    Suffix,
    /// The number of a source.
    Number,
    /// The place in the source.
    Locator,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Text {
    pub(super) words: String,
    pub(super) origin: Origin,
    /// It goes on with the field that the text before began: nothing collapses between them.
    pub(super) joint: bool,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    Field,
    Affix,
    Delimiter,
    Term,
    /// A text that the style itself has, or a label.
    Value,
    Number,
    /// The author's own prefix or suffix.
    User,
}

/// One text, none where it has no letter.
pub(super) fn text(words: impl Into<String>, origin: Origin) -> Spans {
    let words = words.into();
    if words.is_empty() { Vec::new() } else { vec![Event::Text(Text { words, origin, joint: false })] }
}

/// Words of the seam as events.
pub(super) fn runs(runs: &[Run], origin: Origin) -> Spans {
    let mut spans = Spans::new();
    for run in runs {
        let Look { italic, bold, small_caps, shift } = run.look;
        let on = |on: bool| on.then_some(true);
        let shift = (shift != Shift::None).then_some(shift);
        let format = Format { italic: on(italic), bold: on(bold), small_caps: on(small_caps), shift, ..Format::default() };
        let text = Event::Text(Text { words: run.text.clone(), origin, joint: !spans.is_empty() });
        let words = match &run.link {
            Some(Link::Url(url)) => wrap(Open::Address(url.clone()), vec![text]),
            Some(Link::Entry(key)) => wrap(Open::Entry(key.clone()), vec![text]),
            None => vec![text],
        };
        spans.extend(if format == Format::default() { words } else { wrap(Open::Look(format), words) });
    }
    spans
}

/// Events within an opening, none where there are no words.
pub(super) fn wrap(open: Open, spans: Spans) -> Spans {
    if blank(&spans) {
        return Vec::new();
    }
    let mut whole = Vec::with_capacity(spans.len() + 2);
    whole.push(Event::Open(open));
    whole.extend(spans);
    whole.push(Event::Close);
    whole
}

/// Whether there are no words.
pub(super) fn blank(spans: &[Event]) -> bool {
    !spans.iter().any(|event| matches!(event, Event::Text(text) if !text.words.is_empty()))
}

/// The words alone.
pub(super) fn plain(spans: &[Event]) -> String {
    let mut whole = String::new();
    for event in spans {
        if let Event::Text(text) = event {
            whole.push_str(&text.words);
        }
    }
    whole
}

/// Those that have words, with a delimiter between them. A piece that begins with a comma, semicolon or full stop needs none.
pub(super) fn join(parts: impl IntoIterator<Item = Spans>, delimiter: &str) -> Spans {
    let mut whole = Spans::new();
    for part in parts {
        if blank(&part) {
            continue;
        }
        if !whole.is_empty() {
            whole.extend(text(delimiter, Origin::Delimiter));
        }
        whole.extend(part);
    }
    whole
}

/// The range inside the first opening of a part, without its ends.
pub(super) fn find(spans: &[Event], part: Part) -> Option<std::ops::Range<usize>> {
    let start = spans.iter().position(|event| *event == Event::Open(Open::Part(part)))?;
    Some(start + 1..closing(spans, start))
}

/// Where the opening at a place closes.
pub(super) fn closing(spans: &[Event], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, event) in spans.iter().enumerate().skip(open) {
        match event {
            Event::Open(_) => depth += 1,
            Event::Close => depth = depth.saturating_sub(1),
            Event::Text(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    spans.len()
}
