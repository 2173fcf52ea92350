//! How much of the paid rate is reached: pages a second by the bound that settings and answers set, the lesser of the
//! rate and of places by the time of an answer. Against a stand-in that takes its time, on a PostgreSQL that syncs.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest of it")]
mod postgresql;

use diesel::QueryableByName;
use diesel::sql_types::Int8;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::app::{App, SharedApp};
use jobfill::backfill::claims::Claims;
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Terms};
use jobfill::filters::Filters;
use jobfill::models::user::{Email, Role, User};
use jobfill::searches::{self, List};
use jobfill::sources::sandbox::{self, API_KEY, Fault, How, Options, Plan};
use jobfill::sources::{Source, SourceSettings};
use jobfill::worker::Pool;
use postgresql::Bench;
use std::sync::Arc;
use std::time::Duration;

/// Places (the setting; None: by default), calls a second, seconds of an answer.
const SETTINGS: [(Option<u32>, u32, u64); 10] = [
    (Some(4), 5, 0),
    (Some(16), 5, 0),
    (None, 5, 0),
    (Some(4), 5, 1),
    (Some(16), 5, 1),
    (None, 5, 1),
    (Some(64), 20, 1),
    (Some(16), 5, 5),
    (Some(64), 5, 5),
    (None, 5, 5),
];

/// How long pages are counted.
const COUNTED: Duration = Duration::from_secs(20);

/// Everybody's wishes: more pages than can be bought in that time.
const TITLES: usize = 20;
const PLACES: [&str; 10] =
    ["Berlin", "Hamburg", "Munich", "Cologne", "Dresden", "Leipzig", "Bremen", "Essen", "Bonn", "Kiel"];

fn main() {
    println!("places  calls/s  answer  bound  pages/s  reached");
    for (places, per_second, seconds) in SETTINGS {
        // A database of its own each time: nothing is left from before.
        let bench = Bench::start();
        let answer = Duration::from_secs(seconds);
        let (pages, at_a_time) = bench.runtime.block_on(measure(&bench, places, per_second, answer));
        let rate = f64::from(per_second);
        let bound = places.map_or(rate, |places| rate.min(f64::from(places) / answer.as_secs_f64().max(1e-9)));
        let shown = places.map_or(format!("({at_a_time})"), |places| places.to_string());
        println!("{shown:>6}  {per_second:>7}  {seconds:>4} s  {bound:>5.2}  {pages:>7.2}  {:>7.2}", pages / bound);
    }
}

/// Pages a second, and the most calls at a time by default.
async fn measure(bench: &Bench, places: Option<u32>, per_second: u32, answer: Duration) -> (f64, i64) {
    let plan = Plan { jsearch_requests: 1_000_000, ..Plan::default() };
    let now = || Clock::System.now();
    let sandbox = sandbox::start(Options { plan, ..Options::new(Arc::new(now)) }).expect("a sandbox");
    if !answer.is_zero() {
        sandbox.fail(Fault::once(How::Slow).times(u32::MAX).after(answer));
    }
    let app = app(bench, &sandbox.settings(Source::JSearch), places, per_second).await.expect("an app");
    wishes(&app).await.expect("wishes");
    let pool = Pool::start(app.clone());
    // Until the usual time of an answer is known, and places are filled by it.
    tokio::time::sleep(answer * 4 + Duration::from_secs(4)).await;
    let before = sent(&app).await;
    tokio::time::sleep(COUNTED).await;
    let after = sent(&app).await;
    pool.stop(&app).await;
    (f64::from(u32::try_from(after.0 - before.0).unwrap_or(0)) / COUNTED.as_secs_f64(), after.1)
}

async fn app(
    bench: &Bench,
    settings: &SourceSettings,
    places: Option<u32>,
    per_second: u32,
) -> anyhow::Result<SharedApp> {
    let mut env = Env::of([
        ("JOBFILL_DATA_DIR", "/nonexistent"),
        ("JSEARCH_API_KEY", API_KEY),
        ("JOBFILL_PERSON_CREDITS", "1000000"),
        ("JOBFILL_DAILY_CREDITS", "1000000"),
        ("JOBFILL_PERSON_COMBINATIONS", "10000"),
    ]);
    env.set("JSEARCH_BASE_URL", settings.base_url.to_string());
    env.set("JSEARCH_PER_SECOND", per_second.to_string());
    if let Some(places) = places {
        env.set("JSEARCH_CONCURRENCY", places.to_string());
    }
    let database = Database::open(bench.app.db.url(), Terms::new(32)).await?;
    App::new(Config::from_env(&env)?, database, Clock::System, "jobfill".into())
}

async fn wishes(app: &SharedApp) -> anyhow::Result<()> {
    let list = List {
        name: "All".to_owned(),
        titles: (0..TITLES).map(|nth| format!("Title {nth}")).collect(),
        locations: PLACES.map(str::to_owned).to_vec(),
        filters: Filters::default(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).expect("a title and a place each");
    let mut conn = app.db.conn().await?;
    let email = Email::parse("ada@example.com").expect("an address");
    let person = User::create(&mut conn, &email, None, Role::Person, app.clock.now()).await?.expect("nobody has it");
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::save(conn, app, &claims, person.id, &list, &wishes).await.map(drop)
    })
    .await?;
    Ok(())
}

/// Calls sent so far, and the most that were ever under way beside another.
async fn sent(app: &SharedApp) -> (i64, i64) {
    #[derive(QueryableByName)]
    struct Sent {
        #[diesel(sql_type = Int8)]
        calls: i64,
        #[diesel(sql_type = Int8)]
        at_a_time: i64,
    }
    let sent = "SELECT count(*) FILTER (WHERE sent_at IS NOT NULL) AS calls,
                       coalesce(max((SELECT count(*) FROM attempts beside
                                      WHERE beside.sent_at <= one.sent_at
                                        AND coalesce(beside.ended_at, now()) > one.sent_at)), 0) AS at_a_time
                  FROM attempts one";
    let mut conn = app.db.conn().await.expect("a connection");
    let row: Sent = diesel::sql_query(sent).get_result(&mut *conn).await.expect("a count");
    (row.calls, row.at_a_time)
}
