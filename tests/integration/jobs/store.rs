//! Jobs as they are stored.

use super::{Person, posting, postings};
use crate::support::app::TestApp;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::filters::EmploymentType;
use jobfill::models::job::Stored;
use jobfill::schema::{jobs, request_jobs};
use jobfill::sources::{Posting, Source};

/// Listed, first seen, last confirmed.
async fn dates(app: &TestApp) -> Vec<(DateTime<Utc>, DateTime<Utc>, DateTime<Utc>)> {
    let columns = (jobs::listed_at, jobs::first_seen_at, jobs::last_confirmed_at);
    jobs::table.order(jobs::id).select(columns).load(&mut *app.conn().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_one_by_its_source_and_the_sources_id() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let one = postings(&app, 1).remove(0);
    let twice = [one.clone(), one.clone()];
    assert_eq!(ada.is_brought(&app, Source::JSearch, &twice).await, Stored { linked: 1, new: 1 });
    assert_eq!(ada.is_brought(&app, Source::JSearch, &twice).await, Stored { linked: 0, new: 0 });
    assert_eq!(ada.is_brought(&app, Source::ActiveJobs, &[one]).await, Stored { linked: 1, new: 1 });
    assert_eq!(ada.is_brought(&app, Source::ActiveJobs, &[]).await, Stored::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_another_request_brings_again_is_linked_and_not_new() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let chef = crate::support::app::list(&["Chef"], &["Berlin"]);
    let bob = Person::who_wants(&app, "bob@example.com", &chef).await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 2)).await;
    assert_eq!(bob.is_brought(&app, Source::JSearch, &postings(&app, 3)).await, Stored { linked: 3, new: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_job_takes_what_changed_and_keeps_what_is_no_longer_stated() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let then = app.clock.now();
    let part_time = vec![EmploymentType::PartTime];
    let whole = Posting {
        salary: Some("1 EUR".to_owned()),
        description: Some("Text".to_owned()),
        employment_types: part_time,
        ..posting("1", "Cook", then)
    };
    ada.is_brought(&app, Source::JSearch, &[whole]).await;
    app.pass(TimeDelta::days(2));
    let later = Posting { posted_at: None, posted_from: None, location: None, ..posting("1", "Sous-chef", then) };
    ada.is_brought(&app, Source::JSearch, &[later]).await;
    assert_eq!(dates(&app).await, [(then, then, app.clock.now())]);
    let kept: (String, String, Option<String>, String, Vec<String>) = jobs::table
        .select((jobs::title, jobs::location, jobs::salary, jobs::description, jobs::employment_types))
        .first(&mut *app.conn().await)
        .await
        .unwrap();
    let text = |text: &str| text.to_owned();
    let expected =
        (text("Sous-chef"), text("Berlin, Germany"), Some(text("1 EUR")), text("<p>Text</p>"), vec![text("PART_TIME")]);
    assert_eq!(kept, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_posted_again_days_later_is_listed_anew_everywhere() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let then = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Cook", then)]).await;
    app.pass(TimeDelta::days(40));
    let slightly_other = posting("1", "Cook", then + TimeDelta::hours(20));
    ada.is_brought(&app, Source::JSearch, &[slightly_other]).await;
    assert_eq!(dates(&app).await, [(then, then, app.clock.now())]);
    let again = app.clock.now() - TimeDelta::hours(1);
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Cook", again)]).await;
    assert_eq!(dates(&app).await, [(again, then, app.clock.now())]);
    let linked: Vec<DateTime<Utc>> =
        request_jobs::table.select(request_jobs::listed_at).load(&mut *app.conn().await).await.unwrap();
    assert_eq!(linked, [again]);
    let bob = Person::cook(&app, "bob@example.com").await;
    assert_eq!(bob.sees("/jobs").await, ["Cook"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posting_date_in_the_future_counts_as_now() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    let undated = Posting { posted_at: None, posted_from: None, ..posting("2", "Undated", now) };
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Future", now + TimeDelta::days(9)), undated]).await;
    assert!(dates(&app).await.iter().all(|(listed_at, ..)| *listed_at == now));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_date_says_the_same_every_day_and_is_no_new_posting() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let month_ago = |app: &TestApp| app.clock.now() - TimeDelta::days(30);
    let then = month_ago(&app);
    ada.is_brought(&app, Source::JSearch, &[Posting { posted_from: None, ..posting("1", "Cook", then) }]).await;
    app.pass(TimeDelta::days(9));
    let again = Posting { posted_from: None, ..posting("1", "Cook", month_ago(&app)) };
    ada.is_brought(&app, Source::JSearch, &[again]).await;
    assert_eq!(dates(&app).await[0].0, then);
    let weeks = posting("1", "Cook", then + TimeDelta::days(6));
    let vague = Posting { posted_from: Some(then - TimeDelta::days(1)), ..weeks };
    ada.is_brought(&app, Source::JSearch, &[vague]).await;
    assert_eq!(dates(&app).await[0].0, then, "\"2 weeks ago\" is said for a week");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_without_a_date_stands_where_it_was_first_seen_until_its_date_is_known() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let first_seen = app.clock.now();
    let undated =
        |app: &TestApp| Posting { posted_at: None, posted_from: None, ..posting("1", "Undated", app.clock.now()) };
    ada.is_brought(&app, Source::JSearch, &[undated(&app)]).await;
    app.pass(TimeDelta::hours(20));
    let dated = posting("2", "Dated", app.clock.now() - TimeDelta::hours(2));
    ada.is_brought(&app, Source::JSearch, &[undated(&app), dated]).await;
    assert_eq!(ada.sees("/jobs").await, ["Dated", "Undated"]);
    assert_eq!(ada.sees("/jobs?age=3").await, ["Dated"]);
    let known = posting("1", "Undated", first_seen - TimeDelta::days(5));
    ada.is_brought(&app, Source::JSearch, &[known]).await;
    assert_eq!(dates(&app).await[0].0, first_seen - TimeDelta::days(5));
}
