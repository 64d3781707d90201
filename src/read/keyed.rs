//! TOML, walked by hand.
//!
//! In: a TOML text. Out: tables whose keys are known ones, and values with their places. Every fault is reported
//! where it stands and the walk goes on, so that an author sees all of them in one run. What values mean is the
//! caller's affair.

use toml::de::{DeTable, DeValue};

use super::faults;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span, Spanned};

/// A value with its place, as the TOML parser gives it.
pub(super) type Value<'t> = toml::Spanned<DeValue<'t>>;

/// A walk through one TOML text.
pub(super) struct Walk<'a> {
    source: &'a Source,
    pub(super) found: &'a mut Diagnostics,
}

/// A table with its keys in the order of the text.
pub(super) struct Table<'t> {
    /// As messages name it: `[book]`.
    pub(super) name: String,
    /// The table's place.
    pub(super) span: Span,
    /// Keys and values.
    pub(super) entries: Vec<(Spanned<String>, &'t Value<'t>)>,
}

impl<'t> Table<'t> {
    pub(super) fn get(&self, key: &str) -> Option<&'t Value<'t>> {
        self.entries.iter().find(|(k, _)| k.value == key).map(|(_, value)| *value)
    }

    pub(super) fn key(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(k, _)| k.value == key).map(|(k, _)| k.span)
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a Source, found: &'a mut Diagnostics) -> Self {
        Self { source, found }
    }

    /// The whole text as a tree; none where it is not TOML.
    pub(super) fn parse<'t>(&mut self, text: &'t str) -> Option<Value<'t>> {
        let (tree, faults) = DeTable::parse_recoverable(text);
        for fault in &faults {
            let span = Span::new(self.source.id, fault.span().unwrap_or(0..0));
            let message = format!("`{}` cannot be read as TOML ({})", self.source.path, faults::toml(fault.message()));
            let finding = Diagnostic::new(Code::MalformedToml, span, message);
            self.found.push(finding.hint("close every quote and bracket; text stands in double quotes, dates without"));
        }
        let range = tree.span();
        faults.is_empty().then(|| toml::Spanned::new(range, DeValue::Table(tree.into_inner())))
    }

    /// A table or key as messages name it; the root by its file.
    fn place(&self, name: &str) -> String {
        if name.is_empty() { format!("`{}`", self.source.path) } else { format!("`{name}`") }
    }

    pub(super) fn span(&self, value: &Value<'_>) -> Span {
        Span::new(self.source.id, value.span())
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// A table whose keys must be among `known`.
    pub(super) fn table<'t>(&mut self, name: &str, value: &'t Value<'t>, known: &[&str]) -> Option<Table<'t>> {
        let table = self.any_table(name, value)?;
        for (key, _) in &table.entries {
            if !known.contains(&key.value.as_str()) {
                let message = format!("{} has no key `{}`", self.place(name), key.value);
                self.report(Diagnostic::new(Code::UnknownKey, key.span, message).nearest(&key.value, known.iter().copied()));
            }
        }
        Some(table)
    }

    /// A table whose keys are the author's own.
    pub(super) fn any_table<'t>(&mut self, name: &str, value: &'t Value<'t>) -> Option<Table<'t>> {
        let DeValue::Table(map) = value.get_ref() else {
            self.wrong_type(name, value, "a table (`{ key = … }`, or lines under a head in brackets)");
            return None;
        };
        let file = self.source.id;
        let entry = |(key, value): (&'t toml::Spanned<_>, &'t Value<'t>)| {
            let key_text: &std::borrow::Cow<'t, str> = key.get_ref();
            (Spanned::new(key_text.to_string(), Span::new(file, key.span())), value)
        };
        let mut entries: Vec<_> = map.iter().map(entry).collect();
        entries.sort_by_key(|(key, _)| key.span);
        Some(Table { name: name.to_owned(), span: self.span(value), entries })
    }

    /// A table that stands under a key of another.
    pub(super) fn inner<'t>(&mut self, table: &Table<'t>, key: &str, known: &[&str]) -> Option<Table<'t>> {
        let value = table.get(key)?;
        self.table(&inner_name(table, key), value, known)
    }

    /// A text that is not blank.
    pub(super) fn string(&mut self, table: &Table<'_>, key: &str) -> Option<Spanned<String>> {
        let value = table.get(key)?;
        self.text(&inner_name(table, key), value)
    }

    /// A text that must stand there; whether it may be blank is the caller's affair.
    pub(super) fn required(&mut self, table: &Table<'_>, key: &str, example: &str) -> Option<Spanned<String>> {
        if table.get(key).is_none() {
            let message = format!("{} lacks `{key}`", self.place(&table.name));
            self.report(Diagnostic::new(Code::MissingKey, table.span, message).hint(format!("add `{key} = {example}`")));
        }
        self.any_text(&inner_name(table, key), table.get(key)?)
    }

    /// A text that stands in a list, and is not blank.
    pub(super) fn entry(&mut self, name: &str, value: &Value<'_>) -> Option<Spanned<String>> {
        let text = self.any_text(name, value)?;
        if text.value.is_empty() {
            let finding = Diagnostic::new(Code::EmptySetting, text.span, format!("an entry of {} is empty", self.place(name)));
            self.report(finding.hint("take the two quotes out, or write something between them"));
            return None;
        }
        Some(text)
    }

    /// A value that must be a text and not blank.
    pub(super) fn text(&mut self, name: &str, value: &Value<'_>) -> Option<Spanned<String>> {
        let text = self.any_text(name, value)?;
        if text.value.is_empty() {
            let finding = Diagnostic::new(Code::EmptySetting, text.span, format!("{} is empty", self.place(name)));
            self.report(finding.hint("leave the line out, or fill it"));
            return None;
        }
        Some(text)
    }

    fn any_text(&mut self, name: &str, value: &Value<'_>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(name, value, "a text in quotes (`\"…\"`)");
            return None;
        };
        Some(Spanned::new(text.trim().to_owned(), self.span(value)))
    }

    /// A list of texts.
    pub(super) fn strings(&mut self, table: &Table<'_>, key: &str) -> Vec<Spanned<String>> {
        let name = inner_name(table, key);
        let items = self.list(table, key);
        items.iter().filter_map(|value| self.entry(&name, value)).collect()
    }

    /// A list of anything.
    pub(super) fn list<'t>(&mut self, table: &Table<'t>, key: &str) -> Vec<&'t Value<'t>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        self.items(&inner_name(table, key), value)
    }

    /// A value that must be a list.
    pub(super) fn items<'t>(&mut self, name: &str, value: &'t Value<'t>) -> Vec<&'t Value<'t>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => {
                self.wrong_type(name, value, "a list (`[…, …]`)");
                Vec::new()
            }
        }
    }

    /// Yes or no.
    pub(super) fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<Spanned<bool>> {
        let value = table.get(key)?;
        let DeValue::Boolean(yes) = value.get_ref() else {
            self.wrong_type(&inner_name(table, key), value, "`true` or `false`, without quotes");
            return None;
        };
        Some(Spanned::new(*yes, self.span(value)))
    }

    /// A number that counts editions or printings.
    pub(super) fn count(&mut self, table: &Table<'_>, key: &str) -> Option<Spanned<u32>> {
        let value = table.get(key)?;
        let name = inner_name(table, key);
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(&name, value, "a whole number without quotes (`1`)");
            return None;
        };
        let span = self.span(value);
        match u32::from_str_radix(number.as_str(), number.radix()) {
            Ok(n) => Some(Spanned::new(n, span)),
            Err(_) => {
                self.report(Diagnostic::new(Code::BadEdition, span, format!("{} counts from 1, and is {number}", self.place(&name))));
                None
            }
        }
    }

    /// A day.
    pub(super) fn date(&mut self, table: &Table<'_>, key: &str) -> Option<Spanned<(u16, u8, u8)>> {
        let value = table.get(key)?;
        if let DeValue::Datetime(day) = value.get_ref()
            && let (Some(date), None, None) = (day.date, day.time, day.offset)
        {
            return Some(Spanned::new((date.year, date.month, date.day), self.span(value)));
        }
        let message = format!("{} is no day", self.place(&inner_name(table, key)));
        self.report(Diagnostic::new(Code::BadDate, self.span(value), message).hint("write it as `2026-11-23`, without quotes"));
        None
    }

    /// A form that recto knows and this version does not make.
    pub(super) fn not_yet(&mut self, span: Span, what: &str) {
        self.report(Diagnostic::new(Code::NotYet, span, format!("{what} is not made by this version yet")).hint("leave it out for now"));
    }

    pub(super) fn wrong_type(&mut self, name: &str, value: &Value<'_>, needed: &str) {
        let message = format!("{} is {}", self.place(name), kind(value.get_ref()));
        self.report(Diagnostic::new(Code::WrongType, self.span(value), message).hint(format!("write {needed}")));
    }
}

/// The name of a key inside a table: `[book] title`.
pub(super) fn inner_name(table: &Table<'_>, key: &str) -> String {
    if table.name.is_empty() { format!("[{key}]") } else { format!("{} {key}", table.name) }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
