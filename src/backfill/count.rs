//! Calls beside purchases: a source's own host tells numbers of postings, and closed postings, for a call and no row.
//! The call is in the ledger before it goes out; a call proven free is taken back.

mod price;

pub use self::price::for_price;

use crate::app::App;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Purpose;
use crate::models::source_state::{SourceState, Turn};
use crate::quota::ledger::{self, Extra, Kind};
use crate::quota::meter::Meter;
use crate::sources::{Charge, Client, Dialect, ErrorKind, ExpiredSince, Question, Source, SourceError, Unit};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::Duration;
use tokio::time::timeout;

/// The only source that tells, at its own host.
pub(super) const SOURCE: Source = Source::ActiveJobs;

/// Part of a plan's calls (one in so many) that calls beside purchases may take on a day: a tenth in a month.
const SHARE_OF_PLAN: i64 = 300;

const DAY: TimeDelta = TimeDelta::days(1);

/// Result of a call.
#[derive(Debug)]
pub(super) enum Told<T> {
    /// The answer.
    So(T),
    /// No answer; not known whether there will be one.
    Nothing,
    /// The host has no such route.
    NoRoute,
    /// The call must not be made now: the source is stopped, or has few calls left.
    NotNow,
}

/// Purpose of a call, and its share of the calls allowed.
#[derive(Clone, Copy)]
pub(super) struct Asker {
    /// Purpose in the ledger.
    pub purpose: Purpose,
    /// Reason in the ledger.
    pub reason: &'static str,
    /// Part of the day's calls left to others, in percent.
    pub leaves: i64,
    /// Longest wait for an answer, including the wait for a slot.
    pub patience: Duration,
}

/// The source at its own host.
pub(super) struct Host<'a> {
    app: &'a App,
    config: &'a SourceConfig,
    client: &'a Client,
}

impl<'a> Host<'a> {
    /// The host; None: the source is not used, or not spoken to at its own host.
    pub(super) fn of(app: &'a App) -> Option<Self> {
        let (config, client) = (app.config.source(SOURCE)?, app.client(SOURCE)?);
        (config.settings.dialect(SOURCE) == Dialect::Direct).then_some(Self { app, config, client })
    }

    /// Number of postings. A host that refuses to tell is not asked again for a week.
    pub(super) async fn count(&self, question: &Question, asker: Asker) -> anyhow::Result<Told<i64>> {
        let told = self.call(asker, self.client.count(question)).await?;
        let (state, evidence) = match &told {
            Told::So(_) => (CapabilityState::On, "it told how many postings there are"),
            Told::NoRoute => (CapabilityState::Off, "it refused to tell how many postings there are"),
            Told::Nothing | Told::NotNow => return Ok(told.map(as_number)),
        };
        let (mut conn, now) = (self.app.db.conn().await?, self.app.clock.now());
        Capability::note_shown(&mut conn, (SOURCE, CapabilityName::Counts), state, evidence, now).await?;
        Ok(told.map(as_number))
    }

    /// Postings closed within some time, by the source's numbers.
    pub(super) async fn closed(&self, since: ExpiredSince, asker: Asker) -> anyhow::Result<Told<Vec<String>>> {
        self.call(asker, self.client.expired(since)).await
    }

    async fn call<T>(
        &self,
        asker: Asker,
        call: impl Future<Output = Result<T, SourceError>>,
    ) -> anyhow::Result<Told<T>> {
        let booked = self.app.db.conn().await?.transaction(async |conn| self.book(conn, asker).await).await?;
        let Some(Booked { meter_id, slot_in }) = booked else { return Ok(Told::NotNow) };
        // No transaction is open, and no connection is held.
        tokio::time::sleep(slot_in).await;
        match timeout(asker.patience.saturating_sub(slot_in), call).await {
            Ok(Ok(answer)) => Ok(Told::So(answer)),
            Ok(Err(error)) => self.failed(meter_id, asker, &error).await,
            Err(_) => Ok(Told::Nothing),
        }
    }

    /// Whether the host tells numbers. False: the host refused to tell, or an admin does not want it asked.
    pub(super) async fn tells(&self) -> anyhow::Result<bool> {
        let counts = (SOURCE, CapabilityName::Counts);
        Ok(Capability::shown(&mut *self.app.db.conn().await?, counts).await? != Some(false))
    }

    /// Calls left today for this asker.
    pub(super) async fn room(&self, asker: Asker) -> anyhow::Result<i64> {
        let (mut conn, now) = (self.app.db.conn().await?, self.app.clock.now());
        let meters = Meter::all_current(&mut conn, now).await?;
        let Some(meter) = meters.iter().find(|meter| meter.source == SOURCE && meter.unit == Unit::Requests) else {
            return Ok(i64::MAX);
        };
        Self::left(&mut conn, meter, asker, now).await.map_err(Into::into)
    }

    async fn left(conn: &mut Connection, meter: &Meter, asker: Asker, now: DateTime<Utc>) -> QueryResult<i64> {
        let most = meter.limit() / SHARE_OF_PLAN * (100 - asker.leaves) / 100;
        Ok((most - ledger::counted_since(conn, meter.id, now - DAY).await?).min(meter.left()))
    }

    /// Writes the call into the ledger. None: no call may be made now.
    async fn book(&self, conn: &mut Connection, asker: Asker) -> QueryResult<Option<Booked>> {
        let now = self.app.clock.now();
        let turn = Turn::lock(conn, SOURCE).await?;
        let is_stopped =
            turn.is_spending_stopped || turn.state.stopped_code.is_some() || turn.state.out_since.is_some();
        let slot_in = turn.slot_in();
        if is_stopped || slot_in >= asker.patience {
            return Ok(None);
        }
        let meters = Meter::lock_current(conn, self.config, now).await?;
        let Some(meter) = meters.iter().find(|meter| meter.unit == Unit::Requests) else { return Ok(None) };
        if Self::left(conn, meter, asker, now).await? < 1 {
            return Ok(None);
        }
        SourceState::take_slot(conn, SOURCE, self.config.per_second).await?;
        ledger::enter(conn, self.entry(meter.id, 1, asker), now).await?;
        Ok(Some(Booked { meter_id: meter.id, slot_in }))
    }

    /// The entry of a call, or of one that is given back.
    fn entry(&self, meter_id: i32, spent: i64, asker: Asker) -> Extra<'static> {
        let Asker { purpose, reason, .. } = asker;
        Extra { meter_id, kind: Kind::Count, spent, purpose, day: self.app.today(), reason }
    }

    /// Judges a failed call; a call without a charge is taken back.
    async fn failed<T>(&self, meter_id: i32, asker: Asker, error: &SourceError) -> anyhow::Result<Told<T>> {
        if error.charge == Charge::None {
            let (mut conn, now) = (self.app.db.conn().await?, self.app.clock.now());
            let asker = Asker { reason: "the call was not charged", ..asker };
            ledger::enter(&mut conn, self.entry(meter_id, -1, asker), now).await?;
        }
        Ok(match &error.kind {
            // A refused key or plan says nothing of the route; nor does a single question of others.
            ErrorKind::Misconfigured { setting, .. } if *setting == SOURCE.path_setting() => Told::NoRoute,
            ErrorKind::Misconfigured { .. }
            | ErrorKind::RateLimited { .. }
            | ErrorKind::QuotaSpent { .. }
            | ErrorKind::Unreachable => Told::NotNow,
            ErrorKind::NoAnswer { .. } | ErrorKind::Broken { .. } | ErrorKind::Refused { .. } => Told::Nothing,
        })
    }
}

impl<T> Told<T> {
    fn map<U>(self, read: impl FnOnce(T) -> U) -> Told<U> {
        match self {
            Self::So(answer) => Told::So(read(answer)),
            Self::Nothing => Told::Nothing,
            Self::NoRoute => Told::NoRoute,
            Self::NotNow => Told::NotNow,
        }
    }
}

/// A call in the ledger.
struct Booked {
    meter_id: i32,
    /// Time until the call may go out.
    slot_in: Duration,
}

fn as_number(postings: u64) -> i64 {
    i64::try_from(postings).unwrap_or(i64::MAX)
}
