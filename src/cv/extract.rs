//! The parent's side of reading a file: a child process does the reading, so that no file can hurt the server.

mod seats;
mod watch;

use self::seats::Seats;
use self::watch::{Patience, Watch};
use super::child::{CPU_SECONDS, MAGIC, SUBCOMMAND};
use super::error::CvError;
use super::file::{Extracted, MAX_FILE_BYTES};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Most bytes of a child's answer: its text and room for JSON's escapes.
const MAX_ANSWER_BYTES: u64 = 1024 * 1024;

/// The longest wait for the end of a child with its output closed.
const ENDING: Duration = Duration::from_secs(1);

/// SIGKILL: the end by the kernel, at the limit of processor time or for want of the machine's memory.
const KILLED: i32 = 9;

/// Reads files, two at a time; some more may wait for their turn.
#[derive(Debug)]
pub struct Extractor {
    program: PathBuf,
    seats: Seats,
}

impl Extractor {
    /// Runs `program` (this program itself) as the reading child.
    pub fn new(program: PathBuf) -> Self {
        Self { program, seats: Seats::default() }
    }

    /// The executable whose child processes read files.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Reads the text of a file, within 50 seconds.
    ///
    /// The child's processor time decides: a file that uses up all of the time, or over which the child crashes, eats
    /// memory or talks nonsense, is [`CvError::Damaged`]. Where the turn does not come, or the machine gives the child
    /// no time, the fault is not the file's: [`CvError::Busy`].
    ///
    /// # Errors
    ///
    /// [`CvError`], with a sentence for the person: too large, no CV format, damaged, protected, or busy.
    pub async fn extract(&self, bytes: Vec<u8>) -> Result<Extracted, CvError> {
        if bytes.is_empty() {
            return Err(CvError::Empty);
        }
        if bytes.len() > MAX_FILE_BYTES {
            return Err(CvError::TooLarge);
        }
        let _seat = self.seats.take().await.ok_or(CvError::Busy)?;
        extract_within(&self.program, bytes, Patience::default()).await
    }
}

async fn extract_within(program: &Path, bytes: Vec<u8>, patience: Patience) -> Result<Extracted, CvError> {
    let mut child = start(program).map_err(|error| {
        tracing::error!(%error, "the process that reads CVs did not start");
        CvError::Unavailable
    })?;
    let watch = Watch::of(&child);
    tokio::select! {
        // An answer counts, however late seen.
        biased;
        answer = ask(&mut child, bytes) => {
            if !answer.is_empty() {
                return parse(&answer);
            }
            // The child's clock is gone once its end has been asked for.
            let used = watch.used();
            Err(why_it_died(end_of(&mut child).await, used))
        }
        () = watch.runs_out(patience) => {
            tracing::warn!(used = ?watch.used(), "a CV was given up: the machine is too busy to read it");
            Err(CvError::Busy)
        }
    }
}

/// Dropping the child kills the process.
fn start(program: &Path) -> std::io::Result<Child> {
    Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// The child's whole output. The file is forgotten as soon as the child has it.
async fn ask(child: &mut Child, bytes: Vec<u8>) -> Vec<u8> {
    let mut input = child.stdin.take().expect("stdin is piped");
    let output = child.stdout.take().expect("stdout is piped");
    let write = async move {
        // A child may close its input early; its answer tells the reason.
        let _ = input.write_all(&bytes).await;
    };
    let read = async move {
        let mut answer = Vec::new();
        let _ = output.take(MAX_ANSWER_BYTES).read_to_end(&mut answer).await;
        answer
    };
    tokio::join!(write, read).1
}

/// End of a child with its output closed. None: the child goes on all the same.
async fn end_of(child: &mut Child) -> Option<ExitStatus> {
    timeout(ENDING, child.wait()).await.ok()?.ok()
}

/// Reason for the missing answer, by the child's end and its processor time.
fn why_it_died(end: Option<ExitStatus>, used: Option<Duration>) -> CvError {
    let has_had_its_time = used.is_none_or(|used| used + Duration::from_secs(1) >= Duration::from_secs(CPU_SECONDS));
    match end {
        // Only the kernel kills a reader: at the reader's own limit, or because the machine has no memory left.
        Some(end) if end.signal() == Some(KILLED) && !has_had_its_time => CvError::Busy,
        // The child could not limit itself, or not write: the file has not been looked at.
        Some(end) if end.code() == Some(1) => CvError::Unavailable,
        _ => CvError::Damaged,
    }
}

/// The child's verdict; without a whole, well-formed answer it died over the file.
fn parse(answer: &[u8]) -> Result<Extracted, CvError> {
    answer.strip_prefix(MAGIC).and_then(|json| serde_json::from_slice(json).ok()).unwrap_or(Err(CvError::Damaged))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that runs `does` instead of reading.
    fn program(folder: &tempfile::TempDir, does: &str) -> PathBuf {
        let program = folder.path().join("reader");
        std::fs::write(&program, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        program
    }

    async fn verdict_of(does: &str, patience: Patience) -> CvError {
        let folder = tempfile::tempdir().unwrap();
        extract_within(&program(&folder, does), b"Nurse".to_vec(), patience).await.unwrap_err()
    }

    fn short() -> Patience {
        Patience { without_time: Duration::from_millis(300), in_all: Duration::from_secs(60) }
    }

    #[test]
    fn an_answer_of_another_program_is_no_text() {
        assert_eq!(parse(b"\nrunning 0 tests\n\ntest result: ok."), Err(CvError::Damaged));
    }

    #[test]
    fn half_an_answer_is_no_text() {
        let whole = [MAGIC, br#"{"Ok":{"kind":"pdf","text":"Nurse","pages":1}}"#].concat();
        assert_eq!(parse(&whole).map(|extracted| extracted.text), Ok("Nurse".to_owned()));
        for length in 0..whole.len() {
            assert_eq!(parse(&whole[..length]), Err(CvError::Damaged));
        }
    }

    #[tokio::test]
    async fn a_child_that_gets_no_time_is_the_machines_fault() {
        assert_eq!(verdict_of("kill -STOP $$", short()).await, CvError::Busy);
        assert_eq!(verdict_of("exec sleep 600", short()).await, CvError::Busy);
    }

    #[tokio::test]
    async fn a_child_that_is_killed_before_its_time_is_the_machines_fault_and_one_that_crashes_is_not() {
        assert_eq!(verdict_of("kill -KILL $$", Patience::default()).await, CvError::Busy);
        assert_eq!(verdict_of("kill -ABRT $$", Patience::default()).await, CvError::Damaged);
    }

    #[tokio::test]
    async fn the_wall_clock_alone_says_nothing_of_a_file() {
        let patience = Patience { without_time: Duration::from_secs(60), in_all: Duration::from_millis(300) };
        assert_eq!(verdict_of("while :; do :; done", patience).await, CvError::Busy);
    }

    #[test]
    fn a_child_killed_at_its_own_limit_died_over_the_file_and_one_killed_before_did_not() {
        let (killed, aborted) = (Some(ExitStatus::from_raw(9)), Some(ExitStatus::from_raw(6)));
        let after = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(why_it_died(killed, after(CPU_SECONDS)), CvError::Damaged);
        assert_eq!(why_it_died(killed, after(2)), CvError::Busy);
        assert_eq!(why_it_died(aborted, after(0)), CvError::Damaged, "a parser that crashes");
        assert_eq!(why_it_died(Some(ExitStatus::from_raw(1 << 8)), after(0)), CvError::Unavailable);
        assert_eq!(why_it_died(Some(ExitStatus::from_raw(101 << 8)), after(0)), CvError::Damaged, "it panicked");
        assert_eq!(why_it_died(None, after(0)), CvError::Damaged);
    }

    #[tokio::test]
    async fn a_child_that_never_stops_talking_is_cut_off() {
        let verdict = Extractor::new("/usr/bin/yes".into()).extract(b"Nurse".to_vec()).await;
        assert_eq!(verdict, Err(CvError::Damaged));
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_no_fault_of_the_file() {
        let verdict = Extractor::new("/nowhere/jobfill".into()).extract(b"Nurse".to_vec()).await;
        assert_eq!(verdict, Err(CvError::Unavailable));
    }

    #[test]
    fn the_childs_refusal_is_passed_on() {
        let answer = [MAGIC, br#"{"Err":"encrypted"}"#].concat();
        assert_eq!(parse(&answer), Err(CvError::Encrypted));
    }
}
