//! Every file under tests/cases is a case; one that is none is a fault.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::harness::{files, repository, run};

/// With `CASE=words` in the environment only the cases run whose path holds the words.
#[test]
fn cases() {
    let all = files(&repository("tests/cases"));
    let wanted = std::env::var("CASE").unwrap_or_default();
    let all: Vec<PathBuf> = all.into_iter().filter(|path| path.to_string_lossy().contains(&wanted)).collect();
    let faults = in_parallel(&all, |path| catch_unwind(AssertUnwindSafe(|| run::run(path))).unwrap_or_else(|_| vec!["panics".to_owned()]));
    let faults: Vec<String> = all.iter().zip(faults).flat_map(|(path, faults)| faults.into_iter().map(|f| name(path) + " " + &f)).collect();
    assert!(faults.is_empty(), "{} faults in {} cases; BLESS=1 takes what came out\n\n{}", faults.len(), all.len(), faults.join("\n"));
}

/// Every folder under tests/books is a whole book, with its expectations in `expected.md`.
#[test]
fn books() {
    let entries = std::fs::read_dir(repository("tests/books")).expect("the folder of books");
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of a folder").path()).collect();
    all.sort();
    let faults =
        in_parallel(&all, |path| catch_unwind(AssertUnwindSafe(|| run::run_folder(path))).unwrap_or_else(|_| vec!["panics".to_owned()]));
    let faults: Vec<String> = all.iter().zip(faults).flat_map(|(path, faults)| faults.into_iter().map(|f| name(path) + " " + &f)).collect();
    assert!(faults.is_empty(), "{} faults in {} books; BLESS=1 takes what came out\n\n{}", faults.len(), all.len(), faults.join("\n"));
}

/// The repository itself is a book: the sample.
#[test]
fn sample() {
    let faults = run::run_faultless(&repository(""));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn name(path: &Path) -> String {
    path.strip_prefix(repository("")).unwrap_or(path).display().to_string()
}

/// Does the same with every item on as many threads as there are cores; results in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    done.lock().expect("no thread panics").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
