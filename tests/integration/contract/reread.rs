//! `jobfill reread`: what was bought and could not be read is read after an update, as of when it came.

use super::*;
use chrono::TimeDelta;

/// Everything that reading again may change, without the moment of doing so.
async fn all(app: &TestApp) -> Vec<String> {
    let tables = [
        "SELECT concat_ws(' ', source_id, title, first_seen_at, last_confirmed_at, listed_at, fields) AS text FROM jobs",
        "SELECT concat_ws(' ', id, state, error_code, pages, jobs, new_jobs, left_out, credits, next_page) AS text FROM fetches",
        "SELECT concat_ws(' ', id, held, cut) AS text FROM requests",
        "SELECT concat_ws(' ', id, jobs_found, credits, state) AS text FROM backfill_tracking",
        "SELECT concat_ws(' ', id, state, credits, reading, answer_rows, left_out, left_out_why, error) AS text FROM attempts",
        "SELECT concat_ws(' ', source, left_out, stopped_code) AS text FROM sources",
        "SELECT concat_ws(' ', request_id, job_id, listed_at, first_seen_at) AS text FROM request_jobs",
        "SELECT concat_ws(' ', id, kind, meter_id, spent, unknown) AS text FROM ledger",
    ];
    let mut all = Vec::new();
    for sql in tables {
        all.extend(books::texts(app, &format!("{sql} ORDER BY 1")).await);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_update_can_read_comes_in_as_of_when_it_was_bought() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let whole = r#"[{"id": 1, "title": "Cook"}, {"id": 2, "title": "Chef"}]"#;
    provider.says(Said::ok("<html>"));
    somebody_wants(&app, "Cook").await;
    provider.says(Said::ok(r#"[{"id": 3, "title": "Baker"}, {"uid": 4, "title": "Head Baker"}]"#));
    somebody_wants(&app, "Baker").await;
    provider.says(Said::ok("<still not JSON>"));
    somebody_wants(&app, "Nurse").await;
    let bought_at = app.clock.now();
    app.pass(TimeDelta::days(2));

    let nothing = app.command(&["reread", "--json"]).await.ended_with(0).json();
    assert_eq!((&nothing["answers"], &nothing["unreadable"], &nothing["new_jobs"]), (&3.into(), &2.into(), &0.into()));
    assert_eq!(app.count("fetches WHERE state = 'failed'").await, 2);
    // What an update would make of the first two: it reads what this version cannot.
    for (page, body) in [(1, whole), (2, r#"[{"id": 3, "title": "Baker"}, {"id": 4, "title": "Head Baker"}]"#)] {
        app.execute(&format!("UPDATE answers SET body = '{body}' WHERE fetch_id = {page}")).await;
    }
    let read = app.command(&["reread", "--json"]).await.ended_with(0).json();
    for (figure, count) in
        [("answers", 3), ("newly_read", 1), ("unreadable", 1), ("new_jobs", 3), ("fetches_mended", 1)]
    {
        assert_eq!(read[figure], count, "{figure} of {read}");
    }
    assert_eq!(provider.calls(), 3, "nothing is bought");
    let as_of_then = format!("first_seen_at = '{bought_at}' AND last_confirmed_at = '{bought_at}'");
    assert_eq!(app.count(&format!("jobs WHERE {as_of_then}")).await, 4);
    let fetches = books::texts(
        &app,
        "SELECT concat_ws(' ', state, pages, jobs, new_jobs, left_out) AS text FROM fetches ORDER BY id",
    )
    .await;
    assert_eq!(fetches, ["done 1 2 2 0", "done 1 2 2 0", "failed 0 0 0 0"]);
    let held = format!("requests WHERE NOT isempty(held) AND upper(held) <= '{bought_at}'");
    assert_eq!(app.count(&held).await, 2, "the window is that of then");
    assert_eq!(app.count("sources WHERE left_out > 0").await, 0);

    let once = all(&app).await;
    app.command(&["reread"]).await.ended_with(0);
    assert_eq!(all(&app).await, once, "twice is once");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_seen_again_since_keeps_its_confirmation() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let said = Said::ok(r#"[{"id": 1, "title": "Cook", "organization": "Old"}]"#);
    provider.says(said);
    somebody_wants(&app, "Cook").await;
    app.pass(TimeDelta::days(3));
    provider.says(Said::ok(r#"[{"id": 1, "title": "Cook", "organization": "New"}]"#));
    somebody_wants(&app, "Chef").await;
    let before = all(&app).await;
    app.command(&["reread"]).await.ended_with(0);
    assert_eq!(all(&app).await, before);
    assert_eq!(app.count("jobs WHERE company = 'New'").await, 1);
}
