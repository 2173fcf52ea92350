//! What of a CV leaves the house: said before an upload, shown after it, and nothing more.

use crate::cv::fake_claude::{FakeClaude, answer};
use crate::support::app::TestApp;
use serde_json::json;

const CV: &str = "RAVI SAMPLE\nCivil Engineer\nContact no: - 9000000001\n12/34 Lotus Colony, Mathura, India\n\
CAREER OBJECTIVE\nSeeking a post as a site engineer in Mathura.\nWORK EXPERIENCE\n2019 - 2024 Site Engineer, Nordlicht Ltd, \
Mathura. Measured roads and bridges, wrote reports and led a team of nine people.\nPERSONAL DETAILS\nFather's Name : Mr. \
Mohan Sample\nDate of Birth : 19th February 1990\nSex : Male\nPassport No. : M1234567\nReligion : Hindu\n";

const PRIVATE: [&str; 9] = ["RAVI", "SAMPLE", "9000000001", "Lotus", "Mohan", "1990", "Male", "M1234567", "Hindu"];

#[tokio::test(flavor = "multi_thread")]
async fn the_model_gets_the_work_and_the_page_shows_exactly_that() {
    let found = json!({
        "titles": [{ "text": "Site Engineer", "evidence": "Site Engineer" }],
        "places": [{ "text": "Mathura, India", "evidence": "Mathura" }],
        "filters": [],
    });
    let fake = FakeClaude::with(vec![answer(&found)]).await;
    let app = TestApp::with([
        ("ANTHROPIC_API_KEY", "a-key"),
        ("ANTHROPIC_BASE_URL", fake.address.as_str()),
        ("ANTHROPIC_COUNTRY", "Ireland"),
    ])
    .await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await;
    ada.get("/cv").await.shows("reads your CV at 127.0.0.1, in Ireland").shows("Read it here, without a model");
    ada.paste("/cv", CV).await.is(303);
    app.drain().await;
    let asked = fake.asked();
    assert_eq!(asked.len(), 1);
    let question = asked[0].body["messages"][0]["content"].as_str().unwrap();
    assert!(question.contains("Nordlicht Ltd") && question.contains("Seeking a post as a site engineer"), "{question}");
    for word in PRIVATE {
        assert!(!question.contains(word), "{word} in\n{question}");
    }
    let page = ada.get("/cv/1").await;
    let shown = page.body.split("id=\"sent\"").nth(1).unwrap();
    let shown = shown.split("<pre class=\"text\">").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap();
    assert!(
        question.contains(&shown.replace("&#39;", "'").replace("&amp;", "&")),
        "{shown}\n\nis not in\n\n{question}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_model_nothing_leaves_the_server() {
    let fake = FakeClaude::with(vec![]).await;
    let app = TestApp::with([("ANTHROPIC_API_KEY", "a-key"), ("ANTHROPIC_BASE_URL", fake.address.as_str())]).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await;
    ada.paste_for_here("/cv", CV).await.is(303);
    app.drain().await;
    ada.get("/cv/1").await.shows("Nothing of this CV left this server.").shows("Site Engineer");
    assert!(fake.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_the_upload_page_says_that_nothing_leaves() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await;
    ada.get("/cv").await.shows("nothing leaves this server").hides("without_model");
}
