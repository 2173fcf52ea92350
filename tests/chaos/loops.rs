//! Mutation loops: what outsiders write (postings, places, CVs, a model's answers), changed at random from a seed and a
//! kept corpus. Nothing of it may panic, hang, grow beyond its bounds or take a good neighbour with it.

mod answers;
mod cvs;
mod mutate;
mod places;
mod postings;

use super::dice::Dice;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A case that takes longer hangs, on the slowest machine: a file alone may take 50 seconds there.
const LONGEST_CASE: Duration = Duration::from_secs(90);

/// Inputs of a kind, and what must hold of any of them.
struct Loop {
    name: &'static str,
    /// Texts and files to begin with.
    corpus: fn() -> Vec<Vec<u8>>,
    /// Makes one input from the corpus.
    change: fn(&mut Dice, &[Vec<u8>]) -> Vec<u8>,
    /// Says what is wrong.
    judge: fn(&[u8]) -> Result<(), String>,
}

const LOOPS: [Loop; 4] = [postings::LOOP, places::LOOP, cvs::LOOP, answers::LOOP];

/// Runs each loop for so long; whether all held.
pub fn run(seed: u64, length: Duration) -> bool {
    // A panic is told with its input, once.
    std::panic::set_hook(Box::new(|_| {}));
    LOOPS.iter().all(|one| one.run(seed, length))
}

impl Loop {
    fn run(&'static self, seed: u64, length: Duration) -> bool {
        let mut cases = 0_u64;
        let corpus = self.kept();
        for input in &corpus {
            if !self.holds(input, "kept") {
                return false;
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < length {
            let mut dice = Dice::of(seed, &format!("{} {cases}", self.name));
            let input = (self.change)(&mut dice, &corpus);
            cases += 1;
            if !self.holds(&input, &format!("seed {seed}, case {cases}")) {
                return false;
            }
        }
        println!(
            "loop {} held: {} kept, {cases} made, {:.0} s",
            self.name,
            corpus.len(),
            begun.elapsed().as_secs_f64()
        );
        true
    }

    /// What the loop begins with, and inputs that broke something once.
    fn kept(&self) -> Vec<Vec<u8>> {
        let mut corpus = (self.corpus)();
        corpus.extend(files(&folder(self.name)));
        corpus
    }

    /// Judges one input on a thread of its own, so that one that hangs can be told.
    fn holds(&'static self, input: &[u8], which: &str) -> bool {
        let (done, outcome) = channel();
        let judged = input.to_vec();
        thread::spawn(move || done.send(catch_unwind(AssertUnwindSafe(|| (self.judge)(&judged)))));
        let wrong = match outcome.recv_timeout(LONGEST_CASE) {
            Ok(Ok(Ok(()))) => return true,
            Ok(Ok(Err(wrong))) => wrong,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => "it panics".to_owned(),
            Err(RecvTimeoutError::Timeout) => format!("it takes more than {LONGEST_CASE:?}"),
        };
        let path = folder(self.name).join(format!("{:016x}", print_of(input)));
        let kept = fs::write(&path, input).map_or_else(|error| error.to_string(), |()| path.display().to_string());
        println!("loop {} broke, {which}: {wrong}\nkept as {kept}", self.name);
        false
    }
}

/// Where inputs stand that broke something once.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chaos/corpus").join(name)
}

/// Every file of a directory, by name.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().filter(|path| path.is_file()).filter_map(|path| fs::read(path).ok()).collect()
}

/// Files of the tests.
fn fixtures(name: &str) -> Vec<Vec<u8>> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name))
}

/// FNV-1a, for file names.
fn print_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
