//! Twenty people with one career, each in their own words: they share every search.

use std::collections::HashSet;

use jobfill::combination::Combination;
use jobfill::cv::{Profile, mask, offline};
use jobfill::place::CountryCode;
use serde::Deserialize;

use super::fake_claude::{FakeClaude, answer};
use super::fixture;

/// A CV and what a model answered to it.
#[derive(Deserialize)]
struct Wording {
    cv: String,
    answer: serde_json::Value,
}

fn wordings() -> Vec<Wording> {
    serde_json::from_slice(&fixture("wordings.json")).unwrap()
}

/// Every title in every place, as the searches of a profile are.
fn combinations(profile: &Profile) -> HashSet<Combination> {
    let pairs = profile.titles.iter().flat_map(|title| profile.places.iter().map(move |place| (title, place)));
    let parse = |title: &str, place: &str| {
        Combination::parse(title, place, profile.stated_filters(), CountryCode::GERMANY).unwrap()
    };
    pairs.map(|(title, place)| parse(&title.text, &place.text)).collect()
}

fn expected() -> HashSet<Combination> {
    let profile = offline::read(
        "[name]\nBerlin\nExperience\n2020 Data Scientist, Zorg, Berlin\n2016 Data Analyst, Blim, Hamburg",
    );
    let combinations = combinations(&profile);
    assert_eq!(combinations.len(), 4);
    combinations
}

#[tokio::test]
async fn twenty_wordings_of_one_career_give_the_same_combinations() {
    let wordings = wordings();
    assert_eq!(wordings.len(), 20);
    let now = "2026-11-23T10:00:00Z".parse().unwrap();
    for wording in wordings {
        let fake = FakeClaude::with(vec![answer(&wording.answer)]).await;
        let masked = mask(&wording.cv);
        let reading = fake.claude.read(&masked, now).await.unwrap();
        assert_eq!(combinations(&reading.profile), expected(), "{}\n{:?}", wording.cv, reading.profile);
    }
}

#[test]
fn and_so_they_do_without_a_model() {
    for wording in wordings() {
        let profile = offline::read(&mask(&wording.cv));
        assert_eq!(combinations(&profile), expected(), "{}\n{profile:?}", wording.cv);
    }
}
