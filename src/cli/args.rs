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
    #[command(hide = true)]
    Release(Anything),
    /// List the errata between two editions
    #[command(hide = true)]
    Errata(Anything),
    /// Show the book with its changes marked
    #[command(hide = true)]
    Diff(Anything),
    /// Say which sheets must be printed again
    #[command(hide = true)]
    Sheets(Anything),
    /// Build an edition again and compare every byte
    #[command(hide = true)]
    Verify(Anything),
    /// List the uses of a datum, label or source
    #[command(hide = true)]
    Where(Anything),
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
