//! Windows to buy for some combinations at their sources. Pure: statements load, the plan decides.
//!
//! Per source, exactly the missing requests, less those contained in wider requests. Time held whole of a wider request
//! is held of the narrower request, too; time bought of the wider request is not bought twice. Each plan derives
//! containment anew; no table keeps it. Only a request's own purchases count for others, not time contained in turn.

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
    /// Posting time held of the request.
    pub held: Spans,
    /// Requests of wider terms.
    pub containers: Vec<Container>,
    /// A live fetch (queued, running or put off) buys this request, or a request that this one waits for.
    pub is_being_bought: bool,
    /// The live fetch is deferred, not on its way.
    pub is_put_off: bool,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_created_since: Option<bool>,
    /// The last answer may not reach back to the coverage before it, or no day's answer does.
    pub fell_short: bool,
    /// How long a fresh end may be missing, where longer than the source's reach says: few jobs are expected meanwhile.
    pub may_lack: TimeDelta,
}

/// A request at the same source with wider terms: it asks for every job of the narrower request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// Number of the wider request.
    pub request_id: i64,
    /// Posting time held of the wider request and not cut short by a page limit.
    pub whole: Spans,
    /// Posting time that the wider request's live fetch will cover; None: no live fetch.
    pub live: Option<Window>,
    /// Same place in both requests: at a ranking source the wider request then costs no more beside the narrower.
    pub is_same_place: bool,
}

impl Cell {
    /// Posting time held of the request, or of wider ones.
    pub fn held_in_all(&self) -> Spans {
        self.containers.iter().fold(self.held.clone(), |held, one| held.with(one.whole.windows()))
    }
}

/// Reason to buy a cell, or not to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The wanted window is covered.
    AlreadyHere,
    /// Covered only with time held of wider requests; the number of the request with the newest such time.
    Contained(i64),
    /// A live fetch buys the request already.
    BeingBought,
    /// The live fetch of this wider request buys the missing time.
    BeingBoughtWider(i64),
    /// Another cell of this plan has the same request.
    SameRequest,
    /// The wider request of this number is bought by the plan, too.
    WithWider(i64),
    /// Partly held; only the rest is bought.
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

    /// The wider request that this cell waits for.
    pub fn waits_for(self) -> Option<i64> {
        match self {
            Self::BeingBoughtWider(wider) | Self::WithWider(wider) => Some(wider),
            _ => None,
        }
    }

    /// Wider request that makes a purchase needless.
    pub fn wider(self) -> Option<i64> {
        match self {
            Self::Contained(wider) => Some(wider),
            why => why.waits_for(),
        }
    }

    /// A purchase already begun will bring the cell's jobs.
    pub fn is_coming(self) -> bool {
        matches!(self, Self::BeingBought | Self::BeingBoughtWider(_))
    }

    /// The wanted window is covered, by own purchases or wider requests.
    pub fn is_held(self) -> bool {
        matches!(self, Self::AlreadyHere | Self::Contained(_))
    }

    /// The plan buys the cell, itself or with another request.
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
    /// A deferred fetch is to bring the cell's jobs.
    pub is_put_off: bool,
}

/// How many combinations of a plan are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All combinations.
    pub wanted: usize,
    /// Combinations with every wanted window covered.
    pub held: usize,
    /// Combinations on the way already.
    pub loading: usize,
    /// Combinations put off: a fetch waits for a limit, a quota or a switch.
    pub waits: usize,
    /// Combinations with something to buy.
    pub new: usize,
}

/// Decides for every cell; cells at sources outside `reaches` are left out.
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

/// Reach of the cell's source, with the cell's own knowledge; None: source absent from `reaches`.
fn reach_of(cell: &Cell, reaches: &[Reach]) -> Option<Reach> {
    let reach = reaches.iter().find(|reach| reach.source == cell.source)?;
    let held = reach.held.max(cell.may_lack);
    Some(Reach { takes_created_since: cell.takes_created_since, held, ..*reach })
}

/// Decision for a cell by itself, beside earlier purchases only.
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

/// Requests that wait for the fetch of a wider request, in pairs: (waiting, wider).
pub fn waiting(planned: &[Planned]) -> Vec<(i64, i64)> {
    planned.iter().filter_map(|one| Some((one.request_id, one.why.waits_for()?))).collect()
}

/// Counts combinations, each in its first matching state: new when any part has to be bought, waiting when any is
/// deferred, loading when any is on its way, else held.
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
