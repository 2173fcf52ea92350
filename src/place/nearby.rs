//! Cities around a city. Pure.

use super::City;

/// Cities within so many kilometres of a city, itself among them, in the order of the table. The whole table is looked
/// at.
pub fn cities_within(km: u32, city: &City) -> impl Iterator<Item = &'static City> {
    let (from, most) = (city.position, f64::from(km));
    City::all().iter().filter(move |other| from.km_to(other.position) <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    fn city(name: &str) -> &'static City {
        match Place::parse(name, "de".parse().unwrap()).unwrap() {
            Place::City(city) => city,
            other => panic!("{name} is {other:?}"),
        }
    }

    #[test]
    fn a_city_is_around_another_from_its_distance_on() {
        for (from, to, from_km) in [
            ("Berlin", "Berlin", 10),
            ("Berlin", "Teltow", 25),
            ("Berlin", "Potsdam", 50),
            ("Berlin", "Frankfurt (Oder)", 100),
            ("Vienna", "Bratislava", 100),
            ("Munich", "Augsburg", 100),
            ("Strasbourg", "Kehl", 10),
            ("Nadi", "Lautoka", 25),
        ] {
            for km in [10, 25, 50, 100] {
                let is_around = cities_within(km, city(from)).any(|other| other == city(to));
                assert_eq!(is_around, km >= from_km, "{to} within {km} km of {from}");
            }
        }
        assert!(!cities_within(100, city("Berlin")).any(|other| other == city("Hamburg")));
    }

    #[test]
    fn nobody_has_more_than_some_hundred_cities_around() {
        for name in ["Berlin", "Essen", "Mannheim", "London", "Paris", "Meckesheim"] {
            let around = cities_within(100, city(name)).count();
            assert!((100..1_000).contains(&around), "{name}: {around}");
        }
    }
}
