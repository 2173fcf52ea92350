//! What lies inside a wider purchase is not bought: a whole one holds it, one under way brings it, and one that was cut or
//! lost leaves it to be bought by itself.

mod pairs;
mod worlds;

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::filters::{Filters, Seniority};
use jobfill::models::user::User;
use jobfill::quota::report::Report;
use jobfill::searches::List;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Fault, How};

/// Active Jobs DB alone: JSearch ranks, and contains nothing.
const ALONE: [(&str, &str); 2] = [("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY)];

const WIDE: &str = "Data Engineer";
const NARROW: &str = "Senior Data Engineer";

async fn app() -> TestApp {
    TestApp::with(ALONE).await
}

fn berlin(titles: &[&str]) -> List {
    list(titles, &["Berlin"])
}

fn senior(title: &str) -> List {
    List { filters: Filters { seniority: Some(Seniority::Senior), ..Filters::default() }, ..berlin(&[title]) }
}

async fn fetches(app: &TestApp) -> Vec<String> {
    books::texts(
        app,
        "SELECT (requests.key::json ->> 0) || ' ' || fetches.state AS text
           FROM fetches JOIN requests ON requests.id = request_id ORDER BY fetches.id",
    )
    .await
}

async fn reasons(app: &TestApp) -> Vec<String> {
    books::texts(
        app,
        "SELECT reason || CASE WHEN is_pending THEN ' pending' ELSE '' END AS text FROM savings ORDER BY id",
    )
    .await
}

/// State, reason and jobs of a person's only search.
async fn stands(app: &TestApp, email: &str) -> (String, String, i64) {
    let status = app.status(email).await;
    let one = &status["combinations"][0];
    let text = |name: &str| one[name].as_str().unwrap().to_owned();
    (text("state"), text("why"), one["jobs_found"].as_i64().unwrap())
}

async fn two(app: &TestApp) -> (User, User) {
    (app.person("ada@example.com").await, app.person("bob@example.com").await)
}

async fn next_morning(app: &TestApp) {
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    app.drain().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_wider_purchase_holds_is_here_at_once_and_counts_as_saved() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.drain().await;
    let charged = app.charged();
    let started = app.wants(&bob, &berlin(&[NARROW])).await;
    assert_eq!((started.fetches.len(), started.preview.counts.held, started.preview.expected_credits()), (0, 1, 0));
    app.drain().await;
    let (state, why, jobs) = stands(&app, "bob@example.com").await;
    assert_eq!((state.as_str(), why.as_str()), ("loaded", "already here: a wider search brought it"));
    assert!(jobs > 0, "the wider search brought senior ones, too");
    assert_eq!(
        (fetches(&app).await, reasons(&app).await),
        (vec!["data engineer done".into()], vec!["contained".into()])
    );
    assert_eq!(app.charged(), charged);
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    assert_eq!((total.wanted, total.bought, total.avoided(), total.by_reason.contained), (2, 1, 1, 1));
    assert!(total.saved_credits > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_s_own_wider_search_brings_the_narrower_and_saves_nothing_by_sharing() {
    let app = app().await;
    let ada = app.person("ada@example.com").await;
    let started = app.wants(&ada, &berlin(&[NARROW, WIDE])).await;
    assert_eq!((started.fetches.len(), started.preview.counts.new), (1, 2));
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data engineer done"]);
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    assert_eq!((total.wanted, total.bought, total.avoided(), total.saved_credits), (2, 2, 0, 0));
    assert_eq!(app.count("backfill_tracking WHERE state = 'loaded'").await, 2);
    assert_eq!(app.count("fetch_cells WHERE NOT is_own").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_inside_a_fetch_under_way_waits_for_it_and_its_saving_is_pending() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    let started = app.wants(&bob, &berlin(&[NARROW])).await;
    assert_eq!((started.fetches.len(), started.preview.counts.loading), (0, 1));
    let (state, _, _) = stands(&app, "bob@example.com").await;
    assert_eq!((state.as_str(), reasons(&app).await), ("waiting", vec!["being_bought pending".into()]));
    app.drain().await;
    let (state, _, jobs) = stands(&app, "bob@example.com").await;
    assert_eq!((state.as_str(), jobs > 0, reasons(&app).await), ("loaded", true, vec!["being_bought".into()]));
    assert_eq!(fetches(&app).await, ["data engineer done"]);
    assert_eq!(app.count("fetch_cells WHERE NOT is_own").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_lives_for_those_who_wait_for_it() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.wants(&bob, &berlin(&[NARROW])).await;
    app.wants_no_longer(&ada, "Primary Search").await;
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data engineer done"]);
    assert_eq!(stands(&app, "bob@example.com").await.0, "loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_limit_cut_holds_nothing_else_and_the_narrower_is_bought_by_itself() {
    let app = TestApp::with([ALONE[0], ALONE[1], ("ACTIVE_JOBS_PAGES", "1")]).await;
    let (ada, bob) = two(&app).await;
    // Three countries have more than a page of them.
    app.wants(&ada, &list(&[WIDE], &["DACH"])).await;
    app.wants(&bob, &list(&[NARROW], &["DACH"])).await;
    app.drain().await;
    assert_eq!(app.count("fetches WHERE is_cut").await, 1, "the wide one was cut");
    assert_eq!(fetches(&app).await, ["data engineer done", "senior data engineer done"]);
    assert_eq!(stands(&app, "bob@example.com").await.0, "loaded");
    assert_eq!((reasons(&app).await, app.count("fetch_cells WHERE NOT is_own").await), (vec![], 0));
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    assert_eq!((total.wanted, total.bought, total.pending), (2, 2, 0), "each has a purchase of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_lost_holds_nothing_and_the_narrower_is_bought_by_itself() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.wants(&bob, &berlin(&[NARROW])).await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::ActiveJobs).matching("\"data engineer\""));
    app.drain().await;
    assert_eq!(fetches(&app).await, ["data engineer failed", "senior data engineer done"]);
    assert_eq!(stands(&app, "bob@example.com").await.0, "loaded");
    assert_eq!(app.count("fetch_cells WHERE NOT is_own").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_morning_the_wide_one_is_asked_for_both_until_nobody_wants_it() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.wants(&bob, &senior(NARROW)).await;
    app.drain().await;
    next_morning(&app).await;
    assert_eq!(fetches(&app).await, ["data engineer done"; 2]);
    assert_eq!(app.count("backfill_tracking WHERE state = 'loaded'").await, 2);
    app.wants_no_longer(&ada, "Primary Search").await;
    next_morning(&app).await;
    assert_eq!(fetches(&app).await[2..], ["senior data engineer done"], "its gap is its own from now on");
    // What is asked by itself begins where the wide one ended.
    let days = books::number(
        &app,
        "SELECT ceil(extract(epoch FROM window_to - greatest(window_from, coalesce(created_since, window_from))) / 86400)::int8 AS number
           FROM fetches ORDER BY id DESC LIMIT 1",
    )
    .await;
    assert!(days <= 2, "{days} days");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_order_s_limit_leaves_for_later_is_nothing_to_lean_on() {
    let app = app().await;
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &berlin(&[WIDE, NARROW])).await;
    // As if nothing had been decided: what was started is gone.
    for table in ["fetch_cells", "tasks", "fetches", "savings"] {
        app.execute(&format!("DELETE FROM {table}")).await;
    }
    app.execute("UPDATE demands SET bought_at = NULL").await;
    let at = app.clock.now().to_rfc3339();
    app.command(&["backfill", "--user", "bob@example.com", "--limit", "0", "--at", &at]).await.ended_with(0);
    assert_eq!((fetches(&app).await, reasons(&app).await), (vec![], vec![]));
    assert_eq!(Report::load(&mut *app.conn().await).await.unwrap().total.pending, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_says_of_each_combination_why_it_is_bought_or_not() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.drain().await;
    app.wants(&bob, &List { name: "Second".to_owned(), ..senior(NARROW) }).await;
    app.wants(&bob, &berlin(&["Nurse", "Registered Nurse"])).await;
    app.wants(&ada, &List { name: "Gone".to_owned(), ..berlin(&["Welder"]) }).await;
    app.wants_no_longer(&ada, "Gone").await;
    app.execute(
        "UPDATE fetches SET state = 'cancelled', ended_at = now(), put_off_until = NULL WHERE state = 'queued'",
    )
    .await;
    let at = app.clock.now().to_rfc3339();
    let said = app.command(&["plan", "--json", "--at", &at]).await.ended_with(0).json();
    let told: Vec<(&str, &str, &str)> = said
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().unwrap();
            (text("title_keyword"), text("answer"), one["by"][0].as_str().unwrap_or(""))
        })
        .collect();
    let berlin = |title: &str| format!("{title} in Berlin, Germany");
    let [engineer, nurse] = ["data engineer", "nurse"].map(berlin);
    for expected in [
        (WIDE, "held", ""),
        (NARROW, "contained", engineer.as_str()),
        ("Nurse", "new", ""),
        ("Registered Nurse", "in_list", nurse.as_str()),
        ("Welder", "rests", ""),
    ] {
        let found = told.iter().find(|one| one.0 == expected.0).unwrap();
        assert_eq!(
            (found.1, found.2.trim_end_matches(", Germany")),
            (expected.1, expected.2.trim_end_matches(", Germany"))
        );
    }
    let bought = said.as_array().unwrap().iter().filter(|one| !one["window"].is_null());
    let prices: Vec<_> =
        bought.map(|one| (one["expected"]["credits"].as_i64().unwrap() > 0, &one["expected"]["how"])).collect();
    assert_eq!(prices, [(true, &serde_json::json!("average"))], "one purchase, priced by the first");
    let filters =
        said.as_array().unwrap().iter().find(|one| one["title_keyword"] == NARROW).unwrap()["filters"].clone();
    assert_eq!(
        (&filters["ai_seniority"], &filters["ai_industry"]),
        (&serde_json::json!("Senior"), &serde_json::Value::Null)
    );
    let of_bob = app.command(&["plan", "--user", "bob@example.com", "--at", &at]).await.ended_with(0);
    assert!(
        of_bob.stdout.contains("is wider and holds all of it") && !of_bob.stdout.contains("Welder"),
        "{}",
        of_bob.stdout
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wide_one_that_comes_later_is_bought_whole_and_holds_the_narrow_one_from_then_on() {
    let app = app().await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[NARROW])).await;
    app.drain().await;
    app.wants(&bob, &berlin(&[WIDE])).await;
    app.drain().await;
    assert_eq!(fetches(&app).await, ["senior data engineer done", "data engineer done"]);
    assert_eq!(reasons(&app).await, [""; 0], "each of them was bought");
    for mornings in 1..=3 {
        next_morning(&app).await;
        assert_eq!(fetches(&app).await[2..], vec!["data engineer done"; mornings], "the narrow one comes with it");
    }
    // Whoever comes for the narrow one finds it here, also where nobody wants that any more.
    app.wants_no_longer(&ada, "Primary Search").await;
    let carl = app.person("carl@example.com").await;
    let started = app.wants(&carl, &berlin(&[NARROW])).await;
    assert_eq!((started.fetches.len(), started.preview.counts.held), (0, 1));
    let (state, _, jobs) = stands(&app, "carl@example.com").await;
    assert_eq!((state.as_str(), jobs > 0), ("loaded", true));
}

#[tokio::test(flavor = "multi_thread")]
async fn now_and_then_what_is_contained_is_bought_all_the_same_and_finds_nothing_new() {
    let app = TestApp::with([ALONE[0], ALONE[1], ("JOBFILL_CHECK_ONE_IN", "1")]).await;
    let (ada, bob) = two(&app).await;
    app.wants(&ada, &berlin(&[WIDE])).await;
    app.wants(&bob, &berlin(&[NARROW])).await;
    app.drain().await;
    next_morning(&app).await;
    let checks = "SELECT concat_ws(' ', requests.key::json ->> 0, fetches.state, new_jobs, started_for) AS text
                    FROM fetches JOIN requests ON requests.id = request_id WHERE purpose = 'audit' ORDER BY fetches.id";
    assert_eq!(books::texts(&app, checks).await, ["senior data engineer done 0"; 2]);
    assert!(books::number(&app, "SELECT sum(credits)::int8 AS number FROM fetches WHERE purpose = 'audit'").await > 5);
    // Nobody pays for it but the installation, and nobody's wish is bought by it.
    assert_eq!(app.count("ledger WHERE purpose = 'audit' AND subject IS NOT NULL").await, 0);
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    assert_eq!((total.wanted, total.bought, total.avoided()), (2, 1, 1));
    assert_eq!(books::spent(&app).await, books::charged(&app));
    let metrics = app.visitor().get("/metrics").await;
    metrics.shows("jobfill_containment_missed_ratio 0\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn checks_cost_a_hundredth_of_a_plan_at_most() {
    // Of the smaller plan a hundredth is less than a page.
    for (plan, costs) in [("9000", 0..=0), ("15000", 20..=150)] {
        let app = TestApp::with([ALONE[0], ALONE[1], ("JOBFILL_CHECK_ONE_IN", "1"), ("ACTIVE_JOBS_PLAN", plan)]).await;
        let (ada, bob) = two(&app).await;
        app.wants(&ada, &berlin(&[WIDE])).await;
        app.wants(&bob, &berlin(&[NARROW])).await;
        app.drain().await;
        for _ in 0..8 {
            next_morning(&app).await;
        }
        let spent = "SELECT coalesce(sum(credits), 0)::int8 AS number FROM fetches WHERE purpose = 'audit'";
        let spent = books::number(&app, spent).await;
        assert!(costs.contains(&spent), "{spent} of {plan}");
    }
}
