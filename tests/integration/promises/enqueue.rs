//! P2: what is wanted and the work for it are written together, or not at all.

use crate::admin::{REASON, admin};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::smtp;
use chrono::TimeDelta;
use jobfill::models::user::User;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::web;
use std::collections::BTreeSet;

/// From now on every transaction fails at its end that has enqueued a task: the last moment at which it can.
const COMMITS_FAIL: [&str; 2] = [
    "CREATE FUNCTION refuse_the_commit() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the commit fails'; END $$",
    "CREATE CONSTRAINT TRIGGER refuse_the_commit AFTER INSERT ON tasks DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION refuse_the_commit()",
];

const COMMITS_WORK_AGAIN: [&str; 2] = ["DROP TRIGGER refuse_the_commit ON tasks", "DROP FUNCTION refuse_the_commit()"];

/// Tables about requests and not about what they ask for: who was seen, and how many tries were counted.
const BESIDE: [&str; 5] = ["sessions", "sign_in_failures", "cv_uploads", "users", "audit"];

/// Everything that the tables hold, but for those beside.
async fn everything(app: &TestApp) -> Vec<String> {
    let tables = books::texts(
        app,
        "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    )
    .await;
    let mut all = Vec::new();
    for table in tables.iter().filter(|table| !BESIDE.contains(&table.as_str())) {
        let rows = format!("SELECT '{table} ' || to_jsonb(one)::text AS text FROM {table} one ORDER BY 1");
        all.extend(books::texts(app, &rows).await);
    }
    all
}

/// A form that enqueues is sent while commits fail, and again when they work.
async fn is_whole_or_nothing(app: &TestApp, what: &str, send: impl AsyncFn() -> Answer) {
    let before = everything(app).await;
    for statement in COMMITS_FAIL {
        app.execute(statement).await;
    }
    assert_eq!(send().await.status.as_u16(), 500, "{what}: does it enqueue at all?");
    assert_eq!(everything(app).await, before, "{what}: half of it was left behind");
    for statement in COMMITS_WORK_AGAIN {
        app.execute(statement).await;
    }
    let tasks = app.count("tasks").await;
    send().await.is(303);
    assert!(app.count("tasks").await > tasks, "{what}: nothing was enqueued");
}

/// Ways in that enqueue, each tried below.
const ENQUEUE: [&str; 14] = [
    "/searches",
    "/searches/{id}/resume",
    "/searches/resume",
    "/cv",
    "/cv/{id}/load",
    "/cv/{id}/restore",
    "/admin/tracking/{id}/load",
    "/admin/tracking/{id}/again",
    "/admin/fetches/retry",
    "/admin/refreshes",
    "/account/confirm",
    "/forgotten",
    "/signup",
    "/admin/users/{id}/invite",
];

/// Ways in that enqueue by the same code as one above, or only change tasks that are there.
const LIKE_OTHERS: [&str; 11] = [
    "/admin/users",
    "/admin/users/{id}/limits",
    "/account/news",
    "/cv/{id}/allow",
    "/cv/{id}/filter",
    "/admin/tracking/{id}/resume",
    "/admin/fetches/{id}/deeper",
    "/admin/sources/{source}/resume",
    "/admin/spending/resume",
    "/admin/limits",
    "/admin/acts/{id}/begin",
];

/// Ways in that want nothing new.
const NEVER: [&str; 42] = [
    "/login/code",
    "/account/code/begin",
    "/account/code/confirm",
    "/account/code/renew",
    "/account/code/off",
    "/admin/users/{id}/role",
    "/admin/users/{id}/code/off",
    "/language",
    "/account/feed",
    "/account/feed/off",
    "/confirm/{token}",
    "/unsubscribe/{secret}",
    "/login",
    "/logout",
    "/link/{token}",
    "/account/password",
    "/account/sessions/end",
    "/account/delete",
    "/cv/{id}/decline",
    "/cv/{id}/delete",
    "/searches/pause",
    "/searches/{id}/pause",
    "/searches/{id}/remove",
    "/jobs/{id}/{action}",
    "/jobs/employers",
    "/admin/spending/stop",
    "/admin/sources/{source}/pause",
    "/admin/sources/{source}/{capability}/off",
    "/admin/sources/{source}/{capability}/try",
    "/admin/quota/adjust",
    "/admin/acts",
    "/admin/acts/{id}/cancel",
    "/admin/copies/{id}/apart",
    "/admin/copies/{id}/together",
    "/admin/tracking/{id}/forget",
    "/admin/tracking/{id}/pause",
    "/admin/tracking/{id}/priority",
    "/admin/fetches/{id}/cancel",
    "/admin/users/{id}/link",
    "/admin/users/{id}/disable",
    "/admin/users/{id}/enable",
    "/events",
];

#[test]
fn every_form_is_known_to_enqueue_or_not() {
    let forms = web::endpoints().into_iter().filter(|one| one.method == "POST").map(|one| one.path.to_owned());
    let known: BTreeSet<_> = [&ENQUEUE[..], &LIKE_OTHERS, &NEVER].concat().into_iter().map(str::to_owned).collect();
    let unknown: Vec<_> = forms.filter(|path| !known.contains(path)).collect();
    assert_eq!(unknown, [""; 0], "say in this file whether they enqueue");
}

async fn saves(ada: &Visitor, name: &str, title: &str) -> Answer {
    ada.post("/searches", &[("query_name", name), ("titles", title), ("locations", "Berlin")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_and_its_work_are_saved_together() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    is_whole_or_nothing(&app, "a new list", async || saves(&ada, "First", "Nurse").await).await;
    // What nobody wants any more has no work left, and needs some when it is wanted again.
    ada.post("/searches/pause", &[]).await.is(303);
    app.drain().await;
    let resume = format!("/searches/{}/resume", number_of(&app, "user_search_queries").await);
    is_whole_or_nothing(&app, "one that is resumed", async || ada.post(&resume, &[]).await).await;
    ada.post("/searches/pause", &[]).await.is(303);
    app.drain().await;
    is_whole_or_nothing(&app, "all that are resumed", async || ada.post("/searches/resume", &[]).await).await;
}

/// The number of the last row: what was rolled back has used up numbers too.
async fn number_of(app: &TestApp, table: &str) -> i64 {
    books::number(app, &format!("SELECT max(id)::int8 AS number FROM {table}")).await
}

const CV: &str = "Jana Holub\nData Scientist\nLeipzig\n\nProfile\nEight years in health care and retail. Looking for a \
new role as Data Scientist in Berlin.\n\nExperience\n01/2021 - today   Data Scientist, Beispiel Klinik AG, Berlin\n\
03/2017 - 12/2020 Data Analyst, Muster Handel GmbH, Berlin\n\nSkills\nPython, SQL, forecasting, German, English";

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_and_its_work_are_kept_together() {
    let app = TestApp::with([("JOBFILL_AUTO_TITLES", "0")]).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    is_whole_or_nothing(&app, "a CV", async || ada.paste("/cv", CV).await).await;
    app.drain().await;
    let offer = [("title", "Data Scientist"), ("place", "Berlin")];
    let load = format!("/cv/{}/load", number_of(&app, "cvs").await);
    is_whole_or_nothing(&app, "an offer of a CV", async || ada.post(&load, &offer).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_cv_had_comes_back_with_its_work() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    ada.paste("/cv", CV).await.is(303);
    // Read, and nothing bought yet, when another one takes its place.
    while_unbought(&app).await;
    let other = CV.replace("Data Scientist", "Registered Nurse").replace("Data Analyst", "Registered Nurse");
    ada.paste_and("/cv", &other, "replace").await.is(303);
    app.drain().await;
    assert!(app.count("user_search_queries WHERE cv_id = 1 AND retired_at IS NOT NULL").await > 0);
    is_whole_or_nothing(&app, "what a CV had", async || ada.post("/cv/1/restore", &[]).await).await;
}

/// Reads CVs while all spending is stopped.
async fn while_unbought(app: &TestApp) {
    app.execute("UPDATE sources SET stopped_code = 'paused', stopped_why = 'paused', stopped_at = now()").await;
    app.drain().await;
    app.execute("UPDATE sources SET stopped_code = NULL, stopped_why = NULL, stopped_at = NULL").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_starts_is_started_together_with_its_work() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let root = admin(&app).await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    app.pass(TimeDelta::days(1));
    root.sign_in("root@example.com").await.is(303);
    is_whole_or_nothing(&app, "a run", async || root.post("/admin/refreshes", &[REASON]).await).await;
    app.drain().await;
    let again = async || root.post("/admin/tracking/1/again", &[REASON]).await;
    is_whole_or_nothing(&app, "a combination again", again).await;
    app.drain().await;
    fails(&app, &ada, "Teacher").await;
    let load = format!("/admin/tracking/{}/load", number_of(&app, "backfill_tracking").await);
    is_whole_or_nothing(&app, "what a combination lacks", async || root.post(&load, &[REASON]).await).await;
    app.drain().await;
    fails(&app, &ada, "Welder").await;
    let retry = [("source", "jsearch"), ("code", "refused"), REASON];
    is_whole_or_nothing(&app, "failed fetches", async || root.post("/admin/fetches/retry", &retry).await).await;
}

/// Somebody wants something more, which JSearch refuses.
async fn fails(app: &TestApp, person: &User, title: &str) {
    let refused = "fetches WHERE state = 'failed' AND error_code = 'refused'";
    let before = app.count(refused).await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).charged(false));
    app.wants(person, &list(&[title], &["Hamburg"])).await;
    app.drain().await;
    assert_eq!(app.count(refused).await, before + 1, "{title}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_joins_and_what_is_mailed_to_them_come_together() {
    let app = TestApp::with(smtp::settings("smtp://127.0.0.1:9")).await;
    let ada = app.visitor();
    is_whole_or_nothing(&app, "a sign-up", async || ada.sign_up("ada@example.com").await).await;
    app.pass(TimeDelta::hours(2));
    is_whole_or_nothing(&app, "a confirmation", async || ada.post("/account/confirm", &[]).await).await;
    for email in ["ada@example.com", "nobody@example.com"] {
        let ask = async || app.visitor().post("/forgotten", &[("email", email)]).await;
        is_whole_or_nothing(&app, "a new password", ask).await;
    }
    let root = admin(&app).await;
    let bob = app.person("bob@example.com").await;
    let invite = format!("/admin/users/{}/invite", bob.id);
    is_whole_or_nothing(&app, "an invitation", async || root.post(&invite, &[REASON]).await).await;
}
