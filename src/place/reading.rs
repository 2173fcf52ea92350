//! Takes a typed place apart: what is a name, what says "remote", what says nothing.

use super::words::{ANYWHERE, AROUND_REMOTE, ARRANGEMENTS, REMOTE, without};
use crate::typed::plain;

/// What stands between the parts of a place. A bare slash is none: "Frankfurt/Main".
const SEPARATORS: &[char] = &[',', ';', '(', ')', '[', ']', '|', '•', '·'];
/// The same, where it has spaces around it.
const SPACED_SEPARATORS: &[&str] = &[" - ", " – ", " — ", " / "];
/// Digits of a postal code: Switzerland and Austria have four, India six.
const POSTAL_DIGITS: std::ops::RangeInclusive<usize> = 4..=6;
/// What may stand before a postal code: "D-80331".
const POSTAL_COUNTRIES: &[&str] = &["a", "at", "ch", "d", "de", "f", "fl", "i", "l"];

/// A typed place in its parts, the first of which is usually the narrowest.
pub(super) struct Reading {
    /// It says "remote" or "home office".
    pub remote: bool,
    pub parts: Vec<Part>,
}

/// One name in a typed place.
pub(super) struct Part {
    pub typed: String,
    /// In its plain form.
    pub name: String,
}

/// Reads a place that somebody typed, taken apart at commas only: "Frankfurt (Oder), Germany".
pub(super) fn read_at_commas(typed: &str) -> Reading {
    read_pieces(typed.split(','))
}

/// Reads a place that somebody typed.
pub(super) fn read(typed: &str) -> Reading {
    let spaced = SPACED_SEPARATORS.iter();
    let typed = spaced.fold(typed.to_owned(), |text, spaced| text.replace(spaced, ","));
    read_pieces(typed.split(SEPARATORS))
}

fn read_pieces<'a>(pieces: impl Iterator<Item = &'a str>) -> Reading {
    let mut reading = Reading { remote: false, parts: Vec::new() };
    for piece in pieces {
        let all = without_postal_code(&plain(piece));
        let name = match without_remote(&all) {
            Some(rest) => {
                reading.remote = true;
                rest
            }
            None => &all,
        };
        let beside = ARRANGEMENTS.iter().find_map(|words| without(name, words));
        let name = beside.unwrap_or(name);
        if !name.is_empty() && !ANYWHERE.contains(&name) {
            reading.parts.push(Part { typed: piece.trim().to_owned(), name: name.to_owned() });
        }
    }
    reading
}

/// "d 80331 munchen" → "munchen"
fn without_postal_code(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_code = |word: &&str| POSTAL_DIGITS.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let is_prefix = |at: usize, word: &str| POSTAL_COUNTRIES.contains(&word) && words.get(at + 1).is_some_and(is_code);
    let kept = words.iter().enumerate();
    let kept = kept.filter(|(at, word)| !is_code(word) && !is_prefix(*at, word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// What is left of a part that says "remote"; None where it does not.
fn without_remote(name: &str) -> Option<&str> {
    let said = without_fillers(name);
    let rest = REMOTE.iter().find_map(|word| without(said, word))?;
    // "Remote, fully home office" says it twice.
    Some(without_remote(rest).unwrap_or_else(|| without_fillers(rest)))
}

fn without_fillers(mut name: &str) -> &str {
    while let Some(rest) = AROUND_REMOTE.iter().find_map(|word| without(name, word)) {
        name = rest;
    }
    name
}
