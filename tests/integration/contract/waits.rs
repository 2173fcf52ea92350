//! A provider that asks to be left alone is, up to an hour; for more, admins are asked.

use super::*;
use crate::admin::REASON;
use crate::support::wait;

const BUSY: &str = r#"{"message": "too many requests"}"#;

/// Seconds until the source is asked again.
const WAIT: &str = "SELECT coalesce(extract(epoch FROM max(next_call_at) - now()), 0)::int8 AS number FROM sources";

/// The statuses whose wait is believed: too much haste, and an outage.
const STATUSES: [u16; 2] = [429, 503];

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_of_up_to_an_hour_is_believed() {
    for status in STATUSES {
        for (asked, seconds) in [("600", 590..=600), ("3600", 3_590..=3_600)] {
            let (app, provider) = app_at(Source::ActiveJobs).await;
            provider.says(Said::status(status, BUSY).with("retry-after", asked));
            let person = app.person("ada@example.com").await;
            app.wants(&person, &list(&["Cook"], &["Berlin"])).await;
            step(&app).await;
            let wait = books::number(&app, WAIT).await;
            assert!(seconds.contains(&wait), "{status}, {asked}: {wait} s");
            assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
            step(&app).await;
            assert_eq!(provider.calls(), 1, "it is left alone");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_longer_wait_stops_the_source_until_an_admin_lets_it_go_on() {
    for status in STATUSES {
        for asked in ["3601", "31536000", "99999999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"] {
            let (app, provider) = app_at(Source::ActiveJobs).await;
            let admin = admin(&app).await;
            provider.says(Said::status(status, BUSY).with("retry-after", asked));
            let person = app.person("ada@example.com").await;
            app.wants(&person, &list(&["Cook"], &["Berlin"])).await;
            step(&app).await;
            assert_eq!(app.count("sources WHERE stopped_code = 'asked_to_wait'").await, 1, "{status}, {asked}");
            assert_eq!(app.count("fetches WHERE state = 'put_off' AND error_code = 'source_stopped'").await, 1);
            admin.get("/admin").await.shows("Active Jobs DB is stopped").shows("it asked for no call for");
            assert_eq!(provider.calls(), 1, "it is left alone");

            provider.says(Said::ok(r#"[{"id": 1, "title": "Cook"}]"#));
            admin.post("/admin/sources/active_jobs/resume", &[REASON]).await.is(303);
            step(&app).await;
            // After an outage the first page is the smallest there is, and another one follows.
            let calls = if status == 503 { 3 } else { 2 };
            assert_eq!((last_fetch(&app).await.as_str(), provider.calls()), ("done 1 0", calls), "{status}, {asked}");
            admin.get("/admin").await.hides("Active Jobs DB is stopped");
        }
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
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
}

/// Runs what is due by the queue's own clock: nobody hurries it.
async fn step(app: &TestApp) {
    use jobfill::queue::Choice;
    let all = async { while let Some(_ran) = jobfill::worker::step(&app.app, &Choice::default()).await.unwrap() {} };
    wait::end_of("the tasks that are due", all).await;
}
