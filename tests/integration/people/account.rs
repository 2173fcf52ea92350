//! The account: password, sessions, export and deletion.

use super::{PASSWORD, is_out, sign_in, signed_up};
use crate::support::app::{TestApp, list};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::cv::{self, Extracted, Kind};
use jobfill::models::user::{Email, User};
use jobfill::people::export::PARTS;
use jobfill::quota::ledger;
use jobfill::reading::{self, Upload};
use jobfill::schema::{backfill_tracking, demands, jobs, profiles, savings, user_jobs};
use serde_json::Value;

const NEW: &str = "a brand new sentence";

async fn person(app: &TestApp, email: &str) -> User {
    User::find_by_email(&mut *app.conn().await, &Email::parse(email).unwrap()).await.unwrap().unwrap()
}

/// Somebody with a CV, searches, jobs that were bought, and one of them saved.
async fn busy(app: &TestApp, email: &str) -> User {
    let user = person(app, email).await;
    let extracted = Extracted { kind: Kind::Text, text: "Data Scientist in Berlin. ".repeat(40), pages: 1 };
    let upload = Upload {
        file_name: "cv.txt",
        size_bytes: 1_000,
        extracted: &extracted,
        sent: &cv::sent(&extracted.text),
        replaces: false,
        is_kept_here: false,
    };
    let mut conn = app.conn().await;
    let accept = conn.transaction(async |conn| reading::accept(conn, app, user.id, &upload).await);
    accept.await.unwrap();
    app.wants(&user, &list(&["Data Scientist", "ML Engineer"], &["Hamburg"])).await;
    app.drain().await;
    let job_id: i64 = jobs::table.select(jobs::id).order(jobs::id).first(&mut conn).await.unwrap();
    diesel::insert_into(user_jobs::table)
        .values((user_jobs::user_id.eq(user.id), user_jobs::job_id.eq(job_id), user_jobs::saved_at.eq(app.clock.now())))
        .execute(&mut conn)
        .await
        .unwrap();
    user
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_the_password_needs_the_current_one_and_ends_other_sessions() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let elsewhere = app.visitor();
    sign_in(&elsewhere, "ada@example.com", PASSWORD).await.goes_to("/home");
    let change =
        async |current, new| ada.post("/account/password", &[("current_password", current), ("password", new)]).await;
    change("not hers", NEW).await.is(422).shows("This is not your password.");
    change(PASSWORD, "short").await.is(422).shows("Use at least 8 characters");
    elsewhere.get("/account").await.is(200).shows("2 browsers");

    change(PASSWORD, NEW).await.goes_to("/account");
    ada.get("/account").await.is(200).shows("Your password is changed.").shows("1 browser");
    is_out(&elsewhere).await;
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(422);
    sign_in(&app.visitor(), "ada@example.com", NEW).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_at_an_open_screen_cannot_guess_the_password() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    for _ in 0..6 {
        ada.post("/account/delete", &[("password", "guessed wrong")]).await.is(422);
    }
    ada.post("/account/delete", &[("password", PASSWORD)]).await.is(429).shows("Too many wrong tries");
    person(&app, "ada@example.com").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_other_sessions_can_be_ended() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let elsewhere = app.visitor();
    sign_in(&elsewhere, "ada@example.com", PASSWORD).await.goes_to("/home");
    ada.post("/account/sessions/end", &[]).await.goes_to("/account");
    ada.get("/account").await.is(200);
    is_out(&elsewhere).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_holds_everything_that_is_theirs_and_nothing_of_others() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    busy(&app, "bob@example.com").await;
    busy(&app, "ada@example.com").await;

    let answer = ada.get("/account/export").await;
    answer.is(200);
    assert!(!answer.body.contains("bob@example.com"));
    let document: Value = serde_json::from_str(&answer.body).unwrap();
    let rows = |part: &str| document[part].as_array().unwrap().clone();
    assert_eq!(document["account"][0]["email"], "ada@example.com");
    assert_eq!(document["account"][0]["has_password"], true);
    assert!(!answer.body.contains("argon2"));
    assert!(rows("cvs")[0]["text"].as_str().unwrap().starts_with("Data Scientist in Berlin."));
    let places: Vec<_> = rows("searches").iter().map(|one| one["location"].clone()).collect();
    assert_eq!(places.iter().filter(|place| *place == "Hamburg").count(), 2);
    assert!(rows("jobs")[0]["saved_at"].is_string());
    // Bob had bought it all: every demand of Ada's was saved.
    assert!(rows("demands").iter().all(|one| one["bought_at"].is_null() && one["saved"][0]["credits"].is_i64()));
    assert_eq!(rows("sessions").len(), 1);
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_reads_every_table_that_names_people() {
    let app = TestApp::start().await;
    let tables: Vec<Table> = diesel::sql_query(
        "SELECT DISTINCT table_name::text AS name
           FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
          WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('user_id', 'subject')",
    )
    .load(&mut *app.conn().await)
    .await
    .unwrap();
    assert!(tables.len() > 8);
    // Sums of the ledger, its sources, and what admins did.
    let derived = ["acts", "allowances", "attempts", "audit", "caps"];
    for table in tables.iter().filter(|table| !derived.contains(&table.name.as_str())) {
        assert!(PARTS.iter().any(|(_, query)| query.contains(&table.name)), "{} is not exported", table.name);
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Int8)]
    rows: i64,
}

/// In how many rows of all tables this text stands.
async fn traces(app: &TestApp, text: &str) -> Vec<String> {
    let tables = "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'";
    let mut conn = app.conn().await;
    let tables: Vec<Table> = diesel::sql_query(tables).load(&mut conn).await.unwrap();
    let mut found = Vec::new();
    for Table { name } in tables {
        let count = format!("SELECT count(*) AS rows FROM \"{name}\" AS one WHERE one::text ILIKE '%' || $1 || '%'");
        let count: Count = diesel::sql_query(count).bind::<Text, _>(text).get_result(&mut conn).await.unwrap();
        if count.rows > 0 {
            found.push(name);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_an_account_leaves_nothing_but_numbers() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let user = busy(&app, "ada@example.com").await;
    assert_eq!(traces(&app, "ada@example.com").await, ["users"]);
    assert!(traces(&app, "Data Scientist in Berlin. Data").await.contains(&"cvs".to_owned()));
    ada.post("/account/delete", &[("password", "not hers")]).await.is(422).shows("This is not your password.");
    let charged = app.charged();

    ada.post("/account/delete", &[("password", PASSWORD)]).await.goes_to("/login");
    ada.get("/login").await.shows("are deleted");
    is_out(&ada).await;
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(422);
    assert!(traces(&app, "ada@example.com").await.is_empty());
    assert!(traces(&app, "Data Scientist in Berlin. Data").await.is_empty());

    let mut conn = app.conn().await;
    let profiles: i64 = profiles::table.count().get_result(&mut conn).await.unwrap();
    let wanted: i64 =
        backfill_tracking::table.filter(backfill_tracking::users.gt(0)).count().get_result(&mut conn).await.unwrap();
    assert_eq!((profiles, wanted), (0, 0));
    // What was bought stays bought, and its books stay whole.
    let kept: i64 =
        demands::table.filter(demands::subject.eq(user.subject)).count().get_result(&mut conn).await.unwrap();
    assert!(kept > 0 && app.charged() == charged);
    assert!(ledger::imbalances(&mut conn).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_share_outlives_one_of_them() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let bob = signed_up(&app, "bob@example.com").await;
    busy(&app, "ada@example.com").await;
    busy(&app, "bob@example.com").await;
    ada.post("/account/delete", &[("password", PASSWORD)]).await.goes_to("/login");

    let mut conn = app.conn().await;
    let profiles: i64 = profiles::table.count().get_result(&mut conn).await.unwrap();
    let users: Vec<i32> = backfill_tracking::table.select(backfill_tracking::users).load(&mut conn).await.unwrap();
    assert_eq!(profiles, 1);
    assert!(users.iter().all(|&users| users == 1), "{users:?}");
    let saved: i64 = savings::table.count().get_result(&mut conn).await.unwrap();
    assert!(saved > 0);
    bob.get("/cv").await.is(200).shows("cv.txt");
}
