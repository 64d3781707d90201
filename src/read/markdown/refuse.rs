//! Forms that pandoc or Quarto read as structure and recto does not, each with the form to write.
//!
//! In: what was met, or the first line of a paragraph. Out: a finding. Nothing of the kind becomes prose.

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// A tag of HTML.
pub(super) fn tag(span: Span, name: &str) -> Diagnostic {
    let form = match name {
        "u" | "ins" => "write `[words]{.underline}`",
        "s" | "del" | "strike" => "write `~~words~~`",
        "a" => "write `[words](address)`, or `[]{#id}` for a place to link to",
        "img" | "figure" | "figcaption" | "picture" => "write `![caption](picture.png){#fig-id alt=\"…\"}`",
        "span" | "small" | "big" | "font" | "mark" => "write `[words]{.role}`",
        "div" | "section" | "article" | "aside" | "center" => "write `::: {.role}` … `:::` on lines of their own",
        "p" => "part paragraphs by blank lines",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" | "caption" => "write a pipe table: `| a | b |` over `|---|---|`",
        "ul" | "ol" | "li" => "write a list: lines that begin with `- ` or `1. `",
        "dl" | "dt" | "dd" => "write a definition list: the term on a line, `: meaning` on the next",
        "hr" => "write `***` on a line of its own",
        "blockquote" | "q" => "begin the lines of a quotation with `> `",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "begin a heading with `# `",
        "code" | "pre" | "tt" | "kbd" | "samp" | "var" => "write code between backticks",
        "cite" | "dfn" => "write `*words*`",
        "script" | "style" | "iframe" | "video" | "audio" | "object" | "embed" => "take it out: a book runs nothing",
        "!" => "take the declaration out",
        "sup" | "sub" | "i" | "b" | "em" | "strong" | "br" => "write the tag without attributes",
        _ => "write `\\<` if the sign is meant, or put code between backticks",
    };
    let shown = if name == "!" { "an HTML declaration".to_owned() } else { format!("the HTML tag `<{name}>`") };
    Diagnostic::new(Code::RawHtml, span, shown).hint(form)
}

/// A command of LaTeX.
pub(super) fn command(span: Span, name: &str, argument: &str) -> Diagnostic {
    let form = match name {
        "emph" | "textit" | "it" | "itshape" => format!("write `*{argument}*`"),
        "textbf" | "bf" | "bfseries" => format!("write `**{argument}**`"),
        "textsc" => format!("write `[{argument}]{{.smallcaps}}`"),
        "texttt" => format!("write `` `{argument}` ``"),
        "underline" => format!("write `[{argument}]{{.underline}}`"),
        "footnote" => "write `^[the note]`".to_owned(),
        "cite" | "citep" | "citet" | "parencite" | "autocite" | "textcite" | "footcite" => format!("write `[@{argument}]`"),
        "ref" | "autoref" | "cref" | "Cref" => format!("write `@{}`", argument.replace(':', "-")),
        "pageref" => format!("write `[@{}]{{.page}}`", argument.replace(':', "-")),
        "label" => format!("put `{{#{}}}` behind the heading, caption or picture", argument.replace(':', "-")),
        "index" => "take it out until a version of recto makes an index".to_owned(),
        "newpage" | "pagebreak" | "clearpage" | "cleardoublepage" | "eject" => {
            "write `\\newpage` on a line of its own, between blank lines".to_owned()
        }
        "ldots" | "dots" => "write `...`".to_owned(),
        "begin" | "end" => "write a div, `::: {.role}` … `:::`, a list, a quotation or a table".to_owned(),
        "noindent" | "indent" | "vspace" | "hspace" | "bigskip" | "medskip" | "smallskip" | "centering" | "vfill" | "hfill" => {
            "take it out: the theme sets the page".to_owned()
        }
        _ => "write `\\\\` if the sign is meant, or put code between backticks".to_owned(),
    };
    let shown = if matches!(name, "begin" | "end") { format!("\\{name}{{{argument}}}") } else { format!("\\{name}") };
    Diagnostic::new(Code::RawLatex, span, format!("the LaTeX command `{shown}`")).hint(form)
}

/// `{{< … >}}`; `inner` is what stands between the braces.
pub(super) fn shortcode(span: Span, inner: &str) -> Diagnostic {
    let name = inner.trim_matches(['<', '>', '%', '#']).split_whitespace().next().unwrap_or_default();
    match name {
        "include" => Diagnostic::new(Code::NotYet, span, "an included file, `{{< include … >}}`")
            .hint("name the file in book.toml: `{ chapter = [\"a.md\", \"b.md\"] }` makes one chapter of several files"),
        "pagebreak" => Diagnostic::new(Code::Shortcode, span, "a page break inside a paragraph")
            .hint("put it on a line of its own, between blank lines"),
        "meta" | "var" => Diagnostic::new(Code::Shortcode, span, format!("the shortcode `{name}`"))
            .hint("write the words, or bind a value of a data file: `{{file.row.column}}`"),
        _ => Diagnostic::new(Code::Shortcode, span, format!("the shortcode `{name}`"))
            .hint("write what it would print: recto runs no program"),
    }
}

/// `` ```{=html} `` and `` `…`{=html} ``
pub(super) fn raw(span: Span, format: &str) -> Diagnostic {
    Diagnostic::new(Code::RawBlock, span, format!("raw text for `{format}` alone"))
        .hint("write it as Markdown: what is raw would reach one output only")
        .hint("for code that is printed, name the language: ```` ```html ````")
}

/// Whether a word in braces is the name of a program that notebooks run.
pub(super) fn engine(name: &str) -> bool {
    let word = name.split([' ', ',']).next().unwrap_or_default();
    ["r", "python", "julia", "ojs", "sql", "bash", "sh", "mermaid", "dot", "stan", "rcpp", "js", "css", "cat"]
        .contains(&word.to_ascii_lowercase().as_str())
}

/// Braces that look like attributes and are none.
pub(super) fn malformed_attributes(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MalformedAttributes, span, "these attributes cannot be read")
        .hint("write `{#id .role key=\"value\"}`, with a space between the parts")
        .hint("write `\\{` if the braces are meant")
}

/// What a later version makes, by the first line of a paragraph; `in_list` where a list's item holds it.
pub(super) fn block_form(span: Span, line: &str) -> Option<Diagnostic> {
    let not_yet = |form: &str, hint: &str| Some(Diagnostic::new(Code::NotYet, span, form).hint(hint));
    if line == "|" || line.starts_with("| ") {
        return not_yet("a line block (`| ` before each line)", "end the lines with `\\` inside `::: {.verse}` … `:::`");
    }
    if grid_rule(line) {
        return not_yet("a grid table", "write a pipe table: `| a | b |` over `|---|---|`");
    }
    if org_rule(line) {
        return not_yet("a table's rule with `+`", "write `|` between the columns of the rule");
    }
    if line.starts_with("(@")
        && line[2..].find(')').is_some_and(|end| line[2..2 + end].chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-'))
    {
        return not_yet("a numbered example, `(@…)`", "write a list with `1.`, or `(\\@` where a citation is meant");
    }
    let marker = fancy_marker(line)?;
    let escaped = format!("{}\\{}", &marker[..marker.len() - 1], &marker[marker.len() - 1..]);
    not_yet(&format!("a list numbered `{marker}`"), &format!("write `1.`, or `{escaped}` where no list is meant"))
}

/// `+---+---+`
fn grid_rule(line: &str) -> bool {
    line.len() > 3
        && line.starts_with("+")
        && line.ends_with('+')
        && line.bytes().all(|b| b"+-=:".contains(&b))
        && line.contains(['-', '='])
}

/// `|---+---|`
fn org_rule(line: &str) -> bool {
    line.starts_with("|-") && line.contains("-+-") && line.bytes().all(|b| b"|+-: ".contains(&b))
}

/// The marker of a list that only pandoc knows: `a)`, `(a)`, `i.`, `A.`, `(1)`, `iv)`; for a capital with a full stop
/// two spaces must follow, so that initials stay prose.
pub(super) fn fancy_marker(line: &str) -> Option<&str> {
    let (open, rest) = match line.strip_prefix('(') {
        Some(rest) => (1, rest),
        None => (0, line),
    };
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = &rest[..length];
    let close = rest[length..].chars().next().filter(|c| *c == ')' || (*c == '.' && open == 0))?;
    let behind = &rest[length + 1..];
    if !(behind.is_empty() || behind.starts_with([' ', '\t'])) || behind.trim().is_empty() {
        return None;
    }
    let digits = !word.is_empty() && word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = length == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let initial = close == '.' && letter && word.bytes().all(|b| b.is_ascii_uppercase());
    let known = (digits && open == 1) || letter || roman(word);
    let spaced = !initial || behind.starts_with("  ") || behind.starts_with('\t');
    (known && spaced).then_some(&line[..open + length + 1])
}

/// A number in Roman letters, all small or all large, of two letters at least.
fn roman(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    if word.len() < 2 || (word != small && word != word.to_ascii_uppercase()) {
        return false;
    }
    let mut rest = small.as_str();
    for part in ["m", "m", "m", "cm", "d", "cd", "c", "c", "c", "xc", "l", "xl", "x", "x", "x", "ix", "v", "iv", "i", "i", "i"] {
        rest = rest.strip_prefix(part).unwrap_or(rest);
    }
    rest.is_empty()
}
