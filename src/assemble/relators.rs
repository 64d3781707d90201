//! MARC relators: what a contributor did.
//!
//! In: a role as book.toml names it. Out: the code that catalogues and e-books take (MARC Code List for Relators,
//! Library of Congress). Of the list those that recto
//! has words for on a title page.

/// Names, in the list's own English, and codes.
pub(super) const RELATORS: [(&str, &str); 38] = [
    ("abridger", "abr"),
    ("adapter", "adp"),
    ("annotator", "ann"),
    ("artist", "art"),
    ("author", "aut"),
    ("author of afterword", "aft"),
    ("author of introduction", "aui"),
    ("author of foreword", "aui"),
    ("author of preface", "aui"),
    ("book designer", "bkd"),
    ("cartographer", "ctg"),
    ("collaborator", "clb"),
    ("commentator", "cmm"),
    ("compiler", "com"),
    ("consultant", "csl"),
    ("contributor", "ctb"),
    ("copyright holder", "cph"),
    ("corrector", "crr"),
    ("cover designer", "cov"),
    ("designer", "dsr"),
    ("editor", "edt"),
    ("editorial director", "edd"),
    ("engraver", "egr"),
    ("illustrator", "ill"),
    ("interviewee", "ive"),
    ("interviewer", "ivr"),
    ("narrator", "nrt"),
    ("other", "oth"),
    ("photographer", "pht"),
    ("printer", "prt"),
    ("proofreader", "pfr"),
    ("publisher", "pbl"),
    ("researcher", "res"),
    ("reviewer", "rev"),
    ("scientific advisor", "sad"),
    ("transcriber", "trc"),
    ("translator", "trl"),
    ("typographer", "tyg"),
];

/// The code of a role: by its name, hyphens or spaces between words, or as the code itself.
pub(super) fn relator(typed: &str) -> Option<&'static str> {
    let name = typed.trim().to_lowercase().replace(['-', '_'], " ");
    RELATORS.iter().find(|(known, code)| *known == name || *code == name).map(|(_, code)| *code)
}
