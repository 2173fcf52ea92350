//! Parts of a gender mark.

/// Genders in marks, by letter and in words, in six languages.
const GENDERS: &[&str] = &[
    "m",
    "w",
    "d",
    "f",
    "x",
    "h",
    "i",
    "k",
    "v",
    "n",
    "a",
    "t",
    "gn",
    "div",
    "divers",
    "diverse",
    "inter",
    "male",
    "female",
    "männlich",
    "weiblich",
    "mann",
    "frau",
    "homme",
    "femme",
];
/// Genders required in a mark.
const MALE: &[&str] = &["m", "h", "male", "männlich", "mann", "homme"];
/// Genders of which a mark needs at least one, beside the male.
const OTHERS: &[&str] = &["w", "f", "d", "x", "k", "v", "female", "weiblich", "frau", "femme", "div", "divers"];
/// Whole phrases that are a mark in brackets.
const PHRASES: &[&str] = &[
    "all genders",
    "all gender",
    "any gender",
    "alle geschlechter",
    "alle",
    "gn",
    "mensch",
    "gender neutral",
    "genderneutral",
    "geschlechtsneutral",
    "div",
    "divers",
];
/// The letters of a mark without separators: "(mwd)".
const JOINED: &[&str] = &["mwd", "wmd", "mdw", "wdm", "dmw", "dwm", "mfd", "fmd", "mfx", "fmx"];
/// Separators between two genders; three or more are also written with weaker ones.
pub(super) const SEPARATORS: &[char] = &['/', '|', '*', ':'];
const WEAK_SEPARATORS: &[char] = &[',', '.', '-', ' '];

/// True for "m/w/d", "all genders" and the like.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if PHRASES.contains(&text) || JOINED.contains(&text) {
        return true;
    }
    let Some(genders) = genders(text) else {
        return false;
    };
    if matches!(genders[..], ["h", "m"] | ["m", "h"]) {
        // Hombre and mujer, homem and mulher.
        return text.contains(SEPARATORS);
    }
    let has = |some: &[&str]| genders.iter().any(|gender| some.contains(gender));
    let enough = if text.contains(SEPARATORS) { 2 } else { 3 };
    genders.len() >= enough && has(MALE) && has(OTHERS)
}

/// Genders of a text; None: the text has other words.
pub(super) fn genders(text: &str) -> Option<Vec<&str>> {
    let is_separator = |c: char| SEPARATORS.contains(&c) || WEAK_SEPARATORS.contains(&c);
    let words = text.split(is_separator).filter(|word| !word.is_empty());
    words.map(|word| GENDERS.iter().find(|g| g.eq_ignore_ascii_case(word)).copied()).collect()
}
