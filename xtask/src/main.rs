//! What builds the project beside cargo.
#![forbid(unsafe_code)]

fn main() {}
