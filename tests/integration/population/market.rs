//! What is advertised: jobs of many titles in twenty towns, a few of both much more often than the rest.

use super::chance::Chance;
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::answers::{Lexeme, Lexemes, Words};
use jobfill::fits::Stated;
use jobfill::place::{CountryCode, Place};

const FIELDS: [&str; 14] = [
    "Software",
    "Data",
    "Sales",
    "Marketing",
    "Product",
    "Security",
    "Finance",
    "Cloud",
    "Quality",
    "Network",
    "Process",
    "Logistics",
    "Test",
    "Energy",
];
const ROLES: [&str; 5] = ["Engineer", "Manager", "Analyst", "Consultant", "Architect"];

/// Number of titles without what stands before them.
pub const TITLES: usize = FIELDS.len() * ROLES.len();

/// The n-th of them, the frequent ones first.
pub fn title(nth: usize) -> String {
    format!("{} {}", FIELDS[nth / ROLES.len()], ROLES[nth % ROLES.len()])
}

/// What stands before a title, with its share of the ads.
pub const LEVELS: [(&str, f64); 6] =
    [("", 0.62), ("Senior ", 0.18), ("Junior ", 0.08), ("Lead ", 0.06), ("Graduate ", 0.03), ("Principal ", 0.03)];

pub const TOWNS: [&str; 20] = [
    "Berlin",
    "Munich",
    "Hamburg",
    "Frankfurt",
    "Cologne",
    "Stuttgart",
    "Düsseldorf",
    "Leipzig",
    "Nuremberg",
    "Hannover",
    "Dresden",
    "Bremen",
    "Dortmund",
    "Essen",
    "Bonn",
    "Mannheim",
    "Karlsruhe",
    "Münster",
    "Augsburg",
    "Bielefeld",
];

/// A posting.
pub struct Ad {
    /// Where its title stands among all titles of the market.
    pub title: usize,
    /// Where its towns stand.
    pub towns: Vec<usize>,
    pub stated: Stated,
    pub created: DateTime<Utc>,
}

/// How much more often some titles and towns are advertised than others.
const FALLING: f64 = 0.42;

/// How much is advertised, and how.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// New ads a day.
    pub a_day: usize,
    /// Share of ads in two towns or three.
    pub in_several_places: f64,
    /// Share of each stated value that is not known.
    pub unknown: f64,
}

/// The ads of some days, the oldest first.
pub struct Market {
    pub titles: Vec<String>,
    pub ads: Vec<Ad>,
}

/// The n-th of some comes less often than the one before it.
pub fn falling(many: usize, how_fast: f64) -> Vec<(usize, f64)> {
    (0..many).map(|nth| (nth, 1.0 / ((nth + 1) as f64).powf(how_fast))).collect()
}

impl Market {
    pub fn new(kind: Kind, from: DateTime<Utc>, days: usize, chance: &mut Chance) -> Self {
        let titles: Vec<String> =
            (0..TITLES).flat_map(|nth| LEVELS.iter().map(move |(level, _)| format!("{level}{}", title(nth)))).collect();
        let usual = Usual::new();
        let ads = (0..kind.a_day * days).map(|nth| {
            let created = from + TimeDelta::seconds((nth * 86_400 / kind.a_day) as i64);
            ad(kind, created, &usual, chance)
        });
        Self { ads: ads.collect(), titles }
    }
}

/// What all ads have in common.
struct Usual {
    levels: Vec<(usize, f64)>,
    titles: Vec<(usize, f64)>,
    towns: Vec<(usize, f64)>,
    places: Vec<Place>,
    /// An ad in each of the towns. The title is judged by its words.
    there: Vec<Stated>,
}

impl Usual {
    fn new() -> Self {
        let places: Vec<Place> = (0..TOWNS.len()).map(place).collect();
        Self {
            levels: LEVELS.iter().enumerate().map(|(nth, (_, share))| (nth, *share)).collect(),
            titles: falling(TITLES, FALLING),
            towns: falling(TOWNS.len(), FALLING),
            there: places.iter().map(|place| Stated::new("", std::slice::from_ref(place))).collect(),
            places,
        }
    }

    fn in_towns(&self, towns: &[usize]) -> Stated {
        match towns {
            [only] => self.there[*only].clone(),
            several => Stated::new("", &several.iter().map(|town| self.places[*town].clone()).collect::<Vec<_>>()),
        }
    }
}

fn ad(kind: Kind, created: DateTime<Utc>, usual: &Usual, chance: &mut Chance) -> Ad {
    let level = chance.one(&usual.levels);
    let title = chance.one(&usual.titles) * LEVELS.len() + level;
    let mut towns = vec![chance.one(&usual.towns)];
    if chance.is(kind.in_several_places) {
        for _ in 0..=chance.below(2) {
            towns.push(chance.one(&usual.towns));
        }
        towns.sort_unstable();
        towns.dedup();
    }
    let mut stated = |of: &[(&'static str, f64)]| {
        let value = chance.one(of);
        (!chance.is(kind.unknown)).then_some(value)
    };
    let arrangement = stated(&[("On-site", 0.5), ("Hybrid", 0.32), ("Remote OK", 0.13), ("Remote Solely", 0.05)]);
    let contract = stated(&[("FULL_TIME", 0.82), ("PART_TIME", 0.12), ("INTERN", 0.03), ("CONTRACTOR", 0.03)]);
    let seniority = match level {
        1 => Some("Senior"),
        2 | 4 => Some("Junior"),
        3 | 5 => Some("Lead"),
        _ => stated(&[("Junior", 0.2), ("Mid", 0.45), ("Senior", 0.25), ("Lead", 0.1)]),
    };
    let contracts: Vec<String> = contract.into_iter().map(str::to_owned).collect();
    let stated = usual.in_towns(&towns).with_filters(arrangement, &contracts, seniority, &[]);
    Ad { title, towns, stated, created }
}

pub fn place(town: usize) -> Place {
    Place::parse(TOWNS[town], CountryCode::GERMANY).expect("a town")
}

/// The market's source takes words as they are.
pub fn words(title: &str) -> Words {
    let words = title.split(' ').zip(1..).map(|(word, at)| Lexeme { word: word.to_lowercase(), positions: vec![at] });
    let words = Lexemes::of(words);
    Words { english: words.clone(), simple: words }
}
