//! Charts: drawn for the page, handed to the typesetter as a picture of its own.
//!
//! In: a drawing. Out: SVG in the text's font, black and greys alone. The one place in print that escapes for XML.

use std::fmt::Write as _;

use crate::book::{Dash, Drawing, Hold, Ink, RADIUS, Shape};

/// The drawing as SVG.
pub(super) fn svg(drawing: &Drawing, font: &str) -> String {
    let (width, height) = (points(drawing.width), points(drawing.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{}\" font-size=\"{}\">",
        escaped(font),
        points(drawing.size)
    );
    drawing.shapes.iter().for_each(|shape| push(&mut svg, shape));
    svg.push_str("</svg>");
    svg
}

fn push(svg: &mut String, shape: &Shape) {
    let written = match shape {
        Shape::Bar { x, y, width, height, ink } => {
            let (x, y, width, height) = (points(*x), points(*y), points(*width), points(*height));
            write!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {}/>", fill(*ink))
        }
        Shape::Dot { x, y, ink } => {
            write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>", points(*x), points(*y), points(RADIUS), fill(*ink))
        }
        Shape::Line { points: all, weight, dash } => {
            let all: Vec<String> = all.iter().map(|(x, y)| format!("{},{}", points(*x), points(*y))).collect();
            let dash = match dash {
                Dash::Solid => "",
                Dash::Dashed => " stroke-dasharray=\"6 3\"",
                Dash::Dotted => " stroke-dasharray=\"1 3\"",
                Dash::Mixed => " stroke-dasharray=\"6 3 1 3\"",
            };
            let (all, weight) = (all.join(" "), points(*weight));
            write!(svg, "<polyline points=\"{all}\" fill=\"none\" stroke=\"#000000\" stroke-width=\"{weight}\"{dash}/>")
        }
        Shape::Words { x, y, hold, words } => {
            let anchor = match hold {
                Hold::Start => "start",
                Hold::Middle => "middle",
                Hold::End => "end",
            };
            let (x, y, words) = (points(*x), points(*y), escaped(words));
            write!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>")
        }
    };
    debug_assert!(written.is_ok());
}

const fn fill(ink: Ink) -> &'static str {
    match ink {
        Ink::Dark => "fill=\"#595959\"",
        Ink::Middle => "fill=\"#8c8c8c\"",
        Ink::Light => "fill=\"#bfbfbf\"",
        Ink::Pale => "fill=\"#ececec\" stroke=\"#000000\" stroke-width=\"0.4\"",
        Ink::Open => "fill=\"none\" stroke=\"#000000\" stroke-width=\"0.6\"",
    }
}

fn points(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100)
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
