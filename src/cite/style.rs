//! Citation styles (CSL 1.0.2).
//!
//! In: a bundled style's name or a style's text. Out: a parsed style, or why there is none. Words nothing.

use hayagriva::archive::ArchivedStyle;

/// How deep a style's elements may be nested; the deepest in use have 19.
const DEEPEST: usize = 60;

/// A style, ready to word with.
#[derive(Debug, Clone)]
pub struct Style {
    style: citationberg::IndependentStyle,
}

/// Why there is no style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleFault {
    /// No bundled style has this name.
    Unknown,
    /// The file is no CSL style; the parser's words.
    Malformed(String),
    /// It depends on a style that is not at hand.
    Dependent(String),
}

impl Style {
    /// A bundled style by its name.
    ///
    /// # Errors
    /// [`StyleFault::Unknown`].
    pub fn bundled(name: &str) -> Result<Self, StyleFault> {
        let archived = ArchivedStyle::by_name(name).ok_or(StyleFault::Unknown)?;
        match archived.get() {
            citationberg::Style::Independent(style) => Ok(Self { style }),
            citationberg::Style::Dependent(style) => Err(StyleFault::Dependent(style.parent_link.href)),
        }
    }

    /// A style from a `.csl` file's text.
    ///
    /// # Errors
    /// [`StyleFault::Malformed`] or [`StyleFault::Dependent`].
    pub fn parse(xml: &str) -> Result<Self, StyleFault> {
        if depth(xml) > DEEPEST {
            return Err(StyleFault::Malformed(format!("its elements are nested more than {DEEPEST} deep")));
        }
        match citationberg::Style::from_xml(xml).map_err(|e| StyleFault::Malformed(e.to_string()))? {
            citationberg::Style::Independent(style) => Ok(Self { style }),
            citationberg::Style::Dependent(style) => Err(StyleFault::Dependent(style.parent_link.href)),
        }
    }

    /// Whether its citations stand in notes.
    #[must_use]
    pub fn notes(&self) -> bool {
        self.style.settings.class == citationberg::StyleClass::Note
    }

    /// The parsed style.
    pub(super) fn csl(&self) -> &citationberg::IndependentStyle {
        &self.style
    }
}

/// How deep a file's elements are nested: the parser of styles would exhaust the stack far beyond what styles need.
fn depth(xml: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in xml.split('<').skip(1) {
        let inner = tag.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !inner.ends_with('/') {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
