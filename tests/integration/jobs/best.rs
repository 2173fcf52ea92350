//! The best first: how well each job fits, and the order that comes of it.

use super::{Person, posting, titles};
use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use jobfill::filters::{Filters, Seniority, StatedArrangement};
use jobfill::searches::List;
use jobfill::sources::{Posting, Source};

/// What the person would pick out of a hundred, by hand: of each kind so many.
fn wanted(app: &TestApp) -> Vec<Posting> {
    let titles = ["Data Scientist", "Data Scientist (m/w/d)", "Senior Data Scientist", "Data Scientist, Fraud"];
    let make = |number: i64| {
        let title = titles[usize::try_from(number).unwrap() % titles.len()];
        let at = app.clock.now() - TimeDelta::hours(number * 30);
        let seniority = Some(Seniority::Senior).filter(|_| number % 3 > 0);
        Posting { seniority, company: Some(format!("Good {number}")), ..posting(&format!("good {number}"), title, at) }
    };
    (0..20).map(make).collect()
}

/// What a source brings besides: other towns, other titles, and much that is newer.
fn others(app: &TestApp) -> Vec<Posting> {
    let titles = ["Data Analyst", "Sales Manager", "Working Student Data", "Data Scientist", "Research Scientist"];
    let make = |number: i64| {
        let title = titles[usize::try_from(number).unwrap() % titles.len()];
        let place = if title == "Data Scientist" { "Munich, Germany" } else { "Berlin, Germany" };
        let at = app.clock.now() - TimeDelta::hours(number);
        let other = posting(&format!("other {number}"), title, at);
        Posting { company: Some(format!("Other {number}")), location: Some(place.to_owned()), ..other }
    };
    (0..80).map(make).collect()
}

/// The employers of a list's rows, from top to bottom.
fn employers(page: &str) -> Vec<String> {
    let rows = page.split("<li class=\"job\"").skip(1);
    rows.map(|row| row.split("<p>").nth(1).unwrap().split(" ·").next().unwrap().trim().to_owned()).collect()
}

async fn seen(visitor: &Visitor, path: &str) -> Vec<String> {
    employers(&visitor.get(path).await.is(200).body)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_wanted_jobs_among_a_hundred_most_stand_in_the_first_thirty() {
    let app = TestApp::start().await;
    let filters = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let wish = List { filters, ..list(&["Data Scientist"], &["Berlin"]) };
    let ada = Person::who_wants(&app, "ada@example.com", &wish).await;
    ada.is_brought(&app, Source::JSearch, &[others(&app), wanted(&app)].concat()).await;
    let good = |page: &[String]| page.iter().take(30).filter(|employer| employer.starts_with("Good")).count();
    let (newest, best) = (seen(&ada.visitor, "/jobs?order=newest").await, seen(&ada.visitor, "/jobs?order=best").await);
    println!("of 20 wanted among 100: {} in the newest 30, {} in the best 30", good(&newest), good(&best));
    assert!(good(&best) >= 15, "{best:?}");
    assert!(good(&newest) < 10, "the order by date would not do: {newest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_says_how_well_it_fits_and_why() {
    let app = TestApp::start().await;
    let filters = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let wish = List { filters, ..list(&["Data Scientist"], &["Berlin"]) };
    let ada = Person::who_wants(&app, "ada@example.com", &wish).await;
    let at = app.clock.now();
    let same = Posting { seniority: Some(Seniority::Lead), ..posting("1", "Data Scientist (m/w/d)", at) };
    let remote = Posting {
        work_arrangement: Some(StatedArrangement::Remote),
        location: Some("Munich, Germany".to_owned()),
        ..posting("2", "Senior Data Scientist", at)
    };
    ada.is_brought(&app, Source::JSearch, &[same, remote, posting("3", "Waiter", at)]).await;
    let page = ada.visitor.get("/jobs?order=best").await;
    assert_eq!(titles(&page.body), ["Data Scientist (m/w/d)", "Senior Data Scientist", "Waiter"]);
    page.shows("Very good match").shows("same title, in Berlin, meets 1 of 1 filter");
    page.shows("title contains yours, remote").shows("Weak match").shows("another title, in Berlin");
    page.shows("3 jobs of the last 30 days, best first");
    // The newest first says it, too.
    ada.visitor.get("/jobs?order=newest").await.shows("Very good match").shows("newest first");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_the_cv_bring_a_job_forward() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let profile = r#"
        INSERT INTO profiles (key, reader, model, profile, created_at, read_at) VALUES ('key', 'offline', 'offline',
            '{"titles": [], "places": [], "filters": [], "skills": ["Sous Vide", "HACCP", "C++"]}', now(), now());
        INSERT INTO cvs (user_id, file_name, kind, size_bytes, text, text_key, profile_key, uploaded_at)
        SELECT id, 'cv.txt', 'text', 1, 'x', 'text', 'key', '2026-11-23' FROM users;"#;
    app.conn().await.batch_execute(profile).await.unwrap();
    let at = app.clock.now();
    let described = |id: &str, text: &str, hours| Posting {
        description: Some(text.to_owned()),
        company: Some(id.to_owned()),
        ..posting(id, "Cook", at - TimeDelta::hours(hours))
    };
    let jobs = [described("Plain", "You cook.", 1), described("Fitting", "HACCP and sous-vide are yours.", 5)];
    ada.is_brought(&app, Source::JSearch, &jobs).await;
    assert_eq!(seen(&ada.visitor, "/jobs?order=best").await, ["Fitting", "Plain"]);
    ada.visitor.get("/jobs").await.shows("in your CV: Sous Vide, HACCP");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_remembered_and_its_pages_repeat_and_skip_nothing() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let make = |number: i64| {
        let title = if number % 4 == 0 { "Cook".to_owned() } else { format!("Kitchen Help {number}") };
        Posting {
            company: Some(format!("E{number}")),
            ..posting(&number.to_string(), &title, app.clock.now() - TimeDelta::minutes(number))
        }
    };
    ada.is_brought(&app, Source::JSearch, &(0..120).map(make).collect::<Vec<_>>()).await;
    let first = ada.visitor.get("/jobs?order=best").await.body;
    assert!(
        employers(&first)[..30].iter().all(|one| one[1..].parse::<i64>().unwrap() % 4 == 0),
        "{:?}",
        employers(&first)
    );
    // Without saying so again.
    assert_eq!(employers(&ada.visitor.get("/jobs").await.body), employers(&first));
    let newcomer = Posting { company: Some("E1000".to_owned()), ..posting("new", "Cook", app.clock.now()) };
    ada.is_brought(&app, Source::JSearch, &[newcomer]).await;
    let second = ada.visitor.get(&link(&first, "next")).await.body;
    let third = ada.visitor.get(&link(&second, "next")).await.body;
    let mut all: Vec<String> = [&first, &second, &third].into_iter().flat_map(|page| employers(page)).collect();
    assert_eq!(all.len(), 120);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 120, "each once");
    assert_eq!(employers(&ada.visitor.get(&link(&third, "prev")).await.body), employers(&second));
    assert_eq!(employers(&ada.visitor.get("/jobs?page=3").await.body).len(), 21);
    ada.visitor.get("/jobs?order=newest").await.is(200);
    assert_eq!(employers(&ada.visitor.get("/jobs").await.body)[0], "E1000");
}

/// Where the link to another page leads.
fn link(page: &str, rel: &str) -> String {
    let (_, rest) = page.split_once(&format!("rel=\"{rel}\" href=\"")).unwrap();
    rest.split_once('"').unwrap().0.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_list_takes_six_statements() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &super::postings(&app, 60)).await;
    for path in [
        "/jobs?order=newest",
        "/jobs?order=best",
        "/jobs?order=best&q=job&location=Berlin&seniority=",
        "/jobs?list=saved",
    ] {
        ada.visitor.get(path).await.is(200);
        let before = app.db.statements();
        let page = ada.visitor.get(path).await;
        let taken = app.db.statements() - before;
        println!("{path}: {taken} statements");
        assert!(page.body.contains("class=\"jobs\"") || path.ends_with("saved"));
        assert!(taken <= 6, "{path}: {taken}");
    }
}
