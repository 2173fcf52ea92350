//! A month of many people in fast motion, by the program's own plan and without a database: what is bought in areas, beside
//! what each request would have cost by itself. `cargo bench --bench population` prints more of it.

mod chance;
mod demand;
mod door;
mod market;
mod month;
mod pages;
mod twice;
mod world;

use self::month::Rules as Buying;
use self::pages::Rules;
use self::world::{PLAIN, USUAL, World};

/// A few people with wide wishes decide much: what is measured is the mean of some seeds.
const SEEDS: [u64; 4] = [1, 2, 3, 7];

/// As the rules before areas were measured elsewhere: postings that were paid for, for each that somebody wanted; and the
/// different wishes of the people: the world is about as people and their market are.
#[test]
fn people_want_and_single_requests_cost_in_this_world_what_they_do_in_others() {
    for (people, cost, combinations, at_jsearch) in
        [(200, 1.27, 1_062.0, 780.0), (500, 1.54, 2_471.0, 1_410.0), (1_000, 1.87, 4_411.0, 1_995.0)]
    {
        let figures = SEEDS.map(|seed| {
            let world = World::new(people, PLAIN, seed);
            let singles = world.month(Buying::Singles).rows_for_each();
            [singles, world.demand.requests.len() as f64, pages::requests(&world) as f64]
        });
        let [singles, wanted, requests] =
            [0, 1, 2].map(|nth| figures.iter().map(|of_seed| of_seed[nth]).sum::<f64>() / SEEDS.len() as f64);
        println!("{people} people: {singles:.2}, {wanted:.0} combinations, {requests:.0} requests at JSearch");
        assert!((singles - cost).abs() <= 0.08, "{people} people: {singles:.2} instead of {cost}");
        for (one, measured) in [(wanted, combinations), (requests, at_jsearch)] {
            assert!((one / measured - 1.0).abs() <= 0.1, "{people} people: {one:.0} instead of {measured}");
        }
    }
}

#[test]
fn areas_cost_little_more_than_each_job_once_and_lose_none() {
    for (people, rows_for_each, share_of_calls) in [(200, 1.17, 0.3), (1_000, 1.29, 0.15)] {
        let world = World::new(people, USUAL, 7);
        let [singles, areas] = [Buying::Singles, Buying::Areas].map(|rules| world.month(rules));
        let calls = areas.calls as f64 / singles.calls as f64;
        println!("{people} people: {:.3} rows for each job, {calls:.3} of the calls; {areas:?}", areas.rows_for_each());
        println!("  again: {}", areas.again.shares(areas.rows));
        assert!(areas.rows_for_each() <= rows_for_each, "{people} people: {:.3} rows for each", areas.rows_for_each());
        assert!(calls <= share_of_calls && areas.calls <= 9_500, "{people} people: {calls:.3}, {} calls", areas.calls);
        assert!(areas.here as f64 >= 0.99 * singles.here as f64, "{people} people: {} of {}", areas.here, singles.here);
        let first_weeks = areas.first_week_here as f64 / areas.first_week as f64;
        assert!(first_weeks >= 0.99, "{people} people: {first_weeks:.3} of what they looked for when they came");
    }
}

/// At JSearch an empty page costs as much as a full one.
#[test]
fn asking_every_other_day_saves_pages_and_loses_no_job() {
    for (people, empty) in [(200, 0.49), (1_000, 0.61)] {
        let world = World::new(people, USUAL, 7);
        let [daily, second, third] = [1, 2, 3]
            .map(|refresh_days| pages::play(&world, Rules { refresh_days, by_country: false, by_title: false }));
        println!("{people} people: {daily:?}\n  {second:?}\n  {third:?}");
        let share = daily.empty as f64 / daily.pages as f64;
        assert!((share - empty).abs() <= 0.05, "{people} people: {share:.2} of the pages are empty, and not {empty}");
        let recall = |one: pages::Outcome| one.fresh_here as f64 / one.fresh as f64;
        assert!(second.pages * 100 <= daily.pages * 65, "{people} people: {} of {} pages", second.pages, daily.pages);
        assert!(third.pages < second.pages, "{people} people: {} and {}", third.pages, second.pages);
        assert!(recall(daily) >= 0.99 && recall(second) >= 0.97, "{people} people: {:.3}", recall(second));
        assert!(daily.late < second.late && second.late < 1.25, "{people} people: {:.2} days late", second.late);
        assert_eq!((daily.lost, second.lost, third.lost), (0, 0, 0), "{people} people");
    }
}

/// A country's list costs what its title has, in whatever towns.
#[test]
fn a_title_asked_for_its_country_saves_most_of_the_empty_pages() {
    for (people, daily, second) in [(200, 0.58, 0.45), (1_000, 0.46, 0.32)] {
        let world = World::new(people, USUAL, 7);
        let play = |refresh_days, in_areas| {
            pages::play(&world, Rules { refresh_days, by_country: in_areas, by_title: in_areas })
        };
        let (singly, by_country, later) = (play(1, false), play(1, true), play(2, true));
        println!("{people} people: {singly:?}\n  {by_country:?}\n  {later:?}");
        let shares = [by_country, later].map(|one| one.pages as f64 / singly.pages as f64);
        let recalls = [by_country, later].map(|one| one.fresh_here as f64 / one.fresh as f64);
        println!("  {shares:.3?} of the pages, {recalls:.3?} here");
        assert!(shares[0] <= daily && shares[1] <= second, "{people} people: {shares:.3?} of the pages");
        assert!(recalls[0] >= 0.99 && recalls[1] >= 0.97, "{people} people: {recalls:.3?} are here");
        assert_eq!((by_country.lost, later.lost), (0, 0), "{people} people");
    }
}
