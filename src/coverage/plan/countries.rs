//! Countries instead of towns, at JSearch: a run may ask for a title in its country once, instead of in each town. Only
//! in runs, where cheaper by expectation, and where the source is known to return a town's jobs for its country. Pure.

mod chosen;
mod guess;
mod titles;

pub use self::chosen::Chosen;
pub use self::guess::guess;
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

/// Fewest jobs of a country for each job of its wanted towns, until the country's own list was asked for: about three in ten
/// lie elsewhere.
const ELSEWHERE: f64 = 1.5;

/// How long a list that a page limit cut short is not asked for again.
const CUT_FOR: TimeDelta = TimeDelta::days(7);

/// JSearch's way of charging, and the longest lists allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Each page costs a credit; false: each job does.
    pub is_by_page: bool,
    /// Most pages of a list.
    pub usual_pages: i32,
    /// Most pages of a country's list, when bought for its towns.
    pub most_pages: i32,
}

impl Charge {
    /// Credits of a list; an empty page costs as much as a full one.
    fn of(self, jobs: f64) -> f64 {
        if self.is_by_page { pages(jobs) } else { jobs }
    }

    /// True when a country's list may bring so many jobs. A fifth is left for the unexpected: a list cut short is paid
    /// for nothing.
    fn has_room_for(self, jobs: f64) -> bool {
        pages(jobs) * 5.0 <= f64::from(self.most_pages) * 4.0
    }
}

fn pages(jobs: f64) -> f64 {
    (jobs / f64::from(JSEARCH_PAGE)).ceil().max(1.0)
}

/// A title in a country, and in its wanted towns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Country {
    /// Request for the country.
    pub request_id: i64,
    /// Requests for its towns, each with jobs per hour.
    pub towns: BTreeMap<i64, f64>,
    /// Jobs per hour of the country's own list, or what is expected of it by other titles' lists ([`guess()`]); None: never
    /// asked for.
    pub per_hour: Option<f64>,
    /// End of the time that the country's list holds of its towns, too.
    pub held_to: Option<DateTime<Utc>>,
    /// End of the latest time that a page limit cut from the country's list.
    pub cut_to: Option<DateTime<Utc>>,
    /// The country's last list of a day may not have reached back.
    pub fell_short: bool,
}

/// A country's list, bought instead of the lists of its towns.
#[derive(Clone, Debug, PartialEq)]
pub struct Instead {
    /// Request for the country.
    pub country: i64,
    /// Requests of the towns for which the list is bought, in ascending order.
    pub towns: Vec<i64>,
    /// The question for the country.
    pub ask: Ask,
    /// Expected cost.
    pub credits: i64,
}

/// Chooses countries' lists that cost less than the lists a run would buy otherwise.
pub fn instead(planned: &[Planned], countries: &[Country], charge: Charge, now: DateTime<Utc>) -> Vec<Instead> {
    let asks: HashMap<i64, Ask> = planned.iter().filter_map(|one| Some((one.request_id, one.why.ask()?))).collect();
    countries.iter().filter_map(|country| country.instead(&asks, charge, now)).collect()
}

/// Countries' lists beside a plan's purchases for the towns, at any cost: each asked as most of its towns are.
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

    /// How long the towns' newest jobs may be missing, where runs ask again after so many days: all are due with the
    /// country's own list. None: asking for the towns costs less. `rolls`: whether days are known to reach back by
    /// hours.
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

    /// Cheapest of the country's lists that reach back far enough for all towns, or for towns that lack little. None:
    /// the towns' own lists cost less.
    fn instead(&self, asks: &HashMap<i64, Ask>, charge: Charge, now: DateTime<Utc>) -> Option<Instead> {
        if self.is_cut(now) {
            return None;
        }
        let own = asks.get(&self.request_id).copied();
        let missing = self.missing(asks);
        let reaching = missing.iter().map(|(_, ask)| *ask).chain(own).filter_map(|ask| self.asked(ask));
        let lists = reaching.filter_map(|ask| {
            // The country's own gap, where people want the country itself, has to be closed, too.
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

    /// The country's question where a town's would be `ask`. None: the first month of a request stays its own. A day
    /// that may not reach back becomes three days for a whole country.
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

    /// The country's list for all towns with a gap that it closes. None: no such town, or a list longer than allowed.
    fn list(&self, ask: Ask, missing: &[(i64, Ask)], charge: Charge) -> Option<Instead> {
        let closed = missing.iter().filter(|(_, own)| reaches(ask, *own));
        let towns: Vec<i64> = closed.map(|(town, _)| *town).collect();
        let jobs = self.expected(ask);
        let credits = charge.of(jobs).ceil() as i64;
        let is_one = !towns.is_empty() && charge.has_room_for(jobs);
        is_one.then_some(Instead { country: self.request_id, towns, ask, credits })
    }

    /// Jobs expected of the country's list.
    fn expected(&self, ask: Ask) -> f64 {
        self.per_hour() * hours(ask)
    }

    fn per_hour(&self) -> f64 {
        self.per_hour.unwrap_or_else(|| self.of_towns() * ELSEWHERE)
    }

    /// Jobs per hour of the towns' own lists.
    fn of_towns(&self) -> f64 {
        self.towns.values().sum()
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
