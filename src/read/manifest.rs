//! Reads manifest.
