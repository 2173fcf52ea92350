//! Capabilities of sources, as far as their answers have shown them. A capability that nobody has seen is unknown, and
//! not used.

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
    /// Names of capabilities that a source may have.
    pub enum CapabilityName {
        /// Lists: several titles in a question, of which a single title is enough.
        Lists = "lists",
        /// Dates: bounds on when the source learnt of a job.
        Dates = "dates",
        /// Places: postings for a town come for its country, too.
        Places = "places",
        /// Titles: postings for a title come for every title that stands in it, too.
        Titles = "titles",
        /// Endings: words are compared without their endings, stop words are left out, as text search does in English.
        Endings = "endings",
        /// Unknown values: a filter also finds postings that state nothing on it.
        UnknownValues = "unknown_values",
        /// Several places in a question, of which a single place is enough.
        SeveralPlaces = "several_places",
        /// Rolling days: the source's day reaches back 24 hours, and does not begin at midnight.
        RollingDays = "rolling_days",
        /// Counts: the source tells how many postings there are, for a call and no row.
        Counts = "counts",
        /// Exclusion: the source leaves out the postings of a title.
        Exclusion = "exclusion",
        /// Closed feed: the source tells which postings are closed, for a call and no row.
        ClosedFeed = "closed_feed",
    }
}

closed_list! {
    "a state of a capability";
    /// State of the knowledge about a capability.
    pub enum CapabilityState {
        /// Unknown, as without a row: looked for, and not shown by any answer so far.
        Unknown = "unknown",
        /// On trial: a purchase under way will show the capability.
        Trial = "trial",
        /// An answer has shown the capability.
        On = "on",
        /// An answer has shown that the source lacks the capability.
        Off = "off",
        /// Off by an admin's wish.
        OffByHand = "off_by_hand",
    }
}

impl CapabilityName {
    /// True when a capability that is off is not tried again by itself. Each try of a refused date costs the first
    /// fetches a call, and a morning in which days are believed to reach back loses an evening's jobs.
    pub fn stays_off(self) -> bool {
        matches!(self, Self::Dates | Self::RollingDays)
    }
}

/// A capability of a source. A row of `capabilities`; without a row: unknown.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = capabilities)]
pub struct Capability {
    /// The source.
    pub source: Source,
    /// Name of the capability.
    pub name: CapabilityName,
    /// State of the knowledge about the capability.
    pub state: CapabilityState,
    /// Evidence of the state, in a sentence without its full stop.
    pub evidence: String,
    /// Time of the evidence.
    pub checked_at: DateTime<Utc>,
    /// Time of the last counts of postings in search of the capability; None: never counted.
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

    /// Loads all known capabilities.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        capabilities::table.order((dsl::source, dsl::name)).select(Self::as_select()).load(conn).await
    }

    /// Whether a source has a capability; None: not known.
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

    /// Knowledge of how a source answers: endings of words and unknown values.
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

    /// Meaning of a state: whether the source has the capability; None: nothing is known.
    pub fn is_so(state: Option<CapabilityState>) -> Option<bool> {
        match state? {
            CapabilityState::On => Some(true),
            CapabilityState::Off | CapabilityState::OffByHand => Some(false),
            CapabilityState::Unknown | CapabilityState::Trial => None,
        }
    }

    /// Notes a shown state: at once where the state is new, once a day where it is known.
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

    /// Notes that postings were counted in search of a capability.
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

    /// Notes what an answer has shown. A capability that an admin has switched off stays off.
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

    /// Forgets a capability, unless an admin has switched it off: unknown again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_learnt(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<()> {
        let learnt = capabilities::table.find((source, name)).filter(dsl::state.ne(CapabilityState::OffByHand));
        diesel::delete(learnt).execute(conn).await?;
        Ok(())
    }

    /// Forgets capabilities that were shown to be missing a week ago: unknown again, and to be tried. Capabilities that
    /// [stay off](CapabilityName::stays_off) are left.
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

    /// Forgets a capability in whatever state, an admin's too: unknown again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget(conn: &mut Connection, (source, name): (Source, CapabilityName)) -> QueryResult<()> {
        diesel::delete(capabilities::table.find((source, name))).execute(conn).await?;
        Ok(())
    }
}
