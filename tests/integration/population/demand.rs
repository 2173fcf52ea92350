//! People who come one after the other, and what they want: what many advertise, many look for.

use super::chance::Chance;
use super::market::{LEVELS, Market, TITLES, TOWNS, falling, title};
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::combination::Combination;
use jobfill::filters::{EmploymentType, Filters, Seniority, WorkArrangement};
use jobfill::place::CountryCode;
use jobfill::sources::{Request, Source};
use std::collections::HashMap;

/// People want some titles and towns much more often than others: more so than these are advertised. With the numbers of
/// titles and towns below, 200, 500 and 1,000 people want about as many different things as was measured elsewhere: 1,062,
/// 2,471 and 4,411 combinations, which are 780, 1,410 and 1,995 requests at JSearch.
const TITLES_FALLING: f64 = 0.66;
const TOWNS_FALLING: f64 = 0.74;

/// Share of titles that are a role alone, "Engineer", and of those with something before them, "Senior".
const ROLE_ALONE: f64 = 0.005;
const WITH_LEVEL: f64 = 0.18;

/// What a person enters.
pub struct Wanted {
    pub titles: Vec<String>,
    pub towns: Vec<&'static str>,
    pub filters: Filters,
}

/// One person's wishes, and when they were uttered.
pub struct Person {
    pub comes: DateTime<Utc>,
    pub wanted: Wanted,
    /// Where the requests stand among all.
    pub wishes: Vec<usize>,
}

/// Everybody, and each different request once.
pub struct Demand {
    pub people: Vec<Person>,
    pub requests: Vec<Request>,
}

impl Demand {
    /// They come over all days, in office hours and after.
    pub fn new(people: usize, from: DateTime<Utc>, days: i64, chance: &mut Chance) -> Self {
        let mut requests = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut all: Vec<Person> = Vec::new();
        for nth in 0..people {
            let day = (nth as i64 * days) / people as i64;
            let minute = 8 * 60 + chance.below(13 * 60) as i64;
            let comes = from + TimeDelta::days(day) + TimeDelta::minutes(minute);
            let wanted = Wanted::by(chance);
            let mut wishes: Vec<usize> = wanted
                .combinations()
                .into_iter()
                .map(|wish| {
                    let request = Request::of(Source::ActiveJobs, &wish);
                    *known.entry(request.key()).or_insert_with(|| {
                        requests.push(request);
                        requests.len() - 1
                    })
                })
                .collect();
            wishes.sort_unstable();
            wishes.dedup();
            all.push(Person { comes, wanted, wishes });
        }
        all.sort_by_key(|person| person.comes);
        Self { people: all, requests }
    }

    /// For each request, the ads that answer it, the oldest first.
    pub fn answers(&self, market: &Market) -> Vec<Vec<u32>> {
        let mut wanting: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        let ad_words: Vec<_> = market.titles.iter().map(|title| super::market::words(title).simple).collect();
        let towns: Vec<String> = (0..TOWNS.len()).map(|town| super::market::place(town).key()).collect();
        for (nth, request) in self.requests.iter().enumerate() {
            let wanted = super::market::words(request.title()).simple;
            let town = towns.iter().find(|key| **key == request.place().key()).expect("a town of the market");
            for (title, _) in ad_words.iter().enumerate().filter(|(_, words)| wanted.is_run_in(words)) {
                wanting.entry((title, town)).or_default().push(nth);
            }
        }
        let mut answering = vec![Vec::new(); self.requests.len()];
        for (ad, number) in market.ads.iter().zip(0_u32..) {
            for town in &ad.towns {
                let asking = wanting.get(&(ad.title, towns[*town].as_str())).into_iter().flatten();
                for nth in asking.filter(|nth| ad.stated.states_all_of(self.requests[**nth].filters())) {
                    answering[*nth].push(number);
                }
            }
        }
        answering
    }
}

impl Wanted {
    fn by(chance: &mut Chance) -> Self {
        let filters = filters(chance);
        let titles = chance.one(&[(1, 0.1), (2, 0.2), (3, 0.3), (4, 0.25), (5, 0.15)]);
        let towns = chance.one(&[(1, 0.44), (2, 0.25), (3, 0.31)]);
        let titles = (0..titles).map(|_| title_of(chance)).collect();
        let towns = (0..towns).map(|_| TOWNS[chance.one(&falling(TOWNS.len(), TOWNS_FALLING))]).collect();
        Self { titles, towns, filters }
    }

    /// Each title in each town.
    pub fn combinations(&self) -> Vec<Combination> {
        let wish = |title: &str, town| {
            Combination::parse(title, town, self.filters, CountryCode::GERMANY).expect("a title and a town")
        };
        self.titles.iter().flat_map(|title| self.towns.iter().map(move |town| wish(title, town))).collect()
    }
}

fn title_of(chance: &mut Chance) -> String {
    let title = title(chance.one(&falling(TITLES, TITLES_FALLING)));
    if chance.is(ROLE_ALONE) {
        return title.split(' ').next_back().unwrap_or(&title).to_owned();
    }
    let level = if chance.is(WITH_LEVEL) { 1 + chance.below(5) } else { 0 };
    format!("{}{title}", LEVELS[level].0)
}

fn filters(chance: &mut Chance) -> Filters {
    let arrangement =
        chance.one(&[(None, 0.34), (Some(WorkArrangement::Hybrid), 0.15), (Some(WorkArrangement::RemoteOk), 0.1)]);
    let contract =
        chance.one(&[(None, 0.34), (Some(EmploymentType::FullTime), 0.1), (Some(EmploymentType::PartTime), 0.15)]);
    let seniority = chance.one(&[(None, 0.29), (Some(Seniority::Senior), 0.08), (Some(Seniority::Mid), 0.08)]);
    Filters { work_arrangement: arrangement, employment_type: contract, seniority, industry: None }
}
