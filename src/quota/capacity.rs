//! How many new people a plan carries. Pure.

use super::price::{self, Tariff};
use crate::sources::Source;

/// Days in a month of the estimates.
pub const MONTH_DAYS: i64 = 30;

/// Combinations of an average person, by the estimate the project began with: 3 titles × 2 places.
pub const COMBINATIONS: i64 = 6;

/// Credits that so many new combinations take, by the first estimates: a credit per job at every source.
pub fn first_estimate(combinations: i64) -> i64 {
    combinations * Source::ALL.iter().map(|&source| price::first_guess_jobs(source)).sum::<i64>()
}

/// Credits that people and daily runs take of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Credits of a person without any sharing.
    pub alone: i64,
    /// Credits of a daily run.
    pub refresh: i64,
}

/// The estimates the project began with: both sources together, a credit a job.
pub const FIRST_LOAD: Load = Load { alone: 900, refresh: 500 };

/// Credits of a person by the first estimates, with sharing.
pub const FIRST_SHARED: i64 = 400;

/// Plan of the first estimates: credits a month.
pub const FIRST_PLAN: i64 = 20_000;

/// A source's part of the first estimates, in its own credits.
pub fn first_load_of(tariff: Tariff) -> Load {
    let (own, all) = (price::first_guess_jobs(tariff.source), first_estimate(1));
    let part = |credits: i64| tariff.guess_for_jobs((credits * own + all - 1) / all);
    Load { alone: part(FIRST_LOAD.alone), refresh: part(FIRST_LOAD.refresh) }
}

/// Capacity of a plan a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// New people, without sharing and without daily runs.
    pub people_alone: i64,
    /// New people, with sharing, without daily runs.
    pub people_shared: i64,
    /// Credits of the daily runs.
    pub refreshes: i64,
    /// Credits left for new people.
    pub left: i64,
    /// New people beside the daily runs.
    pub people: i64,
}

impl Load {
    /// Capacity of a plan, where a person takes `each` credits after sharing.
    pub fn capacity(self, plan: i64, each: i64) -> Capacity {
        let refreshes = self.refresh * MONTH_DAYS;
        let left = (plan - refreshes).max(0);
        Capacity {
            people_alone: carried(plan, self.alone),
            people_shared: carried(plan, each),
            refreshes,
            left,
            people: carried(left, each),
        }
    }
}

fn carried(credits: i64, each: i64) -> i64 {
    if each > 0 { credits / each } else { 0 }
}

/// A question: would a plan carry so many new people a month, with so much sharing?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// New people a month.
    pub people: i64,
    /// Percent of a person's searches that are here already.
    pub overlap: i64,
}

/// The answer for one plan, in credits a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Size of the plan.
    pub plan: i64,
    /// Credits of one new person.
    pub each: i64,
    /// Credits of all people and the daily runs.
    pub needed: i64,
}

impl Question {
    /// Answers the question for a plan of so many credits a month.
    pub fn answer(self, plan: i64, load: Load) -> Answer {
        let each = (load.alone * (100 - self.overlap) + 50) / 100;
        let needed = self.people.saturating_mul(each).saturating_add(load.refresh * MONTH_DAYS);
        Answer { plan, each, needed }
    }
}

impl Answer {
    /// True when the plan carries the need.
    pub fn fits(self) -> bool {
        self.needed <= self.plan
    }

    /// True where this plan runs out before the other's: a larger part of it is needed.
    pub fn is_scarcer(self, other: Self) -> bool {
        let share = |needed: i64, plan: i64| i128::from(needed) * i128::from(plan);
        share(self.needed, other.plan) > share(other.needed, self.plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Cost;

    #[test]
    fn the_first_estimates_are_reproduced() {
        assert_eq!([COMBINATIONS, 3, 2].map(first_estimate), [900, 450, 300]);
        assert_eq!(FIRST_LOAD.alone, first_estimate(COMBINATIONS));
        let expected = Capacity { people_alone: 22, people_shared: 50, refreshes: 15_000, left: 5_000, people: 12 };
        assert_eq!(FIRST_LOAD.capacity(FIRST_PLAN, FIRST_SHARED), expected);
    }

    #[test]
    fn each_source_has_its_part_of_the_first_estimates() {
        let [jsearch, jsearch_pages, active_jobs] =
            [(Source::JSearch, Cost::PerJob), (Source::JSearch, Cost::PerPage), (Source::ActiveJobs, Cost::PerJob)]
                .map(|(source, cost)| first_load_of(Tariff { source, cost }));
        assert_eq!(jsearch.alone + active_jobs.alone, FIRST_LOAD.alone);
        assert_eq!((jsearch.refresh, active_jobs.refresh), (167, 334));
        assert_eq!(jsearch_pages, Load { alone: 30, refresh: 17 });
    }

    #[test]
    fn a_plan_that_the_daily_runs_use_up_carries_nobody() {
        let capacity = FIRST_LOAD.capacity(10_000, FIRST_SHARED);
        assert_eq!((capacity.left, capacity.people), (0, 0));
    }

    #[test]
    fn people_who_cost_nothing_are_not_counted() {
        assert_eq!(FIRST_LOAD.capacity(FIRST_PLAN, 0).people, 0);
    }

    #[test]
    fn a_question_is_answered_to_the_credit() {
        let ask = |people, overlap| Question { people, overlap }.answer(FIRST_PLAN, FIRST_LOAD);
        assert_eq!(ask(11, 50), Answer { plan: FIRST_PLAN, each: 450, needed: 19_950 });
        assert!(ask(11, 50).fits());
        assert_eq!(ask(12, 50), Answer { plan: FIRST_PLAN, each: 450, needed: 20_400 });
        assert!(!ask(12, 50).fits());
        assert_eq!(ask(1_000_000, 100).needed, 15_000);
    }

    #[test]
    fn the_plan_of_which_more_is_needed_runs_out_first() {
        let answer = |plan, needed| Answer { plan, each: 0, needed };
        assert!(answer(100, 90).is_scarcer(answer(20_000, 9_000)));
        assert!(!answer(20_000, 9_000).is_scarcer(answer(100, 90)));
        assert!(answer(0, 1).is_scarcer(answer(100, 1_000)), "a plan of nothing");
    }
}
