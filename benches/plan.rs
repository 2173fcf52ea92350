//! How long one person's plan takes beside a million tracked combinations.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
mod postgresql;

use divan::Bencher;
use jobfill::backfill::start;
use jobfill::combination::Combination;
use jobfill::db::Connection;
use jobfill::filters::Filters;
use jobfill::models::combination::Tracked;
use jobfill::place::CountryCode;
use postgresql::{Bench, Ends, Shared};
use std::sync::{LazyLock, Mutex, PoisonError};

const MILLION: &str = include_str!("../tests/integration/scale/million.sql");

/// As many combinations as one person may have bought in a day.
const WISHES: i32 = 25;

static BENCH: Shared = LazyLock::new(|| Mutex::new(Some(million())));

fn main() {
    let _ends = Ends(&BENCH);
    // Fills it, so that this is not counted.
    drop(BENCH.lock());
    divan::main();
}

fn million() -> Bench {
    let bench = Bench::start();
    bench.runtime.block_on(async {
        let (client, connection) = jobfill::db::connect_raw(bench.app.db.url()).await.expect("a connection");
        tokio::spawn(connection);
        client.batch_execute(MILLION).await.expect("a million combinations");
        let size = "SELECT count(*), pg_size_pretty(pg_database_size(current_database())) FROM backfill_tracking";
        let row = client.query_one(size, &[]).await.expect("its size");
        let (combinations, size): (i64, String) = (row.get(0), row.get(1));
        println!("{combinations} combinations, a database of {size}");
    });
    bench
}

/// What a person's 25 searches still need, and what that would cost: coverage, last fetches, plan and price.
#[divan::bench(sample_count = 200)]
fn one_persons_plan(bencher: Bencher) {
    with(bencher, async |bench, conn, nth| {
        let combinations: Vec<i32> = (0..WISHES).map(|one| 1 + (nth * 7_919 + one * 39_983) % 1_000_000).collect();
        let preview = start::preview(conn, &bench.app, &combinations).await.expect("a plan");
        assert_eq!(preview.planned.len(), 2 * combinations.len());
    });
}

/// Whether a person's 25 searches are tracked already: known by canonical form.
#[divan::bench(sample_count = 200)]
fn one_persons_searches_looked_up(bencher: Bencher) {
    with(bencher, async |_, conn, nth| {
        for one in 0..WISHES {
            let title = format!("Title {}", (nth * 31 + one * 199) % 5_000);
            let wish = Combination::parse(&title, "Berlin", Filters::default(), CountryCode::GERMANY);
            Tracked::known(conn, &wish.expect("a title and a place")).await.expect("an answer");
        }
    });
}

/// Runs it over and over on one connection, with another person's number each time.
fn with(bencher: Bencher, run: impl AsyncFn(&Bench, &mut Connection, i32)) {
    let bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner);
    let bench = bench.as_ref().expect("it ends last");
    let mut conn = bench.connection();
    let mut nth = 0;
    bencher.bench_local(|| {
        nth += 1;
        bench.runtime.block_on(run(bench, &mut conn, nth));
    });
}
