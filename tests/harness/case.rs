//! Case files: prose with fenced blocks.
//!
//! In: the text of a `.md` file. Out: its pieces, from which the same text can be written again with other contents of the
//! expected blocks. A block's first word says what it is; see tests/README.md.

/// A case file in pieces.
pub(crate) struct Case {
    pieces: Vec<Piece>,
}

enum Piece {
    Prose(String),
    Block(Block),
}

/// A fenced block.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The line that opens it.
    open: String,
    /// The info string.
    pub(crate) info: String,
    /// What is in it, with the line break of its last line.
    pub(crate) text: String,
}

/// What a block is for.
pub(crate) enum Kind<'a> {
    /// A file of the book: its path, and whether it is written in hexadecimal digits.
    Input { path: &'a str, hex: bool },
    /// A file that holds the same lines again and again: how often stands on the first line.
    Repeated { path: &'a str },
    /// A file that can't be had, and why.
    Fault { path: &'a str },
    /// The chapter, with its language.
    Chapter { language: Option<&'a str> },
    /// What is expected to come out.
    Expected,
    /// Only for the reader.
    Sample,
}

/// The words that begin an expected block.
pub(crate) const EXPECTED: [&str; 9] = ["manuscript", "book", "typst", "xhtml", "epub", "pages", "instructions", "diagnostics", "help"];

impl Block {
    /// What the block is for.
    ///
    /// # Errors
    /// Where its info string means nothing.
    pub(crate) fn kind(&self) -> Result<Kind<'_>, String> {
        let mut words = self.info.split_whitespace();
        let Some(first) = words.next() else { return Ok(Kind::Sample) };
        let second = words.next();
        if words.next().is_some() {
            return Err(format!("`{}` says more than two words", self.info));
        }
        match (first, second) {
            (first, _) if EXPECTED.contains(&first) => Ok(Kind::Expected),
            ("markdown", second) if second.is_none_or(|word| !word.contains('.')) => Ok(Kind::Chapter { language: second }),
            ("fault", Some(path)) => Ok(Kind::Fault { path }),
            ("repeat", Some(path)) => Ok(Kind::Repeated { path }),
            ("hex", Some(path)) => Ok(Kind::Input { path, hex: true }),
            (_, Some(path)) => Ok(Kind::Input { path, hex: false }),
            (first, None) => Err(format!("`{first}` is no kind of block; a file of the book needs its path after it")),
        }
    }
}

impl Case {
    /// Takes a case file apart.
    ///
    /// # Errors
    /// Where a block is not closed.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut prose = String::new();
        let mut lines = text.split_inclusive('\n');
        while let Some(line) = lines.next() {
            let fence = line.bytes().take_while(|b| *b == b'`').count();
            if fence < 3 {
                prose.push_str(line);
                continue;
            }
            pieces.push(Piece::Prose(std::mem::take(&mut prose)));
            let info = line[fence..].trim().to_owned();
            let closes = |line: &str| line.trim_end().len() >= fence && line.trim_end().bytes().all(|b| b == b'`');
            let mut text = String::new();
            loop {
                match lines.next() {
                    Some(line) if closes(line) => break,
                    Some(line) => text.push_str(line),
                    None => return Err(format!("the block `{info}` is not closed")),
                }
            }
            pieces.push(Piece::Block(Block { open: line.trim_end().to_owned(), info, text }));
        }
        pieces.push(Piece::Prose(prose));
        Ok(Self { pieces })
    }

    /// Its blocks in order.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            Piece::Prose(_) => None,
        })
    }

    /// Its blocks in order, to be changed.
    #[cfg(unix)]
    pub(crate) fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            Piece::Prose(_) => None,
        })
    }

    /// Its expected blocks in order.
    pub(crate) fn expected(&self) -> impl Iterator<Item = &Block> {
        self.blocks().filter(|block| matches!(block.kind(), Ok(Kind::Expected)))
    }

    /// Fills an expected block, or adds it at the end.
    pub(crate) fn bless(&mut self, info: &str, text: String) {
        for piece in &mut self.pieces {
            if let Piece::Block(block) = piece
                && block.info == info
            {
                block.text = text;
                return;
            }
        }
        self.pieces.push(Piece::Prose("\n".to_owned()));
        self.pieces.push(Piece::Block(Block { open: format!("```{info}"), info: info.to_owned(), text }));
    }

    /// Takes an expected block out.
    pub(crate) fn remove(&mut self, info: &str) {
        self.pieces.retain(|piece| !matches!(piece, Piece::Block(block) if block.info == info));
    }

    /// The file's text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Prose(prose) => text.push_str(prose),
                Piece::Block(block) => {
                    let fence = fence(&block.open, &block.text);
                    text.push_str(&format!("{fence}{}\n{}{fence}\n", block.info, block.text));
                }
            }
        }
        while text.ends_with("\n\n") {
            text.pop();
        }
        text
    }
}

/// The fence that opened the block, or a longer one where the text has a line of as many backticks.
fn fence(open: &str, text: &str) -> String {
    let ticks = |line: &str| line.bytes().take_while(|b| *b == b'`').count();
    let inside = text.lines().map(ticks).max().unwrap_or(0);
    "`".repeat(ticks(open).max(inside + usize::from(inside >= 3)))
}
