//! Which window closes which gap, with the providers' answers as they come.

use super::{app_with_ada, asked, both, fetches, morning};
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::backfill::learn;
use jobfill::models::capability::{Capability, CapabilityName, CapabilityState};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How, Manners};
use std::collections::BTreeSet;

/// Whether Active Jobs DB takes a date, as far as it is known.
async fn takes_date(app: &TestApp) -> Option<bool> {
    Capability::is_so(app.known(CapabilityName::Dates).await)
}

/// From now on Active Jobs DB does not know the parameter.
fn refuse_dates(app: &TestApp) {
    app.sandbox.fail(Fault::once(How::Refused).times(u32::MAX).at(Source::ActiveJobs).matching("date_created_gte"));
}

/// The books balance, refused calls and all.
async fn books_balance(app: &TestApp) {
    let spent = "SELECT sum(spent)::int8 AS number FROM meters WHERE source = 'active_jobs' AND unit = 'requests'";
    let requests = app.account(Source::ActiveJobs).requests;
    assert_eq!(books::number(app, spent).await, i64::try_from(requests).unwrap());
    books::look(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_of_days_is_closed_to_the_hour_where_the_source_takes_a_date() {
    let app = app_with_ada().await;
    let before = app.account(Source::ActiveJobs).jobs;
    morning(&app, 3).await;
    assert_eq!(asked(&app).await, both("3days", "7d"));
    assert_eq!(takes_date(&app).await, Some(true));
    let pages = app.account(Source::ActiveJobs).pages;
    let dated: Vec<_> =
        pages.iter().filter(|page| page.query.contains("date_created_gte=2026-11-23T08:30:00")).collect();
    assert!(!dated.is_empty(), "{pages:?}");
    let jobs: u64 = dated.iter().map(|page| page.jobs).sum();
    assert_eq!(app.account(Source::ActiveJobs).jobs - before, jobs);
    let known =
        "SELECT count(*) AS number FROM jobs WHERE source = 'active_jobs' AND last_confirmed_at > first_seen_at";
    assert_eq!(books::number(&app, known).await, 0, "nothing that was here came again");
    books_balance(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_shows_whether_dates_are_taken_by_one_call() {
    for (is_refused, known) in [(false, Some(true)), (true, Some(false))] {
        let app = app_with_ada().await;
        if is_refused {
            app.sandbox.fail(Fault::once(How::Refused).times(u32::MAX).at(Source::ActiveJobs).matching("date_created"));
        }
        assert_eq!(takes_date(&app).await, None);
        morning(&app, 1).await;
        assert_eq!(takes_date(&app).await, known);
        let refused = app.account(Source::ActiveJobs).pages.iter().filter(|page| page.position == "refused").count();
        assert_eq!(refused, usize::from(is_refused));
        books::everything_is_bought(&app).await;
        books_balance(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_morning_leaves_out_what_the_sign_up_bought_where_that_is_known_to_work() {
    let twice =
        "SELECT count(*) AS number FROM jobs WHERE source = 'active_jobs' AND last_confirmed_at > first_seen_at";
    for (dates, came_twice) in [(None, true), (Some(CapabilityState::On), false)] {
        let app = app_with_ada().await;
        app.knows(CapabilityName::Dates, dates).await;
        morning(&app, 1).await;
        assert_eq!(asked(&app).await, both("today", "24h"));
        assert_eq!(books::number(&app, twice).await > 0, came_twice);
        books::everything_is_bought(&app).await;
        books_balance(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_date_is_learnt_once_paid_for_and_asked_again_without() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
    app.drain().await;
    refuse_dates(&app);
    morning(&app, 3).await;
    let account = app.account(Source::ActiveJobs);
    let refused: u64 = account.pages.iter().filter(|page| page.position == "refused").map(|page| page.times).sum();
    assert_eq!((takes_date(&app).await, refused), (Some(false), 1), "the second fetch knows better");
    let asked = "SELECT sum(cells)::int8 AS number FROM fetches WHERE span = '7d' AND purpose = 'refresh'";
    assert_eq!(books::number(&app, asked).await, 2, "more than 48 hours: seven days");
    assert!(fetches(&app).await.iter().all(|one| one.state == "done"));
    assert_eq!(app.count("attempts WHERE state = 'refused'").await, 1);
    books_balance(&app).await;

    morning(&app, 5).await;
    let refused = app.account(Source::ActiveJobs).pages.iter().filter(|page| page.position == "refused").count();
    assert_eq!(refused, 1, "it is not tried again");
    books_balance(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_date_a_gap_of_less_than_48_hours_leaves_a_hole_that_nobody_pays_for_later() {
    let app = app_with_ada().await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::Off)).await;
    morning(&app, 2).await;
    assert_eq!(asked(&app).await, both("3days", "24h"));
    let hole = "SELECT count(*) AS number FROM requests WHERE source = 'active_jobs'
                   AND NOT held @> '2026-11-23T20:00:00Z'::timestamptz AND held @> '2026-11-24T12:00:00Z'::timestamptz";
    assert_eq!(books::number(&app, hole).await, 1);
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
    morning(&app, 3).await;
    let spans = asked(&app).await;
    let active: Vec<_> = spans.iter().filter(|one| one.0 == "active_jobs").collect();
    assert_eq!(active.len(), 2, "{spans:?}");
    assert!(active.iter().all(|one| one.1 == "24h"), "{spans:?}");
    assert_eq!(books::number(&app, hole).await, 1, "it stays marked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_began_with_a_quiet_night_is_not_asked_for_again_once_days_are_seen_to_reach_back() {
    let days = (Source::JSearch, CapabilityName::RollingDays);
    let mut asked_again = Vec::new();
    for is_learnt in [true, false] {
        let app = TestApp::with([("ACTIVE_JOBS_API_KEY", "")]).await;
        if !is_learnt {
            let off = CapabilityState::OffByHand;
            Capability::note(&mut *app.conn().await, days, off, "a test", app.clock.now()).await.unwrap();
        }
        let ada = app.person("ada@example.com").await;
        app.wants(&ada, &list(&["Data Scientist", "Nurse", "Teacher"], &["Berlin", "Hamburg"])).await;
        app.drain().await;
        morning(&app, 1).await;
        // At noon there are postings of the noon before.
        app.pass(TimeDelta::hours(7));
        app.begin_run().await;
        app.drain().await;
        let known = Capability::is(&mut *app.conn().await, days, CapabilityState::On).await.unwrap();
        assert_eq!(known, is_learnt);
        // In the night nothing is posted: what comes then is younger than a day, although all of the day was asked for.
        app.pass(TimeDelta::hours(11));
        app.begin_run().await;
        app.drain().await;
        morning(&app, 2).await;
        asked_again.push(app.count("fetches WHERE span = '3days'").await);
    }
    assert!(asked_again[0] == 0 && asked_again[1] > 0, "{asked_again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_days_begin_at_midnight_three_are_asked_for_every_morning_and_nothing_is_lost() {
    let [rolling, cut] = [false, true].map(async |days_begin_at_midnight| {
        // No page limit cuts off what three days have and a day has not.
        let app = TestApp::with([("JSEARCH_PAGES", "20"), ("JOBFILL_DAILY_CREDITS", "50000")]).await;
        app.sandbox.behave(Manners { days_begin_at_midnight, ..Manners::default() });
        let ada = app.person("ada@example.com").await;
        let titles = ["Data Scientist", "Nurse", "Teacher", "Florist", "Accountant"];
        app.wants(&ada, &list(&titles, &["Berlin", "Hamburg", "Munich", "Cologne"])).await;
        app.drain().await;
        // At nine in Berlin there are postings of the same day.
        for hours in [23, 24, 24, 24, 24] {
            app.pass(TimeDelta::hours(hours));
            app.begin_run().await;
            app.drain().await;
            learn::look(&mut *app.conn().await, &app).await.unwrap();
        }
        app
    });
    let (rolling, cut) = (rolling.await, cut.await);
    let days = (Source::JSearch, CapabilityName::RollingDays);
    let off = CapabilityState::Off;
    assert!(Capability::is(&mut *cut.conn().await, days, off).await.unwrap());
    assert!(!Capability::is(&mut *rolling.conn().await, days, off).await.unwrap());
    let of_last_run = "SELECT DISTINCT span AS text FROM fetches JOIN requests ON requests.id = fetches.request_id
                        WHERE source = 'jsearch' AND refresh_id = (SELECT max(id) FROM refreshes)";
    let spans = books::texts(&cut, of_last_run).await;
    assert!(!spans.contains(&"today".to_owned()), "{spans:?}");
    let here = async |app: &TestApp, before: &str| {
        let sql = format!("SELECT source_id AS text FROM jobs WHERE source = 'jsearch' AND posted_at < '{before}'");
        books::texts(app, &sql).await.into_iter().collect::<BTreeSet<_>>()
    };
    let (all, found) = (here(&rolling, "2026-11-27T05:00:00Z").await, here(&cut, "2026-12-31").await);
    let missing: Vec<_> = all.difference(&found).collect();
    assert!(missing.is_empty(), "{missing:?} of {}", all.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_has_another_reason_teaches_nothing() {
    let app = app_with_ada().await;
    app.sandbox.fail(Fault::once(How::Refused).times(2).at(Source::ActiveJobs));
    morning(&app, 3).await;
    assert_eq!(takes_date(&app).await, None, "it was refused without a date, too");
    let failed: Vec<_> = fetches(&app).await.into_iter().filter(|one| one.state == "failed").collect();
    assert_eq!(failed.len(), 1);
    books_balance(&app).await;
    morning(&app, 4).await;
    assert_eq!(takes_date(&app).await, Some(true), "the next run finds out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_jsearch_that_did_not_reach_back_is_followed_by_three() {
    let app = app_with_ada().await;
    morning(&app, 1).await;
    // As if its day had begun at midnight.
    app.execute("UPDATE fetches SET fell_short = TRUE WHERE span = 'today'").await;
    morning(&app, 2).await;
    let jsearch: Vec<_> = asked(&app).await.into_iter().filter(|one| one.0 == "jsearch").map(|one| one.1).collect();
    assert_eq!(jsearch, ["3days", "today"]);
    let ages = "SELECT count(*) AS number FROM fetches WHERE pages > 0 AND jobs > 0 AND oldest_posted_at IS NULL";
    assert_eq!(books::number(&app, ages).await, 0, "each remembers its oldest posting");
}
