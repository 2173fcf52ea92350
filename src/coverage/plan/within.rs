//! Missing requests that need no purchase, since the same plan buys a request of wider terms. Pure.

use super::{Cell, Container, Why};
use crate::coverage::reach::{Ask, Reach};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// A request to be bought by itself, unless a wider purchase closes its gap.
struct Missing<'a> {
    cell: &'a Cell,
    reach: Reach,
    ask: Ask,
}

impl Missing<'_> {
    /// Wider requests that would close the gap at no further cost, if bought for themselves. At a ranking source a
    /// wider place costs more than a narrower: there [`super::countries`] chooses.
    fn around(&self) -> impl Iterator<Item = i64> {
        let is_for_nothing = |one: &&Container| one.is_same_place || !self.cell.source.ranks();
        self.cell.containers.iter().filter(is_for_nothing).map(|one| one.request_id)
    }

    /// True when buying the wider request leaves no gap.
    fn is_closed_by(&self, wider: &Self, now: DateTime<Utc>) -> bool {
        self.reach.gap(&self.cell.held_in_all().with(&[wider.ask.window]), now).is_none()
    }
}

/// For each request that comes with another, the request bought instead. Of equal requests the older is bought.
pub(super) fn wider(cells: &[(&Cell, Reach)], whys: &[Why], now: DateTime<Utc>) -> BTreeMap<i64, i64> {
    let missing = cells
        .iter()
        .zip(whys)
        .filter_map(|((cell, reach), why)| Some((cell.request_id, Missing { cell, reach: *reach, ask: why.ask()? })));
    let missing: BTreeMap<i64, Missing<'_>> = missing.collect();
    // Widest first: a container of a request has fewer containers itself, and was judged before.
    let depth = |one: &Missing<'_>| one.around().filter(|it| missing.contains_key(it)).count();
    let mut widest_first: Vec<_> = missing.values().collect();
    widest_first.sort_by_key(|one| (depth(one), one.cell.request_id));
    let mut found = BTreeMap::new();
    let mut bought: BTreeMap<i64, &Missing<'_>> = BTreeMap::new();
    for one in widest_first {
        let mut around = one.around().filter_map(|wider| bought.get(&wider));
        match around.find(|wider| one.is_closed_by(wider, now)) {
            Some(wider) => _ = found.insert(one.cell.request_id, wider.cell.request_id),
            None => _ = bought.insert(one.cell.request_id, one),
        }
    }
    found
}
