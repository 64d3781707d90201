//! The passes at the borders of pieces: colliding punctuation, spaces, punctuation and quotation marks, nested looks.
//!
//! In: a whole citation or entry with all its affixes. Out: the same with marks set, ready for a writer. Adds no words but
//! quotation marks, takes none but doubled marks and spaces.

use super::plan::{Format, TermForm};
use super::sheet::Sheet;
use super::span::{Event, Open, Origin, Spans, Text};
use super::{Look, Shift};

/// A format where it says something, else the one below.
pub(super) fn over(own: Format, base: Format) -> Format {
    Format {
        italic: own.italic.or(base.italic),
        bold: own.bold.or(base.bold),
        small_caps: own.small_caps.or(base.small_caps),
        underline: own.underline.or(base.underline),
        shift: own.shift.or(base.shift),
    }
}

/// All passes.
pub(super) fn settle(spans: Spans, sheet: &Sheet) -> Spans {
    let collided = Borders::new(sheet.in_quote).walk(spans);
    let quoted = quotes(collided, sheet);
    super::raised::lower(pruned(flip(quoted)))
}

/// Without openings that hold no words.
fn pruned(spans: Spans) -> Spans {
    let mut whole = Spans::with_capacity(spans.len());
    // Where the openings that hold nothing yet begin.
    let mut empty: Vec<usize> = Vec::new();
    for event in spans {
        match event {
            Event::Open(_) => empty.push(whole.len()),
            Event::Close => {
                if let Some(start) = empty.pop() {
                    whole.truncate(start);
                    continue;
                }
            }
            Event::Text(ref text) if text.words.is_empty() => continue,
            Event::Text(_) => empty.clear(),
        }
        whole.push(event);
    }
    whole
}

/// What becomes of two marks that meet: whether the left stays, and the right.
fn meet(left: char, right: char) -> (bool, bool) {
    match (left, right) {
        _ if !".,;:!?".contains(left) || !".,;:!?".contains(right) => (true, true),
        _ if left == right => (true, false),
        (';' | ':', '!' | '?') => (false, true),
        (';' | '!' | '?', '.' | ':') | (':', '.') => (true, false),
        (';', _) if right != ',' => (true, false),
        _ => (true, true),
    }
}

struct Borders {
    in_quote: bool,
    out: Spans,
    /// The last text that has words.
    last: Option<usize>,
    /// The openings that stand open.
    open: Vec<Open>,
    /// What opened and closed since the last text.
    quote_closed: Option<usize>,
    quote_opened: bool,
    block: bool,
}

impl Borders {
    fn new(in_quote: bool) -> Self {
        Self { in_quote, out: Spans::new(), last: None, open: Vec::new(), quote_closed: None, quote_opened: false, block: false }
    }

    fn walk(mut self, spans: Spans) -> Spans {
        for event in spans {
            match event {
                Event::Open(open) => {
                    self.quote_opened |= open == Open::Quote;
                    self.block |= matches!(open, Open::Display(_));
                    self.open.push(open.clone());
                    self.out.push(Event::Open(open));
                }
                Event::Close => {
                    let closed = self.open.pop();
                    if closed == Some(Open::Quote) && self.quote_closed.is_none() {
                        self.quote_closed = Some(self.out.len());
                    }
                    self.block |= matches!(closed, Some(Open::Display(_)));
                    self.out.push(Event::Close);
                }
                Event::Text(text) => self.text(text),
            }
        }
        self.out
    }

    fn text(&mut self, mut text: Text) {
        if !text.joint {
            self.border(&mut text);
        }
        if text.words.is_empty() {
            return;
        }
        self.out.push(Event::Text(text));
        self.last = Some(self.out.len() - 1);
        (self.quote_closed, self.quote_opened, self.block) = (None, false, false);
    }

    /// Settles the border between the last text and the next.
    fn border(&mut self, text: &mut Text) {
        let Some(at) = self.last else { return };
        let Event::Text(before) = &mut self.out[at] else { return };
        let Some(first) = text.words.chars().next() else { return };
        if before.words.ends_with([' ', '\u{A0}']) && first == ' ' {
            text.words = text.words.trim_start_matches(' ').to_owned();
            return self.border_again(text);
        }
        if self.block {
            return;
        }
        if before.words.ends_with(' ') && ",.".contains(first) && text.origin != Origin::Field && self.quote_closed.is_none() {
            before.words.truncate(before.words.trim_end_matches(' ').len());
            if before.words.is_empty() {
                self.last = self.out[..at].iter().rposition(|event| matches!(event, Event::Text(text) if !text.words.is_empty()));
                return self.border(text);
            }
        }
        let Some(left) = before.words.chars().next_back() else { return };
        if let Some(quote) = self.quote_closed {
            if !self.quote_opened {
                self.after_quote(text, left, first, quote);
            }
            return;
        }
        let closed = first == '.' && (before.words.ends_with(".”") || before.words.ends_with(".’"));
        let (keep_left, keep_right) = if self.quote_opened { (true, true) } else { meet(left, first) };
        if !keep_left {
            before.words.pop();
        }
        if !keep_right || closed {
            text.words.remove(0);
            self.border_again(text);
        }
    }

    fn border_again(&mut self, text: &mut Text) {
        if !text.words.is_empty() {
            self.border(text);
        }
    }

    /// Punctuation after a quotation: into it where the language has it there, `punctuation-in-quote`.
    fn after_quote(&mut self, text: &mut Text, left: char, first: char, quote: usize) {
        if text.origin == Origin::Field {
            return;
        }
        let (keep_left, keep_right) = meet(left, first);
        if !keep_right {
            if self.in_quote || ".!?".contains(left) {
                text.words.remove(0);
                self.border_again(text);
            }
        } else if self.in_quote && ".,!?".contains(first) {
            text.words.remove(0);
            let Some(Event::Text(before)) = self.last.and_then(|last| self.out.get_mut(last)) else { return };
            if !keep_left {
                before.words.pop();
            }
            let moved = Text { words: first.to_string(), origin: Origin::Affix, joint: true };
            self.out.insert(quote, Event::Text(moved));
            self.last = Some(quote);
            self.quote_closed = Some(quote + 1);
            self.border_again(text);
        }
    }
}

/// Sets quotation marks: outer and inner by turns.
fn quotes(spans: Spans, sheet: &Sheet) -> Spans {
    let term = |name| sheet.term(name, TermForm::Long, false).unwrap_or_default();
    let marks = [(term("open-quote"), term("close-quote")), (term("open-inner-quote"), term("close-inner-quote"))];
    let glyph = |words: &str| Event::Text(Text { words: words.to_owned(), origin: Origin::Term, joint: true });
    let (mut out, mut open, mut depth) = (Spans::with_capacity(spans.len()), Vec::new(), 0_usize);
    for event in spans {
        match event {
            Event::Open(Open::Quote) => {
                out.push(glyph(marks[depth % 2].0));
                open.push(true);
                depth += 1;
            }
            Event::Close if open.pop() == Some(true) => {
                depth -= 1;
                out.push(glyph(marks[depth % 2].1));
            }
            Event::Open(_) => {
                open.push(false);
                out.push(event);
            }
            Event::Close | Event::Text(_) => out.push(event),
        }
    }
    out
}

/// Turns markup back where it stands in the same look, and drops looks that change nothing.
fn flip(spans: Spans) -> Spans {
    let mut looks: Vec<Format> = Vec::new();
    let mut now = Format::default();
    let mut out = Spans::with_capacity(spans.len());
    for event in spans {
        match event {
            Event::Open(open) => {
                looks.push(now);
                let wanted = match open {
                    Open::Markup(format) => turned(format, now),
                    Open::Look(format) => format,
                    Open::Plain => Format { italic: Some(false), bold: Some(false), small_caps: Some(false), ..Format::default() },
                    Open::Quote | Open::NoCase | Open::Display(_) | Open::Part(_) | Open::Address(_) | Open::Entry(_) => {
                        out.push(Event::Open(open));
                        continue;
                    }
                };
                let changed = Format {
                    italic: wanted.italic.filter(|v| *v != now.italic.unwrap_or(false)),
                    bold: wanted.bold.filter(|v| *v != now.bold.unwrap_or(false)),
                    small_caps: wanted.small_caps.filter(|v| *v != now.small_caps.unwrap_or(false)),
                    underline: wanted.underline.filter(|v| *v != now.underline.unwrap_or(false)),
                    shift: wanted.shift.filter(|v| *v != Shift::None || now.shift.is_some()),
                };
                now = over(changed, now);
                out.push(Event::Open(Open::Look(changed)));
            }
            Event::Close => {
                now = looks.pop().unwrap_or_default();
                out.push(Event::Close);
            }
            Event::Text(_) => out.push(event),
        }
    }
    out
}

fn turned(format: Format, now: Format) -> Format {
    let turn = |own: Option<bool>, now: Option<bool>| own.map(|on| on != (on && now == Some(true)));
    Format {
        italic: turn(format.italic, now.italic),
        bold: turn(format.bold, now.bold),
        small_caps: turn(format.small_caps, now.small_caps),
        ..format
    }
}

/// The look of the seam for a format.
pub(super) fn look(format: Format, base: Look) -> Look {
    Look {
        italic: format.italic.unwrap_or(base.italic),
        bold: format.bold.unwrap_or(base.bold),
        small_caps: format.small_caps.unwrap_or(base.small_caps),
        shift: format.shift.unwrap_or(base.shift),
    }
}
