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
        "index" => format!("write `[words]{{.index}}`, or `[]{{.index entry=\"{argument}\"}}`"),
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
        "include" => Diagnostic::new(Code::NotYet, span, "an included file inside another block or a line")
            .hint("put `{{< include … >}}` on a line of its own, between blank lines, with no block round it"),
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
