//! Words of titles, and whether one title stands in another. Pure.

use crate::combination::folded_title;
use crate::typed::without_accents;

/// Readings of a title with more slashes than this are not told apart: each slash is a space.
const MOST_SLASHES: usize = 3;

/// Feminine endings of occupations with the one that stands for both, the longest first: "Ärztin", "Beraterin".
const FEMININE: &[(&str, &str)] = &[
    ("fachfrau", "fachmann"),
    ("kauffrau", "kaufmann"),
    ("kaufleute", "kaufmann"),
    ("anwaltin", "anwalt"),
    ("kochin", "koch"),
    ("arztin", "arzt"),
    ("ologin", "ologe"),
    ("agogin", "agoge"),
    ("eurin", "eur"),
    ("istin", "ist"),
    ("entin", "ent"),
    ("antin", "ant"),
    ("arin", "ar"),
    ("erin", "er"),
    ("orin", "or"),
    ("trice", "teur"),
    ("euse", "eur"),
];

/// Plurals of those who do the work; a posting for several is one for each.
const PLURAL: &[(&str, &str)] = &[("ers", "er"), ("ists", "ist"), ("ors", "or"), ("erinnen", "er")];

/// Letters before such an ending, so that "Mandarin" and "users" of a few letters keep theirs.
const STEM: usize = 3;

/// The words of a title in each of its readings: "UX/UI Designer" is a UX designer and a UI designer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    readings: Vec<Vec<String>>,
}

impl Words {
    /// The words of a title as typed or as posted.
    pub fn of(title: &str) -> Self {
        let folded = folded_title(title);
        let slashes = folded.matches('/').count();
        let readings = match slashes {
            0 => vec![folded],
            1..=MOST_SLASHES => readings(&folded),
            _ => vec![folded.replace('/', " ")],
        };
        Self { readings: readings.iter().map(|reading| words(reading)).filter(|words| !words.is_empty()).collect() }
    }

    /// True when a reading of these words stands in the other title as a run, without a word between. Where words are
    /// parted makes no difference: "Full Stack" stands in "Fullstack Developer", and "Java" not in "JavaScript".
    pub fn stand_in(&self, other: &Self) -> bool {
        self.readings.iter().any(|run| {
            let run = run.concat();
            other.readings.iter().any(|title| (0..title.len()).any(|start| begins(&title[start..], &run)))
        })
    }
}

/// Whether whole words at the beginning are the run.
fn begins(words: &[String], run: &str) -> bool {
    let mut rest = run;
    for word in words {
        match rest.strip_prefix(word.as_str()) {
            Some("") => return true,
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    false
}

/// Every choice of one side of each slash.
fn readings(folded: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for token in folded.split(' ') {
        let sides: Vec<&str> = token.split('/').filter(|side| !side.is_empty()).collect();
        found = found.iter().flat_map(|begun| sides.iter().map(move |side| format!("{begun} {side}"))).collect();
    }
    found
}

/// Words without brackets and quotes. Signs that are part of a name stay: C++, C#, .NET.
fn words(reading: &str) -> Vec<String> {
    let plain = without_accents(reading);
    let is_kept = |c: char| c.is_alphanumeric() || "+#.&".contains(c);
    plain.split(|c| !is_kept(c)).map(word).filter(|word| !word.is_empty()).collect()
}

/// One form of a word for everybody who does the work.
fn word(word: &str) -> String {
    let begins_with_a_dot = word.starts_with('.') && word.len() > 1;
    let bare = word.replace('.', "");
    let bare =
        FEMININE.iter().chain(PLURAL).find_map(|(ending, general)| with_ending(&bare, ending, general)).unwrap_or(bare);
    if begins_with_a_dot { format!(".{bare}") } else { bare }
}

fn with_ending(word: &str, ending: &str, general: &str) -> Option<String> {
    let stem = word.strip_suffix(ending)?;
    let is_whole =
        stem.is_empty() && matches!(ending, "kochin" | "arztin" | "anwaltin" | "fachfrau" | "kauffrau" | "kaufleute");
    (is_whole || stem.chars().count() >= STEM).then(|| format!("{stem}{general}"))
}
