//! Titles as words of questions to a ranking source: equal keys are one question. Pure.
//!
//! Kept apart from `title`, by which people see jobs, and strict: whatever is folded here is bought less, and to a source
//! "Data Analysts" and "UX & UI Designer" are questions of their own.

use super::title;
use crate::combination::folded_title;
use crate::typed::without_accents;
use std::collections::BTreeSet;

/// Most slashes for which a title's readings are told apart; beyond, each slash is a space.
const MOST_SLASHES: usize = 3;

/// Words of a title to be read. Later words are about benefits, shifts or the employer.
const MOST_WORDS: usize = 24;

/// Endings of occupations with the ending for everybody, the longest first.
const ENDINGS: &[(&str, &str)] = &[
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
    ("ers", "er"),
    ("ists", "ist"),
    ("ors", "or"),
    ("erinnen", "er"),
];

/// Endings that are words as well.
const WHOLE: [&str; 6] = ["kochin", "arztin", "anwaltin", "fachfrau", "kauffrau", "kaufleute"];

/// Letters required before an ending.
const STEM: usize = 3;

/// Key of a title with a single reading.
pub fn only_key(title: &str) -> Option<String> {
    let mut keys: Vec<String> = readings(title).iter().map(|words| words.concat()).collect();
    keys.sort_unstable();
    keys.dedup();
    match &keys[..] {
        [only] if !only.is_empty() => Some(only.clone()),
        _ => None,
    }
}

/// Keys of all titles inside a title.
pub fn runs(title: &str) -> BTreeSet<String> {
    readings(title).iter().flat_map(|words| title::of_reading(words)).collect()
}

/// Words of a title in each of its readings: every choice of a side at each slash.
fn readings(title: &str) -> Vec<Vec<String>> {
    let folded = folded_title(title);
    let readings = match folded.matches('/').count() {
        0 => vec![folded],
        1..=MOST_SLASHES => choices(&folded),
        _ => vec![folded.replace('/', " ")],
    };
    let words = readings.iter().map(|reading| words(reading));
    words.filter(|words| !words.is_empty()).collect()
}

fn choices(folded: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for token in folded.split(' ') {
        let sides: Vec<&str> = token.split('/').filter(|side| !side.is_empty()).collect();
        found = found.iter().flat_map(|begun| sides.iter().map(move |side| format!("{begun} {side}"))).collect();
    }
    found
}

fn words(reading: &str) -> Vec<String> {
    let plain = without_accents(reading);
    let is_kept = |c: char| c.is_alphanumeric() || "+#.&".contains(c);
    let words = plain.split(|c| !is_kept(c)).map(word).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).collect()
}

fn word(word: &str) -> String {
    let begins_with_a_dot = word.starts_with('.') && word.len() > 1;
    let bare = word.replace('.', "");
    let bare = ENDINGS.iter().find_map(|(ending, general)| with_ending(&bare, ending, general)).unwrap_or(bare);
    if begins_with_a_dot { format!(".{bare}") } else { bare }
}

fn with_ending(word: &str, ending: &str, general: &str) -> Option<String> {
    let stem = word.strip_suffix(ending)?;
    let is_whole = stem.is_empty() && WHOLE.contains(&ending);
    (is_whole || stem.chars().count() >= STEM).then(|| format!("{stem}{general}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_one_only_where_case_gender_and_breaks_differ() {
        let key = |title: &str| only_key(title).unwrap();
        for (one, other) in [
            ("Softwareentwicklerin", "Softwareentwickler"),
            ("Full-Stack Developer", "Fullstack Developer"),
            ("Sales & Marketing Manager", "Sales and Marketing Manager"),
        ] {
            assert_eq!(key(one), key(other));
        }
        for (one, other) in [
            ("Data Analysts", "Data Analyst"),
            ("Physiotherapeutin", "Physiotherapeut"),
            ("R&D Engineer", "R & D Engineer"),
            ("Java Script Developer", "Java Developer"),
        ] {
            assert_ne!(key(one), key(other));
        }
        assert_eq!(only_key("UX/UI Designer"), None);
        assert!(!runs("UX & UI Designer").contains("uxdesigner"));
    }
}
