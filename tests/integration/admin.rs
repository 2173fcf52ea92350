//! The admins' pages: who sees them, what they count, what their switches do.

use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use diesel_async::RunQueryDsl;
use jobfill::models::installation::Installation;
use jobfill::models::source_state::SourceState;
use jobfill::models::tracking::{Criteria, Cursor, Sort};

const PAGES: [&str; 17] = [
    "/admin",
    "/admin/tracking",
    "/admin/tracking.csv",
    "/admin/tracking/1",
    "/admin/fetches",
    "/admin/fetches.csv",
    "/admin/fetches/1",
    "/admin/refreshes",
    "/admin/refreshes.csv",
    "/admin/refreshes/now",
    "/admin/users",
    "/admin/users.csv",
    "/admin/settings",
    "/admin/settings.csv",
    "/admin/audit",
    "/admin/audit.csv",
    "/admin/tracking?state=loaded&sort=jobs&q=data",
];

const ACTS: [&str; 17] = [
    "/admin/spending/stop",
    "/admin/spending/resume",
    "/admin/sources/jsearch/pause",
    "/admin/sources/jsearch/resume",
    "/admin/tracking/1/load",
    "/admin/tracking/1/again",
    "/admin/tracking/1/forget",
    "/admin/tracking/1/pause",
    "/admin/tracking/1/resume",
    "/admin/tracking/1/priority",
    "/admin/fetches/retry",
    "/admin/fetches/1/cancel",
    "/admin/refreshes",
    "/admin/users/1/link",
    "/admin/users/1/disable",
    "/admin/users/1/enable",
    "/admin/users/2/disable",
];

const REASON: (&str, &str) = ("reason", "testing");

/// Two people whose wishes overlap in one: the seed's example. Everything they want is loaded.
async fn two_people() -> TestApp {
    let app = TestApp::start().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Scientist", "ML Engineer"], &["Berlin", "Hamburg"])).await;
    app.drain().await;
    app.wants(&bob, &list(&["Data Scientist"], &["Berlin", "Munich"])).await;
    app.drain().await;
    app
}

/// Somebody who is signed in as an admin.
async fn admin(app: &TestApp) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up("root@example.com").await.is(303);
    diesel::sql_query("UPDATE users SET is_admin = TRUE WHERE email = 'root@example.com'")
        .execute(&mut *app.conn().await)
        .await
        .unwrap();
    visitor
}

#[tokio::test]
async fn the_admins_pages_do_not_exist_for_anybody_else() {
    let app = two_people().await;
    let (nobody, user) = (app.visitor(), app.visitor());
    user.sign_up("user@example.com").await.is(303);
    for page in PAGES {
        let answer = nobody.get(page).await;
        assert!(answer.is(303).location.as_deref().unwrap().starts_with("/login"), "{page}");
        user.get(page).await.is(404);
    }
    for act in ACTS {
        let form = [REASON, ("source", "jsearch"), ("code", "x"), ("priority", "1")];
        assert!(nobody.post(act, &form).await.is(303).location.as_deref().unwrap().starts_with("/login"), "{act}");
        user.post(act, &form).await.is(404);
    }
    let admin = admin(&app).await;
    for page in PAGES {
        admin.get(page).await.is(200);
    }
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
    admin.get("/admin/tracking?q=100%25").await.shows("Nothing begins like that");
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
    assert_eq!(app.count("backfill_tracking WHERE id = 1 AND state = 'failed'").await, 1, "nothing of it is held");
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

#[derive(diesel::QueryableByName)]
struct PlanLine {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    text: String,
}

/// How PostgreSQL would go about a page of the list.
async fn plan(app: &TestApp, criteria: &Criteria, after: Option<Cursor>) -> String {
    use diesel::sql_types::{BigInt, Int4, Int8, Nullable, Text, Timestamptz};
    let date = after.and_then(|cursor| chrono::DateTime::from_timestamp_micros(cursor.value?));
    let lines: Vec<PlanLine> = diesel::sql_query(format!("EXPLAIN {}", criteria.page_sql(after)))
        .bind::<Nullable<Text>, _>(criteria.state)
        .bind::<Text, _>(format!("{}%", criteria.beginning))
        .bind::<Nullable<Timestamptz>, _>(date)
        .bind::<Nullable<Int8>, _>(after.and_then(|cursor| cursor.value))
        .bind::<Nullable<Int4>, _>(after.map(|cursor| cursor.id))
        .bind::<BigInt, _>(51)
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// Enough combinations for the planner to care. One in ten was never loaded, one in a thousand failed.
async fn many_combinations(app: &TestApp) {
    let statements = [
        "INSERT INTO backfill_tracking (title_keyword, location, title_key, place_key, backfilled_date, jobs_found,
                                        users, credits, state, created_at)
         SELECT 'Title ' || n, 'Place ' || n % 1000, 'title ' || n, 'place ' || n % 1000,
                CASE WHEN n % 10 > 0 THEN timestamptz '2026-11-01' + n * interval '1 second' END,
                n % 300, n % 50, n % 700, CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'loaded' END, now()
           FROM generate_series(1, 30000) n",
        "ANALYZE backfill_tracking",
    ];
    for statement in statements {
        diesel::sql_query(statement).execute(&mut *app.conn().await).await.unwrap();
    }
}

#[tokio::test]
async fn no_page_of_a_long_list_reads_all_of_it() {
    let app = TestApp::start().await;
    many_combinations(&app).await;
    for sort in Sort::ALL {
        for state in [None, Some("failed")] {
            for beginning in ["", "title 123"] {
                let criteria = Criteria { beginning: beginning.to_owned(), state, sort };
                let value = if sort == Sort::Date { 1_793_500_000_000_000 } else { 40 };
                let mut cursors = vec![None, Some(Cursor { value: Some(value), id: 15_000 })];
                cursors.extend((sort == Sort::Date).then_some(Some(Cursor { value: None, id: 15_000 })));
                for after in cursors {
                    let plan = plan(&app, &criteria, after).await;
                    assert!(!plan.contains("Seq Scan"), "{criteria:?} after {after:?}:\n{plan}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_pages_of_a_long_list_hold_every_combination_once() {
    let app = TestApp::start().await;
    many_combinations(&app).await;
    for sort in Sort::ALL {
        let criteria = Criteria { sort, ..Criteria::default() };
        let (mut ids, mut after) = (std::collections::HashSet::new(), None);
        loop {
            let rows = criteria.page(&mut *app.conn().await, after, 1_000).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some(Cursor::after(last, sort));
            let before = ids.len();
            ids.extend(rows.iter().map(|row| row.id));
            assert_eq!(ids.len(), before + rows.len(), "{sort:?}");
        }
        assert_eq!(ids.len(), 30_000, "{sort:?}");
    }
    let admin = admin(&app).await;
    admin.get("/admin/tracking").await.is(200).shows("10,000+ combinations");
    assert_eq!(admin.get("/admin/tracking.csv").await.is(200).body.lines().count(), 30_001);
}
