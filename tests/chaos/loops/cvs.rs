//! Files that people upload as CVs: through the child, as the program reads them, and on to what is sent and found.

use super::super::dice::Dice;
use super::{Loop, files, fixtures, mutate};
use jobfill::cv::{self, CvError, Extractor, MAX_FILE_BYTES, offline};
use std::path::Path;
use tokio::runtime::Builder;

pub const LOOP: Loop = Loop { name: "cvs", corpus, change, judge };

/// Text that a child passes on at most, and characters that are sent of it.
const LONGEST: (usize, usize) = (200_000, 20_000);

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cv");
    [fixtures("cv"), files(&folder.join("files")), files(&folder.join("sources"))].concat()
}

fn change(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    mutate::bytes(dice, corpus)
}

fn judge(input: &[u8]) -> Result<(), String> {
    // What is text is read here too, where a panic has a place.
    if let Ok(text) = std::str::from_utf8(input) {
        read(text)?;
    }
    if input.len() > MAX_FILE_BYTES {
        return Ok(());
    }
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    match runtime.block_on(Extractor::new(crate::JOBFILL.into()).extract(input.to_vec())) {
        Ok(extracted) if extracted.text.len() > LONGEST.0 => Err(format!("{} bytes of text", extracted.text.len())),
        Ok(extracted) => read(&extracted.text),
        Err(CvError::Unavailable) => Err("the child did not start".to_owned()),
        Err(error) if error.message().is_empty() => Err("no sentence".to_owned()),
        Err(_) => Ok(()),
    }
}

fn read(text: &str) -> Result<(), String> {
    let sent = cv::sent(text);
    if sent.chars().count() > LONGEST.1 {
        return Err(format!("{} characters are sent", sent.chars().count()));
    }
    let profile = offline::read(&sent);
    if profile.titles.len() > 5 || profile.places.len() > 5 {
        return Err(format!("{} titles, {} places", profile.titles.len(), profile.places.len()));
    }
    Ok(())
}
