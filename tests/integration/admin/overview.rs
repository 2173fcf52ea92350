//! The overview at one glance: what needs somebody first, one large figure, and each figure leads to its rows.

use super::{admin, two_people};
use crate::support::app::TestApp;
use jobfill::models::source_state::{SourceState, StopCode};
use jobfill::sources::Source;

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_leads_to_its_rows() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin").await;
    let new_jobs = "SELECT sum(new_jobs)::int8 AS number FROM fetches";
    let new_jobs = jobfill::web::text::number(crate::support::books::number(&app, new_jobs).await);
    page.is(200).shows(&format!("<a href=\"/admin/fetches?ended=2026-11-23\"><strong>{new_jobs}</strong>"));
    page.shows("<a href=\"/admin/users\">2</a>").shows("of 3 accounts");
    let spent = jobfill::web::text::number(app.charged().cast_signed());
    page.shows(&format!("<a href=\"/admin/ledger?from=2026-11-23&#38;to=2026-11-23\">{spent}</a>"));
    page.shows("JSearch requests").shows("Active Jobs DB jobs").shows("would be an even pace by tonight");
    page.shows("<a href=\"/admin/tracking?state=loaded\">5</a>")
        .shows("of 5 loaded")
        .shows("1 wish of this month needed no purchase");
    page.hides("class=\"needs\"").shows("Nothing needs you");
    for link in page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let path = link.split('#').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        if path.starts_with("/admin") {
            admin.get(&path).await.is(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_somebody_comes_before_every_figure() {
    let app = TestApp::start().await;
    let why = "the provider has counted more";
    SourceState::stop(&mut *app.conn().await, Source::JSearch, StopCode::Drift, why, app.clock.now()).await.unwrap();
    let page = admin(&app).await.get("/admin").await;
    let place = |text: &str| page.is(200).body.find(text).expect(text);
    assert!(place("class=\"needs\"") < place("class=\"figure\""));
    page.hides("Nothing needs you").shows("<strong>0</strong>");
}
