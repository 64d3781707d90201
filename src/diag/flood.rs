//! A flood of findings of one kind: what a program left in a file tens of thousands of times is said a hundred times.
//!
//! In: findings in their order. Out: of each code and file the first, and in the place of the others one that counts them.

use std::collections::BTreeMap;

use super::{Code, Diagnostic};
use crate::source::FileId;

/// Findings of one code in one file that are told one by one.
const MOST: usize = 100;

/// Keeps of each code and file the first findings, and says of the others where they begin and how many they are.
pub(super) fn cut(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<(Code, Option<FileId>), usize> = BTreeMap::new();
    let kind = |finding: &Diagnostic| (finding.code, finding.labels.first().map(|label| label.span.file));
    all.iter().for_each(|finding| *counts.entry(kind(finding)).or_default() += 1);
    if counts.values().all(|count| *count <= MOST + 1) {
        return all;
    }
    let mut seen: BTreeMap<(Code, Option<FileId>), usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for finding in all {
        let kind = kind(&finding);
        let count = counts.get(&kind).copied().unwrap_or_default();
        let seen = seen.entry(kind).or_default();
        *seen += 1;
        if count <= MOST + 1 || *seen <= MOST {
            kept.push(finding);
        } else if *seen == MOST + 1 {
            kept.push(more(finding, count - MOST));
        }
    }
    kept
}

/// What stands in the place of the first that is not told, and of those behind it.
fn more(first: Diagnostic, count: usize) -> Diagnostic {
    let labels = first.labels.into_iter().take(1).map(|label| super::Label { text: String::new(), ..label }).collect();
    let message = format!("from here on the file has {count} more of this kind");
    Diagnostic { message, labels, hints: vec!["look for a program that left them, and mend all of them at once".to_owned()], ..first }
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, MOST, cut};
    use crate::source::{FileId, Span};

    fn flood(count: usize) -> Vec<Diagnostic> {
        (0..count).map(|at| Diagnostic::new(Code::MalformedValue, Span::new(FileId(1), at..at + 1), "`{{` is never closed")).collect()
    }

    #[test]
    fn a_flood_is_counted_and_a_few_are_told() {
        assert_eq!(cut(flood(MOST + 1)), flood(MOST + 1));
        let told = cut(flood(40_000));
        assert_eq!(told.len(), MOST + 1);
        assert_eq!(told[..MOST], flood(MOST)[..]);
        let last = &told[MOST];
        assert_eq!(last.message, "from here on the file has 39900 more of this kind");
        assert_eq!(last.labels[0].span.start, 100);
    }
}
