//! Every table of the catalogue has a verdict: it grows, or people and configuration bound it. With 100,000 rows of the
//! past in every one that grows, a purchase, the run, housekeeping, `/metrics` and the admins' pages read no more of it
//! than a small number of rows, found by an index. PostgreSQL's own counts of what was really read decide: they hold for
//! every statement, those of triggers and foreign keys included, whatever its plan was thought to be.

use super::{list, monday};
use crate::admin::admin_called;
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::database::TestDatabase;
use crate::support::wait;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;
use jobfill::clock::Clock;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::web;
use jobfill::worker;
use std::collections::{BTreeMap, BTreeSet};

/// What is there before anything is done.
const PAST: &str = include_str!("catalogue.sql");

/// Rows of the past in each table that grows, at least.
const FILLED: i64 = 100_000;

/// Most rows of one table that one act may read: counts on pages stop above 10,000.
const MOST_READ: i64 = 12_000;

/// What housekeeping sweeps out, a hundred rows each before it.
const OLD: [&str; 12] = [
    "mails WHERE ended_at < '2026-07-01'",
    "told WHERE told_at < '2026-07-01'",
    "sessions WHERE expires_at < '2026-11-01'",
    "sign_in_failures WHERE forget_at < '2026-11-02'",
    "devices WHERE signed_in_at < '2026-01-01'",
    "deletions WHERE at < '2026-01-01'",
    "jobs WHERE last_confirmed_at < '2026-01-01'",
    "attempts WHERE ended_at < '2026-01-01'",
    "answers WHERE stored_at < '2026-01-01'",
    "tasks WHERE finished_at < now() - interval '14 days'",
    "cv_uploads WHERE day < '2026-10-01'",
    "allowances WHERE day < '2026-08-01'",
];

/// Connections of the app in a test.
const CONNECTIONS: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// With every day, or with every purchase.
    Grows,
    /// By the people there are, or by the configuration, or to a few rows a day.
    IsBounded,
}

use Verdict::{Grows, IsBounded};

/// A verdict for each table, with the reason where it is bounded.
const VERDICTS: &[(&str, Verdict, &str)] = &[
    ("act_items", Grows, ""),
    ("acts", IsBounded, "what admins do by hand"),
    ("addresses", IsBounded, "people"),
    ("alert_messages", IsBounded, "a few for each alert"),
    ("alerts", IsBounded, "causes, one an hour each, for 120 days"),
    ("allowances", Grows, ""),
    ("answers", Grows, ""),
    ("attempt_days", IsBounded, "a few rows a day"),
    ("attempts", Grows, ""),
    ("audit", Grows, ""),
    ("backfill_tracking", Grows, ""),
    ("begun_sign_ins", IsBounded, "people, a few minutes long; the next sign-in takes away what is over"),
    ("caps", IsBounded, "a row for each limit"),
    ("capabilities", IsBounded, "a few for each source"),
    ("counts", IsBounded, "a day's, and a part of a plan's calls at most"),
    ("combination_counts", IsBounded, "states"),
    ("combination_requests", Grows, ""),
    ("combination_topics", Grows, ""),
    ("combination_words", Grows, ""),
    ("cv_corrections", IsBounded, "what people dropped"),
    ("cv_uploads", IsBounded, "people who upload, a row a day for a month"),
    ("cvs", IsBounded, "people"),
    ("deletions", Grows, ""),
    ("demand_days", IsBounded, "a row a day"),
    ("demands", Grows, ""),
    ("devices", Grows, ""),
    ("digests", IsBounded, "people"),
    ("feeds", IsBounded, "people"),
    ("fetch_totals", IsBounded, "sources and purposes"),
    ("fetch_cells", Grows, ""),
    ("fetches", Grows, ""),
    ("installation", IsBounded, "one row"),
    ("jobs", Grows, ""),
    ("leave_notices", IsBounded, "people"),
    ("ledger", Grows, ""),
    ("ledger_days", IsBounded, "a few rows a day"),
    ("mails", Grows, ""),
    ("meters", IsBounded, "three rows a month"),
    ("near_places", Grows, ""),
    ("notices", IsBounded, "a few rows a day"),
    ("password_links", IsBounded, "people, and what admins do by hand"),
    ("profiles", IsBounded, "people's CVs"),
    ("proposals", IsBounded, "people's CVs"),
    ("reading_days", IsBounded, "a few rows a day"),
    ("readings", Grows, ""),
    ("recovery_codes", IsBounded, "ten a person"),
    ("refresh_totals", IsBounded, "a few rows a run"),
    ("refreshes", IsBounded, "a row a day, and what admins do by hand"),
    ("request_jobs", Grows, ""),
    ("requests", Grows, ""),
    ("saving_days", IsBounded, "a few rows a day"),
    ("savings", Grows, ""),
    ("second_factors", IsBounded, "people"),
    ("sessions", Grows, ""),
    ("sign_in_failures", Grows, ""),
    ("sources", IsBounded, "configuration"),
    ("sweeps", IsBounded, "three rows"),
    ("tasks", Grows, ""),
    ("told", Grows, ""),
    ("topic_jobs", Grows, ""),
    ("topics", Grows, ""),
    ("user_jobs", Grows, ""),
    ("user_search_queries", Grows, ""),
    ("users", IsBounded, "people"),
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_grows_is_read_from_end_to_end_by_any_act_or_page() {
    let database = TestDatabase::create().await;
    fill(&database).await;
    let app = TestApp::over(database, Clock::fixed(monday()), []).await;
    let admin = admin_called(&app, "reader@example.com").await;
    let mut watch = Watch { app: &app, wrong: Vec::new() };
    watch.acts().await;
    watch.pages(&admin).await;
    assert!(watch.wrong.is_empty(), "{}", watch.wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_act_reads_is_seen() {
    let app = TestApp::start().await;
    for n in 1..=3 {
        app.person(&format!("person{n}@example.com")).await;
    }
    let before = reads(&app).await;
    books::execute(&app, "SELECT count(*) FROM users WHERE email LIKE '%3%'").await;
    let after = reads(&app).await;
    assert_eq!(after["users"].scanned - before["users"].scanned, 3);
}

/// Every table has a verdict, and every one that grows is full.
async fn fill(database: &TestDatabase) {
    let (client, connection) = jobfill::db::connect_raw(&database.url).await.unwrap();
    let driving = tokio::spawn(connection);
    client.batch_execute(PAST).await.unwrap();
    let tables = "SELECT relname::text FROM pg_class
                   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_\\_%'";
    let real: BTreeSet<String> = client.query(tables, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    let judged: BTreeSet<String> = VERDICTS.iter().map(|(table, ..)| (*table).to_owned()).collect();
    assert_eq!(real, judged, "a table without a verdict, or a verdict without a table");
    for (table, verdict, reason) in VERDICTS {
        assert_eq!(*verdict == Grows, reason.is_empty(), "{table}: bounded by what?");
        if *verdict == Grows {
            let rows: i64 = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0);
            assert!(rows >= FILLED, "{table} has {rows} rows");
        }
    }
    drop(client);
    wait::end_of("the line's end", driving).await.unwrap().unwrap();
}

/// What was read of a table so far: rows by scans, and rows or entries by indexes.
#[derive(Clone, Copy, Debug, Default)]
struct Read {
    scanned: i64,
    by_index: i64,
}

/// Looks at what each act reads.
struct Watch<'a> {
    app: &'a TestApp,
    wrong: Vec<String>,
}

impl Watch<'_> {
    async fn acts(&mut self) {
        let app = self.app;
        let ada = app.person("ada@example.com").await;
        self.during("a sign-up", async || {
            app.wants(&ada, &list(&["Data Scientist", "Nurse"], &["Berlin"])).await;
        })
        .await;
        app.sandbox.fail(Fault::once(How::ServerError));
        self.during("purchases, one of them refused", async || app.drain().await).await;
        self.during("housekeeping", async || {
            worker::ensure_daily(app).await.unwrap();
            app.pass(TimeDelta::hours(1));
            app.drain().await;
        })
        .await;
        assert!(app.count("tasks WHERE kind = 'housekeeping' AND state = 'done'").await > 0);
        for old in OLD {
            assert_eq!(app.count(old).await, 0, "was not swept out: {old}");
        }
        self.during("the daily run", async || {
            app.pass(TimeDelta::days(1));
            worker::ensure_daily(app).await.unwrap();
            app.drain().await;
        })
        .await;
        assert!(app.count("fetches WHERE purpose = 'refresh' AND created_at > '2026-11-24'").await > 0);
    }

    async fn pages(&mut self, admin: &Visitor) {
        let ways = web::endpoints().into_iter().filter(|way| way.method.as_str() == "GET");
        let ways = ways.map(|way| way.path.to_string());
        let pages: Vec<String> = ways.filter(|path| path.starts_with("/admin") && !path.ends_with(".csv")).collect();
        assert!(pages.len() > 12, "{pages:?}");
        for page in pages.into_iter().chain(["/metrics".to_owned()]) {
            let path = page.replace("{id}", "100");
            self.during(&path, async || {
                admin.get(&path).await.is(200);
            })
            .await;
        }
    }

    /// Notes what an act reads too much of.
    async fn during(&mut self, what: &str, act: impl AsyncFnOnce()) {
        let before = reads(self.app).await;
        act().await;
        let after = reads(self.app).await;
        for (table, verdict, _) in VERDICTS {
            let (before, after) = (before[*table], after[*table]);
            let (scanned, by_index) = (after.scanned - before.scanned, after.by_index - before.by_index);
            if *verdict == Grows && (scanned > 0 || by_index > MOST_READ) {
                self.wrong.push(format!("{what} reads of {table} {scanned} rows by scans, {by_index} by indexes"));
            }
        }
    }
}

/// What was read so far, by PostgreSQL's counts, which each of the app's sessions hands in first.
async fn reads(app: &TestApp) -> BTreeMap<String, Read> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        relname: String,
        #[diesel(sql_type = Int8)]
        scanned: i64,
        #[diesel(sql_type = Int8)]
        by_index: i64,
    }
    let mut sessions = Vec::new();
    for _ in 0..CONNECTIONS {
        sessions.push(app.conn().await);
    }
    for session in &mut sessions {
        diesel::sql_query("SELECT pg_stat_force_next_flush()").execute(session).await.unwrap();
    }
    let counts = "SELECT relname::text, seq_tup_read AS scanned,
                         greatest(coalesce(idx_tup_fetch, 0),
                                  (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes one
                                    WHERE one.relid = pg_stat_user_tables.relid))::int8 AS by_index
                    FROM pg_stat_user_tables";
    let rows: Vec<Row> = diesel::sql_query(counts).load(&mut sessions[0]).await.unwrap();
    let read = |row: Row| (row.relname, Read { scanned: row.scanned, by_index: row.by_index });
    rows.into_iter().map(read).collect()
}
