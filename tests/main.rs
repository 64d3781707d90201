//! The one test binary. tests/README.md says what stands where and how to write a case.

mod cases;
mod codes;
mod fonts;
mod harness;
mod locale;
mod rooms;
mod typography;
