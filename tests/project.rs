//! The book on disk: what is fresh, what is written, what is removed, one build at a time.

use std::fs;
use std::path::Path;

use recto::project::{Made, Project, State};
use recto::source::{BookPath, Files};

fn book(folder: &Path) -> Project {
    fs::create_dir_all(folder.join("fonts/more")).expect("a folder");
    fs::write(folder.join("book.toml"), "[book]").expect("a file");
    fs::write(folder.join("a.md"), "# One").expect("a file");
    fs::write(folder.join("fonts/more/b.otf"), "font").expect("a file");
    Project::find(folder).expect("a book")
}

fn path(typed: &str) -> BookPath {
    BookPath::new(typed).expect("a path inside the book")
}

/// Reads as a build would, and keeps what it made.
fn build(project: &Project, outputs: &[(&str, &str)]) -> Made {
    let files = project.files();
    assert!(files.bytes(&path("a.md")).is_ok());
    assert!(files.bytes(&path("a.schema.toml")).is_err());
    assert_eq!(files.fonts(), [path("fonts/more/b.otf")]);
    let outputs: Vec<(String, Vec<u8>)> = outputs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let made = Made::new("", files.inputs(), &outputs);
    let lock = project.lock().expect("a folder to write in").expect("no other build");
    let all: Vec<(&str, &[u8])> = outputs.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    lock.write(&all).expect("room on the disk");
    let mut state = State::default();
    state.made.insert("pdf".to_owned(), made);
    lock.keep(&state).expect("room on the disk");
    project.state().made.remove("pdf").expect("what was kept")
}

#[test]
fn contents_decide_what_is_fresh() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let project = book(folder.path());
    let made = build(&project, &[("book.pdf", "pdf")]);
    let fresh = |settings| project.is_fresh(&made, settings, &project.files());
    assert!(fresh(""));
    assert!(!fresh("no-pages"), "asked for otherwise");
    fs::write(at("a.md"), "# One").expect("a file");
    fs::write(at("unread.md"), "# Two").expect("a file");
    assert!(fresh(""), "written again with the same words; a file that nobody asked for");
    fs::write(at("a.md"), "# Two").expect("a file");
    assert!(!fresh(""), "other words");
    fs::write(at("a.md"), "# One").expect("a file");
    fs::write(at("a.schema.toml"), "").expect("a file");
    assert!(!fresh(""), "a file that was looked for and not there");
    fs::remove_file(at("a.schema.toml")).expect("a file");
    fs::write(at("fonts/c.ttf"), "font").expect("a file");
    assert!(!fresh(""), "a font more");
    fs::remove_file(at("fonts/c.ttf")).expect("a file");
    assert!(fresh(""), "everything as it was");
    fs::write(at("out/book.pdf"), "mine").expect("a file");
    assert!(!fresh(""), "the output is another");
}

#[test]
fn only_what_recto_made_is_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = book(folder.path());
    let before = build(&project, &[("typst/main.typ", "main"), ("typst/old.typ", "old"), ("typst/changed.typ", "old")]);
    let at = |name: &str| folder.path().join("out/typst").join(name);
    fs::write(at("changed.typ"), "changed by hand").expect("a file");
    fs::write(at("mine.typ"), "mine").expect("a file");
    let after = build(&project, &[("typst/main.typ", "main again")]);
    let lock = project.lock().expect("a folder to write in").expect("no other build");
    after.gone(&before).for_each(|(name, fingerprint)| lock.remove(name, fingerprint));
    assert_eq!(fs::read_to_string(at("main.typ")).expect("a file"), "main again");
    assert!(!at("old.typ").exists());
    assert!(at("changed.typ").exists() && at("mine.typ").exists());
    assert_eq!(fs::read_dir(folder.path().join("out/.recto/tmp")).expect("a folder").count(), 0);
}

#[test]
fn one_build_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = book(folder.path());
    let lock = project.lock().expect("a folder to write in").expect("no other build");
    let waiting = project.lock().expect("a folder to write in").expect_err("another build");
    drop(lock);
    let lock = waiting.wait();
    lock.write(&[("book.pdf", b"pdf")]).expect("room on the disk");
}

#[test]
fn a_folder_in_an_outputs_place_leaves_the_others_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = book(folder.path());
    build(&project, &[("a.pdf", "good")]);
    fs::create_dir(folder.path().join("out/b.epub")).expect("a folder");
    let lock = project.lock().expect("a folder to write in").expect("no other build");
    let finding = lock.write(&[("a.pdf", b"new"), ("b.epub", b"new")]).expect_err("a folder in its place");
    assert!(finding.environment && finding.message.contains("out/b.epub"), "{}", finding.message);
    assert_eq!(fs::read_to_string(folder.path().join("out/a.pdf")).expect("a file"), "good");
}

#[test]
fn what_a_killed_build_leaves_harms_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = book(folder.path());
    build(&project, &[("book.pdf", "good")]);
    let at = |name: &str| folder.path().join("out/.recto").join(name);
    fs::write(at("tmp/half"), "ha").expect("a file");
    fs::write(at("state.json"), "{\"made\": {\"pdf\": {\"rec").expect("a file");
    assert_eq!(project.state(), State::default());
    build(&project, &[("book.pdf", "new")]);
    assert_eq!(fs::read_to_string(folder.path().join("out/book.pdf")).expect("a file"), "new");
    assert_eq!(fs::read_dir(at("tmp")).expect("a folder").count(), 0);
}

/// A limit on the size of files stands for the full disk: writing fails in the midst of a file, at the same byte always.
#[test]
#[cfg(unix)]
fn a_disk_that_takes_no_more_leaves_the_last_outputs() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let epub = || fs::read(folder.path().join("out/book.epub")).expect("an output");
    let build = |limit: &str| {
        let command = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" build --no-pages epub");
        let recto = env!("CARGO_BIN_EXE_recto");
        std::process::Command::new("sh").args(["-c", &command, recto]).current_dir(folder.path()).output().expect("a shell")
    };
    write("book.toml", "[book]\ntitle = \"A book\"\nlanguage = \"en\"\n[edition]\ndate = 2026-11-23\n[contents]\nbody = [\"a.md\"]\n");
    write("a.md", "# One\n\nWords.\n");
    assert!(build("unlimited").status.success());
    let good = epub();
    write("a.md", "# One\n\nOther words.\n");
    let refused = build("8");
    let told = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(told.contains("`out/book.epub` could not be written"), "{told}");
    assert!(epub() == good, "the last good output was touched");
    assert!(build("unlimited").status.success());
    assert!(epub() != good, "the next build makes the new one");
}
