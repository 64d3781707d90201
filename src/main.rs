//! The command `recto`: parses arguments, runs one command, sets the exit status.

fn main() {}
