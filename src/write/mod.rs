//! Writers: book → files. Each is convert into a typed tree, then encode. None knows the manuscript or another.

pub mod epub;
pub mod print;
pub mod xhtml;
