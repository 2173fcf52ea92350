//! German and English: who gets which, and that a German page has no English sentence left.

mod left;

use crate::admin::admin;
use crate::support::app::{TestApp, list};
use crate::support::browser::{PASSWORD, Visitor};
use crate::support::chromium::Chromium;
use jobfill::models::user::{Email, User};
use jobfill::text::Language;

/// Pages of somebody who is signed in.
const PAGES: [&str; 10] = [
    "/account/code",
    "/home",
    "/jobs",
    "/jobs?list=saved",
    "/jobs?q=nothing-like-it",
    "/searches",
    "/cv",
    "/cv/1",
    "/account",
    "/privacy",
];

/// Pages of somebody who is not.
const OUTSIDE: [&str; 5] = ["/", "/login", "/signup", "/privacy", "/nowhere"];

const CV: &str = "Ada Beispiel\nData Scientist in Berlin\n\nBerufserfahrung\n2019 - 2024 Data Scientist bei Nordlicht GmbH, \
Berlin. Ich habe Daten ausgewertet, Berichte geschrieben und ein Team von neun Menschen geleitet.\n";

/// Somebody who reads German, with a CV that was read and with jobs.
async fn german(app: &TestApp) -> Visitor {
    let ada = app.german();
    ada.sign_up("ada@example.com").await.is(303);
    ada.paste("/cv", CV).await.is(303);
    app.drain().await;
    ada
}

async fn user(app: &TestApp, email: &str) -> User {
    User::find_by_email(&mut *app.conn().await, &Email::parse(email).unwrap()).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn german_pages_have_no_english_sentence_left() {
    let app = TestApp::start().await;
    let stranger = app.german();
    for path in OUTSIDE {
        left::is_german(path, &stranger.get(path).await.body);
    }
    let ada = german(&app).await;
    let job = crate::support::books::number(&app, "SELECT max(job_id) AS number FROM request_jobs").await;
    for path in PAGES.into_iter().chain([format!("/jobs/{job}").as_str()]) {
        left::is_german(path, &ada.get(path).await.body);
    }
    ada.get("/searches").await.shows("Aus Ihrem Lebenslauf").shows("Data Scientist");
    ada.get("/jobs").await.shows("Stellen aus ").shows(" € im Jahr");
    ada.get("/home").await.shows("Ihre ").shows("geladen").hides("gekauft");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_said_in_german_too() {
    let app = TestApp::start().await;
    let ada = german(&app).await;
    let wrong = [
        ada.post("/searches", &[("query_name", ""), ("titles", ""), ("locations", "<b>")]).await.is(422).body.clone(),
        ada.post("/account/password", &[("current_password", "x"), ("password", "y")]).await.is(422).body.clone(),
        ada.paste("/cv", " ").await.is(422).body.clone(),
        ada.get("/jobs?age=x").await.body,
        ada.get("/cv/999999").await.is(404).body.clone(),
        ada.post_from_elsewhere("/searches", &[]).await.is(403).body.clone(),
        ada.post("/home", &[]).await.is(405).body.clone(),
        app.german().post("/login", &[("email", "ada@example.com"), ("password", "wrong")]).await.is(422).body.clone(),
        app.german().post("/signup", &[("email", "ada"), ("password", "short")]).await.is(422).body.clone(),
    ];
    for page in wrong {
        left::is_german("a page that says what is wrong", &page);
    }
    let question =
        [("query_name", "Neu"), ("titles", "Koch"), ("locations", "Hamburg\nHinterdupfingen"), ("step", "preview")];
    left::is_german("a price", &ada.post("/searches", &question).await.is(200).body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_which_language_it_is_in_and_what_that_depends_on() {
    let app = TestApp::start().await;
    for (visitor, language) in
        [(app.german(), "de"), (app.visitor(), "en"), (Visitor::asking_for(&app.url, "fr"), "en")]
    {
        let page = visitor.raw("/login").await;
        let header =
            |name: &str| page.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(header("content-language"), [language]);
        assert!(header("vary").join(", ").contains("accept-language"), "{:?}", header("vary"));
        assert!(page.text().await.unwrap().contains(&format!("<html lang=\"{language}\">")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_errors_are_in_the_accounts_language_and_say_so() {
    let app = TestApp::start().await;
    let ada = german(&app).await;
    ada.post("/language", &[("language", "de"), ("next", "/account")]).await.is(303);
    // Somewhere else, with a browser that asks for English.
    let elsewhere = app.visitor();
    elsewhere.get("/nowhere").await.shows("<html lang=\"en\">");
    elsewhere.sign_in("ada@example.com").await.is(303);
    let form = "x=".to_owned() + &"x".repeat(300 * 1024);
    for page in [
        elsewhere.get("/nowhere").await.is(404).body.clone(),
        elsewhere.get("/jobs/x").await.is(404).body.clone(),
        elsewhere.post("/home", &[]).await.is(405).body.clone(),
        elsewhere.post_from_elsewhere("/searches", &[]).await.is(403).body.clone(),
        elsewhere.post("/searches", &[("titles", &form)]).await.is(413).body.clone(),
    ] {
        assert!(page.contains("<html lang=\"de\">"), "{page}");
        left::is_german("a page of an error", &page);
    }
    for path in ["/nowhere", "/jobs/x", "/cv/999999"] {
        let page = elsewhere.raw(path).await;
        assert_eq!(page.headers()["content-language"], "de", "{path}");
    }
    // The account's choice counts, not what the browser remembers of it.
    ada.post("/language", &[("language", "en"), ("next", "/account")]).await.is(303);
    elsewhere.get("/nowhere").await.is(404).shows("<html lang=\"en\">");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_named_in_german() {
    let app = TestApp::start().await;
    let ada = german(&app).await;
    let page = ada.get("/jobs?age=x&employer=%3F&q=%3F").await;
    page.shows("„Alter“").shows("„Arbeitgeber“").shows("„Wörter“").hides("„age“").hides("„q“");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accounts_choice_goes_before_the_browsers() {
    let app = TestApp::start().await;
    let ada = german(&app).await;
    ada.get("/home").await.shows("<html lang=\"de\">");
    ada.post("/language", &[("language", "en"), ("next", "/account")]).await.goes_to("/account");
    ada.get("/account").await.shows("<html lang=\"en\">").shows("The language is saved.");
    let elsewhere = app.german();
    elsewhere.get("/login").await.shows("<html lang=\"de\">");
    elsewhere.sign_in("ada@example.com").await.is(303);
    elsewhere.get("/home").await.shows("<html lang=\"en\">");
    ada.post("/language", &[("language", ""), ("next", "/account")]).await.goes_to("/account");
    ada.get("/account").await.shows("<html lang=\"de\">").shows("Die Sprache ist gespeichert.");
    assert_eq!(user(&app, "ada@example.com").await.language, None);
    ada.post("/language", &[("language", "xx")]).await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_choose_at_the_foot_of_a_page_and_keep_that_when_they_sign_up() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.get("/signup").await.shows("lang=\"de\">Deutsch</button>").hides("Registrieren");
    ada.post("/language", &[("language", "de"), ("next", "/signup")]).await.goes_to("/signup");
    ada.get("/signup").await.shows("Registrieren").shows("lang=\"en\">English</button>");
    ada.post("/language", &[("language", "de"), ("next", "//evil.example")]).await.goes_to("/home");
    ada.sign_up("ada@example.com").await.is(303);
    ada.get("/cv").await.shows("<html lang=\"de\">").hides("name=\"language\"");
    assert_eq!(user(&app, "ada@example.com").await.language, Some(Language::German));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_installation_speaks_to_whoever_asks_for_nothing_that_it_speaks() {
    let app = TestApp::with([("JOBFILL_LANGUAGE", "de")]).await;
    app.visitor().get("/login").await.shows("<html lang=\"de\">");
    Visitor::asking_for(&app.url, "fr-CH, fr;q=0.9").get("/login").await.shows("<html lang=\"de\">");
    Visitor::asking_for(&app.url, "en-GB").get("/login").await.shows("<html lang=\"en\">");
}

#[tokio::test(flavor = "multi_thread")]
async fn admins_pages_are_in_english_and_say_so() {
    let app = TestApp::with([("JOBFILL_LANGUAGE", "de")]).await;
    let admin = admin(&app).await;
    admin.get("/home").await.shows("<html lang=\"de\">");
    for path in ["/admin", "/admin/settings", "/admin/users"] {
        admin.get(path).await.is(200).shows("<html lang=\"en\">").hides("Abmelden");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posting_says_in_which_language_it_is() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    app.wants(&user(&app, "ada@example.com").await, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
    let job = crate::support::books::number(&app, "SELECT max(job_id) AS number FROM request_jobs").await;
    let path = format!("/jobs/{job}");
    let german = "<p>Wir suchen für unser Haus in Hamburg eine Pflegekraft, die gern mit alten Menschen arbeitet.</p>";
    let stands = |language: &str, text: &str| {
        format!("UPDATE jobs SET language = {language}, description = '{text}' WHERE id = {job}")
    };
    app.execute(&stands("NULL", german)).await;
    ada.get(&path).await.shows("<div class=\"description\" lang=\"de\">");
    app.execute(&stands("'French'", german)).await;
    ada.get(&path).await.shows("<div class=\"description\" lang=\"fr\">").shows("French");
    app.execute(&stands("NULL", "<p>OK</p>")).await;
    ada.get(&path).await.shows("<div class=\"description\">");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_chosen_with_and_without_javascript() {
    let app = TestApp::start().await;
    app.visitor().sign_up("ada@example.com").await.is(303);
    for has_javascript in [true, false] {
        let browser = Chromium::start(has_javascript).await;
        browser.open(&format!("{}/login", app.url)).await;
        browser.click("footer button[lang=de]").await;
        browser.find("html[lang=de] footer button[lang=en]").await;
        browser.type_into("input[name=email]", "ada@example.com").await;
        browser.type_into("input[name=password]", PASSWORD).await;
        browser.click("main form button").await;
        browser.sees("Beginnen Sie mit Ihrem Lebenslauf").await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn german_pages_fit_and_can_be_used_by_everybody() {
    let app = TestApp::start().await;
    german(&app).await;
    let browser = Chromium::start(true).await;
    browser.open(&format!("{}/", app.url)).await;
    browser.click("footer button[lang=de]").await;
    browser.find("html[lang=de]").await;
    for (name, path) in
        [("front", "/"), ("login", "/login"), ("signup", "/signup"), ("privacy", "/privacy"), ("lost", "/nowhere")]
    {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(&format!("german-{name}")).await;
    }
    browser.open(&format!("{}/login", app.url)).await;
    browser.type_into("input[name=email]", "ada@example.com").await;
    browser.type_into("input[name=password]", PASSWORD).await;
    browser.click("main form button").await;
    browser.sees("Ihre Suchen").await;
    let job = crate::support::books::number(&app, "SELECT max(job_id) AS number FROM request_jobs").await;
    for (name, path) in [
        ("home", "/home"),
        ("jobs", "/jobs"),
        ("searches", "/searches"),
        ("cvs", "/cv"),
        ("cv", "/cv/1"),
        ("account", "/account"),
    ] {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.examine(&format!("german-{name}")).await;
    }
    browser.open(&format!("{}/jobs/{job}", app.url)).await;
    browser.examine("german-job").await;
    browser.close().await;
}
