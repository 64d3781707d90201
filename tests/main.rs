//! The one test binary. tests/README.md says what stands where and how to write a case.

#![allow(clippy::disallowed_methods, reason = "tests read the repository and the environment that they are run in")]

mod cases;
mod codes;
#[cfg(unix)]
mod commands;
mod constructs;
mod csl;
mod editions;
mod escaping;
mod folding;
mod fonts;
mod harness;
mod help;
mod hyphenation;
mod limits;
mod locale;
mod pandoc;
mod project;
mod reading;
mod rooms;
mod shelfmark;
mod sources;
mod typography;
mod uses;
