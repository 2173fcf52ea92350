//! Of what a plan has to buy, the requests that need no purchase, since one of wider terms is bought beside them. Pure.

use super::{Cell, Why};
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
    /// True when nothing is missing any more once the wider one is bought.
    fn is_closed_by(&self, wider: &Self, now: DateTime<Utc>) -> bool {
        self.reach.gap(&self.cell.held_in_all().with(&[wider.ask.window]), now).is_none()
    }
}

/// For each request that is bought with another one, that other one, which is itself bought. Of equal requests the older
/// one is. At a source that ranks, a wider list may cost more than the narrower ones: that is a choice of its own
/// ([`super::countries`]).
pub(super) fn wider(cells: &[(&Cell, Reach)], whys: &[Why], now: DateTime<Utc>) -> BTreeMap<i64, i64> {
    let missing =
        cells.iter().zip(whys).filter(|((cell, _), _)| !cell.source.ranks()).filter_map(|((cell, reach), why)| {
            Some((cell.request_id, Missing { cell, reach: *reach, ask: why.ask()? }))
        });
    let missing: BTreeMap<i64, Missing<'_>> = missing.collect();
    // The widest first: whatever contains a request contains less itself, and has been judged before.
    let depth =
        |one: &Missing<'_>| one.cell.containers.iter().filter(|it| missing.contains_key(&it.request_id)).count();
    let mut widest_first: Vec<_> = missing.values().collect();
    widest_first.sort_by_key(|one| (depth(one), one.cell.request_id));
    let mut found = BTreeMap::new();
    let mut bought: BTreeMap<i64, &Missing<'_>> = BTreeMap::new();
    for one in widest_first {
        let mut around = one.cell.containers.iter().filter_map(|wider| bought.get(&wider.request_id));
        match around.find(|wider| one.is_closed_by(wider, now)) {
            Some(wider) => _ = found.insert(one.cell.request_id, wider.cell.request_id),
            None => _ = bought.insert(one.cell.request_id, one),
        }
    }
    found
}
