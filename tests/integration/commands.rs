//! What scripts rely on: the commands' JSON, their exit codes, and the SQL that the project was ordered with.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::program::{self, Output};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use serde_json::{Value, json};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

const QUIET: (&str, &str) = ("JOBFILL_REFRESH_AT", "23:59");

/// An installation that Ada has told what she wants, without anything bought yet.
async fn app_with_ada() -> TestApp {
    let app = TestApp::on_system_clock([QUIET]).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let lines = "email,query_name,title_keyword,location,ai_work_arrangement,ai_employment_type,ai_seniority,ai_industry,priority\n\
                 ada@example.com,Primary Search,Data Scientist,Berlin,Remote OK,,Senior,,0\n\
                 ada@example.com,Primary Search,Data Scientist,Hamburg,,,,,0\n";
    fs::write(file.path(), lines).unwrap();
    app.command(&["import", file.path().to_str().unwrap()]).await.ended_with(0);
    app
}

/// As if the import had started nothing.
async fn nothing_is_queued(app: &TestApp) {
    for statement in
        ["DELETE FROM tasks", "DELETE FROM fetch_cells", "DELETE FROM fetches", "UPDATE demands SET bought_at = NULL"]
    {
        books::execute(app, statement).await;
    }
}

async fn backfill(app: &TestApp, more: &[&str]) -> Output {
    app.command(&[["backfill", "--user", "ada@example.com", "--json"].as_slice(), more].concat()).await
}

/// The names of an object's fields, in the order of the alphabet.
fn fields(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// A time is RFC 3339, in UTC.
fn is_time(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn status_tells_scripts_how_a_person_stands() {
    let app = app_with_ada().await;
    let status = async || app.command(&["status", "--user", "ada@example.com", "--json"]).await.ended_with(0).json();
    let before = status().await;
    assert_eq!(fields(&before), ["combinations", "done", "user"]);
    assert_eq!((&before["user"], &before["done"]), (&json!("ada@example.com"), &json!(false)));
    let one = &before["combinations"][0];
    assert_eq!(
        fields(one),
        [
            "ai_employment_type",
            "ai_industry",
            "ai_seniority",
            "ai_work_arrangement",
            "backfilled_at",
            "jobs_found",
            "jobs_left_out",
            "location",
            "state",
            "title_keyword",
            "waits_until",
            "why"
        ]
    );
    assert_eq!((&one["title_keyword"], &one["location"]), (&json!("Data Scientist"), &json!("Berlin")));
    assert_eq!((&one["ai_work_arrangement"], &one["ai_seniority"]), (&json!("Remote OK"), &json!("Senior")));
    assert_eq!((&one["ai_employment_type"], &one["backfilled_at"]), (&Value::Null, &Value::Null));
    assert_eq!(one["state"], "waiting");

    backfill(&app, &[]).await.ended_with(0);
    let after = status().await;
    assert_eq!(after["done"], true);
    for one in after["combinations"].as_array().unwrap() {
        assert_eq!(one["state"], "loaded");
        assert!(one["jobs_found"].as_i64().unwrap() > 0 && is_time(&one["backfilled_at"]), "{one}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn backfill_tells_scripts_what_it_did_and_a_second_one_buys_nothing() {
    let app = app_with_ada().await;
    nothing_is_queued(&app).await;
    let report = backfill(&app, &[]).await.ended_with(0).json();
    let names =
        ["combinations", "credits", "done", "fetches", "held", "loading", "new", "saved_credits", "waits", "wanted"];
    assert_eq!(fields(&report), names);
    assert_eq!((&report["done"], report["combinations"].as_array().unwrap().len()), (&json!(true), 2));
    assert_eq!(["wanted", "held", "loading", "new"].map(|name| report[name].as_i64().unwrap()), [2, 0, 0, 2]);
    let fetches = report["fetches"].as_array().unwrap();
    assert_eq!(fetches.len(), 4);
    for fetch in fetches {
        let names = ["credits", "jobs", "new_jobs", "pages", "request", "source", "state", "window"];
        assert_eq!(fields(fetch), names);
        assert_eq!(fetch["state"], "done");
    }
    let credits: i64 = fetches.iter().map(|fetch| fetch["credits"].as_i64().unwrap()).sum();
    assert_eq!(report["credits"], credits);
    assert_eq!(u64::try_from(credits).unwrap(), app.charged());

    let again = backfill(&app, &[]).await.ended_with(0).json();
    assert_eq!((&again["held"], &again["fetches"], &again["credits"]), (&json!(2), &json!([]), &json!(0)));
    assert_eq!(again["saved_credits"], 0, "only what this run recorded");
    let words = app.command(&["backfill", "--user", "ada@example.com"]).await.ended_with(0).stdout;
    assert_eq!(words, "All combinations of ada@example.com are already here; nothing was bought.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_import_left_in_the_queue_is_bought_by_a_backfill_at_once() {
    let app = app_with_ada().await;
    let promised = backfill(&app, &["--dry-run"]).await.ended_with(0).json();
    assert_eq!(["held", "loading", "new"].map(|name| promised[name].as_i64().unwrap()), [0, 0, 2]);
    let report = backfill(&app, &[]).await.ended_with(0).json();
    assert_eq!(["held", "loading", "new"].map(|name| report[name].as_i64().unwrap()), [0, 0, 2]);
    assert_eq!(report["fetches"].as_array().unwrap().len(), 4);
    assert_eq!(report["credits"].as_u64().unwrap(), app.charged());
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM fetches").await, 4);
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backfill_finishes_what_a_killed_one_left_behind() {
    let app = app_with_ada().await;
    let mut killed = app.program(&["backfill", "--all"], &[("JOBFILL_CRASH_AT", "kept")]);
    killed.is_killed().await;
    let waiting = app.program(&["backfill", "--user", "ada@example.com"], &[]);
    waiting.prints("Backfill analysis for ada@example.com").await;
    app.leases_run_out().await;
    waiting.ends_well().await;
    assert_eq!(app.status("ada@example.com").await["done"], true);
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_the_price_and_buys_nothing() {
    let app = TestApp::on_system_clock([QUIET]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    nothing_is_queued(&app).await;
    let words = app.command(&["backfill", "--user", "ada@example.com", "--dry-run"]).await.ended_with(0).stdout;
    assert!(words.contains("1 combinations wanted: 0 already here, 0 being loaded, 1 new"), "{words}");
    assert!(words.contains("2 fetches: 1 JSearch (month), 1 Active Jobs DB (7 days); about 105 credits"), "{words}");
    let report = backfill(&app, &["--dry-run"]).await.ended_with(0).json();
    assert_eq!((&report["new"], &report["credits"]), (&json!(1), &json!(0)));
    assert_eq!((app.charged(), books::number(&app, "SELECT count(*) AS number FROM fetches").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_pass_leaves_nothing_in_the_queue_and_fails_if_anything_failed() {
    let app = app_with_ada().await;
    nothing_is_queued(&app).await;
    app.sandbox.fail(Fault::once(How::ServerError).at(Source::JSearch).matching("Hamburg"));
    let report = backfill(&app, &["--run-once"]).await.ended_with(1).json();
    let failed = report["fetches"].as_array().unwrap().iter().filter(|fetch| fetch["state"] == "failed");
    assert_eq!(failed.count(), 1, "{report}");
    let alive = "SELECT count(*) AS number FROM tasks WHERE kind = 'fetch' AND state IN ('queued', 'running')";
    assert_eq!(books::number(&app, alive).await, 0);
    assert_eq!(app.account(Source::JSearch).most_often(), 1, "one pass tries nothing again");

    let report = backfill(&app, &["--run-once"]).await.ended_with(0).json();
    assert_eq!(report["fetches"].as_array().unwrap().len(), 1, "only what failed is bought now: {report}");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_starts_no_more_fetches_than_that() {
    let app = app_with_ada().await;
    nothing_is_queued(&app).await;
    let report = backfill(&app, &["--limit", "3"]).await.ended_with(0).json();
    assert_eq!(report["fetches"].as_array().unwrap().len(), 3);
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM fetches").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn tracking_and_quota_tell_scripts_what_is_held_and_what_is_left() {
    let app = app_with_ada().await;
    backfill(&app, &[]).await.ended_with(0);
    let tracking = app.command(&["tracking", "--json"]).await.ended_with(0).json();
    assert_eq!(tracking.as_array().unwrap().len(), 2);
    for row in tracking.as_array().unwrap() {
        let names = [
            "ai_employment_type",
            "ai_industry",
            "ai_seniority",
            "ai_work_arrangement",
            "backfilled_date",
            "jobs_found",
            "location",
            "state",
            "title_keyword",
            "users",
            "waits_until",
            "why",
        ];
        assert_eq!(fields(row), names);
        assert_eq!((&row["state"], &row["users"]), (&json!("loaded"), &json!(1)));
        assert!(is_time(&row["backfilled_date"]), "{row}");
    }

    let words = app.command(&["tracking"]).await.ended_with(0).stdout;
    assert!(words.contains("CREDITS  LAST REFRESH  NEXT REFRESH"), "{words}");

    let quota = app.command(&["quota", "--json", "--check"]).await.ended_with(0).json();
    assert_eq!(fields(&quota), ["drift", "meters"]);
    assert_eq!(quota["drift"], json!([]));
    let meters = quota["meters"].as_array().unwrap();
    let units: Vec<_> = meters.iter().map(|meter| (meter["source"].as_str().unwrap(), &meter["unit"])).collect();
    let expected = [("jsearch", json!("requests")), ("active_jobs", json!("jobs")), ("active_jobs", json!("requests"))];
    assert_eq!(units, expected.each_ref().map(|(source, unit)| (*source, unit)));
    for meter in meters {
        let names = ["elsewhere", "left", "limit", "reserved", "resets_at", "source", "spent", "unit", "unknown"];
        assert_eq!(fields(meter), names);
        let [limit, spent, left] = ["limit", "spent", "left"].map(|name| meter[name].as_i64().unwrap());
        assert!(limit - spent == left && spent > 0 && is_time(&meter["resets_at"]), "{meter}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_without_a_key_says_so() {
    let app = app_with_ada().await;
    let keys = ["RAPIDAPI_KEY", "JSEARCH_API_KEY", "ACTIVE_JOBS_API_KEY"].map(|name| (name, ""));
    let words = program::run(&["refresh", "--dry-run"], &app.settings_with(&keys)).await.ended_with(0).stdout;
    assert!(words.starts_with("no job API has a key"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_command_line_and_an_unreadable_setting_are_wrong_usage() {
    let settings = |name: &str| vec![(name.to_owned(), "no=idea=at all".to_owned())];
    for name in ["JOBFILL_BIND", "JOBFILL_TIMEZONE", "JSEARCH_COST", "JOBFILL_REFRESH_AT", "JOBFILL_LOG"] {
        let mut settings = settings(name);
        settings.push(("RAPIDAPI_KEY".to_owned(), "a secret".to_owned()));
        let refused = program::run(&["status"], &settings).await.ended_with(2);
        assert!(refused.stderr.contains(name) && refused.stderr.contains("expected"), "{}", refused.stderr);
        assert!(!refused.stderr.contains("no=idea=at all"), "a value may be a secret: {}", refused.stderr);
    }
    for wrong in [["backfill"].as_slice(), &["status", "--user", "nobody"], &["fly"]] {
        program::run(wrong, &Vec::new()).await.ended_with(2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sql_that_the_project_was_ordered_with_runs_as_it_was_printed() {
    let app = app_with_ada().await;
    backfill(&app, &[]).await.ended_with(0);
    let (client, connection) = jobfill::db::connect_raw(&app.database.url).await.unwrap();
    tokio::spawn(connection);
    let tracked = client
        .query(
            "SELECT
                title_keyword,
                location,
                backfilled_date,
                jobs_found
            FROM backfill_tracking
            ORDER BY backfilled_date DESC;",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(tracked.len(), 2);
    assert!(tracked.iter().all(|row| row.get::<_, i32>("jobs_found") > 0));
    let count = "SELECT COUNT(*) FROM jobs WHERE location ILIKE '%Berlin%';";
    assert!(client.query_one(count, &[]).await.unwrap().get::<_, i64>(0) > 0);
    let queries = client.query("SELECT * FROM user_search_queries WHERE user_id = 1;", &[]).await.unwrap();
    assert_eq!(queries.len(), 2);
    assert_eq!(queries[0].get::<_, &str>("title_keyword"), "Data Scientist");
}

#[tokio::test(flavor = "multi_thread")]
async fn psql_is_told_the_password_where_no_list_of_processes_shows_it() {
    let bin = tempfile::tempdir().unwrap();
    let psql = bin.path().join("psql");
    fs::write(&psql, "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho \"told $PGPASSWORD\"\n").unwrap();
    fs::set_permissions(&psql, Permissions::from_mode(0o755)).unwrap();
    let path = bin.path().display().to_string();
    for (url, shown) in [
        (
            "postgresql://ada:s%40cret@db.example/jobs?sslmode=require",
            "postgresql://ada@db.example/jobs?sslmode=require",
        ),
        ("host=db.example user=ada password=s@cret", "host='db.example' user='ada'"),
    ] {
        let settings =
            [("DATABASE_URL", url), ("PATH", &format!("{path}:/usr/bin:/bin")), ("JOBFILL_DATA_DIR", "/nonexistent")];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let printed = program::run(&["psql", "-c", "SELECT 1"], &settings).await.ended_with(0).stdout;
        assert_eq!(printed, format!("{shown}\n-c\nSELECT 1\ntold s@cret\n"));
    }
}
