//! A source that gives nothing readable three times in a row is asked for nothing more until an admin has looked.

use super::*;
use crate::admin::REASON;

const HTML: &str = "<html><script>alert(1)</script>";

#[tokio::test(flavor = "multi_thread")]
async fn three_unreadable_answers_in_a_row_stop_the_source_until_an_admin_lets_it_go_on() {
    let (app, provider) = app_at(Source::ActiveJobs).await;
    let admin = admin(&app).await;
    let good = Said::ok(r#"[{"id": 1, "title": "Cook"}]"#);
    // Two, an empty list between, and one that can be read: no three in a row.
    for said in [Said::ok(HTML), Said::ok("[]"), Said::ok(HTML), good.clone(), Said::ok(HTML), Said::ok(HTML)] {
        provider.says(said);
        somebody_wants(&app, &format!("Cook {}", provider.calls())).await;
        assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
    }
    provider.always_says(Said::ok(HTML));
    somebody_wants(&app, "Baker").await;
    assert_eq!(app.count("sources WHERE stopped_code = 'unreadable'").await, 1);
    let calls = provider.calls();
    somebody_wants(&app, "Nurse").await;
    assert_eq!(provider.calls(), calls, "nothing more is bought");
    assert_eq!(app.count("fetches WHERE state = 'put_off' AND error_code = 'source_stopped'").await, 1);
    let shown = admin.get("/admin").await;
    shown.shows("Active Jobs DB is stopped").shows("&#60;html&#62;&#60;script&#62;").hides("<script>alert");

    provider.always_says(good);
    admin.post("/admin/sources/active_jobs/resume", &[REASON]).await.is(303);
    app.drain().await;
    assert_eq!(last_fetch(&app).await, "done 1 0", "what was put off is bought");
    // What was looked at is forgotten: one more is not the third.
    provider.says(Said::ok(HTML));
    somebody_wants(&app, "Driver").await;
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_does_not_let_an_unreadable_source_go_on() {
    let (app, provider) = app_at(Source::JSearch).await;
    provider.always_says(Said::ok("{}"));
    for title in ["Cook", "Baker", "Nurse"] {
        somebody_wants(&app, title).await;
    }
    jobfill::models::source_state::SourceState::forget_misconfigurations(&mut *app.conn().await).await.unwrap();
    assert_eq!(app.count("sources WHERE stopped_code = 'unreadable'").await, 1);
    somebody_wants(&app, "Driver").await;
    assert_eq!(provider.calls(), 3);
}
