//! A title is not asked for beside one that stands in it, where JSearch is seen to return as much for the shorter one.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::jsearch::{self, comes, last_fetch, morning, note, of_all};
use chrono::TimeDelta;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::searches::List;
use jobfill::sources::sandbox::Manners;

const WIDE: [&str; 5] = ["Nurse", "Teacher", "Welder", "Accountant", "Electrician"];
const NARROW: [&str; 5] =
    ["Senior Nurse", "Senior Teacher", "Senior Welder", "Senior Accountant", "Senior Electrician"];
const TOWNS: [&str; 6] = ["Berlin", "Hamburg", "Munich", "Cologne", "Frankfurt", "Leipzig"];

const ON: Option<CapabilityState> = Some(CapabilityState::On);
const OFF: Option<CapabilityState> = Some(CapabilityState::Off);

fn all() -> List {
    list(&[&WIDE[..], &NARROW[..]].concat(), &TOWNS)
}

/// Short titles hold longer ones, and some of the towns' jobs lie beside them.
fn holding() -> Manners {
    Manners { titles_in_titles: true, around_towns: 0.2, ..Manners::default() }
}

async fn app(manners: Manners, check_one_in: &str) -> TestApp {
    let app = jsearch::alone("200000", manners, check_one_in).await;
    // What countries hold is another matter.
    note(&app, CapabilityName::Places, CapabilityState::OffByHand).await;
    app
}

async fn state(app: &TestApp) -> Option<CapabilityState> {
    jsearch::state(app, CapabilityName::Titles).await
}

async fn evidence(app: &TestApp) -> Vec<String> {
    jsearch::evidence(app, CapabilityName::Titles).await
}

/// Fetches of runs since one, of titles that begin with "senior" and of others.
async fn asked_since(app: &TestApp, fetch: i64) -> [i64; 2] {
    let of = |condition: &str| {
        format!(
            "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
              WHERE fetches.id > {fetch} AND purpose <> 'audit' AND requests.key::json ->> 0 {condition}"
        )
    };
    [books::number(app, &of("LIKE 'senior %'")).await, books::number(app, &of("NOT LIKE 'senior %'")).await]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_that_is_seen_to_hold_others_is_asked_for_instead_of_them_until_it_loses_some() {
    let (learning, plain) = (app(holding(), "200").await, app(holding(), "0").await);
    note(&plain, CapabilityName::Titles, CapabilityState::OffByHand).await;
    for app in [&learning, &plain] {
        comes(app, "ada", &all()).await;
    }
    assert_eq!(last_fetch(&learning).await, last_fetch(&plain).await, "the first month is as ever");
    let mut days = 0;
    for day in 1..=5 {
        days = day;
        morning(&learning).await;
        morning(&plain).await;
        if state(&learning).await == ON {
            break;
        }
    }
    println!("learnt after {days} days: {:?}", evidence(&learning).await);
    assert_eq!(state(&learning).await, ON, "{:?}", evidence(&learning).await);
    assert_eq!(last_fetch(&learning).await, last_fetch(&plain).await, "nothing was bought to learn it");

    let fetch = last_fetch(&learning).await;
    for _ in 0..4 {
        morning(&learning).await;
        morning(&plain).await;
    }
    assert_eq!(state(&learning).await, ON, "{:?}", evidence(&learning).await);
    let [narrow, wide] = asked_since(&learning, fetch).await;
    println!("{narrow} narrow and {wide} wide lists in four days; {:?}", evidence(&learning).await);
    assert!(wide >= 70 && narrow * 10 <= wide, "{narrow} narrow and {wide} wide lists");
    let (here, all) = of_all(&learning, &plain, 4).await;
    assert!(all > 200 && here * 100 >= all * 99, "{here} of {all}");

    for app in [&learning, &plain] {
        app.sandbox.behave(Manners { titles_leave_out: 0.1, ..holding() });
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
    let fetch = last_fetch(&learning).await;
    morning(&learning).await;
    morning(&plain).await;
    assert_eq!(state(&learning).await, OFF);
    let months = format!("fetches WHERE id > {fetch} AND span = 'month'");
    assert_eq!(learning.count(&months).await, 0, "what was given before that is held");
    let (here, all) = of_all(&learning, &plain, days + 1).await;
    assert!(all > 200 && here * 1_000 >= all * 999, "what was lost is asked for again: {here} of {all}");
    assert_eq!(books::spent(&learning).await, books::charged(&learning));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_that_leaves_out_one_in_twenty_of_a_longer_one_never_stands_for_it() {
    let app = app(Manners { titles_leave_out: 0.05, ..holding() }, "200").await;
    comes(&app, "ada", &all()).await;
    let fetch = last_fetch(&app).await;
    for _ in 0..5 {
        morning(&app).await;
        assert_ne!(state(&app).await, ON, "{:?}", evidence(&app).await);
    }
    assert_eq!(state(&app).await, OFF, "{:?}", evidence(&app).await);
    let [narrow, wide] = asked_since(&app, fetch).await;
    assert_eq!(narrow, wide);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_limit_cuts_short_is_asked_for_singly() {
    let app = app(holding(), "0").await;
    note(&app, CapabilityName::Titles, CapabilityState::On).await;
    comes(&app, "ada", &all()).await;
    morning(&app).await;
    let fetch = last_fetch(&app).await;
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    assert_eq!(asked_since(&app, fetch).await[0], 0);
    app.execute("UPDATE fetches SET max_pages = 1 WHERE state = 'queued'").await;
    app.drain().await;
    let cut = "SELECT count(*) AS number FROM fetches WHERE is_cut AND span = 'today'";
    let cut = books::number(&app, cut).await;
    let [narrow, _] = asked_since(&app, fetch).await;
    assert!(cut > 0 && narrow == cut, "{cut} were cut, and {narrow} asked for again");
    assert_eq!(app.count("backfill_tracking WHERE state <> 'loaded'").await, 0);
    books::look(&app).await;
}

/// A country stands for its towns, and its title for the titles that it stands in.
#[tokio::test(flavor = "multi_thread")]
async fn one_list_of_a_country_holds_longer_titles_in_its_towns() {
    let manners = Manners { places_in_places: true, ..holding() };
    let (areas, plain) = (app(manners, "0").await, app(manners, "0").await);
    for name in [CapabilityName::Places, CapabilityName::Titles] {
        areas.execute("DELETE FROM capabilities WHERE source = 'jsearch' AND state = 'off_by_hand'").await;
        note(&areas, name, CapabilityState::On).await;
        note(&plain, name, CapabilityState::OffByHand).await;
    }
    for app in [&areas, &plain] {
        comes(app, "ada", &all()).await;
        morning(app).await;
    }
    let fetch = last_fetch(&areas).await;
    for _ in 0..4 {
        morning(&areas).await;
        morning(&plain).await;
    }
    let [narrow, wide] = asked_since(&areas, fetch).await;
    println!("{narrow} narrow and {wide} wide lists");
    assert!(wide > 0 && narrow * 10 <= wide, "{narrow} narrow and {wide} wide lists");
    let countries = "requests.key::json ->> 1 LIKE 'country:%'";
    let lists = format!(
        "SELECT count(*) AS number FROM fetches JOIN requests ON requests.id = fetches.request_id
          WHERE fetches.id > {fetch} AND {countries}"
    );
    assert!(books::number(&areas, &lists).await > 0);
    let (here, all) = of_all(&areas, &plain, 4).await;
    assert!(all > 200 && here * 100 >= all * 99, "{here} of {all}");
    assert_eq!(books::spent(&areas).await, books::charged(&areas));
}
