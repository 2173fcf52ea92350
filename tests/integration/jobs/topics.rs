//! Jobs and the topics that they are of: whoever brought a job, everybody whom it fits sees it.

use super::{Person, posting, titles};
use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::combination::Combination;
use jobfill::filters::Filters;
use jobfill::fits::{Stated, Wanted, fits};
use jobfill::live::{Changes, Whom};
use jobfill::models::combination::Tracked;
use jobfill::models::search::Search;
use jobfill::models::{audience, job, topic};
use jobfill::place::{CountryCode, Place};
use jobfill::sources::{Posting, Source};

/// Links all that is not linked.
async fn fill(app: &TestApp) {
    let mut conn = app.conn().await;
    for _ in 0..100 {
        if !topic::fill(&mut conn, app.clock.now()).await.unwrap() {
            return;
        }
    }
    panic!("it comes to no end");
}

/// A posting at these places.
fn at(app: &TestApp, id: &str, title: &str, places: &str) -> Posting {
    Posting { location: Some(places.to_owned()), country: None, ..posting(id, title, app.clock.now()) }
}

const LINKS: &str = "SELECT concat_ws(' / ', topics.title, topics.place, jobs.title) AS text
                       FROM topic_jobs JOIN topics ON topics.id = topic_id JOIN jobs ON jobs.id = job_id ORDER BY 1";

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_later_sees_at_once_what_fits_whoever_it_was_bought_for() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let brought = [
        at(&app, "1", "Cook in a hotel", "Berlin, Germany"),
        at(&app, "2", "Sous Chef", "Berlin, Germany"),
        at(&app, "3", "Senior Cook", "Potsdam, Germany; Leipzig, Germany"),
    ];
    cook.is_brought(&app, Source::JSearch, &brought).await;
    let bo = app.visitor();
    bo.sign_up("bo@example.com").await;
    let form = [
        ("query_name", "Mine"),
        ("titles", "Senior Cook\nSous chef"),
        ("locations", "Saxony\nGermany"),
        ("step", "preview"),
    ];
    let price = bo.post("/searches", &form).await.is(200).body.clone();
    assert!(price.contains("To see at once: 2 jobs"), "{}", price);
    assert_eq!(app.count("topics").await, 1, "asking for a price makes nothing");
    let form = [("query_name", "Mine"), ("titles", "Senior Cook\nSous chef"), ("locations", "Saxony\nGermany")];
    bo.post("/searches", &form).await.is(303);
    let page = bo.get("/jobs").await.is(200).body.clone();
    let mut seen = titles(&page);
    seen.sort();
    assert_eq!(seen, ["Senior Cook", "Sous Chef"]);
    assert!(page.contains("Fits Senior Cook · Saxony"), "{}", page);
    let id = super::job_id(&app, "Senior Cook").await;
    bo.get(&format!("/jobs/{id}")).await.is(200);
    let other = super::job_id(&app, "Cook in a hotel").await;
    bo.get(&format!("/jobs/{other}")).await.is(404);
    assert_eq!(cook.sees("/jobs").await.len(), 3, "what was brought stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_judges_what_fits_as_it_judges_what_was_brought() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let states = |id, level: Option<&str>| Posting {
        seniority: level.map(|level| level.parse().unwrap()),
        ..at(&app, id, &format!("Cook {id}"), "Berlin, Germany")
    };
    let brought = [states("1", Some("Senior")), states("2", Some("Junior")), states("3", None)];
    cook.is_brought(&app, Source::ActiveJobs, &brought).await;
    let filters = Filters { seniority: "Junior".parse().ok(), ..Filters::default() };
    let wanted = jobfill::searches::List { filters, ..list(&["Cook"], &["Germany"]) };
    let junior = Person::who_wants(&app, "bo@example.com", &wanted).await;
    let mut seen = junior.sees("/jobs").await;
    seen.sort();
    assert_eq!(seen, ["Cook 2", "Cook 3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_changes_is_linked_anew() {
    let app = TestApp::start().await;
    let cook = Person::who_wants(&app, "ada@example.com", &list(&["Cook", "Baker"], &["Berlin", "Hamburg"])).await;
    cook.is_brought(&app, Source::JSearch, &[at(&app, "1", "Cook", "Berlin, Germany")]).await;
    assert_eq!(books::texts(&app, LINKS).await, ["cook / city:2950159 / Cook"]);
    cook.is_brought(&app, Source::JSearch, &[at(&app, "1", "Baker (m/f/d)", "Berlin, Germany; Hamburg")]).await;
    let baker = ["baker / city:2911298 / Baker (m/f/d)", "baker / city:2950159 / Baker (m/f/d)"];
    assert_eq!(books::texts(&app, LINKS).await, baker);
    // A place that is not stated any more stays.
    let unplaced = Posting { location: None, ..at(&app, "1", "Baker", "") };
    cook.is_brought(&app, Source::JSearch, &[unplaced]).await;
    assert_eq!(books::texts(&app, LINKS).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_being_stored_while_a_topic_is_made_is_found_by_the_task() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let request = cook.request(&app, Source::JSearch).await;
    let mut storing = app.db.own().await.unwrap();
    storing.begin_test_transaction().await.unwrap();
    let posting = at(&app, "1", "Cook and Baker", "Berlin, Germany");
    job::store(&mut storing, Source::JSearch, request, &[posting], app.clock.now()).await.unwrap();
    Person::who_wants(&app, "bo@example.com", &list(&["Baker"], &["Berlin"])).await;
    let waiting = "SELECT count(*) AS number FROM pg_locks JOIN pg_database ON pg_database.oid = database
                    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted";
    let released = async {
        books::reaches(&app, "the task waits for whoever stores", waiting, |seen| *seen == 1).await;
        diesel::sql_query("COMMIT").execute(&mut storing).await.unwrap();
    };
    tokio::join!(fill(&app), released);
    let both = ["baker / city:2950159 / Cook and Baker", "cook / city:2950159 / Cook and Baker"];
    assert_eq!(books::texts(&app, LINKS).await, both);
}

/// A page that is stored locks copies of its jobs, too, and links only its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_somebody_has_locked_while_a_topic_is_filled_is_linked_later() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    for id in ["1", "2", "3"] {
        cook.is_brought(&app, Source::JSearch, &[at(&app, id, "Cook and Baker", "Berlin, Germany")]).await;
    }
    Person::who_wants(&app, "bo@example.com", &list(&["Baker"], &["Berlin"])).await;
    let mut conn = app.conn().await;
    let anew = "WITH gone AS (DELETE FROM topic_jobs USING topics WHERE topics.id = topic_id AND title = 'baker')
                UPDATE topics SET is_whole = FALSE WHERE title = 'baker'";
    diesel::sql_query(anew).execute(&mut *conn).await.unwrap();
    let mut locking = app.db.own().await.unwrap();
    locking.begin_test_transaction().await.unwrap();
    diesel::sql_query("SELECT id FROM jobs WHERE source_id = '2' FOR NO KEY UPDATE")
        .execute(&mut locking)
        .await
        .unwrap();
    for _ in 0..3 {
        assert!(topic::fill(&mut conn, app.clock.now()).await.unwrap(), "something is left");
    }
    let linked = "topic_jobs JOIN topics ON topics.id = topic_id WHERE title = 'baker'";
    assert_eq!(app.count(linked).await, 2);
    diesel::sql_query("COMMIT").execute(&mut locking).await.unwrap();
    fill(&app).await;
    assert_eq!(app.count(linked).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_with_many_jobs_has_its_newest_at_once_and_the_rest_by_the_task() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let of = |n: i64| Posting {
        posted_at: Some(app.clock.now() - TimeDelta::minutes(n)),
        posted_from: Some(app.clock.now() - TimeDelta::minutes(n)),
        ..at(&app, &n.to_string(), "Baker", "Berlin, Germany")
    };
    for page in (0..1_200).collect::<Vec<_>>().chunks(100) {
        let page: Vec<_> = page.iter().map(|n| of(*n)).collect();
        cook.is_brought(&app, Source::JSearch, &page).await;
    }
    fill(&app).await;
    Person::who_wants(&app, "bo@example.com", &list(&["Baker"], &["Germany"])).await;
    let linked = "SELECT count(*) AS number FROM topic_jobs JOIN topics ON topics.id = topic_id WHERE title = 'baker'";
    let older = "SELECT count(*) AS number FROM topic_jobs JOIN jobs ON jobs.id = job_id
                  WHERE jobs.source_id::int >= 500";
    assert_eq!((books::number(&app, linked).await, books::number(&app, older).await), (500, 0));
    fill(&app).await;
    assert_eq!(books::number(&app, linked).await, 1_200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_older_version_stored_is_linked_by_the_task() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    cook.is_brought(&app, Source::JSearch, &[at(&app, "1", "Cook", "Berlin, Germany")]).await;
    for forget in [
        "TRUNCATE topics, topic_jobs, combination_topics",
        "UPDATE jobs SET title_runs = NULL, place_keys = NULL, remote_keys = NULL",
        "UPDATE backfill_tracking SET has_topics = FALSE",
    ] {
        books::execute(&app, forget).await;
    }
    assert!(topic::has_rest(&mut *app.conn().await).await.unwrap());
    fill(&app).await;
    assert_eq!(books::texts(&app, LINKS).await, ["cook / city:2950159 / Cook"]);
    assert!(!topic::has_rest(&mut *app.conn().await).await.unwrap());
}

/// The index finds what the rule says, for every pair.
#[tokio::test(flavor = "multi_thread")]
async fn links_are_what_fits() {
    let app = TestApp::start().await;
    let titles =
        ["Cook", "Java Developer", "JavaScript Developer", "C++ Developer", "UX/UI Designer", "Data Scientist"];
    let places = ["Berlin", "Germany", "Bavaria", "DACH", "Remote (Germany)", "Remote", "Anywhere", "Ruhrgebiet"];
    let ada = Person::who_wants(&app, "ada@example.com", &list(&titles, &places)).await;
    let stated = [
        ("Cook (m/w/d)", "Munich, Germany", None),
        ("Senior Java / JavaScript Developer", "Berlin, Germany", Some("Remote OK")),
        ("C/C++ Developer", "Essen; Vienna, Austria", None),
        ("UX Designer", "Remote", None),
        ("Lead Data Scientist", "Remote (Spain)", None),
        ("UI Designer", "Germany", Some("Remote Solely")),
        ("Data Scientists", "Zürich, Switzerland", Some("Hybrid")),
    ];
    let brought = stated.map(|(title, places, arrangement)| Posting {
        work_arrangement: arrangement.map(|one: &str| one.parse().unwrap()),
        ..at(&app, title, title, places)
    });
    ada.is_brought(&app, Source::JSearch, &brought).await;
    let home = CountryCode::GERMANY;
    let mut expected = Vec::new();
    for (title, place) in titles.iter().flat_map(|title| places.iter().map(move |place| (title, place))) {
        let combination = Combination::parse(title, place, Filters::default(), home).unwrap();
        let wanted = Wanted::new(title, combination.place(), Filters::default());
        for (job, at, arrangement) in stated {
            let places: Vec<_> = at.split("; ").map(|place| Place::parse(place, home).unwrap()).collect();
            let stated = Stated::new(job, &places).with_filters(arrangement, &[], None, &[]);
            if fits(&wanted, &stated) {
                expected.push(format!("{title} / {} / {job}", combination.place().key()));
            }
        }
    }
    let linked = "SELECT DISTINCT concat_ws(' / ', title_keyword, place_key, jobs.title) AS text
                    FROM backfill_tracking wish JOIN combination_topics ON combination_id = wish.id
                    JOIN topic_jobs USING (topic_id) JOIN jobs ON jobs.id = job_id";
    let mut linked = books::texts(&app, linked).await;
    expected.sort();
    linked.sort();
    assert!(expected.len() > 20, "{expected:#?}");
    assert_eq!(linked, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_concerns_whoever_it_is_bought_for_and_whomever_its_jobs_fit() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let bo = Person::who_wants(&app, "bo@example.com", &list(&["Cook"], &["Germany"])).await;
    let cem = Person::who_wants(&app, "cem@example.com", &list(&["Baker"], &["Munich"])).await;
    let whom = async |changes: Changes| audience::of(&mut *app.conn().await, &changes).await.unwrap();
    let people = |people: &[&Person]| Whom::People(people.iter().map(|one| one.user.id).collect());
    let request = ada.request(&app, Source::JSearch).await;
    let fetch = books::number(&app, &format!("SELECT id AS number FROM fetches WHERE request_id = {request}")).await;
    let bought = Changes { fetches: [fetch].into(), ..Changes::default() };
    assert_eq!(whom(bought).await, people(&[&ada]));
    let stored = |posting: Posting| {
        let app = &app;
        async move {
            let mut conn = app.conn().await;
            let page = job::store(&mut conn, Source::JSearch, request, &[posting], app.clock.now()).await.unwrap();
            Changes { topics: page.topics.into_iter().collect(), ..Changes::default() }
        }
    };
    let fits_two = stored(at(&app, "1", "Cook", "Berlin, Germany")).await;
    assert_eq!(whom(fits_two).await, people(&[&ada, &bo]));
    let confirmed = stored(at(&app, "1", "Cook", "Berlin, Germany")).await;
    assert_eq!(whom(confirmed).await, people(&[]));
    let becomes_another = stored(at(&app, "1", "Baker", "Munich, Germany")).await;
    assert_eq!(whom(becomes_another).await, people(&[&ada, &bo, &cem]));
    assert_eq!(whom(Changes { is_general: true, ..Changes::default() }).await, Whom::Everybody);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_brought_for_one_language_and_names_another_is_on_no_list() {
    let app = TestApp::start().await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["C++ Developer"], &["Berlin"])).await;
    let brought = [
        at(&app, "1", "C# Developer", "Berlin, Germany"),
        at(&app, "2", "C/C++ Developer", "Berlin, Germany"),
        at(&app, "3", "Embedded Engineer", "Berlin, Germany"),
    ];
    ada.is_brought(&app, Source::JSearch, &brought).await;
    let mut seen = ada.sees("/jobs").await;
    seen.sort();
    assert_eq!(seen, ["C/C++ Developer", "Embedded Engineer"]);
    let other = super::job_id(&app, "C# Developer").await;
    ada.visitor.get(&format!("/jobs/{other}")).await.is(404);
    let mut conn = app.conn().await;
    let wanted = Search::active_combinations(&mut conn, ada.user.id).await.unwrap();
    Tracked::recount(&mut conn, &wanted).await.unwrap();
    assert_eq!(Tracked::find(&mut conn, wanted[0]).await.unwrap().jobs_found, 2, "as many as are seen");
}

fn numbered(word: &str, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{word} of kind {n}")).collect()
}

const CITIES: [&str; 10] =
    ["Berlin", "Hamburg", "Munich", "Ulm", "Bremen", "Leipzig", "Dresden", "Essen", "Bonn", "Mainz"];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_a_hundred_topics_shows_at_once_what_is_here_in_each() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let kinds = numbered("Cook", 10);
    let postings: Vec<Posting> = kinds
        .iter()
        .flat_map(|title| CITIES.map(|city| (title, city)))
        .enumerate()
        .map(|(nth, (title, city))| at(&app, &nth.to_string(), title, city))
        .collect();
    cook.is_brought(&app, Source::JSearch, &postings).await;
    let titles: Vec<&str> = kinds.iter().map(String::as_str).collect();
    Person::who_wants(&app, "bo@example.com", &list(&titles, &CITIES)).await;
    let linked = "topic_jobs JOIN topics ON topics.id = topic_id WHERE title <> 'cook'";
    assert_eq!(app.count(linked).await, 100, "before any task");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_of_a_list_says_what_is_here_for_that_list_alone() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let brought = ["Cook", "Cook", "Cook", "Baker"];
    let posted = |(nth, title): (usize, &str)| Posting {
        company: Some(format!("Employer {nth}")),
        ..at(&app, &nth.to_string(), title, "Berlin, Germany")
    };
    let postings: Vec<Posting> = brought.into_iter().enumerate().map(posted).collect();
    cook.is_brought(&app, Source::JSearch, &postings).await;
    let bo = app.visitor();
    bo.sign_up("bo@example.com").await;
    let saved = [("query_name", "Cooks"), ("titles", "Cook"), ("locations", "Berlin")];
    bo.post("/searches", &saved).await.is(303);
    let tried = |name: &'static str, titles: &'static str| {
        [("query_name", name), ("titles", titles), ("locations", "Berlin"), ("step", "preview")]
    };
    // The baker's job was brought for the cooks' request, and is on their list too.
    for (name, titles, here) in [("Bakers", "Baker", "1 job"), ("Cooks", "Cook", "4 jobs"), ("Cooks", "Baker", "1 job")]
    {
        let page = bo.post("/searches", &tried(name, titles)).await.is(200).body.clone();
        assert!(page.contains(&format!("To see at once: {here}")), "{name}, {titles}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_has_at_most_some_hundred_links_whatever_topics_there_are() {
    let app = TestApp::start().await;
    let cook = Person::cook(&app, "ada@example.com").await;
    let title = (0..24).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let towns = jobfill::place::City::all().iter().filter(|city| city.population > 600_000);
    let places: Vec<String> = towns.take(50).map(jobfill::place::City::full_name).collect();
    cook.is_brought(&app, Source::JSearch, &[at(&app, "1", &title, &places.join("; "))]).await;
    let mut conn = app.conn().await;
    let all = "INSERT INTO topics (title, place, fill_to, is_whole, created_at)
               SELECT run, place, 0, TRUE, now() FROM jobs, unnest(title_runs) run, unnest(place_keys) place";
    assert!(diesel::sql_query(all).execute(&mut *conn).await.unwrap() > 10_000);
    let links = "topic_jobs JOIN jobs ON jobs.id = job_id WHERE title LIKE 'word0 %'";
    let most = i64::try_from(topic::MOST_LINKS).unwrap();
    let id = super::job_id(&app, &title).await;
    for _ in 0..2 {
        topic::link_jobs(&mut conn, &[id]).await.unwrap();
        assert_eq!(app.count(links).await, most, "the oldest topics, each time");
    }
    // Neither a new topic nor the task adds to them.
    diesel::sql_query("DELETE FROM topics WHERE title = 'word7' AND id NOT IN (SELECT topic_id FROM topic_jobs)")
        .execute(&mut *conn)
        .await
        .unwrap();
    Person::who_wants(&app, "bo@example.com", &list(&["word7"], &["Anywhere"])).await;
    fill(&app).await;
    assert_eq!(app.count(links).await, most);
}
