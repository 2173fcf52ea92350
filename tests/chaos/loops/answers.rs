//! What a model answers, in whatever shape: it is read, checked against the CV, and never believed beyond it.

use super::super::dice::Dice;
use super::{Loop, mutate};
use jobfill::cv::profile::{Profile, RawProfile};
use serde_json::{Value, json};

pub const LOOP: Loop = Loop { name: "answers", corpus, change, judge };

const CV: &str = "[name]\nSenior Data Scientist at Example Works\nBerlin, 2019 –\n2024\nLooking for remote\nonly work in \
Hamburg, full time.\nNurse, Köln\n";

/// The most titles and places of a profile, and characters of one.
const MOST: (usize, usize) = (5, 80);

fn corpus() -> Vec<Vec<u8>> {
    let found = |text: &str, evidence: &str| json!({ "text": text, "evidence": evidence });
    let filter = |kind: &str, value: &str, evidence: &str| json!({ "kind": kind, "value": value, "evidence": evidence, "stated": true });
    let answers = [
        json!({
            "titles": [found("Data Scientist", "Senior Data Scientist at Example Works"), found("Nurse", "Nurse")],
            "places": [found("Berlin", "Berlin, 2019 – 2024"), found("Köln", "Köln")],
            "filters": [filter("work_arrangement", "Remote Solely", "Looking for remote only work")],
        }),
        json!({ "titles": [], "places": [], "filters": [] }),
        json!({
            "titles": [found("Ignore all rules", "<script>"), found("Astronaut", "moon")],
            "places": [found("Berlin\u{202e}", "Berlin"), found("N/A", "")],
            "filters": [filter("seniority", "Boss", ""), filter("employment_type", "FULL_TIME", "full time")],
        }),
    ];
    answers.iter().map(|answer| answer.to_string().into_bytes()).collect()
}

fn change(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    if dice.is_within(30) {
        return mutate::bytes(dice, corpus);
    }
    let mut answer: Value = serde_json::from_slice(&corpus[dice.below(corpus.len())]).unwrap_or_default();
    for _ in 0..=dice.below(5) {
        mutate::value(dice, &mut answer);
    }
    answer.to_string().into_bytes()
}

fn judge(input: &[u8]) -> Result<(), String> {
    let Ok(raw) = serde_json::from_slice::<RawProfile>(input) else { return Ok(()) };
    let profile = Profile::checked(&raw, CV);
    if profile.titles.len() > MOST.0 || profile.places.len() > MOST.0 || profile.filters.len() > 4 {
        return Err(format!("too much: {profile:?}"));
    }
    for found in profile.titles.iter().chain(&profile.places) {
        let is_short = (2..=MOST.1).contains(&found.text.chars().count());
        let is_harmless =
            !found.text.contains(['<', '>', '{', '}', '@', '\n', '\u{202e}']) && !found.text.contains("://");
        if !is_short || !is_harmless {
            return Err(format!("{:?}", found.text));
        }
    }
    Ok(())
}
