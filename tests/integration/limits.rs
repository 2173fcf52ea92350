//! Four processes with sixty-four tasks at a time, misfortunes, and a period that ends in the middle: whatever happens,
//! no limit is passed.

use crate::support::app::{TestApp, list};
use crate::support::program::Program;
use crate::support::{books, wait};
use chrono::{DateTime, Datelike, Days, Months, NaiveTime, TimeDelta, Utc};
use jobfill::clock::Clock;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Control, Fault, How};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::time::Duration;

const PROCESSES: usize = 4;

/// Of Active Jobs DB, whose pages take up to a hundred of them, and of JSearch, whose pages take one.
const LIMIT: i64 = 1_000;
const JSEARCH_LIMIT: i64 = 60;

/// Seconds until the provider's period ends, from when the work begins.
const TURN_IN: i64 = 5;

const TITLES: [&str; 8] =
    ["Data Scientist", "Nurse", "Teacher", "Electrician", "Accountant", "Chef", "Baker", "Painter"];
const PLACES: [&str; 4] = ["Berlin", "Hamburg", "Munich", "Cologne"];

async fn app() -> TestApp {
    let app = TestApp::on_system_clock([
        ("ACTIVE_JOBS_PLAN", &LIMIT.to_string()),
        ("ACTIVE_JOBS_CONCURRENCY", "64"),
        ("JSEARCH_PLAN", &JSEARCH_LIMIT.to_string()),
        ("JSEARCH_CONCURRENCY", "64"),
        ("JOBFILL_PERSON_CREDITS", "100000"),
        ("JOBFILL_DAILY_CREDITS", "100000"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
        ("JOBFILL_REFRESH_AT", "23:59"),
    ])
    .await;
    // The database itself refuses a moment at which more is held than may be.
    books::execute(&app, "ALTER TABLE meters ADD CHECK (spent + reserved + unknown <= credit_limit)").await;
    app
}

/// Two people who have nothing in common: sixty-four combinations, a hundred and twenty-eight fetches.
async fn two_people_want_a_lot(app: &TestApp) {
    for name in ["ada", "bob"] {
        let person = app.person(&format!("{name}@example.com")).await;
        let titles = TITLES.map(|title| format!("{title} {name}"));
        app.wants(&person, &list(&titles.each_ref().map(String::as_str), &PLACES)).await;
    }
}

/// Answers that are late, lost, free, refused or hurried away, in an order that chance makes, the same in every run.
fn misfortunes(app: &TestApp) {
    let mut chance = StdRng::seed_from_u64(64);
    let ways =
        [How::Slow, How::Slow, How::Slow, How::Drop, How::HalfBody, How::ServerError, How::RateLimited, How::Refused];
    for _ in 0..60 {
        let how = ways[chance.random_range(0..ways.len())];
        // What may have been charged is held until it is known: too much of it at once, and nothing would be left.
        let source = if how == How::Slow || chance.random_bool(0.3) { Source::ActiveJobs } else { Source::JSearch };
        let delay = Duration::from_millis(chance.random_range(0..900));
        let fault = Fault { retry_after_seconds: Some(0), ..Fault::once(how).at(source).after(delay) };
        app.sandbox.fail(if how == How::Slow { fault } else { fault.charged(chance.random_bool(0.5)) });
    }
}

/// The provider's clock goes forward to shortly before its month ends.
fn turn_the_month(app: &TestApp) {
    let now = Clock::System.now();
    let third = now.date_naive().with_day(3).unwrap() + Months::new(1);
    let reset: DateTime<Utc> = third.and_time(NaiveTime::MIN).and_utc();
    let seconds = (reset - now - TimeDelta::seconds(TURN_IN)).num_seconds();
    app.sandbox.control(Control::SetClockOffset { seconds });
    assert!(third > now.date_naive() + Days::new(1), "a reset of its own is near");
}

/// Spent by one source's main meter in its latest period, and how many periods there were.
async fn spent(app: &TestApp) -> (i64, i64) {
    let of = "FROM meters WHERE source = 'active_jobs' AND unit = 'jobs'";
    let spent = format!("SELECT coalesce((SELECT spent {of} ORDER BY period_from DESC LIMIT 1), 0) AS number");
    (books::number(app, &spent).await, books::number(app, &format!("SELECT count(*) AS number {of}")).await)
}

/// Works on until a new period has begun and nothing can be bought in that one either.
async fn two_periods_pass(app: &TestApp) {
    let alive = "SELECT count(*) AS number FROM fetches WHERE state IN ('queued', 'running')
                    OR state = 'put_off' AND put_off_until < now() + interval '10 s'";
    let look = async || {
        app.hurry().await;
        let (spent, periods) = spent(app).await;
        (spent, periods, books::number(app, alive).await)
    };
    let is_over = |seen: &(i64, i64, i64)| matches!(*seen, (1.., 2.., 0));
    wait::until("two periods used up: spent in the second, periods, fetches alive", look, is_over).await;
}

/// The most that each meter ever counted as gone, entry by entry in the ledger's own order, above its limit.
const PASSED: &str = "
SELECT format('%s %s: %s of %s at entry %s', source, unit, gone, credit_limit, entry) AS text
  FROM (SELECT meter_id, id AS entry, sum(spent + reserved + unknown) OVER (PARTITION BY meter_id ORDER BY id) AS gone
          FROM ledger) running JOIN meters ON meters.id = meter_id
 WHERE gone > credit_limit";

/// Reservations that ended on another meter than the one that they were made on.
const STRAYED: &str = "
SELECT format('attempt %s, %s', attempt_id, kind) AS text FROM ledger ended
 WHERE kind IN ('settled', 'voided', 'unknown', 'freed') AND NOT EXISTS (
       SELECT FROM ledger held WHERE held.kind = 'reserved'
          AND (held.attempt_id, held.meter_id) = (ended.attempt_id, ended.meter_id))";

/// What became of each period.
const USED: &str = "
SELECT format('%s %s from %s: %s spent, %s unknown', source, unit, period_from, spent, unknown) AS text
  FROM meters ORDER BY id";

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_tasks_over_four_processes_never_pass_a_limit() {
    let app = app().await;
    let settings = [("JOBFILL_WORKERS", "16"), ("JOBFILL_MAX_CONNECTIONS", "10")];
    let processes: [Program; PROCESSES] = [(); PROCESSES].map(|()| app.program(&["work"], &settings));
    for process in &processes {
        process.logs("working the queue").await;
    }
    misfortunes(&app);
    turn_the_month(&app);
    two_people_want_a_lot(&app).await;
    books::watch(&app, "two periods that are used up", two_periods_pass(&app)).await;
    for process in processes {
        books::watch(&app, "the end of a process", process.stop()).await;
    }

    assert_eq!(books::texts(&app, PASSED).await, [""; 0]);
    assert_eq!(books::texts(&app, STRAYED).await, [""; 0]);
    let refused = "SELECT concat_ws(' ', id, state, error) AS text FROM fetches WHERE error LIKE '%constraint%'";
    assert_eq!(books::texts(&app, refused).await, [""; 0]);
    let open = "SELECT count(*) AS number FROM attempts WHERE state IN ('reserved', 'sending')";
    assert_eq!(books::number(&app, open).await, 0);
    let put_off = "SELECT count(*) AS number FROM fetches WHERE state = 'put_off' AND error_code = 'quota'";
    assert!(books::number(&app, put_off).await > 0, "the limits were reached");
    let kinds = books::texts(&app, "SELECT DISTINCT kind AS text FROM ledger ORDER BY 1").await;
    for kind in ["reserved", "settled", "unknown", "voided"] {
        assert!(kinds.iter().any(|one| one == kind), "no {kind} in {kinds:?}");
    }
    for (source, provider) in Source::ALL.iter().map(|&source| (source, app.account(source))) {
        println!("{}: {} calls, {} jobs by the provider", source.label(), provider.requests, provider.jobs);
    }
    println!("{}", books::texts(&app, USED).await.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_larger_plan_counts_from_the_next_start() {
    let app = TestApp::on_system_clock([("JSEARCH_PLAN", "2"), ("JOBFILL_REFRESH_AT", "23:59")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &PLACES)).await;
    app.drain().await;
    let put_off = "SELECT count(*) AS number FROM fetches WHERE state = 'put_off'";
    assert!(books::number(&app, put_off).await > 0);
    let program = app.program(&["work"], &[("JSEARCH_PLAN", "1000")]);
    books::reaches(&app, "fetches that the larger plan lets go on", put_off, |put_off| *put_off == 0).await;
    books::nothing_is_alive(&app).await;
    program.stop().await;
    books::everything_is_bought(&app).await;
}
