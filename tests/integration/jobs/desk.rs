//! The list in a real browser: in sight on a telephone, marks in place, the posting beside the list, keys.

use super::{Person, job_id, posting};
use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use chrono::TimeDelta;
use jobfill::sources::{Posting, Source};

async fn somebody(app: &TestApp) -> Person {
    let ada = Person::cook(app, "ada@example.com").await;
    let make = |number: i64| {
        let job =
            posting(&number.to_string(), &format!("Cook number {number}"), app.clock.now() - TimeDelta::hours(number));
        Posting { description: Some(format!("What there is to do in kitchen {number}.")), ..job }
    };
    ada.is_brought(app, Source::JSearch, &(1..=12).map(make).collect::<Vec<_>>()).await;
    ada
}

async fn opened(app: &TestApp, has_javascript: bool) -> Chromium {
    let browser = Chromium::start(has_javascript).await;
    browser.sign_in(&app.url, "ada@example.com").await;
    browser.open(&format!("{}/jobs?q=cook&order=newest", app.url)).await;
    browser.find("#jobs .job").await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_telephone_the_first_job_stands_in_the_upper_half() {
    let app = TestApp::start().await;
    somebody(&app).await;
    app.drain().await;
    let browser = opened(&app, true).await;
    browser.set_size(360, 740).await;
    let top = browser.top_of("#jobs .job").await;
    println!("the first job stands at {top} of 740 pixels");
    assert!(top < 370.0, "{top}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_are_made_and_taken_back_in_place() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let browser = opened(&app, true).await;
    let (first, second) = (job_id(&app, "Cook number 1").await, job_id(&app, "Cook number 2").await);
    browser.click(&format!("#job-{first} button[formaction$=save]")).await;
    browser.find(&format!("#job-{first} button.on[formaction$=unsave]:focus")).await;
    browser.sees("Cook number 1: saved.").await;
    browser.click(&format!("#job-{second} button[formaction$=hide]")).await;
    browser.loses(&format!("#job-{second}")).await;
    browser.find("#toast .why button[value=too_far]").await;
    assert_eq!(ada.sees("/jobs?list=hidden").await, ["Cook number 2"]);
    browser.pictures("jobs-toast").await;
    browser.click("#toast [data-undo]").await;
    browser.find(&format!("#job-{first} + #job-{second}")).await;
    assert!(ada.sees("/jobs?list=hidden").await.is_empty());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_wide_screen_a_job_opens_beside_the_list() {
    let app = TestApp::start().await;
    somebody(&app).await;
    let browser = opened(&app, true).await;
    let second = job_id(&app, "Cook number 2").await;
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.find("#beside article.job-page").await;
    browser.sees("What there is to do in kitchen 2.").await;
    browser.find(&format!("#job-{second}[aria-current]")).await;
    browser.upper_part("jobs-beside", 900).await;
    browser.click("#beside button[formaction$=save]").await;
    browser.find("#beside button.on[formaction$=unsave]").await;
    browser.find(&format!("#job-{second} button.on[formaction$=unsave]")).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_go_through_the_list_and_can_be_switched_off() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let browser = opened(&app, true).await;
    let (first, second) = (job_id(&app, "Cook number 1").await, job_id(&app, "Cook number 2").await);
    browser.press("j").await;
    browser.find(&format!("#job-{first} a:focus")).await;
    browser.press("j").await;
    browser.find(&format!("#job-{second} a:focus")).await;
    browser.press("s").await;
    browser.find(&format!("#job-{second} button.on[formaction$=unsave]")).await;
    browser.press("h").await;
    browser.loses(&format!("#job-{second}")).await;
    assert_eq!(ada.sees("/jobs?list=hidden").await, ["Cook number 2"]);
    browser.press("?").await;
    browser.find("#keys[open]").await;
    browser.click("#keys-on").await;
    browser.click(&format!("#job-{first} .note")).await;
    browser.press("?").await;
    browser.press("j").await;
    browser.find("#keys[open]").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_buttons_lead_back_to_the_same_place() {
    let app = TestApp::start().await;
    somebody(&app).await;
    let browser = opened(&app, false).await;
    browser.set_size(360, 740).await;
    let (first, second) = (job_id(&app, "Cook number 1").await, job_id(&app, "Cook number 2").await);
    browser.click(&format!("#job-{first} button[formaction$=hide]")).await;
    browser.loses(&format!("#job-{first}")).await;
    browser.find(&format!("#job-{second}:target")).await;
    browser.find("input[name=q][value=cook]").await;
    browser.sees("Cook number 1: hidden").await;
    browser.click("#toast [data-undo]").await;
    browser.find(&format!("#job-{first}:target")).await;
    // The posting is a page of its own, and knows the way back.
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.sees("What there is to do in kitchen 2.").await;
    browser.click(".back a").await;
    browser.find(&format!("#job-{second}:target")).await;
    browser.find("input[name=q][value=cook]").await;
    browser.close().await;
}
