//! Places as people type them.

use super::*;

fn code(code: &str) -> CountryCode {
    code.parse().unwrap()
}

fn in_country(typed: &str, home: &str) -> String {
    Place::parse(typed, code(home)).unwrap().english_name()
}

fn english(typed: &str) -> String {
    in_country(typed, "de")
}

#[test]
fn a_city_goes_by_its_english_name() {
    for (typed, name) in [
        ("münchen", "Munich"),
        ("Koeln", "Cologne"),
        ("Frankfurt", "Frankfurt am Main"),
        ("Frankfurt (Oder)", "Frankfurt (Oder)"),
        ("Mailand", "Milan"),
        ("Nizza", "Nice"),
        ("NYC", "New York"),
        ("New York, NY 10001", "New York"),
        ("San Francisco Bay Area", "San Francisco"),
        ("Greater London", "London"),
        ("Bay Area", "San Francisco"),
        ("Washington, D.C.", "Washington"),
        ("Frankfurt a. d. Oder", "Frankfurt (Oder)"),
        ("Region Stuttgart", "Stuttgart"),
        ("D-10115 Berlin", "Berlin"),
        ("1010 Wien", "Vienna"),
        ("Deutschland, München", "Munich"),
        ("Munich Germany", "Munich"),
        ("Berlin (hybrid)", "Berlin"),
        ("vor Ort, Berlin", "Berlin"),
        ("St. Gallen", "St. Gallen"),
    ] {
        assert_eq!(english(typed), name, "{typed}");
    }
}

#[test]
fn a_namesake_says_where_it_lies() {
    assert_eq!(english("Paris, Texas"), "Paris, Texas");
    assert_eq!(english("Portland, Maine"), "Portland, Maine");
    assert_eq!(english("Cambridge, UK"), "Cambridge, United Kingdom");
    assert_eq!(english("Athens, GA"), "Athens, Georgia");
}

#[test]
fn a_bare_name_means_the_city_at_home_if_that_is_large_enough() {
    assert_eq!(in_country("Paris", "us"), "Paris");
    assert_eq!(in_country("Berlin", "us"), "Berlin");
    assert_eq!(in_country("Cambridge", "us"), "Cambridge, Massachusetts");
    assert_eq!(in_country("Cambridge", "gb"), "Cambridge, United Kingdom");
    assert_eq!(in_country("Freiburg", "ch"), "Fribourg");
    assert_eq!(in_country("Odessa", "us"), "Odessa, Texas");
}

#[test]
fn countries_regions_and_wishes_have_their_own_meaning() {
    for (typed, name) in [
        ("Deutschland", "Germany"),
        ("USA", "United States"),
        ("U.K.", "United Kingdom"),
        ("Schweiz", "Switzerland"),
        ("Österreich", "Austria"),
        ("España", "Spain"),
        ("Anywhere in Germany", "Germany"),
        ("bundesweit", "Germany"),
        ("deutschlandweit", "Germany"),
        ("Delaware", "Delaware"),
        ("Ontario", "Ontario, Canada"),
        ("Singapore", "Singapore"),
        ("Singapore, Singapore", "Singapore"),
        ("Bayern", "Bavaria"),
        ("NRW", "North Rhine-Westphalia"),
        ("Texas, USA", "Texas"),
        ("New York State", "New York (state)"),
        ("Kanton Zürich", "Zurich (canton)"),
        ("Home-Office", "Remote (Germany)"),
        ("100% remote", "Remote"),
        ("Remote (worldwide)", "Remote"),
        ("remote (Germany)", "Remote (Germany)"),
        ("Remote within Germany", "Remote (Germany)"),
        ("Berlin (remote)", "Remote (Germany)"),
        ("überall", "Anywhere"),
        ("Egal", "Anywhere"),
    ] {
        assert_eq!(english(typed), name, "{typed}");
    }
}

#[test]
fn a_place_nobody_knows_is_kept_as_typed() {
    let place = Place::parse(" Klein  Posemuckelsdorf ", CountryCode::GERMANY).unwrap();
    assert!(!place.is_known());
    assert_eq!(place.english_name(), "Klein Posemuckelsdorf, Germany");
    assert_eq!(place.country(), Some(CountryCode::GERMANY));
    let shouted = Place::parse("KLEIN POSEMUCKELSDORF, Deutschland", code("at")).unwrap();
    assert_eq!(shouted, place);
}

#[test]
fn an_unknown_place_is_asked_for_in_the_country_beside_it() {
    let place = Place::parse("Posemuckel, Austria", CountryCode::GERMANY).unwrap();
    assert_eq!(place.country(), Some(code("at")));
    assert_ne!(place, Place::parse("Posemuckel", CountryCode::GERMANY).unwrap());
}

#[test]
fn two_places_in_one_line_are_not_taken_for_the_first() {
    for typed in ["Berlin oder Hamburg", "Köln/Mannheim", "Berlin or remote", "Berlin, Paris"] {
        let place = Place::parse(typed, CountryCode::GERMANY).unwrap();
        assert!(!place.is_known(), "{typed} became {}", place.english_name());
    }
}

#[test]
fn a_text_that_is_no_place_is_refused_with_a_sentence() {
    let error = |typed: &str| Place::parse(typed, CountryCode::GERMANY).unwrap_err().to_string();
    assert_eq!(error(" "), "Please enter a city, a country, “Remote” or “Anywhere”.");
    assert_eq!(error("-,-"), "Please enter a city, a country, “Remote” or “Anywhere”.");
    assert_eq!(error("Ber\u{0}lin"), "Please remove line breaks and other control characters.");
    assert_eq!(error("<i>Berlin"), "Please remove the characters < and >.");
    let long = "A place can have at most 100 characters; this one has 101.";
    assert_eq!(error(&"x".repeat(101)), long);
}

#[test]
fn keys_stand_for_places_and_never_change() {
    for (typed, key) in [
        ("Munich", "city:2867714"),
        ("Bavaria", "region:de-02"),
        ("Germany", "country:de"),
        ("Remote", "remote"),
        ("Remote, Germany", "remote:de"),
        ("Anywhere", "anywhere"),
        ("Posemuckel", "unknown:de:posemuckel"),
    ] {
        let place = Place::parse(typed, CountryCode::GERMANY).unwrap();
        assert_eq!(place.key(), key);
        assert_eq!(Place::from_key(key), Some(place));
    }
    for key in ["", "city:1", "city:x", "remote:xx", "country:", "country:DE", "unknown:de", "unknown:de:A", "paris"] {
        assert_eq!(Place::from_key(key), None, "{key}");
    }
}

#[test]
fn job_apis_are_given_full_names() {
    let full = |typed: &str| Place::parse(typed, CountryCode::GERMANY).unwrap().full_name();
    assert_eq!(full("München").unwrap(), "Munich, Bavaria, Germany");
    assert_eq!(full("London").unwrap(), "London, England, United Kingdom");
    assert_eq!(full("NYC").unwrap(), "New York, New York, United States");
    assert_eq!(full("Bayern").unwrap(), "Bavaria, Germany");
    assert_eq!(full("Remote (USA)").unwrap(), "United States");
    assert_eq!(full("Posemuckel").unwrap(), "Posemuckel, Germany");
    assert_eq!(full("Remote"), None);
    assert_eq!(full("Anywhere"), None);
}

#[test]
fn a_cv_reader_finds_cities_by_exact_name_only() {
    let named = |phrase: &str| Place::city_named(phrase).map(City::name);
    assert_eq!(named("München"), Some("Munich"));
    assert_eq!(named("Munich, Germany"), None);
    assert_eq!(named("Software"), None);
    assert!(Place::city_named("Essen").unwrap().population > 500_000);
}

#[test]
fn every_place_is_read_back_from_its_english_name_everywhere() {
    let cities = City::all().iter().map(Place::City);
    let regions = Region::all().iter().map(Place::Region);
    let countries = CountryCode::all().map(Place::Country);
    let homes = ["de", "us"].map(code);
    for place in cities.chain(regions).chain(countries) {
        let name = place.english_name();
        for home in homes {
            assert_eq!(Place::parse(&name, home).as_ref(), Ok(&place), "{name}");
        }
    }
}

/// Reading of a line in Germany: its places with "; " between, and a word for each surprise.
fn reading_of(line: &str) -> String {
    let Ok(meant) = read(line, CountryCode::GERMANY) else { return "no place".to_owned() };
    let each = meant.into_iter().map(|one| {
        let said = one.arrangement.map_or_else(String::new, |said| format!(" [{said}]"));
        let surprise = match one.surprise {
            None => "",
            Some(Surprise::Unknown) => " (!unknown)",
            Some(Surprise::LikeAWord) => " (!word)",
            Some(Surprise::Abroad(_)) => " (!abroad)",
            Some(Surprise::Ambiguous { .. }) => " (!ambiguous)",
        };
        format!("{}{said}{surprise}", one.place.english_name())
    });
    each.collect::<Vec<_>>().join("; ")
}

#[test]
fn lines_of_places_are_read_as_the_table_says() {
    let table = include_str!("../../tests/fixtures/places.tsv");
    let rows = table.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'));
    let read = |(line, _): &(&str, &str)| reading_of(line);
    let wrong: Vec<_> = rows.clone().map(|row| (row, read(&row))).filter(|((_, right), read)| right != read).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rows.count() > 1000);
}

#[test]
fn a_part_of_a_line_means_the_same_when_it_is_read_alone() {
    let table = include_str!("../../tests/fixtures/places.tsv");
    for (line, _) in table.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t')) {
        for one in read(line, CountryCode::GERMANY).unwrap_or_default() {
            let again = read(&one.typed, CountryCode::GERMANY).unwrap();
            assert_eq!(again.len(), 1, "{line}: {}", one.typed);
            assert_eq!(again[0].place, one.place, "{line}: {}", one.typed);
            assert_eq!(again[0].arrangement, one.arrangement, "{line}: {}", one.typed);
        }
    }
}
