//! The admins' pages: who sees them, what they count, what their switches do.

mod charts;
mod counted;
mod fetches;
mod ledger;
mod limits;
mod matrix;
mod overview;
mod quota;
mod walk;

use crate::support::app::{TestApp, list, monday};
use crate::support::browser::Visitor;
use crate::support::database::TestDatabase;
use jobfill::clock::Clock;
use jobfill::models::installation::Installation;
use jobfill::models::source_state::SourceState;
use jobfill::models::user::Role;

pub const REASON: (&str, &str) = ("reason", "testing");

/// Two people whose wishes overlap in one. Everything they want is loaded.
pub async fn two_people() -> TestApp {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Scientist", "ML Engineer"], &["Berlin", "Hamburg"])).await;
    app.drain().await;
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin", "Munich"])).await;
    app.drain().await;
    app
}

/// Somebody who is signed in as an admin.
pub async fn admin(app: &TestApp) -> Visitor {
    admin_called(app, "root@example.com").await
}

pub async fn admin_called(app: &TestApp, email: &str) -> Visitor {
    with_role(app, email, Role::Admin).await
}

/// Somebody who is signed in as a viewer.
pub async fn viewer(app: &TestApp) -> Visitor {
    with_role(app, "viewer@example.com", Role::Viewer).await
}

async fn with_role(app: &TestApp, email: &str, role: Role) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await.is(303);
    app.execute(&format!("UPDATE users SET role = '{role}' WHERE email = '{email}'")).await;
    visitor
}

#[tokio::test]
async fn the_overview_shows_what_two_people_wanted_and_what_was_bought() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin").await;
    page.is(200).shows("<strong>6</strong> wanted, <strong>5</strong> bought, <strong>1</strong> avoided");
    page.shows("<strong>17 %</strong>");
    let tracking = admin.get("/admin/tracking?sort=people").await;
    tracking.is(200).shows("5 combinations");
    // What both want comes first when ordered by people.
    let first = tracking.body.find("Data Scientist</a>").unwrap();
    assert!(first < tracking.body.find("ML Engineer</a>").unwrap());
    let file = admin.get("/admin/tracking.csv").await;
    assert_eq!(file.is(200).body.lines().count(), 1 + 5);
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_shows_everything_with_a_message() {
    let app = two_people().await;
    let admin = admin(&app).await;
    admin.get("/admin/tracking?state=odd").await.is(200).shows("could not be read").shows("5 combinations");
    admin.get("/admin/tracking?q=ham").await.shows("2 combinations");
    admin.get("/admin/tracking?q=M%C3%BCnchen").await.shows("1 combination").shows("Munich");
    admin.get("/admin/tracking?q=100%25").await.shows("Nothing fits all of that");
    admin.get("/admin/fetches?source=odd").await.is(200).shows("could not be read");
}

#[tokio::test]
async fn the_switch_stops_all_spending_and_the_second_admin_is_told() {
    let app = two_people().await;
    let admin = admin(&app).await;
    admin.post("/admin/spending/stop", &[("reason", " ")]).await.is(400);
    admin.post("/admin/spending/stop", &[("reason", "invoice disputed")]).await.goes_to("/admin");
    admin.get("/admin").await.shows("All spending is stopped").shows("invoice disputed");
    admin.post("/admin/spending/stop", &[REASON]).await.goes_to("/admin");
    admin.get("/admin").await.shows("somebody else has stopped all spending already");

    let charged = app.charged();
    let chen = app.person("chen@example.com").await;
    app.wants(&chen, &list(&["Data Analyst"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(app.charged(), charged);

    admin.post("/admin/spending/resume", &[REASON]).await.goes_to("/admin");
    assert!(Installation::load(&mut *app.conn().await).await.unwrap().spending_stopped_at.is_none());
    app.drain().await;
    assert!(app.charged() > charged);
    admin.get("/admin/audit").await.shows("stop spending").shows("invoice disputed").shows("root@example.com");
}

#[tokio::test]
async fn a_paused_source_is_not_asked() {
    let app = two_people().await;
    let admin = admin(&app).await;
    admin.post("/admin/sources/jsearch/pause", &[REASON]).await.goes_to("/admin");
    let states = SourceState::all(&mut *app.conn().await).await.unwrap();
    let stopped: Vec<_> = states.iter().filter(|state| state.stopped_code.is_some()).collect();
    assert_eq!(stopped.iter().map(|state| state.source.as_str()).collect::<Vec<_>>(), ["jsearch"]);
    admin.get("/admin").await.shows("JSearch is stopped: paused by an admin: testing");
    admin.post("/admin/sources/jsearch/resume", &[REASON]).await.goes_to("/admin");
    admin.post("/admin/sources/odd/pause", &[REASON]).await.is(404);
}

#[tokio::test]
async fn what_is_loaded_is_bought_again_only_by_an_admins_hand() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let charged = app.charged();
    admin.post("/admin/tracking/1/load", &[REASON]).await.goes_to("/admin/tracking/1");
    admin.get("/admin/tracking/1").await.shows("there is nothing to buy");
    app.drain().await;
    assert_eq!(app.charged(), charged);

    admin.post("/admin/tracking/1/again", &[REASON]).await.goes_to("/admin/tracking/1");
    app.drain().await;
    assert!(app.charged() > charged);
    admin.get("/admin/audit").await.shows("load again").shows("combination 1");
}

#[tokio::test]
async fn what_was_forgotten_is_bought_anew() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let charged = app.charged();
    admin.post("/admin/tracking/1/forget", &[REASON]).await.goes_to("/admin/tracking/1");
    admin.post("/admin/tracking/1/forget", &[REASON]).await.goes_to("/admin/tracking/1");
    admin.get("/admin/tracking/1").await.shows("Nothing was done").shows("0 of the last");
    assert_eq!(
        app.count("backfill_tracking WHERE id = 1 AND state = 'waiting'").await,
        1,
        "it comes with the next run"
    );
    admin.post("/admin/tracking/1/load", &[REASON]).await.goes_to("/admin/tracking/1");
    app.drain().await;
    assert!(app.charged() > charged);
}

#[tokio::test]
async fn somebody_who_is_disabled_is_signed_out_and_comes_back_by_a_link() {
    let app = TestApp::start().await;
    let person = app.visitor();
    person.sign_up("ada@example.com").await.is(303);
    let search = [("query_name", "Mine"), ("titles", "Baker"), ("locations", "Ulm")];
    person.post("/searches", &search).await.is(303);
    let admin = admin(&app).await;
    admin.get("/admin/users?q=ada").await.shows("ada@example.com");
    admin.post("/admin/users/2/disable", &[REASON]).await.is(400);
    assert_eq!(app.count("backfill_tracking WHERE users = 1").await, 1);
    admin.post("/admin/users/1/disable", &[REASON]).await.goes_to("/admin/users");
    assert_eq!(app.count("backfill_tracking WHERE users = 0").await, 1, "who is out counts for nothing");
    person.get("/home").await.is(303);
    admin.post("/admin/users/1/enable", &[REASON]).await.goes_to("/admin/users");
    assert_eq!(app.count("backfill_tracking WHERE users = 1").await, 1);
    let link = admin.post("/admin/users/1/link", &[REASON]).await;
    let path = link.is(200).body.split("/link/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    person.get(&format!("/link/{path}")).await.is(200).shows("ada@example.com");
    assert!(!admin.get("/admin/audit").await.body.contains(&path));
}

#[tokio::test]
async fn a_limit_below_what_is_spent_is_taken_stops_buying_and_says_so() {
    let app = two_people().await;
    let limits = [("ACTIVE_JOBS_PLAN", "1"), ("JSEARCH_PLAN", "1")];
    let database = TestDatabase::elsewhere(app.database.url.clone());
    let tight = TestApp::over(database, Clock::fixed(monday()), limits).await;
    let chen = tight.person("chen@example.com").await;
    tight.wants(&chen, &list(&["Data Analyst"], &["Berlin"])).await;
    tight.drain().await;
    assert_eq!((tight.charged(), tight.count("fetches WHERE state = 'put_off'").await), (0, 2));
    let admin = admin(&tight).await;
    let page = admin.get("/admin/quota").await;
    page.is(200).shows("The limit of 1 is below the").shows("nothing more is bought here until 3 December");
    admin.get("/admin").await.shows("JSearch has 0 requests left").shows("1 fetch put off");
}
