//! What the server takes while much is asked of it at once, and when that is over.

use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::{PASSWORD, Visitor};
use crate::support::gate::Gate;
use crate::support::program::{self, Program};
use crate::support::raw::Raw;
use crate::support::scripted::{Provider, Said};
use crate::support::wait;
use futures_util::StreamExt;
use futures_util::stream::{self, FuturesUnordered};
use jobfill::descriptors;
use jobfill::models::session::Session;
use jobfill::models::user::{Email, Role, User};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

/// How long it may take until memory is given back.
const MINUTE: Duration = Duration::from_secs(60);

/// Answers of 8 MiB that come at the same moment, one for each place.
const LARGE: usize = 4;

/// How much is asked, and how much memory that may take, in MiB.
struct Load {
    most_at_once: u64,
    most_afterwards: u64,
    /// What is read afterwards, of /proc/self/status: all that is resident, or what is no page of the program's own file,
    /// which a debug build has many of.
    afterwards: &'static str,
    sign_ins: usize,
    held_uploads: usize,
    streams: usize,
    rows: usize,
}

/// Enough to show whether anything adds up.
/// The bounds are those of a debug build, whose program alone takes more. After the four answers it keeps some 150 MiB: what
/// they took is not given back to the system.
const SOME: Load = Load {
    most_at_once: 300,
    most_afterwards: 200,
    afterwards: "RssAnon",
    sign_ins: 60,
    held_uploads: 40,
    streams: 300,
    rows: 20_000,
};

/// What is promised, of the release build.
const ALL: Load = Load {
    most_at_once: 120,
    most_afterwards: 60,
    afterwards: "VmRSS",
    sign_ins: 1_000,
    held_uploads: 200,
    streams: 2_000,
    rows: 1_000_000,
};

#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_flat_whatever_is_asked_at_once() {
    measure(SOME).await;
}

/// For the release build, which `JOBFILL_PROGRAM` names.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes, and measures what is built by hand"]
async fn memory_of_the_release_build() {
    measure(ALL).await;
}

/// Fails when there was too much memory at once, or when too much of it is left a minute after everything is over.
async fn measure(load: Load) {
    descriptors::raise();
    let settings = [("JOBFILL_REFRESH_AT", "23:59"), ("JOBFILL_TRUSTED_PROXY", "on"), ("JOBFILL_NETWORK_SIGNUPS", "0")];
    let app = TestApp::on_system_clock(settings).await;
    let provider = Provider::start().await;
    provider.always_says(Said::ok(eight_mib_of_jobs()));
    let gate = Gate::before(provider.url.trim_start_matches("http://").parse().unwrap()).await;
    let jsearch = gate.url();
    let own = [
        ("JOBFILL_BIND", "127.0.0.1:0"),
        ("JOBFILL_MAX_CONNECTIONS", "16"),
        ("JOBFILL_DAILY_CREDITS", "100000"),
        ("JSEARCH_BASE_URL", jsearch.as_str()),
        ("JSEARCH_PAGES", "1"),
    ];
    let server = Program::start_as(&program::named_or_own(), &["serve"], &app.settings_with(&own));
    let url = server.logs("listening on ").await;
    let told = |what: &str| {
        println!("{what}: {} MiB, {} at most", server.memory(load.afterwards) / 1024, server.peak_memory());
    };
    told("at the start");
    let ada = people_sign_in(&url, load.sign_ins).await;
    told("sign-ins");
    uploads_are_held(&app, &url, load.held_uploads).await;
    told("held uploads");
    pages_are_open(&app, &url, load.streams).await;
    told("open pages");
    large_answers_come(&app, &ada, &gate, &provider).await;
    told("large answers");
    a_long_file_is_read(&app, &url, load.rows).await;
    told("a long file");
    let most = server.peak_memory();
    let resident = async || server.memory(load.afterwards) / 1024;
    let is_given_back = wait::until("memory that is given back", resident, |now| *now <= load.most_afterwards);
    let is_in_time = timeout(MINUTE, is_given_back).await.is_ok();
    told("afterwards");
    assert!(most <= load.most_at_once, "{most} MiB at once");
    assert!(is_in_time, "{} MiB after {MINUTE:?}", server.memory(load.afterwards) / 1024);
    server.stop().await;
}

/// Right passwords, since wrong ones are slowed down: each takes the same work.
async fn people_sign_in(url: &str, times: usize) -> Visitor {
    let ada = Visitor::new(url);
    ada.sign_up("ada@example.com").await.goes_to("/cv");
    let form = [("email", "ada@example.com"), ("password", PASSWORD)];
    let tries = stream::iter(0..times).map(|_| async {
        // Where ten seconds are not enough for all before it, or where they overtake each other, a try is told to come again.
        ada.post("/login", &form).await.status.as_u16()
    });
    let answers: Vec<u16> = wait::end_of("all sign-ins", tries.buffer_unordered(4).collect()).await;
    let taken = answers.iter().filter(|one| **one == 303).count();
    assert!(taken * 10 >= times * 8 && answers.iter().all(|one| [303, 429, 503].contains(one)), "{answers:?}");
    ada
}

async fn cookie_of(app: &TestApp, email: &str, role: Role) -> String {
    let mut conn = app.conn().await;
    let email = Email::parse(email).unwrap();
    let person = User::create(&mut conn, &email, None, role, app.clock.now()).await.unwrap().unwrap();
    format!("session={}", Session::create(&mut conn, person.id, app.clock.now()).await.unwrap())
}

/// Everybody sends almost all of a large file, from a network of their own, and then nothing more.
async fn uploads_are_held(app: &TestApp, url: &str, times: usize) {
    const SEATS: usize = 8;
    let mut held = FuturesUnordered::new();
    for number in 0..times {
        let cookie = cookie_of(app, &format!("holder{number}@example.com"), Role::Person).await;
        let url = url.to_owned();
        held.push(async move {
            let mut raw = Raw::connect(&url).await;
            let network = format!("2001:db8:{number:x}::1");
            let headers = [
                ("cookie", cookie.as_str()),
                ("x-forwarded-for", &network),
                ("content-type", "multipart/form-data; boundary=x"),
                ("content-length", "5200000"),
            ];
            raw.begin_form("/cv", &headers).await;
            raw.send(b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.pdf\"\r\n\r\n").await;
            raw.try_to_send(&vec![b'x'; 5_000_000]).await;
            raw.until_closed().await
        });
    }
    for _ in 0..times - SEATS {
        let answer = wait::end_of("somebody who finds no place", held.next()).await.unwrap();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 503 "), "{answer}");
    }
}

async fn pages_are_open(app: &TestApp, url: &str, times: usize) {
    let cookie = cookie_of(app, "reader@example.com", Role::Person).await;
    let mut open = Vec::new();
    for _ in 0..times {
        let mut raw = Raw::connect(url).await;
        raw.get("/events", &[("cookie", cookie.as_str())]).await;
        raw.hears("retry: 3000").await;
        open.push(raw);
    }
}

fn eight_mib_of_jobs() -> String {
    let description = "Ward for heart patients, training of new colleagues and night shifts. ".repeat(11_500);
    let job = |number: usize| {
        json!({"job_id": format!("large{number}"), "job_title": "Nurse", "employer_name": "Hospital",
               "job_city": "Berlin", "job_country": "DE", "job_description": description,
               "job_apply_link": format!("https://jobs.example/{number}")})
    };
    json!({"status": "OK", "data": (0..10).map(job).collect::<Vec<_>>()}).to_string()
}

/// All of them are sold before the first of them gets through.
async fn large_answers_come(app: &TestApp, ada: &Visitor, gate: &Gate, provider: &Provider) {
    gate.hold_answers();
    let form = [("query_name", "Large"), ("titles", "Nurse"), ("locations", "Berlin\nHamburg\nMunich\nCologne")];
    ada.post("/searches", &form).await.is(303);
    wait::until("calls under way", async || provider.calls(), |calls| *calls == LARGE).await;
    gate.open();
    books::nothing_is_alive(app).await;
    let whole = app.count("answers WHERE length(body) > 8000000 AND stored_at IS NOT NULL").await;
    assert_eq!((whole, provider.calls()), (LARGE as i64, LARGE), "each is bought once, kept and read");
    // Of a description so much is kept, and no more.
    assert_eq!(app.count("jobs WHERE length(description) BETWEEN 49000 AND 50100").await, 10);
}

async fn a_long_file_is_read(app: &TestApp, url: &str, rows: usize) {
    app.execute(&format!(
        "INSERT INTO backfill_tracking (title_keyword, location, title_key, place_key, state, created_at, credits)
         SELECT 'Title ' || n, 'Place', 'title ' || n, 'place', 'loaded', now(), 0 FROM generate_series(1, {rows}) n"
    ))
    .await;
    let cookie = cookie_of(app, "admin@example.com", Role::Admin).await;
    let mut raw = Raw::connect(url).await;
    raw.get("/admin/tracking.csv", &[("cookie", cookie.as_str()), ("connection", "close")]).await;
    assert!(raw.lines_until_closed().await > rows);
}
