//! Undoing brings back what was there before: days, reasons and notes, on every copy.

use super::{Person, job_id, posting};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::Answer;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Int8, Text};
use jobfill::sources::{Posting, Source};

/// A cook's job from both sources: two copies of one.
async fn with_copies(app: &TestApp) -> (Person, i64, i64) {
    let ada = Person::cook(app, "ada@example.com").await;
    let cook = posting("1", "Cook", app.clock.now() - TimeDelta::hours(1));
    let copy = Posting { publisher: Some("Board".to_owned()), ..cook.clone() };
    ada.is_brought(app, Source::JSearch, &[cook, posting("2", "Baker", app.clock.now())]).await;
    ada.is_brought(app, Source::ActiveJobs, &[copy]).await;
    let first = books::number(app, "SELECT min(id) AS number FROM jobs WHERE title = 'Cook'").await;
    let last = books::number(app, "SELECT max(id) AS number FROM jobs WHERE title = 'Cook'").await;
    assert_ne!(first, last);
    (ada, first, last)
}

/// All that is marked, as text.
async fn marks(ada: &Person, app: &TestApp) -> Vec<(i64, String)> {
    use diesel_async::RunQueryDsl;
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Int8)]
        job_id: i64,
        #[diesel(sql_type = Text)]
        marks: String,
    }
    let rows: Vec<Row> = diesel::sql_query(format!(
        "SELECT job_id, concat_ws(' ', hidden_at, hidden_why, saved_at, applied_at, applied_on, note) AS marks
           FROM user_jobs WHERE user_id = {} AND num_nonnulls(hidden_at, saved_at, applied_at) > 0 ORDER BY job_id",
        ada.user.id
    ))
    .load(&mut *app.conn().await)
    .await
    .unwrap();
    rows.into_iter().map(|row| (row.job_id, row.marks)).collect()
}

/// Sends the form behind "Undo", as the page after an act shows it.
async fn undo(ada: &Person, answer: &Answer) {
    let page = ada.visitor.get(answer.is(303).location.as_deref().unwrap().split('#').next().unwrap()).await;
    let form = page.body.split("<form ").find(|part| part.contains("data-undo")).unwrap().to_owned();
    let value = |before: &str| {
        let value = form.split(before).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        value.replace("&#38;", "&").replace("&amp;", "&")
    };
    let fields = [("back", value("name=\"back\" value=\"")), ("was", value("name=\"was\" value=\""))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    ada.visitor.post(&value("action=\""), &fields).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_comes_back_with_its_day_and_note_on_every_copy() {
    let app = TestApp::start().await;
    let (ada, first, last) = with_copies(&app).await;
    ada.visitor.post(&format!("/jobs/{first}/apply"), &[]).await.is(303);
    app.execute(&format!(
        "INSERT INTO user_jobs (user_id, job_id, applied_at) VALUES ({}, {last}, '2026-11-20T08:00:00.000001Z')",
        ada.user.id
    ))
    .await;
    let note = [("applied_on", "2026-11-19"), ("note", "by post")];
    ada.visitor.post(&format!("/jobs/{last}/note"), &note).await.is(303);
    let before = marks(&ada, &app).await;
    assert!(before.len() == 2 && before.iter().all(|(_, marks)| marks.contains("2026-11-19 by post")), "{before:?}");
    app.pass(TimeDelta::hours(5));
    let taken_back = ada.visitor.post(&format!("/jobs/{first}/unapply"), &[("back", "/jobs?order=newest")]).await;
    assert_eq!(marks(&ada, &app).await, []);
    undo(&ada, &taken_back).await;
    assert_eq!(marks(&ada, &app).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_for_hiding_and_the_day_of_saving_come_back() {
    let app = TestApp::start().await;
    let (ada, first, _) = with_copies(&app).await;
    ada.visitor.post(&format!("/jobs/{first}/save"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/hide"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/why"), &[("why", "too_far")]).await.is(303);
    let before = marks(&ada, &app).await;
    app.pass(TimeDelta::hours(5));
    for act in ["unhide", "unsave"] {
        // On the list, and on the job's own page.
        for back in ["/jobs?list=saved&order=newest", ""] {
            let taken_back = ada.visitor.post(&format!("/jobs/{first}/{act}"), &[("back", back)]).await;
            assert_ne!(marks(&ada, &app).await, before);
            undo(&ada, &taken_back).await;
            assert_eq!(marks(&ada, &app).await, before, "{act}");
        }
    }
    // Pressed twice, the first day stays; and what was undone can be done again.
    ada.visitor.post(&format!("/jobs/{first}/save"), &[]).await.is(303);
    assert_eq!(marks(&ada, &app).await, before);
    let baker = job_id(&app, "Baker").await;
    let saved = ada.visitor.post(&format!("/jobs/{baker}/save"), &[("back", "/jobs?order=newest")]).await;
    undo(&ada, &saved).await;
    assert_eq!(marks(&ada, &app).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_copies_of_the_job_can_be_put_back() {
    let app = TestApp::start().await;
    let (ada, first, _) = with_copies(&app).await;
    let baker = job_id(&app, "Baker").await;
    let ago = (app.clock.now() - TimeDelta::days(2)).timestamp_micros();
    let odd = format!("{baker}:{ago}~{first}:{ago}~x~987654:{ago}~{first}:99999999999999999");
    ada.visitor.post(&format!("/jobs/{first}/save"), &[("was", &odd)]).await.is(303);
    let marks = marks(&ada, &app).await;
    assert!(marks.len() == 1 && marks[0].0 == first && marks[0].1.starts_with("2026-11-21"), "{marks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_never_lost_and_never_an_old_one() {
    let app = TestApp::start().await;
    let (ada, first, last) = with_copies(&app).await;
    let note = |text: &'static str| [("applied_on", "2026-11-19"), ("note", text), ("from", "")];
    ada.visitor.post(&format!("/jobs/{first}/apply"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/note"), &note("zzz, the old one")).await.is(303);
    // Taken back in another tab: what is typed is shown again, and can be kept with one click.
    ada.visitor.post(&format!("/jobs/{first}/unapply"), &[]).await.is(303);
    let lost = ada.visitor.post(&format!("/jobs/{first}/note"), &note("typed meanwhile")).await;
    lost.is(422).shows("no longer marked as applied").shows("typed meanwhile").shows("name=\"again\"");
    assert_eq!(marks(&ada, &app).await, []);
    let again = [note("typed meanwhile").as_slice(), &[("again", "yes")]].concat();
    ada.visitor.post(&format!("/jobs/{last}/note"), &again).await.is(303);
    ada.visitor.get("/jobs?list=applied").await.shows("19 November: typed meanwhile").hides("the old one");
    // Applied for once more on another copy, the note comes along; edited there, the old one is gone.
    ada.visitor.post(&format!("/jobs/{last}/unapply"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/apply"), &[]).await.is(303);
    ada.visitor.get("/jobs?list=applied").await.shows("typed meanwhile");
    ada.visitor.post(&format!("/jobs/{first}/note"), &note("aaa, the new one")).await.is(303);
    ada.visitor.get("/jobs?list=applied").await.shows("aaa, the new one").hides("typed meanwhile");
    let crafted = [("applied_on", "-200000-01-01"), ("note", "")];
    ada.visitor.post(&format!("/jobs/{first}/note"), &crafted).await.is(422).shows("Choose a day");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_an_application_is_the_local_one_everywhere() {
    // 00:30 of the 24th in Berlin is the evening of the 23rd in UTC.
    let app = TestApp::start().await;
    let (ada, first, _) = with_copies(&app).await;
    app.pass(TimeDelta::hours(14) + TimeDelta::minutes(15));
    ada.visitor.post(&format!("/jobs/{first}/save"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/apply"), &[]).await.is(303);
    ada.visitor.get(&format!("/jobs/{first}")).await.shows("value=\"2026-11-24\"");
    ada.visitor.get("/jobs?list=applied").await.shows("Applied on 24 November").shows("value=\"2026-11-24\"");
    ada.visitor.get("/jobs.csv?list=applied").await.shows("2026-11-24").hides("2026-11-23,2026-11-23");
    let kept = [("applied_on", "2026-11-24"), ("note", "")];
    ada.visitor.post(&format!("/jobs/{first}/note"), &kept).await.is(303);
    ada.visitor.post(&format!("/jobs/{first}/note"), &[("applied_on", "2025-12-31"), ("note", "")]).await.is(303);
    ada.visitor.get("/jobs?list=applied").await.shows("Applied on 31 December 2025");
}
