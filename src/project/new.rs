//! A new book's folder.
#![expect(clippy::disallowed_methods, reason = "this is the room that touches files")]

use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes files into a folder that is new or empty.
///
/// # Errors
/// The system's words, or that the folder is not empty.
pub fn create(folder: &Path, files: &[(&str, &str)]) -> Result<(), String> {
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err("the folder is not empty".to_owned());
            }
        }
        Err(_) => fs::create_dir_all(folder).map_err(|fault| fault.to_string())?,
    }
    for (name, text) in files {
        let place = folder.join(name);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|fault| fault.to_string())?;
        }
        let mut file = fs::File::options().write(true).create_new(true).open(&place).map_err(|fault| fault.to_string())?;
        file.write_all(text.as_bytes()).map_err(|fault| fault.to_string())?;
    }
    Ok(())
}
