//! Districts, and the cities that they lie in.

use super::Place;
use super::city::City;
use super::region::Region;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Lines, and comments after `#`: GeoNames' id of a city, its name, its districts (ids, or the key of a region for all
/// its other towns), names of districts that great towns elsewhere have too.
static TABLE: &str = include_str!("../../data/districts.tsv");

impl Place {
    /// The city that a district lies in: Berlin for Kreuzberg. None: the place is no district.
    pub fn city_around(&self) -> Option<&'static City> {
        match self {
            Self::City(city) => city_of(city),
            _ => None,
        }
    }

    /// The place itself, or the whole city of a district: Berlin for Kreuzberg, and for Berlin.
    #[must_use]
    pub fn whole_city(&self) -> Self {
        self.city_around().map_or_else(|| self.clone(), Self::City)
    }
}

/// The city that a district lies in; None: a town of its own.
pub fn city_of(district: &City) -> Option<&'static City> {
    let city = table().cities.get(&district.geoname_id);
    let whole_region = || district.region().and_then(|region| table().regions.get(region.key));
    city.or_else(whole_region).copied().filter(|city| *city != district)
}

/// True where a name in its plain form is a district of this city, whatever else has the name.
pub(super) fn is_district_of(city: &City, plain_name: &str) -> bool {
    table().names.get(&city.geoname_id).is_some_and(|names| names.contains(&plain_name))
}

#[derive(Default)]
struct Table {
    /// Cities by the ids of their districts.
    cities: HashMap<u32, &'static City>,
    /// Cities by the key of the region that is all theirs.
    regions: HashMap<&'static str, &'static City>,
    names: HashMap<u32, Vec<&'static str>>,
}

fn table() -> &'static Table {
    static DISTRICTS: OnceLock<Table> = OnceLock::new();
    DISTRICTS.get_or_init(|| {
        let mut table = Table::default();
        for (city, districts, names) in TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row) {
            for district in districts.split(' ') {
                match district.parse() {
                    Ok(id) => table.cities.insert(id, city),
                    Err(_) => Region::by_key(district).and_then(|region| table.regions.insert(region.key, city)),
                };
            }
            table.names.insert(city.geoname_id, names.split('|').filter(|name| !name.is_empty()).collect());
        }
        table
    })
}

fn row(line: &'static str) -> Option<(&'static City, &'static str, &'static str)> {
    let mut cells = line.split('\t');
    let city = City::by_id(cells.next()?.parse().ok()?)?;
    Some((city, cells.nth(1)?, cells.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::CountryCode;

    #[test]
    fn every_line_of_the_table_is_read_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (city, districts, _) = row(line).unwrap();
            assert_eq!(line.split('\t').nth(1), Some(city.name()), "{line}");
            for district in districts.split(' ') {
                match district.parse() {
                    Ok(id) => assert_eq!(City::by_id(id).and_then(city_of), Some(city), "{district}"),
                    Err(_) => assert!(Region::by_key(district).is_some(), "{district}"),
                }
            }
            assert_eq!(city_of(city), None, "a city is no district: {line}");
        }
    }

    #[test]
    fn a_district_is_smaller_than_its_city_and_near() {
        for (district, city) in City::all().iter().filter_map(|one| Some((one, city_of(one)?))) {
            let km = city.position.km_to(district.position);
            let is_near = district.country == city.country && km < 50.0;
            assert!(is_near && district.population < city.population, "{}: {km}", district.full_name());
        }
    }

    #[test]
    fn a_district_has_its_city_and_a_town_has_none() {
        let whole = |typed: &str| Place::parse(typed, CountryCode::GERMANY).unwrap().whole_city().english_name();
        for (typed, city) in [
            ("Berlin-Kreuzberg", "Berlin"),
            ("Altona, Hamburg", "Hamburg"),
            ("Berlin", "Berlin"),
            ("Potsdam", "Potsdam"),
            ("Halle-Neustadt", "Halle"),
            ("Baden-Baden", "Baden-Baden"),
            ("Germany", "Germany"),
        ] {
            assert!(whole(typed).starts_with(city), "{typed}: {}", whole(typed));
        }
    }
}
