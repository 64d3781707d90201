//! XHTML: typed elements and one encoder, the only place that escapes.
