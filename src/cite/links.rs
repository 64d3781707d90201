//! Addresses: a DOI's, as a link.

/// The address of a DOI.
pub(super) fn doi(doi: &str) -> String {
    if doi.starts_with("http://") || doi.starts_with("https://") {
        return doi.to_owned();
    }
    format!("https://doi.org/{}", doi.trim_start_matches("doi:").trim())
}
