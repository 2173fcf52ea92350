//! Pairs that were written down with their answers before the rules were read: pairs of one job, and pairs of
//! different jobs, with links, and with places read as the app reads them.

mod one;
mod two;

use super::*;

type Pair<'a> = (Said<'a>, Said<'a>);

/// Pairs not told as expected.
fn wrong<'a>(pairs: &[&'a [Pair<'a>]], expected: Option<Evidence>) -> Vec<&'a Pair<'a>> {
    let told = |(one, other): &Pair<'_>| {
        let (a, b) = (read_by_the_app("active_jobs", 1, *one), read_by_the_app("jsearch", 2, *other));
        (evidence(&a, &b), evidence(&b, &a))
    };
    pairs.iter().flat_map(|pairs| pairs.iter()).filter(|pair| told(pair) != (expected, expected)).collect()
}

#[test]
fn copies_that_no_rule_was_made_for_are_one_job() {
    let wrong = wrong(&[one::AIMED, one::ONE, one::LATER, one::THIRD, one::FOURTH], Some(Evidence::Words));
    assert!(wrong.is_empty(), "{} are told apart:\n{wrong:#?}", wrong.len());
}

#[test]
fn what_is_no_copy_is_another_job_where_no_rule_was_made_for_it() {
    let wrong = wrong(&[two::AIMED, two::TWO, two::LATER, two::THIRD, two::FOURTH], None);
    assert!(wrong.is_empty(), "{} are taken for one:\n{wrong:#?}", wrong.len());
    assert!(one::ONE.len() >= 30 && two::TWO.len() >= 30);
}
