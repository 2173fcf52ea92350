//! The proof of the canonical form: 30 pairs that are one combination, 30 that are two, and
//! properties that hold for everything that can be typed.

use proptest::prelude::*;

use super::{Combination, Title};
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::place::{City, CountryCode, Place};

/// Title and place, as typed by two people in Germany, that buy the same jobs.
const ONE: [[&str; 4]; 30] = [
    // Spelling of the title
    ["data  scientist (m/w/d)", "Berlin", "Data Scientist", "Berlin"],
    ["DATA SCIENTIST", "Berlin", "Data Scientist", "berlin"],
    ["Data-Scientist", "Berlin", "Data Scientist", "Berlin"],
    ["Ｄａｔａ Scientist", "Berlin", "Data\u{a0}Scientist", "Berlin"],
    ["Data Scientist m/w/d", "Berlin", "Data Scientist (all genders)", "Berlin"],
    ["Data Scientist – (f/m/x)", "Berlin", "Data Scientist", "Berlin"],
    ["Softwareentwickler/in", "Berlin", "Softwareentwickler*in", "Berlin"],
    ["Softwareentwickler:in (w/m/d)", "Berlin", "Softwareentwickler", "Berlin"],
    ["Projektleiter/-innen", "Berlin", "Projektleiter(in)", "Berlin"],
    ["Sr. Data Scientist", "Berlin", "Senior Data Scientist", "Berlin"],
    ["Sales & Marketing Manager", "Berlin", "Sales and Marketing Manager", "Berlin"],
    [".NET-Entwickler", "Berlin", ".net Entwickler", "Berlin"],
    ["Driver’s Mate", "Berlin", "Driver's Mate", "Berlin"],
    // Names of one city
    ["Cook", "München", "Cook", "Munich, Germany"],
    ["Cook", "Muenchen", "Cook", "Monaco di Baviera"],
    ["Cook", "80331 München", "Cook", "Munich, Bavaria, Germany"],
    ["Cook", "Großraum München", "Cook", "München und Umgebung"],
    ["Cook", "Wien", "Cook", "Vienna, AT"],
    ["Cook", "Köln", "Cook", "Cologne (Germany)"],
    ["Cook", "Den Haag", "Cook", "The Hague, Niederlande"],
    ["Cook", "Frankfurt", "Cook", "Frankfurt a. M."],
    ["Cook", "Frankfurt/Main", "Cook", "Frankfurt am Main, Hessen"],
    ["Cook", "Frankfurt (Oder)", "Cook", "Frankfurt an der Oder"],
    ["Cook", "Freiburg", "Cook", "Freiburg im Breisgau"],
    ["Cook", "Paris, TX, USA", "Cook", "Paris, Texas"],
    ["Cook", "Halle", "Cook", "Halle (Saale)"],
    // Wishes, countries, regions, places that nobody knows
    ["Cook", "Home Office", "Cook", "remote"],
    ["Cook", "Remote, Deutschland", "Cook", "Germany (remote)"],
    ["Cook", "weltweit", "Cook", "Anywhere"],
    ["Cook", "Bayern", "Cook", "bavaria, DE"],
];

/// The same for pairs that buy different jobs.
const TWO: [[&str; 4]; 27] = [
    // Titles
    ["Java Developer", "Berlin", "JavaScript Developer", "Berlin"],
    ["C Developer", "Berlin", "C++ Developer", "Berlin"],
    ["C++ Developer", "Berlin", "C# Developer", "Berlin"],
    [".NET Developer", "Berlin", "Net Developer", "Berlin"],
    ["Data Scientist", "Berlin", "Data Science", "Berlin"],
    ["Data Scientist", "Berlin", "Data Scientists", "Berlin"],
    ["Data Scientist", "Berlin", "Senior Data Scientist", "Berlin"],
    ["Front End Developer", "Berlin", "Frontend Developer", "Berlin"],
    ["M&A Manager", "Berlin", "Manager", "Berlin"],
    ["Koch", "Berlin", "Köch", "Berlin"],
    ["LinkedIn Manager", "Berlin", "Linked Manager", "Berlin"],
    ["Entwickler", "Berlin", "Entwicklerin", "Berlin"],
    ["Node.js Developer", "Berlin", "Node Developer", "Berlin"],
    // Cities that share a name or a part of it
    ["Cook", "Frankfurt am Main", "Cook", "Frankfurt (Oder)"],
    ["Cook", "Paris", "Cook", "Paris, Texas"],
    ["Cook", "Berlin", "Cook", "Berlin, Connecticut"],
    ["Cook", "Halle (Saale)", "Cook", "Halle (Westfalen)"],
    ["Cook", "Münster", "Cook", "Munster, Niedersachsen"],
    ["Cook", "Cambridge, MA", "Cook", "Cambridge, UK"],
    ["Cook", "London, Ontario", "Cook", "London"],
    // Wishes, countries, regions, places that nobody knows
    ["Cook", "Remote", "Cook", "Germany"],
    ["Cook", "Remote", "Cook", "Anywhere"],
    ["Cook", "Remote", "Cook", "Remote (Germany)"],
    ["Cook", "Germany", "Cook", "Anywhere"],
    ["Cook", "New York", "Cook", "New York (state)"],
    ["Cook", "Brandenburg", "Cook", "Brandenburg an der Havel"],
    ["Cook", "Berlin or Hamburg", "Cook", "Berlin"],
];

fn parse(title: &str, location: &str, filters: Filters) -> Combination {
    Combination::parse(title, location, filters, CountryCode::GERMANY)
        .unwrap_or_else(|error| panic!("{title} in {location}: {error}"))
}

#[test]
fn thirty_pairs_are_one_combination() {
    for [title, location, other_title, other_location] in ONE {
        let one = parse(title, location, Filters::default());
        let other = parse(other_title, other_location, Filters::default());
        assert_eq!(one, other);
    }
}

#[test]
fn twenty_seven_pairs_are_two_combinations() {
    for [title, location, other_title, other_location] in TWO {
        let one = parse(title, location, Filters::default());
        let other = parse(other_title, other_location, Filters::default());
        assert_ne!(one, other);
    }
}

#[test]
fn three_pairs_are_two_combinations_because_of_their_filters() {
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let lead = Filters { seniority: Some(Seniority::Lead), ..Filters::default() };
    let full = Filters { employment_type: Some(EmploymentType::FullTime), ..Filters::default() };
    let on_site = Filters { work_arrangement: Some(WorkArrangement::OnSite), ..Filters::default() };
    let sales = Filters { industry: "Sales".parse::<Industry>().ok(), ..Filters::default() };
    for (one, other) in [(Filters::default(), senior.clone()), (senior, lead), (full, on_site.clone())] {
        assert_ne!(parse("Cook", "Berlin", one), parse("Cook", "Berlin", other));
    }
    assert_eq!(parse("Cook", "Berlin", sales.clone()), parse("cook", "BERLIN", sales));
}

/// Text that is made of what matters to the parsers, glued together at random.
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
