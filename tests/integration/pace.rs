//! The paid rate is reached: no slot is lost, and no place stays empty.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::scripted::{Provider, Said};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Fault, How};
use jobfill::worker::{self, Pool};
use std::time::Duration;

const TITLES: [&str; 6] = ["Nurse", "Teacher", "Electrician", "Accountant", "Chef", "Baker"];
const PLACES: [&str; 5] = ["Berlin", "Hamburg", "Munich", "Cologne", "Dresden"];

/// Counts the slots that are handed out, and refuses more calls at a time than there are places.
async fn app(places: i64, per_second: &str) -> TestApp {
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("JSEARCH_API_KEY", API_KEY),
        ("JSEARCH_CONCURRENCY", &places.to_string()),
        ("JSEARCH_PER_SECOND", per_second),
        ("JSEARCH_PAGES", "2"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
    ];
    let app = TestApp::with(settings).await;
    for statement in [
        "CREATE TABLE slots (at TIMESTAMPTZ DEFAULT clock_timestamp())".to_owned(),
        "CREATE FUNCTION slot() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO slots DEFAULT VALUES; RETURN NULL; END $$"
            .to_owned(),
        "CREATE TRIGGER slot AFTER UPDATE ON sources FOR EACH ROW
         WHEN (NEW.next_call_at IS DISTINCT FROM OLD.next_call_at) EXECUTE FUNCTION slot()"
            .to_owned(),
        format!(
            "CREATE FUNCTION places() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN
                 IF (SELECT count(*) FROM attempts WHERE state IN ('reserved', 'sending')) > {places} THEN
                     RAISE EXCEPTION 'more calls than places';
                 END IF;
                 RETURN NULL;
             END $$"
        ),
        "CREATE TRIGGER places AFTER INSERT ON attempts FOR EACH ROW EXECUTE FUNCTION places()".to_owned(),
    ] {
        app.execute(&statement).await;
    }
    app
}

/// Thirty-two workers for sixty pages.
async fn everything(app: &TestApp) {
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&TITLES, &PLACES)).await;
    books::watch(app, "thirty fetches", worker::drain(&app.app, 32)).await.unwrap();
    books::everything_is_bought(app).await;
    books::no_page_was_bought_twice(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_slot_that_is_taken_is_used_however_many_workers_want_one() {
    // More places than slots in the time that anybody waits for one, and fewer.
    for (places, per_second) in [(64, "8"), (16, "20"), (2, "200")] {
        let app = app(places, per_second).await;
        everything(&app).await;
        let calls = i64::try_from(app.account(Source::JSearch).calls).unwrap();
        assert!(calls >= 30, "{calls} calls");
        assert_eq!(
            (app.count("slots").await, app.count("attempts").await),
            (calls, calls),
            "{places} at {per_second}/s"
        );
        assert_eq!(app.count("attempts WHERE state <> 'settled'").await, 0);
        assert_eq!(app.count("tasks WHERE attempt > 1").await, 0, "waiting uses up no try");
    }
}

/// As the provider sees it. A busy machine makes calls late, never early: what is too fast is too fast everywhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_asked_no_faster_than_its_rhythm_by_any_number_of_workers() {
    const PER_SECOND: u32 = 5;
    let provider = Provider::start().await;
    provider.always_says(Said::ok(r#"{"status": "OK", "data": []}"#));
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("JSEARCH_API_KEY", "key"),
        ("JSEARCH_BASE_URL", &provider.url),
        ("JSEARCH_CONCURRENCY", "64"),
        ("JSEARCH_PER_SECOND", &PER_SECOND.to_string()),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
    ];
    let app = TestApp::with(settings).await;
    let other = app.another().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&TITLES, &PLACES)).await;
    let both = async { tokio::join!(worker::drain(&app.app, 16), worker::drain(&other, 16)) };
    let (first, second) = books::watch(&app, "thirty fetches", both).await;
    assert!(first.is_ok() && second.is_ok());
    let times = provider.times();
    assert!(times.len() >= TITLES.len() * PLACES.len(), "{} calls", times.len());
    // The first may come late, and the others follow in their own slots: so half of the time is left for that.
    let rhythm = Duration::from_secs(1) * (times.len() as u32 - 1) / PER_SECOND;
    let took = times[times.len() - 1] - times[0];
    assert!(took >= rhythm / 2, "{} calls in {took:?}, and {PER_SECOND} a second are allowed", times.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_place_is_woken_by_the_call_that_ends() {
    let app = app(1, "1000").await;
    app.sandbox.fail(Fault::once(How::Slow).times(1_000).after(Duration::from_millis(30)));
    // Looking by itself would come too late: an hour for each.
    for statement in [
        "CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN NEW.retry_at = clock_timestamp() + interval '1 hour'; RETURN NEW; END $$",
        "CREATE TRIGGER later BEFORE UPDATE ON tasks FOR EACH ROW
         WHEN (NEW.state = 'queued' AND OLD.state = 'running' AND NEW.waits_for IS NOT NULL) EXECUTE FUNCTION later()",
    ] {
        app.execute(statement).await;
    }
    everything(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_usual_time_of_answers_is_measured_and_sets_how_many_run_at_a_time() {
    let app = TestApp::with([("JSEARCH_PER_SECOND", "50")]).await;
    app.sandbox.fail(Fault::once(How::Slow).times(1_000).at(Source::JSearch).after(Duration::from_millis(300)));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    let usual = "SELECT usual_ms::int8 AS number FROM sources WHERE source = 'jsearch'";
    let usual = books::number(&app, usual).await;
    assert!(usual >= 300, "{usual} ms");
    let at_a_time = jobfill::backfill::buy::places(None, 50, Some(Duration::from_millis(usual.unsigned_abs())));
    assert!(at_a_time >= 25, "{at_a_time}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_at_its_defaults_has_as_many_calls_under_way_as_both_rates_need() {
    let defaults = [("JSEARCH_PER_SECOND", ""), ("ACTIVE_JOBS_PER_SECOND", "")];
    let no_limit = [("JOBFILL_PERSON_COMBINATIONS", "1000"), ("JOBFILL_PERSON_CREDITS", "1000000")];
    let app = TestApp::with([defaults[0], defaults[1], no_limit[0], no_limit[1], ("JOBFILL_DAILY_CREDITS", "1000000")]);
    let app = app.await;
    app.sandbox.fail(Fault::once(How::Slow).times(1_000).after(Duration::from_secs(10)));
    app.execute("UPDATE sources SET usual_ms = 10000").await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&TITLES, &PLACES)).await;
    let pool = Pool::start(app.app.clone());
    // At five calls a second fifty would be under way, were there as many pages. Sixteen workers are no bound, nor is
    // what the other source holds; and a slow machine has ten seconds for twenty calls.
    let under_way = "SELECT least(count(*) FILTER (WHERE requests.source = 'jsearch'),
                                  count(*) FILTER (WHERE requests.source = 'active_jobs')) AS number
                       FROM attempts JOIN fetches ON fetches.id = fetch_id JOIN requests ON requests.id = request_id
                      WHERE attempts.state = 'sending'";
    books::reaches(&app, "twenty calls at a time at each source", under_way, |calls| *calls >= 20).await;
    drop(pool);
}
