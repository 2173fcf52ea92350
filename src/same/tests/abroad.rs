//! Pairs of postings as eleven countries write them, with places read as the app reads them: pairs of one job, and
//! pairs of different jobs.

mod one;
mod two;

use self::one::ONE;
use self::two::TWO;
use super::*;

/// Employer, title, places as the app reads them, and the day of posting.
type Worded<'a> = (&'a str, &'a str, &'a str, u64);

/// Pairs not told as expected.
fn wrong<'a>(pairs: &'a [(Worded<'a>, Worded<'a>)], expected: Option<Evidence>) -> Vec<&'a (Worded<'a>, Worded<'a>)> {
    let told = |(one, other): &(Worded<'_>, Worded<'_>)| {
        let said = |(employer, title, location, day)| (&[][..], employer, title, location, day);
        let (a, b) = (read_by_the_app("active_jobs", 1, said(*one)), read_by_the_app("jsearch", 2, said(*other)));
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
