//! What a page costs the database: its statements, for a fetch that serves one combination.

use crate::support::app::{TestApp, list};
use crate::support::books;
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::API_KEY;
use jobfill::worker;

/// Statements of one step of the queue: a page's, those around transactions and those of its claim among them. The
/// first page also begins the fetch, and the last one covers its window.
const MOST_STATEMENTS: [(&str, u64); 3] = [("first", 60), ("middle", 55), ("last", 60)];

#[tokio::test(flavor = "multi_thread")]
async fn a_page_costs_few_statements() {
    for (key, source) in [("JSEARCH_API_KEY", Source::JSearch), ("ACTIVE_JOBS_API_KEY", Source::ActiveJobs)] {
        let settings = [("RAPIDAPI_KEY", ""), (key, API_KEY), ("JSEARCH_PAGES", "5"), ("ACTIVE_JOBS_PAGES", "2")];
        let app = TestApp::with(settings).await;
        let ada = app.person("ada@example.com").await;
        // Periods, days and prepared statements are there already.
        app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
        app.drain().await;
        app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
        let mut pages = Vec::new();
        for _ in 0..5 {
            let before = app.db.statements();
            if worker::step(&app, &Choice::default()).await.unwrap().is_none() {
                break;
            }
            pages.push(app.db.statements() - before);
        }
        println!("{source}: statements of each page: {pages:?}");
        books::everything_is_bought(&app).await;
        assert!(pages.len() >= 2, "{pages:?}");
        for (nth, statements) in pages.iter().enumerate() {
            let kind = if nth == 0 { 0 } else { 1 + usize::from(nth + 1 == pages.len()) };
            let (kind, most) = MOST_STATEMENTS[kind];
            assert!(*statements <= most, "{source}, {kind} page: {statements} statements");
        }
    }
}
