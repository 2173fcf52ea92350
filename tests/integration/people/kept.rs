//! A session that ends while somebody types loses nothing, and says that nothing was done.

use super::{PASSWORD, sign_in, signed_up};
use crate::support::app::TestApp;
use chrono::TimeDelta;

const LIST: [(&str, &str); 4] =
    [("query_name", "Evening"), ("titles", "Head Cook\r\nBaker"), ("locations", "Ulm"), ("ai_seniority", "Senior")];

const TEXT: &str = "Registered Nurse in Munich, ten years of night shifts and wound care";

async fn signs_in(visitor: &crate::support::browser::Visitor, email: &str, next: &str) {
    visitor.post("/login", &[("email", email), ("password", PASSWORD), ("next", next)]).await.goes_to(next);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_was_sent_after_the_session_ended_stands_in_the_form_again() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    app.pass(TimeDelta::hours(49));
    ada.post("/searches", &LIST).await.goes_to("/login?next=%2Fsearches%23list");
    ada.get("/login?next=%2Fsearches%23list").await.shows("nothing was saved").shows("stands in the form again");
    assert_eq!(app.count("user_search_queries").await, 0);
    signs_in(&ada, "ada@example.com", "/searches#list").await;
    let page = ada.get("/searches").await;
    page.shows("It is not saved yet").shows("value=\"Evening\"").shows("Head Cook\r\nBaker");
    page.shows("<option value=\"Senior\" selected>");
    ada.post("/searches", &LIST).await.goes_to("/home");
    ada.get("/searches").await.hides("It is not saved yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_typed_is_shown_to_nobody_else_who_signs_in_there() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    app.pass(TimeDelta::hours(49));
    ada.post("/searches", &LIST).await.goes_to("/login?next=%2Fsearches%23list");
    signs_in(&ada, "bob@example.com", "/searches#list").await;
    ada.get("/searches").await.is(200).hides("Evening").hides("Head Cook");
    let elsewhere = app.visitor();
    sign_in(&elsewhere, "ada@example.com", PASSWORD).await.goes_to("/home");
    elsewhere.get("/searches").await.is(200).hides("Head Cook");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_is_forgotten_after_a_day() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    app.pass(TimeDelta::hours(49));
    ada.post("/searches", &LIST).await.goes_to("/login?next=%2Fsearches%23list");
    app.pass(TimeDelta::hours(25));
    signs_in(&ada, "ada@example.com", "/searches#list").await;
    ada.get("/searches").await.is(200).hides("Head Cook");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_cv_stands_in_its_field_again_and_of_a_file_it_is_said_that_it_does_not() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    app.pass(TimeDelta::hours(49));
    ada.upload("/cv", "cv.txt", TEXT.into()).await.goes_to("/login?next=%2Fcv");
    ada.get("/login").await.shows("choose the file again");
    ada.paste("/cv", TEXT).await.goes_to("/login?next=%2Fcv");
    ada.get("/login").await.shows("stands in its field again");
    signs_in(&ada, "ada@example.com", "/cv").await;
    ada.get("/cv").await.shows(TEXT).shows("It was not taken in");
    assert_eq!(app.count("cvs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_form_says_that_nothing_was_done_and_leads_back_to_its_page() {
    let app = TestApp::start().await;
    let nobody = app.visitor();
    for (form, page) in
        [("/searches/pause", "%2Fsearches"), ("/account/delete", "%2Faccount"), ("/jobs/7/save", "%2Fjobs%2F7")]
    {
        nobody.post(form, &[]).await.goes_to(&format!("/login?next={page}"));
        nobody.get("/login").await.shows("nothing was done");
    }
    nobody.post("/searches", &LIST).await.goes_to("/login?next=%2Fsearches%23list");
    nobody.get("/login").await.shows("nothing was done");
    nobody.post_from_elsewhere("/searches", &LIST).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_comes_back_where_the_eye_is() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/searches").await.shows("formaction=\"/searches#price\"");
    let asked = [LIST.as_slice(), &[("step", "preview")]].concat();
    ada.post("/searches", &asked).await.is(200).shows("id=\"price\" tabindex=\"-1\"");
}
