//! A month of pages at JSearch by the program's own plan, without a database: how many are bought, how many are empty, and
//! how late what they bring is.

use super::market::{place, words};
use super::world::{DAYS, World, first_morning};
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::coverage::plan::countries::{Charge, Chosen, Country, guess, instead, with_narrower};
use jobfill::coverage::plan::lack::{may_lack, most_days};
use jobfill::coverage::plan::lists::Brought;
use jobfill::coverage::plan::{Cell, Container, plan};
use jobfill::coverage::reach::{Ask, Reach};
use jobfill::coverage::window::{Spans, Window};
use jobfill::fits::asked::{only_key, runs};
use jobfill::sources::{Request, Source};
use std::collections::{BTreeMap, HashMap};

const CHARGE: Charge = Charge { is_by_page: true, usual_pages: MOST_PAGES as i32, most_pages: COUNTRY_PAGES as i32 };

const PAGE: usize = 10;
const MOST_PAGES: usize = 5;

/// The program's own limit of a country's list.
const COUNTRY_PAGES: usize = 30;

/// Of a country's jobs so many lie outside the towns of the market.
const ELSEWHERE: f64 = 0.3;

/// Rules to buy by.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// A title is asked again after so many days at the latest.
    pub refresh_days: i64,
    /// Countries are known to hold what their towns hold.
    pub by_country: bool,
    /// Titles are known to hold the titles that they stand in.
    pub by_title: bool,
}

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
    /// Pages of countries' lists, and towns that were asked singly after one that was cut short.
    pub of_countries: usize,
    pub again: usize,
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
    /// Of a country's list: what a page limit cut short; of a town's: the country's.
    cut: Spans,
    country: Option<usize>,
    /// Titles that stand in its own, in the same town or country.
    wider: Vec<usize>,
}

impl One {
    fn newest(&self) -> impl Iterator<Item = f64> {
        self.brought.iter().take(A_WEEK).map(|one| one.per_hour)
    }

    /// On an average of those that no page limit cut short, where there are any.
    fn per_hour(&self) -> Option<f64> {
        let newest = || self.brought.iter().take(A_WEEK);
        let has_whole = newest().any(|one| !one.is_cut);
        let counted = newest().filter(|one| !one.is_cut || !has_whole).map(|one| one.per_hour);
        let counted: Vec<f64> = counted.collect();
        (!counted.is_empty()).then(|| counted.iter().sum::<f64>() / counted.len() as f64)
    }

    fn may_lack(&self, days: i64) -> TimeDelta {
        let is_cut = self.brought.first().is_some_and(|last| last.is_cut);
        may_lack(
            self.newest().reduce(f64::max).map(|per_hour| Brought { per_hour, is_cut }),
            most_days(Source::JSearch, days, Some(true)),
        )
    }
}

struct Month<'a> {
    world: &'a World,
    rules: Rules,
    /// Titles in towns, and behind them titles in the country.
    all: Vec<One>,
    /// When each ad was first here.
    here: Vec<Option<DateTime<Utc>>>,
    outcome: Outcome,
}

/// Plays it: a run every morning, and people who come in between.
pub fn play(world: &World, rules: Rules) -> Outcome {
    let refresh_days = rules.refresh_days;
    let (wishes, all) = wanted(world);
    let here = vec![None; world.market.ads.len()];
    let mut month = Month { world, rules, all, here, outcome: Outcome::default() };
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

/// How many titles in towns are wanted.
pub fn requests(world: &World) -> usize {
    wanted(world).1.iter().filter(|one| one.country.is_some()).count()
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
    let fits = |title: &str, nth: usize| of_title[title][nth];
    let towns: HashMap<String, usize> = (0..super::market::TOWNS.len()).map(|town| (place(town).key(), town)).collect();
    let one = |request: &Request| {
        let town = towns[&request.place().key()];
        let is_its = |ad: &super::market::Ad| fits(request.title(), ad.title) && ad.towns.contains(&town);
        let ads = world.market.ads.iter().zip(0_u32..).filter(|(ad, _)| is_its(ad));
        One { found: ads.map(|(_, number)| number).collect(), ..One::default() }
    };
    let mut all: Vec<One> = requests.iter().map(one).collect();
    let mut of_title: HashMap<&str, usize> = HashMap::new();
    for (nth, request) in requests.iter().enumerate() {
        let country = *of_title.entry(request.title()).or_insert_with(|| {
            let ads = world.market.ads.iter().zip(0_u32..).filter(|(ad, _)| fits(request.title(), ad.title));
            all.push(One { found: ads.map(|(_, number)| number).collect(), ..One::default() });
            all.len() - 1
        });
        all[nth].country = Some(country);
    }
    let countries = of_title.iter().map(|(title, country)| (*title, "country", *country));
    let towns = requests.iter().enumerate().map(|(nth, request)| (request.title(), request.place().key(), nth));
    let towns: Vec<_> = towns.collect();
    let places = countries.chain(towns.iter().map(|(title, place, nth)| (*title, place.as_str(), *nth)));
    for (nth, wider) in within_each_other(places.collect()) {
        all[nth].wider = wider;
    }
    all
}

/// For each of some titles in places, those in the same place whose titles stand in its own.
fn within_each_other(titled: Vec<(&str, &str, usize)>) -> Vec<(usize, Vec<usize>)> {
    let mut by_key: HashMap<(String, &str), Vec<usize>> = HashMap::new();
    for (title, place, nth) in &titled {
        by_key.entry((only_key(title).expect("one reading"), place)).or_default().push(*nth);
    }
    let around = |(title, place, nth): &(&str, &str, usize)| {
        let found = runs(title).into_iter().filter_map(|run| by_key.get(&(run, *place))).flatten();
        (*nth, found.copied().filter(|other| other != nth).collect())
    };
    titled.iter().map(around).collect()
}

impl Month<'_> {
    fn run(&mut self, now: DateTime<Utc>) {
        let is_wanted = |nth: &usize| self.all[*nth].since.is_some();
        let wanted: Vec<usize> = (0..self.all.len()).filter(is_wanted).collect();
        let before = self.outcome;
        self.outcome = Outcome::default();
        self.buy(&wanted, WORTH_ASKING, now);
        self.outcome.pages += before.pages;
        self.outcome.empty += before.empty;
        self.outcome.of_countries += before.of_countries;
        self.outcome.again += before.again;
    }

    /// Sign-ups are counted apart: their first month is as ever.
    fn buy(&mut self, wanted: &[usize], held: TimeDelta, now: DateTime<Utc>) {
        let is_run = held == WORTH_ASKING;
        let mut cells: Vec<Cell> = wanted.iter().map(|nth| self.cell(*nth)).collect();
        if is_run {
            self.let_lack(wanted, &mut cells, now);
        }
        let counted = self.outcome;
        let mut planned = plan(&cells, &[Reach::new(Source::JSearch, false, held)], now);
        if is_run && self.rules.by_country {
            let lists = instead(&planned, &self.countries(wanted), CHARGE, now);
            let chosen = Chosen::new(with_narrower(lists, &planned, &cells));
            planned = chosen.within(planned);
        }
        for one in planned {
            if let Some(ask) = one.why.ask() {
                self.fetch(usize::try_from(one.request_id).expect("a number"), ask, now);
            }
        }
        if is_run && self.rules.by_country {
            self.after_cut_lists(wanted, now);
        }
        if !is_run {
            self.outcome = counted;
        }
    }

    fn let_lack(&self, wanted: &[usize], cells: &mut [Cell], now: DateTime<Utc>) {
        let days = most_days(Source::JSearch, self.rules.refresh_days, Some(true));
        let countries = if self.rules.by_country && days > 1 { self.countries(wanted) } else { Vec::new() };
        let of_countries = countries.iter().filter_map(|one| Some((one, one.may_lack(days, Some(true), CHARGE, now)?)));
        let by_town: HashMap<i64, TimeDelta> =
            of_countries.flat_map(|(one, lack)| one.towns.keys().map(move |town| (*town, lack))).collect();
        for cell in cells {
            let singly = || self.all[cell.combination_id as usize].may_lack(self.rules.refresh_days);
            cell.may_lack = by_town.get(&cell.request_id).copied().unwrap_or_else(singly);
        }
    }

    /// What a country's list did not bring whole is asked for singly.
    fn after_cut_lists(&mut self, wanted: &[usize], now: DateTime<Utc>) {
        let mut cells: Vec<Cell> = wanted.iter().map(|nth| self.cell(*nth)).collect();
        self.let_lack(wanted, &mut cells, now);
        for one in plan(&cells, &[Reach::new(Source::JSearch, false, WORTH_ASKING)], now) {
            if let Some(ask) = one.why.ask() {
                self.outcome.again += 1;
                self.fetch(usize::try_from(one.request_id).expect("a number"), ask, now);
            }
        }
    }

    fn countries(&self, wanted: &[usize]) -> Vec<Country> {
        let mut countries: BTreeMap<usize, Country> = BTreeMap::new();
        for nth in wanted {
            let Some(country) = self.all[*nth].country else { continue };
            let own = &self.all[country];
            let known = countries.entry(country).or_insert_with(|| Country {
                request_id: country as i64,
                per_hour: own.per_hour(),
                held_to: own.held.windows().last().map(|window| window.to),
                cut_to: own.cut.windows().last().map(|window| window.to),
                ..Country::default()
            });
            known.towns.insert(*nth as i64, self.all[*nth].per_hour().unwrap_or_default());
        }
        let mut countries: Vec<Country> = countries.into_values().collect();
        guess(&mut countries);
        countries
    }

    /// What is around a request that was bought before: of its own title the country, and of those that stand in it the same
    /// town and the country.
    fn containers(&self, nth: usize) -> Vec<Container> {
        let own = &self.all[nth];
        if own.held.is_empty() {
            return Vec::new();
        }
        let wider = own.wider.iter().copied().filter(|_| self.rules.by_title);
        let wider: Vec<usize> = wider.collect();
        let titles = std::iter::once(nth).chain(wider.iter().copied());
        let countries = titles.filter_map(|nth| self.all[nth].country).filter(|_| self.rules.by_country);
        let in_countries = countries.map(|country| self.container(country, false));
        wider.iter().map(|wider| self.container(*wider, true)).chain(in_countries).collect()
    }

    fn container(&self, nth: usize, is_same_place: bool) -> Container {
        let one = &self.all[nth];
        let whole: Vec<Window> = one.held.windows().iter().flat_map(|held| one.cut.missing(*held)).collect();
        Container { request_id: nth as i64, whole: Spans::default().with(&whole), live: None, is_same_place }
    }

    fn cell(&self, nth: usize) -> Cell {
        let one = &self.all[nth];
        Cell {
            combination_id: i32::try_from(nth).expect("few requests"),
            source: Source::JSearch,
            request_id: nth as i64,
            held: one.held.clone(),
            containers: self.containers(nth),
            is_being_bought: false,
            is_put_off: false,
            takes_created_since: None,
            fell_short: false,
            may_lack: TimeDelta::zero(),
        }
    }

    fn fetch(&mut self, nth: usize, ask: Ask, now: DateTime<Utc>) {
        let (one, ads) = (&mut self.all[nth], &self.world.market.ads);
        let from = one.found.partition_point(|ad| ads[*ad as usize].created < ask.window.from);
        let to = one.found.partition_point(|ad| ads[*ad as usize].created < ask.window.to);
        let is_town = one.country.is_some();
        let (rows, most) = match is_town {
            true => (to - from, MOST_PAGES),
            false => (((to - from) as f64 / (1.0 - ELSEWHERE)).round() as usize, COUNTRY_PAGES),
        };
        let is_cut = rows > PAGE * most;
        let seen = if is_cut { (to - from) * PAGE * most / rows } else { to - from };
        for ad in one.found[from..to].iter().rev().take(seen) {
            self.here[*ad as usize].get_or_insert(now);
        }
        self.outcome.pages += rows.div_ceil(PAGE).clamp(1, most);
        self.outcome.empty += usize::from(rows == 0);
        self.outcome.of_countries += if is_town { 0 } else { rows.div_ceil(PAGE).clamp(1, most) };
        let hours = (ask.window.length().as_seconds_f64() / 3_600.0).max(1.0);
        let per_hour = rows.min(PAGE * most) as f64 / hours;
        one.brought.insert(0, Brought { per_hour, is_cut });
        one.held = one.held.with(&[ask.window]);
        if is_cut {
            one.cut = one.cut.with(&[ask.window]);
        }
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
        self.rules.refresh_days = 1;
        self.run(last_run);
        let lost = self.here.iter().zip(&fresh).filter(|(here, is_fresh)| **is_fresh && here.is_none()).count();
        Outcome { lost, ..outcome }
    }
}
