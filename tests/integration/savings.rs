//! What sharing saved, what is left, and who may see it.

mod book;
mod history;
mod measured;

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::chromium::Chromium;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::cli::demo::cast::CAST;
use jobfill::models::source_state::{SourceState, StopCode};
use jobfill::models::user::Role;
use jobfill::quota::ledger;
use jobfill::quota::meter::Meter;
use jobfill::quota::report::Report;
use jobfill::schema::{audit, users};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Control, Fault, How};
use serde_json::Value;

/// Whoever watches sees these figures on the page.
async fn sees(browser: &Chromium, app: &TestApp, figures: [(&str, &str); 4]) {
    browser.open(&format!("{}/admin/savings", app.url)).await;
    for (name, figure) in figures {
        browser.sees(&format!("<dt>{name}</dt><dd>{figure}</dd>")).await;
    }
}

/// Two people whose wishes overlap by one search.
async fn two_people(app: &TestApp) {
    let (first, second) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&first, &list(&["Data Scientist", "Machine Learning Engineer"], &["Berlin", "Hamburg"])).await;
    app.drain().await;
    app.wants(&second, &list(&["Data Scientist"], &["Berlin", "Munich"])).await;
    app.drain().await;
}

async fn admin(app: &TestApp) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up("admin@example.com").await.is(303);
    diesel::update(users::table.filter(users::email.eq("admin@example.com")))
        .set(users::role.eq(Role::Admin))
        .execute(&mut *app.conn().await)
        .await
        .unwrap();
    visitor
}

async fn meter(app: &TestApp, source: Source) -> Meter {
    let meters = Meter::all_current(&mut *app.conn().await, app.clock.now()).await.unwrap();
    meters.into_iter().find(|meter| meter.source == source).unwrap()
}

fn adjustment<'a>(meter: &'a str, seen: &'a str, credits: &'a str, reason: &'a str) -> [(&'a str, &'a str); 4] {
    [("meter", meter), ("seen", seen), ("credits", credits), ("reason", reason)]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_share_a_search_want_six_buy_five_and_avoid_one() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let report = Report::load(&mut *app.conn().await).await.unwrap();
    let total = report.total;
    assert_eq!((total.wanted, total.bought, total.avoided(), total.saved_percent()), (6, 5, 1, 17));
    assert_eq!(total.by_reason.same_combination, 2, "one search at two sources");
    assert!(total.saved_credits > 0);

    let page = admin(&app).await.get("/admin/savings").await;
    page.is(200).shows("<dt>Wanted</dt><dd>6</dd>").shows("<dt>Bought</dt><dd>5</dd>");
    page.shows("<dt>Avoided</dt><dd>1</dd>").shows("what that purchase cost");
    assert!(!page.body.contains("example.com</td>"), "it never says whose");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_ten_want_25_and_avoid_13_on_the_page_and_an_eleventh_makes_it_15() {
    let app = TestApp::start().await;
    for one in &CAST {
        let person = app.person(one.email).await;
        for list in one.lists() {
            app.wants(&person, &list).await;
        }
        app.drain().await;
    }
    admin(&app).await;
    let browser = Chromium::start(true).await;
    browser.sign_in(&app.url, "admin@example.com").await;
    sees(&browser, &app, [("Wanted", "25"), ("Bought", "12"), ("Avoided", "13"), ("Saved", "52 %")]).await;

    let eleventh = app.visitor();
    eleventh.sign_up("kim@example.com").await.goes_to("/cv");
    let form = [
        ("query_name", "Primary Search"),
        ("titles", "Data Scientist"),
        ("locations", "Berlin\nHamburg\nCologne"),
        ("ai_work_arrangement", "Remote OK"),
        ("ai_seniority", "Senior"),
    ];
    eleventh.post("/searches", &form).await.is(303);
    app.drain().await;
    sees(&browser, &app, [("Wanted", "28"), ("Bought", "13"), ("Avoided", "15"), ("Saved", "54 %")]).await;
    browser.pictures("savings").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_read_the_same_figures() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let report: Value = app.command(&["savings", "--json"]).await.ended_with(0).json();
    let number = |name: &str| report[name].as_i64();
    let names = ["wanted", "bought", "avoided", "pending", "saved_percent"];
    assert_eq!(names.map(number), [Some(6), Some(5), Some(1), Some(0), Some(17)]);
    assert!(number("saved_credits") > Some(0));
    let reasons = serde_json::json!({ "same_combination": 2, "same_request": 0, "being_bought": 0, "held": 0, "contained": 0, "in_list": 0 });
    assert_eq!(report["by_reason"], reasons);
    let sources: Vec<_> = report["by_source"].as_array().unwrap().iter().map(|one| &one["source"]).collect();
    assert_eq!(sources, ["jsearch", "active_jobs"]);
    assert!(report["by_source"][0]["pages"].as_i64() >= Some(5), "{report}");
    assert_eq!(report.as_object().unwrap().len(), 8);
    let words = app.command(&["savings"]).await.ended_with(0).stdout;
    assert!(words.contains("SOURCE") && words.contains("Active Jobs DB  "), "{words}");
}

/// wanted, bought, avoided, pending; and credits.
async fn told(app: &TestApp) -> ([i64; 4], i64) {
    let total = Report::load(&mut *app.conn().await).await.unwrap().total;
    ([total.wanted, total.bought, total.avoided(), total.pending], total.saved_credits)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_a_purchase_is_spared_nothing_before_its_first_page() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app.wants(&bob, &list(&["Nurse"], &["Hamburg"])).await;
    assert_eq!(told(&app).await, ([2, 1, 0, 1], 0));
    let admin = admin(&app).await;
    admin.get("/admin/savings").await.shows("<dt>Pending</dt><dd>1</dd>").shows("1 more waits for somebody");
    assert_eq!(admin.get("/admin/savings.csv").await.is(200).body.lines().count(), 1, "a pending row is in the file");

    app.drain().await;
    let (figures, credits) = told(&app).await;
    assert_eq!(figures, [2, 1, 1, 0]);
    assert!(credits > 0);
    admin.get("/admin/savings").await.shows("<dt>Avoided</dt><dd>1</dd>").hides("more waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_that_brings_nothing_spares_nobody_and_whoever_waits_first_pays_for_the_next() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    let eve = app.person("eve@example.com").await;
    let nurse = list(&["Nurse"], &["Hamburg"]);
    for person in [&ada, &bob, &eve] {
        app.wants(person, &nurse).await;
    }
    app.sandbox.fail(Fault::once(How::Refused).times(50));
    app.drain().await;
    assert_eq!(told(&app).await, ([3, 1, 0, 2], 0), "it was refused everywhere");
    // Whom it was started for has gone; the last of those who wait comes by, and the first of them pays.
    app.wants_no_longer(&ada, &nurse.name).await;
    app.sandbox.control(Control::Clear);
    app.wants(&eve, &nurse).await;
    assert_eq!(told(&app).await, ([3, 2, 0, 1], 0));
    app.drain().await;
    let (figures, credits) = told(&app).await;
    assert_eq!(figures, [3, 2, 1, 0]);
    assert!(credits > 0);
    let payers = "demands JOIN users USING (subject) WHERE bought_at IS NOT NULL AND email < 'c'";
    assert_eq!(app.count(payers).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_brings_the_first_page_is_paid_for_by_whoever_has_waited_longest() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    let nurse = list(&["Nurse"], &["Hamburg"]);
    app.wants(&ada, &nurse).await;
    app.wants(&bob, &nurse).await;
    app.sandbox.fail(Fault::once(How::Refused).times(50));
    app.drain().await;
    app.wants_no_longer(&ada, &nurse.name).await;
    app.sandbox.control(Control::Clear);
    app.clock.set("2026-11-24T05:00:00Z".parse().unwrap());
    jobfill::worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    assert_eq!(told(&app).await, ([2, 2, 0, 0], 0), "nobody else was there to share it with");
    assert_eq!(app.count("fetches WHERE purpose = 'refresh' AND started_for IS NULL AND pages > 0").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_any_key_nothing_is_bought_and_nothing_avoided() {
    let app = TestApp::with([("RAPIDAPI_KEY", "")]).await;
    for email in ["ada@example.com", "bob@example.com"] {
        let person = app.person(email).await;
        app.wants(&person, &list(&["Nurse"], &["Hamburg"])).await;
    }
    app.drain().await;
    assert_eq!(told(&app).await, ([2, 0, 0, 2], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_limit_leaves_for_later_is_not_saved() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Welder"], &["Hamburg"])).await;
    books::execute(&app, "DELETE FROM tasks").await;
    books::execute(&app, "DELETE FROM fetch_cells").await;
    books::execute(&app, "DELETE FROM fetches").await;
    books::execute(&app, "UPDATE demands SET bought_at = NULL").await;
    app.command(&["backfill", "--user", "ada@example.com", "--limit", "1"]).await.ended_with(0);
    let (figures, credits) = told(&app).await;
    assert_eq!((figures, credits), ([2, 1, 0, 1], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn savings_are_listed_and_downloaded_row_by_row() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let admin = admin(&app).await;
    let file = admin.get("/admin/savings.csv").await;
    let lines: Vec<_> = file.is(200).body.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[1].contains("Data Scientist") && lines[1].contains("same_combination"), "{lines:?}");
    assert!(!lines[0].contains("person") && lines[0].contains(",ai_industry,source,"), "{lines:?}");
    admin.get("/admin/savings").await.shows("Data Scientist").hides("/admin/users/").hides("bob@");
    admin.get("/admin/savings?before=2").await.is(200).shows("Newest");
    admin.get("/admin/savings?before=x").await.is(200).shows("cannot be read").shows("Data Scientist");
}

#[tokio::test(flavor = "multi_thread")]
async fn for_everybody_else_the_pages_of_money_do_not_exist() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    visitor.sign_up("ada@example.com").await.is(303);
    for page in ["savings", "quota", "ledger", "overlaps", "matrix"] {
        visitor.get(&format!("/admin/{page}")).await.is(404);
        visitor.get(&format!("/admin/{page}.csv")).await.is(404);
        app.visitor().get(&format!("/admin/{page}")).await.is(303);
    }
    visitor.post("/admin/quota/adjust", &adjustment("1", "0", "5", "mine")).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_without_any_data_say_what_will_stand_there() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    admin.get("/admin/savings").await.is(200).shows("Nothing was wanted yet");
    admin.get("/admin/quota").await.is(200).shows("has bought nothing in this period");
    admin.get("/admin/overlaps").await.is(200).shows("as soon as somebody wants anything");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_says_what_is_left_and_whether_it_fits() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let admin = admin(&app).await;
    let left = jobfill::web::text::number(meter(&app, Source::ActiveJobs).await.left());
    let page = admin.get("/admin/quota?people=5&overlap=50").await;
    page.is(200).shows(&left).shows("It fits").shows("<svg");
    let page = admin.get("/admin/quota?active_jobs_plan=10&people=1000&overlap=0").await;
    page.is(200).shows("Upgrade the plan or lower the pages per fetch.");
    admin.get("/admin/quota?overlap=101").await.is(200).shows("Type a percentage from 0 to 100");
    let ledger = admin.get("/admin/quota.csv").await;
    assert!(ledger.is(200).body.lines().count() > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adjustment_moves_the_meter_and_lets_a_drifted_source_go_on() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let admin = admin(&app).await;
    let before = meter(&app, Source::JSearch).await;
    let why = "the provider has counted more";
    SourceState::stop(&mut *app.conn().await, Source::JSearch, StopCode::Drift, why, app.clock.now()).await.unwrap();
    let id = before.id.to_string();
    let form = [("reason", "it will be all right")];
    admin.post("/admin/sources/jsearch/resume", &form).await.goes_to("/admin/quota");
    admin.get("/admin/quota").await.shows("Set its meter right here").shows("JSearch is stopped");
    admin.get("/admin").await.hides("/admin/sources/jsearch/resume").shows("set it right, with a reason");
    admin
        .post("/admin/quota/adjust", &adjustment(&id, "0", "50", "a colleague's script"))
        .await
        .goes_to("/admin/quota");

    let after = meter(&app, Source::JSearch).await;
    assert_eq!((after.spent, after.left()), (before.spent + 50, before.left() - 50));
    let states = SourceState::all(&mut *app.conn().await).await.unwrap();
    assert!(states.iter().all(|state| state.stopped_code.is_none()));
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
    let audited: Vec<(String, String)> =
        audit::table.select((audit::action, audit::reason)).load(&mut *app.conn().await).await.unwrap();
    assert_eq!(audited, [("adjust meter".to_owned(), "a colleague's script".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_admins_is_told_what_the_first_did() {
    let app = TestApp::start().await;
    two_people(&app).await;
    let admin = admin(&app).await;
    let before = meter(&app, Source::JSearch).await;
    let id = before.id.to_string();
    admin.post("/admin/quota/adjust", &adjustment(&id, "0", "7", "an old script")).await.is(303);
    let second = admin.post("/admin/quota/adjust", &adjustment(&id, "0", "7", "the same script")).await;
    second.is(422).shows("somebody has adjusted this meter by 7").shows("an old script");
    let below = format!("-{}", before.spent + 8);
    let seen = i64::MAX.to_string();
    admin
        .post("/admin/quota/adjust", &adjustment(&id, &seen, &below, "too much"))
        .await
        .is(422)
        .shows("Nothing was done");
    admin.post("/admin/quota/adjust", &adjustment(&id, &seen, "five", " ")).await.is(422).shows("Give a reason");
    assert_eq!(meter(&app, Source::JSearch).await.spent, before.spent + 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fewer_than_three_people_want_is_counted_and_never_named() {
    let app = TestApp::start().await;
    for email in ["ada@example.com", "bob@example.com", "eve@example.com"] {
        let person = app.person(email).await;
        app.wants(&person, &list(&["Nurse"], &["Hamburg"])).await;
    }
    let loner = app.person("dan@example.com").await;
    app.wants(&loner, &list(&["Lighthouse Keeper"], &["Kiel"])).await;
    app.drain().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/overlaps").await;
    page.is(200).shows("Nurse").shows("one: the long tail</th><td class=\"num\">1</td>").shows("3.0×");
    let file = admin.get("/admin/overlaps.csv").await;
    for body in [&page.body, &file.is(200).body] {
        assert!(!body.contains("Lighthouse") && !body.contains("Kiel"), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_person_wants_is_no_difference_between_two_sums() {
    let app = TestApp::start().await;
    for email in ["ada@example.com", "bob@example.com", "eve@example.com"] {
        let person = app.person(email).await;
        app.wants(&person, &list(&["Nurse"], &["Hamburg"])).await;
    }
    app.drain().await;
    let admin = admin(&app).await;
    let sums = async || {
        let page = admin.get("/admin/overlaps").await.is(200).body.clone();
        page.split_once("<h2>By title</h2>").unwrap().1.to_owned()
    };
    let before = sums().await;
    assert_eq!(before.matches("3.0×").count(), 2, "{before}");
    // The same title elsewhere, another title in the same place: neither moves any sum.
    let loner = app.person("dan@example.com").await;
    app.wants(&loner, &list(&["Nurse"], &["Kiel"])).await;
    app.wants(&loner, &list(&["Lighthouse Keeper"], &["Hamburg"])).await;
    app.drain().await;
    assert_eq!(sums().await, before);
}
