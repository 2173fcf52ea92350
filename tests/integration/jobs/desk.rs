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
    browser.find("#beside button.on[formaction$=unsave]:focus").await;
    browser.find(&format!("#job-{second} button.on[formaction$=unsave]")).await;
    // Escape takes away what was said, and then the posting.
    browser.press_named("Escape").await;
    browser.loses("#toast p").await;
    browser.press_named("Escape").await;
    browser.find("#beside[hidden]").await;
    browser.find(&format!("#job-{second} h2 a:focus")).await;
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.click("#beside > p button").await;
    browser.find("#beside[hidden]").await;
    // A window that grows narrow has no room for it.
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.find(&format!("#job-{second}[aria-current]")).await;
    browser.set_size(800, 900).await;
    browser.find("#beside[hidden]").await;
    browser.loses(".desk.split").await;
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

#[tokio::test(flavor = "multi_thread")]
async fn an_application_has_its_own_fields_on_the_list_and_beside_it() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let second = job_id(&app, "Cook number 2").await;
    ada.visitor.post(&format!("/jobs/{second}/apply"), &[]).await.is(303);
    let browser = opened(&app, true).await;
    browser.open(&format!("{}/jobs?list=applied", app.url)).await;
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.find(&format!("#beside #note-{second}")).await;
    browser.find(&format!("#job-{second} #row-note-{second}")).await;
    browser.type_into(&format!("#beside #note-{second}"), "rang them up").await;
    browser.click("#beside .apply-note button").await;
    browser.sees("Cook number 2: day and note are kept.").await;
    browser.sees("rang them up").await;
    browser.find("#beside .apply-note button:focus").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_fast_is_done_one_after_the_other() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let browser = opened(&app, true).await;
    let [first, second, third] = [1, 2, 3].map(|number| format!("Cook number {number}"));
    let (first, second, third) = (job_id(&app, &first).await, job_id(&app, &second).await, job_id(&app, &third).await);
    for job in [first, second] {
        browser.focus(&format!("#job-{job} button[formaction$=hide]")).await;
        browser.press("h").await;
    }
    browser.find(&format!("#toast form[action=\"/jobs/{second}/unhide\"]")).await;
    browser.sees("Cook number 2: hidden").await;
    browser.loses(&format!("#job-{first}")).await;
    // The keys go on with the next row, and a key that is held marks nothing more.
    browser.find(&format!("#job-{third} h2 a:focus")).await;
    browser.hold("h").await;
    browser.loses(&format!("#job-{third}")).await;
    browser.press("s").await;
    browser.find("#jobs .job:first-child button.on[formaction$=unsave]").await;
    let mut hidden = ada.sees("/jobs?list=hidden").await;
    hidden.sort_unstable();
    assert_eq!(hidden, ["Cook number 1", "Cook number 2", "Cook number 3"]);
    // An undone save leads back to its row.
    browser.click("#toast [data-undo]").await;
    browser.find("#jobs .job:first-child h2 a:focus").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_row_that_is_hidden_can_be_brought_back() {
    let app = TestApp::start().await;
    let ada = somebody(&app).await;
    let browser = opened(&app, true).await;
    let last = job_id(&app, "Cook number 12").await;
    browser.open(&format!("{}/jobs?q=12&order=newest", app.url)).await;
    browser.click(&format!("#job-{last} button[formaction$=hide]")).await;
    browser.sees("1 job was hidden by you").await;
    browser.sees("Cook number 12: hidden").await;
    browser.find("#toast [data-undo]:focus").await;
    browser.pictures("jobs-toast-last").await;
    browser.click("#toast [data-undo]").await;
    browser.find(&format!("#jobs #job-{last} h2 a:focus")).await;
    assert!(ada.sees("/jobs?list=hidden").await.is_empty());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_leads_on_to_a_filter_with_and_without_javascript() {
    let app = TestApp::start().await;
    somebody(&app).await;
    for has_javascript in [true, false] {
        let browser = opened(&app, has_javascript).await;
        let (first, second) = (job_id(&app, "Cook number 1").await, job_id(&app, "Cook number 2").await);
        browser.click(&format!("#job-{first} button[formaction$=hide]")).await;
        browser.click("#toast .why button[value=too_far]").await;
        browser.find("#toast a[data-follow][href*=\"location=Berlin\"]").await;
        browser.click("#toast [data-undo]").await;
        browser.find(&format!("#job-{first}")).await;
        browser.click(&format!("#job-{second} button[formaction$=hide]")).await;
        browser.click("#toast .why button[value=pay]").await;
        browser.type_into("#toast input[name=pay]", "45000").await;
        browser.click("#toast form[method=get] button").await;
        browser.find("#pay[value=\"45000\"]").await;
        browser.find("input[name=q][value=cook]").await;
        browser.close().await;
        app.execute("UPDATE user_jobs SET hidden_at = NULL, hidden_why = NULL").await;
    }
    let browser = opened(&app, true).await;
    let first = job_id(&app, "Cook number 1").await;
    browser.click(&format!("#job-{first} button[formaction$=hide]")).await;
    browser.click("#toast .why button[value=employer]").await;
    browser.find("#toast button[data-follow]:focus").await;
    browser.click("#toast button[data-follow]").await;
    browser.sees("Jobs of Acme GmbH are left out of your lists from now on.").await;
    browser.loses("#jobs .job").await;
    browser.sees("11 jobs are of employers that you leave out").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_jobs_arrive_the_focus_and_the_posting_stay() {
    let app = TestApp::start().await;
    somebody(&app).await;
    let browser = opened(&app, true).await;
    let second = job_id(&app, "Cook number 2").await;
    browser.find("#results[data-live=on]").await;
    browser.click(&format!("#job-{second} h2 a")).await;
    browser.find("#beside article.job-page").await;
    browser.focus(&format!("#job-{second} button[formaction$=hide]")).await;
    app.drain().await;
    browser.find("#results[data-live=off]").await;
    browser.find(&format!("#job-{second} button[formaction$=hide]:focus")).await;
    browser.find(&format!("#job-{second}[aria-current]")).await;
    browser.find("#beside article.job-page").await;
    browser.close().await;
}
