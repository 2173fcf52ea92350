//! Windows to buy for some combinations at their sources. Pure: statements load, the plan decides.
//!
//! Per source, exactly the missing requests, less those contained in wider ones: what a request of wider terms holds
//! whole is held of the narrower one, too, and what is bought of the wider one need not be bought twice. That is derived
//! anew by each plan and never written down. Only what was bought itself counts, not what is contained in turn.

pub mod countries;
pub mod lack;
pub mod lists;
mod within;

use super::reach::{Ask, Reach};
use super::window::{Spans, Window};
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
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
    /// Requests of wider terms.
    pub containers: Vec<Container>,
    /// A fetch of this request is queued, running or put off, or one that this request waits for.
    pub is_being_bought: bool,
    /// The live fetch is deferred, and not on its way.
    pub is_put_off: bool,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_created_since: Option<bool>,
    /// The last answer may not reach back to the coverage before it, or no answer to a day does.
    pub fell_short: bool,
    /// How long a fresh end may be missing, as far as that is longer than the source's reach says: few jobs are expected of
    /// it.
    pub may_lack: TimeDelta,
}

/// A request at the same source whose terms are wider: it asks for every job of the narrower one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// Number of the wider request.
    pub request_id: i64,
    /// Posting time that is held of it, and that no page limit cut short.
    pub whole: Spans,
    /// Posting time that its live fetch will cover; None: no live fetch.
    pub live: Option<Window>,
    /// It asks for the same place: at a source that ranks, it costs no more beside a narrower one.
    pub is_same_place: bool,
}

impl Cell {
    /// Held of the request, or of wider ones.
    pub fn held_in_all(&self) -> Spans {
        self.containers.iter().fold(self.held.clone(), |held, one| held.with(one.whole.windows()))
    }
}

/// Why something has to be bought, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The wanted window is covered.
    AlreadyHere,
    /// It is covered with what wider requests hold; the one that holds the newest of it.
    Contained(i64),
    /// A live fetch buys the request already.
    BeingBought,
    /// The live fetch of this wider request buys what is missing.
    BeingBoughtWider(i64),
    /// Another cell of this plan asks the source the same.
    SameRequest,
    /// This wider request is bought by the same plan.
    WithWider(i64),
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
            Self::AlreadyHere
            | Self::Contained(_)
            | Self::BeingBought
            | Self::BeingBoughtWider(_)
            | Self::SameRequest
            | Self::WithWider(_) => None,
        }
    }

    /// The wider request whose fetch this one waits for.
    pub fn waits_for(self) -> Option<i64> {
        match self {
            Self::BeingBoughtWider(wider) | Self::WithWider(wider) => Some(wider),
            _ => None,
        }
    }

    /// The wider request that makes a purchase needless.
    pub fn wider(self) -> Option<i64> {
        match self {
            Self::Contained(wider) => Some(wider),
            why => why.waits_for(),
        }
    }

    /// On its way by a purchase that has begun.
    pub fn is_coming(self) -> bool {
        matches!(self, Self::BeingBought | Self::BeingBoughtWider(_))
    }

    /// The wanted window is covered, by whatever was bought.
    pub fn is_held(self) -> bool {
        matches!(self, Self::AlreadyHere | Self::Contained(_))
    }

    /// The plan buys it, itself or with another request.
    pub fn is_new(self) -> bool {
        !self.is_held() && !self.is_coming()
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
    let known: Vec<(&Cell, Reach)> = cells.iter().filter_map(|cell| Some((cell, reach_of(cell, reaches)?))).collect();
    let mut whys: Vec<Why> = known.iter().map(|(cell, reach)| judge(cell, *reach, now)).collect();
    let wider = within::wider(&known, &whys, now);
    let mut asked = HashSet::new();
    for ((cell, _), why) in known.iter().zip(&mut whys) {
        if why.ask().is_none() {
            continue;
        }
        if let Some(wider) = wider.get(&cell.request_id) {
            *why = Why::WithWider(*wider);
        } else if !asked.insert(cell.request_id) {
            *why = Why::SameRequest;
        }
    }
    let planned = known.iter().zip(whys).map(|((cell, _), why)| Planned {
        combination_id: cell.combination_id,
        source: cell.source,
        request_id: cell.request_id,
        why,
        is_put_off: cell.is_put_off,
    });
    planned.collect()
}

/// What is known of how far the cell's source reaches; None: it is absent.
fn reach_of(cell: &Cell, reaches: &[Reach]) -> Option<Reach> {
    let reach = reaches.iter().find(|reach| reach.source == cell.source)?;
    let held = reach.held.max(cell.may_lack);
    Some(Reach { takes_created_since: cell.takes_created_since, held, ..*reach })
}

/// A cell by itself, beside what was bought before.
fn judge(cell: &Cell, reach: Reach, now: DateTime<Utc>) -> Why {
    if reach.gap(&cell.held, now).is_none() {
        return Why::AlreadyHere;
    }
    let held = cell.held_in_all();
    let Some(gap) = reach.gap(&held, now) else {
        let newest = cell.containers.iter().max_by_key(|one| one.whole.windows().last().map(|window| window.to));
        return newest.map_or(Why::AlreadyHere, |one| Why::Contained(one.request_id));
    };
    if cell.is_being_bought {
        return Why::BeingBought;
    }
    let closes = |one: &&Container| one.live.is_some_and(|live| reach.gap(&held.with(&[live]), now).is_none());
    if let Some(one) = cell.containers.iter().find(closes) {
        return Why::BeingBoughtWider(one.request_id);
    }
    let ask = reach.ask_since(gap.from, cell.fell_short, now);
    if held.is_empty() { Why::New(ask) } else { Why::PartlyHeld(ask) }
}

/// Requests that wait for a wider one's fetch, each with that one.
pub fn waiting(planned: &[Planned]) -> Vec<(i64, i64)> {
    planned.iter().filter_map(|one| Some((one.request_id, one.why.waits_for()?))).collect()
}

/// A combination is new when any part has to be bought, else waiting when any is deferred, else loading when any is on
/// its way, else held.
pub fn count(planned: &[Planned]) -> Counts {
    let ids = |matching: &dyn Fn(&Planned) -> bool| -> HashSet<i32> {
        planned.iter().filter(|one| matching(one)).map(|one| one.combination_id).collect()
    };
    let wanted = ids(&|_| true);
    let new = ids(&|one| one.why.is_new());
    let waits = &ids(&|one| one.why.is_coming() && one.is_put_off) - &new;
    let loading = &(&ids(&|one| one.why.is_coming()) - &new) - &waits;
    Counts {
        wanted: wanted.len(),
        held: wanted.len() - new.len() - waits.len() - loading.len(),
        loading: loading.len(),
        waits: waits.len(),
        new: new.len(),
    }
}

#[cfg(test)]
mod tests;
