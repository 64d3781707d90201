//! Citation styles (CSL 1.0.2).
//!
//! In: a bundled style's name or a style's text. Out: a style read, or why there is none. Words nothing.

use super::plan::Plan;
use super::{lower, shelf};

/// A style, ready to word with.
#[derive(Debug, Clone)]
pub struct Style {
    plan: Plan,
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
        Self::parse(shelf::style(name).ok_or(StyleFault::Unknown)?)
    }

    /// A style from a `.csl` file's text; a dependent style by its parent, where that is bundled.
    ///
    /// # Errors
    /// [`StyleFault::Malformed`] or [`StyleFault::Dependent`].
    pub fn parse(xml: &str) -> Result<Self, StyleFault> {
        match lower::style(xml) {
            Ok(plan) => Ok(Self { plan }),
            Err(StyleFault::Dependent(parent)) => {
                let name = parent.rsplit('/').next().unwrap_or(&parent);
                let Some(text) = shelf::style(name) else { return Err(StyleFault::Dependent(parent)) };
                Ok(Self { plan: lower::style(text)? })
            }
            Err(fault) => Err(fault),
        }
    }

    /// Whether its citations stand in notes.
    #[must_use]
    pub fn notes(&self) -> bool {
        self.plan.notes
    }

    /// The lowered style.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }
}
