//! Acts on many things: shown before they are done, done once whatever dies, and taken back for a minute.

use crate::admin::{REASON, admin};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::chromium::Chromium;
use chrono::TimeDelta;
use jobfill::queue::Choice;
use jobfill::worker;

const TITLES: [&str; 6] = ["Data Scientist", "Nurse", "Baker", "Teacher", "Chef", "Painter"];

/// Somebody who wants some titles in some places; nothing is bought so far.
async fn app_with(titles: &[&str], places: &[&str]) -> TestApp {
    let app = TestApp::with([("JOBFILL_PERSON_COMBINATIONS", "1000")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(titles, places)).await;
    app
}

/// Proposes an act, and gives its page.
async fn proposes(admin: &Visitor, form: &[(&str, &str)]) -> (String, Answer) {
    let answer = admin.post("/admin/acts", form).await;
    let address = answer.is(303).location.clone().unwrap();
    assert!(address.starts_with("/admin/acts/"), "{address}");
    let page = admin.get(&address).await;
    (address, page)
}

async fn paused(app: &TestApp) -> i64 {
    app.count("backfill_tracking WHERE paused_at IS NOT NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ticked_rests_and_goes_on_again_within_a_minute() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let list = admin.get("/admin/tracking").await;
    list.shows("name=\"item\" value=\"1\" form=\"many\"").shows("all 6 that fit");
    app.execute("UPDATE backfill_tracking SET paused_at = now() WHERE id = 2").await;
    let (act, page) = proposes(&admin, &[("act", "pause"), ("item", "1"), ("item", "2"), ("item", "3")]).await;
    page.shows("Let rest: 3 searches").shows("2 would rest").shows("1 rest already").shows("It costs nothing.");
    assert_eq!(paused(&app).await, 1, "only shown so far");
    admin.post(&format!("{act}/begin"), &[("reason", "a strike")]).await.goes_to(&act);
    admin.get(&act).await.shows("2 done, 1 left as they were").shows("a strike");
    assert_eq!(paused(&app).await, 3);
    assert_eq!(app.count("audit WHERE target LIKE 'act %'").await, 1, "once for all of them");
    admin.post(&format!("{act}/undo"), &[]).await.goes_to(&act);
    admin.get(&act).await.shows("taken back");
    assert_eq!(paused(&app).await, 1, "what rested before rests still");
    admin.get("/admin/audit").await.shows("act on many").shows("undo act on many");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    admin.get(&act).await.shows("Nothing was done: meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_minute_nothing_is_taken_back() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let (act, _) = proposes(&admin, &[("act", "pause"), ("item", "1")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.pass(TimeDelta::seconds(60));
    admin.get(&act).await.hides("/undo");
    admin.post(&format!("{act}/undo"), &[]).await.goes_to(&act);
    admin.get(&act).await.shows("for a minute only");
    assert_eq!(paused(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_fit_are_chosen_by_the_lists_own_filters() {
    let app = app_with(&TITLES, &["Berlin", "Hamburg"]).await;
    let admin = admin(&app).await;
    let form = [("act", "pause"), ("all", "on"), ("query", "q=scientist&place=burg")];
    let (act, page) = proposes(&admin, &form).await;
    page.shows("Let rest: 1 search");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    let only = "SELECT count(*) AS number FROM backfill_tracking WHERE paused_at IS NOT NULL
                   AND title_keyword = 'Data Scientist' AND location = 'Hamburg'";
    assert_eq!((paused(&app).await, books::number(&app, only).await), (1, 1));
    admin.post("/admin/acts", &[("act", "pause")]).await.goes_to("/admin/tracking");
    admin.get("/admin/tracking").await.shows("Nothing was ticked");
    admin.post("/admin/acts", &[("item", "1")]).await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_something_begins_after_its_minute_and_undo_costs_nothing() {
    let app = app_with(&TITLES[..2], &["Berlin"]).await;
    app.drain().await;
    let charged = app.charged();
    let admin = admin(&app).await;
    let (act, page) = proposes(&admin, &[("act", "load_again"), ("all", "on"), ("query", "")]).await;
    page.shows("2 would be bought again").shows("It would cost about").shows("It begins after a minute");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.drain().await;
    admin.post(&format!("{act}/undo"), &[]).await.goes_to(&act);
    app.pass(TimeDelta::minutes(2));
    app.drain().await;
    assert_eq!((app.charged(), app.count("fetches WHERE purpose = 'by_hand'").await), (charged, 0));
    admin.get(&act).await.shows("stopped");

    let (act, _) = proposes(&admin, &[("act", "load_again"), ("all", "on"), ("query", "")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.pass(TimeDelta::minutes(1));
    app.drain().await;
    assert!(app.charged() > charged);
    admin.get(&act).await.shows("2 done").shows("Fetches begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_act_is_a_task_with_progress_that_can_be_stopped() {
    let places = ["Berlin", "Hamburg", "Munich", "Cologne", "Bremen", "Dresden", "Leipzig", "Potsdam", "Trier"];
    let titles: Vec<String> = (0..12).map(|nth| format!("{} {nth}", TITLES[nth % 6])).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let app = app_with(&titles, &places).await;
    let admin = admin(&app).await;
    let (act, page) = proposes(&admin, &[("act", "pause"), ("all", "on"), ("query", "")]).await;
    page.shows("108 would rest");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    assert_eq!(paused(&app).await, 0, "a task does it");
    app.execute("UPDATE tasks SET state = 'failed', finished_at = now() WHERE kind = 'fetch' AND state = 'queued'")
        .await;
    // A worker that dies after a portion: its lease runs out, and the next goes on.
    app.execute("CREATE FUNCTION fail() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'dies'; END $$")
        .await;
    app.execute(
        "CREATE TRIGGER fail BEFORE UPDATE ON act_items FOR EACH ROW WHEN (OLD.item = 60) EXECUTE FUNCTION fail()",
    )
    .await;
    worker::step(&app, &Choice::default()).await.unwrap();
    assert_eq!(paused(&app).await, 50, "the first portion, and no half of the second");
    admin.get(&act).await.shows("50 done, 0 left as they were, 58 to come").shows("<progress");
    admin.post(&format!("{act}/cancel"), &[]).await.goes_to(&act);
    app.execute("DROP TRIGGER fail ON act_items").await;
    app.drain().await;
    admin.get(&act).await.shows("50 done, 58 not reached");
    assert_eq!(paused(&app).await, 50);
    admin.post(&format!("{act}/undo"), &[]).await.goes_to(&act);
    app.drain().await;
    assert_eq!(paused(&app).await, 0);
    admin.get(&act).await.shows("50 taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_kept_out_and_admins_are_not() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    for name in ["one", "two", "three"] {
        app.person(&format!("{name}@school.example.org")).await;
    }
    admin.get("/admin/users?q=school").await.shows("one@school").hides("value=\"1\" form=\"many\"");
    let (act, page) = proposes(&admin, &[("act", "disable"), ("all", "on"), ("query", "")]).await;
    page.shows("Keep out: 4 people").shows("3 would be kept out").shows("admins, who are only kept out one by one");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    assert_eq!(app.count("users WHERE disabled_at IS NOT NULL").await, 3);
    admin.get("/admin/acts").await.is(200).shows("Keep out: 4 people");
    admin.post(&format!("{act}/undo"), &[]).await.goes_to(&act);
    assert_eq!(app.count("users WHERE disabled_at IS NOT NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn fetches_are_found_by_their_words_and_cancelled_together() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let found = admin.get("/admin/fetches?q=scientist").await;
    found.is(200).shows("Data Scientist").hides("Nurse</a>");
    admin.get("/admin/fetches?q=NU").await.is(200).shows("Nurse</a>").hides("Baker</a>");
    let live = app.count("fetches WHERE state IN ('queued', 'put_off')").await;
    let (act, page) = proposes(&admin, &[("act", "cancel_fetch"), ("all", "on"), ("query", "source=jsearch")]).await;
    page.shows("6 would end");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.pass(TimeDelta::minutes(1));
    for _ in 0..3 {
        app.hurry().await;
        worker::step(&app, &Choice::default()).await.unwrap();
    }
    app.drain().await;
    assert!(live > 0 && app.count("fetches WHERE error_code = 'cancelled'").await <= 6);
    admin.get(&act).await.shows("done");
}

#[tokio::test(flavor = "multi_thread")]
async fn any_part_of_a_title_place_or_address_finds_it() {
    let app = app_with(&["Data Scientist", "C# Developer"], &["Berlin", "New York"]).await;
    let admin = admin(&app).await;
    for (query, found) in [
        ("q=SCIENTIST", 2),
        ("q=cient", 2),
        ("q=york", 2),
        ("place=erli", 2),
        ("q=data&place=york", 1),
        ("q=C%23", 2),
        ("q=100%25", 0),
        ("q=t_s", 0),
        ("place=scientist", 0),
    ] {
        let page = admin.get(&format!("/admin/tracking?{query}")).await;
        match found {
            0 => page.shows("Nothing fits all of that"),
            1 => page.shows("1 combination"),
            found => page.shows(&format!("{found} combinations")),
        };
    }
    admin.get("/admin/users?q=EXAMPLE").await.shows("ada@example.com");
    admin.get("/admin/users?q=da@ex").await.shows("ada@example.com").hides("value=\"2\" form=\"many\"");
}

async fn goes_through_a_browser(has_javascript: bool) {
    let app = app_with(&TITLES[..3], &["Berlin"]).await;
    admin(&app).await;
    let browser = Chromium::start(has_javascript).await;
    browser.sign_in(&app.url, "root@example.com").await;
    browser.open(&format!("{}/admin/tracking", app.url)).await;
    let (box_of, chosen, done) = match has_javascript {
        true => ("input[data-all]", "Let rest: 3 searches", "3 done"),
        false => ("input[name=item]", "Let rest: 1 search", "1 done"),
    };
    browser.click(box_of).await;
    browser.click("#many button").await;
    browser.sees(chosen).await;
    browser.type_into("#act input[name=reason]", "a strike").await;
    browser.click("#act form button").await;
    browser.sees(done).await;
    browser.click("#act form button").await;
    browser.sees("taken back").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_ticks_all_of_a_page() {
    goes_through_a_browser(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_javascript_ticks_one_by_one() {
    goes_through_a_browser(false).await;
}
