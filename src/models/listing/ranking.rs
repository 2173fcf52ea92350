//! Jobs in the order of how well they fit. The database makes a list by newest; this module makes a list by best, of
//! the newest jobs, by the judgement of `fits::score` on each.

use super::{Listed, SearchAtSource};
use crate::fits::score::{Aim, Facts, Parts};
use crate::fits::{Compared, Keys, told};
use crate::models::job::Together;
use crate::place::{CountryCode, Place};
use chrono::{DateTime, Utc};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

/// Aims of a person's searches, prepared for many jobs.
pub struct Aims(Vec<AimOf>);

struct AimOf {
    combination_id: i32,
    aim: Aim,
    wanted: WantedPlace,
}

/// What a search says about the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedPlace {
    /// A place that has a name.
    Named,
    /// Work from home.
    Home,
    /// Any place.
    Any,
}

impl WantedPlace {
    fn of(place: &Place) -> Self {
        match place {
            Place::Anywhere => Self::Any,
            Place::Remote { .. } | Place::RemoteIn(_) => Self::Home,
            _ => Self::Named,
        }
    }
}

/// How a job fits its best-fitting search.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Combination of the best-fitting search.
    pub combination_id: i32,
    /// What that search says about the place.
    pub wanted: WantedPlace,
    /// Reasons for the fit.
    pub parts: Parts,
}

/// A job with the facts of its copies, and its fit.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The copy that has the row.
    pub job: Listed,
    /// Facts of all copies together.
    pub together: Together,
    /// Best fit; None: the person has no search to compare with.
    pub fit: Option<Fit>,
}

impl Aims {
    /// Each combination once. Bare places are looked for in `home` first.
    pub fn of(searches: &[SearchAtSource], home: CountryCode) -> Self {
        let mut seen = HashSet::new();
        let distinct = searches.iter().filter(|search| seen.insert(search.combination_id));
        Self(distinct.filter_map(|search| AimOf::of(search, home)).collect())
    }

    /// Judges jobs, in their order.
    pub fn judge(&self, jobs: Vec<Listed>, now: DateTime<Utc>) -> Vec<Judged> {
        jobs.into_iter().map(|job| self.judged(job, now)).collect()
    }

    fn judged(&self, job: Listed, now: DateTime<Utc>) -> Judged {
        let together = job.together();
        let facts = facts(&job, &together, now);
        let is_own = |one: &&AimOf| job.combination_ids.is_empty() || job.combination_ids.contains(&one.combination_id);
        let fits = self.0.iter().filter(is_own).map(|one| one.fit(&facts));
        let fit = fits.reduce(|best, next| if next.parts.points() > best.parts.points() { next } else { best });
        Judged { job, together, fit }
    }
}

impl AimOf {
    fn of(search: &SearchAtSource, home: CountryCode) -> Option<Self> {
        let place = Place::parse(&search.location, home).ok()?;
        let aim = Aim::new(&search.title_keyword, &place, search.filters());
        Some(Self { combination_id: search.combination_id, aim, wanted: WantedPlace::of(&place) })
    }

    fn fit(&self, facts: &Facts) -> Fit {
        Fit { combination_id: self.combination_id, wanted: self.wanted, parts: self.aim.judge(facts) }
    }
}

fn facts(job: &Listed, together: &Together, now: DateTime<Utc>) -> Facts {
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    Facts {
        title: Compared::of(&job.title),
        places: Keys { always: job.place_keys.clone(), if_remote: job.remote_keys.clone() },
        arrangement: name(&together.work_arrangement).parse().ok(),
        employment_types: told::contracts(together.employment_types.iter().map(String::as_str), &job.title),
        seniority: name(&together.seniority).parse().ok().or_else(|| told::seniority(&job.title)),
        industries: together.industries.clone(),
        own_words: job.own_words.len(),
        age_days: together.posted_again_at.or(together.posted_at).map(|at| (now - at).num_days()),
    }
}

impl Judged {
    /// Place of the job among the best.
    pub fn spot(&self) -> Spot {
        let points = self.fit.map_or(0, |fit| fit.parts.points());
        Spot { points, listed_at: self.job.listed_at, id: self.job.id, is_back: false }
    }
}

/// The best first; of equally good jobs the newest.
pub fn rank(jobs: &mut [Judged]) {
    jobs.sort_by_cached_key(|job| Reverse(job.spot().order()));
}

/// A place between two jobs of a list by best: worth and number of its neighbour. Jobs that come or go
/// meanwhile move no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Points of the neighbour.
    pub points: u32,
    /// The neighbour's listing time.
    pub listed_at: DateTime<Utc>,
    /// The neighbour's number.
    pub id: i64,
    /// True when the page lies before the neighbour.
    pub is_back: bool,
}

impl Spot {
    fn order(self) -> impl Ord {
        (self.points, self.listed_at, self.id)
    }

    /// True for a job on the side of the page.
    pub fn leads_to(self, job: &Judged) -> bool {
        match self.is_back {
            true => job.spot().order() > self.order(),
            false => job.spot().order() < self.order(),
        }
    }

    /// Spot for the page before this place.
    pub fn back(self) -> Self {
        Self { is_back: true, ..self }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.is_back { 'a' } else { 'b' };
        write!(f, "{side}{}.{}.{}", self.points, self.listed_at.timestamp_micros(), self.id)
    }
}

/// No spot of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpotError;

impl FromStr for Spot {
    type Err = SpotError;

    fn from_str(text: &str) -> Result<Self, SpotError> {
        let rest = text.strip_prefix(['a', 'b']).ok_or(SpotError)?;
        let mut parts = rest.split('.');
        let mut next = || parts.next().and_then(|part| part.parse::<i64>().ok()).ok_or(SpotError);
        let (points, micros, id) = (next()?, next()?, next()?);
        Ok(Self {
            points: points.try_into().map_err(|_| SpotError)?,
            listed_at: DateTime::from_timestamp_micros(micros).ok_or(SpotError)?,
            id,
            is_back: text.starts_with('a'),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_survives_its_address() {
        let listed_at = "2026-11-23T09:15:00.123456Z".parse().unwrap();
        let spot = Spot { points: 84, listed_at, id: 7, is_back: false };
        for spot in [spot, spot.back()] {
            assert_eq!(spot.to_string().parse(), Ok(spot));
        }
        for text in ["", "b", "b1", "b1.1", "b-1.1.1", "c1.1.1", "b1.x.1", "b1.9223372036854775807.1"] {
            assert_eq!(text.parse::<Spot>(), Err(SpotError), "{text}");
        }
    }
}
