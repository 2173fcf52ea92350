//! Windows to buy for some combinations at their sources. Pure: one statement loads, the plan decides.
//!
//! A simple plan: per source, exactly the missing requests.

use super::reach::{Ask, Reach};
use super::window::Spans;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use std::collections::HashSet;

/// A combination at a source, as the database knows it: the smallest unit of buying.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Row of the combination.
    pub combination_id: i32,
    /// Source of the request.
    pub source: Source,
    /// One of the combination's requests there.
    pub request_id: i64,
    /// Posting time that is held of the request.
    pub held: Spans,
    /// A fetch of this request is queued, running or put off.
    pub is_being_bought: bool,
    /// The live fetch is deferred, and not on its way.
    pub is_put_off: bool,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_created_since: Option<bool>,
    /// The last answer may not reach back to the coverage before it.
    pub fell_short: bool,
}

/// Why something has to be bought, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The wanted window is covered.
    AlreadyHere,
    /// A live fetch buys the request already.
    BeingBought,
    /// Another cell of this plan asks the source the same.
    SameRequest,
    /// Some of it is held; only the rest is bought.
    PartlyHeld(Ask),
    /// No part is covered.
    New(Ask),
}

impl Why {
    /// Window to buy; None: no purchase.
    pub fn ask(self) -> Option<Ask> {
        match self {
            Self::PartlyHeld(ask) | Self::New(ask) => Some(ask),
            Self::AlreadyHere | Self::BeingBought | Self::SameRequest => None,
        }
    }
}

/// A cell with its decision.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Row of the combination.
    pub combination_id: i32,
    /// Source of the request.
    pub source: Source,
    /// One of the combination's requests there.
    pub request_id: i64,
    /// The decision.
    pub why: Why,
    /// On its way by a deferred fetch.
    pub is_put_off: bool,
}

/// How many combinations a plan finds in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All combinations.
    pub wanted: usize,
    /// Combinations with every wanted window covered.
    pub held: usize,
    /// On the way already.
    pub loading: usize,
    /// Put off: somebody's fetch waits for a limit, a quota or a switch.
    pub waits: usize,
    /// Combinations with something to buy.
    pub new: usize,
}

/// Decides for every cell; cells at sources that are not in `reaches` are left out.
pub fn plan(cells: &[Cell], reaches: &[Reach], now: DateTime<Utc>) -> Vec<Planned> {
    let mut asked = HashSet::new();
    let mut planned = Vec::with_capacity(cells.len());
    for cell in cells {
        let Some(reach) = reaches.iter().find(|reach| reach.source == cell.source) else { continue };
        let why = judge(cell, *reach, now, &mut asked);
        planned.push(Planned {
            combination_id: cell.combination_id,
            source: cell.source,
            request_id: cell.request_id,
            why,
            is_put_off: cell.is_put_off,
        });
    }
    planned
}

fn judge(cell: &Cell, reach: Reach, now: DateTime<Utc>, asked: &mut HashSet<i64>) -> Why {
    let reach = Reach { takes_created_since: cell.takes_created_since, ..reach };
    let Some(gap) = reach.gap(&cell.held, now) else { return Why::AlreadyHere };
    if cell.is_being_bought {
        return Why::BeingBought;
    }
    if !asked.insert(cell.request_id) {
        return Why::SameRequest;
    }
    let ask = reach.ask_since(gap.from, cell.fell_short, now);
    if cell.held.is_empty() { Why::New(ask) } else { Why::PartlyHeld(ask) }
}

/// A combination is new when any part has to be bought, else waiting when any is deferred, else loading when any is on
/// its way, else held.
pub fn count(planned: &[Planned]) -> Counts {
    let ids = |matching: &dyn Fn(&Planned) -> bool| -> HashSet<i32> {
        planned.iter().filter(|one| matching(one)).map(|one| one.combination_id).collect()
    };
    let wanted = ids(&|_| true);
    let new = ids(&|one| one.why.ask().is_some() || one.why == Why::SameRequest);
    let waits = &ids(&|one| one.why == Why::BeingBought && one.is_put_off) - &new;
    let loading = &(&ids(&|one| one.why == Why::BeingBought) - &new) - &waits;
    Counts {
        wanted: wanted.len(),
        held: wanted.len() - new.len() - waits.len() - loading.len(),
        loading: loading.len(),
        waits: waits.len(),
        new: new.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Span;
    use chrono::TimeDelta;
    use std::ops::Bound;

    fn reaches() -> [Reach; 2] {
        [Source::JSearch, Source::ActiveJobs].map(|source| Reach::new(source, false, TimeDelta::hours(36)))
    }

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:15:00Z".parse().unwrap()
    }

    fn all_of_it() -> Spans {
        Spans::from_ranges(&vec![(Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(now()))])
    }

    fn cell(combination_id: i32, source: Source, request_id: i64) -> Cell {
        Cell {
            combination_id,
            source,
            request_id,
            held: Spans::default(),
            is_being_bought: false,
            is_put_off: false,
            takes_created_since: None,
            fell_short: false,
        }
    }

    #[test]
    fn filter_variants_share_what_the_source_cannot_tell_apart() {
        let cells = [
            cell(1, Source::JSearch, 10),
            cell(1, Source::ActiveJobs, 11),
            cell(2, Source::JSearch, 10),
            cell(2, Source::ActiveJobs, 12),
        ];
        let planned = plan(&cells, &reaches(), now());
        let bought: Vec<_> = planned.iter().filter(|one| one.why.ask().is_some()).map(|one| one.request_id).collect();
        assert_eq!(bought, [10, 11, 12]);
        assert_eq!(planned[2].why, Why::SameRequest);
    }

    #[test]
    fn what_is_held_or_on_its_way_is_not_bought() {
        let held = Cell { held: all_of_it(), ..cell(1, Source::JSearch, 10) };
        let running = Cell { is_being_bought: true, ..cell(2, Source::JSearch, 20) };
        let put_off = Cell { is_put_off: true, request_id: 40, combination_id: 4, ..running.clone() };
        let planned = plan(&[held, running, cell(3, Source::JSearch, 30), put_off], &reaches(), now());
        assert_eq!(count(&planned), Counts { wanted: 4, held: 1, loading: 1, waits: 1, new: 1 });
    }

    #[test]
    fn what_is_known_of_a_source_decides_what_it_is_asked() {
        let until = now() - TimeDelta::hours(40);
        let held = Spans::from_ranges(&vec![(Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(until))]);
        let cell = Cell { held, ..cell(1, Source::ActiveJobs, 11) };
        let refused = Cell { takes_created_since: Some(false), ..cell.clone() };
        let ask = |cell: Cell| plan(&[cell], &reaches(), now())[0].why.ask().unwrap();
        assert_eq!((ask(cell.clone()).span, ask(cell).created_since), (Span::Week, Some(until)));
        assert_eq!((ask(refused.clone()).span, ask(refused).created_since), (Span::Day, None));
    }

    #[test]
    fn a_source_that_is_absent_is_left_out() {
        let planned = plan(&[cell(1, Source::ActiveJobs, 11)], &reaches()[..1], now());
        assert!(planned.is_empty());
    }
}
