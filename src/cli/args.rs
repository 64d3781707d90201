//! The command line as typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Make a printed book and an e-book from plain files.
#[derive(Debug, Parser)]
#[command(
    name = "recto",
    version,
    arg_required_else_help = true,
    long_about = "Make a printed book and an e-book from plain files.\n\n\
        A book is a folder with a `book.toml`, chapters in Markdown, sources and data. `recto build` sets it as PDF and EPUB \
        with the same words in both, and the printed page numbers in the e-book.",
    after_help = "Begin with `recto new mybook`, then `cd mybook` and `recto build`.",
    after_long_help = "Example:\n  recto new mybook\n  cd mybook\n  recto build\n\n\
        Exit status: 0 done; 1 the book has faults; 2 wrong arguments, no book.toml, no permission, a full disk."
)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,

    /// The book's folder [default: the one you are in]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) book: Option<PathBuf>,

    /// How findings are written
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t = MessageFormat::Human, hide_possible_values = true,
        long_help = "How findings are written:\n\
            human  with the line they are about\n\
            short  a line each, `file:line:column: severity[code]: message`, as editors read it\n\
            json   an object a line, on standard error")]
    pub(super) message_format: MessageFormat,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the line they are about.
    Human,
    /// A line each.
    Short,
    /// An object a line.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lay out a small book to begin with
    #[command(
        long_about = "Lay out a small book to begin with: a chapter with a note, a citation and a table from data. \
            It builds at once.",
        after_long_help = "Examples:\n  recto new mybook\n  recto new mybook --from chapters/*.md   book.toml for files that are there"
    )]
    New {
        /// The folder: new or empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Make book.toml for Markdown files that are there
        #[arg(
            long,
            value_name = "FILE",
            num_args = 1..,
            long_help = "Make a book.toml for Markdown files that are there, with their order, titles, language, bibliographies. What \
                recto was not sure of stands in it behind `# ?`. Files outside DIR are copied into it."
        )]
        from: Vec<PathBuf>,
    },
    /// Make the book's PDF and EPUB
    #[command(
        long_about = "Make the book's outputs in `out/`: what is named, or PDF and EPUB, and the booklet where book.toml has \
            `[booklet]`. Only what changed is made; each output appears whole or not at all, and where the book has faults the \
            last good ones stay.",
        after_long_help = "Examples:\n  recto build            out/book.pdf and out/book.epub\n  recto build pdf        \
            the PDF alone\n  recto build booklet    the pages on sheets, ready to print, fold and staple\n  recto build typst      out/typst/main.typ, which plain `typst compile` sets alike"
    )]
    Build {
        /// What to make: pdf, epub, booklet, typst
        #[arg(value_enum, value_name = "OUTPUT", hide_possible_values = true)]
        outputs: Vec<Output>,
        /// Make the EPUB without page numbers: nothing is laid out
        #[arg(long)]
        no_pages: bool,
        /// Make the booklet's outermost sheet alone, to try the printer with
        #[arg(long)]
        test_sheet: bool,
    },
    /// Find every fault of the book and make nothing
    #[command(
        long_about = "Find every fault of the book and make nothing: references, citations, data, pictures, fonts. The book is laid \
            out in memory as `build` would do it.",
        after_long_help = "Example:\n  recto check --message-format short"
    )]
    Check {
        /// Check against a printer's rules: office, kdp, ingram, lulu
        #[arg(long = "for", value_name = "PRINTER", hide = true)]
        printer: Option<String>,
    },
    /// Explain a code such as `unknown-citation`
    #[command(
        long_about = "Explain the code in brackets behind an error or warning: what it means, what to do. Without a code, list all.",
        after_long_help = "Example:\n  recto explain unknown-citation"
    )]
    Explain {
        /// The code
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// List the fonts that the book can use
    #[command(
        long_about = "List the families and faces that the book can use: those that recto carries, and those in the book's `fonts/` \
            folder. Fonts of the system are never used.",
        after_long_help = "Example:\n  recto fonts"
    )]
    Fonts,
    /// Seal this edition of the book
    #[command(
        long_about = "Seal this edition of the book in `editions/`, in a folder of its number and printing: the outputs, everything \
            that they were made from, the words and lines of every page. A release is never changed. Where the text changed and \
            `[edition] number` did not, it is refused, with the passages that changed.",
        after_long_help = "Example:\n  recto release    editions/1.1, where book.toml says number = 1, printing = 1"
    )]
    Release,
    /// List what was corrected since a released edition
    #[command(
        long_about = "List what was corrected in the words since the newest release, or between two releases: the old edition's page \
            and line, counted from the top of the text, what stood there, what stands there now. Reasons are read from \
            `editions/reasons.toml`.",
        after_long_help = "Examples:\n  recto errata                    since the newest release\n  recto errata --from 1 --to 2    \
            between two released editions\n  recto errata --edit             make room for reasons in editions/reasons.toml"
    )]
    Errata {
        /// The edition that is corrected [default: the newest release]
        #[arg(long, value_name = "EDITION")]
        from: Option<String>,
        /// The edition that corrects it [default: the book as it stands]
        #[arg(long, value_name = "EDITION")]
        to: Option<String>,
        /// Leave out signs, capitals, and how paragraphs are divided
        #[arg(long)]
        substantive: bool,
        /// Write the list as TOML
        #[arg(long)]
        toml: bool,
        /// Make room for the missing reasons in editions/reasons.toml
        #[arg(long, conflicts_with = "toml")]
        edit: bool,
    },
    /// Show the book with its changes marked
    #[command(
        long_about = "Write the book's pages to `out/NAME-diff.pdf` with what changed since a released edition marked: a bar beside each \
            line, new words underlined, a caret where words are gone; and list what changed. The pages are the book's own.",
        after_long_help = "Examples:\n  recto diff      since the newest release\n  recto diff 1    since the last printing of edition 1"
    )]
    Diff {
        /// The edition: `2`, or `2.1` [default: the newest release]
        #[arg(value_name = "EDITION")]
        edition: Option<String>,
    },
    /// Say which sheets must be printed again
    #[command(
        long_about = "Say which sheets of the booklet must be printed again, so that copies of a released edition become copies of the \
            book as it stands, and write them to `out/NAME-sheets.pdf`. A page counts where it looks otherwise by a single letter. \
            The pages that state the edition are named apart.",
        after_long_help = "Examples:\n  recto sheets                 against the newest release\n  recto sheets 1               \
            against the last printing of edition 1\n  recto sheets --hold-pages    an error where a correction runs on past its page"
    )]
    Sheets {
        /// The edition: `2`, or `2.1` [default: the newest release]
        #[arg(value_name = "EDITION")]
        edition: Option<String>,
        /// Refuse corrections that move the beginning of a page
        #[arg(long)]
        hold_pages: bool,
    },
    /// Build an edition again and compare every byte
    #[command(
        long_about = "Build a released edition again from the inputs that were sealed with it, and compare every byte of its outputs. \
            Where this recto sets them otherwise, because it is another than the one that sealed it, words, pages and data are \
            compared. A release that was altered is named. Nothing is written.",
        after_long_help = "Examples:\n  recto verify 2      the last printing of edition 2\n  recto verify 1.2    the second printing of edition 1"
    )]
    Verify {
        /// The edition: `2`, or `2.1` with its printing
        #[arg(value_name = "EDITION")]
        edition: String,
    },
    /// List the uses of a datum, label or source
    #[command(
        long_about = "List every place that a datum, a declared value, a source or a label reaches: the sentences, tables, charts and \
            pages that change where it changes.",
        after_long_help = "Examples:\n  recto where camps.99.men     a cell: file, row, column\n  recto where losses           a value \
            declared under `[values]`\n  recto where molotov1946      a source\n  recto where tbl-camps        a label"
    )]
    Where {
        /// The datum's, value's, source's or label's key
        #[arg(value_name = "KEY")]
        key: String,
    },
}

/// Arguments of a command that is not made yet.
#[derive(Debug, clap::Args)]
pub(super) struct Anything {
    /// Whatever follows.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    _rest: Vec<String>,
}

/// What `build` can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Output {
    /// The PDF.
    Pdf,
    /// The EPUB.
    Epub,
    /// The booklet.
    Booklet,
    /// The booklet's outermost sheet, by its flag alone.
    #[value(skip)]
    TestSheet,
    /// The cover.
    Cover,
    /// The Typst files.
    Typst,
}
