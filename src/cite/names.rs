//! Names: § Names, § Name, § Et-al, § Label in names, § Substitute, § Name-part Order.
//!
//! In: the people of a role and a `cs:names`. Out: their words. Which given names are shown beyond the style's, and how many
//! people, disambiguation says ([`super::render::Tell`]).

use super::initials::initials;
use super::item::Person;
use super::plan::*;
use super::render::{Area, Eval, Level, Named, Omit};
use super::span::{Open, Origin, Part, Spans, blank, join, text, wrap};

/// How the people of a list are worded.
struct Manner<'a> {
    options: NameOptions,
    name: Option<&'a NameElement>,
    et_al: Option<&'a EtAl>,
    /// For sorting, and inverted throughout.
    sort: bool,
}

impl<'a> Eval<'a> {
    /// Words a `cs:names`, or what stands in for it.
    pub(super) fn names(&mut self, element: &'a NamesElement) -> Spans {
        let parent = self.parents.last().copied();
        let bare = element.name.is_none() && element.et_al.is_none() && element.label.is_none();
        let inherit = parent.filter(|_| bare);
        let model = inherit.unwrap_or(element);
        let mut options = element.options.over(self.options);
        if let Some(parent) = inherit {
            options = element.options.over(&parent.options).over(self.options);
        }
        if let Some(name) = &model.name {
            options = name.options.over(&options);
        }
        if let Some(key) = self.sorting {
            options = key.over(&options);
            options.inverted = Some(Inverted::All);
        }
        let manner = Manner { options, name: model.name.as_ref(), et_al: model.et_al.as_ref(), sort: self.sorting.is_some() };
        let outermost = self.parents.is_empty();
        let lists = self.lists(&element.variables, &manner, model);
        let delimiter = manner.options.names_delimiter.clone().unwrap_or_default();
        let mut words = if manner.options.form == Some(NameForm::Count) { total(&lists) } else { join(lists, &delimiter) };
        if blank(&words) && !element.substitute.is_empty() {
            words = self.substitute(element);
        } else {
            let dress = if inherit.is_some() { inherited(&element.dress, &model.dress) } else { element.dress.clone() };
            words = self.dressed(words, &dress);
        }
        if outermost && !blank(&words) {
            let omitted = self.scene.omit != Omit::Nothing && !self.names_done;
            self.names_done = true;
            return if omitted { Spans::new() } else { wrap(Open::Part(Part::Names), words) };
        }
        words
    }

    /// The lists of the roles with their labels.
    fn lists(&mut self, variables: &'a [String], manner: &Manner<'_>, model: &'a NamesElement) -> Vec<Spans> {
        let item = self.scene.item;
        let people = |variable: &String| item.names.get(variable).map(Vec::as_slice).unwrap_or_default();
        let mut lists = Vec::new();
        let both = variables.len() == 2 && variables.iter().any(|v| v == "editor") && variables.iter().any(|v| v == "translator");
        let form = model.label.as_ref().map_or(TermForm::Long, |label| label.form);
        let term = self.scene.sheet.term("editortranslator", form, false).unwrap_or_default();
        let same = both && people(&variables[0]) == people(&variables[1]) && !term.is_empty();
        for (number, variable) in variables.iter().enumerate() {
            self.called += 1;
            let list = people(variable);
            if list.is_empty() || self.gone(variable) {
                continue;
            }
            self.full += 1;
            self.printed(variable);
            if same && number > 0 {
                continue;
            }
            let words = self.list(list, manner);
            if blank(&words) {
                continue;
            }
            let term = if same { "editortranslator" } else { variable };
            lists.push(self.labelled(words, model, term, list.len(), manner));
        }
        lists
    }

    fn labelled(&self, words: Spans, model: &NamesElement, term: &str, count: usize, manner: &Manner<'_>) -> Spans {
        let words = wrap(Open::Part(Part::List), words);
        let Some(label) = model.label.as_ref().filter(|_| !manner.sort) else { return words };
        let label = self.dressed(self.label_words(label, term, count > 1), &label.dress);
        let (first, second) = if model.label_first { (label, words) } else { (words, label) };
        first.into_iter().chain(second).collect()
    }

    /// How many of a list are shown, and whether the last follows an ellipsis: § Et-al Abbreviation.
    fn shown(&self, count: usize, options: &NameOptions) -> (usize, bool) {
        let later = self.scene.area == Area::Citation && self.scene.cite.position.is_some_and(|p| p != Position::First);
        let min = if later { options.later_min.or(options.min) } else { options.min };
        let first = if later { options.later_first.or(options.first) } else { options.first };
        let (Some(min), Some(first)) = (min, first) else { return (count, false) };
        if count < min {
            return (count, false);
        }
        let told = if self.sorting.is_some() { 0 } else { self.scene.tell.shown };
        let shown = first.max(told).min(count);
        (shown, options.last == Some(true) && shown + 1 < count)
    }

    fn list(&mut self, people: &[Person], manner: &Manner<'_>) -> Spans {
        let options = &manner.options;
        let (shown, last) = self.shown(people.len(), options);
        if options.form == Some(NameForm::Count) {
            return text(shown.to_string(), Origin::Number);
        }
        for (at, person) in people.iter().enumerate() {
            self.name(person, at, at < shown, options);
        }
        let delimiter = options.delimiter.as_deref().unwrap_or(", ");
        let inverted = |at: usize| match options.inverted {
            Some(Inverted::All) => true,
            Some(Inverted::First) => at == 0,
            None => false,
        };
        let names: Vec<Spans> = people[..shown].iter().enumerate().map(|(at, p)| self.person(p, (at, inverted(at)), manner)).collect();
        let Some(before) = shown.checked_sub(1) else { return Spans::new() };
        let turned = inverted(before) && people[before].literal.is_empty();
        if last {
            let mut words = join(names, delimiter);
            words.extend(text(format!("{delimiter}… "), Origin::Delimiter));
            words.extend(self.person(&people[people.len() - 1], (people.len() - 1, inverted(people.len() - 1)), manner));
            return self.name_dress(words, manner);
        }
        if shown < people.len() {
            let words = self.name_dress(join(names, delimiter), manner);
            return self.et_al(words, shown, turned, delimiter, manner);
        }
        let turned = before > 0 && inverted(before - 1) && people[before - 1].literal.is_empty();
        let words = self.with_and(names, turned, delimiter, manner);
        self.name_dress(words, manner)
    }

    /// The `cs:name`'s own formatting and affixes.
    fn name_dress(&self, words: Spans, manner: &Manner<'_>) -> Spans {
        match manner.name {
            Some(name) if !manner.sort => self.dressed(words, &name.dress),
            _ => words,
        }
    }

    fn et_al(&self, words: Spans, shown: usize, turned: bool, delimiter: &str, manner: &Manner<'_>) -> Spans {
        if self.sorting.is_some() {
            return words;
        }
        let name = manner.et_al.map_or("et-al", |et_al| et_al.term.as_str());
        let term = self.scene.sheet.term(name, TermForm::Long, false).unwrap_or_default();
        let term = text(term.to_owned(), Origin::Term);
        if term.is_empty() {
            return words;
        }
        let format = manner.et_al.map(|et_al| et_al.format).filter(|format| *format != Format::default());
        let term = match format {
            Some(format) => wrap(Open::Look(format), term),
            None => term,
        };
        let parted = precedes(manner.options.precedes_et_al, shown > 1, turned);
        let joint = if parted { delimiter } else { " " };
        let mut whole = words;
        whole.extend(text(joint, Origin::Delimiter));
        whole.extend(term);
        whole
    }

    /// Joins with the delimiter, and "and" before the last.
    fn with_and(&self, mut names: Vec<Spans>, turned: bool, delimiter: &str, manner: &Manner<'_>) -> Spans {
        let and = match manner.options.and {
            Some(_) if manner.sort => None,
            Some(And::Text) => self.scene.sheet.term("and", TermForm::Long, false),
            Some(And::Symbol) => Some(self.scene.sheet.term("and", TermForm::Symbol, false).unwrap_or("&")),
            None => None,
        };
        let Some(and) = and.filter(|_| names.len() > 1) else { return join(names, delimiter) };
        let count = names.len();
        let Some(last) = names.pop() else { return Spans::new() };
        let parted = precedes(manner.options.precedes_last, count > 2, turned);
        let mut words = join(names, delimiter);
        let joint = match parted {
            true if delimiter.ends_with(char::is_whitespace) => format!("{delimiter}{and} "),
            true => format!("{delimiter} {and} "),
            false => format!(" {and} "),
        };
        words.extend(text(joint, Origin::Delimiter));
        words.extend(last);
        words
    }

    /// One person, § Name-part Order.
    fn person(&self, person: &Person, (at, inverted): (usize, bool), manner: &Manner<'_>) -> Spans {
        let plain = NameElement::default();
        let name = manner.name.unwrap_or(&plain);
        let words = if !person.literal.is_empty() {
            self.dressed(super::inline::parse(&person.literal, Origin::Field), &name.family)
        } else if !romanesque(person) {
            self.closed_up(person, at, name, manner)
        } else {
            self.parts(person, (at, inverted), name, manner)
        };
        wrap(Open::Part(Part::Name), words)
    }

    /// Names of scripts without spaces and initials: family name first, nothing between.
    fn closed_up(&self, person: &Person, at: usize, name: &NameElement, manner: &Manner<'_>) -> Spans {
        let family = self.dressed(text(person.family.clone(), Origin::Field), &name.family);
        if self.level(person, at, &manner.options) == Given::None && !manner.sort {
            return family;
        }
        let given = self.dressed(text(person.given.clone(), Origin::Field), &name.given);
        family.into_iter().chain(given).collect()
    }

    fn parts(&self, person: &Person, (at, inverted): (usize, bool), name: &NameElement, manner: &Manner<'_>) -> Spans {
        let options = &manner.options;
        let level = if manner.sort && options.form != Some(NameForm::Short) { Given::Written } else { self.level(person, at, options) };
        let given = match level {
            // A person of one name is called by it.
            _ if person.family.is_empty() => person.given.clone(),
            Given::None => String::new(),
            Given::Full => person.given.clone(),
            Given::Written => self.initialled(&person.given, options),
        };
        let family_dress = Dress { prefix: String::new(), suffix: String::new(), ..name.family.clone() };
        let given_dress = Dress { prefix: String::new(), suffix: String::new(), ..name.given.clone() };
        let part = |words: &str, dress: &Dress| self.dressed(text(words, Origin::Field), dress);
        let family = part(&person.family, &family_dress);
        let particle = part(&person.particle, &family_dress);
        let dropping = part(&person.dropping, &given_dress);
        let given = part(&given, &given_dress);
        let around = |words: Spans, dress: &Dress| {
            let affixes = Dress { prefix: dress.prefix.clone(), suffix: dress.suffix.clone(), ..Dress::default() };
            self.dressed(words, &affixes)
        };
        let demoted = match self.scene.plan.demote {
            Demote::Never => false,
            Demote::SortOnly => manner.sort,
            Demote::DisplayAndSort => true,
        };
        let suffix = text(person.suffix.clone(), Origin::Field);
        if level == Given::None && !person.family.is_empty() {
            return around(spaced([particle, family]), &name.family);
        }
        if person.given.is_empty() && person.dropping.is_empty() && person.suffix.is_empty() && !(manner.sort && demoted) {
            return around(spaced([particle, family]), &name.family);
        }
        let separator = options.separator.as_deref().unwrap_or(", ");
        if inverted && !person.fixed_order {
            let (first, second) = if demoted {
                (family, around(spaced([given, dropping, particle]), &name.given))
            } else if manner.sort {
                (spaced([particle, family]), around(spaced([dropping, given]), &name.given))
            } else {
                (spaced([particle, family]), around(spaced([given, dropping]), &name.given))
            };
            return join([around(first, &name.family), second, suffix], separator);
        }
        if person.fixed_order {
            return spaced([around(spaced([particle, family]), &name.family), around(given, &name.given), suffix]);
        }
        let fore = around(given, &name.given);
        if person.comma_suffix {
            return join([spaced([fore, around(spaced([dropping, particle, family]), &name.family)]), suffix], ", ");
        }
        spaced([fore, around(spaced([dropping, particle, family, suffix]), &name.family)])
    }

    fn initialled(&self, given: &str, options: &NameOptions) -> String {
        match &options.initialize_with {
            Some(with) if options.initialize != Some(false) => initials(given, with, self.scene.plan.hyphen, true),
            Some(with) => initials(given, with, self.scene.plan.hyphen, false),
            None => given.to_owned(),
        }
    }

    /// How much of the given name is printed.
    fn level(&self, person: &Person, at: usize, options: &NameOptions) -> Given {
        let key = person.key();
        let primary = matches!(self.scene.plan.citation.given_rule, GivenRule::Primary | GivenRule::PrimaryInitials);
        let book = self.scene.book.get(&key).filter(|_| at == 0 || !primary);
        let told = self.scene.tell.levels.get(&key).max(book).copied().unwrap_or_default();
        let told = if self.sorting.is_some() { Level::Usual } else { told };
        match (options.form, told) {
            (Some(NameForm::Short), Level::Usual) => Given::None,
            (_, Level::Full) => Given::Full,
            (_, Level::Usual | Level::Initials) => Given::Written,
        }
    }
}

impl Eval<'_> {
    /// Remembers who is named, and how far disambiguation could go.
    fn name(&mut self, person: &Person, at: usize, shown: bool, options: &NameOptions) {
        if self.sorting.is_some() {
            return;
        }
        let family = format!("{}{} {}", person.literal, person.particle, person.family);
        let with = |given: &str| format!("{family}\u{1}{given}");
        let written = self.initialled(&person.given, options);
        let usual = if options.form == Some(NameForm::Short) { family.clone() } else { with(&written) };
        self.named.push(Named { key: person.key(), usual, initials: with(&written), whole: with(&person.given), first: at == 0, shown });
    }
}

/// How a given name is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    None,
    /// As the style has it: with initials where it asks for them.
    Written,
    Full,
}

/// Formatting and affixes of names in a substitute: their own, else the parent's.
fn inherited(own: &Dress, parent: &Dress) -> Dress {
    let or = |own: &String, parent: &String| if own.is_empty() { parent.clone() } else { own.clone() };
    Dress {
        format: super::points::over(own.format, parent.format),
        prefix: or(&own.prefix, &parent.prefix),
        suffix: or(&own.suffix, &parent.suffix),
        display: own.display.or(parent.display),
        ..own.clone()
    }
}

/// § Name, `form="count"`: the people of all roles.
fn total(lists: &[Spans]) -> Spans {
    let counts = lists.iter().filter_map(|list| super::span::plain(list).parse::<usize>().ok());
    match counts.sum::<usize>() {
        0 => Spans::new(),
        count => text(format!("{count}"), Origin::Number),
    }
}

fn precedes(rule: Option<Precedes>, contextual: bool, turned: bool) -> bool {
    match rule.unwrap_or(Precedes::Contextual) {
        Precedes::Contextual => contextual,
        Precedes::AfterInverted => turned,
        Precedes::Always => true,
        Precedes::Never => false,
    }
}

/// Joins with spaces; after an apostrophe or a hyphen of a particle there is none.
fn spaced<const N: usize>(parts: [Spans; N]) -> Spans {
    let mut whole = Spans::new();
    for part in parts {
        if blank(&part) {
            continue;
        }
        let bound = bound(&super::span::plain(&whole));
        if !whole.is_empty() && !bound {
            whole.extend(text(" ", Origin::Field));
        }
        whole.extend(part);
    }
    whole
}

/// Whether a particle is written in one with what follows: "d’", "al-", but "de’ Medici", where a vowel is cut off.
fn bound(particle: &str) -> bool {
    match particle.strip_suffix(['’', '\'']) {
        Some(letters) => !letters.ends_with(['a', 'e', 'i', 'o', 'u']),
        None => particle.ends_with(['-', '–', '\u{A0}']),
    }
}

/// Whether a name is of a script that parts and shortens names: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai and the like.
fn romanesque(person: &Person) -> bool {
    let letters = || person.family.chars().chain(person.given.chars()).filter(|c| c.is_alphabetic());
    letters().next().is_none() || letters().any(|c| !closed_script(c))
}

/// Han, kana, Hangul, Bopomofo, Yi.
fn closed_script(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x2E80..=0x303F | 0x3041..=0x31FF | 0x3400..=0x9FFF | 0xA000..=0xA4CF
        | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x1B000..=0x1B2FF | 0x20000..=0x3FFFF)
}
