//! Where a place lies on the globe, and how far two places are apart. Pure.

/// Mean radius of the Earth, in kilometres.
const EARTH_KM: f64 = 6_371.0;

/// A point on the globe, in hundredths of a degree: as precise as the table is, and small beside a city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    latitude: i16,
    longitude: i16,
}

impl Position {
    /// Reads degrees as the table of cities has them: "52.52", "-0.13". None: no such number, or none on the globe.
    pub(super) fn parse(latitude: &str, longitude: &str) -> Option<Self> {
        Some(Self { latitude: hundredths(latitude, 90)?, longitude: hundredths(longitude, 180)? })
    }

    /// Kilometres to another point along the great circle, by the haversine formula.
    pub fn km_to(self, other: Self) -> f64 {
        let (from, to) = (radians(self.latitude), radians(other.latitude));
        let eastwards = radians(other.longitude) - radians(self.longitude);
        let of_half = |angle: f64| (angle / 2.0).sin().powi(2);
        let haversine = of_half(to - from) + from.cos() * to.cos() * of_half(eastwards);
        2.0 * EARTH_KM * haversine.sqrt().min(1.0).asin()
    }
}

fn radians(hundredths: i16) -> f64 {
    (f64::from(hundredths) / 100.0).to_radians()
}

/// "-0.13" → -13; degrees up to `most` to either side.
fn hundredths(text: &str, most: i16) -> Option<i16> {
    let (_, decimals) = text.split_once('.').filter(|(whole, _)| !whole.is_empty())?;
    let hundredths: i16 = text.replace('.', "").parse().ok()?;
    let is_on_globe = (-100 * most..=100 * most).contains(&hundredths);
    (decimals.len() == 2 && is_on_globe).then_some(hundredths)
}

#[cfg(test)]
mod tests {
    use super::super::City;
    use super::*;

    fn km(from: u32, to: u32) -> f64 {
        let [from, to] = [from, to].map(|id| City::by_id(id).unwrap().position);
        from.km_to(to)
    }

    #[test]
    fn cities_are_as_far_apart_as_maps_say() {
        for (from, to, expected) in [
            // Berlin to Potsdam, Vienna to Bratislava, London to New York, Auckland to Honolulu across the date line.
            (2_950_159, 2_852_458, 27.0),
            (2_761_369, 3_060_972, 55.0),
            (2_643_743, 5_128_581, 5_570.0),
            (2_193_733, 5_856_195, 7_090.0),
        ] {
            let found = km(from, to);
            assert!((found - expected).abs() <= (expected / 100.0_f64).max(1.5), "{from} to {to}: {found} km");
            assert!((found - km(to, from)).abs() < 0.001);
        }
        assert!(km(2_950_159, 2_950_159) < 0.001);
    }

    #[test]
    fn the_other_side_of_the_globe_is_half_way_round() {
        let [here, there] =
            [("0.00", "0.00"), ("0.00", "180.00")].map(|(north, east)| Position::parse(north, east).unwrap());
        assert!((here.km_to(there) - 20_015.0).abs() < 1.0);
    }

    #[test]
    fn what_is_no_point_on_the_globe_is_not_read() {
        for bad in ["", "52", "52.5", "52.520", "52,52", ".52", "5.2.52", "90.01", "-90.01", "999.99", "NaN", "inf"] {
            assert_eq!(Position::parse(bad, "13.41"), None, "{bad}");
        }
        assert_eq!([Position::parse("52.52", ""), Position::parse("52.52", "-180.01")], [None, None]);
        assert_eq!(Position::parse("-0.13", "180.00"), Some(Position { latitude: -13, longitude: 18_000 }));
    }
}
