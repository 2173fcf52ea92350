//! Places: whatever spelling somebody typed becomes one city, region, country or wish.

pub mod city;
pub mod country;
mod names;
mod naming;
mod reading;
pub mod region;
mod resolve;
mod unknown;
mod words;

use std::hash::{Hash, Hasher};

pub use city::City;
pub use country::{CountryCode, CountryError};
pub use region::Region;

use crate::typed::{Unclean, clean, fold, plain};
use names::{Meanings, Named};
use reading::Reading;

/// The longest place that is accepted, in characters.
pub const MAX_LENGTH: usize = 100;

/// Where somebody wants to work. Equal are places with equal keys, however they were typed.
#[derive(Clone, Debug)]
pub enum Place {
    /// Any place at all: "anywhere", "weltweit", "egal".
    Anywhere,
    /// From home, for an employer of this country or of any. "Remote, Berlin" is remote in
    /// Germany: work from home is not tied to a city.
    Remote { country: Option<CountryCode> },
    /// Any place in a country.
    Country(CountryCode),
    /// Any place in a state, province or canton: "Bavaria", "Texas".
    Region(&'static Region),
    /// A city with what lies around it: "Großraum München" is Munich, since sources search
    /// around a city by themselves.
    City(&'static City),
    /// A place that our table does not know, kept as typed and asked for in this country.
    Unknown { typed: String, country: CountryCode },
}

/// Why a text is no place.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PlaceError {
    #[error("{}", say!("searches-wrong-place-empty"))]
    Empty,
    #[error("{}", say!("searches-wrong-place-long", most = MAX_LENGTH, length = length.to_string()))]
    TooLong { length: usize },
    #[error(transparent)]
    Unclean(#[from] Unclean),
}

impl Place {
    /// Reads what somebody typed. Bare names mean what they mean in the default country first;
    /// the rule stands in `resolve`.
    ///
    /// # Errors
    ///
    /// Empty and over-long texts, control characters and markup. A place that nobody knows is
    /// no error.
    pub fn parse(typed: &str, default_country: CountryCode) -> Result<Self, PlaceError> {
        let typed = cleaned(typed)?;
        let whole = plain(&typed);
        if words::ANYWHERE.contains(&whole.as_str()) {
            return Ok(Self::Anywhere);
        }
        if words::NATIONWIDE.contains(&whole.as_str()) {
            return Ok(Self::Country(default_country));
        }
        // The whole first: "Frankfurt (Oder)" is one name.
        if let Some(place) = resolve::resolve(&[&whole], default_country) {
            return Ok(place);
        }
        let reading = reading::read(&typed);
        let known =
            by_parts(&reading::read_at_commas(&typed), default_country).or_else(|| by_parts(&reading, default_country));
        Ok(known.unwrap_or_else(|| unknown::kept(&typed, &reading, default_country)))
    }

    /// The city that has exactly this name, the biggest of several: for finding places in
    /// running text. Its population tells a city from a hamlet that is called like a word.
    pub fn city_named(phrase: &str) -> Option<&'static City> {
        let cities = Meanings::of(&plain(phrase)).cities;
        cities.iter().max_by_key(|named| named.weight()).map(|Named { city, .. }| *city)
    }

    /// A short text that stands for this place for ever: cities go by GeoNames' numbers, not by
    /// names. `from_key` reads it.
    pub fn key(&self) -> String {
        match self {
            Self::Anywhere => "anywhere".to_owned(),
            Self::Remote { country: None } => "remote".to_owned(),
            Self::Remote { country: Some(country) } => format!("remote:{country}"),
            Self::Country(country) => format!("country:{country}"),
            Self::Region(region) => format!("region:{}", region.key),
            Self::City(city) => format!("city:{}", city.geoname_id),
            Self::Unknown { typed, country } => format!("unknown:{country}:{}", fold(typed)),
        }
    }

    /// The place with this key; None for a text that is no key, or a city or region that our
    /// table no longer has.
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, rest) = key.split_once(':').unwrap_or((key, ""));
        let place = match kind {
            "anywhere" => Self::Anywhere,
            "remote" if rest.is_empty() => Self::Remote { country: None },
            "remote" => Self::Remote { country: rest.parse().ok() },
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

    /// The shortest English name that means this place to everybody: "Munich", "Paris, Texas",
    /// "Remote (Germany)". Parsing it gives the place again.
    pub fn english_name(&self) -> String {
        match self {
            Self::Anywhere => "Anywhere".to_owned(),
            Self::Remote { country: None } => "Remote".to_owned(),
            Self::Remote { country: Some(country) } => format!("Remote ({})", country.english_name()),
            Self::Country(country) => country.english_name().to_owned(),
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
            Self::Region(region) => Some(region.full_name()),
            Self::City(city) => Some(city.full_name()),
            Self::Remote { country: Some(country) } | Self::Country(country) => Some(country.english_name().to_owned()),
            Self::Unknown { .. } => Some(self.english_name()),
        }
    }

    /// The country that a source is asked in; None where any will do.
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Anywhere => None,
            Self::Remote { country } => *country,
            Self::Country(country) | Self::Unknown { country, .. } => Some(*country),
            Self::Region(region) => Some(region.country),
            Self::City(city) => Some(city.country),
        }
    }

    /// False for a place that our table does not know: pages mark it.
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
    let text = clean(typed)?;
    let text = text.trim_matches(|c: char| c.is_whitespace() || ",;.".contains(c));
    if !text.chars().any(char::is_alphanumeric) {
        return Err(PlaceError::Empty);
    }
    Ok(text.to_owned())
}

/// "Munich, Germany", "Remote (Germany)", "80331 München".
fn by_parts(reading: &Reading, home: CountryCode) -> Option<Place> {
    let names: Vec<&str> = reading.parts.iter().map(|part| part.name.as_str()).collect();
    if names.is_empty() {
        return reading.remote.then_some(Place::Remote { country: None });
    }
    let place = resolve::resolve(&names, home)?;
    if reading.remote {
        return Some(Place::Remote { country: place.country() });
    }
    Some(place)
}

#[cfg(test)]
mod tests;
