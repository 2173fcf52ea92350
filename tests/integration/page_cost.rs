//! What a page costs the database: its statements and commits, for a fetch that serves one combination.

use crate::support::app::{TestApp, list};
use crate::support::books;
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::API_KEY;
use jobfill::worker;

/// Statements of one step of the queue: a page's, those around transactions and that of its claim among them. The word to
/// open pages of other processes is not, which a pool says once a second at most. Thirty, the one that links its jobs to the
/// topics that they are of, and five of which the first says whether anything has to be grouped, and the last two group it and
/// close what has come to a closed job.
const MOST_STATEMENTS: u64 = 36;

/// The claim; the call is booked; its answer is kept; the page is stored.
const MOST_COMMITS: u64 = 4;

/// Of the source, with so many pages of each fetch, and calls a second; for each page, statements and commits.
async fn pages(source: Source, most: &str, per_second: &str) -> Vec<(u64, u64)> {
    let [key, pages, rate] = match source {
        Source::JSearch => ["JSEARCH_API_KEY", "JSEARCH_PAGES", "JSEARCH_PER_SECOND"],
        Source::ActiveJobs => ["ACTIVE_JOBS_API_KEY", "ACTIVE_JOBS_PAGES", "ACTIVE_JOBS_PER_SECOND"],
    };
    let only = [("RAPIDAPI_KEY", ""), (key, API_KEY), ("ACTIVE_JOBS_MONTH", "on")];
    let app = TestApp::with([only[0], only[1], only[2], (pages, most), (rate, per_second)]).await;
    let ada = app.person("ada@example.com").await;
    // Periods, days and prepared statements are there already.
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
    app.wants(&ada, &list(&["Data Scientist"], &["Germany"])).await;
    let fetches = "SELECT id::text AS text FROM tasks WHERE kind = 'fetch' AND state = 'queued'";
    let only = books::texts(&app, fetches).await.iter().map(|id| id.parse().unwrap()).collect();
    let choice = Choice { only: Some(only) };
    let mut pages = Vec::new();
    for _ in 0..5 {
        let before = (app.db.statements(), app.db.commits());
        if worker::step_unheard(&app, &choice).await.unwrap().is_none() {
            break;
        }
        pages.push((app.db.statements() - before.0, app.db.commits() - before.1));
    }
    app.drain().await;
    books::everything_is_bought(&app).await;
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_costs_few_statements_and_four_commits() {
    for &source in Source::ALL {
        // A fetch of several pages, and one whose first page is its last.
        for most in ["5", "1"] {
            let pages = pages(source, most, "1000").await;
            println!("{source}, {most} pages: statements and commits of each: {pages:?}");
            assert!(pages.len() >= if most == "1" { 1 } else { 2 }, "{pages:?}");
            for (statements, commits) in pages {
                assert!(statements <= MOST_STATEMENTS, "{source}, {most} pages: {statements} statements");
                assert!(commits <= MOST_COMMITS, "{source}, {most} pages: {commits} commits");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_waits_for_its_slot_is_looked_at_once_more_before_it_is_sent() {
    let pages = pages(Source::JSearch, "3", "1").await;
    println!("at a call a second: statements and commits of each page: {pages:?}");
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().all(|(statements, commits)| *statements <= MOST_STATEMENTS && *commits <= MOST_COMMITS + 1));
}
