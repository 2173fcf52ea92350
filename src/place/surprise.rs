//! Surprises in how a place was understood. Said before money goes.

use super::country::CountryCode;
use super::found::Found;
use super::names::Meanings;
use super::words::EVERYDAY;
use super::{City, Place, Region};
use crate::typed::plain;

/// Size of a town below which a town named like a word is rarely meant.
const SMALL_TOWN: u32 = 100_000;

/// Another place of the same name with so large a share of the residents, one in so many, may be meant as well.
const AS_LIKELY: u32 = 2;

/// Surprising facts about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surprise {
    /// No table knows the place, or a part of it.
    Unknown,
    /// A small town named like a word, a person or a firm.
    LikeAWord,
    /// The place lies in another country than home, and the text does not say so.
    Abroad(CountryCode),
    /// Other places of this name are about as large.
    Ambiguous {
        /// The largest first.
        others: Vec<Place>,
    },
}

impl Surprise {
    /// Sentence for the person who typed the place: "“Hanover” is taken for …".
    pub fn sentence(&self, typed: &str, place: &Place) -> String {
        let meant = place.whole_name();
        match self {
            Self::Unknown if place.is_known() => {
                say!("searches-surprise-guess", typed = typed, meant = place.name())
            }
            Self::Unknown => {
                let country = place.country().map(CountryCode::name).unwrap_or_default();
                say!("searches-surprise-unknown", typed = typed, country = country)
            }
            Self::LikeAWord => say!("searches-surprise-word", typed = typed, meant = meant),
            Self::Abroad(country) => {
                say!("searches-surprise-abroad", typed = typed, meant = meant, country = country.name())
            }
            Self::Ambiguous { others } => {
                let others: Vec<String> = others.iter().map(Place::whole_name).collect();
                say!("searches-surprise-ambiguous", typed = typed, meant = meant, others = others.join("; "))
            }
        }
    }
}

/// The surprise about a found place, if any.
pub(super) fn surprise(found: &Found, home: CountryCode) -> Option<Surprise> {
    if found.is_guess {
        return Some(Surprise::Unknown);
    }
    let name = plain(&found.typed);
    match &found.place {
        Place::City(city) => of_city(city, &name, home),
        Place::Region(region) => of_region(region, &name, home),
        Place::Unknown { .. } => Some(Surprise::Unknown),
        _ => None,
    }
}

fn of_city(city: &'static City, name: &str, home: CountryCode) -> Option<Surprise> {
    if city.population < SMALL_TOWN && EVERYDAY.has(name) {
        return Some(Surprise::LikeAWord);
    }
    let is_stated = says_where(name, city.country, city.region());
    if city.country != home && !is_stated {
        return Some(Surprise::Abroad(city.country));
    }
    let others = as_likely(city, name);
    (!is_stated && !others.is_empty()).then_some(Surprise::Ambiguous { others })
}

/// The nations of the United Kingdom are as clear as countries are.
fn of_region(region: &'static Region, name: &str, home: CountryCode) -> Option<Surprise> {
    let is_nation = region.country.as_str() == "gb";
    let is_stated = is_nation || says_where(name, region.country, None);
    (region.country != home && !is_stated).then_some(Surprise::Abroad(region.country))
}

/// Whether some of the words name the country or the region: "Cambridge UK", "Vienna, VA".
fn says_where(name: &str, country: CountryCode, region: Option<&'static Region>) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let stretches = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    let mut parts = stretches.filter(|(from, to)| to - from < words.len());
    parts.any(|(from, to)| {
        let meanings = Meanings::of(&words[from..to].join(" "));
        let is_region = region.is_some_and(|region| meanings.regions.contains(&region));
        meanings.country == Some(country) || is_region
    })
}

/// Other cities of exactly this name.
fn as_likely(city: &'static City, name: &str) -> Vec<Place> {
    let mut others = Meanings::of(name).cities;
    others.retain(|other| other.own_name && other.city != city);
    others.sort_by_key(|other| std::cmp::Reverse(other.weight()));
    let likely = others.iter().filter(|other| other.weight() >= city.population / AS_LIKELY);
    likely.take(2).map(|other| Place::City(other.city)).collect()
}
