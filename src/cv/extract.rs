//! The parent's side of reading a file: a child process does the reading, so that no file can hurt the server.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::child::{MAGIC, SUBCOMMAND};
use super::error::CvError;
use super::file::{Extracted, MAX_FILE_BYTES};

/// How long a child may take before it is killed. Longer than its own limit of processor time, so that a slow
/// machine doesn't refuse a good file, and short enough for an answer within 15 s.
const WALL_TIME: Duration = Duration::from_secs(12);

/// How much a child may answer, in bytes: its text and room for JSON's escapes.
const MAX_ANSWER_BYTES: u64 = 1024 * 1024;

/// Children that may run at once; each may take a processor and a gigabyte.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Reads the text of a file by running `program` (this program itself) as a child.
///
/// Waits for one of two seats, then answers within 12 seconds. A child that crashes, hangs, eats memory or
/// talks nonsense is [`CvError::Damaged`].
///
/// # Errors
///
/// [`CvError`], with a sentence for the person: too large, no CV format, damaged, protected, or not read in time.
pub async fn extract(program: &Path, bytes: Vec<u8>) -> Result<Extracted, CvError> {
    if bytes.is_empty() {
        return Err(CvError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(CvError::TooLarge);
    }
    let _seat = SEATS.acquire().await.map_err(|_closed| CvError::Unavailable)?;
    extract_within(program, bytes, WALL_TIME).await
}

async fn extract_within(program: &Path, bytes: Vec<u8>, wall_time: Duration) -> Result<Extracted, CvError> {
    match timeout(wall_time, ask_child(program, bytes)).await {
        Ok(Ok(answer)) => parse(&answer),
        Ok(Err(error)) => {
            tracing::error!(%error, "the process that reads CVs did not start");
            Err(CvError::Unavailable)
        }
        Err(_elapsed) => Err(CvError::Damaged),
    }
}

/// The child's whole output. Dropping the future kills the child.
async fn ask_child(program: &Path, bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child.stdin.take().expect("stdin is piped");
    let output = child.stdout.take().expect("stdout is piped");
    let write = async move {
        // A child may close its end early; its answer tells the reason.
        let _ = input.write_all(&bytes).await;
    };
    let read = async move {
        let mut answer = Vec::new();
        output.take(MAX_ANSWER_BYTES).read_to_end(&mut answer).await.map(|_| answer)
    };
    let (_, answer) = tokio::join!(write, read);
    Ok(answer.unwrap_or_default())
}

/// The child's verdict; without a whole, well-formed answer it died over the file.
fn parse(answer: &[u8]) -> Result<Extracted, CvError> {
    answer.strip_prefix(MAGIC).and_then(|json| serde_json::from_slice(json).ok()).unwrap_or(Err(CvError::Damaged))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    async fn a_child_that_hangs_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("sleeper");
        std::fs::write(&program, "#!/bin/sh\nexec /bin/sleep 600\n").unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let verdict = extract_within(&program, b"Nurse".to_vec(), Duration::from_millis(100)).await;
        assert_eq!(verdict, Err(CvError::Damaged));
    }

    #[tokio::test]
    async fn a_child_that_never_stops_talking_is_cut_off() {
        assert_eq!(extract(Path::new("/usr/bin/yes"), b"Nurse".to_vec()).await, Err(CvError::Damaged));
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_no_fault_of_the_file() {
        assert_eq!(extract(Path::new("/nowhere/jobfill"), b"Nurse".to_vec()).await, Err(CvError::Unavailable));
    }

    #[test]
    fn the_childs_refusal_is_passed_on() {
        let answer = [MAGIC, br#"{"Err":"encrypted"}"#].concat();
        assert_eq!(parse(&answer), Err(CvError::Encrypted));
    }
}
