//! `jobfill import` reads what offices send, and says of the rest what it is and what to do.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::program::Output;
use crate::support::wait;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::backfill::claims::Claims;
use jobfill::db::Connection;
use jobfill::searches::{self, Owner, Wanted};
use rustix::process::Signal;
use serde_json::{Value, json};

const HEADER: &str =
    "email,query_name,title_keyword,location,ai_work_arrangement,ai_employment_type,ai_seniority,ai_industry,priority";

async fn app() -> TestApp {
    TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await
}

/// Imports a file with this content.
async fn import(app: &TestApp, content: &[u8], more: &[&str]) -> Output {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    app.command(&[["import", file.path().to_str().unwrap()].as_slice(), more].concat()).await
}

/// Figures of a report, and its refused lines.
fn told(report: &Value) -> (Value, Vec<i64>) {
    let refused = report["refused"].as_array().unwrap().iter().map(|line| line["line"].as_i64().unwrap()).collect();
    (json!([report["taken"], report["already_there"], report["people"]]), refused)
}

fn utf_16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Latin letters in one byte each, as Windows saves them.
fn windows(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_table_means_the_same_in_whatever_form_an_office_saves_it() {
    let app = app().await;
    let row = "ada@example.com,Primär,Bäcker,München,,,,,";
    let plain = format!("{HEADER}\r\n{row}\r\n");
    let forms = [
        plain.clone().into_bytes(),
        format!("\u{feff}{plain}").into_bytes(),
        plain.replace(',', ";").into_bytes(),
        plain.replace(',', "\t").into_bytes(),
        format!("sep=,\r\n{plain}").into_bytes(),
        windows(&plain),
        windows(&plain.replace(',', ";")),
        utf_16(&plain.replace(',', "\t")),
        format!("{}\r{row}\r", HEADER.to_uppercase()).into_bytes(),
        format!("{plain}\r\n,,,,,,,,\r\n\r\n").into_bytes(),
        "Place;Title Keyword;Query_Name;E-Mail\nMünchen;Bäcker;Primär;Ada@Example.com;\n".as_bytes().to_vec(),
        format!("Tabelle 1\r\n\r\n{}", plain.replace(',', ";")).into_bytes(),
        "Benutzer;Suchname;Stellenbezeichnung;Arbeitsort\n'ada@example.com;Primär;“Bäcker”;München\n"
            .as_bytes()
            .to_vec(),
        "User\tSaved search\tRole\tTown\nada@example.com\tPrimär\tBäcker\tMünchen\n".as_bytes().to_vec(),
    ];
    for (number, form) in forms.iter().enumerate() {
        let report = import(&app, form, &["--json"]).await.ended_with(0).json();
        let expected = if number == 0 { json!([1, 0, 1]) } else { json!([0, 1, 1]) };
        assert_eq!(told(&report), (expected, vec![]), "{}", String::from_utf8_lossy(form));
    }
    let search = "SELECT concat_ws('/', query_name, title_keyword, location) AS text FROM user_search_queries";
    assert_eq!(books::texts(&app, search).await, ["Primär/Bäcker/München"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encoding_that_is_guessed_is_told_and_one_that_cannot_be_is_refused() {
    let app = app().await;
    let text = format!("{HEADER}\nada@example.com,Primär,Köchin,Ulm,,,,,\n");
    let output = import(&app, &windows(&text), &["--json"]).await.ended_with(0);
    assert_eq!(output.json()["encoding"], "windows-1252");
    assert!(output.stderr.contains("as in “Primär”"), "{}", output.stderr);
    let output = import(&app, text.as_bytes(), &["--json"]).await.ended_with(0);
    assert_eq!(output.json()["encoding"], "UTF-8");
    assert!(!output.stderr.contains("not UTF-8"), "{}", output.stderr);
    // Cyrillic, and a Macintosh's München.
    for letters in [&b"\xcf\xee\xe2\xe0\xf0"[..], b"M\x9fnchen"] {
        let file = [b"email,title,place\nada@example.com,Koch,", letters, b"\n"].concat();
        let output = import(&app, &file, &["--yes"]).await.ended_with(1);
        assert!(output.stderr.contains("the letters of this file cannot be told"), "{}", output.stderr);
    }
    assert_eq!(app.count("user_search_queries").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_offices_for_filters_are_read() {
    let app = app().await;
    let text = format!(
        "{HEADER}\n\
         ada@example.com,A,Koch,Ulm,vor Ort,Teilzeit,Berufseinsteiger,Gesundheitswesen,-\n\
         ada@example.com,B,Koch,Ulm,Hybrid (2 Tage),Minijob,Führungskraft,Einzelhandel,3\n\
         ada@example.com,C,Koch,Ulm,Ja,Festanstellung,2-5 Jahre,beides,\n\
         ada@example.com,D,Koch,Ulm (hybrid),,,,,\n"
    );
    import(&app, text.as_bytes(), &["--json"]).await.ended_with(0);
    let saved =
        "SELECT concat_ws('/', query_name, coalesce(ai_work_arrangement, '-'), coalesce(ai_employment_type, '-'),
                        coalesce(ai_seniority, '-'), coalesce(ai_industry, '-')) AS text
                   FROM user_search_queries ORDER BY query_name";
    let searches = [
        "A/On-site/PART_TIME/Junior/Healthcare",
        "B/Hybrid/PART_TIME/Lead/Retail",
        "C/Remote OK/-/Mid/-",
        "D/Hybrid/-/-/-",
    ];
    assert_eq!(books::texts(&app, saved).await, searches);
}

#[tokio::test(flavor = "multi_thread")]
async fn good_lines_are_taken_and_bad_ones_named_by_their_line_with_what_to_do() {
    let app = app().await;
    let text = format!(
        "{HEADER}\n\
         ada@example.com,Primary,Koch,Hamburg,On site,Full-time,Mid-level,,01\n\
         not-an-email,Primary,Koch,Hamburg,,,,,\n\
         ada@example.com,\"two\nlines\",Koch,Hamburg,,,,,\n\
         ada@example.com,Primary,Koch,Hamburg,,,,,high\n\
         ada@example.com,=1+1,Koch,Hamburg,,,,,\n\
         ada@example.com,Primary,\"Koch,Hamburg,,,,,\n\
         ada@example.com,Primary,Koch,Hamburg,ON-SITE,FULL TIME,mid,any,1\n\
         bo@example.com,Primary,Koch,Hamburg,,,,Boss,\n\
         bo@example.com,Primary,Koch\n"
    );
    let output = import(&app, text.as_bytes(), &["--json"]).await.ended_with(1);
    assert_eq!(told(&output.json()), (json!([2, 1, 1]), vec![3, 6, 7, 8, 10, 11]));
    for said in [
        "line 3: This is not an e-mail address.",
        "line 6: priority says “high”. Write a whole number from 0 to 100",
        "line 7: query_name holds a formula",
        "line 8: A quote is opened here",
        "line 10: ai_industry says “Boss”. Leave it empty, or choose from this list: Technology",
        "line 11: location is empty.",
    ] {
        assert!(output.stderr.contains(said), "{said}\n{}", output.stderr);
    }
    let said = import(&app, text.as_bytes(), &[]).await.ended_with(1).stdout;
    assert!(said.starts_with("0 searches of 1 person taken, 3 already there, 6 lines refused."), "{said}");
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM users").await, 1, "nobody is added for a bad line");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_kind_is_refused_whole_with_what_it_is_and_what_to_do() {
    let app = app().await;
    let cases: [(&[u8], &str); 7] = [
        (b"", "the file is empty"),
        (b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", "a workbook of Excel or LibreOffice"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"<html><table><tr><td>email</td></tr></table>", "this is a web page"),
        (b"email,title_keyword,location\0\0\x01", "this is no text"),
        (b"ada@example.com,Koch,Hamburg\n", "email, title_keyword, location are required"),
        (b"email,title_keyword,location\n\n", "no row below its header"),
    ];
    for (content, said) in cases {
        let output = import(&app, content, &[]).await.ended_with(1);
        assert!(output.stderr.contains(said) && output.stdout.is_empty(), "{said}\n{}", output.stderr);
    }
    let folder = tempfile::tempdir().unwrap();
    let output = app.command(&["import", folder.path().to_str().unwrap()]).await.ended_with(1);
    assert!(output.stderr.contains("this is a directory"), "{}", output.stderr);
    let missing = folder.path().join("missing.csv");
    let output = app.command(&["import", missing.to_str().unwrap()]).await.ended_with(1);
    assert!(output.stderr.contains("there is no such file"), "{}", output.stderr);
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM users").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_can_be_run_as_if_it_were_another_time() {
    let app = app().await;
    let text = "email,title_keyword,location\nada@example.com,Koch,Hamburg\n";
    import(&app, text.as_bytes(), &["--at", "2026-11-20T08:00:00Z"]).await.ended_with(0);
    let made = "SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS text FROM user_search_queries";
    assert_eq!(books::texts(&app, made).await, ["2026-11-20 08:00"]);
}

/// A connection that may wait and be silent for as long as a busy machine takes.
async fn patient(app: &TestApp) -> Connection {
    let mut conn = app.db.own().await.unwrap();
    for setting in ["statement_timeout", "idle_in_transaction_session_timeout"] {
        diesel::sql_query(format!("SET {setting} = 0")).execute(&mut conn).await.unwrap();
    }
    conn
}

/// Holds the claims lock until it is dropped.
async fn holds_claims(mut conn: Connection) -> Connection {
    conn.begin_test_transaction().await.unwrap();
    Claims::lock(&mut conn).await.unwrap();
    conn
}

/// The lines of a file: so many people, each with so many places.
fn many(people: usize, places: usize) -> String {
    let cities = ["Berlin", "Hamburg", "Munich", "Ulm", "Bremen", "Leipzig", "Dresden", "Essen", "Bonn", "Mainz"];
    let line = |n: usize| format!("p{}@example.com,List,Title {},{}\n", n / places, n % 7, cities[n % places]);
    let lines: String = (0..people * places).map(line).collect();
    format!("email,query_name,title,place\n{lines}")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_up_waits_for_one_portion_of_an_import_and_a_killed_one_is_made_again() {
    let app = app().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), many(70, 10)).unwrap();
    let holder = holds_claims(patient(&app).await).await;
    let mut importing = app.program(&["import", file.path().to_str().unwrap()], &[]);
    let waiting = "SELECT count(*) AS number FROM pg_locks JOIN pg_database ON pg_database.oid = database
                    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted";
    let wait =
        async |waiters| books::reaches(&app, "the claims lock's waiters", waiting, |seen| *seen == waiters).await;
    wait(1).await;
    let signing_up = tokio::spawn(holds_claims(patient(&app).await));
    wait(2).await;
    drop(holder);
    let next = wait::end_of("the lock between two portions", signing_up).await.unwrap();
    assert_eq!(app.count("user_search_queries").await, 250, "one portion, and the import waits again");
    wait(1).await;
    importing.signal(Signal::KILL);
    importing.is_killed().await;
    drop(next);
    let again = app.command(&["import", file.path().to_str().unwrap(), "--json"]).await.ended_with(0).json();
    assert_eq!(told(&again), (json!([450, 250, 70]), vec![]));
    assert_eq!((app.count("user_search_queries").await, app.count("users").await), (700, 70));
    assert_eq!(app.count("demands").await, 700, "every person's searches are started");
    let once = app.command(&["import", file.path().to_str().unwrap(), "--json"]).await.ended_with(0).json();
    assert_eq!(told(&once), (json!([0, 700, 70]), vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_database_refuses_no_line() {
    let app = app().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), many(3, 10)).unwrap();
    let holder = holds_claims(patient(&app).await).await;
    let importing = app.program(&["import", file.path().to_str().unwrap()], &[("JOBFILL_STATEMENT_SECONDS", "2")]);
    importing.until("it says that it tries again", || importing.log().contains("Trying again in 4 s")).await;
    assert!(!importing.log().contains("line 2"), "{}", importing.log());
    drop(holder);
    importing.ends_well().await;
    assert_eq!(app.count("user_search_queries").await, 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_statements_add_two_hundred_searches_as_two() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let titles: Vec<String> = (0..20).map(|n| format!("Title {n}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let cities = ["Berlin", "Hamburg", "Munich", "Ulm", "Bremen", "Leipzig", "Dresden", "Essen", "Bonn", "Mainz"];
    let mut taken = Vec::new();
    for list in [list(&titles[..2], &cities[..1]), list(&titles, &cities)] {
        let wishes = list.wishes(app.config.country).unwrap();
        let owner = Owner::of(ada.id);
        let wanted: Vec<_> = wishes.iter().map(|wish| Wanted { owner, list: &list, wish }).collect();
        let mut conn = app.conn().await;
        let before = app.db.statements();
        let adding = conn.transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::add(conn, &app, &claims, &wanted).await
        });
        assert_eq!(adding.await.unwrap().len(), wishes.len());
        taken.push(app.db.statements() - before);
        drop(conn);
        app.drain().await;
    }
    assert_eq!(app.count("user_search_queries").await, 200);
    assert!(taken[0] == taken[1] && taken[1] <= 17, "{taken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_the_database_refuses_takes_no_neighbour_along() {
    let app = app().await;
    books::execute(&app, "ALTER TABLE user_search_queries ADD CHECK (title_keyword <> 'Cook')").await;
    let text = "email,title,place\na@example.com,Koch,Ulm\nb@example.com,Cook,Ulm\n\
                c@example.com,Nurse,Ulm\nc@example.com,Nurse,Ulm\n";
    let output = import(&app, text.as_bytes(), &["--json"]).await.ended_with(1);
    assert_eq!(told(&output.json()), (json!([2, 1, 2]), vec![3]));
    assert!(output.stderr.contains("line 3: "), "{}", output.stderr);
    assert_eq!(app.count("users").await, 2, "nobody is added for a bad line");
}
