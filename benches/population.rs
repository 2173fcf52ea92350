//! What a month costs at Active Jobs DB, by people and by how much is advertised: each request by itself, and in areas.
//! Pure: no database, no HTTP.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]

#[path = "../tests/integration/population/chance.rs"]
mod chance;
#[path = "../tests/integration/population/demand.rs"]
#[expect(dead_code, reason = "nobody comes in at a door here")]
mod demand;
#[path = "../tests/integration/population/market.rs"]
mod market;
#[path = "../tests/integration/population/month.rs"]
mod month;
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
