//! The one table of codes.
//!
//! In: nothing. Out: each code's name, default severity and explanation (`recto explain CODE`). A code names
//! the thing found. Every code has a case of its own name under `tests/cases/diagnostics/`.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $explanation:literal)*) => {
        /// The name of a kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that messages print.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity where the finder does not say otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means and what to do, in a paragraph or two.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

// The groups follow the stages; a new code goes to the end of its stage's group.
codes! {
    // Any stage.
    NotYet "not-yet" Error
        "recto knows this form, but this version does not make it yet. It is refused rather than set wrongly: nothing that you wrote is dropped in silence."
    MissingFile "missing-file" Error
        "A file that book.toml or a chapter names is not there. Paths in book.toml are relative to its folder, paths in a chapter to that chapter."
    PathOutsideBook "path-outside-book" Error
        "The path leads out of the book's folder, by `..`, by being absolute, or through a symbolic link. recto reads nothing outside the folder: copy the file into it."
    NotUtf8 "not-utf-8" Error
        "The file is not UTF-8 text. Save it as UTF-8 in your editor; recto does not guess encodings of text."
    FileTooLarge "file-too-large" Error
        "A file may have 64 MiB at the most."
    NotAFile "not-a-file" Error
        "What the path names is a folder, a pipe or a device. recto reads plain files only."
    FileUnreadable "file-unreadable" Error
        "The file is there, but the system does not let recto read it: you lack the permission, or the disk has a fault. Nothing is wrong with the book itself (exit status 2)."

    // read::markdown
    UnclosedDiv "unclosed-div" Error
        "A `:::` block is opened here and never closed. Close it with a line of `:::`."
    TooDeep "too-deep" Error
        "Quotations, list items, blocks or marks are nested more than 100 deep, or deeper than a printed page can be set (about 30 quotations). No text is; look for signs that a program left open."
    TooLong "too-long" Error
        "A paragraph, table cell, title or field of a source has more than 200 kB. Divide it by blank lines, or look for a part of the file that is no text."
    RawHtml "raw-html" Error
        "A tag of HTML. recto reads `<br>`, `<sup>`, `<sub>`, `<i>`, `<b>`, `<em>`, `<strong>` and comments; every other tag has a form in Markdown, which the hint names. Where `<` is meant as a sign, write `\\<`."
    UnclosedTag "unclosed-tag" Error
        "A tag such as `<sup>` must be opened and closed in the same paragraph, and tags may not cross each other or brackets."
    UnclosedComment "unclosed-comment" Error
        "A comment `<!--` has no `-->`. Everything behind it might be meant to be hidden, so nothing is guessed: close it."
    RawLatex "raw-latex" Error
        "A command of LaTeX. It would do nothing in the e-book, so recto refuses it and names the form to write. Where a backslash is meant as a sign, write two."
    RawBlock "raw-block" Error
        "A raw block or raw words (`{=html}`, `{=latex}`) would reach one output only. Write Markdown, which reaches both."
    Shortcode "shortcode" Error
        "A shortcode of Quarto, `{{< … >}}`, would be filled in by a program that recto does not run. Write what it would print."
    CodeChunk "code-chunk" Error
        "Code that a notebook would run. recto runs nothing: put the result into the text or into a data file, and bind it with `{{file.row.column}}` or `::: {#tbl-x data=…}`. For code that is printed, name the language without braces."
    CodeInfo "code-info" Warning
        "Behind the fence of a code block only the language is read, and attributes in braces. Further words are for other programs and reach no output."
    MalformedValue "malformed-value" Error
        "Double braces bind a value of a data file: `{{file.row.column}}`, with a form after `as` where needed. A part of the name with spaces or dots goes in double quotes."
    MalformedAttributes "malformed-attributes" Error
        "Braces that look like attributes cannot be read. Parts stand apart by spaces: `{#id .role key=\"value\"}`."
    StrayAttributes "stray-attributes" Warning
        "Braces that look like attributes stand behind nothing that takes attributes, and are printed. Put them right behind a bracket, at the end of a heading or caption, or behind `:::`."
    MalformedCitation "malformed-citation" Error
        "A citation in brackets gives each source its own part, parted by `;`, and each part one key: `[see @a, p. 3; @b]`."
    UnclosedNote "unclosed-note" Error
        "A note in the line, `^[…]`, must be closed in the same paragraph."
    DuplicateNote "duplicate-note" Error
        "Two notes of one file have the same name, so that one of them would be lost. Rename one, with its mark."
    MalformedDiv "malformed-div" Error
        "A `:::` line opens a block with words that are no attributes, or the block holds what its kind cannot hold."
    StrayFence "stray-fence" Error
        "A line of `:::` closes a block, but none is open there. A block opened in a list item or quotation is closed in the same one, with the same indent or `>`."
    StrayCaption "stray-caption" Error
        "A paragraph that begins with `:` or `Table:` is the caption of the table right before or right after it, but there is none."
    MalformedTable "malformed-table" Error
        "The lines look like a pipe table, but the columns do not agree: cells would be lost, or the whole table would be set as prose."
    UnusedReference "unused-reference" Warning
        "A line `[label]: address` defines a link that nothing uses, and prints nothing. Where it was meant as text, put a backslash before the bracket."
    StrayReference "stray-reference" Warning
        "A paragraph begins with `[label]: …`, but what follows is no address. recto sets it as text; other programs may drop it as a reference definition. A backslash before the bracket makes it plain."
    LinkTitle "link-title" Warning
        "The title of a link or picture, in quotes behind its address, is shown by neither output."
    FrontMatterKey "front-matter-key" Warning
        "Front matter may hold many keys for other programs. recto reads `title`, `subtitle`, `author`, `lang` and `nocite`; the rest is named here once a file."
    MalformedFrontMatter "malformed-front-matter" Error
        "The lines between `---` at the beginning of a file are read as YAML, and are none."
    MissingBlankLine "missing-blank-line" Warning
        "A list, a quotation, a heading or a rule begins on a line right behind a paragraph. recto begins it there, as CommonMark does; pandoc and Quarto would print its sign as text. Put a blank line before it, or a backslash before the sign."
    MalformedNote "malformed-note" Error
        "A note's name is one word: `[^name]` in the text, `[^name]: …` for its words. With a space in it, or `^`, `[` or `]`, its mark would be printed as it is typed and the note be lost."
    MixedMarkers "mixed-markers" Warning
        "The items of a list begin with different signs (`-`, then `*`). recto, like pandoc, takes them for one list; other programs begin a new one. Write the same sign before every item, or part two lists by a line of `<!-- -->`."

    // read::manifest and read::data
    UnknownKey "unknown-key" Error
        "book.toml, or the schema of a data file, has a key that recto does not know. The hint names the nearest known one. Keys of your own belong into comments (`# …`)."
    MalformedToml "malformed-toml" Error
        "The file is not TOML: a quote or bracket is not closed, a key stands twice, a value has no form that TOML knows. Text stands in double quotes, lists in square brackets, dates as 2026-11-23 without quotes."
    WrongType "wrong-type" Error
        "The key is known, but its value is of another kind than it needs: a number where a text is expected, a text where a list is. The hint shows the form."
    WrongValue "wrong-value" Error
        "The value has the right kind, but is none that this key can have."
    EmptySetting "empty-setting" Error
        "A key of book.toml has an empty value. Write something, or leave the whole line out."
    MissingKey "missing-key" Error
        "Something that must be said is missing. Every book says `[book] title` and `language`, and names at least one chapter in `[contents]`. Five lines are enough for a book of one chapter."
    UnknownPage "unknown-page" Error
        "A bare name in `[contents]` stands for a page that recto makes itself (half-title, title-page, copyright, contents, list-of-tables, list-of-figures, bibliography, index, errata, colophon). This name is none of them; a chapter's file is named with its ending: `chapters/one.md`."
    UnknownFormat "unknown-format" Error
        "recto does not read files of this kind here: chapters are Markdown (`.md`), data are CSV, TSV, JSON, TOML, YAML, XLSX or ODS. A Word manuscript comes in by `pandoc -f docx+citations -t markdown`."
    MalformedCsv "malformed-csv" Error
        "A quoted cell is not closed, or something stands between its closing quote and the next delimiter. A quote inside a quoted cell is written twice."
    RaggedRow "ragged-row" Error
        "The row has more or fewer cells than the head of the file. Usually a delimiter is missing, or a cell that holds one is not in quotes."
    EmptyData "empty-data" Error
        "The data file has no head: its first line must name the columns."
    UnnamedColumn "unnamed-column" Error
        "A cell of the head is empty. Every column needs a name, so that a table or a value can ask for it."
    DuplicateColumn "duplicate-column" Error
        "Two columns have the same name, so nobody could tell which one a table means."
    DuplicateRowKey "duplicate-row-key" Error
        "Two rows have the same key. The column that `primaryKey` names tells the rows apart: each of its cells must be filled, and no two alike."
    WrongCell "wrong-cell" Error
        "The cell does not have the type that the schema declares for its column. recto never guesses what a number was meant to be: write whole numbers as digits alone, decimals with a full stop."

    MalformedData "malformed-data" Error
        "A JSON, YAML or TOML file, or a spreadsheet, can't be read as a table of data: it is not well formed, a key stands twice, or it holds no list of records. The message gives the cause and the place."
    BadFormula "bad-formula" Error
        "A derived value or a check is a formula of names, numbers, `+ - * /` with spaces round them, and the functions `sum`, `count`, `min`, `max`, `difference`, `share`, `per-mille` and `round`. A name is `file.row.column`; `*` in a row's place means all rows."
    BrokenConstraint "broken-constraint" Error
        "A cell or row breaks what the schema of its file demands: a required cell is empty, a unique one stands twice, a number is out of its range, a word is none of those allowed."

    // read::bibliography and cite
    UnknownStyle "unknown-style" Error
        "`[bibliography] style` names neither a bundled style nor a .csl file of the book."
    BrokenBibliography "broken-bibliography" Error
        "A bibliography file cannot be read as what its name says: `.yaml` is Hayagriva's YAML, `.bib` is BibLaTeX, `.json` is CSL-JSON. The message gives the reader's own words for what is wrong there."
    DuplicateSource "duplicate-source" Error
        "Two sources have the same key. Where both say the same it is a warning; else recto cannot know which one the text means. Give one of them another key."
    OddDate "odd-date" Warning
        "A source's date is none that recto can read, so it is printed as it is written and cannot be put into the style's form. Dates are `1946`, `1946-04`, `1946-04-30`, ranges such as `1941/1945`, with `~` for about and `?` for uncertain."
    UnusedField "unused-field" Warning
        "A field of a source has no place in any citation style, so nothing of it is printed. Put what readers should see into `note`, or delete the field."
    UnknownSourceType "unknown-source-type" Warning
        "A source's type is none that recto knows, so it is cited as a plain document. The hint lists the usual types."
    ConflictingField "conflicting-field" Warning
        "A source says the same thing twice in different words: in two fields that mean the same, or in a field and in a line of its `note`. The field, and of two fields the first, is used; delete the other."
    SimilarKeys "similar-keys" Warning
        "The keys of two sources differ by the case of letters alone (`Smith2001`, `smith2001`). recto tells them apart, but a reader of the manuscript will not. Give one of them another key."
    DanglingCrossref "dangling-crossref" Warning
        "A BibLaTeX entry takes fields from a parent by `crossref` or `xdata`, and the file has no entry of that key, so the entry stands without them. Parents must stand in the same file."
    CyclicCrossref "cyclic-crossref" Error
        "BibLaTeX entries take fields from one another in a circle by `crossref` or `xdata`. Delete the field in one of them."
    UnknownLatex "unknown-latex" Warning
        "A field of a .bib file has a command of LaTeX that recto does not know; what stands in its braces is printed without it. Accents, quotation marks, italics, bold, small capitals, raised and lowered letters are known. The file is UTF-8, so any sign may simply stand in it."

    // assemble
    UnknownCitation "unknown-citation" Error
        "The text cites a key that no bibliography file has and that is no label of the book."
    BadLanguage "bad-language" Error
        "A language is named by a BCP 47 tag: `en`, `en-US`, `ro`, `ru`, `sr-Latn`. Every generated word, the quotes, the hyphenation and a screen reader's voice follow it."
    IncompleteLanguage "incomplete-language" Warning
        "recto has its own words, quotes and rules for English, Romanian and Russian. A book in another language takes English ones where recto says something itself (\"Contents\", \"Table 1\")."
    EmptyTitle "empty-title" Error
        "The book's title or a contributor's name is an empty string. Catalogues, title page and running heads need it."
    UnknownRelator "unknown-relator" Error
        "A contributor's `role` is a name from the MARC list of relators, such as `author`, `editor`, `translator` or `illustrator`. recto knows those for which it has words on a title page."
    BadIsbn "bad-isbn" Error
        "An ISBN has thirteen digits, begins with 978 or 979, and ends in a check digit that follows from the others. Printed book and e-book each need their own."
    BadEdition "bad-edition" Error
        "Editions and printings are counted from 1: `number` rises when the text changes, `printing` when the same text is printed again."
    BadDate "bad-date" Error
        "The edition's date is no day of the calendar. Write it as `2026-11-23`, without quotes."
    UndatedEdition "undated-edition" Warning
        "`[edition] date` is the only clock that a build knows: recto never asks the computer for the day, so that the same book gives the same bytes. Where a format demands a date and there is none, 1970-01-01 stands."
    BadName "bad-name" Error
        "`[book] name` is the outputs' file name without extension. It must be a file's name on every system: no folder, no sign like `:` or `?`, no device name of Windows."
    BadTrim "bad-trim" Error
        "`[print] trim` is the page's size: a name (`a5`, `a4`, `digest`, `royal` …) or width and height with a unit (`120x190mm`, `6x9in`). Each side has 50 mm to 1,200 mm."
    BadLength "bad-length" Error
        "A length is a number with a unit, as a string: `\"12.5mm\"`, `\"1in\"`, `\"11pt\"`. It must leave room for the text on the page."
    UnknownRole "unknown-role" Error
        "`[roles]` says what the book's own classes and Word styles mean. On the left stands the class or style, on the right one of recto's roles."
    UnknownClass "unknown-class" Warning
        "A block or some words have a class that is neither a role of recto nor named in book.toml under `[roles]`. The content is set as if the class were not there."
    UnknownAttribute "unknown-attribute" Warning
        "An attribute in braces is none that recto knows here. It has no effect."
    UntitledChapter "untitled-chapter" Warning
        "Text stands before the first heading of level 1, so it makes a chapter that has no title. In the table of contents its first words stand for one. Give it a heading with one `#`, or a `title` in the file's front matter."
    TwoTitles "two-titles" Warning
        "The front matter and the first heading both name the chapter, in different words. The heading is used."
    NestedChapter "nested-chapter" Error
        "A heading of level 1 begins a chapter, so it can't stand in a quotation, a list, a block with a role, or in a further file of one chapter. Use `##` there, or close the block before it."
    EmptyChapter "empty-chapter" Error
        "A chapter has no text. Write some, or take the file out of book.toml's contents. The title of a part goes into book.toml: `{ part = \"…\", chapters = […] }`."
    EmptyHeading "empty-heading" Error
        "A heading has no words (perhaps a picture or a note alone), so the table of contents and a screen reader would have nothing to say. Write a few words."
    SkippedLevel "skipped-level" Warning
        "A heading is more than one level below the heading before it (`##`, then `####`). Readers who go from heading to heading by ear think that they missed one."
    NoChapters "no-chapters" Error
        "book.toml's `[contents]` names no Markdown file. A book needs at least one chapter: `body = [\"chapter.md\"]`."
    RepeatedPage "repeated-page" Error
        "A file or a generated page stands twice in book.toml's contents."
    TooManyChapters "too-many-chapters" Error
        "A book may have 1,000 chapters and generated pages."
    DuplicateLabel "duplicate-label" Error
        "Two things of one chapter have the same `#id`, so a reference could mean either. Rename one of them."
    UnknownLabel "unknown-label" Error
        "A reference such as `@tbl-camps` names no label. A label is written in braces after a heading, a caption or a picture: `{#tbl-camps}`."
    AmbiguousLabel "ambiguous-label" Error
        "The label stands in more than one chapter and in none nearer than another, so it can't be told which is meant. Write the chapter's file before it (`camps.md#id`), or rename one."
    AmbiguousKey "ambiguous-key" Error
        "The key is a label of the book and a source of the bibliography as well. Rename the label."
    DanglingLink "dangling-link" Error
        "A link leads to a place or a file that the book does not have."
    BadLink "bad-link" Error
        "A link's target is empty, an address that no program can follow (no host, a port that is none), or of a kind that a book can't carry: links lead to places of the book, to the web (`https:`), to an e-mail address (`mailto:`) or a telephone (`tel:`)."
    UnknownNote "unknown-note" Error
        "A note's mark `[^name]` has no text `[^name]: …` in its file. The names of notes belong to their file."
    UnusedNote "unused-note" Warning
        "A note's text `[^name]: …` has no mark `[^name]` in its file, so it would not be printed. Set the mark, or take the text out."
    NoteInNote "note-in-note" Error
        "A note has a mark inside another note. Books have no notes on notes: say it in the first note. (A citation in a note needs no mark; it joins the note.)"
    EmptyNote "empty-note" Error
        "A note has a mark and no text."
    TooManyNotes "too-many-notes" Error
        "A paragraph may have 5,000 notes."
    BadPicture "bad-picture" Error
        "The file is no picture that both outputs can carry: PNG, JPEG, GIF, WebP, or an SVG that runs no scripts and fetches nothing from elsewhere."
    PictureTooLarge "picture-too-large" Error
        "A picture may have 100 million pixels."
    MissingAltText "missing-alt-text" Warning
        "A picture has no description for those who can't see it. Write `alt=\"…\"` in its braces (inside a line: the words in the brackets), or `.decorative` where there is nothing to describe. Until then the caption serves, or the picture is set as decorative, and the book does not claim that its pictures are described."
    TableTooLarge "table-too-large" Error
        "A printed table may have 10,000 rows and 100 columns."
    UnknownData "unknown-data" Error
        "No data file has this name in book.toml under `[data]`."
    UnknownRow "unknown-row" Error
        "The data file has no row of this key. The key is the first column's cell, or that of the column which the schema calls the primary key."
    AmbiguousRow "ambiguous-row" Error
        "Several rows of the data file have this key, so it can't be told which is meant. Give each row a key of its own."
    UnknownColumn "unknown-column" Error
        "A schema, a table or a value in the prose asks for a column that the data file does not have."
    BadValue "bad-value" Error
        "A value of a data file is written `{{file.row.column}}`; a part that holds dots or spaces stands in double quotes: `{{camps.\"No. 99\".place}}`."
    EmptyDatum "empty-datum" Error
        "The cell that a value in the prose prints is empty, so the sentence would have a hole."
    BadCitation "bad-citation" Error
        "The brackets of a citation hold words, emphasis and links: a note, a picture or another citation can't stand inside."
    MissingBibliography "missing-bibliography" Warning
        "The citations' style names author and year in the text, so readers need the list of sources. Put `\"bibliography\"` into book.toml's contents."
    NothingIndexed "nothing-indexed" Warning
        "The contents ask for an index, and no words of the book are marked for it, so the page holds its head alone. Mark words: `[Spassky camp]{.index}`, or take the page out."
    MissingIndex "missing-index" Warning
        "Words are marked for an index, and the contents of book.toml name none, so the marks have no effect. Add `\"index\"` to `back`."
    UnnamedEntry "unnamed-entry" Error
        "A mark for the index has neither words nor an `entry`, so there is nothing to list. Write `[words]{.index}`, or `[]{.index entry=\"Words\"}` where nothing is to be printed."
    UnknownEntry "unknown-entry" Warning
        "An entry of the index says \"see\" and names an entry that the index does not have. It is printed, but a reader who looks there finds nothing. Name an entry as the index has it; for one below another write `Camps!Spassky`."
    NothingCited "nothing-cited" Warning
        "The contents ask for a bibliography, and neither a citation nor `nocite` names any source, so the page holds its head alone."
    UngroupedSource "ungrouped-source" Warning
        "`[bibliography] groups` has no group for this type of source. It stands at the end, without a heading. Add a group without `types` for what no other takes."
    DuplicateWork "duplicate-work" Warning
        "Two sources with different keys are the same work: they have the same DOI, the same ISBN, or the same author, title and year. The bibliography would list it twice. Cite one of them everywhere, and delete the other."
    WrongIdentifier "wrong-identifier" Warning
        "A source's ISBN has a wrong check digit or length, or its DOI has no form that a DOI can have, so a reader who looks it up finds nothing. Compare it with the book."
    MissingAccessDate "missing-access-date" Warning
        "A source on the web has no day on which it was read. Pages change, so most styles print the day: `url: { value: …, date: … }` in YAML, `urldate` in BibLaTeX, `accessed` in CSL-JSON. A source with a DOI, or with the month or day of its own version, needs none."
    MissingField "missing-field" Warning
        "A cited source says nothing of what every style prints for its type: a title, the book that a chapter stands in, the journal of an article, the writer of a letter. Add what is known."
    UncitedSource "uncited-source" Note
        "Sources of a bibliography file that nothing in the book cites. They are not printed. That is as it should be where a file serves several books; `nocite` in a chapter's front matter takes a source into the bibliography without a citation."
    TypedNumber "typed-number" Warning
        "A heading or caption begins with a number that was typed, as word processors leave it. recto numbers by itself, so there would be two. Delete the typed one."
    TypedOrnament "typed-ornament" Warning
        "A paragraph is a row of stars or the like, typed as words. Write `***` on a line of its own: both outputs then set an ornament, and a screen reader says that a new passage begins."
    BoldHeading "bold-heading" Warning
        "A short bold line stands alone like a heading. Without being one it is missing from the table of contents, and a screen reader does not find it. Write `## …`; if it is meant to be bold, end it with a full stop."
    IncludeCycle "include-cycle" Error
        "A file includes itself, perhaps by way of another file, so that the text would never end. Take one of the includes out."
    UntaggedScript "untagged-script" Warning
        "Cyrillic or Greek words stand in a text of another language, and nothing says which language they are. They would be hyphenated and spoken as the language around them. Tag them, `[Спасский лагерь]{lang=ru}`; a quotation or a whole file can be tagged too."
    BlocksInSequence "blocks-in-sequence" Warning
        "A block of pandoc's or Quarto's sets what it holds side by side, in a grid, or behind tabs. A page of a book has one column: recto sets the parts one after the other."
    MisplacedPage "misplaced-page" Error
        "A turned page (`landscape`) or a page break stands inside a quotation, a list, a note or a block with another role, where no page can begin. Close that block before it; a turned page may hold other blocks."
    TooLongForPdf "too-long-for-pdf" Error
        "A title, a heading, a picture's description, the names of the contributors or the subjects have more than 32 kB. They stand in the PDF as a single string, for bookmarks, catalogues and screen readers, and a string of an archival PDF holds no more. No such words are so long; look for a quote or a bracket that is not closed."
    LabelInOneEdition "label-in-one-edition" Warning
        "What a reference or link leads to stands in `.print-only` or `.epub-only`, so that the other edition has the reference and not what it means. Put the reference into such a block too, or the thing into both editions."
    ControlCharacter "control-character" Error
        "The text has a character that controls a device and can't be printed, often left over from a conversion. Delete it."

    UnknownValue "unknown-value" Error
        "No value of this name is declared under `[values]` in book.toml or in the schema of a data file. A cell is asked for as `file.row.column`."
    CircularValue "circular-value" Error
        "A declared value is made of itself, straight or by way of others. Take one of the formulas out of the circle."
    InexactSum "inexact-sum" Error
        "Bounds (\"over 1,100\"), rounded numbers and estimates are added up, and the result would be printed as if it were exact. Say what it is, with `precision = \"about\"` beside the formula, or do not add them."
    FailedCheck "failed-check" Error
        "A check of a data file does not hold, or its totals row is not the sum of its column. One of the numbers is wrong; where two sources contradict each other, the cell says that it knows so, with `conflicts-with`."
    EmptyView "empty-view" Error
        "A table or chart asks for rows that the data file does not have, so that nothing would be printed."
    UnsourcedFigure "unsourced-figure" Warning
        "A printed number has no source, although its file gives sources for others, or the text asks for it to be cited. Give its column, row or cell a `source` in the schema."

    UnusedColumn "unused-column" Warning
        "A column of a data file is printed nowhere, and no formula, check or other file asks for it. What no reader sees is seldom kept right: print it, or take it out."
    UnboundNumber "unbound-number" Warning
        "A number typed in the prose equals one of the data. Where it is the same number, bind it (`{{file.row.column}}`): then it is put right together with its datum. Numbers inside quotations are left alone."

    // font and write
    MissingGlyph "missing-glyph" Error
        "No font at hand has this character, so it would be left out or printed as a box. Put a font that has it into the book's fonts folder."
    UnknownFont "unknown-font" Error
        "book.toml asks for a font family that recto does not carry and that no file in the book's fonts folder has. Put the family's .otf or .ttf files into `fonts/`, or name one that is there; fonts of the system are never used, so that the book comes out the same everywhere."
    UnreadableFont "unreadable-font" Error
        "A file in the book's fonts folder is not a font, or is damaged. recto reads OpenType and TrueType files and collections of them (.otf, .ttf, .ttc): put a sound file there or take this one away."
    FontRestricted "font-restricted" Error
        "A font that sets words of the book says in its file that it may not be embedded in documents. A PDF without its fonts would be printed with others, so none is made. Choose a font with an open licence; an e-book without page numbers (`recto build epub --no-pages`) can still be made, in the reader's own font."
    FontNotEmbedded "font-not-embedded" Warning
        "A font says in its file that it may not be embedded in documents, so the e-book is made without it and shows the reader's own font in its place. Choose a font with an open licence; or write `fonts = false` under `[epub]`, and the e-book takes no fonts at all."

    SheetTooSmall "sheet-too-small" Error
        "The pages of the booklet do not stand on its sheet side by side, or in two rows where `up = 4`. Pages are never scaled: take a larger sheet or a smaller trim."
    BookletOverrun "booklet-overrun" Error
        "The book has more pages than `[booklet] fit` allows. The message says by how many lines, and which chapters end on a page with few lines, so that little must be cut there to win a page."
    NoRoom "no-room" Error
        "The margins and the trim that `[print]` sets leave no room for text: a page must hold at least four lines, and a line a few words. Make the margins smaller or the trim larger."
    TableTooWide "table-too-wide" Error
        "The longest words of the table's columns do not fit beside each other on any page, not even in smaller letters and with the table turned a quarter; or they fit only so, and the table has more lines than a turned page. Leave columns out, shorten their heads, let long words break with `&shy;`, or make two tables of it."
    OffPage "off-page" Error
        "Words or a picture would stand outside of the sheet and be lost in print: a heading, a caption or a turned page that is longer than a page, or a word that is wider than a line and can't be parted. Shorten it, part it, or give it more room."
    PagesUnsettled "pages-unsettled" Error
        "The text names its own printed pages (\"p. 12\"), and each time the numbers are put in, lines move so that the numbers change again. After three layouts recto gives up rather than print a wrong number. Reword one of the sentences that name a page."
    NoteBeforeMark "note-before-mark" Warning
        "A long note that breaks over two pages begins on the page before its mark, since the line with the mark was moved to keep two lines together. Typst does so now and then. Shorten the note, part it in two, or move the mark by a line."
    Widow "widow" Warning
        "The last line of a paragraph stands alone at the head of a page, or a note's last line on the page after it. The typesetter keeps two lines together where it can; beside notes that fill a page it sometimes can't. Add or take a few words in the paragraph or in one before it, so that the page breaks elsewhere."
    Orphan "orphan" Warning
        "The first line of a paragraph stands alone at the foot of a page, and the rest of it follows on the next. The typesetter keeps two lines together where it can; it gives way where a note would otherwise not stand on the page of its mark. Add or take a few words in the paragraph or in one before it, so that the page breaks elsewhere."
    TypesetterFault "typesetter-fault" Error
        "Typst, which sets the pages, refused what recto gave it. Where the message names a line of the manuscript, look there first: a broken picture, say. Where it names none, it is a fault of recto's own and should be reported."

    // edition
    UnknownEdition "unknown-edition" Error
        "A command names an edition that was never released. Released editions stand in the book's folder `editions/`, each in a folder of its number and printing: `editions/2.1`. `2` means the last printing of edition 2."
    DamagedEdition "damaged-edition" Error
        "A file of a released edition is missing, or is not what was sealed. The seal, `seal.toml` in the edition's folder, holds the fingerprint of every file beside it and of the seal before it. Bring the folder back from a copy or from version control; recto changes nothing in it. Where git alters line ends, write `editions/** -text` into `.gitattributes`."
    EditionFormat "edition-format" Error
        "The edition was sealed in a form that this recto does not read. Its files are as good as they were: use the recto that sealed it, or a newer one. `recto` in its `seal.toml` says which it was."
    DuplicateEdition "duplicate-edition" Error
        "Two folders in `editions/` hold the same edition, or a folder has another name than the edition that it holds, so recto can't know which is meant. Each stands in the folder of its number and printing, `editions/2.1`; copies belong elsewhere."
    EditionOrder "edition-order" Error
        "`[edition]` in book.toml gives a number and printing that were released already, or that come before one that was. A release is never written over: a new text is a new edition (`number`), the same text printed again a new printing (`printing`)."
    TextChanged "text-changed" Error
        "The words of the book are not those of the last release, but the number of the edition is: two readers with the same edition would have different books. Raise `number` where the text is meant to change; else undo the changes that the message lists. Copyright page, colophon and errata may change with every printing."
    SameText "same-text" Warning
        "A new edition is released, and not a word of it differs from the one before. That is a new printing: keep `number` and raise `printing`."

    NoEarlierEdition "no-earlier-edition" Error
        "The contents ask for the page `errata`, and the book is a second or later edition, but no edition before it stands in `editions/`, so nobody can know what was corrected. Release each edition with `recto release`. A first edition may name the page too: it is left out there."
    HeldPages "held-pages" Error
        "The pages of the released edition are to be held (`[edition] hold-pages = true`, or `--hold-pages`), so that few sheets are printed again, and a correction makes its page longer or shorter, so that the next one begins with other words. Cut or fill as many lines on that page as the message says."
    EditionDiffers "edition-differs" Error
        "What is built again from the sealed inputs of an edition is not what was sealed, or it can't be built. Where this recto is the one that sealed it, that should never be: report it. Where it is another one, its fonts, its themes or its typesetter may set the same words otherwise."
    MalformedReason "malformed-reason" Error
        "`editions/reasons.toml` says why something was corrected. Each reason stands under `[[reason]]`, names what it is the reason of (`datum = \"file.row.column\"`, `for = \"…\"` or `read = \"…\"`) and says `because = \"…\"`; `corrects = 1` binds it to the edition that was wrong, `substantive` says whether what is said has changed."
    UnusedReason "unused-reason" Warning
        "`editions/reasons.toml` gives a reason for a correction that `recto errata` does not find: the words were changed again, or are spelled otherwise there. `recto errata --toml` lists the corrections as the file must name them."

    // project and cli
    OutputNotWritten "output-not-written" Error
        "An output could not be written: no permission, no room on the disk, something else in its place. The last good one still stands there."
    WrongArguments "wrong-arguments" Error
        "The command line is none that recto knows. `recto --help` lists the commands, `recto build --help` what one of them takes."
    NoBook "no-book" Error
        "The command needs a book, and the folder has no `book.toml`. Run it in the book's folder, name the folder with `--book DIR`, or lay out a new book with `recto new DIR`."
    NoNewBook "no-new-book" Error
        "`recto new` lays out a book in a folder that is new or empty, so that it never mixes its files with yours."
    UnknownCode "unknown-code" Error
        "No finding has this code. The code stands in brackets behind the word error or warning; `recto explain` alone lists all of them."
}

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }
}
