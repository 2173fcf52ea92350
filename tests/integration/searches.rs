//! Lists of titles and places, through the form: their price, their errors, their history.

use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::{Answer, Visitor};

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await;
    visitor
}

async fn save(visitor: &Visitor, titles: &str, locations: &str) -> Answer {
    visitor.post("/searches", &[("query_name", "Mine"), ("titles", titles), ("locations", locations)]).await
}

/// The id of the only search with this place.
async fn search_in(app: &TestApp, place: &str) -> i64 {
    books::number(app, &format!("SELECT id::int8 AS number FROM user_search_queries WHERE location = '{place}'")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_is_told_before_anything_is_saved() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let form = [
        ("query_name", "Mine"),
        ("titles", "Data Scientist"),
        ("locations", "München\nHinterdupfingen"),
        ("step", "preview"),
    ];
    ada.post("/searches", &form)
        .await
        .is(200)
        .shows("2 searches: 0 already here, 0 already on the way, 2 to be loaded.")
        .shows("About 210 credits")
        .shows("JSearch about 10 requests, Active Jobs DB about 200 jobs")
        .shows("never more than 1,000 on one day")
        .shows("“München” is taken for Munich.")
        .shows("unknown place")
        .shows("\nMünchen\nHinterdupfingen</textarea>");
    for table in ["user_search_queries", "backfill_tracking", "requests", "fetches", "tasks WHERE kind = 'fetch'"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_here_already_has_no_price() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await.goes_to("/home");
    app.drain().await;
    let bob = signed_up(&app, "bob@example.com").await;
    let form =
        [("query_name", "Mine"), ("titles", "data scientist (m/w/d)"), ("locations", "Berlin"), ("step", "preview")];
    bob.post("/searches", &form).await.shows("1 already here").shows("Nothing has to be loaded: 0 credits.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_list_comes_back_as_it_was_with_a_message_beside_the_field() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let many: String = (0..500).map(|number| format!("Engineer {number}\n")).collect();
    let long = "x".repeat(10_000);
    for (titles, locations, message) in [
        (many.as_str(), "Berlin", "At most 20 titles fit on one list; these are 500."),
        (long.as_str(), "Berlin", "A job title can have at most"),
        ("Data\u{1}Scientist", "Berlin", "control characters"),
        ("<script>alert(1)</script>", "Berlin", "Please remove the characters &#60; and &#62;."),
        ("Data Scientist", "<b>Berlin</b>", "Please remove the characters &#60; and &#62;."),
        ("", "Berlin", "Enter at least one title"),
        ("Data Scientist", " \n ", "Enter at least one place"),
    ] {
        let page = save(&ada, titles, locations).await;
        page.is(422).shows(message).shows("value=\"Mine\"").hides("<script>alert");
    }
    let choices = [("query_name", " "), ("titles", "Nurse"), ("locations", "Ulm"), ("ai_seniority", "Boss")];
    ada.post("/searches", &choices).await.is(422).shows("id=\"query_name-error\"").shows("id=\"ai_seniority-error\"");
    assert_eq!(app.count("user_search_queries").await + app.count("tasks WHERE kind = 'fetch'").await, 0);
    save(&ada, &"Data Scientist\n".repeat(20_000), "Berlin").await.is(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_nobody_knows_is_kept_as_typed_and_marked() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Hinterdupfingen").await.goes_to("/home");
    for page in ["/home", "/searches"] {
        ada.get(page).await.shows("Hinterdupfingen <span class=\"tag\"").shows("unknown place");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_a_list_keeps_its_history_and_buys_only_what_is_new() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin\nHamburg").await;
    app.drain().await;
    ada.get("/searches?edit=Mine").await.shows("\nBerlin\nHamburg</textarea>").shows("name=\"was\" value=\"Mine\"");
    save(&ada, "Data Scientist", "Berlin\nKöln").await;
    app.drain().await;
    assert_eq!(app.count("fetches").await, 6);
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 2);
    ada.get("/searches").await.shows("Earlier searches").shows("Hamburg");

    let charged = app.charged();
    let hamburg = search_in(&app, "Hamburg").await;
    ada.post(&format!("/searches/{hamburg}/resume"), &[]).await.goes_to("/searches");
    app.drain().await;
    assert_eq!((app.charged(), app.count("user_search_queries WHERE is_active").await), (charged, 3));
    ada.get("/searches").await.hides("Earlier searches");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_a_new_name_leaves_its_old_one() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await;
    let form = [("query_name", "Yours"), ("titles", "Data Scientist"), ("locations", "Berlin"), ("was", "Mine")];
    ada.post("/searches", &form).await.goes_to("/home");
    assert_eq!(app.count("user_search_queries WHERE is_active AND query_name = 'Yours'").await, 1);
    assert_eq!(app.count("user_search_queries WHERE is_active AND query_name = 'Mine'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_bought_for_what_is_paused_until_it_goes_on() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin\nHamburg").await;
    let berlin = search_in(&app, "Berlin").await;
    ada.post(&format!("/searches/{berlin}/pause"), &[]).await.goes_to("/searches");
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state = 'done'").await, 2);
    save(&ada, "Data Scientist", "Berlin\nHamburg").await;
    ada.get("/home").await.shows("1 search is paused");

    ada.post("/searches/pause", &[]).await.goes_to("/searches");
    ada.get("/home").await.shows("2 searches are paused");
    ada.post("/searches/resume", &[]).await.goes_to("/searches");
    app.drain().await;
    assert_eq!(app.count("fetches WHERE state = 'done'").await, 4);
    ada.get("/home").await.shows("Your 2 searches: all were loaded.");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_search_is_one_that_does_not_exist() {
    let app = TestApp::start().await;
    let (ada, bob) = (signed_up(&app, "ada@example.com").await, signed_up(&app, "bob@example.com").await);
    save(&ada, "Data Scientist", "Berlin").await;
    let id = search_in(&app, "Berlin").await;
    for act in ["pause", "resume", "remove"] {
        let theirs = bob.post(&format!("/searches/{id}/{act}"), &[]).await;
        let nobodys = bob.post(&format!("/searches/999999/{act}"), &[]).await;
        assert_eq!((theirs.is(404).status, &theirs.body), (nobodys.status, &nobodys.body));
    }
    bob.get("/searches?edit=Mine").await.is(404);
    assert_eq!(app.count("user_search_queries WHERE is_active").await, 1);
    ada.post_from_elsewhere(&format!("/searches/{id}/remove"), &[]).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_line_says_about_how_the_work_is_done_is_a_filter_of_its_searches() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let lines = "Berlin (hybrid)\non-site Ulm\nHamburg\nKöln (hybrid or remote)";
    save(&ada, "Nurse", lines).await.goes_to("/home");
    let saved = "SELECT concat_ws(': ', location, coalesce(ai_work_arrangement, 'any')) AS text
                   FROM user_search_queries WHERE is_active ORDER BY id";
    let searches = [
        "Berlin (hybrid): Hybrid",
        "on-site Ulm: On-site",
        "Hamburg: any",
        "Köln (Hybrid): Hybrid",
        "Remote (Germany): any",
    ];
    assert_eq!(books::texts(&app, saved).await, searches);

    // The form has the lines as they were typed, and no filter for all; saving it again changes nothing.
    let form = ada.get("/searches?edit=Mine").await;
    form.shows("Berlin (hybrid)\non-site Ulm\nHamburg\nKöln (Hybrid)\nRemote (Germany)</textarea>");
    assert!(!form.body.contains("value=\"Hybrid\" selected"), "no arrangement is chosen for the whole list");
    save(&ada, "Nurse", "Berlin (hybrid)\non-site Ulm\nHamburg\nKöln (Hybrid)\nRemote (Germany)")
        .await
        .goes_to("/home");
    assert_eq!(books::texts(&app, saved).await, searches);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_area_is_one_combination_with_as_many_requests_as_its_sources_need() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let form = [("query_name", "Mine"), ("titles", "Nurse"), ("locations", "EU"), ("step", "preview")];
    let price = ada.post("/searches", &form).await;
    price.is(200).shows("1 search:").shows("JSearch searches one country at a time").shows("the other 22");
    save(&ada, "Nurse", "DACH").await.goes_to("/home");
    assert_eq!(app.count("backfill_tracking WHERE place_key = 'area:dach'").await, 1);
    let requests = |source: &str| format!("combination_requests WHERE source = '{source}'");
    assert_eq!(app.count(&requests("jsearch")).await, 3);
    assert_eq!(app.count(&requests("active_jobs")).await, 1);
    assert_eq!(app.count("fetches").await, 4);
    app.drain().await;
    assert_eq!(app.count("backfill_tracking WHERE state = 'loaded'").await, 1);

    let bob = signed_up(&app, "bob@example.com").await;
    save(&bob, "Nurse", "D-A-CH\nGermany").await.goes_to("/home");
    assert_eq!(app.count("backfill_tracking").await, 2, "another name of an area is the same combination");
    assert_eq!(app.count("fetches").await, 4, "Germany is here at JSearch, and inside the area at Active Jobs DB");
    assert_eq!(app.count("savings").await, 4, "an area at a source is saved once: DACH at both, and Germany at both");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_surprise_is_said_with_the_price() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    let form =
        [("query_name", "Mine"), ("titles", "Koch -junior"), ("locations", "Boston\nBerlin"), ("step", "preview")];
    let price = ada.post("/searches", &form).await;
    price.is(200).shows("which is in United States").shows("-junior is left out of");
}
