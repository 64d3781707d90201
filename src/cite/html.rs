//! Events as the HTML that CSL's test suite writes down.
//!
//! In: settled events. Out: a line of HTML for a citation, a `div` for an entry. For the conformance run alone: no output of a
//! book comes from here.

use super::Shift;
use super::plan::{Display, Format};
use super::span::{Event, Open, Spans};

/// The HTML of a citation.
pub(super) fn citation(spans: &Spans) -> String {
    write(spans)
}

/// The HTML of an entry.
pub(super) fn entry(spans: &Spans) -> String {
    let blocks = spans.iter().any(|event| matches!(event, Event::Open(Open::Display(_))));
    let inside = write(spans);
    let end = if blocks && inside.ends_with("</div>\n") {
        "  "
    } else if blocks {
        "\n  "
    } else {
        ""
    };
    format!("  <div class=\"csl-entry\">{inside}{end}</div>\n")
}

fn write(spans: &Spans) -> String {
    let (mut html, mut closing) = (String::new(), Vec::new());
    for event in spans {
        match event {
            Event::Open(open) => {
                let (start, end) = tags(open);
                html.push_str(&start);
                closing.push(end);
            }
            Event::Close => html.push_str(&closing.pop().unwrap_or_default()),
            Event::Text(text) => {
                for c in text.words.chars() {
                    match c {
                        '&' => html.push_str("&#38;"),
                        '<' => html.push_str("&#60;"),
                        '>' => html.push_str("&#62;"),
                        _ => html.push(c),
                    }
                }
            }
        }
    }
    html
}

fn tags(open: &Open) -> (String, String) {
    match open {
        Open::Look(format) | Open::Markup(format) => look(*format),
        Open::Display(Display::Block) => ("\n\n    <div class=\"csl-block\">".into(), "</div>\n".into()),
        Open::Display(Display::LeftMargin) => ("\n    <div class=\"csl-left-margin\">".into(), "</div>".into()),
        Open::Display(Display::RightInline) => ("<div class=\"csl-right-inline\">".into(), "</div>\n".into()),
        Open::Display(Display::Indent) => ("<div class=\"csl-indent\">".into(), "</div>\n".into()),
        Open::Quote | Open::NoCase | Open::Plain | Open::Part(_) | Open::Address(_) | Open::Entry(_) => (String::new(), String::new()),
    }
}

fn look(format: Format) -> (String, String) {
    let mut tags: Vec<(&str, &str)> = Vec::new();
    let span = |style| (style, "</span>");
    match format.underline {
        Some(true) => tags.push(span("<span style=\"text-decoration:underline;\">")),
        Some(false) => tags.push(span("<span style=\"text-decoration:none;\">")),
        None => {}
    }
    match format.shift {
        Some(Shift::Superscript) => tags.push(("<sup>", "</sup>")),
        Some(Shift::Subscript) => tags.push(("<sub>", "</sub>")),
        Some(Shift::None) => tags.push(span("<span style=\"baseline\">")),
        None => {}
    }
    match format.bold {
        Some(true) => tags.push(("<b>", "</b>")),
        Some(false) => tags.push(span("<span style=\"font-weight:normal;\">")),
        None => {}
    }
    match format.small_caps {
        Some(true) => tags.push(span("<span style=\"font-variant:small-caps;\">")),
        Some(false) => tags.push(span("<span style=\"font-variant:normal;\">")),
        None => {}
    }
    match format.italic {
        Some(true) => tags.push(("<i>", "</i>")),
        Some(false) => tags.push(span("<span style=\"font-style:normal;\">")),
        None => {}
    }
    (tags.iter().map(|(start, _)| *start).collect(), tags.iter().rev().map(|(_, end)| *end).collect())
}
