//! The shortest English spelling of a place with the same meaning everywhere.

use super::Place;
use super::city::City;
use super::country::CountryCode;
use super::names::Meanings;
use super::region::Region;
use super::resolve::resolve;
use crate::typed::plain;

/// Countries whose cities people tell apart by state rather than by country: "Paris, Texas".
const BY_REGION: &[&str] = &["au", "ca", "us"];

/// "Munich", "Paris, Texas", "Birmingham, United Kingdom", "Neustadt, Bavaria".
pub(super) fn city(city: &'static City) -> String {
    let country = format!("{}, {}", city.name(), city.country.english_name());
    let region = city.region().map(|region| format!("{}, {}", city.name(), region.name));
    let mut spellings = vec![city.name().to_owned()];
    if BY_REGION.contains(&city.country.as_str()) {
        spellings.extend(region.into_iter().chain([country]));
    } else {
        spellings.extend([country].into_iter().chain(region));
    }
    unmistakable(spellings, &Place::City(city), city.country).unwrap_or_else(|| city.full_name())
}

/// "Germany", "Georgia (country)".
pub(super) fn country(country: CountryCode) -> String {
    let name = country.english_name();
    let place = Place::Country(country);
    unmistakable(vec![name.to_owned()], &place, country).unwrap_or_else(|| format!("{name} (country)"))
}

/// "Bavaria", "Limburg, Netherlands", "New York (state)".
pub(super) fn region(region: &'static Region) -> String {
    let spellings = vec![region.name.to_owned(), region.full_name(), format!("{} ({})", region.name, region.kind())];
    let longest = format!("{} ({}), {}", region.name, region.kind(), region.country.english_name());
    unmistakable(spellings, &Place::Region(region), region.country).unwrap_or(longest)
}

/// The first spelling with this meaning in every home country.
fn unmistakable(spellings: Vec<String>, place: &Place, own: CountryCode) -> Option<String> {
    spellings.into_iter().find(|spelling| {
        let parts: Vec<String> = spelling.split([',', '(', ')']).map(plain).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        let whole = plain(spelling);
        let mut homes = homes_that_matter(parts[0], own);
        homes.all(|home| {
            let meant = resolve(&[&whole], home).or_else(|| resolve(&parts, home));
            meant.as_ref() == Some(place)
        })
    })
}

/// Countries in which a name has a meaning of its own: everywhere else its meaning is the same.
fn homes_that_matter(name: &str, own: CountryCode) -> impl Iterator<Item = CountryCode> {
    let meanings = Meanings::of(name);
    let cities = meanings.cities.into_iter().map(|named| named.city.country);
    let regions = meanings.regions.into_iter().map(|region| region.country);
    [own].into_iter().chain(meanings.country).chain(cities).chain(regions)
}
