//! Places missing in the table.

use super::Place;
use super::country::CountryCode;
use super::names::Meanings;
use super::reading::{Part, Reading};

/// The place as typed, asked for in the country beside its name, "Kleindorf, Austria", or in the region's country,
/// "Berlin, Connecticut", or else in the default country.
pub(super) fn kept(typed: &str, reading: &Reading, default_country: CountryCode) -> Place {
    let (countries, names): (Vec<&Part>, Vec<&Part>) =
        reading.parts.iter().partition(|part| names_country(part, default_country));
    if let Some(country) = countries.first()
        && !names.is_empty()
        && reading.afar.is_none()
    {
        let names: Vec<&str> = names.iter().map(|part| part.typed.as_str()).collect();
        return Place::Unknown {
            typed: names.join(", "),
            country: Meanings::of(&country.name).country.unwrap_or(default_country),
        };
    }
    let country = country_beside(reading, default_country);
    Place::Unknown { typed: typed.to_owned(), country: country.unwrap_or(default_country) }
}

/// The country said in a part of an unknown place: "Remote, Posemuckel, Austria".
pub(super) fn country_beside(reading: &Reading, default_country: CountryCode) -> Option<CountryCode> {
    let stated = reading.parts.iter().find(|part| names_country(part, default_country));
    let stated = stated.and_then(|part| Meanings::of(&part.name).country);
    stated.or_else(|| reading.parts.iter().find_map(country_of_region))
}

/// Whether a part says the country: "DE" does in Germany, elsewhere "DE" may be Delaware.
fn names_country(part: &Part, default_country: CountryCode) -> bool {
    let meanings = Meanings::of(&part.name);
    let is_clear = meanings.country == Some(default_country) || meanings.regions.is_empty();
    meanings.country.is_some() && is_clear
}

/// The country of the region named by a part, if no other meaning is possible.
fn country_of_region(part: &Part) -> Option<CountryCode> {
    let meanings = Meanings::of(&part.name);
    match meanings.regions[..] {
        [region] if meanings.cities.is_empty() => Some(region.country),
        _ => None,
    }
}
