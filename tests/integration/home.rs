//! What a person sees of their searches: states, reasons, progress and the receipt.

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Visitor};

/// The list of the project's first example.
async fn save(visitor: &Visitor, titles: &str, locations: &str) -> Answer {
    let form = [
        ("query_name", "Primary Search"),
        ("titles", titles),
        ("locations", locations),
        ("ai_work_arrangement", "Remote OK"),
        ("ai_employment_type", ""),
        ("ai_seniority", "Senior"),
        ("ai_industry", ""),
        ("priority", "0"),
    ];
    visitor.post("/searches", &form).await
}

async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await;
    visitor
}

/// The jobs that a list links to.
fn jobs(page: &Answer) -> Vec<&str> {
    let links = page.body.split("href=\"/jobs/").skip(1);
    links.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_through_the_browsers_forms_buy_five_of_six_wishes() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist\r\nML Engineer", "Berlin\r\nHamburg").await.goes_to("/home");
    app.drain().await;
    ada.get("/home").await.shows("Your 4 searches: all were loaded.");

    let bob = signed_up(&app, "bob@example.com").await;
    save(&bob, "Data Scientist", "Berlin\r\nMunich").await.goes_to("/home");
    app.drain().await;
    bob.get("/home")
        .await
        .shows("Your 2 searches: 1 was already here, 1 loaded.")
        .shows("already here: loaded for somebody else before");

    assert_eq!((app.count("demands").await, app.count("demands WHERE bought_at IS NOT NULL").await), (6, 5));
    let (adas, bobs) = (ada.get("/jobs?location=Berlin").await, bob.get("/jobs?location=Berlin").await);
    assert!(jobs(&bobs).iter().any(|job| jobs(&adas).contains(job)), "bob sees none of the jobs that ada bought");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_combination_under_two_names_counts_once_in_the_words_typed_first() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    for (name, title, place) in [("A", "Data Scientist", "Munich"), ("B", "data scientist (m/w/d)", "München")] {
        ada.post("/searches", &[("query_name", name), ("titles", title), ("locations", place)]).await.goes_to("/home");
    }
    app.drain().await;
    ada.get("/home").await.shows("Your search was loaded.").hides("München");
    let status = app.status("ada@example.com").await;
    assert_eq!(status["combinations"].as_array().unwrap().len(), 1);
    assert_eq!(status["combinations"][0]["location"], "Munich");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_something_loads_the_page_looks_again_by_itself() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin\nHamburg").await.goes_to("/home");
    ada.get("/home").await.shows("0 of 2 searches ready").shows("http-equiv=\"refresh\"").shows("waiting for its turn");
    assert_eq!(app.status("ada@example.com").await["done"], false);
    app.drain().await;
    ada.get("/home").await.shows("Your 2 searches").hides("http-equiv=\"refresh\"").hides("<progress");
    assert_eq!(app.status("ada@example.com").await["done"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_has_the_fields_that_scripts_read() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await;
    app.drain().await;
    let status = app.status("ada@example.com").await;
    let one = &status["combinations"][0];
    assert_eq!(status["user"], "ada@example.com");
    assert_eq!((&one["ai_seniority"], &one["ai_industry"]), (&"Senior".into(), &serde_json::Value::Null));
    assert_eq!((&one["state"], &one["backfilled_at"]), (&"loaded".into(), &"2026-11-23T09:15:00Z".into()));
    assert!(one["jobs_found"].as_i64().unwrap() > 0 && one["why"].as_str().unwrap().starts_with("loaded for you"));
    let mut fields: Vec<&String> = one.as_object().unwrap().keys().collect();
    fields.sort();
    let expected = "ai_employment_type ai_industry ai_seniority ai_work_arrangement backfilled_at jobs_found jobs_left_out location state title_keyword waits_until why";
    assert_eq!(fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(" "), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_quota_says_when_it_resets_and_the_other_source_still_serves() {
    let app = TestApp::with([("JSEARCH_PLAN", "0")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await;
    app.drain().await;
    ada.get("/home")
        .await
        .shows("<span class=\"state waiting\">waiting</span>")
        .shows("JSearch: monthly quota spent, resets on 1 December");
    assert_eq!(app.status("ada@example.com").await["done"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_shows_a_person_no_setting() {
    let app = TestApp::with([("JSEARCH_API_KEY", "wrong")]).await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await;
    app.drain().await;
    ada.get("/home").await.shows("JSearch is not set up rightly").hides("JSEARCH_API_KEY");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_bought_for_a_combination_that_an_admin_has_paused() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await;
    app.execute("UPDATE backfill_tracking SET paused_at = now()").await;
    app.drain().await;
    save(&ada, "Data Scientist", "Berlin").await;
    app.drain().await;
    ada.get("/home").await.shows("paused by an admin");
    assert_eq!(app.charged(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_told_what_to_do_and_a_stranger_to_sign_in() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    ada.get("/home").await.is(200).shows("Start with your CV").shows("href=\"/cv\"");
    app.visitor().get("/home").await.goes_to("/login?next=%2Fhome");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_begins_with_the_best_new_jobs_in_plain_words() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist", "Berlin").await.goes_to("/home");
    app.drain().await;
    let home = ada.get("/home").await;
    home.shows("new jobs").shows("The best of them").shows("match</strong>").shows("in Berlin").shows("Your searches");
    assert_eq!(jobs(&home).iter().filter(|id| id.parse::<i64>().is_ok()).count(), 5);
    let main = jobfill::words::text_of(home.body.split_once("<main").unwrap().1).to_lowercase();
    for word in ["credit", "request", " cut ", "combination", "bought"] {
        assert!(!main.contains(word), "{word:?} is no word for people who look for a job:\n{main}");
    }
    let best = jobs(&home)[0].to_owned();
    ada.post(&format!("/jobs/{best}/apply"), &[]).await.is(303);
    let home = ada.get("/home").await;
    home.shows("1 application in hand");
    assert!(jobs(&home)[0] != best, "what was applied for is no news");
    // Where every new job is applied for, the figure stays, and the best of all are begun with.
    let new = "INSERT INTO user_jobs (user_id, job_id, applied_at) SELECT users.id, jobs.id, now() FROM users, jobs
                WHERE jobs.posted_at IS NOT NULL ON CONFLICT DO NOTHING";
    app.execute(new).await;
    let home = ada.get("/home").await;
    home.shows("class=\"figure\"").hides("The best of them").hides("Nothing is new");
    app.execute("DELETE FROM user_jobs").await;
    // Days later nothing is new, and the best of all stand there.
    app.pass(chrono::TimeDelta::days(3));
    ada.sign_in("ada@example.com").await;
    ada.get("/home").await.shows("The best of your list").shows("Nothing is new");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_two_pages_are_small_over_the_wire() {
    let app = TestApp::start().await;
    let ada = signed_up(&app, "ada@example.com").await;
    save(&ada, "Data Scientist\r\nData Engineer", "Berlin\r\nGermany").await.goes_to("/home");
    app.drain().await;
    let packed = Visitor::that_unpacks_nothing(&app.url);
    packed.sign_in("ada@example.com").await.is(303);
    for path in ["/home", "/jobs?order=newest", "/jobs?order=best"] {
        let bytes = packed.packed_bytes(path).await;
        println!("{path}: {bytes} bytes over the wire");
        assert!(bytes < 40 * 1024, "{path}: {bytes}");
    }
}
