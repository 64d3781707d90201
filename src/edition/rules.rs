//! What may be released.
//!
//! In: the releases there are, the newest one's snapshot, the book as it stands. Out: findings: errors where the number says
//! something else than the text.

use super::errata::{Erratum, errata};
use super::releases::Release;
use super::seal::Number;
use super::snapshot::Snapshot;
use super::wording;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::locale::Language;

/// Changed passages that are shown.
const SHOWN: usize = 10;

/// Reports what stands against releasing a book as this edition and printing.
pub fn may_be_released(
    number: Number,
    newest: Option<(&Release, &Snapshot)>,
    now: &Snapshot,
    language: &Language,
    found: &mut Diagnostics,
) {
    let Some((newest, was)) = newest else { return };
    let changed = errata(was, now);
    if number < newest.number || (number == newest.number && changed.is_empty()) {
        return found.push(behind(number, newest.number));
    }
    if number.edition > newest.number.edition {
        if number.printing > 1 {
            let message = format!("edition {} begins with printing {}", number.edition, number.printing);
            found.push(Diagnostic::nowhere(Code::EditionOrder, message).hint("write `printing = 1` under `[edition]`, or leave it out"));
        }
        if changed.is_empty() {
            let message = format!("edition {} has the words of edition {}", number.edition, newest.number);
            let hint =
                format!("print the same text again as `number = {}`, `printing = {}`", newest.number.edition, newest.number.printing + 1);
            found.push(Diagnostic::nowhere(Code::SameText, message).hint(hint));
        }
    } else if !changed.is_empty() {
        found.push(text_changed(number, newest.number, &changed, language));
    }
}

fn behind(number: Number, newest: Number) -> Diagnostic {
    if number == newest {
        let message = format!("edition {number} is released already");
        return Diagnostic::nowhere(Code::EditionOrder, message)
            .hint(format!("raise `number` under `[edition]` to {} where the text changed", number.edition + 1))
            .hint(format!("raise `printing` to {} where the same text is printed again", number.printing + 1));
    }
    let message = format!("edition {number} would come behind edition {newest}, which is released already");
    Diagnostic::nowhere(Code::EditionOrder, message).hint("raise `number` or `printing` under `[edition]`")
}

fn text_changed(number: Number, newest: Number, changed: &[Erratum], language: &Language) -> Diagnostic {
    let passages = if changed.len() == 1 { "1 passage".to_owned() } else { format!("{} passages", changed.len()) };
    let message = format!("{passages} changed since edition {newest}, and `[edition] number` is still {}", number.edition);
    let mut finding = Diagnostic::nowhere(Code::TextChanged, message);
    for erratum in changed.iter().take(SHOWN) {
        finding = finding.hint(format!("see {}", wording::line(erratum, language)));
    }
    if changed.len() > SHOWN {
        finding = finding.hint(format!("see {} more with `recto errata`", changed.len() - SHOWN));
    }
    finding.hint(format!("write `number = {}` and `printing = 1` under `[edition]`", number.edition + 1))
}
