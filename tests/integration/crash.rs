//! The real process dies, is told to stop, or sleeps too long; another one takes over, and nothing is paid for in vain.

use crate::support::app::{MOST_STEPS, TestApp, list};
use crate::support::{books, wait};
use jobfill::queue::Choice;
use jobfill::schema::tasks;
use jobfill::searches::List;
use jobfill::sources::Source;
use jobfill::worker;
use rustix::process::Signal;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// How often each process dies at each point.
const VISITS: usize = 4;

/// Caps that nobody reaches, and no daily run in between.
const PLENTY: [(&str, &str); 3] =
    [("JOBFILL_PERSON_CREDITS", "100000"), ("JOBFILL_DAILY_CREDITS", "100000"), ("JOBFILL_REFRESH_AT", "23:59")];

/// A page that has to wait for its slot is not sent as soon as it is reserved: one call a second.
const SLOWLY: [(&str, &str); 2] = [("JSEARCH_PER_SECOND", "1"), ("ACTIVE_JOBS_PER_SECOND", "1")];

/// Nine combinations, eighteen fetches, some fifty pages.
fn nine() -> List {
    list(&["Data Scientist", "Nurse", "Teacher"], &["Berlin", "Hamburg", "Munich"])
}

async fn app_with_wishes() -> TestApp {
    let app = TestApp::on_system_clock(PLENTY).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &nine()).await;
    app
}

/// Dies at a point again and again; between two deaths, and after the last, others finish what was begun.
async fn dies_and_is_taken_over_from(app: &TestApp, point: &str, workers: &str) {
    for visit in 0..VISITS {
        let command = if visit % 2 == 0 { "work" } else { "serve" };
        let settings = [("JOBFILL_CRASH_AT", point), ("JOBFILL_WORKERS", workers), ("JOBFILL_BIND", "127.0.0.1:0")];
        let settings = [&settings[..], if point == "reserved" { &SLOWLY } else { &[] }].concat();
        let mut program = app.program(&[command], &settings);
        books::watch(app, "the death of a process", program.is_killed()).await;
        take_over(app).await;
    }
    let program = app.program(&["work"], &[]);
    books::nothing_is_alive(app).await;
    program.stop().await;
    books::everything_is_bought(app).await;
}

/// What the dead process had under way is finished by this one, without waiting for its leases.
async fn take_over(app: &TestApp) {
    let lost: Vec<i64> =
        tasks::table.filter(tasks::state.eq("running")).select(tasks::id).load(&mut *app.conn().await).await.unwrap();
    app.rescue().await;
    books::look(app).await;
    let choice = Choice { only: Some(lost) };
    for _ in 0..MOST_STEPS {
        app.hurry().await;
        if worker::step(app, &choice).await.unwrap().is_none() {
            return;
        }
        books::look(app).await;
    }
    panic!("after {MOST_STEPS} steps the tasks of the dead process are not done");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_before_sending_costs_nothing() {
    let app = app_with_wishes().await;
    dies_and_is_taken_over_from(&app, "reserved", "1").await;
    books::no_page_was_bought_twice(&app).await;
    let voided = "SELECT count(*) AS number FROM attempts WHERE state = 'voided' AND error_code = 'worker_gone'";
    assert_eq!(books::number(&app, voided).await, VISITS as i64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_after_marking_is_unknown_until_the_providers_figures_tell() {
    let app = app_with_wishes().await;
    dies_and_is_taken_over_from(&app, "sent", "1").await;
    let lost = "SELECT count(*) AS number FROM attempts WHERE was_unknown";
    assert_eq!(books::number(&app, lost).await, VISITS as i64);
    assert_eq!(books::the_ledger_knows_what_was_bought_twice(&app).await, 0, "it died before the request went out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_with_the_answer_in_hand_buys_its_page_again_once() {
    let app = app_with_wishes().await;
    dies_and_is_taken_over_from(&app, "answered", "1").await;
    assert_eq!(books::the_ledger_knows_what_was_bought_twice(&app).await, VISITS);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_kept_is_never_bought_again() {
    let app = app_with_wishes().await;
    dies_and_is_taken_over_from(&app, "kept", "1").await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_after_storing_is_nobodys_loss() {
    let app = app_with_wishes().await;
    dies_and_is_taken_over_from(&app, "stored", "1").await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_with_many_purchases_under_way_buys_none_of_them_three_times() {
    // Calls are beside the workers: two at a time at each source, and enough that something is left for each death.
    let few = [("JSEARCH_CONCURRENCY", "2"), ("ACTIVE_JOBS_CONCURRENCY", "2"), ("JOBFILL_PERSON_COMBINATIONS", "100")];
    let app = TestApp::on_system_clock([PLENTY[0], PLENTY[1], PLENTY[2], few[0], few[1], few[2]]).await;
    let ada = app.person("ada@example.com").await;
    let titles = ["Data Scientist", "Nurse", "Teacher", "Plumber", "Electrician", "Accountant"];
    app.wants(&ada, &list(&titles, &["Berlin", "Hamburg", "Munich", "Cologne", "Dresden"])).await;
    dies_and_is_taken_over_from(&app, "answered", "4").await;
    assert!(books::the_ledger_knows_what_was_bought_twice(&app).await >= VISITS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_told_to_stop_finishes_its_page_and_begins_no_other() {
    let app = app_with_wishes().await;
    app.gate.hold_answers();
    let program = app.program(&["work"], &[("JSEARCH_CONCURRENCY", "1"), ("ACTIVE_JOBS_CONCURRENCY", "1")]);
    let calls = || Source::ALL.iter().map(|&source| app.account(source).calls).sum::<u64>();
    wait::until("a call at each source", async || calls(), |calls| *calls == 2).await;
    program.signal(Signal::TERM);
    program.logs("stopping").await;
    app.gate.open();
    books::watch(&app, "the end of a process that was told to stop", program.ends_well()).await;
    assert_eq!(calls(), 2, "both were under way when it was told");
    for left_over in [
        "SELECT count(*) AS number FROM tasks WHERE state = 'running'",
        "SELECT count(*) AS number FROM attempts WHERE state IN ('reserved', 'sending', 'unknown')",
        "SELECT count(*) AS number FROM answers WHERE stored_at IS NULL",
    ] {
        assert_eq!(books::number(&app, left_over).await, 0, "{left_over}");
    }
    books::no_page_was_bought_twice(&app).await;
}

/// A process stands still at a point until its lease has run out and everything was done by another.
/// Then it wakes up and goes on. Returns what the database held before and after that.
async fn sleeps_too_long(app: &TestApp, point: &str) -> (Vec<String>, Vec<String>) {
    let stop = format!("{point}:stop");
    let zombie = app
        .program(&["work"], &[&[("JOBFILL_CRASH_AT", stop.as_str()), ("JOBFILL_WORKERS", "1")], &SLOWLY[..]].concat());
    books::watch(app, "a process that stands still", zombie.stands_still()).await;
    // A machine that is busy enough may hold up this process too, until it dares not send what it has marked.
    for _ in 0..3 {
        app.rescue().await;
        app.drain().await;
        if books::is_quiet(app).await {
            break;
        }
    }
    books::look(app).await;
    let before = contents(app).await;
    // It is told to stop in its sleep: so it ends when its last write is done.
    zombie.signal(Signal::TERM);
    zombie.signal(Signal::CONT);
    books::watch(app, "the end of a process that slept", zombie.stop()).await;
    books::everything_is_bought(app).await;
    (before, contents(app).await)
}

/// Everything but the money: what was bought, what is known of it, and who may do what.
async fn contents(app: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    for table in ["fetches", "tasks", "requests", "request_jobs", "jobs", "backfill_tracking", "answers"] {
        let rows =
            format!("SELECT '{table} ' || (to_jsonb(one) - 'credits')::text AS text FROM {table} one ORDER BY 1");
        all.extend(books::texts(app, &rows).await);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zombie_that_had_not_sent_sends_nothing_any_more() {
    let app = app_with_wishes().await;
    let (before, after) = sleeps_too_long(&app, "reserved").await;
    assert_eq!(before, after);
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zombie_that_had_sent_changes_nothing_but_what_its_page_cost() {
    for point in ["sent", "answered"] {
        let app = app_with_wishes().await;
        let (before, after) = sleeps_too_long(&app, point).await;
        assert_eq!(before, after, "{point}");
        // One that wakes up too late does not send any more what it had only marked.
        let twice = books::the_ledger_knows_what_was_bought_twice(&app).await;
        assert!(if point == "sent" { twice <= 1 } else { twice == 1 }, "{point}: {twice}");
        assert_eq!(books::spent(&app).await, books::charged(&app), "{point}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zombie_whose_page_another_has_stored_stores_nothing() {
    for point in ["kept", "stored"] {
        let app = app_with_wishes().await;
        let (before, after) = sleeps_too_long(&app, point).await;
        assert_eq!(before, after, "{point}");
        books::no_page_was_bought_twice(&app).await;
    }
}
