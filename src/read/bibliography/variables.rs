//! The variables and types of CSL 1.0.2 (appendices III and IV), by name.
//!
//! In: a name as an input writes it (`archive-place`, `Archive Place`, `shortTitle`). Out: CSL's own, and what its values are.

/// What a variable's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, a number, or both.
    Text,
    /// A date.
    Date,
    /// Names.
    Names,
}

/// CSL's name of a variable and its kind: letter case, `_`, `-` and spaces don't count.
pub(super) fn variable(name: &str) -> Option<(&'static str, Kind)> {
    let bare = bare(name);
    if let Some((_, variable)) = ALIASES.iter().find(|(alias, _)| *alias == bare) {
        return Some((variable, Kind::Text));
    }
    let lists = [(TEXTS, Kind::Text), (DATES, Kind::Date), (NAMES, Kind::Names)];
    lists.iter().find_map(|(names, kind)| Some((*names.iter().find(|known| self::bare(known) == bare)?, *kind)))
}

/// Every variable's name.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().chain(DATES).chain(NAMES).copied()
}

/// Whether CSL has this type.
pub(super) fn is_type(name: &str) -> bool {
    TYPES.contains(&name)
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

/// What Zotero and older CSL call some variables.
const ALIASES: &[(&str, &str)] = &[
    ("shorttitle", "title-short"),
    ("journalabbreviation", "container-title-short"),
    ("locinarchive", "archive_location"),
    ("librarycatalog", "source"),
    ("place", "publisher-place"),
    ("event", "event-title"),
    ("shelfmark", "call-number"),
];

const TEXTS: &[&str] = &[
    "abstract",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "authority",
    "call-number",
    "chapter-number",
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-number",
    "collection-title",
    "collection-title-short",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "edition",
    "event-title",
    "event-place",
    "first-reference-note-number",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "locator",
    "medium",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "printing-number",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement-number",
    "title",
    "title-short",
    "URL",
    "version",
    "volume",
    "volume-title",
    "volume-title-short",
    "year-suffix",
];

const DATES: &[&str] = &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];
