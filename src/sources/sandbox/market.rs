//! The job market: vacancies for a title in a place, day by day. A pure function, so that equal requests find the same
//! jobs, and tomorrow a few new jobs.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc, Weekday};

use super::chance::Seed;
use super::grammar::{Endings, FOR_BOTH};
use super::ground::{Ground, Spot};
use super::words::{
    ACRONYMS, FAMILIES, FIRST_NAMES, GERMAN_WORKERS, SECOND_NAMES, SMALL_WORDS, currency, legal_form, speaks_german,
};
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};

/// Days for which a vacancy stays open, at least and at most. Every vacancy of the last week can be found.
const OPEN_DAYS: (usize, usize) = (8, 30);

/// New vacancies on an average day for an average title in a large city.
const USUAL_PER_DAY: f64 = 13.0;

/// Share of title and place pairs without any vacancy.
const DEAD_MARKETS: f64 = 0.05;

/// Words for a level, in front of a title.
const LEVELS: [&str; 3] = ["junior", "senior", "lead"];

/// An open position, as its employer would describe it.
#[derive(Clone, Debug)]
pub(super) struct Vacancy {
    pub seed: Seed,
    pub title: String,
    pub company: String,
    pub spot: Spot,
    pub posted_at: DateTime<Utc>,
    pub seniority: Seniority,
    pub work_arrangement: WorkArrangement,
    pub employment_type: EmploymentType,
    pub industries: [Industry; 2],
    /// Pay for a year, from and to, in thousands.
    pub pay: (u32, u32),
    pub currency: &'static str,
    pub german: bool,
    /// True when found for its own title; false for similar titles.
    pub own: bool,
}

impl Vacancy {
    /// True for a vacancy at Active Jobs DB. Seven in ten are there alone; of the others as many at both as at JSearch
    /// alone.
    pub(super) fn is_at_active_jobs(&self) -> bool {
        self.seed.unit("source") < 0.85
    }

    pub(super) fn is_at_jsearch(&self) -> bool {
        self.seed.unit("source") >= 0.70
    }

    fn is_open(&self, now: DateTime<Utc>) -> bool {
        let (least, most) = OPEN_DAYS;
        let days = least + self.seed.below("open", most - least + 1);
        let age = now - self.posted_at;
        age >= Duration::zero() && age.num_days() < i64::try_from(days).unwrap_or(i64::MAX)
    }
}

/// All open vacancies for a folded title, newest first.
pub(super) fn vacancies(title: &str, ground: &Ground, now: DateTime<Utc>) -> Vec<Vacancy> {
    if Seed::of(&["market", title, &ground.key]).chance("dead", DEAD_MARKETS) {
        return Vec::new();
    }
    let pools = [Pool::own(title), Pool::family(title)];
    let mut open: Vec<Vacancy> = (0..=OPEN_DAYS.1 as u64)
        .filter_map(|age| now.date_naive().checked_sub_days(Days::new(age)))
        .flat_map(|day| pools.iter().flat_map(move |pool| pool.posted_on(day, ground)))
        .filter(|vacancy| vacancy.is_open(now))
        .collect();
    open.sort_by_key(|vacancy| (std::cmp::Reverse(vacancy.posted_at), vacancy.seed));
    open
}

/// Vacancies that a search for this title finds by its words: those under well-known titles that hold this title, and
/// those under this title, unless it holds a well-known title or names a level. So a wider search finds all vacancies
/// of a narrower search. An unknown title is a separate market, whatever its words. Where endings are cut, other forms
/// of all these titles are found, too.
pub(super) fn vacancies_by_words(title: &str, ground: &Ground, endings: Endings, now: DateTime<Utc>) -> Vec<Vacancy> {
    let mut found: Vec<Vacancy> = posted_under(title, endings)
        .iter()
        .flat_map(|name| {
            let share = 1.0 / (1 + known().filter(|one| holds(one, name) || holds(name, one)).count()) as f64;
            let is_of_share = move |vacancy: &Vacancy| vacancy.seed.unit("share") < share;
            let forms = if endings == Endings::Cut { other_forms(name) } else { Vec::new() };
            let names = std::iter::once(name.clone()).chain(forms);
            names.flat_map(move |name| vacancies(&name, ground, now)).filter(is_of_share)
        })
        .collect();
    found.sort_by_key(|vacancy| (std::cmp::Reverse(vacancy.posted_at), vacancy.seed));
    found.dedup_by_key(|vacancy| vacancy.seed);
    found
}

/// Titles that differ only in endings from a well-known title, or hold such.
fn other_forms(title: &str) -> Vec<String> {
    if !known().any(|one| one == title) {
        return Vec::new();
    }
    let several = format!("{title}s");
    let field = title.ends_with("engineer").then(|| format!("{title}ing lead"));
    field.into_iter().chain([several]).collect()
}

fn known() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().flat_map(|titles| titles.iter().copied())
}

fn holds(outer: &str, inner: &str) -> bool {
    outer != inner && Endings::Kept.holds(outer, inner)
}

fn posted_under(title: &str, endings: Endings) -> Vec<String> {
    let holds = |outer: &str, inner: &str| outer != inner && endings.holds(outer, inner);
    let level = title.split_once(' ').filter(|(word, _)| LEVELS.contains(word)).map(|(_, rest)| rest.to_owned());
    let mut titles: Vec<String> = known().filter(|one| holds(title, one)).map(str::to_owned).chain(level).collect();
    if titles.is_empty() {
        titles.push(endings.plain(title));
    }
    titles.extend(known().filter(|one| holds(one, title)).map(str::to_owned));
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// A pool of vacancies found together.
struct Pool {
    name: String,
    /// Folded titles of the pool's vacancies.
    titles: Vec<String>,
    /// Share of the usual vacancies a day that come from this pool.
    share: f64,
    own: bool,
}

impl Pool {
    /// Pool of vacancies under exactly this title.
    fn own(title: &str) -> Self {
        Self { name: title.to_owned(), titles: vec![title.to_owned()], share: 0.75, own: true }
    }

    /// Pool of vacancies common to similar titles: of a field, or with the same last word.
    fn family(title: &str) -> Self {
        let field = FAMILIES.iter().find(|titles| titles.contains(&title));
        let titles: Vec<String> = match field {
            Some(titles) => titles.iter().map(|title| (*title).to_owned()).collect(),
            None => title.split(' ').next_back().map(str::to_owned).into_iter().collect(),
        };
        Self { name: format!("like {}", titles[0]), titles, share: 0.4, own: false }
    }

    fn posted_on(&self, day: NaiveDate, ground: &Ground) -> Vec<Vacancy> {
        let market = Seed::of(&["pool", &self.name, &ground.key]);
        let rate = USUAL_PER_DAY * ground.size * (0.5 + market.unit("rate")) * self.share * busy(day);
        let today = market.and(&day.to_string());
        let count = (0..).take_while(|n| f64::from(*n) + today.unit("count") < rate);
        count.map(|n| self.vacancy(today.and(&n.to_string()), day, ground)).collect()
    }

    fn vacancy(&self, seed: Seed, day: NaiveDate, ground: &Ground) -> Vacancy {
        let spot = seed.pick("spot", &ground.spots).clone();
        let country = spot.country.as_str();
        let german = speaks_german(country) && seed.chance("german", 0.8);
        let (name, seniority) = self.title(seed);
        let (first, second) = (seed.pick("first", FIRST_NAMES), seed.pick("second", SECOND_NAMES));
        Vacancy {
            title: if german { in_german(seed, &name) } else { name },
            company: format!("{first} {second} {}", legal_form(country)),
            posted_at: day.and_time(chrono::NaiveTime::MIN).and_utc() + office_hour(seed),
            seniority,
            work_arrangement: work_arrangement(seed),
            employment_type: employment_type(seed),
            industries: industries(Seed::of(&["field", &self.name])),
            pay: pay(seed, seniority),
            currency: currency(country),
            german,
            own: self.own,
            seed,
            spot,
        }
    }

    /// Title with the word for its level; among similar titles, two neighbours in a posting.
    fn title(&self, seed: Seed) -> (String, Seniority) {
        let first = seed.below("title", self.titles.len());
        let first_title = capitals(&self.titles[first]);
        if self.titles.len() > 1 {
            let second = (first + 1) % self.titles.len();
            let second_title = capitals(&self.titles[second]);
            return (format!("{first_title} / {second_title}"), Seniority::Mid);
        }
        let (word, seniority) = level(seed, &self.titles[first]);
        (format!("{word}{first_title}"), seniority)
    }
}

/// Title as written in German: some address women and men, and some say so.
fn in_german(seed: Seed, name: &str) -> String {
    let is_german = GERMAN_WORKERS.iter().any(|word| name.to_lowercase().ends_with(word));
    if is_german && seed.chance("both", 0.3) { format!("{name}{FOR_BOTH} (m/w/d)") } else { format!("{name} (m/w/d)") }
}

/// Share of usual postings on a day: employers post on working days.
fn busy(day: NaiveDate) -> f64 {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => 0.4,
        _ => 1.2,
    }
}

/// Time of day between 06:00 and 18:00 UTC.
fn office_hour(seed: Seed) -> Duration {
    Duration::seconds(6 * 3_600 + i64::try_from(seed.below("time", 12 * 3_600)).unwrap_or_default())
}

fn level(seed: Seed, title: &str) -> (&'static str, Seniority) {
    let begins = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    if begins(&["senior", "principal", "leiter"]) {
        return ("", Seniority::Senior);
    }
    if begins(&["lead", "head", "chief"]) {
        return ("", Seniority::Lead);
    }
    if begins(&["junior", "trainee", "intern"]) {
        return ("", Seniority::Junior);
    }
    match seed.below("level", 100) {
        0..15 => ("Junior ", Seniority::Junior),
        15..50 => ("", Seniority::Mid),
        50..90 => ("Senior ", Seniority::Senior),
        _ => ("Lead ", Seniority::Lead),
    }
}

fn work_arrangement(seed: Seed) -> WorkArrangement {
    match seed.below("arrangement", 100) {
        0..25 => WorkArrangement::OnSite,
        25..55 => WorkArrangement::Hybrid,
        55..88 => WorkArrangement::RemoteOk,
        _ => WorkArrangement::RemoteSolely,
    }
}

fn employment_type(seed: Seed) -> EmploymentType {
    match seed.below("employment", 100) {
        0..80 => EmploymentType::FullTime,
        80..90 => EmploymentType::PartTime,
        90..95 => EmploymentType::Contractor,
        95..98 => EmploymentType::Temporary,
        _ => EmploymentType::Intern,
    }
}

/// Industries of a field, one or two, for any employer.
fn industries(field: Seed) -> [Industry; 2] {
    [*field.pick("industry", Industry::ALL), *field.pick("second industry", Industry::ALL)]
}

fn pay(seed: Seed, seniority: Seniority) -> (u32, u32) {
    let from = match seniority {
        Seniority::Junior => 38,
        Seniority::Mid => 50,
        Seniority::Senior => 64,
        Seniority::Lead => 80,
    };
    let low = from + u32::try_from(seed.below("pay", 12)).unwrap_or_default();
    (low, low + 6 + u32::try_from(seed.below("spread", 12)).unwrap_or_default())
}

/// A folded title as employers write it.
fn capitals(title: &str) -> String {
    let word = |word: &str| {
        if SMALL_WORDS.contains(&word) {
            return word.to_owned();
        }
        if ACRONYMS.contains(&word) {
            return word.to_uppercase();
        }
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
