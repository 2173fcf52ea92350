//! What sources can do, as far as their answers have shown it. What nobody has seen is unknown, and not made use of.

mod evidence;
mod in_country;
mod in_title;
mod trust;

pub use self::evidence::{Checks, Compared, PaidPosting};
pub use self::in_country::{Sampled, TownChecks};
pub use self::in_title::Titled;
pub use self::trust::Use;

use crate::answers::{Configuration, Known};
use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::schema::capabilities::{self, dsl};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamptz};
use diesel_async::RunQueryDsl;

closed_list! {
    "a capability";
    /// What a source may be able to do.
    pub enum CapabilityName {
        /// Takes several titles in one question, of which one is enough.
        Lists = "lists",
        /// Takes bounds on when it learnt of a job.
        Dates = "dates",
        /// What comes for a town comes for its country, too.
        Places = "places",
        /// What comes for a title comes for a title that stands in it, too.
        Titles = "titles",
        /// Compares words without their endings and leaves stop words out, as text search does in English.
        Endings = "endings",
        /// A filter finds postings that state nothing on it, too.
        UnknownValues = "unknown_values",
        /// Takes several places in one question, of which one is enough.
        SeveralPlaces = "several_places",
        /// Its day reaches back 24 hours, and does not begin at midnight.
        RollingDays = "rolling_days",
        /// Tells how many postings there are, for a call and no row.
        Counts = "counts",
        /// Leaves out the postings of a title.
        Exclusion = "exclusion",
        /// Tells which postings are closed, for a call and no row.
        ClosedFeed = "closed_feed",
    }
}

closed_list! {
    "a state of a capability";
    /// What is known of a capability.
    pub enum CapabilityState {
        /// It was looked for, and nothing has shown it so far. As without a row.
        Unknown = "unknown",
        /// A purchase is under way that will show it.
        Trial = "trial",
        /// An answer has shown it.
        On = "on",
        /// An answer has shown that it is not so.
        Off = "off",
        /// An admin does not want it used.
        OffByHand = "off_by_hand",
    }
}

impl CapabilityName {
    /// What was shown not to be so is not tried again by itself. Each try of a refused date costs the first fetches a call,
    /// and a morning in which days are believed to reach back loses an evening's jobs.
    pub fn stays_off(self) -> bool {
        matches!(self, Self::Dates | Self::RollingDays)
    }
}

/// A capability of a source. A row of `capabilities`; none: unknown.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = capabilities)]
pub struct Capability {
    /// The source.
    pub source: Source,
    /// What it may be able to do.
    pub name: CapabilityName,
    /// What is known of that.
    pub state: CapabilityState,
    /// What showed it, in a sentence without its full stop.
    pub evidence: String,
    /// Time of that.
    pub checked_at: DateTime<Utc>,
    /// When numbers of postings were last asked for, to see it; None: never.
    pub counted_at: Option<DateTime<Utc>>,
}

impl Capability {
    /// Loads a source's capability; None: unknown.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find(conn: &mut Connection, source: Source, name: CapabilityName) -> QueryResult<Option<Self>> {
        capabilities::table.find((source, name)).select(Self::as_select()).first(conn).await.optional()
    }

    /// True when a source's capability is known to be in a state.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is(
        conn: &mut Connection,
        (source, name): (Source, CapabilityName),
        state: CapabilityState,
    ) -> QueryResult<bool> {
        Ok(Self::find(conn, source, name).await?.is_some_and(|known| known.state == state))
    }

    /// Loads all that is known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        capabilities::table.order((dsl::source, dsl::name)).select(Self::as_select()).load(conn).await
    }

    /// Whether a source can do something; None: not known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn shown(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<Option<bool>> {
        Ok(Self::is_so(Self::find(conn, source, name).await?.map(|known| known.state)))
    }

    /// Whether a source takes bounds on when it learnt of a job; None: not known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn takes_dates(conn: &mut Connection, source: Source) -> QueryResult<Option<bool>> {
        Self::shown(conn, (source, CapabilityName::Dates)).await
    }

    /// What is known of how a source answers.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn known(conn: &mut Connection, source: Source) -> QueryResult<Known> {
        let known: Vec<(CapabilityName, CapabilityState)> = capabilities::table
            .filter(dsl::source.eq(source))
            .filter(dsl::name.eq_any([CapabilityName::Endings, CapabilityName::UnknownValues]))
            .select((dsl::name, dsl::state))
            .load(conn)
            .await?;
        let is = |name, state| known.contains(&(name, state));
        let configuration = match () {
            () if is(CapabilityName::Endings, CapabilityState::On) => Some(Configuration::English),
            () if is(CapabilityName::Endings, CapabilityState::Off) => Some(Configuration::Simple),
            () => None,
        };
        Ok(Known { configuration, finds_unknown: is(CapabilityName::UnknownValues, CapabilityState::On) })
    }

    /// What a state says; None: nothing is known.
    pub fn is_so(state: Option<CapabilityState>) -> Option<bool> {
        match state? {
            CapabilityState::On => Some(true),
            CapabilityState::Off | CapabilityState::OffByHand => Some(false),
            CapabilityState::Unknown | CapabilityState::Trial => None,
        }
    }

    /// Notes what was shown where that is new, and once a day where it is not.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_shown(
        conn: &mut Connection,
        (source, name): (Source, CapabilityName),
        state: CapabilityState,
        evidence: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        if Self::find(conn, source, name).await?.is_some_and(|known| known.tells(state, now)) {
            return Ok(());
        }
        Self::note(conn, (source, name), state, evidence, now).await
    }

    /// Notes that numbers of postings were asked for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_counted(
        conn: &mut Connection,
        (source, name): (Source, CapabilityName),
        evidence: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let unknown = (
            (dsl::source.eq(source), dsl::name.eq(name), dsl::state.eq(CapabilityState::Unknown)),
            (dsl::evidence.eq(evidence), dsl::checked_at.eq(now), dsl::counted_at.eq(now)),
        );
        diesel::insert_into(capabilities::table)
            .values(unknown)
            .on_conflict((dsl::source, dsl::name))
            .do_update()
            .set(dsl::counted_at.eq(now))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Notes what was shown. What an admin has switched off stays off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(
        conn: &mut Connection,
        (source, name): (Source, CapabilityName),
        state: CapabilityState,
        evidence: &str,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "INSERT INTO capabilities AS known (source, name, state, evidence, checked_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (source, name) DO UPDATE
                    SET state = excluded.state, evidence = excluded.evidence, checked_at = excluded.checked_at
              WHERE known.state <> 'off_by_hand'",
        )
        .bind::<Text, _>(source)
        .bind::<Text, _>(name)
        .bind::<Text, _>(state)
        .bind::<Text, _>(evidence)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Nothing is known again, unless an admin has switched it off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_learnt(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<()> {
        let learnt = capabilities::table.find((source, name)).filter(dsl::state.ne(CapabilityState::OffByHand));
        diesel::delete(learnt).execute(conn).await?;
        Ok(())
    }

    /// What was shown not to be so a week ago may be tried again: nothing is known of it, unless it stays off.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_old(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        let old = dsl::state.eq(CapabilityState::Off).and(dsl::checked_at.le(now - trust::AGAIN));
        let staying = CapabilityName::ALL.iter().copied().filter(|name| name.stays_off());
        let old = old.and(dsl::name.ne_all(staying.collect::<Vec<_>>()));
        diesel::delete(capabilities::table.filter(old)).execute(conn).await?;
        Ok(())
    }

    /// Nothing is known again, whatever was.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<()> {
        diesel::delete(capabilities::table.find((source, name))).execute(conn).await?;
        Ok(())
    }
}
