//! A backup, restored as docs/operating.md says: the books add up, people find what they had, and nothing is bought again.

use crate::support::app::{TestApp, list};
use crate::support::browser::{PASSWORD, Visitor};
use crate::support::database::TestDatabase;
use crate::support::{books, program, wait};
use chrono::TimeDelta;
use jobfill::clock::Clock;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;
use std::fs::File;
use std::process::Command;
use tempfile::NamedTempFile;

const EMAIL: &str = "ada@example.com";

/// What Ada enters.
const LIST: [(&str, &str); 3] =
    [("query_name", "Primary Search"), ("titles", "Data Scientist\nNurse"), ("locations", "Berlin\nHamburg")];

/// Ada and Bob share a search, an answer was lost, and a daily run came by.
async fn app_with_a_history() -> TestApp {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up(EMAIL).await.is(303);
    app.sandbox.fail(Fault::once(How::Drop).at(Source::JSearch).charged(true));
    ada.post("/searches", &LIST).await.is(303);
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Nurse", "Teacher"], &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(1));
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    assert!(app.count("refreshes").await == 1 && app.count("attempts WHERE was_unknown").await > 0);
    app
}

/// As docs/operating.md says, except for packing.
async fn dump(url: &str) -> NamedTempFile {
    let file = NamedTempFile::new().unwrap();
    let mut command = Command::new("pg_dump");
    command.arg(url).stdout(file.reopen().unwrap());
    assert!(wait::blocking("pg_dump", move || command.status()).unwrap().success());
    file
}

/// A database of its own from a dump, checked by the real program.
async fn restore(app: &TestApp, dump: &NamedTempFile) -> TestDatabase {
    let database = TestDatabase::create_empty().await;
    let settings = app.settings_with(&[("DATABASE_URL", &database.url)]);
    let psql = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"];
    program::run_with(File::open(dump.path()).unwrap().into(), &psql, &settings).await.ended_with(0);
    program::run(&["migrate"], &settings).await.ended_with(0);
    program::run(&["quota", "--check"], &settings).await.ended_with(0);
    database
}

async fn signed_in(app: &TestApp) -> Visitor {
    let ada = app.visitor();
    ada.post("/login", &[("email", EMAIL), ("password", PASSWORD)]).await.is(303);
    ada
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_has_everything_and_buys_nothing_again() {
    let app = app_with_a_history().await;
    let restored = restore(&app, &dump(&app.database.url).await).await;
    assert_eq!(restored.rows().await, app.database.rows().await);

    // Providers that have sold nothing yet: whatever they charge from now on was bought again.
    let restored = TestApp::over(restored, Clock::fixed(app.clock.now()), []).await;
    let (before, after) = (signed_in(&app).await, signed_in(&restored).await);
    for page in ["/jobs", "/searches", "/account"] {
        assert_eq!(after.get(page).await.is(200).body, before.get(page).await.is(200).body, "{page}");
    }
    after.post("/searches", &LIST).await.is(303);
    let carl = restored.person("carl@example.com").await;
    restored.wants(&carl, &list(&["Nurse", "Teacher"], &["Berlin"])).await;
    worker::ensure_daily(&restored).await.unwrap();
    restored.drain().await;
    assert_eq!((restored.charged(), restored.status(EMAIL).await["done"].clone()), (0, true.into()));
    assert_eq!(books::spent(&restored).await, books::spent(&app).await);
    restored.command(&["quota", "--check"]).await.ended_with(0);
}
