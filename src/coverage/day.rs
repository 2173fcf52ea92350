//! What became of one day of posting time, for a combination at a source. Pure.

use super::window::{Spans, Window};
use crate::closed_list;
use chrono::{DateTime, Utc};

closed_list! {
    "an outcome of a day";
    /// Outcome of a day, the quietest first: of several requests the last of these counts, so that a purchase shows
    /// where there was one, and what lacks before all.
    pub enum Outcome {
        /// Nobody wanted it: unwanted now, or before anybody asked.
        Resting = "resting",
        /// Held by a purchase of wider terms.
        Contained = "contained",
        /// Bought, and the fetch brought no job of its own.
        Empty = "empty",
        /// Bought in a list, beside other titles.
        InList = "in_list",
        /// Bought by a fetch of its own.
        Bought = "bought",
        /// Still to come: being bought, or young enough for the next run.
        Coming = "coming",
        /// Wanted, and nothing is held of it.
        Missing = "missing",
        /// Wanted, and the fetch that should have brought it failed.
        Failed = "failed",
    }
}

/// End of a fetch, as far as a day is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Still to bring something.
    Live,
    /// Brought what there was.
    Done,
    /// Brought nothing to rely on.
    Failed,
}

/// A fetch of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buying {
    /// Number of the fetch.
    pub fetch_id: i64,
    /// Posting time of the fetch.
    pub window: Window,
    /// End of the fetch.
    pub end: End,
    /// Several titles in one question.
    pub is_list: bool,
    /// No job came of the request.
    pub is_empty: bool,
}

/// Coverage of a request, with the fetches that bought it, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Covering {
    /// Covered posting time.
    pub held: Spans,
    /// Fetches of the request.
    pub fetches: Vec<Buying>,
}

/// A request of a combination, as its days are judged.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What was bought of the request itself.
    pub own: Covering,
    /// What was bought of wider requests, and held whole.
    pub wider: Vec<Covering>,
    /// Somebody wants the combination now, and it is not paused.
    pub is_wanted: bool,
    /// Beginning of the posting time that was ever asked for.
    pub since: DateTime<Utc>,
    /// End of the posting time that should be here by now: what is younger may still come.
    pub due: DateTime<Utc>,
}

/// Outcome of a day, with the fetch that made it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The outcome.
    pub outcome: Outcome,
    /// The fetch behind it; None: no fetch.
    pub fetch_id: Option<i64>,
}

impl Told {
    fn of(outcome: Outcome, fetch: Option<&Buying>) -> Self {
        Self { outcome, fetch_id: fetch.map(|fetch| fetch.fetch_id) }
    }

    /// Of two requests of one combination the one that somebody should look at first.
    pub fn or(self, other: Self) -> Self {
        if other.outcome > self.outcome { other } else { self }
    }
}

impl Covering {
    fn holds(&self, at: DateTime<Utc>) -> bool {
        self.held.windows().iter().any(|window| window.from <= at && at < window.to)
    }

    /// The last fetch over this moment that ended so, or rather the last that brought something: a day that was empty in
    /// a list was asked for again by itself.
    fn fetch(&self, end: End, at: DateTime<Utc>) -> Option<&Buying> {
        let is_over = |one: &&Buying| one.end == end && one.window.from <= at && at < one.window.to;
        let over = || self.fetches.iter().rev().filter(is_over);
        over().find(|one| !one.is_empty).or_else(|| over().next())
    }
}

impl Facts {
    /// Outcome of a day, judged by its middle.
    pub fn judge(&self, day: Window) -> Told {
        let at = day.from + day.length() / 2;
        if self.own.holds(at) {
            return bought(self.own.fetch(End::Done, at));
        }
        if let Some(wider) = self.wider.iter().find(|one| one.holds(at)) {
            return Told::of(Outcome::Contained, wider.fetch(End::Done, at));
        }
        self.lacking(day, at)
    }

    fn lacking(&self, day: Window, at: DateTime<Utc>) -> Told {
        let live = self.own.fetch(End::Live, at);
        let failed = self.own.fetch(End::Failed, at);
        match () {
            () if live.is_some() => Told::of(Outcome::Coming, live),
            () if !self.is_wanted || at < self.since => Told::of(Outcome::Resting, None),
            () if failed.is_some() => Told::of(Outcome::Failed, failed),
            () if day.to > self.due => Told::of(Outcome::Coming, None),
            () => Told::of(Outcome::Missing, None),
        }
    }
}

fn bought(fetch: Option<&Buying>) -> Told {
    let outcome = match fetch {
        Some(one) if one.is_empty => Outcome::Empty,
        Some(one) if one.is_list => Outcome::InList,
        _ => Outcome::Bought,
    };
    Told::of(outcome, fetch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(day * 86_400, 0).unwrap()
    }

    fn window(from: i64, to: i64) -> Window {
        Window::new(day(from), day(to))
    }

    fn fetch(fetch_id: i64, (from, to): (i64, i64), end: End) -> Buying {
        Buying { fetch_id, window: window(from, to), end, is_list: false, is_empty: false }
    }

    fn covering(held: &[(i64, i64)], fetches: &[Buying]) -> Covering {
        let windows: Vec<_> = held.iter().map(|&(from, to)| window(from, to)).collect();
        Covering { held: Spans::default().with(&windows), fetches: fetches.to_vec() }
    }

    /// Days 0 to 9 of a combination that was asked for from day 1 on; what is younger than day 8 may still come.
    fn facts() -> Facts {
        let list = Buying { is_list: true, ..fetch(3, (4, 5), End::Done) };
        let empty = Buying { is_empty: true, ..fetch(4, (5, 6), End::Done) };
        let own = [
            fetch(1, (1, 3), End::Done),
            fetch(2, (2, 4), End::Failed),
            list,
            empty,
            fetch(5, (7, 8), End::Failed),
            Buying { is_empty: true, ..fetch(7, (1, 3), End::Done) },
            fetch(8, (2, 3), End::Done),
        ];
        Facts {
            own: covering(&[(1, 3), (4, 6)], &own),
            wider: vec![covering(&[(2, 4)], &[fetch(6, (2, 4), End::Done)])],
            is_wanted: true,
            since: day(1),
            due: day(8),
        }
    }

    #[test]
    fn every_day_has_an_outcome_and_leads_to_its_fetch() {
        let facts = facts();
        let table = [
            (0, Outcome::Resting, None, "before anybody asked"),
            (1, Outcome::Bought, Some(1), "by its own fetch, though a later one brought nothing"),
            (2, Outcome::Bought, Some(8), "by the last of two, though one failed and a wider one holds it, too"),
            (3, Outcome::Contained, Some(6), "its own fetch failed, a wider one holds it"),
            (4, Outcome::InList, Some(3), "beside other titles"),
            (5, Outcome::Empty, Some(4), "no job came"),
            (6, Outcome::Missing, None, "nothing was bought"),
            (7, Outcome::Failed, Some(5), "what should have brought it failed"),
            (8, Outcome::Coming, None, "the next run asks for it"),
        ];
        for (at, outcome, fetch_id, why) in table {
            assert_eq!(facts.judge(window(at, at + 1)), Told { outcome, fetch_id }, "day {at}: {why}");
        }
    }

    #[test]
    fn what_nobody_wants_rests_and_what_was_bought_of_it_stays() {
        let resting = Facts { is_wanted: false, ..facts() };
        let outcomes = [1, 6, 7, 8].map(|at| resting.judge(window(at, at + 1)).outcome);
        assert_eq!(outcomes, [Outcome::Bought, Outcome::Resting, Outcome::Resting, Outcome::Resting]);
    }

    #[test]
    fn what_is_being_bought_comes_and_what_was_forgotten_is_missing() {
        let mut facts = facts();
        facts.own.fetches.push(fetch(9, (6, 9), End::Live));
        assert_eq!(facts.judge(window(6, 7)), Told { outcome: Outcome::Coming, fetch_id: Some(9) });
        facts.own.held = Spans::default();
        assert_eq!(facts.judge(window(1, 2)).outcome, Outcome::Missing);
    }

    #[test]
    fn coverage_without_a_fetch_of_its_own_counts_as_bought() {
        let given = Facts { own: covering(&[(3, 4)], &[]), wider: Vec::new(), ..facts() };
        assert_eq!(given.judge(window(3, 4)), Told { outcome: Outcome::Bought, fetch_id: None });
    }

    #[test]
    fn of_several_requests_the_one_to_look_at_counts() {
        let told = |outcome| Told { outcome, fetch_id: None };
        assert_eq!(told(Outcome::Bought).or(told(Outcome::Missing)), told(Outcome::Missing));
        assert_eq!(told(Outcome::Failed).or(told(Outcome::Empty)), told(Outcome::Failed));
        for quiet in [Outcome::Empty, Outcome::Contained, Outcome::Resting] {
            assert_eq!(told(quiet).or(told(Outcome::Bought)), told(Outcome::Bought), "{quiet}");
        }
    }
}
