//! Titles that are wanted in one place go out as one list, and each of its jobs comes to those who asked for it.

mod middle;

use crate::admin::admin;
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::backfill::claims::Claims;
use jobfill::backfill::unwanted;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::queue::Choice;
use jobfill::refresh::run;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Fault, How};
use jobfill::worker;

/// Active Jobs DB alone: JSearch takes no lists.
const ALONE: [(&str, &str); 2] = [("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY)];

const ADAS: [&str; 3] = ["Data Scientist", "Nurse", "Product Manager"];
const BOBS: [&str; 4] = ["Recruiter", "Teacher", "Accountant", "UX Designer"];

async fn app() -> TestApp {
    TestApp::with(ALONE).await
}

/// An app that knows that lists are taken.
async fn knowing() -> TestApp {
    let app = app().await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::On)).await;
    app
}

async fn known(app: &TestApp) -> Option<CapabilityState> {
    app.known(CapabilityName::Lists).await
}

/// What each fetch asks for, and how it stands.
async fn fetches(app: &TestApp) -> Vec<String> {
    books::texts(
        app,
        "SELECT string_agg(requests.key::json ->> 0, ' | ' ORDER BY requests.id) || ': ' || fetches.state AS text
           FROM fetches JOIN fetch_cells ON fetch_id = fetches.id AND is_own JOIN requests ON requests.id = fetch_cells.request_id
          GROUP BY fetches.id ORDER BY fetches.id",
    )
    .await
}

async fn states(app: &TestApp) -> Vec<String> {
    books::texts(app, "SELECT DISTINCT state AS text FROM backfill_tracking").await
}

/// Every job of every request, by the source's own numbers.
async fn brought(app: &TestApp) -> Vec<String> {
    books::texts(
        app,
        "SELECT (requests.key::json ->> 0) || ' ' || jobs.source_id AS text
           FROM request_jobs JOIN requests ON requests.id = request_id JOIN jobs ON jobs.id = job_id ORDER BY 1",
    )
    .await
}

/// What was charged is what the books say, and a list's price is that of its requests together.
async fn the_books_agree(app: &TestApp) {
    let apart = "fetches WHERE credits <> (SELECT sum(credits) FROM fetch_cells WHERE fetch_id = fetches.id AND is_own)
                            OR new_jobs <> (SELECT sum(new_jobs) FROM fetch_cells WHERE fetch_id = fetches.id AND is_own)";
    assert_eq!(app.count(apart).await, 0);
    let of_combinations = books::number(app, "SELECT sum(credits)::int8 AS number FROM backfill_tracking").await;
    let of_fetches = books::number(app, "SELECT sum(credits)::int8 AS number FROM fetches").await;
    let of_ledger = "SELECT coalesce(sum(credits), 0)::int8 AS number FROM attempts WHERE credit_unit = 'jobs'";
    assert_eq!((of_combinations, of_fetches), (of_fetches, books::number(app, of_ledger).await));
}

async fn next_morning(app: &TestApp) {
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    app.drain().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_two_shows_that_lists_are_taken_and_then_everything_goes_in_lists() {
    let app = app().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse: queued", "product manager: queued"]);
    assert_eq!(known(&app).await, Some(CapabilityState::Trial));
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse: done", "product manager: done"]);
    assert_eq!(known(&app).await, Some(CapabilityState::On));
    app.wants(&bob, &list(&BOBS, &["Berlin", "Hamburg"])).await;
    let all = "recruiter | teacher | accountant | ux designer: queued";
    assert_eq!(fetches(&app).await[2..], [all, all], "a list for each town");
    app.drain().await;
    assert_eq!(states(&app).await, ["loaded"]);
    next_morning(&app).await;
    let all = "data scientist | nurse | product manager | recruiter | teacher | accountant | ux designer: done";
    assert_eq!(fetches(&app).await[4..], [all, "recruiter | teacher | accountant | ux designer: done"]);
    the_books_agree(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_brings_each_request_what_it_would_have_brought_alone() {
    let (listed, singly) = (knowing().await, app().await);
    singly.knows(CapabilityName::Lists, Some(CapabilityState::OffByHand)).await;
    let titles = [&ADAS[..], &BOBS[..], &["Data Engineer", "Software Engineer"]].concat();
    for app in [&listed, &singly] {
        let ada = app.person("ada@example.com").await;
        app.wants(&ada, &list(&titles, &["Berlin"])).await;
        app.drain().await;
        assert_eq!(states(app).await, ["loaded"]);
        the_books_agree(app).await;
    }
    assert_eq!((fetches(&listed).await.len(), fetches(&singly).await.len()), (1, titles.len()));
    let (with, without) = (brought(&listed).await, brought(&singly).await);
    assert!(without.len() > 50, "{}", without.len());
    assert_eq!(with, without);
    assert!(listed.charged() <= singly.charged(), "{} and {}", listed.charged(), singly.charged());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_refuses_lists_is_asked_singly_at_once_and_from_then_on() {
    let app = app().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.sandbox.fail(Fault::once(How::Refused).at(Source::ActiveJobs).matching("data scientist\" or \"nurse"));
    app.wants(&ada, &list(&ADAS[..2], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse: failed", "data scientist: done", "nurse: done"]);
    assert_eq!((known(&app).await, states(&app).await), (Some(CapabilityState::Off), vec!["loaded".to_owned()]));
    app.wants(&bob, &list(&BOBS[..2], &["Berlin"])).await;
    assert_eq!(fetches(&app).await[3..], ["recruiter: queued", "teacher: queued"]);
    app.drain().await;
    the_books_agree(&app).await;
    app.pass(TimeDelta::days(8));
    app.wants(&bob, &list(&BOBS, &["Hamburg"])).await;
    assert_eq!(known(&app).await, Some(CapabilityState::Trial), "tried again after a week");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_that_shows_nothing_covers_what_it_brought_and_the_rest_is_bought_singly_once() {
    let app = app().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::FirstTitle).times(u32::MAX).at(Source::ActiveJobs));
    app.wants(&ada, &list(&ADAS[..2], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse: done", "nurse: done"]);
    assert_eq!((known(&app).await, states(&app).await), (Some(CapabilityState::Trial), vec!["loaded".to_owned()]));
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&BOBS[..2], &["Berlin"])).await;
    assert_eq!(fetches(&app).await[2..], ["recruiter: queued", "teacher: queued"], "one trial in two days");
    the_books_agree(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_lists_turn_out_not_to_be_taken_what_they_seemed_to_cover_is_asked_again() {
    let app = knowing().await;
    let wants = async |titles: &[&str], town: &str| {
        let person = app.person(&format!("{town}@example.com")).await;
        app.wants(&person, &list(titles, &[town])).await;
        app.drain().await;
    };
    let unheld = "requests WHERE isempty(held)";
    wants(&ADAS, "Berlin").await;
    app.sandbox.fail(Fault::once(How::FirstTitle).times(u32::MAX).at(Source::ActiveJobs));
    wants(&ADAS, "Munich").await;
    assert_eq!((known(&app).await, app.count(unheld).await), (Some(CapabilityState::On), 0), "three show nothing");
    wants(&BOBS, "Hamburg").await;
    assert_eq!(known(&app).await, Some(CapabilityState::Off));
    assert_eq!(fetches(&app).await[3..], ["teacher: done", "accountant: done", "ux designer: done"], "at once, singly");
    assert_eq!(app.count(unheld).await, 2, "what was covered in Munich and never looked for");
    let before = brought(&app).await.len();
    next_morning(&app).await;
    assert_eq!(app.count(unheld).await, 0);
    let of_nurses = "request_jobs JOIN requests ON requests.id = request_id WHERE key LIKE '[\"nurse\"%'";
    assert!(brought(&app).await.len() > before && app.count(of_nurses).await > 0);
    the_books_agree(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_broke_off_holds_nothing_and_its_jobs_are_here() {
    let app = knowing().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    let first = worker::step(&app, &Choice::default()).await.unwrap();
    assert!(first.is_some() && app.count("fetches WHERE pages = 1").await == 1);
    app.sandbox.fail(Fault::once(How::Drop).times(2).at(Source::ActiveJobs));
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse | product manager: failed"]);
    assert_eq!(app.count("requests WHERE NOT isempty(held)").await, 0);
    assert!(app.count("request_jobs").await >= 100, "what came is on lists");
    next_morning(&app).await;
    assert_eq!(states(&app).await, ["loaded"]);
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_what_a_run_is_buying_in_a_list_waits_for_it_and_buys_the_rest() {
    let app = knowing().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(3));
    app.begin_run().await;
    assert_eq!(app.count("fetches WHERE state = 'queued' AND purpose = 'refresh' AND cells = 3").await, 1);
    let started = app.wants(&bob, &list(&[ADAS[1], BOBS[0]], &["Berlin"])).await;
    assert_eq!(started.fetches.len(), 1, "the new one alone");
    assert_eq!(fetches(&app).await[2..], ["recruiter: queued"]);
    assert_eq!(app.count("savings WHERE is_pending AND reason = 'in_list'").await, 1);
    let hurried =
        "fetches JOIN tasks ON fetch_id = fetches.id WHERE cells = 3 AND fetches.state = 'queued' AND lane = 'people'";
    assert_eq!(app.count(hurried).await, 1);
    app.drain().await;
    assert_eq!((states(&app).await, app.count("savings WHERE is_pending").await), (vec!["loaded".to_owned()], 0));
    let of_list = "attempts JOIN fetches ON fetches.id = fetch_id WHERE cells = 3 AND purpose = 'refresh' AND subject IS NOT NULL";
    assert_eq!(app.count(of_list).await, 0, "the run's list is nobody's bill");
    the_books_agree(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_wants_any_more_leaves_a_list_that_has_not_begun() {
    let app = knowing().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    app.wants(&ada, &list(&ADAS[1..], &["Berlin"])).await;
    let mut conn = app.conn().await;
    let claims = Claims::lock(&mut conn).await.unwrap();
    unwanted::give_up(&mut conn, &app, &claims, &[1, 2, 3]).await.unwrap();
    drop((claims, conn));
    assert_eq!(fetches(&app).await, ["nurse | product manager: queued"]);
    app.drain().await;
    assert_eq!(fetches(&app).await, ["nurse | product manager: done"]);
    assert_eq!(app.count("requests WHERE isempty(held) AND key LIKE '[\"data scientist\"%'").await, 1);
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    assert_eq!(fetches(&app).await[1..], ["data scientist: queued"]);
    app.drain().await;
    the_books_agree(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_in_one_live_fetch_whatever_is_written() {
    let app = knowing().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    let again =
        "WITH one AS (INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, position,
                                    expected_credits, created_at)
                              SELECT request_id, purpose, span, window_from, window_to, max_pages, position,
                                     expected_credits, created_at FROM fetches RETURNING id)
                 INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live)
                 SELECT one.id, max(request_id), TRUE, TRUE FROM one, fetch_cells GROUP BY one.id";
    let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(again), &mut *app.conn().await).await;
    assert!(refused.unwrap_err().to_string().contains("fetch_cells_one_live"));
    // What has ended is not live again beside another one.
    app.drain().await;
    app.pass(TimeDelta::days(2));
    app.begin_run().await;
    let revived = "UPDATE fetches SET state = 'queued', ended_at = NULL WHERE state = 'done'";
    let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(revived), &mut *app.conn().await).await;
    assert!(refused.unwrap_err().to_string().contains("fetch_cells_one_live"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_switched_off_is_not_used_until_it_is_let_be_tried() {
    let app = knowing().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/sources").await.is(200).body.clone();
    assert!(page.contains("Several titles in one question") && page.contains("a test"), "{page}");
    admin.post("/admin/sources/active_jobs/lists/off", &[("reason", "they look odd")]).await.is(303);
    admin.get("/admin/sources").await.is(200).shows("switched off by an admin: they look odd");
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&ADAS[..2], &["Berlin"])).await;
    assert_eq!(fetches(&app).await, ["data scientist: queued", "nurse: queued"]);
    app.drain().await;
    assert_eq!(known(&app).await, Some(CapabilityState::OffByHand));
    admin.post("/admin/sources/active_jobs/lists/try", &[("reason", "again")]).await.is(303);
    assert_eq!(known(&app).await, None);
    admin.post("/admin/sources/jsearch/lists/off", &[("reason", "no")]).await.is(404);
    assert_eq!(app.count("audit WHERE target = 'active_jobs lists'").await, 2);
}

/// An app that knows that lists are taken, with limits a day.
async fn with_limits(limits: [(&str, &str); 2]) -> TestApp {
    let app = TestApp::with([ALONE[0], ALONE[1], limits[0], limits[1]]).await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::On)).await;
    app
}

/// How many rows each page was asked for, in the order of the calls.
async fn rows_asked_for(app: &TestApp) -> Vec<i64> {
    let rows = "SELECT row_limit::text AS text FROM attempts ORDER BY id";
    books::texts(app, rows).await.iter().map(|rows| rows.parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_gets_a_usual_page_first_and_larger_ones_after_it() {
    let app = with_limits([("JOBFILL_PERSON_CREDITS", "9000"), ("JOBFILL_DAILY_CREDITS", "9000")]).await;
    let ada = app.person("ada@example.com").await;
    let titles = [&ADAS[..], &BOBS[..], &["Data Engineer", "Software Engineer"]].concat();
    app.wants(&ada, &list(&titles, &["Berlin"])).await;
    app.drain().await;
    let rows = rows_asked_for(&app).await;
    assert!(rows[0] == 100 && rows[1] > 100 && rows.iter().all(|rows| *rows <= 400), "{rows:?}");
    next_morning(&app).await;
    let later = rows_asked_for(&app).await;
    let brought = books::number(&app, "SELECT credits AS number FROM fetches ORDER BY id DESC LIMIT 1").await;
    assert!(later[rows.len()] > brought && later.len() == rows.len() + 1, "{later:?} for {brought}");
    the_books_agree(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_little_left_a_page_asks_for_a_part_of_it() {
    let app =
        TestApp::with([("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY), ("JOBFILL_DAILY_CREDITS", "1600")])
            .await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::On)).await;
    let ada = app.person("ada@example.com").await;
    let titles = [&ADAS[..], &BOBS[..], &["Data Engineer", "Software Engineer"]].concat();
    app.wants(&ada, &list(&titles, &["Berlin"])).await;
    app.drain().await;
    let rows = rows_asked_for(&app).await;
    assert!(rows[0] == 100 && rows.len() > 2 && rows.iter().all(|rows| *rows <= 150), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_little_is_left_a_run_buys_the_titles_that_most_want_and_the_rest_the_next_morning() {
    let app = knowing().await;
    let titles = [&ADAS[..], &BOBS[..]].concat();
    // The first title has most who want it.
    for many in 1..=titles.len() {
        let person = app.person(&format!("person{many}@example.com")).await;
        app.wants(&person, &list(&titles[..many], &["Berlin"])).await;
    }
    app.drain().await;
    app.pass(TimeDelta::days(1));
    let expected = run::plan_all(&app, None).await.unwrap().expected;
    assert!(expected > 20, "{expected}");
    // As much as keeps two fifths for those who come new, and half of what is expected for the run.
    let spared = app.caps().kept_for_sign_ups(app.caps().installation_credits);
    let used = app.caps().installation_credits - spared - expected / 2;
    books::execute(
        &app,
        &format!(
            "INSERT INTO allowances (day, subject, used) VALUES ('{}', 0, {used})
                 ON CONFLICT (day, subject) DO UPDATE SET used = excluded.used",
            app.today()
        ),
    )
    .await;
    app.begin_run().await;
    app.drain().await;
    let first = fetches(&app).await.pop().unwrap();
    // What is expected is not exactly what comes: the page takes what there is.
    assert!(first.starts_with("data scientist | nurse"), "{first}");
    let left_out = books::number(&app, "SELECT left_out::int8 AS number FROM refreshes ORDER BY id DESC LIMIT 1").await;
    assert!(left_out > 0 && !first.contains("recruiter"), "{left_out} left out of {first}");
    let before = fetches(&app).await.len();
    next_morning(&app).await;
    let later = fetches(&app).await.split_off(before).join("; ");
    assert!(titles.iter().all(|title| later.contains(&title.to_lowercase())), "{later}");
    let fresh = app.clock.now() - TimeDelta::hours(3);
    assert_eq!(app.count(&format!("requests WHERE upper(held) < '{fresh}'")).await, 0);
    the_books_agree(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

/// Titles of Active Jobs DB's jobs that hold a text.
async fn titles_with(app: &TestApp, text: &str) -> i64 {
    app.count(&format!("jobs WHERE position('{text}' IN title) > 0")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_for_women_and_men_is_looked_for_in_both_forms_where_lists_are_taken() {
    let (knowing, plain) = (knowing().await, app().await);
    for app in [&knowing, &plain] {
        let ada = app.person("ada@example.com").await;
        app.wants(&ada, &list(&["Softwareentwickler"], &["Berlin"])).await;
        app.drain().await;
        assert!(titles_with(app, "Softwareentwickler (m").await > 5);
        the_books_agree(app).await;
    }
    assert!(titles_with(&knowing, "Softwareentwickler/in").await > 2);
    assert_eq!(titles_with(&plain, "Softwareentwickler/in").await, 0);
    // Beside others in a list, each job comes to whoever asked for it, in whatever form.
    let bob = knowing.person("bob@example.com").await;
    knowing.wants(&bob, &list(&["Softwareentwickler", "Buchhalter", "Nurse"], &["Hamburg"])).await;
    knowing.drain().await;
    assert_eq!(fetches(&knowing).await[1..], ["softwareentwickler | buchhalter | nurse: done"]);
    assert_eq!(books::number(&knowing, "SELECT max(orphans)::int8 AS number FROM fetches").await, 0);
    assert!(brought(&knowing).await.iter().filter(|job| job.starts_with("buchhalter")).count() > 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_list_is_bought_singly_and_only_the_second_switches_lists_off() {
    let app = knowing().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.sandbox.fail(Fault::once(How::Refused).at(Source::ActiveJobs).matching("data scientist\" or"));
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    app.drain().await;
    let all = "data scientist | nurse | product manager: failed";
    assert_eq!(fetches(&app).await, [all, "data scientist: done", "nurse: done", "product manager: done"]);
    assert_eq!((known(&app).await, states(&app).await), (Some(CapabilityState::On), vec!["loaded".to_owned()]));
    app.sandbox.fail(Fault::once(How::Refused).at(Source::ActiveJobs).matching("recruiter\" or"));
    app.wants(&bob, &list(&BOBS, &["Berlin"])).await;
    app.drain().await;
    assert_eq!((known(&app).await, states(&app).await), (Some(CapabilityState::Off), vec!["loaded".to_owned()]));
    assert_eq!(fetches(&app).await.len(), 4 + 1 + BOBS.len());
    the_books_agree(&app).await;
}
