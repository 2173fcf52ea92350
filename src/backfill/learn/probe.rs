//! Capabilities of a host that counts, for calls and no rows: each shown by a few numbers of postings, once a week, or
//! every day while the numbers show nothing.

use super::facts::Fact;
use super::{SOURCE, numbers, revoke};
use crate::app::App;
use crate::backfill::count::{Asker, Host, Told};
use crate::filters::WorkArrangement;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Purpose;
use crate::place::{City, CountryCode, Place};
use crate::sources::{ExpiredSince, Question};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Capabilities shown by numbers, each with its most questions. Of a source without lists the others are worth less.
const NAMES: [(CapabilityName, i64); 8] = [
    (CapabilityName::Lists, 3),
    (CapabilityName::Dates, 3),
    (CapabilityName::Places, 9),
    (CapabilityName::Endings, 6),
    (CapabilityName::UnknownValues, 6),
    (CapabilityName::SeveralPlaces, 3),
    (CapabilityName::Exclusion, 3),
    (CapabilityName::ClosedFeed, 1),
];

/// Titles of many postings everywhere. Hardly a posting is for both the first and the third.
const WIDE: &str = "engineer";
const OTHER: &str = "manager";
const THIRD: &str = "nurse";

/// A title within the wide one, and titles of the same meaning to a source without endings and stop words.
const NARROW: &str = "data engineer";
const OTHER_ENDING: &str = "engineering";
const WITH_STOP_WORD: &str = "it manager";

/// Time asked about: long enough for postings, and well within the source's week.
const ABOUT: TimeDelta = TimeDelta::days(6);

/// How long ago the time asked about ended: no posting is added any more.
const SETTLED: TimeDelta = TimeDelta::hours(3);

/// Percent of a day's counts left to people's prices.
const LEAVES: i64 = 30;

/// How long one answer is waited for, and how long all are asked for: well within the lease of the asking task. The
/// next hour goes on.
const PATIENCE: Duration = Duration::from_secs(20);
const ALL: Duration = Duration::from_secs(45);

const ASKER: Asker = Asker {
    purpose: Purpose::Audit,
    reason: "asks for numbers of postings, to see what the source can do",
    leaves: LEAVES,
    patience: PATIENCE,
};

/// Reason for the lack of a number.
enum Silence {
    /// No more questions now.
    NotNow,
    /// No answer to this question.
    NoNumber,
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Silence {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

/// Asks for the numbers due, where the source's host tells numbers.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn probe(app: &App) -> anyhow::Result<()> {
    let Some(mut pack) = Pack::of(app) else { return Ok(()) };
    if !pack.host.tells().await? {
        return Ok(());
    }
    for (name, questions) in NAMES {
        match pack.see(name, questions).await {
            Ok(()) | Err(Silence::NoNumber) => {}
            Err(Silence::NotNow) => break,
            Err(Silence::Broken(error)) => return Err(error),
        }
    }
    Ok(())
}

/// Beginning and end.
type Time = (DateTime<Utc>, DateTime<Utc>);

/// Questions about one time, each asked once.
struct Pack<'a> {
    app: &'a App,
    host: Host<'a>,
    country: Place,
    /// The country's two largest towns.
    towns: [Place; 2],
    within: Time,
    told: HashMap<Question, i64>,
    begun: Instant,
}

impl<'a> Pack<'a> {
    fn of(app: &'a App) -> Option<Self> {
        let country = app.config.country;
        let to = app.clock.now() - SETTLED;
        Some(Self {
            app,
            host: Host::of(app)?,
            country: Place::Country(country),
            towns: largest_towns(country)?,
            within: (to - ABOUT, to),
            told: HashMap::new(),
            begun: Instant::now(),
        })
    }

    /// Looks at a capability, if due and if the day has room for the questions.
    async fn see(&mut self, name: CapabilityName, questions: i64) -> Result<(), Silence> {
        if !self.is_due(name).await? || self.host.room(ASKER).await? < questions {
            return Ok(());
        }
        let (fact, evidence) = match self.fact(name).await {
            // Tomorrow's probe looks again.
            Err(Silence::NoNumber) => (None, "the host gave no number of postings"),
            fact => (fact?, "numbers of postings were asked for, and showed nothing"),
        };
        Ok(self.note(name, fact, evidence).await?)
    }

    async fn is_due(&self, name: CapabilityName) -> anyhow::Result<bool> {
        let known = Capability::find(&mut *self.app.db.conn().await?, SOURCE, name).await?;
        Ok(Capability::is_to_be_counted(known.as_ref(), self.app.clock.now()))
    }

    async fn note(&self, name: CapabilityName, fact: Option<Fact>, evidence: &str) -> anyhow::Result<()> {
        let (mut conn, now, capability) = (self.app.db.conn().await?, self.app.clock.now(), (SOURCE, name));
        if let Some(fact) = fact {
            let is_off = fact.state == CapabilityState::Off;
            if is_off && Capability::is(&mut conn, capability, CapabilityState::On).await? {
                revoke(&mut conn, name, &fact, now).await?;
            } else {
                Capability::note_shown(&mut conn, capability, fact.state, &fact.evidence, now).await?;
            }
        }
        Ok(Capability::note_counted(&mut conn, capability, evidence, now).await?)
    }

    /// Fact shown by numbers about a capability; None: nothing shown.
    async fn fact(&mut self, name: CapabilityName) -> Result<Option<Fact>, Silence> {
        match name {
            CapabilityName::Lists => {
                let (one, other) = (self.titled(&[WIDE]).await?, self.titled(&[THIRD]).await?);
                Ok(numbers::lists(one, other, self.titled(&[WIDE, THIRD]).await?))
            }
            CapabilityName::Dates => {
                let whole = self.titled(&[WIDE]).await?;
                let (from, to) = self.within;
                let half = from + ABOUT / 2;
                let first = self.about((from, half)).await?;
                Ok(numbers::dates(whole, first, self.about((half, to)).await?))
            }
            CapabilityName::Places => self.places().await,
            CapabilityName::SeveralPlaces => {
                let [one, other] = self.towns.clone();
                let either = self.placed(WIDE, &[&one, &other]).await?;
                Ok(numbers::several_places(
                    self.placed(WIDE, &[&one]).await?,
                    self.placed(WIDE, &[&other]).await?,
                    either,
                ))
            }
            CapabilityName::Endings => {
                let endings = self.adds_nothing(WIDE, OTHER_ENDING).await?;
                Ok(numbers::endings(endings, self.adds_nothing(WITH_STOP_WORD, OTHER).await?))
            }
            CapabilityName::UnknownValues => self.unknown_values().await,
            CapabilityName::Exclusion => {
                let (wide, narrow) = (self.titled(&[WIDE]).await?, self.titled(&[NARROW]).await?);
                Ok(numbers::exclusion(wide, narrow, self.ask(self.wide().without(NARROW)).await?))
            }
            CapabilityName::ClosedFeed => self.closed_feed().await,
            CapabilityName::Counts | CapabilityName::RollingDays | CapabilityName::Titles => Ok(None),
        }
    }

    async fn places(&mut self) -> Result<Option<Fact>, Silence> {
        let (town, country) = (self.towns[0].clone(), self.country.clone());
        let mut compared = numbers::InCountry::default();
        for title in [WIDE, OTHER, THIRD] {
            let of_town = self.placed(title, &[&town]).await?;
            let of_country = self.placed(title, &[&country]).await?;
            compared.add(of_town, of_country, self.placed(title, &[&town, &country]).await?);
            if compared.is_enough() {
                break;
            }
        }
        Ok(compared.shown())
    }

    async fn unknown_values(&mut self) -> Result<Option<Fact>, Silence> {
        let mut singly = 0;
        for value in WorkArrangement::ALL {
            singly += self.ask(self.wide().arranged(&[*value])).await?;
        }
        let together = self.ask(self.wide().arranged(WorkArrangement::ALL)).await?;
        Ok(numbers::unknown_values(self.titled(&[WIDE]).await?, together, singly))
    }

    async fn closed_feed(&self) -> Result<Option<Fact>, Silence> {
        Ok(match self.host.closed(ExpiredSince::Hour, ASKER).await? {
            Told::So(ids) => {
                Some(Fact::new(true, format!("it told that {} postings were closed within an hour", ids.len())))
            }
            Told::NoRoute => Some(Fact::new(false, "it refused to tell which postings are closed".to_owned())),
            Told::Nothing => None,
            Told::NotNow => return Err(Silence::NotNow),
        })
    }

    /// Numbers that tell whether all postings of a title are among another's.
    async fn adds_nothing(&mut self, one: &str, other: &str) -> Result<numbers::Adds, Silence> {
        let (alone, others) = (self.titled(&[one]).await?, self.titled(&[other]).await?);
        Ok(numbers::Adds { one: alone, other: others, either: self.titled(&[one, other]).await? })
    }

    async fn titled(&mut self, titles: &[&str]) -> Result<i64, Silence> {
        self.ask(Question::new(titles, &[&self.country], self.within)).await
    }

    async fn placed(&mut self, title: &str, places: &[&Place]) -> Result<i64, Silence> {
        self.ask(Question::new(&[title], places, self.within)).await
    }

    async fn about(&mut self, within: Time) -> Result<i64, Silence> {
        self.ask(Question::new(&[WIDE], &[&self.country], within)).await
    }

    fn wide(&self) -> Question {
        Question::new(&[WIDE], &[&self.country], self.within)
    }

    async fn ask(&mut self, question: Question) -> Result<i64, Silence> {
        if let Some(told) = self.told.get(&question) {
            return Ok(*told);
        }
        if self.begun.elapsed() >= ALL {
            return Err(Silence::NotNow);
        }
        match self.host.count(&question, ASKER).await? {
            Told::So(postings) => {
                self.told.insert(question, postings);
                Ok(postings)
            }
            Told::Nothing => Err(Silence::NoNumber),
            Told::NoRoute | Told::NotNow => Err(Silence::NotNow),
        }
    }
}

fn largest_towns(country: CountryCode) -> Option<[Place; 2]> {
    let mut towns: Vec<&City> = City::all().iter().filter(|city| city.country == country).collect();
    towns.sort_by_key(|city| std::cmp::Reverse(city.population));
    let [first, second] = towns.get(..2)? else { return None };
    Some([Place::City(first), Place::City(second)])
}
