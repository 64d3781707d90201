//! LaTeX in a field of a .bib file → words with the markup of CSL (`<i>`, `<b>`, `<sup>`, `<sub>`, small capitals, no case).
//!
//! In: a field's raw text. Out: its words; braces never print, and in titles they keep letters from changing case. A command
//! that is not known leaves its argument and is named. Runs nothing, defines nothing.

use unicode_normalization::char::compose;

/// How deep braces and commands may be nested before they are taken as nothing.
const DEEPEST: usize = 60;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words.
    pub(super) text: String,
    /// The first command that is not known.
    pub(super) unknown: Option<String>,
}

/// The words of a field; `title` where braces keep case.
pub(super) fn words(raw: &str, title: bool) -> Words {
    let mut reading = Tex { rest: raw, title, depth: 0, unknown: None };
    let text = reading.sequence();
    Words { text: tidy(&text), unknown: reading.unknown }
}

/// A field that is taken letter by letter: an address, an identifier. Only escapes are undone.
pub(super) fn verbatim(raw: &str) -> String {
    let mut text = raw.trim();
    while let Some(inner) = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
        text = inner.trim();
    }
    let text = text.strip_prefix("\\url{").and_then(|t| t.strip_suffix('}')).unwrap_or(text);
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let escaped = c == '\\' && signs.peek().is_some_and(|next| "_%&#~${}".contains(*next));
        if !escaped {
            plain.push(c);
        }
    }
    plain.replace("{-}", "-").replace("{\\textasciitilde}", "~")
}

/// White space is one space; none at the ends.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' | '\r' if tidy.is_empty() || tidy.ends_with(' ') => {}
            '\n' | '\t' | '\r' => tidy.push(' '),
            _ => tidy.push(c),
        }
    }
    tidy.truncate(tidy.trim_end_matches(' ').len());
    tidy
}

struct Tex<'a> {
    rest: &'a str,
    title: bool,
    depth: usize,
    unknown: Option<String>,
}

impl<'a> Tex<'a> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = self.rest.starts_with(what);
        if found {
            self.rest = &self.rest[what.len()..];
        }
        found
    }

    /// Everything to the brace that closes, or to the end.
    fn sequence(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.next() {
            match c {
                '}' if self.depth > 0 => return out,
                '}' => {}
                '{' => self.braces(&mut out),
                '\\' => {
                    if self.command(&mut out) {
                        return out;
                    }
                }
                '$' => self.maths(&mut out),
                '~' => out.push('\u{A0}'),
                '-' if self.eat("--") => out.push('—'),
                '-' if self.eat("-") => out.push('–'),
                '`' if self.eat("`") => out.push('“'),
                '`' => out.push('‘'),
                '\'' if self.eat("'") => out.push('”'),
                _ => out.push(c),
            }
        }
        out
    }

    /// Braces: they hold their words together and, in titles, as they are.
    fn braces(&mut self, out: &mut String) {
        if self.depth >= DEEPEST {
            return;
        }
        let keeps = self.title && self.depth == 0 && !self.rest.starts_with('\\');
        self.depth += 1;
        let inside = self.sequence();
        self.depth -= 1;
        if keeps && inside.chars().any(char::is_alphabetic) {
            out.push_str(&format!("<span class=\"nocase\">{inside}</span>"));
        } else {
            out.push_str(&inside);
        }
    }

    /// What a command takes: a group in braces, a command, a letter.
    fn argument(&mut self) -> String {
        let bare = self.rest.trim_start();
        if self.depth >= DEEPEST {
            return String::new();
        }
        let mut out = String::new();
        self.depth += 1;
        if let Some(inside) = bare.strip_prefix('{') {
            self.rest = inside;
            out = self.sequence();
        } else if let Some(command) = bare.strip_prefix('\\') {
            self.rest = command;
            self.command(&mut out);
        } else if !bare.starts_with('}') {
            self.rest = bare;
            out.extend(self.next());
        }
        self.depth -= 1;
        out
    }

    /// `[…]` behind a command.
    fn option(&mut self) {
        if self.rest.starts_with('[')
            && let Some(end) = self.rest.find(']')
        {
            self.rest = &self.rest[end + 1..];
        }
    }

    /// A command, after its backslash. True where it ended the group it stands in.
    fn command(&mut self, out: &mut String) -> bool {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let Some(sign) = self.next() else { return false };
            match accent(sign) {
                Some(mark) => out.push_str(&accented(&self.argument(), mark)),
                None => out.push_str(escaped(sign)),
            }
            return false;
        }
        let name = &self.rest[..letters];
        self.rest = &self.rest[letters..];
        let starred = self.eat("*");
        if !starred {
            let blank = self.rest.len() - self.rest.trim_start_matches([' ', '\n', '\t', '\r']).len();
            self.rest = &self.rest[blank..];
        }
        if let Some(mark) = letter_accent(name) {
            out.push_str(&accented(&self.argument(), mark));
        } else if let Some(sign) = symbol(name) {
            out.push_str(sign);
            self.eat("{}");
        } else if let Some(tag) = declared(name) {
            return self.declaration(tag, out);
        } else {
            self.named(name, out);
        }
        false
    }

    /// A switch such as `\it`: it holds to the end of its group.
    fn declaration(&mut self, tag: Option<(&str, &str)>, out: &mut String) -> bool {
        if self.depth == 0 || self.depth >= DEEPEST {
            return false;
        }
        let inside = self.sequence();
        match tag {
            Some((open, close)) => out.push_str(&format!("{open}{inside}{close}")),
            None => out.push_str(&inside),
        }
        true
    }

    fn named(&mut self, name: &str, out: &mut String) {
        self.option();
        let (open, close) = match name {
            "emph" | "textit" | "mkbibemph" | "mkbibitalic" | "textsl" => ("<i>", "</i>"),
            "textbf" | "mkbibbold" => ("<b>", "</b>"),
            "textsc" => (SMALL_CAPS, "</span>"),
            "textsuperscript" | "mkbibsuperscript" => ("<sup>", "</sup>"),
            "textsubscript" | "mkbibsubscript" => ("<sub>", "</sub>"),
            "enquote" | "mkbibquote" | "textquote" => ("“", "”"),
            "mkbibparens" => ("(", ")"),
            "mkbibbrackets" => ("[", "]"),
            "NoCaseChange" => ("<span class=\"nocase\">", "</span>"),
            "foreignlanguage" | "hyphenquote" | "foreignquote" | "textcolor" | "href" => {
                self.argument();
                if name.ends_with("quote") { ("“", "”") } else { ("", "") }
            }
            "noopsort" | "SortNoop" | "index" | "label" => {
                self.argument();
                return;
            }
            "textup" | "textnormal" | "textrm" | "textsf" | "texttt" | "textmd" | "text" | "mbox" | "hbox" | "ensuremath" | "url"
            | "uppercase" | "lowercase" | "MakeUppercase" | "autocap" | "bibstring" | "textcyrillic" | "textrussian" | "textgreek"
            | "textromanian" | "mathrm" | "mathit" | "underline" | "protect" | "relax" | "path" | "nolinkurl" => ("", ""),
            _ => {
                self.unknown.get_or_insert_with(|| name.to_owned());
                ("", "")
            }
        };
        let inside = if self.rest.starts_with('{') || !open.is_empty() { self.argument() } else { String::new() };
        if !inside.is_empty() {
            out.push_str(&format!("{open}{inside}{close}"));
        }
    }

    /// `$…$`: raised and lowered signs and Greek letters; the rest as it stands.
    fn maths(&mut self, out: &mut String) {
        let Some(end) = self.rest.find('$') else { return out.push('$') };
        let after = &self.rest[end + 1..];
        let mut inner = Tex { rest: &self.rest[..end], title: false, depth: self.depth + 1, unknown: self.unknown.take() };
        while let Some(c) = inner.next() {
            match c {
                '^' => out.push_str(&format!("<sup>{}</sup>", inner.argument())),
                '_' => out.push_str(&format!("<sub>{}</sub>", inner.argument())),
                '\\' => drop(inner.command(out)),
                '{' if inner.depth < DEEPEST => out.push_str(&inner.sequence()),
                '{' | '}' => {}
                _ => out.push(c),
            }
        }
        self.unknown = inner.unknown;
        self.rest = after;
    }
}

const SMALL_CAPS: &str = "<span style=\"font-variant:small-caps;\">";

/// Switches: what they open and close, or nothing.
fn declared(name: &str) -> Option<Option<(&'static str, &'static str)>> {
    match name {
        "it" | "itshape" | "em" | "sl" | "slshape" => Some(Some(("<i>", "</i>"))),
        "bf" | "bfseries" => Some(Some(("<b>", "</b>"))),
        "sc" | "scshape" => Some(Some((SMALL_CAPS, "</span>"))),
        "rm" | "rmfamily" | "upshape" | "normalfont" | "small" | "cyr" | "selectfont" | "sffamily" | "ttfamily" => Some(None),
        _ => None,
    }
}

/// A sign that a backslash makes plain.
fn escaped(sign: char) -> &'static str {
    match sign {
        '&' => "&",
        '%' => "%",
        '$' => "$",
        '#' => "#",
        '_' => "_",
        '{' => "{",
        '}' => "}",
        ',' | ';' | ':' => "\u{202F}",
        ' ' | '\\' | '\n' | '\t' => " ",
        _ => "",
    }
}

fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

fn letter_accent(name: &str) -> Option<char> {
    Some(match name {
        "u" => '\u{306}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "G" => '\u{30F}',
        "U" => '\u{30E}',
        "f" => '\u{311}',
        "h" => '\u{309}',
        "d" => '\u{323}',
        "cb" | "textcommabelow" => '\u{326}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        "t" => '\u{361}',
        _ => return None,
    })
}

/// The mark goes on the first letter.
fn accented(base: &str, mark: char) -> String {
    let mut letters = base.chars();
    let Some(first) = letters.next() else { return String::new() };
    let plain = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let head = compose(plain, mark).map_or_else(|| format!("{plain}{mark}"), String::from);
    head + letters.as_str()
}

fn symbol(name: &str) -> Option<&'static str> {
    let found = SYMBOLS.iter().find(|(known, _)| *known == name);
    found.map(|(_, sign)| *sign)
}

const SYMBOLS: &[(&str, &str)] = &[
    ("i", "ı"),
    ("j", "ȷ"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ss", "ß"),
    ("SS", "ẞ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("S", "§"),
    ("P", "¶"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("copyright", "©"),
    ("pounds", "£"),
    ("euro", "€"),
    ("dots", "…"),
    ("ldots", "…"),
    ("textellipsis", "…"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("bibrangedash", "–"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesingle", "'"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("flqq", "«"),
    ("frqq", "»"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guillemetleft", "«"),
    ("guillemetright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textasciigrave", "`"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textunderscore", "_"),
    ("textdollar", "$"),
    ("textbullet", "•"),
    ("textperiodcentered", "·"),
    ("cdot", "·"),
    ("textdegree", "°"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("textsection", "§"),
    ("textparagraph", "¶"),
    ("textnumero", "№"),
    ("numero", "№"),
    ("textdagger", "†"),
    ("textexclamdown", "¡"),
    ("textquestiondown", "¿"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("slash", "/"),
    ("times", "×"),
    ("prime", "′"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("infty", "∞"),
    ("rightarrow", "→"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("space", " "),
    ("quad", " "),
    ("newline", " "),
    ("par", " "),
    ("addcolon", ":"),
    ("addcomma", ","),
    ("addspace", " "),
    ("bibsentence", ""),
    ("newblock", ""),
    ("nobreak", ""),
    ("textcompwordmark", ""),
];
