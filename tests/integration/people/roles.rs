//! People and what they may: adding them, their roles, their own limits.

use super::{PASSWORD, sign_in, signed_up};
use crate::admin::{REASON, admin, admin_called};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::smtp::{self, MailServer};
use jobfill::models::user::User;

/// What the audit keeps of an act.
async fn audited(app: &TestApp, action: &str) -> Vec<String> {
    let sql = format!(
        "SELECT concat_ws(' ', target, reason, details) AS text FROM audit WHERE action = '{action}' ORDER BY id"
    );
    books::texts(app, &sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_adds_people_who_come_in_by_a_link() {
    let app = TestApp::with([("JOBFILL_SIGNUP", "closed")]).await;
    app.command(&["user", "link", "nobody@example.com"]).await.ended_with(1);
    let root = admin_of_closed(&app).await;
    root.get("/admin/users/new").await.is(200).shows("Add, and make a link").hides("mail an invitation");
    let form = [("email", " Bob@Example.com "), ("role", "viewer"), ("way", "mail"), REASON];
    let shown = root.post("/admin/users", &form).await;
    shown.is(200).shows("For bob@example.com");
    let token = shown.body.split("/link/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let bob = app.visitor();
    bob.post(&format!("/link/{token}"), &[("password", "staple correct horse")]).await.goes_to("/home");
    bob.get("/admin").await.is(200);
    assert_eq!(audited(&app, "add person").await, [r#"person 2 testing {"by": "link", "role": "viewer"}"#]);
}

/// Where nobody signs up, the first admin is made by command.
async fn admin_of_closed(app: &TestApp) -> crate::support::browser::Visitor {
    let email = jobfill::models::user::Email::parse("root@example.com").unwrap();
    let hash = jobfill::password::hash(PASSWORD).await.unwrap();
    let role = jobfill::models::user::Role::Admin;
    User::create(&mut *app.conn().await, &email, Some(&hash), role, app.clock.now()).await.unwrap().unwrap();
    let visitor = app.visitor();
    sign_in(&visitor, "root@example.com", PASSWORD).await.is(303);
    visitor
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfit_new_person_comes_back_with_what_was_typed() {
    let app = TestApp::start().await;
    let root = admin(&app).await;
    let odd = [("email", "bob"), ("role", "viewer"), ("way", "link"), ("reason", "he asked")];
    let page = root.post("/admin/users", &odd).await;
    page.is(422).shows("This is not an e-mail address").shows("value=\"bob\"").shows("value=\"he asked\"");
    page.shows("<option value=\"viewer\" selected>");
    let taken = [("email", "root@example.com"), ("role", "person"), REASON];
    root.post("/admin/users", &taken).await.is(422).shows("Somebody has this address already");
    let silent = [("email", "bob@example.com"), ("role", "person"), ("reason", " ")];
    root.post("/admin/users", &silent).await.is(422).shows("the audit keeps it");
    assert_eq!((app.count("users").await, app.count("audit").await), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_a_mail_server_the_link_goes_by_mail() {
    let server = MailServer::start().await;
    let app = TestApp::with(smtp::settings(&server.url)).await;
    let root = admin(&app).await;
    app.drain().await;
    server.only();
    root.get("/admin/users/new").await.shows("Add, and mail an invitation");
    let form = [("email", "bob@example.com"), ("role", "person"), ("way", "mail"), REASON];
    root.post("/admin/users", &form).await.goes_to("/admin/users");
    app.drain().await;
    let mail = server.only();
    assert_eq!((mail.to.as_str(), mail.subject().as_str()), ("bob@example.com", "Your invitation"));
    assert_eq!(audited(&app, "add person").await, [r#"person 2 testing {"by": "mail", "role": "person"}"#]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_holds_from_the_next_page_on_and_the_last_admin_keeps_theirs() {
    let app = TestApp::start().await;
    let root = admin(&app).await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/admin").await.is(404);
    let role = |id: i32| format!("/admin/users/{id}/role");
    root.post(&role(2), &[("role", "viewer"), REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("ada@example.com is now: viewer.");
    ada.get("/admin").await.is(200);
    ada.get("/account").await.shows("Viewer: reads the admin pages");
    ada.post(&role(2), &[("role", "admin"), REASON]).await.is(403).shows("You may look, not change");

    root.post(&role(1), &[("role", "person"), REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("this is the last admin");
    root.post(&role(2), &[("role", "queen"), REASON]).await.is(400);
    root.post(&role(2), &[("role", "admin"), REASON]).await.goes_to("/admin/users");
    ada.post(&role(1), &[("role", "person"), REASON]).await.goes_to("/admin/users");
    root.get("/admin").await.is(404);
    // Whoever gives their own role up goes home, and an admin who is disabled is no admin who is left.
    root.get("/home").await.is(200);
    ada.post(&role(1), &[("role", "admin"), REASON]).await.is(303);
    ada.post("/admin/users/1/disable", &[REASON]).await.is(303);
    ada.post(&role(2), &[("role", "viewer"), REASON]).await.goes_to("/admin/users");
    ada.get("/admin/users").await.shows("this is the last admin");
    // Nor is one who has not set a password so far.
    app.execute("UPDATE users SET disabled_at = NULL, password_hash = NULL WHERE id = 1").await;
    let gone = ada.post("/account/delete", &[("password", PASSWORD)]).await;
    gone.is(422).shows("You are the last admin");
    let kept = audited(&app, "change role").await;
    assert_eq!(kept[0], r#"person 2 testing {"is": "viewer", "was": "person"}"#);
    assert_eq!(kept.len(), 4, "{kept:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_disable_each_other_at_once_leave_one() {
    let app = TestApp::start().await;
    let (one, other) = (admin(&app).await, admin_called(&app, "other@example.com").await);
    let form = [REASON];
    let (first, second) =
        tokio::join!(one.post("/admin/users/2/disable", &form), other.post("/admin/users/1/disable", &form));
    assert!(first.status.as_u16() < 500 && second.status.as_u16() < 500);
    assert_eq!(app.count("users WHERE role = 'admin' AND disabled_at IS NULL").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_changes_roles_too() {
    let app = TestApp::start().await;
    admin(&app).await;
    let ada = signed_up(&app, "ada@example.com").await;
    app.command(&["user", "role", "ada@example.com", "viewer"]).await.ended_with(0);
    ada.get("/admin").await.is(200);
    app.command(&["user", "role", "root@example.com", "person"]).await.ended_with(1);
    app.command(&["user", "role", "ada@example.com", "queen"]).await.ended_with(2);
    app.command(&["user", "role", "nobody@example.com", "admin"]).await.ended_with(1);
    assert_eq!(audited(&app, "change role").await, [r#"person 2 by command {"is": "viewer", "was": "person"}"#]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_ones_own_holds_purchases_and_a_larger_one_lets_what_waits_go_on() {
    let app = TestApp::with([("JOBFILL_PERSON_CREDITS", "5")]).await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    let root = admin(&app).await;
    let limits = format!("/admin/users/{}/limits", ada.id);
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    assert!(app.charged() <= 5, "{}", app.charged());
    assert!(app.count("fetches WHERE error_code = 'person_credits' AND state = 'put_off'").await > 0);
    root.get(&format!("/admin/users/{}", ada.id)).await.shows("of 5");

    let form = [("credits", "1,000"), ("combinations", ""), REASON];
    root.post(&limits, &form).await.goes_to(&format!("/admin/users/{}", ada.id));
    root.get(&format!("/admin/users/{}", ada.id)).await.shows("of 1,000").shows("own limit");
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state = 'put_off'").await, 0, "it waits for the next day");
    assert!(app.charged() > 5);

    // Everybody else has the installation's limit.
    let charged = app.charged();
    app.wants(&bob, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
    assert!(app.charged() - charged <= 5);
    // And a smaller one holds at once.
    let none = [("credits", "0"), ("combinations", ""), REASON];
    root.post(&format!("/admin/users/{}/limits", bob.id), &none).await.is(303);
    let charged = app.charged();
    app.wants(&bob, &list(&["Nurse", "Welder"], &["Hamburg"])).await;
    app.drain().await;
    assert_eq!(app.charged(), charged);
    let kept = audited(&app, "change limits").await;
    let details = r#"{"credits_are": 1000, "credits_were": null, "combinations_are": null, "combinations_were": null}"#;
    assert_eq!(kept[0], format!("person {} testing {details}", ada.id));
    books::look(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn combinations_of_ones_own_are_bought_as_far_as_the_limit_goes() {
    let app = TestApp::with([("JOBFILL_PERSON_COMBINATIONS", "1")]).await;
    let ada = app.person("ada@example.com").await;
    let root = admin(&app).await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin", "Hamburg", "Munich", "Cologne"])).await;
    app.drain().await;
    let deferred = "fetches WHERE state = 'put_off' AND error_code = 'person_combinations'";
    let waiting = app.count(deferred).await;
    assert!(waiting >= 3, "{waiting}");
    let loaded = "backfill_tracking WHERE state = 'loaded'";
    assert_eq!(app.count(loaded).await, 1);

    let more = [("credits", ""), ("combinations", "4"), REASON];
    root.post(&format!("/admin/users/{}/limits", ada.id), &more).await.is(303);
    root.get(&format!("/admin/users/{}", ada.id)).await.shows("4 of 4");
    app.drain().await;
    assert_eq!((app.count(deferred).await, app.count(loaded).await), (0, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_limit_comes_back_with_a_message_beside_its_field() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let root = admin(&app).await;
    let limits = format!("/admin/users/{}/limits", ada.id);
    let page = root.post(&limits, &[("credits", "many"), ("combinations", "-1"), ("reason", "")]).await;
    page.is(422).shows("value=\"many\"").shows("value=\"-1\"").shows("A whole number from 0 to 10,000");
    page.shows("the audit keeps it");
    assert_eq!(app.count("users WHERE own_credits IS NOT NULL").await, 0);
}
