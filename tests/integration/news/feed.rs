//! The feed, as a feed reader reads it.

use super::{ADA, person};
use crate::support::app::{TestApp, list};
use crate::support::browser::{PASSWORD, Visitor};
use chrono::TimeDelta;
use feed_rs::model::Feed;
use feed_rs::parser;
use jobfill::worker;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use std::collections::BTreeSet;

const SITE: (&str, &str) = ("JOBFILL_PUBLIC_URL", "http://jobs.example.org");

/// Ada with a loaded search.
async fn ada() -> (TestApp, Visitor) {
    let app = TestApp::with([SITE]).await;
    let ada = app.visitor();
    ada.sign_up(ADA).await.is(303);
    app.wants(&person(&app, ADA).await, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    (app, ada)
}

/// Makes an address, and returns its path.
async fn made(ada: &Visitor) -> String {
    let page = ada.post("/account/feed", &[]).await;
    let (_, rest) = page.is(200).body.split_once("<pre>http://jobs.example.org").unwrap();
    rest.split_once("</pre>").unwrap().0.to_owned()
}

async fn read(app: &TestApp, path: &str) -> Feed {
    let answer = app.visitor().get(path).await;
    parser::parse(answer.is(200).body.as_bytes()).unwrap()
}

fn ids(feed: &Feed) -> BTreeSet<String> {
    feed.entries.iter().map(|entry| entry.id.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_gets_the_newest_jobs_of_the_lists_and_nothing_about_their_person() {
    let (app, ada) = ada().await;
    let path = made(&ada).await;
    let answer = app.visitor().raw(&path).await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/atom+xml; charset=utf-8");
    assert!(answer.headers()[CACHE_CONTROL].to_str().unwrap().starts_with("private"));
    let xml = answer.text().await.unwrap();
    let feed = parser::parse(xml.as_bytes()).unwrap();
    assert_eq!(feed.entries.len(), 50);
    assert_eq!(ids(&feed).len(), 50, "each once");
    for entry in &feed.entries {
        assert!(entry.id.starts_with("tag:jobs.example.org,2026:job/"), "{}", entry.id);
        assert!(entry.title.as_ref().is_some_and(|title| !title.content.is_empty()) && entry.updated.is_some());
        let links: Vec<_> = entry.links.iter().map(|link| link.href.as_str()).collect();
        assert!(links[0].starts_with("http://jobs.example.org/jobs/"), "{links:?}");
        let why = &entry.summary.as_ref().unwrap().content;
        assert!(why.contains("Data Scientist · Berlin"), "{why}");
        ada.get(links[0].strip_prefix("http://jobs.example.org").unwrap()).await.is(200);
    }
    for own in [ADA, "ada@", path.trim_start_matches("/feed/")] {
        assert!(!xml.to_lowercase().contains(&own.to_lowercase()), "{own} in {xml}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_the_same_for_good_and_new_jobs_come_to_it() {
    let (app, ada) = ada().await;
    let path = made(&ada).await;
    let first = read(&app, &path).await;
    app.pass(TimeDelta::hours(20));
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    let second = read(&app, &path).await;
    let (before, after) = (ids(&first), ids(&second));
    assert!(after.difference(&before).count() > 0 && after.intersection(&before).count() > 0);
    for entry in second.entries.iter().filter(|entry| before.contains(&entry.id)) {
        let old = first.entries.iter().find(|old| old.id == entry.id).unwrap();
        assert_eq!((old.updated, &old.title), (entry.updated, &entry.title));
    }
    // By a new address, too.
    assert_eq!(ids(&read(&app, &made(&ada).await).await), after);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_makes_no_second_entry() {
    let (app, ada) = ada().await;
    let path = made(&ada).await;
    let before = ids(&read(&app, &path).await);
    // Two of the jobs turn out to be one, whose group is now named by a posting that was never told.
    let join = "UPDATE jobs SET group_id = 0 WHERE id IN (SELECT job_id FROM told ORDER BY job_id LIMIT 2)";
    app.execute(join).await;
    app.execute("INSERT INTO jobs (id, source, source_id, title, company, location, first_seen_at, last_confirmed_at,
            listed_at, words, place_words, group_id, description, fields)
        SELECT 0, source, 'a copy', title, company, location, first_seen_at, last_confirmed_at, listed_at, words, place_words,
            0, description, fields FROM jobs WHERE group_id = 0 ORDER BY id LIMIT 1").await;
    app.execute(
        "INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
        SELECT request_id, 0, max(listed_at), min(first_seen_at) FROM request_jobs
         WHERE job_id = (SELECT min(id) FROM jobs WHERE group_id = 0 AND id > 0) GROUP BY request_id",
    )
    .await;
    let after = ids(&read(&app, &path).await);
    let told: i64 = app.count("told WHERE job_id = 0").await;
    assert_eq!(told, 0, "the copy is no news");
    assert!(before.difference(&after).count() <= 1 && after.difference(&before).count() <= 1);
    assert!(!after.contains("tag:jobs.example.org,2026:job/0"), "{after:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_it_already_gets_it_not_again() {
    let (app, ada) = ada().await;
    let path = made(&ada).await;
    let url = format!("{}{path}", app.url);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let with = async |name: HeaderName, value: String| {
        let answer = http.get(&url).header(name, value).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap().len())
    };
    let first = http.get(&url).send().await.unwrap();
    let header = |name: HeaderName| first.headers()[name].to_str().unwrap().to_owned();
    let (tag, changed) = (header(ETAG), header(LAST_MODIFIED));
    assert_eq!(with(IF_NONE_MATCH, tag.clone()).await, (304, 0));
    assert_eq!(with(IF_MODIFIED_SINCE, changed.clone()).await, (304, 0));
    assert_eq!(with(IF_NONE_MATCH, "W/\"another\"".to_owned()).await.0, 200);
    assert_eq!(http.head(&url).send().await.unwrap().status().as_u16(), 200);

    app.pass(TimeDelta::hours(20));
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;
    assert_eq!(with(IF_NONE_MATCH, tag).await.0, 200);
    assert_eq!(with(IF_MODIFIED_SINCE, changed).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_leads_nowhere_once_it_is_given_up() {
    let (app, ada) = ada().await;
    ada.get("/account").await.shows("/account/news");
    ada.get("/account/news").await.shows("Make an address").shows("This site sends no mail");
    let first = made(&ada).await;
    ada.get("/account/news").await.hides(&first);
    let second = made(&ada).await;
    app.visitor().get(&first).await.is(404);
    app.visitor().get("/feed/nonsense").await.is(404);
    read(&app, &second).await;
    ada.post("/account/feed/off", &[]).await.goes_to("/account/news");
    app.visitor().get(&second).await.is(404);
    let third = made(&ada).await;
    let bare = third.strip_suffix(".atom").expect("the ending that readers know it by");
    app.visitor().get(bare).await.is(200);
    let passwords = [("current_password", PASSWORD), ("password", "another long sentence")];
    ada.post("/account/password", &passwords).await.goes_to("/account");
    app.visitor().get(&third).await.is(404);
    let third = made(&ada).await;
    app.execute("UPDATE users SET disabled_at = now()").await;
    app.visitor().get(&third).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_feed_is_not_read_without_end() {
    let (app, ada) = ada().await;
    let path = made(&ada).await;
    let reader = app.visitor();
    for _ in 0..30 {
        reader.get(&path).await.is(200);
    }
    let slowed = reader.raw(&path).await;
    assert_eq!(slowed.status().as_u16(), 429);
    assert!(slowed.headers()["retry-after"].to_str().unwrap().parse::<i64>().unwrap() <= 61);
    app.pass(TimeDelta::minutes(2));
    reader.get(&path).await.is(200);
}
