//! Takes the patterns of the languages in the table out of the crate that has them all.

use std::path::Path;

use hyphenation::{Load, Standard};

include!("languages.rs");

fn main() {
    println!("cargo::rerun-if-changed=languages.rs");
    let folder = std::env::var_os("OUT_DIR").expect("cargo names a folder");
    let mut table = String::from("&[\n");
    for (code, language, left, right) in LANGUAGES {
        let patterns = Standard::from_embedded(language).expect("the crate has every language of the table");
        let bytes = bincode::serialize(&patterns).expect("patterns can be written");
        std::fs::write(Path::new(&folder).join(format!("{code}.patterns")), bytes).expect("the folder can be written to");
        table.push_str(&format!(
            "    (*b\"{code}\", hyphenation::Language::{language:?}, ({left}, {right}), include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{code}.patterns\"))),\n"
        ));
    }
    table.push(']');
    std::fs::write(Path::new(&folder).join("patterns.rs"), table).expect("the folder can be written to");
}
