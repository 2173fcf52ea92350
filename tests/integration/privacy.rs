//! What of a CV leaves the house: said before an upload, shown after it, and nothing more.

use crate::cv::fake_claude::{FakeClaude, answer};
use crate::statements::program::rust_files;
use crate::support::app::TestApp;
use crate::support::smtp;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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
    ada.get("/cv/1").await.shows("no model got anything of it").shows("Site Engineer");
    assert!(fake.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_the_upload_page_says_that_nothing_leaves() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await;
    ada.get("/cv").await.shows("its text stays on this server").hides("without_model");
    app.visitor().get("/").await.shows("no model gets it").hides("nothing of it goes anywhere");
}

/// What stands between apostrophes or quotes in the first argument of each call, or in what it names.
fn cookies(text: &str) -> Vec<String> {
    let arguments = text.split("Cookie::build(").skip(1).filter_map(|rest| rest.split([',', ')', '(']).next());
    let literals = |part: &str| part.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let meaning = |name: &str| {
        let constant = text.split_once(&format!("const {name}: &str =")).and_then(|(_, rest)| rest.split(';').next());
        let function = text.split_once(&format!("fn {name}(")).and_then(|(_, rest)| rest.split("\n}").next());
        literals(constant.or(function).unwrap_or_else(|| panic!("what is {name}?")))
    };
    arguments.flat_map(|name| meaning(name.trim())).map(|name| name.replace("__Host-", "")).collect()
}

/// Names in the browser's storage.
fn storage(script: &str) -> BTreeSet<String> {
    assert!(!script.contains("document.cookie") && !script.contains("sessionStorage"), "where does the page say so?");
    let uses = script.split("localStorage").skip(1);
    uses.map(|rest| rest.split('"').nth(1).unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_names_all_that_the_program_leaves_in_a_browser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    let mut left = storage(&read(root.join("static/app.js")));
    for path in rust_files(&root.join("src")) {
        left.extend(cookies(&read(path)));
    }
    assert!(left.contains("session") && left.contains("keys") && left.len() >= 6, "{left:?}");
    let app = TestApp::start().await;
    for (visitor, year) in [(app.visitor(), "365 days"), (app.german(), "365 Tage")] {
        let page = visitor.get("/privacy").await;
        let list = page.body.split("<ul id=\"stored\">").nth(1).unwrap().split("</ul>").next().unwrap();
        let named: BTreeSet<String> =
            list.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        assert_eq!(named, left);
        assert!(list.contains(year), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_what_else_is_kept() {
    let app = TestApp::with(smtp::settings("smtp://127.0.0.1:9")).await;
    let page = app.visitor().get("/privacy").await;
    for said in [
        "when you joined and were last here",
        "employers that you leave out",
        "hid (and why) or applied for (with day and note)",
        "the jobs of a mail until it is sent",
        "Whether your address is confirmed",
        "names and sizes of your CV files",
        "the search that each fits",
        "readings of a feed",
        "whether somebody saw the mark or not",
    ] {
        page.shows(said);
    }
    // What was dropped hangs on the account alone.
    let dropped = page.body.split("What you dropped of a CV").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(dropped.contains("Until you delete the account"), "{dropped}");
}
