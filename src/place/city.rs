//! Cities, from GeoNames (CC BY 4.0; see `data/README.md`).

use std::num::NonZeroU16;
use std::sync::OnceLock;

use super::country::CountryCode;
use super::position::Position;
use super::region::Region;

/// Lines sorted by id: GeoNames id, English name, local name where it differs, region or else
/// country, population, latitude and longitude in degrees.
static TABLE: &str = include_str!("../../data/cities.tsv");

/// A city or town. Each has a single value, for places to point at. A server keeps all of them: each takes 32 bytes, its
/// names the table's own.
#[derive(Debug)]
pub struct City {
    /// GeoNames' number, which stays when names change.
    pub geoname_id: u32,
    /// Both names, a tab between them; the second is empty where it is the first.
    names: &'static str,
    /// Country of the city.
    pub country: CountryCode,
    /// Number of the region.
    region: Option<NonZeroU16>,
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

    /// The English name: "Munich".
    pub fn name(&self) -> &'static str {
        self.names.split('\t').next().unwrap_or_default()
    }

    /// Name where the city lies: "München".
    pub fn local_name(&self) -> &'static str {
        self.names.split('\t').nth(1).filter(|local| !local.is_empty()).unwrap_or_else(|| self.name())
    }

    /// Region of the city; None: not in the table.
    pub fn region(&self) -> Option<&'static Region> {
        Region::numbered(self.region?)
    }

    /// "Munich, Bavaria, Germany"
    pub fn full_name(&self) -> String {
        let country = self.country.english_name();
        match self.region() {
            Some(region) => format!("{}, {}, {country}", self.name(), region.name),
            None => format!("{}, {country}", self.name()),
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
    let (geoname_id, rest) = line.split_once('\t')?;
    let (end, _) = rest.match_indices('\t').nth(1)?;
    let (names, cells) = rest.split_at(end);
    let mut cells = cells.split('\t').skip(1);
    let lies_in = cells.next()?;
    let region = Region::number_of(lies_in);
    let country = match region.and_then(Region::numbered) {
        Some(region) => region.country,
        None => lies_in.parse().ok()?,
    };
    let city = City {
        geoname_id: geoname_id.parse().ok()?,
        names,
        country,
        region,
        population: cells.next()?.parse().ok()?,
        position: Position::parse(cells.next()?, cells.next()?)?,
    };
    cells.next().is_none().then_some(city)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_city_with_its_position() {
        assert_eq!(City::all().len(), TABLE.lines().count());
        for (line, city) in TABLE.lines().zip(City::all()) {
            assert!(line.starts_with(&format!("{}\t{}\t", city.geoname_id, city.name())), "{line}");
        }
    }

    #[test]
    fn a_city_is_small_and_has_its_names() {
        assert_eq!(size_of::<City>(), 32);
        let names = |id: u32| City::by_id(id).map(|city| (city.name(), city.local_name(), city.full_name()));
        assert_eq!(names(2_867_714), Some(("Munich", "München", "Munich, Bavaria, Germany".to_owned())));
        assert_eq!(names(2_911_298), Some(("Hamburg", "Hamburg", "Hamburg, Hamburg, Germany".to_owned())));
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
