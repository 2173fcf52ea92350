//! Properties of every typed text.

use proptest::prelude::*;

use super::Title;
use crate::place::{City, CountryCode, Place};

/// Text of pieces that matter to the parsers, glued together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Berlin",
        "Paris",
        "Texas",
        "Remote",
        "Germany",
        "(m/w/d)",
        "/in",
        ":in",
        "*",
        "(",
        ")",
        "m",
        "/",
        "w",
        "d",
        ",",
        " - ",
        " ",
        " ",
        "C++",
        ".NET",
        "Sr.",
        "&",
        "80331",
        "DE",
        "or",
        "New York",
        "state",
        "Region",
        "\u{200b}",
        "´",
        "ﬁ",
        "ẞ",
        "İ",
        "In",
        "er",
        "home office",
        "und Umgebung",
        "München",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![pieces(), any::<String>(), "[A-Za-zäöüß ,()/&.-]{0,40}"]
}

fn a_country() -> impl Strategy<Value = CountryCode> {
    let codes = ["de", "us", "gb", "ch", "at", "fr", "in", "ca"];
    prop::sample::select(codes.map(|code| code.parse().unwrap()).to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_title_is_its_own_title(typed in typed()) {
        if let Ok(title) = Title::parse(&typed) {
            let shown = Title::parse(title.as_str()).unwrap();
            prop_assert_eq!(shown.as_str(), title.as_str());
            prop_assert_eq!(shown.key(), title.key());
            if let Ok(folded) = Title::parse(title.key()) {
                prop_assert_eq!(folded.key(), title.key());
            }
        }
    }

    #[test]
    fn a_place_survives_its_key_and_its_english_name(typed in typed(), home in a_country()) {
        if let Ok(place) = Place::parse(&typed, home) {
            let again = Place::from_key(&place.key());
            prop_assert_eq!(again.as_ref(), Some(&place));
            if place.is_known() {
                let name = place.english_name();
                prop_assert_eq!(Place::parse(&name, home).unwrap(), place, "{}", name);
            }
        }
    }

    #[test]
    fn a_city_in_full_names_is_that_city(index in any::<prop::sample::Index>(), home in a_country()) {
        let city = index.get(City::all());
        let place = Place::parse(&city.full_name(), home).unwrap();
        prop_assert_eq!(place, Place::City(city));
    }

    #[test]
    fn keys_are_never_invented(text in any::<String>()) {
        if let Some(place) = Place::from_key(&text) {
            prop_assert_eq!(place.key(), text);
        }
    }
}
