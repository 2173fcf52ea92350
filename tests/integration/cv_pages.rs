//! From a CV to searches, through the pages.

use crate::admin::admin;
use crate::cv::fake_claude::{FakeClaude, answer, status};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use serde_json::json;

pub const CV: &str = "Jana Holub\nSenior Data Scientist\njana@example.org\nLeipzig\n\nProfile\nEight years in health care \
and retail. Looking for a new role as Data Scientist or Machine Learning Engineer in Berlin or Hamburg, remote only.\n\n\
Experience\n01/2021 - today   Data Scientist, Beispiel Klinik AG, Berlin\n03/2017 - 12/2020 Data Analyst, Muster \
Handel GmbH, Hamburg\n\nSkills\nPython, SQL, forecasting, A/B tests, German, English";

const ANOTHER_CV: &str = "Tom Marsh\nRegistered Nurse\ntom@example.org\n\nExperience\n2015 - today Registered Nurse, \
St Example Hospital, Munich\nWard for heart patients, training of new colleagues, night shifts, wound care and \
documentation.\n\nEducation\n2012 - 2015 Nursing school, Munich";

const NO_PLACE: &str = "Profile\nI like to work with people and with animals, I learn quickly, I am always on time and \
I have helped in many kinds of shops, gardens and kitchens. I can start at once and I am happy to hear from you.";

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await;
    visitor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_becomes_six_searches_and_the_same_cv_costs_a_second_person_nothing() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.upload("/cv", "cv.txt", CV.into()).await.goes_to("/home");
    ada.get("/home").await.shows("is being read");
    assert_eq!(app.status("ada@example.com").await["done"], false);
    app.drain().await;
    ada.get("/home").await.shows("Data Scientist · Machine Learning Engineer").shows("Your 6 searches");
    ada.get("/cv/1").await.shows("remote only").shows("applied: your CV asks for it").shows("the offline reader");

    let charged = app.charged();
    let bob = signed_up(&app, "bob@example.com").await;
    bob.paste("/cv", &CV.replace("jana@", "bob@")).await.goes_to("/home");
    app.drain().await;
    bob.get("/home").await.shows("Your 6 searches: all were already here.");
    assert_eq!((app.charged(), app.count("profiles").await), (charged, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_asks_for_more_than_a_minute_is_not_waited_for() {
    let spent = r#"{"error":{"type":"rate_limit_error","details":{"error_code":"enforced_spend_limit_reached"}}}"#;
    for answer in [
        status(429, "retry-after: 61\r\n", "{}"),
        status(529, "retry-after: 99999999999\r\n", "{}"),
        status(429, "", spent),
    ] {
        let fake = FakeClaude::with(vec![answer.clone()]).await;
        let app = TestApp::with([("ANTHROPIC_API_KEY", "a-key"), ("ANTHROPIC_BASE_URL", fake.address.as_str())]).await;
        let ada = signed_up(&app, "ada@example.com").await;
        ada.paste("/cv", CV).await.goes_to("/home");
        app.drain().await;
        assert_eq!(fake.asked().len(), 1, "{answer}");
        ada.get("/cv/1").await.shows("the offline reader");
        assert_eq!(app.count("user_search_queries").await, 6, "{answer}");
    }
}

/// A message that says it has cost more tokens than there are numbers for.
fn of_all_tokens(json: &serde_json::Value) -> String {
    let whole = answer(json);
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    let mut message: serde_json::Value = serde_json::from_str(body).unwrap();
    let usage = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"];
    message["usage"] = usage.map(|name| (name, u64::MAX)).into_iter().collect();
    status(200, "", &message.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_numbers_of_tokens_break_no_reading_and_no_sum() {
    let (title, words) = ("Registered Nurse", "Registered Nurse");
    let nurse = json!({ "titles": [{ "text": title, "evidence": words }], "places": [], "filters": [] });
    let unusable = json!({ "titles": "none" });
    // The first reading asks twice, the second once, on the same day; then one that fails with two answers.
    let answers = [&unusable, &nurse, &nurse, &unusable, &unusable].map(of_all_tokens);
    let fake = FakeClaude::with(answers.to_vec()).await;
    let app = TestApp::with([("ANTHROPIC_API_KEY", "a-key"), ("ANTHROPIC_BASE_URL", fake.address.as_str())]).await;
    for (email, hospital) in [("ada", "Ada Hospital"), ("bob", "Bob Hospital"), ("eve", "Eve Hospital")] {
        let visitor = signed_up(&app, &format!("{email}@example.com")).await;
        visitor.paste("/cv", &ANOTHER_CV.replace("St Example Hospital", hospital)).await.goes_to("/home");
        app.drain().await;
    }
    assert_eq!(fake.asked().len(), 5);
    assert_eq!(app.count("readings WHERE outcome = 'read' AND input_tokens BETWEEN 1 AND 20000000").await, 2);
    assert_eq!(app.count("readings WHERE outcome = 'failed' AND output_tokens BETWEEN 1 AND 20000000").await, 1);
    let sums = "SELECT sum(input_tokens)::int8 AS number FROM reading_days";
    assert!((1..=60_000_000).contains(&books::number(&app, sums).await));
    assert_eq!(app.count("cvs WHERE searches_made_at IS NULL").await, 0);
    let admin = admin(&app).await;
    admin.get("/admin/quota").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_cv_is_refused_beside_the_field_and_leaves_nothing_behind() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let image = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 64]].concat();
    for (name, bytes, message) in [
        ("cv.pdf", Vec::new(), "This file is empty."),
        ("cv.pdf", vec![b'x'; 6 * 1024 * 1024], "larger than 5 MB"),
        ("cv.pdf", b"<!doctype html><html><body>CV</body></html>".to_vec(), "web page"),
        ("cv.png", image, "picture"),
        ("cv.txt", b"Nurse, Munich".to_vec(), "too little text"),
        ("cv.pdf", b"%PDF-1.7\n1 0 obj\n<<".to_vec(), "could not be read"),
    ] {
        ada.upload("/cv", name, bytes).await.is(422).shows("id=\"file-error\"").shows(message);
    }
    ada.paste("/cv", "Nurse, Munich").await.is(422).shows("id=\"text-error\"").shows("\nNurse, Munich</textarea>");
    ada.paste("/cv", " ").await.is(422).shows("Please choose a file");
    ada.post("/cv", &[("text", CV)]).await.is(400);
    for table in ["cvs", "profiles", "cv_uploads WHERE uploads > 0", "tasks WHERE kind = 'read_cv'"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    ada.upload("/cv", "cv.txt", CV.into()).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_far_over_the_limit_is_cut_off() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.upload("/cv", "cv.pdf", vec![b'x'; 33 * 1024 * 1024]).await.is(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sixth_cv_of_a_day_waits_until_tomorrow() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    for number in 0..5 {
        ada.paste("/cv", &format!("{CV}\n{number}")).await.goes_to("/home");
    }
    ada.paste("/cv", ANOTHER_CV).await.is(422).shows("five CVs today");
    assert_eq!(app.count("cvs").await, 5);
    app.pass(TimeDelta::days(1));
    ada.paste("/cv", ANOTHER_CV).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_a_cv_takes_its_searches_and_its_profile_with_it() {
    let app = TestApp::start().await;
    let (ada, bob) = (signed_up(&app, "ada@example.com").await, signed_up(&app, "bob@example.com").await);
    ada.post("/searches", &[("query_name", "Mine"), ("titles", "Baker"), ("locations", "Ulm")]).await;
    ada.paste("/cv", CV).await;
    app.drain().await;
    for path in ["/cv/1", "/cv/999"] {
        bob.get(path).await.is(404);
        for act in ["delete", "load", "restore"] {
            bob.post(&format!("{path}/{act}"), &[]).await.is(404);
        }
    }
    ada.post("/cv/1/delete", &[]).await.goes_to("/cv");
    assert_eq!(app.count("cvs").await + app.count("profiles").await, 0);
    assert_eq!(app.count("user_search_queries").await, 1);
    assert_eq!(app.count("backfill_tracking WHERE users > 0").await, 1);
    ada.get("/cv/1").await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_cv_asks_and_adds_to_the_searches_of_the_first_unless_it_is_told_to_replace_them() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/cv").await.hides("name=\"earlier\"");
    ada.upload("/cv", "first.txt", CV.into()).await;
    app.drain().await;
    ada.get("/cv").await.shows("Searches of “first.txt” are on your list").shows("value=\"add\" checked");
    ada.paste_and("/cv", "too short", "replace").await.is(422).shows("value=\"replace\" checked");
    ada.paste("/cv", ANOTHER_CV).await.goes_to("/home");
    app.drain().await;
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id = 1").await, 6, "nobody chose to replace them");
    assert!(app.count("user_search_queries WHERE is_active AND cv_id = 2").await > 0);
    ada.paste_and("/cv", &ANOTHER_CV.replace("Munich", "Leipzig"), "replace").await.goes_to("/home");
    app.drain().await;
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id = 2").await, 0, "the last one's are replaced");
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id = 1").await, 6);
    assert!(app.count("user_search_queries WHERE is_active AND cv_id = 3").await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_cv_four_times_at_once_is_one_cv_and_one_upload() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let send = || ada.paste("/cv", CV);
    tokio::join!(send(), send(), send(), send());
    assert_eq!((app.count("cvs").await, app.count("cv_uploads WHERE uploads = 1").await), (1, 1));
    app.drain().await;
    ada.paste("/cv", CV).await.goes_to("/cv/1");
    ada.get("/cv/1").await.shows("so this CV is here already");
    assert_eq!((app.count("cvs").await, app.count("cv_uploads WHERE uploads = 1").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_that_replaces_an_earlier_one_retires_its_searches_and_one_click_brings_them_back() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &[("query_name", "Mine"), ("titles", "Baker"), ("locations", "Ulm")]).await;
    ada.paste("/cv", CV).await;
    app.drain().await;
    ada.paste_and("/cv", ANOTHER_CV, "replace").await;
    app.drain().await;
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id = 1").await, 0);
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id IS NULL").await, 1);
    ada.get("/searches").await.shows("Bring all of these back");
    let charged = app.charged();
    ada.post("/cv/1/restore", &[]).await.goes_to("/searches");
    app.drain().await;
    assert_eq!(app.count("user_search_queries WHERE is_active AND cv_id = 1").await, 6);
    assert_eq!(app.charged(), charged);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_with_nothing_in_it_shows_the_form_to_fill_in_the_rest() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", NO_PLACE).await.goes_to("/home");
    app.drain().await;
    ada.get("/home").await.shows("not enough for a search").shows("href=\"/cv/1\"");
    ada.get("/cv/1").await.shows("Fill in the rest").shows("name=\"locations\"").shows("From your CV");
    assert_eq!((app.count("fetches").await, app.charged()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_beside_is_loaded_by_one_button() {
    let app = TestApp::with([("JOBFILL_AUTO_TITLES", "1"), ("JOBFILL_AUTO_PLACES", "1")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", CV).await;
    app.drain().await;
    assert_eq!(app.count("user_search_queries").await, 1);
    let page = ada.get("/cv/1").await;
    page.shows("Load this too").shows("credits");
    let beside = i64::try_from(page.body.matches("Load this too").count()).unwrap();
    let offer = [("title", "Data Scientist"), ("place", "Hamburg")];
    ada.post("/cv/1/load", &offer).await.goes_to("/cv/1");
    ada.post("/cv/1/load", &offer).await.goes_to("/cv/1");
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 2);
    ada.post("/cv/1/load", &[("title", "Astronaut"), ("place", "Moon")]).await.goes_to("/cv/1");
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 2);
    ada.post("/cv/1/load", &[]).await.goes_to("/cv/1");
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 1 + beside);
    app.drain().await;
    ada.get("/cv/1").await.hides("Load this too");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_person_decides_first_nothing_is_loaded_by_itself() {
    let app = TestApp::with([("JOBFILL_AUTO_TITLES", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", CV).await.goes_to("/cv/1");
    app.drain().await;
    assert_eq!((app.count("user_search_queries").await, app.charged()), (0, 0));
    ada.get("/cv/1").await.shows("Nothing of this CV is loaded yet").shows("Load this too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_was_guessed_is_applied_by_one_button() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", CV).await;
    app.drain().await;
    ada.get("/cv/1").await.shows("Show only such jobs");
    let fetches = app.count("fetches WHERE request_id IN (SELECT id FROM requests WHERE source = 'jsearch')").await;
    ada.post("/cv/1/filter", &[("filter", "Senior")]).await.goes_to("/cv/1");
    app.drain().await;
    assert_eq!(app.count("user_search_queries WHERE is_active AND ai_seniority = 'Senior'").await, 6);
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 6);
    let again = app.count("fetches WHERE request_id IN (SELECT id FROM requests WHERE source = 'jsearch')").await;
    assert_eq!(again, fetches, "JSearch knows no seniority, so nothing of it is bought again");
    ada.post("/cv/1/filter", &[("filter", "Boss")]).await.is(404);
}
