//! What a month costs, by people and by how much is advertised. At Active Jobs DB each request by itself, and in areas; at
//! JSearch each town by itself, and countries instead of towns. Pure: no database, no HTTP.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "../tests/integration/population/chance.rs"]
mod chance;
#[path = "../tests/integration/population/demand.rs"]
mod demand;
#[path = "../tests/integration/population/market.rs"]
mod market;
#[path = "../tests/integration/population/month.rs"]
mod month;
#[path = "../tests/integration/population/pages.rs"]
#[expect(dead_code, reason = "not everything is printed here")]
mod pages;
#[path = "../tests/integration/population/twice.rs"]
mod twice;
#[path = "../tests/integration/population/world.rs"]
mod world;

use market::Kind;
use month::{Outcome, Rules};
use world::{USUAL, World};

/// A few people with wide wishes decide much: one seed says little.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;

/// At JSearch less depends on a few.
const SEEDS_OF_PAGES: std::ops::RangeInclusive<u64> = 1..=3;

/// People, and new ads a day.
fn worlds() -> impl Iterator<Item = (usize, usize)> {
    [900, 2_000, 4_000].into_iter().flat_map(|a_day| [200, 500, 1_000].map(|people| (people, a_day)))
}

/// With `JSEARCH` or `ACTIVE_JOBS` as an argument only that source.
fn main() {
    let only: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let is_asked = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    if is_asked("ACTIVE_JOBS") {
        println!(
            "| people | new ads a day | each request by itself: postings paid for (for each wanted), calls | in areas |"
        );
        worlds().for_each(|(people, a_day)| at_active_jobs(people, a_day));
    }
    if is_asked("JSEARCH") {
        println!(
            "| people | new ads a day | titles in towns | pages of daily runs (empty) | countries and titles | 2 days | 3 days |"
        );
        worlds().for_each(|(people, a_day)| at_jsearch(people, a_day));
    }
}

fn mean(of: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = of.collect();
    all.iter().sum::<f64>() / all.len() as f64
}

/// Postings that are paid for at Active Jobs DB, each request by itself and in areas: the mean of some worlds.
fn at_active_jobs(people: usize, a_day: usize) {
    // A world is large: one at a time.
    let played: Vec<(usize, [Outcome; 2])> = SEEDS
        .map(|seed| {
            let world = World::new(people, Kind { a_day, ..USUAL }, seed);
            (world.demand.requests.len(), [Rules::Singles, Rules::Areas].map(|rules| world.month(rules)))
        })
        .collect();
    let outcomes = |nth: usize| played.iter().map(move |(_, outcomes)| &outcomes[nth]);
    println!("| {people} | {a_day} | {} | {} |", figures(outcomes(0)), figures(outcomes(1)));
    let ratios = || outcomes(1).map(Outcome::rows_for_each);
    println!(
        "    {:.0} combinations; for each {:.3} to {:.3}; {} lost, {} and {} cut short; again in areas, in the first of them: {}",
        mean(played.iter().map(|(combinations, _)| *combinations as f64)),
        ratios().fold(f64::MAX, f64::min),
        ratios().fold(0.0, f64::max),
        outcomes(0).zip(outcomes(1)).map(|(singles, areas)| singles.here.saturating_sub(areas.here)).sum::<usize>(),
        outcomes(0).map(|one| one.cut).sum::<usize>(),
        outcomes(1).map(|one| one.cut).sum::<usize>(),
        outcomes(1).map(|one| one.again.shares(one.rows)).next().unwrap_or_default()
    );
}

fn figures<'a>(outcomes: impl Iterator<Item = &'a Outcome> + Clone) -> String {
    let (rows, calls) = (outcomes.clone().map(|one| one.rows as f64), outcomes.clone().map(|one| one.calls as f64));
    let for_each = mean(outcomes.map(Outcome::rows_for_each));
    format!("{:.0} ({for_each:.2}), {:.0}", mean(rows), mean(calls))
}

/// Pages of JSearch's daily runs: each town by itself, and countries and titles instead, every day, every other and every third.
fn at_jsearch(people: usize, a_day: usize) {
    let played: Vec<(usize, [pages::Outcome; 4])> = SEEDS_OF_PAGES
        .map(|seed| {
            let world = World::new(people, Kind { a_day, ..USUAL }, seed);
            let play = |(refresh_days, in_areas)| {
                pages::play(&world, pages::Rules { refresh_days, by_country: in_areas, by_title: in_areas })
            };
            (pages::requests(&world), [(1, false), (1, true), (2, true), (3, true)].map(play))
        })
        .collect();
    let of_all = |of: &dyn Fn(&[pages::Outcome; 4]) -> f64| mean(played.iter().map(|(_, outcomes)| of(outcomes)));
    let share = |nth: usize| {
        let of_pages = of_all(&|all| all[nth].pages as f64 / all[0].pages as f64);
        let here = of_all(&|all| all[nth].fresh_here as f64 / all[nth].fresh as f64);
        format!("{of_pages:.2}, {here:.3}, {:.1}", of_all(&|all| all[nth].late))
    };
    println!(
        "| {people} | {a_day} | {:.0} | {:.0} ({:.0} %) | {} | {} | {} |",
        mean(played.iter().map(|(requests, _)| *requests as f64)),
        of_all(&|all| all[0].pages as f64),
        of_all(&|all| all[0].empty as f64 / all[0].pages as f64 * 100.0),
        share(1),
        share(2),
        share(3)
    );
}
