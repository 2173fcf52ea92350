//! A title is asked for its country once instead of in each of its towns, where JSearch is seen to return as much.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::jsearch::{self, comes, last_fetch, morning, of_all};
use chrono::TimeDelta;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::sources::sandbox::Manners;

const TITLES: [&str; 6] = ["Data Scientist", "Nurse", "Product Manager", "Teacher", "Accountant", "Welder"];
const TOWNS: [&str; 6] = ["Berlin", "Hamburg", "Munich", "Cologne", "Frankfurt", "Leipzig"];

const ON: Option<CapabilityState> = Some(CapabilityState::On);
const OFF: Option<CapabilityState> = Some(CapabilityState::Off);

/// A country holds its towns, and some of these towns' jobs lie beside them.
fn holding() -> Manners {
    Manners { places_in_places: true, around_towns: 0.2, ..Manners::default() }
}

async fn app(manners: Manners, check_one_in: &str) -> TestApp {
    jsearch::alone("50000", manners, check_one_in).await
}

async fn note(app: &TestApp, state: CapabilityState) {
    jsearch::note(app, CapabilityName::Places, state).await;
}

async fn state(app: &TestApp) -> Option<CapabilityState> {
    jsearch::state(app, CapabilityName::Places).await
}

async fn evidence(app: &TestApp) -> Vec<String> {
    jsearch::evidence(app, CapabilityName::Places).await
}

/// Pages that JSearch has charged, but for checks.
async fn pages(app: &TestApp) -> i64 {
    books::number(app, "SELECT sum(credits)::int8 AS number FROM fetches WHERE purpose <> 'audit'").await
}

/// Countries and towns that runs have asked for since a fetch.
async fn asked_since(app: &TestApp, fetch: i64) -> (i64, i64) {
    let of = |condition: &str| {
        format!(
            "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
              WHERE fetches.id > {fetch} AND purpose <> 'audit' AND requests.key::json ->> 1 {condition}"
        )
    };
    (books::number(app, &of("LIKE 'country:%'")).await, books::number(app, &of("NOT LIKE 'country:%'")).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_that_is_seen_to_hold_its_towns_is_asked_for_instead_of_them_until_it_loses_some() {
    let (learning, plain) = (app(holding(), "200").await, app(holding(), "0").await);
    note(&plain, CapabilityState::OffByHand).await;
    for app in [&learning, &plain] {
        comes(app, "ada", &list(&TITLES, &TOWNS)).await;
    }
    assert_eq!(pages(&learning).await, pages(&plain).await, "the first month is as ever");
    let mut days = 0;
    for day in 1..=5 {
        days = day;
        morning(&learning).await;
        morning(&plain).await;
        if state(&learning).await == ON {
            break;
        }
    }
    assert_eq!(state(&learning).await, ON, "{:?}", evidence(&learning).await);
    assert_eq!(pages(&learning).await, pages(&plain).await, "until it is known the towns are asked for");
    println!("learnt after {days} days: {:?}", evidence(&learning).await);

    let (before, fetch) = ([pages(&learning).await, pages(&plain).await], last_fetch(&learning).await);
    for _ in 0..5 {
        morning(&learning).await;
        morning(&plain).await;
    }
    assert_eq!(state(&learning).await, ON, "{:?}", evidence(&learning).await);
    let (countries, towns) = asked_since(&learning, fetch).await;
    let spent = [pages(&learning).await - before[0], pages(&plain).await - before[1]];
    println!("{countries} countries and {towns} towns in five days; {spent:?} pages; {:?}", evidence(&learning).await);
    assert!(countries >= 10 && spent[0] * 100 < spent[1] * 85, "{countries} countries, {spent:?} pages");
    let (here, all) = of_all(&learning, &plain, 5).await;
    assert!(all > 200 && here * 100 >= all * 99, "{here} of {all}");

    for app in [&learning, &plain] {
        app.sandbox.behave(Manners { countries_leave_out: 0.1, ..holding() });
    }
    let mut days = 0;
    for day in 1..=8 {
        days = day;
        morning(&learning).await;
        morning(&plain).await;
        if state(&learning).await != ON {
            break;
        }
    }
    println!("off after {days} days: {:?}", evidence(&learning).await);
    morning(&learning).await;
    morning(&plain).await;
    assert_eq!(state(&learning).await, OFF);
    let (here, all) = of_all(&learning, &plain, days + 1).await;
    assert!(all > 200 && here == all, "what was lost is asked for again: {here} of {all}");
    assert_eq!(books::spent(&learning).await, books::charged(&learning));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_that_leaves_out_one_in_twenty_is_never_asked_for() {
    let app = app(Manners { countries_leave_out: 0.05, ..holding() }, "200").await;
    comes(&app, "ada", &list(&TITLES, &TOWNS)).await;
    let fetch = last_fetch(&app).await;
    for _ in 0..8 {
        morning(&app).await;
        assert_ne!(state(&app).await, ON, "{:?}", evidence(&app).await);
    }
    assert_eq!(state(&app).await, OFF, "{:?}", evidence(&app).await);
    assert_eq!(asked_since(&app, fetch).await.0, 0);
}

/// A run has just begun to ask for countries, since the fetch of this number.
async fn with_lists_on_their_way() -> (TestApp, i64) {
    let app = app(holding(), "0").await;
    comes(&app, "ada", &list(&["Nurse", "Teacher", "Welder"], &TOWNS)).await;
    note(&app, CapabilityState::On).await;
    morning(&app).await;
    let fetch = last_fetch(&app).await;
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    assert!(asked_since(&app, fetch).await.0 > 0);
    (app, fetch)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_a_page_limit_cuts_counts_for_nothing_and_its_towns_are_asked_singly() {
    let (app, fetch) = with_lists_on_their_way().await;
    app.execute("UPDATE fetches SET max_pages = 1 WHERE state = 'queued'").await;
    app.drain().await;
    // As if that were the limit.
    app.execute("UPDATE fetches SET max_pages = 30 WHERE is_cut AND span <> 'month'").await;
    let (countries, towns) = asked_since(&app, fetch).await;
    assert!(towns >= TOWNS.len() as i64 * countries, "{countries} countries and {towns} towns");
    assert_eq!(app.count("backfill_tracking WHERE state <> 'loaded'").await, 0);
    let fetch = last_fetch(&app).await;
    for _ in 0..6 {
        morning(&app).await;
    }
    assert_eq!(asked_since(&app, fetch).await.0, 0, "not for a week");
    assert_eq!(books::spent(&app).await, books::charged(&app));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_morning_loses_nothing_and_whoever_joins_buys_a_month_of_their_own() {
    let (by_country, plain) = (app(holding(), "0").await, app(holding(), "0").await);
    for app in [&by_country, &plain] {
        comes(app, "ada", &list(&TITLES, &TOWNS)).await;
    }
    note(&by_country, CapabilityState::On).await;
    note(&plain, CapabilityState::OffByHand).await;
    let fetch = last_fetch(&by_country).await;
    for app in [&by_country, &plain] {
        morning(app).await;
        app.pass(TimeDelta::days(1));
        morning(app).await;
        morning(app).await;
    }
    assert!(asked_since(&by_country, fetch).await.0 > 0);
    let (here, all) = of_all(&by_country, &plain, 4).await;
    assert!(all > 100 && here * 100 >= all * 99, "{here} of {all}");
    // Stuttgart's nurses are new to everybody, Berlin's are held.
    let fetch = last_fetch(&by_country).await;
    comes(&by_country, "bob", &list(&["Nurse"], &["Berlin", "Stuttgart"])).await;
    let months =
        "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id WHERE span = 'month'";
    assert_eq!(books::number(&by_country, &format!("{months} AND fetches.id > {fetch}")).await, 1);
    assert_eq!(last_fetch(&by_country).await, fetch + 1, "and nothing else is bought");
}

/// Checks of Active Jobs DB have nothing to do with JSearch's towns.
#[tokio::test(flavor = "multi_thread")]
async fn beside_another_source_towns_are_checked_within_their_own_plan() {
    let settings = [
        ("JSEARCH_PLAN", "20000"),
        ("JOBFILL_DAILY_CREDITS", "50000"),
        ("JOBFILL_PERSON_CREDITS", "50000"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
        ("JOBFILL_CHECK_ONE_IN", "1"),
    ];
    let app = TestApp::with(settings).await;
    app.sandbox.behave(holding());
    comes(&app, "ada", &list(&["Nurse", "Teacher", "Welder"], &TOWNS)).await;
    note(&app, CapabilityState::On).await;
    for _ in 0..3 {
        morning(&app).await;
    }
    let checks = |more: &str| {
        format!(
            "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
              WHERE purpose = 'audit' AND source = 'jsearch' {more}"
        )
    };
    assert!(books::number(&app, &checks("AND checks = 'places' AND fetches.state = 'done'")).await > 0);
    assert_eq!(books::number(&app, &checks("AND (checks IS NULL OR span = '24h')")).await, 0);
    let spent =
        "SELECT coalesce(sum(credits), 0)::int8 AS number FROM fetches JOIN requests ON requests.id = request_id
                  WHERE purpose = 'audit' AND source = 'jsearch'";
    assert!(books::number(&app, spent).await <= 20_000 / 100 / 30 * 3, "a thirtieth of a hundredth of the plan a day");
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_wants_the_country_changes_nothing_for_its_towns_and_gets_a_month() {
    let (app, _) = with_lists_on_their_way().await;
    // While the run's lists of a day are on their way.
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Nurse"], &["Germany"])).await;
    app.drain().await;
    let of_run = "fetches WHERE purpose = 'sign_up' AND span = 'today'";
    assert_eq!(app.count(of_run).await, 0, "what the run has begun stays its bill");
    let months = "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
                   WHERE span = 'month' AND key::json ->> 1 = 'country:de'";
    assert_eq!(books::number(&app, months).await, 1, "and a month comes behind it");
    assert!(app.count("fetches WHERE span = 'month' AND is_cut").await > 0, "which is cut");
    let fetch = last_fetch(&app).await;
    morning(&app).await;
    let (countries, towns) = asked_since(&app, fetch).await;
    assert!(countries > 0 && towns == 0, "{countries} countries and {towns} towns");
    assert_eq!(app.count("backfill_tracking WHERE state <> 'loaded'").await, 0);
    assert_eq!(books::spent(&app).await, books::charged(&app));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_towns_were_given_is_asked_again_where_an_admin_switches_it_off() {
    let app = app(holding(), "0").await;
    comes(&app, "ada", &list(&["Nurse", "Teacher", "Welder"], &TOWNS)).await;
    note(&app, CapabilityState::On).await;
    for _ in 0..2 {
        morning(&app).await;
    }
    let admin = crate::admin::admin(&app).await;
    admin.post("/admin/sources/jsearch/places/off", &[("reason", "Jobs of Leipzig are missing")]).await.is(303);
    assert_eq!(state(&app).await, Some(CapabilityState::OffByHand));
    let fetch = last_fetch(&app).await;
    morning(&app).await;
    let spans = format!("SELECT DISTINCT span AS text FROM fetches WHERE id > {fetch}");
    assert_eq!(books::texts(&app, &spans).await, ["3days"], "as far back as countries were asked");
    assert_eq!(asked_since(&app, fetch).await, (0, 18));
}
