//! Lines with a choice of work arrangements: "Berlin (hybrid or remote)", "Germany | Remote".

use super::Place;
use super::country::CountryCode;
use super::found::Found;
use super::line::{MARKS, named_from_afar, replaced_everywhere, several, with_country_for_remote};
use super::reading::{self, Afar, Reading};
use super::words::BETWEEN;
use crate::filters::WorkArrangement;

/// "Berlin (hybrid or remote)", "Remote/Hybrid, Hamburg", "Homeoffice/Remote": at least two pieces say how the work is
/// done, and all belong to the places beside them.
pub(super) fn of_arrangements(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let pieces = read(text);
    let (of_work, places): (Vec<_>, Vec<_>) = pieces.iter().partition(|(_, reading)| reading.is_of_work());
    if of_work.len() < 2 || places.iter().any(|(_, reading)| reading.afar.is_some()) {
        return None;
    }
    let afar = of_work.iter().filter(|(_, reading)| reading.arrangements.is_empty()).find_map(|(_, one)| one.afar);
    if places.is_empty() {
        let is_at_home = of_work.iter().any(|(_, reading)| reading.afar == Some(Afar::Home));
        afar?;
        return Some(vec![from_anywhere(is_at_home.then_some(home))]);
    }
    let names: Vec<&str> = places.iter().map(|(name, _)| name.as_str()).collect();
    let arrangement = only(of_work.iter().flat_map(|(_, reading)| &reading.arrangements).copied());
    let found = several(&names.join(", "), home)?;
    let mut found: Vec<Found> = found.into_iter().map(|one| arranged(one, arrangement)).collect();
    found.extend(afar.map(|_| from_anywhere(None)));
    Some(with_country_for_remote(found))
}

/// "Hybrid in Berlin or Hamburg", "On-site: Berlin, Hamburg": the first words are said of all places.
pub(super) fn after_arrangement(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let ends = text.match_indices([' ', ':', ',']).map(|(at, _)| at).take(3);
    let (said, rest) = ends.filter_map(|at| Some((only_arrangement(&text[..at])?, &text[at + 1..]))).last()?;
    let rest = rest.trim_start_matches([' ', ':', ',', '-', '\u{2013}']);
    let rest = rest.strip_prefix("in ").unwrap_or(rest);
    let found =
        several(rest, home).filter(|found| found.len() > 1 && !found.iter().any(|one| one.place.is_remote()))?;
    Some(found.into_iter().map(|one| arranged(one, Some(said))).collect())
}

/// The arrangement in words without any other meaning.
fn only_arrangement(words: &str) -> Option<WorkArrangement> {
    let reading = reading::read(words);
    reading.arrangement().filter(|_| reading.is_of_work() && reading.afar.is_none())
}

/// Whether a text names only offices: "Hybrid / on-site".
pub(super) fn is_of_offices(text: &str) -> bool {
    let pieces = read(text);
    !pieces.is_empty() && pieces.iter().all(|(_, reading)| reading.is_of_work() && !reading.arrangements.is_empty())
}

/// "Germany | Remote", "Remote / Europe": a country or an area, and a mark that many put before their place of work.
pub(super) fn with_remote(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let pieces: Vec<&str> = text.split(MARKS).map(str::trim).collect();
    let is_remote = |piece: &str| {
        let reading = reading::read(piece);
        reading.afar.is_some() && reading.is_of_work()
    };
    let place = match pieces[..] {
        [one, other] if is_remote(one) => other,
        [other, one] if is_remote(one) => other,
        _ => return None,
    };
    let found = several(place, home)?;
    let is_wide = |place: &Place| match place {
        Place::Area(area) => area.is_of_countries(),
        place => matches!(place, Place::Country(_) | Place::Anywhere),
    };
    match found.as_slice() {
        [one] if is_wide(&one.place) => Some(vec![named_from_afar(one.clone())]),
        _ => None,
    }
}

/// The pieces of a line, each by itself.
fn read(text: &str) -> Vec<(String, Reading)> {
    let spaced = BETWEEN.iter().fold(text.to_owned(), |text, words| replaced_everywhere(&text, words, "/"));
    let pieces = reading::pieces(&spaced.replace(MARKS, ","));
    pieces.into_iter().map(|piece| (piece.clone(), reading::read(&piece))).collect()
}

fn from_anywhere(country: Option<CountryCode>) -> Found {
    let place = Place::Remote { country };
    Found { typed: place.english_name(), place, arrangement: None, is_guess: false }
}

/// A place with an arrangement added, in words that read back as both.
fn arranged(found: Found, arrangement: Option<WorkArrangement>) -> Found {
    match arrangement {
        Some(said) if found.arrangement.is_none() => {
            Found { typed: format!("{} ({})", found.typed, said.as_str()), arrangement, ..found }
        }
        _ => found,
    }
}

fn only(said: impl Iterator<Item = WorkArrangement>) -> Option<WorkArrangement> {
    let mut said: Vec<WorkArrangement> = said.collect();
    said.dedup();
    if let [only] = said[..] { Some(only) } else { None }
}
