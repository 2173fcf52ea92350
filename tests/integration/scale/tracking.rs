//! The list of all combinations, and the file of it.

use super::{a_million, connection, node_types, scanned};
use crate::admin::admin_called;
use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use diesel::prelude::*;
use diesel::sql_types::Json;
use diesel_async::RunQueryDsl;
use futures_util::StreamExt;
use jobfill::db::Connection;
use jobfill::models::combination::State;
use jobfill::models::combination::Tracked;
use jobfill::models::tracking::{Criteria, Cursor, Part, Sort, last_refreshes};
use jobfill::sources::Source;
use serde_json::Value;

/// The most statements that a page may take, the session and the frame included.
const MOST_STATEMENTS: u64 = 10;

/// Every set of filters in every order that the page offers. Of each filter one value that fits many combinations,
/// and one that fits few.
fn all_criteria() -> Vec<Criteria> {
    let mut all = vec![Criteria::default()];
    let widen = |all: Vec<Criteria>, change: &dyn Fn(Criteria) -> Vec<Criteria>| -> Vec<Criteria> {
        all.into_iter().flat_map(|one| [vec![one.clone()], change(one)].concat()).collect()
    };
    let text = |few: &str, many: &str| [few.to_owned(), many.to_owned()];
    all = widen(all, &|one| text("title 12", "t").map(|text| Criteria { text, ..one.clone() }).into());
    all = widen(all, &|one| text("place 39", "p").map(|place| Criteria { place, ..one.clone() }).into());
    all = all.into_iter().flat_map(with_meanings).collect();
    all = widen(all, &|one| {
        [State::Failed, State::Loaded].map(|state| Criteria { state: Some(state), ..one.clone() }).into()
    });
    all = widen(all, &|one| vec![Criteria { source: Some(Source::JSearch), ..one }]);
    let day = |text: &str| Some(text.parse().unwrap());
    let windows = [(day("2026-11-01T00:00:00Z"), None), (day("2026-11-01T00:00:00Z"), day("2026-11-02T00:00:00Z"))];
    all = widen(all, &|one| windows.map(|(since, until)| Criteria { since, until, ..one.clone() }).into());
    all.into_iter().flat_map(|one| Sort::ALL.map(|sort| Criteria { sort, ..one.clone() })).collect()
}

/// What was typed, and the same where it is a place that we know by another name.
fn with_meanings(one: Criteria) -> Vec<Criteria> {
    let means = |typed: &str| if typed.is_empty() { String::new() } else { "place 41".to_owned() };
    let (text_means, place_means) = (means(&one.text), means(&one.place));
    let known = Criteria { text_means, place_means, ..one.clone() };
    if known == one { vec![one] } else { vec![one, known] }
}

/// The first page, and the pages beside some row in the middle.
fn parts(sort: Sort) -> Vec<Part> {
    let value = if sort == Sort::Date { 1_793_500_000_000_000 } else { 40 };
    let mut cursors = vec![Cursor { value: Some(value), id: 500_000 }];
    cursors.extend((sort == Sort::Date).then_some(Cursor { value: None, id: 500_000 }));
    let beside = cursors.into_iter().flat_map(|cursor| [Part::After(cursor), Part::Before(cursor)]);
    std::iter::once(Part::First).chain(beside).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_a_million_combinations_reads_all_of_them() {
    let app = a_million().await;
    let mut conn = connection(&app).await;
    for criteria in all_criteria() {
        for part in parts(criteria.sort) {
            let plan = plan(&mut conn, &criteria, criteria.page_sql(part), part.cursor()).await;
            assert!(!reads_all(&plan), "{criteria:?} {part:?}: {plan:#}");
        }
        let plan = plan(&mut conn, &criteria, criteria.count_sql(), None).await;
        assert!(!reads_all(&plan), "{criteria:?} counted: {plan:#}");
    }
    // What is really done, by PostgreSQL's own count.
    for sort in Sort::ALL {
        let criteria =
            Criteria { sort, state: Some(State::Loaded), place: "place 3".to_owned(), ..Criteria::default() };
        let rows = criteria.page(&mut conn, Part::First, 51).await.unwrap();
        let last = Part::Before(Cursor::of(rows.last().unwrap(), sort));
        let again = criteria.page(&mut conn, last, 51).await.unwrap();
        let ids = |rows: &[Tracked]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(&rows)[..50], ids(&again), "backward as forward");
        assert_eq!(criteria.count(&mut conn, 10_000).await.unwrap(), 10_001);
        last_refreshes(&mut conn, &ids(&rows)).await.unwrap();
    }
    assert_eq!(scanned(&mut conn).await, [""; 0]);
}

async fn plan(conn: &mut Connection, criteria: &Criteria, sql: String, cursor: Option<Cursor>) -> Value {
    #[derive(QueryableByName)]
    struct Explained {
        #[diesel(sql_type = Json)]
        #[diesel(column_name = "QUERY PLAN")]
        plan: Value,
    }
    let explain = format!("EXPLAIN (FORMAT JSON) {sql}");
    criteria.query(explain, cursor, 51).get_result::<Explained>(conn).await.unwrap().plan
}

fn reads_all(plan: &Value) -> bool {
    node_types(plan).iter().any(|node| node == "Seq Scan")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_million_combinations_takes_at_most_ten_statements() {
    let app = a_million().await;
    let admin = admin_called(&app, "reader@example.com").await;
    let list = "/admin/tracking";
    let narrow = "?q=title+12&place=place+3&state=loaded&source=jsearch&from=2020-01-01&to=2099-01-01&sort=people";
    let paths = [
        list.to_owned(),
        format!("{list}{narrow}"),
        format!("{list}{narrow}&after=40.500000"),
        format!("{list}?sort=credits&before=40.500000"),
        format!("{list}?before=never.500000"),
        format!("{list}?source=active_jobs&sort=jobs"),
        format!("{list}/500000"),
        "/admin/matrix".to_owned(),
        format!("/admin/matrix{narrow}&after=40.500000&days=60"),
        "/admin/matrix?sort=credits&before=40.500000".to_owned(),
    ];
    for path in paths {
        let before = app.db.statements();
        admin.get(&path).await.is(200);
        let statements = app.db.statements() - before;
        assert!((4..=MOST_STATEMENTS).contains(&statements), "{path} took {statements}");
    }
    admin.get(list).await.shows("10,000+ combinations");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_million_combinations_is_sent_in_bounded_memory() {
    let app = a_million().await;
    let server = app.program(&["serve", "--no-workers"], &[("JOBFILL_BIND", "127.0.0.1:0")]);
    let visitor = signed_in(&app, &server.logs("listening on ").await).await;
    let (mut lines, mut peak) = (0, None);
    let mut body = visitor.unpacked("/admin/tracking.csv?sort=jobs").await.bytes_stream();
    while let Some(chunk) = body.next().await {
        lines += chunk.unwrap().iter().filter(|byte| **byte == b'\n').count();
        if lines > 20_000 && peak.is_none() {
            peak = Some(server.peak_memory());
        }
    }
    assert_eq!(lines, 1 + 1_000_000);
    let (first, last) = (peak.unwrap(), server.peak_memory());
    assert!(last < first + 32, "from {first} to {last} MiB");
    server.stop().await;
}

/// An admin in a browser that talks to another process.
async fn signed_in(app: &TestApp, url: &str) -> Visitor {
    admin_called(app, "archivist@example.com").await;
    let visitor = Visitor::new(url);
    let form = [("email", "archivist@example.com"), ("password", "correct horse battery")];
    visitor.post("/login", &form).await.is(303);
    visitor
}
