//! Titles within titles: a title's list for a country makes the lists of longer titles needless, where so learnt. Pure.

use super::{Instead, reaches};
use crate::coverage::plan::{Cell, Planned};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Lists left to buy, each for all towns held: towns of needless lists, and towns that a plan would ask for singly.
/// Where two lists hold each other the older request's is bought.
pub fn with_narrower(lists: Vec<Instead>, planned: &[Planned], cells: &[Cell]) -> Vec<Instead> {
    let around = Around::of(cells);
    let by_country: HashMap<i64, &Instead> = lists.iter().map(|list| (list.country, list)).collect();
    let is_held = |wider: &i64, list: &Instead| by_country.get(wider).is_some_and(|wider| reaches(wider.ask, list.ask));
    let depth = |list: &Instead| around.holding(list).filter(|wider| is_held(wider, list)).count();
    let mut widest_first: Vec<(usize, Instead)> = lists.iter().map(|list| (depth(list), list.clone())).collect();
    widest_first.sort_by_key(|(depth, list)| (*depth, list.country));
    let mut left: BTreeMap<i64, Instead> = BTreeMap::new();
    for (_, list) in widest_first {
        let wider = around.holding(&list).find(|wider| left.contains_key(wider) && is_held(wider, &list));
        match wider.and_then(|wider| left.get_mut(&wider)) {
            Some(wider) => wider.towns.extend(&list.towns),
            None => _ = left.insert(list.country, list),
        }
    }
    add_single(&mut left, planned, &around);
    let sorted = |mut list: Instead| {
        list.towns.sort_unstable();
        list
    };
    left.into_values().map(sorted).collect()
}

/// Countries around each town, for the town's title and for the shorter titles in it.
struct Around(HashMap<i64, Vec<i64>>);

impl Around {
    fn of(cells: &[Cell]) -> Self {
        let ranked = cells.iter().filter(|cell| cell.source.ranks());
        let elsewhere = |cell: &Cell| {
            let others = cell.containers.iter().filter(|one| !one.is_same_place);
            others.map(|one| one.request_id).collect()
        };
        Self(ranked.map(|cell| (cell.request_id, elsewhere(cell))).collect())
    }

    fn of_town(&self, town: i64) -> impl Iterator<Item = i64> {
        self.0.get(&town).into_iter().flatten().copied()
    }

    /// Other countries around all of a list's towns.
    fn holding(&self, list: &Instead) -> impl Iterator<Item = i64> {
        let others = list.towns.first().into_iter().flat_map(|town| self.of_town(*town));
        others.filter(|country| {
            *country != list.country && list.towns.iter().all(|town| self.of_town(*town).any(|one| one == *country))
        })
    }
}

/// Adds towns without a list so far.
fn add_single(lists: &mut BTreeMap<i64, Instead>, planned: &[Planned], around: &Around) {
    let taken: HashSet<i64> = lists.values().flat_map(|list| list.towns.iter().copied()).collect();
    for one in planned.iter().filter(|one| !taken.contains(&one.request_id)) {
        let Some(ask) = one.why.ask() else { continue };
        let is_held = |country: &i64| lists.get(country).is_some_and(|list| reaches(list.ask, ask));
        let wider = around.of_town(one.request_id).find(is_held);
        if let Some(list) = wider.and_then(|country| lists.get_mut(&country)) {
            list.towns.push(one.request_id);
        }
    }
}

#[cfg(test)]
mod tests;
