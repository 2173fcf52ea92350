//! What new accounts spend on their first day is one part of everybody's: throw-away accounts cannot spend it all.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::{PASSWORD, Visitor};
use chrono::TimeDelta;

const DAY: i64 = 200;
const SHARED: i64 = 80;

async fn app() -> TestApp {
    TestApp::with([("JOBFILL_DAILY_CREDITS", "200"), ("JOBFILL_FIRST_DAY_SHARE", "40")]).await
}

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await.goes_to("/cv");
    visitor
}

fn form<'a>(titles: &'a str, step: &'a str) -> [(&'a str, &'a str); 4] {
    [("query_name", "Mine"), ("titles", titles), ("locations", "Berlin\nHamburg"), ("step", step)]
}

async fn spent(app: &TestApp, whose: &str) -> i64 {
    let spent = format!("SELECT coalesce(sum(used), 0)::int8 AS number FROM allowances WHERE {whose}");
    books::number(app, &spent).await
}

async fn put_off(app: &TestApp) -> i64 {
    app.count("fetches WHERE state = 'put_off' AND error_code = 'first_day'").await
}

#[tokio::test(flavor = "multi_thread")]
async fn new_accounts_share_a_part_of_the_day_and_everybody_else_has_the_rest() {
    let app = app().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/searches", &form("Nurse\nBaker\nTeacher", "save")).await.is(303);
    app.drain().await;
    let bob = signed_up(&app, "bob@example.com").await;
    bob.post("/searches", &form("Painter\nChef\nElectrician", "save")).await.is(303);
    app.drain().await;
    let by_new = spent(&app, "subject <> 0").await;
    assert!(by_new <= SHARED, "{by_new}");
    assert!(put_off(&app).await > 0);
    bob.get("/searches").await.shows("what new accounts may load today is used up");
    bob.post("/searches", &form("Plumber", "preview"))
        .await
        .is(200)
        .shows("what new accounts may load today is used up");

    let eve = app.person("eve@example.com").await;
    app.wants(&eve, &list(&["Gardener", "Painter"], &["Berlin"])).await;
    app.drain().await;
    let all = spent(&app, "subject = 0").await;
    assert!(all > by_new && all <= DAY, "{all}: whom an admin added has the rest of the day");
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_a_throw_away_account_brings_nothing_back() {
    let app = app().await;
    for name in ["one", "two", "three", "four"] {
        let thrown_away = signed_up(&app, &format!("{name}@example.com")).await;
        let titles = format!("Nurse {name}\nBaker {name}\nTeacher {name}");
        thrown_away.post("/searches", &form(&titles, "save")).await.is(303);
        app.drain().await;
        thrown_away.post("/account/delete", &[("password", PASSWORD)]).await.is(303);
    }
    assert_eq!(app.count("users").await, 0);
    let spent = spent(&app, "subject = 0").await;
    assert!(spent <= SHARED, "{spent}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_an_account_is_new_no_more() {
    let app = app().await;
    let ada = signed_up(&app, "ada@example.com").await;
    app.pass(TimeDelta::hours(25));
    ada.post("/login", &[("email", "ada@example.com"), ("password", PASSWORD)]).await.goes_to("/home");
    ada.post("/searches", &form("Nurse\nBaker\nTeacher\nChef\nPainter", "save")).await.is(303);
    app.drain().await;
    assert_eq!(put_off(&app).await, 0);
    let spent = spent(&app, "subject <> 0").await;
    assert!(spent > SHARED && spent <= DAY, "{spent}");
}
