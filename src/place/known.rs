//! Known places of a text with a single place.

use super::country::CountryCode;
use super::reading::{self, Afar, Reading};
use super::words::{ANYWHERE, NATIONWIDE, TIME_ZONES, without_first};
use super::{Area, Place, postcode, resolve};
use crate::filters::WorkArrangement;
use crate::typed::plain;

/// A place, and the work arrangement said in the text around.
pub(super) struct Known {
    pub place: Place,
    pub arrangement: Option<WorkArrangement>,
}

/// The place of the text.
pub(super) fn known(typed: &str, home: CountryCode) -> Option<Known> {
    let whole = plain(typed);
    let bare = |place| Known { place, arrangement: None };
    if ANYWHERE.has(&whole) {
        return Some(bare(Place::Anywhere));
    }
    if NATIONWIDE.has(&whole) {
        return Some(bare(Place::Country(home)));
    }
    let code = POSTCODE.iter().find_map(|word| without_first(&whole, word)).unwrap_or(&whole);
    if let Some(city) = postcode::town(code, home) {
        return Some(bare(Place::City(city)));
    }
    if let Some(place) = by_subdivision(typed, home) {
        return Some(bare(place));
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
    if let ([zone], Some(_)) = (&names[..], reading.afar)
        && let Some(place) = by_time_zone(zone)
    {
        return Some(Known { place, arrangement: reading.arrangement() });
    }
    let place = match (names.is_empty(), reading.afar) {
        (false, None) => resolve::resolve(&names, home)?,
        (false, Some(_)) => resolve::resolve(&names, home)?.worked_from_afar(),
        (true, Some(Afar::Anywhere)) if !reading.is_nationwide => Place::Remote { country: None },
        (true, Some(_)) => Place::Remote { country: Some(home) },
        (true, None) if reading.is_nationwide => Place::Country(home),
        (true, None) => return None,
    };
    Some(Known { place, arrangement: reading.arrangement() })
}

/// Words before a postal code.
const POSTCODE: [&str; 5] = ["plz", "postleitzahl", "zip code", "zip", "postcode"];

/// "DE-BY", "US-CA": a country and its region, as in ISO 3166-2.
fn by_subdivision(typed: &str, home: CountryCode) -> Option<Place> {
    let (country, region) = typed.trim().split_once('-').filter(|(country, _)| country.len() == 2)?;
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_both = is_code(country) && is_code(region) && matches!(region.len(), 2 | 3);
    let place = resolve::resolve(&[&plain(region), &plain(country)], home).filter(|_| is_both)?;
    matches!(place, Place::Region(_)).then_some(place)
}

/// "Remote (PST)", "Remote, CET +/- 2h": from home where people live by this time.
fn by_time_zone(name: &str) -> Option<Place> {
    let words: Vec<&str> = name.split(' ').filter(|word| !is_of_zone(word)).collect();
    if matches!(words[..], ["utc" | "gmt"]) {
        return Some(Place::Remote { country: None });
    }
    let name = words.join(" ");
    let (_, meant) = TIME_ZONES.iter().find(|(zone, _)| *zone == name)?;
    match Area::by_key(meant) {
        Some(area) => Some(Place::RemoteIn(area)),
        None => Some(Place::Remote { country: meant.parse().ok() }),
    }
}

/// "2h", "hours", "time zone"
fn is_of_zone(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || ["h", "hours", "hour", "time", "times", "timezone", "timezones", "zone", "zones", "std", "stunden"]
            .contains(&word)
}
