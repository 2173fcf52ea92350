//! The demo's past: ten people come, and the mornings since then, lived in fast motion.
//!
//! Only the jobs are made up. Searches are saved, runs queued and pages bought over HTTP as they would have been; only
//! the App's clock, and the stand-ins' with it, is moved from each morning to the next.

use super::cast::{ADMIN, CAST, PASSWORD, Person};
use crate::app::{App, SharedApp};
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::config::Config;
use crate::db::Connection;
use crate::models::attempt::Attempt;
use crate::models::user::{Email, Role};
use crate::people;
use crate::quota::period::local_moment;
use crate::refresh::schedule;
use crate::searches::{self, Owner};
use crate::worker;
use anyhow::anyhow;
use chrono::{DateTime, Days, Utc};
use diesel_async::AsyncConnection;

/// Tasks at a time. More would wait for each other: a source makes its reservations in turn.
const AT_ONCE: usize = 4;

/// Calls to each source per second: the stand-ins have no other callers, and no audience.
const PER_SECOND: u32 = 1_000;

/// Mornings of the demo.
pub const DAYS: u32 = 30;

/// Events to tell while the past goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A person has signed up: combinations wanted, and how many were new.
    Came {
        /// Person's address.
        email: &'static str,
        /// Distinct combinations wanted by the person.
        wanted: usize,
        /// New combinations among the wanted, which are bought.
        bought: usize,
    },
    /// A morning's run is over, or about to begin.
    Morning {
        /// Number of the morning, from 1 on.
        day: u32,
        /// Mornings in all.
        of: u32,
    },
}

/// Settings for living the past: the demo's, without its stand-ins' usual pace.
pub fn hurried(config: &Config) -> Config {
    let mut config = config.clone();
    for source in &mut config.sources {
        source.per_second = PER_SECOND;
        source.concurrency = i64::try_from(AT_ONCE).ok();
    }
    config
}

/// Lives through so many mornings before `until`, beginning with the ten people's sign-ups. Leaves the App's clock at
/// `until`, or with the system's clock.
///
/// # Errors
///
/// Fails when the database or the terminal does.
pub async fn live(
    app: &SharedApp,
    until: DateTime<Utc>,
    days: u32,
    tell: impl Fn(Event) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    app.clock.set(days_before(app, until, days));
    let mut conn = app.db.conn().await?;
    add(&mut conn, app, ADMIN, Role::Admin).await?;
    drop(conn);
    for person in &CAST {
        tell(sign_up(app, person).await?)?;
        worker::drain(app, AT_ONCE).await?;
    }
    for day in 1..=days {
        tell(Event::Morning { day, of: days })?;
        app.clock.set(schedule::next(app.clock.now(), app.config.refresh_at, app.config.timezone).at);
        worker::ensure_daily(app).await?;
        worker::drain(app, AT_ONCE).await?;
    }
    app.clock.set(until);
    app.clock.catch_up();
    Attempt::date_by_ledger(&mut *app.db.conn().await?).await?;
    Ok(())
}

/// Same local time `days` days before: as many mornings lie between, whatever the clocks do in them.
fn days_before(app: &App, until: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let local = until.with_timezone(&app.config.timezone).naive_local();
    local_moment(local.date() - Days::new(days.into()), local.time(), app.config.timezone)
}

/// A sign-up of the demo, as the pages would make it.
async fn sign_up(app: &App, person: &Person) -> anyhow::Result<Event> {
    let mut lists = Vec::new();
    for list in person.lists() {
        let wishes = list.wishes(app.config.country).map_err(|errors| anyhow!("{}: {errors:?}", person.email))?;
        lists.push((list, wishes));
    }
    let mut conn = app.db.conn().await?;
    let user_id = add(&mut conn, app, person.email, Role::Person).await?;
    let started = conn
        .transaction(async |conn| -> diesel::QueryResult<_> {
            let claims = Claims::lock(conn).await?;
            for (list, wishes) in &lists {
                searches::replace(conn, app, &claims, Owner::of(user_id), list, wishes).await?;
            }
            start::for_person(conn, app, &claims, user_id, Order::sign_up()).await
        })
        .await?;
    let counts = started.preview.counts;
    Ok(Event::Came { email: person.email, wanted: counts.wanted, bought: counts.new })
}

async fn add(conn: &mut Connection, app: &App, email: &str, role: Role) -> anyhow::Result<i32> {
    let email = Email::parse(email)?;
    let added = people::add(conn, &email, Some(PASSWORD), role, app.clock.now()).await?;
    Ok(added.ok_or_else(|| anyhow!("{} is there already", email.as_str()))?.id)
}
