//! A plan with some countries in place of their towns. Pure.

use super::{Instead, reaches};
use crate::coverage::plan::{Planned, Why};
use std::collections::{BTreeMap, HashMap};

/// Countries' lists, bought instead of the lists of their towns.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    lists: HashMap<i64, Instead>,
    /// Country of each town.
    countries: HashMap<i64, i64>,
}

impl Chosen {
    /// The lists that a plan has chosen.
    pub fn new(lists: Vec<Instead>) -> Self {
        let towns = lists.iter().flat_map(|list| list.towns.iter().map(|town| (*town, list.country)));
        Self { countries: towns.collect(), lists: lists.into_iter().map(|list| (list.country, list)).collect() }
    }

    /// Requests for the countries.
    pub fn countries(&self) -> impl Iterator<Item = i64> {
        self.lists.keys().copied()
    }

    /// Leaves a country's list out. True when the request is for a chosen country.
    pub fn leave_out(&mut self, country: i64) -> bool {
        self.lists.remove(&country).is_some()
    }

    /// A plan with the chosen lists, as far as the towns' own lists are still to be bought. Where the country is here
    /// or on its way, towns are left alone: such a town waits for the country or has the country's jobs already.
    pub fn within(&self, mut planned: Vec<Planned>) -> Vec<Planned> {
        let of_countries = planned.iter().filter(|one| self.lists.contains_key(&one.request_id));
        let whys: HashMap<i64, Why> = of_countries.map(|one| (one.request_id, one.why)).collect();
        let mut bought: BTreeMap<i64, Planned> = BTreeMap::new();
        for one in &mut planned {
            let country = self.countries.get(&one.request_id).and_then(|country| self.lists.get(country));
            let Some(list) = country.filter(|list| one.why.ask().is_some_and(|own| reaches(list.ask, own))) else {
                continue;
            };
            let why = match whys.get(&list.country) {
                Some(Why::New(_)) | None => Why::New(list.ask),
                Some(Why::PartlyHeld(_)) => Why::PartlyHeld(list.ask),
                Some(_) => continue,
            };
            let planned = || Planned { request_id: list.country, why, ..one.clone() };
            bought.entry(list.country).or_insert_with(planned);
            one.why = Why::WithWider(list.country);
        }
        self.pass_on(&mut planned);
        planned.retain(|one| !bought.contains_key(&one.request_id));
        planned.extend(bought.into_values());
        planned
    }

    /// Requests to come with a town come with its country, once the town itself is not asked.
    fn pass_on(&self, planned: &mut [Planned]) {
        let with_country = planned.iter().filter_map(|one| Some((one.request_id, one.why.waits_for()?)));
        let with_country: HashMap<i64, i64> =
            with_country.filter(|(town, country)| self.countries.get(town) == Some(country)).collect();
        for one in planned {
            let country = one.why.waits_for().and_then(|wider| with_country.get(&wider));
            one.why = country.map_or(one.why, |country| Why::WithWider(*country));
        }
    }
}
