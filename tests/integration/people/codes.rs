//! Signing in in two steps: a password, then a code.

use super::{PASSWORD, is_out, sign_in, signed_up};
use crate::admin::{REASON, admin};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::chromium::Chromium;
use crate::support::device::Device;
use chrono::TimeDelta;
use jobfill::models::sweep;

const ADA: &str = "ada@example.com";

/// Somebody who is asked for a code from now on, with the device and the recovery codes.
async fn with_a_code(app: &TestApp, email: &str) -> (Visitor, Device, Vec<String>) {
    let person = signed_up(app, email).await;
    let (device, codes) = switch_on(app, &person).await;
    (person, device, codes)
}

async fn switch_on(app: &TestApp, person: &Visitor) -> (Device, Vec<String>) {
    person.post("/account/code/begin", &[("password", PASSWORD)]).await.goes_to("/account/code");
    let device = Device::scans(&person.get("/account/code").await);
    let shown = person.post("/account/code/confirm", &[("code", &device.code(app))]).await;
    let codes = recovery_codes(&shown);
    (device, codes)
}

fn recovery_codes(page: &Answer) -> Vec<String> {
    let list = page.is(200).body.split("<pre>").nth(1).unwrap().split("</pre>").next().unwrap();
    list.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Gives the right password in a browser of its own, which is asked for the code.
async fn half_in(app: &TestApp) -> Visitor {
    let visitor = app.visitor();
    let form = [("email", ADA), ("password", PASSWORD), ("next", "/jobs?q=rust")];
    visitor.post("/login", &form).await.goes_to("/login/code?next=%2Fjobs%3Fq%3Drust");
    visitor
}

async fn gives(visitor: &Visitor, code: &str) -> Answer {
    visitor.post("/login/code", &[("code", code), ("next", "/jobs?q=rust")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_password_a_code_is_asked_for_and_until_then_nothing_is_open() {
    let app = TestApp::start().await;
    let (_, device, codes) = with_a_code(&app, ADA).await;
    assert_eq!(codes.len(), 10);
    app.pass(TimeDelta::minutes(1));
    let visitor = half_in(&app).await;
    visitor.get("/login/code").await.is(200).shows("six digits");
    for path in ["/account", "/home", "/jobs", "/account/code", "/account/export"] {
        assert!(visitor.get(path).await.location.unwrap().starts_with("/login?next="), "{path} is open");
    }
    gives(&visitor, "000000").await.is(422).shows("wrong, or was used already");
    gives(&visitor, &device.code(&app)).await.goes_to("/jobs?q=rust");
    visitor.get("/account").await.is(200).shows(ADA);
    // The begun sign-in is over.
    assert_eq!(app.count("begun_sign_ins").await, 0);
    visitor.get("/login/code").await.goes_to("/home");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_once_though_two_browsers_give_it_and_only_in_its_time() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    // It has switched the second step on.
    gives(&half_in(&app).await, &device.code(&app)).await.is(422);
    app.pass(TimeDelta::minutes(1));
    let (one, other) = (half_in(&app).await, half_in(&app).await);
    let code = device.code(&app);
    let (first, second) = tokio::join!(gives(&one, &code), gives(&other, &code));
    // The other is told that the code was used, or, where its browser's sign-in had ended by then, to begin anew.
    let let_in = |got: &&Answer| got.location.as_deref() == Some("/jobs?q=rust");
    assert_eq!([first, second].iter().filter(let_in).count(), 1);

    let late = device.code(&app);
    app.pass(TimeDelta::seconds(90));
    gives(&half_in(&app).await, &late).await.is(422);
    // A clock that is half a minute behind.
    let early = device.code_after(&app, TimeDelta::seconds(-30));
    gives(&half_in(&app).await, &early).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_lets_in_once_however_it_is_typed() {
    let app = TestApp::start().await;
    let (ada, device, codes) = with_a_code(&app, ADA).await;
    gives(&half_in(&app).await, &codes[0].to_lowercase().replace('-', " ")).await.goes_to("/jobs?q=rust");
    gives(&half_in(&app).await, &codes[0]).await.is(422);
    ada.get("/account/code").await.shows("9 left");
    app.pass(TimeDelta::minutes(1));
    let proof = [("password", PASSWORD), ("code", &device.code(&app))];
    let fresh = recovery_codes(&ada.post("/account/code/renew", &proof).await);
    gives(&half_in(&app).await, &codes[1]).await.is(422);
    gives(&half_in(&app).await, &fresh[1]).await.is(303);
    // They stand nowhere as they are.
    let kept = books::texts(&app, "SELECT encode(code_hash, 'escape') AS text FROM recovery_codes").await;
    assert!(kept.len() == 9 && kept.iter().all(|hash| !fresh.contains(hash)));
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_codes_are_slowed_and_a_right_password_forgets_none_of_them() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    app.pass(TimeDelta::minutes(1));
    for _ in 0..5 {
        gives(&half_in(&app).await, "000000").await.is(422);
    }
    let visitor = half_in(&app).await;
    gives(&visitor, "000000").await.is(422);
    gives(&visitor, &device.code(&app)).await.is(429).shows("Too many wrong tries");
    app.pass(TimeDelta::minutes(1));
    gives(&visitor, &device.code(&app)).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_begun_sign_in_is_over_after_ten_minutes_and_belongs_to_its_browser() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    let visitor = half_in(&app).await;
    app.pass(TimeDelta::minutes(11));
    gives(&visitor, &device.code(&app)).await.goes_to("/login?next=%2Fjobs%3Fq%3Drust");
    app.visitor().get("/login").await.is(200);
    gives(&app.visitor(), &device.code(&app)).await.goes_to("/login?next=%2Fjobs%3Fq%3Drust");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_on_when_a_code_has_shown_that_the_device_has_the_key_and_other_browsers_are_out_then() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, ADA).await;
    let other = app.visitor();
    sign_in(&other, ADA, PASSWORD).await.is(303);
    ada.post("/account/code/begin", &[("password", "wrong")]).await.is(422).shows("This is not your password");
    ada.post("/account/code/begin", &[("password", PASSWORD)]).await.is(303);
    let page = ada.get("/account/code").await;
    page.is(200).shows("<svg class=\"qr\"");
    let device = Device::scans(&page);
    ada.post("/account/code/confirm", &[("code", "000000")]).await.is(422);
    // Not on yet: a password is enough.
    sign_in(&app.visitor(), ADA, PASSWORD).await.goes_to("/home");
    ada.post("/account/code/confirm", &[("code", &device.code(&app))]).await.is(200);
    is_out(&other).await;
    ada.get("/account/code").await.is(200).hides("otpauth").shows("10 left");
    // What is on is not replaced by beginning once more.
    ada.post("/account/code/begin", &[("password", PASSWORD)]).await.is(303);
    app.pass(TimeDelta::minutes(1));
    gives(&half_in(&app).await, &device.code(&app)).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_nobody_confirmed_is_shown_for_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, ADA).await;
    ada.post("/account/code/begin", &[("password", PASSWORD)]).await.is(303);
    app.pass(TimeDelta::minutes(16));
    ada.get("/account/code").await.hides("otpauth").shows("Set it up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_left_lying_is_confirmed_by_nobody_and_guesses_at_it_are_slowed() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, ADA).await;
    ada.post("/account/code/begin", &[("password", PASSWORD)]).await.is(303);
    let device = Device::scans(&ada.get("/account/code").await);
    for _ in 0..6 {
        ada.post("/account/code/confirm", &[("code", "000000")]).await.is(422);
    }
    ada.post("/account/code/confirm", &[("code", &device.code(&app))]).await.is(429);
    app.pass(TimeDelta::minutes(16));
    let late = ada.post("/account/code/confirm", &[("code", &device.code(&app))]).await;
    late.goes_to("/account/code");
    ada.get("/account/code").await.shows("Begin again").shows("Set it up");
    sign_in(&app.visitor(), ADA, PASSWORD).await.goes_to("/home");
    app.pass(TimeDelta::days(2));
    sweep::ended(&mut *app.conn().await, app.clock.now()).await.unwrap();
    assert_eq!(app.count("second_factors").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_and_the_end_of_an_account_take_the_code_too() {
    let app = TestApp::start().await;
    let (ada, device, _) = with_a_code(&app, ADA).await;
    let change = |code: &str| {
        let form = [("current_password", PASSWORD), ("password", "another horse battery"), ("code", code)];
        form.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let sends = async |path: &str, form: &[(String, String)]| {
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ada.post(path, &form).await
    };
    app.pass(TimeDelta::minutes(1));
    ada.get("/account").await.shows("id=\"code-password\"").shows("id=\"code-delete\"");
    sends("/account/password", &change("000000")).await.is(422).shows("used already");
    sends("/account/password", &change(&device.code(&app))).await.goes_to("/account");
    app.pass(TimeDelta::minutes(1));
    let delete = [("password", "another horse battery"), ("code", "000000")];
    ada.post("/account/delete", &delete).await.is(422).shows("used already");
    let code = device.code(&app);
    ada.post("/account/delete", &[delete[0], ("code", &code)]).await.goes_to("/login");
    assert_eq!(app.count("users").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_with_the_old_password_ends_with_it() {
    let app = TestApp::start().await;
    let (ada, device, _) = with_a_code(&app, ADA).await;
    let guest = half_in(&app).await;
    app.pass(TimeDelta::minutes(1));
    let code = device.code(&app);
    let form = [("current_password", PASSWORD), ("password", "another horse battery"), ("code", &code)];
    ada.post("/account/password", &form).await.goes_to("/account");
    app.pass(TimeDelta::minutes(1));
    gives(&guest, &device.code(&app)).await.goes_to("/login?next=%2Fjobs%3Fq%3Drust");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_begun_sign_in_goes_on_where_somebody_else_is_signed_in() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    let shared = signed_up(&app, "bob@example.com").await;
    let form = [("email", ADA), ("password", PASSWORD)];
    shared.post("/login", &form).await.goes_to("/login/code?next=%2Fhome");
    shared.get("/login/code?next=%2Fhome").await.is(200);
    app.pass(TimeDelta::minutes(1));
    shared.post("/login/code", &[("code", &device.code(&app)), ("next", "/home")]).await.goes_to("/home");
    shared.get("/account").await.shows(ADA);
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_it_off_takes_the_password_and_a_code() {
    let app = TestApp::start().await;
    let (ada, device, _) = with_a_code(&app, ADA).await;
    app.pass(TimeDelta::minutes(1));
    let code = device.code(&app);
    ada.post("/account/code/off", &[("password", "wrong"), ("code", &code)]).await.is(422).shows("not your password");
    ada.post("/account/code/off", &[("password", PASSWORD), ("code", "000000")]).await.is(422).shows("used already");
    ada.post("/account/code/off", &[("password", PASSWORD), ("code", &code)]).await.goes_to("/account/code");
    sign_in(&app.visitor(), ADA, PASSWORD).await.goes_to("/home");
    assert_eq!(app.count("recovery_codes").await + app.count("second_factors").await, 0);
    assert_eq!(app.count("audit").await, 0, "nobody's but their own business");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_sets_a_password_is_no_way_around_the_code() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    let link = admin(&app).await.post("/admin/users/1/link", &[REASON]).await;
    let path = link.body.split("/link/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let visitor = app.visitor();
    let set = [("password", "another horse battery")];
    visitor.post(&format!("/link/{path}"), &set).await.goes_to("/login/code?next=%2Fhome");
    is_out(&visitor).await;
    app.pass(TimeDelta::minutes(1));
    gives(&visitor, &device.code(&app)).await.is(303);
    visitor.get("/account").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_takes_a_lost_second_step_away_on_the_page_or_by_command() {
    let app = TestApp::start().await;
    let (ada, ..) = with_a_code(&app, ADA).await;
    let root = admin(&app).await;
    root.get("/admin/users/1").await.shows("with password and code").shows("Take the second step away");
    root.post("/admin/users/1/code/off", &[REASON]).await.goes_to("/admin/users");
    root.get("/admin/users").await.shows("signs in with the password alone now");
    root.post("/admin/users/1/code/off", &[REASON]).await.goes_to("/admin/users");
    sign_in(&app.visitor(), ADA, PASSWORD).await.goes_to("/home");

    is_out(&ada).await;
    app.pass(TimeDelta::minutes(1));
    sign_in(&ada, ADA, PASSWORD).await.is(303);
    switch_on(&app, &ada).await;
    app.command(&["user", "code-off", ADA, "--reason", "lost telephone"]).await.ended_with(0);
    sign_in(&app.visitor(), ADA, PASSWORD).await.goes_to("/home");
    let kept = books::texts(
        &app,
        "SELECT concat_ws(' ', target, reason, subject IS NULL) AS text FROM audit
          WHERE action = 'take second step away' ORDER BY id",
    );
    assert_eq!(kept.await, ["person 1 testing f", "person 1 lost telephone t"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_person_gets_no_further_than_the_code() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    app.pass(TimeDelta::minutes(1));
    let visitor = half_in(&app).await;
    admin(&app).await.post("/admin/users/1/disable", &[REASON]).await.is(303);
    gives(&visitor, &device.code(&app)).await.goes_to("/login?next=%2Fjobs%3Fq%3Drust");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_signs_in_in_two_steps_with_and_without_javascript() {
    let app = TestApp::start().await;
    let (_, device, _) = with_a_code(&app, ADA).await;
    for has_javascript in [true, false] {
        app.pass(TimeDelta::minutes(1));
        let browser = Chromium::start(has_javascript).await;
        browser.open(&format!("{}/login?next=%2Faccount", app.url)).await;
        browser.type_into("input[name=email]", ADA).await;
        browser.type_into("input[name=password]", PASSWORD).await;
        browser.click("main form button").await;
        browser.type_into("input[name=code]", &device.code(&app)).await;
        browser.click("main form button").await;
        browser.sees("Member since").await;
        browser.close().await;
    }
}
