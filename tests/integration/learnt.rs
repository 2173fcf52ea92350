//! What Active Jobs DB can do is learnt from what was bought anyway, made use of, and dropped when it turns out wrong.

use crate::support::app::{TestApp, list, monday};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::backfill::learn;
use jobfill::filters::{Filters, Seniority};
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::models::request::RequestRow;
use jobfill::searches::List;
use jobfill::sources::sandbox::{API_KEY, Manners, Plan};
use std::collections::BTreeSet;

const TITLES: [&str; 5] = ["Data Scientist", "Nurse", "Product Manager", "Teacher", "Accountant"];
const TOWNS: [&str; 4] = ["Berlin", "Hamburg", "Munich", "Cologne"];

const ON: Option<CapabilityState> = Some(CapabilityState::On);
const OFF: Option<CapabilityState> = Some(CapabilityState::Off);

/// Active Jobs DB alone, with such manners; lists and dates are known to be taken, and one in so many is checked.
async fn app(manners: Manners, check_one_in: &str) -> TestApp {
    let plan = Plan { jsearch_requests: 1, active_jobs_requests: 500_000, active_jobs_jobs: 500_000 };
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("ACTIVE_JOBS_API_KEY", API_KEY),
        ("ACTIVE_JOBS_PLAN", "500000"),
        ("JOBFILL_DAILY_CREDITS", "500000"),
        ("JOBFILL_PERSON_CREDITS", "50000"),
        ("JOBFILL_CHECK_ONE_IN", check_one_in),
    ];
    let app = TestApp::beginning(monday(), plan, settings).await;
    app.sandbox.behave(manners);
    app.knows(CapabilityName::Lists, ON).await;
    app.knows(CapabilityName::Dates, ON).await;
    app
}

async fn comes(app: &TestApp, name: &str, wanted: &List) {
    let person = app.person(&format!("{name}@example.com")).await;
    app.wants(&person, wanted).await;
    app.drain().await;
}

async fn morning(app: &TestApp) {
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    app.drain().await;
}

async fn look(app: &TestApp) {
    learn::look(&mut *app.conn().await, app).await.unwrap();
}

/// Places that were asked for since a fetch, but for checks.
async fn asked_since(app: &TestApp, fetch: i64) -> Vec<String> {
    let asked = format!(
        "SELECT DISTINCT requests.key::json ->> 1 AS text FROM fetches JOIN fetch_cells ON fetch_id = fetches.id AND is_own
           JOIN requests ON requests.id = fetch_cells.request_id WHERE fetches.id > {fetch} AND purpose <> 'audit' ORDER BY 1"
    );
    books::texts(app, &asked).await
}

async fn last_fetch(app: &TestApp) -> i64 {
    books::number(app, "SELECT coalesce(max(id), 0)::int8 AS number FROM fetches").await
}

/// Jobs that are here, by the source's own numbers, as far as a condition goes.
async fn here(app: &TestApp, condition: &str) -> BTreeSet<String> {
    books::texts(app, &format!("SELECT source_id AS text FROM jobs WHERE {condition}")).await.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_that_is_seen_to_hold_its_towns_spares_their_purchase_until_it_loses_some() {
    let manners = Manners { places_in_places: true, ..Manners::default() };
    let (learning, plain) = (app(manners, "2").await, app(manners, "0").await);
    plain.knows(CapabilityName::Places, Some(CapabilityState::OffByHand)).await;
    for app in [&learning, &plain] {
        comes(app, "ada", &list(&TITLES, &TOWNS)).await;
        comes(app, "bob", &list(&TITLES, &["Germany"])).await;
        look(app).await;
    }
    assert_eq!(learning.known(CapabilityName::Places).await, ON);
    assert_eq!(plain.known(CapabilityName::Places).await, Some(CapabilityState::OffByHand));

    let before = last_fetch(&learning).await;
    for _ in 0..2 {
        morning(&learning).await;
        morning(&plain).await;
        look(&learning).await;
    }
    assert_eq!(asked_since(&learning, before).await, ["country:de"]);
    assert!(learning.count("fetches WHERE checks = 'places' AND state = 'done'").await > 0);
    assert_eq!(learning.known(CapabilityName::Places).await, ON, "checks find nothing new");
    comes(&learning, "carl", &list(&["Nurse"], &["Frankfurt"])).await;
    assert_eq!(asked_since(&learning, before).await, ["country:de"], "whoever comes for a town finds it here");
    let but_for_checks = "SELECT sum(credits)::int8 AS number FROM fetches WHERE purpose <> 'audit'";
    let (less, more) = (books::number(&learning, but_for_checks).await, books::number(&plain, but_for_checks).await);
    assert!(less < more, "{less} and {more}");

    for app in [&learning, &plain] {
        app.sandbox.behave(Manners { countries_leave_out: 0.3, ..manners });
    }
    for _ in 0..4 {
        morning(&learning).await;
        morning(&plain).await;
        look(&learning).await;
    }
    assert_eq!(learning.known(CapabilityName::Places).await, OFF);
    assert!(asked_since(&learning, before).await.len() > TOWNS.len(), "the towns are asked for again");
    let in_towns =
        "location LIKE 'Berlin%' OR location LIKE 'Hamburg%' OR location LIKE 'Munich%' OR location LIKE 'Cologne%'";
    let (learnt, all) = (here(&learning, in_towns).await, here(&plain, in_towns).await);
    assert!(all.len() > 500 && all.is_subset(&learnt), "{} of {}", all.difference(&learnt).count(), all.len());
    assert_eq!(books::spent(&learning).await, books::charged(&learning));
    books::no_page_was_bought_twice(&learning).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_turn_out_to_lose_jobs_are_dropped_and_what_they_held_is_asked_again() {
    let manners = Manners { lists_leave_out: 0.3, ..Manners::default() };
    let (learning, singly) = (app(manners, "3").await, app(manners, "0").await);
    singly.knows(CapabilityName::Lists, Some(CapabilityState::OffByHand)).await;
    let unheld = "requests WHERE isempty(held)";
    for app in [&learning, &singly] {
        comes(app, "ada", &list(&TITLES, &TOWNS)).await;
    }
    assert!(learning.count("fetches WHERE checks = 'lists'").await > 0);
    assert_eq!(learning.count(unheld).await, 0);
    look(&learning).await;
    assert_eq!(learning.known(CapabilityName::Lists).await, OFF);
    assert!(learning.count(unheld).await > 0, "what was covered by lists is covered no longer");
    morning(&learning).await;
    morning(&singly).await;
    assert_eq!(learning.count(unheld).await, 0);
    // As far as the next run looks back.
    let wanted = "posted_at >= '2026-11-17T12:00:00Z'";
    let (learnt, all) = (here(&learning, wanted).await, here(&singly, wanted).await);
    assert!(all.len() > 300 && all.is_subset(&learnt), "{} of {}", all.difference(&learnt).count(), all.len());
    assert_eq!(books::spent(&learning).await, books::charged(&learning));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_good_check_has_seen_since_stays_held_when_lists_are_dropped() {
    let app = app(Manners::default(), "3").await;
    comes(&app, "ada", &list(&TITLES, &TOWNS)).await;
    morning(&app).await;
    let good = "fetches WHERE checks = 'lists' AND state = 'done' AND new_jobs = 0";
    assert!(app.count(good).await > 0, "lists lose nothing yet");
    let last_good = app.clock.now();
    look(&app).await;
    assert_eq!(app.known(CapabilityName::Lists).await, ON);
    app.sandbox.behave(Manners { lists_leave_out: 0.5, ..Manners::default() });
    for _ in 0..3 {
        morning(&app).await;
    }
    look(&app).await;
    assert_eq!(app.known(CapabilityName::Lists).await, OFF);
    let held_to = |condition: &str| format!("requests WHERE upper(held) {condition} '{last_good}'");
    assert_eq!(
        app.count("requests WHERE isempty(held)").await,
        0,
        "the first week was bought before the last good check"
    );
    assert!(app.count(&held_to("<=")).await > 0, "what lists brought after it is asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_with_another_ending_is_on_the_list_of_whoever_it_was_sold_for() {
    let app = app(Manners { cuts_endings: true, ..Manners::default() }, "0").await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    let form = [("query_name", "Mine"), ("titles", "Data Engineer"), ("locations", "Berlin")];
    ada.post("/searches", &form).await.is(303);
    app.drain().await;
    look(&app).await;
    assert_eq!(app.known(CapabilityName::Endings).await, ON);
    let other = "title LIKE '%Data Engineering Lead%'";
    assert!(app.count(&format!("jobs WHERE {other}")).await >= 3);
    assert_eq!(
        app.count(&format!("topic_jobs JOIN jobs ON jobs.id = job_id WHERE {other}")).await,
        0,
        "they do not fit"
    );
    let (brought, fitting) = ("Active Jobs DB brought it for Data Engineer", "Fits Data Engineer");
    let page = ada.get("/jobs?q=engineering").await;
    page.is(200).shows("Data Engineering Lead").shows(brought).lacks(fitting);
    ada.get("/jobs?q=engineer").await.shows(fitting);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_finds_what_is_unstated_is_known_by_what_it_brought() {
    for (finds_unknown, known) in [(true, ON), (false, None)] {
        let app = app(Manners { finds_unknown, ..Manners::default() }, "0").await;
        let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
        comes(&app, "ada", &List { filters: senior, ..list(&["Data Engineer", "Nurse"], &["Berlin"]) }).await;
        assert_eq!(app.count("jobs WHERE seniority IS NULL").await > 0, finds_unknown);
        look(&app).await;
        assert_eq!(app.known(CapabilityName::UnknownValues).await, known);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_without_a_level_is_on_a_senior_list_with_a_mark_where_another_purchase_brought_it() {
    let app = app(Manners::default(), "0").await;
    let unstated = "jobs WHERE seniority IS NULL";
    let bob = app.visitor();
    bob.sign_up("bob@example.com").await.is(303);
    let form =
        [("query_name", "Mine"), ("titles", "Data Engineer"), ("locations", "Berlin"), ("ai_seniority", "Senior")];
    bob.post("/searches", &form).await.is(303);
    app.drain().await;
    assert_eq!(app.count(unstated).await, 0, "it is never sold to a search for seniors");
    bob.get("/jobs").await.lacks("seniority not stated");
    comes(&app, "ada", &list(&["Data Engineer"], &["Berlin"])).await;
    assert!(app.count(unstated).await > 0);
    bob.get("/jobs").await.shows("seniority not stated");
    // What is sold for it tomorrow is in what is sold without a filter, and nothing is held to be missing.
    let before = last_fetch(&app).await;
    morning(&app).await;
    assert_eq!(app.count(&format!("fetches WHERE id > {before}")).await, 1);
    assert_eq!(app.count("backfill_tracking WHERE state = 'loaded'").await, 2);
    let stated = "SELECT count(*)::int8 AS number FROM jobs WHERE seniority IN ('Senior', 'Lead')";
    assert_eq!(answering(&app, "key LIKE '%Senior%'").await, books::number(&app, stated).await);
}

/// Jobs here that answer the one request for which a condition holds.
async fn answering(app: &TestApp, condition: &str) -> i64 {
    let id = books::number(app, &format!("SELECT id AS number FROM requests WHERE {condition}")).await;
    let since = monday() - TimeDelta::days(8);
    RequestRow::answered(&mut *app.conn().await, &[id], since).await.unwrap().into_values().sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_whose_countries_each_bring_jobs_shows_that_several_places_are_taken() {
    let app = app(Manners::default(), "0").await;
    comes(&app, "ada", &list(&["Nurse", "Teacher"], &["DACH"])).await;
    look(&app).await;
    assert_eq!(app.known(CapabilityName::SeveralPlaces).await, ON);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_in_two_towns_is_sold_for_both_and_stands_on_both_lists() {
    let app = app(Manners { in_two_towns: 0.5, ..Manners::default() }, "0").await;
    comes(&app, "ada", &list(&["Nurse"], &["Berlin"])).await;
    comes(&app, "bob", &list(&["Nurse"], &["Hamburg"])).await;
    let both = "SELECT count(*)::int8 AS number FROM jobs WHERE location LIKE '%Berlin%' AND location LIKE '%Hamburg%'";
    let both = books::number(&app, both).await;
    assert!(both > 2, "{both}");
    let shared = "(SELECT job_id FROM request_jobs GROUP BY job_id HAVING count(DISTINCT request_id) = 2) shared";
    assert_eq!(app.count(shared).await, both);
    let on_both = "(SELECT job_id FROM topic_jobs GROUP BY job_id HAVING count(DISTINCT topic_id) = 2) shared";
    assert_eq!(app.count(on_both).await, both);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_not_to_be_so_is_unknown_again_after_a_week_unless_an_admin_says_so() {
    let app = app(Manners::default(), "0").await;
    app.knows(CapabilityName::Places, OFF).await;
    app.knows(CapabilityName::Dates, OFF).await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::OffByHand)).await;
    app.pass(TimeDelta::days(6));
    look(&app).await;
    assert_eq!(app.known(CapabilityName::Places).await, OFF);
    app.pass(TimeDelta::days(2));
    look(&app).await;
    assert_eq!(app.known(CapabilityName::Places).await, None);
    assert_eq!(app.known(CapabilityName::Dates).await, OFF, "a date that was refused is not tried again");
    assert_eq!(app.known(CapabilityName::Lists).await, Some(CapabilityState::OffByHand));
}
