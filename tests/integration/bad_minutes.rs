//! A provider's bad minutes: whoever waits goes on after them, and little is asked and paid meanwhile.

use crate::admin::{REASON, admin};
use crate::support::app::{TestApp, list};
use crate::support::gate::Gate;
use crate::support::{books, time};
use jobfill::queue::Choice;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Control, Fault, How};
use jobfill::worker;
use std::net::TcpListener;

/// Calls under way at a time.
const PLACES: u64 = 4;

/// What ten minutes of an outage take at most, tried ever more rarely.
const TRIES: u64 = 15;

const TITLES: [&str; 10] =
    ["Nurse", "Teacher", "Electrician", "Accountant", "Chef", "Baker", "Painter", "Mason", "Tailor", "Gardener"];
const PLACES_WANTED: [&str; 5] = ["Berlin", "Hamburg", "Munich", "Cologne", "Dresden"];

/// One source alone, and nobody's limits.
async fn app(source: Source, more: Option<(&str, &str)>) -> TestApp {
    let key = match source {
        Source::JSearch => "JSEARCH_API_KEY",
        Source::ActiveJobs => "ACTIVE_JOBS_API_KEY",
    };
    let settings = [
        ("RAPIDAPI_KEY", ""),
        (key, API_KEY),
        ("JSEARCH_CONCURRENCY", &PLACES.to_string()),
        ("ACTIVE_JOBS_CONCURRENCY", &PLACES.to_string()),
        ("JOBFILL_PERSON_CREDITS", "1000000"),
        ("JOBFILL_DAILY_CREDITS", "1000000"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
        more.unwrap_or(("JSEARCH_PER_SECOND", "1000")),
    ];
    let app = TestApp::with(settings).await;
    // The database itself refuses a second try at a time.
    app.execute("CREATE UNIQUE INDEX one_try ON attempts ((TRUE)) WHERE is_probe AND state IN ('reserved', 'sending')")
        .await;
    app
}

async fn fifty_fetches(app: &TestApp) {
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&TITLES, &PLACES_WANTED)).await;
    assert_eq!(app.count("fetch_cells WHERE is_own").await, 50);
}

async fn is_out(app: &TestApp) -> bool {
    app.count("sources WHERE out_since IS NOT NULL").await == 1
}

/// A call that is alone, whose figures tell what became of everything before.
async fn figures_come(app: &TestApp) {
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Pilot"], &["Leipzig"])).await;
    time::go_by(app, 300, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_minutes_of_errors_cost_few_calls_and_no_search() {
    for source in [Source::JSearch, Source::ActiveJobs] {
        let app = app(source, None).await;
        app.sandbox.fail(Fault::once(How::ServerError).times(100_000));
        fifty_fetches(&app).await;
        time::go_by(&app, 600, 8).await;
        let calls = app.account(source).calls;
        assert!((5..=PLACES + TRIES).contains(&calls), "{source}: {calls} calls in ten minutes");
        assert!(is_out(&app).await);
        assert_eq!(app.count("fetches WHERE state NOT IN ('queued', 'running')").await, 0, "{source}");
        assert_eq!(app.count("tasks WHERE kind = 'fetch' AND attempt > 0").await, 0, "no try is used up");
        let dear = "attempts WHERE is_probe AND hold > 1";
        assert_eq!(app.count(dear).await, 0, "the smallest price");
        books::look(&app).await;

        app.sandbox.control(Control::Clear);
        time::go_by(&app, 120, 8).await;
        assert!(!is_out(&app).await);
        books::everything_is_bought(&app).await;
        figures_come(&app).await;
        assert_eq!(app.count("attempts WHERE state = 'unknown'").await, 0, "{source}: proven free");
        assert_eq!(books::spent(&app).await, books::charged(&app));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_refused_costs_nothing_and_ends_with_the_refusal() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{free}/jsearch");
    let app = app(Source::JSearch, Some(("JSEARCH_BASE_URL", &address))).await;
    fifty_fetches(&app).await;
    time::go_by(&app, 3_600, 8).await;
    assert!(is_out(&app).await);
    assert_eq!(app.count("attempts WHERE state <> 'voided'").await, 0);
    assert!(app.count("attempts").await <= 60, "an hour of tries, two minutes apart");
    assert_eq!(app.count("fetches WHERE state = 'queued'").await, 50);
    books::look(&app).await;

    let provider = app.sandbox.url().trim_start_matches("http://").parse().unwrap();
    let _gate = Gate::at(free, provider).await;
    time::go_by(&app, 120, 8).await;
    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_charged_tries_stop_the_source_until_an_admin_lets_it_go_on() {
    let app = app(Source::JSearch, None).await;
    let admin = admin(&app).await;
    app.sandbox.fail(Fault::once(How::GatewayTimeout).times(100_000).charged(true));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin", "Hamburg"])).await;
    time::go_by(&app, 4 * 3_600, 1).await;
    assert_eq!(app.account(Source::JSearch).calls, 21, "the first, and twenty tries");
    assert_eq!(app.count("sources WHERE stopped_code = 'outage'").await, 1);
    assert_eq!(app.count("fetches WHERE state = 'put_off' AND error_code = 'source_stopped'").await, 2);
    admin.get("/admin").await.shows("JSearch is stopped").shows("20 tries in one outage were charged");
    let doctor = app.command(&["doctor"]).await;
    assert!(doctor.stdout.contains("JSearch is stopped"), "{}", doctor.stdout);
    books::look(&app).await;

    // Still out: one try, and no more than that before the next is due. Hours have passed, so the admin signs in anew.
    admin.sign_in("root@example.com").await.is(303);
    admin.post("/admin/sources/jsearch/resume", &[REASON]).await.is(303);
    time::go_by(&app, 1, 4).await;
    assert_eq!((app.account(Source::JSearch).calls, is_out(&app).await), (22, true));
    app.sandbox.control(Control::Clear);
    time::go_by(&app, 120, 4).await;
    books::everything_is_bought(&app).await;
    figures_come(&app).await;
    assert_eq!(books::spent(&app).await, books::charged(&app));
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_that_are_proven_free_stop_nothing_and_are_told_meanwhile() {
    let app = app(Source::JSearch, None).await;
    let (admin, ada) = (admin(&app).await, app.visitor());
    ada.sign_up("ada@example.com").await.is(303);
    app.sandbox.fail(Fault::once(How::ServerError).times(100_000).charged(false));
    ada.post("/searches", &[("query_name", "Mine"), ("titles", "Nurse"), ("locations", "Berlin")]).await.is(303);
    time::go_by(&app, 2 * 3_600, 1).await;
    let calls = app.account(Source::JSearch).calls;
    assert!((40..=110).contains(&calls), "{calls} calls in two hours");
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL").await, 0);
    admin.get("/admin").await.shows("JSearch is out since").shows("1 search waits");
    admin.get("/admin/quota").await.shows("JSearch: Out, first seen");
    ada.get("/searches").await.shows("JSearch does not answer at present; it is asked again");
    let doctor = app.command(&["doctor", "--json"]).await;
    assert!(doctor.stdout.contains("source_out"), "{}", doctor.stdout);
    app.sandbox.control(Control::Clear);
    time::go_by(&app, 120, 1).await;
    books::everything_is_bought(&app).await;
    admin.get("/admin").await.hides("is out since");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_search_that_always_fails_takes_no_other_with_it() {
    let app = app(Source::JSearch, None).await;
    app.sandbox.fail(Fault::once(How::ServerError).times(100_000).matching("Tailor in Dresden"));
    fifty_fetches(&app).await;
    time::go_by(&app, 1_800, 4).await;
    assert_eq!(app.count("fetches WHERE state = 'done'").await, 49);
    assert_eq!(app.count("fetches WHERE state = 'failed' AND error_code = 'broken_answer'").await, 1);
    assert_eq!(app.count("sources WHERE stopped_code IS NOT NULL OR out_since IS NOT NULL").await, 0);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_lost_one_after_the_other_are_an_outage_too() {
    let app = app(Source::JSearch, None).await;
    app.sandbox.fail(Fault::once(How::Drop).times(100_000).charged(true));
    fifty_fetches(&app).await;
    time::go_by(&app, 600, 8).await;
    let calls = app.account(Source::JSearch).calls;
    assert!(calls <= 3 * PLACES + TRIES, "{calls} calls in ten minutes");
    app.sandbox.control(Control::Clear);
    time::go_by(&app, 120, 8).await;
    let failed = app.count("fetches WHERE state = 'failed' AND error_code <> 'lost_twice'").await;
    assert_eq!((failed, app.count("fetches WHERE state NOT IN ('done', 'failed')").await), (0, 0));
    assert!(app.count("fetches WHERE state = 'done'").await >= 35, "most have lost nothing");
    assert!(app.account(Source::JSearch).most_often() <= 2);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_its_slot_when_the_source_went_out_is_not_sent() {
    let app = app(Source::JSearch, None).await;
    fifty_fetches(&app).await;
    // The slot is a moment away, and another call fails just when this one is reserved.
    for statement in [
        "UPDATE sources SET next_call_at = clock_timestamp() + interval '1500 milliseconds'",
        "CREATE FUNCTION goes_out() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN UPDATE sources SET out_since = now(), out_after = NEW.id WHERE source = 'jsearch'; RETURN NULL; END $$",
        "CREATE TRIGGER goes_out AFTER INSERT ON attempts FOR EACH ROW
         WHEN (NOT NEW.is_probe) EXECUTE FUNCTION goes_out()",
    ] {
        app.execute(statement).await;
    }
    assert!(worker::step(&app.app, &Choice::default()).await.unwrap().is_some());
    assert_eq!(app.account(Source::JSearch).calls, 0);
    assert_eq!(app.count("attempts WHERE state = 'voided' AND sent_at IS NULL").await, 1);
    assert_eq!(app.count("tasks WHERE kind = 'fetch' AND state = 'queued' AND attempt = 0").await, 50);
    books::look(&app).await;
    time::go_by(&app, 120, 4).await;
    books::everything_is_bought(&app).await;
}
