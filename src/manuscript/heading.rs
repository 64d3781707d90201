//! The id that a heading has where its author gave none.

/// pandoc's: the words in small letters, hyphens between them, without signs other than `_`, `-`, `.` and without what
/// stands before the first letter; `section` where nothing is left.
#[must_use]
pub fn heading_id(words: &str) -> String {
    let kept: String = words.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || "_-.".contains(*c)).collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let id = joined.trim_start_matches(|c: char| !c.is_alphabetic());
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::heading_id;

    #[test]
    fn ids_are_those_of_pandoc() {
        assert_eq!(heading_id("3. The camps: a list"), "the-camps-a-list");
        assert_eq!(heading_id("1941"), "section");
        assert_eq!(heading_id("Лагеря и — люди"), "лагеря-и-люди");
    }
}
