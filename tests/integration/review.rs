//! Before money: what of a CV begins at once, what waits for a click, and what "Not this one" stops. By forms as they
//! stand on the pages, without a script.

use crate::cv::fake_claude::{FakeClaude, answer};
use crate::support::app::{TestApp, list};
use crate::support::browser::{Answer, Visitor};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::queue::Choice;
use jobfill::quota::ledger;
use jobfill::schema::tasks;
use jobfill::worker;
use serde_json::json;

/// What a reader finds in every CV here: titles, and places.
type Found<'a> = (&'a [&'a str], &'a [&'a str]);

/// A text in which all of it stands.
fn cv(name: &str, (titles, places): Found<'_>) -> String {
    format!(
        "{name}\n\nExperience\n2015 - today {} in {}\nWard for heart patients, training of new colleagues, night shifts, \
         wound care and documentation of everything that was done there.\n",
        titles.join(" and "),
        places.join(" and ")
    )
}

/// An app whose model finds this, for as many readings as are asked for.
async fn reading(found: Found<'_>, settings: [(&str, &str); 1]) -> (TestApp, FakeClaude) {
    let entries = |texts: &[&str]| -> Vec<_> {
        texts.iter().map(|text| json!({ "text": text, "evidence": text.split(',').next().unwrap() })).collect()
    };
    let profile = json!({ "titles": entries(found.0), "places": entries(found.1), "filters": [] });
    let fake = FakeClaude::with(vec![answer(&profile); 4]).await;
    let key = [("ANTHROPIC_API_KEY", "a-key"), ("ANTHROPIC_BASE_URL", fake.address.as_str())];
    let app = TestApp::with([key[0], key[1], settings[0]]).await;
    (app, fake)
}

async fn uploaded(app: &TestApp, email: &str, found: Found<'_>) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await.is(303);
    visitor.paste("/cv", &cv(email, found)).await.is(303);
    read(app).await;
    visitor
}

/// Has the CVs read that wait; nothing is bought yet.
async fn read(app: &TestApp) {
    let ids = tasks::table.filter(tasks::kind.eq("read_cv")).select(tasks::id);
    let ids: Vec<i64> = ids.load(&mut *app.conn().await).await.unwrap();
    let readings = Choice { only: Some(ids) };
    for _ in 0..20 {
        worker::step(app, &readings).await.unwrap();
    }
}

/// Presses the first button of this name whose form names all of this, as a browser without scripts does.
async fn press(visitor: &Visitor, page: &Answer, button: &str, names: &[&str]) -> Answer {
    let is_it = |form: &&str| {
        let has_button = form.contains(&format!(">{button}")) && form.contains("</button>");
        has_button && names.iter().all(|name| form.contains(&format!("value=\"{name}\"")))
    };
    let forms = page.body.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
    let form = forms.into_iter().find(is_it).unwrap_or_else(|| panic!("no {button} for {names:?}:\n{}", page.body));
    let value = |tag: &str, name: &str| -> Option<String> {
        let rest = tag.split(&format!("{name}=\"")).nth(1)?;
        Some(rest.split('"').next()?.replace("&#39;", "'").replace("&amp;", "&"))
    };
    let inputs = form.split("<input ").skip(1).filter_map(|tag| value(tag, "name").zip(value(tag, "value")));
    let fields: Vec<(String, String)> = inputs.collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(&value(form, "action").unwrap(), &fields).await
}

async fn searches(app: &TestApp) -> i64 {
    app.count("user_search_queries WHERE is_active").await
}

const NURSE_AND: [&str; 1] = ["Nurse"];

#[tokio::test(flavor = "multi_thread")]
async fn what_the_cv_says_clearly_begins_and_a_place_that_surprises_waits_for_a_click() {
    let found: Found<'_> = (&NURSE_AND, &["Berlin", "Male"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "off")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await), (1, 1));
    assert_eq!(app.count("backfill_tracking").await, 1, "what waits is wanted by nobody");
    let charged = app.charged();
    assert!(charged > 0, "the sure one did not begin");
    let home = ada.get("/home").await;
    home.shows("Waits for your click").shows("Maldives").hides("credit").shows("Your search was loaded");
    ada.get("/cv/1").await.shows("about ");
    ada.get("/cv/1").await.shows("Waits for your click").shows("Maldives");
    press(&ada, &home, "Search for it", &["Nurse", "Male"]).await.goes_to("/home");
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await), (2, 0));
    assert!(app.charged() > charged);
    ada.get("/home").await.hides("Waits for your click");
}

#[tokio::test(flavor = "multi_thread")]
async fn places_in_different_countries_wait_and_one_click_begins_them_all() {
    let found: Found<'_> = (&["Nurse", "Midwife"], &["Berlin", "Vienna, Austria"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "off")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await, app.charged()), (0, 4, 0));
    let home = ada.get("/home").await;
    home.shows("lie in different countries").hides("No search is active");
    assert_eq!(app.status("ada@example.com").await["done"], true, "nothing comes by itself");
    press(&ada, &home, "Search for all 4", &["waiting"]).await.goes_to("/home");
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await), (4, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_review_on_nothing_is_bought_before_a_button_is_pressed() {
    let found: Found<'_> = (&NURSE_AND, &["Berlin", "Hamburg"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "on")]).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    ada.get("/cv").await.shows("Nothing is loaded before you press a button");
    ada.paste("/cv", &cv("Ada", found)).await.goes_to("/cv/1");
    app.drain().await;
    for table in ["user_search_queries", "backfill_tracking", "demands", "fetches", "savings"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    let page = ada.get("/cv/1").await;
    page.shows("nothing is loaded before you have seen it").shows("about ");
    press(&ada, &page, "Not this one", &["Nurse", "Hamburg"]).await.goes_to("/cv/1");
    press(&ada, &ada.get("/cv/1").await, "Search for it", &["Nurse", "Berlin"]).await.goes_to("/cv/1");
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await, app.count("demands").await), (1, 0, 1));
    assert!(app.charged() > 0);
    ada.get("/cv/1").await.hides("Search for it").hides("Load this too");
    // A list that is typed has its own button.
    ada.post("/searches", &[("query_name", "Mine"), ("titles", "Baker"), ("locations", "Ulm")]).await.is(303);
    assert_eq!(searches(&app).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn not_this_one_stops_what_is_not_bought_and_leaves_what_others_want() {
    let found: Found<'_> = (&NURSE_AND, &["Berlin", "Hamburg"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "off")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Nurse"], &["Berlin"])).await;
    let (waiting, ended) = ("fetches WHERE state = 'queued'", "fetches WHERE state = 'cancelled'");
    assert_eq!((app.count(waiting).await, app.charged()), (4, 0), "two searches at two sources");
    for place in ["Berlin", "Hamburg"] {
        let page = ada.get("/cv/1").await;
        press(&ada, &page, "Not this one", &["Nurse", place]).await.goes_to("/cv/1");
    }
    assert_eq!((app.count(waiting).await, app.count(ended).await), (2, 2), "Bob wants Berlin still");
    assert_eq!(app.count("fetches WHERE state = 'cancelled' AND error_code = 'unwanted'").await, 2);
    assert_eq!(app.count("tasks WHERE kind = 'fetch' AND state = 'queued'").await, 2);
    app.drain().await;
    assert_eq!(app.count("attempts JOIN fetches ON fetches.id = fetch_id WHERE fetches.state = 'cancelled'").await, 0);
    assert_eq!(app.status("bob@example.com").await["done"], true);
    assert!(app.status("bob@example.com").await["combinations"][0]["jobs_found"].as_i64() > Some(0));
    assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
    ada.get("/cv/1").await.shows("Nothing of this CV is loaded yet").hides("Bring them back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_dropped_stays_dropped_when_the_same_cv_comes_again() {
    let found: Found<'_> = (&["Nurse", "Tailor"], &["Berlin", "Hamburg"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "off")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    app.drain().await;
    assert_eq!(searches(&app).await, 4);
    press(&ada, &ada.get("/cv/1").await, "Not this one", &["Tailor"]).await.goes_to("/cv/1");
    ada.get("/cv/1").await.shows("dropped").shows("Take it back in").hides("Load this too");
    assert_eq!(searches(&app).await, 2);
    let remove = app.count("user_search_queries WHERE is_active AND location = 'Hamburg'").await;
    assert_eq!(remove, 1);
    press(&ada, &ada.get("/searches").await, "Remove", &[]).await.goes_to("/searches");
    assert_eq!(searches(&app).await, 1);
    let charged = app.charged();
    ada.post("/cv/1/delete", &[]).await.goes_to("/cv");
    assert_eq!(app.count("user_search_queries").await, 0);
    ada.paste("/cv", &cv("ada@example.com", found)).await.goes_to("/home");
    app.drain().await;
    assert_eq!((searches(&app).await, app.charged()), (1, charged), "a search that was dropped came back");
    assert_eq!(app.count("proposals").await, 0);
    // Another text is another CV.
    ada.paste("/cv", &cv("Ada", found)).await.goes_to("/home");
    app.drain().await;
    assert!(app.count("user_search_queries WHERE title_keyword = 'Tailor' AND is_active").await > 0);
    // What was taken back in is offered again.
    press(&ada, &ada.get("/cv/2").await, "Take it back in", &["Tailor"]).await.goes_to("/cv/2");
    ada.get("/cv/2").await.hides("Take it back in");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_of_the_form_is_dropped_too() {
    let found: Found<'_> = (&["Nurse", "Tailor"], &["Berlin", "Hamburg"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "on")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    ada.get("/cv/1").await.shows("name=\"cv\" value=\"1\"").shows("Waits for your click");
    let form =
        [("cv", "1"), ("query_name", "From your CV"), ("titles", "Nurse\nMidwife"), ("locations", "Hamburg\nUlm")];
    ada.post("/searches", &form).await.goes_to("/home");
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await), (4, 0));
    ada.get("/cv/1").await.hides("Waits for your click").hides("Load this too").shows("Take it back in");
    ada.post("/cv/1/delete", &[]).await.goes_to("/cv");
    ada.paste("/cv", &cv("ada@example.com", found)).await.is(303);
    app.drain().await;
    assert_eq!((searches(&app).await, app.count("proposals").await), (4, 0), "only Nurse in Hamburg is left of it");
    ada.get("/cv/2").await.hides("Waits for your click");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_begins_or_declines_what_waits() {
    let found: Found<'_> = (&NURSE_AND, &["Berlin"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "on")]).await;
    let _ada = uploaded(&app, "ada@example.com", found).await;
    let bob = app.visitor();
    bob.sign_up("bob@example.com").await.is(303);
    bob.get("/home").await.hides("Waits for your click");
    for act in ["load", "decline", "allow"] {
        bob.post(&format!("/cv/1/{act}"), &[("title", "Nurse"), ("place", "Berlin")]).await.is(404);
    }
    assert_eq!((searches(&app).await, app.count("proposals").await, app.count("cv_corrections").await), (0, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cv_that_replaces_another_ends_what_waits_of_it_and_its_page_offers_it_still() {
    let found: Found<'_> = (&NURSE_AND, &["Berlin"]);
    let (app, _fake) = reading(found, [("JOBFILL_REVIEW", "on")]).await;
    let ada = uploaded(&app, "ada@example.com", found).await;
    ada.get("/cv").await.shows("value=\"replace\"");
    ada.paste_and("/cv", &cv("Second", found), "replace").await.is(303);
    app.drain().await;
    assert_eq!((app.count("proposals WHERE cv_id = 1").await, app.count("proposals WHERE cv_id = 2").await), (0, 1));
    ada.get("/cv/1").await.shows("Load this too").hides("Waits for your click");
}
