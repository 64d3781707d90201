//! What is wrong with a text that a library refuses, in our own words.
//!
//! In: the fault of the YAML, TOML or JSON reader. Out: a cause for brackets behind a message. The libraries speak to programmers,
//! of options and types; what an author can mend is said here, and where nothing more is known, that the place cannot be read.

use std::ops::Range;

use serde_saphyr::Error as Yaml;

/// The cause of a fault in YAML, and its place in the text.
pub(super) fn yaml(text: &str, fault: &Yaml) -> (String, Range<usize>) {
    let bare = bare(fault);
    let place = bare.location().or_else(|| fault.location()).map_or(0..0, |at| {
        let number = |n: u64| usize::try_from(n).unwrap_or(1).max(1);
        place(text, number(at.line()), number(at.column()))
    });
    (yaml_cause(bare), place)
}

/// The fault inside what the library wraps it in.
fn bare(fault: &Yaml) -> &Yaml {
    match fault.without_snippet() {
        Yaml::AliasError { error, .. } => bare(error),
        other => other,
    }
}

fn yaml_cause(fault: &Yaml) -> String {
    match fault {
        Yaml::DuplicateMappingKey { key: Some(key), .. } => format!("the key `{key}` stands twice"),
        Yaml::DuplicateMappingKey { key: None, .. } => "a key stands twice".to_owned(),
        Yaml::Eof { .. } => "it ends too early: a quote or a bracket is not closed".to_owned(),
        Yaml::MultipleDocuments { .. } => "a line of `---` begins a second text".to_owned(),
        Yaml::UnknownAnchor { .. } => "`*` refers to a name that no `&` gives; put a value that begins with `*` in quotes".to_owned(),
        Yaml::RecursiveReferencesRequireWeakTypes { .. } | Yaml::CyclicInclude { .. } => "`*` refers to what it stands in".to_owned(),
        Yaml::Budget { .. }
        | Yaml::AliasReplayLimitExceeded { .. }
        | Yaml::AliasExpansionLimitExceeded { .. }
        | Yaml::AliasReplayStackDepthExceeded { .. }
        | Yaml::AliasReplayCounterOverflow { .. } => "it has more entries, longer ones, or more in each other than recto reads".to_owned(),
        Yaml::IndentationError { .. } | Yaml::FoldedBlockScalarMustIndentContent { .. } => {
            "the line is not indented as those around it".to_owned()
        }
        Yaml::QuotingRequired { .. } => "the value must stand in quotes".to_owned(),
        Yaml::ContainerEndMismatch { .. } | Yaml::UnexpectedSequenceEnd { .. } | Yaml::UnexpectedMappingEnd { .. } => {
            "a bracket is closed that was not opened".to_owned()
        }
        Yaml::SerdeInvalidType { .. } | Yaml::Unexpected { .. } => "a value is of another kind than it must be".to_owned(),
        other => scanner(&other.to_string()).to_owned(),
    }
}

/// What the library's scanner means. It has no kinds of faults, only sentences.
pub(super) fn scanner(words: &str) -> &'static str {
    let known = [
        ("recursion limit", "more lists or tables stand in each other than recto reads"),
        ("unclosed quote", "a quote is not closed"),
        ("trailing content", "something stands behind a closing quote"),
        ("tab", "a tab stands where only spaces may indent"),
        ("eof", "it ends too early: a quote or a bracket is not closed"),
        ("end of stream", "it ends too early: a quote or a bracket is not closed"),
        ("misplaced bracket", "a bracket is closed that was not opened"),
        ("mismatched bracket", "a bracket is closed by another kind of bracket"),
        ("unclosed bracket", "a bracket is not closed"),
        ("flow", "a bracket is not closed, or a comma is missing"),
        ("document", "a line of `---` or `...` ends the text, or begins a second one"),
        ("escape", "a backslash in double quotes begins no sign that YAML knows: write two"),
        ("hexadecimal", "a backslash in double quotes begins no sign that YAML knows: write two"),
        ("surrogate", "a backslash in double quotes begins no sign that YAML knows: write two"),
        ("mapping values", "a `:` too many: a value that holds `: ` stands in quotes"),
        ("indent", "the line is not indented as those around it"),
        ("block sequence", "a `-` stands where no list can begin"),
        ("block collection", "the line is not indented as those around it"),
        ("block mapping", "a line is neither a key with its value nor indented below one"),
        ("mapping keys", "a `?` stands where no key can; put a value that begins with it in quotes"),
        ("simple key", "a `:` is missing behind a key, or the key goes on on a second line"),
        ("':'", "a `:` stands where none can; put the value in quotes"),
        ("anchor", "`&` or `*` stands before no name; put a value that begins with them in quotes"),
        ("alias", "`&` or `*` stands before no name; put a value that begins with them in quotes"),
        ("tag", "`!` begins a tag that recto does not know; put a value that begins with it in quotes"),
        ("directive", "`%` begins a line; put a value that begins with it in quotes"),
        ("comment", "a `#` without a space before it; put a value that holds it in quotes"),
        ("whitespace", "a space is missing behind `:` or `-`"),
        ("unexpected character", "a value begins with a sign of YAML's own, such as `@` or `%`; put it in quotes"),
    ];
    let small = words.to_lowercase();
    known.iter().find(|(sign, _)| small.contains(sign)).map_or("this place cannot be read", |(_, cause)| cause)
}

/// The cause of a fault in TOML.
pub(super) fn toml(words: &str) -> &'static str {
    let known = [
        ("duplicate key", "the key stands twice"),
        ("cannot extend", "the key stands already, with another kind of value"),
        ("missing comma", "a comma is missing"),
        ("extra comma", "a comma too many"),
        ("missing opening quote", "an opening quote is missing"),
        ("string values must be quoted", "a text stands in double quotes"),
        ("literal string", "a quote is not closed"),
        ("basic string", "a quote is not closed, or a backslash in double quotes begins no sign that TOML knows"),
        ("escape", "a backslash in double quotes begins no sign that TOML knows: write two"),
        ("unicode", "a backslash in double quotes begins no sign that TOML knows: write two"),
        ("array table", "the brackets of a head are not closed: `[[name]]`"),
        ("unclosed array", "a list is not closed by `]`"),
        ("array", "a list is not as it must be: `[\"a\", \"b\"]`"),
        ("inline table", "a table in braces is not as it must be: `{ key = \"value\" }`"),
        ("unclosed table", "the brackets of a head are not closed: `[name]`"),
        ("table", "the brackets of a head are not as they must be: `[name]`"),
        ("missing value", "a value is missing behind `=`"),
        ("key with no value", "a `=` and a value are missing behind the key"),
        ("missing assignment", "a `=` is missing behind the key"),
        ("extra assignment", "a `=` too many"),
        ("extra `=`", "a `=` too many"),
        ("recurs", "more lists or tables stand in each other than recto reads"),
        ("leading zero", "a number begins with 0; a text stands in double quotes"),
        ("date", "this is no day: `2026-11-23`"),
        ("time", "this is no day: `2026-11-23`"),
        ("sign", "a sign too many before a number; a text stands in double quotes"),
        ("number", "this is no number; a text stands in double quotes"),
        ("integer", "this is no number; a text stands in double quotes"),
        ("float", "this is no number; a text stands in double quotes"),
        ("digits", "this is no number; a text stands in double quotes"),
        ("carriage return", "a line ends with a carriage return alone: save the file with the line ends of this system"),
        ("comment", "a sign stands behind `#` that no text file holds"),
        ("unquoted key", "a key has only letters, digits, `-` and `_`; another stands in quotes"),
        ("key", "a line holds no key with its value: `key = \"value\"`"),
    ];
    let small = words.to_lowercase();
    known.iter().find(|(sign, _)| small.contains(sign)).map_or("this place cannot be read", |(_, cause)| cause)
}

/// The cause of a fault in JSON, and its place in the text.
pub(super) fn json(text: &str, fault: &serde_json::Error) -> (&'static str, Range<usize>) {
    let known = [
        ("EOF", "it ends too early: a quote or a bracket is not closed"),
        ("recursion", "more lists or objects stand in each other than recto reads"),
        ("trailing comma", "a comma too many"),
        ("trailing characters", "something stands behind the last bracket"),
        ("expected `,`", "a comma or a closing bracket is missing"),
        ("expected `:`", "a `:` is missing behind a name"),
        ("key must be a string", "a name stands in double quotes"),
        ("control character", "a line break or another control character stands inside quotes"),
        ("escape", "a backslash begins no sign that JSON knows: write two"),
        ("number", "this is no number"),
        ("expected value", "a value is missing, or a text stands without quotes"),
        ("expected ident", "a text stands without quotes"),
    ];
    let words = fault.to_string();
    let cause = known.iter().find(|(sign, _)| words.contains(sign)).map_or("this place cannot be read", |(_, cause)| cause);
    // Columns count bytes here.
    let line = lines(text).nth(fault.line().saturating_sub(1)).unwrap_or(text.len()..text.len());
    let at = text.floor_char_boundary((line.start + fault.column().saturating_sub(1)).min(line.end));
    (cause, at..line.end)
}

/// From a line and a column in characters, both from 1, to the end of the line.
fn place(text: &str, line: usize, column: usize) -> Range<usize> {
    let line = lines(text).nth(line - 1).unwrap_or(text.len()..text.len());
    let at = text[line.clone()].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    (line.start + at).min(line.end)..line.end
}

/// The lines of a text without their breaks: LF, CR LF, CR.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let Some(length) = text[from..].find(['\n', '\r']) else {
            start = None;
            return Some(from..text.len());
        };
        let end = from + length;
        start = Some(end + if text[end..].starts_with("\r\n") { 2 } else { 1 });
        Some(from..end)
    })
}
