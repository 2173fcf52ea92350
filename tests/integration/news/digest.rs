//! New jobs by mail: what is told, to whom, when, and how it is ended.

use super::{ADA, a_look, ada, app_with_mail, morning, person, switches, wants};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::smtp::Taken;
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Numbers of the jobs that a mail links to.
fn jobs(mail: &Taken) -> BTreeSet<i64> {
    let text = mail.text();
    let links = text.split_whitespace().filter_map(|word| word.strip_prefix("http://jobs.example.org/jobs/"));
    links.map(|id| id.parse().unwrap()).collect()
}

/// The number that a subject begins with.
fn counted(mail: &Taken) -> i64 {
    mail.subject().split(' ').next().unwrap().parse().unwrap()
}

/// Groups that came after a moment, and may be told.
async fn came_since(app: &TestApp, since: &str) -> i64 {
    let groups = format!(
        "SELECT count(*) AS number FROM (SELECT group_id FROM jobs GROUP BY group_id
          HAVING min(first_seen_at) >= '{since}' AND bool_or(posted_at IS NOT NULL) AND bool_or(closed_at IS NULL)) new"
    );
    books::number(app, &groups).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_with_the_mornings_run_is_told_once() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    a_look(&app).await;
    assert_eq!(server.taken().len(), 0, "what was here before is no news");

    morning(&app).await;
    let first = server.only();
    assert_eq!(first.to, ADA);
    assert_eq!(counted(&first), came_since(&app, "2026-11-24").await);
    assert!(first.text().contains("Fits Data Scientist · Berlin"), "{}", first.text());
    assert_eq!(jobs(&first).len(), usize::try_from(counted(&first)).unwrap().min(20));
    assert_eq!(app.count("told WHERE way = 'mail'").await, counted(&first));

    morning(&app).await;
    let second = server.only();
    assert!(!jobs(&second).is_empty() && jobs(&first).is_disjoint(&jobs(&second)), "{}", second.text());
    assert_eq!(app.count("told WHERE way = 'mail'").await, counted(&first) + counted(&second));
    assert_eq!(app.count("mails WHERE content IS NOT NULL").await, 0, "what was sent is not kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_one_that_programs_and_people_understand() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    morning(&app).await;
    let mail = server.only();
    let parsed = mail.parsed();
    assert_eq!(parsed.from().unwrap().first().unwrap().address().unwrap(), "jobs@jobs.example.org");
    assert_eq!(parsed.to().unwrap().first().unwrap().address().unwrap(), ADA);
    assert!(parsed.message_id().unwrap().ends_with("@jobs.example.org") && parsed.date().is_some());
    assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    let stop = format!("<http://jobs.example.org{}>", mail.path("/unsubscribe/"));
    assert_eq!(mail.header("List-Unsubscribe"), Some(stop));
    assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    let (text, html) = (mail.text(), mail.html());
    for id in jobs(&mail) {
        assert!(html.contains(&format!("href=\"http://jobs.example.org/jobs/{id}\"")), "{id} in {html}");
        ada.get(&format!("/jobs/{id}")).await.is(200);
    }
    for loaded in ["<img", "src=", "url(", "<script", "?utm", "track"] {
        assert!(!html.contains(loaded) && !text.contains(loaded), "{loaded} in {html}");
    }
    for named in [ADA, "Berlin", "Data Scientist"] {
        assert!(!mail.subject().contains(named), "{}", mail.subject());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_new_is_no_mail() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    ada.post("/searches/pause", &[]).await.is(303);
    switches(&ada, "day").await;
    for _ in 0..3 {
        morning(&app).await;
    }
    assert_eq!((server.taken().len(), app.count("mails WHERE kind = 'digest'").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_closed_or_applied_for_is_no_news() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    app.pass(TimeDelta::days(1));
    app.begin_run().await;
    app.drain().await;
    let new = "SELECT DISTINCT group_id::text AS text FROM jobs WHERE first_seen_at >= '2026-11-24' ORDER BY 1 LIMIT 3";
    let [hidden, applied, closed] = <[String; 3]>::try_from(books::texts(&app, new).await).unwrap();
    ada.post(&format!("/jobs/{hidden}/hide"), &[]).await.is(303);
    ada.post(&format!("/jobs/{applied}/apply"), &[]).await.is(303);
    app.execute(&format!("UPDATE jobs SET closed_at = now(), closed_why = 'employer' WHERE group_id = {closed}")).await;
    jobfill::worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    a_look(&app).await;
    let told = jobs(&server.only());
    assert!(!told.is_empty());
    for id in [hidden, applied, closed] {
        assert!(!told.contains(&id.parse().unwrap()), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_of_jobs_comes_on_monday() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "week").await;
    for _ in 0..6 {
        morning(&app).await;
    }
    assert_eq!(server.taken().len(), 0, "it is Sunday");
    morning(&app).await;
    let mail = server.only();
    assert_eq!(counted(&mail), came_since(&app, "2026-11-24").await);
    assert!(mail.text().contains("more"), "twenty are shown:\n{}", mail.text());
    // Her session has ended in the meantime.
    ada.sign_in(ADA).await.is(303);
    switches(&ada, "day").await;
    morning(&app).await;
    assert_eq!(counted(&server.only()), came_since(&app, "2026-12-01").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_confirmed_address_gets_news() {
    let (app, server) = app_with_mail().await;
    let ada = app.visitor();
    ada.sign_up(ADA).await.is(303);
    wants(&app, "Data Scientist").await;
    let confirm = server.only().path("/confirm/");
    switches(&ada, "day").await;
    ada.get("/account/news").await.shows("not confirmed").shows("confirmed addresses only");
    morning(&app).await;
    assert_eq!(server.taken().len(), 0);
    app.visitor().post(&confirm, &[]).await.goes_to("/login");
    morning(&app).await;
    assert!(counted(&server.only()) > 0);
    app.execute("UPDATE users SET disabled_at = now()").await;
    morning(&app).await;
    assert_eq!(server.taken().len(), 0, "nor does anybody who is kept out");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_ends_it_from_anywhere_and_a_look_does_not() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    morning(&app).await;
    let stop = server.only().path("/unsubscribe/");
    app.visitor().get(&stop).await.is(200).shows("Switch them off");
    assert_eq!(app.count("digests").await, 1);
    // As a mail program sends it: no cookie, and no word about where it comes from.
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let click = http.post(format!("{}{stop}", app.url)).form(&[("List-Unsubscribe", "One-Click")]);
    let answer = click.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "no redirect, which programs do not follow");
    assert_eq!(app.count("digests").await, 0);
    app.visitor().post_from_elsewhere(&stop, &[]).await.is(200).shows("You get no more mails");
    morning(&app).await;
    assert_eq!(server.taken().len(), 0);
    app.visitor().get("/unsubscribe/nonsense").await.is(410);
    app.visitor().post_from_elsewhere("/unsubscribe/nonsense", &[]).await.is(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_are_still_loading_are_waited_for_but_not_for_ever() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    app.pass(TimeDelta::hours(20));
    app.begin_run().await;
    app.drain().await;
    // The daily run hangs; some jobs are here all the same.
    let hanging =
        "INSERT INTO refreshes (local_date, started_at, is_daily) VALUES ('2026-11-24', '2026-11-24 05:00Z', TRUE)";
    app.execute(hanging).await;
    a_look(&app).await;
    assert_eq!(server.taken().len(), 0, "the run has not begun");
    app.pass(TimeDelta::hours(4));
    a_look(&app).await;
    assert_eq!(server.taken().len(), 0, "nor by noon");
    app.pass(TimeDelta::hours(8));
    a_look(&app).await;
    assert!(counted(&server.only()) > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_takes_everything_along_and_gets_it_in_the_export() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    ada.post("/account/feed", &[]).await.is(200);
    morning(&app).await;
    let told = server.only();
    let export = ada.get("/account/export").await;
    let export: serde_json::Value = serde_json::from_str(&export.body).unwrap();
    assert_eq!(export["digests"][0]["every"], "day");
    assert_eq!(export["told"].as_array().unwrap().len() as i64, counted(&told));
    assert!(export["addresses"][0]["confirmed_at"].is_string() && export["feeds"][0]["made_at"].is_string());
    ada.post("/account/delete", &[("password", crate::support::browser::PASSWORD)]).await.is(303);
    for table in ["digests", "feeds", "addresses", "mails", "told"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    app.visitor().get(&told.path("/unsubscribe/")).await.is(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_that_cannot_be_made_keeps_nobody_else_waiting_and_comes_later() {
    let (app, server) = app_with_mail().await;
    switches(&ada(&app, &server).await, "day").await;
    let bo = app.visitor();
    bo.sign_up("bo@example.com").await.is(303);
    app.drain().await;
    bo.post(&server.only().path("/confirm/"), &[]).await.is(303);
    let person = person(&app, "bo@example.com").await;
    app.wants(&person, &list(&["Data Scientist"], &["Berlin"])).await;
    switches(&bo, "day").await;
    // Ada's turn is first.
    app.execute("UPDATE digests SET look_at = look_at - interval '1 hour' WHERE user_id = (SELECT min(id) FROM users)")
        .await;
    app.execute(
        "CREATE FUNCTION no_mail() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no room'; END $$",
    )
    .await;
    app.execute(
        "CREATE TRIGGER no_mail BEFORE INSERT ON mails FOR EACH ROW
           WHEN (new.kind = 'digest' AND new.user_id = 1) EXECUTE FUNCTION no_mail()",
    )
    .await;
    morning(&app).await;
    assert_eq!(server.only().to, "bo@example.com");
    app.execute("DROP TRIGGER no_mail ON mails").await;
    app.pass(TimeDelta::hours(1));
    a_look(&app).await;
    assert_eq!(server.only().to, ADA);
}
