//! What sharing saved, in a book of a few lines: it is told what happened, and never asks the code how it counts.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// So old may be what was bought and still be bought for nobody again; the morning's run brings the rest.
const HELD_HOURS: i64 = 36;

/// A person's number and a combination.
type Demand = (i64, i32);

/// A fetch, as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Bought {
    pub request: i64,
    pub is_live: bool,
    pub pages: i32,
    pub started_for: Option<i64>,
    pub is_run: bool,
    /// End of what it covers, where it has come to its end.
    pub whole_to: Option<DateTime<Utc>>,
}

/// What can be seen from outside after something has happened.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    pub now: DateTime<Utc>,
    /// In the order in which they came.
    pub demands: Vec<Demand>,
    /// What is wanted now.
    pub live: BTreeSet<Demand>,
    /// Combinations and what is asked for them.
    pub links: Vec<(i32, i64)>,
    pub fetches: BTreeMap<i64, Bought>,
}

/// Of each demand × request, whether it is pending or counted.
#[derive(Clone, Debug, Default)]
pub struct Book {
    before: Sight,
    bought: BTreeSet<Demand>,
    pending: BTreeSet<(Demand, i64)>,
    counted: BTreeSet<(Demand, i64)>,
    paid: BTreeSet<(i64, i64)>,
}

impl Sight {
    fn on(&self, request: i64) -> Vec<Demand> {
        let asks = |combination| self.links.contains(&(combination, request));
        self.demands.iter().filter(|(_, combination)| asks(*combination)).copied().collect()
    }

    fn has_page(&self, request: i64) -> bool {
        self.fetches.values().any(|one| one.request == request && one.pages > 0)
    }

    fn is_held(&self, request: i64) -> bool {
        let since = self.now - TimeDelta::hours(HELD_HOURS);
        self.fetches.values().any(|one| one.request == request && one.whole_to.is_some_and(|to| to >= since))
    }

    fn live_fetch(&self, request: i64) -> Option<Bought> {
        self.fetches.values().find(|one| one.request == request && one.is_live).copied()
    }
}

impl Book {
    /// Something has happened; `actor` has just saved searches.
    pub fn look(&mut self, now: Sight, actor: Option<i64>) {
        let before = std::mem::take(&mut self.before);
        let undecided: BTreeSet<Demand> = now.live.iter().filter(|one| self.is_undecided(one)).copied().collect();
        for (id, fetch) in &now.fetches {
            let was = before.fetches.get(id);
            if fetch.is_live && !was.is_some_and(|was| was.is_live) {
                self.begins(&before, &now, *fetch, was.is_none(), actor);
            }
            if fetch.pages > was.map_or(0, |was| was.pages) {
                self.comes(&now, fetch.request);
            }
        }
        if let Some(actor) = actor {
            self.saves(&now, actor, &undecided);
        }
        self.before = now;
    }

    /// wanted, bought, pending, and rows that count.
    pub fn figures(&self) -> [usize; 4] {
        let is_served = |demand| self.bought.contains(demand) || self.counted.iter().any(|(one, _)| one == demand);
        let pending = self.before.demands.iter().filter(|demand| !is_served(demand)).count();
        [self.before.demands.len(), self.bought.len(), pending, self.counted.len()]
    }

    /// The first who has got nothing pays, the others lean on it.
    fn begins(&mut self, before: &Sight, now: &Sight, fetch: Bought, is_new: bool, actor: Option<i64>) {
        let request = fetch.request;
        let is_unserved = |demand: &Demand| {
            let (one, has_page) = ((*demand, request), before.has_page(request));
            let is_open = !self.counted.contains(&one) && (!self.bought.contains(demand) || !has_page);
            now.live.contains(demand) && (self.pending.contains(&one) || is_open)
        };
        let unserved: Vec<Demand> = now.on(request).into_iter().filter(is_unserved).collect();
        let first = unserved.first().map(|(subject, _)| *subject);
        if is_new {
            let payer = if fetch.is_run { None } else { first.or(actor) };
            assert_eq!(fetch.started_for, payer, "of {unserved:?}");
        }
        let payer = fetch.started_for.or(first.filter(|_| fetch.pages == 0));
        self.paid.extend(fetch.started_for.map(|subject| (subject, request)));
        for demand in now.on(request).into_iter().filter(|(subject, _)| Some(*subject) == payer) {
            self.bought.insert(demand);
            self.pending.remove(&(demand, request));
        }
        for demand in unserved.into_iter().filter(|(subject, _)| Some(*subject) != payer) {
            self.leans(demand, request, fetch.pages > 0);
        }
    }

    /// A page: who leans on it and still wants it is spared a purchase.
    fn comes(&mut self, now: &Sight, request: i64) {
        for demand in now.on(request).into_iter().filter(|demand| now.live.contains(demand)) {
            if self.pending.remove(&(demand, request)) {
                self.counted.insert((demand, request));
            }
        }
    }

    /// What somebody wants now and is here, or on its way, or was their own before under another name.
    fn saves(&mut self, now: &Sight, actor: i64, undecided: &BTreeSet<Demand>) {
        for demand in now.live.iter().copied().filter(|(subject, _)| *subject == actor) {
            for request in now.links.iter().filter(|(combination, _)| *combination == demand.1).map(|(_, one)| *one) {
                let live = now.live_fetch(request);
                let is_here = now.has_page(request) && (live.is_none() || now.is_held(request));
                if self.paid.contains(&(actor, request)) {
                    self.bought.insert(demand);
                } else if undecided.contains(&demand) && (live.is_some() || is_here) {
                    self.leans(demand, request, is_here || live.is_none_or(|one| one.pages > 0));
                }
                if is_here {
                    self.comes(now, request);
                }
            }
        }
    }

    /// Nothing is known of it so far.
    fn is_undecided(&self, demand: &Demand) -> bool {
        let mut told = self.pending.iter().chain(&self.counted);
        !self.bought.contains(demand) && !told.any(|(one, _)| one == demand)
    }

    fn leans(&mut self, demand: Demand, request: i64, has_page: bool) {
        if !self.counted.contains(&(demand, request)) && !self.pending.contains(&(demand, request)) {
            let side = if has_page { &mut self.counted } else { &mut self.pending };
            side.insert((demand, request));
        }
    }
}
