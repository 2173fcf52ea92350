//! What can happen while a list is being bought.

use super::{ADAS, ALONE, BOBS, fetches, knowing, next_morning, the_books_agree};
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use diesel_async::AsyncConnection;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::models::user::User;
use jobfill::people;
use jobfill::queue::Choice;
use jobfill::worker;

const UNHELD: &str = "requests WHERE isempty(held)";

async fn leaves(app: &TestApp, person: &User) {
    let mut conn = app.conn().await;
    conn.transaction(async |conn| people::delete(conn, person, app.clock.now()).await).await.unwrap();
}

/// Buys the first page of the only list.
async fn one_page(app: &TestApp) {
    assert!(worker::step(app, &Choice::default()).await.unwrap().is_some());
    assert_eq!(app.count("fetches WHERE pages = 1 AND state = 'running'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_whose_person_leaves_is_bought_to_its_end_for_the_others_and_asks_for_less_the_next_morning() {
    let app = knowing().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    one_page(&app).await;
    let started = app.wants(&bob, &list(&[ADAS[1]], &["Berlin"])).await;
    assert_eq!(started.fetches.len(), 0, "bob waits for ada's list");
    leaves(&app, &ada).await;
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data scientist | nurse | product manager: done"]);
    assert_eq!(app.count(UNHELD).await, 0, "whole for all of its titles");
    assert_eq!(app.count("savings WHERE is_pending").await, 0);
    next_morning(&app).await;
    assert_eq!(fetches(&app).await[1..], ["nurse: done"]);
    the_books_agree(&app).await;
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_nobody_waits_for_any_more_buys_no_further_page() {
    let app = knowing().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&ADAS, &["Berlin"])).await;
    one_page(&app).await;
    leaves(&app, &ada).await;
    let spent = books::spent(&app).await;
    app.drain().await;
    assert_eq!(books::spent(&app).await, spent);
    assert_eq!(app.count("requests WHERE NOT isempty(held)").await, 0, "a list that was broken off holds nothing");
    the_books_agree(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_all_credits_are_gone_in_the_middle_what_came_stays_and_the_rest_is_bought_once_on_other_days() {
    let app = TestApp::with([ALONE[0], ALONE[1], ("JOBFILL_DAILY_CREDITS", "250")]).await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::On)).await;
    app.knows(CapabilityName::Dates, Some(CapabilityState::On)).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&[&ADAS[..], &BOBS[..]].concat(), &["Berlin"])).await;
    app.drain().await;
    let put_off = "fetches WHERE state = 'put_off' AND pages > 0 AND cells > 1";
    assert_eq!(app.count(put_off).await, 1, "{:?}", fetches(&app).await);
    let came = app.count("request_jobs").await;
    assert!(came > 50, "{came}");
    assert!(books::number(&app, "SELECT sum(credits)::int8 AS number FROM fetches").await <= 250);
    assert_eq!(app.count("requests WHERE NOT isempty(held)").await, 0, "nothing is whole yet");
    for _ in 0..6 {
        app.pass(TimeDelta::days(1));
        app.drain().await;
    }
    assert_eq!(app.count(UNHELD).await, 0, "{:?}", fetches(&app).await);
    assert!(app.count("request_jobs").await > came);
    the_books_agree(&app).await;
    books::no_page_was_bought_twice(&app).await;
}
