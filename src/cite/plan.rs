//! A style as the engine walks it: the elements of CSL 1.0.2 with their attributes read and their macros resolved.
//!
//! Types alone: [`super::lower`] fills them from a style's XML, [`super::render`] and its neighbours walk them.

/// A style, lowered.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// Citations stand in notes (`class="note"`).
    pub(super) notes: bool,
    /// `default-locale`
    pub(super) locale: Option<String>,
    /// `cs:citation`
    pub(super) citation: Citation,
    /// `cs:bibliography`
    pub(super) bibliography: Option<Bibliography>,
    /// The macros' elements; a [`TextWhat::Macro`] is an index into them.
    pub(super) macros: Vec<Vec<Element>>,
    /// `cs:locale` of the style itself.
    pub(super) locales: Vec<LocalePart>,
    /// `page-range-format`
    pub(super) pages: Option<PageFormat>,
    /// `demote-non-dropping-particle`
    pub(super) demote: Demote,
    /// `initialize-with-hyphen`
    pub(super) hyphen: bool,
    /// Some element prints the variable `year-suffix`.
    pub(super) places_suffix: bool,
    /// It prints the town of an archive before its name.
    pub(super) place_first: bool,
    /// Some condition asks whether cites are to be told apart.
    pub(super) asks: bool,
}

/// `page-range-format`, § Page Ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageFormat {
    Chicago15,
    Chicago16,
    Expanded,
    Minimal,
    MinimalTwo,
}

/// `demote-non-dropping-particle`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Demote {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}

/// `cs:citation`
#[derive(Debug, Clone, Default)]
pub(super) struct Citation {
    pub(super) layout: Layout,
    pub(super) sort: Vec<SortKey>,
    pub(super) names: NameOptions,
    pub(super) add_given: bool,
    pub(super) given_rule: GivenRule,
    pub(super) add_names: bool,
    pub(super) add_suffix: bool,
    pub(super) group_delimiter: Option<String>,
    pub(super) collapse: Option<Collapse>,
    pub(super) suffix_delimiter: Option<String>,
    pub(super) after_collapse: Option<String>,
    pub(super) near: u32,
}

/// `givenname-disambiguation-rule`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum GivenRule {
    AllNames,
    AllInitials,
    Primary,
    PrimaryInitials,
    #[default]
    ByCite,
}

/// `collapse`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collapse {
    Number,
    Year,
    Suffix,
    SuffixRanged,
}

/// `cs:bibliography`
#[derive(Debug, Clone, Default)]
pub(super) struct Bibliography {
    pub(super) layout: Layout,
    pub(super) sort: Vec<SortKey>,
    pub(super) names: NameOptions,
    pub(super) second_field: bool,
    pub(super) substitute: Option<String>,
    pub(super) substitute_rule: SubstituteRule,
}

/// `subsequent-author-substitute-rule`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// `cs:layout`
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) children: Vec<Element>,
    pub(super) delimiter: String,
    pub(super) dress: Dress,
}

/// `cs:key`
#[derive(Debug, Clone)]
pub(super) struct SortKey {
    pub(super) what: SortWhat,
    pub(super) descending: bool,
    /// `names-min`, `names-use-first`, `names-use-last`
    pub(super) names: NameOptions,
}

/// What a key sorts by.
#[derive(Debug, Clone)]
pub(super) enum SortWhat {
    Variable(String),
    Macro(usize),
}

/// A rendering element, § Rendering Elements.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Text(TextElement),
    Number(NumberElement),
    Label(LabelElement),
    Names(Box<NamesElement>),
    Date(Box<DateElement>),
    Group(Group),
    Choose(Vec<Branch>),
}

/// What most elements may carry: formatting, affixes, quotes, text case, display.
#[derive(Debug, Clone, Default)]
pub(super) struct Dress {
    pub(super) format: Format,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) display: Option<Display>,
    pub(super) quotes: bool,
    pub(super) strip_periods: bool,
    pub(super) case: Option<Case>,
}

/// § Formatting; none where the element leaves it as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Format {
    pub(super) italic: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) small_caps: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) shift: Option<super::Shift>,
}

/// § Display
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}

/// § Text-case
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Upper,
    CapitalFirst,
    CapitalAll,
    Sentence,
    Title,
}

/// `cs:text`
#[derive(Debug, Clone)]
pub(super) struct TextElement {
    pub(super) what: TextWhat,
    pub(super) dress: Dress,
}

/// What a `cs:text` prints.
#[derive(Debug, Clone)]
pub(super) enum TextWhat {
    Variable { name: String, short: bool },
    Macro(usize),
    Term { name: String, form: TermForm, plural: bool },
    Value(super::span::Spans),
}

/// The form of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum TermForm {
    #[default]
    Long,
    Short,
    Verb,
    VerbShort,
    Symbol,
}

/// `cs:number`
#[derive(Debug, Clone)]
pub(super) struct NumberElement {
    pub(super) variable: String,
    pub(super) form: NumberForm,
    pub(super) dress: Dress,
}

/// `form` of `cs:number`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberForm {
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

/// `cs:label`; without variable inside `cs:names`.
#[derive(Debug, Clone)]
pub(super) struct LabelElement {
    pub(super) variable: String,
    pub(super) form: TermForm,
    pub(super) plural: Plural,
    pub(super) dress: Dress,
}

/// `plural` of `cs:label`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plural {
    Contextual,
    Always,
    Never,
}

/// `cs:names`
#[derive(Debug, Clone, Default)]
pub(super) struct NamesElement {
    pub(super) variables: Vec<String>,
    /// Its own name options and its `delimiter`, as [`NameOptions::names_delimiter`].
    pub(super) options: NameOptions,
    pub(super) name: Option<NameElement>,
    pub(super) et_al: Option<EtAl>,
    pub(super) label: Option<LabelElement>,
    /// The label comes before the names.
    pub(super) label_first: bool,
    pub(super) substitute: Vec<Element>,
    pub(super) dress: Dress,
}

/// `cs:name`
#[derive(Debug, Clone, Default)]
pub(super) struct NameElement {
    /// Its own options, with its `delimiter` and `form`.
    pub(super) options: NameOptions,
    pub(super) family: Dress,
    pub(super) given: Dress,
    pub(super) dress: Dress,
}

/// `cs:et-al`
#[derive(Debug, Clone)]
pub(super) struct EtAl {
    pub(super) term: String,
    pub(super) format: Format,
}

/// § Name and § Inheritable Name Options; none where not said.
#[derive(Debug, Clone, Default)]
pub(super) struct NameOptions {
    pub(super) and: Option<And>,
    pub(super) delimiter: Option<String>,
    pub(super) names_delimiter: Option<String>,
    pub(super) precedes_et_al: Option<Precedes>,
    pub(super) precedes_last: Option<Precedes>,
    pub(super) min: Option<usize>,
    pub(super) first: Option<usize>,
    pub(super) later_min: Option<usize>,
    pub(super) later_first: Option<usize>,
    pub(super) last: Option<bool>,
    pub(super) form: Option<NameForm>,
    pub(super) initialize: Option<bool>,
    pub(super) initialize_with: Option<String>,
    pub(super) inverted: Option<Inverted>,
    pub(super) separator: Option<String>,
}

impl NameOptions {
    /// These options where they say something, else those they inherit from.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            and: self.and.or(base.and),
            delimiter: self.delimiter.clone().or_else(|| base.delimiter.clone()),
            names_delimiter: self.names_delimiter.clone().or_else(|| base.names_delimiter.clone()),
            precedes_et_al: self.precedes_et_al.or(base.precedes_et_al),
            precedes_last: self.precedes_last.or(base.precedes_last),
            min: self.min.or(base.min),
            first: self.first.or(base.first),
            later_min: self.later_min.or(base.later_min),
            later_first: self.later_first.or(base.later_first),
            last: self.last.or(base.last),
            form: self.form.or(base.form),
            initialize: self.initialize.or(base.initialize),
            initialize_with: self.initialize_with.clone().or_else(|| base.initialize_with.clone()),
            inverted: self.inverted.or(base.inverted),
            separator: self.separator.clone().or_else(|| base.separator.clone()),
        }
    }
}

/// `and`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum And {
    Text,
    Symbol,
}

/// `delimiter-precedes-last`, `delimiter-precedes-et-al`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedes {
    Contextual,
    AfterInverted,
    Always,
    Never,
}

/// `form` of `cs:name`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameForm {
    Long,
    Short,
    Count,
}

/// `name-as-sort-order`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inverted {
    First,
    All,
}

/// `cs:date`, also as a locale defines one.
#[derive(Debug, Clone, Default)]
pub(super) struct DateElement {
    pub(super) variable: String,
    pub(super) form: Option<DateForm>,
    /// `date-parts`: how many of year, month, day.
    pub(super) precision: usize,
    pub(super) parts: Vec<DatePart>,
    pub(super) delimiter: String,
    pub(super) dress: Dress,
}

/// `form` of `cs:date`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateForm {
    Numeric,
    Text,
}

/// `cs:date-part`
#[derive(Debug, Clone)]
pub(super) struct DatePart {
    pub(super) name: PartName,
    pub(super) form: Option<PartForm>,
    pub(super) range_delimiter: Option<String>,
    pub(super) dress: Dress,
}

/// The parts of a date, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartName {
    Year,
    Month,
    Day,
}

/// `form` of `cs:date-part`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartForm {
    Numeric,
    LeadingZeros,
    Ordinal,
    Long,
    Short,
}

/// `cs:group`
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) children: Vec<Element>,
    pub(super) delimiter: String,
    pub(super) dress: Dress,
}

/// A branch of `cs:choose`; `cs:else` has no tests.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub(super) tests: Vec<Test>,
    pub(super) matching: Match,
    pub(super) children: Vec<Element>,
}

/// `match`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    All,
    Any,
    None,
}

/// A condition, § Choose. A source has one type and a cite one locator: of several named, any holds.
#[derive(Debug, Clone)]
pub(super) enum Test {
    Disambiguate(bool),
    Numeric(String),
    Uncertain(String),
    Locator(Vec<String>),
    Position(Position),
    Kind(Vec<String>),
    Variable(String),
}

/// `position`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
}

/// `cs:locale`: in a style, or a locale file.
#[derive(Debug, Clone, Default)]
pub(super) struct LocalePart {
    /// `xml:lang`
    pub(super) language: Option<String>,
    pub(super) terms: Vec<Term>,
    pub(super) dates: Vec<DateElement>,
    /// `limit-day-ordinals-to-day-1`
    pub(super) limit_ordinals: Option<bool>,
    /// `punctuation-in-quote`
    pub(super) in_quote: Option<bool>,
}

/// `cs:term`
#[derive(Debug, Clone, Default)]
pub(super) struct Term {
    pub(super) name: String,
    pub(super) form: TermForm,
    pub(super) single: String,
    pub(super) multiple: String,
    /// The gender of the noun itself.
    pub(super) gender: Option<Gender>,
    /// The gender that an ordinal or a month's form agrees with.
    pub(super) gender_form: Option<Gender>,
    /// `match` of ordinals.
    pub(super) matching: Option<OrdinalMatch>,
}

/// `gender`, `gender-form`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// `match` of an ordinal's term
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}
