//! Lines of places, as people type them, CVs state them and postings name them.

use super::super::dice::Dice;
use super::{Loop, mutate};
use jobfill::place::{self, CountryCode, Place};
use std::fs;
use std::path::Path;

pub const LOOP: Loop = Loop { name: "places", corpus, change, judge };

/// Lines that are read into more places than anybody types are wrong.
const MOST: usize = 200;

/// First columns of a table of spellings.
fn corpus() -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/places.tsv");
    let table = fs::read_to_string(path).unwrap_or_default();
    let lines = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    lines.filter(|line| !line.is_empty()).map(|line| line.as_bytes().to_vec()).collect()
}

/// One line changed, or parts of two behind each other.
fn change(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let line = |dice: &mut Dice| String::from_utf8_lossy(&corpus[dice.below(corpus.len())]).into_owned();
    let (first, second) = (line(dice), line(dice));
    let joined = match dice.below(5) {
        0 => format!("{first}, {second}"),
        1 => format!("{first} ({second})"),
        2 => format!("{first} or {second}"),
        _ => first,
    };
    mutate::text(dice, &joined).into_bytes()
}

fn judge(input: &[u8]) -> Result<(), String> {
    let line = String::from_utf8_lossy(input);
    let home = CountryCode::GERMANY;
    let Ok(meant) = place::read(&line, home) else { return Ok(()) };
    if meant.is_empty() || meant.len() > MOST {
        return Err(format!("{} places", meant.len()));
    }
    for one in meant {
        if Place::from_key(&one.place.key()).as_ref() != Some(&one.place) {
            return Err(format!("{:?} is not its key {:?}", one.place, one.place.key()));
        }
        let again = place::read(&one.typed, home).map_err(|error| format!("{:?}: {error}", one.typed))?;
        if again.len() != 1 || again[0].place != one.place {
            return Err(format!("{line:?}: {:?} read alone is {again:?}", one.typed));
        }
        if one.place.english_name().trim().is_empty() {
            return Err(format!("{:?} has no name", one.place));
        }
    }
    Ok(())
}
