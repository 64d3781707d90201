//! The styles that recto carries, as the CSL project publishes them (CC BY-SA 3.0, see styles/README.md).

/// A bundled style's text by its file's name or the short name that books use.
pub(super) fn style(name: &str) -> Option<&'static str> {
    let file = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, file)| *file);
    STYLES.iter().find(|(own, _)| *own == file).map(|(_, text)| *text)
}

/// Names that are easier to remember.
const SHORT: &[(&str, &str)] = &[
    ("chicago-notes", "chicago-notes-bibliography"),
    ("chicago-fullnotes", "chicago-notes-bibliography"),
    ("chicago-notes-ibid", "chicago-notes-bibliography-subsequent-ibid"),
    ("chicago-notes-archive-place-first", "chicago-notes-bibliography-archive-place-first"),
    ("chicago-shortened-notes", "chicago-shortened-notes-bibliography"),
    ("american-psychological-association", "apa"),
    ("mla", "modern-language-association"),
    ("institute-of-electrical-and-electronics-engineers", "ieee"),
    ("iso-690-notes", "iso690-full-note-en"),
    ("iso-690-notes-romanian", "iso690-full-note-with-ibid-ro"),
    ("iso-690-author-date", "iso690-author-date-en"),
    ("mhra", "mhra-notes"),
    ("modern-humanities-research-association", "mhra-notes"),
    ("modern-humanities-research-association-notes", "mhra-notes"),
    ("gost", "gost-r-7-0-5-2008"),
];

/// The files.
const STYLES: &[(&str, &str)] = &[
    ("apa", include_str!("styles/apa.csl")),
    ("chicago-author-date", include_str!("styles/chicago-author-date.csl")),
    ("chicago-notes-bibliography", include_str!("styles/chicago-notes-bibliography.csl")),
    ("chicago-notes-bibliography-archive-place-first", include_str!("styles/chicago-notes-bibliography-archive-place-first.csl")),
    ("chicago-notes-bibliography-subsequent-ibid", include_str!("styles/chicago-notes-bibliography-subsequent-ibid.csl")),
    ("chicago-shortened-notes-bibliography", include_str!("styles/chicago-shortened-notes-bibliography.csl")),
    ("gost-r-7-0-5-2008", include_str!("styles/gost-r-7-0-5-2008.csl")),
    ("ieee", include_str!("styles/ieee.csl")),
    ("iso690-author-date-en", include_str!("styles/iso690-author-date-en.csl")),
    ("iso690-full-note-en", include_str!("styles/iso690-full-note-en.csl")),
    ("iso690-full-note-with-ibid-ro", include_str!("styles/iso690-full-note-with-ibid-ro.csl")),
    ("mhra-notes", include_str!("styles/mhra-notes.csl")),
    ("modern-language-association", include_str!("styles/modern-language-association.csl")),
];
