//! Several places in a row: "Berlin, Hamburg, Germany", and words behind a town that are no other place.

use super::Place;
use super::country::CountryCode;
use super::found::Found;
use super::known::known;
use super::line::{one, with_country_for_remote};
use super::reading;

/// "Berlin, Hamburg, Germany": the longest stretches with one place each. None where a piece is left over.
pub(super) fn in_a_row(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let pieces = reading::pieces(text);
    let is_remote =
        |piece: &String| matches!(known(piece, home), Some(one) if one.place == Place::Remote { country: None });
    let all = pieces.len();
    let (afar, pieces): (Vec<String>, Vec<String>) = without_codes(pieces, home).into_iter().partition(is_remote);
    let mut found: Vec<Found> = Vec::new();
    let mut rest = &pieces[..];
    while !rest.is_empty() {
        let (length, stretch) = (1..=rest.len()).rev().find_map(|n| Some((n, one(&rest[..n].join(", "), home)?)))?;
        rest = &rest[length..];
        match found.last_mut() {
            Some(before) if is_unfitting(before, &stretch) => return None,
            Some(before) if is_country_of(&stretch, before) => {
                before.typed = format!("{}, {}", before.typed, stretch.typed);
            }
            _ => found.push(stretch),
        }
    }
    if found.len() + afar.len() < 2 && found.len() == all {
        return None;
    }
    found.extend(afar.iter().filter_map(|piece| one(piece, home)));
    Some(with_country_for_remote(found))
}

/// "Bologna (BO), Italia": the country of the place before.
fn is_country_of(stretch: &Found, before: &Found) -> bool {
    let is_country = matches!(stretch.place, Place::Country(_)) && matches!(before.place, Place::City(_));
    is_country && stretch.place.country() == before.place.country()
}

/// Pieces without codes of provinces missing in the tables: "Torino, TO".
pub(super) fn without_codes(pieces: Vec<String>, home: CountryCode) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for piece in pieces {
        if kept.last().is_none_or(|before| !is_code_behind(before, &piece, home)) {
            kept.push(piece);
        }
    }
    kept
}

/// A code of two letters behind a town where people write such codes, and the code does not say where the town lies.
fn is_code_behind(before: &str, code: &str, home: CountryCode) -> bool {
    const WRITTEN_IN: [&str; 3] = ["it", "ca", "br"];
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_of_codes = |found: Found| match found.place {
        Place::City(city) => WRITTEN_IN.contains(&city.country.as_str()),
        _ => false,
    };
    is_code && one(&format!("{before}, {code}"), home).is_none() && one(before, home).is_some_and(is_of_codes)
}

/// Countries in which people write a town with its state.
const WITH_STATES: [&str; 3] = ["us", "ca", "au"];

/// "Berlin, Connecticut" is a town missing in the table, and not Berlin and a state of another country. So is "Hamburg,
/// New York, United States", where a city is called as its state.
fn is_unfitting(before: &Found, stretch: &Found) -> bool {
    match (&before.place, &stretch.place) {
        (Place::City(city), Place::City(other)) => {
            let is_of_states = WITH_STATES.contains(&other.country.as_str()) && stretch.typed.contains(',');
            let is_called_as_its_state = other.region().is_some_and(|region| region.name == other.name());
            city.country != other.country && is_of_states && is_called_as_its_state
        }
        (Place::City(city), Place::Region(region)) => city.country != region.country,
        // "Cuba, MO": the code of a state, and no second country.
        (Place::Country(_), Place::Country(_)) => stretch.typed.len() <= 2 && before.typed.len() > 2,
        _ => false,
    }
}

/// "Singapore (Central)", "Essen (Ruhr)": a bracket holds no second place unless it holds a town.
pub(super) fn before_bracket(text: &str, home: CountryCode) -> Option<Vec<Found>> {
    let (before, inside) = text.strip_suffix(')')?.split_once('(')?;
    let inside = one(inside, home).filter(|_| !inside.contains(','))?;
    let is_within = matches!(inside.place, Place::Area(_) | Place::Region(_) | Place::Country(_));
    let found = one(before.trim(), home)
        .filter(|found| is_within && matches!(found.place, Place::City(_) | Place::Country(_)))?;
    Some(vec![Found { typed: before.trim().to_owned(), ..found }])
}
