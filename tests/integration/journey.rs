//! From sign-up through an upload to a visible job, in a real browser.

use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use jobfill::worker::Pool;
use std::path::{Path, PathBuf};

fn cv() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cv/data-scientist.pdf")
}

async fn from_sign_up_to_a_job(has_javascript: bool) {
    let app = TestApp::start().await;
    let pool = Pool::start(app.app.clone());
    let browser = Chromium::start(has_javascript).await;
    let name = |page: &str| format!("{page}{}", if has_javascript { "" } else { "-without-javascript" });

    browser.open(&format!("{}/signup", app.url)).await;
    browser.type_into("input[name=email]", "ada@example.com").await;
    browser.type_into("input[name=password]", "correct horse battery").await;
    browser.pictures(&name("signup")).await;
    browser.click("main form button").await;

    browser.find("nav[aria-label=Account] form").await;
    browser.open(&format!("{}/cv", app.url)).await;
    browser.choose_file("input[name=file]", &cv()).await;
    browser.pictures(&name("cv")).await;
    browser.click("main form button").await;

    browser.sees("Data Scientist").await;
    browser.open(&format!("{}/home", app.url)).await;
    browser.sees("See the jobs").await;
    browser.pictures(&name("home")).await;

    browser.open(&format!("{}/searches", app.url)).await;
    browser.pictures(&name("searches")).await;

    browser.open(&format!("{}/jobs", app.url)).await;
    browser.find("main a[href^='/jobs/']").await;
    browser.pictures(&name("jobs")).await;
    browser.click("main a[href^='/jobs/']").await;
    browser.find("main h1").await;
    browser.pictures(&name("job")).await;

    browser.close().await;
    pool.stop(&app).await;
    assert!(app.charged() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_from_sign_up_to_a_job() {
    from_sign_up_to_a_job(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_without_javascript_gets_there_too() {
    from_sign_up_to_a_job(false).await;
}
