//! What is on the list, and in which order.

use super::{Person, posting, postings, titles};
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::filters::{EmploymentType, Filters, Industry, Seniority, StatedArrangement, WorkArrangement};
use jobfill::searches::List;
use jobfill::sources::{Posting, Source};

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_comes_later_sees_what_was_bought_before_it() {
    let app = TestApp::start().await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let seen = ada.sees("/jobs").await;
    assert!(!seen.is_empty());
    let bob = Person::who_wants(&app, "bob@example.com", &list(&["data  scientist (m/w/d)"], &["Berlin"])).await;
    assert_eq!(bob.sees("/jobs").await, seen);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_month_is_shown_first_and_older_jobs_when_asked_for() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let ages = [(40, "Old"), (2, "Recent"), (0, "Fresh")];
    let jobs = ages.map(|(days, title)| posting(title, title, app.clock.now() - TimeDelta::days(days)));
    ada.is_brought(&app, Source::JSearch, &jobs).await;
    assert_eq!(ada.sees("/jobs").await, ["Fresh", "Recent"]);
    assert_eq!(ada.sees("/jobs?age=1").await, ["Fresh"]);
    assert_eq!(ada.sees("/jobs?age=all").await, ["Fresh", "Recent", "Old"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_job_says_which_search_it_fits_or_who_brought_it() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = |title: &str, place: &str| {
        let mut job = posting(title, title, app.clock.now());
        job.location = Some(place.to_owned());
        job
    };
    let jobs = [at("Pastry Cook (m/w/d)", "Hamburg, Germany; Berlin, Germany"), at("Kitchen Help", "Berlin, Germany")];
    ada.is_brought(&app, Source::JSearch, &jobs).await;
    let page = ada.visitor.get("/jobs").await.body;
    let row = |title: &str| page.split("<li class=\"job\"").find(|row| row.contains(title)).unwrap().to_owned();
    let (fitting, brought) = (row("Pastry Cook"), row("Kitchen Help"));
    assert!(fitting.contains("Fits Cook · Berlin") && !fitting.contains("brought it"), "{fitting}");
    assert!(brought.contains("JSearch brought it for Cook · Berlin") && !brought.contains("Fits"), "{brought}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_neither_repeat_nor_skip_a_job_while_new_ones_come() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 120)).await;
    let first = ada.visitor.get("/jobs").await.body;
    let newcomer = posting("newcomer", "Newcomer", app.clock.now());
    ada.is_brought(&app, Source::JSearch, &[newcomer]).await;
    let second = ada.visitor.get(&link(&first, "next")).await.body;
    // A number counts from what is there now.
    let numbered: Vec<String> = titles(&ada.visitor.get("/jobs?page=2").await.body);
    assert_eq!((numbered.len(), &numbered[0], &numbered[1]), (50, &titles(&first)[49], &titles(&second)[0]));
    assert_eq!(titles(&ada.visitor.get("/jobs?page=3").await.body).len(), 21);
    ada.visitor.get("/jobs?page=9").await.is(200).hides("could not be read");
    let third = ada.visitor.get(&link(&second, "next")).await.body;
    let all: Vec<String> = [&first, &second, &third].into_iter().flat_map(|page| titles(page)).collect();
    let expected: Vec<String> = (1..=120).map(|number| format!("Job {number}")).collect();
    assert_eq!(all, expected);
    assert_eq!(titles(&ada.visitor.get(&link(&third, "prev")).await.body), titles(&second));
    let back = ada.visitor.get(&link(&second, "prev")).await.body;
    assert_eq!(titles(&back), titles(&first));
    assert_eq!(titles(&ada.visitor.get(&link(&back, "prev")).await.body), ["Newcomer"]);
    ada.visitor.get("/jobs").await.shows("50+ jobs of the last 30 days");
}

/// Where the link to the next page leads.
fn link(page: &str, rel: &str) -> String {
    let (_, rest) = page.split_once(&format!("rel=\"{rel}\" href=\"")).unwrap();
    rest.split_once('"').unwrap().0.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_judges_what_a_job_states_and_keeps_what_it_does_not() {
    let app = TestApp::start().await;
    let asked = Filters {
        work_arrangement: Some(WorkArrangement::RemoteOk),
        employment_type: Some(EmploymentType::PartTime),
        seniority: Some(Seniority::Senior),
        industry: Some(Industry::ALL[0]),
    };
    let wish = List { filters: asked, ..list(&["Cook"], &["Berlin"]) };
    let ada = Person::who_wants(&app, "ada@example.com", &wish).await;
    let at = app.clock.now();
    let states = |title: &str, change: &dyn Fn(&mut Posting)| {
        let mut job = posting(title, title, at);
        change(&mut job);
        job
    };
    let jobs = [
        states("8 Nothing stated", &|_| {}),
        states("7 Remote", &|job| job.work_arrangement = Some(StatedArrangement::RemoteOk)),
        states("7 Remote, and no more said", &|job| job.work_arrangement = Some(StatedArrangement::Remote)),
        states("6 Fully remote", &|job| job.work_arrangement = Some(StatedArrangement::RemoteSolely)),
        states("5 Several types", &|job| {
            job.employment_types = vec![EmploymentType::FullTime, EmploymentType::PartTime];
        }),
        states("4 Several industries", &|job| {
            job.industries = vec!["Sales".to_owned(), Industry::ALL[0].as_str().to_owned()];
        }),
        states("5 Ten years", &|job| job.seniority = Some(Seniority::Lead)),
        states("3 On site", &|job| job.work_arrangement = Some(StatedArrangement::OnSite)),
        states("3 Full time", &|job| job.employment_types = vec![EmploymentType::FullTime]),
        states("3 Junior", &|job| job.seniority = Some(Seniority::Junior)),
        states("3 Other industry", &|job| job.industries = vec!["Sales".to_owned()]),
    ];
    ada.is_brought(&app, Source::ActiveJobs, &jobs).await;
    let mut seen = ada.sees("/jobs").await;
    seen.sort_unstable();
    let fits = [
        "4 Several industries",
        "5 Several types",
        "5 Ten years",
        "6 Fully remote",
        "7 Remote",
        "7 Remote, and no more said",
        "8 Nothing stated",
    ];
    assert_eq!(seen, fits);
    ada.visitor.get("/jobs?q=nothing").await.shows("seniority not stated").shows("industry not stated");
    ada.visitor.get("/jobs").await.shows("7 jobs of the last 30 days");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_jsearch_calls_remote_is_on_the_list_of_remote_solely() {
    let app = TestApp::start().await;
    let solely = Filters { work_arrangement: Some(WorkArrangement::RemoteSolely), ..Filters::default() };
    let wish = List { filters: solely, ..list(&["Data Scientist"], &["Berlin"]) };
    let ada = Person::who_wants(&app, "ada@example.com", &wish).await;
    app.drain().await;
    let remote = "SELECT title AS text FROM jobs WHERE source = 'jsearch' AND work_arrangement = 'Remote'
                   ORDER BY listed_at DESC, id DESC LIMIT 50";
    let remote = books::texts(&app, remote).await;
    assert!(remote.len() > 3, "JSearch knows remote jobs: {remote:?}");
    assert_eq!(ada.sees("/jobs?source=jsearch&remote=stated").await, remote);
    let more = "SELECT count(*) AS number FROM jobs WHERE source = 'jsearch' AND work_arrangement LIKE 'Remote _%'";
    assert_eq!(books::number(&app, more).await, 0, "JSearch states no more than remote");
    ada.visitor.get("/jobs?source=jsearch&remote=stated").await.shows(">Remote<");
}

#[tokio::test(flavor = "multi_thread")]
async fn remote_as_a_place_and_as_a_filter_are_one_purchase() {
    let app = TestApp::start().await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Data Scientist"], &["Remote"])).await;
    let ok = Filters { work_arrangement: Some(WorkArrangement::RemoteOk), ..Filters::default() };
    let bo = List { filters: ok, ..list(&["Data Scientist"], &["Remote"]) };
    let bo = Person::who_wants(&app, "bo@example.com", &bo).await;
    app.drain().await;
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM requests").await, 2, "one at each source");
    assert_eq!(ada.sees("/jobs?source=active_jobs").await, bo.sees("/jobs?source=active_jobs").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_one_search_leaves_out_is_shown_when_another_one_sees_it() {
    let app = TestApp::start().await;
    let hybrid = Filters { work_arrangement: Some(WorkArrangement::Hybrid), ..Filters::default() };
    let wish = List { filters: hybrid, ..list(&["Cook"], &["Berlin"]) };
    let ada = Person::who_wants(&app, "ada@example.com", &wish).await;
    let on_site = Posting { work_arrangement: Some(StatedArrangement::OnSite), ..postings(&app, 1).remove(0) };
    ada.is_brought(&app, Source::JSearch, &[on_site]).await;
    assert!(ada.sees("/jobs").await.is_empty());
    let any = List { name: "Any".to_owned(), ..list(&["Cook"], &["Berlin"]) };
    app.wants(&ada.user, &any).await;
    assert_eq!(ada.sees("/jobs").await, ["Job 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_whatever_their_accents_and_punctuation() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    let mut developer = posting("2", "React/Node.js Developer", at);
    developer.description = Some("<p>You know C++ &amp; SQL.</p>".to_owned());
    developer.description_is_html = true;
    ada.is_brought(&app, Source::JSearch, &[posting("1", "Köchin für Großküche", at), developer]).await;
    for (q, found) in [
        ("kochin", "Köchin für Großküche"),
        ("GROSSK", "Köchin für Großküche"),
        ("acme kö", "Köchin für Großküche"),
        ("node", "React/Node.js Developer"),
        ("c%2B%2B sql", "React/Node.js Developer"),
    ] {
        assert_eq!(ada.sees(&format!("/jobs?q={q}")).await, [found], "{q}");
    }
    for q in ["node köchin", "ruby", "p"] {
        assert!(ada.sees(&format!("/jobs?q={q}")).await.is_empty(), "{q}");
    }
    for q in ["'", "%27 | !a:* <-> (", "%00", "\\", "%E2%80%AE", "a%27%29%3B DROP TABLE jobs--"] {
        ada.visitor.get(&format!("/jobs?q={q}&location={q}")).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_found_under_its_other_names() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    let munich = Posting { location: Some("Munich, Bavaria, Germany".to_owned()), ..posting("1", "There", at) };
    let vienna =
        Posting { location: Some("Wien".to_owned()), country: "at".parse().ok(), ..posting("2", "Elsewhere", at) };
    ada.is_brought(&app, Source::JSearch, &[munich, vienna]).await;
    for (location, found) in
        [("münchen", "There"), ("bayern", "There"), ("avari", "There"), ("Österreich", "Elsewhere")]
    {
        assert_eq!(ada.sees(&format!("/jobs?location={location}")).await, [found], "{location}");
    }
    assert!(ada.sees("/jobs?location=hamburg").await.is_empty());
    assert_eq!(ada.sees("/jobs?location=%25").await.len(), 2, "a wildcard is no place and leaves nothing out");
}

#[tokio::test(flavor = "multi_thread")]
async fn remote_source_and_search_narrow_the_list() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    let stating = |title: &str, arrangement| Posting { work_arrangement: arrangement, ..posting(title, title, at) };
    let silent = stating("Silent", None);
    let jobs = [
        silent,
        stating("Remote", Some(StatedArrangement::Remote)),
        stating("Hybrid", Some(StatedArrangement::Hybrid)),
    ];
    ada.is_brought(&app, Source::JSearch, &jobs).await;
    ada.is_brought(&app, Source::ActiveJobs, &[posting("1", "Direct", at)]).await;
    let sorted = async |path: &str| {
        let mut seen = ada.sees(path).await;
        seen.sort_unstable();
        seen
    };
    assert_eq!(sorted("/jobs?remote=yes").await, ["Direct", "Remote", "Silent"]);
    assert_eq!(sorted("/jobs?remote=stated").await, ["Remote"]);
    assert_eq!(sorted("/jobs?source=active_jobs").await, ["Direct"]);
    app.wants(&ada.user, &List { name: "Second".to_owned(), ..list(&["Baker"], &["Berlin"]) }).await;
    let page = ada.visitor.get("/jobs").await.body;
    let ids: Vec<&str> = page.split("<option value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let baker = ids.last().unwrap();
    assert!(sorted(&format!("/jobs?search={baker}")).await.is_empty());
    let cook = ids[ids.len() - 2];
    assert_eq!(sorted(&format!("/jobs?search={cook}")).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_cannot_be_read_shows_everything_and_says_so() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 2)).await;
    for query in
        ["age=5", "source=x", "remote=x", "list=x", "search=99", "search=x", "q=%3F", "location=%25", "within=5"]
    {
        let page = ada.visitor.get(&format!("/jobs?{query}")).await;
        page.is(200).shows("could not be read");
        assert_eq!(titles(&page.body).len(), 2, "{query}");
    }
    for page in ["0", "x", "o1.x", "-1", "99999999999999999999"] {
        let page = ada.visitor.get(&format!("/jobs?page={page}")).await;
        page.is(200).hides("could not be read").shows("This is the beginning");
        assert_eq!(titles(&page.body).len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_since_yesterday_is_marked_new() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let jobs = postings(&app, 2);
    ada.is_brought(&app, Source::JSearch, &jobs[1..]).await;
    let only_new = ada.visitor.get("/jobs").await.body;
    assert!(!only_new.contains("tag new"), "where everything is new, nothing is marked");
    app.pass(TimeDelta::hours(25));
    ada.is_brought(&app, Source::JSearch, &jobs[..1]).await;
    assert_eq!(ada.visitor.get("/jobs").await.body.matches("tag new").count(), 1);
    assert_eq!(ada.sees("/jobs?list=new").await, ["Job 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_list_without_signing_in() {
    let app = TestApp::start().await;
    app.visitor().get("/jobs?q=cook").await.goes_to("/login?next=%2Fjobs%3Fq%3Dcook");
}
