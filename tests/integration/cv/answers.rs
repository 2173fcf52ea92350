//! What is asked of Claude, and what becomes of its answers.

use std::time::Duration;

use chrono::{DateTime, Utc};
use jobfill::cv::claude::{ReadError, Reading, Usage};
use serde_json::json;

use super::fake_claude::{FakeClaude, answer, message, status};

const CV: &str =
    "[name]\n[address] Leeds\nSenior Data Scientist, Zorg Ltd, Leeds, since 2019\nLooking for remote only work.";

fn now() -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn good() -> serde_json::Value {
    json!({
        "titles": [{ "text": "Data Scientist", "evidence": "Senior Data Scientist, Zorg Ltd" }],
        "places": [{ "text": "Leeds, United Kingdom", "evidence": "[address] Leeds" }],
        "filters": [{ "kind": "work_arrangement", "value": "Remote Solely", "evidence": "Looking for remote only work.", "stated": true }],
    })
}

/// What one reading gives, and how many requests it made.
async fn read(answers: Vec<String>) -> (Result<Reading, ReadError>, usize) {
    let fake = FakeClaude::with(answers).await;
    let reading = fake.claude.read(CV, now()).await;
    (reading, fake.asked().len())
}

#[tokio::test]
async fn a_cv_is_sent_as_data_and_read_by_schema() {
    let fake = FakeClaude::with(vec![answer(&good())]).await;
    let reading = fake.claude.read(CV, now()).await.unwrap();
    assert_eq!(reading.profile.titles[0].text, "Data Scientist");
    assert_eq!(reading.profile.places[0].evidence, "[address] Leeds");
    assert!(reading.profile.filters[0].stated);
    assert_eq!((reading.input_tokens, reading.output_tokens, reading.model.as_str()), (100, 20, "claude-haiku-5-5"));
    let asked = &fake.asked()[0];
    assert!(asked.head.starts_with("post /v1/messages http/1.1"));
    assert!(asked.head.contains("x-api-key: key-of-a-test") && asked.head.contains("anthropic-version: 20"));
    assert_eq!(asked.body["model"], "claude-haiku-5-5");
    assert_eq!(asked.body["output_config"]["format"]["type"], "json_schema");
    assert!(asked.body["messages"][0]["content"].as_str().unwrap().contains(CV));
    for refused in ["tool_choice", "tools", "temperature", "top_p", "top_k"] {
        assert!(asked.body.get(refused).is_none(), "{refused}");
    }
}

#[tokio::test]
async fn an_unusable_answer_is_sent_back_once() {
    let invented =
        json!({ "titles": [{ "text": "Astronaut", "evidence": "flew to the moon" }], "places": [], "filters": [] });
    for bad in [
        message("end_turn", "Here you are: {"),
        message("max_tokens", "{\"titles\":["),
        answer(&json!({ "titles": "none" })),
        answer(&invented),
    ] {
        let fake = FakeClaude::with(vec![bad, answer(&good())]).await;
        let reading = fake.claude.read(CV, now()).await.unwrap();
        assert_eq!(reading.profile.titles.len(), 1);
        assert_eq!((reading.input_tokens, reading.output_tokens), (200, 40));
        let messages = fake.asked()[1].body["messages"].as_array().unwrap().clone();
        let roles: Vec<&str> = messages.iter().map(|message| message["role"].as_str().unwrap()).collect();
        assert_eq!(roles, ["user", "assistant", "user"]);
    }
}

#[tokio::test]
async fn two_unusable_answers_are_enough() {
    let (reading, requests) =
        read(vec![message("end_turn", "no"), message("end_turn", "still no"), answer(&good())]).await;
    let Err(ReadError::Fail { usage, .. }) = reading else { panic!("{reading:?}") };
    assert_eq!(usage, Usage { input_tokens: 200, output_tokens: 40 });
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn a_refusal_is_not_argued_with() {
    let (reading, requests) = read(vec![message("refusal", ""), answer(&good())]).await;
    assert!(matches!(reading, Err(ReadError::Fail { .. })));
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn an_empty_answer_is_an_empty_profile() {
    let (reading, requests) = read(vec![answer(&json!({ "titles": [], "places": [], "filters": [] }))]).await;
    assert!(reading.unwrap().profile.titles.is_empty());
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn trouble_is_told_apart_and_never_retried_here() {
    let spent = r#"{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"enforced_spend_limit_reached"}}}"#;
    let (reading, _) = read(vec![status(429, "", spent)]).await;
    assert!(
        matches!(reading, Err(ReadError::PausedUntil { until, .. }) if until.to_rfc3339() == "2026-12-01T00:00:00+00:00")
    );
    let (reading, _) = read(vec![status(529, "retry-after: 9\r\n", "{}")]).await;
    assert!(matches!(reading, Err(ReadError::Retry { after: Some(after), .. }) if after == Duration::from_secs(9)));
    for later in [
        status(500, "", "<html>"),
        status(429, "", "{}"),
        status(200, "", "<html>"),
        "HTTP/1.1 200 x\r\ncontent-length: 900\r\n\r\n{".to_owned(),
    ] {
        let (reading, requests) = read(vec![later]).await;
        assert!(matches!(reading, Err(ReadError::Retry { .. })), "{reading:?}");
        assert_eq!(requests, 1);
    }
    for never in [
        status(401, "", "{}"),
        status(404, "", "{}"),
        status(400, "", "{}"),
        status(307, "location: /elsewhere\r\n", ""),
    ] {
        let (reading, requests) = read(vec![never]).await;
        assert!(matches!(reading, Err(ReadError::Fail { .. })), "{reading:?}");
        assert_eq!(requests, 1);
    }
}

#[tokio::test]
async fn an_error_says_nothing_of_the_cv_or_the_key() {
    let echo = format!("{{\"error\":{{\"message\":\"{}\"}}}}", "Zorg Ltd key-of-a-test");
    for answers in
        [vec![status(400, "", &echo)], vec![message("end_turn", "Zorg Ltd"), message("end_turn", "Zorg Ltd")]]
    {
        let fake = FakeClaude::with(answers).await;
        let error = fake.claude.read(CV, now()).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", fake.claude);
        assert!(!shown.contains("Zorg") && !shown.contains("key-of-a-test"), "{shown}");
    }
}
