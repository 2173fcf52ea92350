//! A mail server that refuses, puts off, hangs and cuts lines, and processes that die: a job is told once, or again only
//! where it surely was not.

use super::{ADA, a_look, ada, app_with_mail, morning, switches};
use crate::admin::admin;
use crate::support::app::{MOST_STEPS, TestApp};
use crate::support::smtp::{self, How, MailServer};
use crate::support::wait;
use chrono::TimeDelta;
use jobfill::queue::Choice;
use jobfill::worker;

/// Ada on the next morning, and how the server fared with the first try.
async fn after_a_morning(how: How) -> (TestApp, MailServer) {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    server.fail(how);
    morning(&app).await;
    (app, server)
}

async fn states(app: &TestApp) -> Vec<String> {
    let states = "SELECT state || coalesce(' ' || error, '') AS text FROM mails WHERE kind = 'digest' ORDER BY id";
    crate::support::books::texts(app, states).await
}

/// What surely did not come is tried again, and comes once.
async fn comes_at_the_second_try(how: How) {
    let (app, server) = after_a_morning(how).await;
    assert_eq!(server.taken().len(), 1, "{how:?}");
    assert_eq!(states(&app).await, ["sent"], "{how:?}");
    a_look(&app).await;
    assert_eq!(server.taken().len(), 1, "{how:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_puts_a_mail_off_gets_it_again() {
    comes_at_the_second_try(How::ToRecipient("451 4.7.1 try again later")).await;
    comes_at_the_second_try(How::ToText("452 4.3.1 no room")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_know_us_is_asked_again_when_it_may() {
    comes_at_the_second_try(How::ToSender("550 5.7.1 who are you")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_before_the_text_has_told_nothing() {
    comes_at_the_second_try(How::CutBeforeText).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_is_not_waited_for_without_end() {
    comes_at_the_second_try(How::Silent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_after_the_text_has_told_it() {
    let (app, server) = after_a_morning(How::CutAfterText).await;
    assert_eq!(states(&app).await, ["unknown no_answer"]);
    let told = app.count("told WHERE way = 'mail'").await;
    assert!(told > 0 && server.taken().len() == 1);
    morning(&app).await;
    assert_eq!(server.taken().len(), 2, "the next morning's, and no double");
    let second = app.count("told WHERE mail_id = (SELECT max(id) FROM mails)").await;
    assert_eq!(app.count("told WHERE way = 'mail'").await, told + second);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_refuses_for_good_is_news_still() {
    let (app, server) = after_a_morning(How::ToRecipient("550 5.1.1 no such user ada@example.com")).await;
    assert_eq!(states(&app).await, ["failed refused"]);
    assert_eq!((server.taken().len(), app.count("told WHERE way = 'mail'").await), (0, 0));
    let first_day =
        app.count("jobs WHERE first_seen_at >= '2026-11-24' AND group_id = id AND posted_at IS NOT NULL").await;
    assert!(first_day > 0);
    morning(&app).await;
    let told = app.count("told WHERE way = 'mail'").await;
    assert!(told > first_day, "{told} of both days");
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_is_told_when_no_mail_goes_out() {
    let (app, server) = app_with_mail().await;
    let root = admin(&app).await;
    app.drain().await;
    server.only();
    for email in ["one@example.com", "two@example.com", "three@example.com"] {
        server.fail(How::ToRecipient("554 5.7.1 relay access denied"));
        app.person(email).await;
        app.visitor().post("/forgotten", &[("email", email)]).await.is(303);
        app.drain().await;
    }
    root.get("/admin").await.shows("3 mails that were not taken in");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let metrics = http.get(format!("{}/metrics", app.url)).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("jobfill_mails{kind=\"reset\",state=\"failed\"} 3\n"), "{metrics}");
    assert!(metrics.contains("jobfill_mails{kind=\"confirmation\",state=\"sent\"} 1\n"), "{metrics}");
    assert!(metrics.contains("jobfill_needs{cause=\"mails_failed\"} 3\n"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_somebody_who_ended_news_meanwhile_is_dropped() {
    let (app, server) = app_with_mail().await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    app.pass(TimeDelta::days(1));
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    app.pass(TimeDelta::minutes(6));
    worker::ensure_daily(&app).await.unwrap();
    server.fail(How::ToRecipient("451 later"));
    for _ in 0..MOST_STEPS {
        if worker::step(&app, &Choice::default()).await.unwrap().is_none() {
            break;
        }
    }
    assert_eq!(states(&app).await, ["waiting put_off"], "the next try is a minute away");
    switches(&ada, "off").await;
    app.drain().await;
    assert_eq!(states(&app).await, ["dropped put_off"]);
    assert_eq!((server.taken().len(), app.count("told WHERE way = 'mail'").await), (0, 0));
}

/// A process that makes Ada's digest, sends it, and dies at a point.
async fn dies_at(point: &str) -> (TestApp, MailServer) {
    let server = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&server.url);
    let app = TestApp::on_system_clock([url, sender, site, ("JOBFILL_REFRESH_AT", "23:59")]).await;
    let ada = ada(&app, &server).await;
    switches(&ada, "day").await;
    let due = "UPDATE digests SET since = now() - interval '1 day', due_at = now() - interval '13 hours',
                                  look_at = now() - interval '13 hours'";
    app.execute(due).await;
    let mut program = app.program(&["work"], &[("JOBFILL_CRASH_AT", point)]);
    program.is_killed().await;
    (app, server)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_between_sending_and_noting_tells_nothing_twice() {
    let (app, server) = dies_at("mail_taken").await;
    assert_eq!((server.taken().len(), states(&app).await), (1, vec!["sending".to_owned()]));
    let told = app.count("told WHERE way = 'mail'").await;
    app.rescue().await;
    app.drain().await;
    assert_eq!(states(&app).await, ["unknown worker_gone"]);
    // The others go on, and nobody hears of these jobs again.
    app.execute("UPDATE digests SET look_at = now() - interval '1 hour', due_at = now() - interval '13 hours'").await;
    a_look(&app).await;
    assert_eq!((server.taken().len(), app.count("told WHERE way = 'mail'").await), (1, told));
    assert!(told > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_with_a_link_in_hand_sends_it_again() {
    let server = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&server.url);
    let app = TestApp::on_system_clock([url, sender, site, ("JOBFILL_REFRESH_AT", "23:59")]).await;
    app.person(ADA).await;
    app.visitor().post("/forgotten", &[("email", ADA)]).await.is(303);
    let mut program = app.program(&["work"], &[("JOBFILL_CRASH_AT", "mail_taken")]);
    program.is_killed().await;
    server.has(1).await;
    app.rescue().await;
    app.drain().await;
    server.has(2).await;
    assert_eq!(app.count("mails WHERE state = 'sent'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_comes_too_late_sends_nothing() {
    let server = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&server.url);
    let app = TestApp::on_system_clock([url, sender, site, ("JOBFILL_REFRESH_AT", "23:59")]).await;
    app.person(ADA).await;
    app.visitor().post("/forgotten", &[("email", ADA)]).await.is(303);
    let late = app.program(&["work"], &[("JOBFILL_CRASH_AT", "mail_reached:stop"), ("JOBFILL_WORKERS", "1")]);
    late.stands_still().await;
    app.rescue().await;
    app.drain().await;
    server.has(1).await;
    late.signal(rustix::process::Signal::CONT);
    late.logs("the task's lease was lost").await;
    late.stop().await;
    wait::until("no second mail", async || server.taken().len(), |taken| *taken == 1).await;
}
