//! Evaluation of a layout for one source: § Text, § Number, § Label, § Group, § Choose, macros.
//!
//! In: a [`Scene`]: style, language, source, how it is cited. Out: its words as events, before the passes at the borders.
//! Names and dates are worded by [`super::names`] and [`super::dates`].

use std::collections::BTreeMap;

use super::dates::cased;
use super::inline;
use super::item::{Field, Item};
use super::numbers;
use super::plan::*;
use super::sheet::Sheet;
use super::shelved;
use super::span::{Event, Open, Origin, Part, Spans, blank, join, text, wrap};

/// What an evaluation needs to know.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) plan: &'a Plan,
    pub(super) sheet: &'a Sheet,
    pub(super) item: &'a Item,
    pub(super) area: Area,
    pub(super) cite: &'a Cite,
    pub(super) tell: &'a Tell,
    /// Given names that the whole book shows of a person, by the person's key.
    pub(super) book: &'a BTreeMap<String, Level>,
    pub(super) omit: Omit,
    /// The book's language: that of sources which do not say theirs.
    pub(super) language: &'a str,
}

/// Where it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Citation,
    Bibliography,
}

/// How a source is cited here.
#[derive(Debug, Clone, Default)]
pub(super) struct Cite {
    /// The locator's term and its value.
    pub(super) locator: Option<(String, String)>,
    pub(super) position: Option<Position>,
    pub(super) near: bool,
    pub(super) first_note: Option<u32>,
    /// The source's number in the bibliography.
    pub(super) number: usize,
    /// The letter of its year.
    pub(super) suffix: Option<String>,
}

/// What disambiguation shows of a source more than its style does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tell {
    /// At least so many names.
    pub(super) shown: usize,
    /// Given names by the person's key.
    pub(super) levels: BTreeMap<String, Level>,
    /// `disambiguate="true"` holds.
    pub(super) condition: bool,
}

/// How much of a given name is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Level {
    #[default]
    Usual,
    Initials,
    Full,
}

/// What is left out though it counts as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Omit {
    #[default]
    Nothing,
    /// The first names.
    Names,
    /// The first names and the first year; its suffix stays.
    NamesAndYear,
}

/// A walk through a layout.
pub(super) struct Eval<'a> {
    pub(super) scene: Scene<'a>,
    /// Name options of the area.
    pub(super) options: &'a NameOptions,
    /// The options of a key, where words are for sorting.
    pub(super) sorting: Option<&'a NameOptions>,
    /// Variables called, and those that were not empty: § Group.
    pub(super) called: usize,
    pub(super) full: usize,
    /// Variables that a substitute printed: empty for the rest, § Substitute.
    quash: Vec<String>,
    log: Vec<String>,
    /// The `cs:names` whose substitutes are walked.
    pub(super) parents: Vec<&'a NamesElement>,
    pub(super) names_done: bool,
    pub(super) year_done: bool,
    pub(super) suffix_done: bool,
    /// Where the document is kept has been told, and with it the locator.
    pub(super) shelved: bool,
    pub(super) told_locator: bool,
    /// The words are compared, not printed: a day of access tells no two sources apart.
    pub(super) facing: bool,
    /// Who was named, for disambiguation.
    pub(super) named: Vec<Named>,
}

/// A person as named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The person's key.
    pub(super) key: String,
    /// What is printed without disambiguation, with initials, and in full.
    pub(super) usual: String,
    pub(super) initials: String,
    pub(super) whole: String,
    /// The first of the list, and whether et-al leaves it.
    pub(super) first: bool,
    pub(super) shown: bool,
}

/// Words a layout for a source: its children one by one.
pub(super) fn layout(scene: Scene<'_>) -> Vec<Spans> {
    let (layout, options) = match (scene.area, &scene.plan.bibliography) {
        (Area::Bibliography, Some(bibliography)) => (&bibliography.layout, &bibliography.names),
        (Area::Citation | Area::Bibliography, _) => (&scene.plan.citation.layout, &scene.plan.citation.names),
    };
    let mut eval = Eval::new(scene, options);
    let mut pieces = eval.children(&layout.children);
    pieces.extend(eval.unshelved());
    pieces
}

/// A cite's words as disambiguation compares them, and who is named in it.
pub(super) fn face(scene: Scene<'_>) -> (String, Vec<Named>) {
    let citation = &scene.plan.citation;
    let mut eval = Eval { facing: true, ..Eval::new(scene, &citation.names) };
    let words = super::span::plain(&join(eval.children(&citation.layout.children), ""));
    (words, eval.named)
}

/// A macro's words for sorting.
pub(super) fn sort_words(scene: Scene<'_>, index: usize, key: &NameOptions) -> String {
    let options = match (scene.area, &scene.plan.bibliography) {
        (Area::Bibliography, Some(bibliography)) => &bibliography.names,
        (Area::Citation | Area::Bibliography, _) => &scene.plan.citation.names,
    };
    let mut eval = Eval { sorting: Some(key), ..Eval::new(scene, options) };
    super::span::plain(&join(eval.children(&scene.plan.macros[index]), ""))
}

impl<'a> Eval<'a> {
    pub(super) fn new(scene: Scene<'a>, options: &'a NameOptions) -> Self {
        Self {
            scene,
            options,
            sorting: None,
            called: 0,
            full: 0,
            quash: Vec::new(),
            log: Vec::new(),
            parents: Vec::new(),
            names_done: false,
            year_done: false,
            suffix_done: false,
            shelved: false,
            told_locator: false,
            facing: false,
            named: Vec::new(),
        }
    }

    /// Words elements one by one; the chosen branch of a `cs:choose` stands for it.
    pub(super) fn children(&mut self, elements: &'a [Element]) -> Vec<Spans> {
        let mut pieces = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Choose(branches) => {
                    if let Some(branch) = branches.iter().find(|branch| self.holds(branch)) {
                        pieces.extend(self.children(&branch.children));
                    }
                }
                _ => pieces.push(self.element(element)),
            }
        }
        pieces
    }

    pub(super) fn element(&mut self, element: &'a Element) -> Spans {
        match element {
            Element::Text(text) => self.text(text),
            Element::Number(number) => self.number(number),
            Element::Label(label) => self.label(label),
            Element::Names(names) => self.names(names),
            Element::Date(date) => self.date(date),
            Element::Group(group) => {
                let words = self.counted(&group.children, &group.delimiter);
                self.dressed(words, &group.dress)
            }
            Element::Choose(_) => {
                let pieces = self.children(std::slice::from_ref(element));
                join(pieces, "")
            }
        }
    }

    /// § Group: nothing where variables were called and all were empty. What it prints counts as one variable outside.
    fn counted(&mut self, children: &'a [Element], delimiter: &str) -> Spans {
        let (called, full) = (std::mem::take(&mut self.called), std::mem::take(&mut self.full));
        let pieces = self.children(children);
        let words = join(pieces, delimiter);
        let empty = self.called > 0 && self.full == 0;
        let printed = !empty && (self.full > 0 || !blank(&words));
        self.called = called + usize::from(self.called > 0 || printed);
        self.full = full + usize::from(printed);
        if empty { Spans::new() } else { words }
    }

    fn text(&mut self, element: &'a TextElement) -> Spans {
        let words = match &element.what {
            TextWhat::Variable { name, short } => self.variable(name, *short),
            TextWhat::Macro(index) => {
                let plan = self.scene.plan;
                self.counted(&plan.macros[*index], "")
            }
            TextWhat::Term { name, form, plural } => {
                let words = self.scene.sheet.term(name, *form, *plural).unwrap_or_default();
                let mut words = text(words, Origin::Term);
                if name == "no date" && !self.scene.plan.places_suffix && self.sorting.is_none() {
                    words.extend(self.suffix());
                }
                words
            }
            TextWhat::Value(value) => value.clone(),
        };
        self.dressed(words, &element.dress)
    }

    /// A variable's words as `cs:text` prints them.
    fn variable(&mut self, name: &str, short: bool) -> Spans {
        let words = match name {
            "citation-number" => self.citation_number(),
            "year-suffix" => return self.suffix(),
            "citation-label" => {
                let mut label = super::label::words(self.scene.item);
                if !self.scene.plan.places_suffix {
                    label.extend(self.suffix());
                }
                label
            }
            "locator" => self.locator(),
            _ if self.scene.item.holding.is_some() && shelved::ARCHIVE.contains(&name) => return self.shelfmark(name),
            "first-reference-note-number" => {
                let number = self.scene.cite.first_note.map(|n| n.to_string());
                text(number.unwrap_or_default(), Origin::Number)
            }
            _ => self.field(name, short),
        };
        self.called += 1;
        if !blank(&words) {
            self.full += 1;
            self.printed(name);
            self.told_locator |= name == "locator" && self.scene.item.holding.is_some();
        }
        words
    }

    fn citation_number(&self) -> Spans {
        let number = self.scene.cite.number;
        let words = if self.sorting.is_some() { format!("{number:09}") } else { number.to_string() };
        wrap(Open::Part(Part::Number), text(words, Origin::Number))
    }

    fn locator(&self) -> Spans {
        let Some((label, value)) = self.scene.cite.locator.as_ref().filter(|_| !self.told_locator) else { return Spans::new() };
        let dash = self.scene.sheet.term("page-range-delimiter", TermForm::Long, false).unwrap_or("–");
        let format = if label == "page" { self.scene.plan.pages } else { None };
        let mut words = numbers::pages(value, format, dash);
        if let Some(and) = self.scene.sheet.term("and", TermForm::Symbol, false).filter(|and| *and != "&") {
            words = words.replace(" & ", &format!(" {and} "));
        }
        wrap(Open::Part(Part::Locator), inline::parse(&words, Origin::Field))
    }

    fn field(&self, name: &str, short: bool) -> Spans {
        let item = self.scene.item;
        let shorter = short.then(|| item.texts.get(&format!("{name}-short"))).flatten();
        let longer = if name.ends_with("-short") { None } else { item.texts.get(name) };
        let Some(field) = shorter.or_else(|| item.texts.get(name)).or(longer).filter(|_| !self.gone(name)) else {
            return Spans::new();
        };
        match name {
            "page" | "page-first" => {
                let dash = self.scene.sheet.term("page-range-delimiter", TermForm::Long, false).unwrap_or("–");
                text(numbers::pages(&field.plain, self.scene.plan.pages, dash), Origin::Field)
            }
            "volume" | "issue" | "number" | "edition" | "collection-number" | "chapter-number" if numbers::numeric(&field.plain) => {
                text(numbers::worded(&field.plain, NumberForm::Numeric, self.scene.sheet, None), Origin::Number)
            }
            "URL" => wrap(Open::Address(field.plain.clone()), field.spans.clone()),
            "DOI" => wrap(Open::Address(super::links::doi(&field.plain)), field.spans.clone()),
            _ => field.spans.clone(),
        }
    }

    fn number(&mut self, element: &NumberElement) -> Spans {
        if element.variable == "citation-number" {
            let words = self.citation_number();
            return self.dressed(words, &element.dress);
        }
        self.called += 1;
        let Some(plain) = self.plain(&element.variable).filter(|_| !self.gone(&element.variable)) else { return Spans::new() };
        self.full += 1;
        self.printed(&element.variable);
        let sheet = self.scene.sheet;
        let words = if element.variable == "page" || element.variable == "locator" && element.form == NumberForm::Numeric {
            let dash = sheet.term("page-range-delimiter", TermForm::Long, false).unwrap_or("–");
            numbers::pages(&plain, self.scene.plan.pages, dash)
        } else {
            numbers::worded(&plain, element.form, sheet, sheet.gender(&element.variable))
        };
        self.dressed(text(words, Origin::Number), &element.dress)
    }

    /// § Label outside names.
    fn label(&mut self, element: &LabelElement) -> Spans {
        let Some(value) = self.plain(&element.variable).filter(|_| !self.quashed(&element.variable)) else { return Spans::new() };
        let term = match (&self.scene.cite.locator, element.variable.as_str()) {
            (Some((label, _)), "locator") => label.clone(),
            (_, variable) => variable.to_owned(),
        };
        let and = self.scene.sheet.term("and", TermForm::Long, false).unwrap_or("and");
        let counted = if term.starts_with("number-of-") { value.trim() != "1" } else { numbers::plural(&value, and) };
        let words = self.label_words(element, &term, counted);
        self.dressed(words, &element.dress)
    }

    /// The term of a label.
    pub(super) fn label_words(&self, element: &LabelElement, term: &str, several: bool) -> Spans {
        let plural = match element.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => several,
        };
        text(self.scene.sheet.term(term, element.form, plural).unwrap_or_default(), Origin::Value)
    }

    /// A variable's plain text, with those that the citation itself has.
    fn plain(&self, variable: &str) -> Option<String> {
        let cite = self.scene.cite;
        match variable {
            "locator" => cite.locator.as_ref().filter(|_| !self.told_locator).map(|(_, value)| value.clone()),
            "citation-number" => Some(cite.number.to_string()),
            "first-reference-note-number" => cite.first_note.map(|n| n.to_string()),
            "year-suffix" => cite.suffix.clone(),
            _ => self.scene.item.texts.get(variable).map(|field: &Field| field.plain.clone()),
        }
    }

    pub(super) fn quashed(&self, variable: &str) -> bool {
        self.quash.iter().any(|quashed| quashed == variable)
    }

    /// Whether a variable was printed in the place of names, also in the very substitute that is walked.
    pub(super) fn gone(&self, variable: &str) -> bool {
        self.quashed(variable) || self.log.iter().any(|logged| logged == variable)
    }

    /// Remembers that a variable was printed.
    pub(super) fn printed(&mut self, variable: &str) {
        if !self.parents.is_empty() {
            self.log.push(variable.to_owned());
        }
    }

    /// The first substitute that prints; its variables are empty for the rest, § Substitute.
    pub(super) fn substitute(&mut self, names: &'a NamesElement) -> Spans {
        self.parents.push(names);
        let mut words = Spans::new();
        for child in &names.substitute {
            let before = self.log.len();
            words = self.element(child);
            if !blank(&words) {
                let printed = self.log.split_off(before);
                self.quash.extend(printed);
                break;
            }
            self.log.truncate(before);
        }
        self.parents.pop();
        words
    }

    /// § Choose
    fn holds(&self, branch: &Branch) -> bool {
        let mut results = branch.tests.iter().map(|test| self.test(test));
        match branch.matching {
            Match::All => results.all(|holds| holds),
            Match::Any => results.any(|holds| holds),
            Match::None => !results.any(|holds| holds),
        }
    }

    fn test(&self, test: &Test) -> bool {
        let (item, cite) = (self.scene.item, self.scene.cite);
        match test {
            Test::Disambiguate(on) => self.scene.tell.condition == *on,
            Test::Numeric(variable) => self.plain(variable).is_some_and(|text| numbers::numeric(&text)),
            Test::Uncertain(variable) => item.dates.get(variable).is_some_and(|moment| moment.circa),
            Test::Locator(labels) => cite.locator.as_ref().is_some_and(|(own, _)| labels.contains(&own.replace(' ', "-"))),
            Test::Position(position) => self.scene.area == Area::Citation && self.at(*position),
            Test::Kind(kinds) => kinds.contains(&item.kind),
            Test::Variable(variable) => {
                item.names.contains_key(variable) || item.dates.contains_key(variable) || self.plain(variable).is_some()
            }
        }
    }

    fn at(&self, position: Position) -> bool {
        let own = self.scene.cite.position.unwrap_or(Position::First);
        match position {
            Position::First => own == Position::First,
            Position::Subsequent => own != Position::First,
            Position::Ibid => matches!(own, Position::Ibid | Position::IbidWithLocator),
            Position::IbidWithLocator => own == Position::IbidWithLocator,
            Position::NearNote => self.scene.cite.near,
        }
    }

    /// Periods, case, quotes, formatting, affixes, display: in this order from the inside.
    pub(super) fn dressed(&self, mut words: Spans, dress: &Dress) -> Spans {
        if blank(&words) {
            return Spans::new();
        }
        if self.sorting.is_none() {
            if dress.strip_periods {
                strip(&mut words);
            }
            if let Some(case) = dress.case {
                cased(&mut words, case, self.scene.item.language.as_deref(), self.scene.language, &self.scene.sheet.language);
            }
            if dress.quotes {
                words = wrap(Open::Quote, words);
            }
            if dress.format != Format::default() {
                words = wrap(Open::Look(dress.format), words);
            }
        }
        let mut whole = text(dress.prefix.clone(), Origin::Affix);
        whole.extend(words);
        whole.extend(text(dress.suffix.clone(), Origin::Affix));
        match dress.display {
            Some(display) if self.scene.area == Area::Bibliography => wrap(Open::Display(display), whole),
            _ => whole,
        }
    }
}

fn strip(words: &mut Spans) {
    for event in words {
        if let Event::Text(text) = event {
            text.words = text.words.replace('.', "");
        }
    }
}
