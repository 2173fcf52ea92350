//! The child's side of reading a file: bytes on standard input, text on standard output.
//!
//! The program runs itself with the hidden subcommand [`SUBCOMMAND`] and calls [`main`] before any runtime starts.
//! Parsers of PDF and zip files crash, hang and eat memory on hostile files; here only a small process ends.

mod columns;
mod docx;
mod format;
mod layout;
mod limits;
mod pdf;
mod plain;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use self::format::Format;
pub(super) use self::limits::CPU_SECONDS;
use super::error::CvError;
use super::file::{Extracted, Kind, MAX_FILE_BYTES};
use super::text;

/// The hidden subcommand of the child.
pub const SUBCOMMAND: &str = "read-cv";

/// The first line of every answer; tells the answer from the output of another program.
pub(super) const MAGIC: &[u8] = b"jobfill-cv/1\n";

/// Most bytes of text to be passed on.
const MAX_TEXT_BYTES: usize = 200_000;

/// Limits this process, reads a file from standard input and answers on standard output.
pub fn main() -> ExitCode {
    if limits::set().is_err() {
        return ExitCode::FAILURE;
    }
    match serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A file in, an answer out.
fn serve(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let answer = serde_json::to_vec(&read(bytes))?;
    output.write_all(MAGIC)?;
    output.write_all(&answer)?;
    output.flush()
}

/// The text of a file of any kind.
fn read(bytes: Vec<u8>) -> Result<Extracted, CvError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(CvError::TooLarge);
    }
    let (kind, raw, pages) = match Format::of(&bytes)? {
        Format::Pdf => pdf::read(bytes).map(|(raw, pages)| (Kind::Pdf, raw, pages))?,
        Format::Zip => (Kind::Docx, docx::read(&bytes)?, 1),
        Format::Text => (Kind::Text, columns::in_order(plain::decode(&bytes)?), 1),
    };
    let normal = text::normalise(&raw);
    Ok(Extracted { kind, text: text::cut(&normal, MAX_TEXT_BYTES).to_owned(), pages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_framed_and_cut() {
        let mut answer = Vec::new();
        serve("word ".repeat(100_000).as_bytes(), &mut answer).unwrap();
        let json = answer.strip_prefix(MAGIC).unwrap();
        let extracted: Result<Extracted, CvError> = serde_json::from_slice(json).unwrap();
        let extracted = extracted.unwrap();
        assert_eq!((extracted.kind, extracted.pages), (Kind::Text, 1));
        assert_eq!(extracted.text.len(), MAX_TEXT_BYTES);
    }

    #[test]
    fn a_file_over_the_limit_is_refused_here_too() {
        assert_eq!(read(vec![b'a'; MAX_FILE_BYTES + 1]), Err(CvError::TooLarge));
    }
}
