//! How many typed searches become combinations in a second.

use divan::Bencher;
use divan::counter::ItemsCount;
use jobfill::combination::Combination;
use jobfill::filters::Filters;
use jobfill::place::{CountryCode, Place};

const SEARCHES: usize = 1000;
const TITLES: &[&str] = &[
    "Data Scientist",
    "data  scientist (m/w/d)",
    "Sr. Softwareentwickler:in C++",
    "Sales & Marketing Manager",
    "Pflegefachkraft – m / w / d",
    "Front-End Developer",
    "Projektleiter/-in Elektrotechnik (all genders)",
];
const PLACES: &[&str] = &[
    "Berlin",
    "München",
    "Munich, Bavaria, Germany",
    "80331 München",
    "Paris, TX, USA",
    "Frankfurt (Oder)",
    "Großraum Stuttgart",
    "Remote (Germany)",
    "Deutschland",
    "weltweit",
    "Klein Posemuckelsdorf",
];

fn main() {
    // Loads the tables, so that they are not counted.
    Place::city_named("Berlin");
    divan::main();
}

/// A mix of titles and places as people type them.
fn searches() -> Vec<(&'static str, &'static str)> {
    let titles = TITLES.iter().cycle();
    let places = PLACES.iter().cycle();
    titles.zip(places).map(|(title, place)| (*title, *place)).take(SEARCHES).collect()
}

#[divan::bench]
fn canonical_forms(bencher: Bencher) {
    let searches = searches();
    bencher.counter(ItemsCount::new(SEARCHES)).bench(|| {
        let parse = |(title, place): &(&str, &str)| {
            Combination::parse(title, place, Filters::default(), CountryCode::GERMANY).is_ok()
        };
        divan::black_box(&searches).iter().filter(|search| parse(search)).count()
    });
}
