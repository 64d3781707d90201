//! The faces that recto carries.
//!
//! In: the files of the repository's `fonts/`, embedded. Out: the faces, read once a process. Libertinus Serif is
//! the text's family, DejaVu Sans Mono the code's; their licences stand beside the files.

use std::sync::{Arc, LazyLock};

use super::Face;

macro_rules! files {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../fonts/", $name)).as_slice())),*]
    };
}

static FILES: [(&str, &[u8]); 8] = files! {
    "LibertinusSerif-Regular.otf"
    "LibertinusSerif-Italic.otf"
    "LibertinusSerif-Semibold.otf"
    "LibertinusSerif-SemiboldItalic.otf"
    "LibertinusSerif-Bold.otf"
    "LibertinusSerif-BoldItalic.otf"
    "DejaVuSansMono.ttf"
    "DejaVuSansMono-Bold.ttf"
};

static FACES: LazyLock<Vec<Arc<Face>>> = LazyLock::new(|| {
    let read = |(name, bytes): &(&str, &[u8])| super::face::read(name, (*bytes).into(), false);
    FILES.iter().flat_map(|file| read(file).expect("a bundled font can be read")).map(Arc::new).collect()
});

/// The bundled faces: always the same ones by pointer.
pub(super) fn faces() -> &'static [Arc<Face>] {
    &FACES
}

/// The licence of a face that recto brings: its file's name and words. A book's own face has it in its names.
#[must_use]
pub fn licence(face: &Face) -> Option<(&'static str, &'static [u8])> {
    const LIBERTINUS: &[u8] = include_bytes!("../../fonts/OFL-Libertinus.txt");
    const DEJAVU: &[u8] = include_bytes!("../../fonts/LICENSE-DejaVu.txt");
    match (face.from_book, face.file.starts_with("Libertinus")) {
        (true, _) => None,
        (false, true) => Some(("OFL-Libertinus.txt", LIBERTINUS)),
        (false, false) => Some(("LICENSE-DejaVu.txt", DEJAVU)),
    }
}

/// Whether these bytes are a bundled file's.
#[must_use]
pub fn has(bytes: &[u8]) -> bool {
    FILES.iter().any(|(_, ours)| *ours == bytes)
}

/// The files of the faces that recto carries.
pub fn carried() -> impl Iterator<Item = &'static [u8]> {
    FILES.iter().map(|(_, bytes)| *bytes)
}
