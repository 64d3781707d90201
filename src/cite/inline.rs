//! Markup inside fields: `<i> <b> <sup> <sub> <sc>`, spans for small capitals, case and look, quotation marks, apostrophes.
//!
//! In: a field as typed (CSL-JSON, "HTML-like formatting tags"). Out: events. A tag that is unknown or not closed, and a
//! quotation mark that has no partner, are text.

use super::Shift;
use super::plan::Format;
use super::span::{Event, Open, Origin, Spans, Text};

/// A piece of a field while it is read.
enum Piece {
    Words(String),
    /// An opening tag: its name for the closing tag, what it opens, how it is typed.
    Start(&'static str, Open, String),
    End(String),
    /// A quotation mark: as typed, whether it may open, whether it may close.
    Mark(char, bool, bool),
}

/// Reads a field.
pub(super) fn parse(typed: &str, origin: Origin) -> Spans {
    let pieces = pieces(typed);
    let roles = roles(&pieces);
    let mut spans = Spans::new();
    let mut words = String::new();
    for (piece, role) in pieces.into_iter().zip(roles) {
        match (role, piece) {
            (Role::Open, Piece::Start(_, open, _)) => {
                flush(&mut spans, &mut words, origin);
                spans.push(Event::Open(open));
            }
            (Role::Open, _) => {
                flush(&mut spans, &mut words, origin);
                spans.push(Event::Open(Open::Quote));
            }
            (Role::Close, _) => {
                flush(&mut spans, &mut words, origin);
                spans.push(Event::Close);
            }
            (Role::Text, Piece::Words(typed)) => words.push_str(&guillemets(typed)),
            (Role::Text, Piece::Start(_, _, typed)) => words.push_str(&typed),
            (Role::Text, Piece::End(name)) => words.push_str(&format!("</{name}>")),
            (Role::Text, Piece::Mark(mark, ..)) => words.push(if mark == '\'' { '’' } else { mark }),
        }
    }
    flush(&mut spans, &mut words, origin);
    spans
}

/// A text without markup, its apostrophes typeset.
pub(super) fn apostrophes(typed: &str) -> String {
    typed.replace('\'', "’")
}

/// The French marks keep their space, which is a narrow one and does not break.
fn guillemets(typed: String) -> String {
    if typed.contains(['«', '»']) { typed.replace("« ", "«\u{202F}").replace(" »", "\u{202F}»") } else { typed }
}

fn flush(spans: &mut Spans, words: &mut String, origin: Origin) {
    if !words.is_empty() {
        let joint = spans.iter().any(|event| matches!(event, Event::Text(_)));
        spans.push(Event::Text(Text { words: std::mem::take(words), origin, joint }));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    Open,
    Close,
}

/// Which tags and marks have partners.
fn roles(pieces: &[Piece]) -> Vec<Role> {
    let mut roles = vec![Role::Text; pieces.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let partner = match piece {
            Piece::Words(_) => None,
            Piece::Start(..) => {
                open.push(at);
                None
            }
            Piece::End(name) => open.iter().rposition(|start| matches!(&pieces[*start], Piece::Start(n, ..) if n == name)),
            Piece::Mark(mark, opens, closes) => {
                // A quotation closes in the very tag that it opened in.
                let inner = open.iter().rposition(|start| matches!(pieces[*start], Piece::Start(..))).map_or(0, |n| n + 1);
                let same = |start: &usize| matches!(pieces[*start], Piece::Mark(other, ..) if pair(other, *mark));
                let partner = if *closes { open[inner..].iter().rposition(same).map(|n| n + inner) } else { None };
                if partner.is_none() && *opens {
                    open.push(at);
                }
                partner
            }
        };
        if let Some(partner) = partner {
            roles[open[partner]] = Role::Open;
            roles[at] = Role::Close;
            open.truncate(partner);
        }
    }
    roles
}

fn pair(open: char, close: char) -> bool {
    matches!((open, close), ('"', '"') | ('\'', '\'') | ('“', '”') | ('‘', '’') | ('\'', '’') | ('"', '”') | ('‘', '\'') | ('“', '"'))
}

fn pieces(typed: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut before: Option<char> = None;
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((piece, length)) = tag(rest)
        {
            push_words(&mut pieces, &mut words);
            pieces.push(piece);
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if "\"'“”‘’".contains(c) {
            push_words(&mut pieces, &mut words);
            let mark = mark(c, before, after(rest));
            // An apostrophe is no place for a quotation to begin.
            before = Some(if matches!(mark, Piece::Mark(_, true, _)) { c } else { '’' });
            pieces.push(mark);
            continue;
        } else {
            words.push(c);
        }
        before = Some(c);
    }
    push_words(&mut pieces, &mut words);
    pieces
}

fn push_words(pieces: &mut Vec<Piece>, words: &mut String) {
    if !words.is_empty() {
        pieces.push(Piece::Words(std::mem::take(words)));
    }
}

/// The next character that is no tag.
fn after(mut rest: &str) -> Option<char> {
    while let Some((_, length)) = rest.starts_with('<').then(|| tag(rest)).flatten() {
        rest = &rest[length..];
    }
    rest.chars().next()
}

fn mark(mark: char, before: Option<char>, after: Option<char>) -> Piece {
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{-–—/\"“‘'".contains(c));
    let opens = match mark {
        '“' | '‘' => true,
        '”' | '’' => false,
        '\'' => free(before) && after.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit()),
        _ => free(before) && after.is_some_and(|c| !c.is_whitespace()),
    };
    let closes = match mark {
        '“' | '‘' => false,
        '”' => true,
        _ => before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric),
    };
    Piece::Mark(mark, opens, closes)
}

/// A tag at the head of a text, and its length.
fn tag(text: &str) -> Option<(Piece, usize)> {
    let end = text.find('>')?;
    let inside = &text[1..end];
    if let Some(name) = inside.strip_prefix('/') {
        let known = ["i", "b", "sup", "sub", "sc", "span"].contains(&name);
        return known.then(|| (Piece::End(name.to_owned()), end + 1));
    }
    let look = |format: Format| Open::Markup(format);
    let yes = Format::default();
    let (name, open) = match inside {
        "i" => ("i", look(Format { italic: Some(true), ..yes })),
        "b" => ("b", look(Format { bold: Some(true), ..yes })),
        "sup" => ("sup", look(Format { shift: Some(Shift::Superscript), ..yes })),
        "sub" => ("sub", look(Format { shift: Some(Shift::Subscript), ..yes })),
        "sc" => ("sc", look(Format { small_caps: Some(true), ..yes })),
        _ => ("span", span(inside)?),
    };
    Some((Piece::Start(name, open, text[..=end].to_owned()), end + 1))
}

fn span(inside: &str) -> Option<Open> {
    let said: String = inside.strip_prefix("span")?.chars().filter(|c| !c.is_whitespace() && !"\"';".contains(*c)).collect();
    Some(match said.as_str() {
        "class=nocase" => Open::NoCase,
        "class=nodecor" => Open::Plain,
        "style=font-variant:small-caps" => Open::Markup(Format { small_caps: Some(true), ..Format::default() }),
        _ => return None,
    })
}
