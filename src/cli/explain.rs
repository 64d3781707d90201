//! `recto explain`.

use super::Exit;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Severity};

pub(super) fn run(code: Option<&str>, terminal: &mut Terminal) -> Exit {
    let Some(typed) = code else {
        for code in Code::ALL {
            terminal.say(code.name());
        }
        return Exit::Done;
    };
    let Some(code) = Code::find(typed.trim()) else {
        let finding = Diagnostic::nowhere(Code::UnknownCode, format!("there is no code `{typed}`"));
        let finding = finding.nearest(typed, Code::ALL.iter().map(|code| code.name()));
        return terminal.refuse(finding.hint("list all codes with `recto explain`"));
    };
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    terminal.say(&format!("{} ({severity})\n\n{}", code.name(), wrapped(code.explanation())));
    Exit::Done
}

/// Paragraphs in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 80 {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.join("\n")
}
