//! Pairs of postings as eleven countries write them, with places read as the app reads them: pairs of one job, and
//! pairs of different jobs.

mod one;
mod two;

use self::one::ONE;
use self::two::TWO;
use super::*;
use crate::place::{self, CountryCode};

/// Employer, title, places and the day of posting.
type Worded<'a> = (&'a str, &'a str, &'a str, u64);

/// A posting with its places understood like stored ones.
fn posting(source: &str, number: usize, (employer, title, location, day): Worded<'_>) -> Identity {
    let read = |one: &str| place::read(one, CountryCode::GERMANY).unwrap_or_default();
    let meant: Vec<place::Meant> = location.split("; ").flat_map(read).collect();
    let names: Vec<String> = meant.iter().filter_map(|meant| meant.place.full_name()).collect();
    let places: Vec<String> = meant.iter().map(|meant| meant.place.key()).collect();
    Identity::of(&Advert {
        source,
        source_id: &number.to_string(),
        links: &[],
        employer,
        title,
        location,
        place_names: &names.join("; "),
        places: &places,
        posted_on: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(day),
    })
}

/// Pairs not told as expected.
fn wrong<'a>(pairs: &'a [(Worded<'a>, Worded<'a>)], expected: Option<Evidence>) -> Vec<&'a (Worded<'a>, Worded<'a>)> {
    let told = |(one, other): &(Worded<'_>, Worded<'_>)| {
        let (a, b) = (posting("active_jobs", 1, *one), posting("jsearch", 2, *other));
        (evidence(&a, &b), evidence(&b, &a))
    };
    pairs.iter().filter(|pair| told(pair) != (expected, expected)).collect()
}

#[test]
fn copies_abroad_are_one_job() {
    let wrong = wrong(ONE, Some(Evidence::Words));
    assert!(wrong.is_empty(), "{} of {} are told apart:\n{wrong:#?}", wrong.len(), ONE.len());
}

#[test]
fn what_is_no_copy_abroad_is_another_job() {
    let wrong = wrong(TWO, None);
    assert!(wrong.is_empty(), "{} of {} are taken for one:\n{wrong:#?}", wrong.len(), TWO.len());
    assert!(ONE.len() + TWO.len() >= 100);
}
