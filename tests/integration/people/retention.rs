//! How long things are kept: accounts that nobody signs in to and texts of CVs go, and what was deleted goes again after
//! a restore.

use super::{PASSWORD, is_out, sign_in, signed_up};
use crate::admin::admin_called;
use crate::support::app::{TestApp, list};
use chrono::TimeDelta;
use jobfill::quota::ledger;
use jobfill::worker;
use std::fs;

/// The hourly task, an hour later.
async fn housekeeping(app: &TestApp) {
    worker::ensure_daily(app).await.unwrap();
    app.pass(TimeDelta::hours(1));
    app.drain().await;
}

async fn pass_days(app: &TestApp, days: i64) {
    app.pass(TimeDelta::days(days));
    housekeeping(app).await;
}

fn cv(name: &str) -> String {
    format!(
        "{name}\nNurse\nUlm, Germany\n\nExperience\n2019 - today Nurse, Example Hospital, Ulm\nWard for heart patients, \
         training of new colleagues, night shifts, wound care and documentation of everything that was done.\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_nobody_signs_in_to_is_told_and_goes_thirty_days_later_with_everything_in_it() {
    let app = TestApp::with([("JOBFILL_CV_DAYS", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", &cv("Ada")).await.is(303);
    app.drain().await;
    let charged = app.charged();
    assert!(charged > 0, "nothing was bought for her");
    pass_days(&app, 364).await;
    assert_eq!(app.count("leave_notices").await, 0, "a day too early");
    pass_days(&app, 1).await;
    assert_eq!(app.count("leave_notices").await, 1);
    let admin = admin_called(&app, "root@example.com").await;
    admin.get("/admin").await.shows("1 account that nobody signs in to is going to be deleted, in 30 days");
    admin.get("/admin/users/1").await.shows("Nobody signs in; deleted");
    pass_days(&app, 29).await;
    assert_eq!(app.count("users WHERE email = 'ada@example.com'").await, 1, "a day too early");
    pass_days(&app, 1).await;
    for rows in ["users WHERE email = 'ada@example.com'", "cvs", "profiles", "user_search_queries", "leave_notices"] {
        assert_eq!(app.count(rows).await, 0, "{rows}");
    }
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(422);
    assert!(app.count("demands").await > 0 && app.charged() >= charged);
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_is_told_and_keeps_the_account() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/account").await.shows("When nobody signs in for 365 days").hides("it was said that this account");
    pass_days(&app, 366).await;
    is_out(&ada).await;
    pass_days(&app, 20).await;
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
    ada.get("/home").await.shows("it was said that this account would be deleted on 24 December").shows("so it stays");
    pass_days(&app, 2).await;
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
    ada.get("/home").await.hides("it was said that this account");
    pass_days(&app, 31).await;
    assert_eq!(app.count("users").await, 1);
    assert_eq!(app.count("leave_notices").await, 0, "what is over is forgotten");
    pass_days(&app, 366).await;
    assert_eq!(app.count("leave_notices").await, 1, "the next time it is told again");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_admin_stays_and_another_one_does_not() {
    let app = TestApp::start().await;
    for email in ["root@example.com", "second@example.com"] {
        admin_called(&app, email).await;
    }
    pass_days(&app, 366).await;
    pass_days(&app, 31).await;
    pass_days(&app, 31).await;
    assert_eq!(app.count("users WHERE role = 'admin'").await, 1);
    let last = app.visitor();
    let last = match sign_in(&last, "root@example.com", PASSWORD).await.status.as_u16() {
        303 => last,
        _ => {
            sign_in(&last, "second@example.com", PASSWORD).await.goes_to("/home");
            last
        }
    };
    last.get("/admin").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_setting_nothing_goes_and_what_was_said_is_taken_back() {
    let app = TestApp::with([("JOBFILL_PERSON_DAYS", "0"), ("JOBFILL_CV_DAYS", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.paste("/cv", &cv("Ada")).await.is(303);
    app.drain().await;
    ada.get("/account").await.hides("When nobody signs in");
    app.execute("INSERT INTO leave_notices (user_id, told_at) VALUES (1, '2026-11-23')").await;
    pass_days(&app, 3_000).await;
    let rows = (app.count("users").await, app.count("cvs WHERE text IS NOT NULL").await);
    assert_eq!((rows, app.count("leave_notices").await), ((1, 1), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_goes_when_its_time_is_up_and_what_was_found_stays() {
    let app = TestApp::with([("JOBFILL_CV_DAYS", "10")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/cv").await.shows("for 10 days after it was read");
    ada.paste("/cv", &cv("Ada")).await.is(303);
    app.drain().await;
    ada.get("/cv/1").await.shows("Ward for heart patients").shows("kept for 10 days");
    pass_days(&app, 9).await;
    assert_eq!(app.count("cvs WHERE text IS NOT NULL").await, 1, "a day too early");
    sign_in(&ada, "ada@example.com", PASSWORD).await.is(303);
    admin_called(&app, "root@example.com").await.get("/admin").await.shows("The text of 1 CV goes within 30 days");
    pass_days(&app, 1).await;
    sign_in(&ada, "ada@example.com", PASSWORD).await.is(303);
    let page = ada.get("/cv/1").await;
    page.shows("not kept any more").shows("Nurse").shows("Ulm").hides("Ward for heart patients");
    assert_eq!(app.count("cvs WHERE cvs::text ILIKE '%heart%'").await, 0);
    let searches = app.count("user_search_queries WHERE is_active").await;
    // The same text is the same CV, though nobody has it here any more.
    ada.paste("/cv", &cv("Ada")).await.goes_to("/cv/1");
    assert_eq!((app.count("cvs").await, app.count("user_search_queries WHERE is_active").await), (1, searches));
    let document: serde_json::Value = serde_json::from_str(&ada.get("/account/export").await.body).unwrap();
    assert!(document["cvs"][0]["text"].is_null() && document["cvs"][0]["text_gone_at"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_after_a_backup_is_deleted_again_by_one_command() {
    let app = TestApp::start().await;
    let (ada, bob) = (signed_up(&app, "ada@example.com").await, signed_up(&app, "bob@example.com").await);
    ada.paste("/cv", &cv("Ada")).await.is(303);
    bob.paste("/cv", &cv("Bob")).await.is(303);
    app.drain().await;
    // As a backup keeps it.
    let kept = ["users", "profiles", "cvs"];
    for table in kept {
        app.execute(&format!("CREATE TABLE kept_{table} AS TABLE {table}")).await;
    }
    let bobs = app.person("keep@example.com").await;
    app.wants(&bobs, &list(&["Nurse"], &["Ulm"])).await;
    ada.post("/account/delete", &[("password", PASSWORD)]).await.goes_to("/login");
    bob.post("/cv/2/delete", &[]).await.goes_to("/cv");
    let now = app.clock.now().to_rfc3339();
    let marks = app.command(&["forget", "--list"]).await.ended_with(0).stdout;
    assert_eq!(marks.lines().count(), 2, "{marks}");
    assert!(!marks.contains("example.com"));
    for table in kept {
        let columns = format!("INSERT INTO {table} SELECT * FROM kept_{table} ON CONFLICT DO NOTHING");
        app.execute(&columns).await;
    }
    assert_eq!((app.count("users").await, app.count("cvs").await), (3, 2), "the restore brought back too little");

    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), format!("{marks}\naccount 1\ncv 2 2020-01-01T00:00:00Z\n")).unwrap();
    let path = file.path().to_str().unwrap();
    let again = app.command(&["forget", path, "--json", "--at", &now]).await.ended_with(0).stdout;
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!((again["accounts"].clone(), again["cvs"].clone()), (1.into(), 1.into()), "{again}");
    assert_eq!((app.count("users").await, app.count("cvs").await, app.count("profiles").await), (2, 0, 0));

    fs::write(file.path(), "ada@example.com").unwrap();
    let refused = app.command(&["forget", path, "--at", &now]).await.ended_with(2);
    assert!(refused.stderr.contains("is no line of `jobfill forget --list`"), "{}", refused.stderr);
}
