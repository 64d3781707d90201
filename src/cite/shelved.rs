//! Where a document is kept, in its place in a citation or an entry.
//!
//! In: a source with a holding, and the style's own place for archives. Out: the whole shelfmark where the style prints the first
//! of the archive's variables, nothing for the others; a style without such a place has it at the end. The words themselves are
//! [`super::shelfmark`]'s.

use std::collections::BTreeMap;

use super::item::Field;
use super::plan::Position;
use super::record::{Archive, Holding, Unit, UnitKind};
use super::render::{Area, Eval, Omit};
use super::shelfmark::{Wording, shelfmark};
use super::span::{Origin, Spans, blank, runs, text};

/// The variables that a shelfmark stands for.
pub(super) const ARCHIVE: [&str; 4] = ["archive", "archive-place", "archive_collection", "archive_location"];

/// A holding with what the source says in CSL's variables beside it: nothing of them may be lost with the style's own place.
pub(super) fn complete(holding: &Holding, texts: &BTreeMap<String, Field>) -> Holding {
    let text = |variable: &str| texts.get(variable).map(|field| field.plain.clone());
    let mut whole = holding.clone();
    let mut archive = whole.archive.take().unwrap_or_default();
    if archive.name.is_empty() && archive.abbreviation.is_none() {
        archive.name = text("archive").unwrap_or_default();
    }
    archive.place = archive.place.or_else(|| text("archive-place"));
    whole.archive = (archive != Archive::default()).then_some(archive);
    let place = text("archive_location").filter(|_| whole.units.iter().all(|unit| unit.kind == UnitKind::Collection));
    whole.units.extend(place.map(|value| Unit { kind: UnitKind::Shelfmark, value }));
    let collection = text("archive_collection").filter(|_| whole.units.iter().all(|unit| unit.kind != UnitKind::Collection));
    whole.units.splice(0..0, collection.map(|value| Unit { kind: UnitKind::Collection, value }));
    whole
}

impl Eval<'_> {
    /// The shelfmark, once. A style that names the place in the archive first has the archive last.
    pub(super) fn shelfmark(&mut self, first: &str) -> Spans {
        self.called += 1;
        let words = self.shelf(matches!(first, "archive_location" | "archive_collection"));
        self.full += usize::from(!blank(&words));
        words
    }

    fn shelf(&mut self, archive_last: bool) -> Spans {
        let scene = self.scene;
        let (Some(holding), Some(language), false) = (&scene.item.holding, &scene.sheet.own, self.shelved) else { return Spans::new() };
        self.shelved = true;
        let short = scene.area == Area::Citation && scene.cite.position.is_some_and(|position| position != Position::First);
        let folios = scene.cite.locator.as_ref().filter(|(label, _)| label == "folio" && !self.told_locator);
        self.told_locator |= folios.is_some();
        let wording = Wording { short, archive_last, place_first: scene.plan.place_first, folios: folios.map(|(_, value)| value.as_str()) };
        runs(&shelfmark(holding, language, wording), Origin::Field)
    }

    /// The shelfmark of a source that a style has no place for, where a source is told in full.
    pub(super) fn unshelved(&mut self) -> Option<Spans> {
        let scene = self.scene;
        let full = match scene.area {
            Area::Citation => scene.plan.notes && scene.omit == Omit::Nothing && scene.cite.position.is_none_or(|p| p == Position::First),
            Area::Bibliography => true,
        };
        if !full || self.shelved || scene.item.holding.is_none() {
            return None;
        }
        let words = self.shelf(false);
        let joint = if scene.area == Area::Citation { ", " } else { ". " };
        (!blank(&words)).then(|| text(joint, Origin::Delimiter).into_iter().chain(words).collect())
    }
}
