//! The probable place behind a misspelt name.

use super::City;
use crate::typed::plain;
use crate::words::near::distance;

/// A wrong letter is always likelier than a town smaller than this.
const LEAST_RESIDENTS: u32 = 20_000;

/// The name of the probable town: the nearest, of equally near towns the largest. None: no town is near, or one is called
/// just so.
pub fn meant(typed: &str) -> Option<&'static str> {
    let typed = plain(typed);
    let bound = match typed.chars().count() {
        ..4 => return None,
        4..=6 => 1,
        _ => 2,
    };
    let begins_alike = |name: &str| plain(name).chars().next() == typed.chars().next();
    let towns = City::all().iter().filter(|city| city.population >= LEAST_RESIDENTS);
    let names = towns.flat_map(|city| [city.local_name(), city.name()].map(|name| (name, city.population)));
    let near = names.filter(|(name, _)| begins_alike(name)).filter_map(|(name, residents)| {
        Some((distance(&typed, &plain(name), bound)?, std::cmp::Reverse(residents), name))
    });
    near.min().filter(|(distance, ..)| *distance > 0).map(|(_, _, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_with_a_wrong_letter_is_found() {
        for (typed, town) in
            [("Belrin", "Berlin"), ("Hambrug", "Hamburg"), ("Munchne", "München"), ("Stutgart", "Stuttgart")]
        {
            assert_eq!(meant(typed), Some(town), "{typed}");
        }
        assert_eq!([meant("xx"), meant("Qwertyuiop")], [None, None]);
    }

    #[test]
    fn a_town_that_is_written_rightly_was_meant() {
        for town in ["Köln", "koln", "Cologne", "Berlin", "München"] {
            assert_eq!(meant(town), None, "{town}");
        }
    }
}
