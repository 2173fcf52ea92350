use super::super::grammar::words;
use super::*;
use crate::place::Place;

const TITLES: &[&str] = &[
    "data scientist",
    "ml engineer",
    "software engineer",
    "product manager",
    "nurse",
    "accountant",
    "underwater welder",
    "tierpfleger",
    "head chef",
    "sap consultant",
];

const PLACES: &[&str] = &[
    "Berlin",
    "Hamburg",
    "Munich",
    "Leipzig",
    "Freiburg",
    "London",
    "Vienna",
    "Austin",
    "Germany",
    "Anywhere",
    "Bavaria",
    "Rosenheim",
    "Hintertupfing",
];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-11-23T09:15:00Z")
}

fn market(title: &str, place: &str) -> Vec<Vacancy> {
    let place = Place::parse(place, "de".parse().unwrap()).unwrap();
    vacancies(title, &Ground::of(&place), now())
}

fn markets() -> Vec<Vec<Vacancy>> {
    let of_place = |place: &&'static str| TITLES.iter().map(|title| market(title, place)).collect();
    PLACES.iter().flat_map(|place| -> Vec<Vec<Vacancy>> { of_place(place) }).collect()
}

/// Share of the markets with a number in the range.
fn share(numbers: &[usize], range: std::ops::RangeInclusive<usize>) -> f64 {
    let inside = numbers.iter().filter(|number| range.contains(*number)).count();
    inside as f64 / numbers.len() as f64
}

#[test]
fn most_markets_are_of_a_plausible_size_and_some_are_empty() {
    let count = |is_there: fn(&Vacancy) -> bool| -> Vec<usize> {
        markets().iter().map(|all| all.iter().filter(|one| is_there(one)).count()).collect()
    };
    let jsearch = count(Vacancy::is_at_jsearch);
    let week = count(|one| one.own && one.is_at_active_jobs() && now() - one.posted_at <= Duration::days(7));
    let month = count(|one| one.own && one.is_at_active_jobs());
    assert!(share(&jsearch, 20..=120) > 0.8);
    assert!(share(&week, 10..=90) > 0.8);
    assert_eq!(share(&month, 0..=300), 1.0);
    assert!(share(&month, 0..=0) > 0.0 && share(&month, 0..=0) < 0.15);
}

#[test]
fn asking_again_finds_the_same_jobs_and_tomorrow_a_few_more() {
    let place = Ground::of(&Place::parse("Berlin", "de".parse().unwrap()).unwrap());
    let seeds = |now| -> Vec<Seed> {
        let found = vacancies("data scientist", &place, now);
        found.iter().map(|vacancy| vacancy.seed).collect()
    };
    let today = seeds(now());
    assert_eq!(seeds(now()), today);
    let tomorrow = seeds(now() + Duration::days(1));
    let new = tomorrow.iter().filter(|seed| !today.contains(seed)).count();
    let gone = today.iter().filter(|seed| !tomorrow.contains(seed)).count();
    assert!((3..60).contains(&new), "{new}");
    assert!((1..60).contains(&gone), "{gone}");
}

#[test]
fn like_titles_in_one_place_have_jobs_in_common() {
    let scientists = market("data scientist", "Berlin");
    let engineers = market("machine learning engineer", "Berlin");
    let is_shared = |one: &&Vacancy| engineers.iter().any(|other| other.seed == one.seed);
    let shared: Vec<&Vacancy> = scientists.iter().filter(is_shared).collect();
    assert!(shared.len() > 10, "{}", shared.len());
    let both = |vacancy: &&&Vacancy| {
        vacancy.title.contains("Data Scientist") && vacancy.title.contains("Machine Learning Engineer")
    };
    assert!(shared.iter().any(|vacancy| both(&vacancy)));
}

#[test]
fn every_way_of_naming_a_place_leads_to_one_market() {
    let names = ["Munich", "München", "Munich, Bavaria, Germany", "munich, germany"];
    let ids = names.map(|name| market("nurse", name).iter().map(|one| one.seed).collect::<Vec<_>>());
    assert!(ids.iter().all(|all| *all == ids[0] && !all.is_empty()));
}

#[test]
fn titles_are_written_as_employers_write_them() {
    assert_eq!(capitals("ml engineer"), "ML Engineer");
    assert_eq!(capitals("head of data"), "Head of Data");
    assert!(market("senior data scientist", "Berlin").iter().all(|one| !one.title.contains("Senior Senior")));
}

#[test]
fn a_wider_search_finds_what_a_narrower_one_does() {
    let place = Ground::of(&Place::parse("Berlin", "de".parse().unwrap()).unwrap());
    let found = |title: &str| -> Vec<Vacancy> {
        let holds = |vacancy: &Vacancy| holds(&format!("- {} -", vacancy.title.to_lowercase()), title);
        vacancies_by_words(title, &place, Endings::Kept, now()).into_iter().filter(holds).collect()
    };
    for (wider, narrower) in [
        ("data engineer", "senior data engineer"),
        ("engineer", "data engineer"),
        ("engineer", "junior software engineer"),
        ("nurse", "registered nurse"),
        ("account manager", "key account manager"),
        ("manager", "lead project manager"),
        ("welder", "senior welder"),
    ] {
        let wide: Vec<Seed> = found(wider).iter().map(|vacancy| vacancy.seed).collect();
        let narrow = found(narrower);
        assert!(narrow.iter().all(|vacancy| wide.contains(&vacancy.seed)), "{wider} around {narrower}");
        assert!(!narrow.is_empty() && wide.len() > narrow.len(), "{wider} around {narrower}");
    }
}

#[test]
fn where_endings_are_cut_other_forms_are_found_and_they_find_each_other() {
    let place = Ground::of(&Place::parse("Berlin", "de".parse().unwrap()).unwrap());
    let seeds = |title, endings| -> std::collections::BTreeSet<Seed> {
        let found = vacancies_by_words(title, &place, endings, now());
        found.into_iter().filter(|one| endings.holds(&words(&one.title), title)).map(|one| one.seed).collect()
    };
    let [kept, cut] = [Endings::Kept, Endings::Cut].map(|endings| seeds("data engineer", endings));
    assert!(kept.is_subset(&cut) && cut.len() > kept.len(), "{} and {}", kept.len(), cut.len());
    let other = seeds("data engineering lead", Endings::Cut);
    assert!(!other.is_empty() && other.is_subset(&cut), "{} of {}", other.len(), cut.len());
}
