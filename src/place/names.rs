//! Meanings of a name: a country, regions, cities.

use super::area::Area;
use super::city::City;
use super::country::CountryCode;
use super::region::Region;
use super::within::city_of;
use crate::typed::plain;

/// Lines sorted by name in its plain form: the name, a tab, and its meanings, "de" for a country, "de-02" for a region,
/// an id for a city, "~" before the id where the name is the city's in another language, or rather a region's.
static TABLE: &str = include_str!("../../data/place-names.tsv");

/// A borrowed name counts a tenth: "Galle" is the town in Sri Lanka of this name, not the larger Halle, called "Galle"
/// in Lithuanian.
const BORROWED_SHARE: u32 = 10;

/// So short a name in another language, or from the past, means only a metropolis: "apac" is no town in Uganda.
const SHORT_NAME: usize = 4;
const METROPOLIS_FROM: u32 = 500_000;

/// All meanings of a name.
#[derive(Default)]
pub(super) struct Meanings {
    pub area: Option<&'static Area>,
    pub country: Option<CountryCode>,
    pub regions: Vec<&'static Region>,
    pub cities: Vec<Named>,
}

/// A city under a name.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub city: &'static City,
    /// False for a name in another language, or for the name of a region first.
    pub own_name: bool,
    /// True for a district called as a town of the same country, of at least half its size.
    is_behind_a_town: bool,
}

impl Named {
    /// True for the city's name in English or in its own country.
    fn is_called(&self, plain_name: &str) -> bool {
        self.own_name || [self.city.name(), self.city.local_name()].iter().any(|name| plain(name) == plain_name)
    }

    /// Residents, or a tenth of them where the name is not the city's own, or rather a town's: "Salamanca" is no part of
    /// Madrid.
    pub(super) fn weight(&self) -> u32 {
        let share = if self.own_name && !self.is_behind_a_town { 1 } else { BORROWED_SHARE };
        self.city.population / share
    }
}

impl Meanings {
    /// Meanings of a name in its plain form; none for an unknown name.
    pub(super) fn of(plain_name: &str) -> Self {
        let mut meanings = Self { area: Area::named(plain_name), ..Self::default() };
        for reference in references(plain_name).unwrap_or_default().split(' ') {
            meanings.add(reference);
        }
        meanings.put_districts_behind_towns();
        if plain_name.len() <= SHORT_NAME {
            meanings.cities.retain(|named| named.city.population >= METROPOLIS_FROM || named.is_called(plain_name));
        }
        meanings
    }

    /// True for an unknown name.
    pub(super) fn is_empty(&self) -> bool {
        self.area.is_none() && self.country.is_none() && self.regions.is_empty() && self.cities.is_empty()
    }

    fn put_districts_behind_towns(&mut self) {
        let all = self.cities.clone();
        let is_town = |named: &&Named| named.own_name && city_of(named.city).is_none();
        for district in self.cities.iter_mut().filter(|named| city_of(named.city).is_some()) {
            let is_as_great = |town: &Named| {
                town.city.country == district.city.country && town.city.population >= district.city.population / 2
            };
            district.is_behind_a_town = all.iter().filter(is_town).any(is_as_great);
        }
    }

    fn add(&mut self, reference: &str) {
        let (id, own_name) = match reference.strip_prefix('~') {
            Some(id) => (id, false),
            None => (reference, true),
        };
        if let Ok(id) = id.parse() {
            let city = City::by_id(id).into_iter();
            self.cities.extend(city.map(|city| Named { city, own_name, is_behind_a_town: false }));
        } else if reference.contains('-') {
            self.regions.extend(Region::by_key(reference));
        } else {
            self.country = reference.parse().ok();
        }
    }
}

/// Finds the line of a name by halving the table itself, without parsing or keeping the table.
fn references(name: &str) -> Option<&'static str> {
    let (mut from, mut to) = (0, TABLE.len());
    while from < to {
        let line = line_around(from + (to - from) / 2);
        let (found, references) = TABLE[line.clone()].split_once('\t')?;
        match found.cmp(name) {
            std::cmp::Ordering::Equal => return Some(references),
            std::cmp::Ordering::Less => from = line.end + 1,
            std::cmp::Ordering::Greater => to = line.start,
        }
    }
    None
}

/// The line around the byte at `at`, without its line break.
fn line_around(at: usize) -> std::ops::Range<usize> {
    let bytes = TABLE.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n');
    let end = bytes[at..].iter().position(|byte| *byte == b'\n');
    start.map_or(0, |before| before + 1)..end.map_or(TABLE.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_found_and_means_something() {
        for line in TABLE.lines() {
            let (name, expected) = line.split_once('\t').unwrap();
            assert_eq!(references(name), Some(expected));
            assert_eq!(plain(name), name, "the script folds names as the app does");
            let mut meanings = Meanings::default();
            expected.split(' ').for_each(|reference| meanings.add(reference));
            let Meanings { country, regions, cities, .. } = meanings;
            let found = usize::from(country.is_some()) + regions.len() + cities.len();
            assert_eq!(found, expected.split(' ').count(), "{line}");
        }
        for unknown in ["", "!", "aaaaaaaaaa", "munchenn", "zzzzzzzz"] {
            assert_eq!(references(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_city_and_region_is_found_by_its_names() {
        for city in City::all() {
            for name in [city.name(), city.local_name()] {
                let meant = Meanings::of(&plain(name)).cities;
                assert!(meant.iter().any(|m| m.city == city), "{}", city.full_name());
            }
        }
        for region in Region::all() {
            let meant = Meanings::of(&plain(region.name)).regions;
            assert!(meant.contains(&region), "{}", region.full_name());
        }
    }
}
