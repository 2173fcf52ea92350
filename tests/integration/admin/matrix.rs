//! The matrix of combinations by days: what became of each day, and the fetch behind it.

use super::{admin, two_people};
use crate::support::app::{TestApp, list};
use chrono::TimeDelta;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};

/// The outcomes of a combination at a source, from the file.
async fn outcomes(app: &TestApp, id: i32, source: &str, query: &str) -> Vec<String> {
    let file = admin_of(app).await.get(&format!("/admin/matrix.csv?{query}")).await;
    let lines = file.is(200).body.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let own = lines.filter(|cells| cells[0] == id.to_string() && cells.iter().any(|cell| cell == source));
    own.flat_map(|cells| cells.into_iter().skip_while(|cell| *cell != source).skip(1).collect::<Vec<_>>()).collect()
}

async fn admin_of(app: &TestApp) -> crate::support::browser::Visitor {
    let number = app.count("users").await;
    super::admin_called(app, &format!("admin{number}@example.com")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_was_bought_is_seen_as_bought_and_leads_to_its_fetch() {
    let app = two_people().await;
    let page = admin(&app).await.get("/admin/matrix").await;
    page.is(200).shows("aria-label=\"bought\"").shows("/admin/fetches/1\"").shows("What the signs mean");
    // Fourteen days, five combinations, two sources.
    assert_eq!(page.body.matches("<td class=\"day ").count(), 14 * 5 * 2);
    let days = outcomes(&app, 1, "jsearch", "").await;
    assert_eq!(days.len(), 14);
    assert!(days[..12].iter().all(|day| day == "bought"), "{days:?}");
    assert_eq!(days[13], "coming", "the noon of today is still to come");
    assert_eq!(outcomes(&app, 1, "jsearch", "days=30").await.len(), 30);
    // Active Jobs DB reaches back a week only: what was before nobody asked for.
    let days = outcomes(&app, 1, "active_jobs", "").await;
    assert_eq!((&*days[0], &*days[10]), ("resting", "in_list"), "{days:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_failed_one_that_is_missing_and_one_that_nobody_wants_are_told_apart() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch));
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
    let days = outcomes(&app, 1, "jsearch", "").await;
    assert!(days[..12].iter().all(|day| day == "failed"), "{days:?}");
    app.execute("UPDATE fetches SET state = 'cancelled' WHERE state = 'failed'").await;
    app.pass(TimeDelta::days(1));
    let days = outcomes(&app, 1, "jsearch", "").await;
    assert_eq!((&*days[0], &*days[12], &*days[13]), ("missing", "coming", "coming"), "{days:?}");
    app.execute("UPDATE backfill_tracking SET paused_at = '2026-11-23'").await;
    assert!(outcomes(&app, 1, "jsearch", "").await.iter().all(|day| day == "resting"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_filters_hold_for_the_matrix_and_its_file() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/matrix?source=jsearch&place=ham&days=30").await;
    assert_eq!(page.is(200).body.matches("<td class=\"day ").count(), 30 * 2);
    page.shows("/admin/matrix.csv?place=ham&#38;source=jsearch&#38;days=30");
    admin.get("/admin/matrix?place=nowhere").await.is(200).shows("Nothing fits all of that");
    let file = admin.get("/admin/matrix.csv?source=jsearch&place=ham").await;
    assert_eq!(file.is(200).body.lines().count(), 1 + 2);
}
