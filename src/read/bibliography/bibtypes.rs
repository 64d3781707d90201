//! BibLaTeX's types, kinds, months and languages as CSL has them.
//!
//! In: a name as a .bib file writes it. Out: CSL's. The tables follow the BibLaTeX manual (2.1.1, 2.2.5, 4.9.2.13) and what
//! pandoc makes of each.

/// CSL's type; none where BibLaTeX has no such type. `event` where the entry tells of one.
pub(super) fn csl_type(kind: &str, subtype: &str, event: bool) -> Option<&'static str> {
    Some(match (kind, subtype) {
        ("article" | "suppperiodical", "newspaper") => "article-newspaper",
        ("article" | "suppperiodical", "magazine") => "article-magazine",
        ("article" | "suppperiodical", _) => "article-journal",
        ("periodical", _) => "article-journal",
        (
            "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "reference" | "mvreference" | "manual",
            _,
        ) => "book",
        ("commentary", _) => "book",
        ("booklet", _) => "pamphlet",
        ("inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection", _) => "chapter",
        ("inreference", _) => "entry-encyclopedia",
        ("inproceedings" | "conference", _) => "paper-conference",
        ("thesis" | "phdthesis" | "mastersthesis", _) => "thesis",
        ("report" | "techreport", _) => "report",
        ("online" | "electronic" | "www", _) => "webpage",
        ("unpublished", _) if event => "speech",
        ("unpublished", _) => "manuscript",
        ("letter", _) => "personal_communication",
        ("patent", _) => "patent",
        ("review", _) => "review",
        ("image" | "artwork", _) => "graphic",
        ("movie" | "video", _) => "motion_picture",
        ("audio" | "music", _) => "song",
        ("performance", _) => "performance",
        ("legislation", _) => "legislation",
        ("legal", _) => "treaty",
        ("jurisdiction", _) => "legal_case",
        ("standard", _) => "standard",
        ("dataset", _) => "dataset",
        ("software", _) => "software",
        ("map", _) => "map",
        ("misc", _) => "document",
        ("archival", _) => "document",
        _ => return None,
    })
}

/// The type as `groups` name it: BibLaTeX's, or what its subtype makes of it.
pub(super) fn kind(kind: &str, subtype: Option<&str>) -> String {
    match subtype.map(str::trim) {
        Some(subtype @ ("newspaper" | "magazine")) => subtype.to_owned(),
        _ => kind.to_owned(),
    }
}

/// Whether entries of this type stand inside a book.
pub(super) fn within(kind: &str) -> bool {
    matches!(
        kind,
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" | "inreference" | "inproceedings" | "conference"
    )
}

/// What BibLaTeX abbreviates is said in words; none where `type` has words of its own, or none at all.
pub(super) fn genre(kind: &str, said: Option<&str>) -> Option<&'static str> {
    Some(match (kind, said) {
        ("phdthesis", None) | (_, Some("phdthesis")) => "PhD thesis",
        ("mastersthesis", None) | (_, Some("mathesis")) => "Master’s thesis",
        (_, Some("bathesis")) => "Bachelor’s thesis",
        (_, Some("candthesis")) => "Candidate thesis",
        ("techreport", None) | (_, Some("techreport")) => "technical report",
        (_, Some("resreport")) => "research report",
        (_, Some("software")) => "computer software",
        (_, Some("datacd")) => "data CD",
        (_, Some("audiocd")) => "audio CD",
        (_, Some("patent")) => "patent",
        (_, Some("patentus")) => "U.S. patent",
        (_, Some("patenteu")) => "European patent",
        (_, Some("patentde")) => "German patent",
        (_, Some("patentuk")) => "British patent",
        (_, Some("patentfr")) => "French patent",
        _ => return None,
    })
}

/// A month's or day's number, of a number or a name.
pub(super) fn month(text: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.trim().to_lowercase();
    let named = || MONTHS.iter().position(|month| lower.starts_with(month)).and_then(|at| u8::try_from(at + 1).ok());
    lower.parse().ok().filter(|n| (1..=31).contains(n)).or_else(named)
}

/// The tag of one of babel's languages.
pub(super) fn language(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase();
    LANGUAGES.iter().find(|(known, _)| *known == lower).map(|(_, tag)| *tag)
}

const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("australian", "en-AU"),
    ("canadian", "en-CA"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("belarusian", "be"),
    ("bulgarian", "bg"),
    ("serbian", "sr"),
    ("croatian", "hr"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("slovak", "sk"),
    ("czech", "cs"),
    ("polish", "pl"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("german", "de"),
    ("ngerman", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("french", "fr"),
    ("francais", "fr"),
    ("italian", "it"),
    ("spanish", "es"),
    ("catalan", "ca"),
    ("portuguese", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("dutch", "nl"),
    ("danish", "da"),
    ("swedish", "sv"),
    ("norwegian", "no"),
    ("norsk", "nb"),
    ("nynorsk", "nn"),
    ("finnish", "fi"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("greek", "el"),
    ("turkish", "tr"),
    ("latin", "la"),
    ("hebrew", "he"),
    ("arabic", "ar"),
    ("japanese", "ja"),
    ("chinese", "zh"),
    ("korean", "ko"),
    ("georgian", "ka"),
    ("armenian", "hy"),
    ("moldavian", "ro"),
];
