//! Runs: what they ask, in which order, within which limits, and what people and admins see of them.

mod days;
mod pages;
mod windows;

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Nullable, Text};
use diesel_async::RunQueryDsl;
use jobfill::backfill::again::{self, Extent};
use jobfill::backfill::claims::Claims;
use jobfill::models::refresh::Refresh;
use jobfill::models::search::Search;
use jobfill::queue::Choice;
use jobfill::refresh::{self, OneRun};
use jobfill::searches;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;
use serde_json::json;

/// A fetch with its source.
#[derive(QueryableByName, Debug)]
struct Bought {
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Text)]
    span: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Nullable<Int8>)]
    refresh_id: Option<i64>,
}

/// Every fetch, in the order in which they were started.
async fn fetches(app: &TestApp) -> Vec<Bought> {
    diesel::sql_query(
        "SELECT request.source, span, fetches.state, refresh_id,
                (SELECT title_keyword FROM combination_requests link JOIN backfill_tracking one ON one.id = combination_id
                  WHERE link.request_id = request.id ORDER BY one.id LIMIT 1) AS title
           FROM fetches JOIN requests request ON request.id = request_id ORDER BY fetches.id",
    )
    .load(&mut *app.conn().await)
    .await
    .unwrap()
}

/// What runs have asked: source and span, in order.
async fn asked(app: &TestApp) -> Vec<(String, String)> {
    let of_runs = fetches(app).await.into_iter().filter(|one| one.refresh_id.is_some());
    let mut asked: Vec<_> = of_runs.map(|one| (one.source, one.span)).collect();
    asked.sort();
    asked
}

fn both(jsearch: &str, active_jobs: &str) -> Vec<(String, String)> {
    [("active_jobs", active_jobs), ("jsearch", jsearch)].map(|(source, span)| (source.into(), span.into())).into()
}

/// Ada's one search is loaded on Monday, 09:15 UTC.
async fn app_with_ada() -> TestApp {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app
}

/// It is six in Berlin, some mornings later, and the daily run is worked off.
async fn morning(app: &TestApp, days: i64) {
    let six = "2026-11-23T05:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() + TimeDelta::days(days);
    app.clock.set(six);
    worker::ensure_daily(app).await.unwrap();
    app.drain().await;
}

/// The newest run.
async fn newest(app: &TestApp) -> i64 {
    books::number(app, "SELECT max(id) AS number FROM refreshes").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_daily_run_asks_each_source_once_for_the_day() {
    let app = app_with_ada().await;
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin"])).await;
    let before = app.charged();
    morning(&app, 1).await;
    assert_eq!(asked(&app).await, both("today", "24h"));
    let report = refresh::report(&mut *app.conn().await, newest(&app).await).await.unwrap();
    assert_eq!((report.combinations, report.requests), (1, 2));
    assert_eq!(report.credits, i64::try_from(app.charged() - before).unwrap());
    assert!(report.jobs >= report.new_jobs && report.new_jobs > 0, "{report:?}");
    books::everything_is_bought(&app).await;
    // Nobody's own limit of the day pays for the run.
    let charged = |who: &str| {
        format!("SELECT coalesce(sum(used), 0)::bigint AS number FROM allowances WHERE day = '2026-11-24' AND {who}")
    };
    assert!(books::number(&app, &charged("subject = 0")).await > 0);
    assert_eq!(books::number(&app, &charged("subject <> 0")).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_has_one_daily_run_however_many_processes_look_and_as_many_by_hand_as_wanted() {
    let app = app_with_ada().await;
    let (second, third) = (app.another().await, app.another().await);
    app.clock.set("2026-11-24T04:59:00Z".parse().unwrap());
    worker::ensure_daily(&app).await.unwrap();
    assert_eq!(app.count("refreshes").await, 0, "it is not six yet");
    app.clock.set("2026-11-24T13:00:00Z".parse().unwrap());
    let looks = tokio::join!(worker::ensure_daily(&app), worker::ensure_daily(&second), worker::ensure_daily(&third));
    looks.0.and(looks.1).and(looks.2).unwrap();
    assert_eq!(app.count("refreshes WHERE is_daily AND local_date = '2026-11-24'").await, 1, "caught up the same day");
    app.drain().await;
    worker::ensure_daily(&second).await.unwrap();
    assert!(refresh::queue_now(&mut *app.conn().await, &app).await.unwrap().is_some());
    app.drain().await;
    assert_eq!((app.count("refreshes WHERE is_daily").await, app.count("refreshes").await), (1, 2));
    assert_eq!(asked(&app).await.len(), 2, "nothing was missing so soon after");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_at_a_sign_up_is_picked_up_by_the_run() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).matching("data scientist").charged(false));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let failed: Vec<_> = fetches(&app).await.into_iter().filter(|one| one.state == "failed").collect();
    assert_eq!(failed.len(), 1);
    morning(&app, 1).await;
    assert_eq!(asked(&app).await, both("month", "24h"));
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_wants_rests_and_wakes_with_its_gap_filled() {
    let app = app_with_ada().await;
    books::execute(&app, "UPDATE user_search_queries SET is_active = FALSE").await;
    for day in 1..=20 {
        morning(&app, day).await;
    }
    assert_eq!((asked(&app).await.len(), app.count("refreshes").await), (0, 20), "it rests");
    let mut conn = app.conn().await;
    let searches = Search::of_user(&mut conn, 1).await.unwrap();
    let claims = Claims::lock(&mut conn).await.unwrap();
    searches::resume(&mut conn, &app, &claims, 1, &searches).await.unwrap();
    drop(conn);
    app.drain().await;
    let woken: Vec<_> = fetches(&app).await.into_iter().skip(2).map(|one| (one.source, one.span)).collect();
    assert_eq!(woken.len(), 2);
    assert!(both("month", "7d").iter().all(|one| woken.contains(one)), "{woken:?}");
    let hole = "SELECT count(*) AS number FROM requests
                 WHERE held @> ('2026-11-23T10:00:00Z'::timestamptz + interval '5 days')";
    assert_eq!(books::number(&app, hole).await, 1, "Active Jobs DB reaches back seven days; the rest stays a hole");
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limits_leave_out_what_fewest_people_wait_for() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Nurse", "Data Scientist"], &["Berlin"])).await;
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    // Of the day's 2,000 credits a quarter is kept for new searches, and nearly all of the rest is gone.
    app.clock.set("2026-11-24T05:00:00Z".parse().unwrap());
    books::execute(&app, "INSERT INTO allowances (day, subject, used) VALUES ('2026-11-24', 0, 1480)").await;
    worker::ensure_daily(&app).await.unwrap();
    let id = newest(&app).await;
    app.drain().await;
    let asked: Vec<_> = fetches(&app).await.into_iter().filter(|one| one.refresh_id == Some(id)).collect();
    let position = |title: &str| asked.iter().position(|one| one.title == title);
    assert_eq!(position("Data Scientist"), Some(0), "two people wait for it: {asked:?}");
    let run = Refresh::find(&mut *app.conn().await, id).await.unwrap();
    assert!(run.left_out > 0, "{run:?}");
    assert_eq!(app.count("fetches WHERE state IN ('queued', 'running', 'put_off')").await, 0, "nothing is in the way");
    // New searches may use what the run has left.
    let carl = app.person("carl@example.com").await;
    app.wants(&carl, &list(&["Welder"], &["Hamburg"])).await;
    app.drain().await;
    assert_eq!(app.status("carl@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_leaves_its_share_of_a_plan_to_new_searches() {
    let app = TestApp::with([("JSEARCH_PLAN", "20"), ("JSEARCH_PAGES", "2")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    books::execute(&app, "UPDATE meters SET spent = 15 WHERE source = 'jsearch'").await;
    morning(&app, 1).await;
    assert_eq!(asked(&app).await, [("active_jobs".to_owned(), "24h".to_owned())], "5 of 20 are kept back");
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.status("bob@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_waits_for_is_bought_in_quiet_hours_unless_somebody_comes_to_wait() {
    let app = TestApp::with([("JOBFILL_OFFPEAK", "22:00-05:00")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
    app.drain().await;
    let bought = app.charged();
    let mut conn = app.conn().await;
    let claims = Claims::lock(&mut conn).await.unwrap();
    again::start(&mut conn, &app, &claims, &[1, 2], Extent::Everything, None).await.unwrap();
    drop(conn);
    app.drain().await;
    assert_eq!(app.charged(), bought, "it is a quarter past ten");
    let bob = app.person("bob@example.com").await;
    books::execute(&app, "UPDATE requests SET held = '{}'").await;
    app.wants(&bob, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let done = async |title: &str| {
        let done = format!(
            "fetches JOIN fetch_cells cell ON cell.fetch_id = fetches.id JOIN requests ON requests.id = cell.request_id
              WHERE fetches.state = 'done' AND requests.key LIKE '[\"{title}\"%'"
        );
        app.count(&done).await
    };
    let both = (done("nurse").await, done("data scientist").await);
    assert_eq!(both, (4, 3), "Bob waits for one of them, and its list brings the other");
    app.pass(TimeDelta::hours(12));
    app.drain().await;
    assert_eq!(done("data scientist").await, 4, "it is a quarter past ten at night");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up_goes_before_a_run_and_takes_over_what_it_waits_for() {
    let app = app_with_ada().await;
    app.clock.set("2026-11-26T05:00:00Z".parse().unwrap());
    worker::ensure_daily(&app).await.unwrap();
    let one = worker::step(&app, &Choice::default()).await.unwrap();
    assert!(one.is_some(), "the run's own task");
    let (bob, carl) = (app.person("bob@example.com").await, app.person("carl@example.com").await);
    app.wants(&carl, &list(&["Nurse"], &["Berlin"])).await;
    app.hurry().await;
    worker::step(&app, &Choice::default()).await.unwrap();
    assert_eq!(app.count("fetches WHERE pages > 0 AND refresh_id IS NOT NULL").await, 0, "Carl's come first");
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin"])).await;
    assert_eq!(app.count("fetches WHERE refresh_id IS NOT NULL").await, 0, "Bob waits for them now");
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state <> 'done'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn refresh_tells_scripts_what_it_did() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    for statement in ["DELETE FROM tasks", "DELETE FROM fetch_cells", "DELETE FROM fetches"] {
        books::execute(&app, statement).await;
    }
    let price = app.command(&["refresh", "--dry-run", "--window", "24h", "--json"]).await.ended_with(0).json();
    assert_eq!((&price["combinations"], &price["requests"]), (&json!(1), &json!(2)));
    assert_eq!((app.charged(), app.count("refreshes").await), (0, 0), "nothing was bought");

    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).charged(false));
    let report = app.command(&["refresh", "--window", "24h", "--json"]).await.ended_with(1).json();
    let names: Vec<_> = report.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["combinations", "credits", "date", "failed", "jobs", "new_jobs", "pages", "requests"]);
    assert_eq!((&report["combinations"], &report["requests"]), (&json!(1), &json!(2)));
    assert_eq!(report["date"], app.today().to_string());
    let failed = &report["failed"][0];
    assert_eq!((&failed["source"], &failed["request"]), (&json!("jsearch"), &json!("data scientist in Berlin")));
    assert_eq!(failed.as_object().unwrap().len(), 3);
    assert!(failed["why"].as_str().unwrap().starts_with("JSearch: "), "{failed}");
    assert_eq!(asked(&app).await, both("today", "24h"), "nothing older than the window, though a month is missing");

    let again = app.command(&["refresh", "--window", "24h"]).await.ended_with(0).stdout;
    assert!(again.starts_with(&format!("{}: 1 combinations, 1 requests", app.today())), "{again}");
    app.command(&["refresh", "--window", "year"]).await.ended_with(2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_says_that_one_is_under_way_and_exits_with_1() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let one = OneRun::begin(&app).await.unwrap();
    let second = app.command(&["refresh"]).await.ended_with(1);
    assert!(second.stderr.contains("under way already"), "{}", second.stderr);
    drop(one);
    let held = "SELECT count(*) AS number FROM pg_locks WHERE locktype = 'advisory'
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    books::reaches(&app, "the release of the run's lock", held, |locks| *locks == 0).await;
    app.command(&["refresh"]).await.ended_with(0);
}
