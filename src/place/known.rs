//! Known places of a text with a single place.

use super::country::CountryCode;
use super::reading::{self, Afar, Reading};
use super::words::{ANYWHERE, NATIONWIDE};
use super::{Place, postcode, resolve};
use crate::typed::plain;

/// A place, and whether the text around it says "hybrid".
pub(super) struct Known {
    pub place: Place,
    pub is_hybrid: bool,
}

/// The place of the text.
pub(super) fn known(typed: &str, home: CountryCode) -> Option<Known> {
    let whole = plain(typed);
    let bare = |place| Known { place, is_hybrid: false };
    if ANYWHERE.has(&whole) {
        return Some(bare(Place::Anywhere));
    }
    if NATIONWIDE.has(&whole) {
        return Some(bare(Place::Country(home)));
    }
    if let Some(city) = postcode::town(&whole, home) {
        return Some(bare(Place::City(city)));
    }
    let reading = reading::read(typed);
    if reading.parts.is_empty() {
        return by_parts(&reading, home);
    }
    let at_commas = typed.contains(',').then(|| by_parts(&reading::read_at_commas(typed), home)).flatten();
    // The whole before its parts: "Frankfurt (Oder)" is one name.
    at_commas.or_else(|| resolve::resolve(&[&whole], home).map(bare)).or_else(|| by_parts(&reading, home))
}

/// "Munich, Germany", "Remote (Germany)", "80331 München".
pub(super) fn by_parts(reading: &Reading, home: CountryCode) -> Option<Known> {
    let names: Vec<&str> = reading.parts.iter().map(|part| part.name.as_str()).collect();
    let place = match (names.is_empty(), reading.afar) {
        (false, None) => resolve::resolve(&names, home)?,
        (false, Some(_)) => resolve::resolve(&names, home)?.worked_from_afar(),
        (true, Some(Afar::Anywhere)) if !reading.is_nationwide => Place::Remote { country: None },
        (true, Some(_)) => Place::Remote { country: Some(home) },
        (true, None) if reading.is_nationwide => Place::Country(home),
        (true, None) => return None,
    };
    Some(Known { place, is_hybrid: reading.is_hybrid })
}
