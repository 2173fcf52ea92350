//! Cities, from GeoNames (CC BY 4.0; see `data/README.md`).

use std::sync::OnceLock;

use super::country::CountryCode;
use super::region::Region;

/// Lines sorted by id: GeoNames id, English name, local name where it differs, region or else
/// country, population.
static TABLE: &str = include_str!("../../data/cities.tsv");

/// A city or town. Each has a single value, for places to point at.
#[derive(Debug)]
pub struct City {
    /// GeoNames' number, which stays when names change.
    pub geoname_id: u32,
    /// The English name: "Munich".
    pub name: &'static str,
    /// Name where the city lies: "München".
    pub local_name: &'static str,
    /// Country of the city.
    pub country: CountryCode,
    /// Region of the city; None: not in the table.
    pub region: Option<&'static Region>,
    /// Residents.
    pub population: u32,
}

impl PartialEq for City {
    fn eq(&self, other: &Self) -> bool {
        self.geoname_id == other.geoname_id
    }
}

impl Eq for City {}

impl City {
    /// Every city, by id.
    pub fn all() -> &'static [Self] {
        table()
    }

    /// The city of a GeoNames number; None: not in the table.
    pub fn by_id(geoname_id: u32) -> Option<&'static Self> {
        let index = table().binary_search_by_key(&geoname_id, |city| city.geoname_id);
        index.ok().map(|index| &table()[index])
    }

    /// "Munich, Bavaria, Germany"
    pub fn full_name(&self) -> String {
        let country = self.country.english_name();
        match self.region {
            Some(region) => format!("{}, {}, {country}", self.name, region.name),
            None => format!("{}, {country}", self.name),
        }
    }
}

fn table() -> &'static [City] {
    static CITIES: OnceLock<Vec<City>> = OnceLock::new();
    CITIES.get_or_init(|| {
        let mut cities = Vec::with_capacity(TABLE.lines().count());
        cities.extend(TABLE.lines().filter_map(row));
        cities
    })
}

fn row(line: &'static str) -> Option<City> {
    let mut cells = line.split('\t');
    let geoname_id = cells.next()?.parse().ok()?;
    let name = cells.next()?;
    let local_name = Some(cells.next()?).filter(|local| !local.is_empty());
    let lies_in = cells.next()?;
    let region = Region::by_key(lies_in);
    let country = region.map_or_else(|| lies_in.parse().ok(), |region| Some(region.country))?;
    Some(City {
        geoname_id,
        name,
        local_name: local_name.unwrap_or(name),
        country,
        region,
        population: cells.next()?.parse().ok()?,
    })
}
