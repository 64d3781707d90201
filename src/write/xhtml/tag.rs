//! Every element that recto writes into an e-book, in one table.

/// How an element is set in the encoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Holds other elements only: white space inside it means nothing, so each child has a line of its own.
    Holder,
    /// Holds words, and stands on a line of its own.
    Block,
    /// Stands among words: white space round it would be part of them.
    Inline,
    /// Never has content (HTML §13.1.2, void elements).
    Void,
}

macro_rules! tags {
    ($($variant:ident $name:literal $kind:ident)*) => {
        /// The name of an element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Tag {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Tag {
            /// The name as it is written.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            pub(super) const fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)* }
            }
        }
    };
}

tags! {
    // XHTML: the document.
    Html "html" Holder
    Head "head" Holder
    Meta "meta" Void
    Title "title" Block
    Link "link" Void
    Body "body" Holder
    // XHTML: sections and groups.
    Section "section" Holder
    Nav "nav" Holder
    Header "header" Holder
    Aside "aside" Holder
    Div "div" Holder
    Figure "figure" Holder
    Blockquote "blockquote" Holder
    Hr "hr" Void
    // XHTML: words.
    H1 "h1" Block
    H2 "h2" Block
    H3 "h3" Block
    H4 "h4" Block
    H5 "h5" Block
    H6 "h6" Block
    P "p" Block
    Pre "pre" Block
    Figcaption "figcaption" Block
    // XHTML: lists and tables.
    Ol "ol" Holder
    Ul "ul" Holder
    Li "li" Block
    Dl "dl" Holder
    Dt "dt" Block
    Dd "dd" Block
    Table "table" Holder
    Caption "caption" Block
    Colgroup "colgroup" Holder
    Col "col" Void
    Thead "thead" Holder
    Tbody "tbody" Holder
    Tfoot "tfoot" Holder
    Tr "tr" Holder
    Th "th" Block
    Td "td" Block
    // XHTML: inside the line.
    A "a" Inline
    Br "br" Void
    Code "code" Inline
    Em "em" Inline
    Img "img" Void
    S "s" Inline
    Span "span" Inline
    Strong "strong" Inline
    Sub "sub" Inline
    Sup "sup" Inline
    // Charts (SVG 2).
    Svg "svg" Holder
    SvgRect "rect" Void
    SvgCircle "circle" Void
    SvgPolyline "polyline" Void
    SvgText "text" Block
    // The package document (EPUB 3.3 §5).
    Package "package" Holder
    Metadata "metadata" Holder
    PackageMeta "meta" Block
    DcIdentifier "dc:identifier" Block
    DcTitle "dc:title" Block
    DcLanguage "dc:language" Block
    DcCreator "dc:creator" Block
    DcContributor "dc:contributor" Block
    DcPublisher "dc:publisher" Block
    DcDescription "dc:description" Block
    DcSubject "dc:subject" Block
    DcRights "dc:rights" Block
    DcSource "dc:source" Block
    DcDate "dc:date" Block
    Manifest "manifest" Holder
    Item "item" Void
    Spine "spine" Holder
    Itemref "itemref" Void
    // The NCX of EPUB 2 (OPF 2.0.1 §2.4.1).
    Ncx "ncx" Holder
    NcxHead "head" Holder
    NcxMeta "meta" Void
    DocTitle "docTitle" Holder
    NavMap "navMap" Holder
    NavPoint "navPoint" Holder
    PageList "pageList" Holder
    PageTarget "pageTarget" Holder
    NavLabel "navLabel" Holder
    NcxText "text" Block
    NcxContent "content" Void
}

impl Tag {
    /// The heading of a level; levels beyond 6 are 6.
    #[must_use]
    pub const fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::H1,
            2 => Self::H2,
            3 => Self::H3,
            4 => Self::H4,
            5 => Self::H5,
            6..=u8::MAX => Self::H6,
        }
    }
}
