//! The chart of the quota's page in a browser: switched in place with JavaScript, by its form without, and gone through
//! with keys.

use super::two_people;
use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use jobfill::sources::Source;

/// Everything that a column of today says, of one source.
fn today(app: &TestApp, source: Source) -> String {
    let account = app.account(source);
    let credits = if source == Source::JSearch { account.requests } else { account.jobs };
    let credits = jobfill::web::text::number(credits.cast_signed());
    format!("aria-label=\"23 Nov: {credits} (sign-up {credits})\"")
}

async fn open_quota(app: &TestApp, has_javascript: bool) -> Chromium {
    let admin = super::admin(app).await;
    admin.get("/admin").await.is(200);
    let browser = Chromium::start(has_javascript).await;
    browser.sign_in(&app.url, "root@example.com").await;
    browser.open(&format!("{}/admin/quota", app.url)).await;
    browser.find("#daily .column").await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_switches_its_series_in_place() {
    let app = two_people().await;
    let browser = open_quota(&app, true).await;
    browser.click("#chart input[value=active_jobs]").await;
    browser.sees(&today(&app, Source::JSearch)).await;
    browser.find("#chart input[value=active_jobs]:focus").await;
    browser.click("#chart input[value=active_jobs]").await;
    browser.click("#chart input[value=jsearch]").await;
    browser.sees(&today(&app, Source::ActiveJobs)).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_form_does_the_same() {
    let app = two_people().await;
    let browser = open_quota(&app, false).await;
    browser.click("#chart input[value=active_jobs]").await;
    browser.click("#chart button").await;
    browser.sees(&today(&app, Source::JSearch)).await;
    browser.find("#chart input[value=active_jobs]:not(:checked)").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_go_from_column_to_column() {
    let app = two_people().await;
    let browser = open_quota(&app, true).await;
    browser.type_into("#daily .column:last-of-type", "").await;
    browser.press_named("ArrowLeft").await;
    browser.find("#daily .column:nth-last-of-type(2):focus").await;
    browser.press_named("End").await;
    browser.find("#daily .column:last-of-type:focus").await;
    browser.close().await;
}
