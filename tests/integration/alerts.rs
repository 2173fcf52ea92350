//! Alerts: what needs somebody is told once on each way, and once when it is over, whatever dies in between.

use crate::admin::{admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::receiver::{Message, Receiver};
use crate::support::smtp::{self, How, MailServer, Taken};
use crate::support::wait;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use jobfill::needs::alerts;
use jobfill::queue::Choice;
use jobfill::worker;
use sha2::Sha256;

const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// An operator, and who runs this: so that nothing else needs anybody.
const OPERATOR: [(&str, &str); 4] = [
    ("JOBFILL_ALERT_WEBHOOK_SECRET", KEY),
    ("JOBFILL_OPERATOR", "A school"),
    ("JOBFILL_CONTACT", "help@example.org"),
    ("JOBFILL_REFRESH_AT", "23:59"),
];

async fn app_with_webhook() -> (TestApp, Receiver) {
    let receiver = Receiver::start().await;
    let [key, operator, contact, late] = OPERATOR;
    let url = ("JOBFILL_ALERT_WEBHOOK_URL", receiver.url.as_str());
    let app = TestApp::with([key, operator, contact, late, url]).await;
    (app, receiver)
}

async fn look(app: &TestApp) {
    alerts::look(app).await.unwrap();
    app.drain().await;
}

async fn stops_spending(app: &TestApp) {
    admin(app).await.post("/admin/spending/stop", &[("reason", "ask ada@example.com")]).await.is(303);
}

/// The messages about spending: other causes may need somebody, too.
fn about_spending(receiver: &Receiver) -> Vec<Message> {
    let mut came = receiver.came();
    came.retain(|message| message.json()["data"]["cause"] == "spending_stopped");
    came
}

fn kinds(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.json()["type"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cause_is_told_once_and_its_end_once_and_both_are_signed() {
    let (app, receiver) = app_with_webhook().await;
    stops_spending(&app).await;
    for _ in 0..3 {
        look(&app).await;
        app.pass(TimeDelta::minutes(1));
    }
    assert_eq!(kinds(&about_spending(&receiver)), ["need.began"]);
    app.execute("UPDATE installation SET spending_stopped_at = NULL, spending_stopped_why = NULL").await;
    look(&app).await;
    app.pass(TimeDelta::minutes(4));
    look(&app).await;
    assert_eq!(about_spending(&receiver).len(), 1, "it may come back");
    app.pass(TimeDelta::minutes(1));
    look(&app).await;
    app.pass(TimeDelta::minutes(9));
    look(&app).await;
    let came = about_spending(&receiver);
    assert_eq!(kinds(&came), ["need.began", "need.ended"]);
    let data = &came[1].json()["data"];
    assert_eq!(data["what"], "All spending is stopped");
    assert!(data["ended_at"].is_string() && data["link"].as_str().unwrap().ends_with("/admin#switches"), "{data}");
    for message in &came {
        assert!(!message.body.contains("ada@example.com"), "{}", message.body);
        is_signed(message);
    }
    assert_ne!(came[0].header("webhook-id"), came[1].header("webhook-id"));
}

/// As a receiver checks it that knows the key.
fn is_signed(message: &Message) {
    let key = BASE64_STANDARD.decode(KEY.trim_start_matches("whsec_")).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    let (id, time) = (message.header("webhook-id"), message.header("webhook-timestamp"));
    mac.update(format!("{id}.{time}.{}", message.body).as_bytes());
    let expected = format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(message.header("webhook-signature"), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_and_goes_is_told_once_an_hour() {
    let (app, receiver) = app_with_webhook().await;
    for minute in 0..120 {
        let is_there = minute % 14 < 7;
        let stopped = if is_there { "now()" } else { "NULL" };
        app.execute(&format!("UPDATE installation SET spending_stopped_at = {stopped}")).await;
        look(&app).await;
        app.pass(TimeDelta::minutes(1));
    }
    let kinds = kinds(&about_spending(&receiver));
    assert_eq!(kinds, ["need.began", "need.ended", "need.began", "need.ended"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_fails_gets_the_same_message_again_and_needs_you_says_so() {
    let (app, receiver) = app_with_webhook().await;
    receiver.answers(500).answers(302);
    stops_spending(&app).await;
    look(&app).await;
    let came = about_spending(&receiver);
    assert_eq!(came.len(), 3);
    assert!(came.iter().all(|one| one.header("webhook-id") == came[0].header("webhook-id")));
    assert_eq!(app.count("alert_messages WHERE state = 'sent'").await, app.count("alerts").await);
    for _ in 0..10 {
        receiver.answers(503);
    }
    app.execute(
        "UPDATE sources SET stopped_code = 'paused', stopped_at = now(), stopped_why = 'x' WHERE source = 'jsearch'",
    )
    .await;
    look(&app).await;
    assert_eq!(app.count("alert_messages WHERE state = 'failed'").await, 1, "ten tries");
    admin_called(&app, "other@example.com").await.get("/admin").await.shows("1 alert has not gone out");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_is_not_told_before_the_beginning() {
    let (app, receiver) = app_with_webhook().await;
    stops_spending(&app).await;
    alerts::look(&app).await.unwrap();
    // The beginning is out of luck for a while.
    app.execute("UPDATE tasks SET due_at = due_at + interval '10 minutes' WHERE kind = 'alert'").await;
    app.execute("UPDATE installation SET spending_stopped_at = NULL, spending_stopped_why = NULL").await;
    alerts::look(&app).await.unwrap();
    app.pass(TimeDelta::minutes(5));
    alerts::look(&app).await.unwrap();
    for _ in 0..9 {
        app.hurry().await;
        worker::step(&app, &Choice::default()).await.unwrap();
    }
    assert_eq!(kinds(&about_spending(&receiver)), [""; 0]);
    assert_eq!(app.count("alert_messages WHERE is_end AND state = 'waiting'").await, 1);
    app.pass(TimeDelta::minutes(6));
    app.drain().await;
    assert_eq!(kinds(&about_spending(&receiver)), ["need.began", "need.ended"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_is_dead_is_not_over_before_a_message_got_through_on_it() {
    let (app, receiver) = app_with_webhook().await;
    look(&app).await;
    for _ in 0..10 {
        receiver.answers(503);
    }
    stops_spending(&app).await;
    look(&app).await;
    assert_eq!(app.count("alert_messages WHERE state = 'failed'").await, 1, "ten tries");
    app.pass(TimeDelta::days(3));
    let admin = admin_called(&app, "other@example.com").await;
    admin.get("/admin").await.shows("1 alert has not gone out");
    app.execute("UPDATE sources SET stopped_code = 'paused', stopped_at = now(), stopped_why = 'x'").await;
    look(&app).await;
    admin.get("/admin").await.hides("alert has not gone out");
}

/// Reasons may name people; whoever receives alerts may be anybody.
#[tokio::test(flavor = "multi_thread")]
async fn no_reason_that_an_admin_typed_leaves_the_house() {
    let (app, receiver) = app_with_webhook().await;
    let admin = admin(&app).await;
    let because = [("reason", "ask ada@example.com")];
    admin.post("/admin/sources/jsearch/pause", &because).await.is(303);
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    app.drain().await;
    admin.post("/admin/spending/stop", &because).await.is(303);
    look(&app).await;
    let came = receiver.came();
    let causes: Vec<_> = came.iter().map(|one| one.json()["data"]["cause"].clone()).collect();
    for cause in ["put_off", "source_stopped", "spending_stopped"] {
        assert!(causes.iter().any(|one| one == cause), "{cause} in {causes:?}");
    }
    for message in came {
        assert!(!message.body.contains("ada@"), "{}", message.body);
    }
    admin.get("/admin").await.shows("ask ada@example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_that_look_at_once_tell_it_once() {
    let (app, receiver) = app_with_webhook().await;
    stops_spending(&app).await;
    let other = app.another().await;
    let (one, two) = tokio::join!(alerts::look(&app), alerts::look(&other));
    one.and(two).unwrap();
    app.drain().await;
    assert_eq!(about_spending(&receiver).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_between_calling_and_noting_sends_a_double_that_the_receiver_can_know() {
    let receiver = Receiver::start().await;
    let [key, operator, contact, late] = OPERATOR;
    let url = ("JOBFILL_ALERT_WEBHOOK_URL", receiver.url.as_str());
    let app = TestApp::on_system_clock([key, operator, contact, late, url]).await;
    stops_spending(&app).await;
    let mut program = app.program(&["work"], &[("JOBFILL_CRASH_AT", "alert_called")]);
    program.is_killed().await;
    assert_eq!(app.count("alert_messages WHERE state = 'sent'").await, 0);
    let first = receiver.came();
    app.rescue().await;
    app.drain().await;
    let second = receiver.came();
    let again = second.iter().filter(|one| one.header("webhook-id") == first[0].header("webhook-id"));
    assert_eq!(again.count(), 2, "{second:?}");
    look(&app).await;
    assert_eq!(receiver.came().len(), second.len());
}

async fn app_with_mail() -> (TestApp, MailServer) {
    let server = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&server.url);
    let to = ("JOBFILL_ALERT_MAIL", "ops@example.org, root@example.org");
    let app = TestApp::with([url, sender, site, to]).await;
    (app, server)
}

fn of_spending(server: &MailServer) -> Vec<String> {
    let about = server.taken().into_iter().filter(|mail| mail.subject().contains("All spending is stopped"));
    about.map(|mail| format!("{} {}", mail.to, mail.subject())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_named_gets_one_mail_and_one_when_it_is_over() {
    let (app, server) = app_with_mail().await;
    stops_spending(&app).await;
    look(&app).await;
    look(&app).await;
    let mails = of_spending(&server);
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(mails.iter().all(|mail| mail.ends_with("Needs you: All spending is stopped")), "{mails:?}");
    let taken = server.taken();
    let about = taken.iter().find(|mail| mail.subject().contains("All spending")).unwrap();
    assert!(about.text().contains("http://jobs.example.org/admin#switches"), "{}", about.text());
    assert!(!about.text().contains("ada@example.com"), "{}", about.text());
    app.execute("UPDATE installation SET spending_stopped_at = NULL, spending_stopped_why = NULL").await;
    look(&app).await;
    app.pass(TimeDelta::minutes(5));
    look(&app).await;
    let over = of_spending(&server).iter().filter(|mail| mail.contains("Over: ")).count();
    assert_eq!(over, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_after_the_text_has_told_it() {
    let (app, server) = app_with_mail().await;
    stops_spending(&app).await;
    app.drain().await;
    app.execute("DELETE FROM mails").await;
    server.fail(How::CutAfterText);
    look(&app).await;
    assert_eq!(app.count("alert_messages WHERE state = 'unknown'").await, 1);
    let mails = of_spending(&server);
    assert_eq!(mails.len(), 2, "{mails:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_between_mailing_and_noting_tells_nobody_twice() {
    let server = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&server.url);
    let to = ("JOBFILL_ALERT_MAIL", "ops@example.org");
    let app = TestApp::on_system_clock([url, sender, site, to, ("JOBFILL_REFRESH_AT", "23:59")]).await;
    app.execute("UPDATE installation SET spending_stopped_at = now(), spending_stopped_why = 'x'").await;
    let mut program = app.program(&["work"], &[("JOBFILL_CRASH_AT", "alert_mailed")]);
    program.is_killed().await;
    app.rescue().await;
    app.drain().await;
    look(&app).await;
    let told = wait::until(
        "every alert's end",
        async || app.count("alert_messages WHERE settled_at IS NULL").await,
        |open| *open == 0,
    );
    told.await;
    assert_eq!(app.count("alert_messages WHERE state = 'unknown'").await, 1);
    let mut subjects: Vec<_> = server.taken().iter().map(Taken::subject).collect();
    subjects.sort();
    let all = subjects.len();
    subjects.dedup();
    assert_eq!(subjects.len(), all, "{subjects:?}");
    assert_eq!(app.count("alert_messages").await, i64::try_from(all).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_the_receiver_stands_on_no_page() {
    let (app, _receiver) = app_with_webhook().await;
    let admin = admin(&app).await;
    admin.get("/admin/settings").await.shows("JOBFILL_ALERT_WEBHOOK_URL").hides("t0ken").hides("MfKQ9r8G");
}
