//! Why something was corrected: `editions/reasons.toml`.
//!
//! In: the file, which an author writes. Out: each erratum's reason, where one fits: by the datum that caused it, by what stood
//! there or what stands there now. A reason that fits nothing is named.
//!
//! ```toml
//! [[reason]]
//! corrects = 1                       # the edition that was wrong; where nothing is said: any
//! datum = "spassky.worked.persons"   # or `for = "6,730"`, or `read = "6,740"`
//! because = "the article gives 6,740 today"
//! substantive = true                 # where recto takes it for a matter of signs, or the other way round
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::errata::Erratum;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{BookPath, FileFault, FileId, Files, Source, Sources, Span};

/// The file's path in the book.
pub const REASONS: &str = "editions/reasons.toml";

/// A reason, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    span: Span,
    said: Said,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    corrects: Option<u32>,
    datum: Option<String>,
    #[serde(rename = "for")]
    was: Option<String>,
    #[serde(rename = "read")]
    now: Option<String>,
    because: String,
    substantive: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    reason: Vec<Spanned<Said>>,
}

/// The author's reasons; none where there is no file.
pub fn reasons(files: &dyn Files, sources: &mut Sources, found: &mut Diagnostics) -> Vec<Reason> {
    let Ok(path) = BookPath::new(REASONS) else { return Vec::new() };
    let bytes = match files.bytes(&path) {
        Ok(bytes) => bytes,
        Err(FileFault::Missing) => return Vec::new(),
        Err(fault) => {
            found.push(Diagnostic::file(&fault, &path, Span::whole(FileId::MANIFEST)));
            return Vec::new();
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let source = sources.add(path, text.as_ref().into()).clone();
    match toml::from_str::<File>(&source.text) {
        Ok(file) => file.reason.into_iter().filter_map(|reason| checked(reason, &source, found)).collect(),
        Err(fault) => {
            let span = Span::new(source.id, fault.span().unwrap_or(0..0));
            let finding = Diagnostic::new(Code::MalformedReason, span, fault.message().trim_end_matches('.').to_owned());
            found
                .push(finding.hint("write `[[reason]]`, below it `datum = \"…\"`, `for = \"…\"` or `read = \"…\"`, and `because = \"…\"`"));
            Vec::new()
        }
    }
}

fn checked(reason: Spanned<Said>, source: &Source, found: &mut Diagnostics) -> Option<Reason> {
    let span = Span::new(source.id, reason.span());
    let said = reason.into_inner();
    if said.datum.is_none() && said.was.is_none() && said.now.is_none() {
        let finding = Diagnostic::new(Code::MalformedReason, span, "the reason names nothing that it is the reason of");
        found.push(finding.hint("add `datum = \"file.row.column\"`, `for = \"…\"` or `read = \"…\"`"));
        return None;
    }
    (!said.because.trim().is_empty() || said.substantive.is_some()).then_some(Reason { span, said })
}

/// Gives each erratum to an edition its reason. A reason given for this very edition that fits none is a warning.
pub fn explain(list: &mut [Erratum], reasons: &[Reason], edition: u32, found: &mut Diagnostics) {
    let mine = |reason: &&Reason| reason.said.corrects.is_none_or(|number| number == edition);
    for reason in reasons.iter().filter(mine) {
        let mut fits = false;
        for erratum in list.iter_mut().filter(|erratum| fit(&reason.said, erratum)) {
            fits = true;
            if !reason.said.because.trim().is_empty() {
                erratum.because = Some(reason.said.because.trim().to_owned());
            }
            erratum.substantive = reason.said.substantive.unwrap_or(erratum.substantive);
        }
        if !fits && reason.said.corrects.is_some() {
            let message = format!("no erratum to edition {edition} is of this reason");
            found.push(Diagnostic::new(Code::UnusedReason, reason.span, message).hint("compare it with what `recto errata --toml` lists"));
        }
    }
}

fn fit(said: &Said, erratum: &Erratum) -> bool {
    let same = |said: &Option<String>, is: Option<&str>| said.as_deref().is_none_or(|said| is == Some(said));
    same(&said.datum, erratum.datum.as_deref()) && same(&said.was, Some(&erratum.was)) && same(&said.now, Some(&erratum.now))
}

/// Lines for `editions/reasons.toml`: a reason to be written for each erratum that has none yet.
#[must_use]
pub fn to_be_explained(list: &[Erratum], edition: u32) -> String {
    let quoted = |words: &str| toml::Value::String(words.to_owned()).to_string();
    let mut all: Vec<String> = Vec::new();
    for erratum in list.iter().filter(|erratum| erratum.because.is_none()) {
        let mut text = format!("\n[[reason]]\ncorrects = {edition}\n");
        let parts = [("datum", erratum.datum.as_deref()), ("for", Some(erratum.was.as_str())), ("read", Some(erratum.now.as_str()))];
        for (key, words) in parts {
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                text.push_str(&format!("{key} = {}\n", quoted(words)));
            }
        }
        text.push_str("because = \"\"\n");
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.concat()
}
