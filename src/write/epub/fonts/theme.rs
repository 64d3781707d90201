//! What the theme says of faces: which elements it sets in italics, strong, as code, in capitals.
//!
//! In: the theme's stylesheet. Out: rules that can be asked. Selectors may be of elements and classes, one inside another; what
//! stands before `+` and any pseudo-class is passed over, and a test holds that no face hangs on one.

use std::sync::LazyLock;

/// The theme.
pub(in crate::write::epub) const THEME: &str = include_str!("../theme/book.css");

/// How words are set, as far as it chooses their glyphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) italic: bool,
    pub(super) strong: bool,
    pub(super) code: bool,
    pub(super) capitals: bool,
}

/// A rule that has to do with glyphs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// What an element and, before it, those round it must be: names and classes.
    selector: Vec<Vec<&'static str>>,
    says: Vec<Saying>,
    /// Only on a narrow screen.
    pub(super) narrow: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saying {
    Italic(bool),
    Strong(bool),
    Code(bool),
    Capitals(bool),
}

impl Rule {
    /// The look of an element that the rule holds for.
    pub(super) fn change(&self, look: &mut Look) {
        for saying in &self.says {
            match saying {
                Saying::Italic(on) => look.italic = *on,
                Saying::Strong(on) => look.strong = *on,
                Saying::Code(on) => look.code = *on,
                Saying::Capitals(on) => look.capitals = *on,
            }
        }
    }

    /// Whether it holds for the last of these elements, each inside the one before: names with their classes.
    pub(super) fn holds(&self, path: &[(&str, &str)]) -> bool {
        let fits = |wanted: &[&str], (name, classes): &(&str, &str)| {
            wanted.iter().all(|part| match part.strip_prefix('.') {
                Some(class) => classes.split(' ').any(|own| own == class),
                None => part == name,
            })
        };
        let (Some((own, outer)), Some((last, mut rest))) = (self.selector.split_last(), path.split_last()) else { return false };
        if !fits(own, last) {
            return false;
        }
        outer.iter().rev().all(|wanted| {
            let found = rest.iter().rposition(|element| fits(wanted, element));
            found.is_some_and(|at| {
                rest = &rest[..at];
                true
            })
        })
    }
}

/// The theme's rules, in order: of two that hold for one element the later wins.
pub(super) static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(THEME, false));

fn rules(css: &'static str, narrow: bool) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut rest = css;
    while let Some(start) = rest.find('{') {
        let head = rest[..start].rsplit("*/").next().unwrap_or_default().trim();
        let end = start + closing(&rest[start..]);
        let body = &rest[start + 1..end];
        if head.starts_with("@media") {
            rules.extend(self::rules(body, true));
        } else {
            let says: Vec<Saying> = body.split(';').filter_map(saying).collect();
            let selectors = head.split(',').filter_map(selector).filter(|_| !says.is_empty());
            rules.extend(selectors.map(|selector| Rule { selector, says: says.clone(), narrow }));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    rules
}

/// Where the brace that begins this text is closed.
fn closing(text: &str) -> usize {
    let mut depth = 0_i32;
    let place = text.bytes().position(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth == 0
    });
    place.unwrap_or(text.len())
}

fn saying(declaration: &str) -> Option<Saying> {
    let (property, value) = declaration.split_once(':')?;
    match (property.trim(), value.trim()) {
        ("font-style", value) => Some(Saying::Italic(value == "italic")),
        ("font-weight", value) => Some(Saying::Strong(value == "600")),
        ("font-family", value) => Some(Saying::Code(value.ends_with("monospace"))),
        ("text-transform", value) => Some(Saying::Capitals(value == "uppercase")),
        _ => None,
    }
}

/// A selector's parts; none where it is of words that the stylesheet itself puts in.
fn selector(text: &'static str) -> Option<Vec<Vec<&'static str>>> {
    let own = text.rsplit('+').next().unwrap_or(text);
    let parts = own.split([' ', '>']).map(str::trim).filter(|part| !part.is_empty());
    let part = |part: &'static str| {
        let plain = part.split([':', '[']).next().unwrap_or_default();
        let classes =
            plain.match_indices('.').map(|(at, _)| &plain[at..]).map(|rest| &rest[..rest[1..].find('.').map_or(rest.len(), |end| end + 1)]);
        plain.split('.').next().filter(|name| !name.is_empty()).into_iter().chain(classes).collect()
    };
    (!own.contains("::")).then(|| parts.map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(path: &[(&str, &str)]) -> Look {
        let mut look = Look::default();
        for end in 1..=path.len() {
            RULES.iter().filter(|rule| !rule.narrow && rule.holds(&path[..end])).for_each(|rule| rule.change(&mut look));
        }
        look
    }

    #[test]
    fn the_theme_is_understood() {
        let italic = Look { italic: true, ..Look::default() };
        assert_eq!(look(&[("html", ""), ("body", ""), ("p", "")]), Look::default());
        assert_eq!(look(&[("body", ""), ("p", ""), ("em", "")]), italic);
        assert_eq!(look(&[("p", ""), ("em", ""), ("span", ""), ("em", "")]), Look::default());
        assert_eq!(look(&[("body", ""), ("h2", "")]), italic);
        assert_eq!(look(&[("h1", ""), ("span", "label")]), italic);
        assert_eq!(look(&[("figcaption", ""), ("span", "label")]), Look { strong: true, ..Look::default() });
        assert_eq!(look(&[("p", ""), ("code", "")]), Look { code: true, ..Look::default() });
        assert_eq!(look(&[("p", ""), ("span", "capitals")]), Look { capitals: true, ..Look::default() });
        assert!(RULES.iter().any(|rule| rule.narrow && rule.holds(&[("table", "data wide"), ("tbody", ""), ("th", "")])));
    }

    #[test]
    fn no_face_hangs_on_what_is_passed_over() {
        for rule in THEME.split('}') {
            let Some((head, body)) = rule.split_once('{') else { continue };
            let faces = ["font-style", "font-weight", "font-family", "text-transform"].iter().any(|property| body.contains(property));
            let passed_over = head.contains('+') || head.replace("::", "").contains(':') || head.contains('#') || head.contains('~');
            assert!(!faces || !passed_over || head.contains('@') || head.contains("/*"), "{head}");
        }
    }
}
