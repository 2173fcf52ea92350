//! Many stored jobs: a page stays a few statements, and none of them reads a big table from end to end.

use super::Person;
use crate::support::app::{TestApp, list};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::db::Connection;
use jobfill::models::job::{self, Sight};
use jobfill::models::listing::{Criteria, Cursor, Links, List, Listing, PAGE_SIZE, PlaceWords, SearchAtSource};
use jobfill::words;

/// The most statements that a page of the list may take, the session and the frame included.
const MOST_STATEMENTS: u64 = 7;

/// 100,000 jobs of the last 50 days. Each belongs to one request, every hundredth to one of the person's.
const MANY: &[&str] = &[
    "INSERT INTO requests (source, key, created_at)
     SELECT 'jsearch', 'other ' || n, now() FROM generate_series(1, 200) AS n",
    "INSERT INTO jobs (source, source_id, title, company, location, description, fields, posted_at, first_seen_at,
                       last_confirmed_at, listed_at, words, place_words)
     SELECT CASE WHEN n % 2 = 0 THEN 'jsearch' ELSE 'active_jobs' END, 'many ' || n, 'Cook ' || n, 'Acme ' || n % 1000,
            'Berlin, Germany', '<p>Text</p>', '{}', at, at, at, at,
            array_to_tsvector(ARRAY['cook', n::text, 'acme', (n % 1000)::text, 'berlin', 'germany']), 'berlin germany'
       FROM (SELECT n, timestamptz '2026-11-23 09:00:00Z' - n * interval '43 seconds' AS at
               FROM generate_series(1, 100000) AS n) AS many",
    "WITH own AS (SELECT DISTINCT request_id, row_number() OVER (ORDER BY request_id) - 1 AS place
                    FROM combination_requests),
          other AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM requests WHERE key LIKE 'other %')
     INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
     SELECT coalesce(own.request_id, other.id), jobs.id, listed_at, first_seen_at
       FROM jobs
       LEFT JOIN own ON jobs.id % 100 = 0 AND own.place = jobs.id / 100 % (SELECT count(*) FROM own)
       LEFT JOIN other ON other.place = jobs.id % 200",
    "ANALYZE",
];

/// Four combinations at two sources see 1,000 of the 100,000 jobs.
async fn somebody_among_many(app: &TestApp) -> Person {
    let ada = Person::who_wants(app, "ada@example.com", &list(&["Cook", "Baker"], &["Berlin", "Hamburg"])).await;
    for statement in MANY {
        diesel::sql_query(*statement).execute(&mut *app.conn().await).await.unwrap();
    }
    ada
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_over_100_000_jobs_takes_at_most_seven_statements() {
    let app = TestApp::start().await;
    let ada = somebody_among_many(&app).await;
    let job = ada.visitor.get("/jobs").await.body;
    let job = job.split("<h2><a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let empty = "/jobs?q=nobody+says+this";
    for path in ["/jobs", "/jobs?q=cook+9&location=berlin", "/jobs?list=new", "/jobs?list=saved", empty, &job] {
        let before = app.db.statements();
        ada.visitor.get(path).await.is(200);
        let statements = app.db.statements() - before;
        assert!((3..=MOST_STATEMENTS).contains(&statements), "{path} took {statements}");
    }
    ada.visitor.get("/jobs?age=all").await.shows("1,000 jobs, newest first");
}

#[derive(QueryableByName)]
struct Scan {
    #[diesel(sql_type = Text)]
    relname: String,
    #[diesel(sql_type = Int8)]
    seq_scan: i64,
}

/// Big tables that were read from end to end in this transaction, as PostgreSQL counted it.
async fn scanned(conn: &mut Connection) -> Vec<String> {
    let scans: Vec<Scan> = diesel::sql_query(
        "SELECT relname::text, seq_scan FROM pg_stat_xact_user_tables
          WHERE relname IN ('jobs', 'request_jobs') AND seq_scan > 0",
    )
    .load(conn)
    .await
    .unwrap();
    scans.into_iter().map(|scan| format!("{}: {}", scan.relname, scan.seq_scan)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_of_the_pages_reads_a_big_table_from_end_to_end() {
    let app = TestApp::start().await;
    let ada = somebody_among_many(&app).await;
    let (now, id) = (app.clock.now(), ada.user.id);
    let mut conn = app.conn().await;
    let searches = SearchAtSource::of_user(&mut conn, id).await.unwrap();
    let whole = Criteria {
        words: None,
        place: None,
        remote: None,
        since: now - chrono::TimeDelta::days(30),
        is_dated: false,
        source: None,
        list: List::Shown,
        new_since: now - chrono::TimeDelta::days(1),
        open_since: job::open_since(now),
        search_id: None,
    };
    let narrow = Criteria {
        words: words::query("cook 999"),
        place: PlaceWords::parse("Berlin", app.config.country),
        ..whole.clone()
    };
    conn.begin_test_transaction().await.unwrap();
    for criteria in [whole, narrow] {
        for list in List::ALL {
            let criteria = Criteria { list, ..criteria.clone() };
            let listing = Listing { user_id: id, links: Links::of(&searches, None), criteria: &criteria };
            let jobs = listing.page(&mut conn, &Cursor::newest()).await.unwrap();
            listing.count(&mut conn).await.unwrap();
            listing.tally(&mut conn).await.unwrap();
            let Some(last) = jobs.last() else { continue };
            let beyond = listing.page(&mut conn, &Cursor::older_than(last.cursor())).await.unwrap();
            assert_eq!(beyond.is_empty(), jobs.len() <= PAGE_SIZE);
            listing.page(&mut conn, &Cursor::newer_than(last.cursor())).await.unwrap();
            Sight::find(&mut conn, id, last.id).await.unwrap().twin(&mut conn, id).await.unwrap();
        }
    }
    assert_eq!(scanned(&mut conn).await, [""; 0]);
    diesel::sql_query("SELECT count(title) FROM jobs").execute(&mut *conn).await.unwrap();
    assert_eq!(scanned(&mut conn).await, ["jobs: 1"], "a scan would have been noticed");
}
