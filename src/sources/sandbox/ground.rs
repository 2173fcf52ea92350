//! Ground of a market: its place and size.

use super::words::{COUNTRIES, big_cities};
use crate::place::{City, CountryCode, Place};

/// A place of vacancies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: CountryCode,
}

impl Spot {
    /// Large towns of a country.
    pub(super) fn large_towns(country: CountryCode) -> Vec<Self> {
        let town = |(city, region): &(&str, &str)| Self {
            city: Some((*city).to_owned()),
            region: Some((*region).to_owned()),
            country,
        };
        big_cities(country.as_str()).iter().map(town).collect()
    }

    /// Full name: `Munich, Bavaria, Germany`
    pub(super) fn full_name(&self) -> String {
        let parts = [self.city.as_deref(), self.region.as_deref(), Some(self.country.english_name())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Ground of a market.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// Key, equal for all names of the place.
    pub key: String,
    /// Size; 1 for a large city.
    pub size: f64,
    /// Spots, at least one.
    pub spots: Vec<Spot>,
}

impl Ground {
    /// Large towns of a place's country.
    pub(super) fn large_towns_around(place: &Place) -> Vec<Self> {
        let towns = place.country().map(Spot::large_towns).unwrap_or_default();
        towns.iter().filter_map(|town| Some(Self::of(&Place::parse(&town.full_name(), town.country).ok()?))).collect()
    }

    /// True for a town that is this place, or lies inside.
    pub(super) fn lies_in(&self, place: &Place) -> bool {
        match place {
            Place::Region(region) => self
                .spots
                .iter()
                .all(|spot| spot.region.as_deref() == Some(region.name) && spot.country == region.country),
            place => self.key == Self::of(place).key,
        }
    }

    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Anywhere | Place::Remote { country: None } => Self {
                key: "anywhere".to_owned(),
                size: 1.0,
                spots: COUNTRIES.iter().filter_map(|code| code.parse().ok()).flat_map(in_country).collect(),
            },
            Place::Country(country) | Place::Remote { country: Some(country) } => {
                Self { key: country.as_str().to_owned(), size: 1.0, spots: in_country(*country) }
            }
            Place::Area(area) | Place::RemoteIn(area) => Self {
                key: area.key.to_owned(),
                size: 1.0,
                spots: area.members().flat_map(|member| Self::of(&member).spots).collect(),
            },
            Place::Region(region) => Self {
                key: region.key.to_owned(),
                size: 1.0,
                spots: vec![Spot { city: None, region: Some(region.name.to_owned()), country: region.country }],
            },
            Place::City(city) => Self {
                key: city.geoname_id.to_string(),
                size: size(city),
                spots: vec![Spot {
                    city: Some(city.name().to_owned()),
                    region: city.region().map(|region| region.name.to_owned()),
                    country: city.country,
                }],
            },
            Place::Unknown { typed, country } => Self {
                key: format!("{}, {country}", typed.to_lowercase()),
                size: 0.3,
                spots: vec![Spot { city: Some(typed.clone()), region: None, country: *country }],
            },
        }
    }
}

fn in_country(country: CountryCode) -> Vec<Spot> {
    let mut spots = Spot::large_towns(country);
    if spots.is_empty() {
        spots.push(Spot { city: None, region: None, country });
    }
    spots
}

fn size(city: &City) -> f64 {
    match city.population {
        1_000_000.. => 1.0,
        300_000.. => 0.85,
        100_000.. => 0.6,
        30_000.. => 0.4,
        _ => 0.25,
    }
}
