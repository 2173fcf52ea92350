//! P26: no link of a posting, a CV or a model is ever followed by the server.

use crate::cv::fake_claude::{FakeClaude, answer};
use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use crate::support::scripted::{Provider, Said};
use serde_json::json;

/// A posting with a link wherever one may stand. The page shows links to names with a dot alone: the first is one of this
/// machine's names, where it knows such names; the others would be heard everywhere.
fn posting(canary: &str) -> String {
    let port = canary.rsplit(':').next().unwrap();
    let (shown, link) = (format!("http://jobs.localhost:{port}/apply"), |path: &str| format!("{canary}/{path}"));
    let description = format!(
        "<p>Ward for heart patients. <img src=\"{0}\"> <a href=\"{0}\">More</a> <iframe src=\"{0}\"></iframe> {0}</p>",
        link("description")
    );
    json!({ "status": "OK", "data": [{
        "job_id": "1", "job_title": "Registered Nurse", "employer_name": "Example Hospital", "job_city": "Munich",
        "job_country": "DE", "job_description": description, "job_apply_link": shown, "employer_logo": link("logo"),
        "employer_website": link("website"), "job_google_link": link("google"),
        "apply_options": [{ "publisher": "Example", "apply_link": link("option"), "is_direct": true }],
    }] })
    .to_string()
}

fn cv(canary: &str) -> String {
    format!(
        "Registered Nurse\n\nExperience\n2015 - today Registered Nurse, St Example Hospital, Munich\nWard for heart \
         patients, training of new colleagues, night shifts, wound care and documentation of all that was done there. \
         Look at {canary}/cv and <img src=\"{canary}/picture\">.\n\nEducation\n2012 - 2015 Nursing school, Munich"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_follows_no_link_of_a_posting_a_cv_or_a_model() {
    let (canary, jsearch) = (Provider::start().await, Provider::start().await);
    jsearch.always_says(Said::ok(posting(&canary.url)));
    let found = |text: &str, evidence: &str| json!({ "text": text, "evidence": evidence });
    let said = json!({
        "titles": [found("Registered Nurse", "Registered Nurse, St Example Hospital"), found(&canary.url, "Look at")],
        "places": [found("Munich", "St Example Hospital, Munich"), found(&format!("{}/place", canary.url), "Munich")],
        "filters": [],
    });
    let claude = FakeClaude::with(vec![answer(&said)]).await;
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("JSEARCH_API_KEY", "key"),
        ("JSEARCH_BASE_URL", &jsearch.url),
        ("ANTHROPIC_API_KEY", "key"),
        ("ANTHROPIC_BASE_URL", &claude.address),
    ];
    let app = TestApp::with(settings).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.goes_to("/cv");
    ada.paste("/cv", &cv(&canary.url)).await.goes_to("/home");
    app.drain().await;
    assert_eq!((claude.asked().len(), app.count("jobs").await), (1, 1), "the CV was read, and the posting bought");
    let shown = format!("http://jobs.localhost:{}/apply", canary.url.rsplit(':').next().unwrap());
    assert_eq!(app.count(&format!("jobs WHERE apply_url = '{shown}'")).await, 1, "its link is shown");
    for page in ["/home", "/jobs", "/jobs/1", "/searches", "/cv", "/cv/1"] {
        ada.get(page).await.is(200);
    }
    ada.get("/jobs/1").await.shows(&shown);
    assert_eq!(canary.asked(), [""; 0], "nobody came");
    // Whoever comes is seen.
    Visitor::new(&canary.url).get("/").await.is(200);
    assert_eq!(canary.calls(), 1);
}
