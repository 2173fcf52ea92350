//! Signing up, in and out; wrong passwords.

use super::{PASSWORD, is_out, sign_in, signed_up};
use crate::support::app::TestApp;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::models::sign_in_failure::Try;
use jobfill::models::user::{Email, User};
use jobfill::network::Network;
use jobfill::schema::{devices, sessions, sign_in_failures, users};
use jobfill::worker;

async fn kept_password(app: &TestApp, email: &str) -> Option<String> {
    users::table
        .filter(users::email.eq(email))
        .select(users::password_hash)
        .first(&mut *app.conn().await)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_up_is_in_and_gets_in_again() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "Ada@Example.com").await;
    ada.get("/account").await.is(200).shows("ada@example.com");
    assert!(kept_password(&app, "ada@example.com").await.unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));

    ada.post("/logout", &[]).await.goes_to("/login");
    is_out(&ada).await;
    let next = [("email", "ada@example.com"), ("password", PASSWORD), ("next", "/jobs?q=rust")];
    ada.post("/login", &next).await.goes_to("/jobs?q=rust");
    ada.get("/login").await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_starts_a_new_session_and_ends_the_old_one() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let tokens = async || -> Vec<Vec<u8>> {
        sessions::table.select(sessions::token_hash).load(&mut *app.conn().await).await.unwrap()
    };
    let before = tokens().await;
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
    let after = tokens().await;
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_led_to_another_site_by_signing_in() {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    for elsewhere in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let form = [("email", "ada@example.com"), ("password", PASSWORD), ("next", elsewhere)];
        app.visitor().post("/login", &form).await.goes_to("/home");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfit_form_comes_back_with_a_message_beside_each_field() {
    let app = TestApp::start().await;
    let form = [("email", "ada example"), ("password", "short")];
    let answer = app.visitor().post("/signup", &form).await;
    answer.is(422).shows("value=\"ada example\"").shows("id=\"email-error\"").shows("Use at least 8 characters");
    app.visitor().post("/signup", &[]).await.is(422);
    app.visitor().post("/signup", &[("email", "a@b.example"), ("password", "Password123")]).await.is(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_up_never_adopts_an_account() {
    let app = TestApp::start().await;
    app.person("imported@example.com").await;
    signed_up(&app, "ada@example.com").await;
    for taken in ["imported@example.com", "ADA@example.com"] {
        let visitor = app.visitor();
        visitor.sign_up(taken).await.is(422).shows("it has an account");
        is_out(&visitor).await;
    }
    assert_eq!(kept_password(&app, "imported@example.com").await, None);
    sign_in(&app.visitor(), "imported@example.com", PASSWORD).await.is(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_of_a_sign_in_looks_the_same() {
    let app = TestApp::start().await;
    for email in ["ada@example.com", "out@example.com"] {
        signed_up(&app, email).await;
    }
    app.person("imported@example.com").await;
    let disabled = users::table.filter(users::email.eq("out@example.com"));
    let now = app.clock.now();
    diesel::update(disabled).set(users::disabled_at.eq(now)).execute(&mut *app.conn().await).await.unwrap();

    let tries = [
        ("ada@example.com", "not her password"),
        ("out@example.com", PASSWORD),
        ("imported@example.com", PASSWORD),
        ("nobody@example.com", PASSWORD),
    ];
    for (email, password) in tries {
        let answer = sign_in(&app.visitor(), email, password).await;
        answer.is(422).shows("The e-mail address or the password is wrong.");
        let known = sign_in(&app.visitor(), "ada@example.com", "not hers either").await;
        assert_eq!(answer.body.replace(email, "…"), known.body.replace("ada@example.com", "…"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_are_slowed_down_and_a_right_one_ends_it() {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    for email in ["ada@example.com", "nobody@example.com"] {
        for _ in 0..6 {
            sign_in(&app.visitor(), email, "guessed wrong").await.is(422);
        }
        sign_in(&app.visitor(), email, PASSWORD).await.is(429).shows("Wait 15 seconds, then try again.");
    }
    sign_in(&app.visitor(), "bob@example.com", PASSWORD).await.goes_to("/home");

    app.pass(TimeDelta::seconds(16));
    sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await.is(422);
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(429).shows("Wait 30 seconds");
    app.pass(TimeDelta::seconds(31));
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.goes_to("/home");
    sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await.is(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_guesses_at_once_gain_nothing() {
    let app = TestApp::start().await;
    signed_up(&app, "ada@example.com").await;
    let guesses = (0..20).map(async |_| sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await.status);
    let answers = futures_util::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|status| status.as_u16() == 422).count(), 6, "{answers:?}");
}

/// As if this network had failed so often at accounts of all kinds.
async fn network_has_failed(app: &TestApp, network: &str, times: u32) {
    let network = Network::of(network.parse().unwrap());
    for _ in 0..times {
        let attempt = Try::at_account("whoever@example.com", Some(&network), None);
        attempt.fail(&mut *app.conn().await, app.clock.now()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guesser_at_school_slows_nobody_else_there() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    // Thirty-one wrong guesses, most of them at one account.
    for number in 0..6 {
        sign_in(&app.visitor(), "bob@example.com", "guessed wrong").await.is(422);
        for other in 0..4 {
            sign_in(&app.visitor(), &format!("nobody{number}{other}@example.com"), "guessed wrong").await.is(422);
        }
    }
    sign_in(&app.visitor(), "bob@example.com", PASSWORD).await.is(429);
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.goes_to("/home");
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_lock_nobody_out_of_a_device_that_signed_in_before() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.post("/logout", &[]).await.goes_to("/login");
    for _ in 0..6 {
        sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await.is(422);
    }
    network_has_failed(&app, "127.0.0.1", 101).await;
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.is(429);
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
    app.pass(TimeDelta::days(364));
    for _ in 0..6 {
        sign_in(&app.visitor(), "ada@example.com", "guessed wrong").await.is(422);
    }
    sign_in(&ada, "ada@example.com", PASSWORD).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_known_guesses_no_faster_and_is_known_at_its_own_accounts_only() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    for _ in 0..6 {
        sign_in(&ada, "ada@example.com", "guessed wrong").await.is(422);
    }
    sign_in(&ada, "ada@example.com", PASSWORD).await.is(429).shows("Wait 15 seconds");
    for _ in 0..6 {
        sign_in(&ada, "bob@example.com", "guessed wrong").await.is(422);
    }
    sign_in(&ada, "bob@example.com", PASSWORD).await.is(429);
    // A device cookie that somebody made up knows nobody.
    let form = [("email", "bob@example.com"), ("password", PASSWORD)];
    app.visitor().post_with("/login", &form, ("cookie", "device=made-up")).await.is(429);
    let hashes: Vec<Vec<u8>> = devices::table.select(devices::token_hash).load(&mut *app.conn().await).await.unwrap();
    assert_eq!((hashes.len(), hashes.iter().all(|hash| hash.len() == 32)), (2, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_of_one_browser_are_both_known_there_and_it_is_forgotten_after_a_year() {
    let app = TestApp::start().await;
    let family = signed_up(&app, "ada@example.com").await;
    signed_up(&app, "bob@example.com").await;
    for _ in 0..3 {
        sign_in(&family, "bob@example.com", PASSWORD).await.goes_to("/home");
        sign_in(&family, "ada@example.com", PASSWORD).await.goes_to("/home");
    }
    assert_eq!(app.count("devices").await, 3, "one browser for two people, and bob's own");
    assert_eq!(app.count("(SELECT DISTINCT token_hash FROM devices) tokens").await, 2);
    app.pass(TimeDelta::days(366));
    worker::ensure_daily(&app).await.unwrap();
    app.pass(TimeDelta::hours(1));
    app.drain().await;
    assert_eq!(app.count("devices").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_all_over_the_world_are_slowed_together_at_one_account() {
    let app = TestApp::with([("JOBFILL_TRUSTED_PROXY", "on")]).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.goes_to("/cv");
    for number in 0..31 {
        let form = [("email", "ada@example.com"), ("password", "guessed wrong")];
        let from = format!("2001:db8:{number:x}::1");
        app.visitor().post_with("/login", &form, ("x-forwarded-for", &from)).await.is(422);
    }
    let right = [("email", "ada@example.com"), ("password", PASSWORD)];
    app.visitor().post_with("/login", &right, ("x-forwarded-for", "2001:db8:99::1")).await.is(429);
    ada.post_with("/login", &right, ("x-forwarded-for", "2001:db8:99::1")).await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_guesses_at_many_accounts_goes_on_slowly_and_each_network_by_itself() {
    let app = TestApp::with([("JOBFILL_TRUSTED_PROXY", "on")]).await;
    network_has_failed(&app, "192.0.2.1", 99).await;
    let from = async |address: &'static str| {
        let form = [("email", "somebody@example.com"), ("password", "guessed wrong")];
        app.visitor().post_with("/login", &form, ("x-forwarded-for", address)).await.status.as_u16()
    };
    assert_eq!(from("203.0.113.9, 192.0.2.1").await, 422, "the hundredth");
    assert_eq!(from("192.0.2.1").await, 429);
    assert_eq!(from("192.0.2.2").await, 422);
    app.pass(TimeDelta::seconds(37));
    assert_eq!(from("192.0.2.1").await, 422, "a wait of half a minute, and no lock");
    app.pass(TimeDelta::hours(1));
    network_has_failed(&app, "192.0.2.1", 99).await;
    assert_eq!(from("192.0.2.1").await, 422, "what happens every day never adds up");
    let keys: Vec<Vec<u8>> =
        sign_in_failures::table.select(sign_in_failures::key).load(&mut *app.conn().await).await.unwrap();
    assert!(keys.iter().all(|key| key.len() == 32), "an address stands in the table");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_signs_up_a_school_class_and_then_one_by_one() {
    let settings = [("JOBFILL_TRUSTED_PROXY", "on"), ("JOBFILL_NETWORK_SIGNUPS", "3")];
    let app = TestApp::with(settings).await;
    let sign_up = async |name: &str, from: &str| {
        let email = format!("{name}@example.com");
        let form = [("email", email.as_str()), ("password", PASSWORD)];
        app.visitor().post_with("/signup", &form, ("x-forwarded-for", from)).await
    };
    for name in ["a", "b", "c"] {
        sign_up(name, &format!("2001:db8:1:1::{name}")).await.goes_to("/cv");
    }
    sign_up("d", "2001:db8:1:1:ffff::1").await.is(429).shows("from your network").shows("Wait 3 minutes");
    sign_up("e", "2001:db8:1:2::1").await.goes_to("/cv");
    // A form that cannot be used counts for nothing.
    sign_up("not an address", "2001:db8:1:3::1").await.is(422);
    app.pass(TimeDelta::minutes(3));
    sign_up("d", "2001:db8:1:1::1").await.goes_to("/cv");
    sign_up("f", "2001:db8:1:1::1").await.is(429);
    assert_eq!(app.count("users").await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_kept_with_less_work_is_kept_anew_at_sign_in() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let less = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap());
    let weak = less.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    User::set_password(&mut *app.conn().await, ada.id, &weak).await.unwrap();
    sign_in(&app.visitor(), "ada@example.com", PASSWORD).await.goes_to("/home");
    assert!(kept_password(&app, "ada@example.com").await.unwrap().contains("m=19456,t=2,p=1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_sign_up_is_a_setting() {
    for (setting, sentence) in [("invite", "by invitation"), ("closed", "adds people")] {
        let app = TestApp::with([("JOBFILL_SIGNUP", setting)]).await;
        let visitor = app.visitor();
        visitor.get("/signup").await.is(403).shows(sentence);
        visitor.sign_up("ada@example.com").await.is(403).shows(sentence);
        let ada = Email::parse("ada@example.com").unwrap();
        assert!(User::find_by_email(&mut *app.conn().await, &ada).await.unwrap().is_none());
        assert!(!visitor.get("/login").await.body.contains("/signup"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_not_used_and_after_two_weeks_anyway() {
    let app = TestApp::start().await;
    let (idle, busy) = (app.visitor(), app.visitor());
    idle.sign_up("idle@example.com").await.goes_to("/cv");
    busy.sign_up("busy@example.com").await.goes_to("/cv");
    for _ in 0..13 {
        app.pass(TimeDelta::hours(25));
        busy.get("/account").await.is(200);
    }
    is_out(&idle).await;
    app.pass(TimeDelta::hours(25));
    is_out(&busy).await;
}
