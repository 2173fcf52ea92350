//! A provider that asks to be left alone is, up to an hour; admins hear of more.

use super::*;
use crate::admin::REASON;
use crate::support::wait;

const BUSY: &str = r#"{"message": "too many requests"}"#;

#[tokio::test(flavor = "multi_thread")]
async fn no_wait_that_a_source_asks_for_is_longer_than_an_hour_and_resuming_ends_it() {
    for asked in ["31536000", "99999999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"] {
        let (app, provider) = app_at(Source::ActiveJobs).await;
        let admin = admin(&app).await;
        provider.says(Said::status(429, BUSY).with("retry-after", asked));
        let person = app.person("ada@example.com").await;
        app.wants(&person, &list(&["Cook"], &["Berlin"])).await;
        step(&app).await;
        let wait = "SELECT extract(epoch FROM max(next_call_at) - now())::int8 AS number FROM sources";
        let wait = books::number(&app, wait).await;
        assert!((3_500..=3_601).contains(&wait), "{asked}: {wait} s");
        assert_eq!(app.count("attempts WHERE state = 'voided' AND error_code = 'rate_limited'").await, 1);
        admin.get("/admin").await.shows("it is asked again after an hour");
        step(&app).await;
        assert_eq!(provider.calls(), 1, "it is left alone");

        provider.says(Said::ok(r#"[{"id": 1, "title": "Cook"}]"#));
        admin.post("/admin/sources/active_jobs/resume", &[REASON]).await.is(303);
        step(&app).await;
        assert_eq!((last_fetch(&app).await.as_str(), provider.calls()), ("done 1 0", 2), "{asked}");
        admin.get("/admin").await.hides("it is asked again after an hour");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_that_makes_no_sense_is_none() {
    let (app, provider) = app_at(Source::JSearch).await;
    for asked in ["soon", "-1", "NaN"] {
        provider.says(Said::status(429, BUSY).with("retry-after", asked));
    }
    provider.says(Said::ok(r#"{"status": "OK", "data": [{"job_id": "1", "job_title": "Cook"}]}"#));
    somebody_wants(&app, "Cook").await;
    assert_eq!(last_fetch(&app).await, "done 1 0");
    assert_eq!(app.count("sources WHERE asked_wait_seconds IS NOT NULL").await, 0);
}

/// Runs what is due by the queue's own clock: nobody hurries it.
async fn step(app: &TestApp) {
    use jobfill::queue::Choice;
    let all = async { while let Some(_ran) = jobfill::worker::step(&app.app, &Choice::default()).await.unwrap() {} };
    wait::end_of("the tasks that are due", all).await;
}
