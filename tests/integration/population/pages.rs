//! A month of pages at JSearch by the program's own plan, without a database: how many are bought, how many are empty, and
//! how late what they bring is.

use super::market::{place, words};
use super::world::{DAYS, World, first_morning};
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::coverage::plan::lack::{may_lack, most_days};
use jobfill::coverage::plan::lists::Brought;
use jobfill::coverage::plan::{Cell, plan};
use jobfill::coverage::reach::{Ask, Reach};
use jobfill::coverage::window::Spans;
use jobfill::sources::{Request, Source};
use std::collections::HashMap;

const PAGE: usize = 10;
const MOST_PAGES: usize = 5;

/// Newest purchases by which the next is judged.
const A_WEEK: usize = 7;

/// The program's own, of a sign-up and of a run.
const HELD: TimeDelta = TimeDelta::hours(36);
const WORTH_ASKING: TimeDelta = TimeDelta::hours(2);

/// What became of a month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Pages that daily runs bought, and those of them that were empty.
    pub pages: usize,
    pub empty: usize,
    /// Postings that came after somebody wanted them, and those of them that are here at the end.
    pub fresh: usize,
    pub fresh_here: usize,
    /// Days after which an average one of these was here.
    pub late: f64,
    /// Postings that do not come any more, whenever they are asked for.
    pub lost: usize,
}

/// A title in a town.
#[derive(Clone, Default)]
struct One {
    /// Ads that it finds, the oldest first.
    found: Vec<u32>,
    /// Since when somebody wants it.
    since: Option<DateTime<Utc>>,
    held: Spans,
    /// What its newest purchases brought, the last one first.
    brought: Vec<Brought>,
}

impl One {
    fn may_lack(&self, days: i64) -> TimeDelta {
        let is_cut = self.brought.first().is_some_and(|last| last.is_cut);
        let most = self.brought.iter().take(A_WEEK).map(|one| one.per_hour).reduce(f64::max);
        may_lack(most.map(|per_hour| Brought { per_hour, is_cut }), most_days(Source::JSearch, days, Some(true)))
    }
}

struct Month<'a> {
    world: &'a World,
    refresh_days: i64,
    all: Vec<One>,
    /// When each ad was first here.
    here: Vec<Option<DateTime<Utc>>>,
    outcome: Outcome,
}

/// Plays it: a run every morning that asks again after so many days at the latest, and people who come in between.
pub fn play(world: &World, refresh_days: i64) -> Outcome {
    let (wishes, all) = wanted(world);
    let here = vec![None; world.market.ads.len()];
    let mut month = Month { world, refresh_days, all, here, outcome: Outcome::default() };
    let mut people = world.demand.people.iter().zip(&wishes).peekable();
    let held = if refresh_days > 1 { HELD.max(TimeDelta::hours(24 * refresh_days + 12)) } else { HELD };
    for morning in (0..=DAYS).map(|day| first_morning() + TimeDelta::days(day)) {
        month.run(morning);
        while let Some((person, wishes)) = people.next_if(|(one, _)| one.comes < morning + TimeDelta::days(1)) {
            for nth in wishes {
                month.all[*nth].since.get_or_insert(person.comes);
            }
            month.buy(wishes, held, person.comes);
        }
    }
    month.end(first_morning() + TimeDelta::days(DAYS))
}

/// For each person the titles in towns that are wanted, and all of these.
fn wanted(world: &World) -> (Vec<Vec<usize>>, Vec<One>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut requests: Vec<Request> = Vec::new();
    let mut wishes = Vec::new();
    for person in &world.demand.people {
        let mut own: Vec<usize> = person
            .wanted
            .combinations()
            .iter()
            .map(|wish| {
                let request = Request::of(Source::JSearch, wish);
                *known.entry(request.key()).or_insert_with(|| {
                    requests.push(request);
                    requests.len() - 1
                })
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        wishes.push(own);
    }
    (wishes, found(world, &requests))
}

fn found(world: &World, requests: &[Request]) -> Vec<One> {
    let titles: Vec<_> = world.market.titles.iter().map(|title| words(title).simple).collect();
    let mut of_title: HashMap<&str, Vec<bool>> = HashMap::new();
    for request in requests {
        let wanted = || words(request.title()).simple;
        of_title.entry(request.title()).or_insert_with(|| {
            let wanted = wanted();
            titles.iter().map(|title| wanted.is_run_in(title)).collect()
        });
    }
    let towns: HashMap<String, usize> = (0..super::market::TOWNS.len()).map(|town| (place(town).key(), town)).collect();
    let one = |request: &Request| {
        let (fits, town) = (&of_title[request.title()], towns[&request.place().key()]);
        let ads = world.market.ads.iter().zip(0_u32..).filter(|(ad, _)| fits[ad.title] && ad.towns.contains(&town));
        One { found: ads.map(|(_, number)| number).collect(), ..One::default() }
    };
    requests.iter().map(one).collect()
}

impl Month<'_> {
    fn run(&mut self, now: DateTime<Utc>) {
        let wanted: Vec<usize> = (0..self.all.len()).filter(|nth| self.all[*nth].since.is_some()).collect();
        let before = self.outcome;
        self.outcome = Outcome::default();
        self.buy(&wanted, WORTH_ASKING, now);
        self.outcome.pages += before.pages;
        self.outcome.empty += before.empty;
    }

    /// Sign-ups are counted apart: their first month is as ever.
    fn buy(&mut self, wanted: &[usize], held: TimeDelta, now: DateTime<Utc>) {
        let is_run = held == WORTH_ASKING;
        let cells: Vec<Cell> = wanted.iter().map(|nth| self.cell(*nth, is_run)).collect();
        let counted = self.outcome;
        for one in plan(&cells, &[Reach::new(Source::JSearch, false, held)], now) {
            if let Some(ask) = one.why.ask() {
                self.fetch(usize::try_from(one.request_id).expect("a number"), ask, now);
            }
        }
        if !is_run {
            self.outcome = counted;
        }
    }

    fn cell(&self, nth: usize, is_run: bool) -> Cell {
        let one = &self.all[nth];
        Cell {
            combination_id: i32::try_from(nth).expect("few requests"),
            source: Source::JSearch,
            request_id: nth as i64,
            held: one.held.clone(),
            containers: Vec::new(),
            is_being_bought: false,
            is_put_off: false,
            takes_created_since: None,
            fell_short: false,
            may_lack: if is_run { one.may_lack(self.refresh_days) } else { TimeDelta::zero() },
        }
    }

    fn fetch(&mut self, nth: usize, ask: Ask, now: DateTime<Utc>) {
        let (one, ads) = (&mut self.all[nth], &self.world.market.ads);
        let from = one.found.partition_point(|ad| ads[*ad as usize].created < ask.window.from);
        let to = one.found.partition_point(|ad| ads[*ad as usize].created < ask.window.to);
        let rows = to - from;
        let is_cut = rows > PAGE * MOST_PAGES;
        for ad in one.found[from..to].iter().rev().take(PAGE * MOST_PAGES) {
            self.here[*ad as usize].get_or_insert(now);
        }
        self.outcome.pages += rows.div_ceil(PAGE).clamp(1, MOST_PAGES);
        self.outcome.empty += usize::from(rows == 0);
        let hours = (ask.window.length().as_seconds_f64() / 3_600.0).max(1.0);
        let per_hour = rows.min(PAGE * MOST_PAGES) as f64 / hours;
        one.brought.insert(0, Brought { per_hour, is_cut });
        one.held = one.held.with(&[ask.window]);
    }

    fn end(mut self, last_run: DateTime<Utc>) -> Outcome {
        let ads = &self.world.market.ads;
        let mut fresh: Vec<bool> = vec![false; ads.len()];
        for one in &self.all {
            let Some(since) = one.since else { continue };
            let is_fresh = |ad: &&u32| (since..last_run).contains(&ads[**ad as usize].created);
            one.found.iter().filter(is_fresh).for_each(|ad| fresh[*ad as usize] = true);
        }
        let mut late = TimeDelta::zero();
        for ((ad, here), _) in ads.iter().zip(&self.here).zip(&fresh).filter(|(_, is_fresh)| **is_fresh) {
            self.outcome.fresh += 1;
            if let Some(here) = here {
                self.outcome.fresh_here += 1;
                late += *here - ad.created;
            }
        }
        self.outcome.late = late.as_seconds_f64() / 86_400.0 / self.outcome.fresh_here.max(1) as f64;
        let outcome = self.outcome;
        self.refresh_days = 1;
        self.run(last_run);
        let lost = self.here.iter().zip(&fresh).filter(|(here, is_fresh)| **is_fresh && here.is_none()).count();
        Outcome { lost, ..outcome }
    }
}
