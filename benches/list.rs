//! How long a page of the list takes over a million jobs, whoever asks and whatever is looked for: by the time of its own
//! statements, and by the usual page. On a PostgreSQL that syncs to disk, through the real server.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest of it")]
mod postgresql;

use diesel::prelude::*;
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use jobfill::app::{App, SharedApp};
use jobfill::backfill::claims::Claims;
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Terms};
use jobfill::filters::Filters;
use jobfill::fits::Wanted;
use jobfill::models::job::open_since;
use jobfill::models::listing::{Criteria, Cursor, Links, Listing, PlaceWords, SearchAtSource};
use jobfill::models::refresh::LastUpdate;
use jobfill::models::session::Visit;
use jobfill::models::user::{Email, User};
use jobfill::place::{CountryCode, Place};
use jobfill::searches::{self, List};
use jobfill::{status, web, words};
use postgresql::Bench;
use reqwest::Client;
use std::net::TcpListener;
use std::time::{Duration, Instant};

const MILLION: &str = include_str!("support/many_jobs.sql");

/// Titles of the jobs; nobody wants one beyond the tenth.
const TITLES: usize = 50;

const TOWNS: [&str; 20] = [
    "Hamburg",
    "Munich",
    "Cologne",
    "Frankfurt",
    "Stuttgart",
    "Düsseldorf",
    "Leipzig",
    "Dortmund",
    "Essen",
    "Bremen",
    "Dresden",
    "Hannover",
    "Nürnberg",
    "Duisburg",
    "Bochum",
    "Wuppertal",
    "Bielefeld",
    "Bonn",
    "Münster",
    "Mannheim",
];

/// People by their searches: titles and towns.
const USUAL: usize = 0;
const MANY: usize = 1;
const HUGE: usize = 2;

/// A page: what it is, whose it is, the words and the place that are looked for.
const PAGES: [(&str, usize, &str, &str); 17] = [
    ("6 searches", USUAL, "", ""),
    ("6 searches, a word of two jobs in three", USUAL, "common", ""),
    ("6 searches, a word of one job in 1,700", USUAL, "\"word17\"", ""),
    ("6 searches, a word of one job", USUAL, "\"number50\"", ""),
    ("6 searches, a word of no job", USUAL, "nowhere", ""),
    ("6 searches, a phrase of a word of two jobs in three", USUAL, "\"common common\"", ""),
    ("6 searches, a word of half of the jobs, none of theirs", USUAL, "elsewhere", ""),
    ("6 searches, one of their towns", USUAL, "", "Hamburg"),
    ("6 searches, another town", USUAL, "", "Bonn"),
    ("100 searches", MANY, "", ""),
    ("100 searches, a word of two jobs in three", MANY, "common", ""),
    ("100 searches, a word of one job in 1,700", MANY, "\"word17\"", ""),
    ("100 searches, a word of no job", MANY, "nowhere", ""),
    ("100 searches, another town", MANY, "", "Bonn"),
    ("a topic of 100,000 jobs", HUGE, "", ""),
    ("a topic of 100,000 jobs, a word of one job in 1,700", HUGE, "\"word17\"", ""),
    ("a topic of 100,000 jobs, another town", HUGE, "", "Bonn"),
];

/// Each page is asked for so often; the median counts.
const TIMES: usize = 21;

struct Person {
    id: i32,
    http: Client,
}

fn main() {
    let bench = Bench::start();
    bench.runtime.block_on(async {
        let app = app(&bench).await.expect("an app");
        let url = serve(&app);
        let people = [
            person(&app, &url, "usual", &titles(3), &TOWNS[..2]).await,
            person(&app, &url, "many", &titles(10), &TOWNS[..10]).await,
            person(&app, &url, "huge", &["Cook".to_owned()], &["Berlin"]).await,
        ];
        fill(&app).await;
        println!("{:<56} {:>9} {:>9} {:>6} {:>6}", "page", "whole", "its SQL", "ratio", "usual");
        let mut usual = None;
        for (name, whose, words, place) in PAGES {
            let (whole, sql) =
                (whole(&people[whose], &url, words, place).await, sql(&app, &people[whose], words, place).await);
            let usual = *usual.get_or_insert(whole);
            let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
            let (by_sql, by_usual) = (ratio(whole, sql), ratio(whole, usual));
            let ms = |one: Duration| format!("{:.1} ms", one.as_secs_f64() * 1_000.0);
            println!("{name:<56} {:>9} {:>9} {by_sql:>6.2} {by_usual:>6.2}", ms(whole), ms(sql));
        }
        for (name, whose) in [("home, 6 searches", USUAL), ("home, 100 searches", MANY)] {
            let time = page(&people[whose], &format!("{url}/home"), &[]).await;
            println!("{name:<56} {:>6.1} ms", time.as_secs_f64() * 1_000.0);
        }
    });
}

fn titles(count: usize) -> Vec<String> {
    (0..count).map(title).collect()
}

/// A word of letters alone, as titles are.
fn title(nth: usize) -> String {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).unwrap_or(0));
    format!("Worker{}{}x", letter(nth / 26), letter(nth))
}

async fn app(bench: &Bench) -> anyhow::Result<SharedApp> {
    let env = Env::of([
        ("JOBFILL_DATA_DIR", "/nonexistent"),
        ("RAPIDAPI_KEY", "none"),
        ("JOBFILL_PERSON_COMBINATIONS", "10000"),
        ("JOBFILL_PERSON_CREDITS", "1000000"),
        ("JOBFILL_DAILY_CREDITS", "1000000"),
    ]);
    let database = Database::open(bench.app.db.url(), Terms::new(8)).await?;
    App::new(Config::from_env(&env)?, database, Clock::System, "jobfill".into())
}

fn serve(app: &SharedApp) -> String {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(web::serve(app.clone(), listener).expect("a server"));
    url
}

/// Somebody who is signed in and wants every title in every town.
async fn person(app: &SharedApp, url: &str, name: &str, titles: &[String], towns: &[&str]) -> Person {
    let http = Client::builder().no_proxy().cookie_store(true).build().expect("a client");
    let email = format!("{name}@example.com");
    let form = [("email", email.as_str()), ("password", "correct horse battery")];
    let answer = http.post(format!("{url}/signup")).header("sec-fetch-site", "same-origin").form(&form).send().await;
    assert!(answer.expect("an answer").status().is_success(), "{name} signs up");
    let list = List {
        name: "All".to_owned(),
        titles: titles.to_vec(),
        locations: towns.iter().map(|town| (*town).to_owned()).collect(),
        filters: Filters::default(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).expect("a title and a place each");
    let mut conn = app.db.conn().await.expect("a connection");
    let email = Email::parse(&email).expect("an address");
    let user = User::find_by_email(&mut conn, &email).await.expect("an answer").expect("an account");
    let saving = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::save(conn, app, &claims, user.id, &list, &wishes).await.map(drop)
    });
    saving.await.expect("the searches are saved");
    Person { id: user.id, http }
}

async fn fill(app: &SharedApp) {
    let array = |keys: Vec<String>| format!("ARRAY['{}']", keys.join("','"));
    let place = |town: &str| Place::parse(town, CountryCode::GERMANY).expect("a town");
    let key = |title: &String| {
        let wanted = Wanted::new(title, &Place::Anywhere, Filters::default());
        wanted.topics().next().map(|(title, _)| title.to_owned()).expect("a key")
    };
    let titles = array(titles(TITLES).iter().map(key).collect());
    let towns = array(TOWNS.iter().map(|town| place(town).key()).collect());
    let terms = Terms { statement: Duration::from_secs(3_600), ..Terms::new(1) };
    let patient = Database::open(app.db.url(), terms).await.expect("a database");
    let mut conn = patient.own().await.expect("a connection");
    for statement in MILLION.replace("$TITLES", &titles).replace("$TOWNS", &towns).split(";\n") {
        let begun = Instant::now();
        conn.batch_execute(statement).await.expect("a million jobs");
        eprintln!(
            "{:>6.1} s  {}",
            begun.elapsed().as_secs_f64(),
            statement.lines().rfind(|line| !line.starts_with("--")).unwrap_or("")
        );
    }
}

/// The list through the server.
async fn whole(person: &Person, url: &str, words: &str, place: &str) -> Duration {
    page(person, &format!("{url}/jobs"), &[("q", words), ("location", place), ("age", "all")]).await
}

/// A page through the server.
async fn page(person: &Person, address: &str, query: &[(&str, &str)]) -> Duration {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let answer = person.http.get(address).query(query).send().await.expect("an answer");
        assert!(answer.status().is_success());
        answer.bytes().await.expect("a page");
        times.push(begun.elapsed());
    }
    median(times)
}

/// The statements of the same page alone.
async fn sql(app: &SharedApp, person: &Person, words: &str, place: &str) -> Duration {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        statements(app, person, words, place).await.expect("an answer");
        times.push(begun.elapsed());
    }
    median(times)
}

async fn statements(app: &SharedApp, person: &Person, words: &str, place: &str) -> QueryResult<()> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await.map_err(|error| diesel::result::Error::QueryBuilderError(error.into()))?;
    Visit::load(&mut conn, Some("nobody's"), now).await?;
    let searches = SearchAtSource::of_user(&mut conn, person.id).await?;
    let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
    status::accounts(&mut conn, app, &combinations).await?;
    let update = LastUpdate::of(&mut conn, &combinations).await?;
    let criteria = Criteria {
        words: words::query(words),
        phrases: words::phrases(words),
        place: PlaceWords::parse(place, app.config.country),
        since: chrono::DateTime::UNIX_EPOCH,
        new_since: LastUpdate::new_since(update.as_ref(), now),
        open_since: open_since(now),
        ..Criteria::usual(now)
    };
    let listing = Listing { user_id: person.id, links: Links::of(&searches, None), criteria: &criteria };
    let page = listing.page(&mut conn, &Cursor::newest()).await?;
    if page.jobs.is_empty() && page.stopped.is_none() {
        listing.tally(&mut conn).await?;
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
