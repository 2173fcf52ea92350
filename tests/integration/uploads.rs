//! Uploads under load: one at a time for each person, a queue with an end, and a busy machine that blames no file.

use crate::support::JOBFILL;
use crate::support::app::TestApp;
use crate::support::browser::{Answer, Visitor};
use crate::support::raw::Raw;
use crate::support::wait;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jobfill::models::session::Session;
use jobfill::reading::TRIES_A_DAY;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

const CV: &str = "Registered Nurse\n\nExperience\n2015 - today Registered Nurse, St Example Hospital, Munich\nWard for \
heart patients, training of new colleagues, night shifts, wound care and documentation of all that was done there.";

/// A reader of files that does something first.
struct Reader {
    folder: TempDir,
}

impl Reader {
    fn that(does: &str) -> Self {
        let reader = Self { folder: tempfile::tempdir().unwrap() };
        let gate = reader.gate();
        let begin = format!("#!/bin/sh\n[ \"$1\" = ready ] && exit 0\ngate={}\n", gate.display());
        fs::write(reader.program(), format!("{begin}{does}\nexec {JOBFILL} \"$@\"\n")).unwrap();
        fs::set_permissions(reader.program(), fs::Permissions::from_mode(0o700)).unwrap();
        // A process that another test starts at this moment may still hold the file open for writing.
        wait::on_thread_until("a script that can be started", || {
            let mut script = Command::new(reader.program());
            wait::blocking("the script", move || script.arg("ready").status()).is_ok()
        });
        reader
    }

    /// Works, and comes to nothing, until its gate is opened.
    fn behind_a_gate() -> Self {
        Self::that("while [ ! -e \"$gate\" ]; do :; done")
    }

    fn open_the_gate(&self) {
        fs::write(self.gate(), "").unwrap();
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("reader")
    }

    fn gate(&self) -> PathBuf {
        self.folder.path().join("gate")
    }
}

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await.goes_to("/cv");
    visitor
}

/// The cookie of somebody who is signed in without a browser.
async fn cookie_of(app: &TestApp, email: &str) -> String {
    let person = app.person(email).await;
    let token = Session::create(&mut *app.conn().await, person.id, app.clock.now()).await.unwrap();
    format!("session={token}")
}

async fn turns(app: &TestApp) -> i64 {
    app.count("cv_uploads WHERE turn IS NOT NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_gives_the_reader_no_time_is_busy_and_blames_no_file() {
    // Kept: its folder goes with it, and a program that is not there is told otherwise.
    let reader = Reader::that("kill -STOP $$");
    let app = TestApp::with_reader(&reader.program()).await;
    let ada = signed_up(&app, "ada@example.com").await;
    let answer = ada.paste("/cv", CV).await;
    answer.is(503).shows("very busy").shows("id=\"text-error\"").shows("Ward for heart patients").hides("damaged");
    assert_eq!(app.count("cv_uploads WHERE tries = 0 AND turn IS NULL").await, 1, "it counts against nobody");
    assert_eq!(app.count("cvs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_uploads_one_at_a_time_while_others_go_on() {
    let reader = Reader::behind_a_gate();
    let app = TestApp::with_reader(&reader.program()).await;
    let (ada, bob) = (signed_up(&app, "ada@example.com").await, signed_up(&app, "bob@example.com").await);
    let meanwhile = async {
        wait::until("an upload under way", async || turns(&app).await, |turns| *turns == 1).await;
        let second = ada.paste("/cv", &CV.replace("Munich", "Ulm")).await;
        second.is(429).shows("is being taken in at this moment").shows("St Example Hospital, Ulm");
        // Nobody else is told to wait.
        bob.paste("/cv", " ").await.is(422).shows("Please choose a file");
        reader.open_the_gate();
    };
    let (first, ()) = tokio::join!(ada.paste("/cv", CV), meanwhile);
    first.goes_to("/home");
    ada.paste("/cv", &CV.replace("Munich", "Ulm")).await.goes_to("/home");
    assert_eq!(app.count("cv_uploads WHERE uploads = 2 AND tries = 2 AND turn IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_the_queue_full_is_told_at_once_and_loses_nothing() {
    const PEOPLE: usize = 25;
    let reader = Reader::behind_a_gate();
    let app = TestApp::with_reader(&reader.program()).await;
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(signed_up(&app, &format!("person{number}@example.com")).await);
    }
    let mut answers: FuturesUnordered<_> = people.iter().map(|person| person.paste("/cv", CV)).collect();
    for _ in 0..PEOPLE - 22 {
        let turned_away: Option<Answer> = wait::end_of("somebody who is turned away", answers.next()).await;
        turned_away.unwrap().is(503).shows("very busy").shows("Ward for heart patients");
    }
    assert_eq!(turns(&app).await, 22, "two are read and twenty wait");
    reader.open_the_gate();
    let taken: Vec<Answer> = wait::end_of("all the others", answers.collect()).await;
    assert!(taken.iter().any(|answer| answer.status == 303));
    assert!(taken.iter().all(|answer| [303, 503].contains(&answer.status.as_u16())), "a slow machine may be busy");
    let counted = app.count("cv_uploads WHERE tries = 1 AND turn IS NULL").await;
    assert_eq!(usize::try_from(counted).unwrap(), taken.iter().filter(|answer| answer.status == 303).count());
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_that_come_to_nothing_count_too() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    for _ in 0..TRIES_A_DAY {
        ada.upload("/cv", "cv.pdf", Vec::new()).await.is(422).shows("This file is empty.");
    }
    ada.paste("/cv", CV).await.is(422).shows("very often today").shows("Ward for heart patients");
    assert_eq!(app.count("cvs").await, 0);
    app.pass(chrono::TimeDelta::days(1));
    ada.paste("/cv", CV).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_breaks_off_gives_the_turn_back_at_once_and_counts() {
    let app = TestApp::start().await;
    let cookie = cookie_of(&app, "ada@example.com").await;
    let headers = [("cookie", cookie.as_str()), ("content-type", "multipart/form-data; boundary=x")];
    let mut broken = Raw::connect(&app.url).await;
    broken.begin_form("/cv", &[headers.as_slice(), &[("content-length", "5000000")]].concat()).await;
    broken.send(b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.pdf\"\r\n\r\n%PDF-1.7").await;
    wait::until("the turn", async || turns(&app).await, |turns| *turns == 1).await;
    drop(broken);
    wait::until("the end of the turn", async || turns(&app).await, |turns| *turns == 0).await;
    assert_eq!(app.count("cv_uploads WHERE tries = 1 AND uploads = 0").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_nobody_gave_back_ends_by_itself() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let day = app.today();
    app.execute(&format!(
        "INSERT INTO cv_uploads (user_id, day, uploads, tries, turn, turn_until)
         SELECT id, '{day}', 0, 1, 7, now() + interval '1 minute' FROM users"
    ))
    .await;
    ada.paste("/cv", CV).await.is(429);
    app.execute("UPDATE cv_uploads SET turn_until = now() - interval '1 second'").await;
    ada.paste("/cv", CV).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_drips_is_cut() {
    let app = TestApp::start().await;
    let cookie = cookie_of(&app, "ada@example.com").await;
    let cookie = ("cookie", cookie.as_str());
    let form = ("content-type", "application/x-www-form-urlencoded");
    let file = ("content-type", "multipart/form-data; boundary=x");
    #[expect(clippy::type_complexity, reason = "a table of this test alone")]
    let held: [(&str, Vec<(&str, &str)>, &[u8]); 4] = [
        ("/login", vec![form, ("content-length", "1000")], b"email=ada"),
        ("/searches", vec![cookie, form, ("content-length", "200000")], b""),
        ("/cv", vec![cookie, file, ("content-length", "5000000")], b"--x\r\n"),
        ("/login", vec![form, ("transfer-encoding", "chunked")], b"1\r\ne\r\n"),
    ];
    let cut = held.iter().map(async |(path, headers, beginning)| {
        let mut raw = Raw::connect(&app.url).await;
        raw.begin_form(path, headers).await;
        raw.send(beginning).await;
        let answer = raw.until_closed().await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{path} {headers:?}: {answer}");
        assert!(answer.contains("came in too slowly"), "{path}: {answer}");
    });
    futures_util::future::join_all(cut).await;
    wait::until("the end of the turn", async || turns(&app).await, |turns| *turns == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_drips_is_cut() {
    let app = TestApp::start().await;
    let mut raw = Raw::connect(&app.url).await;
    raw.send(b"GET /login HTTP/1.1\r\nhost: a\r\nx-").await;
    let answer = raw.until_closed().await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}
