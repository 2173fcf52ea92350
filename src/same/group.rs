//! Groups of postings: each group is one row of a list.
//!
//! **The rule.** Postings with a common posting's key are one *unit*, and so is every other posting by itself. A group
//! is an *anchor*, a single unit, with its matches by words: the same employer and title, places that are all among the
//! anchor's, a day in a window of thirty days around it. So a posting in several towns, or a key seen in several, holds
//! towns together; only the anchor ever does. Nothing joins through a third: where no anchor has several towns or days,
//! every two of a group are copies by `evidence` itself.
//!
//! **The order.** Anchors are taken one after the other: the anchor in most towns, then the oldest, then by name; each
//! takes its matches among the rest. A key takes its postings in the same way where a posting has several keys: the key
//! with most postings, then by name. The rule looks at the set of postings alone and never at the order of arrival, and
//! a group is connected by `Identity::lookups`: so it is enough to group anew the postings connected with a new
//! posting.

use super::identity::{DAYS, Identity, are_two_openings};
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Puts every posting into a single group: the numbers of its postings, in ascending order, as the groups are.
pub fn groups(postings: &[Identity]) -> Vec<Vec<usize>> {
    let mut sorted: Vec<(usize, &Identity)> = postings.iter().enumerate().collect();
    sorted.sort_by_key(|(_, posting)| *posting);
    let mut groups: Vec<Vec<usize>> = by_words(units(&sorted)).into_iter().map(|group| numbers(&group)).collect();
    groups.sort_unstable();
    groups
}

/// Postings that are one by their keys, and their facts compared by words.
struct Unit<'a> {
    postings: Vec<(usize, &'a Identity)>,
    /// The employer and the title of most postings of the unit, the first of equals: a key holds neither two employers
    /// together nor two titles.
    job: Option<(&'a str, &'a str)>,
    /// Towns and days of the postings that state them, so that a match is a copy of such a posting.
    places: BTreeSet<&'a str>,
    days: BTreeSet<NaiveDate>,
}

fn numbers(units: &[Unit<'_>]) -> Vec<usize> {
    let mut numbers: Vec<usize> = units.iter().flat_map(|unit| &unit.postings).map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    numbers
}

/// Every posting in a single unit, and no unit through a third: a key takes the postings left by the keys before.
fn units<'a>(sorted: &[(usize, &'a Identity)]) -> Vec<Unit<'a>> {
    let mut by_key: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (at, (_, posting)) in sorted.iter().enumerate() {
        by_key.entry((0, format!("{}:{}", posting.id.0, posting.id.1))).or_default().push(at);
        for key in posting.joining_keys() {
            by_key.entry((1, key.clone())).or_default().push(at);
        }
    }
    let mut keys: Vec<((u8, String), Vec<usize>)> =
        by_key.into_iter().filter(|(_, holders)| holders.len() > 1).collect();
    keys.sort_by_key(|((kind, key), holders)| (*kind, Reverse(holders.len()), key.clone()));
    let mut left: BTreeSet<usize> = (0..sorted.len()).collect();
    let mut taken: Vec<Vec<usize>> = Vec::new();
    for (_, holders) in keys {
        let unit: Vec<usize> = holders.into_iter().filter(|at| left.contains(at)).collect();
        if unit.len() > 1 {
            for at in &unit {
                left.remove(at);
            }
            taken.push(unit);
        }
    }
    taken.extend(left.into_iter().map(|at| vec![at]));
    taken.iter().map(|unit| Unit::of(unit.iter().map(|at| sorted[*at]).collect())).collect()
}

impl<'a> Unit<'a> {
    fn of(postings: Vec<(usize, &'a Identity)>) -> Self {
        let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for job in postings.iter().filter_map(|(_, posting)| posting.job()) {
            *counted.entry(job).or_default() += 1;
        }
        let job = counted.into_iter().min_by_key(|(job, count)| (Reverse(*count), *job)).map(|(job, _)| job);
        let of_job = || postings.iter().filter(|(_, posting)| posting.job() == job && !posting.places.is_empty());
        let places = of_job().flat_map(|(_, posting)| &posting.places).map(String::as_str).collect();
        let days = of_job().map(|(_, posting)| posting.posted_on).collect();
        Self { postings, job, places, days }
    }

    fn first_day(&self) -> Option<NaiveDate> {
        self.days.first().copied()
    }

    fn is_two_openings_with(&self, other: &Self) -> bool {
        let with_all = |one: &Identity| other.postings.iter().any(|(_, posting)| are_two_openings(one, posting));
        self.postings.iter().any(|(_, posting)| with_all(posting))
    }

    /// Days for copies of this anchor: thirty in all before and after its own days, beginning with the first day with a
    /// copy.
    fn window<'b>(&self, candidates: impl Iterator<Item = &'b Self>) -> Option<RangeInclusive<NaiveDate>>
    where
        'a: 'b,
    {
        let (first, last) = (self.first_day()?, self.days.last().copied()?);
        let earliest = first.checked_sub_days(Days::new(DAYS.unsigned_abs()))?;
        let days = candidates.flat_map(|unit| unit.days.range(earliest..=first));
        let begins = days.min().copied().map_or(first, |day| day.min(first));
        Some(begins..=begins.checked_add_days(Days::new((DAYS + (last - first).num_days()).unsigned_abs()))?)
    }
}

/// Joins units of the same employer and title.
fn by_words(units: Vec<Unit<'_>>) -> Vec<Vec<Unit<'_>>> {
    let mut by_job: BTreeMap<(&str, &str), Vec<Unit<'_>>> = BTreeMap::new();
    let mut groups = Vec::new();
    for unit in units {
        match unit.job.filter(|_| !unit.places.is_empty()) {
            Some(job) => by_job.entry(job).or_default().push(unit),
            None => groups.push(vec![unit]),
        }
    }
    for mut left in by_job.into_values() {
        left.sort_by_key(|unit| {
            (Reverse(unit.places.len()), unit.first_day(), unit.postings.first().map(|(_, one)| *one))
        });
        while !left.is_empty() {
            let anchor = left.remove(0);
            let group;
            (group, left) = around(anchor, left);
            groups.push(group);
        }
    }
    groups
}

/// The anchor's group, and the other units, in the same order.
fn around<'a>(anchor: Unit<'a>, others: Vec<Unit<'a>>) -> (Vec<Unit<'a>>, Vec<Unit<'a>>) {
    let matches = |unit: &Unit<'_>| unit.places.is_subset(&anchor.places) && !anchor.is_two_openings_with(unit);
    let are_candidates: Vec<bool> = others.iter().map(matches).collect();
    let candidates =
        others.iter().zip(&are_candidates).filter(|(_, is_candidate)| **is_candidate).map(|(unit, _)| unit);
    let window = anchor.window(candidates);
    let is_in_time =
        |unit: &Unit<'_>| window.as_ref().is_some_and(|window| unit.days.range(window.clone()).next().is_some());
    let (mut group, mut left) = (vec![anchor], Vec::new());
    for (unit, is_candidate) in others.into_iter().zip(are_candidates) {
        let is_copy = is_candidate && is_in_time(&unit) && !group.iter().any(|one| one.is_two_openings_with(&unit));
        if is_copy { group.push(unit) } else { left.push(unit) }
    }
    (group, left)
}
