//! Forty people of the same kind come in at the front door over some days, with the sandbox as the source.

use super::chance::Chance;
use super::demand::{Demand, Wanted};
use crate::support::app::{TestApp, monday};
use crate::support::books;
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::fits::{Stated, Wanted as Fitting, fits};
use jobfill::place::{CountryCode, Place};
use jobfill::schema::jobs;
use jobfill::sources::sandbox::{API_KEY, Plan};
use std::collections::{BTreeSet, HashMap};

const PEOPLE: usize = 40;
const DAYS: i64 = 5;

/// Enough for everybody.
const PLAN: Plan = Plan { jsearch_requests: 1, active_jobs_requests: 100_000, active_jobs_jobs: 100_000 };

async fn app() -> TestApp {
    let settings = [
        ("RAPIDAPI_KEY", ""),
        ("ACTIVE_JOBS_API_KEY", API_KEY),
        ("ACTIVE_JOBS_PLAN", "100000"),
        ("JOBFILL_DAILY_CREDITS", "100000"),
        ("JOBFILL_PERSON_CREDITS", "10000"),
    ];
    TestApp::beginning(monday(), PLAN, settings).await
}

async fn comes(app: &TestApp, nth: usize, wanted: &Wanted) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(&format!("person{nth}@example.com")).await.is(303);
    let (titles, towns) = (wanted.titles.join("\n"), wanted.towns.join("\n"));
    let mut form = vec![("query_name", "Mine"), ("titles", &titles), ("locations", &towns)];
    let names = ["ai_work_arrangement", "ai_employment_type", "ai_seniority"];
    form.extend(names.into_iter().zip(wanted.filters.names()).filter_map(|(name, value)| Some((name, value?))));
    visitor.post("/searches", &form).await.is(303);
    visitor
}

async fn morning(app: &TestApp) {
    app.begin_run().await;
    app.drain().await;
}

/// Numbers of all jobs on a person's list, page by page.
async fn seen(visitor: &Visitor) -> BTreeSet<i64> {
    let mut seen = BTreeSet::new();
    let mut next = Some("/jobs".to_owned());
    while let Some(page) = next {
        let body = visitor.get(&page).await.is(200).body.clone();
        let numbers = body.split("<h2><a href=\"/jobs/").skip(1).map(|row| row.split('"').next().unwrap());
        seen.extend(numbers.map(|number| number.parse::<i64>().unwrap()));
        let older = body.split("<a rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        next = older.map(|url| url.replace("&#38;", "&").replace("&amp;", "&"));
    }
    seen
}

type Job = (i64, String, String, Option<String>, Vec<String>, Option<String>, Vec<String>);

/// Every job that was sold, as it states itself.
async fn sold(app: &TestApp) -> Vec<(i64, Stated)> {
    let sold: Vec<Job> = jobs::table
        .select((
            jobs::id,
            jobs::title,
            jobs::location,
            jobs::work_arrangement,
            jobs::employment_types,
            jobs::seniority,
            jobs::industries,
        ))
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    let stated = |(id, title, location, arrangement, contracts, seniority, industries): Job| {
        let place = Place::parse(&location, CountryCode::GERMANY).unwrap();
        let stated = Stated::new(&title, &[place]);
        (id, stated.with_filters(arrangement.as_deref(), &contracts, seniority.as_deref(), &industries))
    };
    sold.into_iter().map(stated).collect()
}

/// What was brought for a person's own requests.
async fn brought(app: &TestApp, nth: usize) -> BTreeSet<i64> {
    let numbers = books::texts(
        app,
        &format!(
            "SELECT DISTINCT job_id::text AS text FROM request_jobs JOIN combination_requests USING (request_id)
               JOIN live_searches USING (combination_id) JOIN users ON users.subject = live_searches.subject
              WHERE users.email = 'person{nth}@example.com'"
        ),
    )
    .await;
    numbers.iter().map(|number| number.parse().unwrap()).collect()
}

/// Groups of these jobs: copies are one row.
fn groups(jobs: impl Iterator<Item = i64>, group_of: &HashMap<i64, i64>) -> BTreeSet<i64> {
    jobs.map(|id| group_of[&id]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_people_see_all_that_was_sold_and_fits_and_nothing_else_and_the_ledger_is_the_provider_s() {
    let app = app().await;
    let demand = Demand::new(PEOPLE, monday() - TimeDelta::hours(1), DAYS, &mut Chance::new(40));
    let mut people = Vec::new();
    for (nth, person) in demand.people.iter().enumerate() {
        // Those of a day come in the morning after its run.
        for _ in 0..(person.comes - app.clock.now()).num_days() {
            app.pass(TimeDelta::days(1));
            morning(&app).await;
        }
        people.push(comes(&app, nth, &person.wanted).await);
        app.drain().await;
    }
    app.pass(TimeDelta::days(1));
    morning(&app).await;

    let charged = books::charged(&app);
    assert_eq!(books::spent(&app).await, charged);
    let sold = sold(&app).await;
    assert!(sold.len() > 500, "{} jobs", sold.len());
    let group_of: Vec<(i64, i64)> =
        jobs::table.select((jobs::id, jobs::group_id)).load(&mut *app.conn().await).await.unwrap();
    let group_of: HashMap<i64, i64> = group_of.into_iter().collect();
    let mut all = 0;
    for (nth, (person, visitor)) in demand.people.iter().zip(&people).enumerate() {
        let combinations = person.wanted.combinations();
        let wanted = combinations.iter().map(|one| Fitting::new(one.title(), one.place(), *one.filters()));
        let wanted: Vec<Fitting> = wanted.collect();
        let fitting = sold.iter().filter(|(_, job)| wanted.iter().any(|wanted| fits(wanted, job)));
        let fitting = groups(fitting.map(|(id, _)| *id), &group_of);
        // Nobody stays signed in over days without coming back.
        visitor.sign_in(&format!("person{nth}@example.com")).await.is(303);
        let seen = groups(seen(visitor).await.into_iter(), &group_of);
        let brought = groups(brought(&app, nth).await.into_iter(), &group_of);
        let missing: Vec<_> = fitting.difference(&seen).collect();
        let strange: Vec<_> = seen.iter().filter(|id| !fitting.contains(id) && !brought.contains(id)).collect();
        assert!(missing.is_empty() && strange.is_empty(), "person {nth}: {missing:?} missing, {strange:?} too many");
        all += seen.len();
    }
    let fetches = app.count("fetches").await;
    println!(
        "{} people, {} requests: {fetches} fetches, {} jobs sold {:?}, seen {all} times",
        PEOPLE,
        demand.requests.len(),
        sold.len(),
        charged
    );
}
