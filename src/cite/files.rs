//! The locale files of the CSL project, as they are (CC BY-SA 3.0, see locales/README.md), and which dialect a language is read by.

use super::lower;
use super::plan::LocalePart;

/// The locale files by their tags.
const FILES: &[(&str, &str)] = &[
    ("af-ZA", include_str!("locales/locales-af-ZA.xml")),
    ("ar", include_str!("locales/locales-ar.xml")),
    ("bal-PK", include_str!("locales/locales-bal-PK.xml")),
    ("bg-BG", include_str!("locales/locales-bg-BG.xml")),
    ("brh-PK", include_str!("locales/locales-brh-PK.xml")),
    ("ca-AD", include_str!("locales/locales-ca-AD.xml")),
    ("cs-CZ", include_str!("locales/locales-cs-CZ.xml")),
    ("cy-GB", include_str!("locales/locales-cy-GB.xml")),
    ("da-DK", include_str!("locales/locales-da-DK.xml")),
    ("de-AT", include_str!("locales/locales-de-AT.xml")),
    ("de-CH", include_str!("locales/locales-de-CH.xml")),
    ("de-DE", include_str!("locales/locales-de-DE.xml")),
    ("el-GR", include_str!("locales/locales-el-GR.xml")),
    ("en-GB", include_str!("locales/locales-en-GB.xml")),
    ("en-US", include_str!("locales/locales-en-US.xml")),
    ("es-CL", include_str!("locales/locales-es-CL.xml")),
    ("es-ES", include_str!("locales/locales-es-ES.xml")),
    ("es-MX", include_str!("locales/locales-es-MX.xml")),
    ("et-EE", include_str!("locales/locales-et-EE.xml")),
    ("eu", include_str!("locales/locales-eu.xml")),
    ("fa-IR", include_str!("locales/locales-fa-IR.xml")),
    ("fi-FI", include_str!("locales/locales-fi-FI.xml")),
    ("fr-CA", include_str!("locales/locales-fr-CA.xml")),
    ("fr-FR", include_str!("locales/locales-fr-FR.xml")),
    ("gl-ES", include_str!("locales/locales-gl-ES.xml")),
    ("he-IL", include_str!("locales/locales-he-IL.xml")),
    ("hi-IN", include_str!("locales/locales-hi-IN.xml")),
    ("hr-HR", include_str!("locales/locales-hr-HR.xml")),
    ("hu-HU", include_str!("locales/locales-hu-HU.xml")),
    ("hy-AM", include_str!("locales/locales-hy-AM.xml")),
    ("id-ID", include_str!("locales/locales-id-ID.xml")),
    ("is-IS", include_str!("locales/locales-is-IS.xml")),
    ("it-IT", include_str!("locales/locales-it-IT.xml")),
    ("ja-JP", include_str!("locales/locales-ja-JP.xml")),
    ("km-KH", include_str!("locales/locales-km-KH.xml")),
    ("ko-KR", include_str!("locales/locales-ko-KR.xml")),
    ("la", include_str!("locales/locales-la.xml")),
    ("lij-IT", include_str!("locales/locales-lij-IT.xml")),
    ("lt-LT", include_str!("locales/locales-lt-LT.xml")),
    ("lv-LV", include_str!("locales/locales-lv-LV.xml")),
    ("mn-MN", include_str!("locales/locales-mn-MN.xml")),
    ("ms-MY", include_str!("locales/locales-ms-MY.xml")),
    ("nb-NO", include_str!("locales/locales-nb-NO.xml")),
    ("nl-NL", include_str!("locales/locales-nl-NL.xml")),
    ("nn-NO", include_str!("locales/locales-nn-NO.xml")),
    ("pa-PK", include_str!("locales/locales-pa-PK.xml")),
    ("pl-PL", include_str!("locales/locales-pl-PL.xml")),
    ("pt-BR", include_str!("locales/locales-pt-BR.xml")),
    ("pt-PT", include_str!("locales/locales-pt-PT.xml")),
    ("ro-RO", include_str!("locales/locales-ro-RO.xml")),
    ("ru-RU", include_str!("locales/locales-ru-RU.xml")),
    ("sk-SK", include_str!("locales/locales-sk-SK.xml")),
    ("sl-SI", include_str!("locales/locales-sl-SI.xml")),
    ("sr-Cyrl-RS", include_str!("locales/locales-sr-Cyrl-RS.xml")),
    ("sr-Latn-RS", include_str!("locales/locales-sr-Latn-RS.xml")),
    ("sv-SE", include_str!("locales/locales-sv-SE.xml")),
    ("th-TH", include_str!("locales/locales-th-TH.xml")),
    ("tr-TR", include_str!("locales/locales-tr-TR.xml")),
    ("uk-UA", include_str!("locales/locales-uk-UA.xml")),
    ("vi-VN", include_str!("locales/locales-vi-VN.xml")),
    ("zh-CN", include_str!("locales/locales-zh-CN.xml")),
    ("zh-TW", include_str!("locales/locales-zh-TW.xml")),
];

/// The dialect that a language without region is read by, where its tag alone is no file's (locales.json).
const PRIMARY: &[(&str, &str)] = &[
    ("af", "af-ZA"),
    ("bal", "bal-PK"),
    ("bg", "bg-BG"),
    ("brh", "brh-PK"),
    ("ca", "ca-AD"),
    ("cs", "cs-CZ"),
    ("cy", "cy-GB"),
    ("da", "da-DK"),
    ("de", "de-DE"),
    ("el", "el-GR"),
    ("en", "en-US"),
    ("es", "es-ES"),
    ("et", "et-EE"),
    ("fa", "fa-IR"),
    ("fi", "fi-FI"),
    ("fr", "fr-FR"),
    ("gl", "gl-ES"),
    ("he", "he-IL"),
    ("hi", "hi-IN"),
    ("hr", "hr-HR"),
    ("hu", "hu-HU"),
    ("hy", "hy-AM"),
    ("id", "id-ID"),
    ("is", "is-IS"),
    ("it", "it-IT"),
    ("ja", "ja-JP"),
    ("km", "km-KH"),
    ("ko", "ko-KR"),
    ("lij", "lij-IT"),
    ("lt", "lt-LT"),
    ("lv", "lv-LV"),
    ("mn", "mn-MN"),
    ("ms", "ms-MY"),
    ("nb", "nb-NO"),
    ("nl", "nl-NL"),
    ("nn", "nn-NO"),
    ("pa", "pa-PK"),
    ("pl", "pl-PL"),
    ("pt", "pt-PT"),
    ("ro", "ro-RO"),
    ("ru", "ru-RU"),
    ("sk", "sk-SK"),
    ("sl", "sl-SI"),
    ("sr", "sr-Latn-RS"),
    ("sv", "sv-SE"),
    ("th", "th-TH"),
    ("tr", "tr-TR"),
    ("uk", "uk-UA"),
    ("vi", "vi-VN"),
    ("zh", "zh-CN"),
];

/// A locale file, read.
pub(super) fn locale(tag: &str) -> Option<LocalePart> {
    let (_, xml) = FILES.iter().find(|(name, _)| *name == tag)?;
    lower::locale(xml).ok()
}

/// The file for a language without region.
pub(super) fn primary(language: &str) -> Option<&'static str> {
    let named = PRIMARY.iter().find(|(name, _)| *name == language).map(|(_, file)| *file);
    named.or_else(|| FILES.iter().map(|(name, _)| *name).find(|name| *name == language))
}

/// The file for a tag: its own, else that of its language.
pub(super) fn nearest(tag: &str) -> Option<&'static str> {
    let own = FILES.iter().map(|(name, _)| *name).find(|name| name.eq_ignore_ascii_case(tag));
    own.or_else(|| primary(tag.split('-').next().unwrap_or_default()))
}
