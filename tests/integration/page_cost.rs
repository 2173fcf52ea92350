//! What a page costs the database: its statements and commits, for a fetch that serves one combination.

use crate::support::app::{MOST_STEPS, TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::models::user::{Email, User};
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::API_KEY;
use jobfill::worker;

/// Statements of one step of the queue: a page's, those around transactions and that of its claim among them. The word to
/// open pages of other processes is not, which a pool says once a second at most.
const MOST_STATEMENTS: u64 = 30;

/// With copies of which one is closed: what is connected is loaded and grouped anew, and two statements open and close what
/// has come to the group. Such pages are few.
const MOST_WITH_CLOSED_COPIES: u64 = 31;

/// The claim; the call is booked; its answer is kept; the page is stored.
const MOST_COMMITS: u64 = 4;

/// Statements and commits of each page.
type Costs = Vec<(u64, u64)>;

/// Everything but the key of one source, so many pages of each fetch, and calls a second.
fn alone<'a>(source: Source, most: &'a str, per_second: &'a str) -> [(&'a str, &'a str); 5] {
    let [key, pages, rate] = match source {
        Source::JSearch => ["JSEARCH_API_KEY", "JSEARCH_PAGES", "JSEARCH_PER_SECOND"],
        Source::ActiveJobs => ["ACTIVE_JOBS_API_KEY", "ACTIVE_JOBS_PAGES", "ACTIVE_JOBS_PER_SECOND"],
    };
    [("RAPIDAPI_KEY", ""), (key, API_KEY), ("ACTIVE_JOBS_MONTH", "on"), (pages, most), (rate, per_second)]
}

/// Somebody for whom something was bought already: periods, days and prepared statements are there.
async fn has_bought(app: &TestApp, person: &User) {
    app.wants(person, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
}

/// Numbers of the queued fetches' tasks at a source.
async fn queued(app: &TestApp, source: Source) -> Choice {
    let fetches =
        format!("SELECT id::text AS text FROM tasks WHERE kind = 'fetch' AND state = 'queued' AND source = '{source}'");
    Choice { only: Some(books::texts(app, &fetches).await.iter().map(|id| id.parse().unwrap()).collect()) }
}

/// Buys what is queued at a source, page by page.
async fn costs(app: &TestApp, source: Source) -> Costs {
    let (choice, mut costs) = (queued(app, source).await, Vec::new());
    for _ in 0..6 {
        let before = (app.db.statements(), app.db.commits());
        if worker::step_unheard(app, &choice).await.unwrap().is_none() {
            break;
        }
        costs.push((app.db.statements() - before.0, app.db.commits() - before.1));
    }
    costs
}

/// Pages of a source, with so many pages of each fetch, and calls a second.
async fn pages(source: Source, most: &str, per_second: &str) -> Costs {
    let app = TestApp::with(alone(source, most, per_second)).await;
    let ada = app.person("ada@example.com").await;
    has_bought(&app, &ada).await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    let costs = costs(&app, source).await;
    app.drain().await;
    books::everything_is_bought(&app).await;
    costs
}

/// Pages of the daily run on the next morning, on which something was bought already: the day has its rows.
async fn pages_of_the_run(source: Source) -> Costs {
    let app = TestApp::with(alone(source, "5", "1000")).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(1));
    // Of ada's own lists all that is missing would be bought at once.
    has_bought(&app, &app.person("bob@example.com").await).await;
    app.begin_run().await;
    let costs = costs(&app, source).await;
    let of_runs = app.count("fetches WHERE purpose = 'refresh' AND pages > 0").await;
    assert!(of_runs > 0, "{source}: no page was of the run");
    costs
}

/// Pages of Active Jobs DB's own host, which says of each call what it cost.
async fn pages_of_the_own_host() -> Costs {
    let app = TestApp::at_own_host([("JSEARCH_API_KEY", ""), ("ACTIVE_JOBS_PAGES", "5")]).await;
    let ada = app.person("ada@example.com").await;
    has_bought(&app, &ada).await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    costs(&app, Source::ActiveJobs).await
}

/// A first page that is the last, for somebody who has signed up today: spending is bounded with that of all other new
/// accounts.
async fn pages_of_a_first_day(source: Source) -> Costs {
    let app = TestApp::with(alone(source, "1", "1000")).await;
    let email = Email::parse("ada@example.com").unwrap();
    let signing_up = User::sign_up(&mut *app.conn().await, &email, "a hash", app.clock.now()).await;
    let ada = signing_up.unwrap().unwrap();
    has_bought(&app, &ada).await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    costs(&app, source).await
}

/// Pages of a source that bring copies of the other's jobs, which are all `closed`, or none.
async fn pages_with_copies(source: Source, are_closed: bool) -> Costs {
    let app = TestApp::with([("JSEARCH_PAGES", "3"), ("ACTIVE_JOBS_PAGES", "3")]).await;
    let ada = app.person("ada@example.com").await;
    has_bought(&app, &ada).await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    let other = if source == Source::JSearch { Source::ActiveJobs } else { Source::JSearch };
    let first = queued(&app, other).await;
    for _ in 0..MOST_STEPS {
        if worker::step_unheard(&app, &first).await.unwrap().is_none() {
            break;
        }
    }
    if are_closed {
        app.execute("UPDATE jobs SET closed_at = listed_at + interval '1 day', closed_why = 'employer'").await;
    }
    let costs = costs(&app, source).await;
    let copies =
        format!("jobs WHERE source = '{source}' AND group_id IN (SELECT group_id FROM jobs WHERE source = '{other}')");
    assert!(app.count(&copies).await > 0, "{source}: no page brought a copy");
    costs
}

/// All figures are printed before one of them is judged.
fn are_cheap(all: &[(String, Costs)], most: u64) {
    for (what, costs) in all {
        println!("{what}: statements and commits of each page: {costs:?}");
    }
    for (what, costs) in all {
        assert!(!costs.is_empty(), "{what}");
        for (statements, commits) in costs {
            assert!(*statements <= most, "{what}: {statements} statements");
            assert!(*commits <= MOST_COMMITS, "{what}: {commits} commits");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_costs_few_statements_and_four_commits() {
    let mut all = Vec::new();
    for &source in Source::ALL {
        // A fetch of several pages, and one whose first page is its last.
        for most in ["5", "1"] {
            let pages = pages(source, most, "1000").await;
            assert!(pages.len() >= if most == "1" { 1 } else { 2 }, "{pages:?}");
            all.push((format!("{source}, {most} pages"), pages));
        }
    }
    are_cheap(&all, MOST_STATEMENTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_costs_no_more_for_a_run_a_new_account_or_at_the_own_host() {
    let mut all = vec![("active_jobs, its own host".to_owned(), pages_of_the_own_host().await)];
    for &source in Source::ALL {
        all.push((format!("{source}, the daily run"), pages_of_the_run(source).await));
        all.push((format!("{source}, a first day"), pages_of_a_first_day(source).await));
    }
    are_cheap(&all, MOST_STATEMENTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_copies_costs_no_more_and_one_with_closed_copies_hardly_more() {
    for (are_closed, most) in [(false, MOST_STATEMENTS), (true, MOST_WITH_CLOSED_COPIES)] {
        let mut all = Vec::new();
        for &source in Source::ALL {
            let costs = pages_with_copies(source, are_closed).await;
            all.push((format!("{source}, copies, closed: {are_closed}"), costs));
        }
        are_cheap(&all, most);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_waits_for_its_slot_is_looked_at_once_more_before_it_is_sent() {
    let pages = pages(Source::JSearch, "3", "1").await;
    println!("at a call a second: statements and commits of each page: {pages:?}");
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().all(|(statements, commits)| *statements <= MOST_STATEMENTS && *commits <= MOST_COMMITS + 1));
}
