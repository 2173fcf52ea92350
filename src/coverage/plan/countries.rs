//! At JSearch a title may be asked for in its country once, instead of in each of its towns: in runs alone, where that is
//! cheaper by what is expected, and where the source is known to return for a country what it returns for its towns. Pure.

mod chosen;
mod titles;

pub use self::chosen::Chosen;
pub use self::titles::with_narrower;

use super::Planned;
use super::lack::{longest, may_lack};
use super::lists::Brought;
use crate::coverage::less_often::Pace;
use crate::coverage::reach::Ask;
use crate::coverage::window::Window;
use crate::sources::{JSEARCH_PAGE, Source, Span};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, HashMap};

/// A country that was never asked for has so many times the jobs of its wanted towns, until its own list says more: about
/// three in ten lie elsewhere.
const ELSEWHERE: f64 = 1.5;

/// A list that a page limit cut short is not asked for again for so long.
const CUT_FOR: TimeDelta = TimeDelta::days(7);

/// How JSearch charges, and how far its lists may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// A page is a credit, else a job.
    pub is_by_page: bool,
    /// Pages of a list at most.
    pub usual_pages: i32,
    /// Pages at most of a country's list that is bought for its towns.
    pub most_pages: i32,
}

impl Charge {
    /// Credits of a list; an empty page costs as much as a full one.
    fn of(self, jobs: f64) -> f64 {
        if self.is_by_page { pages(jobs) } else { jobs }
    }

    /// A fifth is left for what was not expected: what is cut short is paid for nothing.
    fn has_room_for(self, jobs: f64) -> bool {
        pages(jobs) * 5.0 <= f64::from(self.most_pages) * 4.0
    }
}

fn pages(jobs: f64) -> f64 {
    (jobs / f64::from(JSEARCH_PAGE)).ceil().max(1.0)
}

/// A title in a country, and in those of its towns that somebody wants.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Request for the country.
    pub request_id: i64,
    /// Requests for its towns, each with the jobs that an hour brings.
    pub towns: BTreeMap<i64, f64>,
    /// Jobs that an hour brings to the country's own list; None: never asked for.
    pub per_hour: Option<f64>,
    /// Up to when its list is held of its towns, too.
    pub held_to: Option<DateTime<Utc>>,
    /// Until when a page limit has cut its list short.
    pub cut_to: Option<DateTime<Utc>>,
    /// Its last list of a day may not have reached back.
    pub fell_short: bool,
}

/// A country's list that is bought instead of its towns' own.
#[derive(Clone, Debug, PartialEq)]
pub struct Instead {
    /// Request for the country.
    pub country: i64,
    /// Requests of the towns that it is bought for, in the order of their numbers.
    pub towns: Vec<i64>,
    /// What is asked.
    pub ask: Ask,
    /// What it is expected to cost.
    pub credits: i64,
}

/// Chooses where a country's list is cheaper than the lists that a run would buy otherwise.
pub fn instead(planned: &[Planned], countries: &[Country], charge: Charge, now: DateTime<Utc>) -> Vec<Instead> {
    let asks: HashMap<i64, Ask> = planned.iter().filter_map(|one| Some((one.request_id, one.why.ask()?))).collect();
    countries.iter().filter_map(|country| country.instead(&asks, charge, now)).collect()
}

/// The lists of countries beside what a plan buys of their towns, whatever they cost: each as most of its towns are asked.
pub fn beside(planned: &[Planned], countries: &[Country], charge: Charge, now: DateTime<Utc>) -> Vec<Instead> {
    let asks: HashMap<i64, Ask> = planned.iter().filter_map(|one| Some((one.request_id, one.why.ask()?))).collect();
    countries
        .iter()
        .filter(|country| !country.is_cut(now))
        .filter_map(|country| country.beside(&asks, charge))
        .collect()
}

impl Country {
    fn beside(&self, asks: &HashMap<i64, Ask>, charge: Charge) -> Option<Instead> {
        let missing = self.missing(asks);
        let alike = |span: Span| missing.iter().copied().filter(|(_, ask)| ask.span == span).collect::<Vec<_>>();
        let alike = [Span::Day, Span::ThreeDays].map(alike).into_iter().max_by_key(Vec::len)?;
        let (_, ask) = *alike.first()?;
        self.list(ask, &alike, charge)
    }

    fn missing(&self, asks: &HashMap<i64, Ask>) -> Vec<(i64, Ask)> {
        self.towns.keys().filter_map(|id| Some((*id, *asks.get(id)?))).collect()
    }

    /// How long its towns' newest jobs may be missing, where runs ask again after so many days: they are all due when its own
    /// list is. None: asking for its towns costs less. `rolls`: whether days are known to reach back by hours.
    pub fn may_lack(&self, days: i64, rolls: Option<bool>, charge: Charge, now: DateTime<Utc>) -> Option<TimeDelta> {
        let calls = |per_hour: f64| {
            Pace { source: Source::JSearch, a_day: per_hour * 24.0, days: 1.0 }.calls_a_day(days, rolls)
        };
        let singly: f64 = self.towns.values().map(|per_hour| calls(*per_hour)).sum();
        let is_possible = charge.is_by_page && charge.has_room_for(self.per_hour() * 24.0) && !self.is_cut(now);
        if !is_possible || calls(self.per_hour()) >= singly {
            return None;
        }
        let may_lack = may_lack(Some(Brought { per_hour: self.per_hour(), is_cut: false }), days);
        let is_due = self.held_to.is_none_or(|to| now - to > may_lack);
        Some(if is_due { TimeDelta::zero() } else { longest(days) })
    }

    fn is_cut(&self, now: DateTime<Utc>) -> bool {
        self.cut_to.is_some_and(|to| now - to < CUT_FOR)
    }

    /// The cheapest of its lists that reach back far enough for all of its towns, or for those that lack little. None:
    /// its towns' own lists are.
    fn instead(&self, asks: &HashMap<i64, Ask>, charge: Charge, now: DateTime<Utc>) -> Option<Instead> {
        if self.is_cut(now) {
            return None;
        }
        let own = asks.get(&self.request_id).copied();
        let missing = self.missing(asks);
        let reaching = missing.iter().map(|(_, ask)| *ask).chain(own).filter_map(|ask| self.asked(ask));
        let lists = reaching.filter_map(|ask| {
            // What people want of the country itself has to be closed, too.
            let list = self.list(ask, &missing, charge).filter(|_| own.is_none_or(|own| reaches(ask, own)))?;
            let own =
                own.map_or(0.0, |own| charge.of(self.expected(own)).min(charge.of(most_jobs(charge.usual_pages))));
            let spared = self.singly(&list, asks, charge) + own - charge.of(self.expected(ask));
            (spared > 0.0).then_some((spared, list))
        });
        let longer = |one: &Instead, other: &Instead| other.ask.window.length().cmp(&one.ask.window.length());
        let best = lists.max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| longer(one, other)));
        best.map(|(_, list)| list)
    }

    /// As the country is asked where one of its towns would be asked so. None: the first month of a request stays its own. A
    /// day that may not reach back is none for a whole country.
    fn asked(&self, ask: Ask) -> Option<Ask> {
        match ask.span {
            Span::Month { .. } => None,
            Span::Day if self.fell_short => {
                let window = Window::new(ask.window.to - TimeDelta::days(3), ask.window.to);
                Some(Ask { span: Span::ThreeDays, window, ..ask })
            }
            Span::Day | Span::ThreeDays | Span::Week => Some(ask),
        }
    }

    /// The country's list for whichever towns it closes the gaps of. None: for none, or longer than it may be.
    fn list(&self, ask: Ask, missing: &[(i64, Ask)], charge: Charge) -> Option<Instead> {
        let closed = missing.iter().filter(|(_, own)| reaches(ask, *own));
        let towns: Vec<i64> = closed.map(|(town, _)| *town).collect();
        let jobs = self.expected(ask);
        let credits = charge.of(jobs).ceil() as i64;
        let is_one = !towns.is_empty() && charge.has_room_for(jobs);
        is_one.then_some(Instead { country: self.request_id, towns, ask, credits })
    }

    /// Jobs that its list is expected to bring.
    fn expected(&self, ask: Ask) -> f64 {
        self.per_hour() * hours(ask)
    }

    fn per_hour(&self) -> f64 {
        self.per_hour.unwrap_or_else(|| self.towns.values().sum::<f64>() * ELSEWHERE)
    }

    /// Credits of the towns' own lists.
    fn singly(&self, list: &Instead, asks: &HashMap<i64, Ask>, charge: Charge) -> f64 {
        let price = |town: &i64| {
            let (ask, per_hour) = (asks.get(town)?, self.towns.get(town)?);
            Some(charge.of(per_hour * hours(*ask)))
        };
        list.towns.iter().filter_map(price).sum()
    }
}

fn reaches(wider: Ask, ask: Ask) -> bool {
    wider.window.from <= ask.window.from && wider.window.to >= ask.window.to && !matches!(ask.span, Span::Month { .. })
}

fn hours(ask: Ask) -> f64 {
    ask.window.length().as_seconds_f64() / 3_600.0
}

fn most_jobs(pages: i32) -> f64 {
    f64::from(pages) * f64::from(JSEARCH_PAGE)
}

#[cfg(test)]
mod tests;
