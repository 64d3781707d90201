//! The wording itself: one run of the engine over all citations of a book.
//!
//! In: records, style, the citations in their order. Out: their words, and the bibliography's. What the engine does not know
//! (prefixes, suffixes, a suppressed author, a name in the sentence, where a note begins and ends) is laid round its words here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use citationberg::taxonomy::{Locator as CslLocator, NameVariable};
use citationberg::{FontStyle, FontVariant, FontWeight, LocaleCode, VerticalAlign};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild, ElemChildren, ElemMeta, Formatted,
    LocatorPayload, SpecificLocator,
};

use super::quirks::{self, Prepared};
use super::record::Records;
use super::{Link, LocatorKind, Look, Request, RequestItem, Run, Shift, Style, Worded, WordedCitation, WordedEntry};
use crate::locale::Language;

/// The terms of all languages that the engine carries.
fn locales() -> &'static [citationberg::Locale] {
    static LOCALES: OnceLock<Vec<citationberg::Locale>> = OnceLock::new();
    LOCALES.get_or_init(hayagriva::archive::locales)
}

/// Words all citations of a book in their order, and its bibliography. `also` are the keys of `nocite`.
#[must_use]
pub fn word(records: &Records, style: &Style, language: &Language, requests: &[Request], also: &[String]) -> Worded {
    let keys = requests.iter().flat_map(|r| r.items.iter().map(|item| item.key.as_str())).chain(also.iter().map(String::as_str));
    let prepared: BTreeMap<&str, Prepared> = keys.filter_map(|key| Some((key, quirks::prepare(&records.by_key.get(key)?.item)))).collect();
    if prepared.is_empty() {
        return Worded { citations: vec![WordedCitation::default(); requests.len()], entries: Vec::new() };
    }
    let locale = || Some(LocaleCode(locale_of(language)));
    let mut driver = BibliographyDriver::new();
    let apart = if style.notes() { quirks::apart(requests) } else { vec![false; requests.len()] };
    let nothing = quirks::nothing();
    for (number, (request, apart)) in requests.iter().zip(&apart).enumerate() {
        if *apart {
            let between = vec![CitationItem::with_entry(&nothing)];
            driver.citation(CitationRequest::new(between, style.csl(), locale(), locales(), None));
        }
        let items = request.items.iter().filter_map(|item| Some(cited(&prepared.get(item.key.as_str())?.item, item))).collect();
        let note = request.note.and_then(|note| usize::try_from(note).ok()).unwrap_or(number + 1);
        driver.citation(CitationRequest::new(items, style.csl(), locale(), locales(), Some(note)));
    }
    let hidden = also.iter().filter_map(|key| Some(CitationItem::new(&prepared.get(key.as_str())?.item, None, None, true, None)));
    let hidden: Vec<_> = hidden.collect();
    if !hidden.is_empty() {
        driver.citation(CitationRequest::new(hidden, style.csl(), locale(), locales(), None));
    }
    let rendered = driver.finish(BibliographyRequest { style: style.csl(), locale: locale(), locale_files: locales() });
    let authors = authors(style, language, requests, &prepared);
    let mut told = BTreeSet::new();
    let mut worded = rendered.citations.iter();
    let own = apart.iter().filter_map(|apart| worded.nth(usize::from(*apart)));
    let citations = requests.iter().zip(own).enumerate().map(|(index, (request, citation))| WordedCitation {
        author: authors.get(&index).cloned().unwrap_or_default(),
        content: content(request, &citation.citation, &prepared, style.notes().then_some(&mut told)),
    });
    let citations = citations.collect();
    let entries = rendered.bibliography.map_or_else(Vec::new, |b| b.items).into_iter().filter_map(|entry| {
        let prepared = prepared.get(entry.key.as_str())?;
        let mut flat = Flat { prepared: Some(prepared), ..Flat::default() };
        flat.children(&entry.content);
        let mut content = flat.finish();
        if let Some(title) = quirks::lost_title(&prepared.record, &plain(&content)) {
            lead(&mut content, title);
        }
        let missing = quirks::left_out(&prepared.record, &plain(&content), language);
        if !missing.is_empty() {
            strip_stop(&mut content);
            content.push(Run { text: format!(", {}.", missing.join(", ")), ..Run::default() });
        }
        Some(WordedEntry { key: entry.key.clone(), content })
    });
    Worded { citations, entries: entries.collect() }
}

fn locale_of(language: &Language) -> String {
    match (language.primary(), language.region()) {
        ("en", Some("US")) => "en-US".into(),
        ("en", _) => "en-GB".into(),
        ("ro", _) => "ro-RO".into(),
        ("ru", _) => "ru-RU".into(),
        _ => language.tag().to_owned(),
    }
}

fn cited<'a>(entry: &'a citationberg::json::Item, item: &'a RequestItem) -> CitationItem<'a, citationberg::json::Item> {
    let locator = item.locator.as_ref().map(|l| SpecificLocator(csl_locator(l.kind), LocatorPayload::Str(&l.value)));
    CitationItem::with_locator(entry, locator)
}

/// The names that stand in sentences, by the request's number.
fn authors(style: &Style, language: &Language, requests: &[Request], prepared: &BTreeMap<&str, Prepared>) -> BTreeMap<usize, Vec<Run>> {
    let mut driver = BibliographyDriver::new();
    let mut asked = Vec::new();
    for (index, request) in requests.iter().enumerate().filter(|(_, r)| r.in_sentence) {
        let Some(first) = request.items.first().and_then(|item| prepared.get(item.key.as_str())) else { continue };
        let item = CitationItem::with_entry(&first.item).kind(CitePurpose::Author);
        driver.citation(CitationRequest::new(vec![item], style.csl(), Some(LocaleCode(locale_of(language))), locales(), Some(index + 1)));
        asked.push(index);
    }
    let rendered = driver.finish(BibliographyRequest { style: style.csl(), locale: None, locale_files: locales() });
    let worded = rendered.citations.iter().map(|citation| {
        let mut flat = Flat::default();
        flat.children(&citation.citation);
        let mut runs = flat.finish();
        trim_edges(&mut runs);
        runs
    });
    asked.into_iter().zip(worded).collect()
}

/// A citation's words with its prefixes and suffixes.
/// `told` has the sources that a note has named before; none where citations stand in the text.
fn content<'a>(
    request: &'a Request,
    children: &ElemChildren,
    prepared: &'a BTreeMap<&'a str, Prepared>,
    told: Option<&mut BTreeSet<String>>,
) -> Vec<Run> {
    let notes = told.is_some();
    let mut flat = Flat { request: Some(request), items: Some(prepared), told, ..Flat::default() };
    flat.children(children);
    let mut runs = flat.finish();
    if notes && !request.alone {
        strip_stop(&mut runs);
    }
    if notes && request.alone {
        close(&mut runs);
        capital(&mut runs);
    }
    runs
}

/// Words collected from the engine's tree.
#[derive(Default)]
struct Flat<'a> {
    runs: Vec<Run>,
    request: Option<&'a Request>,
    items: Option<&'a BTreeMap<&'a str, Prepared>>,
    prepared: Option<&'a Prepared>,
    link: Option<Link>,
    told: Option<&'a mut BTreeSet<String>>,
    /// The next author's names are left out.
    without_author: bool,
    /// What comes next is the first that an item prints.
    opening: bool,
}

impl<'a> Flat<'a> {
    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }

    fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(text) => self.text(text, None),
            ElemChild::Elem(elem) => match &elem.meta {
                Some(ElemMeta::Entry(index)) => self.item(*index, &elem.children),
                Some(ElemMeta::Names(names))
                    if self.without_author && names.iter().any(|(_, variable)| *variable == NameVariable::Author) =>
                {
                    self.without_author = false;
                }
                _ => self.children(&elem.children),
            },
            ElemChild::Markup(text) => self.push(text, Look::default(), None),
            ElemChild::Link { text, url } => self.text(text, Some(Link::Url(url.clone()))),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn item(&mut self, index: usize, children: &ElemChildren) {
        let Some(item) = self.request.and_then(|request| request.items.get(index)) else { return self.children(children) };
        let in_sentence = self.request.is_some_and(|request| request.in_sentence && index == 0);
        if !item.prefix.is_empty() {
            self.runs.extend(item.prefix.iter().cloned());
            if !self.runs.last().is_some_and(|run| run.text.ends_with(['(', '[', '“', '‘', '«', '„', '’', ' '])) {
                self.push(" ", Look::default(), None);
            }
        }
        self.prepared = self.items.and_then(|items| items.get(item.key.as_str()));
        self.link = Some(Link::Entry(item.key.clone()));
        self.without_author = item.suppress_author || in_sentence;
        self.opening = self.without_author;
        let from = self.runs.len();
        self.children(children);
        self.opening = false;
        self.add_left_out(item, from);
        (self.link, self.prepared) = (None, None);
        let mut suffix = item.suffix.clone();
        if let Some(first) = suffix.first_mut() {
            let parted = first.text.starts_with(|c: char| c.is_whitespace() || ",.;:)]?!".contains(c));
            if !parted {
                first.text.insert(0, ' ');
            }
        }
        for run in suffix {
            self.push(&run.text, run.look, run.link);
        }
    }

    /// What the engine left out of a document that is named for the first time.
    fn add_left_out(&mut self, item: &RequestItem, from: usize) {
        let (Some(told), Some(prepared), Some(request)) = (&mut self.told, self.prepared, self.request) else { return };
        if told.insert(item.key.clone()) {
            for text in quirks::left_out(&prepared.record, &plain(&self.runs[from.min(self.runs.len())..]), &request.language) {
                self.push(&format!(", {text}"), Look::default(), self.link.clone());
            }
        }
    }

    fn text(&mut self, text: &Formatted, link: Option<Link>) {
        let formatting = &text.formatting;
        let look = Look {
            italic: formatting.font_style == FontStyle::Italic,
            bold: formatting.font_weight == FontWeight::Bold,
            small_caps: formatting.font_variant == FontVariant::SmallCaps,
            shift: match formatting.vertical_align {
                VerticalAlign::Sup => Shift::Superscript,
                VerticalAlign::Sub => Shift::Subscript,
                VerticalAlign::None | VerticalAlign::Baseline => Shift::None,
            },
        };
        let mut words = text.text.clone();
        for (stands, meant) in self.prepared.iter().flat_map(|p| &p.put_back) {
            words = words.replace(stands, meant);
        }
        let link = link.or_else(|| self.link.clone());
        self.push(&words, look, link);
    }

    fn push(&mut self, text: &str, look: Look, link: Option<Link>) {
        let text = if self.opening { text.trim_start_matches(|c: char| c.is_whitespace() || ",.:;".contains(c)) } else { text };
        if text.is_empty() {
            return;
        }
        self.opening = false;
        if text.starts_with('.')
            && let Some(last) = self.runs.last_mut().filter(|run| run.text.trim_end().ends_with(','))
        {
            last.text = last.text.trim_end().trim_end_matches(',').to_owned();
        }
        // A full stop that the words before have made already.
        let doubled = text.starts_with(['.', ',']) && self.runs.last().is_some_and(|run| ends_stopped(&run.text, text));
        let text = if doubled { &text[1..] } else { text };
        match self.runs.last_mut() {
            Some(last) if last.look == look && last.link == link => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), look, link }),
        }
    }

    fn finish(self) -> Vec<Run> {
        self.runs
    }
}

/// Whether words end so that the sign that comes next stands already: "ed." before ".", "?” before ".".
fn ends_stopped(before: &str, next: &str) -> bool {
    let bare = before.trim_end_matches(['”', '’', '»', '“', ')']);
    if next.starts_with('.') { bare.ends_with(['.', '?', '!']) } else { bare.ends_with(',') }
}

fn trim_edges(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end_matches(|c: char| c.is_whitespace() || ",;:".contains(c)).to_owned();
    }
}

/// In the middle of a note's prose the sentence is its author's to end.
fn strip_stop(runs: &mut Vec<Run>) {
    let abbreviated = |text: &str| text.ends_with("ed.") || text.ends_with("al.") || text.ends_with("d.");
    if let Some(last) = runs.last_mut()
        && last.text.ends_with('.')
        && !abbreviated(&last.text)
    {
        last.text.pop();
    }
    runs.retain(|run| !run.text.is_empty());
}

/// A note ends with a full stop.
fn close(runs: &mut Vec<Run>) {
    let ended = runs.last().is_none_or(|run| ends_stopped(&run.text, "."));
    if !ended {
        runs.push(Run { text: ".".into(), ..Run::default() });
    }
}

/// A note begins with a capital.
fn capital(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut().filter(|run| !matches!(run.link, Some(Link::Url(_)))) {
        first.text = crate::locale::capital(&first.text);
    }
}

const fn csl_locator(kind: LocatorKind) -> CslLocator {
    match kind {
        LocatorKind::Book => CslLocator::Book,
        LocatorKind::Chapter => CslLocator::Chapter,
        LocatorKind::Column => CslLocator::Column,
        LocatorKind::Figure => CslLocator::Figure,
        LocatorKind::Folio => CslLocator::Folio,
        LocatorKind::Line => CslLocator::Line,
        LocatorKind::Note => CslLocator::Note,
        LocatorKind::Issue => CslLocator::Issue,
        LocatorKind::Page => CslLocator::Page,
        LocatorKind::Paragraph => CslLocator::Paragraph,
        LocatorKind::Part => CslLocator::Part,
        LocatorKind::Section => CslLocator::Section,
        LocatorKind::SubVerbo => CslLocator::SubVerbo,
        LocatorKind::Verse => CslLocator::Verse,
        LocatorKind::Volume => CslLocator::Volume,
    }
}

/// Puts a title before an entry that says the rest alone.
fn lead(runs: &mut Vec<Run>, title: String) {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(|c: char| c.is_whitespace() || ",.;:".contains(c)).to_owned();
    }
    runs.retain(|run| !run.text.is_empty());
    let text = if runs.is_empty() { format!("{title}.") } else { format!("{title}. ") };
    runs.insert(0, Run { text, ..Run::default() });
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
