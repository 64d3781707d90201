//! Shelfmarks in three languages, in their forms.

use recto::cite::record::{Archive, DocumentState, Holding, Unit, UnitKind};
use recto::cite::{Run, Wording, shelfmark};
use recto::locale::Language;

fn holding(units: &[(UnitKind, &str)]) -> Holding {
    let units = units.iter().map(|(kind, value)| Unit { kind: *kind, value: (*value).to_owned() }).collect();
    let archive =
        Archive { name: "Russian State Military Archive".into(), abbreviation: Some("RGVA".into()), place: Some("Moscow".into()) };
    Holding { archive: Some(archive), units, ..Holding::default() }
}

fn words(holding: &Holding, language: &str, wording: Wording<'_>) -> String {
    let language = Language::parse(language).expect("a language");
    shelfmark(holding, &language, wording).into_iter().map(|run: Run| run.text).collect()
}

#[test]
fn each_language_has_its_words() {
    let leaf = holding(&[(UnitKind::Fonds, "1/p"), (UnitKind::Inventory, "2"), (UnitKind::File, "136"), (UnitKind::Folios, "47")]);
    let told = |language| words(&leaf, language, Wording { short: true, ..Wording::default() });
    assert_eq!(told("en"), "RGVA, f.\u{A0}1/p, op.\u{A0}2, d.\u{A0}136, l.\u{A0}47");
    assert_eq!(told("ro"), "RGVA, fond\u{A0}1/p, inventar\u{A0}2, dosar\u{A0}136, fila\u{A0}47");
    assert_eq!(told("ru"), "RGVA. Ф.\u{A0}1/p. Оп.\u{A0}2. Д.\u{A0}136. Л.\u{A0}47");
    let boxes = holding(&[(UnitKind::RecordGroup, "59"), (UnitKind::Box, "12"), (UnitKind::Folder, "3")]);
    assert_eq!(words(&boxes, "en", Wording { short: true, ..Wording::default() }), "RGVA, RG\u{A0}59, box\u{A0}12, folder\u{A0}3");
}

#[test]
fn the_first_form_tells_all_the_second_what_is_needed() {
    let mut whole = holding(&[(UnitKind::Fonds, "1-p"), (UnitKind::Folios, "47-52")]);
    whole.state = Some(DocumentState::Copy);
    whole.published = Some("<i>Voennoplennye v SSSR</i>, doc. 3".into());
    assert_eq!(
        words(&whole, "en", Wording::default()),
        "Russian State Military Archive (RGVA), Moscow, f.\u{A0}1-p, ll.\u{A0}47–52 (copy); published in Voennoplennye v SSSR, doc. 3"
    );
    let narrow = Wording { archive_last: true, place_first: true, short: false, folios: Some("48") };
    whole.published = None;
    assert_eq!(words(&whole, "en", narrow), "f.\u{A0}1-p, l.\u{A0}48, Moscow, Russian State Military Archive (RGVA) (copy)");
    assert_eq!(words(&whole, "en", Wording { short: true, ..Wording::default() }), "RGVA, f.\u{A0}1-p, ll.\u{A0}47–52");
}

#[test]
fn what_is_not_known_is_not_there() {
    assert_eq!(words(&Holding::default(), "en", Wording::default()), "");
    let scanned = Holding { scan: Some("https://example.org/scan".into()), ..Holding::default() };
    assert_eq!(words(&scanned, "en", Wording::default()), "scan: https://example.org/scan");
}
