//! Districts of great cities: "München-Schwabing", "Kreuzberg, Berlin", "東京都港区".

use super::Place;
use super::country::CountryCode;
use super::found::Found;
use super::line::{is_choice, one};
use super::names::Meanings;
use super::reading;
use crate::typed::plain;

/// Least size of a city for districts around it: "München-Schwabing".
const HAS_DISTRICTS_FROM: u32 = 100_000;
/// Size of a city abroad from which districts are looked for around it.
const HAS_DISTRICTS_ABROAD_FROM: u32 = 500_000;
/// A district has at most so many words.
const MAX_DISTRICT_WORDS: usize = 2;

/// "Berlin-München": two great cities; "Stuttgart-Vaihingen": one, and a part named like a town.
pub(super) fn joined(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let (one, other) = text.split_once('-')?;
    [one, other]
        .into_iter()
        .map(|name| {
            let place = great_city(&plain(name), "", home)?;
            Some(Found { typed: name.trim().to_owned(), place, arrangement: None, is_guess: false })
        })
        .collect()
}

/// "Berlin Hamburg": great cities one after the other.
pub(super) fn listed(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = words.iter().map(|word| {
        let place = great_city(&plain(word), "", home)?;
        Some(Found { typed: (*word).to_owned(), place, arrangement: None, is_guess: false })
    });
    found.collect::<Option<Vec<Found>>>().filter(|found| found.len() > 1)
}

/// "東京都港区": the longest beginning that is a place, in scripts without spaces.
pub(super) fn without_spaces(text: &str, home: CountryCode) -> Option<Found> {
    let is_joined = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if !text.chars().all(|c| is_joined(c) || c.is_ascii_digit()) {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(2).collect();
    let begun = ends.iter().rev().find_map(|&end| one(&text[..end], home))?;
    Some(Found { typed: text.to_owned(), ..begun })
}

/// "München-Schwabing", "Kreuzberg, Berlin": a great city with an unknown word.
pub(super) fn district(text: &str, home: CountryCode) -> Option<Found> {
    let reading = reading::read(text);
    if reading.afar.is_some() && is_choice(text) {
        return None;
    }
    let whole = reading.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = whole.split(' ').collect();
    let city = (1..words.len()).rev().find_map(|at| {
        let (head, tail) = (words[..at].join(" "), words[at..].join(" "));
        let in_first = (words.len() - at <= MAX_DISTRICT_WORDS).then(|| great_city(&head, &tail, home));
        in_first.flatten().or_else(|| (at <= MAX_DISTRICT_WORDS).then(|| great_city(&tail, &head, home))?)
    })?;
    let place = if reading.afar.is_some() { city.worked_from_afar() } else { city };
    Some(Found { typed: text.to_owned(), place, arrangement: reading.arrangement(), is_guess: false })
}

fn great_city(name: &str, beside: &str, home: CountryCode) -> Option<Place> {
    let place = one(name, home)?.place;
    let Place::City(city) = place else { return None };
    let least = if city.country == home { HAS_DISTRICTS_FROM } else { HAS_DISTRICTS_ABROAD_FROM };
    let is_district = Meanings::of(beside).is_empty() && !beside.split(' ').any(names_great_city);
    (city.population >= least && is_district).then_some(place)
}

/// Whether a word names a great city: no district has such a name, and beside a city the word is another place.
fn names_great_city(word: &str) -> bool {
    Meanings::of(word).cities.iter().any(|named| named.weight() >= HAS_DISTRICTS_ABROAD_FROM)
}
