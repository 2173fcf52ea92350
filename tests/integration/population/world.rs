//! People and a market: everything that a month needs.

use super::chance::Chance;
use super::demand::Demand;
use super::market::{Kind, Market};
use super::month::{Outcome, Rules, play};
use chrono::{DateTime, TimeDelta, Utc};

/// Days that are played.
pub const DAYS: i64 = 30;

/// As much as the ads of the first week need.
const DAYS_BEFORE: i64 = 8;

/// The market that the rules of before were measured in.
pub const PLAIN: Kind = Kind { a_day: 900, in_several_places: 0.0, unknown: 0.0 };

/// The same, as ads are.
pub const USUAL: Kind = Kind { in_several_places: 0.11, unknown: 0.1, ..PLAIN };

/// People, what is advertised, and what of it answers whom.
pub struct World {
    pub market: Market,
    pub demand: Demand,
    /// For each request, the ads that answer it, the oldest first.
    pub answers: Vec<Vec<u32>>,
}

impl World {
    pub fn new(people: usize, kind: Kind, seed: u64) -> Self {
        let from = first_morning() - TimeDelta::days(DAYS_BEFORE);
        let market = Market::new(kind, from, (DAYS + DAYS_BEFORE) as usize, &mut Chance::new(seed));
        // The same people, however much is advertised.
        let demand = Demand::new(people, midnight(), DAYS, &mut Chance::new(!seed));
        let answers = demand.answers(&market);
        Self { market, demand, answers }
    }

    /// A month by some rules.
    pub fn month(&self, rules: Rules) -> Outcome {
        play(rules, self, first_morning(), DAYS)
    }
}

fn midnight() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().expect("a date")
}

/// A quarter past six in Berlin.
pub fn first_morning() -> DateTime<Utc> {
    midnight() + TimeDelta::minutes(5 * 60 + 15)
}
