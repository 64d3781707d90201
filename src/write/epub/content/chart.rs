//! Charts: drawn for a narrow screen, in the colour of the text and the reader's own letters.
//!
//! In: a chart. Out: an inline picture with its numbers as its name; readers who can't see it hear them.

use crate::book::{Chart, Dash, Hold, Ink, RADIUS, Shape};
use crate::write::xhtml::{Element, Tag};

/// A chart as an element of the document: an `img` could not take the text's colour.
pub(super) fn chart(chart: &Chart) -> Element {
    let drawing = &chart.narrow;
    Element::new(Tag::Svg)
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("class", "chart")
        .with("role", "img")
        .with("aria-label", chart.description.as_str())
        .with("viewBox", format!("0 0 {} {}", units(drawing.width), units(drawing.height)))
        .with("font-size", units(drawing.size))
        .children(drawing.shapes.iter().map(shape).collect::<Vec<_>>())
}

fn shape(shape: &Shape) -> Element {
    match shape {
        Shape::Bar { x, y, width, height, ink } => {
            let element = Element::new(Tag::SvgRect).with("x", units(*x)).with("y", units(*y));
            element.with("width", units(*width)).with("height", units(*height)).with("class", class(*ink))
        }
        Shape::Dot { x, y, ink } => {
            let element = Element::new(Tag::SvgCircle).with("cx", units(*x)).with("cy", units(*y));
            element.with("r", units(RADIUS)).with("class", class(*ink))
        }
        Shape::Line { points, weight, dash } => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", units(*x), units(*y))).collect();
            let element = Element::new(Tag::SvgPolyline).with("points", points.join(" ")).with("stroke-width", units(*weight));
            let broken = match dash {
                Dash::Solid => None,
                Dash::Dashed => Some("6 3"),
                Dash::Dotted => Some("1 3"),
                Dash::Mixed => Some("6 3 1 3"),
            };
            element.with_some("stroke-dasharray", broken)
        }
        Shape::Words { x, y, hold, words } => {
            let element = Element::new(Tag::SvgText).with("x", units(*x)).with("y", units(*y));
            let anchor = match hold {
                Hold::Start => None,
                Hold::Middle => Some("middle"),
                Hold::End => Some("end"),
            };
            element.with_some("text-anchor", anchor).child(words.as_str())
        }
    }
}

const fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Dark => "dark",
        Ink::Middle => "middle",
        Ink::Light => "light",
        Ink::Pale => "pale",
        Ink::Open => "open",
    }
}

/// Hundredths of a point as units of the drawing.
fn units(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}
