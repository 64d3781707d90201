//! The `name` table of a subset: the face's own words on copyright and licence, under a family name of ours.

use skrifa::MetadataProvider;
use skrifa::raw::FontRef;
use skrifa::string::StringId;

use crate::font::Face;

/// What is taken over: copyright, version, trademark, maker, designer, their pages, licence and its page.
const TAKEN: [StringId; 9] = [
    StringId::COPYRIGHT_NOTICE,
    StringId::VERSION_STRING,
    StringId::TRADEMARK,
    StringId::MANUFACTURER,
    StringId::DESIGNER,
    StringId::VENDOR_URL,
    StringId::DESIGNER_URL,
    StringId::LICENSE_DESCRIPTION,
    StringId::LICENSE_URL,
];

/// The style's name: "Semibold Italic".
fn style(face: &Face) -> String {
    let weight = match face.weight {
        ..=349 => "Light",
        350..=449 => "Regular",
        450..=649 => "Semibold",
        650.. => "Bold",
    };
    match (weight, face.italic) {
        ("Regular", true) => "Italic".to_owned(),
        (weight, true) => format!("{weight} Italic"),
        (weight, false) => weight.to_owned(),
    }
}

/// The name without spaces by which printers know a font.
pub(super) fn post_script(face: &Face, family: &str) -> String {
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    format!("{}-{}", plain(family), plain(&style(face)))
}

/// The table, in English, for Windows in UTF-16 (OpenType, `name`).
pub(super) fn write(font: &FontRef<'_>, face: &Face, family: &str) -> Vec<u8> {
    let (style, post_script) = (style(face), post_script(face, family));
    let own = [
        (StringId::FAMILY_NAME, family.to_owned()),
        (StringId::SUBFAMILY_NAME, style.clone()),
        (StringId::UNIQUE_ID, post_script.clone()),
        (StringId::FULL_NAME, format!("{family} {style}")),
        (StringId::POSTSCRIPT_NAME, post_script),
    ];
    let taken = |id| Some((id, font.localized_strings(id).english_or_first()?.to_string()));
    let mut names: Vec<(StringId, String)> = own.into_iter().chain(TAKEN.into_iter().filter_map(taken)).collect();
    names.sort_by_key(|(id, _)| id.to_u16());
    let (mut records, mut strings) = (Vec::new(), Vec::new());
    for (id, name) in names {
        let words: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (Ok(length), Ok(at)) = (u16::try_from(words.len()), u16::try_from(strings.len())) else { continue };
        records.push([3, 1, 0x409, id.to_u16(), length, at]);
        strings.extend(words);
    }
    let count = u16::try_from(records.len()).unwrap_or(0);
    let head = [0, count, 6 + 12 * count];
    let numbers = head.into_iter().chain(records.into_iter().flatten());
    numbers.flat_map(u16::to_be_bytes).chain(strings).collect()
}
