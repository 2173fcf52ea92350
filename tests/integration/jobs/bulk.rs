//! Many stored jobs: a page stays a few statements, and none of them reads a big table from end to end.

use super::Person;
use crate::support::app::{TestApp, list};
use chrono::DateTime;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::db::Connection;
use jobfill::models::job::Sight;
use jobfill::models::listing::{Criteria, Cursor, Links, List, Listing, PAGE_SIZE, PlaceWords, SearchAtSource};
use jobfill::words;

/// The most statements that a page of the list may take, the session and the frame included, however far it looks.
const MOST_STATEMENTS: u64 = 6;

/// 100,000 jobs of the last 50 days, all of the topic Cook in Berlin. Each belongs to one request, every hundredth to one
/// of the person's.
const MANY: &[&str] = &[
    "INSERT INTO requests (source, key, created_at)
     SELECT 'jsearch', 'other ' || n, now() FROM generate_series(1, 200) AS n",
    "INSERT INTO jobs (source, source_id, title, company, location, description, fields, posted_at, first_seen_at,
                       last_confirmed_at, listed_at, words, place_words, title_runs, place_keys, remote_keys)
     SELECT CASE WHEN n % 2 = 0 THEN 'jsearch' ELSE 'active_jobs' END, 'many ' || n, 'Cook ' || n, 'Acme ' || n % 1000,
            'Berlin, Germany', '<p>Text</p>', '{}', at, at, at, at,
            array_to_tsvector(ARRAY['cook', n::text, 'acme', (n % 1000)::text, 'berlin', 'germany']), 'berlin germany',
            ARRAY['cook', 'cook' || n], ARRAY['anywhere', 'city:2950159', 'country:de'], '{}'
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
    "INSERT INTO topic_jobs (topic_id, job_id, listed_at)
     SELECT topics.id, jobs.id, listed_at FROM topics JOIN jobs ON topics.title = 'cook' AND topics.place = 'city:2950159'",
    "ANALYZE",
];

/// Four combinations; two sources have brought 1,000 of the 100,000 jobs for them, and one of them all fit.
async fn somebody_among_many(app: &TestApp) -> Person {
    let ada = Person::who_wants(app, "ada@example.com", &list(&["Cook", "Baker"], &["Berlin", "Hamburg"])).await;
    for statement in MANY {
        diesel::sql_query(*statement).execute(&mut *app.conn().await).await.unwrap();
    }
    ada
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_over_100_000_jobs_takes_few_statements() {
    let app = TestApp::start().await;
    let ada = somebody_among_many(&app).await;
    let job = ada.visitor.get("/jobs").await.body;
    let job = job.split("<h2><a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for path in [
        "/jobs",
        "/jobs?list=new",
        "/jobs?list=saved",
        &job,
        "/jobs?q=cook+9&location=berlin",
        "/jobs?q=cook+99999&age=all",
        "/jobs?q=cook&location=hamburg",
        "/jobs?location=mannheim&within=100&age=all",
        "/jobs?q=cook+9&location=berlin&within=100",
    ] {
        let before = app.db.statements();
        ada.visitor.get(path).await.is(200);
        let statements = app.db.statements() - before;
        println!("{path}: {statements} statements");
        assert!((3..=MOST_STATEMENTS).contains(&statements), "{path} took {statements}");
    }
    ada.visitor.get("/jobs?age=all").await.shows("50+ jobs, newest first");
    best_first_says_what_it_did_not_look_at(&app, &ada).await;
}

/// Of 100,000 jobs the newest 8,000 are looked at, where no index leads to what is chosen.
async fn best_first_says_what_it_did_not_look_at(app: &TestApp, ada: &Person) {
    let none = ada.visitor.get("/jobs?seniority=Senior&age=all&order=best").await;
    none.shows("None of the thousands of jobs that were looked at").shows("The older ones</a> come newest first");
    none.hides("leaves none of them");
    app.execute(
        "UPDATE jobs SET seniority = 'Senior' WHERE source_id LIKE 'many %' AND substr(source_id, 6)::int % 300 = 0",
    )
    .await;
    let some = ada.visitor.get("/jobs?seniority=Senior&age=all&order=best").await;
    some.shows("+ jobs, best first.").shows("Only the newest jobs of your searches were looked at.");
    let rest =
        some.body.split("were looked at. <a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let shown = super::titles(&some.body);
    let older = super::titles(&ada.visitor.get(&rest.replace("&amp;", "&")).await.is(200).body);
    assert!(!older.is_empty() && older.iter().all(|title| !shown.contains(title)), "{shown:?}\n{older:?}");
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
    let whole = Criteria::usual(now);
    let narrow = Criteria {
        words: words::query("cook 999"),
        place: PlaceWords::parse("Berlin", app.config.country),
        ..whole.clone()
    };
    let around = |place| PlaceWords::parse(place, app.config.country).map(|place| place.within(100));
    let [many_around, none_around] =
        ["Berlin", "Mannheim"].map(|place| Criteria { place: around(place), ..whole.clone() });
    conn.begin_test_transaction().await.unwrap();
    for criteria in [whole, narrow, many_around, none_around] {
        for list in List::ALL {
            let criteria = Criteria { list, ..criteria.clone() };
            let listing = Listing { user_id: id, links: Links::of(&searches, None), criteria: &criteria };
            let jobs = listing.page(&mut conn, &Cursor::newest()).await.unwrap().jobs;
            listing.numbers(&mut conn).await.unwrap();
            listing.tally(&mut conn).await.unwrap();
            let Some(last) = jobs.last() else { continue };
            let beyond = listing.page(&mut conn, &Cursor::older_than(last.cursor())).await.unwrap().jobs;
            assert_eq!(beyond.is_empty(), jobs.len() <= PAGE_SIZE);
            listing.page(&mut conn, &Cursor::newer_than(last.cursor())).await.unwrap();
            Sight::find(&mut conn, id, last.id).await.unwrap();
        }
    }
    assert_eq!(scanned(&mut conn).await, [""; 0]);
    diesel::sql_query("SELECT count(title) FROM jobs").execute(&mut *conn).await.unwrap();
    assert_eq!(scanned(&mut conn).await, ["jobs: 1"], "a scan would have been noticed");
}

/// Rows and entries of big tables that were read in this transaction.
async fn read(conn: &mut Connection) -> i64 {
    #[derive(QueryableByName)]
    struct Read {
        #[diesel(sql_type = Int8)]
        rows: i64,
    }
    let read: Read = diesel::sql_query(
        "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int8 AS rows
           FROM pg_stat_xact_user_tables WHERE relname IN ('jobs', 'request_jobs', 'topic_jobs')",
    )
    .get_result(conn)
    .await
    .unwrap();
    read.rows
}

/// Jobs of a page of a person's list, and rows that were read for it.
async fn looked_for(app: &TestApp, person: &Person, words: &str, place: &str) -> (usize, i64) {
    let place = PlaceWords::parse(place, app.config.country);
    looked_around(app, person, words, place).await
}

async fn looked_around(app: &TestApp, person: &Person, words: &str, place: Option<PlaceWords>) -> (usize, i64) {
    let mut conn = app.conn().await;
    let searches = SearchAtSource::of_user(&mut conn, person.user.id).await.unwrap();
    let usual = Criteria { since: DateTime::UNIX_EPOCH, ..Criteria::usual(app.clock.now()) };
    let keys = place.as_ref().map_or(0, |place| place.keys().len());
    let criteria = Criteria {
        words: words::query(words),
        phrases: words::phrases(words),
        phrases_off: words::phrases_off(words),
        place,
        ..usual
    };
    let listing = Listing { user_id: person.user.id, links: Links::of(&searches, None), criteria: &criteria };
    diesel::sql_query("BEGIN").execute(&mut *conn).await.unwrap();
    let before = read(&mut conn).await;
    let page = listing.page(&mut conn, &Cursor::newest()).await.unwrap();
    let taken = read(&mut conn).await - before;
    diesel::sql_query("ROLLBACK").execute(&mut *conn).await.unwrap();
    println!("“{words}” in {keys} places: {} jobs, {taken} rows read", page.jobs.len());
    (page.jobs.len(), taken)
}

/// Whatever is looked for: a word of every job, of one, of none; a place where all are, or none.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_reads_no_more_than_its_steps_of_a_topic_with_100_000_jobs() {
    let app = TestApp::start().await;
    let ada = somebody_among_many(&app).await;
    for (words, place, found, most) in [
        ("", "", 51, 2_800),
        ("cook", "", 51, 2_800),
        ("cook", "Berlin", 51, 2_800),
        ("cook 99999", "", 1, 40_000),
        ("acme 999", "Germany", 51, 40_000),
        ("nobody", "", 0, 40_000),
        ("", "Hamburg", 0, 40_000),
        ("", "Ham", 0, 40_000),
        ("", "Nirgendheim", 0, 40_000),
        // A phrase is looked for in texts: few of them, however common its words are.
        ("\"cook 99999\"", "", 1, 12_000),
        ("\"acme cook\"", "", 0, 12_000),
        ("\"cook 1\" -\"germany text\"", "", 0, 12_000),
    ] {
        let (jobs, taken) = looked_for(&app, &ada, words, place).await;
        assert_eq!(jobs, found, "“{words}”");
        assert!(taken <= most, "“{words}” read {taken} rows");
    }
}

/// A thousand jobs in the towns around Mannheim: no search sees them. A few more there are the person's.
const AROUND_MANNHEIM: &[&str] = &[
    "UPDATE jobs SET place_keys = ARRAY['anywhere', 'country:de',
                                       (ARRAY['city:2873891', 'city:2907911', 'city:2830582'])[1 + id % 3]]
      WHERE source_id LIKE 'many %' AND id % 100 = 7",
    "DELETE FROM topic_jobs USING jobs WHERE jobs.id = job_id AND NOT 'city:2950159' = ANY (place_keys) AND id % 10000 <> 7",
    "ANALYZE",
];

/// Hundreds of towns around a city go through the index, too.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_hundred_kilometres_reads_no_more_than_its_steps() {
    let app = TestApp::start().await;
    let ada = somebody_among_many(&app).await;
    let around = |place| PlaceWords::parse(place, app.config.country).unwrap().within(100);
    assert!(around("Mannheim").keys().len() > 400, "{}", around("Mannheim").keys().len());
    for statement in AROUND_MANNHEIM {
        diesel::sql_query(*statement).execute(&mut *app.conn().await).await.unwrap();
    }
    for (words, place, found, most) in [
        ("", "Berlin", 51, 2_800),
        ("cook", "Berlin", 51, 2_800),
        ("cook 99998", "Berlin", 1, 40_000),
        ("", "Mannheim", 10, 40_000),
        ("cook", "Mannheim", 10, 40_000),
        ("", "London", 0, 40_000),
        ("nobody", "London", 0, 40_000),
    ] {
        let (jobs, taken) = looked_around(&app, &ada, words, Some(around(place))).await;
        assert_eq!(jobs, found, "“{words}” around {place}");
        assert!(taken <= most, "“{words}” around {place} read {taken} rows");
    }
}

/// Jobs for each of the topics of somebody with a hundred searches: a thousand, beside all cooks.
const HUNDRED: &str = "
    INSERT INTO topic_jobs (topic_id, job_id, listed_at)
    SELECT topic.id, jobs.id, jobs.listed_at
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM topics WHERE title <> 'cook') topic
      JOIN jobs ON jobs.id % 100 = topic.nth % 100
    ON CONFLICT DO NOTHING";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_somebody_with_a_hundred_searches_reads_less_of_each() {
    let app = TestApp::start().await;
    let titles = ["Cook", "Baker", "Nurse", "Welder", "Driver", "Clerk", "Tailor", "Mason", "Gardener", "Teacher"];
    let places = ["Berlin", "Hamburg", "Munich", "Cologne", "Dresden", "Leipzig", "Bremen", "Essen", "Bonn", "Kiel"];
    let ada = Person::who_wants(&app, "ada@example.com", &list(&titles, &places)).await;
    for statement in MANY.iter().chain(&[HUNDRED, "ANALYZE"]) {
        diesel::sql_query(*statement).execute(&mut *app.conn().await).await.unwrap();
    }
    for (words, place, most) in
        [("", "", 20_000), ("cook", "", 20_000), ("cook 99999", "", 40_000), ("", "Nirgendheim", 80_000)]
    {
        let (jobs, taken) = looked_for(&app, &ada, words, place).await;
        assert!(taken <= most, "“{words}” read {taken} rows");
        assert!(jobs == PAGE_SIZE + 1 || !words.is_empty() || !place.is_empty());
    }
    let mut conn = app.conn().await;
    let searches = SearchAtSource::of_user(&mut conn, ada.user.id).await.unwrap();
    let criteria = Criteria { since: DateTime::UNIX_EPOCH, ..Criteria::usual(app.clock.now()) };
    let listing = Listing { user_id: ada.user.id, links: Links::of(&searches, None), criteria: &criteria };
    diesel::sql_query("BEGIN").execute(&mut *conn).await.unwrap();
    let before = read(&mut conn).await;
    let numbers = listing.numbers(&mut conn).await.unwrap();
    let taken = read(&mut conn).await - before;
    assert!(taken <= 45_000, "counting read {taken} rows");
    assert!(numbers.all.is_more(), "{:?}", numbers.all);
    let bakers = searches.iter().find(|one| one.title_keyword == "Baker").unwrap();
    let bakers = numbers.of_combination(bakers.combination_id).jobs;
    assert!(bakers.is_more() && bakers.least() >= 50, "of a thousand: {bakers:?}");
}
