//! Limit of a run's spending; requests of least value are left out. Pure.

use crate::sources::Source;

/// Credits that a run may spend.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Credits of the day, all sources together.
    pub day: i64,
    /// Credits of each source's plan until the plan starts anew.
    pub plans: Vec<(Source, i64)>,
}

impl Budget {
    /// Takes the fitting requests of a list, the most valuable first, and returns taken ones and the rest. A request
    /// too dear leaves room for cheaper ones.
    pub fn take<T>(mut self, wanted: Vec<T>, price: impl Fn(&T) -> (Source, i64)) -> (Vec<T>, Vec<T>) {
        wanted.into_iter().partition(|one| self.pay(price(one)))
    }

    /// Sets credits aside for fetches on their way.
    pub fn set_aside(&mut self, source: Source, credits: i64) {
        self.day -= credits;
        for (_, plan) in self.plans.iter_mut().filter(|(of, _)| *of == source) {
            *plan -= credits;
        }
    }

    fn pay(&mut self, (source, credits): (Source, i64)) -> bool {
        let Some((_, plan)) = self.plans.iter_mut().find(|(of, _)| *of == source) else { return false };
        // Whatever the expected price: without credits left, no request goes out.
        let least = credits.max(1);
        let fits = least <= *plan && least <= self.day;
        if fits {
            *plan -= credits;
            self.day -= credits;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Source::{ActiveJobs, JSearch};

    fn take(day: i64, plans: [i64; 2], wanted: &[(Source, i64)]) -> (Vec<(Source, i64)>, usize) {
        let budget = Budget { day, plans: vec![(JSearch, plans[0]), (ActiveJobs, plans[1])] };
        let (taken, left_out) = budget.take(wanted.to_vec(), |one| *one);
        (taken, left_out.len())
    }

    #[test]
    fn what_is_worth_least_is_left_out() {
        let wanted = [(ActiveJobs, 40), (ActiveJobs, 40), (ActiveJobs, 40)];
        assert_eq!(take(100, [0, 1_000], &wanted), (wanted[..2].to_vec(), 1));
        assert_eq!(take(1_000, [0, 100], &wanted), (wanted[..2].to_vec(), 1));
    }

    #[test]
    fn a_spent_plan_leaves_the_other_source_alone() {
        assert_eq!(take(100, [0, 100], &[(JSearch, 1), (ActiveJobs, 1)]), (vec![(ActiveJobs, 1)], 1));
        assert_eq!(take(0, [9, 9], &[(JSearch, 1)]), (vec![], 1));
        assert_eq!(take(1, [0, 1], &[(ActiveJobs, 0), (JSearch, 0)]), (vec![(ActiveJobs, 0)], 1));
    }
}
