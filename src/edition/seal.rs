//! The seal of a release: who made it, of what, and the fingerprint of each of its files.
//!
//! A seal is a short text (TOML) that a person can read, `editions/1.1/seal.toml`. Its first line is the fingerprint of the
//! rest, and it names the fingerprint of the seal before it, so that whoever alters a release alters all that follow.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::snapshot::FORMAT;

/// An edition's printing: `2.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The edition, from 1.
    pub edition: u32,
    /// The printing, from 1.
    pub printing: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.edition, self.printing)
    }
}

impl Number {
    /// Reads `2.1`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let (edition, printing) = typed.split_once('.')?;
        Some(Self { edition: counted(edition)?, printing: counted(printing)? })
    }
}

/// A number from 1, as it is written in a folder's name.
pub(super) fn counted(typed: &str) -> Option<u32> {
    typed.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == typed)
}

/// A seal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The version of the form, of seal and snapshot.
    pub format: u32,
    /// The edition's number.
    pub edition: u32,
    /// The printing's number.
    pub printing: u32,
    /// The edition's day, where it has one: `2026-11-23`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The book's title.
    pub title: String,
    /// The recto that made it: its version, and a fingerprint of its themes, fonts and engine.
    pub recto: String,
    /// Its pages.
    pub pages: usize,
    /// The release before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
    /// The outputs and their fingerprints.
    pub outputs: BTreeMap<String, String>,
    /// Everything that was read, and its fingerprint.
    pub inputs: BTreeMap<String, String>,
    /// What else stands in the release's folder, and its fingerprint.
    pub files: BTreeMap<String, String>,
}

/// The release before another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Its number.
    pub release: String,
    /// The fingerprint of its seal.
    pub seal: String,
}

/// Why a seal can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It is of another version of the form.
    Format(u64),
    /// It is not as it was sealed.
    Altered,
    /// It is no seal; in words.
    Damaged(String),
}

impl Seal {
    /// The edition and printing.
    #[must_use]
    pub const fn number(&self) -> Number {
        Number { edition: self.edition, printing: self.printing }
    }

    /// Its text.
    #[must_use]
    pub fn write(&self) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!("check = \"{}\"\n{body}", fingerprint(body.as_bytes()))
    }

    /// Reads a seal.
    ///
    /// # Errors
    /// [`Broken`]
    pub fn read(text: &str) -> Result<Self, Broken> {
        let damaged = |why: &str| Broken::Damaged(why.to_owned());
        let text = text.replace("\r\n", "\n");
        let table: toml::Table = text.parse().map_err(|fault: toml::de::Error| damaged(fault.message()))?;
        match table.get("format").and_then(toml::Value::as_integer) {
            Some(format) if format == i64::from(FORMAT) => {}
            Some(other) => return Err(Broken::Format(u64::try_from(other).unwrap_or_default())),
            None => return Err(damaged("it states no format")),
        }
        let (check, body) = text.split_once('\n').ok_or_else(|| damaged("it has one line"))?;
        if check != format!("check = \"{}\"", fingerprint(body.as_bytes())) {
            return Err(Broken::Altered);
        }
        toml::from_str(body).map_err(|fault| damaged(fault.message()))
    }
}

/// The fingerprint of a seal's text, by which the next one names it.
#[must_use]
pub(super) fn of_text(text: &str) -> String {
    fingerprint(text.replace("\r\n", "\n").as_bytes())
}

/// The fingerprint of bytes.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
