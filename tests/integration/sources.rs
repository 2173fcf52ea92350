//! The real client against the sandbox, over real HTTP.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jobfill::combination::Combination;
use jobfill::config::Secret;
use jobfill::filters::{Filters, Seniority, StatedArrangement, WorkArrangement};
use jobfill::sources::sandbox::{self, Control, Fault, How, Options, Running};
use jobfill::sources::{
    Answer, Charge, Client, ErrorKind, Page, PageAsk, Position, Posting, Request, Resets, Source, SourceError,
    SourceSettings, Span, Unit, charged_rows, parse,
};

mod failures;
mod recorded;
mod strictness;
mod transport;

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

fn options() -> Options {
    Options::new(Arc::new(now))
}

fn sandbox() -> Running {
    sandbox::start(options()).unwrap()
}

fn client(sandbox: &Running, source: Source) -> Client {
    Client::new(source, &sandbox.settings(source)).unwrap()
}

fn request(source: Source, title: &str, place: &str, filters: Filters) -> Request {
    let germany = "de".parse().unwrap();
    Request::of(source, &Combination::parse(title, place, filters, germany).unwrap())
}

fn plain(source: Source, title: &str, place: &str) -> Request {
    request(source, title, place, Filters::default())
}

fn first_page(request: &Request, span: Span) -> PageAsk<'_> {
    PageAsk {
        request,
        or_titles: &[],
        span,
        position: &Position::Start,
        limit: 100,
        created_since: None,
        created_before: None,
    }
}

/// A client that is not ours.
fn http() -> reqwest::Client {
    // Another test may have installed it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Buys the first page of data scientists in Berlin.
async fn buy(sandbox: &Running, source: Source) -> Result<Answer, SourceError> {
    let request = plain(source, "Data Scientist", "Berlin");
    client(sandbox, source).send(&first_page(&request, Span::Week)).await
}

/// More pages than any list of the sandbox has.
const MOST_PAGES: usize = 1_000;

/// Buys page after page until there is none.
async fn buy_all(sandbox: &Running, request: &Request, span: Span, limit: u32) -> Vec<Page> {
    let client = client(sandbox, request.source());
    let mut pages = Vec::new();
    let mut position = Some(Position::Start);
    for _ in 0..MOST_PAGES {
        let Some(at) = position else { return pages };
        let ask = PageAsk { position: &at, limit, ..first_page(request, span) };
        let answer = client.send(&ask).await.unwrap();
        let page = parse(request.source(), &answer.body, now()).unwrap();
        position = at.after(&page, limit, false);
        pages.push(page);
    }
    panic!("a list of more than {MOST_PAGES} pages");
}

fn postings(pages: Vec<Page>) -> Vec<Posting> {
    assert!(pages.iter().all(|page| page.refused.is_empty()));
    pages.into_iter().flat_map(|page| page.postings).collect()
}

fn ids(postings: &[Posting]) -> HashSet<&str> {
    postings.iter().map(|posting| posting.source_id.as_str()).collect()
}

#[tokio::test]
async fn a_month_at_jsearch_is_bought_page_by_page_and_each_page_once() {
    let sandbox = sandbox();
    let request = plain(Source::JSearch, "Data Scientist", "Berlin");
    let since = now() - TimeDelta::days(30);
    let pages = buy_all(&sandbox, &request, Span::Month { since }, 10).await;
    assert!(pages.len() >= 3, "{}", pages.len());
    let account = sandbox.account(Source::JSearch);
    assert_eq!(account.requests, pages.len() as u64);
    assert_eq!(account.pages.len(), pages.len());
    assert_eq!(account.most_often(), 1);
    let postings = postings(pages);
    assert_eq!(ids(&postings).len(), postings.len(), "no job twice");
    assert!(postings.iter().all(|posting| posting.posted_at.unwrap() >= since));
    assert!(postings.iter().all(|posting| posting.apply_url.is_some()));
}

#[tokio::test]
async fn a_week_at_active_jobs_db_is_bought_by_offset_and_paid_by_the_row() {
    let sandbox = sandbox();
    let request = plain(Source::ActiveJobs, "Data Scientist", "Berlin");
    let pages = buy_all(&sandbox, &request, Span::Week, 20).await;
    assert!(pages.len() >= 2, "{}", pages.len());
    let rows: u32 = pages.iter().map(|page| page.rows).sum();
    let account = sandbox.account(Source::ActiveJobs);
    assert_eq!((account.jobs, account.requests), (u64::from(rows), pages.len() as u64));
    let whole = buy(&sandbox, Source::ActiveJobs).await.unwrap();
    assert_eq!(charged_rows(&whole.body), Ok(rows));
    let whole = parse(Source::ActiveJobs, &whole.body, now()).unwrap();
    assert_eq!(postings(pages), whole.postings, "the pages are the whole, cut in pieces");
}

#[tokio::test]
async fn an_answer_says_what_is_left_of_each_meter() {
    let sandbox = sandbox();
    let bought = buy(&sandbox, Source::ActiveJobs).await.unwrap();
    let rows = u64::from(charged_rows(&bought.body).unwrap());
    let jobs = bought.quota.jobs.unwrap();
    assert_eq!((jobs.limit, jobs.remaining), (20_000, 20_000 - rows));
    // Until the 3rd of December, the beginning of the sandbox's next month.
    assert_eq!(jobs.resets, Resets::In(Duration::from_secs(9 * 86_400 + 14 * 3_600 + 45 * 60)));
    assert_eq!(bought.quota.requests.unwrap().remaining, 19_999);
    let bought = buy(&sandbox, Source::JSearch).await.unwrap();
    assert_eq!(bought.quota.jobs, None, "JSearch counts no jobs");
}

#[tokio::test]
async fn the_filters_are_obeyed_by_the_source_that_has_them() {
    let sandbox = sandbox();
    let filters = Filters {
        work_arrangement: Some(WorkArrangement::RemoteOk),
        seniority: Some(Seniority::Senior),
        ..Filters::default()
    };
    let narrow = request(Source::ActiveJobs, "Data Scientist", "Berlin", filters);
    let narrow = postings(buy_all(&sandbox, &narrow, Span::Week, 100).await);
    assert!(!narrow.is_empty());
    for posting in &narrow {
        assert!(posting.work_arrangement.is_some_and(|stated| WorkArrangement::RemoteOk.is_met_by(stated)));
        assert!(posting.seniority.is_some_and(|stated| Seniority::Senior.is_met_by(stated)));
    }
    let states = |stated| narrow.iter().any(|posting| posting.work_arrangement == Some(stated));
    assert!(states(StatedArrangement::RemoteOk) && states(StatedArrangement::RemoteSolely));
    assert!(narrow.iter().any(|posting| posting.seniority == Some(Seniority::Lead)));
    let wide = plain(Source::ActiveJobs, "Data Scientist", "Berlin");
    let wide = postings(buy_all(&sandbox, &wide, Span::Week, 100).await);
    assert!(ids(&wide).is_superset(&ids(&narrow)));
    assert!(wide.len() > 2 * narrow.len());
    assert!(wide.iter().any(|posting| posting.seniority.is_none()), "some state nothing");
}

#[tokio::test]
async fn like_titles_and_both_sources_have_jobs_in_common() {
    let sandbox = sandbox();
    let mut found = Vec::new();
    for (source, title) in [
        (Source::ActiveJobs, "Data Scientist"),
        (Source::ActiveJobs, "Machine Learning Engineer"),
        (Source::JSearch, "Data Scientist"),
    ] {
        let request = plain(source, title, "Berlin");
        found.push(postings(buy_all(&sandbox, &request, Span::Week, 100).await));
    }
    assert!(ids(&found[0]).intersection(&ids(&found[1])).count() > 0);
    assert_eq!(ids(&found[0]).intersection(&ids(&found[2])).count(), 0, "ids are a source's own");
    let names = |at: usize| -> HashSet<(String, Option<String>)> {
        found[at].iter().map(|posting| (posting.title.clone(), posting.company.clone())).collect()
    };
    assert!(names(0).intersection(&names(2)).count() > 0);
}

#[tokio::test]
async fn every_kind_of_place_is_understood_on_both_sides() {
    let sandbox = sandbox();
    for place in [
        "Berlin",
        "Bavaria",
        "Germany",
        "Remote",
        "Remote (Germany)",
        "Anywhere",
        "Paris, Texas",
        "London, UK",
        "United Kingdom",
    ] {
        for source in Source::ALL {
            let request = plain(*source, "Software Engineer", place);
            let found = postings(buy_all(&sandbox, &request, Span::Week, 200).await);
            assert!(!found.is_empty(), "{place} at {source}");
            if let Some(country) = request.place().country().filter(|_| *source == Source::ActiveJobs) {
                assert!(found.iter().all(|posting| posting.country == Some(country)), "{place}");
            }
        }
    }
}

#[tokio::test]
async fn only_what_is_new_is_paid_for_when_the_fresh_end_is_missing() {
    let sandbox = sandbox();
    let request = plain(Source::ActiveJobs, "Data Scientist", "Berlin");
    let since = now() - TimeDelta::days(2);
    let ask = PageAsk { created_since: Some(since), ..first_page(&request, Span::Week) };
    let fresh = client(&sandbox, Source::ActiveJobs).send(&ask).await.unwrap();
    let fresh = parse(Source::ActiveJobs, &fresh.body, now()).unwrap();
    assert!(fresh.rows > 0);
    let week = buy(&sandbox, Source::ActiveJobs).await.unwrap();
    assert!(fresh.rows < charged_rows(&week.body).unwrap() / 2);
}

#[tokio::test]
async fn tomorrow_there_are_new_jobs() {
    let sandbox = sandbox();
    let request = plain(Source::ActiveJobs, "Data Scientist", "Berlin");
    let today = postings(buy_all(&sandbox, &request, Span::Week, 100).await);
    sandbox.control(Control::SetClockOffset { seconds: 86_400 });
    let tomorrow = postings(buy_all(&sandbox, &request, Span::Day, 100).await);
    let new = ids(&tomorrow).difference(&ids(&today)).count();
    assert!(new > 0);
}

#[tokio::test]
async fn the_account_is_there_for_people_and_for_programs_and_outlives_the_sandbox() {
    let directory = tempfile::tempdir().unwrap();
    let options = Options { account_file: Some(directory.path().join("account.jsonl")), ..options() };
    let first = sandbox::start(options.clone()).unwrap();
    buy(&first, Source::JSearch).await.unwrap();
    first.stop().await;
    let second = sandbox::start(options).unwrap();
    buy(&second, Source::JSearch).await.unwrap();
    assert_eq!(second.account(Source::JSearch).most_often(), 2);
    let get = |path: &str| http().get(format!("{}{path}", second.url())).send();
    let html = get("/account").await.unwrap().text().await.unwrap();
    assert!(html.contains("data scientist in Berlin") && html.contains("2 times"), "{html}");
    let json: serde_json::Value = get("/account.json").await.unwrap().json().await.unwrap();
    assert_eq!(json[0]["source"], "jsearch");
    assert_eq!(json[0]["requests"], 2);
    assert_eq!(json[0]["pages"][0]["times"], 2);
}
