//! Names as .bib files have them → names of CSL.
//!
//! In: a field's raw text ("van Beethoven, Ludwig and {Institution} and others"). Out: CSL names in order. Particles of names
//! go before the family name; whether they count in sorting is `useprefix`. Of YAML: "Family, Given".

use serde_json::{Map, Value};

use super::latex;

/// The last name of a list that goes on: the engine prints its term for it ("et al.").
const OTHERS: &str = "others";

/// The names of a field.
pub(super) fn list(raw: &str, prefix_counts: bool, unknown: &mut Option<String>) -> Vec<Value> {
    let mut names = Vec::new();
    for name in split(raw, is_and) {
        if name.trim().is_empty() {
            continue;
        }
        names.push(one(name.trim(), prefix_counts, unknown));
    }
    names
}

/// Splits where `cut` says that a divider of so many bytes stands, outside of braces.
fn split(raw: &str, cut: impl Fn(&str, usize) -> Option<usize>) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    while let Some(c) = raw[at..].chars().next() {
        match c {
            '\\' => {
                at += 1 + raw[at + 1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match cut(raw, at).filter(|_| depth == 0) {
            Some(length) => {
                parts.push(&raw[start..at]);
                at += length;
                start = at;
            }
            None => at += c.len_utf8(),
        }
    }
    parts.push(&raw[start..]);
    parts
}

/// `and` between blanks.
fn is_and(raw: &str, at: usize) -> Option<usize> {
    let rest = &raw[at..];
    let blank = rest.len() - rest.trim_start().len();
    let word = rest.get(blank..blank + 3).filter(|word| blank > 0 && word.eq_ignore_ascii_case("and"))?;
    let after = &rest[blank + word.len()..];
    (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(blank + word.len())
}

fn is_comma(raw: &str, at: usize) -> Option<usize> {
    raw[at..].starts_with(',').then_some(1)
}

fn is_blank(raw: &str, at: usize) -> Option<usize> {
    let c = raw[at..].chars().next()?;
    (c.is_whitespace() || c == '~').then(|| c.len_utf8())
}

fn one(raw: &str, prefix_counts: bool, unknown: &mut Option<String>) -> Value {
    if raw.eq_ignore_ascii_case(OTHERS) {
        return literal(OTHERS);
    }
    if let Some(inside) = whole_group(raw) {
        return literal(&told(inside, unknown));
    }
    if let Some(parts) = named_parts(raw, unknown) {
        return parts;
    }
    let parts = split(raw, is_comma);
    let (before, suffix, given) = match parts[..] {
        [whole] => return natural(whole, prefix_counts, unknown),
        [family, given] => (family, "", given),
        [family, suffix, ..] => {
            let start = family.len() + suffix.len() + 2;
            (family, suffix, &raw[start..])
        }
        [] => return literal(""),
    };
    let tokens = tokens(before);
    let particles = tokens.iter().take(tokens.len().saturating_sub(1)).take_while(|token| is_particle(token)).count();
    let (prefix, family) = tokens.split_at(particles);
    made(prefix, family, &told(given, unknown), &told(suffix, unknown), prefix_counts, unknown)
}

/// "Ludwig van Beethoven": lower-case words part the given names from the family's.
fn natural(raw: &str, prefix_counts: bool, unknown: &mut Option<String>) -> Value {
    let tokens = tokens(raw);
    let last = tokens.len().saturating_sub(1);
    let first = tokens[..last].iter().position(|token| is_particle(token));
    let Some(first) = first else {
        let given = tokens[..last].iter().map(|token| told(token, unknown)).collect::<Vec<_>>().join(" ");
        return made(&[], &tokens[last.min(tokens.len())..], &given, "", prefix_counts, unknown);
    };
    let end = tokens[..last].iter().rposition(|token| is_particle(token)).map_or(first, |at| at + 1);
    let given = tokens[..first].iter().map(|token| told(token, unknown)).collect::<Vec<_>>().join(" ");
    made(&tokens[first..end], &tokens[end..], &given, "", prefix_counts, unknown)
}

fn made(prefix: &[&str], family: &[&str], given: &str, suffix: &str, prefix_counts: bool, unknown: &mut Option<String>) -> Value {
    let mut words = |tokens: &[&str]| tokens.iter().map(|token| told(token, unknown)).collect::<Vec<_>>().join(" ");
    let (prefix, family) = (words(prefix), words(family));
    let particle = if prefix_counts { "non-dropping-particle" } else { "dropping-particle" };
    name(&[("family", &family), ("given", given), (particle, &prefix), ("suffix", suffix)])
}

/// `family=Beethoven, given=Ludwig, prefix=van, useprefix=true`
fn named_parts(raw: &str, unknown: &mut Option<String>) -> Option<Value> {
    let known = ["family", "given", "prefix", "suffix", "useprefix", "giveni", "familyi", "prefixi", "suffixi", "nametemplates"];
    let mut told_parts = Map::new();
    for part in split(raw, is_comma) {
        let (key, value) = part.split_once('=')?;
        let key = key.trim().to_lowercase();
        if !known.contains(&key.as_str()) {
            return None;
        }
        told_parts.insert(key, told(value.trim().trim_matches('"'), unknown).into());
    }
    let part = |key: &str| told_parts.get(key).and_then(Value::as_str).unwrap_or_default();
    let particle = if part("useprefix") == "true" { "non-dropping-particle" } else { "dropping-particle" };
    Some(name(&[("family", part("family")), ("given", part("given")), (particle, part("prefix")), ("suffix", part("suffix"))]))
}

fn tokens(raw: &str) -> Vec<&str> {
    split(raw.trim(), is_blank).into_iter().filter(|token| !token.is_empty()).collect()
}

fn told(raw: &str, unknown: &mut Option<String>) -> String {
    let words = latex::words(raw, false);
    if unknown.is_none() {
        *unknown = words.unknown;
    }
    words.text
}

/// A word that begins with a small letter; one in braces has no case (except a command's: `{\'e}`).
fn is_particle(token: &str) -> bool {
    if token.starts_with('{') && !token.starts_with("{\\") {
        return false;
    }
    let word = latex::words(token, false).text;
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// What stands inside braces that hold the whole name.
fn whole_group(raw: &str) -> Option<&str> {
    let inside = raw.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    let mut signs = inside.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => drop(signs.next()),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (depth == 0).then_some(inside)
}

/// A person's or an institution's name as YAML has it: "Family, Given", "Family, Suffix, Given", or an institution's.
pub(super) fn plain(whole: &str) -> Value {
    let parts: Vec<&str> = whole.split(',').map(str::trim).collect();
    match parts[..] {
        [family, given] => person(family, given),
        [family, suffix, given] => name(&[("family", family), ("given", given), ("suffix", suffix)]),
        _ => literal(whole.trim()),
    }
}

/// A person's name, or an institution's where there is no given name.
pub(super) fn person(family: &str, given: &str) -> Value {
    if given.is_empty() { literal(family) } else { name(&[("family", family), ("given", given)]) }
}

/// A name of parts; blank ones are left out. A family name alone is literal.
pub(super) fn name(parts: &[(&str, &str)]) -> Value {
    let told: Vec<_> = parts.iter().filter(|(_, text)| !text.is_empty()).collect();
    if let [("family", only)] = told[..] {
        return literal(only);
    }
    Value::Object(told.into_iter().map(|(part, text)| ((*part).to_owned(), Value::from(*text))).collect())
}

fn literal(text: &str) -> Value {
    Value::Object(Map::from_iter([("literal".to_owned(), Value::from(text))]))
}
