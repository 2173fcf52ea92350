//! Of what a plan has to buy, the requests that need no purchase, since one of wider terms is bought beside them. Pure.

use super::{Cell, Container, Why};
use crate::coverage::reach::{Ask, Reach};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// A request that would have to be bought by itself.
struct Missing<'a> {
    cell: &'a Cell,
    reach: Reach,
    ask: Ask,
}

impl Missing<'_> {
    /// The requests that would close its gap for nothing more, if they are bought for themselves. At a source that ranks, a
    /// wider place costs more than a narrower one: that is a choice of its own ([`super::countries`]).
    fn around(&self) -> impl Iterator<Item = i64> {
        let is_for_nothing = |one: &&Container| one.is_same_place || !self.cell.source.ranks();
        self.cell.containers.iter().filter(is_for_nothing).map(|one| one.request_id)
    }

    /// True when nothing is missing any more once the wider one is bought.
    fn is_closed_by(&self, wider: &Self, now: DateTime<Utc>) -> bool {
        self.reach.gap(&self.cell.held_in_all().with(&[wider.ask.window]), now).is_none()
    }
}

/// For each request that is bought with another one, that other one, which is itself bought. Of equal requests the older
/// one is.
pub(super) fn wider(cells: &[(&Cell, Reach)], whys: &[Why], now: DateTime<Utc>) -> BTreeMap<i64, i64> {
    let missing = cells
        .iter()
        .zip(whys)
        .filter_map(|((cell, reach), why)| Some((cell.request_id, Missing { cell, reach: *reach, ask: why.ask()? })));
    let missing: BTreeMap<i64, Missing<'_>> = missing.collect();
    // The widest first: whatever contains a request contains less itself, and has been judged before.
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
