//! What people entrust to Jobfill is seen where they put it, and nowhere else: marked words are looked for in the
//! logs of the real program, however much goes wrong, and in every table after their owner has left.

use crate::cv::fake_claude::status;
use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use crate::support::{books, wait};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// In an address, a password, a file name, a CV's head and its body: none of it occurs anywhere else.
const MARKED: [&str; 6] = ["quetzalmail", "quetzalword", "quetzalfile", "Quetzalname", "Quetzalwerk", "quetzalkey"];

const EMAIL: &str = "quetzalmail@example.org";
const PASSWORD: &str = "quetzalword is long";
const CV: &str = "Jana Quetzalname\nData Scientist\nquetzalmail@example.org\nBerlin\n\nExperience\n2021 - today \
Data Scientist, Quetzalwerk GmbH, Berlin. Forecasts, experiments and reports for the sales of a chain of shops.\n\
2017 - 2020 Data Analyst, Quetzalwerk Nord GmbH, Hamburg. Reports and dashboards, for ten teams in two countries.\n";

/// A Claude that is out of order, and says back what it was asked.
async fn broken_claude() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = vec![0; 16 * 1024];
            let count = stream.read(&mut asked).await.unwrap_or_default();
            let echo = String::from_utf8_lossy(&asked[..count]).into_owned();
            let _ = stream.write_all(status(400, "", &echo).as_bytes()).await;
        }
    });
    address
}

/// Everything that a person can do, with the sources failing in every way.
async fn use_everything(visitor: &Visitor) {
    let credentials = [("email", EMAIL), ("password", PASSWORD)];
    visitor.post("/signup", &credentials).await.is(303);
    visitor.post("/login", &[("email", EMAIL), ("password", "quetzalword but wrong")]).await.is(422);
    visitor.upload("/cv", "quetzalfile.txt", CV.into()).await.goes_to("/home");
    visitor.upload("/cv", "quetzalfile.pdf", b"%PDF-1.7\nQuetzalwerk".to_vec()).await.is(422);
    let search = [("query_name", "Quetzalwerk"), ("titles", "Nurse"), ("locations", "Ulm")];
    visitor.post("/searches", &search).await.is(303);
    for path in ["/home", "/cv/1", "/searches", "/jobs?q=Quetzalwerk", "/account", "/link/quetzalkey", "/quetzalkey"] {
        visitor.get(path).await;
    }
    let wrong = [("current_password", "quetzalword but wrong"), ("password", "quetzalword is new")];
    visitor.post("/account/password", &wrong).await.is(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_and_no_row_keeps_what_somebody_took_away_again() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    for how in [How::ServerError, How::Html, How::HalfBody] {
        app.sandbox.fail(Fault::once(how).at(Source::JSearch));
        app.sandbox.fail(Fault::once(how).at(Source::ActiveJobs));
    }
    let claude = broken_claude().await;
    let settings = [
        ("JOBFILL_BIND", "127.0.0.1:0"),
        ("JOBFILL_LOG", "trace"),
        ("ANTHROPIC_API_KEY", "quetzalkey"),
        ("ANTHROPIC_BASE_URL", claude.as_str()),
    ];
    let server = app.program(&["serve"], &settings);
    let ada = Visitor::new(&format!("http://{}", server.logs("listening on http://").await));
    use_everything(&ada).await;
    let done =
        wait::until("a status that says done", async || app.status(EMAIL).await, |status| status["done"] == true);
    books::watch(&app, "all that she wants", done).await;
    ada.get("/cv/1").await.is(200).shows("Data Scientist");
    let kept = app.database.rows().await.join("\n");
    assert!(MARKED[3..5].iter().all(|word| kept.contains(word)), "a CV's text is kept for its owner");

    ada.post("/account/delete", &[("password", PASSWORD)]).await.is(303);
    let (log, stored) = (server.log(), app.database.rows().await.join("\n"));
    server.stop().await;
    assert!(log.contains("task"), "it logs what it does:\n{log}");
    for word in MARKED {
        assert_eq!(lines_with(&log, word), [""; 0], "logged");
        assert_eq!(lines_with(&stored, word), [""; 0], "stored");
    }
}

fn lines_with<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let word = word.to_lowercase();
    text.lines().filter(|line| line.to_lowercase().contains(&word)).collect()
}
