//! Who runs this, at the foot of every page; what is kept, on `/privacy`; what this is, on the front page.

use crate::admin::admin;
use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use actix_web::http::Method;
use jobfill::web;

const OPERATOR: [(&str, &str); 5] = [
    ("JOBFILL_OPERATOR", "Universität <Beispiel>"),
    ("JOBFILL_CONTACT", "help@example.org"),
    ("JOBFILL_IMPRINT_URL", "https://example.org/imprint"),
    ("JOBFILL_PRIVACY_URL", "https://example.org/privacy"),
    ("JOBFILL_ACCESSIBILITY_URL", "https://example.org/accessibility"),
];

/// Fails where a page does not say who runs it.
#[track_caller]
fn is_signed(path: &str, page: &str) {
    let foot = page.split("<footer>").nth(1).unwrap_or_else(|| panic!("{path} has no foot: {page}"));
    for part in [
        "Run by Universität &#60;Beispiel&#62;.",
        "href=\"mailto:help@example.org\"",
        "href=\"https://example.org/imprint\"",
        "href=\"https://example.org/privacy\"",
        "href=\"https://example.org/accessibility\"",
        "href=\"/privacy\"",
    ] {
        assert!(foot.contains(part), "{path} lacks {part}: {foot}");
    }
}

/// Every page of the router as somebody gets it; files and streams are no pages.
async fn pages(visitor: &Visitor) -> Vec<(String, String)> {
    let ways = web::endpoints().into_iter().filter(|way| way.method == Method::GET && way.path != "/events");
    let mut pages = Vec::new();
    for way in ways {
        let path = way.path.replace("{id}", "1").replace("{token}", "none");
        let body = visitor.raw(&path).await.text().await.unwrap_or_default();
        if body.starts_with("<!doctype html>") {
            pages.push((path, body));
        }
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_who_runs_this() {
    let app = TestApp::with(OPERATOR).await;
    let person = app.person("ada@example.com").await;
    app.wants(&person, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let (stranger, admin) = (app.visitor(), admin(&app).await);
    let (outside, inside) = (pages(&stranger).await, pages(&admin).await);
    assert!(outside.len() >= 5 && inside.len() >= 25, "{} and {}", outside.len(), inside.len());
    for (path, page) in outside.iter().chain(&inside) {
        is_signed(path, page);
    }
    for wrong in [
        stranger.get("/nowhere").await,
        stranger.post("/login", &[("email", "ada@example.com"), ("password", "wrong")]).await,
        stranger.post_from_elsewhere("/login", &[]).await,
        stranger.post("/home", &[]).await,
        admin.get("/admin/nowhere").await,
    ] {
        is_signed(wrong.status.as_str(), &wrong.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_operator_the_foot_names_none_and_a_sandbox_needs_none() {
    let app = TestApp::start().await;
    app.visitor().get("/login").await.shows("href=\"/privacy\"").hides("Run by").hides("Imprint");
    let admin = admin(&app).await;
    admin.get("/admin").await.hides("about who runs this");
    app.execute("UPDATE installation SET mode = 'live'").await;
    admin.get("/admin").await.shows("about who runs this").shows("JOBFILL_IMPRINT_URL, JOBFILL_PRIVACY_URL");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_installation_that_says_who_runs_it_needs_nobody() {
    let app = TestApp::with(OPERATOR).await;
    app.execute("UPDATE installation SET mode = 'live'").await;
    admin(&app).await.get("/admin").await.hides("about who runs this");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_said_by_the_settings() {
    let usual = TestApp::start().await;
    let page = usual.visitor().get("/privacy").await;
    page.is(200).shows("90 days after it was read").shows("180 days after a source last showed them");
    page.shows("400 days after they ended").shows("48 hours after you were last here, 14 days at most");
    page.shows("No model reads your CV").shows("nobody signs in for 365 days").shows("It is not stated here who runs");
    page.hides("What was sent of it to Claude");
    let other = TestApp::with([
        ("JOBFILL_CV_DAYS", "1"),
        ("JOBFILL_JOB_DAYS", "0"),
        ("JOBFILL_ATTEMPT_DAYS", "500"),
        ("JOBFILL_PERSON_DAYS", "0"),
        ("ANTHROPIC_API_KEY", "a-key"),
        ("ANTHROPIC_COUNTRY", "Ireland"),
    ])
    .await;
    let page = other.visitor().get("/privacy").await;
    page.shows("1 day after it was read").hides("after a source last showed them").shows("500 days after they ended");
    page.shows("none goes by itself").shows("in Ireland").shows("What was sent of it to Claude");
    other.german().get("/privacy").await.shows("1 Tag, nachdem er gelesen wurde").shows("in Ireland");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_privacy_leads_to_whoever_answers_for_it_and_to_what_a_person_can_do() {
    let app = TestApp::with(OPERATOR).await;
    let page = app.visitor().get("/privacy").await;
    page.shows("Universität &#60;Beispiel&#62; runs this site")
        .shows("href=\"mailto:help@example.org\">help@example.org");
    for link in ["/account", "/cv", "/searches", "https://example.org/privacy"] {
        page.shows(&format!("href=\"{link}\""));
    }
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    ada.get("/cv").await.shows("<a href=\"/privacy\">What is kept, why and how long</a>");
    ada.get("/account").await.shows("href=\"/privacy\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_says_what_this_is_to_whoever_is_not_signed_in() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.get("/").await.is(200).shows("Jobs that fit your CV").shows("href=\"/signup\"").shows("href=\"/login\"");
    ada.sign_up("ada@example.com").await.is(303);
    ada.get("/").await.goes_to("/home");
    let closed = TestApp::with([("JOBFILL_SIGNUP", "closed")]).await;
    closed.visitor().get("/").await.is(200).hides("href=\"/signup\"").shows("href=\"/login\"");
}
