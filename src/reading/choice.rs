//! Choice before money, by one rule: a CV's searches begin at once or wait for the person's click. Pure.

use crate::cv::profile::{Found, Profile};
use crate::models::proposal::WaitsFor;
use crate::place::{self, CountryCode, Place};
use crate::searches::Wish;
use std::collections::HashSet;

/// For each wish of a CV, in order: None begins at once, any reason waits. Searches typed or chosen by a person need no
/// such rule: the button is the click.
pub fn waits(wishes: &[Wish], profile: &Profile, home: CountryCode, is_reviewed: bool) -> Vec<Option<WaitsFor>> {
    let by_itself: Vec<_> = wishes.iter().map(|wish| alone(wish, profile, home, is_reviewed)).collect();
    let sure = wishes.iter().zip(&by_itself).filter(|(_, why)| why.is_none());
    let countries: HashSet<CountryCode> = sure.filter_map(|(wish, _)| country(wish.combination.place())).collect();
    if countries.len() < 2 {
        return by_itself;
    }
    let of_country = |wish: &Wish| country(wish.combination.place()).map(|_| WaitsFor::Countries);
    wishes.iter().zip(by_itself).map(|(wish, why)| why.or_else(|| of_country(wish))).collect()
}

fn alone(wish: &Wish, profile: &Profile, home: CountryCode, is_reviewed: bool) -> Option<WaitsFor> {
    let of_title = |found: &Found| found.text.contains(&wish.title);
    // A single line of a profile may be several wishes: "Berlin or remote".
    let of_place = |found: &Found| {
        place::read(&found.text, home).is_ok_and(|meant| meant.iter().any(|one| one.typed == wish.location))
    };
    let is_evident = has_evidence(&profile.titles, of_title) && has_evidence(&profile.places, of_place);
    match () {
        () if is_reviewed => Some(WaitsFor::Review),
        () if !is_evident => Some(WaitsFor::Evidence),
        () if wish.surprise.is_some() || !wish.combination.place().is_known() => Some(WaitsFor::Surprise),
        () => None,
    }
}

/// Whether the CV's own words name the title or place.
fn has_evidence(found: &[Found], is_it: impl Fn(&Found) -> bool) -> bool {
    found.iter().any(|one| !one.evidence.trim().is_empty() && is_it(one))
}

/// Country of a place of work. Remote work contradicts no other place.
fn country(place: &Place) -> Option<CountryCode> {
    match place {
        Place::Remote { .. } => None,
        place => place.country(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::searches::List;

    fn found(texts: &[&str], evidence: &str) -> Vec<Found> {
        texts.iter().map(|&text| Found { text: text.to_owned(), evidence: evidence.to_owned() }).collect()
    }

    fn judged(titles: &[&str], places: &[&str], evidence: &str, is_reviewed: bool) -> Vec<Option<WaitsFor>> {
        let profile = Profile { titles: found(titles, "seen"), places: found(places, evidence), ..Profile::default() };
        let texts = |found: &[Found]| found.iter().map(|one| one.text.clone()).collect();
        let list = List {
            name: "CV".to_owned(),
            titles: texts(&profile.titles),
            locations: texts(&profile.places),
            ..List::default()
        };
        waits(&list.wishes(CountryCode::GERMANY).unwrap(), &profile, CountryCode::GERMANY, is_reviewed)
    }

    #[test]
    fn what_is_evident_begins_and_what_is_not_waits() {
        use WaitsFor::{Countries, Evidence, Review, Surprise};
        let cases: [(&[&str], &[Option<WaitsFor>]); 11] = [
            (&["Berlin"], &[None]),
            (&["Berlin", "Hamburg"], &[None, None]),
            (&["Vienna, Austria"], &[None]),
            (&["Vienna"], &[Some(Surprise)]),
            (&["Posemuckel"], &[Some(Surprise)]),
            (&["Berlin", "Male"], &[None, Some(Surprise)]),
            (&["Berlin", "Vienna, Austria"], &[Some(Countries), Some(Countries)]),
            (&["Berlin", "Leeds, United Kingdom", "Boston"], &[Some(Countries), Some(Countries), Some(Surprise)]),
            (&["Berlin or remote"], &[None, None]),
            (&["Vienna, Austria", "remote"], &[None, None]),
            (&["DACH", "Berlin"], &[None, None]),
        ];
        for (places, expected) in cases {
            assert_eq!(judged(&["Nurse"], places, "seen", false), expected, "{places:?}");
        }
        assert_eq!(judged(&["Nurse"], &["Berlin"], " ", false), [Some(Evidence)]);
        assert_eq!(judged(&["Nurse"], &["Berlin", "Male"], "seen", true), [Some(Review), Some(Review)]);
    }

    #[test]
    fn every_title_is_judged_with_every_place() {
        let judged = judged(&["Nurse", "Cook -junior"], &["Berlin", "Male"], "seen", false);
        let wait = Some(WaitsFor::Surprise);
        assert_eq!(judged, [None, wait, wait, wait]);
    }
}
