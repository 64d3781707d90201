//! Where an archival document is kept: `holding` of the inputs → [`Holding`].
//!
//! In: pairs of name and value (`fonds`, `9401`). Out: the holding, and what CSL has variables for. In YAML they stand under
//! `holding:`, in CSL-JSON under `custom` → `holding`, in .bib files and notes as `holding-fonds` …

use serde_json::{Map, Value};

use crate::cite::record::{Archive, DocumentState, Holding, Unit, UnitKind};
use crate::locale::Language;

/// The names, and the unit where it is one.
const PARTS: &[(&str, Option<UnitKind>)] = &[
    ("archive", None),
    ("abbreviation", None),
    ("place", None),
    ("collection", Some(UnitKind::Collection)),
    ("record-group", Some(UnitKind::RecordGroup)),
    ("fonds", Some(UnitKind::Fonds)),
    ("inventory", Some(UnitKind::Inventory)),
    ("series", Some(UnitKind::Series)),
    ("reel", Some(UnitKind::Reel)),
    ("box", Some(UnitKind::Box)),
    ("file", Some(UnitKind::File)),
    ("folder", Some(UnitKind::Folder)),
    ("shelfmark", Some(UnitKind::Shelfmark)),
    ("item", Some(UnitKind::Item)),
    ("folios", Some(UnitKind::Folios)),
    ("state", None),
    ("published-in", None),
    ("translation-at", None),
    ("scan-at", None),
];

/// The names that a holding's parts have.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(name, _)| *name)
}

/// `holding-fonds` → `fonds`
pub(super) fn part(name: &str) -> Option<&str> {
    let part = name.strip_prefix("holding-")?;
    known().any(|known| known == part).then_some(part)
}

/// `holding-fonds: 9401` in a note.
pub(super) fn line(line: &str) -> Option<(String, String)> {
    let (label, value) = line.split_once(':')?;
    let label = label.trim().to_lowercase();
    let part = part(&label)?;
    (!value.trim().is_empty()).then(|| (part.to_owned(), value.trim().to_owned()))
}

/// A holding of its parts; none of no parts. Then a value that `state` can't have.
pub(super) fn holding(parts: &[(String, String)]) -> (Option<Holding>, Option<String>) {
    let find = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.trim().to_owned()).filter(|v| !v.is_empty());
    let (state, wrong) = match find("state") {
        None => (None, None),
        Some(state) if state.eq_ignore_ascii_case("original") => (Some(DocumentState::Original), None),
        Some(state) if state.eq_ignore_ascii_case("copy") => (Some(DocumentState::Copy), None),
        Some(state) => (None, Some(state)),
    };
    let (name, abbreviation, place) = (find("archive"), find("abbreviation"), find("place"));
    let archive = (name.is_some() || abbreviation.is_some() || place.is_some()).then(|| Archive {
        name: name.unwrap_or_default(),
        abbreviation,
        place,
    });
    let units = PARTS.iter().filter_map(|(name, kind)| Some(Unit { kind: (*kind)?, value: find(name)? })).collect();
    let holding =
        Holding { archive, units, state, published: find("published-in"), translated: find("translation-at"), scan: find("scan-at") };
    ((holding != Holding::default()).then_some(holding), wrong)
}

/// What a holding says in CSL's variables, where the item does not say it itself.
pub(super) fn variables(holding: &Holding, item: &mut Map<String, Value>) {
    let mut set = |variable: &str, text: String| {
        if !text.is_empty() && !item.contains_key(variable) {
            item.insert(variable.to_owned(), text.into());
        }
    };
    if let Some(archive) = &holding.archive {
        let name = if archive.name.is_empty() { archive.abbreviation.clone().unwrap_or_default() } else { archive.name.clone() };
        set("archive", name);
        set("archive-place", archive.place.clone().unwrap_or_default());
    }
    let Some(english) = Language::parse("en") else { return };
    let (collections, units): (Vec<&Unit>, Vec<&Unit>) = holding.units.iter().partition(|unit| unit.kind == UnitKind::Collection);
    let worded = |units: &[&Unit]| units.iter().map(|unit| unit.worded(&english)).collect::<Vec<_>>().join(", ");
    set("archive_collection", worded(&collections));
    set("archive_location", worded(&units));
}
