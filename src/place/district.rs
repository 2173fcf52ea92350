//! Districts of great cities: "München-Schwabing", "Kreuzberg, Berlin", "東京都港区".

use super::Place;
use super::city::City;
use super::country::CountryCode;
use super::found::Found;
use super::line::{is_choice, one};
use super::names::Meanings;
use super::reading::{self, Part};
use super::within::{city_of, is_district_of};
use super::words::OF_DISTRICTS;
use crate::typed::plain;

/// Least size of a city for districts around it: "München-Schwabing".
const HAS_DISTRICTS_FROM: u32 = 100_000;
/// Size of a city abroad from which districts are looked for around it.
const HAS_DISTRICTS_ABROAD_FROM: u32 = 500_000;
/// Words after the name of a town that say where another town of the name lies: "Halle in Westfalen".
const BEFORE_LANDSCAPES: [&str; 11] = ["in", "im", "bei", "an", "am", "ob", "near", "upon", "sur", "aan", "nad"];
/// Distance up to which a town is a city's neighbour, and may be meant beside it.
const NEIGHBOUR_KM: f64 = 30.0;
/// A district has at most so many words.
const MAX_DISTRICT_WORDS: usize = 2;

/// "Frankfurt-Höchst", "Zürich-Oerlikon, Switzerland": a great city and a district of any name that is no great city's.
/// The district itself where the tables have it, else its city.
pub(super) fn hyphened(text: &str, home: CountryCode) -> Option<Found> {
    if is_choice(text) {
        return None;
    }
    let (name, outer) = text.split_at(text.find([',', '(']).unwrap_or(text.len()));
    let (head, tail) = name.trim().split_once('-')?;
    let is_name = |part: &str| !part.is_empty() && part.trim() == part;
    let Place::City(city) = one(&format!("{head}{outer}"), home)?.place else { return None };
    let beside = plain(tail);
    let is_other = |word: &str| names_great_city(word, HAS_DISTRICTS_FROM) || names_neighbour(word, city);
    let is_free = |name: &str| is_district_of(city, name) || !is_other(name) && !name.split(' ').any(is_other);
    if !is_name(head) || !is_name(tail) {
        return None;
    }
    let is_part = is_great(city, home) && is_free(&beside);
    let place = own_district(city, &beside).or_else(|| is_part.then_some(Place::City(city)))?;
    Some(Found { typed: text.to_owned(), place, arrangement: reading::read(text).arrangement(), is_guess: false })
}

/// Whether a name is that of a town near a city, and no district there: "Ludwigsburg" beside Stuttgart.
fn names_neighbour(plain_name: &str, city: &City) -> bool {
    let towns = Meanings::of(plain_name).cities;
    towns.iter().any(|one| city_of(one.city).is_none() && one.city.position.km_to(city.position) < NEIGHBOUR_KM)
}

/// "Richmond, London": a town's name before the city that has a district of this name.
pub(super) fn before_city(text: &str, home: CountryCode) -> Option<Found> {
    let (district, city) = text.split_once(',')?;
    let district = plain(district);
    let Place::City(city) = one(city, home)?.place else { return None };
    let place = own_district(city, &district).filter(|_| !names_great_city(&district, HAS_DISTRICTS_ABROAD_FROM))?;
    Some(Found { typed: text.to_owned(), place, arrangement: reading::read(text).arrangement(), is_guess: false })
}

/// The town of the tables that is a district of this city, by its name.
fn own_district(city: &City, plain_name: &str) -> Option<Place> {
    let cities = Meanings::of(plain_name).cities.into_iter().map(|named| named.city);
    cities.filter(|one| city_of(one) == Some(city)).max_by_key(|one| one.population).map(Place::City)
}

/// "Berlin-München": two great cities.
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
    if let Some(place) = named_as_district(&reading.parts, home).filter(|_| reading.afar.is_none()) {
        return Some(Found { typed: text.to_owned(), place, arrangement: reading.arrangement(), is_guess: false });
    }
    let words: Vec<&str> = whole.split(' ').collect();
    let city = (1..words.len()).rev().find_map(|at| {
        let (head, tail) = (words[..at].join(" "), words[at..].join(" "));
        let in_first = (words.len() - at <= MAX_DISTRICT_WORDS).then(|| great_city(&head, &tail, home));
        in_first.flatten().or_else(|| (at <= MAX_DISTRICT_WORDS).then(|| great_city(&tail, &head, home))?)
    })?;
    let place = if reading.afar.is_some() { city.worked_from_afar() } else { city };
    Some(Found { typed: text.to_owned(), place, arrangement: reading.arrangement(), is_guess: false })
}

/// "london borough of camden", "paris 15e arrondissement, france": a word says that the names beside are a district's.
fn named_as_district(parts: &[Part], home: CountryCode) -> Option<Place> {
    let (first, outer) = parts.split_first()?;
    let outer: String = outer.iter().map(|part| format!(", {}", part.name)).collect();
    let words: Vec<&str> = first.name.split(' ').collect();
    let is_said = words.iter().skip(1).any(|word| OF_DISTRICTS.has(word));
    (1..words.len()).rev().filter(|_| is_said).find_map(|at| {
        let name = words[..at].join(" ");
        let whole = one(&format!("{name}{outer}"), home);
        // "wien 08. bezirk (josefstadt)": what stands behind may be the district's own name.
        let behind = outer.trim_start_matches(", ");
        let is_own = |found: &Found| matches!(found.place, Place::City(city) if own_district(city, behind).is_some());
        let alone = || one(&name, home).filter(|found| is_own(found) || Meanings::of(behind).is_empty());
        let Place::City(city) = whole.or_else(alone)?.place else { return None };
        if city_of(city).is_some() {
            return Some(Place::City(city));
        }
        let beside: Vec<&str> = words[at..].iter().copied().filter(|word| !OF_DISTRICTS.has(word)).collect();
        let beside = beside.join(" ");
        let beside = beside.strip_prefix("of ").unwrap_or(&beside);
        let district = || own_district(city, beside).or_else(|| own_district(city, behind));
        is_great(city, home).then(|| district().unwrap_or(Place::City(city)))
    })
}

fn great_city(name: &str, beside: &str, home: CountryCode) -> Option<Place> {
    let place = one(name, home)?.place;
    let Place::City(city) = place else { return None };
    let names_great = |word: &str| names_great_city(word, HAS_DISTRICTS_ABROAD_FROM);
    let first = beside.split(' ').next().unwrap_or_default();
    let is_district =
        Meanings::of(beside).is_empty() && !beside.split(' ').any(names_great) && !BEFORE_LANDSCAPES.contains(&first);
    (is_great(city, home) && is_district).then_some(place)
}

/// Whether a city is great enough for districts around it.
fn is_great(city: &City, home: CountryCode) -> bool {
    let least = if city.country == home { HAS_DISTRICTS_FROM } else { HAS_DISTRICTS_ABROAD_FROM };
    city.population >= least
}

/// Whether a word names a city from this size: no district has such a name, and beside a city the word is another place.
fn names_great_city(word: &str, from: u32) -> bool {
    Meanings::of(word).cities.iter().any(|named| named.weight() >= from)
}
