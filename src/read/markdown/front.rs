//! Front matter: YAML between `---` at the beginning of a file or inside it, or pandoc's title block.
//!
//! In: a file. Out: `title`, `subtitle`, `author`, `lang`, `nocite`, and the length of the whole; other keys are named
//! in one warning. Titles are read as inline Markdown in their place.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::context::Context;
use super::inline;
use super::leaf::{Leaf, lines_of};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::{FrontMatter, Inline};
use crate::read::faults;
use crate::source::{Span, Spanned};

type Placed = serde_saphyr::Spanned<Value>;

/// A value of YAML, as far as front matter needs it.
enum Value {
    Text(String),
    List(Vec<Placed>),
    Map(Vec<(String, Placed)>),
}

/// Reads the front matter at the beginning of a file, and says how long it is.
pub(super) fn read(context: &mut Context<'_>) -> (FrontMatter, usize) {
    let source = context.source;
    let Some((inner, end)) = extent(&source.text) else {
        if let Some(block) = title_block(context) {
            return block;
        }
        if source.text.starts_with("+++\n") {
            let found = Diagnostic::new(Code::MalformedFrontMatter, Span::new(source.id, 0..3), "front matter in TOML")
                .hint("write it as YAML between lines of `---`: `title: …`");
            context.found.push(found);
        }
        return (FrontMatter::default(), 0);
    };
    (block(context, inner, FrontMatter::default()), end)
}

/// Reads a block of YAML, over what is known.
pub(super) fn block(context: &mut Context<'_>, inner: Range<usize>, known: FrontMatter) -> FrontMatter {
    let source = context.source;
    let yaml = &source.text[inner.clone()];
    if yaml.trim().is_empty() {
        return known;
    }
    let pairs = match serde_saphyr::from_str::<Value>(yaml) {
        Ok(Value::Map(pairs)) => pairs,
        Ok(Value::Text(_) | Value::List(_)) => {
            let found = Diagnostic::new(Code::MalformedFrontMatter, Span::new(source.id, inner), "front matter holds no keys")
                .hint("write `key: value` on each line, or a blank line behind `---` where a rule is meant");
            context.found.push(found);
            return known;
        }
        Err(error) => {
            context.found.push(malformed(context, &inner, &error));
            return known;
        }
    };
    let mut reader = Reader { context, inner, front: known };
    reader.pairs(&pairs);
    reader.front
}

/// pandoc's title block at the beginning of a file: `% title`, `% authors`, `% date`; each may go on on further lines that
/// begin with a space.
fn title_block(context: &mut Context<'_>) -> Option<(FrontMatter, usize)> {
    let source = context.source;
    let text = &source.text;
    text.starts_with("% ").then_some(())?;
    let mut fields: Vec<Vec<Range<usize>>> = Vec::new();
    let mut end = 0;
    for line in lines_of(text, 0..text.len()) {
        let words = &text[line.clone()];
        let start = line.end - words.trim_start_matches('%').trim_start().len();
        let count = fields.len();
        match fields.last_mut() {
            Some(field) if words.starts_with([' ', '\t']) && !words.trim().is_empty() => field.push(start..line.end),
            _ if words.starts_with('%') && count < 3 => fields.push(std::iter::once(start..line.end).collect()),
            Some(_) | None => break,
        }
        end = line.end;
    }
    let mut front = FrontMatter::default();
    let place = |pieces: &[Range<usize>]| Some(Span::new(source.id, pieces.first()?.start..pieces.last()?.end));
    if let Some((pieces, span)) =
        fields.first().and_then(|pieces| Some((pieces, place(pieces)?))).filter(|(_, span)| !span.range().is_empty())
    {
        let words = inline::inlines(context, &Leaf::of(text, source.id, pieces));
        front.title = Some(Spanned::new(words, span));
    }
    for piece in fields.get(1).into_iter().flatten() {
        let mut at = piece.start;
        for name in text[piece.clone()].split(';') {
            let start = at + (name.len() - name.trim_start().len());
            at += name.len() + 1;
            if !name.trim().is_empty() {
                front.authors.push(Spanned::new(name.trim().to_owned(), Span::new(source.id, start..start + name.trim().len())));
            }
        }
    }
    if let Some(span) = fields.get(2).and_then(|pieces| place(pieces)).filter(|span| !span.range().is_empty()) {
        let found = Diagnostic::new(Code::FrontMatterKey, span, "the date of a title block is not read")
            .hint("the book's date stands in book.toml: `[edition] date`");
        context.found.push(found);
    }
    Some((front, end))
}

/// The range between the lines of `---`, and the end of the second.
fn extent(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = lines_of(text, 0..text.len());
    let first = lines.next().filter(|line| text[line.clone()].trim_end() == "---")?;
    let mut start = None;
    for line in lines {
        let words = text[line.clone()].trim_end();
        if start.is_none() && words.is_empty() {
            return None;
        }
        let start = *start.get_or_insert(line.start);
        if words == "---" || words == "..." {
            return Some((start..line.start.max(first.end), line.end));
        }
    }
    None
}

fn malformed(context: &Context<'_>, inner: &Range<usize>, error: &serde_saphyr::Error) -> Diagnostic {
    let (cause, place) = faults::yaml(&context.source.text[inner.clone()], error);
    let place = Span::new(context.source.id, inner.start + place.start..inner.start + place.end);
    Diagnostic::new(Code::MalformedFrontMatter, place, format!("the front matter is no YAML ({cause})"))
        .hint("put a value that holds `:` or `#` in quotes")
}

struct Reader<'c, 'a> {
    context: &'c mut Context<'a>,
    /// Where the YAML stands.
    inner: Range<usize>,
    front: FrontMatter,
}

impl Reader<'_, '_> {
    fn pairs(&mut self, pairs: &[(String, Placed)]) {
        let mut others = Vec::new();
        for (key, value) in pairs {
            let known = match key.as_str() {
                "title" => self.front.title.is_some(),
                "subtitle" => self.front.subtitle.is_some(),
                "lang" | "language" => self.front.language.is_some(),
                _ => false,
            };
            if known {
                let place = self.place(&[key.as_str()]);
                let found = Diagnostic::new(Code::FrontMatterKey, place, format!("`{key}` is said a second time; this one is used"))
                    .hint("take one of them out");
                self.context.found.push(found);
            }
            match key.as_str() {
                "title" => self.front.title = self.words(value),
                "subtitle" => self.front.subtitle = self.words(value),
                "lang" | "language" => self.front.language = self.text(value),
                "author" | "authors" => self.authors(value),
                "nocite" => self.nocite(value),
                _ => others.push(key.as_str()),
            }
        }
        if !others.is_empty() {
            let place = self.place(&others);
            let found =
                Diagnostic::new(Code::FrontMatterKey, place, format!("front matter that recto does not read: `{}`", others.join("`, `")))
                    .hint("read are `title`, `subtitle`, `author`, `lang` and `nocite`; what the whole book says stands in book.toml");
            self.context.found.push(found);
        }
    }

    /// The first of the keys that are not read.
    fn place(&self, others: &[&str]) -> Span {
        let source = self.context.source;
        let first = others.first().copied().unwrap_or_default();
        let line = lines_of(&source.text, self.inner.clone()).find(|line| source.text[line.clone()].starts_with(first));
        let start = line.map_or(self.inner.start, |line| line.start);
        Span::new(source.id, start..(start + first.len()).min(self.inner.end))
    }

    /// Where a value stands: byte for byte where that can be, else roughly.
    fn range(&self, value: &Placed, text: &str) -> (Range<usize>, bool) {
        let source = &self.context.source.text;
        let span = value.defined.span();
        let bytes = |n: Option<_>| n.and_then(|n| usize::try_from(n).ok());
        let start = (self.inner.start + bytes(span.byte_offset()).unwrap_or(0)).min(self.inner.end);
        let end = (start + bytes(span.byte_len()).unwrap_or(0)).min(self.inner.end);
        let Some(typed) = source.get(start..end) else { return (self.inner.clone(), false) };
        let rough = start..start + typed.trim_end().len();
        match typed.find(text) {
            Some(at) if !text.is_empty() => (start + at..start + at + text.len(), true),
            Some(_) | None => (rough, false),
        }
    }

    fn text(&mut self, value: &Placed) -> Option<Spanned<String>> {
        match &value.value {
            Value::Text(text) => {
                let (range, _) = self.range(value, text);
                (!text.trim().is_empty()).then(|| Spanned::new(text.trim().to_owned(), Span::new(self.context.source.id, range)))
            }
            Value::List(_) | Value::Map(_) => {
                let (range, _) = self.range(value, "");
                let found =
                    Diagnostic::new(Code::MalformedFrontMatter, Span::new(self.context.source.id, range), "a text is expected here")
                        .hint("write one value behind the colon");
                self.context.found.push(found);
                None
            }
        }
    }

    fn words(&mut self, value: &Placed) -> Option<Spanned<Vec<Inline>>> {
        let text = self.text(value)?;
        let source = self.context.source;
        let (range, exact) = self.range(value, &text.value);
        let leaf = if exact { Leaf::new(&source.text, source.id, range, 0) } else { Leaf::elsewhere(text.value, text.span) };
        let inlines = inline::inlines(self.context, &leaf);
        Some(Spanned::new(inlines, text.span))
    }

    fn authors(&mut self, value: &Placed) {
        match &value.value {
            Value::List(items) => items.iter().for_each(|item| self.authors(item)),
            Value::Map(pairs) => {
                if let Some((_, name)) = pairs.iter().find(|(key, _)| key == "name") {
                    self.authors(name);
                }
            }
            Value::Text(_) => {
                let author = self.text(value);
                self.front.authors.extend(author);
            }
        }
    }

    /// `@key, @other`, `@*`, or a list of such.
    fn nocite(&mut self, value: &Placed) {
        match &value.value {
            Value::List(items) => items.iter().for_each(|item| self.nocite(item)),
            Value::Map(_) | Value::Text(_) => {
                let Some(text) = self.text(value) else { return };
                for word in text.value.split([',', ';', ' ', '\n']) {
                    let Some(key) = word.trim().strip_prefix('@') else { continue };
                    let key = key.trim_matches(['{', '}']).to_owned();
                    let (range, _) = self.range(value, &key);
                    self.front.nocite.push(Spanned::new(key, Span::new(self.context.source.id, range)));
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a list or a table")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Text(String::new()))
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Text(String::new()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element::<Placed>()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry::<String, Placed>()? {
            pairs.push(pair);
        }
        Ok(Value::Map(pairs))
    }
}

/// `key: value`
pub(super) fn key_line(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && (value.is_empty() || value.starts_with(' '))
    })
}
