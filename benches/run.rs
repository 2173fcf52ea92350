//! How long the plan of a run for 1,000 people takes, what it needs, and what it would fetch.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "support/postgresql.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest of it")]
mod postgresql;

use jobfill::app::{App, SharedApp};
use jobfill::clock::Clock;
use jobfill::combination::Combination;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Terms};
use jobfill::filters::{Filters, Seniority, WorkArrangement};
use jobfill::models::capability::{Capability, CapabilityName, CapabilityState};
use jobfill::models::combination::Tracked;
use jobfill::models::topic::Filling;
use jobfill::refresh;
use jobfill::sources::Source;
use postgresql::Bench;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

const PEOPLE: usize = 1_000;

/// Each person wants three titles in two towns.
const TITLES_EACH: usize = 3;
const TOWNS_EACH: usize = 2;

const WORDS: [&str; 14] = [
    "Data Engineer",
    "Data Scientist",
    "Nurse",
    "Software Developer",
    "Accountant",
    "Project Manager",
    "Sales Manager",
    "Product Owner",
    "Recruiter",
    "Teacher",
    "Electrician",
    "UX Designer",
    "Controller",
    "Warehouse Manager",
];
const LEVELS: [&str; 5] = ["", "Senior ", "Junior ", "Lead ", "Associate "];
const TOWNS: [&str; 20] = [
    "Berlin",
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
    "Nuremberg",
    "Duisburg",
    "Bochum",
    "Wuppertal",
    "Bielefeld",
    "Bonn",
    "Münster",
];

fn main() {
    let bench = Bench::start();
    bench.runtime.block_on(async {
        let app = app(&bench).await.expect("an app");
        fill(&app).await;
        // The peak is that of the plan, and not of filling; Linux sets it back on this word.
        let is_set_back = std::fs::write("/proc/self/clear_refs", "5").is_ok();
        let before = peak_mib();
        let begun = Instant::now();
        let plan = refresh::plan_all(&app, None).await.expect("a plan");
        let took = begun.elapsed();
        println!(
            "{PEOPLE} people, {} combinations: {} requests in {} fetches, {} with a wider one, {} left out; {:.2} s, {} MiB{}",
            plan.combinations,
            plan.requests.len(),
            plan.lists.len(),
            plan.with_wider.len(),
            plan.left_out,
            took.as_secs_f64(),
            peak_mib().saturating_sub(before),
            if is_set_back { "" } else { " at least" }
        );
    });
}

async fn app(bench: &Bench) -> anyhow::Result<SharedApp> {
    let env = Env::of([
        ("JOBFILL_DATA_DIR", "/nonexistent"),
        ("RAPIDAPI_KEY", "none"),
        ("JOBFILL_DAILY_CREDITS", "1000000"),
        ("JSEARCH_PLAN", "1000000"),
        ("ACTIVE_JOBS_PLAN", "1000000"),
    ]);
    App::new(
        Config::from_env(&env)?,
        Database::open(bench.app.db.url(), Terms::new(4)).await?,
        Clock::System,
        "jobfill".into(),
    )
}

/// What a person wants: the same for the same number, and more often what many want.
fn wishes(person: usize) -> Vec<Combination> {
    let chance = |salt: usize, most: usize| {
        let mut hasher = DefaultHasher::new();
        (person, salt).hash(&mut hasher);
        let unit = (hasher.finish() % 65_536) as f64 / 65_536.0;
        // Squared, so that low numbers come more often.
        (unit * unit * most as f64) as usize
    };
    let filters = match chance(90, 4) {
        0 | 1 => Filters::default(),
        2 => Filters { seniority: Some(Seniority::Senior), ..Filters::default() },
        _ => Filters { work_arrangement: Some(WorkArrangement::Hybrid), ..Filters::default() },
    };
    let titles = (0..TITLES_EACH).map(|nth| {
        let level = LEVELS[chance(nth, LEVELS.len())];
        format!("{level}{}", WORDS[chance(nth + 10, WORDS.len())])
    });
    let towns: Vec<&str> = (0..TOWNS_EACH).map(|nth| TOWNS[chance(nth + 20, TOWNS.len())]).collect();
    let germany = "de".parse().expect("a country");
    let wish = |title: &str, town| Combination::parse(title, town, filters, germany).expect("a title and a town");
    titles.flat_map(|title| towns.iter().map(|town| wish(&title, town)).collect::<Vec<_>>()).collect()
}

async fn fill(app: &SharedApp) {
    let mut conn = app.db.own().await.expect("a connection");
    let of_people: Vec<Vec<Combination>> = (0..PEOPLE).map(wishes).collect();
    let mut distinct: HashMap<String, &Combination> = HashMap::new();
    let key = |one: &Combination| format!("{} {} {:?}", one.title_key(), one.place().key(), one.filters());
    for one in of_people.iter().flatten() {
        distinct.entry(key(one)).or_insert(one);
    }
    let (keys, all): (Vec<String>, Vec<&Combination>) = distinct.into_iter().unzip();
    let mut ids: HashMap<&str, i32> = HashMap::new();
    for (keys, some) in keys.chunks(500).zip(all.chunks(500)) {
        let (sources, now) = (app.enabled(), app.clock.now());
        let asked = (&sources[..], app.config.country);
        let made = Tracked::find_or_create(&mut conn, some, asked, Filling::AtOnce, now).await;
        ids.extend(keys.iter().map(String::as_str).zip(made.expect("combinations")));
    }
    let wanted =
        of_people.iter().zip(1..).flat_map(|(wishes, person): (_, i32)| wishes.iter().map(move |one| (person, one)));
    let rows: Vec<String> = wanted.map(|(person, one)| format!("({person}, {})", ids[key(one).as_str()])).collect();
    let (client, connection) = jobfill::db::connect_raw(app.db.url()).await.expect("a connection");
    tokio::spawn(connection);
    let people = format!(
        "INSERT INTO users (email, subject) SELECT 'person' || n || '@example.com', n FROM generate_series(1, {PEOPLE}) n"
    );
    client.batch_execute(&people).await.expect("people");
    let searches = format!(
        "INSERT INTO user_search_queries (user_id, query_name, title_keyword, location, combination_id)
         SELECT DISTINCT person, 'Primary Search', 'title ' || combination, 'place', combination
           FROM (VALUES {}) one (person, combination); ANALYZE",
        rows.join(", ")
    );
    client.batch_execute(&searches).await.expect("searches");
    let lists = (Source::ActiveJobs, CapabilityName::Lists);
    Capability::note(&mut conn, lists, CapabilityState::On, "a benchmark", app.clock.now()).await.expect("noted");
}

/// The most memory that this process ever had, where the system says so.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
