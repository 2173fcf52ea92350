//! CVs as people have them, files that are none, and what a model answers.

mod answers;
mod corpus;
mod damage;
pub mod fake_claude;
mod heads;
mod hostile;
mod ten;
mod wordings;

use std::path::{Path, PathBuf};

use jobfill::cv::{CvError, Extracted, Extractor, quality};

/// The program whose child processes read files.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_jobfill"))
}

/// A file made by another program.
fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cv").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What an upload of these bytes leads to.
async fn upload(bytes: Vec<u8>) -> Result<Extracted, CvError> {
    let extracted = Extractor::new(program().to_owned()).extract(bytes).await?;
    quality::check(&extracted)?;
    Ok(extracted)
}
