//! Cities, from GeoNames (CC BY 4.0; see `data/README.md`).

use std::sync::OnceLock;

use super::country::CountryCode;
use super::position::Position;
use super::region::Region;

/// Lines sorted by id: GeoNames id, English name, local name where it differs, region or else
/// country, population, latitude and longitude in degrees.
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
    /// Where the city lies, to a kilometre.
    pub position: Position,
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
        position: Position::parse(cells.next()?, cells.next()?)?,
    })
    .filter(|_| cells.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_city_with_its_position() {
        assert_eq!(City::all().len(), TABLE.lines().count());
        for (line, city) in TABLE.lines().zip(City::all()) {
            assert!(line.starts_with(&format!("{}\t{}\t", city.geoname_id, city.name)), "{line}");
        }
    }

    #[test]
    fn a_line_without_a_position_or_with_more_is_no_city() {
        let whole = "2950159\tBerlin\t\tde-16\t3426354\t52.52\t13.41";
        assert!(row(whole).is_some());
        for bad in [
            "2950159\tBerlin\t\tde-16\t3426354",
            "2950159\tBerlin\t\tde-16\t3426354\t52.52",
            "2950159\tBerlin\t\tde-16\t3426354\t\t13.41",
            "2950159\tBerlin\t\tde-16\t3426354\t152.52\t13.41",
            "2950159\tBerlin\t\tde-16\t3426354\t52.52\t13.41\tmore",
        ] {
            assert!(row(bad).is_none(), "{bad}");
        }
    }
}
