//! Buying deeper where a page limit ended a fetch: by an admin's hand, and nothing twice.

use crate::admin::{REASON, admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::books::{self, number};
use crate::support::browser::Visitor;
use crate::support::wait;
use chrono::TimeDelta;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;
use std::collections::HashSet;

/// One page of each source is bought, and there is more.
const ONE_PAGE: [(&str, &str); 3] = [("JSEARCH_PAGES", "1"), ("ACTIVE_JOBS_PAGES", "1"), ("ACTIVE_JOBS_MONTH", "on")];

/// More pages than a source has of anything.
const MOST_PAGES: usize = 50;

/// Ada's one search is loaded as far as one page goes: fetch 1 and 2.
async fn app_with_a_cut<const N: usize>(settings: [(&str, &str); N]) -> TestApp {
    let app = TestApp::with(settings).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app
}

/// The fetch of this source that an admin may go on from now.
async fn offered(admin: &Visitor, source: Source) -> Option<i64> {
    let page = admin.get("/admin/tracking/1").await;
    let button = page.is(200).body.find(&format!("<button>Load {} deeper", source.label()))?;
    let form = page.body[..button].rsplit_once("action=\"/admin/fetches/")?.1;
    form.split('/').next()?.parse().ok()
}

/// An admin goes on from what is offered; the fetch that does.
async fn deepen(app: &TestApp, admin: &Visitor, source: Source) -> i64 {
    let id = offered(admin, source).await.unwrap();
    let begun = number(app, "SELECT max(id) + 1 AS number FROM fetches").await;
    let answer = admin.post(&format!("/admin/fetches/{id}/deeper"), &[REASON]).await;
    answer.goes_to(&format!("/admin/fetches/{begun}"));
    begun
}

/// How a fetch stands.
async fn state(app: &TestApp, fetch: i64) -> String {
    let states = ["queued", "running", "put_off", "done", "failed", "cancelled"];
    for state in states {
        if app.count(&format!("fetches WHERE id = {fetch} AND state = '{state}'")).await == 1 {
            return state.to_owned();
        }
    }
    panic!("there is no fetch {fetch}");
}

/// Rows of Active Jobs DB that came more than once. The books balance.
async fn came_twice(app: &TestApp) -> i64 {
    books::look(app).await;
    let rows = app.account(Source::ActiveJobs).jobs;
    i64::try_from(rows).unwrap() - app.count("jobs WHERE source = 'active_jobs'").await
}

/// From now on Active Jobs DB does not know the parameter.
fn refuse_dates(app: &TestApp) {
    app.sandbox.fail(Fault::once(How::Refused).times(u32::MAX).at(Source::ActiveJobs).matching("date_created_lt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_limit_cut_is_bought_page_by_page_when_an_admin_asks_for_it() {
    let app = app_with_a_cut(ONE_PAGE).await;
    let admin = admin(&app).await;
    let first = app.charged();
    let page = admin.get("/admin/tracking/1").await;
    page.shows("of them cut by a page limit")
        .shows("1 more page of 24 Oct to 23 Nov, at most 1 credit")
        .shows("at most 100 credits");
    app.drain().await;
    assert_eq!(app.charged(), first, "nothing is bought deeper by itself");

    let mut fetches = 0;
    for source in Source::ALL {
        let most = match source {
            Source::JSearch => "at most 1 credit<",
            Source::ActiveJobs => "at most 100 credits<",
        };
        for _ in 0..MOST_PAGES {
            if offered(&admin, *source).await.is_none() {
                break;
            }
            admin.get("/admin/tracking/1").await.shows(most).shows("1 more page of");
            let charged = app.account(*source).calls;
            let begun = deepen(&app, &admin, *source).await;
            app.drain().await;
            fetches += 1;
            assert_eq!(state(&app, begun).await, "done");
            assert_eq!(app.account(*source).calls - charged, 1, "a page at a time");
        }
        assert_eq!(offered(&admin, *source).await, None, "it never ends");
        let account = app.account(*source);
        assert!(account.pages.len() >= 2, "{:?}", account.pages);
        assert!(account.pages.iter().all(|page| page.times == 1), "{:?}", account.pages);
    }
    assert_eq!(came_twice(&app).await, 0);
    assert_eq!(app.count("requests WHERE cut <> '{}'").await, 0);
    admin.get("/admin/tracking/1").await.shows("held").hides("cut by a page limit").hides("deeper");
    // Each is a purchase of its own, by hand, in the audit; none of them counts as somebody's demand or as typical.
    admin.get("/admin/audit").await.shows("load deeper").shows("fetch 2");
    admin.get("/admin/fetches/3").await.shows("Goes on from").shows("by hand").shows("1 of at most 1");
    let by_hand = "SELECT count(*) AS number FROM ledger WHERE kind = 'settled' AND purpose = 'by_hand' AND spent > 0";
    assert!(number(&app, by_hand).await >= fetches);
    assert_eq!(app.count("demands").await, 1);
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
    // The first one has been gone on from.
    admin.post("/admin/fetches/1/deeper", &[REASON]).await.goes_to("/admin/fetches/1");
    admin.get("/admin/fetches/1").await.shows("Nothing was done").shows("Last: root@example.com: load deeper");
}

#[tokio::test(flavor = "multi_thread")]
async fn days_later_the_source_is_asked_for_its_list_as_it_was() {
    let app = app_with_a_cut(ONE_PAGE).await;
    for day in 1..=3 {
        app.clock.set("2026-11-23T05:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() + TimeDelta::days(day));
        worker::ensure_daily(&app).await.unwrap();
        app.drain().await;
    }
    let admin = admin(&app).await;
    let before = came_twice(&app).await;
    let begun = deepen(&app, &admin, Source::ActiveJobs).await;
    app.drain().await;
    assert_eq!(state(&app, begun).await, "done");
    let account = app.account(Source::ActiveJobs);
    let as_it_was = account.pages.iter().filter(|page| page.query.contains("date_created_lt=2026-11-23T08:30:00"));
    assert_eq!(as_it_was.count(), 1, "{:?}", account.pages);
    assert_eq!(came_twice(&app).await, before);
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_source_takes_no_date_an_old_list_is_left_alone() {
    let app = app_with_a_cut(ONE_PAGE).await;
    refuse_dates(&app);
    app.pass(TimeDelta::days(3));
    let admin = admin(&app).await;
    let before = app.account(Source::ActiveJobs).jobs;
    let begun = deepen(&app, &admin, Source::ActiveJobs).await;
    app.drain().await;
    assert_eq!(state(&app, begun).await, "failed");
    admin.get(&format!("/admin/fetches/{begun}")).await.shows("the list has moved on");
    assert_eq!(app.account(Source::ActiveJobs).jobs, before);
    assert_eq!(app.known(CapabilityName::Dates).await, Some(CapabilityState::Off), "it was learnt");
    assert_eq!(offered(&admin, Source::ActiveJobs).await, None);
    assert!(offered(&admin, Source::JSearch).await.is_some(), "it keeps the place in a cursor of its own");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_was_put_off_goes_on_in_the_list_as_it_was_or_begins_anew() {
    for takes_dates in [true, false] {
        // Ada's day is over after one page and a half.
        let settings = [("JOBFILL_PERSON_CREDITS", "150"), ("ACTIVE_JOBS_MONTH", "on")];
        let app = app_with_a_cut(settings).await;
        assert_eq!(app.count("fetches WHERE state = 'put_off' AND span = '6m' AND pages > 0").await, 1);
        app.pass(TimeDelta::days(2));
        if takes_dates {
            app.drain().await;
            assert_eq!(came_twice(&app).await, 0);
            continue;
        }
        refuse_dates(&app);
        app.drain().await;
        let moved_on = "fetches WHERE state = 'failed' AND error_code = 'moved_on'";
        assert_eq!(app.count(moved_on).await, 1);
        // The next run begins it anew, as far as the day goes.
        app.clock.set("2026-11-26T05:00:00Z".parse().unwrap());
        worker::ensure_daily(&app).await.unwrap();
        app.drain().await;
        assert_eq!(app.count(moved_on).await, 1, "it stays as it ended");
        let anew = "fetches WHERE refresh_id IS NOT NULL AND pages > 0 AND span = '6m'";
        assert_eq!(app.count(anew).await, 1);
        books::look(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_deep_pages() {
    let [pages, more, month] = ONE_PAGE;
    let quiet = [pages, more, month, ("JOBFILL_OFFPEAK", "22:00-05:00"), ("JOBFILL_PERSON_CREDITS", "102")];
    let app = app_with_a_cut(quiet).await;
    let admin = admin(&app).await;
    let begun = deepen(&app, &admin, Source::JSearch).await;
    let second = deepen(&app, &admin, Source::ActiveJobs).await;
    let before = app.charged();
    app.drain().await;
    assert_eq!((state(&app, begun).await.as_str(), app.charged()), ("queued", before), "it is 10:15 in Berlin");
    assert_eq!(app.status("ada@example.com").await["combinations"][0]["state"], "loaded");
    // Somebody else's backfill leaves them where they are, too.
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.charged(), before);
    app.clock.set("2026-11-23T21:30:00Z".parse().unwrap());
    app.execute("DELETE FROM user_search_queries WHERE user_id <> 1").await;
    app.drain().await;
    assert_eq!(state(&app, begun).await, "done");
    // Ada's day is over: nobody finds it in the way, and it is offered again.
    assert_eq!(state(&app, second).await, "cancelled");
    assert_eq!(offered(&admin, Source::ActiveJobs).await, Some(second));
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_goes_before_deep_pages_that_have_not_begun() {
    let [pages, more, month] = ONE_PAGE;
    let app = app_with_a_cut([pages, more, month, ("JOBFILL_OFFPEAK", "22:00-05:00")]).await;
    app.clock.set("2026-11-25T05:30:00Z".parse().unwrap());
    let admin = admin(&app).await;
    let begun = deepen(&app, &admin, Source::JSearch).await;
    assert_eq!(state(&app, begun).await, "queued");
    let bob = app.person("bob@example.com").await;
    let started = app.wants(&bob, &list(&["Data Scientist"], &["Berlin"])).await;
    assert_eq!(started.fetches.len(), 2, "two days are missing at both");
    assert_eq!(state(&app, begun).await, "cancelled");
    app.drain().await;
    assert_eq!(app.status("bob@example.com").await["combinations"][0]["state"], "loaded");
    assert_eq!(app.count("savings WHERE reason = 'being_bought'").await, 0);
    assert_eq!(offered(&admin, Source::JSearch).await, Some(begun), "it is not forgotten");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_broke_off_is_taken_up_though_deep_pages_wait() {
    let app = app_with_a_cut([("JSEARCH_PAGES", "2"), ("JOBFILL_OFFPEAK", "22:00-05:00")]).await;
    app.clock.set("2026-11-25T05:30:00Z".parse().unwrap());
    let admin = admin(&app).await;
    admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    let two_days = "SELECT id AS number FROM fetches WHERE span = '3days'";
    let one_page = async || {
        app.hurry().await;
        worker::step(&app, &Choice::default()).await.unwrap();
        number(&app, &format!("SELECT count(*) AS number FROM ({two_days} AND pages = 1) one")).await
    };
    wait::until("the first page of two days", one_page, |fetches| *fetches == 1).await;
    let broken_off = number(&app, two_days).await;
    admin.post(&format!("/admin/fetches/{broken_off}/cancel"), &[REASON]).await.is(303);
    let begun = deepen(&app, &admin, Source::JSearch).await;
    admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    assert_eq!((state(&app, begun).await, state(&app, broken_off).await), ("cancelled".into(), "queued".into()));
    app.drain().await;
    let pages = app.account(Source::JSearch).pages;
    assert!(pages.iter().all(|page| page.times == 1), "{pages:?}");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deep_pages_find_their_place_however_late_they_come() {
    let ids = async |app: &TestApp| -> HashSet<String> {
        books::texts(app, "SELECT source_id AS text FROM jobs WHERE source = 'active_jobs'").await.into_iter().collect()
    };
    let whole = app_with_a_cut([("ACTIVE_JOBS_PAGES", "50"), ("ACTIVE_JOBS_MONTH", "on")]).await;
    for dates in [None, Some(CapabilityState::On)] {
        let app = TestApp::with(ONE_PAGE).await;
        app.knows(CapabilityName::Dates, dates).await;
        let ada = app.person("ada@example.com").await;
        app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
        // A page a day is cut in the middle, too.
        app.drain().await;
        app.execute("UPDATE fetches SET max_pages = 1").await;
        for wait in [115, 24 * 60, 0] {
            app.pass(TimeDelta::minutes(wait));
            let admin = admin_called(&app, &format!("root{wait}@example.com")).await;
            if offered(&admin, Source::ActiveJobs).await.is_some() {
                deepen(&app, &admin, Source::ActiveJobs).await;
                app.drain().await;
            }
        }
        assert_eq!(came_twice(&app).await, 0);
        let (all, have) = (ids(&whole).await, ids(&app).await);
        assert_eq!(all.difference(&have).count(), 0, "{dates:?}");
        assert_eq!(app.count("requests WHERE source = 'active_jobs' AND cut <> '{}'").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_were_cut_in_the_same_list_one_goes_on() {
    let app = app_with_a_cut(ONE_PAGE).await;
    let admin = admin(&app).await;
    app.pass(TimeDelta::minutes(90));
    admin.sign_in("root@example.com").await.is(303);
    admin.post("/admin/tracking/1/again", &[REASON]).await.is(303);
    app.drain().await;
    let again = came_twice(&app).await;
    for _ in 0..10 {
        if offered(&admin, Source::ActiveJobs).await.is_some() {
            deepen(&app, &admin, Source::ActiveJobs).await;
            app.drain().await;
        }
    }
    assert_eq!(offered(&admin, Source::ActiveJobs).await, None, "it never ends");
    // What came on top since pushed as many rows over the edge of its first page.
    assert!(came_twice(&app).await <= again + 1, "what is deep came twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_of_deep_pages_is_never_passed() {
    let app = app_with_a_cut(ONE_PAGE).await;
    // As if little had been left for the first page.
    app.execute("UPDATE fetches SET position = '{\"offset\": 50}' WHERE id = 2").await;
    let admin = admin(&app).await;
    let before = app.account(Source::ActiveJobs).jobs;
    admin.get("/admin/fetches/2").await.shows("at most 100 credits");
    deepen(&app, &admin, Source::ActiveJobs).await;
    app.drain().await;
    assert!(app.account(Source::ActiveJobs).jobs - before <= 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_broke_off_on_the_way_down_goes_on_from_there() {
    let app = app_with_a_cut([("JSEARCH_PAGES", "2"), ("ACTIVE_JOBS_PAGES", "1")]).await;
    let admin = admin(&app).await;
    let begun = deepen(&app, &admin, Source::JSearch).await;
    worker::step(&app, &Choice::default()).await.unwrap();
    app.sandbox.fail(Fault::once(How::RateLimited).times(4).at(Source::JSearch));
    app.drain().await;
    assert_eq!(state(&app, begun).await, "failed");
    let seen = app.status("ada@example.com").await;
    assert_eq!(seen["combinations"][0]["state"], "loaded", "what lies deeper is an admin's wish: {seen}");
    // A run has its own day to buy, and does not take this one up.
    app.clock.set("2026-11-24T05:00:00Z".parse().unwrap());
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    assert_eq!(state(&app, begun).await, "failed");
    assert_eq!(offered(&admin, Source::JSearch).await, Some(begun));
    admin.sign_in("root@example.com").await.is(303);
    let seen = admin.post(&format!("/admin/fetches/{begun}/deeper"), &[REASON]).await;
    seen.goes_to(&format!("/admin/fetches/{begun}"));
    app.drain().await;
    assert_eq!(state(&app, begun).await, "done");
    let month = app.account(Source::JSearch).pages.into_iter().filter(|page| page.query.contains("month"));
    assert_eq!(month.clone().count(), 4);
    assert!(month.clone().all(|page| page.times == 1), "{:?}", month.collect::<Vec<_>>());
}
