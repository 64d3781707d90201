//! Diagnostics as text: human, short, JSON.
