//! Limits in the way of buying now, as seen without locks: credits left of the day, of a person's day and of each plan,
//! and stops. A purchase looks again, with locks, before each page.

mod limit;
#[cfg(test)]
mod tests;

pub use self::limit::Limit;
pub(super) use self::limit::{
    day_is_spent, first_day_is_spent, person_is_spent, quota_spent, source_stopped, spending_stopped,
};

use crate::app::App;
use crate::db::Connection;
use crate::models::installation::Installation;
use crate::models::source_state::{SourceState, StopCode};
use crate::models::user::Terms;
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::caps;
use crate::quota::meter::Meter;
use crate::quota::period;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;

/// Credits left somewhere.
#[derive(Clone, Copy, Debug)]
struct Left {
    credits: i64,
    /// Some spent credits are held for calls under way, and may come back.
    has_open: bool,
}

/// Credits for sale at a source.
#[derive(Clone, Debug)]
struct Plan {
    source: Source,
    tariff: Tariff,
    left: Left,
    resets_at: Option<DateTime<Utc>>,
    resets_on: Option<NaiveDate>,
    stopped: Option<String>,
}

/// Room left now.
#[derive(Clone, Debug)]
pub struct Limits {
    now: DateTime<Utc>,
    tomorrow: DateTime<Utc>,
    is_spending_stopped: bool,
    everybody: Left,
    everybody_most: i64,
    person: Left,
    person_most: i64,
    /// Limit of new accounts; None: the person is not new.
    first_day: Option<FirstDay>,
    plans: Vec<Plan>,
}

/// Credits left to all new accounts together.
#[derive(Clone, Copy, Debug)]
struct FirstDay {
    left: Left,
    most: i64,
    /// End of the person's being new, or of the day.
    until: DateTime<Utc>,
}

/// Part of a price that can be bought today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// Credits that can be bought today, all sources together.
    pub credits: i64,
    /// The limit that defers the rest beyond today; None: all can be bought.
    pub rest: Option<Limit>,
    /// Credits of a whole day: the person's limit or everybody's, whichever is less.
    pub most: i64,
}

impl FirstDay {
    fn is_spent(self) -> Limit {
        first_day_is_spent(self.most, self.until)
    }
}

impl Limits {
    /// Loads the limits of the installation, of one person, and of each configured source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, app: &App, subject: i64) -> QueryResult<Self> {
        caps::look(conn, app).await?;
        let (now, day, caps) = (app.clock.now(), app.today(), app.caps());
        let everybody = caps.installation_credits - allowance::used(conn, day, EVERYBODY).await?;
        let terms = Terms::of(conn, subject).await?;
        let person_most = terms.own_credits.unwrap_or(caps.person_credits);
        let person = person_most - allowance::used(conn, day, subject).await?;
        let meters = Meter::all_shown(conn, &app.config.sources, now).await?;
        let states = SourceState::all(conn).await?;
        let tomorrow = period::next_local_day(now, app.config.timezone);
        let has_open = allowance::has_open_holds(conn, day, EVERYBODY).await?;
        let first_day = match terms.new_until.filter(|until| *until > now) {
            Some(until) => {
                let most = caps.first_day_credits();
                let left = Left { credits: most - allowance::used_by_new(conn, day, now).await?, has_open };
                Some(FirstDay { left, most, until: until.min(tomorrow) })
            }
            None => None,
        };
        Ok(Self {
            now,
            tomorrow,
            is_spending_stopped: Installation::load(conn).await?.spending_stopped_at.is_some(),
            everybody: Left { credits: everybody, has_open },
            everybody_most: caps.installation_credits,
            person: Left { credits: person, has_open: allowance::has_open_holds(conn, day, subject).await? },
            person_most,
            first_day,
            plans: plans(app, &meters, &states),
        })
    }

    /// Limit in the way of a source now. `is_alone`: only this person wants the request.
    pub fn stops(&self, source: Source, is_alone: bool) -> Option<Limit> {
        let plan = self.plans.iter().find(|plan| plan.source == source)?;
        if self.is_spending_stopped {
            return Some(spending_stopped(self.now));
        }
        if let Some(why) = &plan.stopped {
            return Some(source_stopped(source, why, self.now));
        }
        let is_out = |left: Left| !left.has_open && plan.tariff.affordable_rows(left.credits).is_none();
        if is_out(plan.left) {
            return Some(quota_spent(source, plan.resets_at.unwrap_or(self.tomorrow), plan.resets_on));
        }
        if is_out(self.everybody) {
            return Some(day_is_spent(self.everybody_most, self.tomorrow));
        }
        if is_alone && is_out(self.person) {
            return Some(person_is_spent(self.person_most, self.tomorrow));
        }
        self.first_day.filter(|new| is_alone && is_out(new.left)).map(FirstDay::is_spent)
    }

    /// Narrowest of the day's limits: credits left, and the limit.
    fn of_the_day(&self) -> (i64, Limit) {
        let everybody = (self.everybody.credits, day_is_spent(self.everybody_most, self.tomorrow));
        let person = (self.person.credits, person_is_spent(self.person_most, self.tomorrow));
        let first_day = self.first_day.map(|new| (new.left.credits, new.is_spent()));
        let narrower = |one: (i64, Limit), other: (i64, Limit)| if other.0 < one.0 { other } else { one };
        first_day.into_iter().fold(narrower(everybody, person), narrower)
    }

    /// Part of all sources' expected prices that can be bought today.
    pub fn today(&self, expected: &[(Source, i64)]) -> Today {
        let (day, of_the_day) = self.of_the_day();
        let day = day.max(0);
        let (mut credits, mut rest) = (0, None);
        for &(source, price) in expected.iter().filter(|(_, price)| *price > 0) {
            let plan = self.plans.iter().find(|plan| plan.source == source);
            let in_plan = plan.map_or(0, |plan| plan.left.credits.max(0));
            let affordable = if self.stops(source, true).is_some() { 0 } else { price.min(in_plan).min(day - credits) };
            if affordable < price {
                let limit = self.stops(source, true).or_else(|| match plan {
                    Some(plan) if in_plan < price.min(day - credits) => {
                        Some(quota_spent(source, plan.resets_at.unwrap_or(self.tomorrow), plan.resets_on))
                    }
                    _ => Some(of_the_day.clone()),
                });
                rest = rest.or(limit);
            }
            credits += affordable;
        }
        Today { credits, rest, most: self.person_most.min(self.everybody_most) }
    }
}

fn plans(app: &App, meters: &[Meter], states: &[SourceState]) -> Vec<Plan> {
    let plan = |config: &crate::config::SourceConfig| {
        let own: Vec<&Meter> = meters.iter().filter(|meter| meter.source == config.source).collect();
        let tariff = Tariff::of(config);
        let main = own.iter().find(|meter| meter.unit == tariff.main_unit());
        let is_out_of_calls = own.iter().any(|meter| meter.left() < 1);
        let resets_at = own.iter().map(|meter| meter.resets_at).max();
        let state = states.iter().find(|state| state.source == config.source);
        // A misconfigured source fails, without a deferral.
        let stopped = state.filter(|state| state.stopped_code.is_some_and(|code| code != StopCode::Misconfigured));
        Plan {
            source: config.source,
            tariff,
            left: Left {
                credits: if is_out_of_calls { 0 } else { main.map_or(0, |meter| meter.left()) },
                has_open: own.iter().any(|meter| meter.reserved > 0),
            },
            resets_at,
            resets_on: resets_at.map(|at| app.local_date(at)),
            stopped: stopped.map(|state| state.stopped_why.clone().unwrap_or_else(|| "stopped".to_owned())),
        }
    };
    app.config.sources.iter().map(plan).collect()
}
