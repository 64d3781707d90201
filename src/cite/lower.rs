//! Style and locale files read into [`Plan`] and [`LocalePart`].
//!
//! In: XML. Out: the plan, or the fault with its line. The tree is read with its places (roxmltree), so that every fault
//! names a line, an empty container is no fault, and no nesting can exhaust the stack. Evaluates nothing.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::plan::*;
use super::style::StyleFault;

/// How deep a style's elements may be nested; the deepest in use have 19.
const DEEPEST: usize = 60;
/// How deep macros may call macros, counted in elements.
const DEEPEST_CALLS: usize = 200;
/// How many elements a layout may come to once its macros are put in their places.
const MOST: usize = 200_000;
/// How many nodes a file may have.
const MOST_NODES: u32 = 500_000;

type Lowered<T> = Result<T, StyleFault>;

/// Reads an independent style.
pub(super) fn style(xml: &str) -> Lowered<Plan> {
    let document = parse(xml)?;
    let root = document.root_element();
    if root.tag_name().name() != "style" {
        return fault(root, "the file's outermost element is not `style`");
    }
    let Some(citation) = child(root, "citation") else { return without_citation(root) };
    let named: Vec<Node> = children(root, "macro").collect();
    let mut reader = Reader { macros: BTreeMap::new(), places_suffix: false, place_first: None, asks: false };
    for (index, node) in named.iter().enumerate() {
        reader.macros.entry(attribute(*node, "name")).or_insert(index);
    }
    let inherited = name_options(root, "name-");
    let mut plan = Plan {
        notes: root.attribute("class") == Some("note"),
        locale: root.attribute("default-locale").map(str::to_owned),
        pages: root.attribute("page-range-format").and_then(page_format),
        demote: demote(root),
        hyphen: root.attribute("initialize-with-hyphen") != Some("false"),
        citation: reader.citation(citation, &inherited)?,
        bibliography: child(root, "bibliography").map(|node| reader.bibliography(node, &inherited)).transpose()?,
        macros: named.iter().map(|node| reader.elements(*node)).collect::<Lowered<_>>()?,
        locales: children(root, "locale").map(|node| reader.locale(node)).collect::<Lowered<_>>()?,
        places_suffix: false,
        place_first: false,
        asks: false,
    };
    (plan.places_suffix, plan.asks) = (reader.places_suffix, reader.asks);
    plan.place_first = reader.place_first == Some(true);
    bounded(&plan, root)?;
    Ok(plan)
}

/// Reads a locale file.
pub(super) fn locale(xml: &str) -> Lowered<LocalePart> {
    let document = parse(xml)?;
    Reader { macros: BTreeMap::new(), places_suffix: false, place_first: None, asks: false }.locale(document.root_element())
}

fn parse(xml: &str) -> Lowered<Document<'_>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml.trim_start_matches('\u{FEFF}').trim_start(), options)
        .map_err(|error| StyleFault::Malformed(error.to_string()))?;
    let mut depth = 0_usize;
    let mut node = Some(document.root_element());
    while let Some(at) = node {
        if depth > DEEPEST {
            return fault(at, &format!("its elements are nested more than {DEEPEST} deep"));
        }
        node = at.first_child().inspect(|_| depth += 1).or_else(|| {
            let mut up = Some(at);
            while let Some(here) = up.filter(|here| here.next_sibling().is_none()) {
                depth = depth.saturating_sub(1);
                up = here.parent();
            }
            up.and_then(|here| here.next_sibling())
        });
    }
    Ok(document)
}

fn fault<T>(node: Node, what: &str) -> Lowered<T> {
    let place = node.document().text_pos_at(node.range().start);
    Err(StyleFault::Malformed(format!("{what} (line {})", place.row)))
}

fn without_citation<T>(root: Node) -> Lowered<T> {
    let parent = child(root, "info").and_then(|info| {
        children(info, "link").find(|link| link.attribute("rel") == Some("independent-parent"))?.attribute("href").map(str::to_owned)
    });
    match parent {
        Some(parent) => Err(StyleFault::Dependent(parent)),
        None => fault(root, "it has no `citation`"),
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn attribute(node: Node, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

fn words<'a>(node: Node<'a, '_>, name: &str) -> impl Iterator<Item = &'a str> {
    node.attribute(name).unwrap_or_default().split_whitespace()
}

fn number(node: Node, name: &str) -> Option<usize> {
    node.attribute(name).and_then(|value| value.trim().parse().ok())
}

fn truth(node: Node, name: &str) -> Option<bool> {
    node.attribute(name).map(|value| value == "true")
}

struct Reader {
    macros: BTreeMap<String, usize>,
    places_suffix: bool,
    /// Whether the first variable of archives that it prints is the town; none where it prints none.
    place_first: Option<bool>,
    asks: bool,
}

impl Reader {
    fn citation(&mut self, node: Node, inherited: &NameOptions) -> Lowered<Citation> {
        let flag = |name| truth(node, name).unwrap_or(false);
        let text = |name| node.attribute(name).map(str::to_owned);
        Ok(Citation {
            layout: self.layout(node)?,
            sort: self.sort(node)?,
            names: name_options(node, "name-").over(inherited),
            add_given: flag("disambiguate-add-givenname"),
            given_rule: given_rule(node),
            add_names: flag("disambiguate-add-names"),
            add_suffix: flag("disambiguate-add-year-suffix"),
            group_delimiter: text("cite-group-delimiter"),
            collapse: collapse(node),
            suffix_delimiter: text("year-suffix-delimiter"),
            after_collapse: text("after-collapse-delimiter"),
            near: number(node, "near-note-distance").and_then(|n| u32::try_from(n).ok()).unwrap_or(5),
        })
    }

    fn bibliography(&mut self, node: Node, inherited: &NameOptions) -> Lowered<Bibliography> {
        Ok(Bibliography {
            layout: self.layout(node)?,
            sort: self.sort(node)?,
            names: name_options(node, "name-").over(inherited),
            second_field: node.has_attribute("second-field-align"),
            substitute: node.attribute("subsequent-author-substitute").map(str::to_owned),
            substitute_rule: substitute_rule(node),
        })
    }

    fn layout(&mut self, node: Node) -> Lowered<Layout> {
        let Some(layout) = child(node, "layout") else { return fault(node, "it has no `layout`") };
        Ok(Layout { children: self.elements(layout)?, delimiter: attribute(layout, "delimiter"), dress: dress(layout) })
    }

    fn sort(&mut self, node: Node) -> Lowered<Vec<SortKey>> {
        let Some(sort) = child(node, "sort") else { return Ok(Vec::new()) };
        children(sort, "key").map(|key| self.key(key)).collect()
    }

    fn key(&mut self, node: Node) -> Lowered<SortKey> {
        let what = match node.attribute("macro") {
            Some(name) => SortWhat::Macro(self.macro_index(node, name)?),
            None => SortWhat::Variable(attribute(node, "variable")),
        };
        let names = NameOptions {
            min: number(node, "names-min"),
            first: number(node, "names-use-first"),
            later_min: number(node, "names-min"),
            later_first: number(node, "names-use-first"),
            last: truth(node, "names-use-last"),
            ..NameOptions::default()
        };
        Ok(SortKey { what, descending: node.attribute("sort") == Some("descending"), names })
    }

    fn macro_index(&self, node: Node, name: &str) -> Lowered<usize> {
        match self.macros.get(name) {
            Some(index) => Ok(*index),
            None => fault(node, &format!("it calls the macro `{name}`, which it does not have")),
        }
    }

    fn elements(&mut self, node: Node) -> Lowered<Vec<Element>> {
        let elements = node.children().filter(Node::is_element).map(|child| self.element(child));
        elements.filter_map(Result::transpose).collect()
    }

    /// An element; none where CSL knows no such element.
    fn element(&mut self, node: Node) -> Lowered<Option<Element>> {
        Ok(Some(match node.tag_name().name() {
            "text" => Element::Text(TextElement { what: self.text(node)?, dress: dress(node) }),
            "number" => {
                Element::Number(NumberElement { variable: attribute(node, "variable"), form: number_form(node), dress: dress(node) })
            }
            "label" => Element::Label(label(node)),
            "names" => Element::Names(Box::new(self.names(node)?)),
            "date" => Element::Date(Box::new(date(node))),
            "group" => {
                Element::Group(Group { children: self.elements(node)?, delimiter: attribute(node, "delimiter"), dress: dress(node) })
            }
            "choose" => {
                let branches = node.children().filter(Node::is_element);
                Element::Choose(branches.map(|branch| self.branch(branch)).collect::<Lowered<_>>()?)
            }
            _ => return Ok(None),
        }))
    }

    fn text(&mut self, node: Node) -> Lowered<TextWhat> {
        if let Some(name) = node.attribute("macro") {
            return Ok(TextWhat::Macro(self.macro_index(node, name)?));
        }
        if let Some(name) = node.attribute("variable") {
            self.places_suffix |= name == "year-suffix";
            if matches!(name, "archive" | "archive-place") {
                self.place_first.get_or_insert(name == "archive-place");
            }
            return Ok(TextWhat::Variable { name: name.to_owned(), short: node.attribute("form") == Some("short") });
        }
        if let Some(name) = node.attribute("term") {
            let plural = truth(node, "plural").unwrap_or(false);
            return Ok(TextWhat::Term { name: name.to_owned(), form: term_form(node), plural });
        }
        Ok(TextWhat::Value(super::inline::parse(&attribute(node, "value"), super::span::Origin::Value)))
    }

    fn names(&mut self, node: Node) -> Lowered<NamesElement> {
        let mut options = name_options(node, "name-");
        options.names_delimiter = node.attribute("delimiter").map(str::to_owned);
        let mut names = NamesElement {
            variables: words(node, "variable").map(str::to_owned).collect(),
            options,
            dress: dress(node),
            ..NamesElement::default()
        };
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "name" => names.name = Some(name(part)),
                "et-al" => {
                    let term = part.attribute("term").unwrap_or("et-al").to_owned();
                    names.et_al = Some(EtAl { term, format: format(part) });
                }
                "label" => {
                    names.label_first = names.name.is_none();
                    names.label = Some(label(part));
                }
                "substitute" => names.substitute = self.elements(part)?,
                _ => {}
            }
        }
        // A label before a name that is not written out is still after it, § Label.
        names.label_first &= names.name.is_some();
        Ok(names)
    }

    fn branch(&mut self, node: Node) -> Lowered<Branch> {
        let mut tests = Vec::new();
        if let Some(on) = truth(node, "disambiguate") {
            self.asks = true;
            tests.push(Test::Disambiguate(on));
        }
        tests.extend(words(node, "is-numeric").map(|v| Test::Numeric(v.to_owned())));
        tests.extend(words(node, "is-uncertain-date").map(|v| Test::Uncertain(v.to_owned())));
        let listed = |name| words(node, name).map(str::to_owned).collect::<Vec<_>>();
        tests.extend(node.attribute("locator").map(|_| Test::Locator(listed("locator"))));
        tests.extend(words(node, "position").filter_map(position).map(Test::Position));
        tests.extend(node.attribute("type").map(|_| Test::Kind(listed("type"))));
        tests.extend(words(node, "variable").map(|v| Test::Variable(v.to_owned())));
        let matching = match node.attribute("match") {
            Some("any") => Match::Any,
            Some("none") => Match::None,
            _ => Match::All,
        };
        Ok(Branch { tests, matching, children: self.elements(node)? })
    }

    fn locale(&mut self, node: Node) -> Lowered<LocalePart> {
        let language = node.attributes().find(|a| a.name() == "lang").map(|a| a.value().to_owned());
        let terms = children(node, "terms").flat_map(|terms| children(terms, "term")).map(term).collect();
        let options = |name| children(node, "style-options").find_map(|options| truth(options, name));
        Ok(LocalePart {
            language,
            terms,
            dates: children(node, "date").map(date).collect(),
            limit_ordinals: options("limit-day-ordinals-to-day-1"),
            in_quote: options("punctuation-in-quote"),
        })
    }
}

fn term(node: Node) -> Term {
    let text = |name| child(node, name).and_then(|n| n.text()).map(str::to_owned);
    let own: String = node.children().filter(Node::is_text).filter_map(|n| n.text()).collect();
    let single = text("single").unwrap_or_else(|| own.clone());
    let gender = |name| match node.attribute(name) {
        Some("feminine") => Some(Gender::Feminine),
        Some("masculine") => Some(Gender::Masculine),
        _ => None,
    };
    Term {
        name: attribute(node, "name"),
        form: term_form(node),
        multiple: text("multiple").unwrap_or_else(|| if child(node, "single").is_some() { single.clone() } else { own }),
        single,
        gender: gender("gender"),
        gender_form: gender("gender-form"),
        matching: match node.attribute("match") {
            Some("last-digit") => Some(OrdinalMatch::LastDigit),
            Some("last-two-digits") => Some(OrdinalMatch::LastTwoDigits),
            Some("whole-number") => Some(OrdinalMatch::WholeNumber),
            _ => None,
        },
    }
}

fn label(node: Node) -> LabelElement {
    let plural = match node.attribute("plural") {
        Some("always") => Plural::Always,
        Some("never") => Plural::Never,
        _ => Plural::Contextual,
    };
    LabelElement { variable: attribute(node, "variable"), form: term_form(node), plural, dress: dress(node) }
}

fn name(node: Node) -> NameElement {
    let mut options = name_options(node, "");
    options.delimiter = node.attribute("delimiter").map(str::to_owned);
    options.names_delimiter = None;
    let part = |name| children(node, "name-part").find(|part| part.attribute("name") == Some(name)).map(dress).unwrap_or_default();
    NameElement { options, family: part("family"), given: part("given"), dress: dress(node) }
}

fn date(node: Node) -> DateElement {
    let form = match node.attribute("form") {
        Some("numeric") => Some(DateForm::Numeric),
        Some("text") => Some(DateForm::Text),
        _ => None,
    };
    let precision = match node.attribute("date-parts") {
        Some("year") => 1,
        Some("year-month") => 2,
        _ => 3,
    };
    DateElement {
        variable: attribute(node, "variable"),
        form,
        precision,
        parts: children(node, "date-part").filter_map(date_part).collect(),
        delimiter: attribute(node, "delimiter"),
        dress: dress(node),
    }
}

fn date_part(node: Node) -> Option<DatePart> {
    let name = match node.attribute("name")? {
        "year" => PartName::Year,
        "month" => PartName::Month,
        "day" => PartName::Day,
        _ => return None,
    };
    let form = match node.attribute("form") {
        Some("numeric") => Some(PartForm::Numeric),
        Some("numeric-leading-zeros") => Some(PartForm::LeadingZeros),
        Some("ordinal") => Some(PartForm::Ordinal),
        Some("long") => Some(PartForm::Long),
        Some("short") => Some(PartForm::Short),
        _ => None,
    };
    Some(DatePart { name, form, range_delimiter: node.attribute("range-delimiter").map(str::to_owned), dress: dress(node) })
}

fn dress(node: Node) -> Dress {
    Dress {
        format: format(node),
        prefix: attribute(node, "prefix"),
        suffix: attribute(node, "suffix"),
        display: match node.attribute("display") {
            Some("block") => Some(Display::Block),
            Some("left-margin") => Some(Display::LeftMargin),
            Some("right-inline") => Some(Display::RightInline),
            Some("indent") => Some(Display::Indent),
            _ => None,
        },
        quotes: truth(node, "quotes").unwrap_or(false),
        strip_periods: truth(node, "strip-periods").unwrap_or(false),
        case: match node.attribute("text-case") {
            Some("lowercase") => Some(Case::Lower),
            Some("uppercase") => Some(Case::Upper),
            Some("capitalize-first") => Some(Case::CapitalFirst),
            Some("capitalize-all") => Some(Case::CapitalAll),
            Some("sentence") => Some(Case::Sentence),
            Some("title") => Some(Case::Title),
            _ => None,
        },
    }
}

fn format(node: Node) -> Format {
    use super::Shift;
    Format {
        italic: node.attribute("font-style").map(|style| style == "italic" || style == "oblique"),
        bold: node.attribute("font-weight").map(|weight| weight == "bold"),
        small_caps: node.attribute("font-variant").map(|variant| variant == "small-caps"),
        underline: node.attribute("text-decoration").map(|decoration| decoration == "underline"),
        shift: node.attribute("vertical-align").map(|align| match align {
            "sup" => Shift::Superscript,
            "sub" => Shift::Subscript,
            _ => Shift::None,
        }),
    }
}

/// The name options of an element; `before` is what `form` and `delimiter` are called with.
fn name_options(node: Node, before: &str) -> NameOptions {
    let precedes = |name| match node.attribute(name)? {
        "contextual" => Some(Precedes::Contextual),
        "after-inverted-name" => Some(Precedes::AfterInverted),
        "always" => Some(Precedes::Always),
        "never" => Some(Precedes::Never),
        _ => None,
    };
    let form = match node.attribute(format!("{before}form").as_str()) {
        Some("long") => Some(NameForm::Long),
        Some("short") => Some(NameForm::Short),
        Some("count") => Some(NameForm::Count),
        _ => None,
    };
    NameOptions {
        and: match node.attribute("and") {
            Some("text") => Some(And::Text),
            Some("symbol") => Some(And::Symbol),
            _ => None,
        },
        delimiter: node.attribute("name-delimiter").map(str::to_owned),
        names_delimiter: node.attribute("names-delimiter").map(str::to_owned),
        precedes_et_al: precedes("delimiter-precedes-et-al"),
        precedes_last: precedes("delimiter-precedes-last"),
        min: number(node, "et-al-min"),
        first: number(node, "et-al-use-first"),
        later_min: number(node, "et-al-subsequent-min"),
        later_first: number(node, "et-al-subsequent-use-first"),
        last: truth(node, "et-al-use-last"),
        form,
        initialize: truth(node, "initialize"),
        initialize_with: node.attribute("initialize-with").map(str::to_owned),
        inverted: match node.attribute("name-as-sort-order") {
            Some("first") => Some(Inverted::First),
            Some("all") => Some(Inverted::All),
            _ => None,
        },
        separator: node.attribute("sort-separator").map(str::to_owned),
    }
}

fn term_form(node: Node) -> TermForm {
    match node.attribute("form") {
        Some("short") => TermForm::Short,
        Some("verb") => TermForm::Verb,
        Some("verb-short") => TermForm::VerbShort,
        Some("symbol") => TermForm::Symbol,
        _ => TermForm::Long,
    }
}

fn number_form(node: Node) -> NumberForm {
    match node.attribute("form") {
        Some("ordinal") => NumberForm::Ordinal,
        Some("long-ordinal") => NumberForm::LongOrdinal,
        Some("roman") => NumberForm::Roman,
        _ => NumberForm::Numeric,
    }
}

fn page_format(name: &str) -> Option<PageFormat> {
    Some(match name {
        "chicago" | "chicago-15" => PageFormat::Chicago15,
        "chicago-16" => PageFormat::Chicago16,
        "expanded" => PageFormat::Expanded,
        "minimal" => PageFormat::Minimal,
        "minimal-two" => PageFormat::MinimalTwo,
        _ => return None,
    })
}

fn demote(node: Node) -> Demote {
    match node.attribute("demote-non-dropping-particle") {
        Some("never") => Demote::Never,
        Some("sort-only") => Demote::SortOnly,
        _ => Demote::DisplayAndSort,
    }
}

fn given_rule(node: Node) -> GivenRule {
    match node.attribute("givenname-disambiguation-rule") {
        Some("all-names") => GivenRule::AllNames,
        Some("all-names-with-initials") => GivenRule::AllInitials,
        Some("primary-name") => GivenRule::Primary,
        Some("primary-name-with-initials") => GivenRule::PrimaryInitials,
        _ => GivenRule::ByCite,
    }
}

fn collapse(node: Node) -> Option<Collapse> {
    Some(match node.attribute("collapse")? {
        "citation-number" => Collapse::Number,
        "year" => Collapse::Year,
        "year-suffix" => Collapse::Suffix,
        "year-suffix-ranged" => Collapse::SuffixRanged,
        _ => return None,
    })
}

fn substitute_rule(node: Node) -> SubstituteRule {
    match node.attribute("subsequent-author-substitute-rule") {
        Some("complete-each") => SubstituteRule::CompleteEach,
        Some("partial-each") => SubstituteRule::PartialEach,
        Some("partial-first") => SubstituteRule::PartialFirst,
        _ => SubstituteRule::CompleteAll,
    }
}

fn position(name: &str) -> Option<Position> {
    Some(match name {
        "first" => Position::First,
        "subsequent" => Position::Subsequent,
        "ibid" => Position::Ibid,
        "ibid-with-locator" => Position::IbidWithLocator,
        "near-note" => Position::NearNote,
        _ => return None,
    })
}

/// Refuses macros that call themselves, and layouts that grow beyond bounds once their macros stand in their places.
fn bounded(plan: &Plan, root: Node) -> Lowered<()> {
    let mut known: Vec<Option<(usize, usize)>> = vec![None; plan.macros.len()];
    // Each round knows the macros that call only known ones: as many rounds as macros, unless some call themselves.
    loop {
        let before = known.iter().flatten().count();
        for (index, elements) in plan.macros.iter().enumerate() {
            if known[index].is_none() {
                known[index] = extent(elements, &known);
            }
        }
        let after = known.iter().flatten().count();
        if after == known.len() {
            break;
        }
        if after == before {
            return fault(root, "some of its macros call themselves");
        }
    }
    let layouts = std::iter::once(&plan.citation.layout).chain(plan.bibliography.as_ref().map(|b| &b.layout));
    let extents = layouts.filter_map(|layout| extent(&layout.children, &known)).chain(known.iter().flatten().copied());
    for (depth, size) in extents {
        if depth > DEEPEST_CALLS || size > MOST {
            return fault(root, "its macros call each other too often");
        }
    }
    Ok(())
}

/// How deep and how many elements are with their macros; none where a macro's extent is not known yet.
fn extent(elements: &[Element], known: &[Option<(usize, usize)>]) -> Option<(usize, usize)> {
    let mut whole = (0_usize, 0_usize);
    let mut add = |(depth, size): (usize, usize)| whole = (whole.0.max(depth + 1), whole.1.saturating_add(size).saturating_add(1));
    for element in elements {
        match element {
            Element::Text(TextElement { what: TextWhat::Macro(index), .. }) => add((*known.get(*index)?)?),
            Element::Text(_) | Element::Number(_) | Element::Label(_) | Element::Date(_) => add((0, 0)),
            Element::Names(names) => add(extent(&names.substitute, known)?),
            Element::Group(group) => add(extent(&group.children, known)?),
            // One branch at the most is walked.
            Element::Choose(branches) => {
                let mut widest = (0, 0);
                for branch in branches {
                    let (depth, size) = extent(&branch.children, known)?;
                    widest = (widest.0.max(depth), widest.1.max(size));
                }
                add(widest);
            }
        }
    }
    Some(whole)
}
