//! Reads data.
