//! XHTML and the e-book's other XML: typed elements and one encoder, the only place that escapes.
//!
//! In: elements with attributes and children, made in Rust. Out: well-formed XML 1.0 as text. Knows nothing of the book.

mod element;
mod encode;
mod tag;

pub use element::{Element, Node};
pub use encode::{Dialect, encode, fits_xml};
pub use tag::Tag;
