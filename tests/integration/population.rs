//! A month of many people in fast motion, by the program's own plan and without a database: what is bought in areas, beside
//! what each request would have cost by itself. `cargo bench --bench population` prints more of it.

mod chance;
mod demand;
mod door;
mod market;
mod month;
mod pages;
mod world;

use self::month::Rules;
use self::world::{PLAIN, USUAL, World};

/// Postings that were paid for, for each that somebody wanted, as the rules before areas were measured elsewhere: the world
/// is about as people and their market are.
#[test]
fn single_requests_cost_in_this_world_what_they_cost_in_others() {
    for (people, measured) in [(200, 1.27), (500, 1.54), (1_000, 1.87)] {
        let singles = World::new(people, PLAIN, 7).month(Rules::Singles);
        let off = singles.rows_for_each() - measured;
        assert!(off.abs() <= 0.08, "{people} people: {:.2} instead of {measured}", singles.rows_for_each());
    }
}

#[test]
fn areas_cost_little_more_than_each_job_once_and_lose_none() {
    for (people, rows_for_each, share_of_calls) in [(200, 1.17, 0.3), (1_000, 1.29, 0.15)] {
        let world = World::new(people, USUAL, 7);
        let [singles, areas] = [Rules::Singles, Rules::Areas].map(|rules| world.month(rules));
        let calls = areas.calls as f64 / singles.calls as f64;
        println!("{people} people: {:.3} rows for each job, {calls:.3} of the calls; {areas:?}", areas.rows_for_each());
        assert!(areas.rows_for_each() <= rows_for_each, "{people} people: {:.3} rows for each", areas.rows_for_each());
        assert!(calls <= share_of_calls && areas.calls <= 9_500, "{people} people: {calls:.3}, {} calls", areas.calls);
        assert!(areas.here as f64 >= 0.99 * singles.here as f64, "{people} people: {} of {}", areas.here, singles.here);
        let first_weeks = areas.first_week_here as f64 / areas.first_week as f64;
        assert!(first_weeks >= 0.99, "{people} people: {first_weeks:.3} of what they looked for when they came");
    }
}

/// At JSearch an empty page costs as much as a full one.
#[test]
fn asking_every_other_day_saves_pages_and_loses_hardly_a_job() {
    for people in [200, 1_000] {
        let world = World::new(people, USUAL, 7);
        let [daily, second, third] = [1, 2, 3].map(|days| pages::play(&world, days));
        println!("{people} people: {daily:?}\n  {second:?}\n  {third:?}");
        let recall = |one: pages::Outcome| one.fresh_here as f64 / one.fresh as f64;
        assert!(daily.empty * 5 > daily.pages * 2, "{people} people: {} of {} are empty", daily.empty, daily.pages);
        assert!(second.pages * 100 <= daily.pages * 65, "{people} people: {} of {} pages", second.pages, daily.pages);
        assert!(third.pages < second.pages, "{people} people: {} and {}", third.pages, second.pages);
        assert!(recall(daily) >= 0.99 && recall(second) >= 0.97, "{people} people: {:.3}", recall(second));
        assert!(daily.late < second.late && second.late < 1.25, "{people} people: {:.2} days late", second.late);
    }
}
