//! Editions: released books, compared with each other and with the book as it stands.
//!
//! The issue on editions fills this room; it stands on the book and its page map alone.
