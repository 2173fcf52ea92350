//! Acts on many things: shown before they are done, taken back for a minute, and done once whatever dies.

use crate::admin::{REASON, admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::chromium::Chromium;
use chrono::TimeDelta;
use jobfill::acts;
use jobfill::models::sweep;
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

/// Begins a proposed act, and lets it be done.
async fn does(app: &TestApp, admin: &Visitor, act: &str) {
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(act);
    app.pass(acts::MINUTE);
    app.drain().await;
}

async fn paused(app: &TestApp) -> i64 {
    app.count("backfill_tracking WHERE paused_at IS NOT NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ticked_is_done_after_a_minute_and_its_page_says_to_what() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let list = admin.get("/admin/tracking").await;
    list.shows("name=\"item\" value=\"1\" form=\"many\"").shows("all 6 that fit");
    app.execute("UPDATE backfill_tracking SET paused_at = now() WHERE id = 2").await;
    let (act, page) = proposes(&admin, &[("act", "pause"), ("item", "1"), ("item", "2"), ("item", "3")]).await;
    page.shows("Let rest: 3 searches").shows("2 would rest").shows("1 rest already").shows("It costs nothing.");
    page.shows("Data Scientist · Berlin");
    assert_eq!(paused(&app).await, 1, "only shown so far");
    let other = admin_called(&app, "other@example.com").await;
    other.post(&format!("{act}/begin"), &[("reason", "a strike")]).await.goes_to(&act);
    admin.get(&act).await.shows("It begins in 60 seconds").shows("a strike").shows(">Undo<").hides("Stop here");
    admin.get("/admin/acts").await.shows("other@example.com").hides("<td>root@example.com</td>");
    app.drain().await;
    assert_eq!(paused(&app).await, 1, "not before its time");
    app.pass(acts::MINUTE);
    app.drain().await;
    admin.get(&act).await.shows("2 done, 1 left as they were").hides(">Undo<");
    assert_eq!(paused(&app).await, 3);
    let file = admin.get(&format!("{act}/things.csv")).await;
    file.shows("1,Data Scientist · Berlin,done").shows("2,Nurse · Berlin,skipped");
    assert_eq!(app.count("audit WHERE target LIKE 'act %'").await, 2, "confirmed and begun, once for all of them");
    admin.get("/admin/audit").await.shows("act on many").shows(&format!("<a href=\"{act}\">"));
    for (again, told) in [("begin", "Nothing was done: meanwhile"), ("cancel", "Too late: it has ended")] {
        admin.post(&format!("{act}/{again}"), &[REASON]).await.goes_to(&act);
        admin.get(&act).await.shows(told);
    }
    assert_eq!(paused(&app).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_of_somebody_who_may_act_no_more_ends_before_anything_is_done() {
    for change in ["role = 'viewer'", "disabled_at = now()"] {
        let app = app_with(&TITLES, &["Berlin"]).await;
        let admin = admin(&app).await;
        let (act, _) = proposes(&admin, &[("act", "pause"), ("all", "on"), ("query", "")]).await;
        admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
        app.execute(&format!("UPDATE users SET {change} WHERE email = 'root@example.com'")).await;
        app.pass(acts::MINUTE);
        app.drain().await;
        assert_eq!((paused(&app).await, app.count("acts WHERE state = 'cancelled'").await), (0, 1), "{change}");
        assert_eq!(app.count("audit WHERE action = 'end act on many' AND subject IS NULL").await, 1, "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_priced_is_not_bought_though_it_is_missing_by_then() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    app.drain().await;
    let admin = admin(&app).await;
    app.execute(
        "UPDATE requests SET held = '{}' WHERE id IN (SELECT request_id FROM combination_requests
                  WHERE combination_id = 1)",
    )
    .await;
    let (act, _) = proposes(&admin, &[("act", "load_missing"), ("all", "on"), ("query", "")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.execute("UPDATE requests SET held = '{}'").await;
    app.pass(acts::MINUTE);
    app.drain().await;
    let twice = "(SELECT request_id FROM fetches GROUP BY request_id HAVING count(*) > 1) AS one";
    let of_the_first = "combination_requests WHERE combination_id = 1";
    assert_eq!(app.count(twice).await, app.count(of_the_first).await, "only what the page had priced");
    admin.get(&act).await.shows("1 done");
}

#[tokio::test(flavor = "multi_thread")]
async fn within_its_minute_an_act_is_taken_back_and_nothing_was_done_or_ended() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let (act, _) = proposes(&admin, &[("act", "pause"), ("all", "on"), ("query", "")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.pass(TimeDelta::seconds(59));
    app.drain().await;
    admin.post(&format!("{act}/cancel"), &[]).await.goes_to(&act);
    admin.get(&act).await.shows("Taken back: nothing was done").shows("stopped");
    app.pass(TimeDelta::minutes(2));
    app.drain().await;
    let ended = app.count("fetches WHERE state IN ('cancelled', 'failed')").await;
    assert_eq!((paused(&app).await, ended), (0, 0), "everybody's fetches went on");
    admin.get("/admin/audit").await.shows("end act on many");
}

#[tokio::test(flavor = "multi_thread")]
async fn begun_acts_are_kept_and_forgotten_proposals_go_with_all_their_things() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    proposes(&admin, &[("act", "pause"), ("item", "1"), ("item", "2")]).await;
    let (act, _) = proposes(&admin, &[("act", "pause"), ("item", "3")]).await;
    does(&app, &admin, &act).await;
    app.pass(TimeDelta::days(200));
    sweep::ended(&mut *app.conn().await, app.clock.now()).await.unwrap();
    assert_eq!((app.count("acts").await, app.count("act_items").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_fit_are_chosen_by_the_lists_own_filters() {
    let app = app_with(&TITLES, &["Berlin", "Hamburg"]).await;
    let admin = admin(&app).await;
    let form = [("act", "pause"), ("all", "on"), ("query", "q=scientist&place=burg")];
    let (act, page) = proposes(&admin, &form).await;
    page.shows("Let rest: 1 search");
    page.shows("href=\"/admin/tracking?q=scientist&#38;place=burg\"");
    does(&app, &admin, &act).await;
    let only = "SELECT count(*) AS number FROM backfill_tracking WHERE paused_at IS NOT NULL
                   AND title_keyword = 'Data Scientist' AND location = 'Hamburg'";
    assert_eq!((paused(&app).await, books::number(&app, only).await), (1, 1));
    let nothing = admin.post("/admin/acts", &[("act", "pause"), ("query", "state=loaded&q=a b\n")]).await;
    nothing.goes_to("/admin/tracking?state=loaded&q=a+b%0A");
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
    admin.post(&format!("{act}/cancel"), &[]).await.goes_to(&act);
    app.pass(TimeDelta::minutes(2));
    app.drain().await;
    assert_eq!((app.charged(), app.count("fetches WHERE purpose = 'by_hand'").await), (charged, 0));
    admin.get(&act).await.shows("stopped");

    let (act, _) = proposes(&admin, &[("act", "load_again"), ("all", "on"), ("query", "")]).await;
    does(&app, &admin, &act).await;
    assert!(app.charged() > charged);
    admin.get(&act).await.shows("2 done").shows("Fetches begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_admins_load_again_at_once_is_bought_once() {
    let app = app_with(&TITLES[..2], &["Berlin"]).await;
    app.drain().await;
    let (admin, other) = (admin(&app).await, admin_called(&app, "other@example.com").await);
    let form = [("act", "load_again"), ("all", "on"), ("query", "")];
    let (first, _) = proposes(&admin, &form).await;
    let (second, page) = proposes(&other, &form).await;
    page.shows("2 would be bought again");
    does(&app, &admin, &first).await;
    let charged = app.charged();
    does(&app, &other, &second).await;
    other.get(&second).await.shows("0 done, 2 left as they were");
    // Nor by a form that was shown before.
    other.post("/admin/tracking/1/again", &[REASON, ("seen", "0")]).await.goes_to("/admin/tracking/1");
    other.get("/admin/tracking/1").await.shows("Nothing was done. Meanwhile root@example.com: start act on many");
    assert_eq!(app.charged(), charged);
    let again = [REASON, ("seen", "9")];
    other.post("/admin/tracking/1/again", &again).await.goes_to("/admin/tracking/1");
    app.drain().await;
    assert!(app.charged() > charged, "once they have seen it");
}

/// The narrow one is in the first portion, the wide one in the second.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_with_a_wider_purchase_is_not_bought_by_itself_in_an_earlier_portion() {
    let others: Vec<String> = (0..11).map(|nth| format!("Painter {nth}")).collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let elsewhere = ["Hamburg", "Munich", "Cologne", "Bremen", "Dresden"];
    let app = TestApp::with([("JOBFILL_PERSON_COMBINATIONS", "1000"), ("JOBFILL_DAILY_CREDITS", "1000000")]).await;
    for (name, titles, places) in [
        ("ada", &["Senior Nurse"][..], &["Berlin"][..]),
        ("bob", &others, &elsewhere),
        ("cleo", &["Nurse"], &["Berlin"]),
    ] {
        let person = app.person(&format!("{name}@example.com")).await;
        app.wants(&person, &list(titles, places)).await;
    }
    let admin = admin(&app).await;
    let (act, _) = proposes(&admin, &[("act", "cancel_fetch"), ("all", "on"), ("query", "")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.execute("UPDATE tasks SET priority = 1000 WHERE kind = 'act'").await;
    app.execute("UPDATE tasks SET due_at = due_at + interval '1 hour' WHERE kind = 'fetch'").await;
    app.pass(acts::MINUTE);
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state <> 'cancelled'").await, 0);

    let (act, page) = proposes(&admin, &[("act", "load_missing"), ("all", "on"), ("query", "")]).await;
    page.shows("Something is missing of 57");
    does(&app, &admin, &act).await;
    admin.get(&act).await.shows("57 done, 0 left as they were");
    let bought = "fetch_cells JOIN fetches ON fetches.id = fetch_id AND fetches.purpose = 'by_hand'
        JOIN combination_requests link ON link.request_id = fetch_cells.request_id JOIN backfill_tracking one ON one.id = link.combination_id
        WHERE is_own AND link.source = 'active_jobs' AND title_keyword =";
    assert_eq!(app.count(&format!("{bought} 'Nurse'")).await, 1);
    assert_eq!(app.count(&format!("{bought} 'Senior Nurse'")).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_list_goes_on_behind_its_limit_though_an_earlier_one_could() {
    let app = TestApp::with([("JSEARCH_PAGES", "1"), ("ACTIVE_JOBS_PAGES", "1"), ("ACTIVE_JOBS_MONTH", "on")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(28));
    let admin = admin(&app).await;
    admin.post("/admin/tracking/1/load", &[REASON]).await.is(303);
    app.drain().await;
    let later = books::number(&app, "SELECT max(id) AS number FROM fetches WHERE is_cut").await;
    assert!(later > 2, "the later one is cut, too");
    admin.get(&format!("/admin/fetches/{later}")).await.shows("/deeper");
    let (act, page) = proposes(&admin, &[("act", "deepen_fetch"), ("item", &later.to_string())]).await;
    page.shows("1 were cut by their page limit");
    does(&app, &admin, &act).await;
    admin.get(&act).await.shows("1 done").shows("Fetches begun: 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_whose_worker_dies_too_often_ends() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let (act, _) = proposes(&admin, &[("act", "pause"), ("item", "1")]).await;
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.execute("UPDATE tasks SET state = 'running', attempt = max_attempts, lease_until = now() WHERE kind = 'act'")
        .await;
    app.rescue().await;
    admin.get(&act).await.shows("stopped").shows("0 done, 1 not reached");
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
    app.pass(acts::MINUTE);
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
    app.execute("INSERT INTO password_links (token_hash, user_id, expires_at) SELECT 'x', max(id), now() FROM users")
        .await;
    does(&app, &admin, &act).await;
    assert_eq!(app.count("users WHERE disabled_at IS NOT NULL").await, 3);
    assert_eq!(app.count("password_links").await, 1, "it opens nothing until its person is let in again");
    admin.get("/admin/acts").await.is(200).shows("Keep out: 4 people");
    // Another admin, who was kept out by hand.
    admin_called(&app, "other@example.com").await;
    app.execute("UPDATE users SET disabled_at = now() WHERE email = 'other@example.com'").await;
    let (act, page) = proposes(&admin, &[("act", "enable"), ("all", "on"), ("query", "")]).await;
    page.shows("3 would be let in again");
    does(&app, &admin, &act).await;
    assert_eq!(app.count("users WHERE disabled_at IS NOT NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fetches_are_found_by_their_words_and_cancelled_together() {
    let app = app_with(&TITLES, &["Berlin"]).await;
    let admin = admin(&app).await;
    let found = admin.get("/admin/fetches?q=scientist").await;
    found.is(200).shows("Data Scientist · Berlin</a>").hides("Nurse · Berlin</a>");
    admin.get("/admin/fetches?q=NU").await.is(200).shows("Nurse · Berlin</a>").hides("Baker · Berlin</a>");
    let live = app.count("fetches WHERE state IN ('queued', 'put_off')").await;
    let (act, page) = proposes(&admin, &[("act", "cancel_fetch"), ("all", "on"), ("query", "source=jsearch")]).await;
    page.shows("6 would end");
    admin.post(&format!("{act}/begin"), &[REASON]).await.goes_to(&act);
    app.execute("UPDATE tasks SET due_at = due_at + interval '1 hour' WHERE kind = 'fetch'").await;
    app.pass(acts::MINUTE);
    app.drain().await;
    assert_eq!((live, app.count("fetches WHERE error_code = 'cancelled'").await), (11, 6));
    assert_eq!(app.count("tasks WHERE kind = 'fetch' AND state = 'queued'").await, 5);
    admin.get(&act).await.shows("6 done, 0 left as they were").shows("Fetch 1</a>");
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
    let (box_of, chosen) = match has_javascript {
        true => ("input[data-all]", "Let rest: 3 searches"),
        false => ("input[name=item]", "Let rest: 1 search"),
    };
    browser.click(box_of).await;
    browser.click("#many button").await;
    browser.sees(chosen).await;
    browser.type_into("#act input[name=reason]", "a strike").await;
    browser.click("#act form button").await;
    browser.sees("It begins in").await;
    browser.click("#act form button").await;
    browser.sees("Taken back: nothing was done").await;
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
