//! A month of buying by the program's own plan, without a database: what is bought, what it costs, and what is here.

use super::demand::Person;
use super::market::words;
use super::twice::{Again, Brought as BroughtBy};
use super::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::answers::{Places, Terms};
use jobfill::coverage::plan::lists::{Asked, Brought, List, lists};
use jobfill::coverage::plan::{Cell, Container, plan};
use jobfill::coverage::reach::{Ask, Reach};
use jobfill::coverage::window::Spans;
use jobfill::sources::{Request, Source};
use std::collections::{BTreeSet, HashMap};

/// What a request is bought for at most: five pages of a hundred postings.
const MOST_ROWS: usize = 500;
const PAGE: usize = 100;

/// Of a request that nothing is known of.
const FIRST_GUESS: usize = 30;

/// The program's own, of a sign-up and of a run.
const HELD: TimeDelta = TimeDelta::hours(36);
const WORTH_ASKING: TimeDelta = TimeDelta::hours(2);

/// Rules to buy by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Each request by itself, whatever else is held.
    Singles,
    /// What wider requests hold is held, and what is missing is bought in lists.
    Areas,
}

/// What became of a month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Postings that were paid for.
    pub rows: usize,
    pub calls: usize,
    /// Postings that somebody wanted to see, as far as they were advertised before the last run.
    pub wanted: usize,
    /// Those of them that are here.
    pub here: usize,
    /// Postings of the week before each person came that answer one of that person's wishes.
    pub first_week: usize,
    /// Those of them that are here the next morning at the latest.
    pub first_week_here: usize,
    /// Purchases that a page limit cut short.
    pub cut: usize,
    /// Postings that were here when they were paid for.
    pub again: Again,
}

impl Outcome {
    pub fn rows_for_each(&self) -> f64 {
        self.rows as f64 / self.wanted as f64
    }
}

#[derive(Clone, Default)]
struct State {
    is_wanted: bool,
    held: Spans,
    cut: Spans,
    last: Option<Brought>,
}

/// The installation.
struct Month<'a> {
    rules: Rules,
    world: &'a World,
    areas: Vec<String>,
    /// Of each request, those of wider terms.
    wider: Vec<Vec<usize>>,
    states: Vec<State>,
    /// Which ads have been bought.
    here: Vec<bool>,
    brought: BroughtBy<'a>,
    /// Postings and requests of like purchases.
    averages: HashMap<&'static str, (usize, usize)>,
    outcome: Outcome,
}

/// Plays it: a run every morning, and people who come in between.
pub fn play(rules: Rules, world: &World, first_morning: DateTime<Utc>, days: i64) -> Outcome {
    let mut month = Month::new(rules, world);
    let mut people = world.demand.people.iter().peekable();
    let mut came: Vec<&Person> = Vec::new();
    for morning in (0..=days).map(|day| first_morning + TimeDelta::days(day)) {
        month.run(morning);
        month.count_first_week(&came);
        came.clear();
        while let Some(person) = people.next_if(|person| person.comes < morning + TimeDelta::days(1)) {
            month.sign_up(person);
            came.push(person);
        }
    }
    month.end(first_morning + TimeDelta::days(days))
}

impl<'a> Month<'a> {
    fn new(rules: Rules, world: &'a World) -> Self {
        let requests = &world.demand.requests;
        let wider = match rules {
            Rules::Singles => vec![Vec::new(); requests.len()],
            Rules::Areas => wider(requests),
        };
        Self {
            rules,
            world,
            areas: requests.iter().map(|one| format!("{} {:?}", one.place().key(), one.filters())).collect(),
            wider,
            states: vec![State::default(); requests.len()],
            here: vec![false; world.market.ads.len()],
            brought: BroughtBy::new(requests),
            averages: HashMap::new(),
            outcome: Outcome::default(),
        }
    }

    fn sign_up(&mut self, person: &Person) {
        for wish in &person.wishes {
            self.states[*wish].is_wanted = true;
        }
        self.buy(&person.wishes, HELD, person.comes);
    }

    /// What those who came since the morning before found of the week before they came, or find now.
    fn count_first_week(&mut self, people: &[&Person]) {
        for person in people {
            let week = Reach::new(Source::ActiveJobs, false, HELD).wanted(person.comes);
            let is_of_week = |ad: &&u32| {
                let created = self.world.market.ads[**ad as usize].created;
                week.from <= created && created < week.to
            };
            let answering = person.wishes.iter().flat_map(|wish| self.world.answers[*wish].iter().filter(is_of_week));
            let answering: BTreeSet<u32> = answering.copied().collect();
            self.outcome.first_week += answering.len();
            self.outcome.first_week_here += answering.iter().filter(|ad| self.here[**ad as usize]).count();
        }
    }

    fn run(&mut self, now: DateTime<Utc>) {
        let wanted: Vec<usize> = (0..self.states.len()).filter(|nth| self.states[*nth].is_wanted).collect();
        self.buy(&wanted, WORTH_ASKING, now);
    }

    fn buy(&mut self, wanted: &[usize], held: TimeDelta, now: DateTime<Utc>) {
        let cells: Vec<Cell> = wanted.iter().map(|nth| self.cell(*nth)).collect();
        let planned = plan(&cells, &[Reach::new(Source::ActiveJobs, false, held)], now);
        let asked: HashMap<i64, Asked> = match self.rules {
            Rules::Singles => HashMap::new(),
            Rules::Areas => planned
                .iter()
                .filter_map(|one| {
                    let ask = one.why.ask()?;
                    let nth = usize::try_from(one.request_id).ok()?;
                    Some((one.request_id, self.asked(nth, ask)))
                })
                .collect(),
        };
        for list in lists(&planned, &asked, |_| ()) {
            self.fetch(&list);
        }
    }

    fn asked(&self, nth: usize, ask: Ask) -> Asked {
        let like = self.averages.get(ask.span.name(Source::ActiveJobs).as_str()).copied();
        let average = like.map_or(FIRST_GUESS, |(rows, requests)| rows.div_ceil(requests)) as i64;
        let (titles, area) = (self.world.demand.requests[nth].titles(), self.areas[nth].clone());
        Asked::new(&titles, area, ask.window, self.states[nth].last, average, MOST_ROWS as i64)
    }

    fn cell(&self, nth: usize) -> Cell {
        let whole = |state: &State| {
            let parts = state.held.windows().iter().flat_map(|one| state.cut.missing(*one));
            Spans::default().with(&parts.collect::<Vec<_>>())
        };
        let around =
            self.wider[nth].iter().filter(|one| !self.states[**one].held.is_empty() || self.states[**one].is_wanted);
        Cell {
            combination_id: i32::try_from(nth).expect("few requests"),
            source: Source::ActiveJobs,
            request_id: nth as i64,
            held: self.states[nth].held.clone(),
            containers: around
                .map(|one| Container {
                    request_id: *one as i64,
                    whole: whole(&self.states[*one]),
                    live: None,
                    is_same_place: false,
                })
                .collect(),
            is_being_bought: false,
            is_put_off: false,
            takes_created_since: Some(true),
            fell_short: false,
            may_lack: TimeDelta::zero(),
        }
    }

    /// Buys a list, the newest postings first, as far as its page limit goes.
    fn fetch(&mut self, list: &List) {
        let requests: Vec<usize> = list.requests().iter().map(|id| usize::try_from(*id).expect("a number")).collect();
        let window = list.ask.window;
        let ads = &self.world.market.ads;
        let from = ads.partition_point(|ad| ad.created < window.from) as u32;
        let to = ads.partition_point(|ad| ad.created < window.to) as u32;
        let mut found: BTreeSet<u32> = BTreeSet::new();
        let mut shares = Vec::new();
        for nth in &requests {
            let all = &self.world.answers[*nth];
            let own = &all[all.partition_point(|ad| *ad < from)..all.partition_point(|ad| *ad < to)];
            let before = found.len();
            found.extend(own);
            shares.push(found.len() - before);
        }
        let limit = MOST_ROWS * requests.len();
        let is_cut = found.len() > limit;
        let rows = found.len().min(limit);
        for ad in found.iter().rev().take(limit) {
            let own = requests.iter().copied().filter(|nth| self.world.answers[*nth].binary_search(ad).is_ok());
            self.brought.note(*ad, &own.collect::<Vec<_>>(), &mut self.outcome.again);
            self.here[*ad as usize] = true;
        }
        self.outcome.rows += rows;
        self.outcome.calls += rows.div_ceil(PAGE).max(1);
        self.outcome.cut += usize::from(is_cut);
        let average = self.averages.entry(list.ask.span.name(Source::ActiveJobs).as_str()).or_default();
        *average = (average.0 + rows, average.1 + requests.len());
        for (nth, share) in requests.iter().zip(shares) {
            let state = &mut self.states[*nth];
            let hours = (window.length().as_seconds_f64() / 3_600.0).max(1.0);
            state.last = Some(Brought { per_hour: share as f64 / hours, is_cut });
            state.held = state.held.with(&[window]);
            if is_cut {
                state.cut = state.cut.with(&[window]);
            }
        }
    }

    /// What people wanted to see: everything that answers them, from a week before they came to the last run.
    fn end(mut self, last_run: DateTime<Utc>) -> Outcome {
        let until = Reach::new(Source::ActiveJobs, false, HELD).wanted(last_run).to;
        let mut since: HashMap<usize, DateTime<Utc>> = HashMap::new();
        for person in &self.world.demand.people {
            let from = Reach::new(Source::ActiveJobs, false, HELD).wanted(person.comes).from;
            for wish in &person.wishes {
                since.entry(*wish).or_insert(from);
            }
        }
        let wanted: BTreeSet<u32> = since
            .iter()
            .flat_map(|(nth, from)| {
                let created = |ad: &&u32| self.world.market.ads[**ad as usize].created;
                self.world.answers[*nth].iter().filter(move |ad| *from <= created(ad) && created(ad) < until).copied()
            })
            .collect();
        self.outcome.wanted = wanted.len();
        self.outcome.here = wanted.iter().filter(|ad| self.here[**ad as usize]).count();
        self.outcome
    }
}

/// Of each request, those whose terms are wider.
fn wider(requests: &[Request]) -> Vec<Vec<usize>> {
    let terms: Vec<Terms> = requests.iter().map(|request| Terms::of(request, words(request.title()))).collect();
    let mut marked: HashMap<i64, Vec<usize>> = HashMap::new();
    for (nth, one) in terms.iter().enumerate() {
        marked.entry(one.mark()).or_default().push(nth);
    }
    let around = |nth: usize| {
        let marks = terms[nth].marks_of_wider();
        let found = marks.iter().filter_map(|mark| marked.get(mark)).flatten().copied();
        found.filter(|other| *other != nth && terms[*other].contain(&terms[nth], Places::AsAsked)).collect()
    };
    (0..terms.len()).map(around).collect()
}
