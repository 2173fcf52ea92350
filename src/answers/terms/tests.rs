//! Terms by words, places and filters; and marks, which have to find whatever the rule finds. Titles taken apart by
//! PostgreSQL stand in the integration tests.

use super::{Places, Terms, Words};
use crate::answers::{Lexeme, Lexemes};
use crate::combination::Combination;
use crate::filters::{EmploymentType, Filters, Seniority, WorkArrangement};
use crate::place::CountryCode;
use crate::sources::{Request, Source};

/// Words that English leaves out; no word here has an ending to lose.
const STOP_WORDS: [&str; 3] = ["of", "it", "the"];

fn words(title: &str) -> Words {
    let placed: Vec<(&str, i32)> = title.split(' ').zip(1..).collect();
    let lexemes = |is_kept: &dyn Fn(&str) -> bool| {
        let kept = placed.iter().filter(|(word, _)| is_kept(word));
        Lexemes::of(kept.map(|(word, at)| Lexeme { word: (*word).to_owned(), positions: vec![*at] }))
    };
    Words { english: lexemes(&|word| !STOP_WORDS.contains(&word)), simple: lexemes(&|_| true) }
}

fn terms(title: &str, place: &str, filters: Filters) -> Terms {
    let combination = Combination::parse(title, place, filters, CountryCode::GERMANY).unwrap();
    Terms::of(&Request::of(Source::ActiveJobs, &combination), words(title))
}

fn contains(wider: &Terms, narrower: &Terms) -> bool {
    let is_contained = wider.contain(narrower, Places::AsAsked);
    assert_eq!(narrower.marks_of_wider().contains(&wider.mark()), is_contained, "{wider:?} {narrower:?}");
    is_contained
}

/// Containment by all possible knowledge of places; and whether by that knowledge alone.
fn contains_by_place(wider: &Terms, narrower: &Terms) -> (bool, bool) {
    let is_contained = wider.contain(narrower, Places::InCountries);
    let is_by_place = narrower.marks_of_wider_learnt().contains(&wider.mark());
    assert_eq!(contains(wider, narrower) || is_by_place, is_contained, "{wider:?} {narrower:?}");
    (is_contained, is_by_place)
}

#[test]
fn a_run_of_the_words_is_wider() {
    let berlin = |title: &str| terms(title, "Berlin", Filters::default());
    for (is_wider, wider, narrower) in [
        (true, "data engineer", "data engineer"),
        (true, "data engineer", "senior data engineer"),
        (true, "data engineer", "data engineer platform"),
        (true, "engineer", "senior data engineer"),
        (true, "head of data", "deputy head of data"),
        (true, "it manager", "senior it manager"),
        (true, "manager", "it manager"),
        (false, "senior data engineer", "data engineer"),
        (false, "data engineer", "data platform engineer"),
        (false, "engineer data", "data engineer"),
        (false, "head of data", "head data"),
        (false, "head data", "head of data"),
        // English asks for nothing at all here; the source's answer is not known.
        (false, "it", "it manager"),
        (false, "of the", "head of the unit"),
    ] {
        assert_eq!(contains(&berlin(wider), &berlin(narrower)), is_wider, "{wider} around {narrower}");
    }
}

#[test]
fn what_is_said_of_the_place_is_wider_and_what_we_know_of_it_is_not() {
    for (is_wider, wider, narrower) in [
        (true, "Berlin", "Berlin, Germany"),
        (true, "Anywhere", "Remote"),
        (true, "DACH", "Germany"),
        (true, "DACH", "Remote (Germany)"),
        (true, "EU", "Germany"),
        (true, "Ruhrgebiet", "Essen"),
        (true, "Germany", "Remote (Germany)"),
        (true, "DACH", "Remote (DACH)"),
        (true, "Remote (DACH)", "Remote (Germany)"),
        (false, "Anywhere", "Berlin"),
        (false, "Germany", "Berlin"),
        (false, "Bavaria", "Munich"),
        (false, "DACH", "Berlin"),
        (false, "Germany", "DACH"),
        (false, "Remote (Germany)", "Germany"),
        (false, "Remote", "Germany"),
        (false, "Germany", "Remote"),
        (false, "Hamburg", "Berlin"),
        (false, "Hintertupfing", "Berlin"),
    ] {
        let at = |place: &str| terms("nurse", place, Filters::default());
        assert_eq!(contains(&at(wider), &at(narrower)), is_wider, "{wider} around {narrower}");
    }
}

#[test]
fn where_it_is_known_a_country_holds_what_lies_in_it() {
    for (is_wider, is_by_place, wider, narrower) in [
        (true, true, "Germany", "Berlin"),
        (true, true, "Germany", "Bavaria"),
        (true, true, "Germany", "Ruhrgebiet"),
        (true, true, "Austria", "Hintertupfing, Austria"),
        (true, true, "DACH", "Vienna"),
        (true, true, "EU", "Bavaria"),
        (true, true, "United Kingdom", "Leeds, UK"),
        (true, true, "United States", "Paris, Texas"),
        (true, false, "DACH", "Germany"),
        (true, false, "Germany", "Germany"),
        (true, false, "Ruhrgebiet", "Essen"),
        (false, false, "Bavaria", "Munich"),
        (false, false, "Austria", "Berlin"),
        (false, false, "Berlin", "Germany"),
        (false, false, "Anywhere", "Berlin"),
        (false, false, "Remote (Germany)", "Berlin"),
        (false, false, "Germany", "DACH"),
    ] {
        let at = |place: &str| terms("nurse", place, Filters::default());
        let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
        assert_eq!(contains_by_place(&at(wider), &at(narrower)), (is_wider, is_by_place), "{wider} around {narrower}");
        let narrow = terms("senior nurse", narrower, senior);
        assert_eq!(contains_by_place(&at(wider), &narrow), (is_wider, is_by_place), "{wider} around {narrow:?}");
        assert!(!contains_by_place(&narrow, &at(wider)).0, "{narrow:?} around {wider}");
    }
    let remote = terms("nurse", "Remote (Germany)", Filters::default());
    let ok = Filters { work_arrangement: Some(WorkArrangement::RemoteOk), ..Filters::default() };
    assert_eq!(contains_by_place(&remote, &terms("nurse", "Berlin", ok)), (true, true), "remote in its country");
}

#[test]
fn fewer_filters_are_wider() {
    let none = Filters::default();
    let arranged = |one| Filters { work_arrangement: Some(one), ..none };
    let levelled = |one| Filters { seniority: Some(one), ..none };
    let [ok, solely] = [WorkArrangement::RemoteOk, WorkArrangement::RemoteSolely].map(arranged);
    let [senior, lead] = [Seniority::Senior, Seniority::Lead].map(levelled);
    let full_time_lead = Filters { employment_type: Some(EmploymentType::FullTime), ..lead };
    for (is_wider, wider, narrower) in [
        (true, none, senior),
        (true, none, full_time_lead),
        (true, senior, lead),
        (true, lead, full_time_lead),
        (true, senior, full_time_lead),
        (true, ok, solely),
        (false, senior, none),
        (false, lead, senior),
        (false, solely, ok),
        (false, senior, ok),
        (false, full_time_lead, lead),
    ] {
        let with = |filters| terms("nurse", "Berlin", filters);
        assert_eq!(contains(&with(wider), &with(narrower)), is_wider, "{wider:?} around {narrower:?}");
    }
    // Remote in a country is the country with a filter.
    let germany = terms("nurse", "Germany", ok);
    let remote = terms("nurse", "Remote (Germany)", none);
    assert!(contains(&germany, &remote) && contains(&remote, &germany));
    assert!(contains(&remote, &terms("nurse", "Germany", solely)));
}

#[test]
fn all_three_count_together() {
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let wide = terms("engineer", "DACH", Filters::default());
    assert!(contains(&wide, &terms("data engineer", "Germany", senior)));
    assert!(!contains(&wide, &terms("data scientist", "Germany", senior)));
    assert!(!contains(&terms("engineer", "DACH", senior), &terms("data engineer", "Germany", Filters::default())));
    assert!(!contains(&terms("engineer", "Austria", Filters::default()), &terms("data engineer", "Germany", senior)));
}

#[test]
fn containing_passes_on() {
    let titles = ["engineer", "data engineer", "senior data engineer", "data", "head of data"];
    let places = ["Anywhere", "DACH", "Germany", "Remote (Germany)", "Berlin"];
    let filters = [None, Some(Seniority::Senior), Some(Seniority::Lead)];
    let with = |seniority| Filters { seniority, ..Filters::default() };
    let all: Vec<Terms> = titles
        .iter()
        .flat_map(|title| places.iter().flat_map(move |place| filters.map(|one| terms(title, place, with(one)))))
        .collect();
    for wide in &all {
        for middle in all.iter().filter(|middle| contains(wide, middle)) {
            for narrow in all.iter().filter(|narrow| middle.contain(narrow, Places::AsAsked)) {
                assert!(wide.contain(narrow, Places::AsAsked), "{wide:?} {middle:?} {narrow:?}");
            }
        }
        for middle in all.iter().filter(|middle| contains_by_place(wide, middle).0) {
            for narrow in all.iter().filter(|narrow| middle.contain(narrow, Places::InCountries)) {
                assert!(wide.contain(narrow, Places::InCountries), "{wide:?} {middle:?} {narrow:?}");
            }
        }
    }
}

#[test]
fn at_a_source_that_ranks_nothing_holds_anything_and_a_title_s_country_is_around_its_towns() {
    let terms = |title: &str, place: &str| {
        let combination = Combination::parse(title, place, Filters::default(), CountryCode::GERMANY).unwrap();
        Terms::of(&Request::of(Source::JSearch, &combination), Words::default())
    };
    let germany = terms("nurse", "Germany");
    for (is_around, title, place) in [
        (true, "nurse", "Berlin"),
        (true, "nurse", "Bavaria"),
        (false, "nurse", "Germany"),
        (false, "nurse", "Vienna"),
        (false, "nurse", "Remote (Germany)"),
        (false, "nurse", "DACH"),
        (false, "senior nurse", "Berlin"),
    ] {
        let narrower = terms(title, place);
        assert_eq!(narrower.marks_of_wider() == [germany.mark()], is_around, "{title} in {place}");
        assert!(!germany.contain(&narrower, Places::InCountries), "{title} in {place}");
    }
    let searched = self::terms("nurse", "Germany", Filters::default());
    assert_ne!(searched.mark(), germany.mark(), "the same at another source");
}

/// At JSearch, where titles were learnt to hold longer ones.
#[test]
fn a_title_is_around_those_that_it_stands_in_there_and_in_the_country() {
    let terms = |title: &str, place: &str| {
        let combination = Combination::parse(title, place, Filters::default(), CountryCode::GERMANY).unwrap();
        Terms::of(&Request::of(Source::JSearch, &combination), Words::default())
    };
    for (is_around, (title, place), (narrower, narrower_place)) in [
        (true, ("nurse", "Berlin"), ("senior nurse", "Berlin")),
        (true, ("nurse", "Germany"), ("senior nurse", "Berlin")),
        (true, ("nurse", "Germany"), ("senior nurse", "Germany")),
        (true, ("data engineer", "Berlin"), ("senior data engineer (m/w/d)", "Berlin")),
        (true, ("full stack developer", "Berlin"), ("full-stack developer", "Berlin")),
        (false, ("senior nurse", "Berlin"), ("nurse", "Berlin")),
        (false, ("nurse", "Hamburg"), ("senior nurse", "Berlin")),
        (false, ("nurse", "Bavaria"), ("senior nurse", "Munich")),
        (false, ("nurse", "Berlin"), ("senior nurse", "Germany")),
        (false, ("java developer", "Berlin"), ("javascript developer", "Berlin")),
        (false, ("c developer", "Berlin"), ("c++ developer", "Berlin")),
        (false, ("data engineer", "Berlin"), ("data platform engineer", "Berlin")),
        // Two titles in one: the question's meaning is not known.
        (false, ("ux/ui designer", "Berlin"), ("senior ux designer", "Berlin")),
        (false, ("designer", "Berlin"), ("ux/ui designer", "Berlin")),
        (false, ("nurse", "Remote"), ("senior nurse", "Remote")),
    ] {
        let (wide, narrow) = (terms(title, place), terms(narrower, narrower_place));
        let is_found = narrow.marks_of_wider_learnt().contains(&wide.mark());
        assert_eq!(is_found, is_around, "{title} in {place}, {narrower} in {narrower_place}");
        assert!(!narrow.marks_of_wider().contains(&wide.mark()), "that has to be learnt");
    }
}
