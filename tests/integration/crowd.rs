//! Many people at once, over several processes: everything is bought once, and no limit is passed.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::program::Program;
use futures_util::future::join_all;
use jobfill::queue::Choice;
use jobfill::worker;
use std::collections::BTreeSet;

const PEOPLE: usize = 30;

const TITLES: [&str; 6] = ["Data Scientist", "Nurse", "Teacher", "Electrician", "Accountant", "Chef"];
const PLACES: [&str; 4] = ["Berlin", "Hamburg", "Munich", "Cologne"];

/// Two titles and two places, other ones for each person, and most of them somebody else's too.
fn wishes_of(person: usize) -> ([&'static str; 2], [&'static str; 2]) {
    let title = |step: usize| TITLES[(person + step) % TITLES.len()];
    let place = |step: usize| PLACES[(person / 2 + step) % PLACES.len()];
    ([title(0), title(1)], [place(0), place(1)])
}

/// Signs up and enters a list, as a browser does.
async fn comes(url: &str, person: usize) {
    let visitor = Visitor::new(url);
    visitor.sign_up(&format!("person{person}@example.com")).await.goes_to("/cv");
    let (titles, places) = wishes_of(person);
    let (titles, places) = (titles.join("\n"), places.join("\n"));
    let form = [("query_name", "Primary Search"), ("titles", &titles), ("locations", &places)];
    visitor.post("/searches", &form).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_people_who_sign_up_at_once_over_two_processes_buy_every_page_once() {
    let app = TestApp::on_system_clock([("JOBFILL_DAILY_CREDITS", "100000"), ("JOBFILL_REFRESH_AT", "23:59")]).await;
    let processes: [Program; 2] = [(); 2].map(|()| app.program(&["serve"], &[("JOBFILL_BIND", "127.0.0.1:0")]));
    let mut urls = Vec::new();
    for process in &processes {
        urls.push(process.logs("listening on ").await);
    }
    let people = (0..PEOPLE).map(|person| comes(&urls[person % urls.len()], person));
    books::watch(&app, join_all(people)).await;
    books::watch(&app, books::nothing_is_alive(&app)).await;
    for process in processes {
        process.stop().await;
    }

    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
    let wishes = (0..PEOPLE).flat_map(|person| {
        let (titles, places) = wishes_of(person);
        titles.into_iter().flat_map(move |title| places.map(|place| (title, place)))
    });
    let different = wishes.collect::<BTreeSet<_>>().len() as i64;
    let count = async |sql: &str| books::number(&app, sql).await;
    assert_eq!(count("SELECT count(*) AS number FROM users").await, PEOPLE as i64);
    assert_eq!(count("SELECT count(*) AS number FROM demands").await, 4 * PEOPLE as i64);
    assert_eq!(count("SELECT count(bought_at) AS number FROM demands").await, different);
    assert_eq!(count("SELECT count(*) AS number FROM backfill_tracking").await, different);
    assert_eq!(count("SELECT count(*) AS number FROM fetches").await, 2 * different);
    // Whoever did not buy was spared both sources.
    let spared = 2 * (4 * PEOPLE as i64 - different);
    assert_eq!(count("SELECT count(*) AS number FROM savings").await, spared);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_purchases_at_once_never_pass_a_limit() {
    let app = TestApp::with([
        ("ACTIVE_JOBS_PLAN", "1000"),
        ("ACTIVE_JOBS_CONCURRENCY", "64"),
        ("JSEARCH_PLAN", "40"),
        ("JSEARCH_CONCURRENCY", "64"),
        ("JOBFILL_PERSON_CREDITS", "600"),
        ("JOBFILL_DAILY_CREDITS", "900"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
    ])
    .await;
    // The database itself refuses a moment at which more is held than may be.
    for limit in [
        "ALTER TABLE meters ADD CHECK (spent + reserved + unknown <= credit_limit)",
        "ALTER TABLE allowances ADD CHECK (used <= CASE subject WHEN 0 THEN 900 ELSE 600 END)",
    ] {
        books::execute(&app, limit).await;
    }
    for name in ["ada", "bob"] {
        let person = app.person(&format!("{name}@example.com")).await;
        let titles = TITLES.map(|title| format!("{title} {name}"));
        let titles: Vec<&str> = titles.iter().map(String::as_str).chain(["Baker", "Painter"]).collect();
        app.wants(&person, &list(&titles, &["Berlin", "Hamburg", "Munich", "Cologne"])).await;
    }
    let apps = [app.another().await, app.another().await, app.another().await, app.another().await];
    loop {
        app.hurry().await;
        let all = Choice::default();
        let at_once = (0..64).map(|one| worker::step(&apps[one % apps.len()], &all));
        let ended = books::watch(&app, join_all(at_once)).await;
        if ended.into_iter().all(|one| one.unwrap().is_none()) {
            break;
        }
    }
    books::no_page_was_bought_twice(&app).await;
    let refused = "SELECT count(*) AS number FROM fetches WHERE error LIKE '%constraint%' OR state = 'failed'";
    assert_eq!(books::number(&app, refused).await, 0);
    let held_back = books::number(&app, "SELECT count(*) AS number FROM fetches WHERE state = 'put_off'").await;
    assert!(held_back > 0, "the limits were reached");
    // What is left is less than the cheapest page of either source.
    let used = "SELECT used AS number FROM allowances WHERE subject = 0";
    assert_eq!(books::number(&app, used).await, 900, "and used up to the last credit");
}
