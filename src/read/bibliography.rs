//! Reads bibliography.
