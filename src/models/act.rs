//! Acts of admins on many things at once, and the things that each is done to.

mod item;

pub use self::item::{ActItem, ItemState, Tally};

use crate::closed_list;
use crate::db::Connection;
use crate::schema::{acts, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "an act";
    /// What is done to each of many things.
    pub enum ActKind {
        /// Combinations rest.
        Pause = "pause",
        /// Resting combinations go on.
        Resume = "resume",
        /// What combinations lack is bought.
        LoadMissing = "load_missing",
        /// Combinations are bought again as a whole.
        LoadAgain = "load_again",
        /// What a page limit cut off combinations is bought.
        LoadDeeper = "load_deeper",
        /// Fetches end.
        CancelFetch = "cancel_fetch",
        /// Fetches go on behind their page limit.
        DeepenFetch = "deepen_fetch",
        /// People are kept out.
        Disable = "disable",
        /// People are let in again.
        Enable = "enable",
        /// People are mailed a link to set a password.
        Invite = "invite",
    }
}

closed_list! {
    "a state of an act";
    /// How far an act is.
    pub enum ActState {
        /// Counted and priced; nothing is done.
        Proposed = "proposed",
        /// Begun by hand, and not before its time.
        Waiting = "waiting",
        /// Portions of it are done.
        Running = "running",
        /// Done.
        Done = "done",
        /// Ended before its end: by hand, since its task failed, or since its admin may act no more.
        Cancelled = "cancelled",
    }
}

/// Kinds of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Things {
    /// Combinations, by the page of tracking.
    Combinations,
    /// Fetches.
    Fetches,
    /// People.
    People,
}

impl ActKind {
    /// What it is done to.
    pub fn things(self) -> Things {
        match self {
            Self::Pause | Self::Resume | Self::LoadMissing | Self::LoadAgain | Self::LoadDeeper => Things::Combinations,
            Self::CancelFetch | Self::DeepenFetch => Things::Fetches,
            Self::Disable | Self::Enable | Self::Invite => Things::People,
        }
    }

    /// Kinds of what is done to such things.
    pub fn of(things: Things) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| kind.things() == things).collect()
    }

    /// Costs credits.
    pub fn buys(self) -> bool {
        matches!(self, Self::LoadMissing | Self::LoadAgain | Self::LoadDeeper | Self::DeepenFetch)
    }
}

impl ActState {
    /// Something is still to come of it.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// An act. A row of `acts`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = acts)]
pub struct Act {
    /// Number of the act.
    pub id: i64,
    /// What is done.
    pub kind: ActKind,
    /// Number that stands for the admin who began it, or as long as nobody has, proposed it.
    pub subject: i64,
    /// How far it is.
    pub state: ActState,
    /// The admin's reason; None: only proposed.
    pub reason: Option<String>,
    /// Query string of the list on which it was chosen.
    pub query: String,
    /// Things chosen.
    pub items: i32,
    /// Things that it would change, when it was proposed.
    pub affected: i32,
    /// Credits that it was expected to cost.
    pub expected_credits: i64,
    /// Most credits that it could cost.
    pub most_credits: i64,
    /// Fetches that it has begun.
    pub fetches: i32,
    /// When it was proposed.
    pub made_at: DateTime<Utc>,
    /// Nothing is done before then.
    pub starts_at: Option<DateTime<Utc>>,
    /// Its end.
    pub ended_at: Option<DateTime<Utc>>,
}

/// An act to be proposed.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = acts)]
pub struct NewAct {
    /// What is done.
    pub kind: ActKind,
    /// Number that stands for the admin.
    pub subject: i64,
    /// Query string of the list.
    pub query: String,
    /// Things chosen.
    pub items: i32,
    /// Things that it would change.
    pub affected: i32,
    /// Expected credits.
    pub expected_credits: i64,
    /// Most credits.
    pub most_credits: i64,
    /// When it is proposed.
    pub made_at: DateTime<Utc>,
}

impl NewAct {
    /// Writes the proposal down, with its things. Returns its number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn propose(&self, conn: &mut Connection, items: &[i64]) -> QueryResult<i64> {
        let id = diesel::insert_into(acts::table).values(self).returning(acts::id).get_result(conn).await?;
        ActItem::choose(conn, id, items).await?;
        Ok(id)
    }
}

impl Act {
    /// An act by its number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is none; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        acts::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// An act, locked to the end of the transaction.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is none; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        acts::table.find(id).select(Self::as_select()).for_no_key_update().first(conn).await
    }

    /// The newest acts that were begun, each with the address of its admin, if that is still known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, limit: i64) -> QueryResult<Vec<(Self, Option<String>)>> {
        acts::table
            .left_join(users::table.on(users::subject.eq(acts::subject)))
            .filter(acts::state.ne(ActState::Proposed))
            .order(acts::id.desc())
            .limit(limit)
            .select((Self::as_select(), users::email.nullable()))
            .load(conn)
            .await
    }

    /// Begins a proposed act: from now on it is the act of whoever begins it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(
        &self,
        conn: &mut Connection,
        (subject, reason): (i64, &str),
        starts_at: DateTime<Utc>,
    ) -> QueryResult<()> {
        let by = (acts::subject.eq(subject), acts::reason.eq(reason));
        let begun = (acts::state.eq(ActState::Waiting), acts::starts_at.eq(starts_at));
        diesel::update(acts::table.find(self.id)).set((by, begun)).execute(conn).await?;
        Ok(())
    }

    /// Notes how far an act is. `ended_at`: its end, in the states that are one.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_state(
        &self,
        conn: &mut Connection,
        state: ActState,
        ended_at: Option<DateTime<Utc>>,
    ) -> QueryResult<()> {
        let new = (acts::state.eq(state), acts::ended_at.eq(ended_at));
        diesel::update(acts::table.find(self.id)).set(new).execute(conn).await?;
        Ok(())
    }

    /// Adds to the fetches that it has begun.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn add_fetches(&self, conn: &mut Connection, fetches: i32) -> QueryResult<()> {
        let of_act = acts::table.find(self.id);
        diesel::update(of_act).set(acts::fetches.eq(acts::fetches + fetches)).execute(conn).await?;
        Ok(())
    }
}
