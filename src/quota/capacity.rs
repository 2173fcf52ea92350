//! How many new people a plan carries. Pure.

use super::price;
use crate::sources::Source;

/// Days in a month of the estimates.
pub const MONTH_DAYS: i64 = 30;

/// Combinations of an average person, by the estimate the project began with: 3 titles × 2 places.
pub const COMBINATIONS: i64 = 6;

/// Credits that so many new combinations take, by the first estimates: a credit per job at every source.
pub fn first_estimate(combinations: i64) -> i64 {
    combinations * Source::ALL.iter().map(|&source| price::first_guess_jobs(source)).sum::<i64>()
}

/// What people and daily runs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Credits a person takes who shares nothing with others.
    pub alone: i64,
    /// Credits a person takes on average, with what is shared.
    pub shared: i64,
    /// Credits of a daily run.
    pub refresh: i64,
}

/// The estimates the project began with.
pub const FIRST_LOAD: Load = Load { alone: 900, shared: 400, refresh: 500 };

/// The plan of those estimates: credits a month.
pub const FIRST_PLAN: i64 = 20_000;

/// What a plan carries a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// New people, if nobody shared anything and nothing was refreshed.
    pub people_alone: i64,
    /// New people, with what is shared, if nothing was refreshed.
    pub people_shared: i64,
    /// Credits of the daily runs.
    pub refreshes: i64,
    /// Credits that these leave to new people.
    pub left: i64,
    /// New people beside the daily runs.
    pub people: i64,
}

impl Load {
    pub fn capacity(self, plan: i64) -> Capacity {
        let refreshes = self.refresh * MONTH_DAYS;
        let left = (plan - refreshes).max(0);
        Capacity {
            people_alone: carried(plan, self.alone),
            people_shared: carried(plan, self.shared),
            refreshes,
            left,
            people: carried(left, self.shared),
        }
    }
}

fn carried(credits: i64, each: i64) -> i64 {
    if each > 0 { credits / each } else { 0 }
}

/// A question: would this plan carry so many new people a month, if they shared so much?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub plan: i64,
    pub people: i64,
    /// Percent of a person's searches that are here already.
    pub overlap: i64,
}

/// The answer, in credits a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub each: i64,
    pub needed: i64,
    /// Negative: that much is missing.
    pub left: i64,
}

impl Question {
    pub fn answer(self, load: Load) -> Answer {
        let each = (load.alone * (100 - self.overlap) + 50) / 100;
        let needed = self.people.saturating_mul(each).saturating_add(load.refresh * MONTH_DAYS);
        Answer { each, needed, left: self.plan - needed }
    }
}

impl Answer {
    pub fn fits(self) -> bool {
        self.left >= 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_estimates_are_reproduced() {
        assert_eq!([COMBINATIONS, 3, 2].map(first_estimate), [900, 450, 300]);
        assert_eq!(FIRST_LOAD.alone, first_estimate(COMBINATIONS));
        let expected = Capacity { people_alone: 22, people_shared: 50, refreshes: 15_000, left: 5_000, people: 12 };
        assert_eq!(FIRST_LOAD.capacity(FIRST_PLAN), expected);
    }

    #[test]
    fn a_plan_that_the_daily_runs_use_up_carries_nobody() {
        let capacity = FIRST_LOAD.capacity(10_000);
        assert_eq!((capacity.left, capacity.people), (0, 0));
    }

    #[test]
    fn people_who_cost_nothing_are_not_counted() {
        assert_eq!(Load { shared: 0, ..FIRST_LOAD }.capacity(FIRST_PLAN).people, 0);
    }

    #[test]
    fn a_question_is_answered_to_the_credit() {
        let ask = |people, overlap| Question { plan: FIRST_PLAN, people, overlap }.answer(FIRST_LOAD);
        assert_eq!(ask(11, 50), Answer { each: 450, needed: 19_950, left: 50 });
        assert!(ask(11, 50).fits());
        assert_eq!(ask(12, 50), Answer { each: 450, needed: 20_400, left: -400 });
        assert!(!ask(12, 50).fits());
        assert_eq!(ask(1_000_000, 100).needed, 15_000);
    }
}
