//! One-time links that set a password.

use super::{PASSWORD, is_out, sign_in, signed_up};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use jobfill::models::user::Email;
use jobfill::people;

const NEW: &str = "a brand new sentence";

async fn link(app: &TestApp, email: &str) -> String {
    let email = Email::parse(email).unwrap();
    people::link(&mut *app.conn().await, &email, app.clock.now()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sets_a_password_once_and_ends_every_other_session() {
    let app = TestApp::start().await;
    let elsewhere = signed_up(&app, "ada@example.com").await;
    let path = link(&app, "ada@example.com").await;
    let ada = app.visitor();
    // Looking at it does not use it up, nor does an unfit password.
    for _ in 0..2 {
        ada.get(&path).await.is(200).shows("ada@example.com");
    }
    ada.post(&path, &[("password", "ada@example.com")]).await.is(422).shows("is no secret");

    ada.post(&path, &[("password", NEW)]).await.goes_to("/home");
    ada.get("/account").await.is(200);
    is_out(&elsewhere).await;
    app.visitor().get(&path).await.is(410).shows("used already");
    app.visitor().post(&path, &[("password", "another sentence")]).await.is(410);
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(422);
    sign_in(&app.visitor(), "ada@example.com", NEW).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_person_comes_in_by_a_link() {
    let app = TestApp::start().await;
    app.person("imported@example.com").await;
    let path = link(&app, "imported@example.com").await;
    app.visitor().post(&path, &[("password", NEW)]).await.goes_to("/home");
    sign_in(&app.visitor(), "imported@example.com", NEW).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_runs_out_and_a_newer_one_takes_its_place() {
    let app = TestApp::start().await;
    app.person("ada@example.com").await;
    let first = link(&app, "ada@example.com").await;
    let second = link(&app, "ada@example.com").await;
    app.visitor().get(&first).await.is(410);
    app.visitor().get(&second).await.is(200);
    app.pass(TimeDelta::hours(25));
    app.visitor().get(&second).await.is(410);
    app.visitor().post(&second, &[("password", NEW)]).await.is(410);
    app.visitor().get("/link/nonsense").await.is(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_used_twice_at_once_works_once() {
    let app = TestApp::start().await;
    app.person("ada@example.com").await;
    let path = link(&app, "ada@example.com").await;
    let use_it =
        async |password: &'static str| app.visitor().post(&path, &[("password", password)]).await.status.as_u16();
    let (one, other) = tokio::join!(use_it("the first sentence"), use_it("the second sentence"));
    assert_eq!([one.min(other), one.max(other)], [303, 410]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_somebody_in_whose_account_is_slowed_down() {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    for _ in 0..7 {
        sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await;
    }
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(429);
    app.visitor().post(&link(&app, "ada@example.com").await, &[("password", NEW)]).await.goes_to("/home");
    sign_in(&app.visitor(), "ada@example.com", NEW).await.goes_to("/home");
}
