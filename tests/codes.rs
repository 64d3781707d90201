//! Every diagnostic code has a case of its own, named by it, that shows it; and every such case is a code's.

use recto::diag::Code;

use crate::harness::{files, repository};

/// Codes that no case can show: those of commands in a folder on disk (`commands.rs`), of books too large for a page
/// (`limits.rs`), of an e-book without pages (`commands/restricted-font.md`), and a fault of recto's own, to which a manuscript should
/// never come.
const ELSEWHERE: [&str; 19] = [
    "font-not-embedded",
    "output-not-written",
    "wrong-arguments",
    "no-book",
    "no-new-book",
    "unknown-code",
    "unknown-edition",
    "damaged-edition",
    "edition-format",
    "duplicate-edition",
    "edition-order",
    "text-changed",
    "same-text",
    "held-pages",
    "edition-differs",
    "malformed-reason",
    "unused-reason",
    "too-long",
    "typesetter-fault",
];

#[test]
fn every_code_has_its_case() {
    let cases = files(&repository("tests/cases/diagnostics"));
    let stem = |path: &std::path::PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut faults = Vec::new();
    for case in &cases {
        match Code::find(&stem(case)) {
            None => faults.push(format!("{} is no code", stem(case))),
            Some(code) => {
                let text = std::fs::read_to_string(case).unwrap_or_default();
                if !text.contains(&format!(" {}", code.name())) {
                    faults.push(format!("{} does not show its code", stem(case)));
                }
            }
        }
    }
    let named: Vec<String> = cases.iter().map(stem).collect();
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.name()).filter(|name| !named.iter().any(|n| n == name) && !ELSEWHERE.contains(name)).collect();
    if !missing.is_empty() {
        faults.push(format!("{} codes have no case: {}", missing.len(), missing.join(", ")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_are_words_and_explained() {
    for code in Code::ALL {
        let name = code.name();
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name} is not in lower case");
        let explanation = code.explanation();
        assert!(explanation.len() > 20 && explanation.ends_with(['.', ')']), "{name} is not explained in a sentence");
        assert_eq!(Code::ALL.iter().filter(|other| other.name() == name).count(), 1, "{name} names two codes");
    }
}
