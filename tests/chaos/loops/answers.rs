//! What a model answers, as the whole body of a message, in whatever shape: it is read, checked against the CV, and never
//! believed beyond it.

use super::super::dice::Dice;
use super::{Loop, mutate};
use jobfill::cv::claude;
use jobfill::cv::profile::Profile;
use serde_json::{Value, json};

pub const LOOP: Loop = Loop { name: "answers", corpus, change, judge };

const CV: &str = "[name]\nSenior Data Scientist at Example Works\nBerlin, 2019 –\n2024\nLooking for remote\nonly work in \
Hamburg, full time.\nNurse, Köln\n";

/// The most titles and places of a profile, and characters of one.
const MOST: (usize, usize) = (5, 80);

/// More tokens than any message costs, and more bytes than a complaint has.
const BEYOND: (u32, usize) = (10_000_001, 400);

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
    answers.iter().map(|answer| message(&answer.to_string()).to_string().into_bytes()).collect()
}

/// A message of the API around a text.
fn message(text: &str) -> Value {
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-5-5", "stop_reason": "end_turn",
        "content": [{ "type": "thinking", "thinking": "A CV.", "signature": "x" }, { "type": "text", "text": text }],
        "usage": { "input_tokens": 90, "cache_read_input_tokens": 10, "output_tokens": 20 },
    })
}

/// Bytes, values of the message, or values of the answer inside it.
fn change(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let input = &corpus[dice.below(corpus.len())];
    let Some(mut body) = serde_json::from_slice::<Value>(input).ok().filter(|_| !dice.is_within(25)) else {
        return mutate::bytes(dice, corpus);
    };
    let inner = body.pointer_mut("/content/1/text");
    match inner.filter(|_| dice.is_within(65)) {
        Some(text) => *text = changed_answer(dice, text).into(),
        None => changes(dice, &mut body),
    }
    body.to_string().into_bytes()
}

fn changed_answer(dice: &mut Dice, text: &Value) -> String {
    let text = text.as_str().unwrap_or_default();
    match serde_json::from_str::<Value>(text) {
        Ok(mut answer) => {
            changes(dice, &mut answer);
            answer.to_string()
        }
        Err(_) => mutate::text(dice, text),
    }
}

fn changes(dice: &mut Dice, value: &mut Value) {
    for _ in 0..=dice.below(5) {
        mutate::value(dice, value);
    }
}

fn judge(input: &[u8]) -> Result<(), String> {
    let Some((usage, read)) = claude::understand(input, CV) else { return Ok(()) };
    if usage.input_tokens.max(usage.output_tokens) >= BEYOND.0 {
        return Err(format!("{usage:?}"));
    }
    match read {
        Ok(profile) => is_plain(&profile),
        // A complaint goes back to the model, and its words into logs.
        Err(complaint) if complaint.is_empty() || complaint.len() >= BEYOND.1 => Err(complaint),
        Err(_) => Ok(()),
    }
}

fn is_plain(profile: &Profile) -> Result<(), String> {
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
