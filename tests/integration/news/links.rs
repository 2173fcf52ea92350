//! Links by mail: an address is confirmed, a password is set anew, somebody is invited.

use super::{ADA, ada, app_with_mail, person};
use crate::admin::{REASON, admin};
use crate::support::app::TestApp;
use crate::support::browser::PASSWORD;
use crate::support::smtp::How;
use chrono::TimeDelta;

const NEW: &str = "a brand new sentence";

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_confirmed_once_by_the_link_that_was_mailed_to_it() {
    let (app, server) = app_with_mail().await;
    let visitor = app.visitor();
    visitor.get("/signup").await.shows("A link is mailed there").hides("Nothing is sent to it");
    visitor.sign_up(ADA).await.is(303);
    app.drain().await;
    let mail = server.only();
    assert_eq!((mail.to.as_str(), mail.subject().as_str()), (ADA, "Confirm your address"));
    assert_eq!(mail.header("List-Unsubscribe"), None, "it was asked for");
    let path = mail.path("/confirm/");
    // Looking at it does not use it up.
    for _ in 0..2 {
        app.visitor().get(&path).await.is(200).shows(ADA);
    }
    assert_eq!(app.count("addresses WHERE confirmed_at IS NOT NULL").await, 0);
    app.visitor().post(&path, &[]).await.goes_to("/login");
    assert_eq!(app.count("addresses WHERE confirmed_at IS NOT NULL").await, 1);
    app.visitor().post(&path, &[]).await.is(410);
    app.visitor().get(&path).await.is(410);
    visitor.get("/account/news").await.shows(">confirmed<");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_link_is_sent_at_most_once_in_an_hour_and_each_lasts_a_week() {
    let (app, server) = app_with_mail().await;
    let visitor = app.visitor();
    visitor.sign_up(ADA).await.is(303);
    app.drain().await;
    let first = server.only().path("/confirm/");
    visitor.post("/account/confirm", &[]).await.goes_to("/account/news");
    visitor.get("/account/news").await.shows("A mail went out a short while ago");
    app.drain().await;
    assert_eq!(server.taken().len(), 0);
    app.pass(TimeDelta::minutes(61));
    visitor.post("/account/confirm", &[]).await.is(303);
    app.drain().await;
    let second = server.only().path("/confirm/");
    app.visitor().get(&first).await.is(410);
    app.pass(TimeDelta::days(8));
    app.visitor().post(&second, &[]).await.is(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_set_anew_by_a_link_and_every_session_ends() {
    let (app, server) = app_with_mail().await;
    let elsewhere = ada(&app, &server).await;
    let visitor = app.visitor();
    visitor.get("/login").await.shows("/forgotten").hides("Ask whoever runs this site");
    visitor.get("/forgotten").await.is(200);
    visitor.post("/forgotten", &[("email", "no address")]).await.is(422).shows("not an e-mail address");
    visitor.post("/forgotten", &[("email", " Ada@Example.com ")]).await.goes_to("/login");
    app.drain().await;
    let mail = server.only();
    assert_eq!((mail.to.as_str(), mail.subject().as_str()), (ADA, "A new password"));
    let path = mail.path("/link/");
    visitor.post(&path, &[("password", NEW)]).await.goes_to("/home");
    elsewhere.get("/home").await.is(303);
    app.visitor().get(&path).await.is(410);
    app.visitor().post("/login", &[("email", ADA), ("password", PASSWORD)]).await.is(422);
    app.visitor().post("/login", &[("email", ADA), ("password", NEW)]).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_lasts_an_hour_voids_no_other_and_all_end_with_the_first_that_is_used() {
    let (app, server) = app_with_mail().await;
    app.person(ADA).await;
    let mailed = async || {
        app.visitor().post("/forgotten", &[("email", ADA)]).await.goes_to("/login");
        app.drain().await;
        server.only().path("/link/")
    };
    let (first, second) = (mailed().await, mailed().await);
    app.visitor().get(&first).await.is(200);
    app.visitor().post(&second, &[("password", NEW)]).await.goes_to("/home");
    app.visitor().get(&first).await.is(410);
    assert_eq!(app.count("addresses WHERE confirmed_at IS NOT NULL").await, 1, "whoever used it reads mail there");
    let third = mailed().await;
    app.pass(TimeDelta::minutes(61));
    app.visitor().get(&third).await.is(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_few_confirmations_whoever_makes_accounts_with_it() {
    let (app, server) = app_with_mail().await;
    for _ in 0..5 {
        let visitor = app.visitor();
        visitor.sign_up(ADA).await.is(303);
        app.drain().await;
        visitor.post("/account/delete", &[("password", PASSWORD)]).await.is(303);
    }
    assert_eq!(server.taken().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_was_not_taken_in_keeps_no_other_back() {
    let (app, server) = app_with_mail().await;
    let root = admin(&app).await;
    app.drain().await;
    server.only();
    let invite = format!("/admin/users/{}/invite", app.person("bob@example.com").await.id);
    for refusal in [How::ToRecipient("550 5.1.1 no such user"), How::ToText("554 5.7.1 refused")] {
        server.fail(refusal);
        root.post(&invite, &[REASON]).await.goes_to("/admin/users");
        app.drain().await;
        assert_eq!(server.taken().len(), 0);
        root.get("/admin/users").await;
    }
    root.post(&invite, &[REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("A link is on its way to bob@example.com");
    app.drain().await;
    assert_eq!(server.only().to, "bob@example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_who_has_an_account() {
    let (app, server) = app_with_mail().await;
    ada(&app, &server).await;
    let ask = async |email: &str| {
        let before = app.db.statements();
        let visitor = app.visitor();
        let answer = visitor.post("/forgotten", &[("email", email)]).await;
        let told = visitor.get("/login").await;
        let said = told.body.split("class=\"banner good\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
        (answer.status.as_u16(), answer.location, said, app.db.statements() - before)
    };
    let (known, unknown) = (ask(ADA).await, ask("nobody@example.com").await);
    assert_eq!(known, unknown, "the same words, after the same statements");
    app.drain().await;
    assert_eq!(server.only().to, ADA);
    assert_eq!(app.count("mails WHERE user_id IS NULL AND state <> 'dropped'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_flooded_with_links() {
    let (app, server) = app_with_mail().await;
    ada(&app, &server).await;
    for email in [ADA, "nobody@example.com"] {
        for _ in 0..3 {
            app.visitor().post("/forgotten", &[("email", email)]).await.goes_to("/login");
        }
        app.visitor().post("/forgotten", &[("email", email)]).await.is(429).shows("Too many mails");
    }
    app.drain().await;
    assert_eq!(server.taken().len(), 3);
    // One network asks for many.
    let mut slowed = 0;
    for n in 0..20 {
        let email = format!("person{n}@example.com");
        slowed += usize::from(app.visitor().post("/forgotten", &[("email", &email)]).await.status.as_u16() == 429);
    }
    assert!(slowed > 0, "a network can ask for whatever it likes");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_mails_an_invitation_once_a_week() {
    let (app, server) = app_with_mail().await;
    let root = admin(&app).await;
    app.drain().await;
    server.only();
    let bob = app.person("bob@example.com").await;
    let invite = format!("/admin/users/{}/invite", bob.id);
    root.get("/admin/users").await.shows("Mail an invitation");
    root.post(&invite, &[REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("A link is on its way to bob@example.com");
    root.post(&invite, &[REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("less than a week ago");
    app.drain().await;
    let mail = server.only();
    assert_eq!((mail.to.as_str(), mail.subject().as_str()), ("bob@example.com", "Your invitation"));
    assert_eq!(app.count("audit WHERE action = 'mail invitation'").await, 1);
    app.pass(TimeDelta::days(6));
    app.visitor().post(&mail.path("/link/"), &[("password", NEW)]).await.goes_to("/home");
    app.pass(TimeDelta::days(2));
    root.sign_in("root@example.com").await.is(303);
    root.post(&invite, &[REASON]).await.goes_to("/admin/users");
    app.drain().await;
    assert_eq!(server.only().to, "bob@example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_invited_once_a_week_however_often_its_account_is_made_anew() {
    let (app, server) = app_with_mail().await;
    let root = admin(&app).await;
    app.drain().await;
    server.only();
    let add = async || {
        let form = [("email", "bob@example.com"), ("role", "person"), ("way", "mail"), REASON];
        let page = root.post("/admin/users", &form).await;
        app.drain().await;
        page
    };
    add().await.goes_to("/admin/users");
    assert_eq!(server.only().to, "bob@example.com");
    app.execute("DELETE FROM users WHERE email = 'bob@example.com'").await;
    add().await.is(200).shows("/link/").shows("less than a week ago, for an account that is gone");
    assert_eq!(server.taken().len(), 0, "the admin hands the link over");
    app.execute("DELETE FROM users WHERE email = 'bob@example.com'").await;
    app.pass(TimeDelta::days(8));
    root.sign_in("root@example.com").await.is(303);
    add().await.goes_to("/admin/users");
    assert_eq!(server.only().to, "bob@example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_whose_end_is_unknown_is_sent_again() {
    let (app, server) = app_with_mail().await;
    app.person(ADA).await;
    server.fail(How::CutAfterText);
    app.visitor().post("/forgotten", &[("email", ADA)]).await.is(303);
    app.drain().await;
    let mails = server.taken();
    assert_eq!(mails.len(), 2, "somebody waits for it");
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"), "a double is known as one");
    for mail in &mails {
        app.visitor().get(&mail.path("/link/")).await.is(200);
    }

    server.fail(How::CutAfterText);
    app.visitor().sign_up("bo@example.com").await.is(303);
    app.drain().await;
    let mails = server.taken().split_off(2);
    assert_eq!(mails.len(), 2);
    assert_ne!(mails[0].header("Message-ID"), mails[1].header("Message-ID"), "the first link is void");
    app.visitor().get(&mails[1].path("/confirm/")).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_all_is_as_it_was() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    visitor.get("/login").await.shows("Ask whoever runs this site").hides("/forgotten");
    visitor.get("/forgotten").await.is(404);
    visitor.post("/forgotten", &[("email", ADA)]).await.is(404);
    visitor.get("/signup").await.shows("Nothing is sent to it");
    visitor.sign_up(ADA).await.is(303);
    visitor.post("/account/confirm", &[]).await.is(404);
    visitor.post("/account/news", &[("every", "day")]).await.is(422);
    let root = admin(&app).await;
    root.get("/admin/users").await.hides("Mail an invitation");
    let invite = format!("/admin/users/{}/invite", person(&app, ADA).await.id);
    root.post(&invite, &[REASON]).await.is(404);
    assert_eq!(app.count("mails").await, 0);
}
