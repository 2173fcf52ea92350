//! Acts on money and people ask again who somebody is, and go on with what was sent.

use super::{PASSWORD, signed_up};
use crate::admin::{REASON, admin};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::chromium::Chromium;
use crate::support::device::Device;
use chrono::TimeDelta;

const ASKED: &str = "name=\"proof_password\"";

/// A reason that a page has to escape.
const ODD: (&str, &str) = ("reason", "\"quoted\" & 'said' ünter");

/// The hidden fields of the question, as a browser sends them back.
fn carried(page: &Answer) -> Vec<(String, String)> {
    let value = |part: &str, name: &str| {
        let value = part.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
    };
    page.body.split("<input type=\"hidden\"").skip(1).map(|part| (value(part, "name"), value(part, "value"))).collect()
}

async fn answers(visitor: &Visitor, path: &str, question: &Answer, proof: &[(&str, &str)]) -> Answer {
    let carried = carried(question);
    let mut form: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.extend(proof);
    visitor.post(path, &form).await
}

/// An admin whose password was given a while ago, and Ada.
async fn later() -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    let root = admin(&app).await;
    app.pass(TimeDelta::minutes(16));
    (app, root)
}

const LIMITS: &str = "/admin/users/1/limits";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_goes_on_once_the_password_was_given() {
    let (app, root) = later().await;
    let form = [("credits", "77"), ("combinations", "7"), ODD];
    let question = root.post(LIMITS, &form).await;
    question.is(403).shows(ASKED).shows("Is it still you?").hides("proof_code");
    assert_eq!(app.count("users WHERE own_credits = 77").await, 0, "it was done without asking");
    let sent: Vec<_> = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(carried(&question), sent);

    let refused = answers(&root, LIMITS, &question, &[("proof_password", "wrong")]).await;
    refused.is(422).shows("This is not your password").hides("value=\"wrong\"");
    assert_eq!(carried(&refused), sent);
    answers(&root, LIMITS, &refused, &[("proof_password", PASSWORD)]).await.goes_to("/admin/users/1");
    assert_eq!(app.count("users WHERE own_credits = 77 AND own_combinations = 7").await, 1);
    root.get("/admin/audit").await.shows("ünter");

    // For a quarter of an hour nothing is asked.
    app.pass(TimeDelta::minutes(14));
    root.post(LIMITS, &[("credits", ""), REASON]).await.goes_to("/admin/users/1");
    app.pass(TimeDelta::minutes(2));
    root.post(LIMITS, &[("credits", ""), REASON]).await.is(403).shows(ASKED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_answer_begins_a_new_session_so_that_a_copy_of_the_cookie_gains_nothing() {
    let (app, root) = later().await;
    let session = "SELECT encode(token_hash, 'hex') AS text FROM sessions WHERE user_id = 2";
    let before = books::texts(&app, session).await;
    let question = root.post(LIMITS, &[("credits", "7"), REASON]).await;
    answers(&root, LIMITS, &question, &[("proof_password", "wrong")]).await.is(422);
    assert_eq!(books::texts(&app, session).await, before);
    answers(&root, LIMITS, &question, &[("proof_password", PASSWORD)]).await.goes_to("/admin/users/1");
    let after = books::texts(&app, session).await;
    assert!(after.len() == 1 && after != before, "{before:?}, {after:?}");
    root.get("/admin").await.is(200);
    // Nor does a fresh session open the own account's door: that takes the code where one is asked for.
    for act in ["link", "code/off", "disable"] {
        root.post(&format!("/admin/users/2/{act}"), &[REASON]).await.is(400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stops_spending_asks_for_nothing_and_what_lets_it_go_on_does() {
    let (_app, root) = later().await;
    root.post("/admin/spending/stop", &[REASON]).await.goes_to("/admin");
    let question = root.post("/admin/spending/resume", &[REASON]).await;
    question.is(403).shows(ASKED).shows("href=\"/admin\"");
    answers(&root, "/admin/spending/resume", &question, &[("proof_password", PASSWORD)]).await.goes_to("/admin");
    root.get("/admin").await.hides("All spending is stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_with_a_code_is_asked_for_one_here_too() {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    let root = admin(&app).await;
    root.post("/account/code/begin", &[("password", PASSWORD)]).await.is(303);
    let device = Device::scans(&root.get("/account/code").await);
    root.post("/account/code/confirm", &[("code", &device.code(&app))]).await.is(200);
    app.pass(TimeDelta::minutes(16));
    let question = root.post(LIMITS, &[("credits", "9"), REASON]).await;
    question.is(403).shows(ASKED).shows("name=\"proof_code\"");
    let right = ("proof_password", PASSWORD);
    answers(&root, LIMITS, &question, &[right]).await.is(422).shows("used already");
    answers(&root, LIMITS, &question, &[right, ("proof_code", "000000")]).await.is(422);
    let code = device.code(&app);
    answers(&root, LIMITS, &question, &[right, ("proof_code", &code)]).await.goes_to("/admin/users/1");
    assert_eq!(app.count("users WHERE own_credits = 9").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_comes_from_our_own_pages_and_guesses_are_slowed() {
    let (app, root) = later().await;
    let form = [("credits", "9"), REASON, ("proof_password", PASSWORD)];
    root.post_from_elsewhere(LIMITS, &form).await.is(403).shows("sent from another site");
    for _ in 0..6 {
        root.post(LIMITS, &[("credits", "9"), REASON, ("proof_password", "guess")]).await.is(422);
    }
    root.post(LIMITS, &form).await.is(429).shows("Too many wrong tries").shows(ASKED);
    assert_eq!(app.count("users WHERE own_credits = 9").await, 0);
    // Whoever may do nothing is asked nothing.
    let ada = app.visitor();
    ada.sign_in("ada@example.com").await.is(303);
    ada.post(LIMITS, &form).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_a_fault_is_refused_as_ever_after_the_answer() {
    let (_app, root) = later().await;
    let question = root.post(LIMITS, &[("credits", "many"), REASON]).await;
    let page = answers(&root, LIMITS, &question, &[("proof_password", PASSWORD)]).await;
    page.is(422).shows("A whole number from 0 to").shows("value=\"many\"").hides(PASSWORD);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_asked_and_goes_on_with_and_without_javascript() {
    for has_javascript in [true, false] {
        let app = TestApp::start().await;
        signed_up(&app, "ada@example.com").await;
        admin(&app).await;
        let browser = Chromium::start(has_javascript).await;
        browser.sign_in(&app.url, "root@example.com").await;
        app.pass(TimeDelta::minutes(16));
        browser.open(&format!("{}/admin/users/1", app.url)).await;
        browser.type_into("#credits", "321").await;
        browser.type_into("#limits-reason", "a course begins").await;
        browser.click("form[action$=limits] button").await;
        browser.sees("Is it still you?").await;
        browser.type_into("input[name=proof_password]", PASSWORD).await;
        browser.click("main form button").await;
        browser.sees("are saved").await;
        assert_eq!(app.count("users WHERE own_credits = 321").await, 1);
        browser.close().await;
    }
}
