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
#[path = "../tests/integration/population/world.rs"]
mod world;

use market::Kind;
use month::{Outcome, Rules};
use world::{USUAL, World};

/// A few people with wide wishes decide much: one seed says little.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;

fn main() {
    println!("people, new ads a day: postings paid for, for each wanted, and calls, singly and in areas; lost");
    for a_day in [900, 2_000, 4_000] {
        for people in [200, 500, 1_000] {
            let ratios: Vec<f64> = SEEDS.map(|seed| one(people, a_day, seed)).collect();
            let (least, most) =
                ratios.iter().fold((f64::MAX, 0.0), |(least, most), one| (one.min(least), one.max(most)));
            let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
            println!("{people:>5} {a_day:>5}: {mean:.2} for each in areas, {least:.2} to {most:.2}");
        }
    }
    println!("people, new ads a day: pages of daily runs at JSearch");
    for (people, a_day) in [200, 500, 1_000].into_iter().flat_map(|people| [(people, 900), (people, 4_000)]) {
        at_jsearch(people, a_day);
    }
}

/// Pages of JSearch's daily runs: each town by itself, countries instead of towns, and these every other day.
fn at_jsearch(people: usize, a_day: usize) {
    let world = World::new(people, Kind { a_day, ..USUAL }, *SEEDS.start());
    let play =
        |refresh_days, by_country, by_title| pages::play(&world, pages::Rules { refresh_days, by_country, by_title });
    let singly = play(1, false, false);
    let share = |one: pages::Outcome| {
        let (of_pages, here) = (one.pages as f64 / singly.pages as f64, one.fresh_here as f64 / one.fresh as f64);
        format!("{of_pages:.2} of them, {here:.3} here after {:.2} days", one.late)
    };
    let empty = singly.empty as f64 / singly.pages as f64;
    println!(
        "{people:>5} {a_day:>5}: {} pages, {empty:.2} empty; by country {}; and by title {}; every other day {}",
        singly.pages,
        share(play(1, true, false)),
        share(play(1, true, true)),
        share(play(2, true, true))
    );
}

/// Postings that are paid for in areas, for each that is wanted.
fn one(people: usize, a_day: usize, seed: u64) -> f64 {
    let world = World::new(people, Kind { a_day, ..USUAL }, seed);
    let [singles, areas] = [Rules::Singles, Rules::Areas].map(|rules| world.month(rules));
    println!(
        "  {people:>5} {a_day:>5} seed {seed}: {} -> {}; {} combinations, {} lost, {} and {} cut short",
        figures(&singles),
        figures(&areas),
        world.demand.requests.len(),
        singles.here.saturating_sub(areas.here),
        singles.cut,
        areas.cut
    );
    areas.rows_for_each()
}

fn figures(outcome: &Outcome) -> String {
    format!("{} ({:.2}), {} calls", outcome.rows, outcome.rows_for_each(), outcome.calls)
}
