//! How many jobs are stored in a second, from pages that have been read, on a PostgreSQL that syncs to disk.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
mod postgresql;

use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::{AsyncConnection, RunQueryDsl};
use divan::Bencher;
use divan::counter::ItemsCount;
use jobfill::clock::Clock;
use jobfill::combination::Combination;
use jobfill::db::Connection;
use jobfill::filters::Filters;
use jobfill::models::job;
use jobfill::place::CountryCode;
use jobfill::sources::sandbox::{self, Options};
use jobfill::sources::{self, Client, PageAsk, Position, Posting, Request, Source, Span};
use postgresql::{Bench, Ends, Shared};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

static BENCH: Shared = LazyLock::new(|| Mutex::new(Some(Bench::start())));

/// A page of JSearch has about 10 jobs, one of Active Jobs DB 100.
const PAGES: [Source; 2] = [Source::JSearch, Source::ActiveJobs];

fn main() {
    let _ends = Ends(&BENCH);
    divan::main();
}

/// Jobs that nobody has seen before.
#[divan::bench(args = PAGES, sample_count = 200)]
fn new_jobs(bencher: Bencher, source: Source) {
    stored(bencher, source, |nth, posting| Posting {
        source_id: format!("{} {nth}", posting.source_id),
        company: posting.company.map(|company| format!("{company} {nth}")),
        links: Vec::new(),
        apply_url: None,
        ..posting
    });
}

/// Jobs that nobody has seen before, a fifth of them copies of others, among 100,000 of 5,000 employers.
#[divan::bench(args = PAGES, sample_count = 200)]
fn new_jobs_among_many(bencher: Bencher, source: Source) {
    fill(source);
    let place = std::sync::atomic::AtomicU64::new(0);
    let next = || place.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    stored(bencher, source, |nth, posting| {
        let job = next();
        among_many(if job.is_multiple_of(5) { job * 37 % MANY } else { MANY + job }, &format!("{nth} {job}"), posting)
    });
}

/// What is there before.
const MANY: u64 = 100_000;

/// Stores as many jobs as there are to be, once.
fn fill(source: Source) {
    static FILLED: std::sync::Once = std::sync::Once::new();
    FILLED.call_once(|| {
        let bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner);
        let bench = bench.as_ref().expect("it ends last");
        let (at, page) = bench.runtime.block_on(page(source));
        let one = page.as_slice().first().expect("a posting");
        let mut conn = bench.connection();
        let request_id = bench.runtime.block_on(request(&mut conn, source));
        for begin in (0..MANY).step_by(100) {
            let page: Vec<Posting> =
                (begin..begin + 100).map(|job| among_many(job, &format!("many {job}"), one.clone())).collect();
            let storing = conn.transaction(async |conn| job::store(conn, source, request_id, &page, at).await);
            bench.runtime.block_on(storing).expect("the page is stored");
        }
        bench.runtime.block_on(diesel::sql_query("ANALYZE").execute(&mut conn)).expect("it is counted");
    });
}

/// A job of one of 5,000 employers, by its number: in one of five towns, with one of 50 titles and, half of them, a link to
/// an applicant system.
fn among_many(job: u64, id: &str, posting: Posting) -> Posting {
    const TOWNS: [&str; 5] = ["Berlin", "Hamburg", "Munich", "Cologne", "Dresden"];
    let town = TOWNS.get(usize::try_from(job / 3 % 5).unwrap_or_default()).unwrap_or(&"Berlin");
    let link = job.is_multiple_of(2).then(|| format!("https://employer{}.jobs.personio.de/job/{job}", job % 5_000));
    Posting {
        source_id: id.to_owned(),
        company: Some(format!("Employer {} GmbH", job % 5_000)),
        title: format!("{} {}", posting.title, job / 7 % 50),
        location: Some(format!("{town}, Germany")),
        links: link.into_iter().collect(),
        ..posting
    }
}

/// The same jobs again, confirmed: what most of a daily run's pages hold.
#[divan::bench(args = PAGES, sample_count = 200)]
fn known_jobs(bencher: Bencher, source: Source) {
    stored(bencher, source, |_, posting| posting);
}

/// Stores a page in a transaction of its own, over and over.
fn stored(bencher: Bencher, source: Source, made_of: impl Fn(u64, Posting) -> Posting) {
    let bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner);
    let bench = bench.as_ref().expect("it ends last");
    let (at, page) = bench.runtime.block_on(page(source));
    let mut conn = bench.connection();
    let request_id = bench.runtime.block_on(request(&mut conn, source));
    let mut nth = 0;
    bencher
        .with_inputs(|| {
            nth += 1;
            page.iter().cloned().map(|posting| made_of(nth, posting)).collect::<Vec<_>>()
        })
        .input_counter(|page: &Vec<Posting>| ItemsCount::new(page.len()))
        .bench_local_values(|page| {
            let storing = conn.transaction(async |conn| job::store(conn, source, request_id, &page, at).await);
            bench.runtime.block_on(storing).expect("the page is stored")
        });
}

/// A full page as the source's stand-in sells it, and when it came.
async fn page(source: Source) -> (DateTime<Utc>, Vec<Posting>) {
    let now = Clock::System.now();
    let sandbox = sandbox::start(Options::new(Arc::new(move || now))).expect("a sandbox");
    let client = Client::new(source, &sandbox.settings(source)).expect("a client");
    let wish = Combination::parse("Data Scientist", "Berlin", Filters::default(), CountryCode::GERMANY);
    let request = Request::of(source, &wish.expect("a title and a place"));
    let month_ago = now - TimeDelta::days(30);
    let (span, limit) = match source {
        Source::JSearch => (Span::Month { since: month_ago }, 10),
        Source::ActiveJobs => (Span::Month { since: month_ago }, 100),
    };
    let position = &Position::Start;
    let ask =
        PageAsk { request: &request, or_titles: &[], span, position, limit, created_since: None, created_before: None };
    let answer = client.send(&ask).await.expect("an answer");
    let page = sources::parse(source, &answer.body, now).expect("a page");
    assert!(page.postings.len() * 10 >= limit as usize * 8, "the page is nearly full");
    (now, page.postings)
}

/// What brought them.
async fn request(conn: &mut Connection, source: Source) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Int8)]
        id: i64,
    }
    let insert =
        "INSERT INTO requests (source, key, created_at) VALUES ($1, gen_random_uuid()::text, now()) RETURNING id";
    let row: Row = diesel::sql_query(insert)
        .bind::<diesel::sql_types::Text, _>(source.as_str())
        .get_result(conn)
        .await
        .expect("a request");
    row.id
}
