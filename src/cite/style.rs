//! Citation styles (CSL 1.0.2).

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
    pub fn bundled(_name: &str) -> Result<Self, StyleFault> {
        Err(StyleFault::Unknown)
    }

    /// A style from a `.csl` file's text.
    ///
    /// # Errors
    /// [`StyleFault::Malformed`] or [`StyleFault::Dependent`].
    pub fn parse(xml: &str) -> Result<Self, StyleFault> {
        citationberg::IndependentStyle::from_xml(xml).map(|style| Self { style }).map_err(|e| StyleFault::Malformed(e.to_string()))
    }

    /// Whether its citations stand in notes.
    #[must_use]
    pub fn notes(&self) -> bool {
        self.style.settings.class == citationberg::StyleClass::Note
    }
}
