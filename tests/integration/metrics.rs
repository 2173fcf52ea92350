//! `/metrics`: what it tells, to whom, and what it costs.

use crate::admin::two_people;
use crate::support::app::TestApp;

async fn ask(app: &TestApp, token: Option<&str>) -> reqwest::Response {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.get(format!("{}/metrics", app.url));
    token.into_iter().fold(request, reqwest::RequestBuilder::bearer_auth).send().await.unwrap()
}

/// The value of one sample.
#[track_caller]
fn value(text: &str, sample: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {sample} in\n{text}")).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_tell_what_was_bought_saved_and_asked() {
    let app = two_people().await;
    app.visitor().get("/login").await.is(200);
    app.visitor().get("/jobs/12").await.is(303);
    app.visitor().get("/no/such/page").await.is(404);
    let before = app.db.statements();
    let answer = ask(&app, None).await;
    assert_eq!(answer.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.text().await.unwrap();
    assert!(app.db.statements() - before <= 12);

    let done = app.count("tasks WHERE kind = 'fetch' AND state = 'done'").await as f64;
    assert_eq!(value(&text, r#"jobfill_tasks{kind="fetch",state="done"}"#), done);
    assert_eq!(value(&text, "jobfill_oldest_due_task_seconds"), 0.0);
    let pages = app.count("attempts JOIN fetches ON fetches.id = fetch_id WHERE request_id IN (SELECT id FROM requests WHERE source = 'jsearch')").await;
    assert_eq!(value(&text, r#"jobfill_pages{source="jsearch",outcome="settled"}"#), pages as f64);
    let credits = |unit: &str, is: &str| {
        value(&text, &format!(r#"jobfill_credits{{source="active_jobs",unit="{unit}",is="{is}"}}"#))
    };
    assert_eq!(credits("jobs", "spent"), app.account(jobfill::sources::Source::ActiveJobs).jobs as f64);
    assert_eq!(credits("jobs", "limit") - credits("jobs", "spent"), credits("jobs", "left"));
    assert_eq!((credits("requests", "reserved"), credits("requests", "unknown")), (0.0, 0.0));
    assert!(value(&text, r#"jobfill_saved_credits_total{source="active_jobs"}"#) > 0.0);
    assert_eq!(value(&text, r#"jobfill_source_stopped{source="jsearch"}"#), 0.0);

    let requests = |labels: &str| value(&text, &format!("jobfill_request_duration_seconds_count{{{labels}}}"));
    assert_eq!(requests(r#"method="GET",route="/login",status="2xx""#), 1.0);
    assert_eq!(requests(r#"method="GET",route="/jobs/{id}",status="3xx""#), 1.0);
    assert_eq!(requests(r#"method="GET",route="",status="4xx""#), 1.0);
    for secret in ["example.com", "Data Scientist", "Berlin", "/jobs/12", "no/such"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_due_task_is_as_old_as_it_has_been_due() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &crate::support::app::list(&["Nurse"], &["Berlin"])).await;
    app.pass(chrono::TimeDelta::seconds(90));
    let text = ask(&app, None).await.text().await.unwrap();
    assert_eq!(value(&text, "jobfill_oldest_due_task_seconds"), 90.0);
    assert_eq!(value(&text, r#"jobfill_tasks{kind="fetch",state="queued"}"#), 2.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_set_is_asked_for() {
    let app = TestApp::with([("JOBFILL_METRICS_TOKEN", "s3cret")]).await;
    for token in [None, Some("other"), Some("")] {
        let answer = ask(&app, token).await;
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        assert!(!answer.text().await.unwrap().contains("jobfill_tasks"));
    }
    assert_eq!(ask(&app, Some("s3cret")).await.status(), 200);
}
