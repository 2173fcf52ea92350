//! Examples: words in titles, and jobs that a source would have returned.

use super::{Configuration, Known, Lexeme, Lexemes, Words, answers};
use crate::combination::Combination;
use crate::filters::{EmploymentType, Filters, Seniority, WorkArrangement};
use crate::fits::Stated;
use crate::place::{CountryCode, Place};
use crate::sources::{Request, Source};

/// Words one after the other; "·" stands for a word left out.
fn lexemes(text: &str) -> Lexemes {
    let words = text.split(' ').zip(1..).filter(|(word, _)| *word != "·");
    Lexemes::of(words.map(|(word, position)| Lexeme { word: word.to_owned(), positions: vec![position] }))
}

#[test]
fn words_stand_in_a_title_one_after_the_other_and_as_far_apart() {
    for (is_run, wanted, title) in [
        (true, "data engineer", "data engineer"),
        (true, "data engineer", "senior data engineer berlin"),
        (true, "engineer", "data engineer"),
        (true, "head · data", "head · data"),
        (true, "head · data", "head big data"),
        (true, "data data", "data data data"),
        (false, "head · data", "head data"),
        (false, "head data", "head · data"),
        (false, "data engineer", "data · engineer"),
        (false, "data engineer", "engineer data"),
        (false, "data engineer", "data"),
        (false, "data engineer", ""),
        (false, "·", "data"),
        (false, "data data", "data"),
    ] {
        assert_eq!(lexemes(wanted).is_run_in(&lexemes(title)), is_run, "{wanted} in {title}");
    }
}

#[test]
fn a_word_may_stand_in_several_places() {
    let title = Lexemes::of([
        Lexeme { word: "data".to_owned(), positions: vec![1, 4] },
        Lexeme { word: "engineer".to_owned(), positions: vec![5] },
    ]);
    assert!(lexemes("data engineer").is_run_in(&title));
}

/// Words that every configuration takes alike.
fn words(text: &str) -> Words {
    Words { english: lexemes(text), simple: lexemes(text) }
}

fn place(typed: &str) -> Place {
    Place::parse(typed, CountryCode::GERMANY).unwrap()
}

fn request(source: Source, wanted: &str, filters: Filters) -> Request {
    let combination = Combination::parse("Nurse", wanted, filters, CountryCode::GERMANY).unwrap();
    Request::of(source, &combination)
}

fn is_answer(wanted: &str, filters: Filters, job: &Stated) -> Option<bool> {
    is_answer_of(Known::default(), wanted, filters, job)
}

fn is_answer_of(known: Known, wanted: &str, filters: Filters, job: &Stated) -> Option<bool> {
    answers(&request(Source::ActiveJobs, wanted, filters), &words("nurse"), job, &words("senior nurse"), known)
}

#[test]
fn one_of_the_places_lies_inside_the_place_that_was_asked_for() {
    for (is_there, wanted, places) in [
        (true, "Berlin", "Berlin, Germany"),
        (true, "Germany", "Berlin, Germany"),
        (true, "Bavaria", "Munich, Germany"),
        (true, "DACH", "Vienna, Austria"),
        (true, "Hamburg", "Berlin, Germany; Hamburg, Germany"),
        (true, "Anywhere", "Lima, Peru"),
        (false, "Berlin", "Germany"),
        (false, "Berlin", "Potsdam, Germany"),
        (false, "Bavaria", "Stuttgart, Germany"),
        (false, "Germany", "Vienna, Austria"),
    ] {
        let job = Stated::new("Nurse", &places.split("; ").map(place).collect::<Vec<_>>());
        assert_eq!(is_answer(wanted, Filters::default(), &job), Some(is_there), "{places} for {wanted}");
    }
}

#[test]
fn a_filter_asks_for_what_is_stated() {
    let job = || Stated::new("Nurse", &[place("Berlin")]);
    let full = ["FULL_TIME".to_owned(), "PART_TIME".to_owned()];
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let part_time = Filters { employment_type: Some(EmploymentType::PartTime), ..Filters::default() };
    let hybrid = Filters { work_arrangement: Some(WorkArrangement::Hybrid), ..Filters::default() };
    let states = |arrangement, level| job().with_filters(arrangement, &full, level, &[]);
    for (is_met, filters, stated) in [
        (true, senior, states(None, Some("Lead"))),
        (false, senior, states(None, Some("Mid"))),
        (false, senior, job()),
        (true, part_time, states(None, None)),
        (false, part_time, job()),
        (true, hybrid, states(Some("Hybrid"), None)),
        (false, hybrid, states(Some("Remote"), None)),
        (false, hybrid, job()),
    ] {
        assert_eq!(is_answer("Berlin", filters, &stated), Some(is_met), "{filters:?} {stated:?}");
    }
}

#[test]
fn where_it_is_known_what_is_unstated_is_found_too() {
    let known = Known { finds_unknown: true, ..Known::default() };
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let states = |level| Stated::new("Nurse", &[place("Berlin")]).with_filters(None, &[], level, &[]);
    for (is_met, level) in [(true, None), (true, Some("Senior")), (false, Some("Mid"))] {
        assert_eq!(is_answer_of(known, "Berlin", senior, &states(level)), Some(is_met), "{level:?}");
    }
}

#[test]
fn words_stand_by_the_configuration_that_is_known_or_by_either() {
    let wanted = Words { english: lexemes("data engin"), simple: lexemes("data engineer") };
    let title = Words { english: lexemes("data engin lead"), simple: lexemes("data engineering lead") };
    for (stands, configuration) in
        [(true, None), (true, Some(Configuration::English)), (false, Some(Configuration::Simple))]
    {
        let known = Known { configuration, finds_unknown: false };
        assert_eq!(wanted.stand_in(&title, known), stands, "{configuration:?}");
    }
}

#[test]
fn remote_work_in_a_country_is_the_country_with_a_filter() {
    let at =
        |places: &str, arrangement| Stated::new("Nurse", &[place(places)]).with_filters(arrangement, &[], None, &[]);
    let wanted = "Remote (Germany)";
    assert_eq!(is_answer(wanted, Filters::default(), &at("Berlin", Some("Remote OK"))), Some(true));
    assert_eq!(is_answer(wanted, Filters::default(), &at("Remote (Germany)", Some("Remote Solely"))), Some(true));
    assert_eq!(is_answer(wanted, Filters::default(), &at("Berlin", None)), Some(false));
    assert_eq!(is_answer(wanted, Filters::default(), &at("Vienna", Some("Remote OK"))), Some(false));
    assert_eq!(is_answer("Remote", Filters::default(), &at("Vienna", Some("Remote OK"))), Some(true));
}

#[test]
fn what_a_source_ranks_cannot_be_told() {
    let job = Stated::new("Nurse", &[place("Berlin")]);
    let request = request(Source::JSearch, "Berlin", Filters::default());
    assert_eq!(answers(&request, &words("nurse"), &job, &words("nurse"), Known::default()), None);
}
