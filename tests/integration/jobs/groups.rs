//! Copies of one job share a group, however and whenever they are stored.

use super::{Person, posting};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::wait;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::models::job::{self, StoredPage};
use jobfill::schema::jobs;
use jobfill::sources::{Posting, Source};
use std::collections::{BTreeMap, BTreeSet};
use tokio::task::JoinHandle;

/// The jobs of each group, by the ids of their sources; groups of one are left out.
async fn groups(app: &TestApp) -> BTreeSet<BTreeSet<String>> {
    let rows: Vec<(i64, String)> =
        jobs::table.select((jobs::group_id, jobs::source_id)).load(&mut *app.conn().await).await.unwrap();
    let mut groups: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for (group, id) in rows {
        groups.entry(group).or_default().insert(id);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn group(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn linked(id: &str, title: &str, links: &[&str], app: &TestApp) -> Posting {
    let links = links.iter().map(|link| (*link).to_owned()).collect();
    Posting { links, ..posting(id, title, app.clock.now()) }
}

const FIRST: &str = "https://acme.jobs.personio.de/job/1";
const SECOND: &str = "https://jobs.jobvite.com/acme/job/oXDf2fwB";

/// Copies by links and by words, other openings, and one in two towns.
fn all(app: &TestApp) -> Vec<Posting> {
    let cook = |id: &str, place: &str, days: i64| Posting {
        location: Some(place.to_owned()),
        ..posting(id, "Cook (m/w/d)", app.clock.now() - TimeDelta::days(days))
    };
    vec![
        linked("key", "Chef", &[FIRST], app),
        linked("both keys", "Head of the kitchen", &[FIRST, SECOND], app),
        linked("other key", "Chef de cuisine", &[SECOND], app),
        cook("berlin", "Berlin, Germany", 3),
        cook("berlin again", "Berlin", 0),
        cook("munich", "Munich, Germany", 1),
        cook("two towns", "Munich, Germany; Berlin, Germany", 2),
        cook("long ago", "Berlin, Germany", 60),
        cook("hamburg", "Hamburg, Germany", 1),
        posting("other title", "Waiter", app.clock.now()),
        Posting { company: Some("Other GmbH".to_owned()), ..cook("other employer", "Berlin, Germany", 0) },
    ]
}

async fn stored_in(order: &[usize]) -> BTreeSet<BTreeSet<String>> {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let all = all(&app);
    for (nth, at) in order.iter().enumerate() {
        let source = if nth % 2 == 0 { Source::JSearch } else { Source::ActiveJobs };
        ada.is_brought(&app, source, &all[*at..=*at]).await;
    }
    groups(&app).await
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_the_same_in_whatever_order_their_jobs_come() {
    let kept = BTreeSet::from([group(&["berlin", "berlin again", "munich", "two towns"])]);
    let at_once = {
        let app = TestApp::start().await;
        let ada = Person::cook(&app, "ada@example.com").await;
        ada.is_brought(&app, Source::JSearch, &all(&app)).await;
        groups(&app).await
    };
    assert!(at_once.is_superset(&kept), "{at_once:?}");
    assert!(at_once.iter().any(|group| group.contains("both keys")), "{at_once:?}");
    for order in
        [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [6, 2, 4, 0, 8, 10, 1, 3, 5, 7, 9]]
    {
        assert_eq!(stored_in(&order).await, at_once, "{order:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_called_after_its_first_job() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let cook = posting("1", "Cook", app.clock.now());
    ada.is_brought(&app, Source::JSearch, std::slice::from_ref(&cook)).await;
    ada.is_brought(&app, Source::ActiveJobs, &[cook]).await;
    let rows: Vec<(i64, i64)> =
        jobs::table.order(jobs::id).select((jobs::id, jobs::group_id)).load(&mut *app.conn().await).await.unwrap();
    assert_eq!((rows[0].1, rows[1].1), (rows[0].0, rows[0].0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_changes_leaves_its_group() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Cook", now), posting("2", "Cook", now)]).await;
    assert_eq!(groups(&app).await, BTreeSet::from([group(&["1", "2"])]));
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Baker", now)]).await;
    assert!(groups(&app).await.is_empty());
    // What is no longer stated is still known.
    ada.is_brought(&app, Source::JSearch, &[Posting { company: None, location: None, ..posting("1", "Cook", now) }])
        .await;
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Cook", now)]).await;
    assert_eq!(groups(&app).await, BTreeSet::from([group(&["1", "2"])]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_changes_leaves_its_group_however_old_that_is() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let then = app.clock.now();
    let months_ago = |id: &str, title: &str| Posting { posted_from: None, ..posting(id, title, then) };
    ada.is_brought(&app, Source::JSearch, &[months_ago("1", "Cook"), months_ago("2", "Cook")]).await;
    app.pass(TimeDelta::days(120));
    ada.is_brought(&app, Source::JSearch, &[months_ago("1", "Baker")]).await;
    assert!(groups(&app).await.is_empty());
}

/// JSearch shows some of a job's links at a time: what one call leaves out is still the same posting.
#[tokio::test(flavor = "multi_thread")]
async fn links_that_an_answer_leaves_out_are_not_forgotten_until_the_job_is_posted_again() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let job = |links: &[&str], app: &TestApp| Posting {
        posted_from: Some(app.clock.now()),
        ..linked("1", "Cook", links, app)
    };
    ada.is_brought(&app, Source::JSearch, &[linked("first", "Chef", &[FIRST], &app)]).await;
    ada.is_brought(&app, Source::JSearch, &[linked("second", "Head chef", &[SECOND], &app)]).await;
    let together = BTreeSet::from([group(&["1", "first"])]);
    for links in [&[FIRST][..], &[], &["https://boards.greenhouse.io/acme/jobs/7"], &[FIRST]] {
        ada.is_brought(&app, Source::JSearch, &[job(links, &app)]).await;
        assert_eq!(groups(&app).await, together, "{links:?}");
    }
    app.pass(TimeDelta::days(3));
    ada.is_brought(&app, Source::JSearch, &[job(&[SECOND], &app)]).await;
    assert_eq!(groups(&app).await, BTreeSet::from([group(&["1", "second"])]), "it was posted again, elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_in_the_title_that_changes_makes_another_opening_of_it() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Cook (ref. 4711)", now)]).await;
    ada.is_brought(&app, Source::ActiveJobs, &[posting("2", "Cook (ref. 4711)", now)]).await;
    assert_eq!(groups(&app).await, BTreeSet::from([group(&["1", "2"])]));
    ada.is_brought(&app, Source::ActiveJobs, &[posting("2", "Cook (ref. 4712)", now)]).await;
    assert!(groups(&app).await.is_empty());
}

/// A page stores its jobs with its own connection, as another worker does.
async fn stores(app: &TestApp, request: i64, page: Vec<Posting>) -> JoinHandle<QueryResult<StoredPage>> {
    let (mut conn, now) = (app.db.own().await.unwrap(), app.clock.now());
    tokio::spawn(async move {
        conn.transaction(async |conn| job::store(conn, Source::JSearch, request, &page, now).await).await
    })
}

/// Transactions that wait for another's rows.
async fn waiting(app: &TestApp) -> i64 {
    let waits = "SELECT count(*) AS number FROM pg_stat_activity
                  WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event <> 'advisory'";
    books::number(app, waits).await
}

/// Who inserts a job locks what is here first, also where the new one has no key by which it could be a copy. Else the
/// first page would hold the new job and wait for the last, which the second holds, who waits for the new one.
#[tokio::test(flavor = "multi_thread")]
async fn pages_with_a_new_job_of_nobody_do_not_wait_for_each_other_in_a_circle() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let (request, now) = (ada.request(&app, Source::JSearch).await, app.clock.now());
    let new = || Posting { company: None, location: None, ..posting("a new", "Cook", now) };
    let (middle, last) = (posting("m", "Waiter", now), posting("z", "Baker", now));
    ada.is_brought(&app, Source::JSearch, &[middle.clone(), last.clone()]).await;

    let mut third = app.db.own().await.unwrap();
    diesel::sql_query("BEGIN").execute(&mut third).await.unwrap();
    diesel::sql_query("SELECT FROM jobs WHERE source_id = 'm' FOR NO KEY UPDATE").execute(&mut third).await.unwrap();
    let one = stores(&app, request, vec![new(), middle, last]).await;
    wait::until("the first page", async || waiting(&app).await, |waiting| *waiting == 1).await;
    let two = stores(&app, request, vec![new(), posting("z", "Pastry cook", now)]).await;
    wait::until(
        "the second page",
        async || (two.is_finished(), waiting(&app).await),
        |(is_finished, waiting)| *is_finished || *waiting == 2,
    )
    .await;
    diesel::sql_query("COMMIT").execute(&mut third).await.unwrap();
    wait::end_of("the first page", one).await.unwrap().unwrap();
    wait::end_of("the second page", two).await.unwrap().unwrap();
    assert_eq!(ada.sees("/jobs").await.len(), 3);
}

/// The second page has to wait for the first one's end, whose jobs it cannot see before.
#[tokio::test(flavor = "multi_thread")]
async fn two_pages_that_are_stored_at_once_agree() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let (jsearch, active_jobs) =
        (ada.request(&app, Source::JSearch).await, ada.request(&app, Source::ActiveJobs).await);
    let now = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[linked("both keys", "Cook", &[FIRST, SECOND], &app)]).await;
    // Direct copies of each other, and two that one job between them holds together.
    let first = [posting("words", "Baker", now), linked("key", "Chef", &[FIRST], &app)];
    let second = [posting("same words", "Baker (m/w/d)", now), linked("other key", "Chef", &[SECOND], &app)];
    let (mut one, mut two) = (app.db.own().await.unwrap(), app.db.own().await.unwrap());
    diesel::sql_query("BEGIN").execute(&mut one).await.unwrap();
    job::store(&mut one, Source::JSearch, jsearch, &first, now).await.unwrap();
    let waiting = tokio::spawn(async move {
        two.transaction(async |conn| job::store(conn, Source::ActiveJobs, active_jobs, &second, now).await).await
    });
    let waits = "SELECT count(*) AS number FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    wait::until("the second page", async || books::number(&app, waits).await, |waiting| *waiting == 1).await;
    diesel::sql_query("COMMIT").execute(&mut one).await.unwrap();
    wait::end_of("the second page", waiting).await.unwrap().unwrap();
    let groups = groups(&app).await;
    assert!(groups.contains(&group(&["words", "same words"])), "{groups:?}");
    let of_keys = groups.iter().find(|group| group.contains("both keys")).cloned().unwrap();
    assert_eq!(groups.len(), 2, "{groups:?}");
    assert!(of_keys.len() > 1, "{of_keys:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_has_a_hundred_copies_and_the_rest_make_the_next() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let everywhere = |n: i32| Posting {
        location: Some(format!("Town {n}, Germany")),
        ..linked(&n.to_string(), "Cook", &[FIRST], &app)
    };
    for page in [1..=90, 91..=180, 181..=250] {
        ada.is_brought(&app, Source::JSearch, &page.map(everywhere).collect::<Vec<_>>()).await;
        let sizes: Vec<usize> = groups(&app).await.iter().map(BTreeSet::len).collect();
        assert!(sizes.iter().all(|size| *size <= 100), "{sizes:?}");
    }
    let mut sizes: Vec<usize> = groups(&app).await.iter().map(BTreeSet::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [50, 100, 100]);
}
