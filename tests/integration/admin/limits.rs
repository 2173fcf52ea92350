//! Limits on a page: who changes them, where they hold, and what goes on because of it.

use super::{REASON, admin};
use crate::support::app::{MOST_STEPS, TestApp, list};
use crate::support::{books, wait};
use chrono::TimeDelta;
use jobfill::app::SharedApp;
use jobfill::queue::Choice;
use jobfill::quota::caps;
use jobfill::worker::{self, Pool};

async fn put_off(app: &TestApp, code: &str) -> i64 {
    app.count(&format!("fetches WHERE state = 'put_off' AND error_code = '{code}'")).await
}

/// Another process works off what is due.
async fn works(other: &SharedApp) {
    for _ in 0..MOST_STEPS {
        if worker::step(other, &Choice::default()).await.unwrap().is_none() {
            return;
        }
    }
    panic!("the queue does not come to an end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_is_changed_on_the_page_and_the_audit_says_what_it_was() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.get("/admin/limits").await.is(200).shows("value=\"2000\"").shows("This is the default");
    admin
        .post("/admin/limits", &[("daily_credits", "1,500"), ("reason", "a quiet week")])
        .await
        .goes_to("/admin/limits");
    let page = admin.get("/admin/limits").await;
    page.shows("Credits for everybody 2,000 → 1,500").shows("value=\"1500\"").shows("Changed by root@example.com");
    assert_eq!(app.caps().installation_credits, 1_500);
    admin.get("/admin/audit").await.shows("change limits").shows("2000 → 1500").shows("a quiet week");
    admin.get("/admin/settings.csv").await.shows("JOBFILL_DAILY_CREDITS,1500");
    let nothing = admin.post("/admin/limits", &[("daily_credits", "1500"), REASON]).await;
    nothing.goes_to("/admin/limits");
    admin.get("/admin/limits").await.shows("Nothing was changed");
    assert_eq!(app.count("audit WHERE action = 'change limits'").await, 1);
    admin.post("/admin/limits", &[("daily_credits", ""), REASON]).await.goes_to("/admin/limits");
    assert_eq!((app.caps().installation_credits, app.count("caps").await), (2_000, 0), "the default again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_that_is_sent_along_as_it_stands_keeps_its_default() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let whole_form = [("daily_credits", "1500"), ("person_credits", "1000"), ("jsearch_pages", "5"), REASON];
    admin.post("/admin/limits", &whole_form).await.goes_to("/admin/limits");
    assert_eq!((app.count("caps").await, app.caps().installation_credits), (1, 1_500));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_to_new_searches_sinks_and_what_waits_is_looked_at_again() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.post("/admin/limits", &[("daily_credits", "0"), REASON]).await.is(303);
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let due = format!("tasks WHERE kind = 'fetch' AND due_at <= '{}'", app.clock.now().to_rfc3339());
    assert_eq!((put_off(&app, "daily_credits").await, app.count(&due).await), (2, 0));
    admin.post("/admin/limits", &[("signup_share", "5"), REASON]).await.is(303);
    assert_eq!(app.count(&due).await, 2);
    app.drain().await;
    admin.post("/admin/limits", &[("signup_share", "50"), REASON]).await.is(303);
    assert_eq!(app.count(&due).await, 0, "a larger one allows less");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let typed = [("daily_credits", "1234"), ("refresh_days", "8"), ("jsearch_pages", "many"), ("reason", "why not")];
    let page = admin.post("/admin/limits", &typed).await;
    page.is(422).shows("Write a whole number from 1 to 7.").shows("Write a whole number from 1 to 50.");
    page.shows("value=\"1234\"").shows("value=\"8\"").shows("value=\"many\"").shows("value=\"why not\"");
    admin.post("/admin/limits", &[("daily_credits", "5")]).await.is(422).shows("Give a reason");
    assert_eq!((app.count("caps").await, app.count("audit").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_admin_is_told_what_the_first_has_changed() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.post("/admin/limits", &[("daily_credits", "1500"), ("seen", "0"), REASON]).await.is(303);
    admin.post("/admin/limits", &[("daily_credits", "9000"), ("seen", "0"), REASON]).await.is(303);
    admin.get("/admin/limits").await.shows("Nothing was done. Meanwhile root@example.com").shows("value=\"1500\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_wins_and_the_page_says_so() {
    let app = TestApp::with([("JOBFILL_DAILY_CREDITS", "300")]).await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/limits").await;
    page.shows("The environment sets it (JOBFILL_DAILY_CREDITS)").shows("value=\"300\" disabled");
    admin.post("/admin/limits", &[("daily_credits", "9000"), ("person_credits", "70"), REASON]).await.is(303);
    assert_eq!((app.caps().installation_credits, app.caps().person_credits), (300, 70));
    // One that was on the page before the environment set it.
    app.execute("INSERT INTO caps VALUES ('daily_credits', 9000, now(), NULL)").await;
    app.pass(TimeDelta::minutes(1));
    app.drain().await;
    assert_eq!(app.caps().installation_credits, 300);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_holds_in_another_process_within_a_minute() {
    let app = TestApp::start().await;
    let other = app.another().await;
    admin(&app).await.post("/admin/limits", &[("person_credits", "0"), REASON]).await.is(303);
    assert_eq!(other.caps().person_credits, 1_000, "not looked up so far");
    app.pass(TimeDelta::seconds(59));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    // It was planned by who knew; whoever buys has not looked since.
    app.execute("UPDATE fetches SET state = 'queued', put_off_until = NULL, error_code = NULL, error = NULL").await;
    app.execute(&format!("UPDATE tasks SET due_at = '{}'", app.clock.now().to_rfc3339())).await;
    works(&other).await;
    assert_eq!(other.caps().person_credits, 0);
    assert_eq!((app.charged(), put_off(&app, "person_credits").await), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_hears_of_a_change_without_being_asked() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let other = app.another().await;
    let pool = Pool::only_listening(other.clone());
    let admin = admin(&app).await;
    let mut asked = 1_000;
    let change = async || {
        // Each time another value: a word may be said before it listens.
        asked += 1;
        admin.post("/admin/limits", &[("person_credits", &asked.to_string()), REASON]).await.is(303);
        other.caps().person_credits
    };
    wait::until("a process that hears of the limit", change, |credits| *credits > 1_000).await;
    pool.stop(&other).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_limit_goes_on_when_it_is_raised_whoever_looks_first() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.post("/admin/limits", &[("daily_credits", "0"), REASON]).await.is(303);
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!((app.charged(), put_off(&app, "daily_credits").await), (0, 2));
    // It last looked at the limits while nothing was allowed.
    let other = app.another().await;
    caps::look(&mut *app.conn().await, &other).await.unwrap();
    admin.post("/admin/limits", &[("daily_credits", "2000"), REASON]).await.is(303);
    works(&other).await;
    assert!(app.charged() > 0);
    assert_eq!(put_off(&app, "daily_credits").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_new_searches_a_day_let_so_many_more_go_on() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.post("/admin/limits", &[("person_combinations", "1"), REASON]).await.is(303);
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Baker", "Teacher", "Chef"], &["Berlin"])).await;
    app.drain().await;
    let waits = "SELECT count(DISTINCT combination_id) AS number FROM fetches JOIN fetch_cells cell ON cell.fetch_id = fetches.id
                   JOIN combination_requests link ON link.request_id = cell.request_id WHERE fetches.state = 'put_off'";
    assert_eq!(books::number(&app, waits).await, 3);
    admin.post("/admin/limits", &[("person_combinations", "3"), REASON]).await.is(303);
    app.drain().await;
    assert_eq!(books::number(&app, waits).await, 1, "two more of the four");
    admin.post("/admin/limits", &[("person_combinations", "25"), REASON]).await.is(303);
    app.drain().await;
    assert_eq!(books::number(&app, waits).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_shows_and_changes_limits() {
    let app = TestApp::with([("JSEARCH_PAGES", "7")]).await;
    let shown = app.command(&["limits", "--json"]).await;
    let limits: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    let of = |limits: &serde_json::Value, name: &str| {
        limits.as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap()
    };
    assert_eq!(
        (&of(&limits, "jsearch_pages")["value"], &of(&limits, "jsearch_pages")["from"]),
        (&7.into(), &"environment".into())
    );
    assert_eq!(of(&limits, "daily_credits")["from"], "default");
    let changed = app.command(&["limits", "daily_credits=100", "--reason", "a bill", "--json"]).await;
    let limits: serde_json::Value = serde_json::from_str(&changed.stdout).unwrap();
    assert_eq!(
        (&of(&limits, "daily_credits")["value"], &of(&limits, "daily_credits")["from"]),
        (&100.into(), &"page".into())
    );
    assert_eq!(app.count("audit WHERE action = 'change limits' AND subject IS NULL AND reason = 'a bill'").await, 1);
    for wrong in [
        &["limits", "daily_credits=100"][..],
        &["limits", "odd=1", "--reason", "x"],
        &["limits", "jsearch_pages=1", "--reason", "x"],
    ] {
        assert_eq!(app.command(wrong).await.code, 2, "{wrong:?}");
    }
}
