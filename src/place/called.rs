//! Places of postings as these are compared: names that a title may repeat, and one key for one place, however stated.

use super::names::Meanings;
use super::reading;
use super::{CountryCode, Meant, Place, line};
use crate::typed::plain;

impl Place {
    /// Names that a title may repeat, with commas between the town, its region and its country, and "; " before the
    /// town's own name: "Munich, Bavaria, Germany; München". None: there is nothing to name.
    pub fn names(&self) -> Option<String> {
        let full = self.full_name()?;
        Some(match self {
            Self::City(city) if city.local_name() != city.name() => format!("{full}; {}", city.local_name()),
            _ => full,
        })
    }

    /// The keys by which postings are compared, the place's own first. A district has its city's, too: a posting that
    /// names the city alone may be the same.
    pub fn compared_keys(&self) -> Vec<String> {
        std::iter::once(self.compared_key()).chain(self.city_around().map(|city| Self::City(city).key())).collect()
    }

    /// The key by which postings are compared: of a place missing in the table, its region's code and name are one, and
    /// its country is left out of the name: "Amity, OR", "Amity, Oregon, United States".
    fn compared_key(&self) -> String {
        let Self::Unknown { typed, country } = self else { return self.key() };
        let pieces = reading::pieces(typed);
        let named = pieces.iter().enumerate().filter_map(|(nth, piece)| match plain(piece) {
            name if nth == 0 => Some(name),
            name => beside(&name, *country),
        });
        let named: Vec<String> = named.filter(|name| !name.is_empty()).collect();
        format!("unknown:{country}:{}", named.join(":"))
    }
}

/// A name beside an unknown town: the key of a region of the country, nothing for the country itself, or as it is.
fn beside(name: &str, country: CountryCode) -> Option<String> {
    let meanings = Meanings::of(name);
    let region = meanings.regions.iter().find(|region| region.country == country);
    match region {
        Some(region) => Some(region.key.to_owned()),
        None if meanings.country == Some(country) => None,
        None => Some(name.to_owned()),
    }
}

/// Places of a line for comparing: remote work for a town's office is in the town.
pub fn offices(typed: &str, meant: &[Meant], home: CountryCode) -> Vec<Place> {
    match meant {
        [only] if only.place.is_remote() => vec![office(typed, home).unwrap_or_else(|| only.place.clone())],
        all => all.iter().map(|one| one.place.clone()).collect(),
    }
}

/// The town in a text that also says "remote", "Berlin, Germany (Remote)": where the employer has its office. None:
/// no town, or several.
fn office(typed: &str, home: CountryCode) -> Option<Place> {
    let reading = reading::read(typed);
    let names: Vec<&str> = reading.parts.iter().map(|part| part.name.as_str()).collect();
    let found = line::one(&names.join(", "), home).filter(|_| reading.afar.is_some())?;
    Some(found.place).filter(|place| matches!(place, Place::City(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(typed: &str) -> String {
        Place::parse(typed, CountryCode::GERMANY).unwrap().compared_key()
    }

    #[test]
    fn a_region_s_code_and_name_are_one_beside_an_unknown_town() {
        for [one, other] in [
            ["Zilwaukee, MI", "Zilwaukee, Michigan, United States"],
            ["Zilwaukee, MI, USA", "Zilwaukee, Michigan"],
            ["Posemuckel, ON, Canada", "Posemuckel, Ontario, Canada"],
            ["Posemuckel, NSW", "Posemuckel, New South Wales, Australia"],
            ["Posemuckel", "Posemuckel, Germany"],
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for [one, other] in [
            ["Zilwaukee, MI", "Zilwaukee, MN"],
            ["Posemuckel, Ontario", "Posemuckel, Oregon"],
            ["Posemuckel, Austria", "Posemuckel, Germany"],
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        assert_eq!(key("Munich"), Place::parse("München", CountryCode::GERMANY).unwrap().key());
    }

    #[test]
    fn remote_work_has_the_office_that_is_named() {
        let office = |typed| office(typed, CountryCode::GERMANY).map(|place| place.english_name());
        assert_eq!(office("Berlin, Germany (Remote)").as_deref(), Some("Berlin"));
        assert_eq!(office("Remote - Munich").as_deref(), Some("Munich"));
        for none in ["Remote", "Remote, Germany", "Berlin", "Remote (EU)", "Remote, Berlin or Munich"] {
            assert_eq!(office(none), None, "{none}");
        }
    }
}
