//! What a book costs: `cargo bench`.
//!
//! Makes a book of 50 and one of 300 pages and prints, from one run: recto's cold build of PDF and EPUB against bare
//! Typst on the very Typst files that recto wrote, and those against plain Typst of the same text; pages a second,
//! peak memory, growth, and the share of a cold build that a second build in the same process costs after one letter
//! has changed; and what the errata of the larger one cost, with the size of what is kept of a release. Each measurement is a process of its own, each figure the median of several; seconds are CPU seconds of
//! all threads, so that a busy machine changes the ratios little. Linux only: it reads `/proc/self`.

#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs, reason = "a bench prints and reads files")]

mod bare;
mod generate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use recto::edition::{self, Snapshot};
use recto::source::{BookPath, Memory};
use recto::{Session, Wanted};

const RUNS: usize = 3;
/// Letters changed, one build each, for the share of a second build: the median, since a letter may move a chapter by a page and with
/// it all that come after.
const EDITS: usize = 7;
const BOTH: Wanted = Wanted { pdf: true, epub: true, booklet: false, test_sheet: false, typst: false, no_pages: false, laid: false };

/// What one process measured.
#[derive(Clone, Copy)]
struct Figures {
    pages: f64,
    cpu: f64,
    wall: f64,
    megabytes: f64,
    again: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, what, pages, folder] = &arguments[..]
        && flag == "--measure"
    {
        measure(what, pages.parse().expect("a number of pages"), Path::new(folder));
        return;
    }
    if let [_, flag, pages, edits] = &arguments[..]
        && flag == "--stages"
    {
        stages(pages.parse().expect("a number of pages"), edits.parse().expect("a number of edits"));
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let results: Vec<[Figures; 3]> = [50, 300].map(|pages| size(pages, &folder.join(pages.to_string()))).to_vec();
    let growth = |i: usize| (results[1][i].cpu / results[0][i].cpu) / (results[1][i].pages / results[0][i].pages);
    println!("growth from 50 to 300 pages, per page: recto {:.2}, typst {:.2}", growth(0), growth(1));
    editions(300);
}

/// Prints what the errata of a book cost beside its build, and how large its snapshot is.
fn editions(pages: usize) {
    let mut generated = generate::book(pages);
    let mut session = Session::default();
    let built = session.build(&memory(&generated), Wanted { laid: true, ..BOTH }, &mut |_| {});
    let (book, map) = (built.book.as_ref().expect("a book"), built.pages.as_ref().expect("the book is laid out"));
    let old = Snapshot::of(book, map, &built.laid.as_ref().expect("the book is laid out").looks(), None);
    let sealed = edition::seal(edition::Seal::default(), &old, &[], Vec::new()).expect("a snapshot can be packed");
    let packed = sealed.iter().find(|(name, _)| name == edition::SNAPSHOT).map_or(0, |(_, bytes)| bytes.len());
    let text = old.write();
    for edit in 0..10 {
        change_a_letter(&mut generated, edit);
    }
    let again = session.build(&memory(&generated), Wanted::default(), &mut |_| {});
    let begun = cpu_seconds();
    let old = Snapshot::read(&text).expect("its own snapshot");
    let errata = edition::errata(&old, &Snapshot::of_words(again.book.as_ref().expect("a book")));
    let spent = (cpu_seconds() - begun) * 1000.0;
    let share = 100 * packed / built.pdf.map_or(1, |pdf| pdf.len());
    println!(
        "{} pages: {} errata in {spent:.0} CPU ms beside the build; the snapshot has {} kB, {share} % of the PDF",
        map.pages.len(),
        errata.len(),
        packed / 1000
    );
}

/// Measures one size and prints its line.
fn size(pages: usize, folder: &Path) -> [Figures; 3] {
    write_markup(pages, folder);
    let [recto, bare, plain] = ["recto", "bare", "plain"].map(|what| median(what, pages, folder));
    println!(
        "{} pages: recto pdf+epub {:.2} CPU s ({:.2} s by the clock), {:.0} pages a second, {:.0} MB",
        recto.pages,
        recto.cpu,
        recto.wall,
        recto.pages / recto.wall,
        recto.megabytes
    );
    println!("  bare typst on recto's files {:.2} CPU s; recto is {:.2} × that", bare.cpu, recto.cpu / bare.cpu);
    println!("  by the clock, bare typst {:.2} s; recto is {:.2} × that", bare.wall, recto.wall / bare.wall);
    println!(
        "  plain typst of the same text {:.2} CPU s, {} pages; recto's files are {:.2} × that",
        plain.cpu,
        plain.pages,
        bare.cpu / plain.cpu
    );
    println!("  a second build after one letter changed: {:.3} of the cold build", recto.again);
    [recto, bare, plain]
}

/// Writes the Typst files that recto makes of a book, and the plain one, for the other processes.
fn write_markup(pages: usize, folder: &Path) {
    let generated = generate::book(pages);
    let wanted = Wanted { typst: true, ..BOTH };
    let built = Session::default().build(&memory(&generated), wanted, &mut |_| {});
    let faults: Vec<_> = built.found.iter().filter(|d| d.severity == recto::diag::Severity::Error).collect();
    assert!(faults.is_empty(), "the generated book has faults: {faults:?}");
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in built.typst.iter().map(|(p, b)| (p.as_str(), b.as_slice())).chain([("plain.typ", generated.plain.as_bytes())]) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the bench's folder can be made");
        fs::write(path, bytes).expect("the bench's files can be written");
    }
}

fn memory(generated: &generate::Generated) -> Memory {
    let mut files = Memory::default();
    for (path, text) in &generated.files {
        files.put(BookPath::new(path).expect("a path of the generator's own"), text.as_bytes());
    }
    files
}

/// Runs a measurement in processes of its own; the run with the median CPU time.
fn median(what: &str, pages: usize, folder: &Path) -> Figures {
    let this = std::env::current_exe().expect("the bench's own path");
    let mut runs: Vec<Figures> = (0..RUNS)
        .map(|_| {
            let run =
                Command::new(&this).args(["--measure", what, &pages.to_string()]).arg(folder).output().expect("the bench can run itself");
            let text = String::from_utf8_lossy(&run.stdout).into_owned();
            let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
            let [pages, cpu, wall, megabytes, again] = numbers[..] else { panic!("{what}: {}", String::from_utf8_lossy(&run.stderr)) };
            Figures { pages, cpu, wall, megabytes, again }
        })
        .collect();
    runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    runs[RUNS / 2]
}

/// One measurement; prints pages, CPU seconds, seconds by the clock, peak megabytes, the second build's share.
fn measure(what: &str, pages: usize, folder: &Path) {
    let (count, cpu, wall, again) = match what {
        "recto" => measure_recto(pages),
        _ => measure_typst(folder, if what == "bare" { "main.typ" } else { "plain.typ" }),
    };
    println!("{count} {cpu} {wall} {} {again}", peak_megabytes());
}

fn measure_recto(pages: usize) -> (usize, f64, f64, f64) {
    let mut generated = generate::book(pages);
    let mut session = Session::default();
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let built = session.build(&memory(&generated), BOTH, &mut |_| {});
    let (cpu, wall) = (cpu_seconds() - cpu, wall.elapsed().as_secs_f64());
    let count = built.pages.expect("the book is laid out").pages.len();
    let mut again = Vec::new();
    for edit in 0..EDITS {
        change_a_letter(&mut generated, edit);
        let begun = cpu_seconds();
        session.build(&memory(&generated), BOTH, &mut |_| {});
        again.push(cpu_seconds() - begun);
    }
    again.sort_by(f64::total_cmp);
    (count, cpu, wall, again[EDITS / 2] / cpu)
}

/// Prints what each stage of a cold build costs, and of builds after one letter changed: CPU milliseconds.
fn stages(pages: usize, edits: usize) {
    let mut generated = generate::book(pages);
    let mut session = Session::default();
    for edit in 0..=edits {
        let mut marks = vec![("", cpu_seconds())];
        let built = session.build(&memory(&generated), BOTH, &mut |stage| marks.push((stage, cpu_seconds())));
        marks.push(("", cpu_seconds()));
        let spans = marks.windows(2).map(|pair| (pair[0].0, (pair[1].1 - pair[0].1) * 1000.0)).filter(|(name, _)| !name.is_empty());
        let line: Vec<String> = spans.map(|(name, spent)| format!("{name} {spent:.0}")).collect();
        let total = (marks[marks.len() - 1].1 - marks[0].1) * 1000.0;
        let count = built.pages.map_or(0, |pages| pages.pages.len());
        println!("{count} pages, {}: {total:.0} ms: {}", if edit == 0 { "cold" } else { "one letter" }, line.join(", "));
        change_a_letter(&mut generated, edit);
    }
}

fn change_a_letter(generated: &mut generate::Generated, edit: usize) {
    let chapters = generated.files.iter().filter(|(path, _)| path.ends_with(".md")).count();
    let text = &mut generated.files[(chapters / 2 + edit) % chapters].1;
    let at = text.rfind("the ").expect("prose has an article");
    text.replace_range(at..at + 3, "thy");
}

fn measure_typst(folder: &Path, main: &str) -> (usize, f64, f64, f64) {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let count = bare::Bare::new(&files, main).run();
    (count, cpu_seconds() - cpu, wall.elapsed().as_secs_f64(), 0.0)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("the bench's folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path).expect("the bench's file")));
        }
    }
}

/// CPU seconds of this process so far, of all threads that it has or had (clock_gettime(2)).
fn cpu_seconds() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "far below the limit")]
    let seconds = spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9;
    seconds
}

/// The largest memory this process has had, in megabytes: `VmHWM` of `/proc/self/status`.
fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
