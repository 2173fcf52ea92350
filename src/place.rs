//! Places: any typed spelling becomes a city, region, country, area or wish.

pub mod alike;
pub mod area;
mod called;
mod choice;
pub mod city;
pub mod country;
mod district;
mod found;
mod known;
mod line;
mod names;
mod naming;
mod nearby;
mod position;
mod postcode;
mod reading;
pub mod region;
mod resolve;
mod row;
mod share;
mod spoken;
mod surprise;
mod unknown;
mod within;
mod words;

use std::hash::{Hash, Hasher};

pub use area::Area;
pub use called::offices;
pub use city::City;
pub use country::{CountryCode, CountryError};
pub use line::{Meant, arrangement_of, read};
pub use nearby::cities_within;
pub use position::Position;
pub use region::Region;
pub use surprise::Surprise;
pub use within::city_of;

use crate::typed::{Unclean, clean, fold, plain};
use names::{Meanings, Named};

/// The longest accepted place, in characters.
pub const MAX_LENGTH: usize = 100;

/// A place of work. Places with equal keys are equal, however typed.
#[derive(Clone, Debug)]
pub enum Place {
    /// Any place at all: "anywhere", "weltweit", "egal".
    Anywhere,
    /// From home, for an employer of this country or of any. "Remote, Berlin" is remote in
    /// Germany: work from home is not tied to a city.
    Remote {
        /// Country of the employer; None: any.
        country: Option<CountryCode>,
    },
    /// From home, for an employer in one of an area's countries: "Remote (EU)".
    RemoteIn(&'static Area),
    /// Any place in one of several countries, "DACH", or around the towns of a metropolitan area, "Ruhrgebiet".
    Area(&'static Area),
    /// Any place in a country.
    Country(CountryCode),
    /// Any place in a state, province or canton: "Bavaria", "Texas".
    Region(&'static Region),
    /// A city with its surroundings: "Großraum München" is Munich, since sources search around a city by themselves.
    City(&'static City),
    /// A place missing in the table, kept as typed and asked for in this country.
    Unknown {
        /// Words as typed, cleaned.
        typed: String,
        /// Country in which sources are asked.
        country: CountryCode,
    },
}

/// Reasons why a text is no place.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PlaceError {
    /// No text.
    #[error("{}", say!("searches-wrong-place-empty"))]
    Empty,
    /// More than [`MAX_LENGTH`] characters.
    #[error("{}", say!("searches-wrong-place-long", most = MAX_LENGTH, length = length.to_string()))]
    TooLong {
        /// Characters of the text.
        length: usize,
    },
    /// Words for no place: "N/A", "Multiple locations".
    #[error("{}", say!("searches-wrong-place-none", typed = typed))]
    NoPlace {
        /// Text as typed.
        typed: String,
    },
    /// A control character, or an angle bracket.
    #[error(transparent)]
    Unclean(#[from] Unclean),
}

impl Place {
    /// Reads a typed place. Bare names take their meaning in the default country first; the rule stands in `resolve`. A
    /// text with several places, taken apart by [`read`], is not known here.
    ///
    /// # Errors
    ///
    /// Empty and over-long texts, "N/A" and the like, control characters and markup. An unknown place is no error.
    pub fn parse(typed: &str, default_country: CountryCode) -> Result<Self, PlaceError> {
        let mut meant = line::found(typed, default_country)?;
        match (meant.pop(), meant.is_empty()) {
            (Some(only), true) => Ok(only.place),
            _ => Ok(unknown::kept(&cleaned(typed)?, &reading::read(typed), default_country)),
        }
    }

    /// Working from home for an employer in this place: remote work is not tied to a city.
    fn worked_from_afar(self) -> Self {
        match self {
            Self::Area(area) if area.is_of_countries() => Self::RemoteIn(area),
            Self::Remote { .. } | Self::RemoteIn(_) => self,
            place => Self::Remote { country: place.country() },
        }
    }

    /// True for working from home, wherever.
    pub fn is_remote(&self) -> bool {
        matches!(self, Self::Remote { .. } | Self::RemoteIn(_))
    }

    /// The city of exactly this name, the biggest of several: for finding places in running text. Its population tells
    /// a city from a hamlet named like a word.
    pub fn city_named(phrase: &str) -> Option<&'static City> {
        let cities = Meanings::of(&plain(phrase)).cities;
        cities.iter().max_by_key(|named| named.weight()).map(|Named { city, .. }| *city)
    }

    /// A short text for this place, for ever: cities go by GeoNames' numbers, not by names. `from_key` reads it.
    pub fn key(&self) -> String {
        match self {
            Self::Anywhere => "anywhere".to_owned(),
            Self::Remote { country: None } => "remote".to_owned(),
            Self::Remote { country: Some(country) } => format!("remote:{country}"),
            Self::RemoteIn(area) => format!("remote-area:{}", area.key),
            Self::Area(area) => format!("area:{}", area.key),
            Self::Country(country) => format!("country:{country}"),
            Self::Region(region) => format!("region:{}", region.key),
            Self::City(city) => format!("city:{}", city.geoname_id),
            Self::Unknown { typed, country } => format!("unknown:{country}:{}", fold(typed)),
        }
    }

    /// The place of a key; None: no key, or a city or region gone from the table.
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, rest) = key.split_once(':').unwrap_or((key, ""));
        let place = match kind {
            "anywhere" => Self::Anywhere,
            "remote" if rest.is_empty() => Self::Remote { country: None },
            "remote" => Self::Remote { country: rest.parse().ok() },
            "remote-area" => Self::RemoteIn(Area::by_key(rest)?),
            "area" => Self::Area(Area::by_key(rest)?),
            "country" => Self::Country(rest.parse().ok()?),
            "region" => Self::Region(Region::by_key(rest)?),
            "city" => Self::City(City::by_id(rest.parse().ok()?)?),
            "unknown" => {
                let (country, typed) = rest.split_once(':')?;
                Self::Unknown { typed: typed.to_owned(), country: country.parse().ok()? }
            }
            _ => return None,
        };
        (place.key() == key).then_some(place)
    }

    /// The shortest English name with this meaning in every country: "Munich", "Paris, Texas", "Remote (Germany)".
    /// Parsing gives the place again.
    pub fn english_name(&self) -> String {
        match self {
            Self::Anywhere => "Anywhere".to_owned(),
            Self::Remote { country: None } => "Remote".to_owned(),
            Self::Remote { country: Some(country) } => format!("Remote ({})", country.english_name()),
            Self::RemoteIn(area) => format!("Remote ({})", area.name),
            Self::Area(area) => area.name.to_owned(),
            Self::Country(country) => naming::country(*country),
            Self::Region(region) => naming::region(region),
            Self::City(city) => naming::city(city),
            Self::Unknown { typed, country } => format!("{typed}, {}", country.english_name()),
        }
    }

    /// City, region and country in full English names, as the `location` of a job API wants
    /// them: "Munich, Bavaria, Germany". None where there is nothing to name.
    pub fn full_name(&self) -> Option<String> {
        match self {
            Self::Anywhere | Self::Remote { country: None } => None,
            Self::RemoteIn(area) | Self::Area(area) => Some(area.name.to_owned()),
            Self::Region(region) => Some(region.full_name()),
            Self::City(city) => Some(city.full_name()),
            Self::Remote { country: Some(country) } | Self::Country(country) => Some(country.english_name().to_owned()),
            Self::Unknown { .. } => Some(self.english_name()),
        }
    }

    /// Country in which a source is asked; None: any.
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Anywhere | Self::RemoteIn(_) => None,
            Self::Area(area) => match area.countries()[..] {
                [country] => Some(country),
                _ => None,
            },
            Self::Remote { country } => *country,
            Self::Country(country) | Self::Unknown { country, .. } => Some(*country),
            Self::Region(region) => Some(region.country),
            Self::City(city) => Some(city.country),
        }
    }

    /// False for a place missing in the table: pages mark such a place.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown { .. })
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Place {}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

fn cleaned(typed: &str) -> Result<String, PlaceError> {
    let length = typed.chars().count();
    if length > MAX_LENGTH {
        return Err(PlaceError::TooLong { length });
    }
    // "Germany > Bavaria", as lists of places show it.
    let text = clean(&typed.replace(" > ", ", ").replace("+/-", "±"))?;
    let text = text.trim_matches(|c: char| c.is_whitespace() || ",;.".contains(c));
    if !text.chars().any(char::is_alphanumeric) {
        return Err(PlaceError::Empty);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests;
